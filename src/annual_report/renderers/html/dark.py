"""A brand's colours for readers who ask for a dark screen.

A brand names colours for white paper only. These are made from them by mixing: hues stay, grounds sink
towards black, everything that is read rises towards white until it keeps the contrast that the
specification asks for on paper: 7 for text on any ground, 4.5 for links and numbers, 3 for outlines.
"""

from collections.abc import Callable

from annual_report.design import Colours, contrast, luminance

TEXT, MARK, OUTLINE = 7.0, 4.5, 3.0
"""The least contrast of text, of links and large numbers, of outlines (WCAG 2.2: 1.4.6, 1.4.3, 1.4.11)."""

_BLACK, _WHITE = "#000000", "#FFFFFF"
_GROUND = 0.009  # relative luminance of the paper: dark, but not the black that makes white letters swim
_SOFT = 0.6  # between a neon sign and chalk
_STEPS = 8


def dark(colours: Colours) -> Colours:
    """The eleven colours of a brand on a dark ground."""
    paper = _until(mixed(colours.ink, colours.primary_dark, 0.5), _BLACK, lambda c: luminance(c) <= _GROUND)
    light = _glow(colours.primary)
    tint = _until(paper, light, lambda c: contrast(c, paper) >= 1.14)
    strong = _until(paper, light, lambda c: contrast(c, paper) >= 1.45)
    return Colours(
        primary=_readable(colours.primary, MARK, strong),
        primary_dark=_readable(colours.primary, TEXT + 1, strong),
        accent=_readable(colours.accent, MARK, tint),
        ink=_readable(mixed(_WHITE, colours.tint, 0.5), 10, tint),
        ink_quiet=_readable(colours.ink_quiet, TEXT + 0.5, tint),
        rule=_readable(colours.rule, OUTLINE + 0.5, tint),
        hair=_until(paper, _glow(colours.ink_quiet), lambda c: contrast(c, paper) >= 1.6),
        tint=tint,
        tint_strong=strong,
        on_primary=paper,
        paper=paper,
    )


def dark_own(colour: str, paper: str) -> str:
    """The colour of a forum's own rating, light enough to be seen on dark paper."""
    return _readable(colour, OUTLINE + 0.5, paper)


def mixed(one: str, other: str, share: float) -> str:
    """Two colours mixed; ``share`` is the part of the second, 0 to 1."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(first + (second - first) * share):02X}" for first, second in pairs)


def _readable(colour: str, least: float, ground: str) -> str:
    """The colour, lit as far as it must be: first in its own hue, which white alone would wash out."""

    def enough(mixture: str) -> bool:
        return contrast(mixture, ground) >= least

    glow = _glow(colour)
    return _until(colour, glow, enough) if enough(glow) else _until(glow, _WHITE, enough)


def _glow(colour: str) -> str:
    """The brightest form of a hue, softened with white."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    most = max(*parts, 1)
    return mixed("#" + "".join(f"{part * 255 // most:02X}" for part in parts), _WHITE, _SOFT)


def _until(colour: str, towards: str, enough: Callable[[str], bool]) -> str:
    """The colour with the least of ``towards`` mixed in that is enough."""
    if enough(colour):
        return colour
    short, far = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (short + far) / 2
        if enough(mixed(colour, towards, middle)):
            far = middle
        else:
            short = middle
    return mixed(colour, towards, far)
