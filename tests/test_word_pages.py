"""What stands on which page of a Word file, and what a page for cards makes of tables.

Word breaks its pages itself: a report can only say what opens one, and what belongs together.
"""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

import samples
from annual_report.document.blocks import (
    Bar,
    Block,
    Card,
    Cards,
    Cell,
    Definition,
    Definitions,
    Document,
    Figure,
    ListBlock,
    ListItem,
    Note,
    NoteReference,
    Notes,
    Origin,
    Paragraph,
    ParagraphRole,
    Picture,
    Pill,
    Row,
    Section,
    Strong,
    Table,
    Tally,
    TallyRow,
    Text,
)
from annual_report.problems import Place
from annual_report.renderers import Pages
from annual_report.renderers.word.keeping import MOST, leading_on, together
from annual_report.renderers.word.ooxml import paragraph
from word_file import PAGES, WP, W, Word, plain, render, small, text

LARGE = samples.design("a4-large-print")


def p(words: str, role: ParagraphRole = "body", origin: Origin | None = None) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(words),), role, origin)


def cell(*blocks: Block, figure: bool = False) -> Cell:
    """A table cell."""
    return Cell(blocks, kind="figure" if figure else "text")


def head(*words: str) -> tuple[Row, ...]:
    """The head row of a table."""
    return (Row(tuple(Cell((p(each),), "column") for each in words)),)


def kept(word: Word) -> dict[str, bool]:
    """The words of each paragraph of the body, and whether it stays with the next by its own word."""
    return {
        plain(text(each)): each.find(f"{W}pPr/{W}keepNext") is not None for each in word.body.iter(W + "p")
    }


# --- what opens a page ------------------------------------------------------------------------------------


def parts() -> Document:
    """Two parts that ask for a page, one that does not, and a smaller one."""
    wishes = (("one", 1, "page"), ("two", 1, "follow"), ("three", 2, "follow"), ("four", 1, "page"))
    blocks = tuple(
        Section(name, level, (Text(name),), (p("Words."),), opens)  # type: ignore[arg-type]
        for name, level, opens in wishes
    )
    return replace(samples.london_like(), blocks=blocks)


def openers(word: Word) -> set[str]:
    """The headings that open a page."""
    found = set()
    for each in word.body.iter(W + "p"):
        own = each.find(f"{W}pPr/{W}pageBreakBefore")
        style = word.style(each)
        if (style == "Heading1" and own is None) or (style == "Heading2" and own is not None):
            found.add(text(each))
    return found


def test_where_words_pages_may_be_others_only_a_part_that_asks_opens_one() -> None:
    """A part that stood at the top of a page of the PDF because the one before was full goes on in Word,
    whose page before may hold two lines.
    """
    tops = frozenset({"one", "two", "three"})
    assert openers(render(parts(), pages=Pages({}, tops, steady=True))) == tops
    assert openers(render(parts(), pages=Pages({}, tops, steady=False))) == {"one"}


# --- what stays together ----------------------------------------------------------------------------------


def test_an_achievement_stays_on_one_page() -> None:
    """Its title, its words and what was noted about it; the last line leads nowhere."""
    item = ListItem((p("Title", "label"), p("What was done."), p("When: May", "meta")))
    marks = kept(render(small(p("Above"), ListBlock((item, item), "entries"))))
    assert marks == {
        "A part": False,
        "Above": True,
        "Title": True,
        "What was done.": True,
        "When: May": False,
    }


def test_words_that_lead_up_to_something_stay_with_it() -> None:
    """A list and a glossary, of which a few terms stay together, of more the first two and the last two."""
    listed = ListBlock((ListItem((p("Item"),)),))
    for count, leading in ((4, [0, 1, 2]), (14, [0, 12])):
        terms = Definitions(tuple(Definition((Text(f"T{n}"),), (p("means"),)) for n in range(count)))
        marks = kept(render(small(p("Plain"), p("A list:"), listed, p("Terms:"), terms)))
        stay = [words for words, stays in marks.items() if stays]
        assert stay == ["A list:", "Terms:", *(f"T{n} means" for n in leading)]


def test_more_than_fits_is_not_held_together() -> None:
    """Of a long card the first three paragraphs and the last two; and none is marked twice, which Word would
    call a damaged file.
    """
    pieces = [paragraph("TableText", str(n)) for n in range(MOST + 2)]
    stay = [place for place, piece in enumerate(together(pieces)) if "<w:keepNext/>" in piece]
    assert stay == [0, 1, MOST]
    assert all("keepNext" in piece for piece in together(pieces[:MOST])[:-1])
    assert leading_on(leading_on(pieces[0])) == leading_on(pieces[0])


def test_a_short_table_stays_on_one_page() -> None:
    """All rows of a short one, the last two of a long one."""
    for count, leading in ((3, [0, 1]), (8, [6])):
        rows = tuple(Row((cell(p(f"row {n}")), cell(p("x")))) for n in range(count))
        marks = kept(render(small(Table("Rows", "Rows.", head("A", "B"), rows))))
        assert [n for n in range(count) if marks[f"row {n}"]] == leading


