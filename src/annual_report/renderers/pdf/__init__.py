"""The PDF renderer: a document as tagged PDF/UA-1 that is PDF/A-3a (with attachments) or PDF/A-2a.

Four steps, each with one thing in and one out: compose (blocks -> bands and the structure tree), flow
(bands -> sheets), paint (sheets -> pages), and the file.
"""

from annual_report.design import Design
from annual_report.document.blocks import Document
from annual_report.problems import in_order
from annual_report.renderers import Pages, Rendered


class PdfRenderer:
    """Draws documents as PDF."""

    suffix = "pdf"
    media_type = "application/pdf"

    def render(self, document: Document, design: Design) -> Rendered:
        """The document as PDF; the same document and design give the same bytes.

        A character without a drawing (AR501), text from right to left (AR502) and a picture that can't be
        drawn (AR503) come back as problems, and then there are no bytes.
        """
        from annual_report.renderers.pdf.build import drawn, laid_out
        from annual_report.renderers.pdf.pages import pages_of

        layout = laid_out(document, design)
        problems = tuple(in_order(layout.setting.problems))
        pages = pages_of(layout)
        if any(problem.severity == "error" for problem in problems):
            return Rendered(b"", problems, pages)
        return Rendered(drawn(layout), problems, pages)

    def paginate(self, document: Document, design: Design) -> Pages:
        """Where a document stands on its pages, without drawing them: no further than other programs that
        make pages have the same ones.
        """
        from annual_report.renderers.pdf.pages import pages_for_others

        return pages_for_others(document, design)

    def length(self, document: Document, design: Design) -> int:
        """How many pages a document takes, without drawing them."""
        from annual_report.renderers.pdf.build import laid_out

        return len(laid_out(document, design).sheets)

    def text_edges(
        self, document: Document, design: Design
    ) -> tuple[tuple[float, float, float, float] | None, ...]:
        """Where the text of each page stands: left, top, right and bottom edge in millimetres from the top
        left corner, None where a page has none. It is laid out for it, not drawn.
        """
        from annual_report.renderers.pdf.build import laid_out
        from annual_report.renderers.pdf.extent import text_edges

        layout = laid_out(document, design)
        return tuple(text_edges(layout.setting, sheet) for sheet in layout.sheets)
