"""Data tables: header rows, row headers, figures on the right, groups and totals; and the tally."""

from msgspec.structs import replace

from annual_report.document.blocks import (
    Cell,
    Paragraph,
    Row,
    Table,
    TableRole,
    Tally,
    TallyRow,
    plain,
    walk,
)
from annual_report.renderers.word.bars import bar_picture
from annual_report.renderers.word.grid import Grid, GridCell, GridRow, grid
from annual_report.renderers.word.inlines import PADDING, inlines, pill
from annual_report.renderers.word.ooxml import paragraph, run
from annual_report.renderers.word.paragraphs import marks_in
from annual_report.renderers.word.pour import Pour, Setting

_WIDEST, _WIDEST_THREADS = 6, 8
"""A table of more columns gets a landscape page; a matrix of threads has room for seven years."""

_KNOWN: dict[tuple[TableRole, int], tuple[float, ...]] = {
    ("measures", 5): (52, 20, 25, 23, 40),
    ("money", 4): (76, 28, 28, 28),
}
"""Columns in millimetres of a text width of 160; other tables are measured by their words."""
_THREAD_NAME = 0.27
_NARROWEST = 11.0


def column_count(block: Table) -> int:
    """How many columns a table has."""
    return max((sum(cell.span for cell in row.cells) for row in block.head + block.rows), default=1)


def is_wide(block: Table) -> bool:
    """Whether a table has more columns than an upright page has room for."""
    return column_count(block) > (_WIDEST_THREADS if block.role == "threads" else _WIDEST)


def table(block: Table, pour: Pour, setting: Setting) -> list[str]:
    """A table, with its caption above it where that is shown; as cards on a narrow page."""
    if not block.rows and not block.head:
        return []
    inside = replace(
        setting, text="Table Text", inside=True, depth=0, lists=None, plain_outcomes=block.role == "threads"
    )
    pieces = []
    if block.caption_shown:
        pieces.append(paragraph(pour.style("Table Caption"), run(block.caption)))
    if pour.design.page.stacked:
        return pieces + _cards(block, pour, setting)
    columns = _columns(block, setting.width)
    rows = [_row(row, columns, pour, inside, header=True) for row in block.head]
    rows += [_row(row, columns, pour, inside) for row in block.rows]
    threads = block.role == "threads"
    made = Grid(
        "Threads" if threads else "Report Table",
        columns,
        rows,
        block.caption,
        block.summary,
        row_heads=any(cell.scope == "row" for row in block.rows for cell in row.cells[:1]),
        last_column=threads,
    )
    return [*pieces, grid(made, pour)]


def _row(row: Row, columns: list[float], pour: Pour, setting: Setting, *, header: bool = False) -> GridRow:
    cells, place = [], 0
    for cell in row.cells:
        room = sum(columns[place : place + cell.span]) - 3
        inside = replace(setting, text=_style(row, cell, setting, header=header), width=max(5.0, room))
        pieces = _cell(cell, pour, inside)
        # A group's name stands in the first column alone: merged cells are hard to hear.
        spread = cell.span if row.role == "group" else 1
        cells.append(GridCell(pieces, span=1 if spread > 1 else cell.span, id="" if place else row.id))
        blank = paragraph(pour.style("Table Text"), "")
        cells += [GridCell([blank]) for _ in range(spread - 1)]
        place += cell.span
    return GridRow(cells, header=header)


def _style(row: Row, cell: Cell, setting: Setting, *, header: bool) -> str:
    figure = cell.kind == "figure"
    if header:
        return "Table Head Figure" if figure else "Table Head"
    if row.role == "group":
        return "Table Group"
    if row.role == "total":
        return "Table Total Figure" if figure else "Table Total"
    if setting.plain_outcomes and cell.scope == "row":
        return "Table Row Head"
    return "Table Figure" if figure else "Table Text"


def _cell(cell: Cell, pour: Pour, setting: Setting) -> list[str]:
    if cell.bar is None:
        return pour.write(cell.blocks, setting)
    told = " ".join(plain(block.children) for block in walk(cell.blocks) if isinstance(block, Paragraph))
    return [paragraph(pour.style("Table Text"), bar_picture(cell.bar, told, pour, setting.width))]


