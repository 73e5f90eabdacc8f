"""Data tables: header rows, row headers, figures on the right, groups and totals; and the tally."""

from msgspec.structs import replace

from annual_report.design import MM, Design
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
from annual_report.renderers.word.bars import WIDTH, bar_picture, scale_of
from annual_report.renderers.word.grid import Grid, GridCell, GridRow, grid
from annual_report.renderers.word.inlines import PADDING, inlines, pill
from annual_report.renderers.word.keeping import leading_on
from annual_report.renderers.word.ooxml import paragraph, run
from annual_report.renderers.word.paragraphs import marks_in
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.table_cards import table_cards
from annual_report.renderers.word.widths import width

_WIDEST, _WIDEST_THREADS = 6, 8
"""A table of more columns gets a landscape page; a matrix of threads has room for seven years."""

_KNOWN: dict[tuple[TableRole, int], tuple[float, ...]] = {
    ("measures", 5): (52, 20, 25, 23, 40),
    ("money", 4): (76, 28, 28, 28),
}
"""Columns in millimetres of a text width of 160; other tables are measured by their words."""
_THREAD_NAME = 0.27
_NARROWEST = 11.0
_BETWEEN = 6.0
"""Millimetres from a word to the next column, where columns are as wide as their words."""
_SHORT = 5
"""Rows of a table that is kept on one page."""
_FEWEST_UNITS = 24.0
"""The least room that the squares of a tally have, and its counts, in millimetres."""


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
        setting,
        text="Thread Text" if block.role == "threads" else "Table Text",
        inside=True,
        depth=0,
        lists=None,
        plain_outcomes="above" if block.role == "threads" else "",
    )
    pieces = []
    if block.caption_shown:
        pieces.append(paragraph(pour.style("Table Caption"), run(block.caption)))
    columns = _columns(block, pour, setting.width)
    if columns is None:
        return pieces + table_cards(block, pour, setting)
    rows = [_row(row, columns, pour, inside, header=True) for row in block.head]
    rows += _kept([_row(row, columns, pour, inside) for row in block.rows])
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


def _kept(rows: list[GridRow]) -> list[GridRow]:
    """The rows of a short table on one page; of a longer one the last two."""
    first = 0 if len(rows) <= _SHORT else len(rows) - 2
    return [
        replace(row, cells=[replace(cell, pieces=list(map(leading_on, cell.pieces))) for cell in row.cells])
        if first <= place < len(rows) - 1
        else row
        for place, row in enumerate(rows)
    ]


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
    return "Table Figure" if figure else setting.text


def _cell(cell: Cell, pour: Pour, setting: Setting) -> list[str]:
    if cell.bar is None:
        return pour.write(cell.blocks, setting)
    told = " ".join(plain(block.children) for block in walk(cell.blocks) if isinstance(block, Paragraph))
    return [paragraph(pour.style("Table Text"), bar_picture(cell.bar, told, pour, setting.width))]


def _columns(block: Table, pour: Pour, room: float) -> list[float] | None:
    """The width of each column in millimetres, which together fill the room; None where rows are cards."""
    count = column_count(block)
    if pour.design.page.stacked:
        return _on_one_line(block, count, pour.design, room)
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


def _on_one_line(block: Table, count: int, design: Design, room: float) -> list[float] | None:
    """The columns of a table whose rows take one line each; None where one would take more, and where each
    row has more to say than that.
    """
    if block.role in ("measures", "threads"):
        return None
    widths = [_BETWEEN] * count
    for row in block.head + block.rows:
        style = design.style("table-head" if row in block.head else "table-text")
        place = 0
        for cell in row.cells:
            if cell.bar is not None:
                wide = WIDTH * scale_of(design)
            else:
                lines = [plain(b.children) for b in walk(cell.blocks) if isinstance(b, Paragraph)]
                wide = max((width(line, style.size, style.weight, design) for line in lines), default=0.0)
            if cell.span == 1:
                widths[place] = max(widths[place], wide + _BETWEEN)
            place += cell.span
    total = sum(widths)
    return [wide * room / total for wide in widths] if 0 < total <= room else None


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


def tally(block: Tally, pour: Pour, setting: Setting) -> list[str]:
    """Outcomes counted: a row each, with a square for each priority."""
    head = pour.style("Table Head")
    rows = [GridRow([GridCell([paragraph(head, run(words))]) for words in block.heads], header=True)]
    rows += [_tally_row(row, pour, setting) for row in block.rows]
    columns = _tally_columns(block, pour.design, setting.width)
    made = Grid(
        "Report Table", columns, rows, block.caption, "; ".join(filter(None, block.heads)), row_heads=True
    )
    return [grid(made, pour)]


def _tally_columns(block: Tally, design: Design, room: float) -> list[float]:
    """Outcome, priorities, count: the usual widths, but what takes one line at most has room for it."""
    measures = design.measures
    pill_style, text = design.style("pill"), design.style("table-text")
    shares = (measures.tally_pill, measures.tally_units, 50.0)
    usual = [share * room / sum(shares) for share in shares]
    words = max((width(row.pill.words, pill_style.size, 600, design) for row in block.rows), default=0.0)
    count = max((width(plain(row.count), text.size, text.weight, design) for row in block.rows), default=0.0)
    # The shape, two en spaces and the gaps beside them.
    first = max(usual[0], words + measures.pill_shape + 2 * pill_style.size / MM + _BETWEEN)
    first = min(first, room - 2 * _FEWEST_UNITS)  # a word too long for any column is broken
    last = min(max(usual[2], count + _BETWEEN / 2), room - first - _FEWEST_UNITS)
    return [first, room - first - last, last]


def _tally_row(row: TallyRow, pour: Pour, setting: Setting) -> GridRow:
    style = pour.style("Table Text")
    marks = marks_in("Table Text", setting)
    unit = marks.styled("Tally Number").properties(pour)
    units = run(" ").join(run(f"{PADDING}{number}{PADDING}", unit) for number in row.numbers)
    made = (pill(row.pill, pour, marks), units, inlines(row.count, pour, marks))
    return GridRow([GridCell([paragraph(style, inner)]) for inner in made])
