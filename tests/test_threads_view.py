"""What became of every promise is drawn from the record alone, year by year, and said in words as well."""

import re
from html import unescape

import pytest

from annual_report.comparison import threads
from annual_report.design import MM
from annual_report.document import markup
from annual_report.document.blocks import Cell, Paragraph, Pill, Row, Text
from annual_report.document.elements import MarkupError
from annual_report.fields import Fields
from annual_report.record.model import ForumRecord, Record
from annual_report.renderers.pdf.bands import RowBand
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Drawing, Rectangle
from annual_report.renderers.pdf.thread_lines import draw_lines
from annual_report.renderers.pdf.threads import _Grid
from annual_report.terminal import display_width
from annual_report.terminal_threads import threads_table
from annual_report.timeline import Timeline, parts, timeline
from annual_report.views.threads import Threads, threads as threads_part
from samples import design, london_like
from written_records import record_of

# A forum whose threads merge, split, rest, stop and come back. 2022/23 has no file, 2023/24 no priorities.
STORY = {
    "2019/20": """
priorities:
  - {id: pay, text: Fair pay., outcome: partly met}
  - {id: news, text: A news sheet., outcome: partly met}
  - {id: bus, text: A bus., outcome: {rating: not met, decision: stop}}
  - {id: food, text: Hot food.}
achievements: [{text: A letter., supports: [food]}]
""",
    "2020/21": """
priorities:
  - {id: pay, text: Fair pay., continues: [2019/20#pay, 2019/20#news], outcome: ongoing}
  - {id: lamps, text: Lamps., outcome: {rating: withdrawn, reason: They were there.}}
  - {id: doors, text: Doors., outcome: {reason: We talked about it.}}
achievements: []
""",
    "2021/22": """
priorities:
  - id: pay
    text: Fair pay at last.
    continues: 2020/21#pay
    outcome: {rating: partly met, decision: continue}
  - {id: slips, text: Pay slips., continues: 2020/21#pay, outcome: met}
  - {id: food, text: Hot food., continues: 2019/20#food, outcome: carried forward}
achievements: []
""",
    "2023/24": "achievements: []\n",
    "2024/25": """
priorities:
  - {id: pay, text: Fair pay., continues: 2021/22#pay, outcome: {rating: partly met, decision: continue}}
  - {id: lone, text: Work alone., outcome: carried forward}
achievements: []
""",
}


def forum_of(record: Record, folder: str = "harbour") -> ForumRecord:
    """Return a forum of a record."""
    forum = record.forum(folder)
    assert forum
    return forum


def told(years: dict[str, str], until: str = "", forum: str = "name: Harbour\n") -> Timeline:
    """Return the timeline of a forum, as it stood in the year ``until``."""
    record = record_of({"harbour": {"forum": forum, **years}})
    own = forum_of(record)
    return timeline(threads(record, own), own, own.year(until) if until else None)


def part_of(years: dict[str, str], language: str = "en", forum: str = "name: Harbour\n") -> Threads | None:
    """Return the part of a report on those years."""
    own = forum_of(record_of({"harbour": {"forum": forum, **years}}))
    return threads_part(told(years, forum=forum), Fields(own, (), language))


def words(html: object) -> str:
    """Return markup without its tags."""
    return unescape(re.sub(r"<[^>]+>", "", str(html)))


def rows(part: Threads | None, matrix: int = 0) -> dict[str, list[str]]:
    """Return the words of each cell by the name of its row."""
    assert part
    return {
        words(row.name): [" | ".join(words(line) for line in cell.lines) for cell in row.cells]
        for row in part.matrices[matrix].rows
    }


# --- columns and endings --------------------------------------------------------------------------------


def test_every_year_between_two_recorded_ones_is_a_column() -> None:
    """A year without a file and one without priorities are shown as missing, not left out."""
    shown = told(STORY)
    assert [(column.label, column.recorded) for column in shown.columns] == [
        ("2019/20", True),
        ("2020/21", True),
        ("2021/22", True),
        ("2022/23", False),
        ("2023/24", False),
        ("2024/25", True),
    ]
    assert shown.recorded == 4


