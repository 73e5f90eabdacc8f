"""Finished files read back: their words in reading order, and their outline, whatever the format."""

import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

Judge = Callable[[str], ModuleType]
Heading = tuple[int, str]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SILENT = {"style", "script", "title", "head"}
BREAKING = {"p", "li", "td", "th", "dt", "dd", "div", "h1", "h2", "h3", "h4", "h5", "h6", "br", "caption"}
BREAKING |= {"section", "figcaption", "summary", "header", "footer", "nav", "aside", "blockquote", "tr"}


def plain(text: str) -> str:
    """Return text with every run of blanks, no-break ones among them, as one blank."""
    return re.sub(r"[\s\u00a0]+", " ", text).strip()


def words(file: Path, judge: Judge) -> str:
    """Return the words of a report in reading order."""
    match file.suffix:
        case ".pdf":
            return plain(judge("poppler").text(file))
        case ".docx":
            return plain(" ".join(_word_paragraphs(file)))
        case _:
            return plain("".join(page(file).text))


def outline(file: Path, judge: Judge) -> list[Heading]:
    """Return the headings of a report in reading order: level and words."""
    match file.suffix:
        case ".pdf":
            return _pdf_outline(judge("poppler").structure(file))
        case ".docx":
            return list(_word_outline(file))
        case _:
            return page(file).headings


class Page(HTMLParser):
    """The words and headings of a web page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.headings: list[Heading] = []
        self._silent = 0
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where silence and headings begin."""
        self._silent += tag in SILENT or ("hidden", None) in attrs
        if tag in BREAKING:
            self.text.append(" ")
        if re.fullmatch("h[1-6]", tag):
            self._heading = []

    def handle_endtag(self, tag: str) -> None:
        """Note where they end."""
        self._silent -= tag in SILENT
        if tag in BREAKING:
            self.text.append(" ")
        if re.fullmatch("h[1-6]", tag) and self._heading is not None:
            self.headings.append((int(tag[1]), plain("".join(self._heading))))
            self._heading = None

    def handle_data(self, data: str) -> None:
        """Keep what a reader sees."""
        if not self._silent:
            self.text.append(data)
            if self._heading is not None:
                self._heading.append(data)


def page(file: Path) -> Page:
    """Return a web page, read."""
    found = Page()
    found.feed(file.read_text(encoding="utf-8"))
    return found


def _word_paragraphs(file: Path) -> Iterator[str]:
    with zipfile.ZipFile(file) as package:
        notes = _notes(package)
        body = ET.fromstring(package.read("word/document.xml"))
    for paragraph in body.iter(f"{W}p"):
        yield "".join(_runs(paragraph))
    yield from notes


def _runs(paragraph: ET.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in (f"{W}tab", f"{W}br"):
            yield " "


def _notes(package: zipfile.ZipFile) -> list[str]:
    if "word/footnotes.xml" not in package.namelist():
        return []
    root = ET.fromstring(package.read("word/footnotes.xml"))
    return ["".join(_runs(paragraph)) for paragraph in root.iter(f"{W}p")]


def _word_outline(file: Path) -> Iterator[Heading]:
    with zipfile.ZipFile(file) as package:
        body = ET.fromstring(package.read("word/document.xml"))
        styles = ET.fromstring(package.read("word/styles.xml"))
    names = {
        style.get(f"{W}styleId"): str(name.get(f"{W}val")).lower()
        for style in styles.iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None
    }
    levels = {
        style.get(f"{W}styleId"): int(level.get(f"{W}val", "9")) + 1
        for style in styles.iter(f"{W}style")
        if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
    }
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        named = style.get(f"{W}val") if style is not None else None
        if named in levels or names.get(named) == "toc heading":
            yield levels.get(named, 1), plain("".join(_runs(paragraph)))


def _pdf_outline(structure: str) -> list[Heading]:
    found: list[Heading] = []
    level = depth = 0
    for line in structure.splitlines():
        indent = len(line) - len(line.lstrip())
        if head := re.match(r"\s*H([1-6])\b", line):
            level, depth = int(head[1]), indent
            found.append((level, ""))
        elif level and indent > depth:
            if text := re.match(r'\s*"(.*)"$', line):
                found[-1] = (level, plain(f"{found[-1][1]}{text[1]}"))
        else:
            level = 0
    return found
