"""How a table is written: its style, its grid, its title and description, rows that repeat or stay whole."""

from msgspec import Struct

from annual_report.renderers.word.ooxml import paragraph, quote, twips
from annual_report.renderers.word.pour import Pour
from annual_report.renderers.word.table_styles import table_look


class GridCell(Struct, frozen=True):
    """A cell: its paragraphs, how many columns it takes, the id that it is the target of."""

    pieces: list[str]
    span: int = 1
    id: str = ""


class GridRow(Struct, frozen=True):
    """A row; ``header`` rows repeat on every page, ``whole`` ones never break over two."""

    cells: list[GridCell]
    header: bool = False
    whole: bool = True


class Grid(Struct, frozen=True):
    """A table: the name of its style, its columns in millimetres, what it is called and what it holds."""

    style: str
    columns: list[float]
    rows: list[GridRow]
    caption: str
    description: str
    row_heads: bool = False
    last_column: bool = False


def grid(table: Grid, pour: Pour) -> str:
    """The table as ``w:tbl``. Widths stand in the grid and in every cell, because Word believes the cells."""
    columns = [twips(width) for width in table.columns]
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    look = table_look(row_heads=table.row_heads, last_column=table.last_column)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{pour.style(table.style)}"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        f'<w:tblCaption w:val="{quote(table.caption)}"/>'
        f'<w:tblDescription w:val="{quote(table.description)}"/></w:tblPr>'
        f"<w:tblGrid>{widths}</w:tblGrid>"
        f"{''.join(_row(row, columns, pour) for row in table.rows)}</w:tbl>"
    )


def _row(row: GridRow, columns: list[int], pour: Pour) -> str:
    kept = ("<w:cantSplit/>" if row.whole else "") + ("<w:tblHeader/>" if row.header else "")
    properties = f"<w:trPr>{kept}</w:trPr>" if kept else ""
    cells, place = [], 0
    for cell in row.cells:
        width = sum(columns[place : place + cell.span])
        cells.append(_cell(cell, width, pour))
        place += cell.span
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell(cell: GridCell, width: int, pour: Pour) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    pieces = cell.pieces
    if not pieces or not pieces[-1].endswith("</w:p>"):
        # A cell without a paragraph at its end is what Word calls a damaged file.
        pieces = [*pieces, paragraph(pour.style("Table Text"), "")]
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>'
        f"{pour.bookmark(cell.id, '')}{''.join(pieces)}</w:tc>"
    )
