"""Workers on other machines make what one process here makes, in the same order and to the byte.

The first half holds for any workers and has some of its own; the second has Dask's, as processes that can't
see the workspace.
"""

import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from annual_report import cluster
from annual_report.asked import Request, find_editions
from annual_report.build import Done, Task, make
from annual_report.cluster import bundles, elsewhere, releases, worker
from annual_report.cluster.bundles import Bundle
from annual_report.cluster.crew import unreachable
from annual_report.cluster.dispatch import AHEAD, Dispatch, Finished, Joined, Left, News
from annual_report.problems import ReportError, UsageError
from full_record import write

ROOT = Path(__file__).parent.parent
HARBOUR = Path(__file__).parent / "records" / "harbour"
YEARS = [("harbour", label) for label in ("2022/23", "2023/24", "2024/25")]
YEARS += [("left", "2023/24"), ("middle", "2023/24"), ("quay-forum", "2021/22"), ("right", "2023/24")]


def lay_out(folder: Path) -> Path:
    """Write a workspace: `harbour` with pictures and three years, `quay-forum`, which refers to it, and three
    small forums, one of them broken and one with a brand of its own.
    """
    shutil.copytree(HARBOUR, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "layouts" / "brands" / "plain", folder / "layouts" / "brands" / "own")
    brand = folder / "layouts/brands/own/brand.yml"
    brand.write_text(brand.read_text(encoding="utf-8").replace("#2F6B4C", "#2F6B4D"), encoding="utf-8")
    for name, key in (("left", "text"), ("middle", "txet"), ("right", "text")):
        forum = {"name": name} | ({"brand": "own"} if name == "right" else {})
        year = {"year": "2023/24", "priorities": [{key: f"Turn {name}."}]}
        write(folder, {f"{name}/forum.yaml": forum, f"{name}/2023-24.yaml": year})
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give a workspace of five forums."""
    return lay_out(tmp_path / "workspace")


@pytest.fixture
def tasks(workspace: Path) -> list[Task]:
    """Give a task for each year."""
    request = Request(workspace=workspace, out=workspace / "reports", formats=("html",))
    return [Task(request, tuple(find_editions(request)), *year) for year in YEARS]


class Bench:
    """Workers in this process, each in a folder of its own; what they are given is bytes.

    ``deaths`` says how often a forum kills its worker, ``retires`` after how many pieces one of them leaves;
    ``slow`` is a worker that does nothing while others can. ``singles``: every task alone is one tried again.
    """

    def __init__(
        self, folder: Path, tasks: list[Task], workers: int, deaths: dict[str, int] | None = None
    ) -> None:
        self.layouts = bundles.layouts(tasks[0].request.workspace)
        self.out = tasks[0].request.out
        self.folder = folder
        self.deaths = deaths or {}
        self.retires = 0
        self.benches: dict[str, worker.Bench] = {}
        self.hands: dict[str, list[int]] = {}
        self.pieces: dict[int, tuple[worker.Order, tuple[bytes, ...]]] = {}
        self.given = self.died = 0
        self.heard: deque[News] = deque()
        self.slow = ""
        self.singles = False
        for _ in range(workers):
            self.join()

    def join(self) -> None:
        """Bring in another worker."""
        name = f"w{len(self.benches) + 1}"
        self.benches[name] = worker.Bench(self.folder / name)
        self.hands[name] = []
        self.heard.append(Joined(name))

    def give(self, piece: int, worker_: str, tasks: tuple[Task, ...], records: tuple[Bundle, ...]) -> None:
        """Take a piece of work."""
        self.given += 1
        self.hands[worker_].append(piece)
        assert len(self.hands[worker_]) <= AHEAD
        if self.singles and len(self.hands[worker_]) > 1:
            assert all(len(self.pieces[held][0].tasks) > 1 for held in self.hands[worker_][:-1])
            assert len(tasks) > 1
        order = worker.Order(tasks, self.layouts.digest, (700, 10, 10))
        self.pieces[piece] = (order, tuple(bundle.data for bundle in records))

    def drop(self, piece: int) -> None:
        """Forget a piece of work."""
        del self.pieces[piece]

    def news(self, *, wait: bool) -> News | None:
        """Let the worker with the most in hand do something, or die of it."""
        if self.heard or not wait:
            return self.heard.popleft() if self.heard else None
        name = max(
            self.hands,
            key=lambda name: bool(self.hands[name]) * 9 + len(self.hands[name]) - (name == self.slow) * 5,
        )
        assert self.hands[name], "waits for workers that have nothing to do"
        piece = self.hands[name][0]
        order, records = self.pieces[piece]
        deadly = next((task.folder for task in order.tasks if self.deaths.get(task.folder, 0)), None)
        if deadly:
            self.deaths[deadly] -= 1
            self.died += 1
            self.join()
            return Left(name, frozenset(self.hands.pop(name)))
        if self.retires and self.given >= self.retires:
            self.retires = 0
            self.join()
            self.hands.pop(name)
            return Left(name)
        self.hands[name].remove(piece)
        del self.pieces[piece]
        done = self.benches[name].made(order, self.layouts.data, records)
        return Finished(piece, [worker.in_out(one, self.out) for one in done])


def packed(tasks: tuple[Task, ...]) -> tuple[Bundle, ...] | None:
    """Pack what tasks need."""
    return bundles.records(tasks[0].request.workspace, tuple(dict.fromkeys(task.folder for task in tasks)))


def dispatch(bench: Bench, tasks: list[Task], size: int = 2, most: int | None = None) -> Iterator[Done]:
    """Have tasks made in chunks of a size."""
    chunks = [tuple(tasks[start : start + size]) for start in range(0, len(tasks), size)]
    return Dispatch(bench, chunks, packed, most).made()


@pytest.mark.parametrize(("workers", "size"), [(1, 7), (2, 2), (3, 1)])
def test_workers_elsewhere_make_the_same_in_the_same_order(
    tmp_path: Path, tasks: list[Task], workers: int, size: int
) -> None:
    """Reports, problems and all that a manifest notes; a path of the worker's would be a difference."""
    alone = list(make(tasks))
    assert [done.broken for done in alone] == [task.folder == "middle" for task in tasks]
    bench = Bench(tmp_path, tasks, workers)
    assert list(dispatch(bench, tasks, size)) == alone
    assert {path.name for folder in tmp_path.glob("w[0-9]") for path in folder.iterdir()} == {"layouts"}


