"""Proof against loss: the fields of a record that a document does not show."""

import re
from collections.abc import Iterator
from functools import cache

from annual_report.document.blocks import Document
from annual_report.document.origins import addresses
from annual_report.problems import Code, Place, Problem
from annual_report.record.facts import facts
from annual_report.record.model import Amount, Entity, Forum, Prose, Token, When, Words, Year

CODES = (
    Code(
        "AR431",
        "note",
        "A field is recorded, but the layout does not show it",
        "The layout has no place for this field, so a reader of the report will not find it. Give the "
        "layout a place for it, or keep the field for what is private under `private`.",
    ),
)

_TOP = re.compile(r"[^.#\[]+")


def unshown(forum: Forum, year: Year, document: Document, layout: str) -> list[Problem]:
    """A note for each field of the forum and the year that the document shows nowhere.

    A part of the record of which nothing is shown is named once, as a whole.
    """
    shown = addresses(document)
    parts: dict[str, list[tuple[str, Place]]] = {}
    for address, place in _fields(forum, year):
        file, _, path = address.partition(":")
        top = _TOP.match(path)
        parts.setdefault(f"{file}:{top.group() if top else path}", []).append((address, place))
    problems = []
    for part, fields in parts.items():
        missing = [(address, place) for address, place in fields if address not in shown]
        if len(missing) == len(fields) and len(fields) > 1:
            missing = [(part, min(place for _, place in missing))]
        problems += [_note(address, place, layout) for address, place in missing]
    return problems


def _note(address: str, place: Place, layout: str) -> Problem:
    path = address.partition(":")[2]
    return Problem("AR431", "note", place, f"not shown by layout {layout}: {path}")


def _fields(forum: Forum, year: Year) -> Iterator[tuple[str, Place]]:
    """The address and place of every value that a document is meant to show (record format, rule 15)."""
    for source in (forum, year):
        for entity in source.values:
            if isinstance(entity, Entity):
                yield from _values(entity)


def _values(entity: Entity) -> Iterator[tuple[str, Place]]:
    for name in _meant(type(entity)):
        value = getattr(entity, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, (Words, Prose, When, Amount, Token)):
                yield item.address, item.place


@cache
def _meant(kind: type[Entity]) -> tuple[str, ...]:
    """The fields of an entity that a document is meant to show."""
    kept = {fact.field for fact in facts(kind).values() if not fact.about.shown}
    return tuple(name for name in kind.__struct_fields__ if name not in kept)
