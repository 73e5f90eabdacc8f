"""Small drawings as inline SVG: the shape of an outcome, and a measure as a bar.

Each says again what stands beside it in words, so all are hidden from assistive technology. Colours come
from the style sheet, through ``currentColor`` and the classes of the parts.
"""

from annual_report.document.blocks import Bar, Shape

_DISC = '<circle cx="5" cy="5" r="5"/>'
_RING = '<circle class="line" cx="5" cy="5" r="4.4" stroke-width="1.2"/>'
_DRAWN: dict[Shape, str] = {
    "tick": _DISC + '<path class="knock" d="M2.6 5.2 4.4 7 7.5 3.3" stroke-width="1.3"/>',
    "half": _RING + '<path d="M5 .6a4.4 4.4 0 0 0 0 8.8z"/>',
    "ring": '<circle class="line" cx="5" cy="5" r="4.2" stroke-width="1.6"/>',
    "dot": _RING + '<circle cx="5" cy="5" r="1.9"/>',
    "arrow": '<path d="M0 3.5h5V.6L10 5 5 9.4V6.5H0z"/>',
    "bar": '<path d="M0 3.7h10v2.6H0z"/>',
    "square": '<path d="M1 1h8v8H1z"/>',
    "dots": "".join(f'<circle cx="{x}" cy="5" r="1.25"/>' for x in (1.3, 5, 8.7)),
}

_WIDE, _HIGH = 34.0, 6.2
_HEADROOM = 1.15  # the scale goes a little beyond the largest number, so that no mark lies on the edge


def shape(name: Shape) -> str:
    """The shape of an outcome on a field of 10 x 10; nothing where an own rating has no shape."""
    if not name:
        return ""
    return f'<svg viewBox="0 0 10 10" aria-hidden="true">{_DRAWN[name]}</svg>'


def bar(measure: Bar) -> str:
    """A measure on its own scale from 0: a bar for the actual, a ring for the baseline, a tall mark for the
    target, which stands on a gap in the bar so that it is seen in grey as well.
    """
    middle = _HIGH / 2
    top = measure.full * _HEADROOM

    def at(value: float) -> float:
        return max(value, 0) / top * _WIDE if top > 0 else 0

    parts = [
        f'<path class="track" d="M0 {middle}H{_WIDE:g}"/>',
        f'<rect class="actual" y="{middle - 1.5:g}" width="{_short(at(measure.actual))}" height="3"/>',
    ]
    if measure.baseline is not None:
        parts.append(
            f'<circle class="baseline" cx="{_short(max(at(measure.baseline), 1.2))}" cy="{middle}" r="1"/>'
        )
    if measure.target is not None:
        x = at(measure.target)
        parts.append(
            f'<rect class="gap" x="{_short(x - 0.8)}" y="{middle - 1.9:g}" width="1.6" height="3.8"/>'
        )
        parts.append(f'<rect class="target" x="{_short(x - 0.4)}" y="0.2" width="0.8" height="5.8"/>')
    return f'<svg class="measure" viewBox="0 0 {_WIDE:g} {_HIGH:g}" aria-hidden="true">{"".join(parts)}</svg>'


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
