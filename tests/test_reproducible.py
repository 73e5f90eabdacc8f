"""The same record gives the same bytes, whoever builds it, wherever and whenever.

What may still differ between platforms is how zlib packs a stream: `verify --rebuild` then compares what is
in the streams (tests/test_verify.py).
"""

import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from archives import ROOT, london, tree

BUILD = ("build", "london-spf")


def build(
    workspace: Path, out: Path, cwd: Path, environment: dict[str, str], before: Sequence[str] = ()
) -> dict[str, bytes]:
    """Build London in a process of its own, with words before its command, and return its files."""
    kept = {
        name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "VIRTUAL_ENV"}
    }
    command = [
        *before,
        sys.executable,
        "-m",
        "annual_report",
        "-C",
        str(workspace),
        *BUILD,
        "--out",
        str(out),
    ]
    subprocess.run(command, cwd=cwd, env=kept | environment, check=True, capture_output=True)
    files = tree(out)
    assert len(files) == 6
    return files


def foreign_locale() -> str:
    """Return a locale of this machine that writes dates and numbers in another way, else C."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            return name
        return "C"
    finally:
        locale.setlocale(locale.LC_ALL, before)


def test_two_environments_give_the_same_bytes(tmp_path: Path) -> None:
    """Folder, user, home and cache, locale, time zone, hash seed, epoch set and unset: not a byte differs."""
    deep = tmp_path / "a folder with blanks" / "ärger" / "x"
    for folder in (tmp_path / "one", deep, tmp_path / "cwd"):
        folder.mkdir(parents=True)
    one = build(
        london(tmp_path / "one"),
        tmp_path / "r1",
        ROOT,
        {
            "HOME": str(tmp_path / "home-1"),
            "USER": "ann",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONHASHSEED": "1",
        },
    )
    two = build(
        london(deep),
        tmp_path / "r2",
        tmp_path / "cwd",
        {
            "HOME": str(tmp_path / "home-2"),
            "USER": "bob",
            "LOGNAME": "bob",
            "LC_ALL": foreign_locale(),
            "LANGUAGE": "cy",
            "TZ": "Pacific/Kiritimati",
            "PYTHONHASHSEED": "4294967295",
            "SOURCE_DATE_EPOCH": "86400",
            "PYTHONUTF8": "1",
        },
    )
    assert one == two


def another_user() -> list[str]:
    """Return the words before a command that make it run as nobody; skip where the system has none.

    A user namespace lets the program be read as before, wherever it lies.
    """
    words = ["unshare", "--user", "--map-user=65534"]
    if shutil.which(words[0]) is None:
        pytest.skip("no unshare on this machine")
    if subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody have a user namespace")
    return words


def test_another_user_gives_the_same_bytes(tmp_path: Path) -> None:
    """The number of a user is in no file."""
    workspace, home = london(tmp_path / "w"), tmp_path / "home"
    mine = build(workspace, tmp_path / "r1", tmp_path, {"HOME": str(home), "USER": "root"})
    nobody = {"HOME": str(home), "USER": "nobody"}
    assert build(workspace, tmp_path / "r2", tmp_path, nobody, another_user()) == mine


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    """Over the files of the first, with what the first left in the cache."""
    workspace = london(tmp_path / "w")
    environment = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    first = build(workspace, tmp_path / "r", tmp_path, environment)
    assert build(workspace, tmp_path / "r", tmp_path, environment) == first
