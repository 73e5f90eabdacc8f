"""The tree can be walked in reading order, and the shared samples hold what they promise."""

from collections.abc import Iterator
from typing import get_args

from hypothesis import given, settings

from annual_report.document.blocks import (
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
    Heading,
    Inline,
    Ledger,
    LedgerEntry,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    NoteReference,
    Notes,
    Paragraph,
    ParagraphRole,
    Pill,
    Quotation,
    Row,
    Section,
    Shape,
    Span,
    Strong,
    Table,
    Text,
    Tone,
    outline,
    parts,
    plain,
    walk,
)
from samples import documents, every_block, london_like


def words(text: str) -> Paragraph:
    """A paragraph."""
    return Paragraph((Text(text),))


def inlines(thing: object) -> Iterator[Inline]:
    """Every piece of inline content below a thing, wherever a tree may keep one."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from inlines(part)
    elif hasattr(thing, "__struct_fields__"):
        if isinstance(thing, get_args(Inline)):
            yield thing
        for field in thing.__struct_fields__:
            yield from inlines(getattr(thing, field))


def ids(thing: object) -> Iterator[str]:
    """Every id in a tree."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from ids(part)
    elif hasattr(thing, "__struct_fields__"):
        if named := getattr(thing, "id", ""):
            yield named
        for field in thing.__struct_fields__:
            yield from ids(getattr(thing, field))


def test_walk_goes_in_reading_order() -> None:
    """Parents before their children, and every run of blocks that a block can hold."""
    ledger = Ledger("c", ("No.", "p", "d"), (LedgerEntry("e", "1", "P 1", (words("3"),), (words("4"),)),))
    table = Table("c", "s", (Row((Cell((words("5"),), "column"),)),), (Row((Cell((words("6"),)),)),))
    tree: Blocks = (
        words("1"),
        Section("s", 1, (Text("S"),), (ListBlock((ListItem((words("2"),)),)), ledger, table)),
        Callout((), (words("7"),)),
        Quotation((words("8"),)),
        Cards((Card((words("9"),)),)),
        Definitions((Definition((), (words("10"),)),)),
        Notes((Note("n", "1", (words("11"),)),)),
    )
    seen = [plain(block.children) for block in walk(tree) if isinstance(block, Paragraph)]
    assert seen == [str(number) for number in range(1, 12)]
    kinds = [type(block) for block in walk(tree)]
    assert kinds.index(Section) < kinds.index(ListBlock) < kinds.index(Ledger) < kinds.index(Table)
    assert list(parts(words("leaf"))) == []


def test_outline_holds_the_headings_and_the_contents_list() -> None:
    """In reading order, with level, words and id."""
    tree: Blocks = (
        Cover((Text("F"),), "2023/24", (Text("Annual report"),)),
        Contents("contents", "Contents"),
        Section("a", 1, (Text("A "), Strong((Text("strong"),))), (Section("b", 2, (Text("B"),), ()),)),
    )
    document = Document(every_block().metadata, tree)
    assert outline(document) == (
        Heading(1, "Contents", "contents"),
        Heading(1, "A strong", "a"),
        Heading(2, "B", "b"),
    )


def test_plain_words() -> None:
    """What is heard of inline content: no marks, no notes; a line's end is a blank."""
    line = (
        Text("a "),
        Emphasis((Link((Text("b"),), "#x"),)),
        LineBreak(),
        Span((Text("c"),), "quiet"),
        NoteReference("1", "n"),
        Text(" "),
        Pill("Met", "tick", "met"),
    )
    assert plain(line) == "a b c Met"


def test_the_every_block_sample_holds_every_block() -> None:
    """A renderer that draws it has met every kind of block and inline content, role, tone and shape."""
    document = every_block()
    blocks = list(walk(document.blocks))
    assert {type(block) for block in blocks} == set(get_args(Block))
    pieces = list(inlines(document.blocks))
    assert {type(piece) for piece in pieces} == set(get_args(Inline))
    roles = {block.role for block in blocks if isinstance(block, Paragraph)}
    assert roles == set(get_args(ParagraphRole))
    pills = [piece for piece in pieces if isinstance(piece, Pill)]
    assert {pill.tone for pill in pills} == set(get_args(Tone))
    assert {pill.shape for pill in pills} == set(get_args(Shape)) - {""}
    assert {table.role for table in blocks if isinstance(table, Table)} == {
        "plain",
        "measures",
        "money",
        "events",
        "threads",
    }
    assert {block.role for block in blocks if isinstance(block, ListBlock)} == {
        "plain",
        "achievements",
        "entries",
        "notes",
    }


def refuse_what_no_layout_makes(document: Document) -> None:
    """Raise AssertionError for an id twice, a skipped level, a link or note that leads nowhere."""
    named = list(ids(document.blocks))
    assert len(named) == len(set(named)), "an id twice"
    level = 0
    for line in outline(document):
        assert line.level <= level + 1, f"{line.words} skips a level"
        level = line.level
    notes = [note.id for block in walk(document.blocks) if isinstance(block, Notes) for note in block.notes]
    referred = [piece.target for piece in inlines(document.blocks) if isinstance(piece, NoteReference)]
    assert sorted(notes) == sorted(referred), "notes and references differ"
    for piece in inlines(document.blocks):
        if isinstance(piece, Link) and piece.target.startswith("#"):
            assert piece.target[1:] in named, f"{piece.target} leads nowhere"


@settings(max_examples=40)
@given(documents())
def test_random_documents_are_such_as_layouts_make(document: Document) -> None:
    """Otherwise a renderer would be blamed for what can't happen."""
    refuse_what_no_layout_makes(document)


def test_the_samples_are_such_as_layouts_make() -> None:
    """The two made by hand as well; and the check refuses what it should."""
    refuse_what_no_layout_makes(every_block())
    refuse_what_no_layout_makes(london_like())
    metadata = every_block().metadata
    for tree in (
        (Section("a", 1, (), ()), Section("a", 1, (), ())),
        (Section("a", 1, (), (Section("b", 3, (), ()),)),),
        (Paragraph((Link((Text("x"),), "#gone"),)),),
        (Paragraph((NoteReference("1", "gone"),)),),
    ):
        try:
            refuse_what_no_layout_makes(Document(metadata, tree))
        except AssertionError:
            continue
        raise AssertionError("a tree that no layout makes was let through")
