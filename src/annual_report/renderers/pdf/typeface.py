"""A face as ReportLab draws and embeds it, read in a fifth of the time.

ReportLab reads the tables of a face number by number, 2.5 ms a face, and a short report takes 130 in all.
What it learns from the large tables is read here at once; a test holds that it is the same.
"""

from io import BytesIO
from struct import unpack_from
from weakref import WeakKeyDictionary

from msgspec import Struct
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFont, TTFontFace, makeToUnicodeCMap

from annual_report.design import Face
from annual_report.renderers.pdf.notation import name as written_name
from annual_report.renderers.pdf.syntax import Raw, packed_bytes, packed_stream, register
from annual_report.renderers.pdf.truetype import characters

_KEPT = 32
"""Sets of characters that are kept of a face."""


class _Shapes(TTFontFace):  # type: ignore[misc]
    """ReportLab's view of a face's tables, the large ones read at once."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: ARG002, N802, N803 - ReportLab's names
        """Set what ReportLab's own method sets."""
        super().extractInfo(charInfo=0)
        data = self._ttf_data
        scale = self._pdfScale
        count = unpack_from(">H", data, self.get_table_pos("hhea")[0] + 34)[0]
        metrics = self.get_table_pos("hmtx")[0]
        rest = self.numGlyphs - count
        pairs = unpack_from(">" + "HH" * count, data, metrics)
        self.hmetrics = [*zip(pairs[::2], pairs[1::2], strict=True)]
        last = pairs[-2]
        self.hmetrics += [(last, side) for side in unpack_from(f">{rest}H", data, metrics + 4 * count)]
        long = unpack_from(">H", data, self.get_table_pos("head")[0] + 50)[0]
        starts = unpack_from(
            f">{self.numGlyphs + 1}{'I' if long else 'H'}", data, self.get_table_pos("loca")[0]
        )
        self.glyphPos = starts if long else [start << 1 for start in starts]
        known = {code: glyph for code, glyph in characters(data).items() if glyph < self.numGlyphs}
        self.charToGlyph = known | {0xA0: known[0x20]}
        self.defaultWidth = scale(pairs[0])
        self.charWidths = {code: scale(self.hmetrics[glyph][0]) for code, glyph in self.charToGlyph.items()}


class _Embedded(Struct, frozen=True):
    """Some characters of a face as a file carries them: the font program (packed, and as long as it is
    unpacked), what each code stands for (packed), and the width of each code.
    """

    program: bytes
    length: int
    meaning: bytes
    widths: str


class Typeface(TTFont):  # type: ignore[misc]
    """A face as ReportLab's font, which keeps what it learns of a document by document.

    Reports mostly use the same characters, so what was embedded in one is kept for the next: cutting it out
    and packing it takes an eighth of a short report's time when many are made.
    """

    def __init__(self, face: Face) -> None:
        # Instead of ReportLab's own beginning, which names the class of its typeface.
        self.fontName = face.name
        self.face = _Shapes(BytesIO(face.data))
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[PDFDocument, TTFont.State] = WeakKeyDictionary()
        self._asciiReadable = True
        self.shapable = False
        self._kept: dict[tuple[int, ...], _Embedded] = {}
        self.has_ascii = all(code in self.face.charToGlyph for code in range(32, 127))
        """Whether ASCII is all there: ReportLab then writes it as it is, in the first 255 characters."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Put the characters that were drawn into the document, 255 in a font (ISO 32000-1, 9.6.3)."""
        for number, codes in enumerate(self.state[doc].subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            base = written_name(f"{SUBSETN(number).decode()}+{self.face.name.decode()}")
            font = self._font(doc, name, base, self._embedded(tuple(codes)))
            doc.Reference(font, name)
            doc.idToObject[BasicFonts].dict[name] = font
        del self.state[doc]

    def _embedded(self, codes: tuple[int, ...]) -> _Embedded:
        if codes not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            program = self.face.makeSubset(codes)
            meaning = makeToUnicodeCMap(self.face.name.decode(), codes).encode()
            widths = " ".join([f"{self.face.getCharWidth(code):g}" for code in codes])
            packed = packed_bytes(program), len(program), packed_bytes(meaning)
            self._kept[codes] = _Embedded(*packed, widths)
        return self._kept[codes]

    def _font(self, doc: PDFDocument, name: str, base: str, embedded: _Embedded) -> Raw:
        face = self.face
        program = register(doc, packed_stream(embedded.program, f"/Length1 {embedded.length}"))
        meaning = register(doc, packed_stream(embedded.meaning))
        box = " ".join([f"{edge:g}" for edge in face.bbox])
        descriptor = register(
            doc,
            Raw(
                f"<</Type/FontDescriptor/FontName{base}/Flags {face.flags}/FontBBox[{box}]"
                f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
                f"/CapHeight {face.capHeight:g}/StemV {face.stemV}/MissingWidth {face.defaultWidth:g}"
                f"/FontFile2 {program} 0 R>>".encode()
            ),
        )
        last = embedded.widths.count(" ")
        return Raw(
            f"<</Type/Font/Subtype/TrueType/Name/{name}/BaseFont{base}/FirstChar 0/LastChar {last}"
            f"/Widths[{embedded.widths}]/ToUnicode {meaning} 0 R/FontDescriptor {descriptor} 0 R>>".encode()
        )
