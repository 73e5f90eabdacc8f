"""References: whether what an entry points to is there, can be pointed to safely, and lies where it may.

Record format, rules 4 and 5.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from annual_report.problems import Problem
from annual_report.record.codes import problem
from annual_report.record.model import ForumRecord, Identified, Record, Reference, Year
from annual_report.record.rules.circles import Promise, leads_back
from annual_report.record.rules.nearest import nearest

_List = Literal["priorities", "achievements", "measures", "events", "people"]
_NOUNS: dict[_List, str] = {
    "priorities": "priority",
    "achievements": "achievement",
    "measures": "measure",
    "events": "event",
    "people": "person",
}
_FEW = 8  # ids that a hint can list


class _Home(Struct, frozen=True):
    """The file that a reference stands in; ``known`` are the entries of the lists looked up so far."""

    record: Record
    forum: ForumRecord
    year: Year
    known: dict[tuple[str, str, _List], dict[str, Identified]]

    def entry(self, forum: ForumRecord, year: Year, kind: _List, id_: str) -> Identified | None:
        """The entry of that id in a list of any year."""
        key = (forum.folder, year.label, kind)
        if key not in self.known:
            entries: tuple[Identified, ...] = getattr(year, kind) or ()
            self.known[key] = {entry.id: entry for entry in entries}
        return self.known[key].get(id_)


class _Target(Struct, frozen=True):
    """What a reference points to."""

    forum: ForumRecord
    year: Year
    entry: Identified


def check(record: Record, forum: ForumRecord) -> Iterator[Problem]:
    """Everything that is wrong with the references in the years of a forum."""
    known: dict[tuple[str, str, _List], dict[str, Identified]] = {}
    for year in forum.years:
        home = _Home(record, forum, year, known)
        for foreword in year.forewords or ():
            if foreword.person is not None:
                yield from _own(home, foreword.person, "people")
        for priority in year.priorities or ():
            yield from _twice(priority.measures)
            yield from _twice(priority.continues)
            for reference in priority.measures or ():
                yield from _own(home, reference, "measures")
            for reference in priority.continues or ():
                yield from _continues(home, reference, priority.id)
        for achievement in year.achievements or ():
            yield from _twice(achievement.events)
            yield from _twice(achievement.supports)
            for reference in achievement.events or ():
                yield from _own(home, reference, "events")
            for reference in achievement.supports or ():
                yield from _supports(home, reference)


def _twice(references: Sequence[Reference] | None) -> Iterator[Problem]:
    seen = set()
    for reference in references or ():
        pointer = (reference.forum, reference.year, reference.id)
        if pointer in seen:
            message = f'"{reference.source}" is named twice'
            yield problem("AR229", reference.place, message, "delete one of the two")
        seen.add(pointer)


def _own(home: _Home, reference: Reference, kind: _List) -> Iterator[Problem]:
    """A reference that can only name an entry of its own file."""
    pointer = (reference.forum or home.forum.folder, reference.year or home.year.label)
    if pointer != (home.forum.folder, home.year.label):
        message = f'"{reference.source}" leads out of this file; only its own {kind} can be named here'
        hint = f'record the {_NOUNS[kind]} in this file as well, and write "{reference.id}"'
        yield problem("AR227", reference.place, message, hint)
        return
    found = _look_up(home, reference, kind)
    if isinstance(found, Problem):
        yield found
    elif found is not None:
        yield from _unsafe(reference, found.entry)


def _supports(home: _Home, reference: Reference) -> Iterator[Problem]:
    found = _look_up(home, reference, "priorities", no_year="AR214")
    if isinstance(found, Problem):
        yield found
    elif found is not None:
        yield from _unsafe(reference, found.entry)


def _continues(home: _Home, reference: Reference, id_: str) -> Iterator[Problem]:
    found = _look_up(home, reference, "priorities", no_year="AR215")
    if isinstance(found, Problem):
        yield found
    elif found is not None:
        yield from _unsafe(reference, found.entry)
        if found.year.start >= home.year.start:
            yield _not_back(home, reference, id_, found)


def _not_back(home: _Home, reference: Reference, id_: str, found: _Target) -> Problem:
    """A priority that continues one of the same or a later year, perhaps in a circle."""
    here = Promise(home.forum.folder, home.year.label, id_)
    there = Promise(found.forum.folder, found.year.label, found.entry.id)
    if here == there:
        return problem("AR226", reference.place, f'the priority "{id_}" continues itself', "delete the link")
    if leads_back(home.record, there, here):
        message = f'"{id_}" continues "{reference.source}", which in the end continues "{id_}"'
        return problem("AR226", reference.place, message, "delete the link that points forward in time")
    when = "this year as well" if found.year is home.year else f"{found.year.label}, which begins no earlier"
    message = f'"{id_}" cannot continue "{reference.source}": that is set for {when}'
    return problem("AR216", reference.place, message, "write `continues` in the later of the two years")


def _look_up(
    home: _Home, reference: Reference, kind: _List, no_year: str = "AR214"
) -> _Target | Problem | None:
    """What a reference points to, or why that is nothing.

    ``no_year`` is the code for a year that has no file. ``None`` where the file is there but cannot be
    read: its own faults are reported.
    """
    forum = home.forum if reference.forum is None else home.record.forum(reference.forum)
    label = reference.year or home.year.label
    if forum is None:
        return _no_forum(home, reference)
    year = forum.year(label)
    if year is None:
        return None if label in forum.unread else _no_year(home, reference, forum, no_year)
    entry = home.entry(forum, year, kind, reference.id)
    return _Target(forum, year, entry) if entry else _no_entry(home, reference, forum, year, kind)


def _no_forum(home: _Home, reference: Reference) -> Problem:
    near = nearest(str(reference.forum), (forum.folder for forum in home.record.forums))
    hint = f'did you mean "{near}"?' if near else "a forum is named by its folder in data/"
    return problem("AR203", reference.place, f'there is no forum "{reference.forum}"', hint)


def _no_year(home: _Home, reference: Reference, forum: ForumRecord, code: str) -> Problem:
    of = "" if forum is home.forum else f" of {forum.folder}"
    known = ", ".join(year.label for year in forum.years)
    message = f'"{reference.source}": the year {reference.year}{of} is not in the record'
    return problem(code, reference.place, message, f"recorded are: {known}" if known else None)


def _no_entry(home: _Home, reference: Reference, forum: ForumRecord, year: Year, kind: _List) -> Problem:
    of = "" if forum is home.forum else f" by {forum.folder}"
    verb = "set" if kind == "priorities" else "recorded"
    message = f'no {_NOUNS[kind]} "{reference.id}" is {verb} for {year.label}{of}'
    return problem("AR203", reference.place, message, _advice(reference.id, forum, year, kind))


def _advice(written: str, forum: ForumRecord, year: Year, kind: _List) -> str:
    """What may have been meant by an id that the list of a year does not have."""
    ids = _ids(year, kind)
    if getattr(year, kind) is None:
        return f"{year.label} has no {kind} on record"
    if kind == "priorities":
        for elsewhere in reversed(forum.years):
            if written in _ids(elsewhere, kind):
                return f"it is set for {elsewhere.label}: write {elsewhere.label}#{written}"
    near = nearest(written, ids)
    if near:
        return f'did you mean "{near}"?'
    for other in _NOUNS:
        if other != kind and written in _ids(year, other):
            return f'"{written}" is one of the {other}'
    shown = [*ids[:_FEW], "..."] if len(ids) > _FEW else ids
    return f"recorded are: {', '.join(shown)}" if shown else "there are none"


def _ids(year: Year, kind: _List) -> list[str]:
    entries: tuple[Identified, ...] = getattr(year, kind) or ()
    return [entry.id for entry in entries]


def _unsafe(reference: Reference, entry: Identified) -> Iterator[Problem]:
    """What is wrong with pointing to an entry by an id that nobody wrote down (record format, rule 4)."""
    where = f"line {entry.place.line}"
    if entry.place.file != reference.place.file:
        where += f" of {entry.place.file}"
    if entry.id_shared:
        message = f'"{reference.id}" is one of several entries of that name, numbered in their order'
        yield problem("AR212", reference.place, message, f"write the ids down (this one is in {where})")
    elif not entry.id_written:
        message = f'the id "{reference.id}" is made from the words of the entry'
        hint = f"write `id: {reference.id}` into it ({where}), so that the words can change"
        yield problem("AR213", reference.place, message, hint)
