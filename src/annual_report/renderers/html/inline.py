"""Inline content as HTML, and what the page must know to write it."""

from typing import assert_never

from annual_report.document.blocks import (
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    PageReference,
    Pill,
    Span,
    Strong,
    Text,
    Wording,
)
from annual_report.renderers.html.elements import element, text, written
from annual_report.renderers.html.shapes import shape

_ADDRESSES = ("https://", "http://", "mailto:", "tel:", "#")


class Context:
    """What the parts of one page share while it is written.

    ``own`` collects the colours of the forum's own ratings, for the style sheet to give each a class;
    ``referred`` the notes that have been referred to, so that they can lead back; ``shares`` the widths of
    table columns in percent, which are classes too, as the page's policy allows no style on an element.
    """

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.own: dict[str, str] = {}
        self.referred: set[str] = set()
        self.shares: set[int] = set()

    def own_class(self, colour: str) -> str:
        """The class of an own rating's colour."""
        return self.own.setdefault(colour, f"own-{len(self.own) + 1}")


def share_class(percent: int) -> str:
    """The class of a table column as wide as that."""
    return f"share-{percent}"


def back_id(note: str) -> str:
    """The id of the place that refers to a note; ids of a document never begin like this."""
    return f"_back-{note}"


def inlines(children: Inlines, context: Context) -> str:
    """Inline content as HTML."""
    written_ones = []
    for child in children:
        match child:
            case Text():
                written_ones.append(text(child.text))
            case Strong():
                written_ones.append(element("strong", inlines(child.children, context)))
            case Emphasis():
                written_ones.append(element("em", inlines(child.children, context)))
            case LineBreak():
                written_ones.append("<br>")
            case Link():
                written_ones.append(_link(child, context))
            case Span():
                written_ones.append(_span(child, context))
            case PageReference():
                pass  # a web page has no pages
            case NoteReference():
                written_ones.append(_note_reference(child, context))
            case Pill():
                written_ones.append(pill(child, context))
            case _:
                assert_never(child)
    return "".join(written_ones)


def pill(outcome: Pill, context: Context) -> str:
    """An outcome: its shape, and its word."""
    classes = f"pill {outcome.tone}"
    if outcome.tone == "own":
        classes = f"{classes} {context.own_class(outcome.colour)}"
    attributes = {"class": classes, "lang": outcome.language}
    return element("span", shape(outcome.shape) + text(outcome.words), attributes)


def _link(link: Link, context: Context) -> str:
    words = inlines(link.children, context)
    # Addresses were looked at when the record was read; a page that runs in a browser looks again.
    return element("a", words, {"href": link.target}) if link.target.startswith(_ADDRESSES) else words


def _span(span: Span, context: Context) -> str:
    words = inlines(span.children, context)
    attributes = {"class": span.role, "lang": span.language}
    return element("span", words, attributes) if any(attributes.values()) else words


def _note_reference(reference: NoteReference, context: Context) -> str:
    first = reference.target not in context.referred
    context.referred.add(reference.target)
    attributes = {
        "id": back_id(reference.target) if first else "",
        "href": f"#{reference.target}",
        "role": "doc-noteref",
        "aria-label": context.wording.footnote.format(number=reference.number),
    }
    return f"<sup><a{written(attributes)}>{text(reference.number)}</a></sup>"
