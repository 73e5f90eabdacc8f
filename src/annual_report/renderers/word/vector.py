"""What stands for an SVG picture in programs that can't draw SVG: the same drawing in dots, as PNG.

Word from 2016 on shows the SVG itself; LibreOffice, older Word and most viewers show this. The page renderer
already turns a drawing into a few plain operators (move, line, curve, fill, stroke); here they are filled in,
line by line, without smoothing: at this many dots no edge shows.
"""

import struct
import zlib
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, sin

from msgspec import Struct
from msgspec.structs import replace

from annual_report.document.blocks import Picture
from annual_report.renderers.word.shapes import chunk

_WIDEST = 1260
"""Dots across: 200 to the inch on the full text width of an A4 page."""
_HIGHEST = 1500
_CURVE_STEPS = 12
_ROUND_STEPS = 16

_Point = tuple[float, float]
_Path = list[list[_Point]]
_Matrix = tuple[float, float, float, float, float, float]
_Colour = tuple[float, float, float]


@lru_cache(maxsize=64)
def fallback(picture: Picture, ground: str) -> bytes:
    """The drawing as PNG; a plain field of the colour ``ground`` where it is none that can be drawn."""
    scale = min(_WIDEST / max(1, picture.width), _HIGHEST / max(1, picture.height))
    wide, high = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    canvas = Canvas(wide, high)
    code = _operators(picture.data, wide, high)
    if code is None:
        canvas.paint([[(0, 0), (wide, 0), (wide, high), (0, high)]], ground)
    else:
        canvas.run(code)
    return canvas.png()


def _operators(data: bytes, wide: int, high: int) -> str | None:
    """The drawing as operators of a page description, y downwards; None where it is outside the subset."""
    from annual_report.renderers.pdf.svg import operators
    from annual_report.renderers.pdf.svg_path import UndrawableError

    try:
        return operators(data, wide, high)
    except UndrawableError:
        return None


