"""The lines of the thread matrix: from year to year, to a bar, to the edge, into another row.

All of them are decoration: the words in the cells say the same.
"""

from annual_report.design import MM
from annual_report.document.blocks import Cell, Paragraph, Pill, Row
from annual_report.renderers.pdf.bands import RowBand
from annual_report.renderers.pdf.notation import operands
from annual_report.renderers.pdf.pills import circle
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Drawing, Rectangle

CENTRE = 5.4 * MM
"""From a row's top to the middle of its shapes."""

FIELD = 4.6 * MM
"""The side of a shape."""

_START = FIELD + 1 * MM
_STOP = 11 * MM
_BAR = 0.9 * MM, 3.8 * MM
_ARROW = 2.4 * MM
_TURN = 2 * MM
_CORNER = 2 * MM
_DOT = 0.9 * MM
_TALLEST = 110 * MM
"""Rows that a line joins stay on one page, if they are no taller than this together."""


def draw_lines(setting: Setting, rows: tuple[Row, ...], bands: list[RowBand], edges: list[float]) -> None:
    """Add the lines to the bands of the rows; ``edges`` are the left edges of the years and the right one."""
    pen = _Pen(setting, edges)
    for row, band in zip(rows, bands, strict=True):
        years = row.cells[1:]
        for place, cell in enumerate(years):
            if place + 1 < len(years) and _has_shape(cell) and _has_shape(years[place + 1]):
                pen.line(band, place, edges[place + 1] - 1 * MM)
            match cell.onward:
                case "stops":
                    pen.stop(band, place)
                case "goes-on":
                    pen.arrow(band, place)
                case _:
                    pass
    for number, row in enumerate(rows):
        for place, cell in enumerate(row.cells[1:]):
            if cell.onward == "joins":
                _join(pen, rows, bands, number, place)


def _has_shape(cell: Cell) -> bool:
    match cell.blocks[:1]:
        case (Paragraph(children=(Pill(),)),):
            return True
        case _:
            return False


def _join(pen: "_Pen", rows: tuple[Row, ...], bands: list[RowBand], number: int, place: int) -> None:
    """The line from a row up to the one that it joins, where only rows that join the same lie between."""
    target = rows[number].cells[place + 1].joins
    above = number - 1
    while above >= 0 and rows[above].id != target:
        if not any(cell.joins == target for cell in rows[above].cells):
            return
        above -= 1
    height = sum(band.height for band in bands[above:number]) if above >= 0 else _TALLEST
    if height >= _TALLEST:
        return
    for band in bands[above + 1 : number + 1]:
        band.tied = True
    pen.join(bands[number], place, height)


class _Pen:
    """Draws in the colour and thickness of threads; places are numbers of columns."""

    def __init__(self, setting: Setting, edges: list[float]) -> None:
        self._colour = setting.design.colour("primary")
        self._thick = setting.measures.strong_rule
        self._edges = edges

    def line(self, band: RowBand, place: int, end: float) -> None:
        """From right of a year's shape to ``end``."""
        start = self._edges[place] + _START
        if end > start:
            mark = Rectangle(end - start, self._thick, self._colour)
            band.marks.append((start, CENTRE - self._thick / 2, mark))

    def stop(self, band: RowBand, place: int) -> None:
        """A short line that ends in a bar."""
        wide, high = _BAR
        end = self._edges[place] + _STOP
        self.line(band, place, end)
        band.marks.append((end, CENTRE - high / 2, Rectangle(wide, high, self._colour)))

    def arrow(self, band: RowBand, place: int) -> None:
        """A line to the right edge with the head of an arrow."""
        end = self._edges[place + 1]
        self.line(band, place, end - _ARROW / 2)
        size, ink = _ARROW, operands(self._colour)
        code = f"{ink} rg 0 0 m {size:.2f} {size / 2:.2f} l 0 {size:.2f} l h f"
        band.marks.append((end - size, CENTRE - size / 2, Drawing(code, size, size, None)))

    def join(self, band: RowBand, place: int, height: float) -> None:
        """A line that turns upwards by ``height`` and ends in a dot on the line of the row there."""
        turn = self._edges[place + 1] - _TURN
        self.line(band, place, turn - _CORNER)
        ink, wide, low = operands(self._colour), _CORNER + _DOT, height + _DOT
        reach = low - _CORNER * 0.4477
        handle, high = _CORNER * 0.5523, low - _CORNER
        bend = f"{handle:.2f} {low:.2f} {_CORNER:.2f} {reach:.2f} {_CORNER:.2f} {high:.2f} c"
        line = f"{ink} RG {self._thick} w 0 {low:.2f} m {bend} {_CORNER:.2f} {_DOT:.2f} l S"
        code = f"{line} {ink} rg {circle(_CORNER, _DOT, _DOT)} f"
        drawing = Drawing(code, wide, low, None)
        band.marks.append((turn - _CORNER, CENTRE - low, drawing))
