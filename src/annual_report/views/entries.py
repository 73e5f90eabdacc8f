"""Entries of the record that a template looks up: who wrote a foreword, at which event a deed was done."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, assert_never

from markupsafe import Markup
from msgspec import Struct

from annual_report.comparison import Pair, Side
from annual_report.fields import Fields
from annual_report.record.loading import entities
from annual_report.record.model import (
    Achievement,
    Amount,
    Callout,
    ContentBlock,
    Entity,
    Event,
    Foreword,
    Forum,
    KeyFigure,
    Measure,
    Person,
    Picture,
    Priority,
    Prose,
    Quotation,
    Story,
    TextBlock,
    Token,
    When,
    Words,
    Year,
)

BlockKind = Literal["text", "quotation", "story", "picture", "figures", "callout"]


class Run(Struct, frozen=True):
    """Content blocks that are drawn together: neighbouring key figures, else one block."""

    kind: BlockKind
    blocks: tuple[ContentBlock, ...]


FIGURES_ABREAST = 4


def runs(blocks: tuple[ContentBlock, ...] | None) -> Iterator[Run]:
    """The blocks of a text in order, key figures side by side."""
    figures: list[ContentBlock] = []
    for block in blocks or ():
        kind = _kind(block)
        if kind == "figures" and len(figures) < FIGURES_ABREAST:
            figures.append(block)
            continue
        if figures:
            yield Run("figures", tuple(figures))
            figures = []
        if kind == "figures":
            figures.append(block)
        else:
            yield Run(kind, (block,))
    if figures:
        yield Run("figures", tuple(figures))


def _kind(block: ContentBlock) -> BlockKind:
    match block:
        case TextBlock():
            return "text"
        case Quotation():
            return "quotation"
        case Story():
            return "story"
        case Picture():
            return "picture"
        case KeyFigure():
            return "figures"
        case Callout():
            return "callout"
        case _:
            assert_never(block)


def recorded(entries: Iterable[Entity | None] | None) -> list[Entity]:
    """Those entries of which anything is recorded: an empty one leaves nothing behind."""
    values = Words | Prose | When | Amount | Token
    return [entry for entry in entries or () if entry and any(isinstance(v, values) for v in entities(entry))]


_FEW_WORDS = 400
"""Characters."""


def is_short(forum: Forum, fields: Fields) -> bool:
    """Whether what is said of a forum takes so little of a page that the next part follows on.

    A text of at most a paragraph, and perhaps a name or two; lists and texts of their own want a page.
    """
    long = (
        forum.purpose,
        forum.accessibility,
        forum.predecessors,
        forum.successors,
        forum.partners,
        forum.links,
    )
    return not any(long) and (forum.about is None or len(fields.text(forum.about)) <= _FEW_WORDS)


def number_of(fields: Fields) -> Callable[[Pair], Markup | str]:
    """The printed number of a priority, with the address of its field where it is recorded."""

    def number(pair: Pair) -> Markup | str:
        return fields.line(pair.priority.number) if pair.priority.number else pair.number

    return number


def has_leads(side: Side) -> bool:
    """Whether any priority of a side names who leads it: only then is a missing lead worth a word."""
    return any(pair.priority.lead for pair in side.pairs)


def side_shown(person: Person) -> bool:
    """Whether the side of a person has to be said, because the role does not name it."""
    if person.side is None:
        return False
    role = person.role.source if person.role else ""
    return person.side.source.casefold() not in role.casefold()


def person_of(year: Year) -> Callable[[Foreword], Person | None]:
    """Who of the people of the year wrote a foreword."""
    people = {person.id: person for person in year.people or ()}
    return lambda foreword: people.get(foreword.person.id) if foreword.person else None


def events_of(year: Year) -> Callable[[Achievement], list[Event]]:
    """The events that an achievement names."""
    events = {event.id: event for event in year.events or ()}
    return lambda achievement: [events[ref.id] for ref in achievement.events or () if ref.id in events]


def measures_of(year: Year) -> Callable[[Priority], list[Measure]]:
    """The measures that a priority names."""
    measures = {measure.id: measure for measure in year.measures or ()}
    return lambda priority: [measures[ref.id] for ref in priority.measures or () if ref.id in measures]
