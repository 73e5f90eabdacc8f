"""What a file is known by, and which files there are: cheap to ask, for most have not changed."""

import os
import sys
import zlib
from collections.abc import Iterator
from typing import Any

Print = list[Any]
"""A file as it was: when its content and its entry last changed (nanoseconds), its size in bytes, and the
SHA-256 of its content. The first three are looked at first; where they differ, the content decides."""

PACKAGE = os.path.dirname(os.path.abspath(__file__))
TICK = 20_000_000
"""Nanoseconds within which two changes of a file may bear the same time: a kernel's clock ticks."""
COARSE = 2_000_000_000
"""The same where a file system counts whole seconds, or two of them as FAT does."""


def fingerprint(path: str) -> Print:
    """A file as it is now. Raises ``OSError`` where it can't be read."""
    known = times(path)
    known[3] = digest(path)
    return known


def times(path: str) -> Print:
    """A file as it is now, but for its content: with other times it counts as another file.

    Raises ``OSError`` where there is none.
    """
    seen = os.stat(path)
    return [seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, ""]


def digest(path: str) -> str:
    """The SHA-256 of a file's content. Raises ``OSError`` where it can't be read."""
    import hashlib

    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def changed_since(known: Print, moment: int) -> bool:
    """Whether a file may have changed at or after a moment (nanoseconds of the clock)."""
    latest = max(known[0], known[1])
    return bool(latest > moment - (COARSE if latest % 1_000_000_000 == 0 else TICK))


def is_same(path: str, known: Print) -> bool:
    """Whether a file has the content that it had; its new times are put into ``known``."""
    try:
        seen = os.stat(path)
        times = [seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size]
        if times == known[:3]:
            return True
        if seen.st_size != known[2] or digest(path) != known[3]:
            return False
    except OSError:
        return False
    known[:3] = times
    return True


def record(folder: str) -> dict[str, str]:
    """The files of a forum's record, by name; none where there is no such folder."""
    return {name: path for name, path, is_folder in listing(folder) if not is_folder and _is_record(name)}


def recorded(data: str) -> list[str]:
    """The folders that hold a record, sorted by name."""
    return sorted(name for name, path, is_folder in listing(data) if is_folder and record(path))


def _is_record(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))


def tree(folder: str, *, beside: frozenset[str] = frozenset()) -> dict[str, str]:
    """Every file in a folder and below it, by its path from there, but for those folders ``beside``."""
    found: dict[str, str] = {}
    waiting = [("", folder)]
    while waiting:
        above, where = waiting.pop()
        for name, path, is_folder in listing(where):
            if not is_folder or os.path.islink(path):
                found[above + name] = (
                    path  # a link to a folder can't be read as a file, and so is never as it was
                )
            elif name not in beside:
                waiting.append((f"{above}{name}/", path))
    return found


def listing(folder: str) -> Iterator[tuple[str, str, bool]]:
    """What lies in a folder and does not begin with a dot: name, path, whether it is a folder itself."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    yield entry.name, entry.path, entry.is_dir()
    except OSError:
        return


def source() -> dict[str, str]:
    """The files of this package, but for the built-in layouts, which are looked at one by one."""
    return tree(PACKAGE, beside=frozenset(("__pycache__", "_layouts")))


def builtin() -> str:
    """The folder of the built-in layouts, as ``layout`` has it, without what importing that costs."""
    packaged = os.path.join(PACKAGE, "_layouts")
    return packaged if os.path.isdir(packaged) else os.path.join(PACKAGE, "..", "..", "layouts")


def made_with() -> list[str]:
    """Every release that has a say in the bytes of a file: Python, zlib and all that is installed."""
    installed: list[str] = []
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        installed += [name for name in names if name.endswith((".dist-info", ".egg-info"))]
    return [sys.version, sys.platform, zlib.ZLIB_RUNTIME_VERSION, PACKAGE, *sorted(installed)]
