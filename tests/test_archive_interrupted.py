"""Killed, out of room, without rights, its folder gone: what was there is there, and nothing is half."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annual_report import output
from annual_report.archive import judge
from annual_report.archive.verify import verify
from archives import codes, doubts, london, seal, tree

KILLS = 25
"""Of each command; with both, fifty."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """Start the command."""
    command = [sys.executable, "-m", "annual_report", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed(process: subprocess.Popen[bytes], after: float) -> None:
    """Kill it after some seconds, unless it ended by itself."""
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until_it_writes(process: subprocess.Popen[bytes], folder: Path, chance: random.Random) -> None:
    """Kill it at a random moment of those in which it writes: after so many looks at the folder."""
    looks = chance.randrange(1, 60)
    while process.poll() is None and looks:
        if folder.exists() and any(folder.rglob("*")):
            looks -= 1
    process.kill()
    process.wait()


def amend(workspace: Path, number: int) -> None:
    """Change the record, so that every file of it is another."""
    file = workspace / "data" / "london-spf" / "forum.yaml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "parent:" not in line]
    file.write_text("\n".join([*lines, f"parent: Council {number}"]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(("seed", "count"), [(1, 2), pytest.param(2, KILLS, marks=pytest.mark.prove)])
def test_a_killed_build_leaves_old_files_or_new_ones(tmp_path: Path, seed: int, count: int) -> None:
    """Each file is whole; the next run succeeds and leaves no litter."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    workspace, out = london(tmp_path / "w"), tmp_path / "r"
    arguments = ("-C", workspace, "build", "london-spf", "--out", out)
    amend(workspace, 0)
    killed(start(*arguments), 600)
    for number in range(1, count + 1):
        old = tree(out)
        amend(workspace, number)
        killed(start(*arguments), chance.uniform(0.1, 0.8))
        seen = tree(out)
        assert start(*arguments).wait(600) == 0
        new = tree(out)
        assert sorted(new) == sorted(old), "litter"
        assert all(seen[name] in {old[name], new[name]} for name in old)


@pytest.mark.parametrize(("seed", "count"), [(1, 3), pytest.param(2, KILLS, marks=pytest.mark.prove)])
def test_a_killed_archive_leaves_no_half_package(tmp_path: Path, seed: int, count: int) -> None:
    """What has its name is sealed and in order; the next run succeeds and leaves no litter."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"
    home = archive / "london-spf"
    arguments = ("-C", workspace, "archive", "london-spf", "--to", archive)
    for number in range(count):
        amend(workspace, number)
        before = {path.name: tree(path) for path in home.iterdir()} if home.exists() else {}
        until_it_writes(start(*arguments), archive, chance)
        whole = [path for path in (home.iterdir() if home.exists() else ()) if not path.name.startswith(".")]
        assert not [found for path in whole for found in verify(path) if not found.ok]
        assert start(*arguments).wait(600) == 0
        assert not list(archive.rglob(".*")), "litter"
        assert doubts(archive) == set()
        assert all(tree(home / name) == kept for name, kept in before.items()), "an earlier version changed"


def test_what_a_living_process_writes_is_not_swept_away(tmp_path: Path) -> None:
    """Only what the dead left; and nothing that merely looks alike."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = {
        f".report.pdf.{ended.pid}.part": False,
        f".other.pdf.{ended.pid}.part": True,
        f".report.pdf.{os.getppid()}.part": True,
        ".report.pdf.part": True,
        "report.pdf.1.part": True,
    }
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    output.replace(tmp_path / "report.pdf", b"new", "report.pdf")
    assert {name: (tmp_path / name).exists() for name in names} == names
    output.sweep(tmp_path)
    assert not (tmp_path / f".other.pdf.{ended.pid}.part").exists()


def limited(arguments: tuple[str | Path, ...], largest: int) -> subprocess.CompletedProcess[str]:
    """Run the command with a limit on the size of its files, as on a disk that is full."""
    import resource

    command = [sys.executable, "-m", "annual_report", *map(str, arguments)]
    # What measures coverage would want to write as well, and could not.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(
        command,
        env=environment,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_disk_is_a_problem_and_loses_nothing(tmp_path: Path) -> None:
    """The size of files is limited, where no small file system can be mounted."""
    workspace, archive, out = london(tmp_path / "w"), tmp_path / "a", tmp_path / "r"
    seal(workspace, archive, "london-spf")
    killed(start("-C", workspace, "build", "london-spf", "--out", out), 600)
    archived, reports = tree(archive), tree(out)
    amend(workspace, 1)
    for arguments in (
        ("-C", workspace, "archive", "london-spf", "--to", archive),
        ("-C", workspace, "build", "london-spf", "--out", out),
    ):
        done = limited(arguments, 8_000)
        assert done.returncode == 1, done.stderr
        assert "error[AR601]" in done.stderr
        assert "Traceback" not in done.stderr
    assert (tree(archive), tree(out)) == (archived, reports)


def test_a_read_only_target_is_a_problem(tmp_path: Path) -> None:
    """A folder without the right to write; for root, who has every right, a system's own."""
    place = tmp_path / "sealed"
    place.mkdir()
    place.chmod(0o555)
    if os.access(place, os.W_OK):
        place = Path("/proc/self")
    if not place.is_dir():
        pytest.skip("no folder here is closed to root")
    results = seal(london(tmp_path / "w"), place / "archive", "london-spf/2023-24")
    assert codes(results) == ["AR601"]
    assert results[0].path is None


def test_a_folder_that_vanishes_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody removes the archive while it is written: said in words, and nothing is left half."""
    archive = tmp_path / "a"
    ask = judge.judge

    def vanish(*arguments):  # noqa: ANN002, ANN202 - stands in for the real one
        shutil.rmtree(archive)
        return ask(*arguments)

    monkeypatch.setattr(judge, "judge", vanish)
    results = seal(london(tmp_path / "w"), archive, "london-spf/2023-24")
    assert codes(results) == ["AR601"]
    assert "vanished" in results[0].problems[-1].message
    assert not archive.exists() or tree(archive) == {}
