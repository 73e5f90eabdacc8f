"""A font that somebody brings as a static face: one weight of it, with what a page needs and nothing else.

Curves of an OpenType font are drawn anew as TrueType's, which is what a PDF of ours embeds: they differ by a
thousandth of the type size at most. Figures become lining ones of one width where the font has such, because
columns of numbers stand one under the other.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from annual_report.design import Weight
from annual_report.font_files import FontError, assembled, damaged, opened, refuse_endless_map, refuse_licence
from annual_report.fonts import rename
from annual_report.scripts import settable

NEEDED = " !\"%&'()+,-./0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""Characters that every report has."""
_MOST = 200
"""Entries of one feature, and tables that it leads to; of 165 fonts none had more than eleven."""
_CALLED = 20
"""How many times longer a font's outlines may become when the parts that they share are written out in each;
in the same fonts it was twice at most."""
_NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
"""Names that stay: whose the font is, and under which licence."""


def static_face(tables: dict[bytes, bytes], family: str, name: str, weight: Weight, at: int) -> bytes:
    """A static TrueType file of a font's weight ``at``, called ``name`` and standing for ``weight``.

    ``tables`` are those that ``font_files.opened`` gave. Raises ``FontError``: AR415 where they make no
    font, AR416 where the licence forbids it, AR418 where it lacks characters that every report has.
    """
    refuse_licence(tables)
    refuse_endless_map(tables[b"cmap"])
    try:
        with _quiet():
            data = _made(tables, family, name, weight, at)
            _try_drawing(name, data)
    except FontError:
        raise
    except Exception:  # noqa: BLE001 - bytes that are no font can make a reader of fonts raise anything
        raise damaged() from None
    return data


def part_of(data: bytes, family: str, name: str, weight: Weight, said: str) -> tuple[str, bytes]:
    """A static TrueType file with those characters of a font that a text has, and which they are.

    The letters and figures of ASCII come along, so that a word of two scripts may stand in one face. For
    fonts of packages, which need not be distrusted; one that has none of the characters gives no bytes.
    """
    from fontTools.ttLib import TTFont

    tables = {tag: table for tag, table in opened(data).items() if tag != b"GSUB"}
    font = TTFont(BytesIO(assembled(tables)), recalcTimestamp=False, lazy=True)
    letters = font.getBestCmap()
    has = "".join(character for character in said if ord(character) in letters)
    if not has:
        return "", b""
    kept = {code: letters[code] for code in sorted({*map(ord, has), *map(ord, NEEDED)}) if code in letters}
    with _quiet():
        _map(font, kept)
        return has, _finished(font, kept, family, name, weight, weight)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the reader of fonts from speaking: what is wrong comes back as a problem."""
    logger = logging.getLogger("fontTools")
    before, nobody = logger.propagate, logging.NullHandler()
    logger.propagate = False
    logger.addHandler(nobody)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.removeHandler(nobody)
        logger.propagate = before


def _made(tables: dict[bytes, bytes], family: str, name: str, weight: Weight, at: int) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(assembled(tables)), recalcTimestamp=False, lazy=True)
    letters = _letters(font)
    _map(font, letters)
    for tag in (b"CFF ", b"CFF2"):
        if tag in tables:
            _refuse_endless_outlines(font[tag.decode()].cff.topDictIndex[0].CharStrings, len(tables[tag]))
    return _finished(font, letters, family, name, weight, at)


def _refuse_endless_outlines(outlines: Any, size: int) -> None:  # noqa: ANN401 - fontTools has no types
    """Raise ``FontError`` (AR415) for outlines whose parts call parts, and so on, until a few bytes are
    endless; ``size`` is that of their table in bytes. A reader of fonts writes all of it out.
    """
    from fontTools.misc.psCharStrings import SimpleT2Decompiler

    rest = _CALLED * size + 1_000_000

    class Counted(SimpleT2Decompiler):  # type: ignore[misc]
        def execute(self, part: Any, **how: Any) -> None:  # noqa: ANN401
            nonlocal rest
            rest -= len(part.bytecode or part.program) + 1
            if rest < 0:
                raise damaged()
            super().execute(part, **how)

    for name in outlines.keys():  # noqa: SIM118 - it is no mapping
        outline = outlines[name]
        private = outline.private
        Counted(getattr(private, "Subrs", []), outline.globalSubrs, private).execute(outline)


def _finished(
    font: Any,  # noqa: ANN401 - fontTools has no types
    letters: dict[int, str],
    family: str,
    name: str,
    weight: Weight,
    at: int,
) -> bytes:
    _reduce(font, sorted(letters))
    _instance(font, at)
    if "glyf" not in font:
        _as_truetype(font)
    _measure(font)
    rename(font["name"], family, weight, name)
    font["OS/2"].usWeightClass = weight
    font["head"].magicNumber = 0x5F0F3CF5
    written = BytesIO()
    font.flavor = None
    font.save(written)
    return written.getvalue()


def _letters(font: Any) -> dict[int, str]:  # noqa: ANN401 - fontTools has no types
    """Characters and their glyphs: those that can be set letter by letter, figures of one width."""
    found = font.getBestCmap()
    if not found:
        hint = "a font of symbols has no letters; take one for text"
        raise FontError("AR415", "it maps no Unicode characters", hint)
    letters = {code: glyph for code, glyph in found.items() if settable(chr(code))}
    lacking = [character for character in NEEDED if ord(character) not in letters]
    if lacking:
        shown = " ".join(lacking[:10]) + (f" and {len(lacking) - 10} more" if len(lacking) > 10 else "")
        raise FontError("AR418", f"it has no drawing for {shown}", "take a font made for text")
    for feature in ("lnum", "tnum"):
        instead = _substitutes(font, feature)
        letters |= {figure: instead.get(letters[figure], letters[figure]) for figure in b"0123456789"}
    return letters


def _substitutes(font: Any, feature: str) -> dict[str, str]:  # noqa: ANN401
    """The glyphs that a feature puts in the place of others, one for one (GSUB, lookup type 1)."""
    table = font["GSUB"].table if "GSUB" in font else None
    if table is None or not table.FeatureList or not table.LookupList:
        return {}
    records = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == feature]
    if len(records) > _MOST:
        raise damaged()
    said = [number for record in records for number in record.Feature.LookupListIndex]
    numbers = [*dict.fromkeys(reversed(said))][::-1]  # each once, where it is said last: that one counts
    if len(numbers) > _MOST:
        raise damaged()
    subtables = [subtable for number in numbers for subtable in table.LookupList.Lookup[number].SubTable]
    if len(subtables) > _MOST:
        raise damaged()
    found: dict[str, str] = {}
    for subtable in subtables:
        single = getattr(subtable, "ExtSubTable", subtable)
        if single.LookupType == 1:
            found |= single.mapping
    return found


def _map(font: Any, letters: dict[int, str]) -> None:  # noqa: ANN401
    """Put a plain character map in the place of the font's own."""
    from fontTools.ttLib import newTable
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    table = newTable("cmap")
    table.tableVersion = 0
    table.tables = []
    wide = any(code > 0xFFFF for code in letters)
    for form, encoding in ((4, 1), (12, 10)) if wide else ((4, 1),):
        part = CmapSubtable.newSubtable(form)
        part.platformID, part.platEncID, part.language = 3, encoding, 0
        part.cmap = {code: glyph for code, glyph in letters.items() if form == 12 or code <= 0xFFFF}
        table.tables.append(part)
    font["cmap"] = table


