"""What the file says of itself, how Word is to open it, and the record that travels inside it."""

from hashlib import sha256

from annual_report.design import Design
from annual_report.document.blocks import Attachment, Document
from annual_report.renderers.word.embedded_fonts import embedded
from annual_report.renderers.word.notes import SEPARATORS
from annual_report.renderers.word.ooxml import HEAD, NAMESPACES, escape, quote
from annual_report.renderers.word.package import CORE, OFFICE, Part, Relationships, word_part
from annual_report.renderers.word.theme import family

RECORD_NAMESPACE = "urn:forum-annual-report:record:1"
"""The namespace of the custom XML part that holds the record."""
RECORD_PART = "customXml/item1.xml"
HASH_PROPERTY = "Record SHA-256"
"""The custom property with the digest of the record; see ``record_digest``."""

_STORE = "{8F7C1E52-3D0B-4C8E-9B1A-5A6F0D2C7E41}"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_SCHEMAS = "http://schemas.openxmlformats.org/officeDocument/2006/"


def settings_part(design: Design, language: str, *, notes: bool, fonts: bool) -> Part:
    """``word/settings.xml``: today's Word, no compatibility mode, nothing to be updated on opening."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
            ("useWord2013TrackBottomHyphenation", 0),
        )
    )
    slots = ("bg1", "light1"), ("t1", "dark1"), ("bg2", "light2"), ("t2", "dark2")
    mapping = "".join(f' w:{key}="{value}"' for key, value in slots)
    mapping += "".join(f' w:accent{n}="accent{n}"' for n in range(1, 7))
    marks = "".join(f'<w:footnote w:id="{number}"/>' for number in SEPARATORS) if notes else ""
    xml = (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{"<w:embedTrueTypeFonts/>" * fonts}'
        f"{'<w:mirrorMargins/>' * design.page.mirrored}"
        '<w:defaultTabStop w:val="720"/>'
        f"{'<w:evenAndOddHeaders/>' * design.page.mirrored}"
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{f'<w:footnotePr>{marks}</w:footnotePr>' if marks else ''}<w:compat>{compat}</w:compat>"
        f'<w:themeFontLang w:val="{quote(language)}"/><w:clrSchemeMapping{mapping} w:hyperlink="hyperlink"'
        ' w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )
    return word_part("settings", "settings", xml)


def fonts_parts(design: Design, *, embed: bool) -> list[Part]:
    """``word/fontTable.xml``: the brand's family, what to take where it is missing; and the family itself."""
    own_relationships = Relationships()
    inside, faces = embedded(design.faces, own_relationships) if embed else ("", [])
    own = family(design)
    fallback = design.fallback_families[0]
    other = f'<w:altName w:val="{quote(fallback)}"/>' if own != fallback else ""
    rest = '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
    fonts = f'<w:font w:name="{quote(own)}">{other}{rest}{inside}</w:font>'
    if own != fallback:
        fonts += f'<w:font w:name="{quote(fallback)}">{rest}</w:font>'
    table = word_part("fontTable", "fontTable", f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>")
    return [table, own_relationships.part(table.name), *faces] if faces else [table]


def package_properties(document: Document, root: Relationships) -> list[Part]:
    """Core, extended and custom properties, related to the package itself."""
    data = document.metadata
    day = f"{data.date}T00:00:00Z"
    stamp = "".join(
        f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{escape(day)}</dcterms:{what}>'
        for what in ("created", "modified")
    )
    fields = (
        ("dc:title", data.title),
        ("dc:subject", data.subject),
        ("dc:creator", data.author),
        ("cp:keywords", ", ".join(data.keywords)),
        ("cp:lastModifiedBy", data.author),
        ("cp:revision", "1"),
        ("dc:identifier", data.identifier),
        ("dc:language", data.language),
    )
    written = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields if value)
    core = (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{written}{stamp}</cp:coreProperties>"
    )
    extended = (
        f'{HEAD}<Properties xmlns="{_SCHEMAS}extended-properties">'
        "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
    )
    root.add(CORE, "docProps/core.xml")
    root.add("extended-properties", "docProps/app.xml")
    parts = [
        Part(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            core.encode(),
        ),
        Part(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            extended.encode(),
        ),
    ]
    if document.attachments:
        root.add("custom-properties", "docProps/custom.xml")
        parts.append(_custom(record_digest(document.attachments)))
    return parts


def _custom(digest: str) -> Part:
    xml = (
        f'{HEAD}<Properties xmlns="{_SCHEMAS}custom-properties" xmlns:vt="{_SCHEMAS}docPropsVTypes">'
        f'<property fmtid="{_FORMAT}" pid="2" name="{HASH_PROPERTY}"><vt:lpwstr>{digest}</vt:lpwstr>'
        "</property></Properties>"
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    return Part("docProps/custom.xml", kind, xml.encode())


def record_digest(attachments: tuple[Attachment, ...]) -> str:
    """One SHA-256 over all attachments: of the lines "digest, two blanks, name" that ``sha256sum`` writes."""
    lines = (f"{sha256(item.data).hexdigest()}  {item.name}\n" for item in attachments)
    return sha256("".join(lines).encode()).hexdigest()


def record_parts(attachments: tuple[Attachment, ...], owner: Relationships, item: int = 1) -> list[Part]:
    """The record as a custom XML part: a file each, in base 64, because a file may be anything."""
    from base64 import b64encode

    if not attachments:
        return []
    files = "".join(
        f'<file name="{quote(item.name)}" mediaType="{quote(item.media_type)}"'
        f' description="{quote(item.description)}" sha256="{sha256(item.data).hexdigest()}"'
        f' encoding="base64">{b64encode(item.data).decode()}</file>'
        for item in attachments
    )
    xml = f'{HEAD}<record xmlns="{RECORD_NAMESPACE}" sha256="{record_digest(attachments)}">{files}</record>'
    properties = (
        f'{HEAD}<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_SCHEMAS}customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{RECORD_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    own = Relationships()
    own.add(OFFICE + "customXmlProps", f"itemProps{item}.xml")
    owner.add("customXml", f"../customXml/item{item}.xml")
    name = f"customXml/item{item}.xml"
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    return [
        Part(name, "", xml.encode()),
        own.part(name),
        Part(f"customXml/itemProps{item}.xml", kind, properties.encode()),
    ]
