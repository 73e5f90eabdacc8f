"""What there is to do in a build, and what came of it: values that can travel to another process."""

from pathlib import Path
from typing import Any

from msgspec import Struct

from annual_report.asked import Request
from annual_report.editions import Edition
from annual_report.manifest import Kept, Manifest
from annual_report.problems import Place, Problem
from annual_report.record import list_years

Editions = tuple[tuple[Edition, tuple[str, ...]], ...]
"""Editions, each with the formats that it is wanted in."""


class Built(Struct, frozen=True):
    """A file that stands on disk; ``changed`` is false where it was already as it should be."""

    path: Path
    changed: bool


class Result(Struct, frozen=True):
    """What came of one step: files, what is wrong, and what whoever prints the files should know."""

    files: tuple[Built, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()


class Task(Struct, frozen=True):
    """The reports of one year of a forum (``year`` is its label; None for a forum that has no year, of which
    there is only to say what is wrong). ``current`` are the keys of reports that need not be made.
    """

    request: Request
    editions: Editions
    folder: str
    year: str | None
    current: frozenset[str] = frozenset()


class Report(Struct, frozen=True):
    """A report as it was made, not yet on disk: where its files belong, and their bytes. With an error there
    are none.

    ``key`` tells it from the others of its year; ``look`` are the files and folders of the layouts that it
    was made with.
    """

    key: str
    files: tuple[tuple[Path, bytes], ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    look: tuple[str, ...] = ()


class Done(Struct, frozen=True):
    """What came of a task: what is wrong with the record of its forum, and the reports.

    ``years`` and ``keys`` are all that the forum has, ``reads`` the forums that were read with it or would
    have been if they were there, ``named`` the files that these name.
    """

    folder: str
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    reports: tuple[Report, ...] = ()
    years: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Step(Struct, frozen=True):
    """A year of a forum in a run: the task, None where everything is up to date, and what is, by key."""

    folder: str
    task: Task | None
    kept: dict[str, Kept]
    problems: tuple[Problem, ...] = ()


def key_of(edition: Edition, language: str) -> str:
    """What tells a report from the others of its year."""
    return f"{edition.name} {language}"


def plan(
    request: Request,
    targets: dict[str, tuple[str, ...] | None],
    editions: Editions,
    manifest: Manifest | None,
) -> list[Step]:
    """The steps of a run, in order; ``manifest`` knows what is up to date."""
    steps: list[Step] = []
    for folder, years in targets.items():
        noted = manifest.forum(folder) if manifest else None
        for year in years or list_years(request.workspace, folder) or (None,):
            kept: dict[str, Kept] = {}
            if manifest and noted and year:
                found = {key: manifest.report(folder, year, key) for key in noted["keys"]}
                kept = {key: report for key, report in found.items() if report is not None}
            if noted and year and len(kept) == len(noted["keys"]):
                problems = tuple(map(from_plain, noted["problems"]))
                steps.append(Step(folder, None, kept, problems))
            else:
                steps.append(Step(folder, Task(request, editions, folder, year, frozenset(kept)), kept))
    return steps


def as_plain(problem: Problem) -> list[Any]:
    """A problem as a manifest keeps it."""
    place = problem.place
    where = [place.file, place.line, place.column]
    return [problem.code, problem.severity, *where, problem.message, problem.hint]


def from_plain(kept: list[Any]) -> Problem:
    """A problem that a manifest kept."""
    code, severity, file, line, column, message, hint = kept
    return Problem(code, severity, Place(file, line, column), message, hint)


def as_result(kept: Kept, out: Path) -> Result:
    """What a report that is up to date tells; ``out`` is the folder of the reports."""
    files = tuple(Built(out / name, changed=False) for name in kept.files)
    return Result(files, tuple(map(from_plain, kept.problems)), tuple(kept.remarks))
