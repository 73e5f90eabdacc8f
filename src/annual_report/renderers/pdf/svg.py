"""SVG drawings as PDF operators: plain shapes in plain colours, or a clear reason why not.

The subset is what drawing programs write for a flat drawing: rect, circle, ellipse, line, polyline, polygon,
path, groups, transforms, fill, stroke. Nothing is fetched, run or guessed.
"""

import re
from xml.etree.ElementTree import Element as Node, ParseError

from msgspec import Struct

from annual_report.renderers.pdf.notation import operands
from annual_report.renderers.pdf.pills import circle
from annual_report.renderers.pdf.svg_path import UndrawableError, path_operators, shape_path

_SILENT = frozenset(("title", "desc", "metadata", "defs", "namedview"))
"""Elements that draw nothing themselves."""

_SHAPES = frozenset(("rect", "circle", "ellipse", "line", "polyline", "polygon", "path"))

_PLAIN = {
    "opacity": "1", "fill-opacity": "1", "stroke-opacity": "1", "stroke-dasharray": "none", "filter": "none",
    "mask": "none", "clip-path": "none", "mix-blend-mode": "normal", "marker-start": "none",
    "marker-mid": "none", "marker-end": "none",
}  # fmt: skip
"""Properties that must have their plain value to be drawn faithfully."""


class _Paint(Struct, frozen=True):
    """What is handed down to the shapes of a group: colours as ``#RRGGBB`` or none, and the line's width."""

    fill: str | None
    current: str
    stroke: str | None = None
    width: float = 1.0
    even_odd: bool = False
    cap: str = "butt"
    join: str = "miter"


def operators(data: bytes, width: float, height: float) -> str:
    """Operators that draw an SVG file on a field of ``width`` x ``height`` points, y downwards.

    Raises ``UndrawableError``, saying why, for anything outside the subset.
    """
    from xml.etree.ElementTree import fromstring

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UndrawableError("it defines entities of its own")
    try:
        root = fromstring(data)  # noqa: S314 - no entities, and nothing is fetched
    except ParseError as trouble:
        raise UndrawableError(f"it is not well-formed XML ({trouble})") from None
    if _name(root) != "svg":
        raise UndrawableError("it is not SVG")
    left, top, wide, high = _view(root)
    across, down = width / wide, height / high
    code = [
        f"q {across:.5f} 0 0 {down:.5f} {-left * across:.3f} {-top * down:.3f} cm",
        f"{left:.3f} {top:.3f} {wide:.3f} {high:.3f} re W n",
    ]
    black = _solid("black")  # what SVG starts from
    _draw(root, _Paint(black, black), code, 0)
    code.append("Q")
    return " ".join(code)


def _name(node: Node) -> str:
    return str(node.tag).rpartition("}")[2]


def _view(root: Node) -> tuple[float, float, float, float]:
    """The part of the plane that is shown: left, top, width, height."""
    box = root.get("viewBox")
    try:
        if box:
            left, top, wide, high = map(float, box.replace(",", " ").split())
        else:
            left, top, wide, high = 0.0, 0.0, _number(root.get("width", "")), _number(root.get("height", ""))
    except ValueError:
        raise UndrawableError("its size is not given") from None
    if wide <= 0 or high <= 0:
        raise UndrawableError("its size is not given")
    return left, top, wide, high


