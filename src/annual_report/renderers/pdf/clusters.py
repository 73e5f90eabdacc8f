"""Text that one face can't set as it stands: characters of other faces, and letters with marks.

A mark is set over, under or through its letter by the boxes of both, as text engines do for faces that say no
more: centred, and as far from the letter as the face draws it from a small one.
"""

import unicodedata
from collections.abc import Iterator
from struct import unpack_from

from msgspec import Struct

from annual_report.renderers.pdf.measure import Cut, named
from annual_report.renderers.pdf.setting import Look, Setting
from annual_report.renderers.pdf.tags import Element
from annual_report.renderers.pdf.truetype import characters, tables_of
from annual_report.scripts import MARKS

Piece = tuple[str, Look, Element, float, None]
"""Characters of one look and element, and their width in points; no characters: the room between two."""

_ABOVE, _BELOW, _THROUGH = (230,), (220, 202), (1,)
"""Combining classes (Unicode, 4.3) whose marks can be set by boxes."""
_HOOKED = "\u0328"
"""The ogonek hangs from the right end of its letter."""
_DOTLESS = {"i": "\u0131", "j": "\u0237"}
"""Letters that lose their dot under a mark (Unicode, Soft_Dotted)."""


class _Box(Struct, frozen=True):
    """The ink of a glyph, in thousandths of the type size."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def pieces(setting: Setting, text: str, look: Look, owner: Element) -> list[Piece]:
    """A text without blanks in pieces of one face each, marks in their places.

    Reports (AR506) a mark that can't be placed.
    """
    found: list[Piece] = []
    plain, face = "", look.face
    for cluster in _clusters(text):
        if len(cluster) > 1 or ord(cluster) in MARKS:
            found += _plain(setting, plain, look, face, owner)
            plain = ""
            found += _marked(setting, cluster, look, owner)
            continue
        other = setting.faces.instead(cluster, look.face) or 0
        if other != face:
            found += _plain(setting, plain, look, face, owner)
            plain, face = "", other
        plain += cluster
    return found + _plain(setting, plain, look, face, owner)


def _clusters(text: str) -> Iterator[str]:
    """Letters, each with the marks that follow it."""
    start = 0
    for place in range(1, len(text)):
        if ord(text[place]) not in MARKS:
            yield text[start:place]
            start = place
    yield text[start:]


def _plain(setting: Setting, text: str, look: Look, face: int, owner: Element) -> list[Piece]:
    if not text:
        return []
    own = setting.in_face(look, face)
    width = setting.faces.cuts[face].widths[text] * look.size / 1000 + look.tracking * len(text)
    return [(text, own, owner, width, None)]


def _marked(setting: Setting, cluster: str, look: Look, owner: Element) -> list[Piece]:
    """A letter with its marks."""
    drawn = _undotted(cluster)
    face = setting.faces.with_marks(drawn, look.face)
    cut = setting.faces.cuts[face or 0]
    spots = _spots(cut, drawn) if face is not None else None
    if face is None or spots is None:
        setting.report(
            "AR506",
            f"{named(cluster[-1])} can't be set with {named(cluster[0])}",
            "write the letter in another way, or give the brand a typeface that has it in one piece",
        )
        return []
    said = owner
    if drawn != cluster:
        said = Element("Span", owner, late=True)
        said.actual = cluster
    base = setting.in_face(look, face)
    scale = look.size / 1000
    width = cut.widths[drawn[0]] * scale + look.tracking
    found: list[Piece] = [(drawn[0], base, said, width, None)]
    x = width
    for mark, (across, up) in zip(drawn[1:], spots, strict=True):
        found.append(("", base, said, across * scale - x, None))
        raised = setting.in_face(look, face, up * scale)
        advance = cut.widths[mark] * scale + look.tracking
        found.append((mark, raised, said, advance, None))
        x = across * scale + advance
    return [*found, ("", base, said, width - x, None)]


def _undotted(cluster: str) -> str:
    """A cluster as it is drawn: i and j without their dot under a mark."""
    parts = unicodedata.normalize("NFD", cluster)
    above = any(unicodedata.combining(mark) in _ABOVE for mark in parts[1:])
    return _DOTLESS[parts[0]] + parts[1:] if above and parts[0] in _DOTLESS else cluster


def _spots(cut: Cut, cluster: str) -> list[tuple[float, float]] | None:
    """How far across and up each mark is drawn, in thousandths; None where one can't be placed."""
    boxes = [_box(cut, character) for character in cluster]
    letter, small = boxes[0], _box(cut, "x")
    if letter is None or small is None:
        return None
    top, bottom = max(letter.top, small.top), min(letter.bottom, 0.0)
    spots = []
    for mark, box in zip(cluster[1:], boxes[1:], strict=True):
        kind = unicodedata.combining(mark)
        if box is None or kind not in _ABOVE + _BELOW + _THROUGH:
            return None
        across, up = letter.centre - box.centre, 0.0
        if kind in _ABOVE:
            up = top - small.top
            top += box.top - small.top
        elif kind in _THROUGH:
            up = letter.middle - box.middle
        elif mark == _HOOKED:
            across = letter.right - box.right
        elif kind == 220:
            up = bottom
            bottom += box.bottom
        spots.append((across, up))
    return spots


def _box(cut: Cut, character: str) -> _Box | None:
    """The box of a character's ink; None where it has none."""
    data = cut.data
    glyph = characters(data).get(ord(character))
    if glyph is None:
        return None
    tables = tables_of(data)
    (units,) = unpack_from(">H", data, tables["head"] + 18)
    (long,) = unpack_from(">H", data, tables["head"] + 50)
    if long:
        start, end = unpack_from(">II", data, tables["loca"] + 4 * glyph)
    else:
        start, end = (2 * half for half in unpack_from(">HH", data, tables["loca"] + 2 * glyph))
    if start == end:
        return None
    box = unpack_from(">hhhh", data, tables["glyf"] + start + 2)
    return _Box(*(edge * 1000 / units for edge in box))
