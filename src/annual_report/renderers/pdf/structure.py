"""The structure tree as PDF objects: elements, their marked content, and the parent tree (ISO 32000-1,
14.7).
"""

from annual_report.renderers.pdf.notation import string
from annual_report.renderers.pdf.tags import Element

_KEPT_EMPTY = ("Document", "TD", "TH")
"""What is in the tree even if nothing of it is on a page; empty cells keep a table regular."""


class Tree:
    """The objects of one structure tree, numbered from ``first`` on: the annotations of its Links, each
    element in reading order, then the parent tree.

    ``pages`` are the object numbers of the pages. These objects are numbered here and not by ReportLab, which
    would take each of the tens of thousands in hand three times.
    """

    def __init__(self, first: int, pages: list[int], annotations: list[bytes]) -> None:
        self.bodies = annotations
        self._first = first
        self._pages = [f"{number} 0 R" for number in pages]
        self._identified: list[tuple[str, int]] = []

    def write(self, top: int, document: Element, marked: list[list[Element]], links: list[Element]) -> bytes:
        """Write the tree below ``document``; the root of the tree, which is object ``top``.

        ``marked`` lists for each page the element of each MCID; ``links`` the Link of each annotation, in the
        order of their places in the parent tree, which follow those of the pages.
        """
        number = self._element(document, top)
        parents = self._add(self._parents(marked, links))
        names = "".join([f"{string(name)} {number} 0 R " for name, number in sorted(self._identified)])
        ids = f"/IDTree<</Names[{names}]>>" if names else ""
        return (
            f"<</Type/StructTreeRoot/K[{number} 0 R]/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(marked) + len(links)}{ids}>>"
        ).encode()

    def _add(self, body: bytes) -> int:
        self.bodies.append(body)
        return self._first + len(self.bodies) - 1

    def _element(self, element: Element, parent: int) -> int:
        """Write an element and those below it; its number, 0 where nothing of it is in the file."""
        number = element.number = self._add(b"")
        page = -1
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                below = self._element(kid, number)
                if below:
                    kids.append(f"{below} 0 R")
                continue
            if page < 0:
                page = kid[0]
            marked = str(kid[1])
            kids.append(marked if kid[0] == page else f"<</Type/MCR/Pg {self._pages[kid[0]]}/MCID {marked}>>")
        if not kids and element.tag not in _KEPT_EMPTY:
            self.bodies.pop()  # and with it the number: what is below it, if anything, has given back its own
            return 0
        for on, annotation in element.annotations:
            kids.append(f"<</Type/OBJR/Pg {self._pages[on]}/Obj {self._first + annotation} 0 R>>")
        shown = f"/Pg {self._pages[page]}" if page >= 0 else ""
        held = f"/K[{' '.join(kids)}]" if len(kids) > 1 else f"/K {kids[0]}" if kids else ""
        about = self._about(element, number)
        self.bodies[number - self._first] = (
            f"<</S/{element.tag}/P {parent} 0 R{shown}{held}{about}>>".encode()
        )
        return number

    def _about(self, element: Element, number: int) -> str:
        """What an element says of itself."""
        said = f"/Alt{string(element.alt)}" if element.alt else ""
        if element.language:
            said += f"/Lang{string(element.language)}"
        if element.id:
            said += f"/ID{string(element.id)}"
            self._identified.append((element.id, number))
        attributes = _attributes(element)
        return f"{said}/A {attributes}" if attributes else said

    @staticmethod
    def _parents(marked: list[list[Element]], links: list[Element]) -> bytes:
        """From marked content and annotations back to their elements."""
        entries = [
            f"{key}[{' '.join([f'{element.number} 0 R' for element in elements])}]"
            for key, elements in enumerate(marked)
        ]
        entries += [f"{key} {link.number} 0 R" for key, link in enumerate(links, len(marked))]
        return f"<</Nums[{' '.join(entries)}]>>".encode()


def _attributes(element: Element) -> str:
    """Attribute objects (ISO 32000-1, 14.8.5): of tables, lists and figures."""
    if element.scope or element.columns > 1:
        scope = f"/Scope/{element.scope}" if element.scope else ""
        span = f"/ColSpan {element.columns}" if element.columns > 1 else ""
        return f"<</O/Table{scope}{span}>>"
    if element.summary:
        return f"<</O/Table/Summary{string(element.summary)}>>"
    if element.numbering:
        return f"<</O/List/ListNumbering/{element.numbering}>>"
    if element.box is not None:
        box = " ".join(f"{value:.2f}" for value in element.box)
        return f"<</O/Layout/Placement/Block/BBox[{box}]>>"
    return ""
