"""Covers: a page of two fields with the year on the line between them, the same as a band across the head of
a page, and the back of what is folded.
"""

from annual_report.design import BEYOND, MM, Token
from annual_report.document.blocks import Cover, Inlines, Text
from annual_report.renderers.pdf.bands import Band
from annual_report.renderers.pdf.column import Composer
from annual_report.renderers.pdf.inline import width_of, words_of
from annual_report.renderers.pdf.lines import Line, set_lines
from annual_report.renderers.pdf.setting import Look, Setting, resized
from annual_report.renderers.pdf.sheet import Rectangle
from annual_report.renderers.pdf.tags import Element

_LARGEST = 180 / 137
"""How much larger than its style the year may be set where it is short."""


def cover_band(composer: Composer, block: Cover, parent: Element) -> Band:
    """A cover in the form that it asks for."""
    setting = composer.setting
    part = Element("Sect", parent)
    with setting.at(block.origin):
        match block.form:
            case "page":
                return _page(setting, block, part)
            case "band":
                return _across(setting, block, part)
            case "back":
                return _back(setting, block, part)


def _fields(setting: Setting, upper: float, lower: float) -> Band:
    """A band with two fields, ``upper`` and ``lower`` points high, from the top edge of the paper.

    Fields that reach the edge go on beyond it, where only a printer's bleed shows them.
    """
    beyond, width = BEYOND * MM, setting.page.width * MM
    band = Band()
    under = beyond if upper + lower >= setting.page.height * MM - 0.01 else 0.0
    heights: tuple[tuple[float, float, Token], ...] = (
        (-beyond, upper + beyond, "primary"),
        (upper, lower + under, "primary-dark"),
    )
    for top, height, token in heights:
        field = Rectangle(width + 2 * beyond, height, setting.design.colour(token))
        band.marks.append((-beyond, top, field))
    return band


def _lines(
    setting: Setting, words: Inlines, part: Element, width: float, *, right: bool = False
) -> list[Line]:
    """Words in the type of the cover's kind; nothing where there are none."""
    if not words:
        return []
    leading = setting.style("cover-kind").leading
    set_words = words_of(setting, words, "cover-kind", Element("P", part))
    return set_lines(setting, set_words, width, leading, right=right)


def _capital(setting: Setting, line: Line) -> float:
    """How high the capitals of a line are."""
    look = line.runs[0][2]
    return setting.faces.cuts[look.face].capital * look.size


def _page(setting: Setting, block: Cover, part: Element) -> Band:
    """A page of its own: above the line the forum, below it what this is."""
    page, measures = setting.page, setting.measures
    horizon = measures.cover_horizon * MM
    band = _fields(setting, horizon, page.height * MM - horizon)
    band.alone = True
    left, width = page.left * MM, setting.text_width
    forum = _forum(setting, block.forum, width, Element("P", part))
    year, shift = _year(setting, block.year, width, Element("P", part))
    kind = _lines(setting, block.kind, part, width) + _lines(setting, block.status, part, width)
    if forum:
        top = measures.cover_forum_top * MM - (forum[0].baseline - _capital(setting, forum[0]))
        band.marks.append((left, top, forum))
    band.marks.append((left - shift, horizon - year.baseline, [year]))
    if kind:
        band.marks.append((left, measures.cover_kind_baseline * MM - kind[0].baseline, kind))
    return band


_KIND_SHARE = 0.42
"""The part of the text's width that the kind of report may take in a band."""


def _across(setting: Setting, block: Cover, part: Element) -> Band:
    """Across the head of the first page: the forum at the left, what this is at the right, the year on the
    seam.
    """
    page, measures = setting.page, setting.measures
    horizon, strip = measures.band_horizon * MM, measures.band_strip * MM
    band = _fields(setting, horizon, strip)
    left, width = page.left * MM, setting.text_width
    owners = [Element("P", part) for _ in range(2)]
    kind = _lines(setting, block.kind, part, width * _KIND_SHARE, right=True)
    kind += _lines(setting, block.status, part, width * _KIND_SHARE, right=True)
    taken = max((wide for line in kind for *_, wide, _ in line.runs), default=0.0)
    forum = _forum(setting, block.forum, width - taken - 8 * MM, owners[0], most=3)
    year, shift = _year(setting, block.year, width, owners[1], 1.0)
    baseline = measures.band_baseline * MM
    if forum:
        band.marks.append((left, baseline - forum[0].baseline, forum))
    band.marks.append((left - shift, horizon - year.baseline, [year]))
    if kind:
        band.marks.append((left + width * (1 - _KIND_SHARE), baseline - kind[0].baseline, kind))
    band.marks = [(x - left, y - page.top * MM, mark) for x, y, mark in band.marks]
    band.height = horizon + strip - page.top * MM
    band.after = measures.band_after * MM
    band.heads = True
    return band


def _back(setting: Setting, block: Cover, part: Element) -> Band:
    """The last page: the fields of the cover again, and at its foot whose report this was."""
    page, measures = setting.page, setting.measures
    horizon = measures.cover_horizon * MM
    band = _fields(setting, horizon, page.height * MM - horizon)
    band.alone = True
    # A left-hand page once the blank ones are counted, but maybe not in reading order: within both margins.
    left = max(page.left, page.right) * MM
    width = page.width * MM - 2 * left
    said: list[Line] = []
    for words in (block.forum, (*block.kind, Text(" "), Text(block.year)), block.status):
        said += _lines(setting, words, part, width)
    if said:
        band.marks.append((left, measures.cover_kind_baseline * MM - said[0].baseline, said))
    return band


def _forum(setting: Setting, words: Inlines, width: float, owner: Element, most: int = 5) -> list[Line]:
    """The forum's name in ``most`` lines at most, smaller from four lines on."""
    style = setting.style("cover-forum")
    lines = set_lines(
        setting, words_of(setting, words, "cover-forum", owner), width, style.leading, balanced=True
    )
    scale = 0.8
    while len(lines) > 3 and scale > 0.3:
        lines = _scaled_lines(setting, words, width, owner, scale)
        if len(lines) <= most:
            break
        scale *= 0.85
    return lines


def _scaled_lines(setting: Setting, words: Inlines, width: float, owner: Element, scale: float) -> list[Line]:
    """The name at a smaller size: broken in a column as much wider, then drawn smaller."""
    style = setting.style("cover-forum")
    lines = set_lines(
        setting, words_of(setting, words, "cover-forum", owner), width / scale, style.leading, balanced=True
    )
    for line in lines:
        line.runs = [
            (x * scale, shown, resized(look, scale), whose, wide * scale, number)
            for x, shown, look, whose, wide, number in line.runs
        ]
        line.height *= scale
        line.baseline *= scale
        line.pills = ()
    return lines


def _year(
    setting: Setting, year: str, width: float, owner: Element, largest: float = _LARGEST
) -> tuple[Line, float]:
    """The year as wide as the text, at most ``largest`` times its size, and how far to shift it left so that
    its first digit stands at the margin.
    """
    look = setting.look("cover-year")
    natural = width_of(setting, year, look)
    before = setting.faces.cuts[look.face].sides.get(year[:1], 0.0)
    side = before * look.size
    largest *= look.size
    size = min(look.size * width / max(natural - 2 * side, 1.0), largest)
    sized = Look(look.face, size, look.colour, look.tracking)
    line = set_lines(setting, words_of(setting, (Text(year),), "cover-year", owner), 1e6, size)[0]
    runs = [
        (x, shown, sized, whose, wide * size / look.size, number)
        for x, shown, _, whose, wide, number in line.runs
    ]
    return Line(runs, size, size), before * size
