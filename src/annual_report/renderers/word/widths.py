"""How wide words are in the brand's type: read straight from the face's own tables.

Word lays the text out itself; this is for the few things that have to be sized beforehand, such as the year
on the cover.
"""

import struct
from functools import lru_cache

from annual_report.design import MM, Design, Face, Weight

_USUAL = 0.52
"""The width of a character, in ems, where the design brings no face to measure."""
_LARGEST_YEAR = 180.0
FIXED_LINE = 0.8
"""The share of a fixed line that stands above the baseline, in Word and in LibreOffice alike."""


def width(words: str, size: float, weight: Weight, design: Design) -> float:
    """The width of words in millimetres, set in one line at ``size`` points."""
    face = next((face for face in design.faces if face.weight == weight), None)
    if face is None:
        return len(words) * _USUAL * size / MM
    advances, units = _advances(face)
    get, usual = advances.get, round(_USUAL * units)
    return sum([get(letter, usual) for letter in map(ord, words)]) * size / units / MM


def cover_year_size(year: str, design: Design, *, banded: bool = False) -> float:
    """The size in points at which the year fills the cover's text width, as large as the design allows; in a
    band it has the size of its style, if the width allows that.
    """
    usual = design.style("cover-year").size
    if not year:
        return usual
    fitting = 100 * design.page.text_width / width(year, 100, 600, design)
    return float(min(usual if banded else _LARGEST_YEAR * usual / 137, fitting))


def band_room(design: Design) -> float:
    """The height in points of the line that holds the text of the first page below a cover's band."""
    measures, leading = design.measures, design.style("furniture").leading
    foot = measures.band_horizon + measures.band_strip + measures.band_after
    return foot * MM - (measures.header_baseline * MM - FIXED_LINE * leading)


@lru_cache(maxsize=8)
def _advances(face: Face) -> tuple[dict[int, int], int]:
    """The advance width of each character, and the units of an em (OpenType: cmap, hhea, hmtx, head)."""
    data = face.data
    tables = {}
    for place in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        tables[tag] = offset
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (many,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    pairs = struct.unpack_from(f">{2 * many}H", data, tables[b"hmtx"])
    widths = {
        character: pairs[2 * min(glyph, many - 1)]
        for character, glyph in _characters(data, tables[b"cmap"]).items()
    }
    return widths, units


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """Character to glyph, from the Windows table for the Basic Multilingual Plane (cmap format 4)."""
    found: dict[int, int] = {}
    for place in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * place)
        at = cmap + offset
        if (platform, encoding) != (3, 1) or struct.unpack_from(">H", data, at)[0] != 4:
            continue
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", data, at + 14)
        starts, deltas, ranges = (
            struct.unpack_from(f">{count}H", data, at + 16 + 2 * count * n) for n in (1, 2, 3)
        )
        at_ranges = at + 16 + 6 * count
        for n, (start, end, delta, shift) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
            for character in range(start, min(end, 0xFFFE) + 1):
                glyph = character
                if shift:
                    where = at_ranges + 2 * n + shift + 2 * (character - start)
                    (glyph,) = struct.unpack_from(">H", data, where)
                found[character] = (glyph + delta) & 0xFFFF
    return found
