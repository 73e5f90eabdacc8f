"""Tables as cards one under the other, for large print, narrow pages, and tables that are too wide."""

from annual_report.design import MM
from annual_report.document.blocks import (
    Blocks,
    Cell,
    Inline,
    InlineRole,
    Paragraph,
    Pill,
    Row,
    Span,
    Table,
    Text,
)
from annual_report.renderers.pdf.bands import Band, RowBand, TextBand
from annual_report.renderers.pdf.bars import Key, bar_band, key_marks
from annual_report.renderers.pdf.column import Column, Composer, paragraph, spoken, text
from annual_report.renderers.pdf.continued import continued, ruled
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.tags import Element

_KEYS: tuple[Key, ...] = ("baseline", "target", "actual")
"""What the columns of a table of measures hold, after the first."""
_APART = 5 * MM
"""Between figures that stand side by side."""
_LONGEST_BAR = 110 * MM


def stacked_table(composer: Composer, block: Table, column: Column, parent: Element) -> list[Band]:
    """A card a row: its first cell as title, then each value with the words above its column."""
    setting = composer.setting
    group = Element("Sect", parent)
    heads = [spoken(cell.blocks) for row in block.head[-1:] for cell in row.cells for _ in range(cell.span)]
    bands: list[Band] = []
    if block.caption_shown:
        title = text(setting, (Text(block.caption),), "callout-title", column, Element("P", group))
        title.keeps = True
        bands.append(title)
    inner = Column(column.width, "cell")
    cards = [_Card(composer, block, row, heads, inner) for row in block.rows]
    abreast = _abreast(setting, cards, inner.width)
    for card in cards:
        bands.append(card.band(Element("Sect", group), abreast))
        bands[-1].x = column.x
    if bands:
        bands[0].before = 4 * MM
        bands[-1].after = 6 * MM
    return bands


class _Card:
    """One row of a table on its way to a card: its cells in the order in which they are said."""

    def __init__(self, composer: Composer, block: Table, row: Row, heads: list[str], column: Column) -> None:
        self.composer = composer
        self.row = row
        self.column = column
        self.measured = block.role == "measures" and len(row.cells) == len(_KEYS) + 2
        first, *rest = row.cells
        self.title = _joined_notes(first.blocks) if self.measured else first.blocks
        self.places = list(zip(rest, heads[first.span :] + [""] * len(rest), strict=False))
        if block.role == "threads":  # the latest year first; years before and after have nothing to say
            self.places = [(_in_a_line(cell), head) for cell, head in reversed(self.places) if cell.blocks]

    def figures(self) -> list[tuple[str, Cell]]:
        """The values as (words above the column, cell) where all of them are short figures, else none."""
        if self.measured or not self.places or self.row.role == "group":
            return []
        short = all(
            cell.kind == "figure" and len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph)
            for cell, _ in self.places
        )
        return [(head, cell) for cell, head in self.places] if short else []

    def band(self, card: Element, abreast: list[float]) -> Band:
        """The card; ``abreast`` are the left edges of figures that stand side by side."""
        setting, row, column = self.composer.setting, self.row, self.column
        if row.role == "group":
            words = " ".join(spoken(cell.blocks) for cell in row.cells)
            title = text(setting, (Text(words),), "table-group", column, Element("P", card))
            title.keeps, title.before = True, 6 * MM
            return title
        bands = self.composer.blocks(self.title[:1], Column(column.width, "cell", body="term"), card)
        bands += self.composer.blocks(self.title[1:], column, card)
        for above in bands:
            above.keeps = True
        figures = self.figures()
        bands += self._side_by_side(figures, abreast, card) if figures and abreast else self._lines(card)
        for each in bands:
            each.keeps = each.keeps or self.measured
            if isinstance(each, TextBand):
                each.before, each.after = 0.0, max(each.after, 1 * MM)
        whole = RowBand([(0.0, [*ruled(setting, column.width, 3.0), *bands])])
        whole.before = whole.after = 5 * MM
        whole.ids = (row.id,) if row.id else ()
        whole.again = lambda: [
            ruled(setting, column.width, 3.0)
            + continued(setting, row.cells[0].blocks, row.id, column, "term")
        ]
        return whole

    def _side_by_side(
        self, figures: list[tuple[str, Cell]], abreast: list[float], card: Element
    ) -> list[Band]:
        bands: list[Band] = []
        for start in range(0, len(figures), len(abreast)):
            line = figures[start : start + len(abreast)]
            columns = [
                (x, _labelled(self.composer, head, cell.blocks, self.column, card))
                for x, (head, cell) in zip(abreast, line, strict=False)
            ]
            bands.append(RowBand(columns))
            bands[-1].after = 1 * MM
        return bands

    def _lines(self, card: Element) -> list[Band]:
        bands: list[Band] = []
        drawn = next((cell.bar for cell, _ in self.places if cell.bar is not None), None)
        for place, (cell, head) in enumerate(self.places):
            if cell.bar is not None:
                wide = min(self.column.width, _LONGEST_BAR) if self.measured else 0.0
                bar = bar_band(self.composer.setting, cell, self.column.width, card, wide)
                bar.before = bar.after = 1.5 * MM
                bar.tied = True
                bands.append(bar)
                continue
            if cell.kind == "bar" and spoken(cell.blocks).strip() in ("", "–", "-"):
                continue  # a dash where a drawing would stand
            indent, marks = 0.0, None
            if self.measured and drawn is not None and place < len(_KEYS):
                indent, marks = key_marks(self.composer.setting, drawn, _KEYS[place])
            made = _labelled(self.composer, head, cell.blocks, self.column.narrowed(indent), card)
            if made and marks is not None:
                made[0].marks += [(x - made[0].x, y, mark) for x, y, mark in marks]
            bands += made
        return bands


