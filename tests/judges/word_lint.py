"""A lint for Word files: what Word's accessibility checker reports, and faults that schema validators let
through.

Word itself is not at hand where tests run. A fault here is what makes Word offer a repair, or a reader with
a screen reader lose something; a remark is what an expert would want a reason for.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

from judges import Verdict
from judges.word_package import CONTENT_TYPES, WP, R, W, WordPackage, switched_on, text_of, value

Finding = tuple[Literal["fault", "remark"], str]
Rule = Callable[[WordPackage], Iterator[Finding]]

FILE_NAME = re.compile(r"\.(png|jpe?g|svg|gif|emf|wmf|tiff?)\b", re.IGNORECASE)
WEAK_LINK = re.compile(r"(click here|here|this|more|read more|link|web ?page|https?://\S+)", re.IGNORECASE)
TYPED_MARKER = re.compile(r"\s*([•◦▪●\-*–]|\d{1,2}[.)]|[a-z][.)])\s")
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
DECORATIVE = "}decorative"


def check(files: Iterable[Path]) -> list[Verdict]:
    """Judge every Word file by all rules."""
    return [check_one(file) for file in files]


def check_one(file: Path) -> Verdict:
    """Judge one file; what is no Word file at all is a fault like any other."""
    try:
        package = WordPackage(file)
    except (zipfile.BadZipFile, KeyError, ET.ParseError) as error:
        return Verdict("word lint", str(file), "readable", (f"not a Word file: {error}",))
    findings = Counter(finding for rule in RULES for finding in rule(package))
    lines = by_severity(findings)
    return Verdict("word lint", str(file), "all rules", tuple(lines["fault"]), tuple(lines["remark"]))


def by_severity(findings: Counter[Finding]) -> dict[str, list[str]]:
    """Return the findings of each severity, each once with how often it came."""
    lines: dict[str, list[str]] = {"fault": [], "remark": []}
    for (severity, line), count in findings.items():
        lines[severity].append(f"{line} ({count} times)" if count > 1 else line)
    return lines


def drawings(package: WordPackage) -> Iterator[Finding]:
    """Every picture has a description or is marked as decoration, and stands in the text."""
    for part, root in package.stories.items():
        for frame in (*root.iter(WP + "inline"), *root.iter(WP + "anchor")):
            properties = frame.find(WP + "docPr")
            if properties is None:
                continue
            name, description = properties.get("name", ""), (properties.get("descr") or "").strip()
            if any(str(e.tag).endswith(DECORATIVE) and e.get("val") == "1" for e in properties.iter()):
                continue
            if not description:
                yield "fault", f"{part}: picture {name!r} has no alternative text"
            if FILE_NAME.search(description):
                yield (
                    "fault",
                    f"{part}: the alternative text of picture {name!r} is a file name: {description}",
                )
            if frame.tag == WP + "anchor":
                yield "remark", f"{part}: picture {name!r} floats beside the text"


def tables(package: WordPackage) -> Iterator[Finding]:
    """Every table has header rows, a title and a description, and a plain grid."""
    for number, table in enumerate(package.document.iter(W + "tbl"), 1):
        rows = table.findall(W + "tr")
        if not rows or not switched_on(rows[0].find(f"{W}trPr/{W}tblHeader")):
            yield "fault", f"table {number} has no header row"
        if table.find(f".//{W}gridSpan") is not None or table.find(f".//{W}vMerge") is not None:
            yield "remark", f"table {number} has merged cells"
        if table.find(f".//{W}tc//{W}tbl") is not None:
            yield "remark", f"table {number} holds another table"
        for key, what in (("tblCaption", "title"), ("tblDescription", "description")):
            if not (value(table.find(f"{W}tblPr/{W}{key}")) or "").strip():
                yield "remark", f"table {number} has no {what}"
        yield from cells(number, table, rows)


def cells(number: int, table: ET.Element, rows: list[ET.Element]) -> Iterator[Finding]:
    """Every row fills the grid, and every cell ends with a paragraph, or Word offers to repair the file."""
    grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in rows:
        width = sum(int(value(row.find(f"{W}trPr/{W}{key}")) or 0) for key in ("gridBefore", "gridAfter"))
        for cell in row.iter(W + "tc"):
            width += int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
            if not text_of(cell).strip() and cell.find(f".//{W}drawing") is None:
                yield "remark", f"table {number} has an empty cell"
            if len(cell) == 0 or cell[-1].tag != W + "p":
                yield "fault", f"table {number} has a cell that does not end with a paragraph"
        if width != grid:
            yield "fault", f"table {number} has a row over {width} columns in a grid of {grid}"


def paragraphs(package: WordPackage) -> Iterator[Finding]:
    """Paragraphs are made by styles that exist, not by blanks, empty lines and typed bullets."""
    for paragraph in package.document.iter(W + "p"):
        style = style_of(package, paragraph)
        text = text_of(paragraph)
        if style and style not in package.styles:
            yield "fault", f"unknown style {style!r}"
        carries = any(paragraph.find(path) is not None for path in (f".//{W}drawing", f"{W}pPr/{W}sectPr"))
        if not text.strip() and not carries and paragraph.find(f".//{W}br") is None:
            yield "remark", "an empty paragraph"
        if re.search(r" {3,}", text):
            yield "remark", f"a run of blanks in {text[:40]!r}"
        if TYPED_MARKER.match(text) and not package.style_name(style).startswith("toc"):
            yield "remark", f"a list marker typed by hand in {text[:40]!r}"


def headings(package: WordPackage) -> Iterator[Finding]:
    """There are headings, none is empty, and no level is left out on the way down."""
    level, count = 0, 0
    for paragraph in package.document.iter(W + "p"):
        match = re.fullmatch(r"heading (\d)", package.style_name(style_of(package, paragraph)))
        if match is None:
            continue
        count += 1
        text = text_of(paragraph).strip()
        if not text:
            yield "fault", "an empty heading"
        if int(match[1]) > level + 1:
            yield "fault", f"a heading of level {match[1]} after one of level {level}: {text}"
        level = int(match[1])
    if not count:
        yield "fault", "no headings"


def contrast(package: WordPackage) -> Iterator[Finding]:
    """Every run of text stands out from what is behind it."""
    for paragraph in package.document.iter(W + "p"):
        for run in paragraph.iter(W + "r"):
            if not text_of(run).strip():
                continue
            ink = ink_of(package, paragraph, run)
            worst = (
                min((ratio(ink, paper), paper) for paper in papers(package, paragraph, run)) if ink else None
            )
            if worst and worst[0] < LEAST_CONTRAST:
                style = package.style_name(style_of(package, paragraph)) or "no style"
                yield "fault", f"contrast {worst[0]:.1f}:1 ({ink} on {worst[1]}) in {style}"


def ink_of(package: WordPackage, paragraph: ET.Element, run: ET.Element) -> str | None:
    """Return the colour of a run; None where Word chooses black or white by itself."""
    direct = value(run.find(f"{W}rPr/{W}color"))
    color = f"{W}rPr/{W}color"
    said = (
        direct if direct != "auto" else None,
        package.inherited(value(run.find(f"{W}rPr/{W}rStyle")), color, "val"),
        package.inherited(style_of(package, paragraph), color, "val"),
        *table_says(package, paragraph, color, "val"),
    )
    return next((colour for colour in said if colour), None)


def papers(package: WordPackage, paragraph: ET.Element, run: ET.Element) -> list[str]:
    """Return the colours that may be behind a run: one, or those of all bands of its table."""
    cell = package.around(paragraph, "tc")
    said = (
        value(run.find(f"{W}rPr/{W}shd"), "fill"),
        package.inherited(value(run.find(f"{W}rPr/{W}rStyle")), f"{W}rPr/{W}shd", "fill"),
        package.inherited(style_of(package, paragraph), f"{W}pPr/{W}shd", "fill"),
        None if cell is None else value(cell.find(f"{W}tcPr/{W}shd"), "fill"),
    )
    own = next((fill for fill in said if fill and fill != "auto"), None)
    return [own] if own else table_says(package, paragraph, f"{W}tcPr/{W}shd", "fill") or ["FFFFFF"]


def table_says(package: WordPackage, paragraph: ET.Element, path: str, name: str) -> list[str]:
    """Return what the style of a paragraph's table says for the header row, or else for the other rows."""
    row, table = package.around(paragraph, "tr"), package.around(paragraph, "tbl")
    if row is None or table is None:
        return []
    style = package.styles.get(value(table.find(f"{W}tblPr/{W}tblStyle")) or package.default_style("table"))
    if style is None:
        return []
    header = switched_on(row.find(f"{W}trPr/{W}tblHeader"))
    kinds = {"firstRow"} if header else {"band1Horz", "band2Horz", "wholeTable"}
    parts = [part for part in style.findall(W + "tblStylePr") if value(part, "type") in kinds]
    said = [value(part.find(path), name) for part in (*parts, style)]
    return [colour for colour in said if colour and colour != "auto"]


