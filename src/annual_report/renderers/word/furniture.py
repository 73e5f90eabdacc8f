"""What stands on every page: running header, page x of y, the brand's tab; and the fields of the cover."""

import re

from annual_report.design import Design
from annual_report.document.blocks import Document
from annual_report.renderers.word.drawings import field_of_colour
from annual_report.renderers.word.ooxml import NAMESPACES, control, field, paragraph, run
from annual_report.renderers.word.package import Part, word_part
from annual_report.renderers.word.pour import Pour

HEADER, FOOTER, HEADER_WIDE, FOOTER_WIDE, HEADER_COVER, FOOTER_COVER, FOOTER_ODD, HEADER_BAND = (
    "header1", "footer1", "header2", "footer2", "header3", "footer3", "footer4", "header4",
)  # fmt: skip


def furniture(document: Document, pour: Pour) -> list[Part]:
    """Header and footer parts: for upright pages, for landscape ones, and for the cover.

    Landscape pages have parts of their own because the right tab stands elsewhere: the tab that finds the
    margin by itself (``w:ptab``) is not understood everywhere.
    """
    parts = []
    for name, style in ((HEADER, "header"), (HEADER_WIDE, "Header Wide")):
        parts.append(_part(pour, name, "hdr", "header", _header(document, style, pour)))
    for name, style in ((FOOTER, "footer"), (FOOTER_WIDE, "Footer Wide")):
        parts.append(_part(pour, name, "ftr", "footer", _footer(document, style, pour)))
    parts.append(_part(pour, HEADER_COVER, "hdr", "header", _cover_fields(pour)))
    parts.append(_part(pour, FOOTER_COVER, "ftr", "footer", paragraph(pour.style("footer"), "")))
    if pour.banded:
        parts.append(_part(pour, HEADER_BAND, "hdr", "header", _band_fields(pour)))
    if pour.design.page.mirrored:
        parts.append(_part(pour, FOOTER_ODD, "ftr", "footer", _footer(document, "footer", pour, outer=True)))
    return parts


def _part(pour: Pour, name: str, root: str, kind: str, inner: str) -> Part:
    return word_part(pour.prefix + name, kind, f"<w:{root} {NAMESPACES}>{inner}</w:{root}>")


def _header(document: Document, style: str, pour: Pour) -> str:
    data, design = document.metadata, pour.design
    measures = design.measures
    box = (0.0, 0.0, measures.tab_width, measures.tab_height)
    tab = field_of_colour(pour.next_id(), "primary", design, box, 1)
    left, right = run(data.running_left), run(data.running_right)
    # Large print has room for one side only.
    words = left if _one_side(design) else left + control("tab") + right
    return paragraph(pour.style(style), tab + words)


def _one_side(design: Design) -> bool:
    return design.page.name == "a4-large-print"


def _footer(document: Document, style: str, pour: Pour, *, outer: bool = False) -> str:
    """Page x of y in the document's own words. Word works both numbers out whenever it lays out pages."""
    total = str(max(pour.pages.values(), default=1))
    fields = {"{page}": field("PAGE", "2"), "{pages}": field("NUMPAGES", total)}
    pieces = re.split(r"(\{pages?\})", document.wording.page_of)
    inner = "".join(fields.get(piece) or run(piece) for piece in pieces)
    return paragraph(pour.style(style), control("tab") + inner if outer else inner)


def _cover_fields(pour: Pour) -> str:
    """The cover's two fields of colour. They are decoration: the words stand in the body."""
    design = pour.design
    page, horizon = design.page, design.measures.cover_horizon
    # Two millimetres beyond the page on each side, so that rounding leaves no white line at its edge.
    upper = (-2.0, -2.0, page.width + 4, horizon + 2)
    lower = (-2.0, horizon, page.width + 4, page.height - horizon + 2)
    return paragraph(
        pour.style("header"),
        field_of_colour(pour.next_id(), "primary", design, upper, 1, "page")
        + field_of_colour(pour.next_id(), "primary-dark", design, lower, 2, "page"),
    )


def _band_fields(pour: Pour) -> str:
    """The two fields of a band, and the room that they take from the text of the first page."""
    design = pour.design
    width, horizon, strip = design.page.width, design.measures.band_horizon, design.measures.band_strip
    upper, lower = (-2.0, -2.0, width + 4, horizon + 2), (-2.0, horizon, width + 4, strip)
    return paragraph(
        pour.style("Band Room"),
        field_of_colour(pour.next_id(), "primary", design, upper, 1, "page")
        + field_of_colour(pour.next_id(), "primary-dark", design, lower, 2, "page"),
    )