def test_how_each_thread_ends() -> None:
    """Worked out by hand from the story above."""
    endings = {track.last.key.id: track.ending for track in told(STORY).tracks}
    assert endings == {
        "pay": "goes on",  # the forum decided so, and no later priorities are recorded
        "lone": "goes on",
        "slips": "kept",
        "food": "not listed",  # carried forward, and not found again
        "doors": "not listed",
        "lamps": "dropped",
        "bus": "dropped",
        "news": "merged",
    }


def test_a_report_knows_no_later_year() -> None:
    """The report on 2020/21 shows the years until then, and that a thread went on."""
    shown = told(STORY, "2020/21")
    assert [column.label for column in shown.columns] == ["2019/20", "2020/21"]
    assert {track.last.key.id: track.ending for track in shown.tracks}["pay"] == "goes on"
    assert "slips" not in {track.last.key.id for track in shown.tracks}


def test_this_year_stands_first_and_a_merging_thread_below_the_one_that_takes_it_in() -> None:
    """The latest year in the order of its priorities, then what ended, latest first."""
    order = [track.last.key.id for track in told(STORY).tracks]
    assert order == ["pay", "news", "lone", "slips", "food", "lamps", "doors", "bus"]


def test_a_plan_of_several_years_leaves_no_gap() -> None:
    """Labels of periods longer than a year are not counted through."""
    years = {
        "2020/23": "start: 2020-04-01\nend: 2023-03-31\npriorities: [{id: a, text: A.}]\n",
        "2023/26": "start: 2023-04-01\nend: 2026-03-31\n"
        "priorities: [{id: a, text: A., continues: 2020/23#a}]\n",
    }
    shown = told(years, forum="name: Harbour\nperiod_kind: other\n")
    assert [column.label for column in shown.columns] == ["2020/23", "2023/26"]


@pytest.mark.parametrize(("most", "sizes"), [(6, [6]), (5, [3, 3]), (4, [3, 3]), (1, [1, 1, 1, 1])])
def test_many_years_are_told_in_even_parts(most: int, sizes: list[int]) -> None:
    """The latest part comes first; one in which no thread has an entry is left out."""
    found = parts(told(STORY), most)
    assert [len(part.columns) for part in found] == sizes
    assert found[0].columns[-1].label == "2024/25"
    assert all(
        any(track.places[n] for n in range(len(part.columns))) for part in found for track in part.tracks
    )


# --- words ----------------------------------------------------------------------------------------------


def test_each_cell_says_what_the_record_shows() -> None:
    """A rating where the forum gave one; else what became of it; rest and gap told apart."""
    part = part_of(STORY)
    missing = "Not in the record"
    assert rows(part) == {
        "Fair pay.": ["Partly met", "Ongoing", "Partly met", missing, missing, "Partly met | Goes on"],
        "A news sheet.": ["Partly met", "Merged in 2020/21 into “Fair pay.”", "", "", "", ""],
        "Work alone.": ["", "", "", "", "", "Carried forward"],
        "Pay slips.": ["", "", "Met", "", "", ""],
        "Hot food.": ["Carried on", "Not listed", "Carried forward", missing, missing, "Not listed again"],
        "Lamps.": ["", "Withdrawn", "", "", "", ""],
        "Doors.": ["", "Judged in words", "Not listed again", "", "", ""],
        "A bus.": ["Not met", "Dropped. No reason in the record", "", "", "", ""],
    }
    assert part
    assert part.heading == "Four years of promises"
    assert [words(row.began) for row in part.matrices[0].rows if row.began] == [
        "Came out of “Fair pay.” in 2021/22"
    ]


