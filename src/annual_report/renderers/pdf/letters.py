"""Text as a page's operators show it: characters as codes of the subsets that ReportLab cuts out of a
face.
"""

from functools import cached_property
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument

_ELSEWHERE = "\ue000"
"""Stands for a character that is in another subset than the first."""

_ESCAPES = str.maketrans({"(": r"\050", ")": r"\051", "\\": r"\134"})


class Letters(dict[int, str]):
    """The characters of one face in one document: code point -> what stands in a literal string.

    A subset holds 255 characters. Nearly all text needs only the first one, which holds ASCII as it is: such
    a text is written as it is, another is translated at once, and taken apart only where it needs a second
    subset.
    """

    def __init__(self, font: Any, document: PDFDocument) -> None:  # noqa: ANN401 - ReportLab has no types
        super().__init__()
        self._font = font
        self._document = document

    def __missing__(self, code: int) -> str:
        ((subset, coded),) = self._font.splitString(chr(code), self._document)
        written = self[code] = _ELSEWHERE if subset else _literal(coded)
        return written

    @cached_property
    def first(self) -> str:
        """The font resource of the first subset."""
        return str(self._font.getSubsetInternalName(0, self._document))

    def alone(self, text: str) -> str | None:
        """A text as a literal string of the first subset; None where it needs another."""
        if self._font.has_ascii and text.isascii():
            if "(" in text or ")" in text or "\\" in text:
                return text.translate(_ESCAPES)
            return text
        written = text.translate(self)
        return None if _ELSEWHERE in written else written

    def shown(self, text: str) -> list[tuple[str, str]]:
        """A text as (font resource, literal string) pairs, mostly one."""
        written = self.alone(text)
        if written is not None:
            return [(self.first, written)]
        pieces = self._font.splitString(text, self._document)
        name = self._font.getSubsetInternalName
        return [(name(subset, self._document), _literal(coded)) for subset, coded in pieces]


def _literal(coded: bytes) -> str:
    r"""Codes as characters of a literal string; what is special there, or not ASCII, as ``\ooo``."""
    return "".join(chr(b) if 32 <= b < 127 and b not in b"()\\" else f"\\{b:03o}" for b in coded)
