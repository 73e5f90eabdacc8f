"""The report as a Word file: what an expert in Word would have made by hand, written part by part.

The document's blocks are poured into styles by name; the styles, the theme and the lists come from the
design. Nothing is formatted in the body, nothing asks to be updated as the file opens.
"""

from annual_report.design import Design
from annual_report.document.blocks import Document
from annual_report.renderers import Pages, Rendered
from annual_report.renderers.word.assembly import whole_file
from annual_report.renderers.word.flow import write
from annual_report.renderers.word.package import pack
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.survey import survey

__all__ = ["WordRenderer"]


class WordRenderer:
    """Writes WordprocessingML (ISO/IEC 29500, transitional) for Word 2013 and later.

    ``pages`` says what stands on which page as the PDF sets it: a part then opens a page where it does so
    there. The contents list and the page references show numbers where those are sure to be Word's as well
    (``Pages.steady``); elsewhere they come when somebody asks Word to update the list, because a wrong
    number is worse than none. ``embed_fonts`` puts the brand's typeface into the file.
    """

    suffix = "docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def __init__(self, *, pages: Pages | None = None, embed_fonts: bool = True) -> None:
        self.pages = pages
        self.embed_fonts = embed_fonts

    def on(self, pages: Pages) -> "WordRenderer":
        """The same renderer, knowing the PDF's pages."""
        return WordRenderer(pages=pages, embed_fonts=self.embed_fonts)

    def render(self, document: Document, design: Design) -> Rendered:
        """The document as the bytes of a Word file, poured into the brand's template where it has one.

        What is wrong with that template comes back as problems (AR521 to AR526); with an error there are no
        bytes.
        """
        pour = Pour(design, survey(document), document.wording, self.pages, write)
        if design.word_template is not None:
            from annual_report.renderers.word.poured import poured

            return poured(document, design, pour)
        pieces = pour.write(document.blocks, Setting("Body Text", design.page.text_width))
        parts = whole_file(document, design, pour, pieces, embed_fonts=self.embed_fonts)
        return Rendered(pack(parts, design.keep))
