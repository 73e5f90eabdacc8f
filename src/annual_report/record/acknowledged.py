"""Warnings that a forum knows and accepts, each with its reason (record format, rule 16).

What an acknowledgement is about is the part of its file that ``at`` names, or the whole file; a problem is
about a part if it stands at one of its values.
"""

from collections.abc import Collection, Iterable

from msgspec import Struct

from annual_report.problems import Place, Problem, in_order
from annual_report.record.codes import CODES, problem
from annual_report.record.loading import entities
from annual_report.record.model import Acknowledgement, Record, Year, file_stem

_IDLE = "AR316"
_OURS = ("AR1", "AR2", "AR3")  # what is found before any report is made
_ENDS = (".", "#", "[")  # what may follow a whole path: a key, an entry by its id or by its number


class _Accepted(Struct, frozen=True):
    """What an acknowledgement silences: a code at some places of a file; ``None`` for all of it."""

    code: str
    file: str
    places: frozenset[Place] | None

    def covers(self, found: Problem) -> bool:
        """Whether it silences this problem."""
        if found.code != self.code or found.severity == "error" or found.place.file != self.file:
            return False
        return self.places is None or found.place in self.places


def apply(
    problems: Iterable[Problem], record: Record, folders: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """The problems without those that are acknowledged; and for each idle acknowledgement a warning (AR316).

    ``problems`` are all those of reading, of the rules and of honest reporting together: what none of them
    found is taken for mended, unless an error keeps a forum from being understood. ``folders`` are the
    forums that they were looked for in; ``None`` for all.
    """
    found = list(problems)
    accepted = _accepted(record)
    left = [one for one in found if not any(entry.covers(one) for entry in accepted)]
    stopped = {one.place.file for one in found if one.severity == "error"}
    for forum in record.forums:
        if folders is None or forum.folder in folders:
            all_is_known = stopped.isdisjoint(forum.files)
            for year in forum.years:
                for entry in year.acknowledged or ():
                    left += _misplaced(entry, year) or (_stale(entry, year, found) if all_is_known else ())
    return tuple(in_order(left))


def silence(problems: Iterable[Problem], record: Record) -> tuple[Problem, ...]:
    """The problems without those that are acknowledged: for stages that come after :func:`apply`."""
    accepted = _accepted(record)
    return tuple(found for found in problems if not any(entry.covers(found) for entry in accepted))


def _accepted(record: Record) -> list[_Accepted]:
    """The acknowledgements that are complete: with a code and a reason."""
    return [
        accepted
        for forum in record.forums
        for year in forum.years
        for entry in year.acknowledged or ()
        if entry.reason is not None and (accepted := _read(entry, year))
    ]


def _read(entry: Acknowledgement, year: Year) -> _Accepted | None:
    if entry.code is None:
        return None
    places = None if entry.at is None else _places(year, entry.at.text)
    return _Accepted(entry.code.text, entry.place.file, places)


def _places(year: Year, path: str) -> frozenset[Place]:
    """Where the values of a part of the year stand."""
    start = f"{file_stem(year.label)}:{path}"
    return frozenset(
        place
        for value in entities(year)
        if (place := getattr(value, "place", None)) and _lies_in(getattr(value, "address", ""), start)
    )


def _lies_in(address: str, start: str) -> bool:
    return address == start or (address.startswith(start) and address[len(start) :].startswith(_ENDS))


def _misplaced(entry: Acknowledgement, year: Year) -> list[Problem]:
    """Why an acknowledgement can't silence anything, whatever is found."""
    if entry.code is None:
        return [problem(_IDLE, entry.place, "an acknowledgement without a code", "add code: ...")]
    code, at = entry.code.text, entry.at
    if code in CODES and CODES[code].severity == "error":
        message = f"{code} is an error, and errors cannot be acknowledged"
        return [problem(_IDLE, entry.code.place, message, "mend it")]
    if at is not None and not _places(year, at.text):
        hint = "a path of keys, entries by their id: priorities#pay.outcome"
        return [problem(_IDLE, at.place, f'"{at.text}" leads to nothing that is recorded here', hint)]
    if entry.reason is None:
        return [problem(_IDLE, entry.place, f"{code} is acknowledged without a reason", "add reason: ...")]
    return []


def _stale(entry: Acknowledgement, year: Year, found: list[Problem]) -> list[Problem]:
    """An acknowledgement of what is no longer so; of problems that a later stage finds nothing is known."""
    accepted = _read(entry, year)
    if accepted is None or not accepted.code.startswith(_OURS) or any(map(accepted.covers, found)):
        return []
    where = f' at "{entry.at.text}"' if entry.at else ""
    place = entry.code.place if entry.code else entry.place
    return [problem(_IDLE, place, f"there is no {accepted.code}{where} to acknowledge", "delete the entry")]
