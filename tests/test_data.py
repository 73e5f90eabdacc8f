"""The records in data/ are sound, and the example forum shows everything that a record can hold."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annual_report import honesty
from annual_report.comparison import Thread, threads
from annual_report.pictures import read_pictures
from annual_report.problems import Problem
from annual_report.record import acknowledged, list_forums, read_forums, rules
from annual_report.record.facts import Fact, facts
from annual_report.record.loading import Reading, entities, named_files
from annual_report.record.model import (
    BUILT_IN_RATINGS,
    Action,
    ContentBlock,
    Entity,
    ForumRecord,
    Quantity,
    Reference,
    Words,
    Year,
    find_rating,
)
from annual_report.record.sums import disagreements

ROOT = Path(__file__).parent.parent
EXAMPLE = "example-forum"
LAST = "2024/25"
EXAMPLES = ("example-forum", "example-north-forum")


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Read all of data/ once."""
    return read_forums(ROOT, list_forums(ROOT))


@pytest.fixture(scope="module")
def example(reading: Reading) -> ForumRecord:
    """Return the example forum."""
    forum = reading.record.forum(EXAMPLE)
    assert forum is not None
    return forum


@pytest.fixture(scope="module")
def last(example: ForumRecord) -> Year:
    """Return its last year, which uses everything."""
    return example.years[-1]


def found(reading: Reading) -> tuple[Problem, ...]:
    """Return all that reading and the rules say of data/, what is acknowledged left out."""
    folders = [forum.folder for forum in reading.record.forums]
    said = [*reading.problems, *rules.check(reading.record, folders), *honesty.check(reading.record, folders)]
    return acknowledged.apply(said, reading.record)


def every_kind(kind: type[Entity] = Entity) -> Iterator[type[Entity]]:
    """Yield every entity of the model that has keys."""
    if facts(kind):
        yield kind
    for sub in kind.__subclasses__():
        yield from every_kind(sub)


# --- sound ----------------------------------------------------------------------------------------------


def test_the_records_are_sound(reading: Reading) -> None:
    """Nothing in data/ is an error, and the examples leave no warning that they do not accept."""
    assert [problem for problem in found(reading) if problem.severity == "error"] == []
    warnings = [problem for problem in found(reading) if problem.severity == "warning"]
    assert [problem for problem in warnings if any(name in problem.place.file for name in EXAMPLES)] == []


def test_every_file_names_its_schema_and_ends_its_last_line() -> None:
    """An editor knows the keys from the first line on."""
    files = sorted((ROOT / "data").glob("*/*.yaml"))
    assert files
    for file in files:
        text = file.read_bytes().decode()
        kind = "forum" if file.name == "forum.yaml" else "year"
        assert text.startswith(f"# yaml-language-server: $schema=../.schema/{kind}.json\n"), file
        assert text.endswith("\n")
        assert "\r" not in text


