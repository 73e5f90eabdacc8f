"""The conductor: everything asked for is built, a fault stops only what it concerns, old files stay whole."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report import build as conductor, output, renderers
from annual_report.build import Request, Result, build
from annual_report.problems import Place, Problem, ReportError, UsageError
from annual_report.renderers import Rendered
from full_record import Plain, write

HARBOUR = Path(__file__).parent / "records" / "harbour"
YEAR = "harbour/2023-24/harbour-annual-report-2023-24"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give a copy of the example record: the forum `harbour` of three years, and `quay-forum` of one."""
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(workspace: Path, **asked: object) -> list[Result]:
    """Build into the workspace's reports, as HTML if nothing else is asked for."""
    return list(
        build(Request(**{"workspace": workspace, "out": workspace / "reports", "formats": ("html",)} | asked))
    )


def built(results: list[Result]) -> dict[str, bool]:
    """Give the names of the files that stand on disk, and whether each was changed."""
    files = [file for result in results for file in result.files]
    return {f"{file.path.parent.name}/{file.path.name}": file.changed for file in files}


def told(results: list[Result]) -> list[str]:
    """Give the problems of a run: where, and the code."""
    return [f"{problem.place} {problem.code}" for result in results for problem in result.problems]


def on_disk(workspace: Path) -> dict[str, tuple[str, int]]:
    """Give every file of the reports with its content and its time."""
    return {
        path.relative_to(workspace).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted((workspace / "reports").rglob("*"))
        if path.is_file()
    }


def damage(workspace: Path, file: str, old: str, new: str) -> None:
    """Change a file of the record."""
    path = workspace / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# --- what is built


def test_everything_recorded_is_built(workspace: Path) -> None:
    """Each year of each forum, under its own name."""
    assert built(run(workspace)) == {
        "2022-23/harbour-annual-report-2022-23.html": True,
        "2023-24/harbour-annual-report-2023-24.html": True,
        "2024-25/harbour-annual-report-2024-25.html": True,
        "2021-22/quay-forum-annual-report-2021-22.html": True,
    }


@pytest.mark.parametrize(
    "targets",
    [
        ("harbour/2023-24",),
        ("harbour/2023/24",),
        ("data/harbour/2023-24/",),
        ("harbour/2023-24", "harbour/2023/24"),
    ],
)
def test_a_year_is_built_once_however_it_is_written(workspace: Path, targets: tuple[str, ...]) -> None:
    """With a hyphen or a slash, or as the shell completes a path."""
    results = run(workspace, targets=targets, formats=("html", "html"), editions=("annual-report",) * 2)
    assert [file.path.name for result in results for file in result.files] == [
        "harbour-annual-report-2023-24.html"
    ]


def test_a_forum_includes_its_years(workspace: Path) -> None:
    """Whichever of the two is asked for first."""
    for targets in (("harbour", "harbour/2023-24"), ("harbour/2023-24", "harbour")):
        assert len(built(run(workspace, targets=targets))) == 3


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (None, ["harbour-annual-report-2023-24.html"]),
        ("en", ["harbour-annual-report-2023-24.html"]),
        ("cy", ["harbour-annual-report-2023-24.cy.html"]),
        ("all", ["harbour-annual-report-2023-24.html", "harbour-annual-report-2023-24.cy.html"]),
    ],
)
def test_only_another_language_is_in_the_name(
    workspace: Path, language: str | None, names: list[str]
) -> None:
    """The first language of a forum needs no suffix."""
    results = run(workspace, targets=("harbour/2023-24",), language=language)
    assert [file.path.name for result in results for file in result.files] == names


def test_a_second_build_writes_nothing(workspace: Path) -> None:
    """Not one file in any format: the same bytes, the same times; and every file is still reported."""
    first = run(workspace, targets=("harbour/2023-24",), formats=())
    before = on_disk(workspace)
    second = run(workspace, targets=("harbour/2023-24",), formats=())
    assert on_disk(workspace) == before
    assert len(before) == 3
    assert built(first) == dict.fromkeys(built(second), True)
    assert set(built(second).values()) == {False}


def test_the_same_bytes_wherever_and_whenever(workspace: Path) -> None:
    """In another folder, process, time zone, locale and with other hashes."""
    run(workspace, targets=("harbour/2023-24",), formats=())
    other = workspace / "somewhere else"
    shutil.copytree(workspace / "data", other / "data")
    elsewhere = {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "annual_report", "build", "harbour/2023-24", "--out", "out"]
    subprocess.run(command, cwd=other, env=os.environ | elsewhere, check=True, capture_output=True)
    for path in (workspace / "reports" / "harbour" / "2023-24").iterdir():
        assert (other / "out" / "harbour" / "2023-24" / path.name).read_bytes() == path.read_bytes(), (
            path.name
        )


