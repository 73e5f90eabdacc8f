"""Which fields of the record a document shows."""

from typing import cast

from msgspec import Struct
from msgspec.structs import astuple

from annual_report.document.blocks import Document, Origin

_BESIDES = frozenset((type(None), str, bool, int, float, bytes))
"""What holds no address; most fields of most blocks."""


def addresses(document: Document) -> frozenset[str]:
    """The addresses of all fields that some block or word of the document shows."""
    found: set[str] = set()
    _gather(document.blocks, found)
    return frozenset(found)


def _gather(values: tuple[object, ...], found: set[str]) -> None:
    """Add the addresses of values and of what is within them."""
    for value in values:
        kind = type(value)
        if kind in _BESIDES:
            continue
        if kind is Origin:
            found.add(cast("Origin", value).address)
        elif isinstance(value, tuple):
            _gather(value, found)
        elif isinstance(value, Struct):
            _gather(astuple(value), found)
