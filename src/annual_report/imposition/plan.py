"""Which page stands where on which sheet: saddle stitch, two pages on each side of a sheet."""

from collections.abc import Iterator

from msgspec import Struct

FOUR = 4
"""Pages on a folded sheet."""

Slot = int | None
"""A page, counted from 0; None for a blank one."""


class Sheet(Struct, frozen=True):
    """A sheet before it is folded: left and right of its two sides, as they are seen when the sheet is turned
    over on its short edge. ``creep`` is how far in millimetres its pages move towards the fold.
    """

    front: tuple[Slot, Slot]
    back: tuple[Slot, Slot]
    creep: float


class Plan(Struct, frozen=True):
    """All sheets, a tuple for each signature, outermost sheet first. ``slots`` are the pages in reading
    order, with the blanks among them.
    """

    slots: tuple[Slot, ...]
    signatures: tuple[tuple[Sheet, ...], ...]

    @property
    def pages(self) -> int:
        """Pages that are not blank."""
        return len(self.slots) - len(self.blanks)

    @property
    def sheets(self) -> int:
        """How much paper it takes."""
        return sum(map(len, self.signatures))

    @property
    def blanks(self) -> tuple[int, ...]:
        """The numbers, from 1, of the blank pages."""
        return tuple(place for place, slot in enumerate(self.slots, 1) if slot is None)


def filled_up(pages: int, multiple: int) -> tuple[Slot, ...]:
    """The pages in reading order with as many blank ones as make their number a multiple.

    Blank ones come at the end, before the last page: that is the back cover, and a cover is never blank. (A
    single page is the front cover; the back has to stay blank then.)

    >>> filled_up(6, 4)
    (0, 1, 2, 3, 4, None, None, 5)
    """
    blanks = (None,) * (-pages % multiple)
    last = max(1, pages - 1)
    return (*range(last), *blanks, *range(last, pages))


def saddle_stitch(pages: int, *, signature: int, paper: float) -> Plan:
    """The plan for a number of pages.

    ``signature`` is the most sheets that are folded into one another; where there are more, they are shared
    out evenly. Each sheet further in is pushed out at its fore edge by the thickness ``paper`` of the one
    round it (millimetres), so its pages move towards the fold by as much.
    """
    slots = filled_up(pages, FOUR)
    many = -(-len(slots) // (FOUR * signature))
    share, more = divmod(len(slots) // FOUR, many)
    signatures, start = [], 0
    for place in range(many):
        end = start + FOUR * (share + (place < more))
        signatures.append(tuple(_folded(slots[start:end], paper)))
        start = end
    return Plan(slots, tuple(signatures))


def _folded(slots: tuple[Slot, ...], paper: float) -> Iterator[Sheet]:
    """The sheets of one signature, from the outermost to the innermost."""
    for depth in range(len(slots) // FOUR):
        first, last = 2 * depth, len(slots) - 1 - 2 * depth
        yield Sheet(
            front=(slots[last], slots[first]),
            back=(slots[first + 1], slots[last - 1]),
            creep=round(depth * paper, 4),
        )
