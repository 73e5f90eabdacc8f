"""The stacked forms: cards one under the other, for large print, narrow pages, and tables that are too
wide.
"""

from msgspec.structs import replace

from annual_report.design import MM
from annual_report.document.blocks import (
    Blocks,
    Cell,
    Inline,
    InlineRole,
    Ledger,
    LedgerEntry,
    Paragraph,
    Pill,
    Row,
    Span,
    Table,
    Text,
)
from annual_report.renderers.pdf.bands import Band, Panel, TextBand, tie
from annual_report.renderers.pdf.bars import bar_band
from annual_report.renderers.pdf.column import Column, Composer, paragraph, spoken, text
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Rectangle
from annual_report.renderers.pdf.tags import Element


def stacked_ledger(composer: Composer, block: Ledger, column: Column, parent: Element) -> list[Band]:
    """A card an entry: its label, the promise, and what was done on a tinted panel."""
    group = Element("Sect", parent)
    bands: list[Band] = []
    for entry in block.entries:
        with composer.setting.at(entry.origin):
            bands += _card(composer, block, entry, column, group)
    if bands:
        bands[0].before = 4 * MM
    return bands


def _card(
    composer: Composer, block: Ledger, entry: LedgerEntry, column: Column, parent: Element
) -> list[Band]:
    setting = composer.setting
    large = setting.large
    card = Element("Sect", parent)
    label = entry.label if entry.number else block.heads[1]
    head = _ruled(setting, column, 4.0 if large else 2.6)
    if label:
        head.append(text(setting, (Text(label),), "card-label", column, Element("P", card)))
    promise = composer.blocks(entry.promise, Column(column.width, "ledger", x=column.x), card)
    side = (6 if large else 3.4) * MM
    inner = Column(column.width - 2 * side, "ledger", dark=True)
    done: list[Band] = [
        paragraph(setting, Paragraph((Text(block.heads[2]),), "label"), inner, Element("P", card)),
        *composer.blocks(entry.done, inner, card),
    ]
    top, foot = (4.0, 4.6) if large else (2.4, 2.8)
    panel = Panel(
        done, column.width, ground=setting.design.colour("tint"), padding=(top * MM, foot * MM, side)
    )
    panel.x = column.x
    panel.before = (4 if large else 2) * MM
    panel.after = (7 if large else 4.4) * MM
    bands = tie([*head, *promise, panel])
    bands[0].ids = (entry.id,) if entry.id else ()
    bands[0].before = panel.after
    return bands


def _ruled(setting: Setting, column: Column, room: float) -> list[Band]:
    """The strong rule that opens a card, with ``room`` millimetres below it."""
    band = Band(room * MM, x=column.x)
    rule = Rectangle(column.width, setting.measures.strong_rule, setting.design.colour("primary-dark"))
    band.marks.append((0.0, 0.0, rule))
    return [band]


# --- tables ---------------------------------------------------------------------------------------------


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
    for row in block.rows:
        bands += _table_card(composer, row, heads, column, group, threads=block.role == "threads")
    if bands:
        bands[0].before = 4 * MM
        bands[-1].after = 6 * MM
    return bands


def _table_card(
    composer: Composer, row: Row, heads: list[str], column: Column, parent: Element, *, threads: bool
) -> list[Band]:
    setting = composer.setting
    card = Element("Sect", parent)
    if row.role == "group":
        words = " ".join(spoken(cell.blocks) for cell in row.cells)
        title = text(setting, (Text(words),), "table-group", column, Element("P", card))
        title.keeps, title.before = True, 6 * MM
        return [title]
    bands: list[Band] = _ruled(setting, column, 3.0)
    first, *rest = row.cells
    bands += composer.blocks(first.blocks, Column(column.width, "cell", x=column.x, body="term"), card)
    places = list(zip(rest, heads[first.span :] + [""] * len(rest), strict=False))
    if threads:  # the latest year first; years before and after a thread have nothing to say
        places = [(_in_a_line(cell), head) for cell, head in reversed(places) if cell.blocks]
    for cell, head in places:
        if cell.bar is not None:
            bar = bar_band(setting, cell, column.width, card)
            bar.x = column.x
            bands.append(bar)
            continue
        bands += _labelled(composer, head, cell.blocks, column, card)
    for band in bands:
        if isinstance(band, TextBand):
            band.before, band.after = 0.0, max(band.after, 1 * MM)
    bands[-1].after = 5 * MM
    bands[0].ids = (row.id,) if row.id else ()
    bands[0].before = 5 * MM
    return tie(bands)


def _in_a_line(cell: Cell) -> Cell:
    """A year of a thread as one paragraph: "Partly met. Goes on"."""
    said: list[Inline] = []
    for block in cell.blocks:
        if not isinstance(block, Paragraph):
            return cell
        if said:
            said.append(Text(". "))
        inner = tuple(_word(child) for child in block.children)
        role: InlineRole = "quiet" if block.role == "quiet" else ""
        said.append(Span(inner, role, block.language, block.origin))
    return replace(cell, blocks=(Paragraph(tuple(said)),))


def _word(child: Inline) -> Inline:
    """An outcome as its word alone."""
    if isinstance(child, Pill):
        return Span((Text(child.words),), language=child.language, origin=child.origin)
    return child


def _labelled(composer: Composer, head: str, blocks: Blocks, column: Column, parent: Element) -> list[Band]:
    """A value with the words above its column before it: "Baseline: 16"."""
    inner = Column(column.width, "cell", x=column.x)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        only = blocks[0]
        said = only.children
        if all(isinstance(child, Pill) for child in said):
            said = tuple(_word(child) for child in said)
        label = (Text(f"{head}: "),) if head else ()
        joined = Paragraph((*label, *said), "body", only.origin, only.language, only.id)
        return [paragraph(composer.setting, joined, inner, Element("P", parent, language=only.language))]
    bands: list[Band] = []
    if head:
        bands.append(text(composer.setting, (Text(f"{head}:"),), "table-text", inner, Element("P", parent)))
    return bands + composer.blocks(blocks, inner, parent)
