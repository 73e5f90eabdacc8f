"""Data tables: rows between hairlines, no vertical rules, figures flush right.

A table whose longest words do not fit side by side is drawn as cards instead; it never runs off the page.
"""

from typing import Literal

from annual_report.design import MM, Role
from annual_report.document.blocks import Cell, Paragraph, Row, Table, TableRole, Text, plain, walk
from annual_report.renderers.pdf.bands import Band, RowBand
from annual_report.renderers.pdf.bars import bar_band
from annual_report.renderers.pdf.column import Column, Composer, spoken, text
from annual_report.renderers.pdf.continued import continued
from annual_report.renderers.pdf.inline import bind
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Sheet
from annual_report.renderers.pdf.table_cards import stacked_table
from annual_report.renderers.pdf.tags import Element
from annual_report.renderers.pdf.threads import fits_matrix, thread_bands

_WIDTHS: dict[TableRole, tuple[float, ...]] = {
    "measures": (52, 20, 25, 23, 40),
    "money": (76, 28, 28, 28),
}
"""Column widths in millimetres of the tables whose columns are known beforehand, on a text width of 160."""

_ADDRESS = 40 * MM
"""Room enough for a word that no one speaks, an address or a checksum: it is cut where it has to be."""
_ROOM = {"text": 3 * MM, "figure": 2 * MM, "bar": 6 * MM}
"""The room right of a column of words, and left of one of figures or bars."""


class TableFrame:
    """The head that comes back on each page."""

    def __init__(
        self, composer: Composer, block: Table, edges: list[tuple[float, float]], width: float
    ) -> None:
        self._composer = composer
        self._block = block
        self.edges = edges
        self.width = width
        self._again: Band | None = None

    def head(self, parent: Element | None) -> RowBand:
        """All head rows, in header cells below ``parent``; as furniture without one."""
        setting = self._composer.setting
        rows: list[Band] = []
        for row in self._block.head:
            element = Element("TR", parent) if parent is not None else None
            rows.append(self._head_row(row, element))
        band = RowBand([(0.0, rows)])
        band.rule = (self.width, setting.measures.strong_rule, setting.design.colour("primary-dark"))
        band.frame, band.solid = self, True
        return band

    def _head_row(self, row: Row, element: Element | None) -> RowBand:
        setting = self._composer.setting
        columns: list[tuple[float, list[Band]]] = []
        for cell, (x, width) in zip(row.cells, _spans(row, self.edges), strict=True):
            owner = Element("Artifact") if element is None else header_cell(element, cell, "Column")
            words = (Text(spoken(cell.blocks)),)
            inner = Column(width, "cell", right=cell.kind == "figure")
            columns.append((x, [text(setting, words, "table-head", inner, owner)]))
        tallest = max((bands[0].height for _, bands in columns), default=0.0)
        for _, bands in columns:
            bands[0].before = bands[0].after = 0.0
            if bands[0].height < tallest:
                bands.insert(0, Band(tallest - bands[0].height))
        return RowBand(columns, bottom=setting.style("table-head").after * MM)

    def again(self) -> Band:
        """The head as furniture: it was read on the first page."""
        if self._again is None:
            self._again = self.head(None)
        return self._again

    def lay(self, sheet: Sheet, x: float, top: float, bottom: float, *, last: bool) -> None:
        """A table has no ground."""


def header_cell(row: Element, cell: Cell, scope: str) -> Element:
    """A header cell for a column or a row, as wide as the cell says."""
    element = Element("TH", row)
    element.scope = "Column" if scope == "Column" else "Row"
    element.columns = cell.span
    return element


def table_bands(composer: Composer, block: Table, column: Column, parent: Element) -> list[Band]:
    """A table, or cards where it is too wide; nothing where it has no rows."""
    if not block.rows:
        return []
    setting = composer.setting
    if block.role == "threads" and fits_matrix(setting, block, column.width):
        return thread_bands(composer, block, column, parent)
    widths = _column_widths(setting, block, column.width)
    if widths is None or (setting.page.stacked and block.role in ("measures", "threads")):
        return stacked_table(composer, block, column, parent)
    table = Element("Table", parent)
    table.summary = block.summary or block.caption
    bands: list[Band] = []
    if block.caption_shown:
        title = text(setting, (Text(block.caption),), "callout-title", column, Element("Caption", table))
        title.after, title.keeps = 2 * MM, True
        bands.append(title)
    frame = TableFrame(composer, block, _edges(block, widths), column.width)
    if block.head:
        bands.append(frame.head(Element("THead", table)))
        bands[-1].keeps = True
        bands[-1].before = 6 * MM if not block.caption_shown else 0.0
    body = Element("TBody", table)
    bands += [_row(composer, row, frame, Element("TR", body)) for row in block.rows]
    for band in bands:
        band.x = column.x
    bands[-1].after = 6 * MM
    return bands


# --- columns --------------------------------------------------------------------------------------------


def columns_of(block: Table) -> int:
    """How many columns a table has."""
    return max((sum(cell.span for cell in row.cells) for row in block.head + block.rows), default=0)