# --- what does not exist


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ({"targets": ("harbor",)}, ['"harbor"', "harbour, quay-forum"]),
        ({"targets": ("",)}, ["harbour, quay-forum"]),
        ({"targets": ("../harbour",)}, ["harbour, quay-forum"]),
        ({"targets": ("harbour/2019-20",)}, ['"2019-20"', "2022/23, 2023/24, 2024/25"]),
        ({"targets": ("harbour/forum",)}, ['"forum"', "2022/23, 2023/24, 2024/25"]),
        ({"editions": ("poster",)}, ['"poster"', "annual-report, large-print"]),
        ({"formats": ("odt",)}, ['"odt"', "pdf, docx, html"]),
        ({"formats": ("html",), "editions": ("large-print",)}, ['"html"', "pdf, docx"]),
        ({"language": "de"}, ['"de"', "en, cy"]),
        ({"language": "cy"}, ["quay-forum", "en-GB"]),
        ({"brand": "pepsi"}, ['"pepsi"', "nhs-london, plain"]),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(workspace: Path, asked: Plain, listed: list[str]) -> None:
    """Before anything is written."""
    with pytest.raises(UsageError) as raised:
        run(workspace, **asked)
    assert all(words in str(raised.value) for words in listed), str(raised.value)
    assert not (workspace / "reports").exists()


def test_nothing_recorded_is_told(tmp_path: Path) -> None:
    """An empty folder, and a forum without a year."""
    with pytest.raises(UsageError, match="no forum is recorded here"):
        run(tmp_path)
    write(tmp_path, {"bare/forum.yaml": {"name": "B"}})
    with pytest.raises(UsageError, match="no year of bare is recorded"):
        run(tmp_path)


# --- what stops what


def test_a_broken_forum_stops_only_its_own_reports(workspace: Path) -> None:
    """All of them, whichever of its files is broken; what was built before stays as it was."""
    run(workspace)
    before = on_disk(workspace)
    damage(workspace, "harbour/2022-23.yaml", "text: Pay", "txt: Pay")
    damage(workspace, "quay-forum/2021-22.yaml", "Look into late payments.", "Look again.")
    results = run(workspace)
    assert built(results) == {"2021-22/quay-forum-annual-report-2021-22.html": True}
    assert "data/harbour/2022-23.yaml:5:5 AR201" in told(results)
    after = on_disk(workspace)
    assert {name for name in after if after[name] != before[name]} == {
        "reports/quay-forum/2021-22/quay-forum-annual-report-2021-22.html"
    }


def test_a_reference_to_nothing_stops_a_forum_too(workspace: Path) -> None:
    """A fault between two files is a fault of the forum in whose file it stands."""
    damage(workspace, "harbour/2024-25.yaml", "continues: 2023/24#pay", "continues: 2023/24#pai")
    results = run(workspace)
    assert list(built(results)) == ["2021-22/quay-forum-annual-report-2021-22.html"]
    assert "data/harbour/2024-25.yaml:6:16 AR203" in told(results)


def test_problems_are_told_once_sorted_and_first(workspace: Path) -> None:
    """Those of all forums together, though two of them may read the same file; no notes."""
    damage(workspace, "quay-forum/2021-22.yaml", "outcome: carried forward", "outcom: carried forward")
    damage(workspace, "harbour/2024-25.yaml", "year: 2024/25", "yeer: 2024/25")
    first, *rest = run(workspace)
    assert rest == []
    places = [problem.place for problem in first.problems]
    assert places == sorted(places)
    assert len(told([first])) == len(set(told([first])))
    assert {"data/quay-forum/2021-22.yaml:6:5 AR201", "data/harbour/2024-25.yaml:2:1 AR201"} <= set(
        told([first])
    )
    assert all(problem.severity != "note" for problem in first.problems)


def test_a_broken_layout_stops_every_format_of_a_report(workspace: Path) -> None:
    """Nothing half is written; the old files stay."""
    run(workspace, formats=())
    before = on_disk(workspace)
    broken = workspace / "layouts" / "annual-report" / "contact.html.j2"
    broken.parent.mkdir(parents=True)
    broken.write_text("{% if %}", encoding="utf-8")
    results = run(workspace, formats=())
    assert built(results) == {}
    assert set(told(results)) == {"layouts/annual-report/contact.html.j2:1:1 AR412"}
    assert on_disk(workspace) == before


def test_a_broken_brand_stops_only_its_reports(workspace: Path) -> None:
    """A forum with another brand is built."""
    damage(workspace, "harbour/forum.yaml", "brand: plain", "brand: mauve")
    results = run(workspace)
    assert list(built(results)) == ["2021-22/quay-forum-annual-report-2021-22.html"]
    assert set(told(results)) == {"data/harbour/forum.yaml:18:8 AR414"}


class FakeRenderer:
    """Draws nothing; what it has to say is given."""

    media_type = "text/plain"

    def __init__(self, suffix: str, *problems: Problem) -> None:
        self.suffix = suffix
        self.problems = problems

    def render(self, *_: object) -> Rendered:
        """Return the bytes."""
        return Rendered(self.suffix.encode(), self.problems)


def fake(monkeypatch: pytest.MonkeyPatch, *made: FakeRenderer) -> None:
    """Draw with these instead of our own renderers."""
    by_name = {renderer.suffix: renderer for renderer in made}
    monkeypatch.setattr(renderers, "load", by_name.__getitem__)


