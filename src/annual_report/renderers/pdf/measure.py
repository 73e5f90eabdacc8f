"""The faces of a build: how wide words are, which characters can be drawn, and in which face."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import structs

from annual_report.design import Face, Shelf, Weight
from annual_report.document.blocks import Document
from annual_report.renderers.pdf.truetype import metrics
from annual_report.scripts import MARKS, settable

_IGNORED = dict.fromkeys(
    (
        *(0xAD, 0x34F, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x2060, 0x2065)),
        *(*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
    )
)
"""Characters without a shape of their own (Unicode, Default_Ignorable_Code_Point): hyphenation and joining
hints, direction marks, variation selectors."""


_LOW = 18
"""How far the middle of a line lies below that of its capitals, in thousandths of the type size."""

_UNSPACED = frozenset(map(ord, "\u1361\u3042\u30a2\u4e00\ua000"))
"""A letter or two of each writing whose lines may end without a blank."""

_LANGUAGE = r'"language":"([\w-]+)"'
"""The language of a part of a document, where that is written out."""

_WORDS = 50_000
"""Words whose widths are remembered: those of the longest reports."""


class Widths(dict[str, float]):
    """Words and their widths in thousandths of the type size, each measured once."""

    def __init__(self, characters: dict[int, float], default: float) -> None:
        super().__init__()
        self._of = _Characters(characters, default).__getitem__

    def __missing__(self, word: str) -> float:
        if len(self) >= _WORDS:
            self.clear()
        width = self[word] = float(sum(map(self._of, word)))
        return width


class _Characters(dict[str, float]):
    """The width of each character, once it was asked for."""

    def __init__(self, widths: dict[int, float], default: float) -> None:
        super().__init__()
        self._widths = widths
        self._default = default

    def __missing__(self, character: str) -> float:
        width = self[character] = self._widths.get(ord(character), self._default)
        return width


class Cut:
    """One face, ready to be measured; ``font`` loads it for drawing.

    ``middle`` and ``capital`` are parts of the type size: how far the baseline lies below the middle of the
    line, and how high a capital is. Faces of every make stand level, because both come from their capitals;
    one that helps out stands as the face that it helps (``beside``). ``sides`` is the blank
    before each figure; ``marks`` are what can't stand by itself and so is not ``covered``; ``unspaced`` is
    whether the face has letters of writing without blanks.
    """

    def __init__(self, face: Face, beside: "Cut | None" = None) -> None:
        self.name = face.name
        self.family = face.family
        self.weight = face.weight
        self._face = face
        shape = metrics(face.data)
        self.unspaced = not _UNSPACED.isdisjoint(shape.widths)
        self.marks = frozenset(map(chr, shape.widths.keys() & MARKS))
        self.covered = frozenset(map(chr, shape.widths)) - self.marks | {" ", "\u00a0"}
        self.widths = Widths(shape.widths | {0xA0: shape.widths[32]}, shape.default)
        self.middle: float = beside.middle if beside else (shape.capital / 2 - _LOW) / 1000
        self.capital: float = beside.capital if beside else shape.capital / 1000
        self.sides = {chr(code): side / 1000 for code, side in shape.sides.items()}

    @property
    def data(self) -> bytes:
        """The file of the face."""
        return self._face.data

    @property
    def font(self) -> Any:  # noqa: ANN401 - ReportLab has no types
        """The face as ReportLab draws it."""
        return _load(self._face)


@lru_cache(maxsize=16)
def _cut(face: Face, beside: Cut | None = None) -> Cut:
    """A face of a brand, measured once for all reports that are made in a process."""
    return Cut(face, beside)


@lru_cache(maxsize=8)
def _load(face: Face) -> Any:  # noqa: ANN401 - ReportLab has no types
    from annual_report.renderers.pdf.typeface import Typeface

    return Typeface(face)


class Faces:
    """The faces of a design, in the order in which they are asked for a character.

    The brand's own come first. What they lack is asked of ``shelves``, once for all that a document says.
    """

    def __init__(self, faces: tuple[Face, ...], shelves: tuple[Shelf, ...] = ()) -> None:
        self.cuts = [_cut(face) for face in faces]
        self.regular = self._primary(400)
        self.strong = self._primary(600)
        self._own = tuple(self.cuts)
        self._shelves = shelves
        self._asked: set[str] = set()

    def _primary(self, weight: Weight) -> int:
        weights = [cut.weight for cut in self.cuts]
        return weights.index(weight) if weight in weights else 0

    def primary(self, weight: Weight) -> int:
        """The number of the face that text of this weight is set in."""
        return self.strong if weight == 600 else self.regular

    def draws(self, text: str, face: int) -> bool:
        """Whether a face has every character of a text."""
        return self.cuts[face].covered.issuperset(text)

    def missing(self, text: str, document: Document) -> list[str]:
        """The characters of a text that no face has, in their order; shelves are asked first."""
        if self._shelves:
            lacking = self._lacking(text) - self._asked
            if lacking:
                everything = msgspec.json.encode(structs.replace(document, attachments=())).decode()
                parts = Counter(re.findall(_LANGUAGE, everything))
                languages = (document.metadata.language, *(name for name, _ in parts.most_common()))
                self._ask(lacking | self._lacking(settled(everything)) - self._asked, languages)
        return [c for c in dict.fromkeys(text) if not any(_has(cut, c) for cut in self.cuts)]

    def _lacking(self, text: str) -> set[str]:
        """The characters of a text that one of the brand's own faces lacks."""
        return {c for c in set(text) if not all(_has(cut, c) for cut in self._own)}

    def _ask(self, characters: set[str], languages: tuple[str, ...]) -> None:
        self._asked |= characters
        wanted = {c for c in characters if settable(c)}
        for shelf in self._shelves:
            if not wanted:
                return
            known = {cut.name for cut in self.cuts}
            for face in shelf(frozenset(wanted), languages):
                if face.name in known:
                    continue  # the brand's own is what the shelf has
                cut = _cut(face, self.cuts[self.primary(face.weight)])
                self.cuts.append(cut)
                wanted -= cut.covered | cut.marks

    def instead(self, character: str, face: int) -> int | None:
        """The face that has a character: this one, or another, of the same weight if there is one."""
        if character in self.cuts[face].covered:
            return face
        return next((other for other in self._order(face) if character in self.cuts[other].covered), None)

    def with_marks(self, cluster: str, face: int) -> int | None:
        """The face that has a letter and the marks on it, likewise."""
        for other in (face, *self._order(face)):
            cut = self.cuts[other]
            if cluster[0] in cut.covered and cut.marks.issuperset(cluster[1:]):
                return other
        return None

    def whole(self, text: str, face: int) -> int | None:
        """The face that has every character of a text, likewise."""
        return next((other for other in (face, *self._order(face)) if self.draws(text, other)), None)

    def _order(self, face: int) -> list[int]:
        """The faces as they are asked instead of one: those of its weight first."""
        weight = self.cuts[face].weight
        return sorted(range(len(self.cuts)), key=lambda other: self.cuts[other].weight != weight)


def _has(cut: Cut, character: str) -> bool:
    return character in cut.covered or character in cut.marks


def settled(text: str) -> str:
    """A text as it is drawn: composed letters, blanks for tabs and line ends, no characters without shape."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).translate(_IGNORED)
    return "".join([" " if c in "\t\n\r\x0b\x0c\x85\u2028\u2029" else c for c in text])


def named(character: str) -> str:
    """A character as a person can look it up: its sign, code point and name."""
    name = unicodedata.name(character, "a control character" if ord(character) < 32 else "no name")
    shown = f"“{character}” " if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X} {name})"
