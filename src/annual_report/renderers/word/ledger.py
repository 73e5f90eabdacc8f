"""The ledger: promises beside deeds as one table, or (large print, small pages) as cards."""

from msgspec.structs import replace

from annual_report.document.blocks import Blocks, Ledger, LedgerEntry, Paragraph, plain, walk
from annual_report.renderers.word.grid import Grid, GridCell, GridRow, grid
from annual_report.renderers.word.ooxml import paragraph, run
from annual_report.renderers.word.pour import Pour, Setting

_LONGEST_WHOLE = 180.0
"""Rows higher than this (mm) may break over two pages; a shorter one moves to the next page whole."""


def ledger(block: Ledger, pour: Pour, setting: Setting) -> list[str]:
    """The ledger in the form that the page asks for."""
    if pour.design.page.stacked or setting.inside:
        return _cards(block, pour, setting)
    measures = pour.design.measures
    numbered = bool(block.heads[0])
    columns = [measures.ledger_promise, measures.ledger_done]
    columns = [measures.ledger_number, *columns] if numbered else [measures.ledger_said, columns[1]]
    heads = block.heads if numbered else block.heads[1:]
    fit = min(1.0, setting.width / sum(columns))  # a template may have a narrower page than the design
    columns = [width * fit for width in columns]
    style = pour.style("Table Head")
    head = GridRow([GridCell([paragraph(style, run(words))]) for words in heads], header=True)
    rows = [head, *(_row(entry, numbered, pour, setting) for entry in block.entries)]
    made = Grid(
        "Ledger" if numbered else "Said and Done",
        columns,
        rows,
        block.caption,
        "; ".join(filter(None, block.heads)),
        row_heads=True,
        last_column=True,
    )
    return [grid(made, pour)]


def _row(entry: LedgerEntry, numbered: bool, pour: Pour, setting: Setting) -> GridRow:  # noqa: FBT001
    measures = pour.design.measures
    left = replace(
        setting, text="Ledger Priority", inside=True, depth=0, lists=None, width=measures.ledger_promise - 7
    )
    right = replace(left, text="Ledger Text", width=measures.ledger_done - 10)
    cells = [GridCell(pour.write(entry.promise, left)), GridCell(pour.write(entry.done, right))]
    if numbered:
        number = paragraph(pour.style("Ledger Number"), run(entry.number))
        cells.insert(0, GridCell([number], id=entry.id))
    else:
        cells[0] = replace(cells[0], id=entry.id)
    return GridRow(cells, whole=_height(entry.done, right.width, pour) < _LONGEST_WHOLE)


def _height(blocks: Blocks, width: float, pour: Pour) -> float:
    """About how high blocks are, in millimetres, from the number of their characters."""
    style = pour.design.style("ledger-text")
    a_line = width * 2.835 / (style.size * 0.48)
    lines, paragraphs = 0, 0
    for block in walk(blocks):
        if isinstance(block, Paragraph):
            lines += int(len(plain(block.children)) / a_line) + 1
            paragraphs += 1
    return (lines * style.leading) / 2.835 + paragraphs * style.after


def _cards(block: Ledger, pour: Pour, setting: Setting) -> list[str]:
    """A card for each entry: its label and the promise, then a tinted panel with what was done."""
    pieces: list[str] = []
    for entry in block.entries:
        label = entry.label if entry.number else block.heads[1]
        heading = pour.bookmark(entry.id, run(label))
        pieces.append(paragraph(pour.style("Card Heading"), heading))
        promise = replace(setting, text="Ledger Priority", after_table=False)
        pieces += pour.write(entry.promise, promise)
        inside = replace(
            promise, text="Ledger Text", inside=True, depth=0, lists=None, width=setting.width - 12
        )
        head = GridRow([GridCell([paragraph(pour.style("Panel Head"), run(block.heads[2]))])], header=True)
        whole = _height(entry.done, inside.width, pour) < _LONGEST_WHOLE / 2
        body = GridRow([GridCell(pour.write(entry.done, inside))], whole=whole)
        caption = f"{entry.label}: {block.heads[2]}" if entry.label else block.heads[2]
        made = Grid("Card Panel", [setting.width], [head, body], caption, block.caption)
        pieces.append(grid(made, pour))
    return pieces
