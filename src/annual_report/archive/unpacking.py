"""A ZIP or tar file of one package, unpacked for a while: nothing in it is trusted before it is looked at."""

import lzma
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from annual_report.archive.codes import problem
from annual_report.problems import ReportError

SUFFIXES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")
MOST_BYTES = 20_000_000_000
MOST_FILES = 200_000
_GROWTH = 300
_LEAST_ALLOWANCE = 1_000_000_000


class _RefusedError(Exception):
    """Why a packed file is not unpacked, in plain words."""


def is_packed(path: Path) -> bool:
    """Whether a file's name is that of a ZIP or tar file."""
    return path.name.lower().endswith(SUFFIXES)


@contextmanager
def unpacked(path: Path, named: str) -> Iterator[Path]:
    """A folder with what is packed in a file, gone afterwards.

    ``named`` is the file as problems name it. Raises ``ReportError`` (AR630) for a file that is damaged or
    refused.
    """
    with tempfile.TemporaryDirectory(prefix="annual-report-") as scratch:
        folder = Path(scratch)
        try:
            if zipfile.is_zipfile(path):
                _unzip(path, folder)
            else:
                _untar(path, folder)
        except _RefusedError as error:
            raise ReportError([problem("AR630", named, f"it is not unpacked: {error}")]) from None
        except (
            *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError),
            *(EOFError, NotImplementedError, RuntimeError, ValueError, OSError),
        ) as error:
            words = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise ReportError([problem("AR630", named, f"it can't be unpacked: {words.lower()}")]) from None
        yield folder


class _Room:
    """What may still be unpacked; a packed file promises little and can be endless."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.folder = folder
        self.left = min(max(_LEAST_ALLOWANCE, _GROWTH * path.stat().st_size), MOST_BYTES)
        self.files = 0

    def take(self, name: str, size: int, content: IO[bytes]) -> None:
        """Write one file below the folder."""
        self.files += 1
        self.left -= size
        if self.left < 0 or self.files > MOST_FILES:
            raise _RefusedError("it unpacks to much more than it is")
        target = self.folder / _safe(name)
        if target.exists():
            raise _RefusedError(f"{name!r} is in it twice")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            shutil.copyfileobj(content, file, 1 << 20)

    def folder_named(self, name: str) -> None:
        """Make a folder, which counts where it stays empty."""
        self.files += 1
        if self.files > MOST_FILES:
            raise _RefusedError("it has folders without end")
        (self.folder / _safe(name)).mkdir(parents=True, exist_ok=True)


def _safe(name: str) -> Path:
    """A name that stays below the folder that it is unpacked to."""
    parts = name.rstrip("/").split("/")
    parts = parts[1:] if parts[:1] == ["."] else parts
    if not parts or "\\" in name or "\0" in name or name[1:2] == ":" or {"", ".", ".."} & set(parts):
        raise _RefusedError(f"the name {name[:200]!r} leads out of its folder")
    return Path(*parts)


def _unzip(path: Path, folder: Path) -> None:
    room = _Room(path, folder)
    with zipfile.ZipFile(path) as package:
        for entry in package.infolist():
            kind = entry.external_attr >> 28  # the type of file, where a Unix system packed it
            if entry.flag_bits & 1:
                raise _RefusedError("it is encrypted")
            if entry.is_dir():
                room.folder_named(entry.filename)
            elif kind in {0, 0o10}:
                with package.open(entry) as content:
                    room.take(entry.filename, entry.file_size, content)
            else:
                raise _RefusedError(f"{entry.filename!r} is a link or no file")


def _untar(path: Path, folder: Path) -> None:
    room = _Room(path, folder)
    with tarfile.open(path) as package:
        for member in package:
            if member.isdir():
                if member.name not in {".", "./"}:
                    room.folder_named(member.name)
            elif member.isreg() and not member.issparse():
                content = package.extractfile(member)
                assert content is not None  # noqa: S101 - a regular file has content
                room.take(member.name, member.size, content)
            else:
                raise _RefusedError(f"{member.name!r} is a link or no file")
