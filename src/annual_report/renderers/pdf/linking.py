"""Links on painted pages: what each covers, the line under it, and its annotation (ISO 32000-1, 12.5.6.5)."""

from annual_report.renderers.pdf.notation import address, string
from annual_report.renderers.pdf.setting import Look
from annual_report.renderers.pdf.sheet import Spot
from annual_report.renderers.pdf.tags import Element

_Box = tuple[float, float, float, float]


class Links:
    """The links of one document. A link that runs over lines or pages has an annotation for each line."""

    def __init__(self, spots: dict[str, Spot], pages: int) -> None:
        self.annotated: list[Element] = []
        """The Link of each annotation, in their order."""
        self.under: list[tuple[float, float, float, str]] = []
        """What is to be underlined on this page: left end, baseline, width, colour."""
        self._spots = spots
        self._pages = pages
        self._boxes: list[_Box] = []
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

    def end_page(self, page: int) -> range:
        """Go on to the next page; which of the annotations are on this one (counted from 0)."""
        first = len(self.annotated)
        for link, box in [*self._lines, *self._covered.items()]:
            link.annotations = (*link.annotations, (page, len(self.annotated)))
            self.annotated.append(link)
            self._boxes.append(box)
        self._lines, self._covered = [], {}
        self.under = []
        return range(first, len(self.annotated))

    def objects(self, pages: list[int]) -> list[bytes]:
        """The annotations; ``pages`` are the object numbers of the pages.

        Their places in the parent tree follow those of the pages.
        """
        return [
            (
                f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
                f"/Border[0 0 0]/F 4/StructParent {key}/Contents{string(' '.join(link.words.split()))}"
                f"{self._leads(link.target, pages)}>>"
            ).encode()
            for key, (link, (left, bottom, right, top)) in enumerate(
                zip(self.annotated, self._boxes, strict=True), self._pages
            )
        ]

    def _leads(self, target: str, pages: list[int]) -> str:
        if target.startswith("#"):
            page, height = self._spots[target[1:]]
            return f"/Dest[{pages[page]} 0 R/XYZ 0 {height:.2f} null]"
        return f"/A<</S/URI/URI{address(target)}>>"
