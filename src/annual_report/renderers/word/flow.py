"""Blocks as paragraphs and tables, in order: the one ``match`` over every kind of block."""

from itertools import zip_longest
from typing import assert_never

from msgspec.structs import replace

from annual_report.document.blocks import (
    Beside,
    Block,
    Blocks,
    Callout,
    Cards,
    Contents,
    Cover,
    Definitions,
    Figure,
    GlanceLines,
    KeyFigures,
    Ledger,
    ListBlock,
    Notes,
    Paragraph,
    Quotation,
    Section,
    Table,
    Tally,
)
from annual_report.renderers.word.boxes import beside, callout, cards, key_figures, quotation
from annual_report.renderers.word.contents import contents
from annual_report.renderers.word.figures import figure
from annual_report.renderers.word.item_lists import list_block
from annual_report.renderers.word.keeping import leading_on
from annual_report.renderers.word.ledger import ledger
from annual_report.renderers.word.notes import loose_notes
from annual_report.renderers.word.ooxml import paragraph
from annual_report.renderers.word.paragraphs import text_paragraph
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.ruled import definitions, glance_lines
from annual_report.renderers.word.sections import cover, section
from annual_report.renderers.word.tables import table, tally

_TABLES, _OPENING = (Ledger, Table, Tally), (Cover, Section)
_LED_UP_TO = (ListBlock, Definitions, GlanceLines)
"""What the words above it lead up to, so that no page ends with those. Tables: ``Setting.before_table``."""


def write(blocks: Blocks, pour: Pour, setting: Setting) -> list[str]:
    """The blocks as the paragraphs and tables that go into the body, a cell or a note."""
    pieces: list[str] = []
    below = False
    for block, following in zip_longest(blocks, blocks[1:]):
        above = isinstance(following, _TABLES)
        here = setting
        if (below, above) != (setting.after_table, setting.before_table):
            here = replace(setting, after_table=below, before_table=above)
        made = _block(block, pour, here)
        pour.fresh = pour.fresh and isinstance(block, _OPENING)
        if not made:
            continue
        if made[0].startswith("<w:tbl>") and pieces and pieces[-1].endswith("</w:tbl>"):
            # Word draws two tables that touch as one.
            pieces.append(paragraph(pour.style("Between Tables"), ""))
        if isinstance(following, _LED_UP_TO) and isinstance(block, Paragraph) and setting.in_body:
            made[-1] = leading_on(made[-1])
        pieces += made
        below = made[-1].endswith("</w:tbl>") or isinstance(block, _TABLES)  # these may be cards
    return pieces


def _block(block: Block, pour: Pour, setting: Setting) -> list[str]:
    match block:
        case Section():
            return section(block, pour, setting)
        case Paragraph():
            return [text_paragraph(block, pour, setting)]
        case ListBlock():
            return list_block(block, pour, setting)
        case Cover():
            return cover(block, pour, setting)
        case Contents():
            return contents(block, pour)
        case Ledger():
            return ledger(block, pour, setting)
        case GlanceLines():
            return glance_lines(block, pour, setting)
        case Tally():
            return tally(block, pour, setting)
        case KeyFigures():
            return key_figures(block, pour, setting)
        case Callout():
            return callout(block, pour, setting)
        case Quotation():
            return quotation(block, pour, setting)
        case Figure():
            return figure(block, pour, setting)
        case Beside():
            return beside(block, pour, setting)
        case Table():
            return table(block, pour, setting)
        case Cards():
            return cards(block, pour, setting)
        case Definitions():
            return definitions(block, pour, setting)
        case Notes():
            return loose_notes(block, pour, setting)
        case _:
            assert_never(block)
