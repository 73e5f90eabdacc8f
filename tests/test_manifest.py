"""What is up to date is not built again, what is not is: what depends on a change, and nothing else."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annual_report.build import Done, Request, Result, Task, build, make
from annual_report.manifest import Manifest
from full_record import write

HARBOUR = Path(__file__).parent / "records" / "harbour"
LATER = time.time_ns() + 3_600_000_000_000
"""A run that begins an hour from now, after every file was written."""
HARBOURS = ["harbour 2022/23", "harbour 2023/24", "harbour 2024/25"]
QUAY = ["quay-forum 2021/22"]
ALONE = ["alone 2023/24"]
EVERYTHING = [*ALONE, *HARBOURS, *QUAY]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give `harbour` and `quay-forum`, which refer to each other, and `alone` with a brand of its own."""
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    brands = Path(__file__).parent.parent / "layouts" / "brands"
    shutil.copytree(brands / "plain", tmp_path / "layouts" / "brands" / "own")
    change(tmp_path / "layouts/brands/own/brand.yml", "#2F6B4C", "#2F6B4D")
    files = {
        "alone/forum.yaml": {"name": "Alone", "brand": "own"},
        "alone/2023-24.yaml": {
            "year": "2023/24",
            "title": "2021/22 again",
            "priorities": ["Go on."],
            "achievements": [{"text": "We went.", "supports": ["2022/23#gone"]}],
        },
    }
    write(tmp_path, files)
    return tmp_path


