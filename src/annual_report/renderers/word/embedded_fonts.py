"""The brand's typeface inside the Word file, so that it looks the same on a machine that lacks the font.

A face is stored as the standard asks (ISO/IEC 29500-1, 17.8.1): its first 32 bytes are mixed with a key that
stands beside it. Word knows four faces of a family; ours are its regular and its bold one, and the font has
to say so of itself.
"""

import struct
from functools import lru_cache
from hashlib import sha256

from annual_report.design import Face
from annual_report.renderers.word.package import Part, Relationships

_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_STYLES = {400: ("Regular", "Regular"), 600: ("Bold", "Bold")}
"""Weight: what Word calls the face (``w:embed...``), and what the font calls it in its name table."""
_ENGLISH_ON_WINDOWS = (3, 1, 0x409)
_GROUPING = frozenset((16, 17, 21, 22, 25))
"""Names that sort a face into a family in other ways than by four members."""
_USAGE, _EDITABLE = 0x000E, 0x0008
_CHECKSUM_OF_A_FONT = 0xB1B0AFBA


def embedded(faces: tuple[Face, ...], owner: Relationships) -> tuple[str, list[Part]]:
    """The elements for the family's entry in the font table, and the parts; ``owner`` gets the relationships.

    A face whose licence does not allow it in a file that is edited (OS/2 fsType) is left out: it may stand in
    a PDF, and Word asks the machine for it.
    """
    elements: list[str] = []
    parts: list[Part] = []
    for face in faces:
        if face.weight not in _STYLES or not may_be_edited(face.data):
            continue
        key, data = _hidden(face)
        # A plain name: Word offers to repair a file whose font parts have blanks in their names.
        name = f"fonts/font{len(parts) + 1}.odttf"
        parts.append(Part(f"word/{name}", _TYPE, data))
        elements.append(
            f'<w:embed{_STYLES[face.weight][0]} r:id="{owner.add("font", name)}" w:fontKey="{key}"/>'
        )
    return "".join(elements), parts


@lru_cache(maxsize=8)
def _hidden(face: Face) -> tuple[str, bytes]:
    """The key of a face as a GUID, and its bytes mixed with it."""
    data = named_in_family(face)
    digest = sha256(data).hexdigest().upper()
    parts = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])
    return f"{{{'-'.join(parts)}}}", mixed(data, "".join(parts))


def mixed(data: bytes, key: str) -> bytes:
    """The bytes with their first 32 mixed with a GUID (32 hexadecimal digits); done twice it is undone."""
    stamp = bytes.fromhex(key)[::-1] * 2
    return bytes(one ^ other for one, other in zip(data[:32], stamp, strict=True)) + data[32:]


def named_in_family(face: Face) -> bytes:
    """The face's file as a member of its family: Windows finds a bold face by its name and two flags."""
    style = _STYLES[face.weight][1]
    tables = _tables(face.data)
    # All else that the font says of itself stays, its copyright and its licence above all.
    names = {number: words for number, words in _names(tables[b"name"]).items() if number not in _GROUPING}
    names |= {1: face.family, 2: style, 4: f"{face.family} {style}", 6: face.name}
    tables[b"name"] = _name_table(names)
    flags = 0x20 if style == "Bold" else 0x40
    old = tables[b"OS/2"]
    (selection,) = struct.unpack_from(">H", old, 62)
    tables[b"OS/2"] = old[:62] + struct.pack(">H", selection & ~0x61 | flags) + old[64:]
    head = tables[b"head"]
    mac_style = struct.pack(">H", int(style == "Bold"))
    tables[b"head"] = head[:8] + bytes(4) + head[12:44] + mac_style + head[46:]
    return _assembled(face.data, tables)


def _tables(data: bytes) -> dict[bytes, bytes]:
    """The tables of a TrueType file (OpenType, table directory)."""
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for place in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        found[tag] = data[offset : offset + length]
    return found


def may_be_edited(data: bytes) -> bool:
    """Whether a face may be embedded in a document that can be changed: installable, or editable."""
    (rights,) = struct.unpack_from(">H", _tables(data)[b"OS/2"], 8)
    return not rights & _USAGE or bool(rights & _EDITABLE)


def _names(table: bytes) -> dict[int, str]:
    """The English names of a font for Windows, by their number."""
    _, count, strings = struct.unpack_from(">HHH", table)
    found = {}
    for place in range(count):
        *kind, number, length, offset = struct.unpack_from(">HHHHHH", table, 6 + 12 * place)
        if tuple(kind) == _ENGLISH_ON_WINDOWS:
            start = strings + offset
            found[number] = table[start : start + length].decode("utf-16-be")
    return found


def _name_table(names: dict[int, str]) -> bytes:
    """A name table of format 0, in English for Windows."""
    records, strings = b"", b""
    for number, words in sorted(names.items()):
        written = words.encode("utf-16-be")
        records += struct.pack(">HHHHHH", *_ENGLISH_ON_WINDOWS, number, len(written), len(strings))
        strings += written
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + strings


def _assembled(old: bytes, tables: dict[bytes, bytes]) -> bytes:
    """The font ``old`` with these tables, and with checksums (OpenType, calculating checksums).

    What a table is as it was keeps its checksum: adding up every outline anew takes 4 ms of a small report.
    """
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    header = old[:4] + struct.pack(">HHHH", count, search, power, 16 * count - search)
    offset = 12 + 16 * count
    sums, before = _checksums(old), _tables(old)
    directory, body, total = b"", [], 0
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        if before.get(tag) != data:
            sums[tag] = _checksum(padded)
        directory += struct.pack(">4sIII", tag, sums[tag], offset, len(data))
        body.append(padded)
        offset += len(padded)
        total += sums[tag]
    whole = b"".join([header, directory, *body])
    at = 12 + 16 * count + _offset_of(b"head", tables) + 8
    adjustment = (_CHECKSUM_OF_A_FONT - _checksum(header + directory) - total) & 0xFFFFFFFF
    return whole[:at] + struct.pack(">I", adjustment) + whole[at + 4 :]


def _checksums(data: bytes) -> dict[bytes, int]:
    """What a TrueType file says of each of its tables."""
    (count,) = struct.unpack_from(">H", data, 4)
    return dict(struct.unpack_from(">4sI", data, 12 + 16 * place) for place in range(count))


def _offset_of(tag: bytes, tables: dict[bytes, bytes]) -> int:
    """Where a table begins among the tables in the order of their tags."""
    return sum(len(data) + -len(data) % 4 for name, data in tables.items() if name < tag)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
