"""Catalogue records of an archived year: Dublin Core for anybody, EAD3 (ISAD(G)'s fields) for archives."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from annual_report.archive.description import Description

DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
EAD = "http://ead3.archivists.org/schema/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

register_namespace("dc", DC)
register_namespace("oai_dc", OAI_DC)
register_namespace("xsi", XSI)


def as_xml(root: Element) -> bytes:
    """A record as the bytes of an XML file; text is escaped, and indented for people."""
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def dublin_core(about: Description, formats: Iterable[str]) -> bytes:
    """The fifteen elements of Dublin Core (ISO 15836-1) in the container of OAI-PMH.

    ``formats`` are the media types of the editions.
    """
    root = Element(f"{{{OAI_DC}}}dc")
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    said = [
        ("title", about.title),
        ("creator", about.creator),
        ("subject", about.creator),
        ("subject", "Annual report"),
        ("description", about.scope),
        ("description", _status(about)),
        ("publisher", about.creator),
        ("date", about.published or about.approved or about.end),
        ("type", "Text"),
        *(("format", name) for name in formats),
        ("identifier", about.identifier),
        ("identifier", about.reference_code),
        ("identifier", about.online),
        ("source", "The record of the forum, in data/workspace/ of this package"),
        *(("language", language) for language in about.languages),
        ("relation", about.supersedes),
        ("coverage", f"{about.start}/{about.end}"),
        ("rights", about.rights),
    ]
    for name, words in said:
        if words:
            SubElement(root, f"{{{DC}}}{name}").text = words
    return as_xml(root)


def _status(about: Description) -> str:
    if about.withdrawn:
        return "Status: withdrawn by the forum. It is kept as evidence and is no longer in force."
    return f"Status: {about.status}." if about.status else ""


def ead3(about: Description, *, files: int, size: int, editions: Iterable[str]) -> bytes:
    """A description by ISAD(G), 2nd edition, as an EAD3 instance.

    The six essential fields (reference code, title, creator, dates, extent, level) and, where recorded,
    those of content, access, appraisal and history. ``editions`` are the files of the report, counted from
    the bag; ``size`` is in bytes.
    """
    root = Element("ead", {"xmlns": EAD})
    _control(SubElement(root, "control", {"langencoding": "iso639-1", "dateencoding": "iso8601"}), about)
    # A year is an item of the series that a forum's reports are.
    described = SubElement(root, "archdesc", {"level": "item"})
    _identity(SubElement(described, "did"), about, files, size, editions)
    notes = (
        ("bioghist", about.about),
        ("scopecontent", about.scope),
        ("appraisal", _appraisal(about)),
        ("accessrestrict", _access(about)),
        ("userestrict", about.rights),
        ("legalstatus", _status(about)),
        ("custodhist", about.supersedes),
        ("otherfindaid", f"Read online: {about.online}" if about.online else ""),
        ("odd", f"Made under: {about.duty}" if about.duty else ""),
        ("odd", _approval(about)),
    )
    for name, words in notes:
        if words:
            SubElement(SubElement(described, name), "p").text = words
    return as_xml(root)


def _control(control: Element, about: Description) -> None:
    """Who described, when and by which rules (EAD3's ``control``)."""
    SubElement(control, "recordid").text = about.identifier
    titles = SubElement(SubElement(control, "filedesc"), "titlestmt")
    SubElement(titles, "titleproper").text = about.title
    SubElement(control, "maintenancestatus", {"value": "new" if about.version == 1 else "revised"})
    SubElement(SubElement(control, "maintenanceagency"), "agencyname").text = about.creator
    rules = SubElement(control, "conventiondeclaration")
    SubElement(rules, "abbr").text = "ISAD(G)"
    SubElement(rules, "citation").text = "General International Standard Archival Description, 2nd edition"
    event = SubElement(SubElement(control, "maintenancehistory"), "maintenanceevent")
    SubElement(event, "eventtype", {"value": "created" if about.version == 1 else "revised"})
    SubElement(event, "eventdatetime", {"standarddatetime": about.archived}).text = about.archived
    SubElement(event, "agenttype", {"value": "machine"})
    SubElement(event, "agent").text = "annual-report"


def _identity(did: Element, about: Description, files: int, size: int, editions: Iterable[str]) -> None:
    """ISAD(G) 3.1 and 3.2: what it is and who made it."""
    SubElement(did, "unitid", {"identifier": about.identifier}).text = about.reference_code or about.group
    SubElement(did, "unittitle").text = about.title
    dates = SubElement(SubElement(did, "unitdatestructured", {"datechar": "coverage"}), "daterange")
    SubElement(dates, "fromdate", {"standarddate": about.start}).text = about.start
    SubElement(dates, "todate", {"standarddate": about.end}).text = about.end
    extent = {"physdescstructuredtype": "spaceoccupied", "coverage": "whole"}
    for quantity, unit in ((files, "files"), (size, "bytes")):
        described = SubElement(did, "physdescstructured", extent)
        SubElement(described, "quantity").text = str(quantity)
        SubElement(described, "unittype").text = unit
    creator = SubElement(did, "origination")
    for name in (about.creator, *about.other_names):
        SubElement(SubElement(creator, "corpname"), "part").text = name
    languages = SubElement(did, "langmaterial")
    for language in about.languages:
        code = language.partition("-")[0].lower()
        SubElement(languages, "language", {"langcode": code} if len(code) == 2 else {}).text = language
    for edition in editions:
        SubElement(did, "dao", {"daotype": "borndigital", "href": edition, "coverage": "whole"})


def _appraisal(about: Description) -> str:
    kept = f"Retention class: {about.retention_class}." if about.retention_class else ""
    review = f"To be reviewed on {about.review_on}." if about.review_on else ""
    return " ".join(
        filter(None, (kept, review, "Nothing is ever destroyed by a program." if kept or review else ""))
    )


def _access(about: Description) -> str:
    if not about.private:
        return ""
    return (
        "The original record in data/workspace/ holds fields marked private, which no edition shows: look at "
        "them before the package is opened to the public."
    )


def _approval(about: Description) -> str:
    approved = f"Approved: {about.approved}" if about.approved else ""
    by = f"by {about.approved_by}" if about.approved_by else ""
    published = f"Published: {about.published}." if about.published else ""
    first = " ".join(filter(None, (approved or ("Approved" if by else ""), by)))
    return " ".join(filter(None, (f"{first}." if first else "", published)))