def _column_widths(setting: Setting, block: Table, width: float) -> list[float] | None:
    """The width of each column in points; None where the longest words do not fit side by side, or, on a page
    for cards, where they do not all stand on one line.
    """
    many = columns_of(block)
    least, natural = [0.0] * many, [0.0] * many
    for row in block.head + block.rows:
        place = 0
        for cell in row.cells:
            if cell.span == 1:
                role: Role = "table-head" if row in block.head else "table-text"
                low, high = _extent(setting, cell, role)
                least[place], natural[place] = max(least[place], low), max(natural[place], high)
            place += cell.span
    known = () if setting.page.stacked else _WIDTHS.get(block.role, ())
    if len(known) == many:
        scaled = [size * width / sum(known) for size in known]
        if all(low <= given + 0.5 for low, given in zip(least, scaled, strict=True)):
            return scaled
    if sum(natural if setting.page.stacked else least) > width:
        return None
    spare = width - sum(natural)
    if spare >= 0:
        return [high + spare * high / max(sum(natural), 1.0) for high in natural]
    return levelled(least, natural, width)


def levelled(least: list[float], natural: list[float], width: float) -> list[float]:
    """Widths that sum up to ``width``: narrow columns have what they would like, the wide ones are equal, as
    far as their words allow.
    """
    low, high, widths = 0.0, width, least
    for _ in range(20):
        level = (low + high) / 2
        widths = [max(fewest, min(most, level)) for fewest, most in zip(least, natural, strict=True)]
        low, high = (low, level) if sum(widths) > width else (level, high)
    over = sum(widths) - width
    widest = widths.index(max(widths))
    widths[widest] -= over
    return widths


def _extent(setting: Setting, cell: Cell, role: Role) -> tuple[float, float]:
    """The least width that a cell can be set in, and the width that it would like, in points."""
    style = setting.style(role)
    cut = setting.faces.cuts[setting.faces.strong]
    room = _ROOM[cell.kind]
    if cell.bar is not None:
        return 24 * MM + room, 40 * MM
    scale = style.size / 1000
    least = natural = 0.0
    for part in walk(cell.blocks):
        if isinstance(part, Paragraph):
            words = bind(plain(part.children))
            widths = [cut.widths[word] * scale for word in words]
            natural = max(natural, sum(widths) + cut.widths[" "] * scale * len(widths))
            least = max(
                least,
                *[
                    wide if word.isalpha() else min(wide, _ADDRESS)
                    for word, wide in zip(words, widths, strict=True)
                ],
            )
    return least + room, natural + room


def _edges(block: Table, widths: list[float]) -> list[tuple[float, float]]:
    """Left edge and width of the text of each column."""
    kinds: list[Literal["text", "figure", "bar"]] = ["text"] * len(widths)
    for row in block.head + block.rows:
        if all(cell.span == 1 for cell in row.cells):
            for place, cell in enumerate(row.cells):
                kinds[place] = cell.kind if cell.kind != "text" else kinds[place]
    edges, x = [], 0.0
    for kind, width in zip(kinds, widths, strict=True):
        room = _ROOM[kind]
        if kind != "text":
            edges.append((x + room, width - room))
        else:
            edges.append((x, width - (room if x + width < sum(widths) - 1 else 0.0)))
        x += width
    return edges


def _spans(row: Row, edges: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Left edge and width of each cell of a row, over as many columns as it spans."""
    found, place = [], 0
    for cell in row.cells:
        first = edges[min(place, len(edges) - 1)]
        last = edges[min(place + cell.span, len(edges)) - 1]
        found.append((first[0], last[0] + last[1] - first[0]))
        place += cell.span
    return found


# --- rows -----------------------------------------------------------------------------------------------


def _row(composer: Composer, row: Row, frame: TableFrame, element: Element) -> RowBand:
    setting = composer.setting
    measures, design = setting.measures, setting.design
    role: Role = {"group": "table-group", "total": "table-total"}.get(row.role, "table-text")  # type: ignore[assignment]
    style = setting.style(role)
    columns: list[tuple[float, list[Band]]] = []
    for cell, (x, width) in zip(row.cells, _spans(row, frame.edges), strict=True):
        columns.append((x, _cell(composer, cell, width, role, element)))
    band = RowBand(columns, top=style.before * MM, bottom=style.after * MM)
    band.rule = (frame.width, measures.hairline, design.colour("hair"))
    if row.role == "total":
        band.rule = (frame.width, 1.2, design.colour("primary-dark"))
        band.tied = True
        from annual_report.renderers.pdf.sheet import Rectangle

        band.marks.append((0.0, -0.4, Rectangle(frame.width, 0.8, design.colour("primary-dark"))))
    band.keeps = row.role == "group"
    band.frame = frame
    band.ids = (row.id,) if row.id else ()
    width = columns[0][0] + _spans(row, frame.edges)[0][1]
    band.again = lambda: [
        continued(setting, row.cells[0].blocks, row.id, Column(width, "cell"), role),
        *([] for _ in columns[1:]),
    ]
    return band


def _cell(composer: Composer, cell: Cell, width: float, role: Role, row: Element) -> list[Band]:
    if cell.scope:
        owner = header_cell(row, cell, "Row" if cell.scope == "row" else "Column")
    else:
        owner = Element("TD", row)
        owner.columns = cell.span
    if cell.bar is not None:
        return [bar_band(composer.setting, cell, width, owner)]
    inner = Column(width, "cell", right=cell.kind == "figure", body=None if role == "table-text" else role)
    bands = composer.inside(cell.blocks, inner, owner)
    for band in bands:
        band.before, band.after = 0.0, min(band.after, 1 * MM)
    return bands
