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
    """A stream object with these entries besides its length; ``packed`` compresses the data."""
    if packed:
        return packed_stream(packed_bytes(data), entries)
    return _stream(data, entries)


def packed_bytes(data: bytes, level: int = zlib.Z_DEFAULT_COMPRESSION) -> bytes:
    """Data as FlateDecode has them, packed as hard as ``level`` says.

    The window is as large as the data: the usual one, of 32 kilobytes, has to be laid out first, and a page
    that takes 3 is packed in half the time without.
    """
    return zlib.compress(data, level, min(max(len(data).bit_length(), 9), zlib.MAX_WBITS))


def packed_stream(data: bytes, entries: str = "") -> Raw:
    """A stream object whose data are compressed already."""
    return _stream(data, f"{entries}/Filter/FlateDecode")


def _stream(data: bytes, entries: str) -> Raw:
    """The line end before ``endstream`` is written with the file, as it is for ReportLab's own streams."""
    head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode()
    return Raw(head + data + b"endstream")


def register(document: PDFDocument, thing: PDFObject) -> int:
    """Give an object a place in the file; its number."""
    name = document.Reference(thing).name
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number
