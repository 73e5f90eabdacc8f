"""The ledger: on white what was promised, on one unbroken tinted column what was done."""

from itertools import pairwise

from annual_report.design import MM, Role
from annual_report.document.blocks import Ledger, LedgerEntry, Text
from annual_report.renderers.pdf.bands import Band, RowBand, TextBand
from annual_report.renderers.pdf.column import Column, Composer, text
from annual_report.renderers.pdf.continued import continued
from annual_report.renderers.pdf.setting import Setting, resized
from annual_report.renderers.pdf.sheet import Sheet
from annual_report.renderers.pdf.tags import Element

_NUMBER_GAP = 3.5 * MM
"""Between a number and the words beside it, at least."""


class LedgerFrame:
    """The head that comes back on each page, and the tinted column."""

    def __init__(
        self, setting: Setting, heads: list[str], edges: list[tuple[float, float]], width: float
    ) -> None:
        self._setting = setting
        self._heads = heads
        self._edges = edges
        self.width = width
        self._again: Band | None = None

    def head(self, owners: list[Element]) -> RowBand:
        """The head row; ``owners`` are its header cells."""
        measures, design = self._setting.measures, self._setting.design
        columns: list[tuple[float, list[Band]]] = []
        for (x, width), words, owner in zip(self._edges, self._heads, owners, strict=True):
            band = text(self._setting, (Text(words),), "table-head", Column(width), owner)
            band.before = band.after = 0.0
            columns.append((x, [band]))
        tallest = max(bands[0].height for _, bands in columns)
        for _, bands in columns:
            if bands[0].height < tallest:
                bands.insert(0, Band(tallest - bands[0].height))
        padding = measures.ledger_head * MM
        row = RowBand(columns, top=padding, bottom=padding)
        row.rule = (self.width, measures.strong_rule, design.colour("primary-dark"))
        row.frame, row.solid = self, True
        row.before = 7 * MM
        return row

    def again(self) -> Band:
        """The head as furniture: it was read on the first page."""
        if self._again is None:
            self._again = self.head([Element("Artifact") for _ in self._heads])
        return self._again

    def lay(self, sheet: Sheet, x: float, top: float, bottom: float, *, last: bool) -> None:
        """The tinted column of this page."""
        left = self._edges[-1][0] - self._setting.measures.ledger_padding * MM
        sheet.lay(x + left, top, self.width - left, bottom - top, self._setting.design.colour("tint"))
        if last:
            rule = self._setting.measures.hairline
            colour = self._setting.design.colour("primary-dark")
            sheet.rectangle(x, bottom - rule / 2, self.width, rule, colour)


def ledger_bands(composer: Composer, block: Ledger, column: Column, parent: Element) -> list[Band]:
    """The ledger as a table, row for row; nothing where it has none."""
    if not block.entries:
        return []
    setting = composer.setting
    numbered = bool(block.heads[0])
    edges = _edges(setting, numbered=numbered, width=column.width)
    heads = [words for words in block.heads if words] if not numbered else list(block.heads)
    frame = LedgerFrame(setting, heads[-len(edges) :], edges, column.width)
    table = Element("Table", parent)
    table.summary = block.caption
    head_row = Element("TR", Element("THead", table))
    owners = [_header(head_row, "Column") for _ in edges]
    bands: list[Band] = [frame.head(owners)]
    body = Element("TBody", table)
    for entry in block.entries:
        with setting.at(entry.origin):
            bands.append(_row(composer, entry, edges, body, frame, numbered=numbered))
    for band in bands:
        band.x = column.x
    if len(bands) > 1:
        bands[1].tied = True
    bands[-1].after = 6 * MM
    return bands


def _edges(setting: Setting, *, numbered: bool, width: float) -> list[tuple[float, float]]:
    """Left edge and width of the text of each column, in points; a narrower place scales them all."""
    measures = setting.measures
    scale = width / ((measures.ledger_said + measures.ledger_done) * MM)
    padding, gap = measures.ledger_padding * MM, measures.ledger_promise_gap * MM
    said = measures.ledger_said * MM * scale
    done = (said + padding, measures.ledger_done * MM * scale - 2 * padding)
    if not numbered:
        return [(0.0, said - gap), done]
    number = measures.ledger_number * MM * scale
    return [(0.0, number), (number, said - number - gap), done]


def _header(row: Element, scope: str) -> Element:
    cell = Element("TH", row)
    cell.scope = "Column" if scope == "Column" else "Row"
    return cell


def _row(
    composer: Composer,
    entry: LedgerEntry,
    edges: list[tuple[float, float]],
    body: Element,
    frame: LedgerFrame,
    *,
    numbered: bool,
) -> RowBand:
    setting = composer.setting
    measures = setting.measures
    row = Element("TR", body)
    number_cell = Element("TD", row) if numbered else None
    room = edges[0][1] - _NUMBER_GAP
    left, right = edges[-2], edges[-1]
    promise_cell = _header(row, "Row")
    promise = composer.inside(entry.promise, Column(left[1], "ledger"), promise_cell)
    done = composer.inside(entry.done, Column(right[1], "ledger"), Element("TD", row))
    columns: list[tuple[float, list[Band]]] = [(left[0], promise), (right[0], _reasons(done, setting))]
    if number_cell is not None:
        columns.insert(0, (0.0, [_number_band(setting, entry.number, room, number_cell)]))
    padding = measures.ledger_row * MM
    band = RowBand(columns, top=padding, bottom=padding)
    band.rule = (frame.width, measures.hairline, setting.design.colour("hair"))
    band.frame = frame
    band.again = lambda: _again(composer, entry, left[1], room if numbered else 0.0)
    band.ids = (entry.id,) if entry.id else ()
    return band


def _reasons(bands: list[Band], setting: Setting) -> list[Band]:
    """Reason and decision stand a little apart from the list above them, less from each other."""
    before = setting.style("ledger-reason").before * MM
    firsts = [band for above, band in pairwise(bands) if band.before == before and above.before != before]
    for band in firsts:
        band.before = 2.2 * MM
    return bands


def _number_band(setting: Setting, number: str, width: float, owner: Element) -> Band:
    """A priority's number, its top level with the capitals of the words beside it; smaller where it is long,
    and as small as they are, in lines, where it is very long.
    """
    role: Role = "ledger-number"
    look = setting.look(role)
    cut = setting.faces.cuts[look.face]
    words = setting.style("ledger-promise")
    level = words.leading / 2 + (cut.middle - cut.capital) * words.size
    baseline = level + cut.capital * look.size
    band = text(setting, (Text(number),), role, Column(1000.0), owner)
    for line in band.lines:
        scale = min(1.0, width / max(sum(run[4] for run in line.runs), 1.0))
        if scale * look.size < words.size:
            return text(setting, (Text(number),), "ledger-promise", Column(width), owner)
        line.runs = [
            (x * scale, shown, resized(look, scale), whose, wide * scale, late)
            for x, shown, look, whose, wide, late in line.runs
        ]
        line.baseline = baseline - cut.capital * look.size * (1 - scale)
        line.height = line.baseline + 1
    return TextBand(band.lines)


def _again(composer: Composer, entry: LedgerEntry, width: float, room: float) -> list[list[Band]]:
    """What the columns say once more where a row goes on; ``room`` is that of its number, if it has one."""
    with composer.setting.at(entry.origin):
        said = continued(composer.setting, entry.promise, entry.id, Column(width, "ledger"))
    if not room:
        return [said, []]
    return [[_number_band(composer.setting, entry.number, room, Element("Artifact"))], said, []]
