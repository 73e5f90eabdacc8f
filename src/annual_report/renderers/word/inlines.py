"""What stands inside a paragraph: words, marks, links, notes, page numbers, outcomes."""

from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from annual_report.document.blocks import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    PageReference,
    Pill,
    Span,
    Strong,
    Text,
)
from annual_report.renderers.word.character_styles import PILLS, pill_style
from annual_report.renderers.word.drawings import shape_picture
from annual_report.renderers.word.ooxml import control, escape, field, quote, run
from annual_report.renderers.word.pour import Pour, bookmark_name

PADDING = "\u2002"
"""An en space either side of words on a ground: Word has no padding for those."""
_ROLES = {"quiet": "Quiet Words", "run-in": "Run-in Label", "number": "Printed Number"}


class Marks(Struct, frozen=True):
    """What a run carries: one character style by name, and a language other than the document's.

    ``bold``: the paragraph is bold by its style. A second bold would switch the first off there (ISO/IEC
    29500-1, 17.7.3), so strong words stay as they are.
    """

    style: str = ""
    language: str = ""
    bold: bool = False
    plain_outcomes: Literal["", "above", "beside"] = ""
    """An outcome is its shape above or beside its word, without ground or outline: where many stand close
    together, those are too much.
    """

    def properties(self, pour: Pour) -> str:
        """The inside of ``w:rPr``."""
        style = f'<w:rStyle w:val="{pour.style(self.style)}"/>' if self.style else ""
        language = f'<w:lang w:val="{quote(self.language)}"/>' if self.language else ""
        return style + language

    def strong(self) -> "Marks":
        """The same, for words that carry weight."""
        if self.bold:
            return self
        return self.styled("Strong Hyperlink" if "Hyperlink" in self.style else "Strong")

    def styled(self, name: str) -> "Marks":
        """The same in another character style."""
        return replace(self, style=name)

    def speaking(self, language: str) -> "Marks":
        """The same in a language."""
        return replace(self, language=language) if language else self


def inlines(children: Inlines, pour: Pour, marks: Marks) -> str:
    """Inline content as runs."""
    made: list[str] = []
    properties: str | None = None
    for child in children:
        if isinstance(child, Text):
            if properties is None:
                properties = marks.properties(pour)
            made.append(run(child.text, properties))
        else:
            made.append(_inline(child, pour, marks))
    return "".join(made)


def _inline(child: Inline, pour: Pour, marks: Marks) -> str:
    match child:
        case Text():
            return run(child.text, marks.properties(pour))
        case Strong() | Emphasis():
            return inlines(child.children, pour, marks.strong())
        case LineBreak():
            return control("br")
        case Link():
            return _link(child, pour, marks)
        case Span():
            return _span(child, pour, marks)
        case PageReference():
            return _page(child, pour, marks)
        case NoteReference():
            return _note(child, pour)
        case Pill():
            return pill(child, pour, marks)
        case _:
            assert_never(child)


def _span(span: Span, pour: Pour, marks: Marks) -> str:
    inner = marks.speaking(span.language)
    if span.role and not (marks.bold and span.role == "run-in") and "Hyperlink" not in marks.style:
        inner = inner.styled(_ROLES[span.role])
    return pour.control(span.origin, inlines(span.children, pour, inner))


def _link(link: Link, pour: Pour, marks: Marks) -> str:
    style = {"Strong": "Strong Hyperlink", "Entry Reference": "Entry Reference Link"}.get(
        marks.style, "Hyperlink"
    )
    if link.target.startswith("#"):
        target = link.target[1:]
        if target not in pour.survey.ids:
            return inlines(link.children, pour, marks)
        inner = inlines(link.children, pour, marks.styled(style))
        return f'<w:hyperlink w:anchor="{bookmark_name(target)}" w:history="1">{inner}</w:hyperlink>'
    inner = inlines(link.children, pour, marks.styled(style))
    key = pour.relationships.add("hyperlink", link.target, external=True)
    return f'<w:hyperlink r:id="{key}" w:history="1">{inner}</w:hyperlink>'


def _page(reference: PageReference, pour: Pour, marks: Marks) -> str:
    """A page number is a field, shown as the page layout found it; without one the reference is left out."""
    page = pour.pages.get(reference.target)
    if page is None or reference.target not in pour.survey.ids:
        return ""
    properties = marks.properties(pour)
    number = field(f"PAGEREF {bookmark_name(reference.target)} \\h", str(page), properties)
    return run(reference.before, properties) + number


def _note(reference: NoteReference, pour: Pour) -> str:
    """A footnote of Word's own; a second reference to the same note is a cross-reference to the first."""
    mark = f'<w:rStyle w:val="{pour.style("footnote reference")}"/>'
    note = pour.survey.notes.get(reference.target)
    if note is None or pour.at_foot:
        return run(reference.number, mark)
    if any(note.id == seen.id for seen in pour.notes):
        return field(f"NOTEREF {bookmark_name(note.id + ' mark')} \\f \\h", reference.number, mark)
    pour.notes.append(note)
    number = pour.first_note + len(pour.notes) - 1
    if pour.survey.counted:
        inner = f'<w:footnoteReference w:id="{number}"/>'
    else:
        inner = (
            f'<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>'
            f"<w:t>{escape(reference.number)}</w:t>"
        )
    written = f"<w:r><w:rPr>{mark}</w:rPr>{inner}</w:r>"
    return pour.bookmark(note.id + " mark", written) if note.id in pour.survey.repeated else written


def pill(outcome: Pill, pour: Pour, marks: Marks) -> str:
    """An outcome: its shape (decoration), then its word in a character style with ground and outline."""
    design = pour.design
    if outcome.tone == "own":
        value = design.own_colour(outcome.colour)
    else:
        value = design.colour(PILLS[outcome.tone].outline)
    marks = marks.speaking(outcome.language)
    if marks.plain_outcomes:
        return _plain_pill(outcome, value, pour, marks)
    properties = marks.styled(pill_style(outcome.tone, value)).properties(pour)
    # The padding is part of the word's own run: between two runs the ground would show a seam.
    word = pour.control(outcome.origin, run(f"{PADDING}{outcome.words}{PADDING}", properties))
    if not outcome.shape:
        return word
    size = design.measures.pill_shape * 0.88
    return shape_picture(pour, outcome.shape, value, size) + run("\u00a0") + word


def _plain_pill(outcome: Pill, value: str, pour: Pour, marks: Marks) -> str:
    word = pour.control(outcome.origin, run(outcome.words, marks.properties(pour)))
    if not outcome.shape:
        return word
    above = marks.plain_outcomes == "above"
    size = pour.design.measures.pill_shape * (1.2 if above else 0.88)
    between = control("br") if above else run("\u00a0")
    return shape_picture(pour, outcome.shape, value, size) + between + word
