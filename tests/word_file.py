"""A Word file read back for the tests, and what can be wrong with one."""

import io
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from msgspec.structs import replace

import samples
from annual_report.design import Design
from annual_report.document.blocks import Block, Document, Section, Text
from annual_report.renderers import Pages
from annual_report.renderers.word import WordRenderer
from word_words import spoken

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
PAGES = ("a4", "a5", "a4-large-print")

# Which paragraphs belong on one page is for the document to say (keepNext), like its lists and sections.
PARAGRAPH_FORMATTING = {"pStyle", "numPr", "sectPr", "keepNext"}
RUN_FORMATTING = {"rStyle", "lang"}
REASONS = {
    ("Title", "framePr"): "the year stands on the cover's horizon, wherever the words before it end",
    ("CoverKind", "framePr"): "and what the report is stands below it",
    ("CoverStatus", "framePr"): "with its status",
    ("Title", "position"): "a fixed line keeps room below the baseline, and the year has to stand on its end",
    ("Heading1", "pageBreakBefore"): "the style opens a page; a part that follows on says that it does not",
    ("Heading1", "spacing"): "and has the space above it that a part at the top of a page has not",
    **{
        (f"Heading{level}", "pageBreakBefore"): "a smaller part that the document wants on a page of its own"
        for level in range(2, 7)
    },
    **{
        (f"Heading{level}", "spacing"): "and without the space that it has in the middle of one"
        for level in range(2, 7)
    },
}
"""The formatting in a body that no style can know, each with its reason."""


class Word:
    """A Word file read back."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            self.names = package.namelist()
            self.bytes = {name: package.read(name) for name in self.names}
        self.parts = {n: ET.fromstring(b) for n, b in self.bytes.items() if n.endswith((".xml", ".rels"))}
        self.body = self.parts["word/document.xml"]
        self.styles = {s.get(W + "styleId"): s for s in self.parts["word/styles.xml"].iter(W + "style")}

    @property
    def stories(self) -> dict[str, ET.Element]:
        """The parts that hold text."""
        return {
            n: p for n, p in self.parts.items() if re.match(r"word/(document|header|footer|footnotes)", n)
        }

    def words(self) -> str:
        """The body's words in order, blanks as one."""
        return plain(" ".join(text(p) for p in self.body.iter(W + "p")))

    def style(self, paragraph: ET.Element) -> str:
        """A paragraph's style id."""
        return str(paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val"))

    def in_style(self, name: str) -> list[str]:
        """The words of every paragraph in a style."""
        return [plain(text(p)) for p in self.body.iter(W + "p") if self.style(p) == name]


def text(element: ET.Element) -> str:
    """The words in an element."""
    pieces = {W + "tab": " ", W + "br": " "}
    return "".join(e.text or "" if e.tag == W + "t" else pieces.get(e.tag, "") for e in element.iter())


def plain(words: str) -> str:
    """Words with every run of blanks as one."""
    return " ".join(words.split())


def render(document: Document, design: Design | None = None, pages: Pages | None = None) -> Word:
    """A document as a Word file, read back."""
    return Word(WordRenderer(pages=pages).render(document, design or samples.design()).data)


def small(*blocks: Block) -> Document:
    """A document with one part."""
    part = Section("part", 1, (Text("A part"),), blocks)
    return replace(samples.london_like(), blocks=(part,), attachments=())


# --- what can be wrong ------------------------------------------------------------------------------------


def broken_references(word: Word) -> Iterator[str]:
    """Relationships to parts that are not there, and references to relationships that are not there."""
    for name, part in word.parts.items():
        if not name.endswith(".rels"):
            continue
        folder, owner = name.split("_rels/")
        known = set()
        for relation in part.iter(PACKAGE + "Relationship"):
            known.add(relation.get("Id"))
            target = os.path.normpath(folder + relation.get("Target"))
            if relation.get("TargetMode") != "External" and target not in word.names:
                yield f"{name}: {target}"
        used = word.parts.get(folder + owner.removesuffix(".rels"))
        for element in used.iter() if used is not None else ():
            for key, value in element.attrib.items():
                if key.startswith(R) and value not in known:
                    yield f"{owner}: {value}"


def lost(word: Word, document: Document) -> list[str]:
    """What the document says and the file does not, or not in that order."""
    said, at = word.words(), 0
    missing = []
    for words in spoken(document):
        found = said.find(plain(words), at)
        if found < 0:
            missing.append(words)
        else:
            at = found + len(plain(words))
    return missing


def formatting_by_hand(word: Word) -> Counter[tuple[str, str]]:
    """Formatting in the text that is no style, list, language or section: paragraph style and property."""
    found: Counter[tuple[str, str]] = Counter()
    for name, story in word.stories.items():
        if not re.search(r"document|footnotes", name):
            continue
        for paragraph in story.iter(W + "p"):
            style = word.style(paragraph)
            own = paragraph.find(W + "pPr")
            found.update((style, e.tag[len(W) :]) for e in own if e.tag[len(W) :] not in PARAGRAPH_FORMATTING)
            for properties in paragraph.iter(W + "rPr"):
                names = [e.tag[len(W) :] for e in properties]
                found.update((style, name) for name in names if name not in RUN_FORMATTING)
    return found


def unknown_styles(word: Word) -> set[str]:
    """Styles that are used and not defined."""
    marks = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "styleLink")
    used = {
        str(element.get(W + "val"))
        for part in word.parts.values()
        for mark in marks
        for element in part.iter(W + mark)
    }
    return used - set(word.styles)


def table_faults(word: Word) -> Iterator[str]:
    """What is wrong with the tables of a file."""
    for table in word.body.iter(W + "tbl"):
        grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        rows = table.findall(W + "tr")
        if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "no header row"
        for key in ("tblCaption", "tblDescription"):
            if not table.find(f"{W}tblPr/{W}{key}").get(W + "val"):
                yield f"no {key}"
        for row in rows:
            cells = row.findall(W + "tc")
            spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in cells]
            if sum(1 if span is None else int(span.get(W + "val")) for span in spans) != grid:
                yield "a row that does not fill the grid"
            if any(cell[-1].tag != W + "p" for cell in cells):
                yield "a cell without a last paragraph"
