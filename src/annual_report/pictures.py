"""Pictures that a record names: read from the workspace, looked at before anybody draws them.

Nothing is decoded here. The header says what a picture is and how large; a file that is cut off, that is
something else, or that would do more than show a picture, is a problem.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from annual_report.document.blocks import Picture
from annual_report.problems import Code, Problem, ReportError
from annual_report.record.loading import named_files
from annual_report.record.model import ForumRecord, Picture as PictureField, Year

MOST_BYTES = 20_000_000
MOST_PIXELS = 50_000_000
"""A full A4 page at 600 dots an inch has 35 million."""

CODES = (
    Code(
        "AR511",
        "error",
        "A picture can't be used",
        "Pictures are PNG, JPEG or SVG files inside the workspace, of at most 20 megabytes and 50 million "
        "pixels. An SVG may hold no script, no entity, and nothing that is fetched from elsewhere. Save the "
        "picture again from the program it came from, smaller or in another format.",
    ),
)

PNG = b"\x89PNG\r\n\x1a\n"
_SOF = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_SOS = 0xDA
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_SVG_ACTIVE = frozenset({"script", "foreignObject", "iframe", "image", "use", "a", "style"})


class UnusableError(Exception):
    """Why a picture can't be used, in words."""


def read_pictures(workspace: Path, forum: ForumRecord, year: Year) -> dict[str, tuple[str, Picture]]:
    """The pictures of a forum and one year: by the address of the field, the picture's name and itself.

    Raises ``ReportError`` (AR511) with every picture that can't be used.
    """
    addresses = {
        entity.file.address: entity.address
        for source in (forum.forum, year)
        for entity in source.values
        if isinstance(entity, PictureField) and entity.file is not None
    }
    found: dict[str, tuple[str, Picture]] = {}
    problems = []
    for named in named_files(forum):
        address = addresses.get(named.token.address)
        if address is None or named.path is None:
            continue
        try:
            data = _read(workspace / named.path)
            found[address] = (named.path, look(named.path, data))
        except UnusableError as error:
            message = f'the picture "{named.token.text}" can\'t be used: {error}'
            problems.append(Problem("AR511", "error", named.token.place, message))
    if problems:
        raise ReportError(problems)
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnusableError((error.strerror or str(error)).lower()) from None
    if len(data) > MOST_BYTES:
        raise UnusableError(f"it has more than {MOST_BYTES // 1_000_000} megabytes")
    return data


def look(name: str, data: bytes) -> Picture:
    """The picture that some bytes are; ``name`` is only carried along."""
    if data.startswith(PNG):
        media_type, (width, height) = "image/png", _png_size(data)
    elif data.startswith(b"\xff\xd8"):
        media_type, (width, height) = "image/jpeg", _jpeg_size(data)
    elif b"<svg" in data[:2000]:
        media_type, (width, height) = "image/svg+xml", _svg_size(data)
    else:
        raise UnusableError("it is not a PNG, a JPEG or an SVG")
    if width < 1 or height < 1:
        raise UnusableError("it has no size")
    if width * height > MOST_PIXELS:
        raise UnusableError(
            f"it has {width:,} x {height:,} pixels, more than {MOST_PIXELS // 1_000_000} million"
        )
    return Picture(name, media_type, data, width, height)


def _png_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first chunk; every chunk has to be there (PNG, clause 5)."""
    at, size = len(PNG), (0, 0)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            break
        if kind == b"IHDR" and length == 13:
            width, height = struct.unpack_from(">II", data, at + 8)
            size = (width, height)
        if kind == b"IEND":
            return size
        at += 12 + length
    raise UnusableError("the file is cut off")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the frame header (ITU-T T.81, B.2.2); the end of the scan has to be there.

    What follows the end is not looked at: many telephones put a film of the moment there.
    """
    at, size = 2, (0, 0)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _NO_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker in _SOF and at + 9 <= len(data):
            height, width = struct.unpack_from(">HH", data, at + 5)
            size = (width, height)
        if marker == _SOS:
            break
        at += 2 + length
    else:
        raise UnusableError("it has no picture data")
    if data.find(b"\xff\xd9", at) < 0:
        raise UnusableError("the file is cut off")
    return size


def _svg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a drawing in its own units, from ``viewBox`` or its size."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    root: dict[str, str] = {}

    def doctype(*_: object) -> None:
        raise UnusableError("it has a document type declaration")

    def start(tag: str, attributes: dict[str, str]) -> None:
        if not root:
            root.update({"": tag, **attributes})
        for fault in _svg_faults(tag.rpartition(":")[2], attributes):
            raise UnusableError(fault)

    def instruction(name: str, _data: str) -> None:
        if name == "xml-stylesheet":
            raise UnusableError("it takes its looks from a style sheet outside itself")

    parser.StartDoctypeDeclHandler = doctype
    parser.ProcessingInstructionHandler = instruction
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError:
        raise UnusableError("it is not well-formed XML") from None
    if root[""].rpartition(":")[2] != "svg":
        raise UnusableError("it is not an SVG drawing")
    return _svg_measure(root)


def _svg_faults(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag in _SVG_ACTIVE:
        yield f"it holds <{tag}>, which may do more than show a drawing"
    for name, value in attributes.items():
        local = name.rpartition(":")[2].lower()
        if local.startswith("on"):
            yield f"it runs a script at {name}"
        if (local in {"href", "src"} and not value.startswith("#")) or _outside(value):
            yield f"it refers to something outside itself at {name}"


def _outside(value: str) -> bool:
    """Whether a value fetches something that is not in the drawing itself."""
    return "url(" in re.sub(r"url\(\s*['\"]?#", "", value, flags=re.IGNORECASE).lower() or "\\" in value


def _svg_measure(root: dict[str, str]) -> tuple[int, int]:
    try:
        if "viewBox" in root:
            _, _, width, height = (float(part) for part in root["viewBox"].replace(",", " ").split())
        else:
            width, height = (float(root[name].removesuffix("px")) for name in ("width", "height"))
        return (round(width), round(height))
    except (KeyError, ValueError, OverflowError):
        raise UnusableError("it does not say how large it is (viewBox, or width and height)") from None
