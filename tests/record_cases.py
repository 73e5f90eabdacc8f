r"""Broken records as plain text: how a case is written, and what it proves.

A case is a file ``*.case``. What stands before its first ``===`` line says what it is about. A line
``=== data/harbour/2023-24.yaml`` begins a file of the workspace; ``(escaped)`` after the path
means that ``\xNN`` stands for a byte, ``(absent)`` that the file is not there. A forum without a
``forum.yaml`` gets the shortest one. An expected problem stands on the line above its place::

    #! 3:1 AR201 unknown key "prioritys" -> did you mean "priorities"
    prioritys: []

line, column and code, words of the message, and after the arrow words of the hint. These lines are
not part of the file and not counted. The problems of a case are exactly those that it expects;
notes count only where a case expects one.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from annual_report.problems import Problem

CASES = Path(__file__).parent / "cases"
_FILE = re.compile(r"=== (?P<path>\S+)(?: \((?P<kind>escaped|absent)\))?")
_EXPECTED = re.compile(
    r"\s*#! (?P<line>\d+):(?P<column>\d+) (?P<code>AR\d{3}) (?P<words>.*?)(?: -> (?P<hint>.*))?"
)


class Expected(NamedTuple):
    """A problem that must be found."""

    file: str
    line: int
    column: int
    code: str
    words: str
    hint: str


class Case(NamedTuple):
    """A workspace with what is wrong in it."""

    about: str
    files: dict[str, bytes]
    expected: list[Expected]


def cases(folder: str) -> list[Path]:
    """The cases of a folder of ``tests/cases``, by name."""
    return sorted((CASES / folder).glob("*.case"))


def read_case(path: Path) -> Case:
    """The case of a file; the line an expectation names must be the one it stands above."""
    about, *parts = re.split(r"^(?==== )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    files: dict[str, bytes] = {}
    expected: list[Expected] = []
    for part in parts:
        heading, _, body = part.partition("\n")
        found = _FILE.fullmatch(heading)
        assert found, f"{path.name}: {heading}"
        lines: list[str] = []
        for line in body.split("\n"):
            problem = _EXPECTED.fullmatch(line)
            if problem is None:
                assert "#!" not in line, f"{path.name}: cannot read {line}"
                lines.append(line)
                continue
            number = int(problem["line"])
            whole_file = (number, int(problem["column"])) == (1, 1)
            assert whole_file or number == len(lines) + 1, (
                f"{path.name}: {line} stands above line {len(lines) + 1}"
            )
            expected.append(
                Expected(
                    found["path"],
                    number,
                    int(problem["column"]),
                    problem["code"],
                    problem["words"],
                    problem["hint"] or "",
                )
            )
        if found["kind"] != "absent":
            content = "\n".join(lines).encode()
            if found["kind"] == "escaped":
                content = re.sub(rb"\\x([0-9a-f]{2})", lambda byte: bytes.fromhex(byte[1].decode()), content)
            files[found["path"]] = content
    return Case(about.strip(), files, expected)


def write_case(case: Case, workspace: Path) -> None:
    """Write the files of a case."""
    forums = {path.split("/")[1] for path in case.files if path.startswith("data/")}
    named = {expected.file for expected in case.expected}
    for forum in sorted(forums):
        home = f"data/{forum}/forum.yaml"
        if home not in case.files and home not in named:
            case.files[home] = b"name: Example Forum\n"
    for path, content in case.files.items():
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def prove(path: Path, workspace: Path, check: Callable[[Path], Iterable[Problem]]) -> None:
    """Fail unless ``check`` finds in the workspace of a case exactly the problems that it expects."""
    case = read_case(path)
    assert case.about, f"{path.name} does not say what it is about"
    write_case(case, workspace)
    notes = {expected.code for expected in case.expected}
    found = [problem for problem in check(workspace) if problem.severity != "note" or problem.code in notes]
    left = list(found)
    for expected in case.expected:
        match = next((problem for problem in left if _is(problem, expected)), None)
        assert match, f"{path.name}: no {expected}\nfound:\n" + "\n".join(map(str, found))
        left.remove(match)
    assert not left, f"{path.name}: more than expected:\n" + "\n".join(map(str, left))


def _is(problem: Problem, expected: Expected) -> bool:
    place = problem.place
    return (
        (place.file, place.line, place.column, problem.code)
        == (expected.file, expected.line, expected.column, expected.code)
        and expected.words in problem.message
        and expected.hint in (problem.hint or "")
    )
