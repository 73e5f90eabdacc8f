"""Objects -> bytes: the file itself, PDF 1.7 with object streams and a cross-reference stream.

ReportLab writes each object by itself, uncompressed. A structure tree is thousands of small objects, so they
go into object streams (ISO 32000-1, 7.5.7), which halves the file. The file's identifier is a digest of its
contents: the same report, the same bytes.
"""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import accumulate
from struct import pack

from annual_report.renderers.pdf.syntax import packed_bytes

_TOGETHER = 250
"""Objects in one object stream."""

_LEVEL = 4
"""How hard object streams are packed: half the time of the usual 6; a long report's file is 2 % larger."""


def assemble(
    objects: Iterable[tuple[int, bytes]], following: Sequence[bytes], catalog: int, info: int
) -> bytes:
    """The file made of numbered objects, and of those ``following`` them (no streams), with the catalog and
    the information dictionary among them.
    """
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    offset = len(parts[0])
    entries: dict[int, bytes] = {0: pack(">BIH", 0, 0, 65535)}
    small: list[tuple[int, bytes]] = []

    def place(number: int, body: bytes) -> None:
        nonlocal offset
        written = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        entries[number] = pack(">BIH", 1, offset, 0)
        parts.append(written)
        offset += len(written)

    number = 0
    for number, body in objects:
        if body.rstrip().endswith(b"endstream"):
            place(number, _with_line_end(body))
        else:
            small.append((number, body.strip()))
    small += enumerate(following, number + 1)
    free = number + len(following) + 1
    for at in range(0, len(small), _TOGETHER):
        chunk = small[at : at + _TOGETHER]
        for index, (number, _) in enumerate(chunk):
            entries[number] = pack(">BIH", 2, free, index)
        place(free, _object_stream(chunk))
        free += 1
    entries[free] = pack(">BIH", 1, offset, 0)
    identifier = hashlib.sha256(b"".join(parts)).hexdigest()[:32].upper()
    parts.append(_references(entries, free, (catalog, info), identifier))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
    return b"".join(parts)


def _with_line_end(body: bytes) -> bytes:
    """A stream whose data end in a line end before ``endstream``, as ISO 19005-2, 6.1.7.1 asks."""
    return body.rstrip()[: -len(b"endstream")] + b"\nendstream"


def _object_stream(chunk: list[tuple[int, bytes]]) -> bytes:
    bodies = [body for _, body in chunk]
    starts = accumulate([len(body) + 1 for body in bodies], initial=0)
    index = [f"{number} {start}" for (number, _), start in zip(chunk, starts, strict=False)]
    head = " ".join(index).encode() + b"\n"
    packed = packed_bytes(head + b"\n".join(bodies), _LEVEL)
    return b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (
        len(chunk), len(head), len(packed), packed,
    )  # fmt: skip


def _references(entries: dict[int, bytes], own: int, named: tuple[int, int], identifier: str) -> bytes:
    """The cross-reference stream (ISO 32000-1, 7.5.8), which is the trailer as well."""
    missing = pack(">BIH", 0, 0, 0)
    table = packed_bytes(b"".join([entries.get(number, missing) for number in range(own + 1)]))
    head = (
        f"{own} 0 obj\n<</Type/XRef/Size {own + 1}/W[1 4 2]/Root {named[0]} 0 R/Info {named[1]} 0 R"
        f"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode/Length {len(table)}>>\nstream\n"
    )
    return head.encode() + table + b"\nendstream\nendobj\n"