def test_a_note_leaves_the_words_before_it_whole() -> None:
    """The content control goes round the words of a paragraph with a note, not round the paragraph: there
    LibreOffice loses what stands before the note.
    """
    origin = Origin("forum:about", Place("data/harbour/forum.yaml", 3, 7))
    noted = Paragraph((Text("Before"), NoteReference("1", "note"), Text(" after")), origin=origin)
    word = render(small(noted, Notes((Note("note", "1", (p("Note."),)),))))
    (control,) = word.body.iter(W + "sdt")
    assert control.find(f"{W}sdtContent/{W}p") is None
    assert plain(text(control)) == "Before after"


# --- cards ------------------------------------------------------------------------------------------------


def measures(bar: Bar | None) -> Table:
    """A table with one measure; without a bar a dash stands in its place."""
    drawn = Cell((p("Actual 12, baseline 7, target 12"),), kind="bar", bar=bar)
    row = Row(
        (
            Cell((p("Trained", "label"), p("of twelve", "meta"), p("Higher is better", "meta")), "row"),
            cell(p("7"), p("2022/23", "meta"), figure=True),
            cell(p("12"), figure=True),
            cell(Paragraph((Strong((Text("12"),)),)), figure=True),
            drawn if bar else Cell((p("–", "quiet"),), kind="bar"),
        )
    )
    return Table(
        "Measures",
        "A row each.",
        head("Measure", "Baseline", "Target", "Actual", "As a bar"),
        (row,),
        "measures",
    )


def test_a_measure_is_a_card_in_large_print() -> None:
    """Its title, one quiet line, each value behind the mark that shows it in the bar, and the bar, whose
    words are its alternative text.
    """
    word = render(small(measures(Bar(12, 7, 12))), LARGE)
    assert word.in_style("CardHeading") == ["Trained"]
    assert "of twelve. Higher is better" in word.in_style("LedgerMeta")
    assert word.in_style("CardValue") == ["Baseline: 7 (2022/23)", "Target: 12", "Actual: 12"]
    lines = [each for each in word.body.iter(W + "p") if word.style(each) == "CardValue"]
    assert [len(list(line.iter(WP + "docPr"))) for line in lines] == [1, 1, 1]
    assert not any(mark.get("descr") for line in lines for mark in line.iter(WP + "docPr"))
    (drawing,) = (each for each in word.body.iter(W + "p") if word.style(each) == "CardDrawing")
    (bar,) = drawing.iter(WP + "docPr")
    assert bar.get("descr") == "Actual 12, baseline 7, target 12"
    assert int(next(drawing.iter(WP + "extent")).get("cx")) == 110 * 36000


def test_a_measure_without_numbers_has_no_dash_for_a_bar() -> None:
    """And no marks for what no bar shows."""
    word = render(small(measures(None)), LARGE)
    assert "–" not in word.words()
    assert "Target: 12" in word.in_style("TableText")
    assert not word.in_style("CardValue")


def test_short_figures_stand_side_by_side_on_a_card() -> None:
    """Where one is too long for that, each has its own line."""
    for amount, style in (("38,000", "CardFigures"), ("as much as was asked for", "TableText")):
        row = Row((Cell((p("A grant from somebody with a long name"),), "row"),
                   *(cell(p(amount), figure=True) for _ in range(3))))  # fmt: skip
        table = Table("Money", "Money.", head("Line", "Budget", "Actual", "Difference"), (row,), "money")
        said = render(small(table), LARGE).in_style(style)
        each = [f"{name}: {amount}" for name in ("Budget", "Actual", "Difference")]
        assert said == ([" ".join(each)] if style == "CardFigures" else each)


def test_a_narrow_table_stays_one_in_large_print() -> None:
    """Where every row goes on one line; one with more to say becomes cards."""
    for words, tables in (("44", 1), ("a word and another " * 6, 0)):
        rows = (Row((Cell((p("2021/22"),), "row"), cell(p(words)))),)
        word = render(small(Table("Years", "A year each.", head("Year", "Value"), rows)), LARGE)
        assert len(list(word.body.iter(W + "tbl"))) == tables


def test_a_year_of_a_thread_is_one_line_of_its_card() -> None:
    """With the shape of the outcome beside its word, without ground or outline."""
    met = Paragraph((Pill("Met", "tick", "met"),))
    row = Row((Cell((p("Rotas"),), "row"), Cell((met, p("Goes on", "meta")))))
    word = render(
        small(Table("Threads", "A row each.", head("Priority", "2024/25"), (row,), "threads")), LARGE
    )
    assert word.in_style("TableText") == ["2024/25: Met. Goes on"]
    assert "OutcomeMet" not in {mark.get(W + "val") for mark in word.body.iter(W + "rStyle")}


def test_what_a_term_means_stands_below_it_in_large_print() -> None:
    """Beside it on A4, where there is room for both."""
    terms = Definitions((Definition((Text("Safety representative"),), (p("Somebody chosen."),)),))
    assert render(small(terms)).in_style("DefinitionFirst") == ["Safety representative Somebody chosen."]
    large = render(small(terms), LARGE)
    assert large.in_style("DefinitionFirst") == ["Safety representative"]
    assert large.in_style("DefinitionText") == ["Somebody chosen."]


