"""What a terminal shows: problems with an excerpt, tables that fit, files that no spreadsheet runs."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annual_report.comparison import Comparison, compare
from annual_report.problems import Place, Problem
from annual_report.terminal import (
    comparison_table,
    csv_rows,
    display_width,
    github,
    problem_lines,
    tally,
)
from written_records import record_of

LONG = "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselanhänger" * 2


def comparison(**texts: str) -> Comparison:
    """Compare a year whose texts are these."""
    said = {"name": "N", "promise": "P.", "number": "1", "deed": "D.", "reason": "R.", "rating": "On"}
    quoted = {key: json.dumps(text, ensure_ascii=False) for key, text in (said | texts).items()}
    forum = f"name: {quoted['name']}\nlanguage: en\nrating_scheme: [{quoted['rating']}]\n"
    year = (
        f"priorities: [{{id: p, number: {quoted['number']}, text: {quoted['promise']}, "
        f"outcome: {{rating: {quoted['rating']}, reason: {quoted['reason']}}}}}, {{id: q, text: x}}]\n"
        f"achievements: [{{id: a, text: {quoted['deed']}, supports: [p]}}, "
        f"{{id: b, text: {quoted['deed']}}}]\n"
    )
    record = record_of({"f": {"forum": forum, "2023/24": year}})
    return compare(record, record.forums[0], record.forums[0].years[0])


# --- the table


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    max_size=90,
)
WIDE, MARKED = st.text("中文字 ", min_size=30, max_size=90), st.text("e\u0301 x", min_size=3)
TEXTS = st.one_of(WORDS, st.just(LONG), WIDE, MARKED).filter(str.strip)


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.integers(40, 100))
def test_no_line_is_wider_than_the_terminal(
    name: str, promise: str, deed: str, number: str, width: int
) -> None:
    """Whatever stands in the record, letters of double width and of none among them."""
    made = comparison(name=name, promise=promise, deed=deed, reason=deed, number=number, rating=f"r{name}")
    for line in comparison_table(made, "en", width).splitlines():
        assert display_width(line) <= width, line


def test_the_table_reads_well_at_80_columns() -> None:
    """Promise on the left, outcome, deeds and reason on the right; what is outside the priorities below."""
    made = comparison(
        rating="On track",
        name="Harbour Partnership Forum",
        promise="Pay everybody by the twentieth of the month, also those who work at night.",
        number="2a",
        deed="We published a timetable for all employers of the three harbour towns.",
        reason="Two of three employers do.",
    )
    assert comparison_table(made, "en", 80).splitlines() == [
        "Harbour Partnership Forum, 2023/24",
        "==================================",
        "",
        "Looking back on 2023/24",
        "-----------------------",
        "No.   Priority for 2023/24          Done in 2023/24",
        "-" * 80,
        "2a    Pay everybody by the          [On track]",
        "      twentieth of the month, also  - We published a timetable for all employers",
        "      those who work at night.        of the three harbour towns.",
        "                                    Reason: Two of three employers do.",
        "",
        "2     x                             no achievement recorded",
        "",
        "Achievements of 2023/24 outside these priorities:",
        "- We published a timetable for all employers of the three harbour towns.",
        "",
        "Looking forward to 2024/25",
        "--------------------------",
        "The priorities for 2024/25 are not in the record.",
    ]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("", 0), ("\u00a0x", 2), ("ｆｕｌｌ", 8)]
)
def test_the_width_of_letters(text: str, width: int) -> None:
    """Two columns for East Asian letters, none for a mark on the letter before it."""
    assert display_width(text) == width


def test_missing_sides_are_named() -> None:
    """Each once, whether it is recorded as empty or not recorded."""
    record = record_of(
        {"f": {"forum": "name: F\n", "2023/24": "", "2024/25": "priorities: []\nachievements: []\n"}}
    )
    first, second = (compare(record, record.forums[0], year) for year in record.forums[0].years)
    text = comparison_table(first, "en", 80)
    assert "The priorities for 2023/24 are not in the record." in text
    assert "The achievements of 2023/24 are not in the record." in text
    assert "No priorities are recorded for 2024/25." in text
    assert "achievements of 2024/25" not in comparison_table(second, "en", 80)


# --- CSV


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(start: str) -> None:
    """A text that a spreadsheet would run is made text."""
    rows = csv_rows([comparison(promise=f"{start}1+1", deed=f"{start}2", name=f"{start}n")], "en")
    assert all(
        not cell.strip(" \u00a0").startswith(("=", "+", "-", "@"))
        for row in rows
        for cell in row
        if cell.strip()
    )


def test_a_row_for_each_pair() -> None:
    """Then a row for each achievement outside the priorities; every row has the cells of the head."""
    rows = csv_rows([comparison()], "en")
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [(cell["side"], cell["priority_id"], cell["achievement_id"]) for cell in cells] == [
        ("back", "p", "a"),
        ("back", "q", ""),
        ("back", "", "b"),
    ]
    assert cells[0]["rating"] == "On"


# --- problems


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give a workspace with one file."""
    (tmp_path / "data").mkdir()
    lines = ["name: F", "about: 中文 wrong", "x: " + "long " * 40 + "end", "bell: \x07", "\ttab: here", ""]
    (tmp_path / "data" / "f.yaml").write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8", newline="")
    return tmp_path


