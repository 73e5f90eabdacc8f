"""What an honest record says of each entry, as far as no other year is asked.

What became of promises is asked above, where the comparison is known (:mod:`annual_report.honesty`).
"""

import datetime as dt
from collections.abc import Iterator

from annual_report.problems import Problem
from annual_report.record.codes import problem
from annual_report.record.model import Finance, Forum, ForumRecord, Person, Picture, When, Year
from annual_report.record.rules.spans import span
from annual_report.record.sums import as_printed, disagreements


def check(forum: ForumRecord) -> Iterator[Problem]:
    """What the years of a forum leave unsaid, or say against themselves."""
    yield from _pictures(forum.forum)
    for year in forum.years:
        yield from _sides(forum, year)
        yield from _differences(year)
        yield from _pictures(year)
        for person in year.people or ():
            yield from _term(person, year)
        for achievement in year.achievements or ():
            yield from _date(achievement.date, year)
        for event in year.events or ():
            yield from _date(event.date, year)
        if year.finance is not None:
            yield from _totals(year.finance)


def _sides(forum: ForumRecord, year: Year) -> Iterator[Problem]:
    """Which side of the comparison is not in the record (record format, rule 9): once, as a note."""
    place, label = year.year.place, year.label
    if year.priorities is None:
        yield problem(
            "AR311",
            place,
            f"the priorities for {label} are not in the record",
            "the report says so; `priorities: []` says that there were none",
        )
    if year.achievements is None:
        yield problem(
            "AR312",
            place,
            f"the achievements of {label} are not in the record",
            "the report says so; `achievements: []` says that there were none",
        )
    following = forum.following_label(year)
    if forum.following(year) is None and following not in forum.unread and not _is_last(forum, year):
        what = f"the following year, {following}, is" if following else f"what follows {label} is"
        yield problem("AR313", place, f"{what} not in the record", "the report says so")


def _is_last(forum: ForumRecord, year: Year) -> bool:
    """Whether nothing can follow: the last year of a forum that others have succeeded by its end."""
    if year is not forum.years[-1]:
        return False
    day_after = year.end + dt.timedelta(days=1)
    heirs = forum.forum.successors or ()
    return any(heir.date is None or _begins(heir.date, day_after) for heir in heirs)


def _begins(when: When, day: dt.date) -> bool:
    """Whether a date, as far as it is known, is not after a day; words are taken at their word."""
    return when.year is None or dt.date(when.year, when.month or 1, when.day or 1) <= day


def _differences(year: Year) -> Iterator[Problem]:
    for achievement in year.achievements or ():
        if achievement.difference is None:
            message = f'the achievement "{achievement.id}" does not say what difference it made'
            yield problem("AR307", achievement.place, message, "say it in a sentence, under `difference`")


def _pictures(part: Forum | Year) -> Iterator[Problem]:
    for picture in part.values:
        if isinstance(picture, Picture) and picture.alt is None and not picture.decorative:
            name = f' "{picture.file.text}"' if picture.file else ""
            hint = "say what it shows under `alt`, or `decorative: true` if it says nothing"
            yield problem("AR314", picture.place, f"the picture{name} has no alt text", hint)


def _term(person: Person, year: Year) -> Iterator[Problem]:
    """A person whose time in office lies outside the year."""
    begun, ended = span(person.from_), span(person.to)
    name, to, from_ = person.name.source, person.to, person.from_
    if to and ended and ended.last < year.start:
        message = f"{name} served until {to.source}, and {year.label} began on {year.start}"
        yield problem("AR310", to.place, message, "take them out of this year, or correct the date")
    elif from_ and begun and begun.first > year.end:
        message = f"{name} serves from {from_.source}, and {year.label} ended on {year.end}"
        yield problem("AR310", from_.place, message, "take them out of this year, or correct the date")


def _date(when: When | None, year: Year) -> Iterator[Problem]:
    days = span(when)
    if when and days and (days.last < year.start or days.first > year.end):
        message = f"{when.source} is not in {year.label} ({year.start} to {year.end})"
        yield problem("AR315", when.place, message, "leave it if that is so")


def _totals(finance: Finance) -> Iterator[Problem]:
    for found in disagreements(finance):
        name = found.total.name.source
        yield problem(
            "AR305",
            found.printed.place,
            f'"{name}" is given as {found.printed.source}, but its lines add up to {as_printed(found.ours)}',
            "the total is printed as given; correct a figure, or acknowledge that it was published so",
        )
