"""The inline half of the document tree: what stands inside a paragraph."""

from typing import Literal

from msgspec import Struct

from annual_report.problems import Place


class Origin(Struct, frozen=True):
    """Which field of the record a text shows: its address, and the place where it was typed."""

    address: str
    place: Place


InlineRole = Literal["", "quiet", "run-in", "number"]
"""``quiet``: words about the record itself ("not in the record"); ``run-in``: a label such as *Reason*
before its text; ``number``: a printed number that belongs to a label."""


class Text(Struct, frozen=True, gc=False):
    """Characters as they are meant to be read; no markup, no line end."""

    text: str


class Strong(Struct, frozen=True):
    """Words that carry weight."""

    children: "Inlines"


class Emphasis(Struct, frozen=True):
    """Words that are stressed; drawn as semi-bold, never in italics."""

    children: "Inlines"


class LineBreak(Struct, frozen=True, gc=False):
    """A line that ends because the author ended it."""


class Link(Struct, frozen=True):
    """Words that lead somewhere: a ``http``, ``https``, ``mailto`` or ``tel`` address, or ``#id``."""

    children: "Inlines"
    target: str


class Span(Struct, frozen=True):
    """Words with a role, a language of their own, or the field of the record that they come from."""

    children: "Inlines"
    role: InlineRole = ""
    language: str = ""
    origin: Origin | None = None


class PageReference(Struct, frozen=True, gc=False):
    """The page on which ``target`` (an id) stands, with the words before it, as in ", page 5".

    Pages exist in PDF and Word; the web page leaves the whole reference out.
    """

    before: str
    target: str


class NoteReference(Struct, frozen=True, gc=False):
    """The mark of a footnote: its printed number, and the id of the ``Note`` that it stands for."""

    number: str
    target: str


Shape = Literal["", "tick", "half", "ring", "dot", "arrow", "bar", "dots", "square"]
"""What stands before an outcome; ``square`` is that of achievements and never of an outcome."""

Tone = Literal["met", "partly-met", "not-met", "ongoing", "carried-forward", "withdrawn", "not-rated", "own"]


class Pill(Struct, frozen=True, gc=False):
    """An outcome: always a word, with a shape of its own, never told by colour alone.

    ``colour`` is given for ratings of the forum's own scheme only (``tone`` is then ``own``): a colour
    token of the brand or ``#RRGGBB``. ``language`` is given where its words are not in the document's.
    """

    words: str
    shape: Shape
    tone: Tone
    colour: str = ""
    origin: Origin | None = None
    language: str = ""


Inline = Text | Strong | Emphasis | LineBreak | Link | Span | PageReference | NoteReference | Pill
Inlines = tuple[Inline, ...]


def plain(children: Inlines) -> str:
    """The words of inline content without marks, pages and notes."""
    words = []
    for child in children:
        match child:
            case Text():
                words.append(child.text)
            case Strong() | Emphasis() | Link() | Span():
                words.append(plain(child.children))
            case LineBreak():
                words.append(" ")
            case Pill():
                words.append(child.words)
            case PageReference() | NoteReference():
                pass
    return "".join(words)
