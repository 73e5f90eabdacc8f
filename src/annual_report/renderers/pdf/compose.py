"""A document -> bands: one construction for each kind of block, and the elements of the structure tree."""

from typing import assert_never

from msgspec.structs import replace

from annual_report.design import MM, Role
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
    plain,
)
from annual_report.renderers.pdf import boxes, cover, front, glance, lists
from annual_report.renderers.pdf.bands import Band
from annual_report.renderers.pdf.column import Column, paragraph, text
from annual_report.renderers.pdf.ledger import ledger_bands
from annual_report.renderers.pdf.pictures import PictureStore
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.stacked import stacked_ledger
from annual_report.renderers.pdf.tables import table_bands
from annual_report.renderers.pdf.tags import Element, heading

_SHORT = 4
"""Lines of a paragraph that leads up to a table, a list or the like, and stays with it."""
FEW = 14
"""More entries than this never fit a page when they are set large."""


class DocumentComposer:
    """Composes the blocks of one document, in reading order."""

    def __init__(self, setting: Setting, pictures: PictureStore) -> None:
        self.setting = setting
        self.pictures = pictures

    def blocks(self, blocks: Blocks, column: Column, parent: Element) -> list[Band]:
        """Bands of all blocks, whose elements become children of ``parent``."""
        bands: list[Band] = []
        above: Block | None = None
        for block in blocks:
            made = self._block(block, column, parent)
            if bands and made:
                _bound(bands[-1], made[0], above, block)
            bands += made
            above = block
        return bands

    def inside(self, blocks: Blocks, column: Column, owner: Element) -> list[Band]:
        """Bands of a cell or list item; a single paragraph needs no element of its own."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].language:
            return [paragraph(self.setting, blocks[0], column, owner)]
        return self.blocks(blocks, column, owner)

    def _block(self, block: Block, column: Column, parent: Element) -> list[Band]:
        match block:
            case Paragraph():
                owner = Element("P", parent, language=block.language)
                return [paragraph(self.setting, block, column, owner)]
            case Section():
                return self._section(block, column, parent)
            case ListBlock():
                return lists.list_bands(self, block, column, parent)
            case Ledger():
                stacks = self.setting.page.stacked
                return (stacked_ledger if stacks else ledger_bands)(self, block, column, parent)
            case Table():
                return table_bands(self, block, column, parent)
            case Cover():
                return [cover.cover_band(self, block, parent)]
            case Contents():
                return front.contents_bands(self, block, column, parent)
            case GlanceLines():
                return glance.glance_lines(self, block, column, parent)
            case Tally():
                return glance.tally_bands(self, block, column, parent)
            case KeyFigures():
                return glance.key_figures(self, block, column, parent)
            case Callout():
                return boxes.callout_bands(self, block, column, parent)
            case Quotation():
                return boxes.quotation_bands(self, block, column, parent)
            case Figure():
                return boxes.figure_bands(self, block, column, parent, self.pictures)
            case Beside():
                return boxes.beside_bands(self, block, column, parent, self.pictures)
            case Cards():
                return boxes.card_bands(self, block, column, parent)
            case Definitions():
                return boxes.definition_bands(self, block, column, parent)
            case Notes():
                return boxes.note_bands(self, block, column, parent)
            case _:
                assert_never(block)

    def _section(self, section: Section, column: Column, parent: Element) -> list[Band]:
        """A heading and what stands under it."""
        part = Element("Sect", parent, language=section.language)
        level = min(section.level, column.level + 1)
        with self.setting.at(section.origin):
            title = self._heading(section, level, column, part)
            inner = replace(column, level=level)
            if section.opens == "page" and self._holds_few_entries(section):
                bands = self._with_large_entries(section, inner, part)
            else:
                bands = self.blocks(section.blocks, inner, part)
            if _introduces(section.blocks) and bands[0].said() <= _SHORT:
                bands[0].keeps = True
            return [title, *bands]

    def _heading(self, section: Section, level: int, column: Column, part: Element) -> Band:
        role: Role = "heading-1" if section.level <= 1 else "heading-2" if section.level == 2 else "heading-3"
        owner = Element(heading(level), part)
        narrowed = replace(column, width=min(column.width, self.setting.measures.measure * MM + 10 * MM))
        title = text(self.setting, section.title, role, narrowed, owner, balanced=True)
        title.ids = (section.id,)
        title.bookmark = (level, plain(section.title), section.id)
        title.keeps = title.whole = True
        if section.level <= 1 and column.kind == "page":
            title.opens = section.opens == "page"
            title.need = min(self.setting.measures.follows * MM, self.setting.text_height / 3)
        return title

    def _holds_few_entries(self, section: Section) -> bool:
        """Whether its only list is one of entries, few enough to be set large on one page."""
        listed = [block for block in section.blocks if isinstance(block, ListBlock)]
        return len(listed) == 1 and lists.only_entries(listed[0]) and len(listed[0].items) <= FEW

    def _with_large_entries(self, section: Section, column: Column, part: Element) -> list[Band]:
        """The section's blocks, its entries large; how they are set smaller goes with them, as only the flow
        knows what page they come to. The structure keeps the list that is painted.
        """
        bands: list[Band] = []
        for block in section.blocks:
            if not isinstance(block, ListBlock):
                bands += self._block(block, column, part)
                continue
            large, small = Element("L", part), Element("L", part)
            large.numbering = small.numbering = "Square"
            made = lists.entries(self, block, column, large, large=True)
            for band, smaller in zip(
                made, lists.entries(self, block, column, small, large=False), strict=True
            ):
                band.smaller = smaller
            bands += made
        return bands


def _bound(last: Band, first: Band, above: Block | None, below: Block) -> None:
    """Keep together what no page should end between: a table and the small print below it, a list and the
    words that end in a colon above it.
    """
    match above, below:
        case Table(), Paragraph(role="small"):
            first.tied = True
        case Paragraph(), ListBlock() if plain(above.children).endswith(":"):
            last.keeps = True
        case _:
            pass


def _introduces(blocks: Blocks) -> bool:
    """Whether the first block is a paragraph that leads up to the next, not the first of several."""
    match blocks[:2]:
        case (Paragraph(), Paragraph() | Section()):
            return False
        case (Paragraph(), _):
            return True
        case _:
            return False
