"""Several processes build what one builds, in the same order; one that dies stops only what kills it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annual_report import jobs, makers
from annual_report.asked import Request, find_editions
from annual_report.build import Task, build, make
from annual_report.cli import progress
from full_record import write

HARBOUR = Path(__file__).parent / "records" / "harbour"
FORKS = pytest.mark.skipif(sys.platform != "linux", reason="the workers here are copies of the process")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give `harbour` with three years, `quay-forum` with one, and three small forums, one of them broken."""
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    for name, key in (("left", "text"), ("middle", "txet"), ("right", "text")):
        year = {"year": "2023/24", "priorities": [{key: f"Turn {name}."}]}
        write(tmp_path, {f"{name}/forum.yaml": {"name": name}, f"{name}/2023-24.yaml": year})
    return tmp_path


@pytest.fixture
def tasks(workspace: Path) -> list[Task]:
    """Give a task for each sound forum's year."""
    request = Request(workspace=workspace, out=workspace / "reports", formats=("html",))
    years = [("harbour", label) for label in ("2022/23", "2023/24", "2024/25")]
    years += [("left", "2023/24"), ("quay-forum", "2021/22"), ("right", "2023/24")]
    return [Task(request, tuple(find_editions(request)), *year) for year in years]


class Here(Executor):
    """Does everything at once, in this process; ``deaths`` says how often a forum kills its worker."""

    def __init__(self, deaths: dict[str, int] | None = None) -> None:
        self.deaths = deaths if deaths is not None else {}
        self.asked: list[int] = []
        self.submitted = 0
        self.broken = False

    def __call__(self, workers: int) -> Executor:
        """Give itself, as a new executor."""
        self.asked.append(workers)
        self.broken = False
        return self

    def submit(self, work: Callable[..., object], /, *arguments: object, **_: object) -> Future[object]:  # type: ignore[override]
        """Do it; what is asked of a broken executor is broken too."""
        self.submitted += 1
        future: Future[object] = Future()
        for task in arguments[0]:  # type: ignore[attr-defined]
            if self.deaths.get(task.folder, 0) > 0:
                self.deaths[task.folder] -= 1
                self.broken = True
        if self.broken:
            future.set_exception(BrokenExecutor("a worker died"))
        else:
            future.set_result(work(*arguments))
        return future


def test_any_executor_makes_the_same_in_the_same_order(tasks: list[Task]) -> None:
    """Threads here; what comes first is told first, whichever ends first."""
    alone = list(make(tasks))
    assert [done.folder for done in alone] == [task.folder for task in tasks]
    assert all(report.files for done in alone for report in done.reports)
    assert list(jobs.in_parallel(tasks[::-1], 3, Here()))[::-1] == alone
    assert list(jobs.in_parallel(tasks, 2, Here())) == alone


def test_a_thread_pool_is_an_executor_as_well(tasks: list[Task]) -> None:
    """One worker at a time, as the libraries ask; the same bytes."""
    assert list(jobs.in_parallel(tasks, 1, ThreadPoolExecutor)) == list(make(tasks))


@given(st.integers(1, 5000), st.integers(1, 64))
def test_chunks_are_neighbours_and_leave_nobody_idle(count: int, workers: int) -> None:
    """Every task once, in order; no chunk so long that others wait for it."""
    found = list(jobs.chunks(range(count), workers))  # type: ignore[arg-type]
    assert [task for chunk in found for task in chunk] == list(range(count))
    assert all(1 <= len(chunk) <= 16 for chunk in found)
    if count >= workers * 8:
        assert len(found) >= workers
    assert len({len(chunk) for chunk in found[:-1]}) <= 1


def test_only_a_few_chunks_are_under_way(tasks: list[Task]) -> None:
    """Or the memory of a run would grow with its reports."""
    many = tasks * 20
    pool = Here()
    made = jobs.in_parallel(many, 2, pool)
    next(made)
    assert pool.submitted == 4 < len(list(jobs.chunks(many, 2)))
    made.close()