def test_every_format_of_every_edition_is_the_same_to_the_byte(tmp_path: Path, tasks: list[Task]) -> None:
    """Pictures, the attached record, booklets on sheets."""
    editions = ("annual-report", "summary-booklet")
    request = Request(workspace=tasks[0].request.workspace, out=tmp_path / "out", editions=editions)
    some = [Task(request, tuple(find_editions(request)), *year) for year in YEARS[2:4]]
    alone = list(make(some))
    assert [len(report.files) for done in alone for report in done.reports] == [3, 1, 3, 1]
    assert list(dispatch(Bench(tmp_path, some, 1), some)) == alone


def test_a_worker_that_dies_once_costs_time_alone(tmp_path: Path, tasks: list[Task]) -> None:
    """What it had in hand is tried once more, and that is said."""
    alone = list(make(tasks))
    bench = Bench(tmp_path, tasks, 2, {"left": 1})
    made = list(dispatch(bench, tasks))
    assert [done.reports for done in made] == [done.reports for done in alone]
    assert [done.remarks for done in made if done.remarks] == [
        ("the worker w2 died; tried once more: harbour, left",),
        ("the worker w2 died; tried once more: right",),
    ]


def test_a_forum_that_kills_its_worker_twice_is_named(tmp_path: Path, tasks: list[Task]) -> None:
    """It kills no third one; what was in hand beside it is built, and all the others."""
    alone = list(make(tasks))
    bench = Bench(tmp_path, tasks, 2, {"left": 9})
    made = list(dispatch(bench, tasks))
    assert bench.died == 2
    lost = YEARS.index(("left", "2023/24"))
    assert [done.reports for done in made[:lost] + made[lost + 1 :]] == [
        done.reports for done in alone[:lost] + alone[lost + 1 :]
    ]
    (problem,) = made[lost].problems
    assert made[lost].broken
    assert str(problem).startswith(
        "data/left/2023-24.yaml:1:1: error[AR603]: the worker (at last w1) that built left 2023/24 died"
    )


