"""Fonts for tests, made of the packaged one: in other formats, with other licences and other letters."""

import shutil
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from annual_report import fonts

BRAND = (Path(__file__).parent.parent / "layouts" / "brands" / "plain" / "brand.yml").read_text(
    encoding="utf-8"
)
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "£–—‘’“”…éâ\u00a0"
"""What the house's font has: no w with a circumflex, no arrow, no Greek."""


@cache
def variable(characters: str = LATIN) -> bytes:
    """The packaged variable font with a few characters."""
    source = fonts._folder_of("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
    return subset(source.read_bytes(), characters)


def subset(data: bytes, characters: str) -> bytes:
    """A font with some of its characters."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    return saved(font)


@cache
def static(weight: int = 400, characters: str = LATIN) -> bytes:
    """One weight of it."""
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(BytesIO(variable(characters)), recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font["OS/2"].usWeightClass = weight
    return saved(font)


@cache
def opentype(weight: int = 400) -> bytes:
    """The same with cubic outlines, as an .otf has them."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    font = TTFont(BytesIO(static(weight)))
    outlines, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for glyph in order:
        pen = T2CharStringPen(outlines[glyph].width, outlines)
        outlines[glyph].draw(pen)
        drawn[glyph] = pen.getCharString()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupCFF("House-Cubic", {}, drawn, {})
    builder.setupHorizontalMetrics({glyph: font["hmtx"][glyph] for glyph in order})
    builder.setupHorizontalHeader(ascent=984, descent=-273)
    builder.setupNameTable({"familyName": "House Cubic", "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight, fsType=0)
    builder.setupPost()
    return saved(builder.font)


@cache
def woff(weight: int = 400) -> bytes:
    """The same packed for the web."""
    return changed(static(weight), lambda font: setattr(font, "flavor", "woff"))


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """A font after something was done to it."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    change(font)
    return saved(font)


def licensed(rights: int, weight: int = 400) -> bytes:
    """A font with such licence bits."""
    return changed(static(weight), lambda font: setattr(font["OS/2"], "fsType", rights))


def mapped(data: bytes, letters: dict[int, str]) -> bytes:
    """A font that draws some further characters as it draws others."""

    def add(font: Any) -> None:  # noqa: ANN401
        known = font.getBestCmap()
        for table in font["cmap"].tables:
            table.cmap.update({code: known[ord(other)] for code, other in letters.items()})

    return changed(data, add)


def with_features(data: bytes, features: str) -> bytes:
    """A font with substitutions of its own; names of glyphs are those that it has."""
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString

    return changed(data, lambda font: addOpenTypeFeaturesFromString(font, features))


def own_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep faces in this folder for one test; the packaged ones need not be made again."""
    cache = folder / "cache-of-faces"
    if not cache.exists():
        fonts.faces(fonts.FAMILY)
        (cache / "fonts").mkdir(parents=True)
        for kept in (fonts.cache_folder() / "fonts").glob("SourceSans3-*.face"):
            shutil.copy(kept, cache / "fonts")
    monkeypatch.setattr(fonts, "cache_folder", lambda: cache)


def saved(font: TTFont) -> bytes:
    """The bytes of a font."""
    written = BytesIO()
    font.save(written)
    return written.getvalue()


FILES = """
        - {path: fonts/house-400.ttf, weight: 400}
        - {path: fonts/house-600.ttf, weight: 600}"""


def brand_text(files: str = FILES, family: str = "House Sans") -> str:
    """The plain brand's file with a typeface of its own."""
    fonts_of_its_own = f"    - family: {family}\n      source: file\n      files:{files}\n"
    own = f"typography:\n  fonts:\n{fonts_of_its_own}  base: {family}"
    before = "typography:\n  base: Source Sans 3"
    assert BRAND.count(before) == 1
    return BRAND.replace(before, own)


def brand_folder(workspace: Path, text: str, files: dict[str, bytes]) -> Path:
    """A brand called house in a workspace: its brand.yml, and font files by their paths in its folder."""
    folder = workspace / "layouts" / "brands" / "house"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brand.yml").write_text(text, encoding="utf-8")
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def far_eastern(characters: str) -> bytes:
    """A variable font of square letters, all of one drawing, with the letters and figures of ASCII."""
    font = TTFont(BytesIO(variable()), recalcTimestamp=False)
    square = font.getBestCmap()[ord("M")]
    font["hmtx"][square] = (1000, font["hmtx"][square][1])
    for table in font["cmap"].tables:
        table.cmap.update({ord(character): square for character in characters})
    del font["HVAR"]
    return saved(font)


def package(folder: Path, fonts_by_region: dict[str, bytes]) -> None:
    """A package like that of the far eastern fonts, to be put on the path."""
    home = folder / "justmytype_intl_cjk"
    for region, data in fonts_by_region.items():
        file = home / "fonts" / "ofl" / f"notosans{region.lower()}" / f"NotoSans{region}[wght].ttf"
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
    (home / "__init__.py").touch()
