"""What is wrong between the entries, files and years of a record is found where it is, and no more."""

from pathlib import Path

import pytest
from hypothesis import given, settings

import random_records
from annual_report import honesty
from annual_report.problems import Place, Problem
from annual_report.record import acknowledged, list_forums, read_forums, rules
from annual_report.record.codes import CODES
from annual_report.record.model import ForumRecord, Record
from annual_report.record.rules.nearest import nearest
from annual_report.record.years import decode_forum, decode_year
from random_records import Plain
from record_cases import cases, prove, read_case
from written_records import record_of

OURS = {"AR203", "AR212", "AR213", "AR214", "AR215", "AR216"} | {f"AR{number}" for number in range(224, 232)}


def check(workspace: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong with a record, as ``annual-report check`` would."""
    folders = list_forums(workspace)
    reading = read_forums(workspace, folders)
    found = [
        *reading.problems,
        *rules.check(reading.record, folders),
        *honesty.check(reading.record, folders),
    ]
    return acknowledged.apply(found, reading.record, folders)


@pytest.mark.parametrize("case", cases("rules"), ids=lambda path: path.stem)
def test_a_record_gives_exactly_its_problems(case: Path, tmp_path: Path) -> None:
    """The cases say what is wrong, where, and in which words."""
    prove(case, tmp_path, check)


def test_every_rule_has_a_case_that_fires_it() -> None:
    """A code that no case expects may never have been seen."""
    expected = {problem.code for case in cases("rules") for problem in read_case(case).expected}
    assert expected >= OURS | {code for code in CODES if code.startswith("AR3")}


def test_every_rule_has_a_case_that_does_not_fire_it(tmp_path: Path) -> None:
    """The sound record holds one of everything that the rules look at, and gives no warning."""
    record = tmp_path / "data" / "harbour"
    record.mkdir(parents=True)
    (record / "forum.yaml").write_text("name: Harbour Forum\n", encoding="utf-8")
    (record / "2022-23.yaml").write_text(SOUND_PAST, encoding="utf-8")
    (record / "2023-24.yaml").write_text(SOUND, encoding="utf-8")
    (record / "quay.svg").write_text("<svg/>", encoding="utf-8")
    assert [problem.code for problem in check(tmp_path)] == ["AR313"], (
        "what follows the last year is not known"
    )


SOUND_PAST = """
year: 2022/23
priorities:
  - {id: pay, text: Pay on time., outcome: {rating: carried forward, reason: It needs another year.}}
achievements:
  - {id: plan, text: We planned it., supports: [pay, 2023/24#pay], difference: All knew the plan.}
"""
SOUND = """
year: 2023/24
dates: {approved: 2024-06-12, published: 2024-06-30, updated: 2024-07-02}
forewords: [{person: ann, text: "Better than in the last year[^last]."}]
priorities:
  - id: pay
    text: Pay on time, as promised for 2022/23.
    continues: 2022/23#pay
    measures: [late]
    outcome: {rating: met, reason: In 2023/24 all were paid.}
  - {id: fair, text: Hold a fair., outcome: {rating: withdrawn, reason: It rained.}}
achievements:
  - {id: rules, text: We agreed., supports: [pay], difference: Fewer are late., date: 2023-09, events: [day]}
people: [{id: ann, name: Ann Example, from: 2019, to: 2023-05}]
measures: [{id: late, name: Late payments, direction: lower, baseline: 14, target: 8, actual: 7}]
events: [{id: day, name: Open day, date: 2023-09-05}]
finance:
  lines: [{kind: income, name: Gifts, actual: "9"}, {kind: income, name: Fees, actual: "1"}]
  totals: [{kind: income, name: Total, actual: "10"}]
sections: [{heading: The quay, blocks: [{picture: {file: quay.svg, alt: The quay}}]}]
footnotes: {last: It was a hard year.}
"""


def test_only_the_forums_asked_for_are_reported() -> None:
    """The other forums of a record are there for the references, and are checked in their turn."""
    broken = "priorities: [{id: pay, text: Pay., continues: pay}]\nachievements: []"
    record = record_of({"harbour": {"2023/24": broken}, "quay": {"2023/24": broken}})
    for check_some in (rules.check, honesty.check):
        places = {problem.place.file for problem in check_some(record, ["quay"])}
        assert places == {"data/quay/2023-24.yaml"}
        assert not check_some(record, [])


def test_problems_stand_in_order_of_their_places() -> None:
    """By file, line and column, whichever rule found them."""
    text = "achievements: [We met., We met again.]\npriorities: [{id: pay, text: P.}, {id: sea, text: S.}]"
    record = record_of({"harbour": {"2021/22": text, "2022/23": text, "2023/24": text}})
    for check_some in (rules.check, honesty.check):
        places = [problem.place for problem in check_some(record, ["harbour"])]
        assert len(places) > 5
        assert places == sorted(places)


ACCEPTED = """
priorities: [{id: pay, text: Pay.}]
achievements: []
acknowledged: [{code: AR301, at: priorities#pay, reason: The clerk left.}, {code: AR501, reason: So be it.}]
"""


def test_a_later_stage_can_silence_what_is_acknowledged() -> None:
    """Drawing finds problems after the record was checked; it calls no acknowledgement stale."""
    record = record_of({"harbour": {"2023/24": ACCEPTED}})
    file = "data/harbour/2023-24.yaml"
    drawn = Problem("AR501", "warning", Place(file, 9, 9), "a picture is small")
    grave = Problem("AR501", "error", Place(file, 9, 9), "a picture is none")
    elsewhere = Problem("AR501", "warning", Place("data/quay/2023-24.yaml", 9, 9), "a picture is small")
    assert acknowledged.silence([drawn, grave, elsewhere], record) == (grave, elsewhere)
    assert acknowledged.apply(honesty.check(record, ["harbour"]), record) == ()


def test_an_acknowledgement_of_a_forum_that_was_not_checked_is_not_stale() -> None:
    """Nothing was looked for there."""
    record = record_of({"harbour": {"2023/24": ACCEPTED}, "quay": {"2023/24": "priorities: []"}})
    assert acknowledged.apply([], record, ["quay"]) == ()
    (stale,) = acknowledged.apply([], record, ["harbour"])
    assert stale.code == "AR316"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("anchr", "anchor-institution"),
        ("anchor", "anchor-institution"),
        ("instituton", "anchor-institution"),
        ("pay-agin", "pay-again"),
        ("Pay", "pay"),
        ("payy", "pay"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_the_nearest_id_is_the_one_that_was_meant(written: str, meant: str | None) -> None:
    """As a whole, or in one of its parts; a whole id comes before a part of another."""
    assert nearest(written, ["pay-again", "pay", "anchor-institution", "by-the-25th"]) == meant


@given(random_records.forums(), random_records.years("2022/23"), random_records.years("2023/24"))
@settings(max_examples=25)
def test_a_sound_record_has_no_error_whatever_else_is_in_it(who: Plain, first: Plain, second: Plain) -> None:
    """Random records, in which nothing refers to anything, give warnings and notes at most."""
    forum, _ = decode_forum(random_records.node(who), "data/harbour/forum.yaml")
    years = []
    for label, plain in (("2022-23", first), ("2023-24", second)):
        year, _ = decode_year(random_records.node(plain), f"data/harbour/{label}.yaml", forum)
        assert year
        years.append(year)
    record = Record((ForumRecord("harbour", forum, tuple(years)),))
    found = [*rules.check(record, ["harbour"]), *honesty.check(record, ["harbour"])]
    assert not [problem for problem in found if problem.severity == "error"]
    for problem in acknowledged.apply(found, record):
        assert problem.code in CODES
        assert problem.severity == CODES[problem.code].severity
