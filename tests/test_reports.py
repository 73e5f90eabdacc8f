"""The reports of the repository: what a visitor sees first is what the tool makes today."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from annual_report.cli import main

ROOT = Path(__file__).resolve().parent.parent
KEPT = sorted(path for path in (ROOT / "reports").rglob("*") if path.suffix in {".pdf", ".docx", ".html"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the same reports, made now."""
    out = tmp_path_factory.mktemp("reports")
    targets = sorted({str(path.parent.relative_to(ROOT / "reports")) for path in KEPT})
    assert main(["-C", str(ROOT), "-q", "build", *targets, "--out", str(out)]) == 0
    return out


def content(file: Path) -> object:
    """Return what a file holds, whatever library packed it: its parts, unpacked."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as package:
            return {name: package.read(name) for name in package.namelist()}
    if file.suffix == ".pdf":
        with pikepdf.open(file) as pdf:
            streams = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
            return [obj.read_bytes() for obj in streams], len(list(pdf.objects))
    return file.read_bytes()


def test_the_london_and_example_reports_are_kept() -> None:
    """The repository shows both years of London and the last year of the example forum, in three formats."""
    names = {path.name for path in KEPT}
    for stem in (
        "london-spf-annual-report-2023-24",
        "london-spf-annual-report-2024-25",
        "example-forum-annual-report-2024-25",
    ):
        assert {f"{stem}.{suffix}" for suffix in ("pdf", "docx", "html")} <= names


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_a_kept_report_is_what_is_built_today(kept: Path, built: Path) -> None:
    """A fresh build has the same content; `make report` brings a stale one up to date."""
    fresh = built / kept.relative_to(ROOT / "reports")
    assert content(fresh) == content(kept), f"{kept.name} is stale: annual-report build {kept.parent.name}"


def test_importing_nothing_that_help_does_not_need() -> None:
    """`--help` answers without loading a library that draws."""
    command = [sys.executable, "-X", "importtime", "-m", "annual_report", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "annual_report.cli" in loaded
    assert not {"reportlab", "docx", "jinja2", "lxml", "yaml", "markdown_it"} & loaded
