"""A measure as a small drawing: actual as a bar, baseline as a ring, target as a tall mark."""

import struct
import zlib
from math import hypot

from annual_report.design import Design, Token
from annual_report.document.blocks import Bar
from annual_report.renderers.word.drawings import inline_picture
from annual_report.renderers.word.pour import Pour
from annual_report.renderers.word.shapes import chunk

WIDTH, HEIGHT = 34.0, 6.0
_BAR, _RING, _STROKE, _MARK, _MARK_HEIGHT, _GAP = 3.0, 1.0, 0.45, 0.8, 5.8, 1.6
_DOTS = 8
"""Dots in a millimetre of the PNG: 203 to the inch."""
_TOKENS: tuple[Token, ...] = ("paper", "rule", "primary", "accent", "primary-dark")
_PAPER, _TRACK, _FILL, _TARGET, _OUTLINE = range(5)
_HEADROOM = 1.1
"""A scale goes a tenth beyond its greatest value, so that a mark at the end is whole."""


def bar_picture(bar: Bar, told: str, pour: Pour, room: float) -> str:
    """A run with the drawing; ``told`` is what it shows, in words."""
    scale = max(bar.full, 0) * _HEADROOM or 1.0
    at = (_place(bar.actual, scale), _place(bar.baseline, scale), _place(bar.target, scale))
    picture = pour.picture(_png(at, pour.design), "image/png")
    vector = pour.picture(_svg(at, pour.design), "image/svg+xml")
    width = min(WIDTH, room)
    return inline_picture(pour, picture, width, HEIGHT * width / WIDTH, alt=told, vector=vector)


_Places = tuple[float | None, float | None, float | None]


def _place(value: float | None, scale: float) -> float | None:
    """Where a value stands, in millimetres from the left."""
    return None if value is None else max(0.0, value) / scale * WIDTH


def _svg(at: _Places, design: Design) -> bytes:
    actual, baseline, target = at
    middle = HEIGHT / 2
    colour = design.colour
    track = f'<rect y="{middle - 0.09:g}" width="{WIDTH:g}" height=".18" fill="{colour("rule")}"/>'
    length = f'width="{actual or 0:.3f}" height="{_BAR:g}"'
    pieces = [track, f'<rect y="{middle - _BAR / 2:g}" {length} fill="{colour("primary")}"/>']
    if baseline is not None:
        pieces.append(
            f'<circle cx="{max(_RING + _STROKE / 2, baseline):.3f}" cy="{middle:g}" r="{_RING:g}"'
            f' fill="{colour("paper")}" stroke="{colour("primary-dark")}" stroke-width="{_STROKE:g}"/>'
        )
    if target is not None:
        pieces.append(
            f'<rect x="{target - _GAP / 2:.3f}" y=".4" width="{_GAP:g}" height="{HEIGHT - 0.8:g}"'
            f' fill="{colour("paper")}"/><rect x="{target - _MARK / 2:.3f}" y=".1" width="{_MARK:g}"'
            f' height="{_MARK_HEIGHT:g}" fill="{colour("accent")}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * 4:g}" height="{HEIGHT * 4:g}"'
        f' viewBox="0 0 {WIDTH:g} {HEIGHT:g}">{"".join(pieces)}</svg>'
    ).encode()


def _png(at: _Places, design: Design) -> bytes:
    """The same in dots of five colours; the ground is paper and clear."""
    wide, high = round(WIDTH * _DOTS), round(HEIGHT * _DOTS)
    rows = [bytearray(wide) for _ in range(high)]
    actual, baseline, target = at
    middle = HEIGHT / 2
    _fill(rows, (0, middle - 0.09, WIDTH, middle + 0.09), _TRACK)
    _fill(rows, (0, middle - _BAR / 2, actual or 0, middle + _BAR / 2), _FILL)
    if baseline is not None:
        _ring(rows, max(_RING + _STROKE / 2, baseline), middle)
    if target is not None:
        _fill(rows, (target - _GAP / 2, 0.4, target + _GAP / 2, HEIGHT - 0.4), _PAPER)
        _fill(rows, (target - _MARK / 2, 0.1, target + _MARK / 2, 0.1 + _MARK_HEIGHT), _TARGET)
    palette = b"".join(bytes.fromhex(design.colour(token)[1:]) for token in _TOKENS)
    data = b"".join(b"\x00" + bytes(row) for row in rows)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", palette)
        + chunk(b"IDAT", zlib.compress(data, 9))
        + chunk(b"IEND", b"")
    )


def _fill(rows: list[bytearray], box: tuple[float, float, float, float], colour: int) -> None:
    wide = len(rows[0])
    left, right = (min(wide, max(0, round(x * _DOTS))) for x in (box[0], box[2]))
    top = max(0, round(box[1] * _DOTS))
    bottom = max(top + 1, round(box[3] * _DOTS))
    for row in rows[top:bottom]:
        row[left:right] = bytes((colour,)) * (right - left)


def _ring(rows: list[bytearray], x: float, y: float) -> None:
    reach = _RING + _STROKE
    for down in range(round((y - reach) * _DOTS), round((y + reach) * _DOTS) + 1):
        for across in range(round((x - reach) * _DOTS), round((x + reach) * _DOTS) + 1):
            away = hypot((across + 0.5) / _DOTS - x, (down + 0.5) / _DOTS - y)
            if 0 <= down < len(rows) and 0 <= across < len(rows[0]) and away <= _RING + _STROKE / 2:
                rows[down][across] = _PAPER if away < _RING - _STROKE / 2 else _OUTLINE
