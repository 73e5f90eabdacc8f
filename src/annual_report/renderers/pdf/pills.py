"""Pills and the shapes in them: what each tone looks like, and each shape as drawing operators.

Shapes are told apart without colour; they stand on a field of 10 x 10 whose origin is its top left corner.
"""

from functools import lru_cache

from msgspec import Struct

from annual_report.design import MM, Token
from annual_report.document.blocks import Pill, Shape, Tone
from annual_report.renderers.pdf.setting import Look, Setting

_GROUNDS: dict[Tone, tuple[Token, Token, Token]] = {
    "met": ("primary-dark", "primary-dark", "on-primary"),
    "partly-met": ("tint-strong", "primary-dark", "primary-dark"),
    "ongoing": ("tint-strong", "primary-dark", "primary-dark"),
    "not-met": ("paper", "primary-dark", "primary-dark"),
    "carried-forward": ("paper", "primary-dark", "primary-dark"),
    "withdrawn": ("paper", "rule", "ink-quiet"),
    "not-rated": ("paper", "rule", "ink-quiet"),
    "own": ("paper", "primary-dark", "ink"),
}
"""Tone: fill, outline, word."""


class Capsule(Struct, frozen=True):
    """A pill as it is drawn. Lengths in points: ``width`` and ``height`` of the whole, ``field`` of its
    shape, ``inset`` of the shape and ``left`` of the word from the left edge, ``foot`` of the baseline
    above the lower edge, ``line`` of the outline. Colours as ``#RRGGBB``.
    """

    shape: Shape
    width: float
    height: float
    field: float
    inset: float
    left: float
    foot: float
    line: float
    fill: str
    outline: str
    ink: str
    dashed: bool


def word_look(setting: Setting, pill: Pill) -> Look:
    """How the word of a pill is set."""
    return setting.look("pill", None, setting.design.colour(_GROUNDS[pill.tone][2]))


def shape_colour(setting: Setting, pill: Pill) -> str:
    """The colour of an outcome's shape where it stands without a pill."""
    return (
        setting.design.own_colour(pill.colour)
        if pill.tone == "own"
        else setting.design.colour("primary-dark")
    )


def capsule(setting: Setting, pill: Pill, word: float) -> Capsule:
    """The pill around a word of this width (points)."""
    design, measures = setting.design, setting.measures
    fill, outline, ink = (design.colour(token) for token in _GROUNDS[pill.tone])
    if pill.tone == "own":
        outline = ink = design.own_colour(pill.colour)
    left = measures.pill_left + measures.pill_shape + measures.pill_gap if pill.shape else measures.pill_right
    return Capsule(
        pill.shape,
        left * MM + word + measures.pill_right * MM,
        measures.pill_height * MM,
        measures.pill_shape * MM,
        measures.pill_left * MM,
        left * MM,
        measures.pill_height * MM * 2.0 / 6.6,
        measures.pill_outline,
        fill,
        outline,
        ink,
        pill.tone == "not-rated",
    )


_K = 0.5523
"""How far a Bezier's handles reach for a quarter of a circle of radius 1."""


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle around a centre."""
    k = radius * _K
    left, right, low, high = x - radius, x + radius, y - radius, y + radius
    return (
        f"{right:.3f} {y:.3f} m {right:.3f} {y + k:.3f} {x + k:.3f} {high:.3f} {x:.3f} {high:.3f} c "
        f"{x - k:.3f} {high:.3f} {left:.3f} {y + k:.3f} {left:.3f} {y:.3f} c "
        f"{left:.3f} {y - k:.3f} {x - k:.3f} {low:.3f} {x:.3f} {low:.3f} c "
        f"{x + k:.3f} {low:.3f} {right:.3f} {y - k:.3f} {right:.3f} {y:.3f} c h"
    )


@lru_cache(maxsize=256)
def capsule_path(width: float, height: float) -> str:
    """The outline of a pill whose lower left corner is the origin."""
    r = height / 2
    k = r * (1 - _K)
    right, top, near, far = width - r, height, height - k, width - k
    return (
        f"{r:.3f} 0 m {right:.3f} 0 l {far:.3f} 0 {width:.3f} {k:.3f} {width:.3f} {r:.3f} c "
        f"{width:.3f} {near:.3f} {far:.3f} {top:.3f} {right:.3f} {top:.3f} c {r:.3f} {top:.3f} l "
        f"{k:.3f} {top:.3f} 0 {near:.3f} 0 {r:.3f} c 0 {k:.3f} {k:.3f} 0 {r:.3f} 0 c h"
    )


@lru_cache(maxsize=256)
def shape_code(shape: Shape, ink: str, ground: str) -> str:
    """Operators that draw a shape on the field of 10 x 10, y downwards, in colour operands ("0 0 1").

    ``ground`` is what shows through: the tick in a disc.
    """
    match shape:
        case "tick":
            tick = f"{ground} RG 1.3 w 2.6 5.2 m 4.4 7 l 7.5 3.3 l S"
            return f"{ink} rg {circle(5, 5, 5)} f {tick}"
        case "half":
            left = "5 .6 m 2.57 .6 .6 2.57 .6 5 c .6 7.43 2.57 9.4 5 9.4 c h f"
            return f"{ink} rg {ink} RG 1.2 w {circle(5, 5, 4.4)} S {left}"
        case "ring":
            return f"{ink} RG 1.6 w {circle(5, 5, 4.2)} S"
        case "dot":
            return f"{ink} rg {ink} RG 1.2 w {circle(5, 5, 4.4)} S {circle(5, 5, 1.9)} f"
        case "arrow":
            return f"{ink} rg 0 3.5 m 5 3.5 l 5 .6 l 10 5 l 5 9.4 l 5 6.5 l 0 6.5 l h f"
        case "bar":
            return f"{ink} rg 0 3.7 10 2.6 re f"
        case "dots":
            return f"{ink} rg {circle(1.3, 5, 1.25)} f {circle(5, 5, 1.25)} f {circle(8.7, 5, 1.25)} f"
        case "square":
            return f"{ink} rg 1 1 8 8 re f"
        case "":
            return ""
