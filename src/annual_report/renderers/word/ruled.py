"""Lines between rules that are paragraphs, not tables: priorities at a glance, terms and their meanings."""

from msgspec.structs import replace

from annual_report.document.blocks import (
    Definition,
    Definitions,
    GlanceLine,
    GlanceLines,
    Paragraph,
)
from annual_report.renderers.word.drawings import shape_picture
from annual_report.renderers.word.inlines import inlines
from annual_report.renderers.word.keeping import leading_on, together
from annual_report.renderers.word.lists import TERM_BULLETS, TERM_NUMBERS, term_indent
from annual_report.renderers.word.ooxml import control, paragraph, run
from annual_report.renderers.word.paragraphs import marks_in
from annual_report.renderers.word.pour import Pour, Setting

_FEW = 11
"""Paragraphs of terms and meanings that are kept on one page, all of them."""


def ruled_style(base: str, place: int, count: int) -> str:
    """The style of one line of several: the first has the strong rule, the last one below it."""
    if place == 0:
        return f"{base} First"
    return f"{base} Last" if place == count - 1 else base


def glance_lines(block: GlanceLines, pour: Pour, setting: Setting) -> list[str]:
    """One line a priority: number, words, how it stands; on a narrow page that comes on a line below."""
    measures = pour.design.measures
    beside = measures.glance_number + measures.glance_words + 20 < setting.width
    count = len(block.lines)
    return [
        _glance(line, ruled_style("Glance Line", place, count), beside, pour, setting)
        for place, line in enumerate(block.lines)
    ]


def _glance(line: GlanceLine, style: str, beside: bool, pour: Pour, setting: Setting) -> str:  # noqa: FBT001
    marks = marks_in(style, setting)
    number = run(line.number, marks.styled("Glance Number").properties(pour))
    square = ""
    if line.marked:
        size = pour.design.measures.pill_shape * 0.85
        square = shape_picture(pour, "square", pour.design.colour("primary"), size) + run("\u00a0")
    standing = square + inlines(line.standing, pour, marks)
    between = control("tab") if beside else control("br")
    inner = number + control("tab") + inlines(line.words, pour, marks) + between + standing
    return paragraph(pour.style(style), inner)


def definitions(block: Definitions, pour: Pour, setting: Setting) -> list[str]:
    """A term, and what it means beside it; on a page for cards below it."""
    items: list[list[str]] = []
    count = len(block.items)
    for place, item in enumerate(block.items):
        # The rule below the last line belongs to it only where nothing more of the item follows.
        last = place == count - 1 and len(item.blocks) > (0 if pour.design.page.stacked else 1)
        style = ruled_style("Definition", place, count + last)
        items.append(together(_definition(item, style, pour, setting)))
    # A few short ones stay with what leads to them; of more the first two and the last two do.
    few = sum(map(len, items)) <= _FEW and not pour.design.page.stacked
    tied = range(count - 1) if few else {0, count - 2} - {count - 1}
    return [
        leading_on(piece) if place in tied else piece for place, made in enumerate(items) for piece in made
    ]


def _definition(item: Definition, style: str, pour: Pour, setting: Setting) -> list[str]:
    marks = marks_in(style, setting)
    inner = inlines(item.term, pour, marks.styled("Term"))
    blocks = item.blocks
    first = blocks[0] if blocks else None
    if not pour.design.page.stacked:
        inner += control("tab")
    if isinstance(first, Paragraph) and not pour.design.page.stacked:
        said = inlines(first.children, pour, marks_in(style, setting, first.language))
        inner += pour.bookmark(first.id, pour.control(first.origin, said))
        blocks = blocks[1:]
    room = setting.width - term_indent(pour.design)
    below = replace(
        setting, text="Definition Text", depth=0, width=room, after_table=False,
        lists=(TERM_BULLETS, TERM_NUMBERS),
    )  # fmt: skip
    return [paragraph(pour.style(style), pour.bookmark(item.id, inner)), *pour.write(blocks, below)]
