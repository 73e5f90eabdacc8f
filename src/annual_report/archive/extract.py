"""The record out of a PDF or Word file that this tool made, as files of a workspace."""

from pathlib import Path

from annual_report import output
from annual_report.archive.carried import carried
from annual_report.archive.codes import problem
from annual_report.problems import ReportError

MOST_BYTES = 2_000_000_000
"""The size that a report may have."""


def extract(file: Path, to: Path, named: str) -> list[Path]:
    """Write the record that ``file`` carries below ``to``; every path, also of files that were there alike.

    Everything is read and compared before anything is written, and no file is ever written over.
    ``named`` is the file as problems name it. Raises ``ReportError`` (AR601, AR640 to AR644).
    """
    found = carried(_bytes(file, named), named)
    targets = {to / item.name: item.data for item in found}
    problems = [
        problem("AR644", path.relative_to(to).as_posix(), why)
        for path, data in targets.items()
        if (why := _in_the_way(path, data, to))
    ]
    if problems:
        raise ReportError(problems)
    for path, data in targets.items():
        output.replace(path, data, path.relative_to(to).as_posix())
    return list(targets)


def _bytes(file: Path, named: str) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ReportError([problem("AR643", named, "the file is refused: it is too large for a report")])
        return file.read_bytes()
    except OSError as error:
        words = (error.strerror or str(error)).lower()
        raise ReportError([problem("AR641", named, f"the file can't be read: {words}")]) from None


def _in_the_way(path: Path, data: bytes, to: Path) -> str | None:
    """Why a file can't be written there, in plain words."""
    home = to.resolve()
    for folder in path.relative_to(to).parents:
        here = to / folder
        if here.is_symlink() and not here.resolve().is_relative_to(home):
            return "a link leads out of the folder"
        if here.exists() and not here.is_dir():
            return "a file lies where a folder belongs"
    if path.is_symlink():
        return "a link is there already"
    if not path.exists():
        return None
    if path.is_file() and path.read_bytes() == data:
        return None
    return "another file is there already"
