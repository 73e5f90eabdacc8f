"""A measure as a small drawing: actual as a bar, baseline as a ring, target as a tall mark."""

import struct
import zlib
from math import hypot
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from annual_report.design import Design, Token
from annual_report.document.blocks import Bar
from annual_report.renderers.word.drawings import inline_picture
from annual_report.renderers.word.pour import Pour
from annual_report.renderers.word.shapes import chunk

WIDTH, HEIGHT = 34.0, 6.0
_LONGEST = 110.0
"""How wide the drawing is in a cell, how high, and how wide on a card at most."""
_BAR, _RING, _STROKE, _MARK, _MARK_HEIGHT, _GAP = 3.0, 1.0, 0.45, 0.8, 5.8, 1.6
_USUAL_LEADING = 17.0
"""The leading of body type beside which the drawing has the measures above; beside larger type it grows."""
_KEY, _KEY_HEIGHT = 5.0, 3.0
"""The field of the mark that stands before a value on a card: as high as the capitals beside it."""
_DOTS = 8
"""Dots in a millimetre of the PNG: 203 to the inch."""
_TOKENS: tuple[Token, ...] = ("paper", "rule", "primary", "accent", "primary-dark")
_PAPER, _TRACK, _FILL, _TARGET, _OUTLINE = range(5)
_HEADROOM = 1.1
"""A scale goes a tenth beyond its greatest value, so that a mark at the end is whole."""

Key = Literal["baseline", "target", "actual"]


class _Places(Struct, frozen=True):
    """Where values stand on a drawing, in millimetres from its left; and its size."""

    wide: float
    actual: float | None = None
    baseline: float | None = None
    target: float | None = None
    high: float = HEIGHT
    track: bool = True


def scale_of(design: Design) -> float:
    """How much larger than usual the drawing is, beside the type of that design."""
    return max(1.0, design.style("body").leading / _USUAL_LEADING)


def bar_picture(bar: Bar, told: str, pour: Pour, room: float, *, on_card: bool = False) -> str:
    """A run with the drawing; ``told`` is what it shows, in words. ``room`` is in millimetres, and on a card
    the drawing is as long as that allows.
    """
    scale = scale_of(pour.design)
    width = min(_LONGEST if on_card else WIDTH * scale, room)
    wide = width / scale if on_card else WIDTH
    full = max(bar.full, 0) * _HEADROOM or 1.0
    at = _Places(
        wide, _place(bar.actual, full, wide), _place(bar.baseline, full, wide), _place(bar.target, full, wide)
    )
    return _picture(at, told, pour, width)


def key_picture(bar: Bar, key: Key, pour: Pour) -> str:
    """A run with the mark that shows one of a measure's values in its drawing, as decoration before the words
    that say it; nothing where the drawing does not show it.
    """
    middle = _KEY / 2
    at = _Places(_KEY, high=_KEY_HEIGHT, track=False)
    if key == "actual":
        at = replace(at, actual=_KEY)
    elif key == "baseline" and bar.baseline is not None:
        at = replace(at, baseline=middle)
    elif key == "target" and bar.target is not None:
        at = replace(at, target=middle)
    else:
        return ""
    return _picture(at, "", pour, key_width(pour.design))


def key_width(design: Design) -> float:
    """How wide the mark before a value is, in millimetres."""
    return _KEY * scale_of(design)


def _picture(at: _Places, told: str, pour: Pour, width: float) -> str:
    picture = pour.picture(_png(at, pour.design), "image/png")
    vector = pour.picture(_svg(at, pour.design), "image/svg+xml")
    return inline_picture(pour, picture, width, at.high * width / at.wide, alt=told, vector=vector)


def _place(value: float | None, full: float, wide: float) -> float | None:
    """Where a value stands, in millimetres from the left."""
    return None if value is None else max(0.0, value) / full * wide


def _svg(at: _Places, design: Design) -> bytes:
    middle = at.high / 2
    colour = design.colour
    pieces = []
    if at.track:
        line = f'width="{at.wide:g}" height=".18" fill="{colour("rule")}"/>'
        pieces.append(f'<rect y="{middle - 0.09:g}" {line}')
    if at.track or at.actual is not None:
        length = f'width="{at.actual or 0:.3f}" height="{_BAR:g}"'
        pieces.append(f'<rect y="{middle - _BAR / 2:g}" {length} fill="{colour("primary")}"/>')
    if at.baseline is not None:
        pieces.append(
            f'<circle cx="{max(_RING + _STROKE / 2, at.baseline):.3f}" cy="{middle:g}" r="{_RING:g}"'
            f' fill="{colour("paper")}" stroke="{colour("primary-dark")}" stroke-width="{_STROKE:g}"/>'
        )
    if at.target is not None:
        mark = min(_MARK_HEIGHT, at.high)
        pieces.append(
            f'<rect x="{at.target - _GAP / 2:.3f}" y=".4" width="{_GAP:g}" height="{at.high - 0.8:g}"'
            f' fill="{colour("paper")}"/><rect x="{at.target - _MARK / 2:.3f}" y="{(at.high - mark) / 2:g}"'
            f' width="{_MARK:g}" height="{mark:g}" fill="{colour("accent")}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{at.wide * 4:g}" height="{at.high * 4:g}"'
        f' viewBox="0 0 {at.wide:g} {at.high:g}">{"".join(pieces)}</svg>'
    ).encode()


def _png(at: _Places, design: Design) -> bytes:
    """The same in dots of five colours; the ground is paper and clear."""
    wide, high = round(at.wide * _DOTS), round(at.high * _DOTS)
    rows = [bytearray(wide) for _ in range(high)]
    middle = at.high / 2
    if at.track:
        _fill(rows, (0, middle - 0.09, at.wide, middle + 0.09), _TRACK)
    if at.track or at.actual is not None:
        _fill(rows, (0, middle - _BAR / 2, at.actual or 0, middle + _BAR / 2), _FILL)
    if at.baseline is not None:
        _ring(rows, max(_RING + _STROKE / 2, at.baseline), middle)
    if at.target is not None:
        mark = min(_MARK_HEIGHT, at.high)
        top = (at.high - mark) / 2
        _fill(rows, (at.target - _GAP / 2, 0.4, at.target + _GAP / 2, at.high - 0.4), _PAPER)
        _fill(rows, (at.target - _MARK / 2, top, at.target + _MARK / 2, top + mark), _TARGET)
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
