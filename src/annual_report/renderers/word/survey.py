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
    Text,
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
    marks: list[NoteReference | Pill] = []
    for block in walk(document.blocks):
        if isinstance(block, Paragraph):
            ids.append(block.id)
            _gather(block.children, marks)
            continue
        if isinstance(block, Cover):
            year, banded = year or block.year, banded or block.form == "band"
        elif isinstance(block, Notes):
            notes |= {note.id: note for note in block.notes}
        ids += _ids(block)
        for words in _words(block):
            _gather(words, marks)
    for mark in marks:
        if isinstance(mark, NoteReference):
            repeated |= {mark.target} & numbers.keys()
            numbers.setdefault(mark.target, mark.number)
        elif mark.tone == "own":
            colours[mark.colour] = None
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
    """The ids in a block itself, not in the blocks inside it; a paragraph has just the one."""
    match block:
        case Section() | Contents():
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


def _words(block: Block) -> Iterator[Inlines]:
    """The words of a block itself, not of the blocks inside it; those of a paragraph are its children."""
    match block:
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


def _gather(children: Inlines, found: list[NoteReference | Pill]) -> None:
    """Add the references and outcomes among words, however deep they stand."""
    for child in children:
        if isinstance(child, Text):  # as most are
            continue
        if isinstance(child, NoteReference | Pill):
            found.append(child)
        elif inner := getattr(child, "children", ()):
            _gather(inner, found)
