"""Workspaces for the tests of handouts: a forum written in a test, built through the conductor."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf

from annual_report.build import Request, Result, build

ONLINE = "https://example.org/forum/2023-24?from=paper&lang=cy"


def workspace(folder: Path, year: str, *, forum: str = "name: Harbour Forum\n") -> Path:
    """Write one forum with one year, 2023/24; give the workspace."""
    home = folder / "data" / "harbour"
    home.mkdir(parents=True, exist_ok=True)
    (home / "forum.yaml").write_text(forum, encoding="utf-8")
    (home / "2023-24.yaml").write_text(f"year: 2023/24\n{year}", encoding="utf-8")
    return folder


def run(home: Path, edition: str, *formats: str, **asked: object) -> list[Result]:
    """Build one edition; give the results."""
    request = {"workspace": home, "out": home / "reports", "editions": (edition,), "formats": formats}
    return list(build(Request(**(request | asked))))  # type: ignore[arg-type]


def built(home: Path, edition: str, *formats: str, **asked: object) -> dict[str, bytes]:
    """Build one edition without an error; give the files by name."""
    results = run(home, edition, *formats, **asked)
    told = [str(problem) for result in results for problem in result.problems if problem.severity == "error"]
    assert not told, "\n".join(told)
    return {file.path.name: file.path.read_bytes() for result in results for file in result.files}


def pages(data: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def words(file: Path) -> str:
    """The words of a PDF in reading order, blanks squeezed."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"]
    return " ".join(subprocess.run(command, capture_output=True, check=True).stdout.decode().split())


def command(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    line = [sys.executable, "-m", "annual_report", "-C", str(home), *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False)