def test_a_worker_that_takes_its_leave_is_not_blamed(tmp_path: Path, tasks: list[Task]) -> None:
    """What it had in hand goes to others, and nothing is said."""
    bench = Bench(tmp_path, tasks, 1)
    bench.retires = 2
    assert list(dispatch(bench, tasks)) == list(make(tasks))
    assert len(bench.benches) == 2


def test_only_a_few_pieces_are_under_way(tmp_path: Path, tasks: list[Task]) -> None:
    """Or the memory of a run would grow with its reports; --jobs says how many workers may be busy."""
    bench = Bench(tmp_path, tasks, 3)
    made = dispatch(bench, tasks * 5, 1, most=2)
    next(made)
    assert bench.given <= 2 * AHEAD + 2
    assert not bench.hands["w3"]


def test_a_slow_worker_does_not_fill_the_memory(tmp_path: Path, tasks: list[Task]) -> None:
    """While the first report is not there, others wait for it, but not all."""
    bench = Bench(tmp_path, tasks, 2)
    bench.slow = "w1"
    made = dispatch(bench, tasks * 5, 1)
    next(made)
    assert bench.given <= 8


def test_what_is_tried_again_has_its_worker_to_itself(tmp_path: Path, tasks: list[Task]) -> None:
    """Or the next death would have two to blame."""
    bench = Bench(tmp_path, tasks, 2, {"left": 1})
    bench.singles, bench.slow = True, "w1"
    assert len(list(dispatch(bench, tasks[:6] * 2))) == 12
    assert bench.died == 1


def test_nothing_of_a_record_stays_among_the_layouts(tmp_path: Path) -> None:
    """A picture may lie there; the next forum's of that name is another."""
    data = [bundles.bundle({"layouts/.own/a.svg": b"1", "data/a/forum.yaml": b""}).data]
    with bundles.laid_out(tmp_path, data):
        assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_can_not_be_sent_is_made_here(tmp_path: Path, tasks: list[Task], workspace: Path) -> None:
    """A file that lies outside the workspace has its problem said where it lies."""
    (tmp_path / "outside.jpg").write_bytes(b"")
    picture = workspace / "data" / "harbour" / "pictures" / "quay.jpg"
    picture.unlink()
    try:
        picture.symlink_to(tmp_path / "outside.jpg")
    except OSError:
        pytest.skip("this account may make no links")
    alone = list(make(tasks))
    assert "it lies outside the workspace" in str(alone[0].problems)
    assert list(dispatch(Bench(tmp_path, tasks, 1), tasks)) == alone


def test_what_is_no_longer_wanted_ends_after_the_year_in_hand(tmp_path: Path, tasks: list[Task]) -> None:
    """So a run that was stopped frees the workers soon."""
    some = tuple(tasks[:3])
    layouts = bundles.layouts(some[0].request.workspace)
    records = packed(some)
    assert records
    order = worker.Order(some, layouts.digest, (700, 10, 10))
    made = worker.Bench(tmp_path / "w").made(
        order, layouts.data, tuple(record.data for record in records), lambda: False
    )
    assert len(made) == 1


