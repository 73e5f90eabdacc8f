"""What was promised beside what was done: a link only where the record has one, and every promise's fate."""

import pytest

from annual_report.comparison import (
    Comparison,
    Fate,
    PromiseKey,
    Side,
    compare,
    printed_numbers,
    target,
    threads,
)
from annual_report.record.model import Record, Reference
from written_records import record_of

HARBOUR = "harbour"


def compared(record: Record, label: str, folder: str = HARBOUR) -> Comparison:
    """Return the comparison of one year."""
    forum = record.forum(folder)
    assert forum
    year = forum.year(label)
    assert year
    return compare(record, forum, year)


def harbour(**years: str) -> Record:
    """Return the record of one forum; ``y2023_24`` is the text of 2023/24, ``y2024`` that of 2024."""
    return record_of({HARBOUR: {label[1:].replace("_", "/"): text for label, text in years.items()}})


def pairs(side: Side) -> dict[str, list[str]]:
    """Return the ids of the achievements that serve each priority of a side."""
    return {pair.priority.id: [done.id for done in pair.achievements] for pair in side.pairs}


def others(side: Side) -> list[str]:
    """Return the ids of the achievements that serve no priority of a side."""
    return [done.id for done in side.others]


def lines(record: Record, folder: str = HARBOUR) -> list[str]:
    """Return the threads of a forum as text: ``2021/22#pay carried > 2022/23#pay kept``."""
    forum = record.forum(folder)
    assert forum
    return [
        " > ".join(f"{entry.key.seen_from(folder)} {entry.fate}" for entry in thread.entries)
        for thread in threads(record, forum)
    ]


# --- one year: looking back and forward -----------------------------------------------------------------


def test_looking_back_pairs_by_links_in_file_order() -> None:
    """Only a recorded link pairs two entries: not the same id, nor the same place in a list."""
    record = harbour(
        y2023_24="""
priorities:
  - {id: pay, text: Pay on time.}
  - {id: training, text: Train the teams.}
  - {id: quay, text: Mend the quay.}
achievements:
  - {id: late, text: We paid on time., supports: [pay]}
  - {id: quay, text: We mended something., supports: [2024/25#quay]}
  - {id: both, text: We trained and paid., supports: [training, 2023-24#pay, pay]}
  - {id: alone, text: We met.}
""",
        y2024_25="priorities: [{id: quay, text: Mend the quay.}, {id: sea, text: Clean the sea.}]",
    )
    found = compared(record, "2023/24")
    assert pairs(found.back) == {"pay": ["late", "both"], "training": ["both"], "quay": []}
    assert others(found.back) == ["quay", "alone"], "the same id or the same place in a list is no link"
    assert pairs(found.forward) == {"quay": ["quay"], "sea": []}
    assert others(found.forward) == ["late", "both", "alone"]


def test_a_link_to_another_forum_is_none_of_this_one() -> None:
    """Equal years and ids of two forums are two things; its own folder may be spelled out."""
    record = record_of(
        {
            HARBOUR: {
                "2023/24": """
priorities: [{id: pay, text: Pay on time.}]
achievements:
  - {id: there, text: We helped., supports: [quay/2023/24#pay]}
  - {id: here, text: We paid., supports: [harbour/2023/24#pay]}
"""
            },
            "quay": {"2023/24": "priorities: [{id: pay, text: Pay on time.}]\nachievements: []"},
        }
    )
    assert pairs(compared(record, "2023/24").back) == {"pay": ["here"]}
    assert others(compared(record, "2023/24").back) == ["there"]
    assert pairs(compared(record, "2023/24", "quay").back) == {"pay": []}


def test_numbers_are_those_recorded_else_positions() -> None:
    """What is printed beside a priority is its recorded number, else where it stands in its list."""
    record = harbour(y2023_24="priorities: [{text: Pay., number: 2a}, Train., {text: Mend., id: mend}]")
    assert printed_numbers(compared(record, "2023/24").year) == {"pay": "2a", "train": "2", "mend": "3"}
    assert [pair.number for pair in compared(record, "2023/24").back.pairs] == ["2a", "2", "3"]


