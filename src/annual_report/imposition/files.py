"""Reading and writing PDF files: what all that is made for printing says of itself."""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from msgspec import Struct

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject, RectangleObject, StreamObject


class Made(Struct, frozen=True):
    """What a file says of itself: its title, and the name and SHA-256 digest of the file that it was made
    from.
    """

    title: str
    source: str
    digest: str

    @property
    def from_what(self) -> str:
        """The file that it was made from, in a line."""
        return f"{self.source} sha256:{self.digest}"


def made_from(title: str, source: str, data: bytes) -> Made:
    """What is said of a file that is made from ``data``, the file named ``source``."""
    return Made(title, source, hashlib.sha256(data).hexdigest())


def opened(data: bytes) -> "PdfReader":
    """A PDF file that this program made."""
    from pypdf import PdfReader

    return PdfReader(BytesIO(data))


def page_count(data: bytes) -> int:
    """How many pages a file has."""
    return len(opened(data).pages)


# --- parts of a page ------------------------------------------------------------------------------------


def rectangle(edges: Sequence[float]) -> "RectangleObject":
    """Left, bottom, right and top as a box of a page."""
    from pypdf.generic import RectangleObject

    left, bottom, right, top = (round(edge, 3) for edge in edges)
    return RectangleObject((left, bottom, right, top))


def stored(
    operators: bytes, target: "PdfWriter", entries: "DictionaryObject | None" = None
) -> "IndirectObject":
    """Page content as a stream of its own in a file, with more entries in its dictionary."""
    from pypdf.generic import DecodedStreamObject

    stream = DecodedStreamObject()
    stream.set_data(operators)
    packed = stream.flate_encode()
    packed.update(entries or {})
    return _within(target, packed)


def _within(target: "PdfWriter", stream: "StreamObject") -> "IndirectObject":
    """The stream as an object of a file."""
    stream.indirect_reference = None  # it is in no file yet, but wants a number where it is cloned into one
    reference = stream.clone(target).indirect_reference
    assert reference is not None  # noqa: S101 - that is what cloning gives it
    return reference


def as_form(page: "PageObject", edges: Sequence[float], target: "PdfWriter") -> "IndirectObject":
    """A page as something that can be drawn on another (ISO 32000-1, 8.10), as far as ``edges``."""
    from pypdf.generic import DictionaryObject, NameObject

    entries = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): rectangle(edges),
            NameObject("/Resources"): page["/Resources"],
        }
    )
    contents = page.get_contents()
    return stored(contents.get_data() if contents is not None else b"", target, entries)


def show(page: "PageObject", name: str, form: "IndirectObject") -> None:
    """Let a page draw a form under a name."""
    from pypdf.generic import DictionaryObject, NameObject

    resources = DictionaryObject(_dictionary(page["/Resources"]))
    forms = _dictionary(resources["/XObject"]) if "/XObject" in resources else {}
    resources[NameObject("/XObject")] = DictionaryObject({**forms, NameObject(name): form})
    page[NameObject("/Resources")] = resources


def _dictionary(value: "PdfObject") -> "DictionaryObject":
    from pypdf.generic import DictionaryObject

    found = value.get_object()
    assert isinstance(found, DictionaryObject)  # noqa: S101 - the file is our own
    return found


# --- the whole ------------------------------------------------------------------------------------------

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:source>{source}</dc:source><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_PRODUCER = "annual-report on pypdf"


def described(target: "PdfWriter", made: Made) -> None:
    """Give a new file its title, and the name and digest of what it was made from: as XMP and, for programs
    that look only there, in the information dictionary.
    """
    from pypdf.generic import DecodedStreamObject, NameObject

    target.add_metadata({"/Title": made.title, "/MadeFrom": made.from_what, "/Producer": _PRODUCER})
    stream = DecodedStreamObject()
    said = _XMP.format(title=escape(made.title), source=escape(made.from_what), producer=_PRODUCER)
    stream.set_data(said.encode())
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    target.root_object[NameObject("/Metadata")] = _within(target, stream)


def written(target: "PdfWriter") -> bytes:
    """The file's bytes, the same for the same content: its identifier is a digest of what it holds."""
    from pypdf.generic import ArrayObject, ByteStringObject

    target.pdf_header = "%PDF-1.7"
    first = BytesIO()
    target.write(first)
    digest = hashlib.sha256(first.getvalue()).digest()[:16]
    target._ID = ArrayObject([ByteStringObject(digest), ByteStringObject(digest)])  # noqa: SLF001 - no other way in
    out = BytesIO()
    target.write(out)
    return out.getvalue()
