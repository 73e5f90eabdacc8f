"""The faces of a build: how wide words are, which characters can be drawn, and in which face."""

import unicodedata
from functools import lru_cache
from io import BytesIO
from typing import Any

from annual_report.design import Face, Weight
from annual_report.renderers.pdf.truetype import Metrics, metrics

_IGNORED = dict.fromkeys(
    [0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF, *range(0xFE00, 0xFE10)]
)
"""Characters without a shape of their own (Unicode, Default_Ignorable_Code_Point): hyphenation and joining
hints, direction marks, variation selectors."""


class Widths(dict[str, float]):
    """Words and their widths in thousandths of the type size, each measured once."""

    def __init__(self, characters: dict[int, float], default: float) -> None:
        super().__init__()
        self._of = _Characters(characters, default).__getitem__

    def __missing__(self, word: str) -> float:
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
    line, and how high a capital is.
    """

    def __init__(self, face: Face) -> None:
        self.name = face.name
        self.family = face.family
        self.weight = face.weight
        self._face = face
        shape = _metrics(face)
        self.covered = frozenset(map(chr, shape.widths)) | {" ", "\u00a0"}
        self.widths = Widths(shape.widths | {0xA0: shape.widths[32]}, shape.default)
        self.middle = (shape.ascent + shape.descent) / 2000
        self.capital = shape.capital / 1000

    @property
    def font(self) -> Any:  # noqa: ANN401 - ReportLab has no types
        """The face as ReportLab draws it."""
        return _load(self._face)


@lru_cache(maxsize=8)
def _metrics(face: Face) -> Metrics:
    return metrics(face.data)


@lru_cache(maxsize=8)
def _load(face: Face) -> Any:  # noqa: ANN401 - ReportLab has no types
    """ReportLab's view of a face. Parsing takes 3 ms; what it learns of a document it keeps by document."""
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont(face.name, BytesIO(face.data), shapable=False)


class Faces:
    """The faces of a design, in the order in which they are asked for a character."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        self.cuts = [Cut(face) for face in faces]
        self.regular = self._primary(400)
        self.strong = self._primary(600)

    def _primary(self, weight: Weight) -> int:
        weights = [cut.weight for cut in self.cuts]
        return weights.index(weight) if weight in weights else 0

    def primary(self, weight: Weight) -> int:
        """The number of the face that text of this weight is set in."""
        return self.strong if weight == 600 else self.regular

    def draws(self, text: str, face: int) -> bool:
        """Whether a face has every character of a text."""
        return self.cuts[face].covered.issuperset(text)

    def instead(self, character: str, face: int) -> int | None:
        """Another face that has a character: of the same weight if there is one."""
        weight = self.cuts[face].weight
        order = sorted(range(len(self.cuts)), key=lambda other: self.cuts[other].weight != weight)
        return next((other for other in order if character in self.cuts[other].covered), None)


def settled(text: str) -> str:
    """A text as it is drawn: composed letters, blanks for tabs and line ends, no characters without shape."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).translate(_IGNORED)
    return "".join([" " if c in "\t\n\r\x0b\x0c\x85\u2028\u2029" else c for c in text])


def from_right(character: str) -> bool:
    """Whether a character belongs to a script that runs from right to left."""
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")


def named(character: str) -> str:
    """A character as a person can look it up: its sign, code point and name."""
    name = unicodedata.name(character, "a control character" if ord(character) < 32 else "no name")
    shown = f"“{character}” " if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X} {name})"
