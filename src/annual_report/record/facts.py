"""What the record format says of each key, read from the types of the model.

Reading, the JSON Schema and the documentation all ask here, so that they cannot disagree.
"""

import functools
import types
import typing
from typing import Annotated, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from annual_report.record.model import ContentBlock, Entity, Footnote, Identified, Key, SeriesPoint

PRIVATE = "private"
"""The key whose content is never read, in any mapping."""
BY_KEY = (Footnote, SeriesPoint)
"""The entities that are written as a mapping from their id or label to their value."""
BLOCK = "block"
"""The ``kind`` of a fact whose values are content blocks."""


class Fact(Struct, frozen=True):
    """One key of an entity: ``field`` in Python, ``key`` in the file.

    ``kind`` is the type of a value (of an item, where ``many``), or :data:`BLOCK`; ``choices``
    are the words that can stand there, if they are a closed list; ``has_keys`` tells that a value is an
    entity, which has keys of its own.
    """

    field: str
    key: str
    kind: typing.Any
    about: Key
    many: bool
    required: bool
    choices: tuple[str, ...] = ()
    has_keys: bool = False


@functools.cache
def facts(entity: type[Entity]) -> dict[str, Fact]:
    """The keys of an entity as they are written, in the order in which the format lists them."""
    found = [
        _fact(field.name, field.type, required=field.required)
        for field in msgspec.structs.fields(entity)
        if get_origin(field.type) is Annotated
    ]
    return {fact.key: fact for fact in found}


@functools.cache
def required(entity: type[Entity]) -> tuple[Fact, ...]:
    """The keys that an entity cannot be without."""
    return tuple(fact for fact in facts(entity).values() if fact.required)


def takes_id(entity: type[Entity]) -> bool:
    """Whether the entity can be given an ``id``."""
    return issubclass(entity, Identified)


@functools.cache
def blocks() -> dict[str, type[Entity]]:
    """The kinds of content block by the key that each is written under."""
    return {_snake(kind.__name__): kind for kind in get_args(ContentBlock)}


def _snake(name: str) -> str:
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return words.lstrip("_").removesuffix("_block")


def _fact(name: str, hint: typing.Any, *, required: bool) -> Fact:  # noqa: ANN401 - a type hint can be anything
    bare, about = get_args(hint)
    kind = _without_none(bare)
    many = get_origin(kind) is tuple
    if many:
        kind = get_args(kind)[0]
    if kind == ContentBlock:
        kind = BLOCK
    choices: tuple[str, ...] = about.choices
    if get_origin(kind) is Literal:
        choices, kind = get_args(kind), str
    has_keys = isinstance(kind, type) and issubclass(kind, Entity)
    return Fact(name, about.name or name, kind, about, many, required, choices, has_keys)


def _without_none(hint: typing.Any) -> typing.Any:  # noqa: ANN401
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    return functools.reduce(lambda one, other: one | other, kinds)
