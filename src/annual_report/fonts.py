"""The brand's typeface as static faces: made once from a variable font in a package, then kept in a cache.

A PDF embeds static TrueType only, and two weights are all that the design uses, so each weight is cut out
of the variable font, freed from what the page does not need, and given a name of its own.
"""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args

from annual_report.cache import cache_folder
from annual_report.design import Face, Weight

FAMILY = "Source Sans 3"
"""The typeface of a brand that names none."""
_PACKAGES = {FAMILY: ("fontpkg_source_sans_3", "SourceSans3[wght].ttf")}
"""Family: the module that carries it, and the name of its upright variable font."""

STYLES: dict[Weight, str] = {400: "Regular", 600: "SemiBold"}
"""What a face of a weight is called."""

_RECIPE = b"faces-1"
"""Raised whenever ``_instance`` would make other bytes from the same font."""


def faces(family: str, cache: Path | None = None) -> tuple[Face, ...]:
    """The static faces of a family, regular before semi-bold.

    They come out of ``cache`` (default: the user's cache folder) if they were made before from the same
    font with the same tools; a file there that is damaged is made again. The bytes depend on nothing but
    the font package, the fontTools release and this module.

    Raises ``KeyError``, naming the families there are, for a family that is not among them.
    """
    if family not in _PACKAGES:
        raise KeyError(f"no family {family!r}; there is {', '.join(map(repr, sorted(_PACKAGES)))}")
    module, file = _PACKAGES[family]
    source = _folder_of(module) / "files" / file
    key = _key(source, _folder_of("fontTools"))
    made = []
    for weight in get_args(Weight):
        name = f"{family.replace(' ', '')}-{STYLES[weight]}"
        data = kept(f"{name}-{key}", partial(_instance, source, family, weight, name), cache)
        made.append(Face(name, family, weight, data))
    return tuple(made)


def usual(_characters: frozenset[str], _languages: tuple[str, ...]) -> tuple[Face, ...]:
    """The packaged typeface, for what a brand's own lacks."""
    return faces(FAMILY)


def packaged() -> tuple[str, ...]:
    """The families that come with the program."""
    return tuple(sorted(_PACKAGES))


def kept(name: str, make: Callable[[], bytes], cache: Path | None = None, *, most: int = 0) -> bytes:
    """What ``make`` makes: out of the cache if it was made before, and kept there if not.

    ``name`` stands for everything that it is made from. Of those whose names begin alike (up to the last
    ``-``) only the ``most`` last made stay; 0: all.
    """
    file = (cache or cache_folder()) / "fonts" / f"{name}.face"
    data = _read(file)
    if data is None:
        data = make()
        _write(file, data)
        if most:
            _sweep(file, most)
    return data


def _sweep(file: Path, most: int) -> None:
    """Remove the oldest of the files that are of a kind with this one."""
    try:
        alike = file.parent.glob(f"{file.name.rpartition('-')[0]}-*.face")
        for old in sorted(alike, key=lambda path: path.stat().st_mtime_ns, reverse=True)[most:]:
            old.unlink()
    except OSError:
        return


def tools() -> bytes:
    """What stands for the release of the library that makes faces, without importing it."""
    return (_folder_of("fontTools") / "__init__.py").read_bytes()


def _folder_of(module: str) -> Path:
    """The folder of a package, without importing it: fontTools alone would cost a tenth of a build."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {module} is not installed", name=module)
    return Path(spec.origin).parent


def _key(source: Path, tools: Path) -> str:
    """What the faces were made from: the font's release and size, fontTools' release, and our recipe.

    Both packages write their release into a small file of their own, so its bytes stand for it.
    """
    made_of = hashlib.sha256(_RECIPE)
    made_of.update((source.parent.parent / "metadata.json").read_bytes())
    made_of.update(str(source.stat().st_size).encode())
    made_of.update((tools / "__init__.py").read_bytes())
    return made_of.hexdigest()[:16]


def _read(file: Path) -> bytes | None:
    """The face kept there, or None where there is none or where its bytes are not what was written."""
    try:
        written = file.read_bytes()
    except OSError:
        return None
    digest, data = written[:32], written[32:]
    return data if hashlib.sha256(data).digest() == digest else None


def _write(file: Path, data: bytes) -> None:
    """Keep a face; never half a file, and no trouble where the cache can't be written."""
    import tempfile

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
    except OSError:
        return
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(hashlib.sha256(data).digest() + data)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)


def _instance(source: Path, family: str, weight: Weight, name: str) -> bytes:
    """One weight of a variable font as a static TrueType file.

    Every character is kept; hints, layout features and what else a tagged PDF never reads are dropped.
    The subset comes first because the instancer's time grows with the glyphs.
    """
    from io import BytesIO

    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["STAT", "DSIG", "GPOS", "GSUB", "GDEF", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(font.getBestCmap()))
    subsetter.subset(font)
    limits = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
    instantiateVariableFont(font, limits, inplace=True)
    rename(font["name"], family, weight, name)
    font["OS/2"].usWeightClass = weight
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def rename(names: Any, family: str, weight: Weight, name: str) -> None:  # noqa: ANN401 - fontTools has no types
    """Give a face names of its own: two faces with one PostScript name are taken for one font."""
    style = STYLES[weight]
    own = {1: family, 2: style, 3: f"{name};annual-report", 4: f"{family} {style}", 6: name}
    if weight != 400:
        own |= {1: f"{family} {style}", 2: "Regular", 16: family, 17: style}
    for number, words in own.items():
        names.setName(words, number, 3, 1, 0x409)
