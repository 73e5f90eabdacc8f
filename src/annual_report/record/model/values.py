"""The values that a record is made of: texts, dates, quantities, amounts, references.

Every value knows its ``address`` (the field it is, ``2023-24:priorities#pay.text``) and its
``place`` (where it stands in the file), so that any later stage can name both.
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Struct

from annual_report.problems import Place

Form = Literal[
    "text", "url", "web", "email", "sha256", "currency", "language", "colour", "year", "folder", "file",
    "code", "rating", "schema", "path", "day", "choice",
]  # fmt: skip
"""What a value must look like, beyond being text."""


class Key(Struct, frozen=True):
    """What the record format says of one key: the source for reading, schema and documentation.

    ``name`` is the key as it is written in a file, where Python has another use for that word;
    ``form`` narrows a text; ``choices`` are the words that can stand there; ``single`` allows one
    item in the place of a list; ``shown`` is false for keys that no document is meant to print
    (record format, rule 15).
    """

    meaning: str
    example: str = ""
    name: str | None = None
    form: Form = "text"
    choices: tuple[str, ...] = ()
    single: bool = False
    shown: bool = True


class Entity(Struct, frozen=True, kw_only=True):
    """Anything that is written as a mapping of keys."""

    shorthand: ClassVar[str | None] = None  # the field that a plain sentence in its place stands for
    one_of: ClassVar[tuple[str, ...]] = ()  # the fields of which at least one is needed
    address: str
    place: Place


class Identified(Entity, frozen=True, kw_only=True):
    """An entity that others can refer to (rule 4).

    ``id_written`` is false for a default id; ``id_shared`` is true for a default that had to be
    told apart from an equal one, so that nothing can refer to it safely.
    """

    id_from: ClassVar[tuple[str, ...]] = ()  # the fields whose words make the default, the first recorded one
    id: str
    id_written: bool = False
    id_shared: bool = False


class _Versions(Struct, frozen=True):
    """A text in one or more languages; the first version is the one that always exists."""

    versions: tuple[tuple[str, str], ...]
    address: str
    place: Place

    @property
    def source(self) -> str:
        """The text as typed, in the first language it is recorded in."""
        return self.versions[0][1]

    @property
    def languages(self) -> tuple[str, ...]:
        """The language tags that this text is recorded in."""
        return tuple(tag for tag, _ in self.versions)

    def in_language(self, tag: str) -> tuple[str, str]:
        """The language used and the text: that of ``tag``, else that of the first version."""
        for version in self.versions:
            if version[0] == tag:
                return version
        return self.versions[0]


class Words(_Versions, frozen=True):
    """Text that is printed exactly as typed: a name, a title, a label, an address."""


class Prose(_Versions, frozen=True):
    """Rich text: sentences in the subset of CommonMark that rule 2 describes."""


class Token(Struct, frozen=True):
    """A value of fixed form that is the same in every language: a file, a status, a checksum."""

    text: str
    address: str
    place: Place

    def __str__(self) -> str:
        return self.text


class When(Struct, frozen=True):
    """A date as it was typed: a year, a month, a day, or words (then ``year`` is ``None``)."""

    words: Words
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def source(self) -> str:
        """The date as typed, in the first language it is recorded in."""
        return self.words.source

    @property
    def address(self) -> str:
        """The address of the field."""
        return self.words.address

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.words.place

    @property
    def date(self) -> dt.date | None:
        """The day, where a whole date was typed."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)


class Quantity(Entity, frozen=True, kw_only=True):
    """A number with what qualifies it, or words in a number's place.

    ``value`` is printed as typed; ``number`` is what was read from it, ``None`` for words
    ("no official target").
    """

    shorthand: ClassVar[str | None] = "value"
    value: Annotated[Words, Key("The number, printed as typed; or words in its place.", "7.1")]
    number: Decimal | None = None
    qualifier: Annotated[Words | None, Key("What to say before the number.", "about")] = None


class Baseline(Quantity, frozen=True, kw_only=True):
    """The value that a measure is compared with, and when it was taken."""

    year: Annotated[Words | None, Key("The year it is of.", "2021/22")] = None


class Amount(Struct, frozen=True):
    """A sum of money: printed as typed, read as a number for the sums (``None`` if it is not one)."""

    words: Words
    number: Decimal | None = None

    @property
    def source(self) -> str:
        """The amount as typed."""
        return self.words.source

    @property
    def address(self) -> str:
        """The address of the field."""
        return self.words.address

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.words.place


class Reference(Struct, frozen=True):
    """A pointer to an entity: ``id``, ``2024/25#id`` or ``forum/2024/25#id`` (rule 5).

    ``year`` is a label with a slash (``2024/25``); ``None`` means the same file, as ``forum``
    ``None`` means the same forum.
    """

    source: str
    forum: str | None
    year: str | None
    id: str
    address: str
    place: Place
