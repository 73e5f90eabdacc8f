"""Bands -> pages: where each page ends.

A heading does not end a page, a row stays whole where a page can hold it, a part that opens on a fresh page
follows on where the page before it would hold too little.
"""

from annual_report.design import MM
from annual_report.renderers.pdf.bands import Band, gap, paint_placed, stacked
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Sheet

LEAST = 40 * MM
"""A page does not hold less than this if it can be helped."""
OPENS = 80 * MM
"""A part that asks for a fresh page gets one where the page before holds at least this: a third of it."""

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
            if above is not None and self._begins_elsewhere(band, y, top):
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

    def _begins_elsewhere(self, band: Band, y: float, top: float) -> bool:
        if band.alone or (band.opens and y - self.top >= OPENS):
            return True
        return bool(band.need) and top + band.need > self.bottom

    def _overflow(self, place: int, top: float) -> int:
        """Where the page ends when the band at ``place`` does not fit below ``top``."""
        band = self.bands[place]
        head = band.frame.again().height if band.frame is not None else 0.0
        parted = band.split(self.bottom - top, self.bottom - self.top - head)
        if parted is not None:
            first, rest = parted
            rest.resumed = True
            self.placed.append((first, top))
            self.bands[place] = rest
            return place
        back = place
        while back > self.start and (self.bands[back].tied or self.bands[back - 1].keeps):
            back -= 1
        if back > self.start:
            return self._end(back)
        if place > self.start:
            return self._end(place)
        self.placed.append((band, top))
        return place + 1

    def _end(self, place: int) -> int:
        """End the page before ``place``, or a row earlier if the last page of a table would be all but
        empty.
        """
        frame = self.bands[place].frame
        if frame is not None and self._left_over(place) < LEAST:
            earlier = self.bands[place - 1]
            if place - 3 > self.start and earlier.frame is frame and not earlier.tied:
                place -= 1
        del self.placed[place - self.start :]
        return place

    def _left_over(self, place: int) -> float:
        """The height of what comes from ``place`` on before a fresh page, or enough of it."""
        rest: list[Band] = []
        for band in self.bands[place : place + 12]:
            if band.opens or band.alone:
                break
            rest.append(band)
            if len(rest) == 12:
                return LEAST
        return stacked(rest)
