"""A brand's Word template read: what it is made of, its styles by name, and the place for the report."""

import re
from xml.etree import ElementTree as ET

from msgspec import Struct

from annual_report.problems import Place, Problem
from annual_report.renderers.word.codes import SEVERITIES
from annual_report.renderers.word.package import Part

BODY_TAG, BODY_MARK = "report-body", "report_body"
"""The content control that the report replaces, and the bookmark in it: LibreOffice keeps only the second."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 200_000_000
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the container begins in which Word keeps encrypted files and its files of before 2007."""
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class Template(Struct, frozen=True):
    """A template taken apart.

    ``before`` and ``after`` are the body's XML on both sides of the place for the report, ``specimens`` what
    stands there now. ``styles`` maps names in lower case (as Word compares them) to ids, ``lists`` the names
    of styles to the list that each belongs to, ``definitions`` a list to its definition.
    """

    parts: dict[str, Part]
    before: str
    specimens: str
    after: str
    styles: dict[str, str]
    lists: dict[str, int]
    definitions: dict[int, int]

    @property
    def section(self) -> str:
        """The section that the report stands in: the first one that ends after it."""
        found = re.search(r"<w:sectPr\b.*?</w:sectPr>", self.after, re.DOTALL)
        return found[0] if found else "<w:sectPr/>"


def read_template(data: bytes, place: Place) -> Template | Problem:
    """The template, or why it can't be used; ``place`` is the file that the problem names."""
    files = _unpacked(data, place)
    if isinstance(files, Problem):
        return files
    try:
        types = ET.fromstring(files["[Content_Types].xml"])  # noqa: S314 - entities are refused above
        parts = _typed(files, types)
        styles = ET.fromstring(files["word/styles.xml"])  # noqa: S314
        numbering = ET.fromstring(files.get("word/numbering.xml", b"<none/>"))  # noqa: S314
        body = files["word/document.xml"].decode("utf-8")
        ends = _place_for_the_report(files["word/document.xml"])
    except (KeyError, ET.ParseError, UnicodeDecodeError) as trouble:
        return _problem("AR521", place, f"the template is no Word file that can be read: {trouble}")
    if ends is None:
        return _problem("AR525", place, f'the template has no content control tagged "{BODY_TAG}"')
    start, end = (len(files["word/document.xml"][:at].decode("utf-8")) for at in ends)
    names, lists = _styles(styles)
    definitions = {
        int(num.get(f"{_W}numId", "0")): int(num.find(f"{_W}abstractNumId").get(f"{_W}val", "0"))  # type: ignore[union-attr]
        for num in numbering.iter(f"{_W}num")
        if num.find(f"{_W}abstractNumId") is not None
    }
    return Template(parts, body[:start], body[start:end], body[end:], names, lists, definitions)


def _problem(code: str, place: Place, message: str, hint: str | None = None) -> Problem:
    return Problem(code, SEVERITIES[code], place, message, hint)


def _unpacked(data: bytes, place: Place) -> dict[str, bytes] | Problem:
    """The files inside, if there is nothing against reading them."""
    import zipfile
    from io import BytesIO

    if data.startswith(_OLD_OFFICE):
        return _problem("AR522", place, "the template is encrypted, or a file of an old Word (.doc)")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                return _problem("AR522", place, "the template is encrypted")
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                return _problem("AR524", place, "unpacked, the template would be far too large")
            if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
                return _problem("AR523", place, "the template carries macros")
            names = [entry.filename for entry in entries if not entry.filename.endswith("/")]
            files = {name: package.read(name) for name in names}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as trouble:
        return _problem("AR521", place, f"the template is no Word file: {trouble}")
    if b"macroEnabled" in files.get("[Content_Types].xml", b""):
        return _problem("AR523", place, "the template is of a kind that carries macros")
    if any(b"<!DOCTYPE" in content for name, content in files.items() if name.endswith((".xml", ".rels"))):
        return _problem("AR521", place, "the template defines entities of its own, which Word never does")
    return files


def _typed(files: dict[str, bytes], types: ET.Element) -> dict[str, Part]:
    """The files with their content types; the template's kind becomes that of a document."""
    defaults = {
        e.get("Extension", "").lower(): e.get("ContentType", "") for e in types.iter(f"{_TYPES}Default")
    }
    named = {
        e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in types.iter(f"{_TYPES}Override")
    }
    found = {}
    for name, content in files.items():
        kind = named.get(name) or defaults.get(name.rpartition(".")[2].lower(), "")
        if name == "[Content_Types].xml" or name.endswith(".rels") or kind == "application/xml":
            kind = ""
        found[name] = Part(name, kind.replace("template.main+xml", "document.main+xml"), content)
    del found["[Content_Types].xml"]
    return found


def _styles(sheet: ET.Element) -> tuple[dict[str, str], dict[str, int]]:
    """Names to ids, and names to the lists that styles belong to."""
    names: dict[str, str] = {}
    lists: dict[str, int] = {}
    for style in sheet.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is None:
            continue
        key = name.get(f"{_W}val", "").lower()
        names.setdefault(key, style.get(f"{_W}styleId", ""))
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            lists.setdefault(key, int(number.get(f"{_W}val", "0")))
    return names, lists


def _place_for_the_report(body: bytes) -> tuple[int, int] | None:
    """Where the place for the report begins and ends in the bytes of the body, or None without one."""
    finder = _Finder()
    finder.read(body)
    return finder.control or finder.marked


class _Finder:
    """Reads the body once and notes where its own children begin and end, and which of them are the place."""

    def __init__(self) -> None:
        self.control: tuple[int, int] | None = None
        self.marked: tuple[int, int] | None = None
        self._depth = 0
        self._child = 0
        self._tagged = self._opened = self._closed = False
        self._mark = ""
        self._from: int | None = None
        self._body_depth = 0

    def read(self, body: bytes) -> None:
        """Read the whole part."""
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = lambda name, pairs: self._start(name, pairs, parser.CurrentByteIndex)
        parser.EndElementHandler = lambda name: self._end(name, body, parser.CurrentByteIndex)
        try:
            parser.Parse(body, True)  # noqa: FBT003 - the parser's own signature: this is all there is
        except expat.ExpatError as trouble:
            raise ET.ParseError(str(trouble)) from None

    def _start(self, name: str, pairs: dict[str, str], at: int) -> None:
        self._depth += 1
        tag = name.rpartition("}")[2]
        value = next((v for k, v in pairs.items() if k.endswith("}val")), "")
        if tag == "body" and not self._body_depth:
            self._body_depth = self._depth
        elif self._depth == self._body_depth + 1:
            self._child, self._tagged, self._opened, self._closed = at, False, False, False
        if tag == "tag" and value == BODY_TAG:
            self._tagged = True
        named = {k.rpartition("}")[2]: v for k, v in pairs.items()}
        if tag == "bookmarkStart" and named.get("name") == BODY_MARK:
            self._opened, self._mark = True, named.get("id", "")
        elif tag == "bookmarkEnd" and self._mark and named.get("id") == self._mark:
            self._closed = True

    def _end(self, name: str, body: bytes, at: int) -> None:
        if self._body_depth and self._depth == self._body_depth + 1:
            after = body.index(b">", at) + 1
            if self._tagged and name.endswith("}sdt") and self.control is None:
                self.control = (self._child, after)
            if self._opened and self._from is None:
                self._from = self._child
            if self._closed and self._from is not None and self.marked is None:
                self.marked = (self._from, after)
        self._depth -= 1
