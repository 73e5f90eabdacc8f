"""Which fields of the record a document shows."""

from collections.abc import Iterator

from msgspec import Struct

from annual_report.document.blocks import Document, Origin


def addresses(document: Document) -> frozenset[str]:
    """The addresses of all fields that some block or word of the document shows."""
    return frozenset(origin.address for origin in _origins(document.blocks))


def _origins(value: object) -> Iterator[Origin]:
    if isinstance(value, tuple):
        for item in value:
            yield from _origins(item)
    elif isinstance(value, Origin):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _origins(getattr(value, name))
