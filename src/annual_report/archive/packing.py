"""A bag in the making: it grows in a hidden folder and takes its place in one step, or not at all."""

import errno
import os
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from annual_report import output
from annual_report.archive import bag
from annual_report.archive.bag import Entry
from annual_report.archive.tree import digest_of, measure


class Packing:
    """Packs one bag: enter it, put files into it, ``seal`` it, and ``place`` it.

    Whatever happens before ``place``, the hidden folder is gone afterwards; one that a killed process left
    is removed by the next. Everything raises ``OSError`` where the disk refuses.
    """

    def __init__(self, home: Path, name: str) -> None:
        """``home`` is the folder that the bag will lie in, under ``name``."""
        self.home = home
        self.name = name
        self.folder = output.beside(home / name)
        self.entries: dict[str, Entry] = {}

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        output.sweep(self.home)
        shutil.rmtree(self.folder, ignore_errors=True)  # of a process that had our number before us
        self.folder.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, name: str, data: bytes) -> None:
        """Write a file; ``name`` is counted from the bag, with forward slashes."""
        path = self._made(name)
        with path.open("wb") as file:
            file.write(data)
            _to_disk(file.fileno())
        self._enter(name, Entry(digest_of(data), len(data)))

    def copy(self, name: str, source: Path) -> None:
        """Copy a file, piece by piece."""
        path = self._made(name)
        with source.open("rb") as original, path.open("wb") as file:
            shutil.copyfileobj(original, file, 1 << 20)
            file.flush()
            _to_disk(file.fileno())
        self.take(name)

    def take(self, name: str) -> None:
        """Count a file that was written below ``folder`` by somebody else."""
        measured = measure(self.folder / name)
        if isinstance(measured, str):
            raise OSError(measured)
        self._enter(name, measured)

    def payload(self) -> dict[str, Entry]:
        """The files of the payload."""
        return {name: entry for name, entry in self.entries.items() if name.startswith(bag.PAYLOAD)}

    def seal(self, fields: Iterable[tuple[str, str]]) -> None:
        """Write the declaration, the description and the manifests; nothing can be put in afterwards."""
        payload = self.payload()
        self.put(bag.DECLARATION_FILE, bag.DECLARATION)
        self.put(bag.INFO_FILE, bag.info([*fields, ("Payload-Oxum", bag.oxum(payload.values()))]))
        self.put(bag.MANIFEST_FILE, bag.manifest(payload))
        tags = {name: entry for name, entry in self.entries.items() if name not in payload}
        self.put(bag.TAG_MANIFEST_FILE, bag.manifest(tags))
        for folder in sorted({(self.folder / name).parent for name in self.entries}):
            _folder_to_disk(folder)

    def place(self) -> Path:
        """Give the sealed bag its name; raises ``FileExistsError`` where something has that name."""
        path = self.home / self.name
        if path.exists() or path.is_symlink():
            raise FileExistsError(f"{path} exists")
        self.folder.rename(path)
        _folder_to_disk(self.home)
        return path

    def _made(self, name: str) -> Path:
        if not self.folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, "the folder has vanished", str(self.folder))
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _enter(self, name: str, entry: Entry) -> None:
        self.entries[unicodedata.normalize("NFC", name)] = entry


def _to_disk(descriptor: int) -> None:
    os.fsync(descriptor)


def _folder_to_disk(folder: Path) -> None:
    """Make names last, where the system has a way to ask for it (Windows has none, and needs none)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
