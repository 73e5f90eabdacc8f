"""A font file that somebody brings, as it comes: what it is, what it says of itself, whether it may be used.

Read straight from the bytes, without trust and without a library, because it is asked at every build
(ISO/IEC 14496-22; WOFF File Format 1.0 for the packed form).
"""

import struct
import zlib
from struct import pack, unpack_from

from msgspec import Struct

UNPACKED_BYTES = 60_000_000
"""How large a font may become when it is unpacked."""
_PLAIN = (b"\0\1\0\0", b"true", b"OTTO")
_TABLES = 200
_CODES = 0x110000
_MAPS = 64
"""Character maps that a font may have; most have three, and five are many."""
_USED = (
    *(b"head", b"hhea", b"hmtx", b"maxp", b"OS/2", b"name", b"post", b"cmap", b"loca", b"glyf", b"CFF "),
    *(b"CFF2", b"fvar", b"avar", b"gvar", b"HVAR", b"MVAR", b"GSUB"),
)
"""The tables that a page needs; all others are left out before anything else reads the file."""
_NEEDED = (b"head", b"hhea", b"hmtx", b"maxp", b"OS/2", b"cmap")
_USAGE, _RESTRICTED = 0x000E, 0x0002
_WHOLE_ONLY, _BITMAPS_ONLY = 0x0100, 0x0200