def test_pictures_can_be_used_and_every_file_is_named_by_the_record(example: ForumRecord, last: Year) -> None:
    """Nothing lies about that no report shows, and no picture is large."""
    assert len(read_pictures(ROOT, example, last)) >= 4
    named = {file.path for file in named_files(example)}
    home = ROOT / "data" / EXAMPLE
    lying = {path.relative_to(ROOT).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {name for name in lying if not name.endswith(".yaml")} == named
    assert all((ROOT / name).stat().st_size < 50_000 for name in lying)


def test_the_examples_are_plainly_invented(reading: Reading) -> None:
    """Their names say so, and every address leads to the domain that is kept free for examples."""
    for folder in EXAMPLES:
        forum = reading.record.forum(folder)
        assert forum is not None
        assert forum.forum.name.source.startswith("Example ")
        assert forum.forum.about is not None
        assert "invented" in forum.forum.about.source
        text = "".join((ROOT / name).read_text(encoding="utf-8") for name in forum.files)
        assert set(re.findall(r"https?://([^/\s\"}]+)|@([\w.]+)", text)) <= {
            ("example.org", ""),
            ("", "example.org"),
        }


# --- complete -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*every_kind()])
def test_the_last_year_uses_every_key(kind: type[Entity], example: ForumRecord, last: Year) -> None:
    """Each key of each entity is recorded at least once, in forum.yaml or in the last year."""
    things = [entity for part in (example.forum, last) for entity in entities(part) if type(entity) is kind]
    assert things, f"no {kind.__name__}"
    unused = [key for key, fact in facts(kind).items() if not any(is_used(thing, fact) for thing in things)]
    assert unused == []


def is_used(thing: object, fact: Fact) -> bool:
    """Return whether a key is recorded with something in it."""
    return getattr(thing, fact.field) not in (None, (), False)


def test_the_last_year_uses_every_word_to_choose_from(example: ForumRecord, last: Year) -> None:
    """All seven ratings, all decisions, both kinds of money, both directions."""
    outcomes = [priority.outcome for priority in last.priorities or () if priority.outcome]
    rated = {find_rating(BUILT_IN_RATINGS, outcome.rating.text) for outcome in outcomes if outcome.rating}
    assert rated == set(BUILT_IN_RATINGS)
    assert len(example.ratings) == len(BUILT_IN_RATINGS)
    assert {o.decision.text for o in outcomes if o.decision} == {
        "continue",
        "carry forward",
        "revise",
        "stop",
    }
    assert last.finance is not None
    assert {line.kind for line in last.finance.lines or ()} == {"income", "expenditure"}
    assert {measure.direction for measure in last.measures or ()} == {"lower", "higher", None}


def test_the_last_year_has_quantities_in_every_form(last: Year) -> None:
    """Numbers, numbers with a word before them, words in a number's place, and none at all."""
    measures = last.measures or ()
    quantities = [
        quantity for measure in measures for quantity in entities(measure) if isinstance(quantity, Quantity)
    ]
    assert any(quantity.number is not None and quantity.qualifier is None for quantity in quantities)
    assert any(quantity.number is not None and quantity.qualifier for quantity in quantities)
    assert any(quantity.number is None for quantity in quantities)
    assert any(measure.actual and measure.actual.number is None for measure in measures)
    assert any(measure.baseline is None for measure in measures)


def test_the_last_year_has_every_kind_of_block_and_nested_actions(last: Year) -> None:
    """Blocks stand in each entity that can have them, and one action holds actions that hold actions."""
    holders = [part for part in entities(last) if getattr(part, "blocks", None)]
    assert {type(part).__name__ for part in holders} == {"Foreword", "Priority", "Achievement", "Section"}
    kinds = {type(block) for part in holders for block in getattr(part, "blocks", ())}
    assert kinds == set(ContentBlock.__args__)
    assert max(depth(action) for priority in last.priorities or () for action in priority.actions or ()) == 3


def depth(action: Action) -> int:
    """Return how many levels of actions there are, this one included."""
    return 1 + max((depth(inner) for inner in action.actions or ()), default=0)


def test_one_printed_total_is_not_the_sum_of_its_lines(last: Year) -> None:
    """It is printed as it was published, and the forum knows."""
    assert last.finance is not None
    (wrong,) = disagreements(last.finance)
    assert (wrong.printed.source, str(wrong.ours)) == ("40,252", "40525")
    assert [entry.code.text for entry in last.acknowledged or () if entry.code] == ["AR305"]


def test_references_lead_to_other_years_and_footnotes_are_called(last: Year) -> None:
    """An achievement of the last year serves a priority of the year before."""
    years = {part.year for part in entities(last.achievements) if isinstance(part, Reference)}
    assert years == {None, "2023/24"}
    assert last.footnotes is not None
    text = (ROOT / "data" / EXAMPLE / "2024-25.yaml").read_text(encoding="utf-8")
    assert all(f"[^{footnote.id}]" in text for footnote in last.footnotes)


# --- six years ------------------------------------------------------------------------------------------


def test_the_example_has_six_years_of_six_to_nine_priorities(example: ForumRecord) -> None:
    """Without a gap, and each with both of its sides."""
    labels = [year.label for year in example.years]
    assert labels == ["2019/20", "2020/21", "2021/22", "2022/23", "2023/24", LAST]
    for year in example.years:
        assert 6 <= len(year.priorities or ()) <= 9
        assert len(year.achievements or ()) >= 5
    assert 8 <= len(example.years[-1].achievements or ()) <= 17


# What became of each promise of the example, worked out by hand from its outcomes and links.
FATES = {
    "2019/20#terms": "kept",
    "2019/20#consulting": "carried carried carried carried carried kept",
    "2019/20#absence": "carried carried kept",
    "2019/20#induction": "kept",
    "2019/20#bus": "carried dropped",  # stopped in 2020/21, without a reason
    "2019/20#night-food": "carried carried kept",  # rests in 2020/21; nothing but achievements in 2021/22
    "2020/21#pandemic": "kept",
    "2020/21#rotas": "carried carried carried carried kept",
    "2020/21#news-sheets": "carried carried",  # merged into consulting in 2022/23
    "2020/21#grading": "carried carried carried carried judged",  # called appeals from 2022/23 on
    "2021/22#mediators": "carried carried carried judged",
    "2021/22#carers": "kept kept judged",  # rests in 2023/24; not rated when it comes back
    "2022/23#panel-training": "carried kept",  # split from grading
    "2022/23#safety-representatives": "carried carried kept",
    "2022/23#travel-claims": "kept",
    "2023/24#papers": "carried dropped",
    "2023/24#abuse": "carried judged",
    "2023/24#school-leavers": "worked on",
    "2024/25#young-panel": "carried",
}


def test_the_threads_of_the_example_have_the_fates_worked_out_by_hand(
    reading: Reading, example: ForumRecord
) -> None:
    """Threads split, merge, rest, come back, and one was dropped without a reason."""
    told = {
        thread.first.key.seen_from(EXAMPLE): " ".join(e.fate for e in thread.entries)
        for thread in threads(reading.record, example)
    }
    assert told == FATES


def test_the_example_merges_and_splits(reading: Reading, example: ForumRecord) -> None:
    """Consulting took up the news sheets; two priorities of 2022/23 continue grading."""
    by_first: dict[str, Thread] = {
        t.first.key.seen_from(EXAMPLE): t for t in threads(reading.record, example)
    }
    merged = next(e for e in by_first["2019/20#consulting"].entries if e.key.year == "2022/23")
    assert [key.id for key in merged.continues] == ["consulting", "news-sheets"]
    split = (by_first["2020/21#grading"].entries[2], by_first["2022/23#panel-training"].first)
    assert [[key.seen_from(EXAMPLE) for key in entry.continues] for entry in split] == [
        ["2021/22#grading"]
    ] * 2


def test_people_appear_by_their_role(reading: Reading) -> None:
    """No name in the examples could be that of a person."""
    for folder in EXAMPLES:
        forum = reading.record.forum(folder)
        names = {person.name for year in forum.years for person in year.people or ()} if forum else set()
        assert names
        for name in names:
            assert isinstance(name, Words)
            assert re.search(r"chair|secretary|lead", name.source, re.IGNORECASE), name.source
