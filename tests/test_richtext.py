"""Text of a record is CommonMark's paragraphs, marks, links and lists; everything else comes out as typed."""

import pytest
from hypothesis import given, strategies as st

from annual_report.record import richtext
from annual_report.record.richtext import (
    DEEPEST,
    Break,
    Flow,
    Items,
    Line,
    Linked,
    Marked,
    NoteMark,
    Paragraph,
    Plain,
    joined,
    note_ids,
    parse,
    plain,
)

AS_TYPED = (
    "# A heading?",
    "#hashtag",
    "A line\n===",
    "> a quotation",
    "```code```",
    "`code`",
    "    indented by a typist",
    "---",
    "***",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "<!-- a comment -->",
    "&copy; &amp; &#65;",
    "{{ 7*7 }} {% for %} %s {0}",
    "]]> <![CDATA[",
    "![a picture](https://example.org/a.png)",
    "[words][reference]",
    "[reference]: https://example.org",
    '[words](https://example.org "with a title")',
    "[words](javascript:alert(1))",
    "[words](pictures/quay.jpg)",
    "<javascript:alert(1)>",
    "https://example.org and office@example.org",
    "| a | table |\n|---|---|",
    "~~struck~~ and ==marked==",
    "snake_case_words",
    "5 * 3 and a_b",
    "a ** b",
    "-5 degrees, +5 people, 3.5 hours and 12) of them",
    "2024.",
    "-",
    "[](https://example.org)",
    "an [ ](https://example.org) without words",
    "[^ id with a blank]",
    "a [^] b",
    "10:30",
    "\u00a0blank\u00a0",
)


def shown(line: Line) -> str:
    """Return a line in a notation of this test: what a reader is told, and nothing else."""
    words = []
    for piece in line:
        match piece:
            case Plain():
                words.append(piece.text)
            case Marked():
                words.append(f"{{{piece.kind}: {shown(piece.children)}}}")
            case Linked():
                words.append(f"{{link {piece.address}: {shown(piece.children)}}}")
            case Break():
                words.append("{break}")
            case NoteMark():
                words.append(f"{{note {piece.id}}}")
    return "".join(words)


def only(text: str) -> str:
    """Return the one paragraph of a text."""
    (paragraph,) = parse(text)
    assert isinstance(paragraph, Paragraph)
    return shown(paragraph.line)


@pytest.mark.parametrize("text", AS_TYPED)
def test_all_else_comes_out_as_typed(text: str) -> None:
    """Headings, quotations, code, rules, images, tables, HTML and entities are literal."""
    assert plain(parse(text)).split() == text.split()
    assert not any(isinstance(block, Items) for block in parse(text))


def test_an_empty_text_has_no_blocks() -> None:
    """Nor has one of blanks."""
    assert parse("") == ()
    assert parse(" \n ") == ()


def test_a_sentence_without_marks_is_one_paragraph() -> None:
    """The usual case, which asks no parser."""
    assert parse("We met twice.") == (Paragraph((Plain("We met twice."),)),)


def test_blank_lines_part_paragraphs_and_line_ends_do_not() -> None:
    """So a text can be wrapped in its file."""
    assert [shown(block.line) for block in parse("One\ntwo.\n\nThree.") if isinstance(block, Paragraph)] == [
        "One two.",
        "Three.",
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("tell them **when**", "tell them {strong: when}"),
        ("__when__ and *who* and _why_", "{strong: when} and {emphasis: who} and {emphasis: why}"),
        ("**strong *and more***", "{strong: strong {emphasis: and more}}"),
        ("[our page](https://example.org/a?b=c&d)", "{link https://example.org/a?b=c&d: our page}"),
        ("[**our** page](HTTP://example.org)", "{link HTTP://example.org: {strong: our} page}"),
        ("[write](mailto:office@example.org)", "{link mailto:office@example.org: write}"),
        ("[call](tel:+44300)", "{link tel:+44300: call}"),
        ("<https://example.org/ä>", "{link https://example.org/ä: https://example.org/ä}"),
        ("one  \ntwo\\\nthree", "one{break}two{break}three"),
        (r"\*not\* \[^a] \\ \# \z", r"*not* [^a] \ # \z"),
        ("cold[^ice] and dark[^dark-2]", "cold{note ice} and dark{note dark-2}"),
        ("**cold[^ice]**", "{strong: cold{note ice}}"),
    ],
)
def test_what_is_understood(text: str, read: str) -> None:
    """Strong, emphasis, links of four schemes, hard breaks, escapes, footnote marks."""
    assert only(text) == read


def test_lists_keep_their_depth_and_their_first_number() -> None:
    """Items hold paragraphs and lists of their own."""
    text = "Pay:\n\n- by the 25th\n  - and tell them\n\n  more\n- in full\n\n7. seven\n8. eight"
    lead, bullets, numbers = parse(text)
    assert lead == Paragraph((Plain("Pay:"),))
    assert isinstance(bullets, Items)
    assert bullets.start is None
    assert bullets.items[0] == (
        Paragraph((Plain("by the 25th"),)),
        Items(((Paragraph((Plain("and tell them"),)),),)),
        Paragraph((Plain("more"),)),
    )
    assert numbers == Items(((Paragraph((Plain("seven"),)),), (Paragraph((Plain("eight"),)),)), start=7)


