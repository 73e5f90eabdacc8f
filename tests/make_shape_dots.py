"""Draw the shapes of the outcomes in dots, for programs that show no SVG.

    python tests/make_shape_dots.py

writes ``renderers/word/shape_dots.py`` anew. The outlines are those of the SVG in ``shapes.py`` beside it:
whoever changes one changes both.
"""

import zlib
from base64 import b64encode
from collections.abc import Callable
from math import hypot
from pathlib import Path
from textwrap import wrap

from annual_report.renderers.word.shape_dots import FIELD, MARGIN, PIXELS

MODULE = Path(__file__).parent.parent / "src" / "annual_report" / "renderers" / "word" / "shape_dots.py"
BEGIN = "COVER = {\n"

_SCALE = PIXELS / FIELD
_ARROW = ((0, 3.5), (5, 3.5), (5, 0.6), (10, 5), (5, 9.4), (5, 6.5), (0, 6.5))
_ARROW_SIDES = tuple(zip(_ARROW, (*_ARROW[1:], _ARROW[0]), strict=True))
_TICK = ((2.6, 5.2), (4.4, 7.0), (7.5, 3.3))


def cover(name: str) -> bytes:
    """How far each dot of a shape is covered, as compressed rows of four bits a dot."""
    rows = bytearray()
    for y in range(PIXELS):
        steps = _row(DISTANCES[name], (y + 0.5) / _SCALE - MARGIN)
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


DISTANCES: dict[str, Callable[[float, float], float]] = {
    "tick": _tick,
    "half": _half,
    "ring": lambda x, y: _ring(x, y, 4.2, 1.6),
    "dot": lambda x, y: min(_ring(x, y, 4.4, 1.2), _disc(x, y, 5, 1.9)),
    "arrow": _arrow,
    "bar": lambda x, y: _box(x, y, 0, 3.7, 10, 6.3),
    "dots": lambda x, y: min(_disc(x, y, centre, 1.25) for centre in (1.3, 5.0, 8.7)),
    "square": lambda x, y: _box(x, y, 1, 1, 9, 9),
}


def module(before: str) -> str:
    """The module with every shape drawn anew."""
    lines = []
    for name in DISTANCES:
        parts = wrap(b64encode(cover(name)).decode(), 96)
        if len(parts) == 1:
            lines.append(f'    "{name}": "{parts[0]}",\n')
        else:
            lines += [f'    "{name}": (\n', *(f'        "{part}"\n' for part in parts), "    ),\n"]
    return before[: before.index(BEGIN)] + BEGIN + "".join(lines) + "}\n"


if __name__ == "__main__":
    MODULE.write_text(module(MODULE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
