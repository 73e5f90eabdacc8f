"""Reading a web page back: a small strict reader of HTML, and what a document's words are in order.

The reader refuses what a browser would mend silently: elements that are not closed or overlap, ids twice,
attributes twice.
"""

from html.parser import HTMLParser
from typing import assert_never

from annual_report.document.blocks import (
    Beside,
    Block,
    Blocks,
    Callout,
    Cards,
    Contents,
    Cover,
    Definitions,
    Document,
    Emphasis,
    Figure,
    GlanceLines,
    Inline,
    Inlines,
    KeyFigures,
    Ledger,
    LineBreak,
    Link,
    ListBlock,
    NoteReference,
    Notes,
    PageReference,
    Paragraph,
    Pill,
    Quotation,
    Section,
    Span,
    Strong,
    Table,
    Tally,
    Text,
    outline,
)

VOID = {"meta", "br", "img", "col"}
INLINE = {"a", "strong", "em", "span", "sup"}


class Element:
    """An element: its name, attributes, and what stands in it."""

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def all(self, *names: str) -> "list[Element]":
        """Every element below this one with one of these names (without names: every element)."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if not names or child.name in names:
                    found.append(child)
                found += child.all(*names)
        return found

    def text(self) -> str:
        """The characters in it, with a blank where a block or a line ends; no style, no hidden drawings."""
        if self.name in {"style", "svg"}:
            return ""
        words = "".join(child if isinstance(child, str) else child.text() for child in self.children)
        return words if self.name in INLINE else f" {words} "


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.open = self.root
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute twice in <{tag}>"
        assert "style" not in attributes, "the content policy forbids style attributes"
        if identity := attributes.get("id"):
            assert identity not in self.ids, f"the id {identity} twice"
            self.ids.add(identity)
        made = Element(tag, attributes, self.open)
        self.open.children.append(made)
        if tag not in VOID:
            self.open = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.name == tag, f"</{tag}> where <{self.open.name}> is open"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def read_page(data: bytes) -> Element:
    """The page as a tree; raises AssertionError where it is not well made."""
    reader = _Reader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    assert reader.open is reader.root, f"<{reader.open.name}> is never closed"
    return reader.root


# --- what a document says -----------------------------------------------------------------------------------


def words_of(document: Document) -> list[str]:
    """Every word that a web page of the document shows, in order."""
    return " ".join([document.wording.skip, *(_block(block, document) for block in document.blocks)]).split()


def _blocks(blocks: Blocks, document: Document) -> str:
    return " ".join(_block(block, document) for block in blocks)


def _block(block: Block, document: Document) -> str:
    match block:
        case Section():
            return f"{_line(block.title)} {_blocks(block.blocks, document)}"
        case Paragraph():
            return _line(block.children)
        case ListBlock():
            return " ".join(_blocks(item.blocks, document) for item in block.items)
        case Cover():
            lines = (_line(block.forum), block.year, _line(block.kind), _line(block.status))
            return " ".join(lines)
        case Contents():
            return _contents(block, document)
        case Ledger():
            rows = (
                f"{entry.number} {_blocks(entry.promise, document)} {_blocks(entry.done, document)}"
                for entry in block.entries
            )
            return " ".join((block.caption, *block.heads, *rows))
        case GlanceLines():
            return " ".join(
                f"{line.number} {_line(line.words)} {_line(line.standing)}" for line in block.lines
            )
        case Tally():
            rows = (f"{row.pill.words} {' '.join(row.numbers)} {_line(row.count)}" for row in block.rows)
            return " ".join((block.caption, *block.heads, *rows))
        case KeyFigures():
            return " ".join(
                f"{_line(figure.value)} {_line(figure.beside)} {_line(figure.label)}"
                for figure in block.figures
            )
        case Callout():
            return f"{_line(block.title)} {_blocks(block.blocks, document)}"
        case Quotation():
            return f"{_blocks(block.blocks, document)} {_line(block.attribution)}"
        case Figure():
            return f"{_line(block.caption)} {_line(block.credit)}"
        case Beside():
            return f"{_blocks(block.blocks, document)} {_blocks((block.figure,), document)}"
        case Table():
            cells = (_blocks(cell.blocks, document) for row in block.head + block.rows for cell in row.cells)
            return " ".join((block.caption, block.summary, *cells))
        case Cards():
            return " ".join(_blocks(card.blocks, document) for card in block.cards)
        case Definitions():
            return " ".join(f"{_line(item.term)} {_blocks(item.blocks, document)}" for item in block.items)
        case Notes():
            return " ".join(f"{note.number} {_blocks(note.blocks, document)}" for note in block.notes)
        case _:
            assert_never(block)


def _contents(block: Contents, document: Document) -> str:
    lines = [line for line in outline(document) if line.id != block.id and line.level <= 2]
    if len(lines) > 20:
        lines = [line for line in lines if line.level == 1]
    return " ".join((block.title, *(line.words for line in lines)))


def _line(children: Inlines) -> str:
    return "".join(map(_inline, children))


def _inline(child: Inline) -> str:
    match child:
        case Text():
            return child.text
        case Strong() | Emphasis() | Link() | Span():
            return _line(child.children)
        case LineBreak():
            return " "
        case PageReference():
            return ""
        case NoteReference():
            return child.number
        case Pill():
            return child.words
        case _:
            assert_never(child)
