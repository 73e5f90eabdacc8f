"""What a document says, for the tests of the Word file: its words in reading order, notes and pages apart."""

from collections.abc import Iterator
from typing import assert_never

from annual_report.document.blocks import (
    Beside,
    Block,
    Blocks,
    Callout,
    Cards,
    Contents,
    Cover,
    Definitions,
    Document,
    Figure,
    GlanceLines,
    Inlines,
    KeyFigures,
    Ledger,
    LineBreak,
    ListBlock,
    Notes,
    PageReference,
    Paragraph,
    Pill,
    Quotation,
    Section,
    Table,
    Tally,
    Text,
)


def spoken(document: Document) -> Iterator[str]:
    """Every run of words that the body of a Word file must hold, in order.

    Bars are pictures, whose words are their alternative text; footnotes stand in a part of their own.
    """
    yield from _blocks(document.blocks)


def _blocks(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Section():
            yield from _runs(block.title)
            yield from _blocks(block.blocks)
        case Paragraph():
            yield from _runs(block.children)
        case ListBlock():
            for item in block.items:
                yield from _blocks(item.blocks)
        case Cover():
            yield from (*_runs(block.forum), block.year, *_runs(block.kind), *_runs(block.status))
        case Contents():
            yield block.title
        case Ledger():
            for entry in block.entries:
                yield entry.number
                yield from _blocks(entry.promise + entry.done)
        case GlanceLines():
            for line in block.lines:
                yield from (line.number, *_runs(line.words), *_runs(line.standing))
        case Tally():
            for row in block.rows:
                yield from (row.pill.words, *row.numbers, *_runs(row.count))
        case KeyFigures():
            for figure in block.figures:
                yield from (*_runs(figure.value), *_runs(figure.beside), *_runs(figure.label))
        case Callout():
            yield from _runs(block.title)
            yield from _blocks(block.blocks)
        case Quotation():
            yield from _blocks(block.blocks)
            yield from _runs(block.attribution)
        case Figure():
            yield from (*_runs(block.caption), *_runs(block.credit))
        case Beside():
            yield from _blocks((*block.blocks, block.figure))
        case Table():
            for row in block.head + block.rows:
                for cell in row.cells:
                    yield from () if cell.bar else _blocks(cell.blocks)
        case Cards():
            for card in block.cards:
                yield from _blocks(card.blocks)
        case Definitions():
            for item in block.items:
                yield from _runs(item.term)
                yield from _blocks(item.blocks)
        case Notes():
            pass
        case _:
            assert_never(block)


def _runs(children: Inlines) -> Iterator[str]:
    for child in children:
        if isinstance(child, Text):
            yield child.text
        elif isinstance(child, Pill):
            yield child.words
        elif not isinstance(child, LineBreak | PageReference):
            yield from _runs(getattr(child, "children", ()))
