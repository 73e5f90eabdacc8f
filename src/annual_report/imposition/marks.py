"""What stands outside the trimmed page: marks where to cut, and a line that names the file."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zlib import crc32

from msgspec import Struct

from annual_report.design import MM, Face

LENGTH = 5.0
"""Of a mark, in millimetres."""
APART = 2.0
"""The least distance of a mark from the trimmed page, in millimetres: a mark in the bleed might be seen."""
LEAST_SLUG = LENGTH + APART
_WIDTH = 0.25
_SIZE = 6.0
"""Points."""


class Frame(Struct, frozen=True):
    """What surrounds a trimmed page of ``width`` by ``height``: bleed and slug round it, in millimetres, and
    whether marks show where to cut.
    """

    width: float
    height: float
    bleed: float = 0.0
    slug: float = 0.0
    marks: bool = False

    def boxes(self) -> dict[str, list[float]]:
        """The boxes of a page whose trimmed corner is the origin (ISO 32000-1, 14.11.2), in points.

        There is no CropBox: what is there is all shown.
        """
        edges = {"MediaBox": self.bleed + self.slug, "BleedBox": self.bleed, "TrimBox": 0.0}
        return {
            f"/{name}": [round(value * MM, 3) for value in (-by, -by, self.width + by, self.height + by)]
            for name, by in edges.items()
        }


def clipped(frame: Frame) -> str:
    """The operators that hold what follows inside the bleed."""
    by = frame.bleed
    box = (-by, -by, frame.width + 2 * by, frame.height + 2 * by)
    return " ".join(f"{value * MM:.3f}" for value in box) + " re W n"


def crop_marks(frame: Frame) -> str:
    """Operators for eight short lines that point at the corners of the trimmed page, an artifact."""
    if not frame.marks:
        return ""
    start = max(frame.bleed, APART)
    end = start + LENGTH
    lines = []
    for x, outward in ((0.0, -1), (frame.width, 1)):
        for y, upward in ((0.0, -1), (frame.height, 1)):
            lines.append((x + outward * start, y, x + outward * end, y))
            lines.append((x, y + upward * start, x, y + upward * end))
    drawn = " ".join(
        f"{x0 * MM:.3f} {y0 * MM:.3f} m {x1 * MM:.3f} {y1 * MM:.3f} l" for x0, y0, x1, y1 in lines
    )
    return f"/Artifact BMC q 0 G {_WIDTH} w {drawn} S Q EMC"


def slug_lines(lines: Sequence[str], face: Face) -> bytes:
    """A PDF with a page for each line of text, set small from the left lower corner on."""
    canvas = _Bare(face)
    for line in lines:
        canvas.text(line, 0.0, _SIZE * 0.3, _SIZE)
        canvas.end_page()
    return canvas.bytes()


def slug_place(frame: Frame) -> str:
    """The operators that move to where the line of a page stands: below it, to the right of the left mark."""
    drop = frame.bleed + min(frame.slug, LENGTH + APART) / 2 + 1
    return f"1 0 0 1 {(LENGTH + APART) * MM:.3f} {-drop * MM:.3f} cm"


class _Bare:
    """A canvas for a few words in one embedded face."""

    def __init__(self, face: Face, width: float = 400.0, height: float = 10.0) -> None:
        """``width`` and ``height`` in points."""
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        class Plain(Canvas):  # type: ignore[misc]
            def _make_preamble(self) -> None:
                self._preamble = ""  # the usual one would bring in a face that is not embedded

        # Known by its content as well: two brands may each have a face of one name.
        self._name = f"{face.name} {crc32(face.data):08x}"
        if self._name not in pdfmetrics.getRegisteredFontNames():
            font = TTFont(self._name, BytesIO(face.data))
            # ReportLab would take the face that it knows by this PostScript name.
            pdfmetrics._dynFaceNames.pop(font.face.name, None)  # noqa: SLF001
            pdfmetrics.registerFont(font)
        self._letters = pdfmetrics.getFont(self._name).face.charToGlyph
        self._out = BytesIO()
        self.canvas: Any = Plain(self._out, pagesize=(width, height), invariant=1, pageCompression=1)

    def text(self, words: str, x: float, y: float, size: float, *, centred: bool = False) -> None:
        """Words whose baseline begins, or has its middle, at a point."""
        self.canvas.setFont(self._name, size)
        (self.canvas.drawCentredString if centred else self.canvas.drawString)(x, y, words)

    def has(self, character: str) -> bool:
        """Whether the face has a drawing for a character."""
        return ord(character) in self._letters

    def end_page(self) -> None:
        """Go on to the next page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._out.getvalue()


def bare_canvas(face: Face, width: float, height: float) -> _Bare:
    """A canvas of pages of ``width`` by ``height`` points for words in one face."""
    return _Bare(face, width, height)
