"""The shapes of the outcomes, and the square of an achievement: as SVG, and as PNG for programs without SVG.

Both come from the same outlines on a field of 10 x 10. The PNG holds the shape as one colour in 16 strengths
of cover, so its edges are smooth on any ground.
"""

import struct
import zlib
from collections.abc import Callable
from functools import cache
from math import hypot

from annual_report.document.blocks import Shape

Mark = Shape
MARGIN = 0.6
"""Clear room round the field of 10 x 10, so that no program cuts an edge off when it scales the picture."""
FIELD = 10 + 2 * MARGIN
PIXELS = 44
"""Dots along a side of the PNG: about 330 to the inch at the size that a pill shows it."""

_SCALE = PIXELS / FIELD
_ARROW = ((0, 3.5), (5, 3.5), (5, 0.6), (10, 5), (5, 9.4), (5, 6.5), (0, 6.5))
_ARROW_SIDES = tuple(zip(_ARROW, (*_ARROW[1:], _ARROW[0]), strict=True))
_TICK = ((2.6, 5.2), (4.4, 7.0), (7.5, 3.3))

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


def svg(name: str, colour: str) -> bytes:
    """A shape as SVG; ``colour`` is ``#RRGGBB``."""
    inner = _SVG[name].format(c=colour, tick=_TICK_OUTLINE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PIXELS}" height="{PIXELS}"'
        f' viewBox="{-MARGIN} {-MARGIN} {FIELD} {FIELD}" fill="{colour}">{inner}</svg>'
    ).encode()


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
        + chunk(b"IDAT", _cover(name))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def _cover(name: str) -> bytes:
    """How far each dot is covered, as compressed rows: the same for every colour."""
    rows = bytearray()
    for y in range(PIXELS):
        steps = _row(_DISTANCES[name], (y + 0.5) / _SCALE - MARGIN)
        rows.append(0)
        rows += bytes(high << 4 | low for high, low in zip(steps[::2], steps[1::2], strict=True))
    return zlib.compress(bytes(rows), 9)


def _row(distance: Callable[[float, float], float], y: float) -> list[int]:
    """How far each dot of a row is covered, in steps of a fifteenth."""
    steps: list[int] = []
    while len(steps) < PIXELS:
        # A dot is covered by as much as the outline's distance says, over the width of one dot.
        away = distance((len(steps) + 0.5) / _SCALE - MARGIN, y) * _SCALE
        step = round(15 * min(1.0, max(0.0, 0.5 - away)))
        # Dots that the outline can't reach from there are as full or as empty: half the time for an arrow.
        steps += [step] * (1 + max(0, int(abs(away) - 0.501)))
    return steps[:PIXELS]


# Signed distances: how far a point lies outside an outline, below 0 inside it.


def _ring(x: float, y: float, radius: float, stroke: float) -> float:
    return abs(hypot(x - 5, y - 5) - radius) - stroke / 2


def _disc(x: float, y: float, centre: float, radius: float) -> float:
    return hypot(x - centre, y - 5) - radius


def _box(x: float, y: float, left: float, top: float, right: float, bottom: float) -> float:
    return max(left - x, x - right, top - y, y - bottom)


def _segment(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    share = ((x - start[0]) * along_x + (y - start[1]) * along_y) / (along_x**2 + along_y**2)
    share = min(1.0, max(0.0, share))
    return hypot(x - start[0] - share * along_x, y - start[1] - share * along_y)


def _tick(x: float, y: float) -> float:
    stroke = min(_segment(x, y, _TICK[0], _TICK[1]), _segment(x, y, _TICK[1], _TICK[2])) - 0.65
    return max(_disc(x, y, 5, 5), -stroke)


def _half(x: float, y: float) -> float:
    return min(_ring(x, y, 4.4, 1.2), max(_disc(x, y, 5, 4.4), x - 5))


def _arrow(x: float, y: float) -> float:
    inside = False
    for (x1, y1), (x2, y2) in _ARROW_SIDES:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    nearest = min(_segment(x, y, start, end) for start, end in _ARROW_SIDES)
    return -nearest if inside else nearest


_DISTANCES: dict[str, Callable[[float, float], float]] = {
    "tick": _tick,
    "half": _half,
    "ring": lambda x, y: _ring(x, y, 4.2, 1.6),
    "dot": lambda x, y: min(_ring(x, y, 4.4, 1.2), _disc(x, y, 5, 1.9)),
    "arrow": _arrow,
    "bar": lambda x, y: _box(x, y, 0, 3.7, 10, 6.3),
    "dots": lambda x, y: min(_disc(x, y, centre, 1.25) for centre in (1.3, 5.0, 8.7)),
    "square": lambda x, y: _box(x, y, 1, 1, 9, 9),
}
