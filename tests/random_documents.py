"""Small random documents, for properties that every renderer must keep.

What is drawn is what a layout can make: unique ids, headings without a skipped level, links and page
references only to parts that exist, each footnote referred to once, and no empty paragraph.
"""

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from annual_report.document.blocks import (
    Attachment,
    Bar,
    Beside,
    Block,
    Blocks,
    Callout,
    Card,
    Cards,
    Cell,
    Contents,
    Cover,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Figure,
    GlanceLine,
    GlanceLines,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    Ledger,
    LedgerEntry,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Metadata,
    Note,
    NoteReference,
    Notes,
    Origin,
    PageReference,
    Paragraph,
    Picture,
    Pill,
    Quotation,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Tally,
    TallyRow,
    Text,
)
from annual_report.problems import Place

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = st.sampled_from(
    (
        "the", "a", "forum", "promised", "2023/24", "£14,300", "−350", "(both", "sides)", "“said”",
        "café", "Ŵyr", "<b>", "&amp;", "{{ x }}", "]]>", "%s", "\\n",
        "Ελλάδα", "мир", "x - y", "14 May 2024", "naïve…",
        "a-word-of-some-length-that-has-many-parts-and-no-blank",
        "Unbreakablewordthatgoesonandonandonandonforever",
        "don’t", "1.10", "=", "#tag", "↑",
    )
)  # fmt: skip
_words = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
_few = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_number = st.sampled_from(("", "1", "2", "12"))

_SHAPES: tuple[tuple[str, str], ...] = (
    ("met", "tick"), ("partly-met", "half"), ("not-met", "ring"), ("ongoing", "dot"),
    ("carried-forward", "arrow"),
    ("withdrawn", "bar"), ("not-rated", "dots"), ("own", ""), ("own", "half"),
)  # fmt: skip
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


