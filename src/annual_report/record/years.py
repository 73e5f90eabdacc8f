"""The two kinds of file as values: ``forum.yaml`` and the file of a year."""

import datetime as dt
import re
from pathlib import PurePosixPath
from typing import Any

import msgspec

from annual_report.problems import Place, Problem
from annual_report.record.decode import Decoder
from annual_report.record.forms import LANGUAGE
from annual_report.record.model import (
    BUILT_IN_RATINGS,
    DEFAULT_LANGUAGES,
    Forum,
    PeriodKind,
    Words,
    Year,
    file_stem,
    year_label,
)
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence
from annual_report.record.periods import period


def decode_forum(node: Node | None, file: str) -> tuple[Forum, list[Problem]]:
    """The forum of ``forum.yaml``, and what is wrong with the file."""
    languages = _languages(node)
    decoder = Decoder("forum", languages)
    forum = decoder.entity(Forum, _root(node, file, decoder), decoder.root)
    _refuse_twice(forum, decoder)
    return forum, decoder.problems


def unread_forum(file: str) -> Forum:
    """What stands in for a forum whose file cannot be read, so that its years still can."""
    place = Place(file)
    return Forum(
        address="forum:", place=place, name=Words(((DEFAULT_LANGUAGES[0], ""),), "forum:name", place)
    )


def decode_year(
    node: Node | None, file: str, forum: Forum, *, forum_is_read: bool = True
) -> tuple[Year | None, list[Problem]]:
    """The year of a file, and what is wrong with it; ``None`` where not even its label is known.

    ``forum`` gives the languages, the ratings and the kind of period; where its own file could
    not be read (``forum_is_read``), ratings are not checked.
    """
    stem = PurePosixPath(file).stem
    ratings = (forum.rating_scheme or BUILT_IN_RATINGS) if forum_is_read else ()
    decoder = Decoder(stem, forum.languages, ratings)
    mapping = _root(node, file, decoder)
    unknown: dict[str, Any] = {"label": "", "kind": "other", "start": dt.date.min, "end": dt.date.max}
    year = decoder.entity(Year, mapping, decoder.root, **unknown)
    label = _label(year, stem, decoder)
    if label is None:
        return None, decoder.problems
    return _with_period(year, label, forum.period_kind, mapping, decoder), decoder.problems


def _root(node: Node | None, file: str, decoder: Decoder) -> Mapping:
    match node:
        case Mapping():
            return node
        case Scalar() | Sequence():
            decoder.report(
                "AR204",
                node.place,
                "the file does not begin with a key",
                "such as name: ... or year: 2023/24",
            )
        case None:
            pass  # an empty file: what is needed is reported as missing
    return Mapping((), Place(file))


def _languages(node: Node | None) -> tuple[str, ...]:
    """The languages that ``forum.yaml`` names, as far as they can be understood."""
    named = node.get("language") if isinstance(node, Mapping) else None
    items = named.items if isinstance(named, Sequence) else (named,)
    tags = [item.text.strip() for item in items if isinstance(item, Scalar) and not item.is_nothing]
    return tuple(dict.fromkeys(tag for tag in tags if re.fullmatch(LANGUAGE, tag))) or DEFAULT_LANGUAGES


def _refuse_twice(forum: Forum, decoder: Decoder) -> None:
    seen: set[str] = set()
    for token in forum.language or ():
        if token.text.casefold() in seen:
            decoder.report("AR206", token.place, f'the language "{token.text}" is listed twice')
        seen.add(token.text.casefold())


def _label(year: Year, stem: str, decoder: Decoder) -> str | None:
    """The label of the year; that of the file's name where the two disagree or only it is known."""
    named = year_label(stem)
    written = year.year.text
    if written and written != named:
        decoder.report(
            "AR208",
            year.year.place,
            f'the file is called "{stem}.yaml", but its year is {written}',
            f"call the file {file_stem(written)}.yaml, or correct the year",
        )
    return named or written or None


def _with_period(year: Year, label: str, kind: PeriodKind | None, mapping: Mapping, decoder: Decoder) -> Year:
    start, end = year.start_written, year.end_written
    found = period(label, kind, start.date if start else None, end.date if end else None)
    if found.fault:
        place = end.place if start and end else mapping.first_key
        decoder.report("AR219", place, found.fault, "give `start` and `end`, such as start: 2023-04-01")
    return msgspec.structs.replace(year, label=label, kind=found.kind, start=found.start, end=found.end)
