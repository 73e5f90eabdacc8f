"""The outline that a reader shows beside the pages (ISO 32000-1, 12.3.3): the headings, nested."""

from reportlab.pdfbase.pdfdoc import PDFDocument

from annual_report.design import MM
from annual_report.renderers.pdf.canvas import page_number
from annual_report.renderers.pdf.notation import string
from annual_report.renderers.pdf.sheet import Sheet
from annual_report.renderers.pdf.syntax import Raw, register


class _Entry:
    """A heading in the outline."""

    def __init__(self, title: str, destination: str) -> None:
        self.title = title
        self.destination = destination
        self.kids: list[_Entry] = []
        self.raw = Raw()
        self.number = 0


def write_outline(document: PDFDocument, sheets: list[Sheet], height: float) -> int | None:
    """Put the headings of all pages into the document; the outline's object number, None without headings."""
    root = _Entry("", "")
    open_levels: list[tuple[int, _Entry]] = [(0, root)]
    for index, sheet in enumerate(sheets):
        page = page_number(document, index)
        for level, title, _, y in sheet.bookmarks:
            entry = _Entry(title, f"[{page} 0 R/XYZ 0 {height - y + 2 * MM:.2f} null]")
            while open_levels[-1][0] >= level:
                open_levels.pop()
            open_levels[-1][1].kids.append(entry)
            open_levels.append((level, entry))
    if not root.kids:
        return None
    _register(document, root)
    _write(root)
    inside = f"/First {root.kids[0].number} 0 R/Last {root.kids[-1].number} 0 R/Count {len(root.kids)}"
    root.raw.content = f"<</Type/Outlines{inside}>>".encode()
    return root.number


def _register(document: PDFDocument, entry: _Entry) -> None:
    entry.number = register(document, entry.raw)
    for kid in entry.kids:
        _register(document, kid)


def _write(parent: _Entry) -> None:
    """Write the entries below one; deeper levels are closed when the file is opened."""
    for place, entry in enumerate(parent.kids):
        parts = [f"<</Title{string(entry.title)}/Parent {parent.number} 0 R/Dest{entry.destination}"]
        if place:
            parts.append(f"/Prev {parent.kids[place - 1].number} 0 R")
        if place + 1 < len(parent.kids):
            parts.append(f"/Next {parent.kids[place + 1].number} 0 R")
        if entry.kids:
            first, last = entry.kids[0].number, entry.kids[-1].number
            parts.append(f"/First {first} 0 R/Last {last} 0 R/Count -{len(entry.kids)}")
            _write(entry)
        entry.raw.content = ("".join(parts) + ">>").encode()
