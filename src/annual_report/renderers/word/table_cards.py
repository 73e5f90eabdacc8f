"""Tables as cards one under the other, for large print and small pages: a card a row."""

from msgspec.structs import replace

from annual_report.document.blocks import (
    Bar,
    Blocks,
    Cell,
    Inline,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
    plain,
    walk,
)
from annual_report.renderers.word.bars import Key, bar_picture, key_picture
from annual_report.renderers.word.inlines import inlines
from annual_report.renderers.word.keeping import leading_on, together
from annual_report.renderers.word.ooxml import control, paragraph, run
from annual_report.renderers.word.paragraphs import marks_in
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.widths import width

_KEYS: tuple[Key, ...] = ("baseline", "target", "actual")
"""What the columns of a table of measures hold, after the first and before the drawing."""
ABREAST = 3
"""Figures that stand side by side on a card, where they have the room."""
CARD_GAP = 4.0
"""Millimetres between them at least."""


def table_cards(block: Table, pour: Pour, setting: Setting) -> list[str]:
    """A card a row: its first cell as title, then each value after the words above its column."""
    heads = [words_of(cell) for cell in block.head[-1].cells] if block.head else []
    inside = replace(setting, text="Table Text", after_table=False, before_table=False)
    if block.role == "threads":
        inside = replace(inside, plain_outcomes="beside")
    abreast = _fit_abreast(block, heads, pour, setting.width)
    pieces: list[str] = []
    for row in block.rows:
        if row.role == "group":
            said = paragraph(pour.style("Table Group"), run(" ".join(map(words_of, row.cells))))
            pieces.append(leading_on(_marked(said, row, pour)))
            continue
        pieces += together(_card(block, row, heads, pour, inside, abreast=abreast))
    return pieces


def words_of(cell: Cell) -> str:
    """What a cell says, as plain words."""
    return " ".join(plain(b.children) for b in walk(cell.blocks) if isinstance(b, Paragraph))


def _marked(piece: str, row: Row, pour: Pour) -> str:
    return piece.replace("</w:pPr>", f"</w:pPr>{pour.bookmark(row.id, '')}", 1)


def _card(
    block: Table, row: Row, heads: list[str], pour: Pour, setting: Setting, *, abreast: bool
) -> list[str]:
    first, *rest = row.cells
    measured = block.role == "measures" and len(rest) == len(_KEYS) + 1
    blocks = _joined_notes(first.blocks) if measured else first.blocks
    pieces = pour.write(blocks[:1], replace(setting, text="Card Heading", depth=0))
    pieces[:1] = [_marked(piece, row, pour) for piece in pieces[:1]]
    pieces += pour.write(blocks[1:], setting)
    named = [(heads[place] if place < len(heads) else "", cell) for place, cell in enumerate(rest, 1)]
    if block.role == "threads":
        # The newest year comes first, because it is what a reader looks for; years before and after the
        # thread have nothing to say.
        named = [(head, cell) for head, cell in reversed(named) if cell.blocks]
    if abreast and _figures(row):
        return [*pieces, *_side_by_side(named, pour, setting)]
    bar = next((cell.bar for cell in rest if cell.bar is not None), None) if measured else None
    for place, (head, cell) in enumerate(named):
        key = _KEYS[place] if measured and place < len(_KEYS) else None
        pieces += _line(head, cell, pour, setting, joined=block.role == "threads", shown=(bar, key))
    return pieces


def _line(
    head: str,
    cell: Cell,
    pour: Pour,
    setting: Setting,
    *,
    joined: bool,
    shown: tuple[Bar | None, Key | None],
) -> list[str]:
    """A value on a line of its own; a bar as a drawing, and nothing where a dash stands for one."""
    if cell.bar is not None:
        drawn = bar_picture(cell.bar, words_of(cell), pour, setting.width, on_card=True)
        return [paragraph(pour.style("Card Drawing"), drawn)]
    if cell.kind == "bar" and words_of(cell).strip() in ("", "–", "-"):
        return []
    bar, key = shown
    said, rest = _said(head, cell, joined=joined)
    style, lead = "Table Text", ""
    if bar is not None and key is not None:
        style, lead = "Card Value", key_picture(bar, key, pour) + control("tab")
    first = cell.blocks[0] if cell.blocks else None
    name = first.id if isinstance(first, Paragraph) else ""
    inner = pour.bookmark(name, lead + inlines(said, pour, marks_in(style, setting)))
    return [*([paragraph(pour.style(style), inner)] if said else []), *pour.write(rest, setting)]


def _side_by_side(named: list[tuple[str, Cell]], pour: Pour, setting: Setting) -> list[str]:
    """Short figures in lines of as many as have room."""
    marks = marks_in("Card Figures", setting)
    said = [inlines(_said(head, cell, joined=False)[0], pour, marks) for head, cell in named]
    lines = [said[place : place + ABREAST] for place in range(0, len(said), ABREAST)]
    return [paragraph(pour.style("Card Figures"), control("tab").join(line)) for line in lines]


def _figures(row: Row) -> bool:
    """Whether a row has nothing but short figures after its name."""
    return len(row.cells) > 1 and all(
        cell.kind == "figure" and len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph)
        for cell in row.cells[1:]
    )


def _fit_abreast(block: Table, heads: list[str], pour: Pour, room: float) -> bool:
    """Whether the figures of every row that has only figures stand side by side."""
    if block.role in ("measures", "threads"):
        return False
    size = pour.design.style("table-text").size
    said = [
        f"{head}: {words_of(cell)}"
        for row in block.rows
        if row.role != "group" and _figures(row)
        for head, cell in zip(heads[1:], row.cells[1:], strict=False)
    ]
    return (
        bool(said)
        and max(width(words, size, 600, pour.design) for words in said)
        < (room + CARD_GAP) / ABREAST - CARD_GAP
    )


# --- what a cell says -----------------------------------------------------------------------------------


def _said(head: str, cell: Cell, *, joined: bool) -> tuple[tuple[Inline, ...], Blocks]:
    """A value after the words above its column, notes to it behind, "Baseline: 16 (2022/23)", and the blocks
    that are left; ``joined`` puts every line of a cell in one, "Partly met. Goes on".
    """
    said: list[Inline] = [Span((Text(f"{head}: "),), "quiet")] if head else []
    rest = cell.blocks
    before, after = "", ""
    while rest and isinstance(rest[0], Paragraph) and (not before or joined or rest[0].role == "meta"):
        said += [Text(before), _span(rest[0]), Text(after)] if before else [_span(rest[0])]
        before, after = (". ", "") if joined else (" (", ")")
        rest = rest[1:]
    return tuple(said), rest


def _joined_notes(blocks: Blocks) -> Blocks:
    """The quiet notes below a title as one line: "per cent of rotas. Higher is better"."""
    notes = [block for block in blocks if isinstance(block, Paragraph) and block.role == "meta"]
    if len(notes) < 2:
        return blocks
    said: list[Inline] = []
    for note in notes:
        said += [Text(". ")] * bool(said)
        said.append(Span(note.children, language=note.language, origin=note.origin))
    return (*(block for block in blocks if block not in notes), Paragraph(tuple(said), "meta"))


def _span(block: Paragraph) -> Span:
    """A paragraph to stand in a line with others."""
    quiet = block.role in ("quiet", "meta")
    return Span(block.children, "quiet" if quiet else "", block.language, block.origin)