def test_layouts_stay_loaded_until_others_come(tmp_path: Path, tasks: list[Task], workspace: Path) -> None:
    """A changed brand is another bundle, and what it was before is gone."""
    bench = worker.Bench(tmp_path / "w")
    right = (tasks[-1],)

    def made() -> tuple[str, bytes]:
        layouts = bundles.layouts(workspace)
        (record,) = packed(right) or ()
        order = worker.Order(right, layouts.digest, (700, 10, 10))
        (done,) = bench.made(order, layouts.data, (record.data,))
        return layouts.digest, done.reports[0].files[0][1]

    first = made()
    builder = bench._builder
    assert made() == first
    assert bench._builder is builder
    brand = workspace / "layouts/brands/own/brand.yml"
    brand.write_text(brand.read_text(encoding="utf-8").replace("#2F6B4D", "#2F6B4E"), encoding="utf-8")
    second = made()
    assert b"#2F6B4E" in second[1].upper()
    assert second[0] != first[0]


# --- what travels


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/x", "a//x", "", "a/./x", "C:/x", "C:x", "a\\..\\..\\x", "a/\0"]
)
def test_no_file_of_a_bundle_leaves_its_folder(tmp_path: Path, name: str) -> None:
    """Whoever packed it; and then none of its files is written."""
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(ValueError, match="leads out of its folder"):
        bundles.lay(folder, bundles.bundle({"a/good": b"", name: b"x"}).data)
    assert [path for path in tmp_path.rglob("*") if path != folder] == []


def test_a_bundle_is_named_by_its_content() -> None:
    """In whatever order the files were found."""
    one = bundles.bundle({"a": b"1", "b": b"2"})
    assert one == bundles.bundle({"b": b"2", "a": b"1"})
    assert len({one.digest, bundles.bundle({"a": b"12", "b": b""}).digest, bundles.bundle({}).digest}) == 3


def test_layouts_with_links_do_not_travel(workspace: Path, tmp_path: Path) -> None:
    """What a link leads to may lie anywhere, and a copy of it might be read where the link is refused."""
    link = workspace / "layouts" / "brands" / "own" / "logo.svg"
    try:
        link.symlink_to(tmp_path / "elsewhere.svg")
    except OSError:
        pytest.skip("this account may make no links")
    with pytest.raises(ReportError) as caught:
        bundles.layouts(workspace)
    assert str(caught.value).startswith("layouts/brands/own/logo.svg:1:1: error[AR605]: it is a link")


def test_problems_travel_as_problems() -> None:
    """An error of a stage that a worker raises is the same error here."""
    error = unreachable("tcp://a:1", "b")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own, a moment ago
    assert (again.problems, str(again)) == (error.problems, str(error))


def test_everything_that_has_a_say_in_the_bytes_is_compared() -> None:
    """Nothing is different from itself; what is, is named with both sides."""
    here = releases.releases()
    assert releases.differences(here, here) == ()
    names = {
        "annual-report",
        "annual-report source",
        "built-in layouts",
        "Python",
        "zlib",
        "pypdf",
        "distributed",
    }
    assert names | {"reportlab", "system", "machine"} <= set(here)
    for name in here:
        (line,) = releases.differences(here | {name: "other"}, here)
        assert line.startswith(f"{name} other there, ")
    assert releases.differences({}, {"a": "0" * 64}) == ("a nothing there, 000000000000 here",)


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is built."""
    monkeypatch.setattr(elsewhere, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'forum-annual-report\[cluster\]'"):
        cluster.making("tcp://127.0.0.1:8786")


def test_a_worker_with_threads_makes_one_piece_at_a_time(
    tmp_path: Path, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The libraries that draw are made for one thread; whoever comes second waits."""
    some = (tasks[3],)
    layouts = bundles.layouts(some[0].request.workspace)
    records = tuple(record.data for record in packed(some) or ())
    order = worker.Order(some, layouts.digest, (700, 10, 10))
    begun = Event()

    @contextmanager
    def collecting(_: object) -> Iterator[None]:
        begun.set()
        yield

    monkeypatch.setattr(worker, "_collecting", collecting)
    with ThreadPoolExecutor(1) as other:
        with worker._ONE_AT_A_TIME:
            waiting = other.submit(worker.Bench(tmp_path / "w").made, order, layouts.data, records)
            assert not begun.wait(0.2)
        made = [worker.in_out(one, some[0].request.out) for one in waiting.result()]
    assert made == list(make(some))


