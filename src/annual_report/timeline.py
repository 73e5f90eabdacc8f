"""Threads set out over the years: a column a year, a track a thread, and how each track ends. Pure.

What the report draws as a matrix, the terminal as a table and the catalogue as a list is decided here once:
which years are columns, which of them are missing, where a thread rested, and what came after its last year.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from annual_report.comparison import PromiseKey, Thread, ThreadEntry
from annual_report.record.model import ForumRecord, Year, next_label

Ending = Literal["goes on", "kept", "dropped", "merged", "not listed", "open"]
"""After the last year of a thread that is shown: a later priority takes it up, or the forum decided that one
should (``goes on``); it was met (``kept``); it was ``dropped``; another thread took it in (``merged``); the
years after it are recorded and do not list it (``not listed``); nobody can know yet (``open``)."""

_GOING_ON = frozenset({"continue", "carry forward", "revise"})
_ONE_YEAR = r"(\d{4})(?:/(\d{2}|\d{4}))?"


class Column(Struct, frozen=True):
    """A year; not ``recorded`` where it has no file, or no priorities in it."""

    label: str
    recorded: bool


class Merge(Struct, frozen=True):
    """Where a thread ended in another one: the first promise of that one, and the year in which it did."""

    into: PromiseKey
    year: str


class Track(Struct, frozen=True):
    """A thread along the columns: ``places`` holds for each column the entries of that year, mostly one.

    ``split_from`` is the promise that this thread's first one continues without being its heir.
    """

    thread: Thread
    places: tuple[tuple[ThreadEntry, ...], ...]
    ending: Ending
    merge: Merge | None = None
    split_from: ThreadEntry | None = None
    earlier: bool = False
    """Whether the thread has entries before the first column: a part of a longer timeline."""

    @property
    def last(self) -> ThreadEntry:
        """The latest entry that is shown."""
        return next(entries[-1] for entries in reversed(self.places) if entries)

    @property
    def first_place(self) -> int:
        """The column that the track begins in."""
        return next(place for place, entries in enumerate(self.places) if entries)

    @property
    def last_place(self) -> int:
        """The column that the track ends in."""
        return max(place for place, entries in enumerate(self.places) if entries)


class Timeline(Struct, frozen=True):
    """Years and the threads that run through them; a track that merges stands below the one that takes it
    in.
    """

    columns: tuple[Column, ...]
    tracks: tuple[Track, ...]

    @property
    def recorded(self) -> int:
        """How many of the years have their priorities in the record."""
        return sum(column.recorded for column in self.columns)


def timeline(threads: tuple[Thread, ...], forum: ForumRecord, until: Year | None = None) -> Timeline:
    """The threads of a forum over its years; with ``until`` as they stood in that year.

    The tracks of the latest year come first, in the order of its priorities, then those that ended, latest
    first.
    """
    latest = until.label if until else ""
    columns = _columns(threads, forum, latest)
    places = {column.label: place for place, column in enumerate(columns)}
    merges = _merges(threads)
    known = {entry.key: entry for thread in threads for entry in thread.entries}
    tracks = []
    for thread in threads:
        entries: list[list[ThreadEntry]] = [[] for _ in columns]
        for entry in thread.entries:
            if entry.key.year in places:
                entries[places[entry.key.year]].append(entry)
        if any(entries):
            merge = merges.get(thread.entries[-1].key)
            ending = _ending(thread, entries, columns, forum, merge)
            tracks.append(
                Track(
                    thread,
                    tuple(map(tuple, entries)),
                    ending,
                    merge if ending == "merged" else None,
                    _split_from(thread, known),
                )
            )
    return Timeline(columns, _in_reading_order(tracks, forum))


def parts(whole: Timeline, most: int) -> tuple[Timeline, ...]:
    """The timeline in parts of at most ``most`` years, as even as can be, the latest first.

    A part holds the tracks that have an entry in its years.
    """
    count = -(-len(whole.columns) // most) or 1
    size, more = divmod(len(whole.columns), count)
    found, end = [], len(whole.columns)
    for number in range(count):
        start = end - size - (number < more)
        columns = slice(start, end)
        tracks = tuple(_cut(track, columns) for track in whole.tracks if any(track.places[columns]))
        if tracks:
            found.append(Timeline(whole.columns[columns], tracks))
        end = start
    return tuple(found)


def _cut(track: Track, columns: slice) -> Track:
    going = any(track.places[columns.stop :])
    return Track(
        track.thread,
        track.places[columns],
        "goes on" if going else track.ending,
        None if going else track.merge,
        None if any(track.places[: columns.start]) else track.split_from,
        earlier=any(track.places[: columns.start]),
    )


# --- columns --------------------------------------------------------------------------------------------


def _columns(threads: tuple[Thread, ...], forum: ForumRecord, latest: str) -> tuple[Column, ...]:
    """Every year from the first recorded one on, those that are missing between two among them."""
    listed = {entry.key.year for thread in threads for entry in thread.entries}
    recorded = listed | {year.label for year in forum.years if year.priorities is not None}
    labels = recorded | {year.label for year in forum.years}
    shown = sorted(label for label in labels if not latest or label <= latest)
    found: list[Column] = []
    for label in shown:
        if found:
            found += [Column(missing, recorded=False) for missing in _between(found[-1].label, label)]
        found.append(Column(label, label in recorded))
    return tuple(found)


def _between(before: str, after: str) -> Iterator[str]:
    """The labels of the years of one kind that lie between two others."""
    label = next_label(before) if _is_one_year(before) and len(before) == len(after) else None
    while label is not None and label < after:
        yield label
        label = next_label(label)


def _is_one_year(label: str) -> bool:
    found = re.fullmatch(_ONE_YEAR, label)
    if found is None:
        return False
    return found[2] is None or (int(found[1]) + 1) % 10 ** len(found[2]) == int(found[2])


# --- endings --------------------------------------------------------------------------------------------


def _merges(threads: tuple[Thread, ...]) -> dict[PromiseKey, Merge]:
    """The last promises of threads that a promise of another thread continues."""
    ends = {thread.entries[-1].key for thread in threads}
    found: dict[PromiseKey, Merge] = {}
    for thread in threads:
        for entry in thread.entries:
            # The first that it continues is of its own thread, or of the one that it split from.
            for key in entry.continues[1:]:
                if key in ends:
                    found.setdefault(key, Merge(thread.first.key, entry.key.year))
    return found


def _split_from(thread: Thread, known: Mapping[PromiseKey, ThreadEntry]) -> ThreadEntry | None:
    continued = thread.first.continues
    return known.get(continued[0]) if continued else None


def _ending(
    thread: Thread,
    entries: list[list[ThreadEntry]],
    columns: tuple[Column, ...],
    forum: ForumRecord,
    merge: Merge | None,
) -> Ending:
    place = max(place for place, found in enumerate(entries) if found)
    last = entries[place][-1]
    if last is not thread.entries[-1]:
        return "goes on"
    if merge is not None:
        return "merged" if any(column.label == merge.year for column in columns) else "goes on"
    at_the_end = place == len(columns) - 1
    if at_the_end and not _following_recorded(forum, last) and _meant_to_go_on(last):
        return "goes on"
    match last.fate:
        case "kept":
            return "kept"
        case "dropped":
            return "dropped"
        case _:
            later = any(column.recorded for column in columns[place + 1 :])
            return "not listed" if later else "open"


def _following_recorded(forum: ForumRecord, entry: ThreadEntry) -> bool:
    year = forum.year(entry.key.year) if entry.key.forum == forum.folder else None
    following = forum.following(year) if year else None
    return following is not None and following.priorities is not None


def _meant_to_go_on(entry: ThreadEntry) -> bool:
    outcome = entry.priority.outcome
    decision = outcome.decision.text if outcome and outcome.decision else ""
    return entry.fate == "carried" or decision in _GOING_ON


# --- order ----------------------------------------------------------------------------------------------


def _in_reading_order(tracks: list[Track], forum: ForumRecord) -> tuple[Track, ...]:
    positions = {
        (year.label, priority.id): place
        for year in forum.years
        for place, priority in enumerate(year.priorities or ())
    }

    def rank(track: Track) -> tuple[int, int]:
        last = track.last.key
        return (-track.last_place, positions.get((last.year, last.id), 0))

    ranked = sorted(tracks, key=rank)
    heads = {track.thread.first.key for track in tracks}
    below: dict[PromiseKey, list[Track]] = {}
    for track in ranked:
        if track.merge is not None and track.merge.into in heads:
            below.setdefault(track.merge.into, []).append(track)
    taken_in = {track.thread.first.key for found in below.values() for track in found}

    def with_those_below(track: Track) -> Iterator[Track]:
        yield track
        for merging in below.get(track.thread.first.key, ()):
            yield from with_those_below(merging)

    tops = [track for track in ranked if track.thread.first.key not in taken_in]
    return tuple(shown for top in tops for shown in with_those_below(top))
