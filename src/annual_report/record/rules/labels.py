"""The label of another year in the text of a year: often a sentence taken over from the last report."""

import re
from collections.abc import Iterator

from annual_report.problems import Problem
from annual_report.record import richtext
from annual_report.record.codes import problem
from annual_report.record.model import ForumRecord, Prose, Reference, Words, Year, within

_SPAN = r"(?<![\w/–-])((?:19|20)\d\d)\s?[/–-]\s?((?:19|20)\d\d|\d\d)(?![\w/–-])"
_SINGLE = r"(?<![\w/–.,-])((?:19|20)\d\d)(?![\w/–-])"
_TITLES = (":title", ".title", ".heading", ".name")  # addresses of plain text that is a headline


def check(forum: ForumRecord) -> Iterator[Problem]:
    """A note (AR308) for each text and other year that it names, unless its entry is linked to that year."""
    recorded = {year.label for year in forum.years}
    for year in forum.years:
        single = recorded - {year.label} if year.kind == "calendar" else set()
        own = _first_label(year.label)
        for part, references in _parts(year):
            for text in _texts(part):
                for label in _named(text, single):
                    if label != own and label not in _linked(references):
                        message = f"the text names {label}, and this is the record of {year.label}"
                        yield problem("AR308", text.place, message, "leave it if that year is meant")


def _parts(year: Year) -> Iterator[tuple[object, tuple[Reference, ...]]]:
    """What a year tells, part by part, each with its links: the years that they lead to it may well name."""
    for part in (year.title, year.forewords, year.events, year.feedback, year.sections):
        yield part, ()
    for priority in year.priorities or ():
        yield priority, priority.continues or ()
    for achievement in year.achievements or ():
        yield achievement, achievement.supports or ()


def _linked(references: tuple[Reference, ...]) -> set[str]:
    return {_first_label(reference.year) for reference in references if reference.year is not None}


def _texts(part: object) -> Iterator[Prose | Words]:
    for value in within(part):
        if isinstance(value, Prose) or (isinstance(value, Words) and value.address.endswith(_TITLES)):
            yield value


def _named(text: Prose | Words, single: set[str]) -> Iterator[str]:
    """The labels of years that a text names, each once."""
    found: dict[str, None] = {}
    for _, source in text.versions:
        if "19" not in source and "20" not in source:
            continue  # most texts name no year, and need no pattern
        if not re.search(_SPAN, source) and not (single and re.search(_SINGLE, source)):
            continue
        # Read as text, so that the address of a link is not taken for words.
        words = richtext.plain(richtext.parse(source)) if isinstance(text, Prose) else source
        labels = (f"{first}/{end}" for first, end in re.findall(_SPAN, words) if _is_one_year(first, end))
        found |= dict.fromkeys(map(_first_label, labels))
        found |= dict.fromkeys(label for label in re.findall(_SINGLE, words) if label in single)
    yield from found


def _is_one_year(first: str, end: str) -> bool:
    return str(int(first) + 1).endswith(end)


def _first_label(label: str) -> str:
    """A label in the one form in which labels are compared: 2023/2024 is 2023/24."""
    first, slash, end = label.partition("/")
    return f"{first}/{end[-2:]}" if slash else first
