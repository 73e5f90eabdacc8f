"""The record in a Word file: a custom XML part with every file in base 64 and its SHA-256.

Word keeps such a part when somebody amends the report and saves it, perhaps under another number.
"""

import binascii
import re
import zipfile
import zlib
from base64 import b64decode
from hashlib import sha256
from io import BytesIO
from xml.parsers import expat

from annual_report.archive.trust import MOST_FILES, AlteredError, RefusedError, UnreadableError, allowance
from annual_report.document.blocks import Attachment
from annual_report.renderers.word.properties import HASH_PROPERTY, RECORD_NAMESPACE, record_digest

_ITEM = re.compile(r"customXml/item[0-9]*\.xml")
_PROPERTIES = "docProps/custom.xml"
_PROPERTY = re.compile(rf'name="{HASH_PROPERTY}"[^>]*>\s*<[^>]*lpwstr>\s*([0-9a-fA-F]{{64}})\s*<')
_MOST_PARTS = 10_000


def read(data: bytes) -> tuple[Attachment, ...]:
    """The files of the record in the package; none where no part holds a record.

    Raises ``UnreadableError``, ``AlteredError`` where a checksum differs, ``RefusedError`` for a package
    that would grow beyond measure.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = _parts(package, allowance(len(data)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise UnreadableError(f"it is damaged ({error})") from None
    except OSError as error:
        raise UnreadableError(f"it is damaged ({error.strerror or error})") from None
    records = [reader for name, text in parts.items() if name != _PROPERTIES and (reader := _record(text))]
    if not records:
        return ()
    if len(records) > 1:
        raise RefusedError("it carries more than one record")
    found = tuple(records[0].files)
    told = _PROPERTY.search(parts.get(_PROPERTIES, b"").decode("utf-8", "replace"))
    digest = record_digest(found)
    if records[0].digest.lower() != digest or (told and told[1].lower() != digest):
        raise AlteredError("its checksum differs")
    return found


def _parts(package: zipfile.ZipFile, most: int) -> dict[str, bytes]:
    """The parts that may hold the record, and the properties; no more bytes than ``most``."""
    entries = package.infolist()
    if len(entries) > _MOST_PARTS:
        raise RefusedError("it has parts without end")
    found: dict[str, bytes] = {}
    for entry in entries:
        if entry.filename != _PROPERTIES and not _ITEM.fullmatch(entry.filename):
            continue
        if entry.flag_bits & 1:
            raise UnreadableError("it is encrypted")
        if entry.file_size > most:
            raise RefusedError("it unpacks to much more than it is")
        if entry.filename in found:
            raise RefusedError("it has the same part twice")
        with package.open(entry) as part:
            found[entry.filename] = part.read(most + 1)
        most -= len(found[entry.filename])
        if most < 0:
            raise RefusedError("it unpacks to much more than it is")
    return found


def _record(text: bytes) -> "_Reader | None":
    """The record in a part; None where the part is another's."""
    if RECORD_NAMESPACE.encode() not in text:
        return None
    reader = _Reader()
    try:
        reader.read(text)
    except expat.ExpatError as error:
        raise UnreadableError(f"its record is damaged ({error})") from None
    return reader if reader.is_record else None


class _Reader:
    """Reads the part as it comes, without a tree; a document type could define entities, and is refused."""

    def __init__(self) -> None:
        self.is_record = False
        self.digest = ""
        self.files: list[Attachment] = []
        self._file: dict[str, str] | None = None
        self._words: list[str] = []

    def read(self, text: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.buffer_text = True
        parser.Parse(text, True)  # noqa: FBT003 - expat's own signature: this is all there is

    def _doctype(self, *_: object) -> None:
        raise RefusedError("its record declares a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{RECORD_NAMESPACE} record":
            self.is_record = True
            self.digest = attributes.get("sha256", "")
        elif name == f"{RECORD_NAMESPACE} file":
            self._file, self._words = attributes, []

    def _text(self, words: str) -> None:
        if self._file is not None:
            self._words.append(words)

    def _end(self, name: str) -> None:
        if name != f"{RECORD_NAMESPACE} file" or self._file is None:
            return
        about, self._file = self._file, None
        if len(self.files) >= MOST_FILES:
            raise RefusedError("it has files without end")
        label = about.get("name", "")
        try:
            data = b64decode("".join("".join(self._words).split()), validate=True)
        except binascii.Error:
            raise AlteredError(f"{label} is cut or changed") from None
        if sha256(data).hexdigest() != about.get("sha256", "").lower():
            raise AlteredError(f"the checksum of {label} differs")
        self.files.append(Attachment(label, about.get("mediaType", ""), about.get("description", ""), data))