def test_achievements_without_an_outcome_are_counted() -> None:
    """A square and the number, never the shape of an outcome."""
    years = {
        "2019/20": "priorities: [{id: a, text: A.}, {id: b, text: B.}]\n"
        "achievements: [{text: One., supports: [a]}, {text: Two., supports: [a]}]\n",
        "2020/21": "priorities: [C.]\n",
    }
    part = part_of(years)
    assert rows(part)["A."] == ["Worked on (2)", "Not listed again"]
    assert rows(part)["B."] == ["Nothing recorded", "Not listed again"]
    assert part
    cells = [cell for row in part.matrices[0].rows for cell in row.cells]
    assert [c for cell in cells for c in cell.lines if "square" in c] == [
        '<p><mark class="own" data-shape="square" data-colour="primary">Worked on (2)</mark></p>'
    ]


def test_only_words_that_were_used_are_explained() -> None:
    """A note for a word that stands nowhere would send the reader looking for it."""
    part = part_of(STORY)
    assert part
    used = {word for cells in rows(part).values() for cell in cells for word in cell.split(" | ")}
    for note in part.notes:
        said = note[1 : note.index("”")]
        assert any(said in word for word in used), note
    assert len(part.notes) == 4  # no "worked on" in the story


def test_a_part_of_a_longer_story_says_what_is_missing_at_its_edge() -> None:
    """A thread that began earlier has no empty cell in a year that is not recorded."""
    own = forum_of(record_of({"harbour": STORY}))
    part = threads_part(told(STORY), Fields(own, (), "en"), most=3)
    assert rows(part, 0)["Fair pay."] == ["Not in the record", "Not in the record", "Partly met | Goes on"]
    assert rows(part, 1)["A news sheet."][1] == "Merged in 2020/21 into “Fair pay.”"
    assert part
    ids = [row.id for matrix in part.matrices for row in matrix.rows]
    assert len(ids) == len(set(ids))


def test_one_year_is_nothing_to_compare() -> None:
    """With one year of priorities there is no such part, however many files there are."""
    assert part_of({"2019/20": "priorities: [A.]\n", "2020/21": "achievements: [B.]\n"}) is None


def test_a_promise_of_a_predecessor_names_its_forum() -> None:
    """Its year is a column, and the cell says whose it was."""
    home = "name: Harbour\npredecessors: [{name: Quay Forum, forum: quay}]\n"
    record = record_of(
        {
            "quay": {"2018/19": "priorities: [{id: a, text: A., outcome: partly met}]\n"},
            "harbour": {
                "forum": home,
                "2019/20": "priorities: [{id: a, text: A., continues: quay/2018/19#a, outcome: met}]\n",
            },
        }
    )
    own = forum_of(record)
    part = threads_part(timeline(threads(record, own), own), Fields(own, (), "en"))
    assert rows(part) == {"A.": ["Partly met | Quay Forum", "Met"]}
    assert part
    assert part.matrices[0].rows[0].id == "thread-quay-2018-19-a"


def test_text_comes_out_as_typed() -> None:
    """Names and merges carry the words of the record, which may look like anything."""
    nasty = "{{ 7*7 }} %(year)s <b>&copy;</b> {0} %s"
    years = {
        "2019/20": f"priorities: [{{id: a, title: '{nasty}', text: A.}}, {{id: b, text: B.}}]\n",
        "2020/21": f"priorities: [{{id: a, title: '{nasty}', text: A., "
        "continues: [2019/20#a, 2019/20#b]}]\n",
    }
    part = part_of(years)
    assert set(rows(part)) == {nasty, "B."}
    assert rows(part)["B."][1] == f"Merged in 2020/21 into “{nasty}”"


def test_joins_lead_to_a_row_of_the_same_table() -> None:
    """A line has to end somewhere; where the other row is in another table there are words alone."""
    own = forum_of(record_of({"harbour": STORY}))
    for most in range(1, 7):
        part = threads_part(told(STORY), Fields(own, (), "en"), most=most)
        assert part
        for matrix in part.matrices:
            ids = {row.id for row in matrix.rows}
            assert {cell.joins for row in matrix.rows for cell in row.cells if cell.joins} <= ids