def _columns(block: Table, room: float) -> list[float]:
    """The width of each column in millimetres; together they fill the room."""
    count = column_count(block)
    known = _KNOWN.get((block.role, count))
    if known:
        return [width * room / sum(known) for width in known]
    if block.role == "threads" and count > 1:
        name = room * _THREAD_NAME
        return [name, *[(room - name) / (count - 1)] * (count - 1)]
    weights = _weights(block, count)
    spare = max(0.0, room - _NARROWEST * count)
    return [room / count] * count if not spare else [
        _NARROWEST + spare * weight / sum(weights) for weight in weights
    ]  # fmt: skip


def _weights(block: Table, count: int) -> list[float]:
    """How much room each column needs: by its longest words, and less than evenly by all it holds."""
    weights = [1.0] * count
    for row in block.head + block.rows:
        place = 0
        for cell in row.cells:
            if cell.span == 1:
                said = " ".join(plain(b.children) for b in walk(cell.blocks) if isinstance(b, Paragraph))
                longest = max((len(word) for word in said.split()), default=0)
                weights[place] = max(weights[place], float(longest), min(60.0, 2 * len(said) ** 0.6))
            place += cell.span
    return weights


def _cards(block: Table, pour: Pour, setting: Setting) -> list[str]:
    """A table where there is no room for one: a card for each row, named by its first cell, then each cell
    after the words above its column.
    """
    heads = [_words(cell) for cell in block.head[-1].cells] if block.head else []
    pieces: list[str] = []
    inside = replace(setting, text="Table Text", after_table=False)
    for row in block.rows:
        first, *rest = row.cells
        title = pour.write(first.blocks[:1], replace(inside, text="Card Heading", depth=0))
        if title:
            title[0] = title[0].replace("</w:pPr>", f"</w:pPr>{pour.bookmark(row.id, '')}", 1)
        pieces += title + pour.write(first.blocks[1:], inside)
        places = list(enumerate(rest, 1))
        if block.role == "threads":
            # The newest year comes first, because it is what a reader looks for; years before and after the
            # thread have nothing to say.
            places = [(place, cell) for place, cell in reversed(places) if cell.blocks]
        for place, cell in places:
            pieces += _labelled(heads[place] if place < len(heads) else "", cell, pour, inside)
    return pieces


def _words(cell: Cell) -> str:
    return " ".join(plain(b.children) for b in walk(cell.blocks) if isinstance(b, Paragraph))


def _labelled(head: str, cell: Cell, pour: Pour, setting: Setting) -> list[str]:
    """A cell on a card: the column's name, a colon, and what the cell says."""
    label = run(f"{head}: ", f'<w:rStyle w:val="{pour.style("Run-in Label")}"/>') if head else ""
    if cell.blocks and isinstance(cell.blocks[0], Paragraph):
        first = cell.blocks[0]
        said = inlines(first.children, pour, marks_in("Table Text", setting, first.language))
        inner = label + pour.control(first.origin, said)
        return [paragraph(pour.style("Table Text"), inner), *pour.write(cell.blocks[1:], setting)]
    lead = [paragraph(pour.style("Table Text"), label)] if label else []
    return lead + pour.write(cell.blocks, setting)


def tally(block: Tally, pour: Pour, setting: Setting) -> list[str]:
    """Outcomes counted: a row each, with a square for each priority."""
    measures = pour.design.measures
    head = pour.style("Table Head")
    rows = [GridRow([GridCell([paragraph(head, run(words))]) for words in block.heads], header=True)]
    rows += [_tally_row(row, pour, setting) for row in block.rows]
    shares = (measures.tally_pill, measures.tally_units, 50.0)
    columns = [share * setting.width / sum(shares) for share in shares]
    made = Grid(
        "Report Table", columns, rows, block.caption, "; ".join(filter(None, block.heads)), row_heads=True
    )
    return [grid(made, pour)]


def _tally_row(row: TallyRow, pour: Pour, setting: Setting) -> GridRow:
    style = pour.style("Table Text")
    marks = marks_in("Table Text", setting)
    unit = marks.styled("Tally Number").properties(pour)
    units = run(" ").join(run(f"{PADDING}{number}{PADDING}", unit) for number in row.numbers)
    made = (pill(row.pill, pour, marks), units, inlines(row.count, pour, marks))
    return GridRow([GridCell([paragraph(style, inner)]) for inner in made])
