"""Parts of the report: headings, where a page begins, the cover, and pages turned on their side."""

from msgspec.structs import replace

from annual_report.design import MM
from annual_report.document.blocks import Blocks, Cover, Section, Table, plain
from annual_report.renderers.word.ooxml import half_points, paragraph, run, twips
from annual_report.renderers.word.paragraphs import words
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.tables import is_wide
from annual_report.renderers.word.widths import FIXED_LINE, cover_year_size, width

COVER_END, PORTRAIT_END, WIDE_END = "\x00cover", "\x00portrait", "\x00wide"
"""Pieces that are no paragraphs but say that a section ends, and of which kind it was (body.py)."""

_MOST_FORUM_LINES = 3


def section(block: Section, pour: Pour, setting: Setting) -> list[str]:
    """A heading and what stands under it; on landscape pages where a table of the part asks for that."""
    turned = setting.in_body and not setting.wide and _asks_for_width(block.blocks, pour)
    inner = replace(setting, language=block.language or setting.language)
    if turned:
        page = pour.design.page
        inner = replace(inner, wide=True, width=page.height - page.left - page.right)
    pour.heading = plain(block.title)
    pour.spacious = block.opens == "page" and pour.opens(block)
    pieces = [_heading(block, pour, inner), *pour.write(block.blocks, inner)]
    if not turned:
        return pieces
    pour.fresh = True
    return [PORTRAIT_END, *pieces, WIDE_END]


def _heading(block: Section, pour: Pour, setting: Setting) -> str:
    name = f"heading {min(block.level, 6)}"
    inner = pour.control(block.origin, words(block.title, pour, setting, name))
    return paragraph(pour.style(name), pour.bookmark(block.id, inner), _opening(block, pour, setting))


def _opening(block: Section, pour: Pour, setting: Setting) -> str:
    """What a heading says beside its style: the two cases that the style of its level does not foresee.

    The style of a main part opens a page and has no space above. A main part that follows on says so here,
    with its space; a smaller part that is to open a page says that, and has none. Both are the document's
    wish for this one heading, which no style can know.
    """
    opens = (pour.opens(block) or pour.fresh) and not setting.inside
    pour.fresh = False
    if block.level == 1 and not opens:
        space = pour.design.style("heading-1").before
        return f'<w:pageBreakBefore w:val="0"/><w:spacing w:before="{twips(space)}"/>'
    return '<w:pageBreakBefore/><w:spacing w:before="0"/>' if opens and block.level > 1 else ""


def _asks_for_width(blocks: Blocks, pour: Pour) -> bool:
    return not pour.design.page.stacked and any(
        isinstance(block, Table) and is_wide(block) for block in blocks
    )


def cover(block: Cover, pour: Pour, setting: Setting) -> list[str]:
    """Forum, year, kind, status, in reading order. The fields behind them stand in the page's header."""
    if block.form == "band":
        return _band(block, pour, setting)
    design = pour.design
    forum = design.style("cover-forum")
    long = width(plain(block.forum), forum.size, forum.weight, design) / design.page.text_width
    lines = [
        ("Cover Forum Long" if long > _MOST_FORUM_LINES else "Subtitle", block.forum),
        ("Cover Kind", block.kind),
        ("Cover Status", block.status),
    ]
    kind_at = design.measures.cover_kind_baseline - design.style("cover-kind").leading * FIXED_LINE / MM
    frame = _frame(kind_at, pour)
    pieces = [
        paragraph(pour.style(name), words(said, pour, setting, name), "" if place == 0 else frame)
        for place, (name, said) in enumerate(lines)
        if said
    ]
    pieces.insert(1, _year(block, pour, design.measures.cover_horizon))
    if not setting.in_body:
        return pieces
    pour.fresh = True
    # The frames of the year and the kind hang on the paragraph that follows them.
    before = [PORTRAIT_END] if block.form == "back" else []
    return [*before, *pieces, paragraph(pour.style("Section End"), ""), COVER_END]


_BAND_SHARE = 0.56
"""The part of the text's width that the forum's name has in a band; the rest is for the kind of report."""


def _band(block: Cover, pour: Pour, setting: Setting) -> list[str]:
    """The cover as a band across the head of the first page: its words in frames above the text."""
    measures, page = pour.design.measures, pour.design.page
    forum, kind = (
        pour.design.style(role).leading * FIXED_LINE / MM for role in ("cover-forum", "cover-kind")
    )
    split = page.text_width * _BAND_SHARE
    left = _frame(measures.band_baseline - forum, pour, wide=split)
    right = _frame(measures.band_baseline - kind, pour, inset=split, wide=page.text_width - split)
    pour.banded = True
    pieces = [paragraph(pour.style("Subtitle"), words(block.forum, pour, setting, "Subtitle"), left)]
    pieces.append(_year(block, pour, measures.band_horizon, banded=True))
    said = filter(None, (block.kind, block.status))
    name = "Band Kind"
    return [*pieces, *(paragraph(pour.style(name), words(line, pour, setting, name), right) for line in said)]


def _year(block: Cover, pour: Pour, horizon: float, *, banded: bool = False) -> str:
    """The year on its horizon.

    The line ends there, and the type is lowered on it by what a fixed line keeps below the baseline. Neither
    can be said in the style: LibreOffice would not read it there.
    """
    design = pour.design
    size = cover_year_size(block.year, design, banded=banded)
    box = size * FIXED_LINE
    lowered = f'<w:position w:val="-{half_points(box * (1 - FIXED_LINE))}"/>'
    inner = pour.control(block.origin, run(block.year, lowered))
    return paragraph(pour.style("Title"), inner, _frame(horizon - box / MM, pour))


def _frame(at: float, pour: Pour, *, inset: float = 0.0, wide: float = 0.0) -> str:
    """A text frame at a height of the page (17.3.1.11), ``inset`` from the margin and ``wide``, else as wide
    as the page; all in millimetres.

    So the year stands on the horizon however long the forum's name is, and its words stay in the body, in
    reading order.
    """
    page = pour.design.page
    # To the edge of the page: in a wider font than the brand's the year has room before it takes a line more.
    size = f'w:w="{twips(wide or page.width - page.left)}" w:wrap="around"'
    place = f'w:vAnchor="page" w:hAnchor="page" w:x="{twips(page.left + inset)}" w:y="{twips(at)}"'
    return f"<w:framePr {size} {place}/>"
