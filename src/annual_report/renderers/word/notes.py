"""Footnotes as Word's own: their part, and the few notes that nothing refers to."""

from msgspec.structs import replace

from annual_report.document.blocks import Note, Notes, Paragraph
from annual_report.renderers.word.ooxml import NAMESPACES, control, escape, paragraph, run
from annual_report.renderers.word.package import Part, Relationships, word_part
from annual_report.renderers.word.paragraphs import words
from annual_report.renderers.word.pour import Pour, Setting

SEPARATORS = (-1, 0)
"""The ids of the two notes that hold no note but the line above the notes (17.11.23)."""


def loose_notes(block: Notes, pour: Pour, setting: Setting) -> list[str]:
    """The notes of a part that no text refers to, as paragraphs; all others stand at the foot of the page."""
    pieces: list[str] = []
    for note in block.notes:
        if note.id not in pour.survey.referred:
            number = run(note.number, f'<w:rStyle w:val="{pour.style("Strong")}"/>') + control("tab")
            pieces += _note_blocks(note, number, "Table Note", pour, setting)
    return pieces


def _note_blocks(note: Note, mark: str, style: str, pour: Pour, setting: Setting) -> list[str]:
    inner = replace(setting, text=style)
    blocks = note.blocks
    if blocks and isinstance(blocks[0], Paragraph):
        said = words(blocks[0].children, pour, inner, style, blocks[0].language)
        text = pour.control(note.origin or blocks[0].origin, said)
        first, blocks = text, blocks[1:]
    else:
        first = ""
    return [paragraph(pour.style(style), pour.bookmark(note.id, mark + first)), *pour.write(blocks, inner)]


def footnotes_part(pour: Pour, setting: Setting) -> tuple[Part, Relationships]:
    """``word/footnotes.xml`` and what it refers to. Notes come in the order in which text refers to them."""
    body, pour.relationships, pour.at_foot = pour.relationships, Relationships(), True
    style = pour.style("footnote text")
    lines = [
        f'<w:footnote w:type="{kind}" w:id="{number}">{paragraph(style, control(kind))}</w:footnote>'
        for kind, number in zip(("separator", "continuationSeparator"), SEPARATORS, strict=True)
    ]
    mark = f'<w:rPr><w:rStyle w:val="{pour.style("footnote reference")}"/></w:rPr>'
    for number, note in enumerate(pour.notes, pour.first_note):
        if pour.survey.counted:
            shown = f"<w:r>{mark}<w:footnoteRef/></w:r>"
        else:
            shown = f"<w:r>{mark}<w:t>{escape(note.number)}</w:t></w:r>"
        blocks = _note_blocks(note, shown + run(" "), "footnote text", pour, setting)
        lines.append(f'<w:footnote w:id="{number}">{"".join(blocks)}</w:footnote>')
    own, pour.relationships, pour.at_foot = pour.relationships, body, False
    xml = f"<w:footnotes {NAMESPACES}>{''.join(lines)}</w:footnotes>"
    return word_part("footnotes", "footnotes", xml), own
