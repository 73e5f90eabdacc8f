"""A measure as a small drawing: actual as a bar, baseline as a ring, target as a tall mark."""

from typing import Literal

from annual_report.design import MM, Token
from annual_report.document.blocks import Bar, Cell
from annual_report.renderers.pdf.bands import Band
from annual_report.renderers.pdf.column import spoken
from annual_report.renderers.pdf.notation import operands
from annual_report.renderers.pdf.pills import circle
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Drawing, Mark
from annual_report.renderers.pdf.tags import Element

_ROOM = 1.15
"""The scale goes a little beyond the largest of the three."""
_WIDE, _HIGH, _TALL = 34 * MM, 5.8 * MM, 3 * MM
"""The track's usual length, the height of the target's mark, that of the bar."""

Key = Literal["baseline", "target", "actual"]


def bar_band(setting: Setting, cell: Cell, width: float, owner: Element, longest: float = 0.0) -> Band:
    """The drawing of a measure's cell, as long as ``width`` allows, at most ``longest`` points or the usual
    length; its words are the text alternative.
    """
    style = setting.style("table-text")
    band = Band(style.leading)
    if cell.bar is None:
        return band
    figure = Element("Figure", owner, alt=spoken(cell.blocks))
    scale = _scale(setting)
    wide, high = min(width, longest or _WIDE * scale), _HIGH * scale
    code = bar_code(setting, cell.bar, wide, scale)
    band.marks.append((0.0, (style.leading - high) / 2 + 0.2 * MM, Drawing(code, wide, high, figure)))
    return band


def _scale(setting: Setting) -> float:
    """How much larger than usual the drawing is, beside large type."""
    return 1.45 if setting.large else 1.0


def bar_code(setting: Setting, bar: Bar, width: float, scale: float = 1.0) -> str:
    """Operators that draw a measure on its own scale from 0, y downwards."""
    ink = _inks(setting)
    largest = bar.full * _ROOM or 1.0

    def at(value: float) -> float:
        return max(value, 0.0) / largest * width

    middle, radius, tall = _HIGH * scale / 2, scale * MM, _TALL * scale
    code = [f"{ink['rule']} rg 0 {middle - 0.25:.2f} {width:.2f} 0.5 re f"]
    code.append(f"{ink['primary']} rg 0 {middle - tall / 2:.2f} {at(bar.actual):.2f} {tall:.2f} re f")
    if bar.baseline is not None:
        code.append(_ring(ink, min(max(at(bar.baseline), radius), width - radius), middle, radius))
    if bar.target is not None:
        x, gap = at(bar.target), 1.9 * MM * scale
        code.append(
            f"{ink['paper']} rg {x - 0.8 * MM * scale:.2f} {middle - gap:.2f} "
            f"{1.6 * MM * scale:.2f} {2 * gap:.2f} re f"
        )
        code.append(_post(ink, x, scale))
    return " ".join(code)


def _inks(setting: Setting) -> dict[Token, str]:
    tokens: tuple[Token, ...] = ("rule", "primary", "primary-dark", "paper", "accent")
    return {token: operands(setting.design.colour(token)) for token in tokens}


def _ring(ink: dict[Token, str], x: float, y: float, radius: float) -> str:
    line = 0.45 * radius
    return f"{ink['paper']} rg {ink['primary-dark']} RG {line:.2f} w {circle(x, y, radius)} B"


def _post(ink: dict[Token, str], x: float, scale: float) -> str:
    wide = 0.8 * MM * scale
    return f"{ink['accent']} rg {x - wide / 2:.2f} 0 {wide:.2f} {_HIGH * scale:.2f} re f"


def key_marks(setting: Setting, bar: Bar, key: Key) -> tuple[float, list[tuple[float, float, Mark]]]:
    """How far a line is set in that says one of a measure's values, and before it, as decoration, what shows
    the value in the drawing; nothing where the drawing does not.
    """
    ink, scale = _inks(setting), _scale(setting)
    wide, high, middle = 5 * MM * scale, _HIGH * scale, _HIGH * scale / 2
    match key:
        case "actual":
            tall = _TALL * scale
            code = f"{ink['primary']} rg 0 {middle - tall / 2:.2f} {wide:.2f} {tall:.2f} re f"
        case "baseline" if bar.baseline is not None:
            code = _ring(ink, wide / 2, middle, scale * MM)
        case "target" if bar.target is not None:
            code = _post(ink, wide / 2, scale)
        case _:
            code = ""
    top = (setting.style("table-text").leading - high) / 2 + 0.2 * MM
    marks: list[tuple[float, float, Mark]] = [(0.0, top, Drawing(code, wide, high, None))] if code else []
    return wide + 3 * MM, marks