class Run:
    """A run over everything: what it told, which years were made, and which reports of them."""

    def __init__(
        self, workspace: Path, *targets: str, started: int = LATER, forget: bool = False, **asked: object
    ) -> None:
        self.made: list[str] = []
        self.keys: list[str] = []
        request = Request(
            **{"workspace": workspace, "out": workspace / "reports", "formats": ("html",)} | asked,  # type: ignore[arg-type]
            targets=targets,
        )
        self.manifest = manifest(workspace, started=started, forget=forget, **asked)
        self.results: list[Result] = list(build(request, self._make, self.manifest))

    def _make(self, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        for task, done in zip(tasks, make(tasks), strict=True):
            fresh = [report.key for report in done.reports if report.key not in task.current]
            self.keys += fresh
            if fresh or not done.reports:
                self.made.append(f"{task.folder} {task.year}")
            yield done

    @property
    def told(self) -> tuple[list[str], list[str]]:
        """The problems and the files, in order."""
        problems = [str(problem) for result in self.results for problem in result.problems]
        return problems, [str(file.path) for result in self.results for file in result.files]


def manifest(workspace: Path, *, started: int = LATER, forget: bool = False, **asked: object) -> Manifest:
    """Give what is known of a workspace, kept beside it."""
    plain = {"formats": ["html"]} | {key: str(value) for key, value in asked.items()}
    where = {"workspace": str(workspace), "out": str(workspace / "reports")}
    return Manifest(str(workspace / "cache"), where | plain, started, forget=forget)


def change(path: Path, old: str, new: str) -> None:
    """Change a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed_builds_nothing_and_tells_the_same(workspace: Path) -> None:
    """The warnings too, in the same order; and a manifest alone can tell it, without the conductor."""
    first = Run(workspace)
    assert first.made == EVERYTHING
    assert any("warning" in problem for problem in first.told[0])
    second = Run(workspace)
    assert second.made == []
    assert second.told == first.told
    assert not any(file.changed for result in second.results for file in result.files)
    told = manifest(workspace).everything(())
    assert told is not None
    assert [name for report in told.reports for name in report.files] == [
        Path(file).relative_to(workspace / "reports").as_posix() for file in first.told[1]
    ]
    assert len(told.problems) == len(first.results[0].problems)


def add_year(workspace: Path) -> None:
    """Record one more year."""
    write(workspace, {"alone/2024-25.yaml": {"year": "2024/25", "priorities": ["Rest."]}})


def with_layout(workspace: Path, name: str) -> None:
    """Take a template of the built-in layouts into the workspace, with a comment in it."""
    source = Path(__file__).parent.parent / "layouts" / name
    target = workspace / "layouts" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("{# ours #}" + source.read_text(encoding="utf-8"), encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "a year": (
        lambda at: change(at / "data/alone/2023-24.yaml", "Go on.", "Go on!"),
        ALONE,
    ),
    "a forum that others refer to": (
        lambda at: change(at / "data/quay-forum/2021-22.yaml", "Look into", "Look at"),
        [*HARBOURS, *QUAY],
    ),
    "a comment alone, in a record": (
        lambda at: change(at / "data/alone/forum.yaml", "}", "}\n# ours\n"),
        ALONE,
    ),
    "a year more": (add_year, [*ALONE, "alone 2024/25"]),
    "a year fewer": (lambda at: (at / "data/harbour/2022-23.yaml").unlink(), ["harbour None"]),
    "a picture": (
        lambda at: (at / "data/harbour/pictures/union.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
        ),
        [*HARBOURS, *QUAY],
    ),
    "a template": (lambda at: with_layout(at, "annual-report/contact.html.j2"), EVERYTHING),
    "a template of another layout": (
        lambda at: change(at / "layouts/summary/report.html.j2", "{# ours #}", "{# yours #}"),
        [],
    ),
    "the brand of one forum": (
        lambda at: change(at / "layouts/brands/own/brand.yml", "meta:", "# ours\nmeta:"),
        ALONE,
    ),
    "editions.yml": (lambda at: shutil.copy(at / ".." / "editions.yml", at / "layouts"), EVERYTHING),
    "a report that is gone": (
        lambda at: (at / "reports/quay-forum/2021-22/quay-forum-annual-report-2021-22.html").unlink(),
        QUAY,
    ),
    "a report that somebody changed": (
        lambda at: change(at / "reports/alone/2023-24/alone-annual-report-2023-24.html", "Go on.", "Go in."),
        ALONE,
    ),
    "times alone": (lambda at: [os.utime(path, (1, 1)) for path in at.rglob("*.*") if path.is_file()], []),
    "a file that nobody reads": (lambda at: (at / "data/README.md").write_text("Ours."), []),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_change_builds_what_depends_on_it_and_nothing_else(workspace: Path, case: str) -> None:
    """And what is then told, and lies there, is what a build of everything tells and writes."""
    alter, expected = CHANGES[case]
    with_layout(workspace, "summary/report.html.j2")
    shutil.copy(Path(__file__).parent.parent / "layouts" / "editions.yml", workspace.parent)
    Run(workspace)
    alter(workspace)
    run = Run(workspace)
    if case == "a year fewer":  # the others refer to it, so their forum is broken now
        assert {name.split()[0] for name in run.made} == {"harbour", "quay-forum"}
    else:
        assert run.made == expected
    assert (manifest(workspace).everything(()) is not None) == (case != "a year fewer")
    after = contents(workspace)
    fresh = Run(workspace, forget=True)
    assert fresh.told == run.told
    assert contents(workspace) == after


def contents(workspace: Path) -> dict[str, bytes]:
    """Give every report."""
    return {str(path): path.read_bytes() for path in sorted((workspace / "reports").rglob("*.html"))}


def test_a_forum_that_was_missing_and_comes(workspace: Path) -> None:
    """What a record refers to may be there tomorrow."""
    shutil.move(workspace / "data" / "quay-forum", workspace / "away")
    change(
        workspace / "data/harbour/2023-24.yaml",
        "[2022/23#pay, quay-forum/2021/22#pay-promise]",
        "2022/23#pay",
    )
    Run(workspace, "harbour")
    assert Run(workspace, "harbour").made == []
    shutil.move(workspace / "away", workspace / "data" / "quay-forum")
    assert Run(workspace, "harbour").made == HARBOURS


def test_one_edition_does_not_make_another_anew(workspace: Path) -> None:
    """A template of the summary is no part of the annual report."""
    with_layout(workspace, "summary/report.html.j2")
    both = {"editions": ("annual-report", "summary")}
    Run(workspace, "alone", **both)
    change(workspace / "layouts" / "summary" / "report.html.j2", "{# ours #}", "{# yours #}")
    run = Run(workspace, "alone", **both)
    assert run.keys == ["summary en-GB"]
    assert [Path(file).name for file in run.told[1]] == [
        "alone-annual-report-2023-24.html",
        "alone-summary-2023-24.html",
    ]


def test_a_year_at_a_time(workspace: Path) -> None:
    """One year is noted by itself, and does not pass for its forum."""
    Run(workspace, "harbour/2023-24")
    assert Run(workspace, "harbour/2023/24", "data/harbour/2023-24/").made == []
    assert manifest(workspace).everything(("harbour",)) is None
    assert Run(workspace, "harbour").made == ["harbour 2022/23", "harbour 2024/25"]
    assert Run(workspace).made == [*ALONE, *QUAY]
    told = manifest(workspace).everything(("harbour/2023-24", "harbour"))
    assert told is not None
    assert len(told.reports) == 3


def test_a_year_that_is_built_leaves_the_others_as_old_as_they_are(workspace: Path) -> None:
    """A change to one year concerns all of its forum, though only one is built now."""
    Run(workspace)
    change(workspace / "data/harbour/2022-23.yaml", "text: Pay", "text: Fairly pay")
    assert Run(workspace, "harbour/2023-24").made == ["harbour 2023/24"]
    assert Run(workspace, "harbour").made == ["harbour 2022/23", "harbour 2024/25"]


def test_what_is_wrong_is_never_up_to_date(workspace: Path) -> None:
    """A broken forum, and a report whose brand is broken, are told each time."""
    change(workspace / "data/quay-forum/2021-22.yaml", "outcome:", "outcom:")
    change(workspace / "layouts/brands/own/brand.yml", "meta:", "mete:")
    first, second = Run(workspace), Run(workspace)
    assert [*ALONE, *QUAY] == [name for name in second.made if "harbour" not in name]
    assert second.told == first.told
    assert manifest(workspace).everything(()) is None


def test_a_file_that_changes_while_it_is_read_is_not_relied_on(workspace: Path) -> None:
    """What was read of it nobody knows: noted is what was surely there before the run."""
    moment = (workspace / "data/alone/forum.yaml").stat().st_ctime_ns
    Run(workspace, started=moment - 1_000_000_000)
    assert Run(workspace).made == EVERYTHING


@given(st.data())
def test_a_damaged_manifest_costs_time_alone(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Cut off, or with a byte changed anywhere, it is as if there were none."""
    whole, folder = kept(tmp_path_factory)
    file = next((folder / "cache").iterdir())
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    file.write_bytes(whole[:at] if cut else whole[:at] + bytes([other]) + whole[at + 1 :])
    assert manifest(folder).everything(()) is None
    file.write_bytes(whole)
    assert manifest(folder).everything(()) is not None


_KEPT: list[tuple[bytes, Path]] = []


def kept(factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """Give a manifest that was written once for all examples, and its workspace."""
    if not _KEPT:
        folder = factory.mktemp("kept")
        write(folder, {"a/forum.yaml": {"name": "A"}, "a/2023-24.yaml": {"year": "2023/24"}})
        Run(folder)
        _KEPT.append((next((folder / "cache").iterdir()).read_bytes(), folder))
    return _KEPT[0]


def test_without_a_place_for_it_everything_is_built(workspace: Path) -> None:
    """A cache that can't be written is no fault of the record."""
    (workspace / "cache").write_text("in the way")
    assert Run(workspace).made == Run(workspace).made == EVERYTHING


def test_another_way_of_asking_is_another_manifest(workspace: Path) -> None:
    """And the files decide: a report that the other way wrote over is built again."""
    Run(workspace, "alone")
    assert Run(workspace, "alone", language="en-GB").made == ALONE
    assert Run(workspace, "alone").made == []
    assert Run(workspace, "alone", brand="plain").made == ALONE
    assert Run(workspace, "alone").made == ALONE
    file = workspace / "reports/alone/2023-24/alone-annual-report-2023-24.html"
    own = file.read_bytes()
    Run(workspace, "alone", forget=True)
    assert file.read_bytes() == own


def test_old_manifests_go(workspace: Path) -> None:
    """Nobody misses the workspace of a year ago."""
    Run(workspace, "alone")
    old = workspace / "cache" / "00000000.manifest"
    old.write_bytes(b"")
    os.utime(old, (1, 1))
    Run(workspace, "quay-forum")
    assert not old.exists()


# --- the command


def command(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a cache of its own."""
    environment = os.environ | {
        "XDG_CACHE_HOME": str(workspace / "home"),
        "LOCALAPPDATA": str(workspace / "home"),
    }
    return subprocess.run(
        [sys.executable, "-m", "annual_report", *arguments, "--format", "html"],
        cwd=workspace,
        env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
        capture_output=True,
        text=True,
    )


def test_the_command_tells_the_same_and_loads_nothing(workspace: Path) -> None:
    """Neither the record's types nor YAML, templates or a renderer; with --force all of it."""
    first = command(workspace, "build", "alone")
    again = command(workspace, "build", "alone")
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)
    assert "warning" in first.stderr
    script = (
        "import sys; from annual_report.cli import main; code = main(sys.argv[1:]);"
        "print(*sorted({'msgspec', 'yaml', 'jinja2', 'reportlab'} & set(sys.modules))); sys.exit(code)"
    )
    loaded = []
    for more in ([], ["--force"]):
        ran = subprocess.run(
            [sys.executable, "-c", script, "build", "alone", "--format", "html", "-q", *more],
            cwd=workspace,
            env=os.environ
            | {"XDG_CACHE_HOME": str(workspace / "home"), "LOCALAPPDATA": str(workspace / "home")}
            | {"PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        )
        loaded.append(ran.stdout.splitlines()[-1])
    assert loaded == ["", "jinja2 msgspec yaml"]
