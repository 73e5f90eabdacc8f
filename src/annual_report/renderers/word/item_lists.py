"""Lists: native numbering at every level, a new start for each numbered one."""

from msgspec.structs import replace

from annual_report.document.blocks import Blocks, Inlines, ListBlock, ListItem, Paragraph, plain
from annual_report.renderers.word.inlines import Marks, inlines
from annual_report.renderers.word.keeping import leading_on, opens_badly, together
from annual_report.renderers.word.lists import (
    DEPTH,
    ENTRIES,
    ENTRY_NUMBERS,
    LARGE_ENTRIES,
    LEDGER_BULLETS,
    LEDGER_NUMBERS,
    NUMBERS,
)
from annual_report.renderers.word.ooxml import control, paragraph
from annual_report.renderers.word.paragraphs import marks_in, words
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.widths import width

_LEDGER_DEPTH = 3
_FEW = 6
"""Paragraphs of entries that are kept on one page, all of them."""
_TAIL = frozenset({"meta", "small", "quiet", "caption"})


def list_block(block: ListBlock, pour: Pour, setting: Setting) -> list[str]:
    """A list in the styles of the place that it stands in."""
    if block.role == "notes":
        return _notes(block, pour, setting)
    if block.role == "entries" and setting.in_body:
        return _entries(block, pour, setting)
    style, numbering = _list_style(block, pour, setting)
    pieces: list[str] = []
    for item in block.items:
        pieces += _item(item, pour, setting, style, numbering)
    return together(pieces) if setting.in_body and setting.text == "Body Text" else pieces


def _list_style(block: ListBlock, pour: Pour, setting: Setting) -> tuple[str, str]:
    """The name of the style of a list's items, and their ``w:numPr`` where the style alone won't do."""
    depth = setting.depth
    if setting.lists:
        definition = setting.lists[block.ordered]
        number = pour.numbering.restart(definition, depth, block.start) if block.ordered else definition
        return setting.text, _number(depth, number)
    kind, deepest = ("Ledger", _LEDGER_DEPTH) if setting.inside else ("List", DEPTH)
    level = min(depth, deepest - 1)
    if block.ordered:
        definition = LEDGER_NUMBERS if setting.inside else NUMBERS
        name = "Ledger Number List" if setting.inside else "List Number"
        numbering = _number(depth, pour.numbering.restart(definition, depth, block.start))
    else:
        name = "Ledger List" if setting.inside else "List Bullet"
        numbering = _number(depth, LEDGER_BULLETS if kind == "Ledger" else 1) if depth > level else ""
    return (name if level == 0 else f"{name} {level + 1}"), numbering