def years_of(**priorities: str) -> dict[str, str]:
    """Return years that hold priorities alone: ``y2019`` is the text of 2019/20."""
    return {
        f"{key[1:]}/{int(key[3:]) + 1:02}": f"priorities: [{text}]\n" if text else "achievements: []\n"
        for key, text in priorities.items()
    }


def test_merges_into_what_merges_later() -> None:
    """A thread stands below the one that takes it in, that one below the next."""
    years = years_of(
        y2019="{id: a, text: A.}, {id: b, text: B.}, {id: c, text: C.}",
        y2020="{id: x, text: X.}, {id: b, text: B., continues: [2019/20#b, 2019/20#c]}, {id: a, text: A., "
        "continues: 2019/20#a}",
        y2021="{id: a, text: A., continues: [2020/21#a, 2020/21#b]}, {id: d, text: D.}",
    )
    assert list(rows(part_of(years))) == ["A.", "B.", "C.", "D.", "X."]


def test_a_thread_that_split_off_can_take_another_in() -> None:
    """Its first promise continues one that went on elsewhere, and one that ends in it."""
    years = years_of(
        y2019="{id: a, text: A.}, {id: b, text: B.}",
        y2020="{id: a, text: A., continues: 2019/20#a}, {id: n, text: N., continues: [2019/20#a, 2019/20#b]}",
    )
    assert rows(part_of(years))["B."] == ["Carried on", "Merged in 2020/21 into “N.”"]


def test_a_thread_that_rests_before_it_merges() -> None:
    """The rest is said year by year, the merge in its own year; no line jumps over the rest."""
    years = years_of(
        y2019="{id: a, text: A.}, {id: b, text: B.}",
        y2020="{id: a, text: A., continues: 2019/20#a}",
        y2021="{id: a, text: A., continues: [2020/21#a, 2019/20#b]}",
        y2022="{id: a, text: A., continues: 2021/22#a}",
    )
    part = part_of(years)
    assert rows(part)["B."] == ["Carried on", "Not listed", "Merged in 2021/22 into “A.”", ""]
    assert part
    assert not any(cell.joins for row in part.matrices[0].rows for cell in row.cells)


def test_a_merge_into_a_later_table_is_said_in_words() -> None:
    """The thread that takes it in begins beyond the table's edge."""
    years = years_of(
        y2019="{id: b, text: B.}, {id: a, text: A.}",
        y2020="{id: a, text: A., continues: 2019/20#a}",
        y2021="{id: a, text: A., continues: 2020/21#a}, {id: n, text: N., continues: [2020/21#a, 2019/20#b]}",
        y2022="{id: n, text: N., continues: 2021/22#n}",
    )
    own = forum_of(record_of({"harbour": years}))
    part = threads_part(told(years), Fields(own, (), "en"), most=2)
    assert rows(part, 1)["B."] == ["Carried on", "Merged in 2021/22 into “N.”"]


def test_where_later_years_are_not_recorded_nobody_can_know() -> None:
    """A promise of the last year that is recorded did not end: what follows is missing."""
    years = years_of(y2019="A.", y2020="{text: B., outcome: not met}", y2021="")
    assert {track.last.key.id: track.ending for track in told(years).tracks} == {
        "b": "open",
        "a": "not listed",
    }
    part = part_of(years)
    assert rows(part)["B."] == ["", "Not met", "Not in the record"]
    assert rows(part)["A."] == ["Nothing recorded", "Not listed again", ""]


# --- markup and lines -----------------------------------------------------------------------------------

TABLE = (
    '<main><table class="threads"><caption>c</caption><tbody>'
    '<tr id="a"><th scope="row">A</th><td{}><p>x</p></td></tr></tbody></table></main>'
)


def test_the_way_onward_is_read() -> None:
    """What a thread does after its last year is part of the tree."""
    table = markup.parse(TABLE.format(' data-onward="joins" data-joins="a"'), {})[0]
    assert (table.rows[0].cells[1].onward, table.rows[0].cells[1].joins) == ("joins", "a")  # type: ignore[union-attr]


