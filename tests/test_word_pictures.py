"""Every drawing in a Word file has a form that each program can show: dots that agree with the outlines."""

import struct
import zlib

import pytest

import make_shape_dots
import samples
from annual_report.document.blocks import Picture
from annual_report.renderers.word import shape_dots, shapes
from annual_report.renderers.word.vector import Canvas, fallback

CLEAR, SOLID = 0, 15


def dots(data: bytes) -> tuple[int, int, list[list[int]]]:
    """Width, height and palette indices of a PNG with a palette."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high, depth, kind = struct.unpack_from(">IIBB", data, 16)
    assert kind == 3
    at, packed = 8, b""
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(name + body)
        packed += body if name == b"IDAT" else b""
        at += 12 + length
    raw, row = zlib.decompress(packed), 1 + (wide * depth + 7) // 8
    lines = [raw[y * row + 1 : (y + 1) * row] for y in range(high)]
    if depth == 8:
        return wide, high, [list(line) for line in lines]
    return wide, high, [[part for byte in line for part in (byte >> 4, byte & 15)] for line in lines]


def strength(name: str, x: float, y: float) -> int:
    """How far the dot at a point of the 10 x 10 field is covered, 0 to 15."""
    _, _, rows = dots(shapes.png(name, "#003087"))
    scale = shape_dots.PIXELS / shape_dots.FIELD
    return rows[int((y + shape_dots.MARGIN) * scale)][int((x + shape_dots.MARGIN) * scale)]


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("tick", (5, 1.5), (4.4, 6.8)),
        ("half", (3, 5), (7, 5)),
        ("ring", (5, 0.9), (5, 5)),
        ("dot", (5, 5), (5, 2.5)),
        ("arrow", (8, 5), (1, 1)),
        ("bar", (1, 5), (5, 1)),
        ("dots", (8.7, 5), (3.2, 5)),
        ("square", (2, 2), (-0.3, 5)),
    ],
)
def test_a_shape_is_where_its_outline_says(
    name: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    """A point inside is solid, one outside is clear; the SVG names the same colour."""
    assert strength(name, *inside) == SOLID
    assert strength(name, *outside) == CLEAR
    assert b'fill="#003087"' in shapes.svg(name, "#003087")


@pytest.mark.parametrize("name", ["tick", "half", "ring", "dot", "arrow", "bar", "dots", "square"])
def test_no_dot_is_passed_over(name: str) -> None:
    """The dots that are kept are as far covered as the outline says, every single one."""
    scale = shape_dots.PIXELS / shape_dots.FIELD
    _, _, rows = dots(shapes.png(name, "#003087"))
    for y, row in enumerate(rows):
        for x, step in enumerate(row):
            point = ((place + 0.5) / scale - shape_dots.MARGIN for place in (x, y))
            inside = 0.5 - make_shape_dots.DISTANCES[name](*point) * scale
            assert step == round(15 * min(1.0, max(0.0, inside))), (x, y)


def test_every_shape_of_an_outcome_is_drawn() -> None:
    """No two shapes look alike."""
    drawn = {
        name: shapes.png(name, "#000000") for name in ("tick", "half", "ring", "dot", "arrow", "bar", "dots")
    }
    assert len(set(drawn.values())) == len(drawn)


def test_a_drawing_in_dots_agrees_with_the_drawing() -> None:
    """Ground, wall and roof of the sample have their colours where they stand."""
    picture = samples.svg_picture()
    wide, high, rows = dots(fallback(picture, "#CCCCCC"))
    assert wide / high == pytest.approx(picture.width / picture.height, rel=0.01)
    scale = wide / picture.width
    ground, wall, roof = (rows[int(y * scale)][int(x * scale)] for x, y in ((5, 5), (30, 40), (90, 30)))
    assert len({ground, wall, roof}) == 3
    assert rows[int(53 * scale)][int(90 * scale)] == roof
    assert rows[int(15 * scale)][int(72 * scale)] == ground


def test_what_cannot_be_drawn_is_a_plain_field() -> None:
    """Text in an SVG is outside what is drawn here: the field keeps the picture's place."""
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><text x="1" y="9">Hi</text></svg>'
    _, _, rows = dots(fallback(Picture("t.svg", "image/svg+xml", data, 40, 20), "#CCCCCC"))
    assert {index for row in rows for index in row} == {1}


def test_a_hole_stays_open() -> None:
    """By odd and even an inner square is a hole; by winding the same way it is not."""
    square = [[(0, 0), (10, 0), (10, 10), (0, 10)], [(3, 3), (7, 3), (7, 7), (3, 7)]]
    for even_odd, middle in ((True, 0), (False, 1)):
        canvas = Canvas(10, 10)
        canvas.paint(
            [[(float(x), float(y)) for x, y in line] for line in square], "#000000", even_odd=even_odd
        )
        assert canvas.rows[5][5] == middle
        assert canvas.rows[1][1] == 1


def test_a_line_has_its_width() -> None:
    """A stroke four wide covers four rows of dots."""
    canvas = Canvas(20, 20)
    canvas.run("0 0 0 RG 4 w 2 10 m 18 10 l S")
    assert [row[10] for row in canvas.rows] == [0] * 8 + [1] * 4 + [0] * 8
