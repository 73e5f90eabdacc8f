"""A paragraph: which style its role has where it stands, and its content control."""

from annual_report.document.blocks import (
    Inlines,
    Link,
    Paragraph,
    ParagraphRole,
    Pill,
    Span,
    Text,
    plain,
)
from annual_report.renderers.word.inlines import Marks, inlines
from annual_report.renderers.word.ooxml import paragraph
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.widths import width

BOLD = frozenset(
    {
        "Ledger Priority", "Ledger Number", "Table Head", "Table Head Figure", "Table Group", "Table Total",
        "Table Row Head", "Panel Head",
        "Table Total Figure", "Card Label", "Card Heading", "Person Name", "Person Name Long",
        "Callout Heading", "Table Caption", "Key Figure", "Key Figure Long", "Title", "Subtitle",
        "TOC Heading", "toc 1", *(f"heading {level}" for level in range(1, 7)),
    }
)  # fmt: skip
"""Styles whose type is semi-bold: strong words are plain words there."""

_ANYWHERE: dict[ParagraphRole, str] = {
    "meta": "Ledger Meta",
    "rest": "Ledger Rest",
    "promise": "Ledger Priority",
    "label": "Card Label",
    "person-side": "Person Side",
    "person-name": "Person Name",
    "person-role": "Person Role",
}
_IN_BODY: dict[ParagraphRole, str] = {
    "lead": "Lead Paragraph",
    "small": "Small Text",
    "caption": "caption",
    "attribution": "Attribution",
}
_INSIDE: dict[ParagraphRole, str] = {
    "reason": "Ledger Reason",
    "small": "Ledger Meta",
    "caption": "Ledger Meta",
    "attribution": "Ledger Meta",
}
_SMALL = frozenset({"meta", "small", "caption", "quiet"})
_FIXED = frozenset({"Callout Text", "Quote", "Definition Text", "footnote text", "Card Heading"})
"""Places that are drawn as one: every role takes the style of the place there."""


def style_for(block: Paragraph, pour: Pour, setting: Setting) -> str:
    """The name of the style for a paragraph, by its role and by where it stands."""
    if setting.text in _FIXED:
        return setting.text
    if _outcome_alone(block.children):
        return "Outcome"
    if block.role == "person-name" and _is_long(block.children, pour, setting):
        return "Person Name Long"
    if setting.text == "Entry Continue" and block.role in _SMALL:
        return "Entry Meta"
    if setting.text.endswith("Figure") and block.role in _SMALL:
        return setting.text
    by_place = _INSIDE if setting.inside else _IN_BODY
    return by_place.get(block.role) or _ANYWHERE.get(block.role) or setting.text


def text_paragraph(block: Paragraph, pour: Pour, setting: Setting) -> str:
    """A paragraph in the style of its role."""
    name = style_for(block, pour, setting)
    inner = words(block.children, pour, setting, name, block.language)
    hushed = block.role == "quiet" or (block.role in _SMALL and name.endswith("Figure"))
    if hushed and not any(isinstance(child, Span) for child in block.children):
        inner = inlines(block.children, pour, marks_in(name, setting, block.language).styled("Quiet Words"))
    within = setting.inside or has_link(block.children)
    if within:
        inner = pour.control(block.origin, inner)
    if name == "Body Text" and (setting.after_table or setting.before_table):
        # A table has no space of its own above or below.
        name = "Body Text Before Table" if setting.before_table else "Body Text After Table"
    made = paragraph(pour.style(name), pour.bookmark(block.id, inner))
    return made if within else pour.control(block.origin, made)


def has_link(children: Inlines) -> bool:
    """Whether there is a link among the words.

    The control then goes round the words: LibreOffice shows the code of a link in the first paragraph of a
    control that goes round paragraphs.
    """
    for child in children:
        if isinstance(child, Text):  # as most are
            continue
        if isinstance(child, Link) or has_link(getattr(child, "children", ())):
            return True
    return False


def words(children: Inlines, pour: Pour, setting: Setting, style: str, language: str = "") -> str:
    """Inline content for a paragraph in the style of that name."""
    return inlines(children, pour, marks_in(style, setting, language))


def marks_in(style: str, setting: Setting, language: str = "") -> Marks:
    """What a run carries in a paragraph of that style."""
    return Marks("", language or setting.language, style in BOLD, setting.plain_outcomes)


def _outcome_alone(children: Inlines) -> bool:
    has_pill = False
    for child in children:
        if isinstance(child, Pill):
            has_pill = True
        elif not isinstance(child, Text) or child.text.strip():
            return False
    return has_pill


def _is_long(children: Inlines, pour: Pour, setting: Setting) -> bool:
    """Whether a name would take more than two lines at its full size."""
    style = pour.design.style("person-name")
    return width(plain(children), style.size, style.weight, pour.design) > 1.9 * setting.width