class FontError(Exception):
    """Raised where a font can't be used; ``code`` is that of the problem, ``hint`` what to do."""

    def __init__(self, code: str, reason: str, hint: str | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.hint = hint


class Account(Struct, frozen=True):
    """What a font says of itself: its lightest and heaviest weight, and whether it is slanted."""

    lightest: int
    heaviest: int
    slanted: bool


def opened(data: bytes) -> dict[bytes, bytes]:
    """The tables of a font that a page needs, out of a TrueType, OpenType or WOFF file.

    Raises ``FontError`` (AR415) for what is none of them, or damaged, or too large.
    """
    kind = data[:4]
    if kind == b"wOF2":
        reason = "it is packed as WOFF2, for the web"
        raise FontError("AR415", reason, "take the .ttf or .otf file of the same font")
    if kind == b"ttcf":
        reason = "it is a collection of several fonts"
        raise FontError("AR415", reason, "take a .ttf or .otf file of each font")
    if kind != b"wOFF" and kind not in _PLAIN:
        raise FontError("AR415", "it is not a font", "a font is a .ttf, .otf or .woff file")
    try:
        found = _packed_tables(data) if kind == b"wOFF" else _tables(data)
    except (struct.error, zlib.error):
        raise damaged() from None
    missing = [tag.decode().strip() for tag in _NEEDED if tag not in found]
    if missing:
        raise FontError("AR415", f"it is damaged: the table {missing[0]} is missing")
    if not {b"glyf", b"CFF ", b"CFF2"} & found.keys():
        raise FontError("AR415", "it has no outlines", "a font of bitmaps can't be printed")
    return found


def damaged() -> FontError:
    """What is raised for bytes that make no font."""
    return FontError("AR415", "it is damaged", "fetch it anew from where it came")


def _tables(data: bytes) -> dict[bytes, bytes]:
    (count,) = unpack_from(">H", data, 4)
    found: dict[bytes, bytes] = {}
    room = len(data)
    for place in range(min(count, _TABLES)):
        tag, _, offset, length = unpack_from(">4sIII", data, 12 + 16 * place)
        if tag in _USED:
            room -= length
            if room < 0 or offset + length > len(data):
                raise damaged()
            found[tag] = data[offset : offset + length]
    return found


def _packed_tables(data: bytes) -> dict[bytes, bytes]:
    (count,) = unpack_from(">H", data, 12)
    found: dict[bytes, bytes] = {}
    room = UNPACKED_BYTES
    for place in range(min(count, _TABLES)):
        tag, offset, packed, length, _ = unpack_from(">4sIIII", data, 44 + 20 * place)
        if tag not in _USED:
            continue
        room -= length
        if room < 0:
            raise FontError("AR415", f"unpacked it is larger than {UNPACKED_BYTES // 1_000_000} megabytes")
        content = data[offset : offset + packed]
        if packed < length:
            content = zlib.decompressobj().decompress(content, length)
        if len(content) != length:
            raise damaged()
        found[tag] = content
    return found


def assembled(tables: dict[bytes, bytes]) -> bytes:
    """A font file from its tables. Its checksums are not set: whoever reads it here does not look."""
    version = b"OTTO" if {b"CFF ", b"CFF2"} & tables.keys() else b"\0\1\0\0"
    directory, body = b"", b""
    start = 12 + 16 * len(tables)
    for tag, data in sorted(tables.items()):
        directory += pack(">4sIII", tag, 0, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return version + pack(">HHHH", len(tables), 0, 0, 0) + directory + body


def account(tables: dict[bytes, bytes]) -> Account:
    """What a font says of itself. Raises ``FontError`` (AR415) where it is damaged."""
    try:
        (weight,) = unpack_from(">H", tables[b"OS/2"], 4)
        (selection,) = unpack_from(">H", tables[b"OS/2"], 62)
        axis = _weight_axis(tables[b"fvar"]) if b"fvar" in tables else None
    except struct.error:
        raise damaged() from None
    lightest, heaviest = axis or (weight, weight)
    return Account(lightest, heaviest, bool(selection & 1))


def _weight_axis(fvar: bytes) -> tuple[int, int] | None:
    """The lightest and heaviest weight of a variable font; None if its weight does not vary."""
    axes, _, count, size = unpack_from(">HHHH", fvar, 4)
    for place in range(count):
        tag, low, _, high = unpack_from(">4siii", fvar, axes + size * place)
        if tag == b"wght":
            return low >> 16, high >> 16
    return None


def refuse_licence(tables: dict[bytes, bytes]) -> None:
    """Raise ``FontError`` (AR416) where a font's licence bits forbid what a PDF does with it.

    That is to hold the part of it that is used (OS/2 fsType; PDF/A-3, 6.2.11.4).
    """
    rights = embedding_rights(tables[b"OS/2"])
    hint = "ask the font's maker for a licence that allows embedding, and for the file that goes with it"
    if rights & _USAGE == _RESTRICTED:
        raise FontError("AR416", f"its maker forbids embedding (fsType {rights})", hint)
    if rights & _WHOLE_ONLY:
        raise FontError("AR416", f"its maker forbids embedding a part of it (fsType {rights})", hint)
    if rights & _BITMAPS_ONLY:
        raise FontError("AR416", f"its maker forbids embedding its outlines (fsType {rights})", hint)


def embedding_rights(table: bytes) -> int:
    """The licence bits of a font's OS/2 table."""
    try:
        (rights,) = unpack_from(">H", table, 8)
    except struct.error:
        raise damaged() from None
    return int(rights)


def refuse_endless_map(cmap: bytes) -> None:
    """Raise ``FontError`` (AR415) for character maps that a few bytes make endless.

    Formats 4, 8, 12 and 13 name runs of characters, which a reader writes out one by one; and several maps
    may be read from the same bytes.
    """
    try:
        (count,) = unpack_from(">H", cmap, 2)
        if count > _MAPS:
            raise damaged()
        rest = 2 * _CODES
        for at in {unpack_from(">I", cmap, 8 + 8 * place)[0] for place in range(count)}:
            rest -= sum(max(last - first, 0) + 1 for first, last in _runs(cmap, at))
            if rest < 0:
                raise damaged()
    except struct.error:
        raise damaged() from None


def _runs(cmap: bytes, at: int) -> list[tuple[int, int]]:
    """The first and last character of each run in a map (5.2.1)."""
    (form,) = unpack_from(">H", cmap, at)
    if form == 4:
        (double,) = unpack_from(">H", cmap, at + 6)
        many = double // 2
        ends = unpack_from(f">{many}H", cmap, at + 14)
        return list(zip(unpack_from(f">{many}H", cmap, at + 16 + double), ends, strict=True))
    if form in (8, 12, 13):
        groups = at + (8204 if form == 8 else 12)
        (many,) = unpack_from(">I", cmap, groups)
        if many > _CODES:
            raise damaged()
        return [unpack_from(">II", cmap, groups + 4 + 12 * place) for place in range(many)]
    return []
