"""The inline half of the markup: words, marks, links, pills."""

from collections.abc import Sequence
from typing import cast, get_args

from annual_report.document.blocks import (
    Emphasis,
    Inline,
    InlineRole,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    Origin,
    PageReference,
    Pill,
    Shape,
    Span,
    Strong,
    Text,
    Tone,
)
from annual_report.document.elements import BLANK, Element, one_blank
from annual_report.problems import Place

INLINE = frozenset({"strong", "em", "a", "br", "span", "mark", "sup"})
_ROLES = frozenset(get_args(InlineRole))
_SHAPES = frozenset(get_args(Shape))
_TONES = frozenset(get_args(Tone))


def origin(element: Element) -> Origin | None:
    """The field of the record that an element shows."""
    address = element.attributes.get("data-origin")
    if not address:
        return None
    try:
        return Origin(address, Place.parse(element.get("data-place")))
    except ValueError:
        element.fail(f"data-place={element.get('data-place')!r} is no place: file:line:column")


def inlines(element: Element) -> Inlines:
    """The inline content of an element; runs of blanks become one, those at the ends none."""
    return run(element.children)


def run(children: Sequence[Element | str]) -> Inlines:
    """The inline content of some neighbours, blanks as in an element of their own; none if all is blank."""
    if len(children) == 1 and isinstance(children[0], str):  # as in most paragraphs
        words = one_blank(children[0].strip(BLANK))
        return (Text(words),) if words else ()
    return _trimmed(_children(children))


def _children(children: Sequence[Element | str]) -> list[Inline]:
    found: list[Inline] = []
    for child in children:
        if isinstance(child, str):
            words = one_blank(child)
            if found and isinstance(found[-1], Text):
                found[-1] = Text((found[-1].text + words).replace("  ", " "))
            else:
                found.append(Text(words))
        else:
            found.append(_inline(child))
    return found


def _inline(element: Element) -> Inline:
    match element.tag:
        case "strong":
            return Strong(tuple(_children(element.children)))
        case "em":
            return Emphasis(tuple(_children(element.children)))
        case "br":
            if element.children:
                element.fail("<br> holds nothing")
            return LineBreak()
        case "a" if element.get("class") == "page":
            return PageReference(_page_words(element), element.get("href").removeprefix("#"))
        case "a":
            return Link(tuple(_children(element.children)), element.get("href"))
        case "sup":
            mark = element.sole("a")
            return NoteReference(mark.words(), mark.get("href").removeprefix("#"))
        case "mark":
            return _pill(element)
        case "span":
            return _span(element)
        case other:
            element.fail(f"<{other}> can't stand among words")


def _page_words(element: Element) -> str:
    """The words before a page number, with the blanks that stand round them."""
    words = element.words()
    return f"{words} " if element.children and str(element.children[-1]).endswith(" ") else words


def _span(element: Element) -> Span:
    role = element.get("class")
    if role not in _ROLES:
        element.fail(f"a span has no class {role!r}")
    return Span(
        tuple(_children(element.children)), cast("InlineRole", role), element.get("lang"), origin(element)
    )


def _pill(element: Element) -> Pill:
    tone, shape = element.get("class"), element.get("data-shape")
    if tone not in _TONES or shape not in _SHAPES:
        element.fail(f"an outcome has no class {tone!r} or shape {shape!r}")
    return Pill(
        element.words(),
        cast("Shape", shape),
        cast("Tone", tone),
        element.get("data-colour"),
        origin(element),
        element.get("lang"),
    )


def _trimmed(children: list[Inline]) -> Inlines:
    """Without blanks at the ends, without a second blank after a blank."""
    while children and isinstance(children[0], Text) and not children[0].text.strip(" "):
        children.pop(0)
    while children and isinstance(children[-1], Text) and not children[-1].text.strip(" "):
        children.pop()
    if children and isinstance(children[0], Text):
        children[0] = Text(children[0].text.lstrip(" "))
    if children and isinstance(children[-1], Text):
        children[-1] = Text(children[-1].text.rstrip(" "))
    return tuple(children)