class _Maker:
    """Draws one document: hands out ids, and knows which parts a link may lead to."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0
        self.targets: list[str] = []

    def new(self, kind: str) -> str:
        self.count += 1
        return f"{kind}-{self.count}"

    def origin(self) -> Origin | None:
        if not self.draw(st.booleans()):
            return None
        return Origin(f"2023-24:field[{self.count}]", Place("data/harbour/2023-24.yaml", self.count + 1, 3))

    def plain(self) -> Inlines:
        return (Text(self.draw(_few)),)

    def inline(self, depth: int = 0) -> Inline:
        kinds = ["text", "span", "quiet", "break", "pill", "page", "link"]
        if depth < 2:
            kinds += ["strong", "emphasis"]
        match self.draw(st.sampled_from(kinds)):
            case "strong":
                return Strong(self.run(depth + 1))
            case "emphasis":
                return Emphasis(self.run(depth + 1))
            case "link":
                far = ("https://example.org/?a=1&b=2", "mailto:forum@example.org", "tel:+4420")
                near = tuple(f"#{target}" for target in self.targets)
                return Link(self.plain(), self.draw(st.sampled_from(far + near)))
            case "page" if self.targets:
                return PageReference(", page ", self.draw(st.sampled_from(self.targets)))
            case "span":
                return Span(
                    self.plain(), language=self.draw(st.sampled_from(("", "cy", "fr"))), origin=self.origin()
                )
            case "quiet":
                return Span(self.plain(), "quiet")
            case "pill":
                return self.pill()
            case "break":
                return LineBreak()
            case _:
                return Text(self.draw(_words))

    def run(self, depth: int = 0) -> Inlines:
        """Inline content that begins and ends with text, and has blanks where words meet."""
        pieces: list[Inline] = [Text(self.draw(_words))]
        for _ in range(self.draw(st.integers(0, 2))):
            pieces += [Text(" "), self.inline(depth), Text(" "), Text(self.draw(_few))]
        return tuple(pieces)

    def pill(self) -> Pill:
        tone, shape = self.draw(st.sampled_from(_SHAPES))
        colour = self.draw(st.sampled_from(("accent", "success", "#7A3E9D"))) if tone == "own" else ""
        return Pill(self.draw(_few), shape, tone, colour, self.origin())  # type: ignore[arg-type]

    def paragraph(self) -> Paragraph:
        roles = ("body", "lead", "meta", "reason", "rest", "promise", "quiet", "label", "small")
        return Paragraph(self.run(), self.draw(st.sampled_from(roles)), self.origin())  # type: ignore[arg-type]

    def body(self) -> Paragraph:
        return Paragraph(self.run(), origin=self.origin())

    def list_block(self, depth: int = 0) -> ListBlock:
        items = []
        for _ in range(self.draw(st.integers(1, 3))):
            blocks: Blocks = (self.body(),)
            if depth < 2 and self.draw(st.integers(0, 3)) == 0:
                blocks = (*blocks, self.list_block(depth + 1))
            items.append(ListItem(blocks, origin=self.origin()))
        if depth == 0 and self.draw(st.booleans()):
            return ListBlock(tuple(items), self.draw(st.sampled_from(("achievements", "entries", "notes"))))
        ordered = self.draw(st.booleans())
        return ListBlock(tuple(items), ordered=ordered, start=self.draw(st.integers(1, 9)) if ordered else 1)

    def inside(self) -> Blocks:
        """What may stand in a cell, a callout, a card: paragraphs and lists."""
        first: Blocks = (self.body(),)
        return (*first, self.list_block(1)) if self.draw(st.integers(0, 3)) == 0 else first

    def ledger(self) -> Ledger:
        numbered = self.draw(st.booleans())
        entries = []
        for place in range(1, self.draw(st.integers(1, 3)) + 1):
            number = str(place) if numbered else ""
            done: Blocks = (
                (Paragraph((self.pill(),)), *self.inside()) if self.draw(st.booleans()) else self.inside()
            )
            promise: Blocks = (Paragraph(self.run(), "promise", self.origin()),)
            entries.append(
                LedgerEntry(self.new("entry"), number, f"Priority {place}", promise, done, self.origin())
            )
        heads = ("No." if numbered else "", self.draw(_few), self.draw(_few))
        return Ledger(self.draw(_few), heads, tuple(entries))

    def cell(self) -> Cell:
        match self.draw(st.sampled_from(("text", "figure", "bar"))):
            case "bar":
                mark = st.one_of(st.none(), st.floats(0, 200))
                bar = Bar(self.draw(st.floats(0, 200)), self.draw(mark), self.draw(mark))
                return Cell((self.body(),), kind="bar", bar=bar)
            case "figure":
                return Cell((self.body(),), kind="figure")
            case _:
                return Cell(self.inside())

    def table(self) -> Table:
        width = self.draw(st.integers(1, 8))
        head = Row(tuple(Cell((Paragraph(self.plain()),), "column") for _ in range(width + 1)))
        rows = []
        for _ in range(self.draw(st.integers(1, 3))):
            first = Cell((self.body(),), "row")
            if self.draw(st.integers(0, 4)) == 0:
                rows.append(Row((Cell((self.body(),), "row", span=width + 1),), "group"))
            role = self.draw(st.sampled_from(("plain", "plain", "total")))
            rows.append(Row((first, *(self.cell() for _ in range(width))), role))
        role = self.draw(st.sampled_from(("plain", "measures", "money", "events", "threads")))
        return Table(self.draw(_few), self.draw(_words), (head,), tuple(rows), role, self.draw(st.booleans()))

    def picture(self) -> Picture:
        return Picture("dot.png", "image/png", _PNG, 1, 1)

    def figure(self) -> Figure:
        if self.draw(st.booleans()):
            return Figure(self.picture(), "", decorative=True)
        role = self.draw(st.sampled_from(("figure", "portrait", "logo")))
        return Figure(
            self.picture(), self.draw(_few), self.run(), self.plain(), role=role, origin=self.origin()
        )

    def tally(self) -> Tally:
        rows = [
            TallyRow(self.pill(), tuple(str(n) for n in range(self.draw(st.integers(0, 8)))), self.plain())
            for _ in range(self.draw(st.integers(1, 3)))
        ]
        return Tally(self.draw(_few), ("Outcome", "Priorities", "How many"), tuple(rows))

    def key_figures(self) -> KeyFigures:
        many = self.draw(st.integers(2, 4))
        beside = st.sampled_from(((), (Text("of 4"),)))
        figures = [KeyFigure(self.plain(), self.draw(beside), self.run(), self.origin()) for _ in range(many)]
        return KeyFigures(tuple(figures))

    def glance(self) -> GlanceLines:
        many = range(self.draw(st.integers(1, 3)))
        lines = [GlanceLine(str(n + 1), self.plain(), self.plain(), self.draw(st.booleans())) for n in many]
        return GlanceLines(tuple(lines))

    def cards(self) -> Cards:
        cards = []
        for _ in range(self.draw(st.integers(1, 3))):
            lines: Blocks = (Paragraph(self.plain(), "person-side"), Paragraph(self.plain(), "person-name"))
            cards.append(
                Card((*lines, Paragraph(self.run(), "person-role")), self.new("card"), self.origin())
            )
        return Cards(tuple(cards))

    def definitions(self) -> Definitions:
        many = range(self.draw(st.integers(1, 3)))
        return Definitions(tuple(Definition(self.plain(), self.inside(), self.new("term")) for _ in many))

    def noted(self) -> Blocks:
        """A paragraph that refers to a note, and the note."""
        note, number = self.new("note"), str(self.count)
        paragraph = Paragraph((*self.run(), NoteReference(number, note)))
        return (paragraph, Notes((Note(note, number, (self.body(),), self.origin()),)))

    def beside(self) -> Beside:
        return Beside((self.body(),), self.figure())

    def callout(self) -> Callout:
        title = self.plain() if self.draw(st.booleans()) else ()
        return Callout(title, self.inside(), self.draw(st.sampled_from(("callout", "story"))), self.origin())

    def quotation(self) -> Quotation:
        return Quotation((self.body(),), self.plain() if self.draw(st.booleans()) else (), self.origin())

    def block(self) -> Blocks:
        makers: tuple[Callable[[], Block | Blocks], ...] = (
            self.paragraph, self.list_block, self.ledger, self.glance, self.tally, self.key_figures,
            self.callout, self.beside,
            self.quotation, self.figure, self.table, self.cards, self.definitions, self.noted,
        )  # fmt: skip
        made = self.draw(st.sampled_from(makers))()
        return made if isinstance(made, tuple) else (made,)

    def section(self, level: int) -> Section:
        name = self.new("part")
        self.targets.append(name)
        blocks: list[Block] = []
        for _ in range(self.draw(st.integers(0, 3))):
            blocks += self.block()
        if level < 4 and self.draw(st.integers(0, 2)) == 0:
            blocks.append(self.section(level + 1))
        opens = self.draw(st.sampled_from(("page", "follow")))
        language = self.draw(st.sampled_from(("", "", "cy")))
        return Section(name, level, self.plain(), tuple(blocks), opens, self.origin(), language)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A cover, perhaps a contents list, and one to three parts with anything in them."""
    make = _Maker(draw)
    blocks: list[Block] = [
        Cover(make.plain(), "2023/24", make.plain(), draw(st.sampled_from(((), (Text("Draft"),)))))
    ]
    if draw(st.booleans()):
        blocks.append(Contents("contents", "Contents"))
    blocks += [make.section(1) for _ in range(draw(st.integers(1, 3)))]
    title = draw(_few)
    metadata = Metadata(
        title, "Harbour Forum", "A random report", "en-GB", "2024-03-31", "Harbour Forum", title
    )
    file = Attachment("2023-24.yaml", "application/yaml", "The record", b"year: 2023/24\n")
    return Document(metadata, tuple(blocks), attachments=(file,) if draw(st.booleans()) else ())
