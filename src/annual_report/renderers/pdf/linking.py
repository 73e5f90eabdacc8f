"""Links on painted pages: what each covers, the line under it, and its annotation (ISO 32000-1, 12.5.6.5)."""

from annual_report.renderers.pdf.canvas import TaggedCanvas, page_number
from annual_report.renderers.pdf.notation import address, string
from annual_report.renderers.pdf.setting import Look
from annual_report.renderers.pdf.sheet import Spot
from annual_report.renderers.pdf.syntax import Raw
from annual_report.renderers.pdf.tags import Element

_Box = tuple[float, float, float, float]


class Links:
    """The links of one document. A link that runs over lines or pages has an annotation for each line."""

    def __init__(self, canvas: TaggedCanvas, spots: dict[str, Spot], pages: int) -> None:
        self.annotated: list[Element] = []
        self.under: list[tuple[float, float, float, str]] = []
        """What is to be underlined on this page: left end, baseline, width, colour."""
        self._canvas = canvas
        self._spots = spots
        self._pages = pages
        self._lines: list[tuple[Element, _Box]] = []
        self._covered: dict[Element, _Box] = {}

    def covers(self, link: Element, x: float, base: float, width: float, look: Look, text: str) -> None:
        """A run of a link's text stands here."""
        link.words += text
        box = (x, base - look.size * 0.3, x + width, base + look.size * 0.85)
        before = self._covered.get(link)
        if before is not None and abs(before[1] - box[1]) > look.size * 0.6:
            self._lines.append((link, before))
            before = None
        if before is not None:
            box = (min(before[0], x), min(before[1], box[1]), max(before[2], box[2]), max(before[3], box[3]))
        self._covered[link] = box
        listed = link.parent is not None and link.parent.tag == "Reference"
        if not look.rise and not listed:
            self.under.append((x, base, width, look.colour))

    def end_page(self, page: int) -> None:
        """Annotate what the page (counted from 0) holds."""
        for link, box in [*self._lines, *self._covered.items()]:
            self._annotate(link, box, page)
        self._lines, self._covered = [], {}
        self.under = []

    def _annotate(self, link: Element, box: _Box, page: int) -> None:
        rectangle = " ".join(f"{value:.2f}" for value in box)
        key = self._pages + len(self.annotated)

        def written() -> bytes:
            said = string(" ".join(link.words.split()))
            head = f"<</Type/Annot/Subtype/Link/Rect[{rectangle}]/Border[0 0 0]/F 4/StructParent {key}"
            return f"{head}/Contents{said}{self._leads(link.target)}>>".encode()

        number = self._canvas.annotate(Raw(written))
        self.annotated.append(link)
        link.annotations.append((page, number))

    def _leads(self, target: str) -> str:
        if target.startswith("#"):
            page, height = self._spots[target[1:]]
            return f"/Dest[{page_number(self._canvas.document, page)} 0 R/XYZ 0 {height:.2f} null]"
        return f"/A<</S/URI/URI{address(target)}>>"
