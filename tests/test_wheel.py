"""The built wheel is the whole product: it begins a record and builds its report in an empty folder."""

import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with the unpacked wheel, which nobody may write to."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(wheel) as parts:
        parts.extractall(unpacked)
    _allow(unpacked, writing=False)
    yield unpacked
    _allow(unpacked, writing=True)


def _allow(folder: Path, *, writing: bool) -> None:
    for path in [folder, *folder.rglob("*")]:
        mode = path.stat().st_mode
        path.chmod(mode | stat.S_IWUSR if writing else mode & ~0o222)


def run(package: Path, folder: Path, *arguments: str) -> str:
    """Run the command of the wheel, standing in ``folder``; return what it printed."""
    # Coverage is measured of the checkout: its unpacked copy would count as code that nobody tests.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment = {**kept, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "annual_report", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_an_empty_folder_to_a_report(package: Path, tmp_path: Path) -> None:
    """`new`, then `build`: three files, out of the wheel's own layouts, and the wheel is as it was."""
    before = sorted(path for path in package.rglob("*") if path.is_file())
    where = "import annual_report, sys; sys.stdout.write(annual_report.__file__)"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment = {**kept, "PYTHONPATH": str(package)}
    used = subprocess.run([sys.executable, "-c", where], env=environment, capture_output=True, check=True)
    assert Path(used.stdout.decode()).is_relative_to(package)
    assert len(run(package, tmp_path, "new", "my-forum", "2025-26").splitlines()) == 2
    built = run(package, tmp_path, "build").splitlines()
    assert [Path(line).suffix for line in built] == [".pdf", ".docx", ".html"]
    assert all((tmp_path / line).stat().st_size for line in built)
    assert sorted(path for path in package.rglob("*") if path.is_file()) == before


def test_every_layout_travels_along(package: Path) -> None:
    """What layouts/ holds in a checkout is in the wheel."""
    packed = package / "annual_report" / "_layouts"
    kept = {path.relative_to(ROOT / "layouts") for path in (ROOT / "layouts").rglob("*") if path.is_file()}
    assert kept == {path.relative_to(packed) for path in packed.rglob("*") if path.is_file()}
