"""The document tree that every format is made from.

Blocks carry meaning (level, role, header cells, language, what a picture shows) and never points or
colours. Both unions are closed: a renderer is one ``match`` over ``Block`` and one over ``Inline``, each
ending in ``assert_never``, so that the type checker refuses a renderer that forgets a kind of block.
Inline content is defined in :mod:`annual_report.document.words` and found here as well.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from annual_report.document.words import (
    Emphasis as Emphasis,
    Inline as Inline,
    InlineRole as InlineRole,
    Inlines as Inlines,
    LineBreak as LineBreak,
    Link as Link,
    NoteReference as NoteReference,
    Origin as Origin,
    PageReference as PageReference,
    Pill as Pill,
    Shape as Shape,
    Span as Span,
    Strong as Strong,
    Text as Text,
    Tone as Tone,
    plain as plain,
)

# --- blocks ---------------------------------------------------------------------------------------------

ParagraphRole = Literal[
    "body",
    "lead",
    "meta",
    "reason",
    "rest",
    "promise",
    "quiet",
    "label",
    "small",
    "caption",
    "attribution",
    "person-side",
    "person-name",
    "person-role",
]
"""``lead`` opens a part; ``promise`` is the title or first sentence of a priority and ``rest`` what
follows it; ``meta`` is who leads and by when; ``reason`` a run-in label and its text (reason, decision);
``label`` a short heading inside a card; the ``person-*`` roles are the three lines of a person."""


class Paragraph(Struct, frozen=True):
    """One paragraph."""

    children: Inlines
    role: ParagraphRole = "body"
    origin: Origin | None = None
    language: str = ""
    id: str = ""


ListRole = Literal["plain", "achievements", "entries", "notes"]
"""``achievements``: what was done, inside a ledger; ``entries``: achievements one under the other, between
rules; ``notes``: small numbered notes below a table."""


class ListItem(Struct, frozen=True):
    """An entry of a list: blocks, usually one paragraph and perhaps a nested list."""

    blocks: "Blocks"
    id: str = ""
    origin: Origin | None = None


class ListBlock(Struct, frozen=True):
    """A list; ``ordered`` ones count from ``start``."""

    items: tuple[ListItem, ...]
    role: ListRole = "plain"
    ordered: bool = False
    start: int = 1


class Section(Struct, frozen=True):
    """A part of the document under a heading of ``level`` 1 to 6.

    ``opens`` says whether the part asks for a fresh page or follows on where there is room.
    """

    id: str
    level: int
    title: Inlines
    blocks: "Blocks"
    opens: Literal["page", "follow"] = "follow"
    origin: Origin | None = None
    language: str = ""


CoverForm = Literal["page", "band", "back"]
"""``page``: a page of its own; ``band``: across the head of the first page, with text below it; ``back``: the
last page of what is folded, so that it closes with a cover as well."""


class Cover(Struct, frozen=True):
    """Who, which year, what kind of report, and its status if it is not yet final: mostly the first page."""

    forum: Inlines
    year: str
    kind: Inlines
    status: Inlines = ()
    origin: Origin | None = None
    form: CoverForm = "page"


class Contents(Struct, frozen=True):
    """The place of the contents list; renderers fill it from the outline (``outline``)."""

    id: str
    title: str


class LedgerEntry(Struct, frozen=True):
    """A row of the ledger: the promise on the left, what was done on the right.

    ``label`` ("Priority 2") names the entry where the ledger is drawn as cards.
    """

    id: str
    number: str
    label: str
    promise: "Blocks"
    done: "Blocks"
    origin: Origin | None = None


class Ledger(Struct, frozen=True):
    """Promises beside deeds, as a table or (large print, narrow pages) as stacked cards.

    ``heads`` are the words above the columns: number, promise, done; number is "" in a ledger without
    numbers ("You said, we did").
    """

    caption: str
    heads: tuple[str, str, str]
    entries: tuple[LedgerEntry, ...]


class GlanceLine(Struct, frozen=True):
    """One line a priority: its number, its first words, how it stands; ``marked`` puts a square before."""

    number: str
    words: Inlines
    standing: Inlines
    marked: bool = False


class GlanceLines(Struct, frozen=True):
    """Priorities at a glance, a line each."""

    lines: tuple[GlanceLine, ...]


class TallyRow(Struct, frozen=True):
    """How many priorities had an outcome, and their printed numbers."""

    pill: Pill
    numbers: tuple[str, ...]
    count: Inlines


class Tally(Struct, frozen=True):
    """Outcomes counted, a row each, with a square for each priority. Read out as a table with ``heads``
    (outcome, priorities, count).
    """

    caption: str
    heads: tuple[str, str, str]
    rows: tuple[TallyRow, ...]


class KeyFigure(Struct, frozen=True):
    """A number that stands out: value ("3"), smaller words beside it ("of 4"), what it counts."""

    value: Inlines
    beside: Inlines
    label: Inlines
    origin: Origin | None = None


class KeyFigures(Struct, frozen=True):
    """Two to four key figures side by side."""

    figures: tuple[KeyFigure, ...]


class Callout(Struct, frozen=True):
    """A boxed word to the reader. A ``story`` is somebody's own account."""

    title: Inlines
    blocks: "Blocks"
    role: Literal["callout", "story"] = "callout"
    origin: Origin | None = None


