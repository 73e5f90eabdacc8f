"""How wide words are in the brand's type, by the face's own tables.

Word lays the text out itself; this is for the few things that have to be sized beforehand, such as the year
on the cover.
"""

from annual_report.design import MM, Design, Weight
from annual_report.renderers.pdf.truetype import Metrics, metrics
from annual_report.renderers.word.embedded_fonts import may_be_edited

_USUAL = 0.52
"""The width of a character, in ems, where the design brings no face to measure."""
_INSTEAD = 0.7
"""The same for words that some other face will be taken for: so wide are bold figures at most."""
_USUAL_CAPITAL = 0.66
"""The height of a capital, likewise."""
_LARGEST_YEAR = 180.0
FIXED_LINE = 0.8
"""The share of a fixed line that stands above the baseline, in Word and in LibreOffice alike."""


def width(words: str, size: float, weight: Weight, design: Design) -> float:
    """The width of words in millimetres, set in one line at ``size`` points."""
    shape = _shape(design, weight)
    if shape is None:
        return len(words) * _USUAL * size / MM
    get, usual = shape.widths.get, _USUAL * 1000
    wide = sum([get(letter, usual) for letter in map(ord, words)]) / 1000
    if not all(may_be_edited(face.data) for face in design.faces):
        wide = max(wide, len(words) * _INSTEAD)
    return wide * size / MM


def cover_year_size(year: str, design: Design, *, banded: bool = False) -> float:
    """The size in points at which the year fills the cover's text width, as large as the design allows; in a
    band it has the size of its style, if the width allows that.
    """
    usual = design.style("cover-year").size
    if not year:
        return usual
    fitting = 100 * design.page.text_width / width(year, 100, 600, design)
    return float(min(usual if banded else _LARGEST_YEAR * usual / 137, fitting))


def band_room(design: Design) -> float:
    """The height in points of the line that holds the text of the first page below a cover's band."""
    measures, leading = design.measures, design.style("furniture").leading
    foot = measures.band_horizon + measures.band_strip + measures.band_after
    return foot * MM - (measures.header_baseline * MM - FIXED_LINE * leading)


def capital(design: Design, weight: Weight) -> float:
    """How high a capital is, as a part of the type size."""
    shape = _shape(design, weight)
    return _USUAL_CAPITAL if shape is None else shape.capital / 1000


def _shape(design: Design, weight: Weight) -> Metrics | None:
    """The metrics of the face of that weight; None where the design brings none."""
    return next((metrics(face.data) for face in design.faces if face.weight == weight), None)
