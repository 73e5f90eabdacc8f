"""What the eye sees on a page: rules that come back, even gaps, marks level with words."""

from itertools import pairwise

import pytest

import samples
from annual_report.design import MM
from annual_report.document.blocks import (
    Block,
    Callout,
    Cell,
    Contents,
    Definition,
    Definitions,
    Document,
    GlanceLine,
    GlanceLines,
    KeyFigure,
    KeyFigures,
    Ledger,
    LedgerEntry,
    ListBlock,
    ListItem,
    Paragraph,
    Pill,
    Row,
    Section,
    Span,
    Table,
    Tally,
    TallyRow,
    Text,
)
from annual_report.renderers.pdf.bands import Band, RowBand, TextBand, gap
from annual_report.renderers.pdf.build import laid_out
from annual_report.renderers.pdf.column import Column
from annual_report.renderers.pdf.compose import DocumentComposer
from annual_report.renderers.pdf.continued import continued
from annual_report.renderers.pdf.pictures import PictureStore
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Rectangle, Sheet
from annual_report.renderers.pdf.tags import Element

METADATA = samples.london_like().metadata


def p(words: str, role: str = "body") -> Paragraph:
    """A paragraph."""
    return Paragraph((Text(words),), role)  # type: ignore[arg-type]


def reason(label: str) -> Paragraph:
    """A paragraph with a run-in label."""
    return Paragraph((Span((Text(label),), "run-in"), Text(" Words.")), "reason")


def bands_of(block: Block, page: str = "a4") -> list[Band]:
    """A block as it is stacked on a page."""
    setting = Setting(samples.london_like(), samples.design(page))
    composer = DocumentComposer(setting, PictureStore())
    return composer.blocks((block,), Column(setting.text_width), Element("Document"))


def sheets_of(*blocks: Block, page: str = "a4") -> list[Sheet]:
    """A document on its sheets."""
    return laid_out(Document(METADATA, blocks), samples.design(page)).sheets


def baselines(bands: list[Band]) -> list[float]:
    """The first baselines of bands that are stacked, below the top of the first, in points."""
    found: list[float] = []
    y, above = 0.0, None
    for band in bands:
        y += gap(above, band)
        if isinstance(band, TextBand):
            found.append(y + band.lines[0].baseline)
        y, above = y + band.height, band
    return found


def rules_of(sheet: Sheet) -> list[float]:
    """How far from the top of the paper strong rules across the text stand, in points."""
    thick = samples.design().measures.strong_rule
    return [y for _, y, mark in sheet.marks if isinstance(mark, Rectangle) and mark.height == thick]