@pytest.mark.parametrize("wrong", ["data-onward='up'", "data-onward='joins'", "data-joins='a'"])
def test_a_wrong_way_onward_is_refused(wrong: str) -> None:
    """An unknown word, a join without its row, a row without a join."""
    with pytest.raises(MarkupError):
        markup.parse(TABLE.format(f" {wrong}"), {})


def row(name: str, *cells: Cell) -> Row:
    """Return a row of a matrix."""
    return Row((Cell((Paragraph((Text(name),)),), "row"), *cells), id=name)


def shaped(onward: str = "", joins: str = "") -> Cell:
    """Return a year with an outcome."""
    return Cell((Paragraph((Pill("Met", "tick", "met"),)),), onward=onward, joins=joins)  # type: ignore[arg-type]


def drawn(*lines: Row) -> list[RowBand]:
    """Return the bands of rows with their lines drawn."""
    bands = [RowBand([]) for _ in lines]
    for band in bands:
        band.height = 18 * MM
    edges = [46 * MM + 19 * MM * place for place in range(len(lines[0].cells))]
    draw_lines(Setting(london_like(), design()), lines, bands, edges)
    return bands


def test_a_line_joins_neighbouring_years_only() -> None:
    """A year between without an outcome leaves a gap."""
    (band,) = drawn(row("a", shaped(), shaped(), Cell(()), shaped()))
    assert [type(mark) for _, _, mark in band.marks] == [Rectangle]


def test_a_bar_ends_a_thread_and_an_arrow_carries_it_on() -> None:
    """A stop is a line and a bar; going on a line to the right edge and a head."""
    stop, arrow = drawn(row("a", shaped("stops")), row("b", shaped("goes-on")))
    assert [type(mark) for _, _, mark in stop.marks] == [Rectangle, Rectangle]
    x, _, mark = arrow.marks[-1]
    assert isinstance(mark, Drawing)
    assert x + mark.width == pytest.approx(65 * MM)


def test_a_join_reaches_up_to_the_line_of_the_other_row() -> None:
    """Its rows stay on one page; a row between that joins nothing leaves the words alone."""
    _, joining = drawn(row("a", shaped(), shaped()), row("b", shaped("joins", "a"), Cell(())))
    mark = joining.marks[-1][2]
    assert isinstance(mark, Drawing)
    assert mark.height == pytest.approx(18.9 * MM)
    assert joining.tied
    *_, far = drawn(row("a", shaped()), row("c", shaped()), row("b", shaped("joins", "a")))
    assert not any(isinstance(mark, Drawing) for _, _, mark in far.marks)
    assert not far.tied


def test_rows_too_tall_for_a_page_are_not_tied() -> None:
    """Eleven rows that join one would not stay together: they say it in words."""
    *_, last = drawn(row("a", shaped()), *[row(f"b{n}", shaped("joins", "a")) for n in range(11)])
    assert not last.tied


def test_a_long_word_widens_the_years_until_names_need_the_room() -> None:
    """No outcome is torn within a word where there is another way."""
    width = 160 * MM
    for years, longest, year in ((6, 10, 19), (6, 18, 20.2), (6, 60, 21), (2, 10, 28), (2, 60, 62.2)):
        grid = _Grid(years, width, longest * MM)
        assert grid.year == pytest.approx(year * MM)
        assert grid.label + years * grid.year == pytest.approx(width)


# --- the terminal ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 100])
def test_the_table_fits_the_terminal(width: int) -> None:
    """No line is wider, and every promise is in it."""
    text = threads_table(told(STORY), "en", width)
    assert all(display_width(line) <= width for line in text.splitlines())
    for name in ("Fair pay.", "A news sheet.", "Lamps.", "A bus."):
        assert name in text
    assert re.search(r"merged in 2020/21 into Fair\s+pay\.", text)


def test_the_terminal_says_nothing_of_a_single_year() -> None:
    """There is nothing to compare."""
    assert threads_table(told({"2019/20": "priorities: [A.]\n"}), "en", 80) == ""