def _abreast(setting: Setting, cards: list[_Card], width: float) -> list[float]:
    """The left edges of figures that stand side by side, as many as fit; none where two would not."""
    cut = setting.faces.cuts[setting.faces.strong]
    size = setting.style("table-text").size / 1000
    widths = [
        sum(cut.widths[word] + cut.widths[" "] for word in f"{head}: {spoken(cell.blocks)}".split()) * size
        for card in cards
        for head, cell in card.figures()
    ]
    many = int((width + _APART) / (max(widths, default=width) + _APART))
    return [place * (width + _APART) / many for place in range(many)] if many > 1 else []


# --- what a cell says -----------------------------------------------------------------------------------


def _joined_notes(blocks: Blocks) -> Blocks:
    """Quiet notes below a title in one line: "per cent of rotas. Higher is better"."""
    notes = [block for block in blocks if isinstance(block, Paragraph) and block.role == "meta"]
    others = tuple(block for block in blocks if block not in notes)
    if len(notes) < 2:
        return blocks
    said: list[Inline] = []
    for note in notes:
        if said:
            said.append(Text(". "))
        said.append(Span(note.children, "", note.language, note.origin))
    return (*others, Paragraph(tuple(said), "meta"))


def _in_a_line(cell: Cell) -> Cell:
    """A year of a thread as one paragraph: "Partly met. Goes on"."""
    said: list[Inline] = []
    for block in cell.blocks:
        if not isinstance(block, Paragraph):
            return cell
        if said:
            said.append(Text(". "))
        said.append(_span(block))
    return Cell((Paragraph(tuple(said)),))


def _span(block: Paragraph) -> Span:
    """What a paragraph says, to stand in a line with others; outcomes as their words alone."""
    role: InlineRole = "quiet" if block.role in ("quiet", "meta") else ""
    return Span(tuple(_word(child) for child in block.children), role, block.language, block.origin)


def _word(child: Inline) -> Inline:
    """An outcome as its word alone."""
    if isinstance(child, Pill):
        return Span((Text(child.words),), language=child.language, origin=child.origin)
    return child


def _labelled(composer: Composer, head: str, blocks: Blocks, column: Column, parent: Element) -> list[Band]:
    """A value with the words above its column before it, notes to it behind: "Baseline: 16 (2022/23)"."""
    said: list[Inline] = [Span((Text(f"{head}: "),), "quiet")] if head else []
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        label = [text(composer.setting, tuple(said), "table-text", column, Element("P", parent))]
        return [*(label if said else []), *composer.blocks(blocks, column, parent)]
    said.append(_span(first))
    rest = blocks[1:]
    while rest and isinstance(rest[0], Paragraph) and rest[0].role == "meta":
        said += [Text(" ("), _span(rest[0]), Text(")")]
        rest = rest[1:]
    joined = Paragraph(tuple(said), "body", first.origin, id=first.id)
    line = paragraph(composer.setting, joined, column, Element("P", parent))
    return [line, *composer.blocks(rest, column, parent)]