LISTS: dict[str, Block] = {
    "entries": ListBlock(tuple(ListItem((p(f"Deed {n}."),)) for n in range(40)), "entries"),
    "terms": Definitions(tuple(Definition((Text(f"Term {n}"),), (p("Meaning."),)) for n in range(40))),
    "glance": GlanceLines(
        tuple(GlanceLine(str(n), (Text("Agree."),), (Text("None"),), marked=False) for n in range(40))
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_rule_above_a_list_comes_back_on_each_page(name: str) -> None:
    """The strong rule above a list comes back at the head of each page on which the list goes on."""
    first, second, *_ = sheets_of(LISTS[name])
    top = samples.design().page.top * MM
    assert min(rules_of(second)) == pytest.approx(top)
    assert len(rules_of(first)) == len(rules_of(second)) == 1


def test_the_rule_above_the_contents_comes_back() -> None:
    """The contents list is headed by its rule on a second page as well, six millimetres below its heading on
    the first.
    """
    parts = tuple(Section(f"part-{n}", 1, (Text(f"Part {n}"),), (p("Words."),)) for n in range(20))
    first, second, *_ = sheets_of(Contents("contents", "Contents"), *parts)
    assert min(rules_of(second)) == pytest.approx(samples.design().page.top * MM)
    assert rules_of(first) == [pytest.approx(samples.design().page.top * MM + 34 + 6 * MM - 0.75)]


@pytest.mark.parametrize("page", ["a4-large-print", "a5"])
def test_the_first_part_does_not_begin_below_a_contents_list(page: str) -> None:
    """The first part does not begin below a contents list of a third of a page, among cards neither."""
    parts = [
        Section(f"part-{n}", 1, (Text(f"Part {n}"),), (p("Words."),), "page" if n == 0 else "follow")
        for n in range(5 if page == "a4-large-print" else 6)
    ]
    first, second, *_ = sheets_of(Contents("contents", "Contents"), *parts, page=page)
    assert [name for name, _ in first.anchors] == ["contents"]
    assert next(name for name, _ in second.anchors) == "part-0"


def test_decisions_stand_nearer_to_reasons_than_to_what_was_done() -> None:
    """A decision stands nearer to the reason above it than the reason to what was done."""
    done = (ListBlock((ListItem((p("Done."),)),)), reason("Reason"), reason("Decision"), reason("New date"))
    entry = LedgerEntry("", "1", "Priority 1", (p("Agree.", "promise"),), done)
    row = bands_of(Ledger("Promises", ("No.", "Promise", "Done"), (entry,)))[1]
    assert isinstance(row, RowBand)
    _, bands = row.columns[-1]
    apart = [round(gap(above, band) / MM, 2) for above, band in pairwise(bands)]
    assert apart == [2.2, 1.0, 1.0]


def thread_rows(*words: str) -> list[RowBand]:
    """Rows of a matrix of three years: an outcome, one in these words, and a thread that was dropped."""
    head = Row(tuple(Cell((p(said),), "column") for said in ("Priority", "2021/22", "2022/23", "2023/24")))
    blank = Cell(())

    def rated(said: str) -> Cell:
        return Cell((Paragraph((Pill(said, "tick", "met"),)),))

    rows = [Row((Cell((p("Rotas"),), "row"), rated(said), blank, blank), id="row") for said in words]
    long = "Dropped by the forum for a reason that takes many words to say"
    rows.append(Row((Cell((p("Bus"),), "row"), Cell((p(long, "quiet"),)), blank, blank)))
    return [
        band
        for band in bands_of(Table("Threads", "s", (head,), tuple(rows), "threads"))[1:]
        if isinstance(band, RowBand)
    ]


def test_words_of_a_year_stand_close_below_their_shape() -> None:
    """The words of a year stand 6 and 10.4 mm below the middle of their shape, in rows of one height."""
    rows = thread_rows("Met", "Carried forward to another year")
    for row in rows[:2]:
        _, (above, word) = row.columns[1]
        assert isinstance(word, TextBand)
        lines = [above.height + word.lines[0].baseline]
        lines += [lines[0] + line.height for line in word.lines[1:2]]
        assert [round(y / MM - 5.4, 1) for y in lines] == [6.0, 10.4][: len(lines)]
    assert len(rows[1].columns[1][1][1].lines) == 2  # type: ignore[attr-defined]
    assert {round(row.height / MM, 2) for row in rows} == {18.4}


def test_words_that_run_over_years_end_before_the_ground() -> None:
    """Words that run on over years end two millimetres before the ground under the latest year."""
    (row,) = thread_rows()
    x, (_, words) = row.columns[1]
    assert isinstance(words, TextBand)
    end = max(left + wide for line in words.lines for left, _, _, _, wide, _ in line.runs)
    assert x + end <= row.columns[3][0] - (1.4 + 2) * MM
    assert len(words.lines) > 1


def test_figures_have_the_same_room_below_their_rule() -> None:
    """Key figures stand below their rule by the same room, whether they are long or short."""

    def room(value: str) -> float:
        (row,) = bands_of(KeyFigures((KeyFigure((Text(value),), (), (Text("places"),)),)))
        assert isinstance(row, RowBand)
        _, (rule, figure, _) = row.columns[0]
        assert isinstance(figure, TextBand)
        size = figure.lines[0].runs[0][2].size
        return (rule.height + gap(rule, figure) + figure.lines[0].baseline - 0.66 * size) / MM

    assert room("17") == pytest.approx(room("over 1,200"), abs=1.2)
    mixed = KeyFigures(tuple(KeyFigure((Text(said),), (), (Text("places"),)) for said in ("17", "100.7 %")))
    (row,) = bands_of(mixed)
    assert isinstance(row, RowBand)
    assert len({round(baselines(bands)[0], 3) for _, bands in row.columns}) == 1


def test_the_square_of_an_entry_is_level_with_its_first_line() -> None:
    """The square of an entry is level with the small letters of its first line, whatever that is set in."""
    for role in ("body", "label"):
        (row,) = bands_of(ListBlock((ListItem((p("Rotas out in time", role), p("Words."))),), "entries"))
        assert isinstance(row, RowBand)
        line = row.columns[0][1][0].lines[0]  # type: ignore[attr-defined]
        y, square = next((y, mark) for _, y, mark in row.marks if isinstance(mark, Rectangle) and y > 0)
        level = row.top + line.baseline - 0.25 * line.runs[0][2].size
        assert y + square.height / 2 == pytest.approx(level)


def test_what_an_entry_says_besides_stands_evenly() -> None:
    """What an entry says besides, line by line, stands one millimetre apart."""
    said = (p("Done."), p("It made a difference."), p("When: May", "meta"), p("Done for priority 1", "meta"))
    (row,) = bands_of(ListBlock((ListItem(said),), "entries"))
    assert isinstance(row, RowBand)
    _, bands = row.columns[0]
    assert [gap(above, band) for above, band in pairwise(bands)] == [1 * MM] * 3


def test_counted_outcomes_stand_in_rows_of_one_height() -> None:
    """Rows of counted outcomes are of one height, with squares, with numbers in words, and without any."""
    many = tuple(str(number) for number in range(9, 17))
    rows = tuple(
        TallyRow(Pill("Met", "tick", "met"), numbers, (Text("some"),)) for numbers in (("1",), many, ())
    )
    heads = ("Outcome", "Priorities", "Count")
    made = [band for band in bands_of(Tally("Outcomes", heads, rows)) if isinstance(band, RowBand)]
    assert [round(band.height / MM, 2) for band in made] == [12.0] * 3


def test_items_in_a_box_stand_as_close_as_on_the_page() -> None:
    """Items of a list stand as close in a box as on the page."""
    listed = ListBlock((ListItem((p("tea"),)), ListItem((p("bread"),))))
    (box,) = bands_of(Callout((Text("Box"),), (listed,)))
    _, first, second = box.inner  # type: ignore[attr-defined]
    assert gap(first, second) == pytest.approx(2 * MM)


def test_a_title_cut_short_is_no_wider_than_its_column() -> None:
    """A title that goes on overleaf, cut to two lines, is no wider than its column, however long a word."""
    setting = Setting(samples.london_like(), samples.design())
    for letters in range(20, 60, 3):
        title = (p("Agree " + "m" * letters + " and more words that follow on it", "promise"),)
        band = continued(setting, title, "", Column(60 * MM))[0]
        assert isinstance(band, TextBand)
        assert (
            max(left + wide for line in band.lines for left, _, _, _, wide, _ in line.runs) <= 60 * MM + 0.1
        )
