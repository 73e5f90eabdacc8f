"""The year at a glance is counted from the record alone, and every number of it stands in words as well."""

import re
from html import unescape

import pytest

from annual_report.comparison import Comparison, compare
from annual_report.fields import Fields
from annual_report.views.glance import Glance, at_a_glance
from annual_report.views.numbers import spelled
from written_records import record_of

BEFORE = """
priorities:
  - {id: pay, text: Fair pay., outcome: partly met}
  - {id: bus, text: A bus., outcome: withdrawn}
achievements: [{text: A letter., supports: [pay]}]
"""
NOW = """
priorities:
  - {id: lamps, text: Lamps., outcome: met}
  - {id: pay, title: "Pay %(year)s <b>", text: Fair pay., continues: 2022/23#pay, outcome: met}
  - {id: doors, text: Doors., outcome: partly met}
  - {id: silent, text: Nothing said of it.}
achievements:
  - {text: Twelve lamps., supports: [lamps]}
  - {text: Money., supports: [pay]}
"""


def compared(years: dict[str, str], label: str) -> Comparison:
    """Return the comparison of a year of one forum."""
    record = record_of({"harbour": years})
    (forum,) = record.forums
    year = forum.year(label)
    assert year
    return compare(record, forum, year)


def glance(years: dict[str, str], label: str = "2023/24") -> Glance:
    """Return the glance of a year."""
    made = compared(years, label)
    return at_a_glance(made, Fields(made.forum, (), "en"))


def words(markup: object) -> str:
    """Return markup without its tags."""
    return unescape(re.sub(r"<[^>]+>", "", str(markup)))


def test_outcomes_of_this_year_and_the_last() -> None:
    """A row for each rating that either year has, with the numbers of this year's priorities."""
    tally = glance({"2022/23": BEFORE, "2023/24": NOW}).tally
    assert [(words(line.pill), line.numbers, words(line.count)) for line in tally] == [
        ("Met", ("1", "2"), "2 priorities (2022/23: 0)"),
        ("Partly met", ("3",), "1 priority (2022/23: 1)"),
        ("Withdrawn", (), "0 priorities (2022/23: 1)"),
    ]


def test_without_the_year_before_nothing_is_said_of_it() -> None:
    """A gap is never skipped: the year before the gap is not the year before."""
    for years in ({"2023/24": NOW}, {"2021/22": BEFORE, "2023/24": NOW.replace("2022/23#", "2021/22#")}):
        seen = glance(years)
        assert [words(line.count) for line in seen.tally] == ["2 priorities", "1 priority"]
        assert not any("year before" in words(sentence) for sentence in seen.below)


def test_the_numbers_stand_in_words() -> None:
    """Outcomes of both years, priorities with and without achievements, the promise carried longest."""
    seen = glance({"2022/23": BEFORE, "2023/24": NOW})
    assert seen.sentences[:2] == (
        "Four priorities were set for 2023/24.",
        "The forum’s own outcomes: two “Met” and one “Partly met”.",
    )
    assert [words(sentence) for sentence in seen.below] == [
        "Priorities with an achievement beside them: two. Without one: two.",
        "The outcomes of the year before, 2022/23: one “Partly met” and one “Withdrawn”.",
        "The promise carried longest is “Pay %(year)s <b>”: a priority in two years, first in 2022/23.",
        "The priorities for 2024/25 are not in the record yet.",
    ]
    assert ("2", "priorities with an achievement", "of 4") in [
        (figure.value, figure.label, figure.beside) for figure in seen.figures
    ]


def test_a_later_year_changes_nothing_of_the_longest_promise() -> None:
    """The years are counted until the report's own."""
    later = "priorities: [{id: pay, text: Fair pay., continues: 2023/24#pay}]\n"
    seen = glance({"2022/23": BEFORE, "2023/24": NOW, "2024/25": later})
    assert any("in two years, first in 2022/23" in words(sentence) for sentence in seen.below)


def test_a_promise_of_one_year_was_not_carried() -> None:
    """In the first year there is nothing of that kind to say."""
    assert not any("longest" in words(s) for s in glance({"2022/23": BEFORE}, "2022/23").below)


@pytest.mark.parametrize(
    ("text", "boxed"),
    [
        (NOW.replace(", continues: 2022/23#pay", ""), False),
        ("priorities: [A.]\n", True),
        ("achievements: [A.]\n", True),
        ("status: draft\n", True),
    ],
)
def test_what_every_latest_report_lacks_is_no_alarm(text: str, boxed: bool) -> None:
    """Only the coming priorities missing: a sentence. Anything else missing: a box, and nothing twice."""
    seen = glance({"2023/24": text})
    assert bool(seen.missing) == boxed
    said = [*map(words, seen.below), *seen.missing]
    assert sum("2024/25" in sentence for sentence in said) == 1


def test_numbers_up_to_twelve_are_spelled() -> None:
    """Larger ones are easier to read in digits."""
    made = compared({"2023/24": NOW.replace(", continues: 2022/23#pay", "")}, "2023/24")
    fields = Fields(made.forum, (), "en")
    assert [spelled(number, fields) for number in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
