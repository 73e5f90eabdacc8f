"""What the published schemas of EAD3, PREMIS 3 and Dublin Core allow, for the elements that are written here.

No maintained package carries the schemas, so their content models stand here as our own words: for each
element the children that may follow one another, and the attributes that it must and may have. What stands
here for an element is its whole model where that is a sequence; elements that are never written are left out.
"""

import re
from xml.etree import ElementTree as ET

Model = dict[str, tuple[str, str, str]]
"""Element: children as a regular expression over names, attributes it needs, attributes it may have."""

_TEXT = "#"
_BLOCKS = "(head )?(p )+"
_CONTROL = (
    "recordid (otherrecordid )*(representation )*filedesc maintenancestatus (publicationstatus )?"
    "maintenanceagency (languagedeclaration )*(conventiondeclaration )*(rightsdeclaration )*"
    "(localtypedeclaration )*(localcontrol )*maintenancehistory (sources )?"
)
_NOTES = (
    *("accessrestrict", "appraisal", "bioghist", "custodhist", "legalstatus", "odd", "otherfindaid"),
    *("scopecontent", "userestrict"),
)
EAD3: Model = {
    "ead": ("control archdesc ", "", ""),
    "control": (
        _CONTROL,
        "",
        "langencoding=iso639-1|iso639-2b|iso639-3|otherlangencoding dateencoding=iso8601|otherdateencoding",
    ),
    "recordid": (_TEXT, "", "instanceurl"),
    "filedesc": ("titlestmt (editionstmt )?(publicationstmt )?(seriesstmt )?(notestmt )?", "", ""),
    "titlestmt": ("(titleproper )+(subtitle )*(author )*(sponsor )*", "", ""),
    "titleproper": (_TEXT, "", ""),
    "maintenancestatus": (_TEXT, "value=revised|deleted|new|cancelled|derived", ""),
    "maintenanceagency": ("(agencycode )?(otheragencycode )*(agencyname )+(descriptivenote )?", "", ""),
    "agencyname": (_TEXT, "", ""),
    "conventiondeclaration": ("(abbr )?citation (descriptivenote )?", "", ""),
    "abbr": (_TEXT, "", ""),
    "citation": (_TEXT, "", ""),
    "maintenancehistory": ("(maintenanceevent )+", "", ""),
    "maintenanceevent": ("eventtype eventdatetime agenttype agent (eventdescription )*", "", ""),
    "eventtype": (_TEXT, "value=created|revised|deleted|cancelled|derived|updated|unknown", ""),
    "eventdatetime": (_TEXT, "", r"standarddatetime=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    "agenttype": (_TEXT, "value=human|machine|unknown", ""),
    "agent": (_TEXT, "", ""),
    "archdesc": (
        f"did (({'|'.join(_NOTES)}) )*",
        "level=fonds|series|subseries|file|item|otherlevel",
        "",
    ),
    "did": (
        "(head )?((dao|langmaterial|origination|physdescstructured|unitdatestructured|unitid|unittitle) )+",
        "",
        "",
    ),
    "unitid": (_TEXT, "", "identifier"),
    "unittitle": (_TEXT, "", ""),
    "unitdatestructured": ("(datesingle|daterange|dateset) ", "", "datechar"),
    "daterange": ("(fromdate )?(todate )?", "", ""),
    "fromdate": (_TEXT, "", r"standarddate=\d{4}-\d\d-\d\d"),
    "todate": (_TEXT, "", r"standarddate=\d{4}-\d\d-\d\d"),
    "physdescstructured": (
        "quantity unittype ((physfacet|dimensions) )*(descriptivenote )?",
        "physdescstructuredtype=carrier|materialtype|spaceoccupied coverage=whole|part",
        "",
    ),
    "quantity": (_TEXT, "", ""),
    "unittype": (_TEXT, "", ""),
    "origination": ("((corpname|famname|name|persname) )+", "", ""),
    "corpname": ("(part )+", "", ""),
    "part": (_TEXT, "", ""),
    "langmaterial": ("((language|languageset) )+(descriptivenote )?", "", ""),
    "language": (_TEXT, "", "langcode=[a-z]{2}"),
    "dao": ("(descriptivenote )?", "daotype=borndigital|derived|unknown", "href coverage=whole|part"),
    **dict.fromkeys(_NOTES, (_BLOCKS, "", "")),
    "p": (_TEXT, "", ""),
}

_OBJECT = (
    "(objectIdentifier )+(preservationLevel )*(significantProperties )*(objectCharacteristics )*"
    "(originalName )?(storage )*(signatureInformation )*(relationship )*(linkingEventIdentifier )*"
)
_EVENT = (
    "eventIdentifier eventType eventDateTime (eventDetailInformation )*(eventOutcomeInformation )*"
    "(linkingAgentIdentifier )*(linkingObjectIdentifier )*"
)
PREMIS: Model = {
    "premis": ("(object )+(event )*(agent )*(rights )*", r"version=3\.0", "schemaLocation"),
    "object": (_OBJECT, "type=premis:(representation|file|bitstream|intellectualEntity)", ""),
    "objectCharacteristics": (
        "(compositionLevel )?(fixity )*(size )?(format )+(creatingApplication )*(inhibitors )*",
        "",
        "",
    ),
    "fixity": ("messageDigestAlgorithm messageDigest (messageDigestOriginator )?", "", ""),
    "format": ("(formatDesignation (formatRegistry )?|formatRegistry )(formatNote )*", "", ""),
    "formatDesignation": ("formatName (formatVersion )?", "", ""),
    "formatRegistry": ("formatRegistryName formatRegistryKey (formatRegistryRole )?", "", ""),
    "creatingApplication": (
        "(creatingApplicationName )?(creatingApplicationVersion )?(dateCreatedByApplication )?",
        "",
        "",
    ),
    "relationship": (
        "relationshipType relationshipSubType (relatedObjectIdentifier )+(relatedEventIdentifier )*",
        "",
        "",
    ),
    "event": (
        _EVENT,
        "",
        "",
    ),
    "eventDetailInformation": ("(eventDetail )?(eventDetailExtension )*", "", ""),
    "eventOutcomeInformation": ("(eventOutcome )?(eventOutcomeDetail )*", "", ""),
    "agent": (
        "(agentIdentifier )+(agentName )*(agentType )?(agentVersion )?(agentNote )*(agentExtension )*",
        "",
        "",
    ),
    **{
        name: (f"{name}Type {name}Value ", "", "")
        for name in (
            *("objectIdentifier", "eventIdentifier", "agentIdentifier", "relatedObjectIdentifier"),
            *("linkingAgentIdentifier", "linkingObjectIdentifier"),
        )
    },
    **{
        f"{name}{part}": (_TEXT, "", "")
        for name in (
            *("objectIdentifier", "eventIdentifier", "agentIdentifier", "relatedObjectIdentifier"),
            *("linkingAgentIdentifier", "linkingObjectIdentifier"),
        )
        for part in ("Type", "Value")
    },
    **dict.fromkeys(
        (
            *("compositionLevel", "messageDigestAlgorithm", "messageDigest", "size", "formatName"),
            *("formatRegistryName", "formatRegistryKey", "creatingApplicationName", "originalName"),
            *("relationshipType", "relationshipSubType", "eventDateTime", "eventDetail", "eventOutcome"),
            *("agentName", "agentType", "agentVersion"),
        ),
        (_TEXT, "", ""),
    ),
    "eventType": (_TEXT, "", "authority authorityURI"),
}

_ELEMENTS = (
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"),
    *("identifier", "source", "language", "relation", "coverage", "rights"),
)
DUBLIN_CORE: Model = {
    "dc": (f"(({'|'.join(_ELEMENTS)}) )*", "", "schemaLocation"),
    **dict.fromkeys(_ELEMENTS, (_TEXT, "", "lang")),
}


def faults(data: bytes, model: Model, namespaces: set[str]) -> list[str]:
    """Return what a document has that its model does not allow."""
    found = []
    for element in ET.fromstring(data).iter():
        space, name = element.tag[1:].split("}")
        if space not in namespaces or name not in model:
            found.append(f"{element.tag} is not an element of the model")
            continue
        children, needed, allowed = model[name]
        names = "".join(f"{child.tag.split('}')[1]} " for child in element)
        if children == _TEXT:
            if names:
                found.append(f"{name} holds {names}")
        elif not re.fullmatch(children, names):
            found.append(f"{name} holds {names}")
        elif (element.text or "").strip():
            found.append(f"{name} holds text")
        rules = dict(rule.partition("=")[::2] for rule in f"{needed} {allowed}".split())
        for attribute, value in element.attrib.items():
            short = attribute.split("}")[-1]
            if short not in rules or (rules[short] and not re.fullmatch(rules[short], value)):
                found.append(f"{name} has {short}={value}")
        given = {attribute.split("}")[-1] for attribute in element.attrib}
        found += [f"{name} lacks {rule}" for rule in needed.split() if rule.partition("=")[0] not in given]
    return found