def test_dask_is_loaded_only_when_it_is_asked_for() -> None:
    """It takes half a second."""
    code = "import sys, annual_report.cluster.dispatch; sys.exit('distributed' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# --- Dask

POSIX = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither SIGKILL nor SIGINT for others"
)


class Site:
    """A scheduler and its workers, as processes in an empty folder that may not look at the workspace."""

    def __init__(self, folder: Path, hidden: Path, home: Path) -> None:
        self.folder = folder
        self.home = home
        self.marks = folder / "marks"
        self.empty = folder / "empty"
        for path in (self.marks, self.empty):
            path.mkdir()
        self.hidden = hidden
        self.running: list[subprocess.Popen[bytes]] = []
        log = self.start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--dashboard-address", ":0")
        self.address = self.said(log, "Scheduler at:").split()[-1]

    def start(self, program: str, *arguments: str, **more: str) -> Path:
        """Start a program of Dask; what it says goes to a file."""
        log = self.folder / f"{len(self.running)}.log"
        home = {"XDG_CACHE_HOME": str(self.home), "DASK_CONFIG": str(self.folder / "config")}
        told = {"HIDDEN": os.path.realpath(self.hidden), "MARKS": str(self.marks)}
        with log.open("wb") as file:
            self.running.append(
                subprocess.Popen(
                    [sys.executable, "-m", f"distributed.cli.{program}", *arguments],
                    cwd=self.empty,
                    env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | home | told | more,
                    stdout=file,
                    stderr=subprocess.STDOUT,
                )
            )
        return log

    def workers(self, *threads: int, **more: str) -> "list[subprocess.Popen[bytes]]":
        """Start workers with so many threads each, and wait until the scheduler knows them."""
        before = len(self.running)
        options = (
            "--no-nanny",
            "--no-dashboard",
            "--preload",
            str(Path(__file__).parent / "cluster_worker.py"),
        )
        options += ("--local-directory", str(self.folder / "scratch"), "--host", "127.0.0.1")
        logs = [
            self.start("dask_worker", self.address, "--nthreads", str(number), *options, **more)
            for number in threads
        ]
        for log in logs:
            self.said(log, "Registered to:")
        return self.running[before:]

    def said(self, log: Path, words: str) -> str:
        """Wait for a line with these words, and give it."""
        while True:
            for line in log.read_text(errors="replace").splitlines():
                if words in line:
                    return line
            assert self.running[int(log.stem)].poll() is None, log.read_text(errors="replace")
            time.sleep(0.02)

    def act(self, action: str | None) -> None:
        """Say what workers do at `left`; None: they make it."""
        for mark in self.marks.iterdir():
            mark.unlink()
        if action:
            (self.marks / "action").write_text(action)

    def begun(self) -> list[int]:
        """Give the numbers of all workers that have begun with `left`."""
        return [int(path.name) for path in self.marks.glob("[0-9]*")]

    def wait_for_left(self, ran: "subprocess.Popen[str]") -> None:
        """Wait until a worker has begun with `left` for a command."""
        while not self.begun():
            assert ran.poll() is None, ran.communicate()
            time.sleep(0.01)

    def stop(self) -> None:
        """End everything."""
        for process in self.running:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a cache for all: typefaces are cut once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Iterator[tuple[Site, Path]]:
    """Give a site with two workers, and the workspace that they can't see."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "site").mkdir()
    site = Site(folder / "site", folder / "workspace", home)
    try:
        site.workers(1, 2)
        yield site, lay_out(folder / "workspace")
    finally:
        site.stop()


@pytest.fixture
def lonely(tmp_path: Path, workspace: Path, home: Path) -> Iterator[Site]:
    """Give a site of its own to a test, with no worker yet."""
    (tmp_path / "site").mkdir()
    site = Site(tmp_path / "site", workspace, home)
    try:
        yield site
    finally:
        site.stop()


CALL = (sys.executable, "-m", "annual_report", "build", "--format", "html")
IMPATIENT = "import sys; from annual_report.cluster import crew; crew.PATIENCE = 0.5; "
IMPATIENT += "from annual_report.cli import main; sys.exit(main(sys.argv[1:]))"


def command(
    home: Path, workspace: Path, *arguments: str, call: tuple[str, ...] = CALL
) -> "subprocess.Popen[str]":
    """Start the command in a workspace."""
    env = {"XDG_CACHE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [*call, *arguments],
        cwd=workspace,
        env=os.environ | env | {"DASK_CONFIG": str(home / "dask")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(home: Path, workspace: Path, *arguments: str, call: tuple[str, ...] = CALL) -> tuple[int, str, str]:
    """Run the command; give its exit code and what it said."""
    with command(home, workspace, *arguments, call=call) as ran:
        out, error = ended(ran)
    return ran.returncode, out, error


def ended(ran: "subprocess.Popen[str]") -> tuple[str, str]:
    """Wait until the command has ended, but not for ever; give what it said."""
    try:
        return ran.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        ran.kill()
        raise


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_cluster_writes_the_same_bytes_and_words(shared: tuple[Site, Path]) -> None:
    """Workers that can't see the workspace, one of them with threads; one broken forum stops no other.

    What is up to date is not asked for again, whoever made it.
    """
    site, workspace = shared
    here = told(site.home, workspace, "--jobs", "1", "--out", "here")
    there = told(site.home, workspace, "--cluster", site.address, "--out", "there")
    assert (there[0], there[1].replace("there", "here"), there[2]) == here
    assert here[0] == 1
    assert "data/middle/2023-24.yaml" in here[2]
    assert contents(workspace / "there") == contents(workspace / "here")
    assert len(contents(workspace / "there")) == 6
    gone = told(site.home, workspace, "--cluster", "tcp://127.0.0.1:1", "--out", "there", "harbour")
    assert gone[::2] == (0, "")
    assert len(gone[1].splitlines()) == 3


@POSIX
def test_a_worker_that_is_killed_is_named(shared: tuple[Site, Path]) -> None:
    """SIGKILL while it has a report in hand: the other one makes it, and the bytes are the same."""
    site, workspace = shared
    site.act("die once")
    code, _, error = told(site.home, workspace, "--cluster", site.address, "--out", "killed")
    assert len(site.begun()) == 2
    site.act(None)
    assert code == 1
    assert error.count(" died; tried once more: ") in {1, 2}
    assert "AR603" not in error
    told(site.home, workspace, "--jobs", "1", "--out", "kept")
    assert contents(workspace / "killed") == contents(workspace / "kept")


def test_a_mistake_of_ours_on_a_worker_comes_back(shared: tuple[Site, Path]) -> None:
    """With where it happened; Dask would wait for ever for an exception that it can't pack."""
    site, workspace = shared
    site.act("fail")
    code, _, error = told(site.home, workspace, "--cluster", site.address, "--out", "failed", "left", "-v")
    site.act(None)
    assert code == 70
    assert "on the worker tcp://127.0.0.1:" in error
    assert "RecursionError: ours" in error


