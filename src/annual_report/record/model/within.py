"""What a value of the model holds: every value within it."""

from functools import cached_property
from typing import cast

from msgspec import Struct
from msgspec.structs import astuple

from annual_report.problems import Place
from annual_report.record.model.values import Entity, Prose, Reference, Token, Words

_LEAVES = frozenset((Words, Prose, Token, Reference))
_BESIDES = frozenset((type(None), str, bool, Place))
"""What the fields of a value hold beside values of the model."""


class Root(Entity, frozen=True, kw_only=True, dict=True):
    """An entity that a file of the record holds as a whole."""

    @cached_property
    def values(self) -> tuple[Struct, ...]:
        """What ``within`` gives of it: rules, pictures and attachments all ask, it is gathered once."""
        return tuple(within(self))


def within(value: object) -> list[Struct]:
    """A value of the model and every value within it, in the order of the fields; places are left out."""
    found: list[Struct] = []
    _gather((value,), found)
    return found


def _gather(values: tuple[object, ...], found: list[Struct]) -> None:
    """Add values and what is within them.

    A list that grows is three times as fast as generators in generators, and every rule reads everything.
    """
    for value in values:
        kind = type(value)
        if kind in _BESIDES:
            continue
        if kind in _LEAVES:
            found.append(cast("Struct", value))
        elif isinstance(value, tuple):
            _gather(value, found)
        elif isinstance(value, Struct):
            found.append(value)
            _gather(astuple(value), found)
