"""Archives for tests: a workspace to change, packages sealed at a fixed moment, and verdicts in short."""

import shutil
from pathlib import Path

from annual_report.archive.sealing import Order, Sealed, archive
from annual_report.archive.verify import Verdict, verify

ROOT = Path(__file__).resolve().parent.parent
LONDON = ROOT / "data" / "london-spf"
HARBOUR = Path(__file__).parent / "records" / "harbour"
MOMENT = "2026-11-22T10:00:00Z"


def london(folder: Path) -> Path:
    """Return a workspace with the London record alone, for a test to change."""
    shutil.copytree(LONDON, folder / "data" / "london-spf")
    return folder


def harbour(folder: Path) -> Path:
    """Return a workspace with the record that says everything, pictures and sources included."""
    shutil.copytree(HARBOUR, folder, dirs_exist_ok=True)
    return folder


def seal(
    workspace: Path, to: Path, target: str, *, moment: str = MOMENT, draft: bool = False
) -> list[Sealed]:
    """Archive, and return what became of each year."""
    order = Order(workspace=workspace, to=to, targets=(target,), archived=moment, draft=draft)
    return [sealed for sealed in archive(order) if sealed.path or sealed.problems]


def codes(results: list[Sealed]) -> list[str]:
    """Return the codes of the errors among some results."""
    return [p.code for sealed in results for p in sealed.problems if p.severity == "error"]


def verdict(path: Path, *, rebuild: bool = False) -> Verdict:
    """Return the verdict on one package."""
    (found,) = verify(path, rebuild=rebuild)
    return found


def doubts(path: Path) -> set[str]:
    """Return the codes of all that is doubtful about what lies at a path."""
    return {p.code for found in verify(path) for p in found.problems if p.severity != "note"}


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