def style_of(package: WordPackage, paragraph: ET.Element) -> str:
    """Return the style id of a paragraph, the default one where it names none."""
    return value(paragraph.find(f"{W}pPr/{W}pStyle")) or package.default_style("paragraph")


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour in hexadecimal (WCAG 2.2, definition)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def links(package: WordPackage) -> Iterator[Finding]:
    """Links say where they lead, and lead somewhere."""
    marks = Counter(value(mark, "name") for mark in package.document.iter(W + "bookmarkStart"))
    yield from (("fault", f"two bookmarks named {name!r}") for name, count in marks.items() if count > 1)
    for part, root in package.stories.items():
        for link in root.iter(W + "hyperlink"):
            words, anchor = text_of(link).strip(), value(link, "anchor")
            if not words or WEAK_LINK.fullmatch(words):
                yield "remark", f"{part}: a link says only {words!r}"
            if anchor and anchor not in marks:
                yield "fault", f"{part}: a link to the bookmark {anchor!r}, which does not exist"


def settings(package: WordPackage) -> Iterator[Finding]:
    """The file says its title and language, opens without a prompt and in no compatibility mode."""
    core, chosen = package.parts.get("docProps/core.xml"), package.parts.get("word/settings.xml")
    title = None if core is None else core.findtext("{http://purl.org/dc/elements/1.1/}title")
    if not (title or "").strip():
        yield "fault", "no document title"
    if not value(package.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")):
        yield "fault", "no document language"
    if chosen is None:
        yield "fault", "no settings"
        return
    if chosen.find(W + "documentProtection") is not None:
        yield "fault", "editing is restricted"
    modes = [value(s) for s in chosen.iter(W + "compatSetting") if value(s, "name") == "compatibilityMode"]
    if modes != ["15"]:
        yield "remark", "opens in Compatibility Mode"
    dirty = any(value(e, "dirty") in {"1", "true", "on"} for e in package.document.iter())
    if dirty or switched_on(chosen.find(W + "updateFields")):
        yield "remark", "Word asks to update the fields on opening"


def references(package: WordPackage) -> Iterator[Finding]:
    """What refers to something by number refers to something that is there."""
    for part, root in package.stories.items():
        depth = Counter(value(f, "fldCharType") for f in root.iter(W + "fldChar"))
        if depth["begin"] != depth["end"]:
            yield "fault", f"{part}: {depth['begin']} fields begin and {depth['end']} end"
    used = {value(n) for n in package.document.iter(W + "numId")} - {"0"}
    numbering = package.parts.get("word/numbering.xml")
    known = set() if numbering is None else {value(n, "numId") for n in numbering.iter(W + "num")}
    yield from (("fault", f"unknown list {number}") for number in sorted(map(str, used - known)))
    for what, ids in (
        ("content control", [value(i) for i in package.document.iterfind(f".//{W}sdtPr/{W}id")]),
        ("drawing", [p.get("id") for root in package.stories.values() for p in root.iter(WP + "docPr")]),
        ("bookmark", [value(mark, "id") for mark in package.document.iter(W + "bookmarkStart")]),
    ):
        yield from (("fault", f"two {what}s numbered {i}") for i, count in Counter(ids).items() if count > 1)
    for control in package.document.iter(W + "sdt"):
        if not value(control.find(f"{W}sdtPr/{W}alias")):
            yield "remark", "a content control without a title"


def parts(package: WordPackage) -> Iterator[Finding]:
    """Every relationship leads to a part that is there, and every part has a content type."""
    yield from (
        ("fault", f"two entries named {name}") for name, count in package.entries.items() if count > 1
    )
    names = set(package.entries)
    for part, root in package.stories.items():
        related = package.relationships(part)
        for target, outside in related.values():
            if not outside and target not in names:
                yield "fault", f"{part}: a relationship to {target}, which is not in the file"
        asked = {v for e in root.iter() for key, v in e.attrib.items() if key.startswith(R)}
        yield from (("fault", f"{part}: unknown relationship {i}") for i in sorted(asked - set(related)))
    types = list(package.parts[CONTENT_TYPES])
    overrides = {t.get("PartName", "").lstrip("/") for t in types}
    extensions = {t.get("Extension", "").lower() for t in types}
    for name in sorted(names - overrides - {CONTENT_TYPES}):
        if name.rpartition(".")[2].lower() not in extensions:
            yield "fault", f"no content type for {name}"


RULES: tuple[Rule, ...] = (
    drawings,
    tables,
    paragraphs,
    headings,
    contrast,
    links,
    settings,
    references,
    parts,
)
