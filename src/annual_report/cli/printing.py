"""What every verb prints alike: problems, paths, JSON."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annual_report.problems import Problem


def as_json(data: object) -> str:
    """Data as JSON for people and programs."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=2)


def report(problems: "Iterable[Problem]", options: argparse.Namespace) -> None:
    """Say problems on standard error; with ``--quiet`` errors alone."""
    shown = [p for p in problems if p.severity == "error" or not options.quiet]
    print_problems(shown, options.workspace, sys.stderr)


def print_problems(problems: "Iterable[Problem]", workspace: Path, stream: TextIO) -> None:
    """Print problems, on a terminal with an excerpt and, unless NO_COLOR is set, in colour."""
    problems = list(problems)
    if not problems:
        return
    from annual_report.terminal import problem_lines

    terminal = stream.isatty()
    colour = terminal and not os.environ.get("NO_COLOR")
    for problem in problems:
        print(problem_lines(problem, workspace, excerpt=terminal, colour=colour), file=stream)


def from_here(path: Path) -> str:
    """A path as a person who stands in the current folder would write it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)


def problem_as_data(problem: "Problem") -> dict[str, object]:
    """A problem as plain data, for programs: the shape of ``check --format json``."""
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": problem.message,
        "hint": problem.hint,
    }