@pytest.mark.parametrize(("text", "start"), [("1. one", 1), ("0. zero", 0), ("3) three", 3), ("* one", None)])
def test_the_first_number_of_a_list(text: str, start: int | None) -> None:
    """Whatever it is; bullets have none."""
    (items,) = parse(text)
    assert isinstance(items, Items)
    assert items.start == start


def test_a_number_within_a_paragraph_begins_no_list() -> None:
    """A year at the beginning of a wrapped line stays a year."""
    assert only("It was founded in\n1948. Nobody knows why.") == "It was founded in 1948. Nobody knows why."


def test_plain_words_leave_out_marks_and_footnotes() -> None:
    """In one line, for a title or a cell."""
    text = "We **met**[^ice] at [the quay](https://example.org).  \nTwice.\n\n1. first\n2. second"
    assert plain(parse(text)) == "We met at the quay. Twice. first second"


def test_footnotes_are_found_in_order_at_any_depth() -> None:
    """Every call counts, also a second one; an escaped one does not."""
    text = "One[^a]\n\n- two[^b]\n  - **three[^c]** [four[^d]](https://example.org)\n\n\\[^e] five[^a]"
    assert note_ids(parse(text)) == ("a", "b", "c", "d", "a")


@pytest.mark.parametrize("text", ["- " * 30 + "deep", "**a *b " * 9 + "c* d**" * 9, "> " * 500, "[" * 3000])
def test_what_nests_too_deep_comes_out_as_typed(text: str) -> None:
    """Nobody means it, and no format could show it."""
    assert plain(parse(text)) == " ".join(text.split())
    assert len(parse(text)) == 1


def test_as_deep_as_word_can_number_is_still_a_list() -> None:
    """The limit is that of the formats; beyond it no word is lost."""
    deep = "\n".join("  " * level + f"- level {level}" for level in range(DEEPEST))
    assert isinstance(parse(deep)[0], Items)
    deeper = deep + "\n" + "  " * DEEPEST + "- too deep"
    assert isinstance(parse(deeper)[0], Paragraph)
    assert "too deep" in plain(parse(deeper))


def test_neighbouring_characters_are_one_piece() -> None:
    """So that equal texts are equal values."""
    assert joined([Plain("a"), Plain("b"), Break(), Plain("c")]) == (Plain("ab"), Break(), Plain("c"))


def everything(flow: Flow) -> str:
    """Return all that a reader can see of a text: its words, the addresses of its links, its footnotes."""
    return " ".join(
        _line(block.line) if isinstance(block, Paragraph) else " ".join(map(everything, block.items))
        for block in flow
    )


def _line(line: Line) -> str:
    words = []
    for piece in line:
        match piece:
            case Plain():
                words.append(piece.text)
            case Marked():
                words.append(_line(piece.children))
            case Linked():
                inside = _line(piece.children)
                itself = inside == piece.address.removeprefix("mailto:")
                words.append(inside if itself else f"{inside} {piece.address}")
            case Break():
                words.append(" ")
            case NoteMark():
                words.append(piece.id)
    return "".join(words)


SNIPPETS = (
    *("word", "ä", "Zwei Worte", "&copy;", "<b>", "</b>", "<", ">", "{{ x }}", "%s", "]]>", "\u00a0"),
    *("*", "**", "_", "__", "\\", "`", "#", "# ", "> ", "- ", "+ ", "\n", "\n\n", "  ", "    ", "\t", "  \n"),
    *("[^ice]", "[^", "]", "[", "(", ")", "!", "[a](b)", "[a](https://x)", "<https://y>", "<q@r.org>", "|"),
    *('[t](https://x "u")', "![i](https://x)", "[a]: https://x", "---", "===", "~~", "https://z"),
)


@given(st.lists(st.sampled_from(SNIPPETS), max_size=12).map("".join))
def test_no_letter_of_a_text_is_lost_or_moved(text: str) -> None:
    """Whatever marks are mixed, every letter is shown, in its order."""

    def letters(words: str) -> str:
        return "".join(filter(str.isalpha, words))

    assert letters(everything(parse(text))) == letters(text)


@given(st.text(max_size=60))
def test_any_text_is_a_text(text: str) -> None:
    """Nothing is refused."""
    parse(text)


BEGINNINGS = (
    "1",
    "12.",
    "2)",
    "-",
    "+",
    "-5",
    "3.5",
    "- ",
    "1. ",
    "10) ",
    "1234567890. ",
    " ",
    ".",
    "\u0663. ",
    "x",
)


@given(
    st.sampled_from(BEGINNINGS), st.lists(st.sampled_from((*SNIPPETS, *BEGINNINGS)), max_size=4).map("".join)
)
def test_a_text_that_is_read_without_the_parser_reads_the_same(beginning: str, rest: str) -> None:
    """Where no sign asks for the parser, it would have made one paragraph of the very same characters."""
    text = beginning + rest
    if not richtext._may_have_marks(text):
        (paragraph,) = richtext._blocks(iter(richtext._markdown().parse(text)), "")
        assert parse(text) == (paragraph,) == (Paragraph((Plain(text),)),)
