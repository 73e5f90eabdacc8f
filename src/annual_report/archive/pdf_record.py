"""The record in a PDF: the embedded files that are its source (ISO 19005-3, 6.8), with their MD5.

Read with pypdf: it is Python alone, so that a file made to harm can't reach the memory of the process, and
it limits by itself what it unpacks and how deep it follows.
"""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from annual_report.archive.quiet import quiet
from annual_report.archive.trust import MOST_FILES, AlteredError, RefusedError, UnreadableError, allowance
from annual_report.document.blocks import Attachment

if TYPE_CHECKING:
    from pypdf.generic import EmbeddedFile

_SOURCE = "/Source"


def read(data: bytes) -> tuple[Attachment, ...]:
    """The embedded files that the document names as its source.

    Raises ``UnreadableError``, ``AlteredError`` where a checksum differs, ``RefusedError`` for a file that
    would grow beyond measure.
    """
    from pypdf import apply_configuration
    from pypdf.errors import LimitReachedError

    most = allowance(len(data))
    try:
        with (
            quiet("pypdf"),
            apply_configuration(
                zlib_maximum_output_length=most,
                maximum_declared_stream_length=len(data),
                stream_decoding_work_maximum_length=2 * most,
            ),
        ):
            return tuple(_sources(data, most))
    except (UnreadableError, AlteredError, RefusedError):
        raise
    except LimitReachedError:
        raise RefusedError("it unpacks to much more than it is") from None
    except MemoryError:
        raise RefusedError("it needs more memory than there is") from None
    except Exception as error:  # noqa: BLE001 - a damaged PDF can make a reader raise anything
        raise UnreadableError(f"it is damaged ({type(error).__name__})") from None


def _sources(data: bytes, most: int) -> Iterator[Attachment]:
    """The embedded files, ``most`` bytes of them at most."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise UnreadableError("it is encrypted")
    for number, file in enumerate(reader.attachment_list):
        if number >= MOST_FILES:
            raise RefusedError("it has files without end")
        if file.associated_file_relationship == _SOURCE:
            found = _attachment(file)
            most -= len(found.data)
            if most < 0:
                raise RefusedError("the record in it is out of all proportion")
            yield found


def _attachment(file: "EmbeddedFile") -> Attachment:
    name = str(file.alternative_name or file.name)
    data = bytes(file.content)
    check = file.checksum
    if check is None:
        raise AlteredError(f"{name} has no checksum")
    told = getattr(check, "original_bytes", check)  # pypdf takes some byte strings for text
    if told != hashlib.md5(data, usedforsecurity=False).digest() or file.size != len(data):
        raise AlteredError(f"the checksum of {name} differs")
    kind = str(file.subtype or "").removeprefix("/").replace("#2F", "/")
    return Attachment(name, kind, str(file.description or ""), data)
