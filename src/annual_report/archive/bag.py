"""BagIt as RFC 8493 has it, version 1.0: the names and the text of a bag's tag files.

Everything is a value here. What is written is always written alike (entries sorted by name, two blanks,
lower case), so that the tag files of a bag of ours can be told byte for byte from what is in it.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

ALGORITHM = "sha512"
DECLARATION_FILE = "bagit.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO_FILE = "bag-info.txt"
MANIFEST_FILE = f"manifest-{ALGORITHM}.txt"
TAG_MANIFEST_FILE = f"tagmanifest-{ALGORITHM}.txt"
PAYLOAD = "data/"
"""What every file of the payload begins with; all others are tag files."""


class Entry(Struct, frozen=True):
    """A file of a bag: its checksum (hex digits) and its size in bytes."""

    digest: str
    size: int


class MalformedError(Exception):
    """A tag file that can't be read; the message says why, in plain words."""


def is_portable(name: str) -> bool:
    """Whether a name can stand in a manifest and be read alike by every tool.

    RFC 8493 (2.1.3) writes a percent sign as ``%25``, which the Library of Congress' own tool does not read
    back; blanks at the end and control characters get lost in others.
    """
    return name.isprintable() and "%" not in name and "\\" not in name and name == name.strip()


def manifest(entries: Mapping[str, Entry]) -> bytes:
    """The text of a manifest (RFC 8493, 2.1.3)."""
    return "".join(f"{entry.digest}  {name}\n" for name, entry in sorted(entries.items())).encode()


def read_manifest(text: bytes) -> dict[str, str]:
    """The checksums of a manifest by file, lower case.

    Raises ``MalformedError`` for a line that is none, a file named twice, or a path out of the bag.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(_lines(text), 1):
        digest, _, rest = line.partition(" ")
        name = rest.lstrip(" \t").removeprefix("*").removeprefix("./")
        if not digest or not name or digest.strip("0123456789abcdefABCDEF"):
            raise MalformedError(f"line {number} is no checksum and file name")
        if name.startswith(("/", "~")) or "\\" in name or ".." in name.split("/"):
            raise MalformedError(f"line {number} names a file outside the bag")
        if name in found:
            raise MalformedError(f"line {number} names {name} a second time")
        found[name] = digest.lower()
    return found


def info(fields: Iterable[tuple[str, str]]) -> bytes:
    """The text of ``bag-info.txt`` (RFC 8493, 2.2.2): a line for each field that has a value."""
    return "".join(f"{key}: {' '.join(value.split())}\n" for key, value in fields if value.strip()).encode()


def read_info(text: bytes) -> dict[str, str]:
    """The fields of ``bag-info.txt`` or ``bagit.txt``; lines that go on begin with a blank.

    Raises ``MalformedError`` for a line that is no field.
    """
    found: dict[str, str] = {}
    last = ""
    for number, line in enumerate(_lines(text), 1):
        key, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and last:
            found[last] += f" {line.strip()}"
        elif colon and key.strip():
            last = key.strip()
            found.setdefault(last, value.strip())
        else:
            raise MalformedError(f"line {number} is no field")
    return found


def oxum(entries: Iterable[Entry]) -> str:
    """The sum of a payload (``Payload-Oxum``): bytes, a point, files."""
    sizes = [entry.size for entry in entries]
    return f"{sum(sizes)}.{len(sizes)}"


def _lines(text: bytes) -> list[str]:
    try:
        lines = text.decode().split("\n")
    except UnicodeDecodeError:
        raise MalformedError("it is not text in UTF-8") from None
    return [line.removesuffix("\r") for line in lines if line.strip()]
