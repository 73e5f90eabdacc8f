"""Whether a file is sound in its own format, as far as can be told without drawing it."""

import json
import zipfile
import zlib
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from annual_report.archive.trust import allowance

MOST_BYTES = 200_000_000
"""A larger file (a scanned source, say) is compared by its checksum only."""


class Inspector:
    """Looks into files, each content once: the packages of a forum share most of theirs."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str | None] = {}

    def fault(self, name: str, path: Path, digest: str) -> str | None:
        """As ``fault``, for a file with that checksum."""
        key = (PurePosixPath(name).suffix.lower(), digest)
        if key not in self._known:
            self._known[key] = fault(name, path)
        return self._known[key]


def fault(name: str, path: Path) -> str | None:
    """What is wrong with a file, in plain words; None where it is sound, or of a format not looked into.

    ``name`` says by its ending what the file should be.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        data = path.read_bytes()
    except OSError as error:
        return (error.strerror or str(error)).lower()
    match PurePosixPath(name).suffix.lower():
        case ".pdf":
            return _pdf(data)
        case ".docx":
            return _word(data)
        case ".html":
            return _page(data)
        case ".xml" | ".svg":
            return xml_fault(data)
        case ".json":
            return _json(data)
        case ".yaml" | ".yml":
            return _record(data, name)
        case ".txt" | ".j2" | ".csv":
            return _text(data)
        case ".png" | ".jpg" | ".jpeg":
            return _picture(data, name)
        case _:
            return None


def xml_fault(data: bytes) -> str | None:
    """Why some bytes are no well-formed XML; a document type, which could hide a bomb, is a fault as well."""
    declared = False

    def doctype(*_: object) -> None:
        nonlocal declared
        declared = True

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature: this is all there is
    except expat.ExpatError as error:
        return f"it is not well-formed XML: {error}"
    return "it declares a document type" if declared else None


def _pdf(data: bytes) -> str | None:
    from pypdf import PdfReader, apply_configuration

    from annual_report.archive.quiet import quiet

    if not data.startswith(b"%PDF-") or not data.rstrip().endswith(b"%%EOF"):
        return "it does not begin and end as a PDF does"
    try:
        with quiet("pypdf"), apply_configuration(zlib_maximum_output_length=allowance(len(data))):
            reader = PdfReader(BytesIO(data), strict=True)
            for page in reader.pages:
                contents = page.get_contents()
                if contents is not None:
                    contents.get_data()
            return None if reader.pages else "it has no page"
    except Exception as error:  # noqa: BLE001 - a damaged PDF can make a reader raise anything
        return f"it can't be read as PDF ({type(error).__name__}: {error})"


def _word(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > allowance(len(data)):
                return "it unpacks to much more than it is"
            for entry in entries:
                part = package.read(entry)
                if entry.filename.endswith((".xml", ".rels")) and (found := xml_fault(part)):
                    return f"its part {entry.filename} is damaged: {found}"
            names = {entry.filename for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        return f"it can't be unpacked ({error})"
    missing = {"[Content_Types].xml", "word/document.xml"} - names
    return f"it has no part {min(missing)}" if missing else None


def _page(data: bytes) -> str | None:
    if words := _text(data):
        return words
    reader = _Tags()
    reader.feed(data.decode())
    reader.close()
    if reader.fault:
        return reader.fault
    return None if reader.seen_root and not reader.open else "it is cut off"


class _Tags(HTMLParser):
    """Holds that every element is closed, in the order in which they were opened."""

    _EMPTY = frozenset(
        {
            *(
                "area",
                "base",
                "br",
                "col",
                "embed",
                "hr",
                "img",
                "input",
                "link",
                "meta",
                "source",
                "track",
                "wbr",
            )
        }
    )

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fault: str | None = None
        self.seen_root = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.seen_root |= tag == "html"
        if tag not in self._EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself (those of SVG do) opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag in self._EMPTY:
            return
        if not self.open or self.open[-1] != tag:
            self.fault = self.fault or f"</{tag}> closes nothing that is open"
        else:
            self.open.pop()


def _json(data: bytes) -> str | None:
    try:
        json.loads(data)
    except (ValueError, RecursionError) as error:
        return f"it is not JSON ({error})"
    return None


def _record(data: bytes, name: str) -> str | None:
    from annual_report.record.nodes import parse

    _, problems = parse(data, name)
    return f"{problems[0].place}: {problems[0].message}" if problems else None


def _text(data: bytes) -> str | None:
    try:
        data.decode()
    except UnicodeDecodeError:
        return "it is not text in UTF-8"
    return None


def _picture(data: bytes, name: str) -> str | None:
    from annual_report.pictures import UnusableError, look

    try:
        look(name, data)
    except UnusableError as error:
        return str(error)
    return None
