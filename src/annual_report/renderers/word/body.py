"""The body of the report: pieces joined, pages upright or on their side, each section with its furniture."""

from collections.abc import Callable

from annual_report.design import Design
from annual_report.renderers.word import furniture
from annual_report.renderers.word.ooxml import NAMESPACES, paragraph, twips
from annual_report.renderers.word.package import Part, word_part
from annual_report.renderers.word.pour import Pour
from annual_report.renderers.word.sections import COVER_END, PORTRAIT_END, WIDE_END
from annual_report.renderers.word.widths import capital

_ENDS = (COVER_END, PORTRAIT_END, WIDE_END)


def body_part(pieces: list[str], pour: Pour) -> Part:
    """``word/document.xml``."""
    written, last = sectioned(pieces, pour, lambda kind: section(kind, pour))
    if not written or not written[-1].endswith("</w:p>"):
        # Word wants a paragraph after a table, and one in an empty document.
        written.append(paragraph(pour.style("Section End"), ""))
    begin = f"<w:document {NAMESPACES}><w:body>"
    return word_part(
        "document", "document.main", begin, *written, section(last, pour), "</w:body></w:document>"
    )


def sectioned(pieces: list[str], pour: Pour, write: Callable[[str], str]) -> tuple[list[str], str]:
    """The pieces, each section ended as ``write`` says; and of which kind the last one is."""
    last = PORTRAIT_END
    while pieces and pieces[-1] in _ENDS:
        last = pieces[-1]
        pieces = pieces[:-1]
    written: list[str] = []
    for piece in pieces:
        if piece not in _ENDS:
            written.append(piece)
        elif written and not _is_break(written[-1]):
            _end_section(written, write(piece), pour)
    return written, last


def _is_break(piece: str) -> bool:
    return piece.startswith("<w:p>") and "<w:sectPr" in piece


def _end_section(written: list[str], properties: str, pour: Pour) -> None:
    """A section ends in its last paragraph; after a table or a content control in a small one of its own."""
    if not written[-1].startswith("<w:p>"):
        written.append(paragraph(pour.style("Section End"), ""))
    written[-1] = written[-1].replace("</w:pPr>", f"{properties}</w:pPr>", 1)


def section(kind: str, pour: Pour) -> str:
    """``w:sectPr``: header and footer, the page and its margins (17.6.17)."""
    design = pour.design
    header, footer = {
        COVER_END: (furniture.HEADER_COVER, furniture.FOOTER_COVER),
        PORTRAIT_END: (furniture.HEADER, furniture.FOOTER),
        WIDE_END: (furniture.HEADER_WIDE, furniture.FOOTER_WIDE),
    }[kind]
    references = [("header", "default", header), ("footer", "default", footer)]
    if design.page.mirrored:
        odd = furniture.FOOTER_ODD if kind == PORTRAIT_END else footer
        references[1] = ("footer", "default", odd)
        references += [("header", "even", header), ("footer", "even", footer)]
    first = ""
    if pour.banded and not pour.band_done:
        pour.band_done, first = True, "<w:titlePg/>"
        references += [("header", "first", furniture.HEADER_BAND), ("footer", "first", references[1][2])]
    linked = "".join(
        f'<w:{what}Reference w:type="{when}" r:id="{_related(what, part, pour)}"/>'
        for what, when, part in references
    )
    page = _page(kind, design)
    return f'<w:sectPr>{linked}<w:type w:val="nextPage"/>{page}<w:cols w:space="708"/>{first}</w:sectPr>'


def _related(what: str, part: str, pour: Pour) -> str:
    return pour.relationships.add(what, f"{pour.prefix}{part}.xml")


def _page(kind: str, design: Design) -> str:
    page, measures = design.page, design.measures
    size = f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
    if kind == WIDE_END:
        size = f'<w:pgSz w:w="{twips(page.height)}" w:h="{twips(page.width)}" w:orient="landscape"/>'
    leading = design.style("furniture").leading * 25.4 / 72
    top, bottom = page.top, page.bottom
    if kind == COVER_END:
        forum = design.style("cover-forum")
        above = 0.8 * forum.leading - capital(design, forum.weight) * forum.size
        top = measures.cover_forum_top - above * 25.4 / 72
        bottom = 10.0
    # The baseline of a line of the furniture stands four fifths down its leading.
    header = measures.header_baseline - 0.8 * leading
    footer = measures.footer_baseline - 0.2 * leading
    margins = {
        "top": top, "right": page.right, "bottom": bottom, "left": page.left,
        "header": header, "footer": footer, "gutter": 0.0,
    }  # fmt: skip
    return size + "<w:pgMar" + "".join(f' w:{side}="{twips(mm)}"' for side, mm in margins.items()) + "/>"