@POSIX
def test_ctrl_c_stops_at_once(shared: tuple[Site, Path]) -> None:
    """The command ends while a worker still has a report in hand; that is dropped, and nothing is left."""
    site, workspace = shared
    site.act("wait")
    with command(site.home, workspace, "--cluster", site.address, "--out", "stopped") as ran:
        site.wait_for_left(ran)
        ran.send_signal(signal.SIGINT)
        _, error = ended(ran)
    assert ran.returncode == 130
    assert error.splitlines()[-1] == "annual-report: stopped"
    assert "Traceback" not in error
    site.act(None)
    assert told(site.home, workspace, "--cluster", site.address, "--out", "stopped", "right")[0] == 0
    assert not [name for name in contents(workspace) if name.endswith(".part")]


@POSIX
def test_a_report_that_kills_two_workers_is_given_up(shared: tuple[Site, Path]) -> None:
    """It is named, the third worker lives, and all other reports are there."""
    site, workspace = shared
    site.act(None)
    site.workers(1, 1)
    site.act("die")
    code, _, error = told(site.home, workspace, "--cluster", site.address, "--out", "two")
    assert len(site.begun()) == 2
    site.act(None)
    assert code == 1
    assert "data/left/2023-24.yaml:1:1: error[AR603]: the worker (at last tcp://127.0.0.1:" in error
    names = sorted({name.partition("/")[0] for name in contents(workspace / "two")})
    assert names == ["harbour", "quay-forum", "right"]


