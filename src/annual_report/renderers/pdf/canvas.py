"""ReportLab's canvas with what tagged pages need besides: where the few names that are not public are used.

What stands here is held by tests that fail when a release of ReportLab changes it.
"""

from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDocument, PDFObjectReference, PDFPage
from reportlab.pdfgen.canvas import Canvas

from annual_report.renderers.pdf.syntax import Raw, register, stream

_NONE = range(0)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages know their place in the structure tree.

    ``width`` and ``height`` are points.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__(None, pagesize=(width, height), pageCompression=1, invariant=1, pdfVersion=(1, 7))
        self._notes = _NONE
        self._first_note = 0
        self._pictures: dict[str, int] = {}
        self._box = f"[0 0 {width:.4f} {height:.4f}]".encode()
        self._resources: dict[str, Raw] = {}
        """What pages use, by the images among it: mostly none."""

    @property
    def document(self) -> PDFDocument:
        """The document that the pages go into."""
        return self._doc

    def _make_preamble(self) -> None:
        """No font is set before a page begins: the usual one would bring in a face that isn't embedded."""
        self._preamble = ""

    def show_picture(self, name: str, number: int) -> None:
        """Let the page draw an image object under a name."""
        self._pictures[name] = number

    def write(self, operators: str, notes: range = _NONE) -> None:
        """Finish a page that shows these operators, and has these of the document's annotations."""
        self._notes = notes
        self.addLiteral(operators)
        self.showPage()

    def settle(self) -> int:
        """Cut the fonts down to what was drawn, so that no object is added any more; the next free number.

        The annotations take the numbers from there on, before all else.
        """
        document = self._doc
        for font in document.delayedFonts:
            font.addObjects(document)
        document.Reference(document.Pages)  # each page refers to it
        self._first_note = len(document.numberToId) + 1
        return self._first_note

    def _setAnnotations(self, page: PDFPage) -> None:  # noqa: N802 - ReportLab's name
        """Called for each finished page: its place in the parent tree (ISO 32000-1, 14.7.4.4), its tab
        order, and its contents, which would otherwise be written in ASCII.
        """
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "Tabs", "StructParents"]
        page.Annots = self._annotations(self._notes) if self._notes else None
        page.Tabs = "/S"
        page.StructParents = self.getPageNumber() - 1
        page.Trans = None
        page.MediaBox = self._box
        page.Contents = self._added(stream(page.stream.strip().encode("latin-1")))
        page.Resources = self._used("".join([f"/{name} {at} 0 R" for name, at in self._pictures.items()]))
        self._pictures = {}

    def _added(self, thing: Raw) -> Raw:
        register(self._doc, thing)
        return thing

    def _annotations(self, notes: range) -> Raw:
        """The list of a page's annotations, whose numbers are known when the file is written."""

        def written() -> bytes:
            return f"[{' '.join([f'{self._first_note + note} 0 R' for note in notes])}]".encode()

        return self._added(Raw(written))

    def _used(self, images: str) -> Raw:
        """The resources of a page: one object for all pages that use the same, whose fonts are those of the
        document.
        """
        if images not in self._resources:
            document, shown = self._doc, f"/XObject<<{images}>>" if images else ""

            def written() -> bytes:
                fonts = PDFObjectReference(BasicFonts).format(document)
                return b"<</Font %b%b/ProcSet[/PDF/Text/ImageB/ImageC]>>" % (fonts, shown.encode())

            self._resources[images] = self._added(Raw(written))
        return self._resources[images]


def page_number(document: PDFDocument, index: int) -> int:
    """The object number of a page, counted from 0."""
    number: int = document.idToObjectNumberAndVersion[f"Page{index + 1}"][0]
    return number


def finished(document: PDFDocument) -> Iterator[tuple[int, bytes]]:
    """Every object of a settled document, in the order of their numbers, as it stands in the file."""
    last = len(document.numberToId)
    for number in range(1, last + 1):
        yield number, document.idToObject[document.numberToId[number]].format(document)
    if len(document.numberToId) > last:
        msg = "an object was added to the file while it was written"
        raise RuntimeError(msg)
