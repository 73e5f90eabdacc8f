"""The shapes of the outcomes, and the square of an achievement: as SVG, and as PNG for programs without SVG.

Both are the same outlines on a field of 10 x 10. The PNG holds the shape as one colour in 16 strengths of
cover, so its edges are smooth on any ground.
"""

import struct
import zlib
from binascii import a2b_base64
from functools import lru_cache

from annual_report.renderers.word.shape_dots import COVER, FIELD, MARGIN, PIXELS

_SVG: dict[str, str] = {
    "tick": '<path fill-rule="evenodd" d="{tick}"/>',
    "half": '<circle cx="5" cy="5" r="4.4" fill="none" stroke="{c}" stroke-width="1.2"/>'
    '<path d="M5 .6A4.4 4.4 0 0 0 5 9.4Z"/>',
    "ring": '<circle cx="5" cy="5" r="4.2" fill="none" stroke="{c}" stroke-width="1.6"/>',
    "dot": '<circle cx="5" cy="5" r="4.4" fill="none" stroke="{c}" stroke-width="1.2"/>'
    '<circle cx="5" cy="5" r="1.9"/>',
    "arrow": '<path d="M0 3.5H5V.6L10 5L5 9.4V6.5H0Z"/>',
    "bar": '<rect y="3.7" width="10" height="2.6"/>',
    "dots": '<circle cx="1.3" cy="5" r="1.25"/><circle cx="5" cy="5" r="1.25"/>'
    '<circle cx="8.7" cy="5" r="1.25"/>',
    "square": '<rect x="1" y="1" width="8" height="8"/>',
}
# A disc with the tick left open: the outline of the stroke, 1.3 wide, is cut out of it.
_TICK_OUTLINE = "M5 0A5 5 0 1 1 5 10A5 5 0 1 1 5 0ZM2.14 5.66L3.06 4.74L4.36 6.04L7.0 2.88L8 3.72L4.44 7.96Z"


@lru_cache(maxsize=64)
def svg(name: str, colour: str) -> bytes:
    """A shape as SVG; ``colour`` is ``#RRGGBB``."""
    inner = _SVG[name].format(c=colour, tick=_TICK_OUTLINE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PIXELS}" height="{PIXELS}"'
        f' viewBox="{-MARGIN} {-MARGIN} {FIELD} {FIELD}" fill="{colour}">{inner}</svg>'
    ).encode()


@lru_cache(maxsize=64)
def png(name: str, colour: str) -> bytes:
    """A shape as PNG (ISO/IEC 15948): a palette of one colour in 16 strengths, four bits a dot."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    header = struct.pack(">IIBBBBB", PIXELS, PIXELS, 4, 3, 0, 0, 0)
    strengths = bytes(round(step * 255 / 15) for step in range(16))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"PLTE", bytes((red, green, blue)) * 16)
        + chunk(b"tRNS", strengths)
        + chunk(b"IDAT", a2b_base64(COVER[name]))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
