"""What makes the file PDF/UA-1 and PDF/A besides its tags: metadata, output intent, attachments, catalog."""

import hashlib
import struct
from functools import cache

from reportlab.pdfbase.pdfdoc import PDFDocument

from annual_report.document.blocks import Attachment, Document, Metadata
from annual_report.renderers.pdf.notation import name, string
from annual_report.renderers.pdf.syntax import Raw, packed_bytes, packed_stream, register, stream

PRODUCER = "annual-report on ReportLab"


def write_catalog(document: PDFDocument, report: Document, tree: int, outlines: int | None) -> int:
    """The document catalog, with everything it refers to; its object number."""
    metadata = report.metadata
    part = 3 if report.attachments else 2
    entries = [
        f"<</Type/Catalog/Pages {register(document, document.Pages)} 0 R/Lang{string(metadata.language)}",
        f"/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R/ViewerPreferences<</DisplayDocTitle true>>",
        f"/Metadata {register(document, _metadata(metadata, part))} 0 R",
        f"/OutputIntents[{_intent(document)}]",
    ]
    if outlines is not None:
        entries.append(f"/Outlines {outlines} 0 R")
    if report.attachments:
        files = [(file.name, _attach(document, file, metadata)) for file in report.attachments]
        names = " ".join(f"{string(label)} {number} 0 R" for label, number in sorted(files))
        linked = " ".join(f"{number} 0 R" for _, number in files)
        entries.append(f"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF[{linked}]")
    return register(document, Raw(("".join(entries) + ">>").encode()))


def write_information(document: PDFDocument, metadata: Metadata) -> int:
    """The information dictionary (ISO 32000-1, 14.3.3), word for word what the metadata say."""
    said = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": "annual-report",
        "Producer": PRODUCER,
    }
    entries = "".join(f"/{key}{string(words)}" for key, words in said.items() if words)
    day = _date(metadata)
    return register(document, Raw(f"<<{entries}/CreationDate({day})/ModDate({day})>>".encode()))


def _metadata(metadata: Metadata, part: int) -> Raw:
    """Uncompressed, so that any program finds it (ISO 19005-2, 6.6.2.1)."""
    return stream(xmp(metadata, part), "/Type/Metadata/Subtype/XML", packed=False)


def _date(metadata: Metadata) -> str:
    return f"D:{metadata.date.replace('-', '')}000000Z"


def _intent(document: PDFDocument) -> str:
    profile = register(document, packed_stream(_packed_profile(), "/N 3"))
    condition = string("sRGB IEC61966-2.1")
    return (
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{condition}/Info{condition}"
        f"/DestOutputProfile {profile} 0 R>>"
    )


def _attach(document: PDFDocument, file: Attachment, metadata: Metadata) -> int:
    """An embedded file as the source of the document (ISO 19005-3, 6.8)."""
    check = hashlib.md5(file.data, usedforsecurity=False).hexdigest()
    about = f"/Params<</Size {len(file.data)}/ModDate({_date(metadata)})/CheckSum<{check}>>>"
    entries = f"/Type/EmbeddedFile/Subtype{name(file.media_type)}{about}"
    embedded = register(document, stream(file.data, entries))
    label = string(file.name)
    return register(
        document,
        Raw(
            f"<</Type/Filespec/F{label}/UF{label}/Desc{string(file.description)}/AFRelationship/Source"
            f"/EF<</F {embedded} 0 R/UF {embedded} 0 R>>>>".encode()
        ),
    )


# --- metadata -------------------------------------------------------------------------------------------

_EXTENSION = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""PDF/A-2 and -3 know no property of PDF/UA, so the file brings its schema along (ISO 19005-2, 6.6.2.3)."""


def xmp(metadata: Metadata, part: int) -> bytes:
    """The metadata stream: Dublin Core, and which standards the file keeps."""
    day = f"{metadata.date}T00:00:00Z"
    keywords = escape(", ".join(metadata.keywords))
    subject = escape(metadata.subject)
    spaces = (
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("pdf", "http://ns.adobe.com/pdf/1.3/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
        ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
        ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
        ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
        ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    )
    properties = [
        "<dc:format>application/pdf</dc:format>",
        _alternative("dc:title", escape(metadata.title)),
        f"<dc:creator><rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>",
        _alternative("dc:description", subject) if subject else "",
        f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>",
        f"<dc:identifier>{escape(metadata.identifier)}</dc:identifier>" if metadata.identifier else "",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        f"<pdf:Keywords>{keywords}</pdf:Keywords>" if keywords else "",
        f"<xmp:CreatorTool>annual-report</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{day}</xmp:ModifyDate>",
        f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        _EXTENSION,
    ]
    declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces)
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {declared}>\n' + "\n".join(filter(None, properties)) + "\n"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return packet.encode()


def escape(words: str) -> str:
    """Words as character data of XML; the library's own function brings in half the network code."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _alternative(tag: str, words: str) -> str:
    return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></{tag}>'


# --- colour ---------------------------------------------------------------------------------------------


@cache
def _packed_profile() -> bytes:
    return packed_bytes(srgb_profile())


def srgb_profile() -> bytes:
    """An ICC profile of sRGB (ICC.1:2010 with the primaries of IEC 61966-2-1, adapted to D50).

    Made here byte for byte, so that it needs no library and never differs.
    """
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0)
    curve += _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    adaptation = b"sf32\0\0\0\0" + _fixed(
        1.047882, 0.022918, -0.050217, 0.029586, 0.990478, -0.017075, -0.009247, 0.015075, 0.751678
    )
    tags = [
        (b"desc", _localised("sRGB")),
        (b"cprt", _localised("No copyright, use freely")),
        (b"wtpt", _point(0.9642, 1, 0.82491)),
        (b"chad", adaptation),
        (b"rXYZ", _point(0.436030, 0.222438, 0.013897)),
        (b"gXYZ", _point(0.385101, 0.716942, 0.097076)),
        (b"bXYZ", _point(0.143066, 0.060608, 0.713913)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for signature, content in tags:
        table += signature + struct.pack(">II", start + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    head = struct.pack(">I4sI4s4s4s", start + len(data), b"\0" * 4, 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2020, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28 + _fixed(0.9642, 1, 0.82491)
    return head.ljust(128, b"\0") + table + data


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _point(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _localised(text: str) -> bytes:
    written = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(written), 28) + written