def test_workers_that_would_make_other_bytes_are_refused(lonely: Site, workspace: Path) -> None:
    """First there is none at all, which is said while it is waited for; then one with another library."""
    impatient = (sys.executable, "-c", IMPATIENT, "build", "right")
    code, out, error = told(lonely.home, workspace, "--cluster", lonely.address, call=impatient)
    assert (code, out) == (1, "")
    assert error.splitlines()[:2] == [
        f"waiting for a worker at {lonely.address} ...",
        f"--cluster:1:1: error[AR605]: the scheduler at {lonely.address} has no worker",
    ]
    lonely.workers(1, OTHER="yes")
    code, out, error = told(lonely.home, workspace, "--cluster", lonely.address, call=impatient)
    assert (code, out) == (1, "")
    here = releases.releases()["reportlab"]
    assert f"can't be used: reportlab 1.0 there, {here} here" in error
    assert error.count("AR605") == 1


def test_a_scheduler_that_goes_in_mid_run_is_told(lonely: Site, workspace: Path) -> None:
    """At once, and what was built stays."""
    lonely.workers(1)
    lonely.act("wait")
    with command(lonely.home, workspace, "--cluster", lonely.address) as ran:
        lonely.wait_for_left(ran)
        lonely.running[0].kill()
        _, error = ended(ran)
    assert ran.returncode == 1
    assert f"error[AR604]: the scheduler at {lonely.address} has gone in mid-run" in error
    assert "Traceback" not in error
    lonely.act(None)


@pytest.mark.parametrize("kind", ["nobody", "another program", "tls without certificates"])
def test_an_address_that_no_scheduler_has(home: Path, workspace: Path, kind: str) -> None:
    """It is said in a line, soon, and nothing is written."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        if kind == "nobody":
            other.close()
        scheme = "tls" if kind.startswith("tls") else "tcp"
        quick = "from annual_report.cluster import crew; crew.ANSWERS_WITHIN = 0.5; " + IMPATIENT
        call = (sys.executable, "-c", quick, "build", "right")
        code, out, error = told(home, workspace, "--cluster", f"{scheme}://127.0.0.1:{port}", call=call)
    assert (code, out) == (1, "")
    assert error.startswith(
        f"--cluster:1:1: error[AR604]: there is no scheduler at {scheme}://127.0.0.1:{port}: "
    )
    assert "Traceback" not in error
    assert ("Dask's configuration names none" in error) == (scheme == "tls")
    assert not (workspace / "reports").exists()


@pytest.mark.parametrize(
    "written",
    ["host:8786", "tcp://host", "tcp://:8786", "inproc://1/2/3", "tcp://host:99999", "tcp://a:1/x", "x"],
)
def test_an_address_that_can_not_be(home: Path, workspace: Path, written: str) -> None:
    """It is wrong usage, and said so."""
    code, _, error = told(home, workspace, "--cluster", written)
    assert code == 2
    assert f"{written} is no address of a scheduler: tcp://HOST:PORT or tls://HOST:PORT" in error
