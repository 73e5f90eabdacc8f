"""A forum's years side by side: what of each is in the record and what is not, and every promise's fate."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct

from annual_report.comparison import Thread, printed_numbers
from annual_report.fields import Fields
from annual_report.record.model import ForumRecord, Priority, Year
from annual_report.timeline import Timeline, timeline
from annual_report.translations import gettext_noop as _
from annual_report.views.numbers import capital, counted
from annual_report.views.threads import Fates, threads as threads_part
from annual_report.views.writers import writers

_ALSO = (
    ("forewords", _("forewords")),
    ("people", _("people")),
    ("measures", _("measures")),
    ("events", _("events")),
    ("finance", _("money")),
    ("feedback", _("feedback")),
    ("sections", _("other texts")),
    ("responses", _("responses")),
    ("sources", _("sources")),
)
"""What a year can hold besides promises and deeds: its key in the record, and our word for it."""


class Promise(Struct, frozen=True):
    """A priority of a year: its printed number, its name, and what became of it as lines of words."""

    number: str
    name: Markup
    fate: tuple[Markup, ...]


class YearLine(Struct, frozen=True):
    """A year of the catalogue; ``year`` is None where nothing of it is recorded. ``priorities`` and
    ``achievements`` are None where they are not in the record; ``also`` lists what else is.
    """

    label: str
    year: Year | None
    priorities: str | None
    outcomes: str
    achievements: str | None
    also: str
    promises: tuple[Promise, ...]


def values_of_all_years(forum: ForumRecord, threads: tuple[Thread, ...], fields: Fields) -> dict[str, Any]:
    """All names that the templates of a layout of all years may use."""
    whole = timeline(threads, forum)
    lines = tuple(_lines(whole, forum, fields))
    return {
        "forum": forum.forum,
        "span": span(forum),
        "lines": lines,
        "recorded": tuple(line for line in lines if line.year is not None),
        "lead": " ".join(_lead(whole, forum, fields)),
        "missing": tuple(_missing(lines, fields)),
        "threads": threads_part(whole, fields),
        **writers(fields),
    }


def span(forum: ForumRecord) -> str:
    """The calendar years from the first day recorded to the last: "2019–2025"."""
    first, last = forum.years[0].start.year, max(year.end for year in forum.years).year
    return f"{first}–{last}" if first != last else str(first)


def _lead(whole: Timeline, forum: ForumRecord, fields: Fields) -> Iterator[str]:
    """How many years and promises there are, and what became of those."""
    yield counted(
        len(forum.years),
        "%(count)s year is in the record, %(first)s.",
        "%(count)s years are in the record, from %(first)s to %(last)s.",
        fields,
        first=forum.years[0].label,
        last=forum.years[-1].label,
    )
    number = sum(len(year.priorities or ()) for year in forum.years)
    if not number:
        return
    yield counted(
        number,
        "%(count)s priority is recorded in them.",
        "%(count)s priorities are recorded in them.",
        fields,
    )
    yield counted(
        len(whole.tracks),
        "They are %(count)s promise, counted once however often it was carried on.",
        "They are %(count)s promises, each counted once however often it was carried on.",
        fields,
    )


def _lines(whole: Timeline, forum: ForumRecord, fields: Fields) -> Iterator[YearLine]:
    fates = Fates(whole, fields)
    own = {year.label for year in forum.years}
    for column in whole.columns:
        year = forum.year(column.label)
        if year is not None:
            yield _line(year, fates, fields)
        elif column.label not in own and not column.recorded:
            yield YearLine(column.label, None, None, "", None, "", ())


def _line(year: Year, fates: "Fates", fields: Fields) -> YearLine:
    plural, gettext = fields.translations.ngettext, fields.translations.gettext
    priorities, achievements = year.priorities, year.achievements
    judged = sum(priority.outcome is not None for priority in priorities or ())
    also = [gettext(words) for key, words in _ALSO if getattr(year, key)]
    numbers = printed_numbers(year)
    return YearLine(
        label=year.label,
        year=year,
        priorities=_number(
            priorities, plural("%(num)s priority", "%(num)s priorities", len(priorities or ()))
        ),
        outcomes=plural("%(num)s with an outcome", "%(num)s with an outcome", judged) % {"num": judged},
        achievements=_number(
            achievements, plural("%(num)s achievement", "%(num)s achievements", len(achievements or ()))
        ),
        also=capital(", ".join(also)),
        promises=tuple(_promise(year, priority, numbers, fates, fields) for priority in priorities or ()),
    )


def _number(items: tuple[object, ...] | None, wording: str) -> str | None:
    return None if items is None else wording % {"num": len(items)}


def _promise(
    year: Year, priority: Priority, numbers: dict[str, str], fates: "Fates", fields: Fields
) -> Promise:
    return Promise(numbers[priority.id], fields.cut(priority, 110), fates.of(year.label, priority.id))


def _missing(lines: tuple[YearLine, ...], fields: Fields) -> Iterator[Markup]:
    """A sentence for each year of which something is not in the record."""
    gettext = fields.translations.gettext
    for line in lines:
        if line.year is None:
            yield escape(gettext("%(year)s: nothing of this year.") % {"year": line.label})
            continue
        gaps = []
        if line.priorities is None:
            gaps.append(gettext("the priorities"))
        if line.achievements is None:
            gaps.append(gettext("the achievements"))
        silent = sum(priority.outcome is None for priority in line.year.priorities or ())
        if silent:
            wording = fields.translations.ngettext(
                "the outcome of %(num)s priority", "the outcomes of %(num)s priorities", silent
            )
            gaps.append(wording % {"num": silent})
        gaps += [
            gettext(words)
            for key, words in _ALSO
            if key in ("people", "sources") and not getattr(line.year, key)
        ]
        if gaps:
            wording = gettext("%(year)s: %(list)s.")
            yield escape(wording % {"year": line.label, "list": fields.and_list(gaps)})
