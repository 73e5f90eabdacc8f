"""A measure as a small drawing: actual as a bar, baseline as a ring, target as a tall mark."""

from annual_report.design import MM, Token
from annual_report.document.blocks import Bar, Cell
from annual_report.renderers.pdf.bands import Band
from annual_report.renderers.pdf.column import spoken
from annual_report.renderers.pdf.notation import operands
from annual_report.renderers.pdf.pills import circle
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Drawing
from annual_report.renderers.pdf.tags import Element

_ROOM = 1.15
"""The scale goes a little beyond the largest of the three."""


def bar_band(setting: Setting, cell: Cell, width: float, owner: Element) -> Band:
    """The drawing of a measure's cell; its words are the text alternative."""
    style = setting.style("table-text")
    band = Band(style.leading)
    if cell.bar is None:
        return band
    figure = Element("Figure", owner, alt=spoken(cell.blocks))
    wide = min(width, 34 * MM)
    high = 5.8 * MM
    code = bar_code(setting, cell.bar, wide, high)
    band.marks.append((0.0, (style.leading - high) / 2 + 0.2 * MM, Drawing(code, wide, high, figure)))
    return band


def bar_code(setting: Setting, bar: Bar, width: float, height: float) -> str:
    """Operators that draw a measure on its own scale from 0, y downwards."""
    design = setting.design
    tokens: tuple[Token, ...] = ("rule", "primary", "primary-dark", "paper", "accent")
    ink = {token: operands(design.colour(token)) for token in tokens}
    largest = bar.full * _ROOM or 1.0

    def at(value: float) -> float:
        return max(value, 0.0) / largest * width

    middle = height / 2
    code = [f"{ink['rule']} rg 0 {middle - 0.25:.2f} {width:.2f} 0.5 re f"]
    tall = 3 * MM
    code.append(f"{ink['primary']} rg 0 {middle - tall / 2:.2f} {at(bar.actual):.2f} {tall:.2f} re f")
    if bar.baseline is not None:
        ring = circle(min(max(at(bar.baseline), 1 * MM), width - 1 * MM), middle, 1 * MM)
        code.append(f"{ink['paper']} rg {ink['primary-dark']} RG {0.45 * MM:.2f} w {ring} B")
    if bar.target is not None:
        x = at(bar.target)
        gap = 1.9 * MM
        code.append(
            f"{ink['paper']} rg {x - 0.8 * MM:.2f} {middle - gap:.2f} {1.6 * MM:.2f} {2 * gap:.2f} re f"
        )
        code.append(f"{ink['accent']} rg {x - 0.4 * MM:.2f} 0 {0.8 * MM:.2f} {height:.2f} re f")
    return " ".join(code)
