"""Tables: the ledger, the tally of outcomes, and data tables.

On a narrow screen the style sheet lays their cells one under the other. A cell that is no longer displayed
as a table cell loses its meaning to assistive technology, so every part carries its role as an attribute;
``data-label`` holds the words that a cell is labelled with where its column head is out of sight.
"""

from collections.abc import Callable

from annual_report.document.blocks import (
    Blocks,
    Cell,
    Ledger,
    LedgerEntry,
    Paragraph,
    Row,
    Table,
    Tally,
    plain,
)
from annual_report.renderers.html.elements import element, text
from annual_report.renderers.html.inline import Context, inlines, pill, share_class
from annual_report.renderers.html.shapes import bar

Write = Callable[[Blocks], str]
"""Writes the blocks inside a cell."""

WIDE = 6
"""A table with more columns than this becomes cards long before the screen is narrow."""
VERY_WIDE = 10
"""A table with more columns than this is always shown as cards."""

_NAME = 27
"""The share in percent of the names of threads; their years are all equally wide."""

_LEAST, _FIGURE, _WORD, _BAR, _LINE = 4, 11, 18, 22, 26  # characters


def ledger(block: Ledger, write: Write) -> str:
    """Promises beside deeds."""
    numbered = bool(block.heads[0])
    names = ("number", "promised", "done") if numbered else ("promised", "done")
    heads = block.heads if numbered else block.heads[1:]
    cells = "".join(_column(text(head), name) for head, name in zip(heads, names, strict=True))
    rows = "".join(_entry(entry, block, write, numbered=numbered) for entry in block.entries)
    return _table(_caption(block.caption, shown=False), _rows(_row(cells)), [rows], "ledger")


def _entry(entry: LedgerEntry, block: Ledger, write: Write, *, numbered: bool) -> str:
    label = "" if numbered else entry.label or block.heads[1]
    cells = _cell(_staying(text(entry.number)), "number", entry.label) if numbered else ""
    cells += _header(_staying(write(entry.promise)), "promised", label)
    cells += _cell(write(entry.done), "done", block.heads[2])
    return _row(cells, {"id": entry.id})


def _staying(content: str) -> str:
    """What stays in sight while the reader goes down a long row."""
    return element("div", content, {"class": "stay"})


def tally(block: Tally, context: Context) -> str:
    """Outcomes counted, with a square for each priority."""
    rows = []
    for row in block.rows:
        units = " ".join(element("span", text(number), {"class": "unit"}) for number in row.numbers)
        cells = _header(pill(row.pill, context), "", "") + _cell(units, "", "")
        rows.append(_row(cells + _cell(inlines(row.count, context), "", "")))
    head = _row("".join(_column(text(word), "") for word in block.heads))
    return _table(_caption(block.caption, shown=False), _rows(head), ["".join(rows)], "tally")


def table(block: Table, write: Write, context: Context) -> str:
    """A data table."""
    labels = _labels(block.head)
    shares = _shares(block)
    width = len(shares)
    classes = f"data {block.role}" if block.role != "plain" else "data"
    if width > WIDE:
        classes += " cards-always" if width > VERY_WIDE else " wide"
    context.shares.update(shares)
    columns = element("colgroup", "".join(f'<col class="{share_class(share)}">' for share in shares))
    head = "".join(_data_row(row, (), write) for row in block.head)
    groups = ["".join(_data_row(row, labels, write) for row in group) for group in _groups(block.rows)]
    caption = _caption(block.caption, shown=block.caption_shown, summary=block.summary)
    return _table(caption + columns, _rows(head) if head else "", groups, classes)


def _shares(block: Table) -> list[int]:
    """How wide each column is, in percent: by its longest text, as far as one line goes, and longest word.

    Widths are given, not found by the browser, since it would let a long word push a table off the screen.
    Columns of figures are all as wide as the widest of them.
    """
    if block.role == "threads" and block.head:
        years = len(block.head[0].cells) - 1
        return [_NAME, *[round((100 - _NAME) / years)] * years] if years else [100]
    needs: list[int] = []
    alike: set[int] = set()
    for row in block.head + block.rows:
        place = 0
        for cell in row.cells:
            needs.extend([_LEAST] * (place + cell.span - len(needs)))
            if cell.span == 1:
                needs[place] = max(needs[place], _need(cell))
                if cell.kind == "figure":
                    alike.add(place)
            place += cell.span
    widest = max((needs[place] for place in alike), default=0)
    needs = [widest if place in alike else need for place, need in enumerate(needs)]
    return [round(100 * need / sum(needs)) for need in needs]