def test_a_count_of_outcomes_has_its_words_on_one_line() -> None:
    """The columns of outcomes and counts are as wide as their words; the squares take the rest."""
    row = TallyRow(
        Pill("Carried forward", "arrow", "carried-forward"), ("4",), (Text("1 priority (2023/24: 2)"),)
    )
    tally = Tally("Outcomes", ("Outcome", "Priorities", "Count"), (row,))
    columns = {}
    for design in (samples.design(), LARGE):
        grid = render(small(tally), design).body.iter(W + "gridCol")
        columns[design.page.name] = [int(each.get(W + "w")) / 56.7 for each in grid]
    assert columns["a4"] == pytest.approx([48, 62, 50], abs=0.1)
    outcome, squares, count = columns["a4-large-print"]
    assert outcome > 55
    assert squares >= 23.9
    assert count > 55
    assert sum((outcome, squares, count)) == pytest.approx(170, abs=0.1)


def test_a_word_too_long_for_any_column_leaves_the_others_their_room() -> None:
    """It is broken in its own."""
    row = TallyRow(Pill("outcome" * 12, "tick", "met"), ("4",), (Text("1 priority"),))
    tally = Tally("Outcomes", ("Outcome", "Priorities", "Count"), (row,))
    for page in PAGES:
        grid = render(small(tally), samples.design(page)).body.iter(W + "gridCol")
        assert min(int(each.get(W + "w")) / 56.7 for each in grid) > 23


@given(document=samples.documents(), page=st.sampled_from(PAGES))
def test_every_column_has_a_width(document: Document, page: str) -> None:
    """Whatever stands in a table."""
    for each in render(document, samples.design(page)).body.iter(W + "gridCol"):
        assert int(each.get(W + "w")) > 0


# --- people, small words ----------------------------------------------------------------------------------


def test_people_stand_in_rows_of_two() -> None:
    """Each row is a table of its own, so that none is broken and no first row comes back as a head."""
    people = tuple(Card((p("Side", "person-side"), p(f"Name {n}", "person-name"))) for n in range(5))
    word = render(small(Cards(people)))
    rows = [[plain(text(each)) for each in table.iter(W + "tc")] for table in word.body.iter(W + "tbl")]
    assert rows == [["SideName 0", "SideName 1"], ["SideName 2", "SideName 3"], ["SideName 4"]]


def test_the_rule_of_a_person_stands_above_the_portrait() -> None:
    """Not between it and the words."""
    picture = Picture("p.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>', 10, 10)
    card = Card((Figure(picture, "Somebody", role="portrait"), p("Side", "person-side")))
    word = render(small(Cards((card, Card((p("Other side", "person-side"),))))))
    styles = {plain(text(each)): word.style(each) for each in word.body.iter(W + "p")}
    assert styles["Side"] == "PersonSideBelowPicture"
    assert styles["Other side"] == "PersonSide"
    assert "PersonPicture" in map(word.style, word.body.iter(W + "p"))
    ruled = [name for name in ("PersonPicture", "PersonSideBelowPicture") if has_rule(word.styles[name])]
    assert ruled == ["PersonPicture"]


def has_rule(style: ET.Element) -> bool:
    """Whether a paragraph style has a rule."""
    return style.find(f"{W}pPr/{W}pBdr") is not None


def test_small_words_below_an_item_are_set_in_like_it() -> None:
    """Who leads an action stands under its words, small by a style of its characters."""
    listed = ListBlock((ListItem((p("Write a guide"), p("Lead: Both chairs", "meta"))),))
    word = render(small(listed))
    assert word.in_style("ListContinue") == ["Lead: Both chairs"]
    line = next(each for each in word.body.iter(W + "p") if text(each) == "Lead: Both chairs")
    assert {mark.get(W + "val") for mark in line.iter(W + "rStyle")} == {"EntryReference"}


def test_small_words_keep_clear_of_a_table() -> None:
    """A table has no space of its own above or below."""
    table = Table("T", "T.", head("A", "B"), (Row((cell(p("a")), cell(p("b")))),))
    word = render(small(p("Above", "small"), table, p("Below", "small")))
    assert word.in_style("SmallTextBeforeTable") == ["Above"]
    assert word.in_style("SmallTextAfterTable") == ["Below"]


def test_no_achievement_is_alone_on_the_last_page_of_its_list() -> None:
    """A few short ones stay together; of more the last two do."""
    for count, leading in ((3, [0, 1]), (9, [7])):
        items = tuple(ListItem((p(f"Done {n}"),)) for n in range(count))
        marks = kept(render(small(ListBlock(items, "entries"))))
        assert [n for n in range(count) if marks[f"Done {n}"]] == leading


def test_a_short_list_stays_on_one_page() -> None:
    """One below another one breaks with it, as its items do."""
    inner = ListBlock((ListItem((p("inner"),)),))
    listed = ListBlock((ListItem((p("one"), inner)), ListItem((p("two"),))))
    marks = kept(render(small(listed)))
    assert [words for words, stays in marks.items() if stays] == ["one", "inner"]
