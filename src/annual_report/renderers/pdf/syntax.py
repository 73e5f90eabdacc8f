"""Objects of a PDF file that are written as they are, and their places in ReportLab's document."""

import zlib
from collections.abc import Callable

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject


class Raw(PDFObject):  # type: ignore[misc]
    """An object whose bytes are known now, or will be when the file is written."""

    __RefOnly__ = 1

    def __init__(self, content: bytes | Callable[[], bytes] = b"") -> None:
        self.content = content

    def format(self, document: object) -> bytes:  # noqa: ARG002 - ReportLab's signature
        """The object's bytes."""
        return self.content if isinstance(self.content, bytes) else self.content()


def stream(data: bytes, entries: str = "", *, packed: bool = True) -> Raw:
    """A stream object with these entries besides its length; ``packed`` compresses the data.

    The line end before ``endstream`` is written with the file, as it is for ReportLab's own streams.
    """
    written = zlib.compress(data) if packed else data
    filtered = "/Filter/FlateDecode" if packed else ""
    head = f"<<{entries}{filtered}/Length {len(written)}>>\nstream\n".encode()
    return Raw(head + written + b"endstream")


def register(document: PDFDocument, thing: PDFObject) -> int:
    """Give an object a place in the file; its number."""
    name = document.Reference(thing).name
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number
