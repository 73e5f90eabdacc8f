"""``metadata/archive.json``: what the tool itself has to know of a package that it made."""

import msgspec
from msgspec import Struct

from annual_report.archive.bag import MalformedError

FILE = "metadata/archive.json"
SCHEMA = 1
"""The version of this file's form; a later one is not guessed at."""


class Follows(Struct, frozen=True):
    """The version before: its identifier and the SHA-512 of its tag manifest, which stands for all of it."""

    identifier: str
    digest: str


class Note(Struct, frozen=True, kw_only=True):
    """What a package holds and what made it.

    ``editions`` are the report's files by language, counted from the bag; ``own`` are the files of the
    workspace in it that make the year what it is, ``others`` those that only travel along; ``record`` those
    of both that PDF and Word file carry.
    """

    schema: int = SCHEMA
    forum: str
    year: str
    version: int
    archived: str
    status: str
    edition: str
    editions: dict[str, tuple[str, ...]]
    own: tuple[str, ...]
    others: tuple[str, ...]
    record: tuple[str, ...]
    follows: Follows | None
    made_with: dict[str, str]

    @property
    def identifier(self) -> str:
        """The version, as every catalogue record of it names it: ``harbour/2023-24/v1``."""
        return f"{self.forum}/{self.year.replace('/', '-')}/v{self.version}"


def write(note: Note) -> bytes:
    """The file's text."""
    return msgspec.json.format(msgspec.json.encode(note), indent=2) + b"\n"


def read(text: bytes) -> Note:
    """The note in a file; raises ``MalformedError`` where it is none that this version understands."""
    try:
        note = msgspec.json.decode(text, type=Note)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MalformedError(str(error)) from None
    if note.schema > SCHEMA:
        raise MalformedError(f"it was written by a later version of annual-report (schema {note.schema})")
    return note