@pytest.mark.parametrize(
    ("text", "recorded", "achievements_recorded"),
    [
        ("status: draft", False, False),
        ("priorities: []", True, False),
        ("achievements: []", False, True),
        ("priorities: []\nachievements: [We met.]", True, True),
    ],
)
def test_a_side_that_is_not_recorded_is_named(text: str, recorded: bool, achievements_recorded: bool) -> None:
    """A list that is recorded as empty is another thing than one that is not in the record."""
    found = compared(harbour(y2023_24=text), "2023/24")
    assert (found.back.recorded, found.back.achievements_recorded) == (recorded, achievements_recorded)
    assert found.forward.year == "2024/25"
    assert found.forward.recorded is False
    assert found.forward.achievements_recorded is achievements_recorded
    assert found.forward.pairs == ()


def test_a_following_year_without_priorities_is_not_recorded() -> None:
    """A file alone is not enough to look forward."""
    found = compared(harbour(y2023_24="priorities: []", y2024_25="achievements: []"), "2023/24")
    assert (found.forward.year, found.forward.recorded) == ("2024/25", False)


def test_a_gap_is_never_skipped() -> None:
    """The year after the next is not the following year."""
    record = harbour(y2021_22="achievements: [We met.]", y2023_24="priorities: [Pay.]")
    forward = compared(record, "2021/22").forward
    assert (forward.year, forward.recorded, forward.pairs) == ("2022/23", False, ())


def test_what_follows_a_year_of_no_usual_kind() -> None:
    """It is the earliest file that starts after its end; without one nobody can name it."""
    plan = "period_kind: other\nname: Harbour"
    one, two = "start: 2021-04-01\nend: 2022-09-30", "start: 2022-10-15\nend: 2024-03-31\npriorities: [Pay.]"
    record = record_of({HARBOUR: {"forum": plan, "2021": one, "2022/24": two}})
    assert pairs(compared(record, "2021").forward) == {"pay": []}
    last = compared(record, "2022/24").forward
    assert (last.year, last.recorded) == (None, False)


def test_what_follows_a_change_of_kind() -> None:
    """A calendar year that begins when a financial year ends follows it."""
    record = harbour(
        y2023_24="achievements: [{id: a, text: We met., supports: [2024#pay]}]",
        y2024="start: 2024-04-01\nend: 2024-12-31\npriorities: [{id: pay, text: Pay.}]",
    )
    assert pairs(compared(record, "2023/24").forward) == {"pay": ["a"]}


def test_a_reference_leads_to_its_own_file_unless_it_says_more() -> None:
    """Forum and year of a reference default to those of its file."""

    def reference(forum: str | None, year: str | None) -> Reference:
        place = record_of({HARBOUR: {}}).forums[0].forum.place
        return Reference("x", forum, year, "pay", "a:b", place)

    assert target(reference(None, None), HARBOUR, "2023/24") == PromiseKey(HARBOUR, "2023/24", "pay")
    assert target(reference(None, "2022/23"), HARBOUR, "2023/24") == PromiseKey(HARBOUR, "2022/23", "pay")
    assert target(reference("quay", "2022"), HARBOUR, "2023/24") == PromiseKey("quay", "2022", "pay")


def test_a_promise_is_called_as_a_file_would_write_it() -> None:
    """The forum is named where it is another."""
    assert PromiseKey(HARBOUR, "2021/22", "pay").seen_from(HARBOUR) == "2021/22#pay"
    assert PromiseKey("quay", "2021/22", "pay").seen_from(HARBOUR) == "quay/2021/22#pay"


# --- threads --------------------------------------------------------------------------------------------


def test_a_thread_goes_on_year_after_year() -> None:
    """A promise is one thread, whatever it is called in each year."""
    record = harbour(
        y2021_22="priorities: [{id: pay, text: Pay.}]",
        y2022_23="priorities: [{id: fair, text: Pay fairly., continues: 2021/22#pay, outcome: partly met}]",
        y2023_24="priorities: [{id: pay, text: Pay., continues: [2022-23#fair], outcome: met}]",
    )
    assert lines(record) == ["2021/22#pay carried > 2022/23#fair carried > 2023/24#pay kept"]


def test_the_same_id_is_no_thread() -> None:
    """Only `continues` makes one."""
    record = harbour(
        y2021_22="priorities: [{id: pay, text: Pay.}]", y2022_23="priorities: [{id: pay, text: Pay.}]"
    )
    assert lines(record) == ["2021/22#pay silent", "2022/23#pay silent"]


