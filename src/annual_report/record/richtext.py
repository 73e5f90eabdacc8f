"""The text of a record as paragraphs and lists: CommonMark, held to what an annual report needs.

Understood are paragraphs, strong, emphasis, links, bulleted and numbered lists, hard breaks, backslash
escapes and footnote marks ``[^id]``. Everything else that CommonMark or HTML would make something of is
literal: it comes out as typed.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, assert_never

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LINK = r"(?i)(https?|mailto|tel):"
"""The schemes that a link may have."""

_SIGNS = ("\\", "*", "_", "[", "]", "<", "\n")
_ITEM = r"([-+]|\d{1,9}[.)])(\s|$)"
_NOTE = r"\[\^([^\]\s]+)\]"
_AS_TYPED = r"""!\[[^\]]*\]\([^)]*\)|\[[^\]]*\]\(\s*\S+\s+["'(][^)]*\)+|\[\s*\]\([^)]*\)"""
"""Images, links with a title, links without words: what is in them would otherwise be lost on paper."""

DEEPEST = 9
"""Levels of lists or marks inside each other; a text that nests deeper is no prose and comes out as typed.
Word's lists end at nine as well (ISO/IEC 29500-1, 17.9.6)."""


class Plain(Struct, frozen=True, gc=False):
    """Characters."""

    text: str


class Marked(Struct, frozen=True):
    """Strong or emphasised words."""

    kind: Literal["strong", "emphasis"]
    children: "Line"


class Linked(Struct, frozen=True):
    """Words that link to an address."""

    address: str
    children: "Line"


class Break(Struct, frozen=True, gc=False):
    """A line end that the author asked for."""


class NoteMark(Struct, frozen=True, gc=False):
    """The mark of the footnote ``id``."""

    id: str


Piece = Plain | Marked | Linked | Break | NoteMark
Line = tuple[Piece, ...]


class Paragraph(Struct, frozen=True):
    """A paragraph of text."""

    line: Line


class Items(Struct, frozen=True):
    """A list; ``start`` is its first number, None for bullets."""

    items: tuple["Flow", ...]
    start: int | None = None


Flow = tuple[Paragraph | Items, ...]


@lru_cache(maxsize=4096)
def parse(source: str) -> Flow:
    """The blocks of a text. Any text is valid; an empty one has no blocks.

    Most texts of a record are one sentence or two without a mark; they need no Markdown parser (whose
    import alone takes longer than building a small report's pages).
    """
    if not _may_have_marks(source):
        return (Paragraph((Plain(source),)),) if source else ()
    literal = (Paragraph((Plain(" ".join(source.split())),)),) if source.strip() else ()
    try:
        flow = tuple(_blocks(iter(_markdown().parse(source)), ""))
    except RecursionError:
        return literal
    says_something = plain(flow).strip() or note_ids(flow)  # "2024." alone is no list with an empty item
    return flow if says_something and _depth(flow) <= DEEPEST else literal


def _may_have_marks(source: str) -> bool:
    """Whether CommonMark might make something of a text: of a sign in it, of blanks at its ends, of how a
    list begins. Signs are looked for one by one, which takes a tenth of the time of a pattern.
    """
    for sign in _SIGNS:
        if sign in source:
            return True
    first, last = source[:1], source[-1:]
    return first.isspace() or last.isspace() or re.match(_ITEM, source) is not None


def plain(flow: Flow) -> str:
    """The words of a text in one line, without marks and footnotes."""
    return " ".join(_plain_block(block) for block in flow)


def plain_line(line: Line) -> str:
    """The words of a line, without marks and footnotes."""
    words = []
    for piece in line:
        match piece:
            case Plain():
                words.append(piece.text)
            case Marked() | Linked():
                words.append(plain_line(piece.children))
            case Break():
                words.append(" ")
            case NoteMark():
                pass
            case _:
                assert_never(piece)
    return "".join(words)


def note_ids(flow: Flow) -> tuple[str, ...]:
    """The ids of the footnotes that a text marks, in order."""
    return tuple(mark.id for mark in _marks(flow))


def _depth(flow: Flow) -> int:
    inside = (
        _line_depth(block.line)
        if isinstance(block, Paragraph)
        else 1 + max(map(_depth, block.items), default=0)
        for block in flow
    )
    return max(inside, default=0)


def _line_depth(line: Line) -> int:
    inside = (1 + _line_depth(piece.children) for piece in line if isinstance(piece, Marked | Linked))
    return max(inside, default=0)


def _plain_block(block: Paragraph | Items) -> str:
    if isinstance(block, Paragraph):
        return plain_line(block.line)
    return " ".join(plain(item) for item in block.items)


def _marks(flow: Flow) -> "Iterator[NoteMark]":
    for block in flow:
        if isinstance(block, Paragraph):
            yield from _marks_of_line(block.line)
        else:
            for item in block.items:
                yield from _marks(item)


def _marks_of_line(line: Line) -> "Iterator[NoteMark]":
    for piece in line:
        match piece:
            case NoteMark():
                yield piece
            case Marked() | Linked():
                yield from _marks_of_line(piece.children)
            case _:
                pass


# --- Markdown -------------------------------------------------------------------------------------------


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("zero", {"maxNesting": 200})
    markdown.enable(["list", "emphasis", "link", "autolink", "escape", "newline"])
    # The base class declares a method here; replacing it is the library's own way to restrict links.
    markdown.validateLink = lambda url: re.match(LINK, url) is not None  # type: ignore[method-assign]
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    markdown.inline.ruler.before("link", "note", _note_rule)
    markdown.inline.ruler.before("link", "as_typed", _as_typed_rule)
    return markdown


def _note_rule(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    found = re.compile(_NOTE).match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("note", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _as_typed_rule(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    found = re.compile(_AS_TYPED).match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def _blocks(tokens: "Iterator[Token]", until: str) -> "Iterator[Paragraph | Items]":
    for token in tokens:
        if token.type == until:
            return
        if token.type == "inline":
            line = joined(tuple(_pieces(iter(token.children or ()), "")))
            if line:
                yield Paragraph(line)
        elif token.type == "bullet_list_open":
            yield Items(tuple(_items(tokens, "bullet_list_close")))
        elif token.type == "ordered_list_open":
            start = token.attrGet("start")
            yield Items(tuple(_items(tokens, "ordered_list_close")), 1 if start is None else int(start))


def _items(tokens: "Iterator[Token]", until: str) -> "Iterator[Flow]":
    for token in tokens:
        if token.type == until:
            return
        if token.type == "list_item_open":
            yield tuple(_blocks(tokens, "list_item_close"))


def _pieces(tokens: "Iterator[Token]", until: str) -> "Iterator[Piece]":
    for token in tokens:
        match token.type:
            case kind if kind == until:
                return
            case "text" | "text_special":
                if token.content:
                    yield Plain(token.content)
            case "softbreak":
                yield Plain(" ")
            case "hardbreak":
                yield Break()
            case "note":
                yield NoteMark(token.content)
            case "strong_open":
                yield Marked("strong", joined(tuple(_pieces(tokens, "strong_close"))))
            case "em_open":
                yield Marked("emphasis", joined(tuple(_pieces(tokens, "em_close"))))
            case "link_open":
                yield Linked(str(token.attrGet("href")), joined(tuple(_pieces(tokens, "link_close"))))
            case _:
                pass


def joined(line: "Sequence[Piece]") -> Line:
    """The same line with neighbouring characters in one piece."""
    pieces: list[Piece] = []
    for piece in line:
        if isinstance(piece, Plain) and pieces and isinstance(pieces[-1], Plain):
            pieces[-1] = Plain(pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return tuple(pieces)
