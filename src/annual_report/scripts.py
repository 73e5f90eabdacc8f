"""Which writing can be set letter by letter, from left to right, each letter as its face draws it.

That is how the PDF is set. It is right for Latin, Greek, Cyrillic, Armenian, Georgian, Ethiopic, Chinese,
Japanese and Korean and for many more; it is wrong where letters are joined, change places or stand in stacks,
and a word in the wrong order is worse than none.
"""

import unicodedata
from bisect import bisect_right

_FROM_RIGHT = (
    *((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE)),
    *((0x10800, 0x10CFF), (0x10D00, 0x10FFF), (0x1E800, 0x1EFFF)),
)
"""Blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam and old scripts of their kind, marks included."""
_SHAPED = (
    (0x0900, 0x109F),  # Devanagari to Sinhala, Thai, Lao, Tibetan, Myanmar
    (0x1100, 0x11FF),  # Hangul letters that were not composed to syllables
    (0x1700, 0x18AF),  # scripts of the Philippines, Khmer, Mongolian
    (0x1900, 0x194F),  # Limbu
    (0x1A00, 0x1AAF),  # Buginese, Tai Tham
    (0x1B00, 0x1C4F),  # Balinese, Sundanese, Batak, Lepcha
    (0x1CD0, 0x1CFF),  # Vedic signs
    (0xA800, 0xA82F),  # Syloti Nagri
    (0xA840, 0xA9FF),  # Phags-pa, Saurashtra, Devanagari, Kayah Li, Rejang, Hangul letters, Javanese, Myanmar
    (0xAA00, 0xAAFF),  # Cham, Myanmar, Tai Viet, Meetei Mayek
    (0xABC0, 0xABFF),  # Meetei Mayek
    (0xD7B0, 0xD7FF),  # Hangul letters
    (0x11000, 0x11FFF),  # Brahmi and what came of it
    (0x16A70, 0x16ACF),  # Tangsa
    (0x1BC00, 0x1BCAF),  # Duployan shorthand
)
"""Blocks whose letters change their shape, place or order in company (Unicode, chapters 12 to 17)."""


_FAR_EAST = (
    *((0x2E80, 0x2FDF), (0x3000, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3)),
    *((0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)),
)
"""Blocks of Chinese, Japanese and Korean, punctuation included."""
_ETHIOPIC = ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F), (0x1E7E0, 0x1E7FF))

MARKS = frozenset(
    (
        *(*range(0x0300, 0x0370), *range(0x0483, 0x048A), *range(0x135D, 0x1360), *range(0x1AB0, 0x1B00)),
        *(*range(0x1DC0, 0x1E00), *range(0x20D0, 0x2100), *range(0x2DE0, 0x2E00), *range(0x302A, 0x3030)),
        *(*range(0x3099, 0x309B), *range(0xA66F, 0xA673), *range(0xA674, 0xA67E), *range(0xFE20, 0xFE30)),
    )
)
"""Code points of marks that stand over, under or through the letter before them."""


def from_right(character: str) -> bool:
    """Whether a character belongs to a script that runs from right to left (UAX 9)."""
    return unicodedata.bidirectional(character) in ("R", "AL", "AN") or _is_in(character, _FROM_RIGHT)


def needs_shaping(character: str) -> bool:
    """Whether a character belongs to a script that can't be set letter by letter."""
    return _is_in(character, _SHAPED)


def far_eastern(character: str) -> bool:
    """Whether a character is of Chinese, Japanese or Korean writing."""
    return _is_in(character, _FAR_EAST)


def ethiopic(character: str) -> bool:
    """Whether a character is of Ethiopic writing, as Amharic and Tigrinya are written in."""
    return _is_in(character, _ETHIOPIC)


def settable(character: str) -> bool:
    """Whether a face's drawing of a character may stand as it is."""
    return not (
        unicodedata.category(character) in ("Cc", "Cs") or needs_shaping(character) or from_right(character)
    )


def _is_in(character: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    code = ord(character)
    place = bisect_right(blocks, (code, 0x110000)) - 1
    return place >= 0 and code <= blocks[place][1]
