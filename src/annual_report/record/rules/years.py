"""Years beside each other, and dates beside dates."""

from collections.abc import Iterator

from annual_report.problems import Problem
from annual_report.record.codes import problem
from annual_report.record.model import ForumRecord, When, Year
from annual_report.record.rules.spans import surely_after


def check(forum: ForumRecord) -> Iterator[Problem]:
    """Years that overlap (AR225), and dates the wrong way round (AR231)."""
    yield from _overlaps(forum)
    for year in forum.years:
        yield from _dates(year)


def _overlaps(forum: ForumRecord) -> Iterator[Problem]:
    """Each year that begins before an earlier one has ended (record format, rule 6)."""
    before: Year | None = None
    for year in filter(_has_days, forum.years):
        if before is not None and year.start <= before.end:
            message = f"{year.label} begins on {year.start}, before {before.label} ends on {before.end}"
            hint = "correct `start` or `end`, or acknowledge it if the two periods did overlap"
            yield problem("AR225", year.year.place, message, hint)
        if before is None or year.end > before.end:
            before = year


def _has_days(year: Year) -> bool:
    """Whether the days of a year are known; where they are not, that is a problem of its own (AR219)."""
    known = year.kind != "other" or (year.start_written is not None and year.end_written is not None)
    return known and year.start <= year.end


def _dates(year: Year) -> Iterator[Problem]:
    for person in year.people or ():
        yield from _order(person.from_, person.to, f"{person.name.source} served from %s, but only until %s")
    dates = year.dates
    if dates:
        yield from _order(dates.approved, dates.published, "approved on %s, but published on %s already")
        yield from _order(dates.published, dates.updated, "published on %s, but updated on %s already")


def _order(first: When | None, second: When | None, words: str) -> Iterator[Problem]:
    if first and second and surely_after(first, second):
        message = words % (first.source, second.source)
        yield problem("AR231", second.place, message, "correct one of the two dates")