def test_a_thread_splits_and_the_first_goes_on_in_it() -> None:
    """The other heirs begin threads of their own, and these can go on as well."""
    record = harbour(
        y2021_22="priorities: [{id: pay, text: Pay.}]",
        y2022_23="""
priorities:
  - {id: new, text: Something else.}
  - {id: late, text: Pay less late., continues: 2021/22#pay}
  - {id: full, text: Pay in full., continues: 2021/22#pay}
""",
        y2023_24="priorities: [{id: full, text: Pay in full., continues: 2022/23#full}]",
    )
    assert lines(record) == [
        "2021/22#pay carried > 2022/23#late silent",
        "2022/23#new silent",
        "2022/23#full carried > 2023/24#full silent",
    ]


def test_threads_merge_into_that_of_the_first_named() -> None:
    """The threads of the others end as carried."""
    record = harbour(
        y2021_22="priorities: [{id: pay, text: Pay.}, {id: train, text: Train.}]",
        y2022_23="priorities: [{id: work, text: Good work., continues: [2021/22#train, 2021/22#pay]}]",
    )
    assert lines(record) == ["2021/22#pay carried", "2021/22#train carried > 2022/23#work silent"]


def test_where_the_first_named_has_an_heir_a_merged_thread_begins_anew() -> None:
    """It does not go on in the thread of another that it continues."""
    record = harbour(
        y2021_22="priorities: [{id: pay, text: Pay.}, {id: train, text: Train.}]",
        y2022_23="""
priorities:
  - {id: heir, text: Pay., continues: 2021/22#pay}
  - {id: work, text: Good work., continues: [2021/22#pay, 2021/22#train]}
""",
    )
    assert lines(record) == [
        "2021/22#pay carried > 2022/23#heir silent",
        "2021/22#train carried",
        "2022/23#work silent",
    ]


def test_a_promise_rests_and_returns() -> None:
    """A year of rest has no entry, and what comes back was carried, even where it had been stopped."""
    record = harbour(
        y2021_22="priorities: [{id: pay, text: Pay., outcome: {decision: stop, reason: No money.}}]",
        y2022_23="priorities: []",
        y2024_25="priorities: [{id: pay, text: Pay after all., continues: 2021/22#pay, outcome: ongoing}]",
    )
    assert lines(record) == ["2021/22#pay carried > 2024/25#pay judged"]


def test_the_earliest_of_several_heirs_goes_on() -> None:
    """Heirs of different years count in the order of their years."""
    record = harbour(
        y2021_22="priorities: [{id: pay, text: Pay.}]",
        y2022_23="priorities: [{id: soon, text: Pay., continues: 2021/22#pay}]",
        y2023_24="priorities: [{id: later, text: Pay., continues: 2021/22#pay}]",
    )
    assert lines(record) == ["2021/22#pay carried > 2022/23#soon silent", "2023/24#later silent"]


def test_a_thread_crosses_from_a_predecessor() -> None:
    """Both forums see the whole thread, and neither sees what stays in the other."""
    record = record_of(
        {
            "quay": {
                "2020/21": "priorities: [{id: pay, text: Pay.}]",
                "2021/22": """
priorities: [{id: pay, text: Pay., continues: 2020/21#pay}, {id: own, text: Stay at the quay.}]
""",
            },
            HARBOUR: {
                "2022/23": "priorities: [{id: pay, text: Pay., continues: quay/2021/22#pay, outcome: met}]"
            },
        }
    )
    whole = "quay/2020/21#pay carried > quay/2021/22#pay carried > 2022/23#pay kept"
    assert lines(record) == [whole], "a thread that stays in another forum is not one of this forum"
    assert lines(record, "quay") == [
        "2020/21#pay carried > 2021/22#pay carried > harbour/2022/23#pay kept",
        "2021/22#own silent",
    ]


def test_threads_stand_by_first_year_and_then_in_file_order() -> None:
    """Their ids and the order of the files say nothing."""
    record = harbour(
        y2022_23="priorities: [{id: zeal, text: Z.}, {id: amity, text: A.}]",
        y2021_22="priorities: [{id: quay, text: Q.}, {id: bay, text: B.}]",
    )
    found = [line.split()[0] for line in lines(record)]
    assert found == ["2021/22#quay", "2021/22#bay", "2022/23#zeal", "2022/23#amity"]


def test_years_of_all_kinds_stand_by_their_beginning() -> None:
    """A forum may have changed its kind of period."""
    record = harbour(
        y2021_22="priorities: [{id: pay, text: Pay.}]",
        y2022="start: 2022-04-01\npriorities: [{id: pay, text: Pay., continues: 2021/22#pay}]",
        y2023="priorities: [{id: pay, text: Pay., continues: 2022#pay}]",
    )
    assert lines(record) == ["2021/22#pay carried > 2022#pay carried > 2023#pay silent"]


