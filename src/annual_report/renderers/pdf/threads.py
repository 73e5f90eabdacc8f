"""The thread matrix: a row a thread, a column a year, a line between the years of one thread."""

from annual_report.design import MM
from annual_report.document.blocks import Blocks, Cell, Paragraph, Pill, Row, Span, Table, Text
from annual_report.renderers.pdf.bands import Band, RowBand, TextBand
from annual_report.renderers.pdf.column import Column, Composer, spoken, text
from annual_report.renderers.pdf.pills import shape_colour
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import ShapeMark, Sheet
from annual_report.renderers.pdf.tags import Element
from annual_report.renderers.pdf.thread_lines import CENTRE, FIELD, draw_lines

_HEAD = 9 * MM
_ROW = 18.4 * MM
_MOST_YEARS = 7
_LEAST_NAME = 34 * MM
_ROOMY_NAME, _WIDEST = 70 * MM, 28 * MM
"""Years are as wide as this where names keep so much room."""
_APART = 2.2 * MM
"""Between the words of two years."""
_GROUND = 1.4 * MM
"""How far left of its shapes the ground under the latest year begins."""
_CLEAR = _GROUND + 2 * MM
"""How far left of those shapes words end that run on over years up to that ground."""
_WORD, _LINE = 6 * MM, 4.4 * MM
"""How far below the middle of its shape the first line of a word stands, and below that each further one."""


class _Grid:
    """Where the columns stand: the label's width, the years' width, how many; lengths in points."""

    def __init__(self, years: int, width: float, longest: float) -> None:
        """A year is as wide as the ``longest`` word needs, as far as names keep their room."""
        self.years = years
        usual = min(max((19 if years <= 6 else 17) * MM, (width - _ROOMY_NAME) / years), _WIDEST)
        self.year = max(usual, min(longest + _APART, (width - _LEAST_NAME) / years))
        self.label = width - self.year * years
        self.width = width

    def x(self, place: int) -> float:
        return self.label + place * self.year


def fits_matrix(setting: Setting, block: Table, width: float) -> bool:
    """Whether the years go side by side; a table of more is drawn another way."""
    if len(block.head) != 1 or setting.page.stacked:
        return False
    cells = len(block.head[0].cells)
    same = all(len(row.cells) == cells and all(cell.span == 1 for cell in row.cells) for row in block.rows)
    return same and 2 <= cells <= _MOST_YEARS + 1 and width > 150 * MM


class _MatrixFrame:
    """The head that comes back, and the ground under the latest year."""

    def __init__(self, composer: Composer, block: Table, grid: _Grid) -> None:
        self._composer = composer
        self._block = block
        self._grid = grid
        self._again: Band | None = None

    def head(self, row: Element | None) -> RowBand:
        setting = self._composer.setting
        columns: list[tuple[float, list[Band]]] = []
        for place, cell in enumerate(self._block.head[0].cells):
            owner = Element("Artifact")
            if row is not None:
                owner = Element("TH", row)
                owner.scope = "Column"
            x = self._grid.x(place - 1) if place else 0.0
            width = self._grid.year if place else self._grid.label - 3 * MM
            columns.append(
                (x, [text(setting, (Text(spoken(cell.blocks)),), "table-head", Column(width), owner)])
            )
        top = 2 * MM
        band = RowBand(columns, top=top)
        band.height, band.solid = max(_HEAD, band.height + 2 * MM), True
        band.rule = (self._grid.width, setting.measures.strong_rule, setting.design.colour("primary-dark"))
        band.frame = self
        return band

    def again(self) -> Band:
        if self._again is None:
            self._again = self.head(None)
        return self._again

    def lay(self, sheet: Sheet, x: float, top: float, bottom: float, *, last: bool) -> None:
        setting = self._composer.setting
        left = self._grid.x(self._grid.years - 1) - _GROUND
        sheet.lay(x + left, top, self._grid.width - left, bottom - top, setting.design.colour("tint"))
        if last:
            rule = setting.measures.hairline
            colour = setting.design.colour("primary-dark")
            sheet.rectangle(x, bottom - rule / 2, self._grid.width, rule, colour)


def thread_bands(composer: Composer, block: Table, column: Column, parent: Element) -> list[Band]:
    """The matrix; a table when read, with the words of each year in its cells."""
    setting = composer.setting
    grid = _Grid(len(block.head[0].cells) - 1, column.width, _longest(setting, block))
    table = Element("Table", parent)
    table.summary = block.summary or block.caption
    frame = _MatrixFrame(composer, block, grid)
    head = frame.head(Element("TR", Element("THead", table)))
    head.before, head.keeps = 6 * MM, True
    body = Element("TBody", table)
    rows: list[RowBand] = []
    for row in block.rows:
        band = _row(composer, row, grid, Element("TR", body))
        band.frame, band.solid = frame, True
        band.rule = (grid.width, setting.measures.hairline, setting.design.colour("hair"))
        band.ids = (row.id,) if row.id else ()
        rows.append(band)
    draw_lines(setting, block.rows, rows, [grid.x(place) for place in range(grid.years + 1)])
    bands: list[Band] = [head, *rows]
    for each in bands:
        each.x = column.x
    bands[-1].after = 4 * MM
    return bands


