"""Faces for further scripts, out of packages that are installed with the extra ``scripts``, or are not.

The fonts are large, a page needs little of them: a face holds the characters of one document, and is kept in
the cache under them. Nothing here is loaded for a report that the brand's own faces can set.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

from msgspec import Struct

from annual_report.design import Face, Weight
from annual_report.fonts import STYLES, kept, tools
from annual_report.scripts import ethiopic, far_eastern

_RECIPE = b"further-faces-1"
"""Raised whenever other bytes would be made from the same font."""
_KEPT = 40
"""How many faces of a font stay in the cache: those of some twenty documents."""


class _Source(Struct, frozen=True):
    """A variable font in a package: its module, its file there, the characters that are looked for in it."""

    family: str
    module: str
    file: str
    writes: Callable[[str], bool]


def _east(letters: str) -> _Source:
    file = f"fonts/ofl/notosans{letters.lower()}/NotoSans{letters}[wght].ttf"
    return _Source(f"Noto Sans {letters}", "justmytype_intl_cjk", file, far_eastern)


_ETHIOPIC = _Source(
    "Noto Sans Ethiopic",
    "justmytype_intl_africa",
    "fonts/ofl/notosansethiopic/NotoSansEthiopic[wdth,wght].ttf",
    ethiopic,
)
_EAST = {letters: _east(letters) for letters in ("SC", "TC", "JP", "KR")}
"""Fonts of the Far East, by the region whose forms of the common characters they have."""
_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo"))


def further(characters: frozenset[str], languages: tuple[str, ...]) -> tuple[Face, ...]:
    """Faces that have some of these characters, for a document in these languages (BCP 47)."""
    found: list[Face] = []
    wanted = set(characters)
    for source in (_ETHIOPIC, *_in_order(characters, languages)):
        own = frozenset(filter(source.writes, wanted))
        path = _installed(source) if own else None
        if path is not None:
            covered, faces = _faces(source, path, own)
            wanted -= covered
            found += faces
    return tuple(found)


def _in_order(characters: frozenset[str], languages: tuple[str, ...]) -> Iterator[_Source]:
    """The fonts of the Far East, those of the document's languages first, or else of its letters."""
    best = [region for language in languages if (region := _region(language))]
    if any("\u3041" <= c <= "\u30ff" for c in characters):
        best.append("JP")
    elif any("\uac00" <= c <= "\ud7a3" for c in characters):
        best.append("KR")
    yield from (_EAST[region] for region in dict.fromkeys([*best, *_EAST]))


def _region(language: str) -> str:
    """The region whose forms a language is written in; "" for one of another part of the world."""
    first, *more = language.lower().split("-")
    if first in ("zh", "yue"):
        return "TC" if first == "yue" or _TRADITIONAL.intersection(more) else "SC"
    return {"ja": "JP", "ko": "KR"}.get(first, "")


def _installed(source: _Source) -> Path | None:
    """The file of a font, found without importing its package; None where that is not installed."""
    spec = find_spec(source.module)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / source.file
    return path if path.is_file() else None


def _faces(source: _Source, path: Path, characters: frozenset[str]) -> tuple[set[str], list[Face]]:
    """The faces of a font with some characters, and which of them they have; none where it has none."""
    said = "".join(sorted(characters))
    made_of = (_RECIPE, tools(), _release(path), source.family.encode(), said.encode())
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in made_of)).hexdigest()
    covered: set[str] = set()
    found = []
    for weight in get_args(Weight):
        plain = f"{source.family.replace(' ', '')}-{STYLES[weight]}"
        # A document that needs a second part of the same font has two faces, which must have two names.
        name = f"{plain}-{key[:6]}"
        make = partial(_make, path, source.family, name, weight, said)
        has, _, data = kept(f"{plain}-part-{key[:32]}", make, most=_KEPT).partition(b"\0")
        covered |= set(has.decode())
        if has:
            found.append(Face(name, source.family, weight, data))
    return covered, found


def _release(path: Path) -> bytes:
    """What stands for the release of a font: its package's list of fonts with their digests, and its size."""
    listed = path.parents[2] / "pack_manifest.json"
    return (listed.read_bytes() if listed.is_file() else b"") + str(path.stat().st_size).encode()


def _make(path: Path, family: str, name: str, weight: Weight, said: str) -> bytes:
    """What the cache keeps: the characters that the font has, a zero byte, and the face with them."""
    from annual_report.face_making import part_of

    has, data = part_of(path.read_bytes(), family, name, weight, said)
    return has.encode() + b"\0" + data