def problem(line: int, column: int, hint: str | None = "mend it", file: str = "data/f.yaml") -> Problem:
    """Give a problem at that place."""
    return Problem("AR201", "error", Place(file, line, column), "it is wrong", hint)


def test_the_one_printed_form(workspace: Path) -> None:
    """Place, severity, code, message; the hint below it."""
    text = problem_lines(problem(1, 1), workspace, excerpt=False, colour=False)
    assert text == "data/f.yaml:1:1: error[AR201]: it is wrong\n  hint: mend it" == str(problem(1, 1))


@pytest.mark.parametrize(
    ("line", "column", "below"), [(1, 1, "name"), (1, 7, "F"), (2, 11, "wrong"), (5, 2, "tab")]
)
def test_the_caret_stands_below_the_fault(workspace: Path, line: int, column: int, below: str) -> None:
    """Also after letters of double width, a tab or a byte order mark."""
    _, shown, caret, _ = problem_lines(problem(line, column), workspace, excerpt=True, colour=False).split(
        "\n"
    )
    at = shown.index(below)
    assert display_width(caret.removesuffix("^")) == display_width(shown[:at])


def test_a_long_line_is_cut_round_the_fault(workspace: Path) -> None:
    """So that it fits a terminal."""
    text = problem_lines(problem(3, 190), workspace, excerpt=True, colour=False).split("\n")
    assert all(len(line) <= 100 for line in text)
    assert text[2].endswith("^")
    assert len(text[2]) <= len(text[1]) + 1


NO_LINE = [problem(99, 1), problem(6, 1), problem(4, 1)]
NO_LINE += [problem(1, 1, file="data/none.yaml"), problem(1, 1, file="data")]


@pytest.mark.parametrize("where", NO_LINE)
def test_without_a_line_there_is_no_excerpt(workspace: Path, where: Problem) -> None:
    """Past the end, an empty line, a control character that would ring the terminal, a file that is gone."""
    assert problem_lines(where, workspace, excerpt=True, colour=False) == str(where)


def test_colour_only_where_it_is_asked_for(workspace: Path) -> None:
    """And it is put back."""
    text = problem_lines(problem(1, 1), workspace, excerpt=False, colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", text) == str(problem(1, 1))
    assert text.count("\x1b[") == 2
    assert "\x1b[0m" in text


def test_annotations_of_a_workflow() -> None:
    """A message can't begin a command of its own, nor end its place."""
    nasty = Problem("AR201", "note", Place("data/a,b:c.yaml", 3, 7), "100 %\n::error::x\r", "a\nb")
    assert github(nasty) == (
        "::notice file=data/a%2Cb%3Ac.yaml,line=3,col=7,title=AR201::100 %25%0A::error::x%0D (hint: a%0Ab)"
    )


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        ([], "no problems"),
        (["error"], "1 error"),
        (["note", "warning", "note", "error", "error"], "2 errors, 1 warning, 2 notes"),
    ],
)
def test_how_many_there_are(severities: list[str], said: str) -> None:
    """In words."""
    assert tally([Problem("AR201", severity, Place("f"), "") for severity in severities]) == said  # type: ignore[arg-type]
