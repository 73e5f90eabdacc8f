"""Preservation metadata as PREMIS 3: every file of the payload, what was done to it, and by whom."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement, register_namespace

from msgspec import Struct

from annual_report.archive.bag import Entry
from annual_report.archive.catalogue import XSI, as_xml
from annual_report.archive.description import Description

PREMIS = "http://www.loc.gov/premis/v3"
register_namespace("premis", PREMIS)

_EVENT_TYPES = "http://id.loc.gov/vocabulary/preservation/eventType"
_FORMATS: dict[str, tuple[str, str]] = {
    ".pdf": ("application/pdf", "fmt/479"),  # PDF/A-3a
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "fmt/412"),
    ".html": ("text/html", "fmt/471"),  # HTML 5
    ".yaml": ("application/yaml", "fmt/818"),
    ".yml": ("application/yaml", "fmt/818"),
    ".json": ("application/json", "fmt/817"),
    ".txt": ("text/plain", "x-fmt/111"),
    ".csv": ("text/csv", "x-fmt/18"),
    ".png": ("image/png", ""),
    ".jpg": ("image/jpeg", ""),
    ".jpeg": ("image/jpeg", ""),
    ".svg": ("image/svg+xml", ""),
}
"""Media type and PRONOM's key by the ending of a name; no key where it depends on the version within."""


class Agent(Struct, frozen=True):
    """A program that did something: its name and version."""

    name: str
    version: str = ""

    @property
    def identifier(self) -> str:
        """What links to it."""
        return f"{self.name} {self.version}".strip()


class Event(Struct, frozen=True):
    """Something that was done to files, and what came of it.

    ``kind`` is a word of the Library of Congress' vocabulary of event types; ``files`` are names in the
    bag, none for the package as a whole.
    """

    kind: str
    detail: str
    outcome: str
    agent: Agent
    files: tuple[str, ...] = ()


def media_type(name: str) -> str:
    """The media type of a file, by its name."""
    return _FORMATS.get(PurePosixPath(name).suffix.lower(), ("application/octet-stream", ""))[0]


def premis(
    about: Description,
    payload: Mapping[str, Entry],
    events: Iterable[Event],
    predecessor: str | None,
    editions: frozenset[str],
) -> bytes:
    """The preservation metadata of a package; ``predecessor`` is the identifier of the version before.

    ``editions`` are the files that this tool made; the PDF/A key is given to those alone.
    """
    root = _element("premis", {"version": "3.0"})
    root.set(f"{{{XSI}}}schemaLocation", f"{PREMIS} http://www.loc.gov/standards/premis/v3/premis.xsd")
    _representation(root, about, payload, predecessor)
    for name, entry in sorted(payload.items()):
        _file(root, about, name, entry, ours=name in editions)
    told = list(events)
    for number, event in enumerate(told, 1):
        _event(root, about, number, event)
    for agent in dict.fromkeys(event.agent for event in told):
        _agent(root, agent)
    return as_xml(root)


def _representation(
    root: Element, about: Description, payload: Mapping[str, Entry], predecessor: str | None
) -> None:
    """The package as a whole, and the version that it follows."""
    whole = _add(root, "object", {f"{{{XSI}}}type": "premis:representation"})
    _identifier(whole, "object", about.identifier)
    for name in sorted(payload):
        _relationship(whole, "structural", "has part", f"{about.identifier}/{name}")
    if predecessor:
        _relationship(whole, "derivation", "is revision of", predecessor)


def _file(root: Element, about: Description, name: str, entry: Entry, *, ours: bool) -> None:
    file = _add(root, "object", {f"{{{XSI}}}type": "premis:file"})
    _identifier(file, "object", f"{about.identifier}/{name}")
    traits = _add(file, "objectCharacteristics")
    _add(traits, "compositionLevel").text = "0"
    fixity = _add(traits, "fixity")
    _add(fixity, "messageDigestAlgorithm").text = "SHA-512"
    _add(fixity, "messageDigest").text = entry.digest
    _add(traits, "size").text = str(entry.size)
    suffix = PurePosixPath(name).suffix.lower()
    kind, key = _FORMATS.get(suffix, ("application/octet-stream", ""))
    described = _add(traits, "format")
    _add(_add(described, "formatDesignation"), "formatName").text = kind
    if key and (ours or suffix != ".pdf"):
        registry = _add(described, "formatRegistry")
        _add(registry, "formatRegistryName").text = "PRONOM"
        _add(registry, "formatRegistryKey").text = key
    if ours:
        _add(_add(traits, "creatingApplication"), "creatingApplicationName").text = "annual-report"
    _add(file, "originalName").text = PurePosixPath(name).name


def _event(root: Element, about: Description, number: int, event: Event) -> None:
    told = _add(root, "event")
    _identifier(told, "event", f"{about.identifier}/event-{number}")
    _add(told, "eventType", {"authority": "eventType", "authorityURI": _EVENT_TYPES}).text = event.kind
    _add(told, "eventDateTime").text = about.archived
    _add(_add(told, "eventDetailInformation"), "eventDetail").text = event.detail
    _add(_add(told, "eventOutcomeInformation"), "eventOutcome").text = event.outcome
    agent = _add(told, "linkingAgentIdentifier")
    _add(agent, "linkingAgentIdentifierType").text = "local"
    _add(agent, "linkingAgentIdentifierValue").text = event.agent.identifier
    for name in event.files or ("",):
        link = _add(told, "linkingObjectIdentifier")
        _add(link, "linkingObjectIdentifierType").text = "local"
        _add(link, "linkingObjectIdentifierValue").text = f"{about.identifier}/{name}".rstrip("/")


def _agent(root: Element, agent: Agent) -> None:
    described = _add(root, "agent")
    _identifier(described, "agent", agent.identifier)
    _add(described, "agentName").text = agent.name
    _add(described, "agentType").text = "software"
    if agent.version:
        _add(described, "agentVersion").text = agent.version


def _relationship(whole: Element, kind: str, subkind: str, other: str) -> None:
    related = _add(whole, "relationship")
    _add(related, "relationshipType").text = kind
    _add(related, "relationshipSubType").text = subkind
    identifier = _add(related, "relatedObjectIdentifier")
    _add(identifier, "relatedObjectIdentifierType").text = "local"
    _add(identifier, "relatedObjectIdentifierValue").text = other


def _identifier(owner: Element, kind: str, value: str) -> None:
    identifier = _add(owner, f"{kind}Identifier")
    _add(identifier, f"{kind}IdentifierType").text = "local"
    _add(identifier, f"{kind}IdentifierValue").text = value


def _element(name: str, attributes: dict[str, str]) -> Element:
    return Element(f"{{{PREMIS}}}{name}", attributes)


def _add(owner: Element, name: str, attributes: dict[str, str] | None = None) -> Element:
    return SubElement(owner, f"{{{PREMIS}}}{name}", attributes or {})
