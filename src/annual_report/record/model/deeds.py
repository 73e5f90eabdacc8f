"""Promises and deeds: priorities with their actions and outcomes, achievements, events."""

from typing import Annotated, ClassVar

from annual_report.record.model.content import ContentBlock, Link
from annual_report.record.model.values import (
    Entity,
    Identified,
    Key,
    Prose,
    Quantity,
    Reference,
    Token,
    When,
    Words,
)

DECISIONS = ("continue", "carry forward", "revise", "stop")
BLOCKS = Key(
    "What follows the text: more text, quotations, stories, pictures, key figures, callouts.",
    "[{text: More text.}]",
)


class Action(Identified, frozen=True, kw_only=True):
    """A step towards a priority; it may have steps of its own, as deep as needed."""

    shorthand: ClassVar[str | None] = "text"
    id_from: ClassVar[tuple[str, ...]] = ("text",)
    text: Annotated[Prose, Key("What is to be done.", "Train the teams")]
    lead: Annotated[Words | None, Key("Who leads it.", "Bob Example")] = None
    due: Annotated[When | None, Key("By when: a date, or words.", "June 2023")] = None
    actions: Annotated[tuple["Action", ...] | None, Key("Its own steps.", "[Write the course]")] = None


class Outcome(Entity, frozen=True, kw_only=True):
    """What the forum itself says became of a priority. ``rating`` is as typed."""

    shorthand: ClassVar[str | None] = "rating"
    rating: Annotated[
        Token | None,
        Key(
            "met, partly met, not met, ongoing, carried forward, withdrawn or not rated; "
            "or a label of the forum's own rating_scheme.",
            "partly met",
            form="rating",
        ),
    ] = None
    reason: Annotated[Prose | None, Key("Why.", "Two of three employers do.")] = None
    decision: Annotated[
        Token | None,
        Key("continue, carry forward, revise or stop.", "carry forward", choices=DECISIONS, form="choice"),
    ] = None
    revised_due: Annotated[When | None, Key("The new date.", "2024-12-31")] = None
    assessed_by: Annotated[Words | None, Key("Who judged it.", "The full forum")] = None
    date: Annotated[When | None, Key("When it was judged.", "2024-05-20")] = None


class Priority(Identified, frozen=True, kw_only=True):
    """A promise: what the forum set out to do in the year."""

    shorthand: ClassVar[str | None] = "text"
    id_from: ClassVar[tuple[str, ...]] = ("title", "text")
    number: Annotated[Words | None, Key("Its number, as printed.", "2a")] = None
    title: Annotated[Words | None, Key("Its title.", "Fair pay")] = None
    text: Annotated[Prose, Key("The promise.", "Pay everybody on time.")]
    theme: Annotated[Words | None, Key("The theme it belongs to.", "Work")] = None
    key: Annotated[bool, Key("`true`: it belongs on the one-sheet summary.", "true", shown=False)] = False
    lead: Annotated[Words | None, Key("Who leads it.", "Ann Example")] = None
    sponsor: Annotated[Words | None, Key("Who answers for it.", "Bob Example")] = None
    partners: Annotated[tuple[Words, ...] | None, Key("Who joins in.", "[Example Union]")] = None
    actions: Annotated[tuple[Action, ...] | None, Key("The steps towards it.", "[Train the teams]")] = None
    measures: Annotated[
        tuple[Reference, ...] | None, Key("Ids of `measures`.", "[late-payments]", shown=False)
    ] = None
    due: Annotated[When | None, Key("By when: a date, or words.", "2024-03-31")] = None
    origin: Annotated[Words | None, Key("Where it came from.", "Staff survey 2022")] = None
    continues: Annotated[
        tuple[Reference, ...] | None,
        Key(
            "The earlier priority that it goes on with; several: they were merged.",
            "[2022/23#pay]",
            single=True,
            shown=False,
        ),
    ] = None
    outcome: Annotated[Outcome | None, Key("What the forum says became of it.", "met")] = None
    blocks: Annotated[tuple[ContentBlock, ...] | None, BLOCKS] = None


class Achievement(Identified, frozen=True, kw_only=True):
    """A deed: what the forum did in the year."""

    shorthand: ClassVar[str | None] = "text"
    id_from: ClassVar[tuple[str, ...]] = ("title", "text")
    title: Annotated[Words | None, Key("Its title.", "A pay timetable")] = None
    text: Annotated[Prose, Key("What was done.", "We ran the spring conference.")]
    supports: Annotated[
        tuple[Reference, ...] | None,
        Key("Ids of the priorities it serves, also of other years.", "[pay, 2024/25#pay-again]", shown=False),
    ] = None
    difference: Annotated[Prose | None, Key("What it changed.", "Late payments fell by half.")] = None
    date: Annotated[When | None, Key("When.", "2023-09")] = None
    key: Annotated[bool, Key("`true`: it belongs on the one-sheet summary.", "true", shown=False)] = False
    evidence: Annotated[
        tuple[Link, ...] | None, Key("Where to see it.", "[{words: The timetable, url: https://example.org}]")
    ] = None
    events: Annotated[
        tuple[Reference, ...] | None, Key("Ids of `events`.", "[spring-conference]", shown=False)
    ] = None
    shared_with: Annotated[
        tuple[Words, ...] | None, Key("Other forums it was done with: folders or names.", "[quay-forum]")
    ] = None
    blocks: Annotated[tuple[ContentBlock, ...] | None, BLOCKS] = None


class Event(Identified, frozen=True, kw_only=True):
    """A conference, a meeting, a course."""

    shorthand: ClassVar[str | None] = "name"
    id_from: ClassVar[tuple[str, ...]] = ("name",)
    name: Annotated[Words, Key("Its name.", "Spring conference")]
    date: Annotated[When | None, Key("When.", "2024-03-05")] = None
    venue: Annotated[Words | None, Key("Where.", "Town Hall", name="place")] = None
    attendance: Annotated[Quantity | None, Key("How many came.", "over 120")] = None
    text: Annotated[Prose | None, Key("What it was about.", "Two sides in one room.")] = None
    shared_with: Annotated[
        tuple[Words, ...] | None, Key("Other forums it was held with: folders or names.", "[quay-forum]")
    ] = None
