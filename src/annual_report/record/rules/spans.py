"""Dates as they are typed, as the days that they may mean."""

import datetime as dt

from msgspec import Struct

from annual_report.record.model import When


class Span(Struct, frozen=True):
    """From the first to the last day that a date may mean: 2023-09 is all of September."""

    first: dt.date
    last: dt.date


def span(when: When | None) -> Span | None:
    """The days that ``when`` may mean; ``None`` for words, and where nothing is recorded."""
    if when is None or when.year is None:
        return None
    if when.month is None:
        return Span(dt.date(when.year, 1, 1), dt.date(when.year, 12, 31))
    if when.day is None:
        import calendar

        last = calendar.monthrange(when.year, when.month)[1]
        return Span(dt.date(when.year, when.month, 1), dt.date(when.year, when.month, last))
    day = dt.date(when.year, when.month, when.day)
    return Span(day, day)


def surely_after(one: When | None, other: When | None) -> bool:
    """Whether ``one`` is later than ``other`` whichever of their days are meant."""
    earlier, later = span(other), span(one)
    return earlier is not None and later is not None and later.first > earlier.last