class _State(Struct, frozen=True):
    """Matrix, colours and line width, as ``q`` saves them."""

    matrix: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    fill: _Colour = (0.0, 0.0, 0.0)
    stroke: _Colour = (0.0, 0.0, 0.0)
    width: float = 1.0

    def at(self, x: float, y: float) -> _Point:
        """A point in dots."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


class Canvas:
    """A field of dots in up to 255 colours; a dot that nothing covers stays clear."""

    def __init__(self, wide: int, high: int) -> None:
        self.wide = wide
        self.rows = [bytearray(wide) for _ in range(high)]
        self.colours: dict[str, int] = {}

    def run(self, code: str) -> None:
        """Draw what the operators say (ISO 32000-2, 8.4 and 8.5: those that a flat drawing needs)."""
        state = _State()
        saved: list[_State] = []
        path: _Path = []
        numbers: list[float] = []
        for word in code.split():
            if word[0].isdigit() or word[0] in "-.+":
                numbers.append(float(word))
                continue
            if word == "q":
                saved.append(state)
            elif word == "Q":
                state = saved.pop()
            elif word in _SETTING:
                state = _set(state, word, numbers)
            elif word in _STEPS:
                _extend(path, word, numbers, state)
            elif word in _ENDS:
                self._paint(path, word, state)
                path = []
            numbers = []

    def _paint(self, path: _Path, operator: str, state: _State) -> None:
        if operator in {"f", "f*", "B", "B*"}:
            self.paint(path, _hexadecimal(state.fill), even_odd=operator.endswith("*"))
        if operator in {"S", "B", "B*"}:
            scale = hypot(state.matrix[0], state.matrix[1])
            self.paint(_outlines(path, state.width * scale / 2), _hexadecimal(state.stroke))

    def paint(self, path: _Path, colour: str, *, even_odd: bool = False) -> None:
        """Fill an area, by the rule of winding or of odd and even."""
        index = self.colours.setdefault(colour, min(255, len(self.colours) + 1))
        for y, crossings in _crossings(path, len(self.rows)).items():
            winding, start = 0, 0.0
            row = self.rows[y]
            for x, turn in sorted(crossings):
                inside = winding % 2 if even_odd else winding
                winding += turn
                if not inside:
                    start = x
                elif not (winding % 2 if even_odd else winding):
                    left, right = max(0, round(start)), min(self.wide, round(x))
                    if left < right:
                        row[left:right] = bytes((index,)) * (right - left)

    def png(self) -> bytes:
        """The field as PNG: a palette whose first colour is clear."""
        palette = bytes(3) + b"".join(bytes.fromhex(colour[1:]) for colour in list(self.colours)[:255])
        data = b"".join(b"\x00" + bytes(row) for row in self.rows)
        return (
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", self.wide, len(self.rows), 8, 3, 0, 0, 0))
            + chunk(b"PLTE", palette)
            + chunk(b"tRNS", b"\x00")
            + chunk(b"IDAT", zlib.compress(data, 6))
            + chunk(b"IEND", b"")
        )


_SETTING = frozenset(("cm", "rg", "RG", "w"))
_STEPS = frozenset(("m", "l", "c", "re", "h"))
_ENDS = frozenset(("n", "f", "f*", "S", "B", "B*"))


def _set(state: _State, operator: str, numbers: list[float]) -> _State:
    """The state with a matrix put before its own (8.3.4), or with another colour or width."""
    if operator == "cm":
        a, b, c, d, e, f = numbers
        p, q, r, s, t, u = state.matrix
        across = (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s)
        return replace(state, matrix=(*across, e * p + f * r + t, e * q + f * s + u))
    if operator == "w":
        return replace(state, width=numbers[0])
    colour = (numbers[0], numbers[1], numbers[2])
    return replace(state, fill=colour) if operator == "rg" else replace(state, stroke=colour)


def _extend(path: _Path, operator: str, numbers: list[float], state: _State) -> None:
    """Add a step to the path, in dots."""
    if operator == "re":
        x, y, wide, high = numbers
        corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y))
        path.append([state.at(*corner) for corner in corners])
    elif operator == "m":
        path.append([state.at(*numbers)])
    elif operator == "l":
        path[-1].append(state.at(*numbers))
    elif operator == "h":
        path[-1].append(path[-1][0])
    else:
        one, two, end = (state.at(*numbers[place : place + 2]) for place in (0, 2, 4))
        path[-1] += _curve(path[-1][-1], one, two, end)


def _curve(start: _Point, one: _Point, two: _Point, end: _Point) -> list[_Point]:
    """A Bézier curve as short lines, without its first point."""
    points = []
    for step in range(1, _CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        u = 1 - t
        weights = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        x, y = (
            sum(w * p[axis] for w, p in zip(weights, (start, one, two, end), strict=True)) for axis in (0, 1)
        )
        points.append((x, y))
    return points


def _outlines(path: _Path, half: float) -> _Path:
    """A line of some width as areas: a bar for each piece, a disc at each joint."""
    half = max(half, 0.5)
    areas: _Path = []
    for line in path:
        for (x1, y1), (x2, y2) in pairwise(line):
            length = hypot(x2 - x1, y2 - y1)
            if not length:
                continue
            across, down = (y2 - y1) / length * half, (x1 - x2) / length * half
            bar = [
                (x1 + across, y1 + down),
                (x2 + across, y2 + down),
                (x2 - across, y2 - down),
                (x1 - across, y1 - down),
            ]
            areas.append([*bar, bar[0]])
        for x, y in line[1:-1]:
            turns = [2 * pi * step / _ROUND_STEPS for step in range(_ROUND_STEPS, -1, -1)]
            areas.append([(x + half * cos(turn), y + half * sin(turn)) for turn in turns])
    return areas


def _crossings(path: _Path, high: int) -> dict[int, list[tuple[float, int]]]:
    """Where the edges of a path cross the middle of each row of dots, and which way they run."""
    found: dict[int, list[tuple[float, int]]] = {}
    for line in path:
        closed = line if line[0] == line[-1] else [*line, line[0]]
        for (x1, y1), (x2, y2) in pairwise(closed):
            if y1 == y2:
                continue
            turn = 1 if y1 < y2 else -1
            top, bottom = min(y1, y2), max(y1, y2)
            slope = (x2 - x1) / (y2 - y1)
            for y in range(max(0, int(top) - 1), min(high, int(bottom) + 1)):
                middle = y + 0.5
                if top <= middle < bottom:
                    found.setdefault(y, []).append((x1 + (middle - y1) * slope, turn))
    return found


def _hexadecimal(colour: _Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)