def _reduce(font: Any, codes: list[int]) -> None:  # noqa: ANN401
    """Keep the glyphs of some characters; features, hints and names of glyphs go."""
    from fontTools.subset import Options, Subsetter

    options = Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = _NAMES
    options.drop_tables += ["GSUB"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def _instance(font: Any, at: int) -> None:  # noqa: ANN401
    """Fix the weight of a variable font; all other axes stay where they are by default."""
    if "fvar" not in font:
        return
    from fontTools.varLib.instancer import instantiateVariableFont

    limits = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    if "wght" in limits:
        limits["wght"] = at
    instantiateVariableFont(font, limits, inplace=True)


def _as_truetype(font: Any) -> None:  # noqa: ANN401
    """Draw cubic outlines anew as quadratic ones, within a thousandth of the type size."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    outlines = font.getGlyphSet()
    allowed = font["head"].unitsPerEm / 1000
    drawn = {}
    for glyph in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        outlines[glyph].draw(Cu2QuPen(pen, allowed, reverse_direction=True))
        drawn[glyph] = pen.glyph()
    for tag in ("CFF ", "CFF2", "VORG"):
        if tag in font:
            del font[tag]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["glyf"].glyphs = drawn
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    limits.maxZones = 1
    for limit in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(limits, f"max{limit}", 0)
    limits.maxSizeOfInstructions = limits.maxComponentElements = 0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\0\1\0\0"


def _measure(font: Any) -> None:  # noqa: ANN401
    """Have the font say how high its letters are, as they are drawn: old fonts do not, others are wrong."""
    letters, outlines, table = font.getBestCmap(), font["glyf"], font["OS/2"]
    if not {ord("H"), ord("x")} <= letters.keys():
        return
    for letter in "Hx":
        outlines[letters[ord(letter)]].recalcBounds(outlines)
    if table.version < 1:
        table.ulCodePageRange1 = table.ulCodePageRange2 = 0
    if table.version < 2:
        table.usDefaultChar, table.usBreakChar, table.usMaxContext = 0, 32, 0
    table.version = max(table.version, 4)
    table.sCapHeight = outlines[letters[ord("H")]].yMax
    table.sxHeight = outlines[letters[ord("x")]].yMax
    if table.sCapHeight <= 0:
        raise damaged()


def _try_drawing(name: str, data: bytes) -> None:
    """Let the library that draws read the face: what it can't read is no face."""
    from reportlab.pdfbase.ttfonts import TTFont

    TTFont(name, BytesIO(data), shapable=False)