class Quotation(Struct, frozen=True):
    """Somebody's words, and who said them."""

    blocks: "Blocks"
    attribution: Inlines = ()
    origin: Origin | None = None


class Picture(Struct, frozen=True):
    """A picture as bytes: ``media_type`` image/png, image/jpeg or image/svg+xml; size in pixels."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int


FigureRole = Literal["figure", "portrait", "logo", "code"]
"""``code`` is for a camera: drawn sharp, in one size, with clear paper round it."""


class Figure(Struct, frozen=True):
    """A picture with what it shows in words (``alt``), or ``decorative``; caption and credit below it."""

    picture: Picture
    alt: str
    caption: Inlines = ()
    credit: Inlines = ()
    decorative: bool = False
    role: FigureRole = "figure"
    origin: Origin | None = None


class Beside(Struct, frozen=True):
    """Words with a picture at their right. The words are read first: a code to scan stands beside its
    address.
    """

    blocks: "Blocks"
    figure: Figure


Onward = Literal["", "goes-on", "stops", "joins"]
"""What a thread does after a year, where that is more than going on to the next one in the table."""


class Cell(Struct, frozen=True):
    """A table cell; ``scope`` makes it a header; ``figure`` cells are set right on tabular digits.

    A cell with ``bar`` shows a measure as a drawing too (``blocks`` hold the same in words). The last year
    of a thread has ``onward``: it goes on beyond the table, stops, or joins the row whose id is ``joins``.
    """

    blocks: "Blocks"
    scope: Literal["", "column", "row"] = ""
    kind: Literal["text", "figure", "bar"] = "text"
    span: int = 1
    bar: "Bar | None" = None
    onward: Onward = ""
    joins: str = ""


class Bar(Struct, frozen=True, gc=False):
    """A measure on a scale from 0: actual as a bar, baseline as a ring, target as a tall mark.

    ``scale`` is the largest value of the rows that share one scale, 0 where a row has its own.
    """

    actual: float
    baseline: float | None
    target: float | None
    scale: float = 0

    @property
    def full(self) -> float:
        """The largest value that the drawing has to hold."""
        return max(self.actual, self.baseline or 0, self.target or 0, self.scale)


class Row(Struct, frozen=True):
    """A table row; ``group`` rows head the rows below them, ``total`` rows close them."""

    cells: tuple[Cell, ...]
    role: Literal["plain", "group", "total"] = "plain"
    id: str = ""


TableRole = Literal["plain", "measures", "money", "events", "threads"]


class Table(Struct, frozen=True):
    """A data table. ``caption`` names it; ``summary`` says in a sentence what it holds (for readers who
    hear it). ``caption_shown`` is false where a heading right above says the same.
    """

    caption: str
    summary: str
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    role: TableRole = "plain"
    caption_shown: bool = False


class Card(Struct, frozen=True):
    """A person (or partner): a few short paragraphs, perhaps a portrait."""

    blocks: "Blocks"
    id: str = ""
    origin: Origin | None = None


class Cards(Struct, frozen=True):
    """Cards in two columns, read in order."""

    cards: tuple[Card, ...]


class Definition(Struct, frozen=True):
    """A term and what it means."""

    term: Inlines
    blocks: "Blocks"
    id: str = ""


class Definitions(Struct, frozen=True):
    """Terms with their meanings, or names with their values."""

    items: tuple[Definition, ...]


class Note(Struct, frozen=True):
    """A footnote: its number, its id, its text."""

    id: str
    number: str
    blocks: "Blocks"
    origin: Origin | None = None


class Notes(Struct, frozen=True):
    """Footnotes of the part that they close."""

    notes: tuple[Note, ...]


Block = (
    Section
    | Paragraph
    | ListBlock
    | Cover
    | Contents
    | Ledger
    | GlanceLines
    | Tally
    | KeyFigures
    | Callout
    | Quotation
    | Figure
    | Beside
    | Table
    | Cards
    | Definitions
    | Notes
)
Blocks = tuple[Block, ...]


# --- the whole ------------------------------------------------------------------------------------------


class Attachment(Struct, frozen=True):
    """A file that travels inside the document: the record that it was made from."""

    name: str
    media_type: str
    description: str
    data: bytes


class Metadata(Struct, frozen=True):
    """What the file says of itself. ``date`` is an ISO 8601 day (record.md: published, else approved, else
    the end of the period); ``running_left`` and ``running_right`` stand at the head of each page.
    """

    title: str
    author: str
    subject: str
    language: str
    date: str
    running_left: str
    running_right: str
    keywords: tuple[str, ...] = ()
    identifier: str = ""


class Wording(Struct, frozen=True):
    """The few words that only a renderer can place, in the document's language.

    ``page_of`` has ``{page}`` and ``{pages}``; ``continued`` has ``{page}``.
    """

    page_of: str = "Page {page} of {pages}"
    continued: str = "Continued from page {page}"
    footnote: str = "Note {number}"
    skip: str = "Skip to the report"


class Document(Struct, frozen=True):
    """A report, ready to be drawn: everything a renderer needs besides the design."""

    metadata: Metadata
    blocks: Blocks
    wording: Wording = Wording()
    attachments: tuple[Attachment, ...] = ()


# --- reading the tree -----------------------------------------------------------------------------------


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, in reading order, parents before their children."""
    waiting = [*reversed(blocks)]
    while waiting:
        block = waiting.pop()
        yield block
        if not isinstance(block, Paragraph):  # most blocks are, and have nothing inside
            waiting += reversed([inner for part in parts(block) for inner in part])


def parts(block: Block) -> Iterator[Blocks]:
    """The runs of blocks inside a block, in reading order."""
    match block:
        case Section() | Callout() | Quotation():
            yield block.blocks
        case Beside():
            yield block.blocks
            yield (block.figure,)
        case ListBlock():
            yield from (item.blocks for item in block.items)
        case Ledger():
            for entry in block.entries:
                yield entry.promise
                yield entry.done
        case Table():
            yield from (cell.blocks for row in block.head + block.rows for cell in row.cells)
        case Cards():
            yield from (card.blocks for card in block.cards)
        case Definitions():
            yield from (item.blocks for item in block.items)
        case Notes():
            yield from (note.blocks for note in block.notes)
        case _:
            return


class Heading(Struct, frozen=True):
    """A line of the outline."""

    level: int
    words: str
    id: str


def outline(document: Document) -> tuple[Heading, ...]:
    """The headings in reading order, the contents list's own among them."""
    lines = []
    for block in walk(document.blocks):
        if isinstance(block, Section):
            lines.append(Heading(block.level, plain(block.title), block.id))
        elif isinstance(block, Contents):
            lines.append(Heading(1, block.title, block.id))
    return tuple(lines)