def _longest(setting: Setting, block: Table) -> float:
    """The width of the longest word in a cell that has no more than its own year's room, in points."""
    size = setting.style("small").size / 1000
    widths = setting.faces.cuts[setting.look("small").face].widths
    said = {
        spoken(cell.blocks)
        for row in block.rows
        for place, cell in enumerate(row.cells[1:])
        if _reach(row, place) == place + 1
    }
    return max((widths[word] * size for words in said for word in words.split()), default=0.0)


def _row(composer: Composer, row: Row, grid: _Grid, element: Element) -> RowBand:
    columns: list[tuple[float, list[Band]]] = [(0.0, _name(composer, row.cells[0], grid, element))]
    for place, cell in enumerate(row.cells[1:]):
        reach = _reach(row, place)
        clear = _CLEAR if place + 1 < reach == grid.years - 1 else 1.5 * MM
        width = grid.x(reach) - grid.x(place) - clear
        columns.append((grid.x(place), _year(composer, cell, width, Element("TD", element))))
    band = RowBand(columns, bottom=1.5 * MM)
    band.height = max(band.height, _ROW)
    return band


def _name(composer: Composer, cell: Cell, grid: _Grid, row: Element) -> list[Band]:
    """A thread's name, level with its shapes; quiet words below it."""
    setting = composer.setting
    owner = Element("TH", row)
    owner.scope = "Row"
    inner = Column(grid.label - 3 * MM, "cell", body="table-group")
    bands: list[Band] = [Band(CENTRE - setting.style("table-group").leading / 2)]
    for place, block in enumerate(cell.blocks):
        if place == 0 and isinstance(block, Paragraph):
            within = owner if len(cell.blocks) == 1 else Element("P", owner, language=block.language)
            ink = setting.design.colour("ink")
            bands.append(text(setting, block.children, "table-group", inner, within, colour=ink))
        else:
            quiet = composer.blocks((block,), inner, owner)
            for band in quiet:
                _close(band)
            bands += quiet
    for band in bands:
        band.before = band.after = 0.0
    return bands


def _reach(row: Row, place: int) -> int:
    """The column before which the words of a year may end: quiet words run on over years without any, but not
    into the latest one, whose ground would cut through them.
    """
    years = row.cells[1:]
    end = place + 1
    if years[place].blocks and not _first_pill(years[place].blocks):
        while end < len(years) - 1 and not years[end].blocks:
            end += 1
    return end


def _first_pill(blocks: Blocks) -> Pill | None:
    """The outcome that a year's cell begins with."""
    match blocks[:1]:
        case (Paragraph(children=(Pill() as pill,)),):
            return pill
        case _:
            return None


def _year(composer: Composer, cell: Cell, width: float, owner: Element) -> list[Band]:
    """A year's cell: shape above word, or quiet words level with the shapes."""
    setting = composer.setting
    inner = Column(width, "cell", body="small")
    bands: list[Band] = []
    alone = len(cell.blocks) == 1
    for block in cell.blocks:
        pill = _first_pill((block,))
        if pill is not None:
            bands += _shape_and_word(setting, pill, inner, owner if alone else Element("P", owner))
            continue
        if not bands:
            bands.append(Band(CENTRE - _LINE / 2))
        bands += composer.inside((block,), inner, owner) if alone else composer.blocks((block,), inner, owner)
    for band in bands:
        band.before = band.after = 0.0
        _close(band)
    return bands


def _close(band: Band) -> None:
    """Set lines as close as words of a year stand."""
    if not isinstance(band, TextBand):
        return
    for line in band.lines:
        line.baseline += (_LINE - line.height) / 2
        line.height = _LINE
    band.height = _LINE * len(band.lines)


def _shape_and_word(setting: Setting, pill: Pill, column: Column, owner: Element) -> list[Band]:
    words = (Span((Text(pill.words),), language=pill.language),) if pill.language else (Text(pill.words),)
    with setting.at(pill.origin):
        word = text(setting, words, "small", column, owner, colour=setting.design.colour("ink"))
    _close(word)
    above = Band(CENTRE + _WORD - (word.lines[0].baseline if word.lines else 0.0))
    if pill.shape:
        mark = ShapeMark(pill.shape, FIELD, shape_colour(setting, pill), setting.design.colour("paper"))
        above.marks.append((0.0, CENTRE - FIELD / 2, mark))
    return [above, word]
