"""What stays on one page: Word's "keep with next", where only the document knows that a paragraph leads on.

A style says of its paragraphs what holds for all of them. That the last words above a list belong to it, or
that these six lines are one card, no style can know.
"""

MOST = 9
"""Paragraphs that are kept on one page at most: more would leave too much of the page before empty."""

_STYLE, _KEPT = "<w:pStyle ", "<w:keepNext/>"


def leading_on(piece: str) -> str:
    """The paragraphs of a piece, each kept with what follows it (17.3.1.15)."""
    first, *others = piece.split(_STYLE)
    return first + "".join(_STYLE + _kept(other) for other in others)


def _kept(paragraph: str) -> str:
    style, end, rest = paragraph.partition("/>")
    return paragraph if rest.startswith(_KEPT) else f"{style}{end}{_KEPT}{rest}"


def together(pieces: list[str]) -> list[str]:
    """Paragraphs that are one thing to a reader, kept on one page.

    Of more than ``MOST`` the first three stay together and the last two, so that a page neither ends with
    what is only their title nor begins with their last line. A table keeps its rows by itself.
    """
    last = len(pieces) - 1
    return [
        leading_on(piece)
        if place < last and (last < MOST or place < 2 or place == last - 1) and not piece.endswith("</w:tbl>")
        else piece
        for place, piece in enumerate(pieces)
    ]


def opens_badly(piece: str) -> bool:
    """Whether a piece holds a field or a note, which a content control round a paragraph has to leave alone.

    LibreOffice shows the code of a field in the first paragraph of such a control, and loses the words before
    a note. The control then goes round the words.
    """
    return "<w:hyperlink " in piece or "<w:footnoteReference " in piece or "<w:fldChar " in piece
