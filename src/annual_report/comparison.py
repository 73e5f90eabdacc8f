"""What was promised beside what was done: for one year looking back and forward, and along threads.

A link exists because the record says so; nothing is paired by position or likeness. An outcome exists
because the forum said so. Everything here is a pure function of the record.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from annual_report.record.model import Achievement, ForumRecord, Priority, Record, Reference, Year

Fate = Literal["kept", "carried", "dropped", "judged", "worked on", "silent"]
"""What became of a promise in its year (record format, rule 8)."""


class PromiseKey(NamedTuple):
    """Where a priority is: its forum's folder, its year's label, its id."""

    forum: str
    year: str
    id: str

    def seen_from(self, forum: str) -> str:
        """The reference to it, as a file of ``forum`` would write it: ``2021/22#pay``."""
        reference = f"{self.year}#{self.id}"
        return reference if self.forum == forum else f"{self.forum}/{reference}"


class Pair(Struct, frozen=True):
    """A priority and the achievements of the report's year that serve it; printed as ``number``."""

    number: str
    priority: Priority
    achievements: tuple[Achievement, ...]


class Side(Struct, frozen=True):
    """One direction of the comparison: the priorities of ``year`` beside the report year's achievements.

    ``recorded`` and ``achievements_recorded`` tell a list that is recorded as empty from one that is not
    in the record. ``others`` are the achievements that serve none of these priorities.
    """

    year: str | None
    recorded: bool
    achievements_recorded: bool
    pairs: tuple[Pair, ...]
    others: tuple[Achievement, ...]


class ThreadEntry(Struct, frozen=True):
    """One year of a thread."""

    key: PromiseKey
    priority: Priority
    fate: Fate
    achievements: tuple[Achievement, ...]
    continues: tuple[PromiseKey, ...]


class Thread(Struct, frozen=True):
    """A promise through the years in which it was set, oldest first."""

    entries: tuple[ThreadEntry, ...]

    @property
    def first(self) -> ThreadEntry:
        """The entry that the thread begins with."""
        return self.entries[0]


class Comparison(Struct, frozen=True):
    """All that a report of one year compares."""

    forum: ForumRecord
    year: Year
    back: Side
    forward: Side
    threads: tuple[Thread, ...]


def compare(record: Record, forum: ForumRecord, year: Year) -> Comparison:
    """The comparison for ``year`` of ``forum``, with all threads of that forum."""
    return Comparison(
        forum=forum,
        year=year,
        back=_side(forum, year, year.label, year),
        forward=_side(forum, year, forum.following_label(year), forum.following(year)),
        threads=threads(record, forum),
    )


def target(reference: Reference, forum: str, year: str) -> PromiseKey:
    """What a reference in the file of ``year`` of ``forum`` points to."""
    return PromiseKey(reference.forum or forum, reference.year or year, reference.id)


def printed_numbers(year: Year) -> dict[str, str]:
    """The number of each priority of a year, by id: as recorded, else its position."""
    priorities = year.priorities or ()
    return {p.id: p.number.source if p.number else str(n) for n, p in enumerate(priorities, 1)}


def _side(forum: ForumRecord, year: Year, label: str | None, set_in: Year | None) -> Side:
    """The priorities set in ``set_in`` (labelled ``label``) beside the achievements of ``year``."""
    done = year.achievements or ()
    serving: dict[str, list[Achievement]] = {}
    others = []
    for achievement in done:
        keys = [target(reference, forum.folder, year.label) for reference in achievement.supports or ()]
        here = dict.fromkeys(key.id for key in keys if key[:2] == (forum.folder, label))
        for promise in here:
            serving.setdefault(promise, []).append(achievement)
        if not here:
            others.append(achievement)
    numbers = printed_numbers(set_in) if set_in else {}
    priorities = (set_in.priorities or ()) if set_in else ()
    return Side(
        year=label,
        recorded=set_in is not None and set_in.priorities is not None,
        achievements_recorded=year.achievements is not None,
        pairs=tuple(Pair(numbers[p.id], p, tuple(serving.get(p.id, ()))) for p in priorities),
        others=tuple(others),
    )


# --- threads --------------------------------------------------------------------------------------------


class _Promise(Struct, frozen=True):
    """A priority with all that its fate hangs on."""

    key: PromiseKey
    priority: Priority
    forum: ForumRecord
    year: Year
    continues: tuple[PromiseKey, ...]