def test_a_fault_of_one_renderer_stops_the_others(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that lacks a format would be two reports."""
    fault = Problem("AR501", "error", Place("data/harbour/2023-24.yaml", 9, 1), "no glyph")
    fake(monkeypatch, FakeRenderer("pdf", fault), FakeRenderer("docx"), FakeRenderer("html"))
    results = run(workspace, targets=("harbour/2023-24",), formats=())
    assert built(results) == {}
    assert "data/harbour/2023-24.yaml:9:1 AR501" in told(results)


def test_a_warning_of_a_renderer_stops_nothing(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told beside the files."""
    warning = Problem("AR504", "warning", Place("data/harbour/2023-24.yaml", 9, 1), "a link to nowhere")
    fake(monkeypatch, FakeRenderer("pdf"), FakeRenderer("docx", warning), FakeRenderer("html"))
    results = run(workspace, targets=("harbour/2023-24",), formats=())
    assert len(built(results)) == 3
    assert told(results)[-1].endswith("AR504")


def test_a_file_that_can_not_be_written_stops_no_other(workspace: Path) -> None:
    """The other reports are written; the problem names the file."""
    (workspace / "reports" / f"{YEAR}.html").mkdir(parents=True)
    results = run(workspace, targets=("harbour",))
    assert len(built(results)) == 2
    assert f"reports/{YEAR}.html:1:1 AR601" in told(results)


def test_a_format_that_nothing_here_can_write(workspace: Path) -> None:
    """editions.yml may name formats of other distributions; one that is not installed is a problem."""
    (workspace / "layouts").mkdir()
    text = "annual-report: {layout: annual-report, page: a4, formats: [html, odt]}\n"
    (workspace / "layouts" / "editions.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        run(workspace, formats=())
    assert 'can write the format "odt"' in raised.value.problems[0].message
    assert len(built(run(workspace))) == 4


# --- the record that travels inside


@pytest.fixture
def attached(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], dict[str, bytes]]:
    """Give what a report of a workspace carries."""

    class Keeper(FakeRenderer):
        files: dict[str, bytes] = {}  # noqa: RUF012 - the last report's

        def render(self, document: object, *_: object) -> Rendered:
            self.files = {file.name: file.data for file in document.attachments}  # type: ignore[attr-defined]
            return Rendered(b"")

    def of(workspace: Path) -> dict[str, bytes]:
        keeper = Keeper("html")
        fake(monkeypatch, keeper)
        run(workspace, targets=("harbour/2023-24",))
        return keeper.files

    return of


def test_the_record_travels_without_what_is_private(
    workspace: Path, attached: Callable[[Path], dict[str, bytes]]
) -> None:
    """Every file that the report was made from, in its canonical form."""
    files = attached(workspace)
    assert {"data/harbour/forum.yaml", "data/harbour/2023-24.yaml", "data/harbour/pictures/quay.jpg"} <= set(
        files
    )
    for secret in (b"Given 2023", b"never published", b"First name only", b"keeps the minutes"):
        assert any(secret in (workspace / name).read_bytes() for name in files)
        assert not any(secret in data for data in files.values())


def test_a_forum_that_is_only_referred_to_can_not_smuggle_files(
    workspace: Path, attached: Callable[[Path], dict[str, bytes]]
) -> None:
    """Files that it names outside the workspace, or that are missing, are neither read nor a crash."""
    outside = workspace.parent / f"{workspace.name}-secret.png"
    outside.write_bytes(b"secret")
    (workspace / "data" / "quay-forum" / "link.png").symlink_to(outside)
    damage(
        workspace,
        "quay-forum/forum.yaml",
        "name: Quay Forum\n",
        "name: Quay Forum\npartners: [{logo: {file: link.png}}, {logo: {file: none.png}}]\n",
    )
    files = attached(workspace)
    assert "data/harbour/forum.yaml" in files
    assert not any(b"secret" in data for data in files.values())


# --- the machine


def test_without_a_cache_it_only_takes_longer(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that can't be written is no fault of the record."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(workspace / "data" / "harbour" / "forum.yaml"))
    monkeypatch.setenv("LOCALAPPDATA", str(workspace / "data" / "harbour" / "forum.yaml"))
    assert len(built(run(workspace, targets=("harbour/2023-24",)))) == 1


def test_a_damaged_cache_only_costs_time(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled templates that were cut off are compiled anew."""
    monkeypatch.setattr(conductor, "_cache", (workspace / "cache").joinpath)
    run(workspace, targets=("harbour/2023-24",))
    kept = [path for path in (workspace / "cache").rglob("*.cache") if path.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:60])
    assert built(run(workspace, targets=("harbour/2023-24",))) == {
        "2023-24/harbour-annual-report-2023-24.html": False
    }


def test_an_interruption_goes_on_to_the_caller(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And leaves whole files."""
    run(workspace)
    before = on_disk(workspace)

    def stop(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        run(workspace)
    assert on_disk(workspace) == before
