"""A paragraph: which style its role has where it stands, and its content control."""

from annual_report.document.blocks import (
    Inlines,
    Paragraph,
    ParagraphRole,
    Pill,
    Span,
    Text,
    plain,
)
from annual_report.renderers.word.inlines import Marks, inlines
from annual_report.renderers.word.keeping import opens_badly
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
_UNDER_ITEMS = ("List Continue", "Ledger Continue", "Definition Text")
"""Places that are set in: small words keep to them, and are small by a style of their characters."""
_SMALLER = "Entry Reference"
_ROUND_TABLES = frozenset({"Body Text", "Small Text"})
_FIXED = frozenset(
    {"Callout Text", "Quote", "Definition Text", "footnote text", "Card Heading", "Thread Text"}
)
"""Places that are drawn as one: every role takes the style of the place there."""


def style_for(block: Paragraph, pour: Pour, setting: Setting) -> str:
    """The name of the style for a paragraph, by its role and by where it stands."""
    if setting.text in _FIXED:
        return setting.text
    if _outcome_alone(block.children):
        return "Outcome"
    if block.role == "person-name" and _is_long(block.children, pour, setting):
        return "Person Name Long"
    if block.role in _SMALL:
        if setting.text == "Entry Continue":
            return "Entry Meta"
        if setting.text.startswith(_UNDER_ITEMS):
            return setting.text
    if setting.text.endswith("Figure") and block.role in _SMALL:
        return setting.text
    by_place = _INSIDE if setting.inside else _IN_BODY
    return by_place.get(block.role) or _ANYWHERE.get(block.role) or setting.text


def text_paragraph(block: Paragraph, pour: Pour, setting: Setting) -> str:
    """A paragraph in the style of its role."""
    name = style_for(block, pour, setting)
    inner = words(block.children, pour, setting, name, block.language)
    hushed = _hushed(block, name)
    if hushed == _SMALLER or (hushed and not any(isinstance(child, Span) for child in block.children)):
        inner = inlines(block.children, pour, marks_in(name, setting, block.language).styled(hushed))
    within = setting.inside or opens_badly(inner)
    if within:
        inner = pour.control(block.origin, inner)
    if name in _ROUND_TABLES and (setting.after_table or setting.before_table):
        # A table has no space of its own above or below.
        name += " Before Table" if setting.before_table else " After Table"
    made = paragraph(pour.style(name), pour.bookmark(block.id, inner))
    return made if within else pour.control(block.origin, made)


def _hushed(block: Paragraph, style: str) -> str:
    """The character style of words that are quieter than the paragraph that they stand in."""
    if block.role == "quiet":
        return "Quiet Words"
    if block.role not in _SMALL:
        return ""
    if style.startswith(_UNDER_ITEMS):
        return _SMALLER
    return "Quiet Words" if style.endswith("Figure") or style == "Thread Text" else ""


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
