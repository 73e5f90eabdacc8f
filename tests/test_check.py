"""`check` says everything at once, within files, across years, in layouts and brands, and changes nothing."""

import shutil
from pathlib import Path

import pytest

from annual_report.check import check
from annual_report.problems import UsageError
from full_record import write

HARBOUR = Path(__file__).parent / "records" / "harbour"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give a copy of the example record."""
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    return tmp_path


def told(workspace: Path, *targets: str) -> list[str]:
    """Give the problems: file, line and code."""
    return [f"{p.place.file}:{p.place.line} {p.code}" for p in check(workspace, targets)]


def damage(workspace: Path, file: str, old: str, new: str) -> None:
    """Change a file of the record."""
    path = workspace / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def files(workspace: Path) -> dict[str, tuple[bytes, int]]:
    """Give every file with its content and time."""
    found = (path for path in workspace.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_it_changes_nothing(workspace: Path) -> None:
    """No report, no schema, no cache in the workspace."""
    before = files(workspace)
    assert check(workspace, ())
    assert files(workspace) == before


def test_the_example_has_no_error(workspace: Path) -> None:
    """And nothing of it is left out by the layout; its problems come in order, each once."""
    problems = check(workspace, ())
    assert {problem.severity for problem in problems} == {"warning", "note"}
    assert "AR431" not in {problem.code for problem in problems}
    assert [problem.place for problem in problems] == sorted(problem.place for problem in problems)
    assert len({str(problem) for problem in problems}) == len(problems)


def test_faults_of_every_kind_at_once(workspace: Path) -> None:
    """A key, a brand, a template, editions.yml: one run names them all."""
    broken = workspace / "data" / "quay-forum" / "2021-22.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("outcome:", "outcom:"), encoding="utf-8")
    home = workspace / "data" / "harbour" / "forum.yaml"
    home.write_text(
        home.read_text(encoding="utf-8").replace("brand: plain", "brand: mauve"), encoding="utf-8"
    )
    found = told(workspace)
    assert "data/quay-forum/2021-22.yaml:6 AR201" in found
    assert "data/harbour/forum.yaml:18 AR414" in found
    layouts = workspace / "layouts"
    (layouts / "annual-report").mkdir(parents=True)
    (layouts / "annual-report" / "events.html.j2").write_text("{{ nobody }}", encoding="utf-8")
    assert "layouts/annual-report/events.html.j2:1 AR412" in told(workspace)
    (layouts / "editions.yml").write_text("annual-report: {layout: x}", encoding="utf-8")
    found = told(workspace)
    assert "data/quay-forum/2021-22.yaml:6 AR201" in found
    assert found.count("layouts/editions.yml:1 AR421") == 2


def test_a_layout_of_ones_own_that_shows_less(workspace: Path) -> None:
    """What it leaves out is named with the place where it was typed."""
    (workspace / "layouts" / "annual-report").mkdir(parents=True)
    for part in ("events", "glossary"):
        (workspace / "layouts" / "annual-report" / f"{part}.html.j2").write_text("", encoding="utf-8")
    notes = [problem for problem in check(workspace, ("harbour",)) if problem.code == "AR431"]
    assert [note.message.rpartition(" ")[2] for note in notes] == ["events", "glossary"]
    assert {note.severity for note in notes} == {"note"}
    assert all(note.place.file == "data/harbour/2023-24.yaml" and note.place.line > 80 for note in notes)


def test_editions_without_the_annual_report(workspace: Path) -> None:
    """Then nobody asked for every field to be shown; the record is checked all the same."""
    (workspace / "layouts").mkdir()
    text = "leaflet: {layout: annual-report, page: a5, formats: [pdf]}\n"
    (workspace / "layouts" / "editions.yml").write_text(text, encoding="utf-8")
    assert "data/harbour/2022-23.yaml:4 AR301" in told(workspace)


def test_a_year_alone(workspace: Path) -> None:
    """What concerns other years is left out, but for errors, which stop its reports."""
    places = told(workspace, "harbour/2022-23")
    assert {line.partition(":")[0] for line in places} == {"data/harbour/2022-23.yaml"}
    damage(workspace, "harbour/2024-25.yaml", "continues:", "continued:")
    assert "data/harbour/2024-25.yaml:6 AR201" in told(workspace, "harbour/2022-23")


def test_what_does_not_exist(workspace: Path) -> None:
    """Is wrong usage here too."""
    with pytest.raises(UsageError, match="harbour, quay-forum"):
        check(workspace, ("nowhere",))


def test_a_forum_without_a_year(tmp_path: Path) -> None:
    """Is sound."""
    write(tmp_path, {"bare/forum.yaml": {"name": "B"}})
    assert [problem for problem in check(tmp_path, ()) if problem.severity != "note"] == []


def test_a_layout_that_does_not_exist(workspace: Path) -> None:
    """Is told once, though every year asks for it."""
    (workspace / "layouts").mkdir()
    text = "annual-report: {layout: nowhere, page: a4, formats: [pdf]}\n"
    (workspace / "layouts" / "editions.yml").write_text(text, encoding="utf-8")
    assert told(workspace).count("layouts/editions.yml:1 AR411") == 1
