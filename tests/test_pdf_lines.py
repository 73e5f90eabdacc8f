"""Lines end where a reader would end them: no article left behind, no lone last word, nothing off the
edge.
"""

import pytest
from hypothesis import given, strategies as st

import samples
from annual_report.document.blocks import (
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Pill,
    Span,
    Strong,
    Text,
)
from annual_report.renderers.pdf.column import Column, one_line, text
from annual_report.renderers.pdf.inline import NBSP, bind, width_of, words_of
from annual_report.renderers.pdf.lines import Line, set_lines
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.tags import Element

DOCUMENT = samples.london_like()


def setting() -> Setting:
    """A desk for one paragraph."""
    return Setting(DOCUMENT, samples.design())


def lines(children: Inlines, width: float, *, balanced: bool = False) -> list[Line]:
    """A paragraph of body text broken at a width in points."""
    desk = setting()
    words = words_of(desk, children, "body", Element("P"))
    return set_lines(desk, words, width, 17, balanced=balanced)


def said(line: Line) -> str:
    """What a line shows."""
    return "".join(run[1] for run in line.runs)


def end(line: Line) -> float:
    """The right end of a line in points."""
    return max(run[0] + run[4] for run in line.runs)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("by the sea", f"by the{NBSP}sea"),
        ("An early a word", f"An{NBSP}early a{NBSP}word"),
        ("x - y", f"x{NBSP}-{NBSP}y"),
        ("on 14 May 2024", f"on 14{NBSP}May 2024"),
        ("see page 5, priority 2.", f"see page{NBSP}5, priority{NBSP}2."),
        ("page by page", "page by page"),
        ("2024 May", "2024 May"),
        ("- at the start", f"-{NBSP}at the{NBSP}start"),
        ("plain words", "plain words"),
    ],
)
def test_what_stays_together(words: str, bound: str) -> None:
    """What stays together."""
    assert " ".join(bind(words)) == bound


@given(
    st.lists(st.sampled_from(["a", "the", "-", "14", "May", "page", "5", "word"]), min_size=1, max_size=12)
)
def test_binding_changes_only_blanks(words: list[str]) -> None:
    """Binding changes only blanks."""
    text_ = " ".join(words)
    assert " ".join(bind(text_)).replace(NBSP, " ") == text_


def test_no_last_line_of_one_word() -> None:
    """No last line of one word."""
    sentence = "practice and ways of working in which both sides of the forum have taken a full part"
    for width in range(100, 400, 7):
        broken = lines((Text(sentence),), width)
        if len(broken) > 1:
            assert len(said(broken[-1]).replace(NBSP, " ").split()) > 1


def test_a_word_is_not_taken_from_a_line_of_two() -> None:
    """Three words on two lines would leave one alone on the first."""
    broken = lines((Text("Forty workplace mediators"),), 110)
    assert [said(line) for line in broken] == ["Forty workplace ", "mediators"]
    mixed = lines((Text("Forty workplace "), Strong((Text("mediators"),))), 112)
    assert [said(line) for line in mixed] == ["Forty workplace ", "mediators"]


def test_headings_are_balanced() -> None:
    """Headings are balanced."""
    title = (Text("What became of the priorities that the forum set itself for the year"),)
    loose, even = lines(title, 300), lines(title, 300, balanced=True)
    assert len(loose) == len(even)
    assert max(map(end, even)) <= max(map(end, loose))
    assert min(map(end, even)) > min(map(end, loose))


def test_an_address_parts_after_its_signs() -> None:
    """An address parts after its signs."""
    broken = lines((Text("https://example.org/harbour-partnership/annual-report/2023-24"),), 110)
    assert len(broken) > 1
    assert all(said(line)[-1] in "/-.:" for line in broken[:-1])
    assert "".join(map(said, broken)) == "https://example.org/harbour-partnership/annual-report/2023-24"


def test_a_word_longer_than_the_column_parts_by_the_letter() -> None:
    """A word longer than the column parts by the letter."""
    broken = lines((Text("so " + "x" * 60),), 60)
    assert "".join(map(said, broken)) == "so " + "x" * 60
    assert max(map(end, broken)) <= 60


