"""Where a document stands on its pages, told to those who make pages of their own.

Such a program has much the same pages until a part runs over many of them, which it breaks in its own way.
What comes after stands elsewhere then; so no more than that is laid out for it.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from annual_report.design import MM, Design
from annual_report.document.blocks import Blocks, Document, Ledger, ListBlock, Paragraph, Section, plain, walk
from annual_report.renderers import Pages
from annual_report.renderers.pdf.build import Layout, laid_out
from annual_report.renderers.pdf.compose import FEW

FOLLOWED = 6
"""Pages in a row without a heading, after which another program is thought to have lost the PDF's pages."""

_TOP = 4 * MM
"""What stands so near below the top margin opens its page."""
_AHEAD = 3
"""Pages beyond those, so that no page that counts can know where the document was cut short."""
_NARROW = 0.44
"""The width of a character in parts of its size: a little less than it is on average."""


def pages_of(layout: Layout) -> Pages:
    """What stands on which page, and what opens one: as the PDF has it where another program can follow,
    then as the parts themselves ask.
    """
    top = layout.setting.page.top * MM + _TOP
    lost = lost_at(layout)
    numbers = {name: spot[0] + 1 for name, spot in layout.spots.items()}
    openers = {name for sheet in layout.sheets[:lost] for name, y in sheet.anchors if y <= top}
    if lost is not None:
        openers.update(
            part.id
            for part in _sections(layout.setting.document.blocks)
            if part.opens == "page" and numbers.get(part.id, lost + 1) > lost
        )
    furnished = (sheet for sheet in layout.sheets if sheet.furnished)
    steady = all(any(y <= top for *_, y in sheet.bookmarks) for sheet in furnished)
    return Pages(numbers, frozenset(openers), steady)


def pages_for_others(document: Document, design: Design) -> Pages:
    """The same without more pages than it takes. Where they are not steady, numbers end where that was
    clear.
    """
    start = beginning(document.blocks, design)
    if start is not None:
        layout = laid_out(document, design, start)
        lost = lost_at(layout)
        if lost is not None and lost + _AHEAD <= len(layout.sheets):
            return pages_of(layout)
    return pages_of(laid_out(document, design))


def lost_at(layout: Layout) -> int | None:
    """The place of the page, counted from 0, at which another program can no longer follow; None where it can
    to the end.
    """
    running = 0
    for place, sheet in enumerate(layout.sheets):
        running = running + 1 if sheet.furnished and not sheet.bookmarks else 0
        if running == FOLLOWED:
            return place
    return None


def _sections(blocks: Blocks) -> Iterator[Section]:
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from _sections(block.blocks)


def beginning(blocks: Blocks, design: Design) -> Blocks | None:
    """The blocks up to the first ledger or list that takes more pages than are followed, and of that one as
    much as shows it; None where there is none.

    Only a layout can tell for sure: this goes by the number of characters.
    """
    for place, block in enumerate(blocks):
        if isinstance(block, Section):
            inner = beginning(block.blocks, design)
            if inner is not None:
                return (*blocks[:place], replace(block, blocks=inner))
        elif isinstance(block, ListBlock | Ledger):
            kept = _enough(block, design)
            # How a part's list is set may depend on whether there is another one.
            if kept is not None and not any(isinstance(after, ListBlock) for after in blocks[place + 1 :]):
                return (*blocks[:place], kept)
    return None


def _enough(block: ListBlock | Ledger, design: Design) -> ListBlock | Ledger | None:
    if isinstance(block, ListBlock):
        count = _filling([item.blocks for item in block.items], design)
        return None if count is None else replace(block, items=block.items[:count])
    # The side of a ledger that has more to say is its right one.
    count = _filling([entry.done for entry in block.entries], design)
    return None if count is None else replace(block, entries=block.entries[:count])


def _filling(items: Sequence[Blocks], design: Design) -> int | None:
    """How many of the items, one below the other, fill the pages that it takes; None where all don't."""
    style, page = design.style("body"), design.page
    across = page.text_width * MM / (style.size * _NARROW)
    rest = (FOLLOWED + _AHEAD) * page.text_height * MM / style.leading
    for count, blocks in enumerate(items, 1):
        said = (plain(block.children) for block in walk(blocks) if isinstance(block, Paragraph))
        rest -= 1 + sum(len(words) // across + 1 for words in said)  # a line's room above and below
        if rest <= 0:
            return max(count, FEW + 1)  # fewer would be set large
    return None
