"""How much of a year a handout of few pages shows: it fits by choosing, never by smaller type.

The choices are in a row, from everything to the least, and the first that fits is taken. What each leaves
out is said in the handout itself.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from annual_report.comparison import Comparison, Side
from annual_report.problems import Code
from annual_report.record.model import Achievement, Priority

CODES = (
    Code(
        "AR432",
        "error",
        "A handout can't be kept to its pages",
        "An edition of few pages leaves out what does not fit: it shows fewer priorities and achievements, "
        "and of their texts the first sentence. The names of the forum and the year, the contact, and one "
        "priority always stay; here even these take more pages than editions.yml allows.",
    ),
)

Entry = TypeVar("Entry", Priority, Achievement)

ALL = 10**6
"""More entries than a record can have."""


class Choice(Struct, frozen=True, kw_only=True):
    """What is shown: how many priorities (``rows``), achievements beside each (``deeds``), other achievements
    and coming priorities; whole texts or their first sentences; the people or only the contact.
    """

    rows: int = ALL
    deeds: int = ALL
    others: int = ALL
    coming: int = ALL
    whole: bool = True
    people: bool = True


def compared(comparison: Comparison) -> Side:
    """The direction that a handout sets side by side: back where the year has priorities, else forward."""
    return comparison.back if comparison.back.pairs or not comparison.forward.pairs else comparison.forward


def choices(comparison: Comparison) -> tuple[Choice, ...]:
    """Every choice for a year, from everything to the least."""
    return tuple(dict.fromkeys(_choices(comparison)))


def _choices(comparison: Comparison) -> Iterator[Choice]:
    side = compared(comparison)
    coming = len(comparison.forward.pairs) if side is comparison.back else 0
    yield Choice()
    yield Choice(whole=False)
    for most in (12, 8, 6, 5, 4, 3):
        yield Choice(whole=False, others=most, coming=most, deeds=most)
    yield Choice(whole=False, others=3, coming=3, deeds=3, people=False)
    for rows in range(len(side.pairs), 0, -1):
        few = min(3, rows)
        yield Choice(whole=False, rows=rows, deeds=2, others=few, coming=min(few, coming), people=False)
    yield Choice(whole=False, rows=1, deeds=1, others=1, coming=1, people=False)
    yield Choice(whole=False, rows=1, deeds=1, others=0, coming=0, people=False)


def first_that_fits(found: Sequence[Choice], fits: Callable[[Choice], bool]) -> Choice | None:
    """The fullest choice that fits; None where not even the least does.

    Each choice shows less than the one before it, so halving the row finds the border; what is returned has
    been tried.
    """
    best: Choice | None = None
    low, high = 0, len(found)
    middle = 0  # mostly everything fits, so that is tried first
    while low < high:
        if fits(found[middle]):
            best, high = found[middle], middle
        else:
            low = middle + 1
        middle = (low + high) // 2
    return best


def chosen(entries: Sequence[Entry], most: int) -> tuple[Entry, ...]:
    """At most so many entries, those marked as key first; they stay in the author's order."""
    order = sorted(range(len(entries)), key=lambda place: (not entries[place].key, place))
    return tuple(entries[place] for place in sorted(order[:most]))
