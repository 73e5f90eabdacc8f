"""Files that are replaced whole or not at all."""

import os
import re
import shutil
from pathlib import Path

from annual_report.problems import Code, Place, Problem, ReportError

CODES = (
    Code(
        "AR601",
        "error",
        "A file can't be written",
        "The folder or file can't be written: no permission, no room on the disk, or another program holds "
        "the file open (a report that is open in Word, say). Nothing was changed: the file that was there "
        "before is as it was.",
    ),
)

_PART = re.compile(r"\.(?P<name>.+)\.(?P<process>[0-9]{1,10})\.part")


def replace(path: Path, data: bytes, named: str) -> bool:
    """Make ``data`` the content of a file; True where that changed it.

    The bytes go to a file beside it first, which then takes its place in one step, so that whatever happens
    in between the old file or the new one is there, whole. What a killed process left beside it goes.
    ``named`` is the file as problems name it. Raises ``ReportError`` (AR601) where it can't be written.
    """
    try:
        sweep(path.parent, path.name)
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)
    except OSError as error:
        raise refused(error, named) from None
    return True


def refused(error: OSError, named: str, what: str = "file") -> ReportError:
    """The problem (AR601) of a file or folder that the system won't have written."""
    message = f"the {what} can't be written: {(error.strerror or str(error)).lower()}"
    hint = "is it open in another program, or the folder not yours to write?"
    return ReportError([Problem("AR601", "error", Place(named), message, hint)])


def beside(path: Path) -> Path:
    """Where a file or folder is made before it takes its place; the name says by which process."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove what processes that no longer run left unfinished in a folder: of ``name``, None for all."""
    for path in folder.iterdir() if folder.is_dir() else ():
        found = _PART.fullmatch(path.name)
        if found and name in {None, found["name"]} and not _runs(int(found["process"])):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether a process of that number runs; on Windows, where asking could end it, yes."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _write(path: Path, data: bytes) -> None:
    part = beside(path)
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
