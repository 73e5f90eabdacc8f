"""The contents list: a field of Word's own that is already filled in, so that nothing asks to be updated."""

from annual_report.document.blocks import Contents, Heading
from annual_report.renderers.word.ooxml import control, field, paragraph, quote, run
from annual_report.renderers.word.pour import Pour, bookmark_name, control_title

_MOST_ENTRIES = 20
"""With more entries than this the second level is left out."""


def contents(block: Contents, pour: Pour) -> list[str]:
    """The list as a table of contents, which Word shows with its own buttons to bring it up to date."""
    entries = [heading for heading in pour.survey.headings if heading.id != block.id and heading.level <= 2]
    depth = 2
    if len(entries) > _MOST_ENTRIES:
        entries, depth = [heading for heading in entries if heading.level == 1], 1
    title = paragraph(pour.style("TOC Heading"), pour.bookmark(block.id, run(block.title)))
    lines = [_entry(heading, pour) for heading in entries]
    if not lines:
        return [title]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    # The field ends in the last entry's own paragraph: an empty one after it would be a stray line.
    lines[0] = (lines[0][0], begin + lines[0][1])
    lines[-1] = (lines[-1][0], lines[-1][1] + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    inner = title + "".join(paragraph(style, line) for style, line in lines)
    return [_gallery(block.title, inner, pour)]


def _gallery(title: str, inner: str, pour: Pour) -> str:
    """The frame in which Word shows the buttons of a table of contents (17.5.2.12)."""
    name = quote(control_title(title))
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:id w:val="{pour.next_id()}"/>'
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def _entry(heading: Heading, pour: Pour) -> tuple[str, str]:
    """The style of an entry and its runs: the words, and the page where the layout knows it."""
    page = pour.pages.get(heading.id)
    # A second bold on the first level, which is bold by its style, would switch that off (17.7.3).
    mark = f'<w:rStyle w:val="{pour.style("Contents Page" if heading.level == 1 else "Printed Number")}"/>'
    target = bookmark_name(heading.id)
    number = control("tab") + field(f"PAGEREF {target} \\h", str(page), mark) if page else ""
    inner = f'<w:hyperlink w:anchor="{target}" w:history="1">{run(heading.words)}{number}</w:hyperlink>'
    return pour.style(f"toc {heading.level}"), inner
