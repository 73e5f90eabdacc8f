"""The period of a year: its kind, and its first and last day (rule 6)."""

import datetime as dt
import re

from msgspec import Struct

from annual_report.record.model import PeriodKind

_FIRST_DAY: dict[PeriodKind, tuple[int, int]] = {"financial": (4, 1), "calendar": (1, 1), "academic": (9, 1)}


class Period(Struct, frozen=True):
    """The days that a year covers; ``fault`` says why they are not clear, or is empty."""

    kind: PeriodKind
    start: dt.date
    end: dt.date
    fault: str = ""


def period(label: str, declared: PeriodKind | None, start: dt.date | None, end: dt.date | None) -> Period:
    """The period of the year ``label``.

    ``declared`` is the forum's kind of period; ``start`` and ``end`` are the days that the file
    gives. A label decides where it contradicts the forum's kind (2024 in a forum of financial
    years): a forum may have changed its kind.
    """
    years = re.split("[/-]", label)
    first = int(years[0])
    kind = _kind(years, first, declared)
    if kind == "other":
        fault = "" if start and end else f'the first and last day of "{label}" are not recorded'
        opening, closing = dt.date(first, 1, 1), dt.date(first, 12, 31)
    else:
        month, day = _FIRST_DAY[kind]
        opening, closing = dt.date(first, month, day), dt.date(first + 1, month, day) - dt.timedelta(days=1)
        fault = ""
    opening, closing = start or opening, end or closing
    if not fault and closing < opening:
        fault = f"the year ends ({closing}) before it begins ({opening})"
    return Period(kind, opening, closing, fault)


def _kind(years: list[str], first: int, declared: PeriodKind | None) -> PeriodKind:
    if declared == "other":
        return "other"
    if len(years) == 1:
        return "calendar"
    if (first + 1) % 10 ** len(years[1]) != int(years[1]):
        return "other"  # 2023/26: a plan of several years
    return declared if declared in {"financial", "academic"} else "financial"