def _need(cell: Cell) -> int:
    """The characters that a cell would like to have room for in a line."""
    if cell.bar:
        return _BAR
    words = _words(cell.blocks)
    longest = max(map(len, words.split()), default=0)
    return max(min(longest, _WORD), min(len(words), _FIGURE if cell.kind == "figure" else _LINE))


def _groups(rows: tuple[Row, ...]) -> list[list[Row]]:
    """The rows as groups that are headed by a group row, so that its words belong to the rows below it."""
    groups: list[list[Row]] = [[]]
    for row in rows:
        if row.role == "group" and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    return groups


def _labels(head: tuple[Row, ...]) -> tuple[str, ...]:
    """The words above each column; where heads stand over one another, from the top down."""
    columns: list[list[str]] = []
    for row in head:
        place = 0
        for cell in row.cells:
            for column in range(place, place + cell.span):
                columns.extend([] for _ in range(column + 1 - len(columns)))
                columns[column].append(_words(cell.blocks))
            place += cell.span
    return tuple(" ".join(filter(None, words)) for words in columns)


def _words(blocks: Blocks) -> str:
    return " ".join(plain(block.children) for block in blocks if isinstance(block, Paragraph))


def _data_row(row: Row, labels: tuple[str, ...], write: Write) -> str:
    cells, place = "", 0
    for cell in row.cells:
        label = labels[place] if place < len(labels) and cell.span == 1 else ""
        cells += _data_cell(cell, row, label, write)
        place += cell.span
    return _row(cells, {"id": row.id, "class": "" if row.role == "plain" else row.role})


def _data_cell(cell: Cell, row: Row, label: str, write: Write) -> str:
    content = write(cell.blocks)
    if cell.bar:
        # The words of a bar are its numbers again; they are there to be heard, the bar to be seen.
        content = element("div", content, {"class": "heard"}) + bar(cell.bar)
    attributes: dict[str, str] = {"class": "" if cell.kind == "text" else cell.kind}
    if cell.span > 1:
        attributes["colspan"] = str(cell.span)
    match cell.scope:
        case "column":
            return element("th", content, attributes | {"scope": "col", "role": "columnheader"})
        case "row":
            scope = "rowgroup" if row.role == "group" else "row"
            return element("th", content, attributes | {"scope": scope, "role": "rowheader"})
        case "":
            return element("td", content, attributes | {"role": "cell", "data-label": label})


def _table(caption: str, head: str, groups: list[str], classes: str) -> str:
    body = "".join(element("tbody", rows, {"role": "rowgroup"}) for rows in groups)
    return element("table", caption + head + body, {"role": "table", "class": classes})


def _caption(words: str, *, shown: bool, summary: str = "") -> str:
    told = element("span", text(summary), {"class": "heard"}) if summary else ""
    if shown:
        return element("caption", f"{text(words)} {told}" if told else text(words))
    # A caption that lies out of sight has to be laid there from inside: the caption itself shapes the table.
    heard = " ".join(filter(None, (text(words), text(summary))))
    return element("caption", element("span", heard, {"class": "heard"}))


def _rows(rows: str) -> str:
    return element("thead", rows, {"role": "rowgroup"})


def _row(cells: str, attributes: dict[str, str] | None = None) -> str:
    return element("tr", cells, {"role": "row"} | (attributes or {}))


def _column(content: str, name: str) -> str:
    return element("th", content, {"class": name, "scope": "col", "role": "columnheader"})


def _header(content: str, name: str, label: str) -> str:
    attributes = {"class": name, "scope": "row", "role": "rowheader", "data-label": label}
    return element("th", content, attributes)


def _cell(content: str, name: str, label: str) -> str:
    return element("td", content, {"class": name, "role": "cell", "data-label": label})
