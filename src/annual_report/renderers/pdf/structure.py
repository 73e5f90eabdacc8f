"""The structure tree as PDF objects: elements, their marked content, and the parent tree (ISO 32000-1,
14.7).
"""

from reportlab.pdfbase.pdfdoc import PDFDocument

from annual_report.renderers.pdf.canvas import page_number
from annual_report.renderers.pdf.notation import string
from annual_report.renderers.pdf.syntax import Raw, register
from annual_report.renderers.pdf.tags import Element


def write_tree(document: PDFDocument, root: Element, pages: list[list[Element]], links: list[Element]) -> int:
    """Put the tree into the document; the object number of its root.

    ``pages`` lists for each page the element of each MCID; ``links`` the Link of each annotation, in the
    order of their places in the parent tree, which follow those of the pages.
    """
    root.living()
    page_numbers = [page_number(document, index) for index in range(len(pages))]
    top = Raw()
    top_number = register(document, top)
    elements = _register(document, root)
    root.parent = None
    identified: list[tuple[str, int]] = []
    for element, raw in elements:
        parent = element.parent.number if element.parent is not None else top_number
        raw.content = _element(element, parent, page_numbers)
        if element.id:
            identified.append((element.id, element.number))
    parents = _parent_tree(document, pages, links)
    names = "".join(f"{string(name)} {number} 0 R " for name, number in sorted(identified))
    ids = f"/IDTree<</Names[{names}]>>" if names else ""
    top.content = (
        f"<</Type/StructTreeRoot/K[{root.number} 0 R]/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(pages) + len(links)}{ids}>>"
    ).encode()
    return top_number


def _register(document: PDFDocument, root: Element) -> list[tuple[Element, Raw]]:
    """Every element in reading order, each given its object number."""
    found: list[tuple[Element, Raw]] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        raw = Raw()
        element.number = register(document, raw)
        found.append((element, raw))
        waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
    return found


def _element(element: Element, parent: int, pages: list[int]) -> bytes:
    own = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    kids = [_kid(kid, own, pages) for kid in element.kids]
    kids += [f"<</Type/OBJR/Pg {pages[page]} 0 R/Obj {number} 0 R>>" for page, number in element.annotations]
    parts = [f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R"]
    if own is not None:
        parts.append(f"/Pg {pages[own]} 0 R")
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    if element.alt:
        parts.append(f"/Alt{string(element.alt)}")
    if element.language:
        parts.append(f"/Lang{string(element.language)}")
    if element.id:
        parts.append(f"/ID{string(element.id)}")
    attributes = _attributes(element)
    if attributes:
        parts.append(f"/A {attributes}")
    return ("".join(parts) + ">>").encode()


def _kid(kid: Element | tuple[int, int], own: int | None, pages: list[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    page, mcid = kid
    return str(mcid) if page == own else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mcid}>>"


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


def _parent_tree(document: PDFDocument, pages: list[list[Element]], links: list[Element]) -> int:
    """From marked content and annotations back to their elements."""
    entries = [
        f"{key}[{' '.join([f'{element.number} 0 R' for element in marked])}]"
        for key, marked in enumerate(pages)
    ]
    entries += [f"{key} {link.number} 0 R" for key, link in enumerate(links, len(pages))]
    return register(document, Raw(f"<</Nums[{' '.join(entries)}]>>".encode()))
