"""The repository can be handed on: nothing in it knows where it was made, and its lists agree."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {"reports", "data", "layouts", "src", "tests"} | {
    *("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
    *("pyproject.toml", "requirements.txt", "Makefile"),
}
# Patterns that do not match themselves, so that this file may stand among those it looks at.
FORBIDDEN = {
    "the address of a package index": r"pypi[.]org|python[h]osted|npmjs[.]org|deb[.]debian[.]org",
    "a path of one machine": r"/(?:work|tmp|root|home/[a-z]+)/",
}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".yml",
    ".yaml",
    ".json",
    ".java",
    ".html",
    ".css",
    ".cfg",
    ".jinja",
    "",
}


def tracked() -> list[str]:
    """Return the files of the repository, those not yet committed included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in listed.split("\0") if name and (ROOT / name).exists())


def traces(name: str, text: str) -> Iterator[str]:
    """Yield what a text tells of the place that it was made in."""
    for what, pattern in FORBIDDEN.items():
        for found in re.finditer(pattern, text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{name}:{line}: {what}: {found[0]}"


def test_the_top_level_holds_what_a_visitor_expects() -> None:
    """Whatever else there is has a folder that it belongs in."""
    top = {name.partition("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_tells_where_it_was_made() -> None:
    """No index, no mirror, no path of one machine: the files serve everyone alike."""
    files = [name for name in tracked() if Path(name).suffix in TEXT]
    assert files
    assert [line for name in files for line in traces(name, (ROOT / name).read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("words", ["see npmjs·org", "cd |tmp|x", "in |home|me|x"])
def test_a_trace_is_found(words: str) -> None:
    """Each kind of trace is found, with its line."""
    assert "file:2: " in "".join(traces("file", "\n" + words.replace("|", "/").replace("·", ".")))


def pins() -> dict[str, str]:
    """Return the version that requirements.txt pins each package to."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return {name.lower(): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def asked() -> Iterator[Requirement]:
    """Yield everything that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in (
        *project["dependencies"],
        *(r for extra in project["optional-dependencies"].values() for r in extra),
    ):
        yield Requirement(line)


UNPINNED = {"justmytype-intl-cjk"}
"""Fonts of 30 MB that the tests draw stand-ins for; whoever wants them installs the extra scripts."""


def test_the_pins_are_those_that_pyproject_asks_for() -> None:
    """A range that was changed without ``make pins`` is found."""
    pinned = pins()
    wrong = [r for r in asked() if not r.specifier.contains(pinned.get(r.name.lower(), "0"))]
    assert {r.name for r in wrong} == UNPINNED


def test_every_pin_has_its_hash() -> None:
    """One package without a hash would make pip refuse the whole list."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_reports_need_only_the_first_part() -> None:
    """``make report`` installs part 1: all that the package asks for is in it, and the test tools are not."""
    first, _, second = (ROOT / "requirements.txt").read_text(encoding="utf-8").partition("\n# Part 2")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in (*project["dependencies"], *project["optional-dependencies"]["build"]):
        assert f"\n{Requirement(line).name.lower()}==" in first
    assert "\npytest==" in second


def test_hooks_run_our_own_tools() -> None:
    """A hook that fetched its own ruff could disagree with the pinned one."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    assert all(hook["entry"].startswith(".venv/bin/python -m ") for hook in hooks)