WORDS = st.lists(
    st.sampled_from(["the", "forum", "x" * 40, "a/b/c", "Ŵyr", "14", "May"]), min_size=1, max_size=15
)


@given(WORDS, st.floats(40, 400), st.booleans())
def test_lines_keep_every_word_and_their_width(words: list[str], width: float, mixed: bool) -> None:
    """Lines keep every word and their width."""
    sentence = " ".join(words)
    children: Inlines = (Text(sentence),)
    if mixed:
        half = len(words) // 2
        children = (Text(" ".join(words[:half]) + " "), Strong((Text(" ".join(words[half:])),)))
    broken = lines(children, width)
    assert "".join(map(said, broken)).replace(NBSP, " ").strip() == sentence
    assert max(map(end, broken)) <= width + 0.02


@given(WORDS)
def test_runs_of_a_line_adjoin(words: list[str]) -> None:
    """What is not placed anew must follow on exactly, or text would overlap."""
    desk = setting()
    children: Inlines = (Text(words[0] + " "), Strong((Text(" ".join(words)),)), Text(", and on"))
    for line in set_lines(desk, words_of(desk, children, "body", Element("P")), 150, 17):
        for x, shown, look, _, width, _ in line.runs:
            assert abs(width_of(desk, shown.rstrip(" "), look) - width) < 6
            assert x >= 0


def test_a_line_break_of_the_author_holds() -> None:
    """A line break of the author holds."""
    broken = lines((Text("one"), LineBreak(), Text("two")), 400)
    assert [said(line) for line in broken] == ["one ", "two"]


def test_a_run_in_word_is_followed_by_a_wider_blank() -> None:
    """A run in word is followed by a wider blank."""
    (line,) = lines((Span((Text("Reason"),), "run-in"), Text(" They could not.")), 400)
    first, last = line.runs[0], line.runs[-1]
    assert last[0] - (first[0] + first[4]) == pytest.approx(2 * width_of(setting(), " ", last[2]), abs=0.01)
    blank = line.runs[-2]
    assert blank[0] + blank[4] < last[0] - 1, "the next run would be drawn right behind a usual blank"


def test_a_pill_raises_its_line() -> None:
    """A pill raises its line."""
    (line,) = lines((Text("It was "), Pill("Met", "tick", "met"), Text(" in May")), 400)
    assert line.height > 17
    assert len(line.pills) == 1


def test_a_pill_too_long_for_its_place_is_plain_words() -> None:
    """A pill too long for its place is plain words."""
    broken = lines((Pill("Met " * 30, "tick", "met"),), 90)
    assert all(not line.pills for line in broken)
    assert {run[2].colour for line in broken for run in line.runs} == {samples.PLAIN.ink}


def test_one_line_is_cut_at_a_word() -> None:
    """One line is cut at a word."""
    line = one_line(
        setting(), "Scale the changes needed to help the harbour", "body", Element("P"), width=140
    )
    assert line is not None
    assert said(line).replace(NBSP, " ").endswith(" …")
    assert end(line) <= 140


def test_figures_are_set_right() -> None:
    """Figures are set right."""
    band = text(setting(), (Text("42,000"),), "table-text", Column(100, "cell", right=True), Element("TD"))
    assert end(band.lines[0]) == pytest.approx(100)


def test_links_keep_their_element_over_lines() -> None:
    """Links keep their element over lines."""
    desk = setting()
    link = Link((Text("a link of several words that runs on"),), "https://example.org")
    broken = set_lines(desk, words_of(desk, (Text("See "), link), "body", Element("P")), 90, 17)
    owners = {run[3] for line in broken for run in line.runs if run[3].tag == "Link"}
    assert len(broken) > 1
    assert len(owners) == 1


def test_a_paragraph_without_words_has_no_lines() -> None:
    """A paragraph without words has no lines."""
    assert lines((), 100) == []
    assert lines((Text(""),), 100) == []
    assert Paragraph(()).children == ()
