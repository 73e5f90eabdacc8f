"""Short ways to say what the sample documents are made of: words, lists, pictures, places in a record."""

import struct
import zlib

from annual_report.document.blocks import (
    Attachment,
    Block,
    Blocks,
    GlanceLine,
    Inline,
    InlineRole,
    Inlines,
    ListBlock,
    ListItem,
    ListRole,
    Metadata,
    Origin,
    Paragraph,
    ParagraphRole,
    Picture,
    Section,
    Span,
    Text,
)
from annual_report.problems import Place


def picture(name: str = "quay.png", width: int = 320, height: int = 108) -> Picture:
    """A small PNG (8 bits, RGB) of houses on a shore, drawn here pixel by pixel."""
    sky, house, roof, shore = b"\xcf\xe0\xf1", b"\x00\x5e\xb8", b"\x00\x30\x87", b"\x3d\x4f\x5d"

    def colour(x: int, y: int) -> bytes:
        top = height - 20 - (x // 40 * 23) % 60
        if y >= height - 16:
            return shore
        return sky if y < top or x % 40 > 33 else roof if y < top + 8 else house

    rows = b"".join(b"\x00" + b"".join(colour(x, y) for x in range(width)) for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )
    return Picture(name, "image/png", data, width, height)


def svg_picture() -> Picture:
    """A drawing of two houses, as SVG."""
    data = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 54" width="160" height="54">'
        b'<rect width="160" height="54" fill="#D6E4D3"/>'
        b'<rect x="20" y="24" width="30" height="30" fill="#2F6B4C"/>'
        b'<path d="M70 54V30L90 14L110 30V54Z" fill="#17402D"/></svg>'
    )
    return Picture("houses.svg", "image/svg+xml", data, 160, 54)


def origin(path: str, line: int, file: str = "2023-24") -> Origin:
    """A field of the year file, and the line it stands on."""
    return Origin(f"{file}:{path}", Place(f"data/harbour/{file}.yaml", line, 5))


def words(*pieces: str | Inline) -> Inlines:
    """Inline content from plain strings and ready pieces."""
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def p(*pieces: str | Inline, role: ParagraphRole = "body", origin: Origin | None = None) -> Paragraph:
    """A paragraph."""
    return Paragraph(words(*pieces), role, origin)


def span(said: str, role: InlineRole = "", language: str = "") -> Span:
    """Words with a role or a language."""
    return Span(words(said), role, language)


def li(*pieces: str | Inline, nested: ListBlock | None = None, origin: Origin | None = None) -> ListItem:
    """A list item: a paragraph, and a list inside it."""
    blocks: Blocks = (p(*pieces, origin=origin),)
    return ListItem((*blocks, nested) if nested else blocks, origin=origin)


def bullets(*items: str | ListItem, role: ListRole = "plain") -> ListBlock:
    """A list of plain sentences or ready items."""
    return ListBlock(tuple(li(item) if isinstance(item, str) else item for item in items), role)


def reason(label: str, text: str) -> Paragraph:
    """A paragraph with a run-in label."""
    return p(span(label, "run-in"), " ", text, role="reason")


def section(title: str, slug: str, *blocks: Block, level: int = 1, page: bool = False) -> Section:
    """A part under a heading."""
    return Section(slug, level, words(title), blocks, "page" if page else "follow")


NOTHING = p(span("No achievement recorded", "quiet"), role="quiet")


def glance_line(number: str, promise: str, standing: str, *, marked: bool = True) -> GlanceLine:
    """One priority at a glance."""
    said = words(standing) if marked else (span(standing, "quiet"),)
    return GlanceLine(number, words(promise), said, marked)


def metadata(forum: str, year: str) -> Metadata:
    """What the file says of itself."""
    return Metadata(
        title=f"{forum}: annual report {year}",
        author=forum,
        subject=f"What the {forum} promised, and what it did, in {year}",
        language="en-GB",
        date="2024-03-31",
        running_left=forum,
        running_right=f"Annual report {year}",
        keywords=("annual report", year),
        identifier=f"harbour/{year.replace('/', '-')}",
    )


def attachments() -> tuple[Attachment, ...]:
    """The record, travelling along."""
    data = b"forum: Harbour Partnership\nyear: 2023/24\n"
    return (
        Attachment("2023-24.yaml", "application/yaml", "The record that this report was made from", data),
    )
