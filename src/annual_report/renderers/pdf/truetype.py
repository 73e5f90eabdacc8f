"""What laying out text needs of a TrueType face: how wide its characters are, and how high its lines.

Read straight from the file (ISO/IEC 14496-22), so that a document can be put on pages without loading a
library that draws.
"""

from functools import lru_cache
from struct import Struct as Packed, unpack_from

from msgspec import Struct

_THOUSAND = 1000
_FULL = Packed(">III")


class Metrics(Struct, frozen=True):
    """Widths by code point and heights above and below the baseline, in thousandths of the type size.

    ``sides`` is how far each figure stands from where it begins.
    """

    widths: dict[int, float]
    sides: dict[int, float]
    default: float
    ascent: float
    descent: float
    capital: float


@lru_cache(maxsize=8)
def metrics(data: bytes) -> Metrics:
    """The metrics of a face, read once in a process.

    Raises ``ValueError`` where the file has no Unicode character map that can be read.
    """
    tables = tables_of(data)
    scale = _THOUSAND / unpack_from(">H", data, tables["head"] + 18)[0]
    ascent, descent = unpack_from(">hh", data, tables["hhea"] + 4)
    (capital,) = unpack_from(">h", data, tables["OS/2"] + 88)
    advances = _advances(data, tables)
    last = len(advances) - 1
    glyphs = characters(data)
    widths = {code: advances[min(glyph, last)] * scale for code, glyph in glyphs.items()}
    sides = {
        code: unpack_from(">h", data, tables["hmtx"] + 4 * glyphs[code] + 2)[0] * scale
        for code in b"0123456789"
        if glyphs.get(code, last + 1) <= last
    }
    return Metrics(widths, sides, advances[0] * scale, ascent * scale, descent * scale, capital * scale)


@lru_cache(maxsize=8)
def characters(data: bytes) -> dict[int, int]:
    """The glyph of each code point that a face has, not to be changed.

    Raises ``ValueError`` as ``metrics`` does.
    """
    return _glyphs(data, tables_of(data)["cmap"])


def tables_of(data: bytes) -> dict[str, int]:
    """Where each table of a face begins."""
    (count,) = unpack_from(">H", data, 4)
    entries = (unpack_from(">4sIII", data, 12 + 16 * place) for place in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in entries}


def _advances(data: bytes, tables: dict[str, int]) -> tuple[int, ...]:
    """The advance of each glyph; glyphs beyond the last have its advance (5.2.3)."""
    (count,) = unpack_from(">H", data, tables["hhea"] + 34)
    return unpack_from(f">{2 * count}H", data, tables["hmtx"])[::2]


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Code points and their glyphs, out of the fullest Unicode map (formats 12 and 4, 5.2.1)."""
    (count,) = unpack_from(">H", data, cmap + 2)
    subtables = (unpack_from(">HHI", data, cmap + 4 + 8 * place) for place in range(count))
    unicode = [
        cmap + offset for platform, encoding, offset in subtables if platform in (0, 3) and encoding != 0
    ]
    formats = {unpack_from(">H", data, at)[0]: at for at in unicode}
    if 12 in formats:
        return _groups(data, formats[12])
    if 4 in formats:
        return _segments(data, formats[4])
    msg = "the face has no Unicode character map"
    raise ValueError(msg)


def _groups(data: bytes, at: int) -> dict[int, int]:
    (count,) = unpack_from(">I", data, at + 12)
    glyphs: dict[int, int] = {}
    for first, last, glyph in _FULL.iter_unpack(data[at + 16 : at + 16 + 12 * count]):
        if first == last:  # as most are
            glyphs[first] = glyph
        else:
            glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return glyphs


def _segments(data: bytes, at: int) -> dict[int, int]:
    (double,) = unpack_from(">H", data, at + 6)
    count = double // 2
    ends = unpack_from(f">{count}H", data, at + 14)
    starts = unpack_from(f">{count}H", data, at + 16 + double)
    deltas = unpack_from(f">{count}H", data, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    ranges = unpack_from(f">{count}H", data, ranges_at)
    glyphs: dict[int, int] = {}
    for place, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = unpack_from(">H", data, ranges_at + 2 * place + offset + 2 * (code - start))
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                glyphs[code] = (glyph + delta) & 0xFFFF
    return glyphs