def test_the_twenty_fifth_year_is_as_good_as_the_second() -> None:
    """A thread may be as long as the record."""
    years = {"y2000": "priorities: [{id: pay, text: Pay.}]"}
    for year in range(2001, 2025):
        years[f"y{year}"] = f"priorities: [{{id: pay, text: Pay., continues: {year - 1}#pay}}]"
    (thread,) = lines(harbour(**years))
    assert thread.count(" carried") == 24
    assert thread.endswith("2024#pay silent")


def test_a_link_into_nothing_begins_a_thread() -> None:
    """The rules call it an error; what can be compared still is."""
    record = harbour(
        y2022_23="priorities: [{id: pay, text: Pay., continues: [2021/22#pay, quay/2021/22#pay]}]",
        y2023_24="priorities: [{id: pay, text: Pay., continues: 2022/23#pays}]",
    )
    assert lines(record) == ["2022/23#pay silent", "2023/24#pay silent"]


def test_a_circle_has_an_end() -> None:
    """Only links back in time make a thread, so that none of them is lost and none goes on for ever."""
    record = harbour(
        y2022_23="priorities: [{id: a, text: A., continues: b}, {id: b, text: B., continues: 2023/24#c}]",
        y2023_24="priorities: [{id: c, text: C., continues: 2022/23#b}]",
    )
    assert lines(record) == ["2022/23#a silent", "2022/23#b carried > 2023/24#c carried"]


# --- fates ----------------------------------------------------------------------------------------------

FATES: tuple[tuple[str, bool, bool, Fate], ...] = (
    # what the outcome says, whether a later priority continues it, whether there is an achievement
    ("met", False, False, "kept"),
    ("Met", True, True, "kept"),
    ("{rating: met, decision: stop}", False, False, "kept"),
    ("carried forward", False, False, "carried"),
    ("{rating: carried forward, decision: stop}", False, True, "carried"),
    ("withdrawn", True, False, "carried"),
    ("not met", True, False, "carried"),
    ("", True, True, "carried"),
    ("withdrawn", False, True, "dropped"),
    ("{decision: stop}", False, False, "dropped"),
    ("{rating: not met, decision: stop}", False, False, "dropped"),
    ("partly met", False, True, "judged"),
    ("not met", False, False, "judged"),
    ("ongoing", False, False, "judged"),
    ("not rated", False, False, "judged"),
    ("{decision: carry forward}", False, False, "judged"),
    ("{reason: There was no money.}", False, True, "judged"),
    ("", False, True, "worked on"),
    ("", False, False, "silent"),
)


@pytest.mark.parametrize(("outcome", "continued", "served", "fate"), FATES)
def test_the_fate_is_the_first_that_holds(outcome: str, continued: bool, served: bool, fate: Fate) -> None:
    """Kept, carried, dropped, judged, worked on, silent: in this order, by the year's own achievements."""
    said = f", outcome: {outcome}" if outcome else ""
    record = harbour(
        y2022_23=f"""
priorities: [{{id: pay, text: Pay.{said}}}]
achievements: [{{text: We met., supports: [{"pay" if served else "2023/24#pay"}]}}]
""",
        y2023_24=f"""
priorities: [{{id: pay, text: Pay., continues: {"2022/23#pay" if continued else "[]"}}}]
achievements: [{{text: We worked on it a year later., supports: [2022/23#pay]}}]
""",
    )
    assert lines(record)[0].split(" > ")[0] == f"2022/23#pay {fate}"


@pytest.mark.parametrize(
    ("rating", "fate"),
    [
        ("MET", "kept"),
        ("Green", "judged"),
        ("cyflawnwyd", "kept"),
        ("Withdrawn", "dropped"),
        ("Gone", "judged"),
    ],
)
def test_an_own_label_counts_as_the_built_in_one_of_its_name(rating: str, fate: Fate) -> None:
    """In any of its languages and in any case; every other label is a judgement."""
    scheme = "rating_scheme: [{label: {en: Met, cy: Cyflawnwyd}}, Green, Withdrawn, Gone]"
    forum = f"name: Harbour\nlanguage: [en, cy]\n{scheme}"
    text = f"priorities: [{{id: pay, text: Pay., outcome: {rating}}}]"
    assert lines(record_of({HARBOUR: {"forum": forum, "2022/23": text}})) == [f"2022/23#pay {fate}"]
