"""What has to be known of a whole document before its first paragraph is written."""

from collections.abc import Iterator

from msgspec import Struct

from annual_report.document.blocks import (
    Block,
    Callout,
    Cards,
    Contents,
    Cover,
    Definitions,
    Document,
    Figure,
    GlanceLines,
    Heading,
    Inline,
    Inlines,
    KeyFigures,
    Ledger,
    ListBlock,
    Note,
    NoteReference,
    Notes,
    Paragraph,
    Pill,
    Quotation,
    Section,
    Table,
    Tally,
    outline,
    walk,
)


class Survey(Struct, frozen=True):
    """Ids that can be linked to, headings, footnotes by id, the cover's year, colours of own ratings."""

    language: str
    year: str
    banded: bool
    ids: frozenset[str]
    headings: tuple[Heading, ...]
    notes: dict[str, Note]
    referred: frozenset[str]
    """Notes that some text refers to; the others stay where they are."""
    repeated: frozenset[str]
    """Notes that several texts refer to."""
    counted: bool
    """Whether the printed numbers of the notes are what Word's own counting gives."""
    own_colours: tuple[str, ...]


def survey(document: Document) -> Survey:
    """Read a document through once."""
    ids: list[str] = []
    notes: dict[str, Note] = {}
    numbers: dict[str, str] = {}
    colours: dict[str, None] = {}
    repeated: set[str] = set()
    year, banded = "", False
    for block in walk(document.blocks):
        if isinstance(block, Cover):
            year, banded = year or block.year, banded or block.form == "band"
        elif isinstance(block, Notes):
            notes |= {note.id: note for note in block.notes}
        ids += _ids(block)
        for inline in _marks(block):
            if isinstance(inline, NoteReference):
                repeated |= {inline.target} & numbers.keys()
                numbers.setdefault(inline.target, inline.number)
            elif isinstance(inline, Pill) and inline.tone == "own":
                colours[inline.colour] = None
    shown = [number for target, number in numbers.items() if target in notes]
    return Survey(
        language=document.metadata.language,
        year=year,
        banded=banded,
        ids=frozenset(filter(None, ids)),
        headings=outline(document),
        notes=notes,
        referred=frozenset(numbers),
        repeated=frozenset(repeated),
        counted=shown == [str(place + 1) for place in range(len(shown))],
        own_colours=tuple(colours),
    )


def _ids(block: Block) -> list[str]:
    """The ids in a block itself, not in the blocks inside it."""
    match block:
        case Section() | Paragraph() | Contents():
            return [block.id]
        case ListBlock():
            return [item.id for item in block.items]
        case Ledger():
            return [entry.id for entry in block.entries]
        case Table():
            return [row.id for row in block.head + block.rows]
        case Cards():
            return [card.id for card in block.cards]
        case Definitions():
            return [item.id for item in block.items]
        case Notes():
            return [note.id for note in block.notes]
        case _:
            return []


def _marks(block: Block) -> Iterator[Inline]:
    """Every inline of a block itself, not of the blocks inside it, however deep it stands."""
    for words in _words(block):
        yield from _flat(words)


def _words(block: Block) -> Iterator[Inlines]:
    match block:
        case Paragraph():
            yield block.children
        case Section() | Callout():
            yield block.title
        case Cover():
            yield from (block.forum, block.kind, block.status)
        case KeyFigures():
            for figure in block.figures:
                yield from (figure.value, figure.beside, figure.label)
        case GlanceLines():
            for line in block.lines:
                yield from (line.words, line.standing)
        case Tally():
            yield from ((row.pill, *row.count) for row in block.rows)
        case Quotation():
            yield block.attribution
        case Figure():
            yield from (block.caption, block.credit)
        case Definitions():
            yield from (item.term for item in block.items)
        case _:
            return


def _flat(children: Inlines) -> Iterator[Inline]:
    for child in children:
        yield child
        inner: Inlines = getattr(child, "children", ())
        if inner:
            yield from _flat(inner)