def _number(text: str) -> float:
    """A length; units are those of the screen."""
    found = re.fullmatch(r"\s*([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*(px|pt|mm|cm|in)?\s*", text)
    if found is None:
        raise ValueError(text)
    scale = {"px": 1, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
    return float(found[1]) * scale.get(found[2] or "px", 1)


def _draw(node: Node, paint: _Paint, code: list[str], depth: int) -> None:
    if depth > 40:
        raise UndrawableError("its groups are nested too deep")
    for child in node:
        name = _name(child)
        if name in _SILENT or not name:
            continue
        properties = _properties(child)
        if properties.get("display") == "none" or properties.get("visibility") == "hidden":
            continue
        if name not in _SHAPES and name not in ("g", "svg", "a"):
            hint = "; turn its text into outlines" if name in ("text", "tspan") else ""
            raise UndrawableError(f"it uses <{name}>{hint}")
        if name == "svg":
            raise UndrawableError("it holds a drawing inside the drawing")
        own = _inherit(paint, properties)
        moved = _transform(child.get("transform", ""))
        if moved:
            code.append(f"q {moved}")
        if name in _SHAPES:
            code.append(_shape(child, name, own))
        else:
            _draw(child, own, code, depth + 1)
        if moved:
            code.append("Q")


def _properties(node: Node) -> dict[str, str]:
    """Attributes and the declarations of ``style``, which win; refuses what is not plain."""
    found = {key: value.strip() for key, value in node.attrib.items()}
    for declaration in node.get("style", "").split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            found[key.strip()] = value.strip()
    for key, plain in _PLAIN.items():
        value = found.get(key, plain)
        if value != plain and not (plain == "1" and _is_one(value)):
            raise UndrawableError(f"it uses {key}: {value}")
    if "class" in found:
        raise UndrawableError("its colours are in a style sheet")
    return found


def _is_one(value: str) -> bool:
    try:
        return float(value) == 1
    except ValueError:
        return False


def _inherit(paint: _Paint, properties: dict[str, str]) -> _Paint:
    current = _colour(properties.get("color", ""), paint.current, paint.current) or paint.current
    try:
        width = _number(properties["stroke-width"]) if "stroke-width" in properties else paint.width
    except ValueError:
        raise UndrawableError(f"it uses stroke-width: {properties['stroke-width']}") from None
    return _Paint(
        _colour(properties.get("fill", ""), paint.fill, current),
        current,
        _colour(properties.get("stroke", ""), paint.stroke, current),
        width,
        properties.get("fill-rule", "evenodd" if paint.even_odd else "") == "evenodd",
        properties.get("stroke-linecap", paint.cap),
        properties.get("stroke-linejoin", paint.join),
    )


def _colour(value: str, inherited: str | None, current: str) -> str | None:
    """A colour as ``#RRGGBB``; None for none."""
    match value:
        case "" | "inherit":
            return inherited
        case "none" | "transparent":
            return None
        case "currentColor":
            return current
        case _:
            return _solid(value)


def _solid(value: str) -> str:
    from PIL import ImageColor

    try:
        red, green, blue, *alpha = ImageColor.getrgb(value)
    except ValueError:
        raise UndrawableError(f"it uses the colour {value}") from None
    if alpha and alpha[0] != 255:
        raise UndrawableError(f"it uses the colour {value}, which is not solid")
    return f"#{red:02X}{green:02X}{blue:02X}"


def _transform(text: str) -> str:
    """A transform list as operators."""
    from math import cos, radians, sin, tan

    code = []
    for name, inside in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        try:
            values = [float(value) for value in inside.replace(",", " ").split()]
        except ValueError:
            raise UndrawableError(f"it uses transform {name}({inside})") from None
        matrix: list[float]
        match name, values:
            case "matrix", [_, _, _, _, _, _]:
                matrix = values
            case "translate", [x, *y]:
                matrix = [1, 0, 0, 1, x, y[0] if y else 0]
            case "scale", [x, *y]:
                matrix = [x, 0, 0, y[0] if y else x, 0, 0]
            case "rotate", [turn, *centre] if len(centre) in (0, 2):
                x, y0 = centre or (0.0, 0.0)
                c, s = cos(radians(turn)), sin(radians(turn))
                matrix = [c, s, -s, c, x - c * x + s * y0, y0 - s * x - c * y0]
            case "skewX", [turn]:
                matrix = [1, 0, tan(radians(turn)), 1, 0, 0]
            case "skewY", [turn]:
                matrix = [1, tan(radians(turn)), 0, 1, 0, 0]
            case _:
                raise UndrawableError(f"it uses transform {name}({inside})")
        code.append(" ".join(f"{value:.5f}" for value in matrix) + " cm")
    return " ".join(code)


def _shape(node: Node, name: str, paint: _Paint) -> str:
    """One shape: its colours, its path, and how it is painted."""
    if paint.fill is None and paint.stroke is None:
        return ""
    path = _outline(node, name)
    if not path:
        return ""
    parts = []
    if paint.fill is not None:
        parts.append(f"{operands(paint.fill)} rg")
    if paint.stroke is not None:
        cap = {"round": 1, "square": 2}.get(paint.cap, 0)
        join = {"round": 1, "bevel": 2}.get(paint.join, 0)
        parts.append(f"{operands(paint.stroke)} RG {paint.width:.3f} w {cap} J {join} j")
    star = "*" if paint.even_odd else ""
    painted = {(True, True): f"B{star}", (True, False): f"f{star}", (False, True): "S"}
    parts += [path, painted[paint.fill is not None, paint.stroke is not None]]
    return " ".join(parts)


def _outline(node: Node, name: str) -> str:
    def length(key: str, default: float = 0.0) -> float:
        value = node.get(key)
        if value is None:
            return default
        try:
            return _number(value)
        except ValueError:
            raise UndrawableError(f"it uses {key}={value}") from None

    match name:
        case "path":
            return path_operators(node.get("d", ""))
        case "circle":
            radius = length("r")
            return circle(length("cx"), length("cy"), radius) if radius > 0 else ""
        case "polyline" | "polygon":
            return shape_path(node.get("points", ""), closed=name == "polygon")
        case "line":
            return f"{length('x1'):.3f} {length('y1'):.3f} m {length('x2'):.3f} {length('y2'):.3f} l"
        case "rect":
            round_x = length("rx", length("ry"))
            round_y = length("ry", round_x)
            return _rectangle(length("x"), length("y"), length("width"), length("height"), round_x, round_y)
        case _:
            x, y, across, down = length("cx"), length("cy"), length("rx"), length("ry")
            return _rectangle(x - across, y - down, 2 * across, 2 * down, across, down)


def _rectangle(x: float, y: float, wide: float, high: float, round_x: float, round_y: float) -> str:
    """A rectangle, with round corners if their radii say so; an ellipse is all corner."""
    if wide <= 0 or high <= 0:
        return ""
    rx, ry = min(round_x, wide / 2), min(round_y, high / 2)
    if rx <= 0 or ry <= 0:
        return f"{x:.3f} {y:.3f} {wide:.3f} {high:.3f} re"
    arc = f"A {rx} {ry} 0 0 1"
    right, foot = x + wide, y + high
    return path_operators(
        f"M {x + rx} {y} H {right - rx} {arc} {right} {y + ry} V {foot - ry} {arc} {right - rx} {foot} "
        f"H {x + rx} {arc} {x} {foot - ry} V {y + ry} {arc} {x + rx} {y} Z"
    )
