"""Measures as cells of a table: bars for those that are numbers, marks for their notes."""

from collections.abc import Callable
from math import isfinite

from markupsafe import Markup

from annual_report.fields import Fields
from annual_report.record.model import Measure, Quantity, SeriesPoint

NO_BAR = Markup('<td class="bar"><span class="quiet">–</span></td>')


def bar_cell(measure: Measure) -> Markup:
    """The cell that draws a measure on a scale of its own; a dash where the actual value is words."""
    actual = _drawable(measure.actual)
    if measure.actual is None or actual is None:
        return NO_BAR
    attributes = f'data-actual="{actual!r}"'
    for name, quantity in (("baseline", measure.baseline), ("target", measure.target)):
        if (value := _drawable(quantity)) is not None:
            attributes += f' data-{name}="{value!r}"'
    words = measure.actual.value.source
    return Markup(f'<td class="bar" {attributes}><span class="quiet">{Markup.escape(words)}</span></td>')


def point_bar(measure: Measure, point: SeriesPoint) -> Markup:
    """The cell that draws one year of a series, all years on the scale of the largest."""
    value = _drawable(point.quantity)
    if value is None:
        return NO_BAR
    largest = max(filter(None, (_drawable(p.quantity) for p in measure.series or ())), default=value)
    return Markup(
        f'<td class="bar" data-actual="{value!r}" data-scale="{largest!r}">'
        f'<span class="quiet">{Markup.escape(point.quantity.value.source)}</span></td>'
    )


def _drawable(quantity: Quantity | None) -> float | None:
    """The length that a quantity is drawn with; None for words, less than nothing, and what has no end."""
    if quantity is None or quantity.number is None:
        return None
    value = float(quantity.number)
    return value if value >= 0 and isfinite(value) else None


def note(fields: Fields) -> Callable[[Measure], Markup]:
    """The mark of a measure's footnote, nothing where it has none."""
    return lambda measure: fields.own_note(measure.footnote) if measure.footnote else Markup("")
