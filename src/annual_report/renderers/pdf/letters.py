"""Text as a page's operators show it: characters as codes of the subsets that ReportLab cuts out of a
face.
"""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument

_ELSEWHERE = "\ue000"
"""Stands for a character that is in another subset than the first."""


class Letters(dict[int, str]):
    """The characters of one face in one document: code point -> what stands in a literal string.

    A subset holds 255 characters. Nearly all text needs only the first one, so a text is translated at once,
    and taken apart only where it needs another.
    """

    def __init__(self, font: Any, document: PDFDocument) -> None:  # noqa: ANN401 - ReportLab has no types
        super().__init__()
        self._font = font
        self._document = document
        self._name: str = ""

    def __missing__(self, code: int) -> str:
        ((subset, coded),) = self._font.splitString(chr(code), self._document)
        written = self[code] = _ELSEWHERE if subset else _literal(coded)
        return written

    def shown(self, text: str) -> list[tuple[str, str]]:
        """A text as (font resource, literal string) pairs, mostly one."""
        written = text.translate(self)
        if not self._name:
            self._name = self._font.getSubsetInternalName(0, self._document)
        if _ELSEWHERE not in written:
            return [(self._name, written)]
        pieces = self._font.splitString(text, self._document)
        name = self._font.getSubsetInternalName
        return [(name(subset, self._document), _literal(coded)) for subset, coded in pieces]


def _literal(coded: bytes) -> str:
    r"""Codes as characters of a literal string; what is special there, or not ASCII, as ``\ooo``."""
    return "".join(chr(b) if 32 <= b < 127 and b not in b"()\\" else f"\\{b:03o}" for b in coded)
