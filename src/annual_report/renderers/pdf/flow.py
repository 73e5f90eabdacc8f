"""Bands -> pages: where each page ends.

A heading does not end a page. A row stays whole unless that left more than a quarter of the page empty, a
card unless it were a third: then it is divided, with two lines at least on each side. A part that opens on a
fresh page follows on where the page before it would hold too little, and no page holds less than ``LEAST``
where something can be taken over from the one before.
"""

from annual_report.design import MM
from annual_report.renderers.pdf.bands import Band, gap, held, paint_placed, stacked
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Sheet

LEAST = 40 * MM
"""A page does not hold less than this if it can be helped."""
LITTLE = 20 * MM
"""Nor does less than this of a part stand above the next part, which follows on there."""
EMPTY, EMPTY_AMONG_CARDS = 1 / 4, 1 / 3
"""What stays whole leaves no more than this part of a page's text area empty; a card is worth more to see at
once than a row."""
OPENS, OPENS_AMONG_CARDS = 1 / 3, 1 / 2
"""A part that asks for a fresh page gets one where so much of the page before is taken; cards take many pages
more, so there a part follows on more often, but not below the contents list."""

_AHEAD = 12
"""So many bands are never less than ``LEAST``."""

Placed = list[tuple[Band, float]]


def paginate(setting: Setting, bands: list[Band]) -> list[Sheet]:
    """All bands on as many pages as they take, from the first to the last."""
    pages: list[Sheet] = []
    place, total = 0, len(bands)
    bands = list(bands)
    if not bands:
        return [_sheet(setting, 1, furnished=True)]
    while place < total:
        sheet = _sheet(setting, len(pages) + 1, furnished=not bands[place].alone)
        sheet.headed = not bands[place].heads
        pages.append(sheet)
        place = _Page(setting, bands, place).fill(sheet)
    return pages


def _sheet(setting: Setting, number: int, *, furnished: bool) -> Sheet:
    page = setting.page
    verso = page.mirrored and number % 2 == 0
    return Sheet(number, (page.right if verso else page.left) * MM, furnished=furnished)


class _Page:
    """One page's share of the bands, from ``start`` on."""

    def __init__(self, setting: Setting, bands: list[Band], start: int) -> None:
        self.bands = bands
        self.start = start
        self.top = setting.page.top * MM
        self.bottom = (setting.page.height - setting.page.bottom) * MM
        room, cards = self.bottom - self.top, setting.page.stacked
        self.spare = room * (EMPTY_AMONG_CARDS if cards else EMPTY)
        self.opens = room * (OPENS_AMONG_CARDS if cards else OPENS)
        self.opens_after_front = room * OPENS
        self.placed: Placed = []
        self.head: Band | None = None
        first, before = bands[start], bands[start - 1] if start else None
        if first.frame is not None and (
            first.resumed or (before is not None and before.frame is first.frame)
        ):
            self.head = first.frame.again()

    def fill(self, sheet: Sheet) -> int:
        """Put what goes on the page there; the place of the first band that does not."""
        if self.bands[self.start].alone:
            self.bands[self.start].paint(sheet, 0.0, 0.0)
            return self.start + 1
        end = self._place()
        left = sheet.left
        placed = self.placed
        if self.head is not None:
            self.head.frame = self.bands[self.start].frame
            placed = [(self.head, self.top), *placed]
        paint_placed(placed, sheet, left, self.bands[end] if end < len(self.bands) else None)
        return end

    def _place(self) -> int:
        y = self.top + (self.head.height if self.head else 0.0)
        above: Band | None = None
        for place in range(self.start, len(self.bands)):
            band = self.bands[place]
            if band.smaller is not None:
                band = self._run_of_one_size(place, y + gap(above, band))
            top = y + gap(above, band)
            if above is not None and self._begins_elsewhere(place, above, y, top):
                return self._end(place)
            if top + band.height > self.bottom + 0.01:
                return self._overflow(place, top)
            self.placed.append((band, top))
            y, above = top + band.height, band
        return len(self.bands)

    def _run_of_one_size(self, place: int, top: float) -> Band:
        """The band there, after the run that it opens was set smaller if it would not fit below ``top``."""
        end = place
        while end < len(self.bands) and self.bands[end].smaller is not None:
            end += 1
        run = self.bands[place:end]
        if place == self.start or self.bands[place - 1].smaller is None:
            fits = top + stacked(run) <= self.bottom + 0.01
            self.bands[place:end] = [band if fits else band.smaller or band for band in run]
            for band in run:
                band.smaller = None
        return self.bands[place]

    def _begins_elsewhere(self, place: int, above: Band, y: float, top: float) -> bool:
        band = self.bands[place]
        opens = self.opens_after_front if above.front else self.opens
        if band.alone or (band.opens and y - self.top >= opens):
            return True
        if not band.need or top + band.need <= self.bottom:
            return False
        part, _ = self._left_over(place)
        return part >= LEAST or top + part > self.bottom

    def _overflow(self, place: int, top: float) -> int:
        """Where the page ends when the band at ``place`` does not fit below ``top``."""
        band = self.bands[place]
        head = band.frame.again().height if band.frame is not None else 0.0
        fresh = self.bottom - self.top - head
        back = max(held(self.bands, place), self.start)
        stays = band.whole and band.height <= fresh and self.start < back
        if not stays or self._empty(back) > self.spare:
            parted = self._parted(place, top, fresh)
            if parted is None and place == self.start:
                parted = self._parted(place, top, 0.0)  # whatever it is, no page offers more
            if parted is not None:
                first, rest = parted
                rest.resumed = True
                self.placed.append((first, top))
                self.bands[place] = rest
                return place
        if back > self.start:
            return self._end(back)
        if place > self.start:
            return self._end(place)
        self.placed.append((band, top))
        return place + 1

    def _parted(self, place: int, top: float, fresh: float) -> tuple[Band, Band] | None:
        """The band at ``place`` in two; the second part larger than it need be where it would end all but
        alone on its page.
        """
        band, room = self.bands[place], self.bottom - top
        parted = band.split(room, fresh)
        if parted is not None:
            height, least = self._left_over(place, parted[1])
            missing = least - height
            if missing > 0:
                parted = band.split(room - missing, fresh) or parted
        return parted

    def _empty(self, place: int) -> float:
        """How much of the page stays empty when it ends before ``place``."""
        last, y = self.placed[place - self.start - 1]
        return self.bottom - y - last.height

    def _end(self, place: int) -> int:
        """End the page before ``place``; earlier if the next one would be all but empty."""
        del self.placed[self._pulled(place) - self.start :]
        return self.start + len(self.placed)

    def _pulled(self, place: int) -> int:
        if self.bands[place].opens or self.bands[place].alone:
            return place
        while True:
            height, least = self._left_over(place)
            earlier = held(self.bands, place - 1)
            if height >= least or earlier <= self.start or self._empty(earlier) > self.spare:
                return place
            place = earlier

    def _left_over(self, place: int, instead: Band | None = None) -> tuple[float, float]:
        """The height of what comes from ``place`` on before the next main part, or enough of it, and how
        much that should be; ``instead`` stands in for the first of it.
        """
        rest: list[Band] = [instead or self.bands[place]]
        least = LEAST
        for band in self.bands[place + 1 : place + _AHEAD]:
            if band.opens or band.alone or band.need:
                least = LEAST if band.alone else LITTLE
                break
            rest.append(band)
        return (stacked(rest) if len(rest) < _AHEAD else LEAST), least
