"""A comparison as plain data, for programs: the shape that ``compare --format json`` prints."""

from typing import Any

from annual_report.comparison import Comparison, Side, Thread, ThreadEntry
from annual_report.record import richtext
from annual_report.record.model import Outcome, Prose, Token, When, Words

SCHEMA = 1
"""The version of this shape; a reader of a later one should not guess."""

Data = dict[str, Any]


def as_data(comparison: Comparison, language: str) -> Data:
    """The comparison of one year; texts as plain words in ``language``."""
    return {
        "schema": SCHEMA,
        "forum": comparison.forum.folder,
        "year": comparison.year.label,
        "back": _side(comparison.back, language),
        "forward": _side(comparison.forward, language),
        "threads": threads_as_data(comparison.forum.folder, comparison.threads, language),
    }


def years_as_data(comparisons: list[Comparison], language: str) -> Data:
    """The comparisons of all years of one forum, oldest first, with its threads once."""
    first = comparisons[0]
    return {
        "schema": SCHEMA,
        "forum": first.forum.folder,
        "years": [
            {"year": c.year.label, "back": _side(c.back, language), "forward": _side(c.forward, language)}
            for c in comparisons
        ],
        "threads": threads_as_data(first.forum.folder, first.threads, language),
    }


def words(text: Words | Prose, language: str) -> str:
    """A text of the record as plain words in one line."""
    _, source = text.in_language(language)
    return richtext.plain(richtext.parse(source)) if isinstance(text, Prose) else source


def _side(side: Side, language: str) -> Data:
    return {
        "year": side.year,
        "recorded": side.recorded,
        "achievements_recorded": side.achievements_recorded,
        "priorities": [
            {
                "id": pair.priority.id,
                "text": words(pair.priority.text, language),
                "outcome": _outcome(pair.priority.outcome, language),
                "achievements": [achievement.id for achievement in pair.achievements],
            }
            for pair in side.pairs
        ],
        "other_achievements": [achievement.id for achievement in side.others],
    }


def _outcome(outcome: Outcome | None, language: str) -> Data | None:
    if outcome is None:
        return None
    recorded: dict[str, Token | Prose | Words | When | None] = {
        "rating": outcome.rating,
        "reason": outcome.reason,
        "decision": outcome.decision,
        "revised_due": outcome.revised_due,
        "assessed_by": outcome.assessed_by,
        "date": outcome.date,
    }
    return {key: _plain(value, language) for key, value in recorded.items() if value is not None}


def _plain(value: Token | Prose | Words | When, language: str) -> str:
    if isinstance(value, Token):
        return value.text
    return words(value.words if isinstance(value, When) else value, language)


def threads_as_data(forum: str, threads: tuple[Thread, ...], language: str) -> list[Data]:
    """The threads of a forum, as seen from it."""
    return [
        {
            "id": thread.first.key.seen_from(forum),
            "text": words(thread.first.priority.text, language),
            "years": [_thread_year(forum, entry, language) for entry in thread.entries],
        }
        for thread in threads
    ]


def _thread_year(forum: str, entry: ThreadEntry, language: str) -> Data:
    key = entry.key
    return {
        "year": key.year if key.forum == forum else f"{key.forum}/{key.year}",
        "id": key.id,
        "fate": entry.fate,
        "outcome": _outcome(entry.priority.outcome, language),
        "achievements": [achievement.id for achievement in entry.achievements],
        "continues": [continued.seen_from(forum) for continued in entry.continues],
    }