def _number(level: int, number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/><w:numId w:val="{number}"/></w:numPr>'


def _item(item: ListItem, pour: Pour, setting: Setting, style: str, numbering: str) -> list[str]:
    """An item: its first paragraph has the mark, what follows stands under its words."""
    blocks = item.blocks
    pieces: list[str] = []
    below = setting
    if blocks and isinstance(blocks[0], Paragraph):
        pieces.append(_marked(blocks[0], item, pour, setting, style, numbering))
        blocks = blocks[1:]
    if setting.inside and setting.lists is None:
        level = min(setting.depth, _LEDGER_DEPTH - 1)
        below = replace(setting, text="Ledger Continue" if level == 0 else f"Ledger Continue {level + 1}")
    elif setting.lists is None:
        level = min(setting.depth, DEPTH - 1)
        below = replace(setting, text="List Continue" if level == 0 else f"List Continue {level + 1}")
    for block in blocks:
        deeper = replace(setting, depth=setting.depth + 1) if isinstance(block, ListBlock) else below
        pieces += pour.write((block,), deeper)
    return pieces


def _marked(
    block: Paragraph, item: ListItem, pour: Pour, setting: Setting, style: str, numbering: str
) -> str:
    origin = block.origin or item.origin
    inner = inlines(block.children, pour, _title_marks(block, marks_in(style, setting, block.language)))
    within = setting.inside or opens_badly(inner)
    if within:
        inner = pour.control(origin, inner)
    inner = pour.bookmark(item.id, pour.bookmark(block.id, inner))
    made = paragraph(pour.style(style), inner, numbering)
    return made if within else pour.control(origin, made)


def _title_marks(block: Paragraph, marks: Marks) -> Marks:
    """A title that opens an item is a paragraph with the item's mark, in words of their own weight."""
    return marks.styled("Item Title") if block.role == "label" else marks


def _entries(block: ListBlock, pour: Pour, setting: Setting) -> list[str]:
    """Achievements one under the other between rules; large where a page is theirs and all of them fit."""
    large = pour.spacious and _fit_one_page(block, pour)
    base = "Entry Large" if large else "Entry"
    numbering = _number(0, LARGE_ENTRIES if large else ENTRIES)
    below = replace(setting, text="Entry Continue", depth=1, lists=(ENTRIES, ENTRY_NUMBERS))
    items: list[list[str]] = []
    for place, item in enumerate(block.items):
        joined, rest = _head_of(item)
        last = place == len(block.items) - 1 and place > 0 and not rest
        style = f"{base} First" if place == 0 else f"{base} Last" if last else base
        entry = _entry(item, joined, pour, setting, style, numbering)
        items.append(together([entry, *pour.write(rest, below)]) if rest else [entry])
    # A few short entries stay with their heading; of more the last one is never alone on a page.
    few = sum(map(len, items)) <= _FEW and not pour.design.page.stacked
    tied = items[:-1] if few else items[-2:-1]
    for each in tied:
        each[-1] = leading_on(each[-1])
    return [piece for each in items for piece in each]


def _head_of(item: ListItem) -> tuple[tuple[Paragraph, ...], Blocks]:
    """The paragraphs that are drawn as one with the entry's first, and the blocks that are left."""
    count = 0
    for place, block in enumerate(item.blocks):
        if not isinstance(block, Paragraph) or (place > 0 and block.role not in _TAIL):
            break
        count += 1
    head = tuple(block for block in item.blocks[:count] if isinstance(block, Paragraph))
    return head, item.blocks[count:]


def _entry(
    item: ListItem, head: tuple[Paragraph, ...], pour: Pour, setting: Setting, style: str, numbering: str
) -> str:
    """An entry and the small words about it as one paragraph, so that a rule never comes between them."""
    pieces = []
    for place, block in enumerate(head):
        marks = _title_marks(block, marks_in(style, setting, block.language))
        if place:
            marks = marks.styled("Entry Reference")
            pieces.append(control("br"))
        origin = block.origin or (item.origin if place == 0 else None)
        inner = pour.control(origin, inlines(block.children, pour, marks))
        pieces.append(pour.bookmark(block.id, inner))
    return paragraph(pour.style(style), pour.bookmark(item.id, "".join(pieces)), numbering)


def _fit_one_page(block: ListBlock, pour: Pour) -> bool:
    """Whether the entries would fill no more than a page at the large size, by the widths of their words."""
    design = pour.design
    style, small, measures = design.style("entry-large"), design.style("note"), design.measures
    if style.size <= design.style("entry").size:
        return False
    room = design.page.text_width - measures.entry_indent - 11
    high = 0.0
    for item in block.items:
        head, rest = _head_of(item)
        if rest:
            return False
        lines = [_lines(part.children, style.size, room, pour) for part in head[:1]]
        high += sum(lines) * style.leading + (len(head) - 1) * small.leading + 2 * 14.2
    return len(block.items) > 2 and high < (design.page.text_height - 30) * 2.835


def _lines(children: Inlines, size: float, room: float, pour: Pour) -> int:
    return int(width(plain(children), size, 400, pour.design) / room * 1.04) + 1


def _notes(block: ListBlock, pour: Pour, setting: Setting) -> list[str]:
    """Small notes below a table, numbered where the author numbers them."""
    pieces: list[str] = []
    inner = replace(setting, text="Table Note")
    for place, item in enumerate(block.items):
        for number, part in enumerate(item.blocks):
            if number == 0 and isinstance(part, Paragraph):
                mark = f"{block.start + place}" if block.ordered else ""
                pieces.append(_table_note(mark, part, item, pour, inner))
            else:
                pieces += pour.write((part,), inner)
    return together(pieces)


def _table_note(mark: str, part: Paragraph, item: ListItem, pour: Pour, setting: Setting) -> str:
    from annual_report.renderers.word.ooxml import run

    style = "Table Note" if mark else "caption"
    origin = part.origin or item.origin
    inner = pour.control(origin, words(part.children, pour, setting, style, part.language))
    strong = f'<w:rStyle w:val="{pour.style("Strong")}"/>'
    lead = run(mark, strong) + control("tab") if mark else ""
    return paragraph(pour.style(style), pour.bookmark(item.id, lead + inner))
