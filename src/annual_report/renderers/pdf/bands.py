"""Bands: what a page is stacked from. A block becomes bands, the flow puts bands on pages.

A band knows its height, the room it wants above and below, and what it stays together with; some can be
divided where a page ends. Lengths are points, y grows downwards. Painting a band puts what it shows on a
sheet.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from annual_report.design import MM
from annual_report.renderers.pdf.lines import Line
from annual_report.renderers.pdf.sheet import Mark, Rectangle, Sheet

SPARE = 30 * MM
"""A row that is divided breaks between its items where that leaves no more than this empty, else within
one."""
FEWEST = 2
"""Lines on each side of a break."""


class Frame(Protocol):
    """What a run of bands stands in, a table or a ledger: its head comes back on each page, and it may lay a
    ground under each part of the run.
    """

    def again(self) -> "Band":
        """The head as it is drawn at the top of a later page."""
        ...

    def lay(self, sheet: Sheet, x: float, top: float, bottom: float, *, last: bool) -> None:
        """The ground under the part of the run that stands between ``top`` and ``bottom`` of a page."""
        ...


class Band:
    """Something as wide as its column.

    ``before`` and ``after`` are the room it wants above and below: of two such rooms the larger counts, and
    none counts at the top of a page. ``tied`` bands do not part from the band above, ``need`` is the room
    that must be left on a page for a band to begin there, ``opens`` asks for a fresh page, ``alone`` for a
    page of its own without header and footer, one that ``heads`` its page stands in the header's place;
    ``front`` is the last of what stands before all parts. A ``resumed`` one is the rest of a band that began
    on the page before, a ``repeated`` one says once more what was said there. A ``whole`` one is divided
    only where the page would be left too empty otherwise. ``smaller`` is the same set smaller, for where a
    run of such bands would not fit the rest of its page. ``ids`` are the names that can be linked to;
    ``bookmark`` is level, title and id of a heading.
    """

    # What most bands leave as it is stands here once, as in Element.
    whole = True
    tied = False
    keeps = False
    need = 0.0
    opens = False
    alone = False
    heads = False
    front = False
    resumed = False
    repeated = False
    smaller: "Band | None" = None
    frame: Frame | None = None
    ids: tuple[str, ...] = ()
    bookmark: tuple[int, str, str] | None = None

    def __init__(
        self, height: float = 0.0, *, before: float = 0.0, after: float = 0.0, x: float = 0.0
    ) -> None:
        self.height = height
        self.before = before
        self.after = after
        self.x = x
        self.marks: list[tuple[float, float, Mark]] = []

    def paint(self, sheet: Sheet, x: float, y: float) -> None:
        """Put the band on a sheet, its top left corner at (x, y)."""
        left = x + self.x
        for name in self.ids:
            sheet.anchor(name, y)
        if self.bookmark is not None:
            sheet.bookmark(self.bookmark, y)
        for dx, dy, mark in self.marks:
            sheet.add(left + dx, y + dy, mark)

    def split(self, room: float, fresh: float) -> "tuple[Band, Band] | None":  # noqa: ARG002 - for those that can
        """The part that goes into ``room`` and the rest; None where it can't be parted there. A fresh page
        offers ``fresh``.
        """
        return None

    def said(self) -> int:
        """How many lines are shown here for the first time; what is not text counts for enough of them."""
        shown = not self.repeated and any(not isinstance(mark, Rectangle) for *_, mark in self.marks)
        return FEWEST if shown else 0

    def inherit(self, whole: "Band") -> None:
        """Take over, as the first part of ``whole``, all that belongs to its beginning."""
        self.before, self.x, self.tied, self.need = whole.before, whole.x, whole.tied, whole.need
        self.opens, self.frame, self.ids, self.bookmark = whole.opens, whole.frame, whole.ids, whole.bookmark
        self.marks = whole.marks


class TextBand(Band):
    """A paragraph in lines. ``whole`` ones stay together wherever a page can hold them."""

    def __init__(
        self,
        lines: list[Line],
        *,
        before: float = 0.0,
        after: float = 0.0,
        x: float = 0.0,
        whole: bool = False,
    ) -> None:
        super().__init__(sum([line.height for line in lines]), before=before, after=after, x=x)
        self.lines = lines
        self.whole = whole

    def paint(self, sheet: Sheet, x: float, y: float) -> None:
        """Put the lines where they stand."""
        super().paint(sheet, x, y)
        if self.lines:
            sheet.add(x + self.x, y, self.lines)

    def split(self, room: float, fresh: float) -> tuple[Band, Band] | None:
        """Two lines at least on each side: no widow, no orphan."""
        if self.whole and self.height <= fresh:
            return None
        fitting, height = 0, 0.0
        for line in self.lines:
            height += line.height
            if height > room + 0.01:
                break
            fitting += 1
        fitting = min(fitting, len(self.lines) - FEWEST)
        return self._parted(fitting) if fitting >= FEWEST else None

    def said(self) -> int:
        """All lines, unless they say something once more."""
        return 0 if self.repeated else len(self.lines)

    def _parted(self, lines: int) -> tuple[Band, Band]:
        first, rest = TextBand(self.lines[:lines]), TextBand(self.lines[lines:])
        first.inherit(self)
        rest.x, rest.after, rest.frame, rest.keeps = self.x, self.after, self.frame, self.keeps
        return first, rest


class Panel(Band):
    """Bands one above the other, on a ground of their own: a callout, the deeds of a card."""

    def __init__(
        self,
        inner: list[Band],
        width: float,
        *,
        ground: str = "",
        bar: tuple[float, str] | None = None,
        padding: tuple[float, float, float] = (0.0, 0.0, 0.0),
    ) -> None:
        """``padding`` is top, bottom, left; ``bar`` the width and colour of the rule at the left edge."""
        super().__init__(stacked(inner) + padding[0] + padding[1])
        self.inner = inner
        self.width = width
        self.ground = ground
        self.bar = bar
        self.padding = padding

    def paint(self, sheet: Sheet, x: float, y: float) -> None:
        """Put the ground, the bar, and what is inside."""
        left = x + self.x
        if self.ground:
            sheet.rectangle(left, y, self.width, self.height, self.ground)
        if self.bar:
            sheet.rectangle(left, y, self.bar[0], self.height, self.bar[1])
        super().paint(sheet, x, y)
        paint_stack(self.inner, sheet, left + self.padding[2], y + self.padding[0])

    def said(self) -> int:
        """The lines of all that is inside."""
        return _said(self.inner)

    def split(self, room: float, fresh: float) -> tuple[Band, Band] | None:
        """What is inside is parted, on the same ground."""
        top, bottom, _ = self.padding
        parted = divide(self.inner, room - top - bottom, fresh - top - bottom)
        if parted is None:
            return None
        first = Panel(parted[0], self.width, ground=self.ground, bar=self.bar, padding=self.padding)
        rest = Panel(parted[1], self.width, ground=self.ground, bar=self.bar, padding=self.padding)
        first.inherit(self)
        rest.x, rest.after = self.x, self.after
        return first, rest


class RowBand(Band):
    """Columns side by side: (left edge, bands) each.

    ``rule`` is width, thickness and colour of the line below; a ``solid`` row is divided only where no page
    can hold it. ``again`` makes what the columns say once more
    at the head of the rest where the row is divided; such a row is ruled off there, another one runs on.
    """

    def __init__(
        self, columns: list[tuple[float, list[Band]]], *, top: float = 0.0, bottom: float = 0.0
    ) -> None:
        super().__init__(max([stacked(bands) for _, bands in columns], default=0.0) + top + bottom)
        self.columns = columns
        self.top = top
        self.bottom = bottom
        self.rule: tuple[float, float, str] | None = None
        self.solid = False
        self.again: Callable[[], list[list[Band]]] | None = None

    def paint(self, sheet: Sheet, x: float, y: float) -> None:
        """Put each column, and the rule below."""
        super().paint(sheet, x, y)
        left = x + self.x
        for at, bands in self.columns:
            paint_stack(bands, sheet, left + at, y + self.top)
        if self.rule:
            width, thick, colour = self.rule
            sheet.rectangle(left, y + self.height - thick / 2, width, thick, colour)

    def said(self) -> int:
        """The lines of the longest column."""
        return max([_said(bands) for _, bands in self.columns], default=0)

    def split(self, room: float, fresh: float) -> tuple[Band, Band] | None:
        """Each column gives what goes into the room, and says above the rest what it belongs to."""
        if self.solid and self.height <= fresh:
            return None
        besides = self.top + self.bottom
        parts: list[tuple[list[Band], list[Band]]] = []
        for _, bands in self.columns:
            part = divide(bands, room - besides, fresh - besides)
            if part is None:
                return None
            parts.append(part)
        if not any(rest for _, rest in parts):
            return None
        first = self._part([part[0] for part in parts])
        first.inherit(self)
        rest = self._part([[*said, *part[1]] for said, part in zip(self._said_again(), parts, strict=True)])
        rest.after, rest.x, rest.frame, rest.again = self.after, self.x, self.frame, self.again
        rest.rule = self.rule
        first.rule = self.rule if self.again is not None else None
        return first, rest

    def _said_again(self) -> list[list[Band]]:
        if self.again is None:
            return [[] for _ in self.columns]
        columns = self.again()
        for band in [band for column in columns for band in column]:
            band.repeated = True
        return columns

    def _part(self, columns: list[list[Band]]) -> "RowBand":
        edges = [at for at, _ in self.columns]
        return RowBand(list(zip(edges, columns, strict=True)), top=self.top, bottom=self.bottom)


# --- stacking and parting -------------------------------------------------------------------------------


def gap(above: Band | None, below: Band) -> float:
    """The room between two bands: the larger of what both ask for."""
    return 0.0 if above is None else max(above.after, below.before)


def stacked(bands: Sequence[Band]) -> float:
    """The height of bands one above the other."""
    height, above = 0.0, None
    for band in bands:
        height += gap(above, band) + band.height
        above = band
    return height


def paint_stack(bands: Sequence[Band], sheet: Sheet, x: float, y: float) -> None:
    """Put bands on a sheet one above the other, with the grounds of the frames among them."""
    placed: list[tuple[Band, float]] = []
    above: Band | None = None
    for band in bands:
        y += gap(above, band)
        placed.append((band, y))
        y += band.height
        above = band
    paint_placed(placed, sheet, x)


def paint_placed(
    placed: Sequence[tuple[Band, float]], sheet: Sheet, x: float, following: Band | None = None
) -> None:
    """Put bands on a sheet where they were placed; ``following`` is the band that comes next, elsewhere."""
    start: tuple[Frame, float] | None = None
    for place, (band, y) in enumerate(placed):
        band.paint(sheet, x, y)
        if band.frame is None:
            continue
        if start is None or start[0] is not band.frame:
            start = band.frame, y
        after = placed[place + 1][0] if place + 1 < len(placed) else following
        if place + 1 == len(placed) or after is None or after.frame is not band.frame:
            last = after is None or after.frame is not band.frame
            band.frame.lay(sheet, x, start[1], y + band.height, last=last)
            start = None


def tie(bands: list[Band]) -> list[Band]:
    """Bands of which none parts from the one above."""
    for band in bands[1:]:
        band.tied = True
    return bands


def held(bands: Sequence[Band], place: int) -> int:
    """The nearest place, from ``place`` backwards, before which a page may end."""
    while place > 0 and (bands[place].tied or bands[place - 1].keeps):
        place -= 1
    return place


def divide(bands: list[Band], room: float, fresh: float) -> tuple[list[Band], list[Band]] | None:
    """Bands that go into ``room``, and those that do not; None where too little would stand on one side."""
    height, above = 0.0, None
    for place, band in enumerate(bands):
        top = height + gap(above, band)
        if top + band.height > room + 0.01:
            return _divided(bands, place, (room - top, room, fresh))
        height, above = top + band.height, band
    return bands, []


def _divided(
    bands: list[Band], place: int, rooms: tuple[float, float, float]
) -> tuple[list[Band], list[Band]] | None:
    """Bands parted where the one at ``place`` does not fit; ``rooms`` are what it has, what all have, and
    what a fresh page offers.
    """
    left, room, fresh = rooms
    back = held(bands, place)
    if room - stacked(bands[:back]) <= SPARE and _fair(bands[:back], bands[back:]):
        return bands[:back], bands[back:]
    parted = bands[place].split(left, fresh)
    if parted is not None:
        return [*bands[:place], parted[0]], [parted[1], *bands[place + 1 :]]
    while back > 0:
        if _fair(bands[:back], bands[back:]):
            return bands[:back], bands[back:]
        back = held(bands, back - 1)
    return (bands[:place], bands[place:]) if _said(bands[:place]) and room >= fresh else None


def _fair(first: list[Band], rest: list[Band]) -> bool:
    """Whether enough stands on each side of a break."""
    return _said(first) >= FEWEST and _said(rest) >= FEWEST


def _said(bands: Sequence[Band]) -> int:
    return sum([band.said() for band in bands])
