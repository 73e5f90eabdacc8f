"""The files below a folder, and their checksums: nothing is followed, nothing is overlooked."""

import hashlib
import os
import unicodedata
from pathlib import Path

from msgspec import Struct

from annual_report.archive.bag import ALGORITHM, Entry


class Tree(Struct, frozen=True):
    """What lies below a folder.

    ``files`` gives for each name (with forward slashes, Unicode in its composed form, whatever the file
    system made of it) the path; ``oddities`` are links, devices, empty folders and what can't be listed,
    each with the reason why it has no place there.
    """

    files: dict[str, Path]
    oddities: dict[str, str]


def walk(folder: Path) -> Tree:
    """Everything below a folder, sorted by name."""
    files: dict[str, Path] = {}
    oddities: dict[str, str] = {}
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        name = _name(here, folder)
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            oddities[name] = f"it can't be listed: {_words(error)}"
            continue
        if not entries and here != folder:
            oddities[name] = "it is an empty folder"
        for entry in entries:
            path = Path(entry.path)
            if entry.is_symlink():
                oddities[_name(path, folder)] = "it is a link"
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif not entry.is_file(follow_symlinks=False):
                oddities[_name(path, folder)] = "it is not a file"
            elif (named := _name(path, folder)) in files:
                oddities[named] = "two files differ in nothing but the encoding of their name"
            else:
                files[named] = path
    return Tree(dict(sorted(files.items())), dict(sorted(oddities.items())))


def measure(path: Path) -> Entry | str:
    """The checksum and size of a file, read piece by piece; or in plain words why it can't be read."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, ALGORITHM).hexdigest()
            return Entry(digest, file.tell())
    except OSError as error:
        return _words(error)


def digest_of(data: bytes) -> str:
    """The checksum of some bytes, as manifests have it."""
    return hashlib.new(ALGORITHM, data).hexdigest()


def _name(path: Path, folder: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())


def _words(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