def threads(record: Record, forum: ForumRecord) -> tuple[Thread, ...]:
    """The threads of a forum by first year, then file order (record format, rule 8).

    A thread may begin with a predecessor forum; one that never reaches ``forum`` is not listed.
    """
    promises = {promise.key: promise for promise in _promises(record)}
    served = _served(record)
    heirs: dict[PromiseKey, PromiseKey] = {}
    for promise in promises.values():  # oldest first, in file order: the first to continue one is its heir
        parent = _parent(promise, promises)
        if parent is not None:
            heirs.setdefault(parent, promise.key)
    carried = {key for promise in promises.values() for key in promise.continues}
    inherited = set(heirs.values())
    found = []
    for key in promises:
        if key not in inherited:
            chain = list(_chain(key, heirs))
            if any(link.forum == forum.folder for link in chain):
                entries = (_entry(promises[link], served.get(link, ()), link in carried) for link in chain)
                found.append(Thread(tuple(entries)))
    return tuple(found)


def _promises(record: Record) -> Iterator[_Promise]:
    """Every priority of the record: by the start of its year, then forum, then file order."""
    years = [(year, forum) for forum in record.forums for year in forum.years]
    years.sort(key=lambda pair: (pair[0].start, pair[1].folder, pair[0].label))
    for year, forum in years:
        for priority in year.priorities or ():
            yield _Promise(
                PromiseKey(forum.folder, year.label, priority.id),
                priority,
                forum,
                year,
                tuple(target(ref, forum.folder, year.label) for ref in priority.continues or ()),
            )


def _parent(promise: _Promise, promises: Mapping[PromiseKey, _Promise]) -> PromiseKey | None:
    """The promise whose thread this one may go on with: the first that it continues."""
    first = promise.continues[0] if promise.continues else None
    if first is None or first not in promises:
        return None
    return first if promises[first].year.start < promise.year.start else None


def _chain(key: PromiseKey, heirs: Mapping[PromiseKey, PromiseKey]) -> Iterator[PromiseKey]:
    following: PromiseKey | None = key
    while following is not None:
        yield following
        following = heirs.get(following)


def _served(record: Record) -> dict[PromiseKey, tuple[Achievement, ...]]:
    """The achievements that serve each promise in its own year, in file order."""
    found: dict[PromiseKey, list[Achievement]] = {}
    for forum in record.forums:
        for year in forum.years:
            for achievement in year.achievements or ():
                keys = dict.fromkeys(
                    target(ref, forum.folder, year.label) for ref in achievement.supports or ()
                )
                for key in keys:
                    if key[:2] == (forum.folder, year.label):
                        found.setdefault(key, []).append(achievement)
    return {key: tuple(achievements) for key, achievements in found.items()}


def _entry(promise: _Promise, served: tuple[Achievement, ...], carried_on: bool) -> ThreadEntry:  # noqa: FBT001 - a fact, not an option
    return ThreadEntry(
        key=promise.key,
        priority=promise.priority,
        fate=fate(promise.forum, promise.priority, carried_on=carried_on, worked_on=bool(served)),
        achievements=served,
        continues=promise.continues,
    )


def fate(forum: ForumRecord, priority: Priority, *, carried_on: bool, worked_on: bool) -> Fate:
    """What became of a promise in its year: the first that holds (record format, rule 8).

    ``carried_on``: a later priority continues it; ``worked_on``: achievements of its own year serve it.
    """
    outcome = priority.outcome
    rating = built_in_rating(forum, outcome.rating.text) if outcome and outcome.rating else ""
    decision = outcome.decision.text if outcome and outcome.decision else ""
    if rating == "met":
        return "kept"
    if rating == "carried forward" or carried_on:
        return "carried"
    if rating == "withdrawn" or decision == "stop":
        return "dropped"
    if outcome is not None:
        return "judged"
    return "worked on" if worked_on else "silent"


def built_in_rating(forum: ForumRecord, written: str) -> str:
    """The built-in name that a rating counts as, "" where it is the forum's own (record format, rule 8)."""
    from annual_report.record.model import BUILT_IN_RATINGS, find_rating

    rating = forum.rating(written)
    names = [text for _, text in rating.label.versions] if rating else [written]
    for name in names:
        same = find_rating(BUILT_IN_RATINGS, name)
        if same:
            return same.label.source
    return ""
