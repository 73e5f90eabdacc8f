"""A file on disk is replaced whole or not at all, whatever happens in between."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from annual_report import output
from annual_report.problems import ReportError

OLD, NEW = b"old " * 10_000, b"new " * 20_000


def only(path: Path) -> bytes:
    """Give the content of a file that is alone in its folder: nothing half written lies beside it."""
    assert list(path.parent.iterdir()) == [path]
    return path.read_bytes()


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """Also where nothing is there yet."""
    path = tmp_path / "a" / "b" / "r.pdf"
    assert output.replace(path, NEW, "r.pdf")
    assert only(path) == NEW


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    """The file keeps its time, so that nothing that watches it wakes up."""
    path = tmp_path / "r.pdf"
    output.replace(path, NEW, "r.pdf")
    os.utime(path, (1, 1))
    assert not output.replace(path, NEW, "r.pdf")
    assert path.stat().st_mtime == 1
    assert output.replace(path, OLD, "r.pdf")
    assert only(path) == OLD


def _fail(error: BaseException) -> NoReturn:
    raise error


@pytest.mark.parametrize("step", ["write", "sync", "replace"])
@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), PermissionError(errno.EACCES, "Permission denied")],
)
def test_a_fault_in_the_middle_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: OSError
) -> None:
    """A full disk, a file that another program holds: a problem that names the file, and nothing else."""
    path = tmp_path / "r.pdf"
    path.write_bytes(OLD)
    _break(monkeypatch, step, error)
    with pytest.raises(ReportError) as raised:
        output.replace(path, NEW, "reports/r.pdf")
    monkeypatch.undo()
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.place)) == ("AR601", "reports/r.pdf:1:1")
    assert str(error.strerror).lower() in problem.message
    assert only(path) == OLD


@pytest.mark.parametrize("step", ["sync", "replace"])
def test_an_interruption_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Ctrl-C is no fault of the file, so it goes on to the caller; the half-written file does not stay."""
    path = tmp_path / "r.pdf"
    path.write_bytes(OLD)
    _break(monkeypatch, step, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        output.replace(path, NEW, "r.pdf")
    monkeypatch.undo()
    assert only(path) == OLD


def _break(monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException) -> None:
    match step:
        case "write":
            monkeypatch.setattr(Path, "open", lambda *_args, **_more: _fail(error))
            monkeypatch.setattr(Path, "read_bytes", lambda _path: OLD)
        case "sync":
            monkeypatch.setattr(os, "fsync", lambda _file: _fail(error))
        case _:
            monkeypatch.setattr(Path, "replace", lambda *_args: _fail(error))


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed like that here")
def test_a_killed_process_leaves_the_old_file(tmp_path: Path, step: str) -> None:
    """Killed after the bytes were written and before they took the old file's place."""
    path = tmp_path / "r.pdf"
    path.write_bytes(OLD)
    program = (
        "import os, pathlib, signal\nfrom annual_report import output\n"
        f"{step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"output.replace(pathlib.Path({str(path)!r}), b'new', 'r.pdf')\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], check=False, env=os.environ | PATHS)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == OLD
    assert output.replace(path, NEW, "r.pdf")
    assert path.read_bytes() == NEW


PATHS = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@pytest.mark.parametrize("in_the_way", ["folder", "file"])
def test_something_in_the_way_is_a_problem(tmp_path: Path, in_the_way: str) -> None:
    """A folder of the file's name, or a file of its folder's name."""
    path = tmp_path / "reports" / "r.pdf"
    if in_the_way == "folder":
        path.mkdir(parents=True)
    else:
        (tmp_path / "reports").write_bytes(b"")
    with pytest.raises(ReportError) as raised:
        output.replace(path, NEW, "reports/r.pdf")
    assert raised.value.problems[0].code == "AR601"
    assert [found.name for found in tmp_path.rglob("*")] == (
        ["reports", "r.pdf"] if in_the_way == "folder" else ["reports"]
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_problem(tmp_path: Path) -> None:
    """The files in it stay as they are."""
    path = tmp_path / "r.pdf"
    path.write_bytes(OLD)
    tmp_path.chmod(0o500)
    with pytest.raises(ReportError):
        output.replace(path, NEW, "r.pdf")
    tmp_path.chmod(0o700)
    assert only(path) == OLD


def test_what_a_killed_process_left_is_swept_away(tmp_path: Path) -> None:
    """Of this file and of no other; a process that still runs keeps what it is writing."""
    path = tmp_path / "r.pdf"
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], check=True, capture_output=True
    )
    dead = int(gone.stdout)
    left = {
        name: tmp_path / name
        for name in (f".r.pdf.{dead}.part", f".s.pdf.{dead}.part", f".r.pdf.{os.getppid()}.part")
    }
    for part in left.values():
        part.write_bytes(b"half")
    output.replace(path, NEW, "r.pdf")
    assert sorted(found.name for found in tmp_path.iterdir()) == sorted(["r.pdf", *list(left)[1:]])
