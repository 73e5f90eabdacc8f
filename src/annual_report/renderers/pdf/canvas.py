"""ReportLab's canvas with what tagged pages need besides: where the few names that are not public are used.

What stands here is held by tests that fail when a release of ReportLab changes it.
"""

from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage
from reportlab.pdfgen.canvas import Canvas

from annual_report.renderers.pdf.syntax import Raw, register, stream


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages know their place in the structure tree.

    ``width`` and ``height`` are points.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__(None, pagesize=(width, height), pageCompression=1, invariant=1, pdfVersion=(1, 7))
        self._notes: list[str] = []
        self._pictures: dict[str, int] = {}

    @property
    def document(self) -> PDFDocument:
        """The document that the pages go into."""
        return self._doc

    def _make_preamble(self) -> None:
        """No font is set before a page begins: the usual one would bring in a face that isn't embedded."""
        self._preamble = ""

    def annotate(self, link: Raw) -> int:
        """Put an annotation on the page; its object number."""
        number = register(self._doc, link)
        self._notes.append(f"{number} 0 R")
        return number

    def show_picture(self, name: str, number: int) -> None:
        """Let the page draw an image object under a name."""
        self._pictures[name] = number

    def write(self, operators: str) -> None:
        """Finish a page that shows these operators."""
        self.addLiteral(operators)
        self.showPage()

    def _setAnnotations(self, page: PDFPage) -> None:  # noqa: N802 - ReportLab's name
        """Called for each finished page: its place in the parent tree (ISO 32000-1, 14.7.4.4), its tab
        order, and its contents, which would otherwise be written in ASCII.
        """
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "Tabs", "StructParents"]
        page.Annots = Raw(f"[{' '.join(self._notes)}]".encode()) if self._notes else None
        if page.Annots is not None:
            register(self._doc, page.Annots)
        page.Tabs = "/S"
        page.StructParents = self.getPageNumber() - 1
        page.Trans = None
        page.Contents = stream(page.stream.strip().encode("latin-1"))
        images = "".join(f"/{name} {number} 0 R" for name, number in self._pictures.items())
        page.XObjects = Raw(f"<<{images}>>".encode()) if images else None
        if images:
            register(self._doc, page.XObjects)
        self._notes, self._pictures = [], {}


def page_number(document: PDFDocument, index: int) -> int:
    """The object number of a page, counted from 0."""
    number: int = document.idToObjectNumberAndVersion[f"Page{index + 1}"][0]
    return number


def finished(document: PDFDocument) -> Iterator[tuple[int, bytes]]:
    """Every object of a document, in the order of their numbers, as it stands in the file.

    Fonts are cut down to what was drawn only now; objects may be added while others are written.
    """
    for font in document.delayedFonts:
        font.addObjects(document)
    number = 0
    while (number := number + 1) in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        yield number, thing.format(document)