@pytest.mark.parametrize(
    ("asked", "count", "processors", "workers"),
    [
        (None, 3, 4, []),
        (None, makers.FEW, 4, [4]),
        (None, 100, 1, []),
        (1, 100, 4, []),
        (2, 3, 4, [2]),
        (2, 1, 4, []),
    ],
)
def test_others_are_asked_only_where_it_pays(
    tasks: list[Task],
    monkeypatch: pytest.MonkeyPatch,
    asked: int | None,
    count: int,
    processors: int,
    workers: list[int],
) -> None:
    """By default as many as there are processors, and none for a handful of reports."""
    monkeypatch.setattr(makers, "processors", lambda: processors)
    pool = Here()
    made = makers.making(asked, pool=pool)((tasks * 20)[:count])
    next(made)
    made.close()
    assert pool.asked == workers


def test_a_worker_that_dies_once_costs_time_alone(tasks: list[Task]) -> None:
    """What was under way is tried once more, and that is said."""
    alone = list(make(tasks))
    pool = Here({"left": 1})
    made = list(jobs.in_parallel(tasks, 2, pool))
    assert [done.reports for done in made] == [done.reports for done in alone]
    assert [done.remarks for done in made if done.remarks] == [
        ("a process died; tried once more: left, quay-forum, right",)
    ]
    assert pool.asked == [2, 1]


def test_a_forum_that_kills_its_worker_twice_is_named(tasks: list[Task]) -> None:
    """The others are built all the same."""
    alone = {done.folder: done for done in make(tasks)}
    made = list(jobs.in_parallel(tasks, 2, Here({"left": 2})))
    assert [done.folder for done in made] == [task.folder for task in tasks]
    (lost,) = [done for done in made if done.broken]
    (problem,) = lost.problems
    assert str(problem).startswith(
        "data/left/2023-24.yaml:1:1: error[AR603]: the process that built left 2023/24 died, twice"
    )
    assert [done.reports for done in made if done.folder == "right"] == [alone["right"].reports]


def test_a_mistake_of_ours_is_not_hidden(tasks: list[Task]) -> None:
    """What a worker raises goes on to the caller."""

    class Failing(Here):
        def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
            future: Future[object] = Future()
            future.set_exception(ZeroDivisionError("ours"))
            return future

    with pytest.raises(ZeroDivisionError):
        list(jobs.in_parallel(tasks, 2, Failing()))


def test_problems_and_results_are_told_as_by_one(workspace: Path) -> None:
    """What is wrong with the records first and together, then the reports."""
    request = Request(workspace=workspace, out=workspace / "reports", formats=("html",))
    told: list[tuple[int, int]] = []
    results = list(build(request, makers.making(2, pool=Here()), progress=lambda *done: told.append(done)))
    assert [file.path for result in results for file in result.files] == [
        file.path for result in build(request) for file in result.files
    ]
    assert [result.problems for result in results] == [result.problems for result in build(request)]
    assert "data/middle/2023-24.yaml" in {problem.place.file for problem in results[0].problems}
    assert told == [(number, 7) for number in range(1, 8)]


# --- true processes

DRIVER = """
import os, signal, sys, time
from annual_report import build
from annual_report.cli import main
if __name__ == "__main__":
    true, ours, marks = build._done, os.getpid(), sys.argv[2]
    def killing(builder, task, *rest):
        if task.folder == "left" and os.getpid() != ours:
            open(os.path.join(marks, str(os.getpid())), "w").close()
            {action}
        return true(builder, task, *rest)
    build._done = killing
    sys.exit(main(sys.argv[3:]))
"""


