"""All parts of a Word file of our own, in order: the body, what it is styled by, what stands round it."""

from annual_report.design import Design
from annual_report.document.blocks import Document
from annual_report.renderers.word.body import body_part
from annual_report.renderers.word.furniture import furniture
from annual_report.renderers.word.lists import numbering_part
from annual_report.renderers.word.notes import footnotes_part
from annual_report.renderers.word.package import Part, Relationships
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.properties import (
    fonts_parts,
    package_properties,
    record_parts,
    settings_part,
)
from annual_report.renderers.word.styles import styles_part
from annual_report.renderers.word.theme import theme_part


def whole_file(
    document: Document, design: Design, pour: Pour, pieces: list[str], *, embed_fonts: bool
) -> list[Part]:
    """The parts of a file whose body is ``pieces``, as ``pour`` wrote them."""
    notes = note_parts(pour, Setting("footnote text", design.page.text_width))
    for kind in ("styles", "numbering", "settings", "fontTable"):
        pour.relationships.add(kind, f"{kind}.xml")
    pour.relationships.add("theme", "theme/theme1.xml")
    body = body_part(pieces, pour)
    record = record_parts(document.attachments, pour.relationships)
    root = Relationships()
    root.add("officeDocument", "word/document.xml")
    properties = package_properties(document, root)
    fonts = fonts_parts(design, embed=embed_fonts)
    return [
        root.part(""),
        body,
        pour.relationships.part(body.name),
        styles_part(design, pour.survey),
        numbering_part(design, pour.numbering),
        settings_part(design, pour.survey.language, notes=bool(notes), fonts=len(fonts) > 1),
        *fonts,
        theme_part(design),
        *furniture(document, pour),
        *notes,
        *pour.media.values(),
        *record,
        *properties,
    ]


def note_parts(pour: Pour, setting: Setting) -> list[Part]:
    """The footnotes and what they refer to, related to the body; nothing where there are none."""
    if not pour.notes:
        return []
    part, relationships = footnotes_part(pour, setting)
    pour.relationships.add("footnotes", "footnotes.xml")
    return [part, *([relationships.part(part.name)] if relationships else [])]
