"""The ids of a list's entries: those that are written, and the defaults of the others (rule 4)."""

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from annual_report.record.codes import problem
from annual_report.record.forms import first_words, is_id, slug
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from annual_report.problems import Place, Problem
    from annual_report.record.model import Identified

ID = "id"
_NAMELESS = "entry"


class Id(Struct, frozen=True):
    """The id of one entry; ``shared`` where a default had to be told apart from an equal one."""

    text: str
    written: bool
    shared: bool = False


def ids_of(
    entity: "type[Identified]", items: list[Mapping], language: str
) -> tuple[list[Id], "list[Problem]"]:
    """The ids of the entries of one list, in their order, and what is wrong with those written.

    ``language`` is the one whose text makes a default, where a text is given by language.
    """
    problems: list[Problem] = []
    written = [_written(item, problems) for item in items]
    places: dict[str, Place] = {}
    for id_, place in filter(None, written):
        if id_ in places:
            first = places[id_].line
            problems.append(problem("AR211", place, f'the id "{id_}" is given twice (first in line {first})'))
        places.setdefault(id_, place)
    defaults = [
        "" if own else _default(entity, item, language) or _NAMELESS
        for own, item in zip(written, items, strict=True)
    ]
    counts = Counter([*filter(None, defaults), *places])
    taken = set(places)
    numbers: dict[str, int] = {}
    made: list[Id] = []
    for own, default in zip(written, defaults, strict=True):
        if own:
            made.append(Id(own[0], written=True))
        else:
            made.append(Id(_free(default, taken, numbers), written=False, shared=counts[default] > 1))
    return made, problems


def _free(base: str, taken: set[str], numbers: dict[str, int]) -> str:
    """``base``, or the first of ``base-2``, ``base-3`` ... that is not taken; takes it."""
    number = numbers.get(base, 1)
    while (id_ := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    numbers[base] = number + 1
    taken.add(id_)
    return id_


def _written(item: Mapping, problems: "list[Problem]") -> "tuple[str, Place] | None":
    node = item.get(ID)
    match node:
        case None:
            return None
        case Scalar() if node.is_nothing:
            return None
        case Scalar(text=text, place=place) if is_id(text.strip()):
            return unicodedata.normalize("NFC", text.strip()), place
        case Scalar(text=text, place=place):
            suggestion = slug(text)
            hint = f'write "{suggestion}"' if suggestion else "letters, digits and hyphens, in lower case"
            problems.append(problem("AR210", place, f'"{text}" cannot be an id', hint))
            return (suggestion, place) if suggestion else None
        case Sequence() | Mapping():
            problems.append(problem("AR204", node.place, "an id is one word, not a list or a group of keys"))
            return None


def _default(entity: "type[Identified]", item: Mapping, language: str) -> str:
    for key in entity.id_from:
        words = _words(item.get(key), language)
        if words:
            return slug(first_words(words) if key == "text" else words)
    return ""


def _words(node: Node | None, language: str) -> str:
    match node:
        case Scalar():
            return "" if node.is_nothing else node.text
        case Mapping():
            return _words(node.get(language), language) or next(
                (words for entry in node.entries if (words := _words(entry.value, language))), ""
            )
        case _:
            return ""