def command(workspace: Path, *arguments: str, action: str = "pass") -> "subprocess.Popen[str]":
    """Start the command; a worker that comes to the forum `left` leaves its number, and then does so."""
    (workspace / "marks").mkdir(exist_ok=True)
    driver = workspace / "driver.py"
    driver.write_text(DRIVER.format(action=action))
    call = [sys.executable, str(driver), "--", str(workspace / "marks"), "build", "--format", "html"]
    home = {"XDG_CACHE_HOME": str(workspace / "home"), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [*call, *arguments],
        cwd=workspace,
        env=os.environ | home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@FORKS
def test_processes_write_the_same_bytes_and_words(workspace: Path) -> None:
    """One broken forum stops no other; standard output and standard error are the same."""
    told = []
    for number in ("1", "2"):
        with command(workspace, "--out", f"out{number}", "--jobs", number) as ran:
            out, error = ran.communicate()
        told.append((ran.returncode, out.replace(f"out{number}", "out"), error))
    assert told[0] == told[1]
    assert told[0][0] == 1
    assert "data/middle/2023-24.yaml" in told[0][2]
    assert contents(workspace / "out1") == contents(workspace / "out2")
    assert len(contents(workspace / "out1")) == 6
    assert list((workspace / "marks").iterdir()), "no other process was asked"


@FORKS
def test_a_process_that_is_killed_is_named(workspace: Path) -> None:
    """As the system does where memory runs out: all other reports are there, and nothing half done."""
    with command(workspace, "--jobs", "2", action="os.kill(os.getpid(), signal.SIGKILL)") as ran:
        _, error = ran.communicate()
    assert ran.returncode == 1
    assert "a process died; tried once more: " in error
    assert "data/left/2023-24.yaml:1:1: error[AR603]" in error
    names = sorted({name.partition("/")[0] for name in contents(workspace / "reports")})
    assert names == ["harbour", "quay-forum", "right"]
    assert len(list((workspace / "marks").iterdir())) == 2


@FORKS
def test_ctrl_c_stops_at_once_and_leaves_nothing(workspace: Path) -> None:
    """No process goes on, and no file is half written; what was written before stays."""
    with command(workspace, "--jobs", "2", action="print('waits', flush=True); time.sleep(600)") as ran:
        assert ran.stdout is not None
        while ran.stdout.readline().strip() != "waits":
            pass
        ran.send_signal(signal.SIGINT)
        _, error = ran.communicate()
    assert ran.returncode == 130
    assert error.splitlines()[-1] == "annual-report: stopped"
    assert "Traceback" not in error
    for mark in (workspace / "marks").iterdir():
        assert not runs(int(mark.name))
    assert not [name for name in contents(workspace) if name.endswith(".part")]


@FORKS
def test_no_process_outlives_the_one_that_started_it(workspace: Path) -> None:
    """Though it be killed, without a word to its workers."""
    with command(workspace, "--jobs", "2", action="print('waits', flush=True); time.sleep(600)") as ran:
        assert ran.stdout is not None
        while ran.stdout.readline().strip() != "waits":
            pass
        ran.kill()
        ran.communicate(timeout=60)  # ends once no process holds the other end of its output any more
    assert list((workspace / "marks").iterdir())


def runs(process: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("written", ["0", "-1", "two", "257", "²"])
def test_a_number_of_processes_that_can_not_be(workspace: Path, written: str) -> None:
    """It is wrong usage, and said so."""
    with command(workspace, f"--jobs={written}") as ran:
        _, error = ran.communicate()
    assert ran.returncode == 2
    assert f"{written} is no number of processes: 1 to 256" in error


# --- how far it is


class Terminal(StringIO):
    """Keeps what is written to it."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Give the time that it is, to be set."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return iter([now])


def test_a_long_run_says_how_far_it_is(clock: Iterator[list[float]]) -> None:
    """After a second, on a terminal, in one line that is gone before anything else is printed."""
    now = next(clock)
    terminal = Terminal()
    told = progress.Progress(terminal)
    now[0] = 100.9
    told(1, 100)
    assert not terminal.getvalue()
    now[0] = 102.0
    told(20, 100)
    now[0] = 102.01
    told(21, 100)
    assert terminal.getvalue() == "\r\x1b[K20 of 100 years built, about 8 s left"
    told.clear()
    told.clear()
    assert terminal.getvalue().endswith("left\r\x1b[K")
    now[0] = 110.0
    told(100, 100)
    assert terminal.getvalue().endswith("left\r\x1b[K")


@pytest.mark.parametrize(("stream", "quiet"), [(StringIO(), False), (Terminal(), True)])
def test_no_progress_where_nobody_looks(clock: Iterator[list[float]], stream: StringIO, quiet: bool) -> None:
    """Neither into a file nor with --quiet."""
    now = next(clock)
    told = progress.Progress(stream, quiet=quiet)
    now[0] = 200.0
    told(20, 100)
    told.clear()
    assert stream.getvalue() == ""


def test_the_rest_is_told_in_minutes_where_it_is_long() -> None:
    """Nobody counts in seconds then."""
    assert progress.line(100, 5000, 10.0) == "100 of 5000 years built, about 8 min left"
