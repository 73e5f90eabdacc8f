"""A comparison as data has the documented shape, keys in order, texts as plain words in one language."""

import json

from annual_report.comparison import Comparison, compare
from annual_report.comparison_data import as_data, words, years_as_data
from annual_report.record.model import Record
from written_records import record_of

RECORD = record_of(
    {
        "quay": {"2021/22": "priorities: [{id: pay, text: Look into pay., outcome: carried forward}]"},
        "harbour": {
            "forum": "name: Harbour\nlanguage: [en, cy]",
            "2022/23": "achievements: []",
            "2023/24": """
priorities:
  - id: pay
    text: {en: "Pay **everybody**[^a]\\n\\n- on time", cy: Talu pawb.}
    continues: [quay/2021/22#pay]
    outcome:
      rating: Partly met
      reason: {en: "Two of [three](https://example.org) do.", cy: Dau o dri.}
      decision: carry forward
      revised_due: 2024-12-31
      assessed_by: The full forum
      date: {en: in May 2024, cy: ym Mai 2024}
  - Train the teams.
achievements:
  - {id: timetable, text: We published a timetable., supports: [pay, 2024/25#pay]}
  - {id: meeting, text: We met.}
footnotes: {a: A note.}
""",
            "2024/25": "priorities: [{id: pay, text: Pay by the 20th., continues: 2023/24#pay}]",
        },
    }
)


def compared(label: str, record: Record = RECORD) -> Comparison:
    """Return the comparison of a year of the harbour forum."""
    forum = record.forum("harbour")
    assert forum
    year = forum.year(label)
    assert year
    return compare(record, forum, year)


def test_the_whole_shape() -> None:
    """Every key of the documented shape, with the priorities of both sides and the thread over two forums."""
    outcome = {
        "rating": "Partly met",
        "reason": "Two of three do.",
        "decision": "carry forward",
        "revised_due": "2024-12-31",
        "assessed_by": "The full forum",
        "date": "in May 2024",
    }
    assert as_data(compared("2023/24"), "en") == {
        "schema": 1,
        "forum": "harbour",
        "year": "2023/24",
        "back": {
            "year": "2023/24",
            "recorded": True,
            "achievements_recorded": True,
            "priorities": [
                {
                    "id": "pay",
                    "text": "Pay everybody on time",
                    "outcome": outcome,
                    "achievements": ["timetable"],
                },
                {"id": "train-the-teams", "text": "Train the teams.", "outcome": None, "achievements": []},
            ],
            "other_achievements": ["meeting"],
        },
        "forward": {
            "year": "2024/25",
            "recorded": True,
            "achievements_recorded": True,
            "priorities": [
                {"id": "pay", "text": "Pay by the 20th.", "outcome": None, "achievements": ["timetable"]}
            ],
            "other_achievements": ["meeting"],
        },
        "threads": [
            {
                "id": "quay/2021/22#pay",
                "text": "Look into pay.",
                "years": [
                    {
                        "year": "quay/2021/22",
                        "id": "pay",
                        "fate": "carried",
                        "outcome": {"rating": "carried forward"},
                        "achievements": [],
                        "continues": [],
                    },
                    {
                        "year": "2023/24",
                        "id": "pay",
                        "fate": "carried",
                        "outcome": outcome,
                        "achievements": ["timetable"],
                        "continues": ["quay/2021/22#pay"],
                    },
                    {
                        "year": "2024/25",
                        "id": "pay",
                        "fate": "silent",
                        "outcome": None,
                        "achievements": [],
                        "continues": ["2023/24#pay"],
                    },
                ],
            },
            {
                "id": "2023/24#train-the-teams",
                "text": "Train the teams.",
                "years": [
                    {
                        "year": "2023/24",
                        "id": "train-the-teams",
                        "fate": "silent",
                        "outcome": None,
                        "achievements": [],
                        "continues": [],
                    }
                ],
            },
        ],
    }


def test_keys_stand_in_the_documented_order() -> None:
    """A person reads the output too; its order is that of the format's description."""
    data = as_data(compared("2023/24"), "en")
    assert list(data) == ["schema", "forum", "year", "back", "forward", "threads"]
    side = ["year", "recorded", "achievements_recorded", "priorities", "other_achievements"]
    assert list(data["back"]) == list(data["forward"]) == side
    assert list(data["back"]["priorities"][0]) == ["id", "text", "outcome", "achievements"]
    assert list(data["threads"][0]) == ["id", "text", "years"]
    years = ["year", "id", "fate", "outcome", "achievements", "continues"]
    assert list(data["threads"][0]["years"][0]) == years


def test_sides_that_are_not_recorded() -> None:
    """No priorities are listed, and what is known of the achievements of the year is said on both sides."""
    data = as_data(compared("2022/23"), "en")
    assert data["back"] == {
        "year": "2022/23",
        "recorded": False,
        "achievements_recorded": True,
        "priorities": [],
        "other_achievements": [],
    }
    last = as_data(compared("2024/25"), "en")
    assert last["back"]["achievements_recorded"] is False
    assert last["forward"] == {
        "year": "2025/26",
        "recorded": False,
        "achievements_recorded": False,
        "priorities": [],
        "other_achievements": [],
    }


def test_an_unknown_following_year_is_null() -> None:
    """After a period of no usual kind nobody can name the next one."""
    text = "start: 2021-04-01\nend: 2022-09-30"
    record = record_of({"harbour": {"forum": "name: Harbour\nperiod_kind: other", "2021": text}})
    assert as_data(compared("2021", record), "en-GB")["forward"]["year"] is None


def test_texts_are_in_the_language_asked_for_else_in_the_first() -> None:
    """A text that lacks the language falls back; a rating and a decision are the same in every language."""
    pay, train = as_data(compared("2023/24"), "cy")["back"]["priorities"]
    assert pay["text"] == "Talu pawb."
    assert pay["outcome"]["reason"] == "Dau o dri."
    assert pay["outcome"]["date"] == "ym Mai 2024"
    assert pay["outcome"]["rating"] == "Partly met"
    assert train["text"] == "Train the teams."


def test_all_years_share_the_threads() -> None:
    """For a whole forum the threads are said once, beside the sides of each year."""
    labels = ["2022/23", "2023/24", "2024/25"]
    data = years_as_data([compared(label) for label in labels], "en")
    assert list(data) == ["schema", "forum", "years", "threads"]
    assert [year["year"] for year in data["years"]] == labels
    assert list(data["years"][0]) == ["year", "back", "forward"]
    for label, year in zip(labels, data["years"], strict=True):
        alone = as_data(compared(label), "en")
        assert (year["back"], year["forward"]) == (alone["back"], alone["forward"])
    assert data["threads"] == as_data(compared("2023/24"), "en")["threads"]


def test_the_data_is_json() -> None:
    """Nothing in it needs more than JSON has."""
    data = as_data(compared("2023/24"), "en")
    assert json.loads(json.dumps(data)) == data


def test_plain_text_is_as_typed() -> None:
    """Marks are read in prose only: in a name, an asterisk is an asterisk."""
    record = record_of({"harbour": {"2023/24": "sections: [{heading: '**A** [^b]', text: '**A** \\*b'}]"}})
    (section,) = record.forums[0].years[0].sections or ()
    assert section.heading
    assert section.text
    assert words(section.heading, "en") == "**A** [^b]"
    assert words(section.text, "en") == "A *b"
