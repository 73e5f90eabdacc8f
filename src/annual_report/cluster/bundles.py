"""The files that a report is made from, as bytes that can travel, named by their content.

A bundle is the record of a forum with the files that it names, or the layouts of a workspace. Its name is its
checksum, so that what a worker has already is not sent again.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from annual_report.problems import Place, Problem, ReportError
from annual_report.record import files

LAYOUTS = "layouts"


class Bundle(Struct, frozen=True):
    """Files by name (relative to the workspace, with forward slashes) as one piece of bytes."""

    digest: str
    data: bytes


def bundle(content: dict[str, bytes]) -> Bundle:
    """Files as a bundle: the same files always make the same one."""
    data = msgspec.msgpack.encode(dict(sorted(content.items())))
    return Bundle(hashlib.sha256(data).hexdigest(), data)


def layouts(workspace: Path) -> Bundle:
    """The layouts of a workspace, brands and printers among them; those built in are the workers' own.

    Raises ``ReportError`` (AR605) where something is a link: what it leads to may lie anywhere.
    """
    content: dict[str, bytes] = {}
    linked: list[str] = []
    for folder, folders, names in os.walk(workspace / LAYOUTS):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(names)):
            path = Path(folder, name)
            if path.is_symlink():
                linked.append(path.relative_to(workspace).as_posix())
            elif path.is_file() and not name.startswith("."):
                content[path.relative_to(workspace).as_posix()] = path.read_bytes()
    if linked:
        hint = "a cluster is sent files: put the file itself there"
        raise ReportError([Problem("AR605", "error", Place(name), "it is a link", hint) for name in linked])
    return bundle(content)


def records(workspace: Path, folders: Sequence[str]) -> tuple[Bundle, ...] | None:
    """The records of some forums and of those that they refer to, a bundle each, with the files they name.

    None where one of these files can't be had: what is wrong with it has to be said here, where it lies.
    """
    from annual_report.record.loading import named_files, read_forums

    reading = read_forums(workspace, folders)
    found: list[Bundle] = []
    for forum in reading.record.forums:
        content: dict[str, bytes] = {}
        named = (file.path for file in named_files(forum))
        for name in dict.fromkeys((*files.record_files(workspace, forum.folder), *named)):
            if name is not None:
                data = files.named_bytes(workspace, name)
                if isinstance(data, str):
                    return None
                content[name] = data
        found.append(bundle(content))
    return tuple(found)


def lay(folder: Path, data: bytes) -> list[Path]:
    """Lay the files of a bundle out in a folder, but for those that are there; give those that were not.

    Raises ``ValueError``, and writes nothing, where a name leads out of the folder.
    """
    content = msgspec.msgpack.decode(data, type=dict[str, bytes])
    for name in content:
        if not _is_inside(name):
            raise ValueError(f"{name!r} leads out of its folder")
    laid: list[Path] = []
    for name, written in content.items():
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written)
            laid.append(path)
    return laid


def _is_inside(name: str) -> bool:
    """Whether a name is one of a file below the folder that it is counted from, on any system."""
    parts = name.split("/")
    return {"", ".", ".."}.isdisjoint(parts) and {"\\", ":", "\0"}.isdisjoint(name)


@contextmanager
def laid_out(folder: Path, bundles: Sequence[bytes]) -> Iterator[None]:
    """The files of bundles, in a folder for as long as the block runs; layouts that are there stay."""
    laid: list[Path] = []
    try:
        for data in bundles:
            laid += lay(folder, data)
        yield
    finally:
        for path in laid:
            path.unlink(missing_ok=True)
        for top in {PurePosixPath(path.relative_to(folder)).parts[0] for path in laid} - {LAYOUTS}:
            shutil.rmtree(folder / top, ignore_errors=True)


def empty(folder: Path) -> None:
    """Make a folder that nobody else may look into, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
