"""The README of a package: for a person who has it, some time or other, and not the tool."""

from collections.abc import Iterable

from annual_report.archive import bag
from annual_report.archive.description import Description, bag_name

_LINE = 100


def readme(about: Description, editions: Iterable[str], *, follows: str | None, changes: int) -> str:
    """The text of ``README.txt``; ``editions`` are the files of the report, counted from the bag.

    ``follows`` is the identifier of the version before, ``changes`` the number of what changed since.
    """
    parts = [
        about.title,
        "=" * min(len(about.title), _LINE),
        "",
        f"This folder is one sealed package: version {about.version} of the annual report of {about.creator}",
        f"for {about.year} ({about.start} to {about.end}), with everything that it was made from.",
        f"It was made on {about.archived[:10]}. Please change nothing in it, and add nothing to it.",
        "",
        *_standing(about, follows, changes),
        *_contents(editions),
        *_checking(about),
        *_again(about),
    ]
    return "\n".join(parts) + "\n"


def _standing(about: Description, follows: str | None, changes: int) -> list[str]:
    said = []
    if about.status:
        said.append(f"Status of the report: {about.status}.")
    if about.withdrawn:
        said.append("The forum has withdrawn it. It is kept as evidence and is no longer in force.")
    if about.status == "draft":
        said.append("It was archived as a draft: the forum had not approved it.")
    if follows:
        told = "One text differs" if changes == 1 else f"{changes} texts differ"
        said.append(f"It follows {follows}, which stays as it was. {told}: metadata/changes.txt lists them.")
    if about.retention_class:
        said.append(f"Retention class: {about.retention_class}.")
    if about.review_on:
        said.append(f"To be reviewed on {about.review_on}. A review is for people: no program destroys it.")
    if about.private:
        said.append("The record in data/workspace/ holds fields marked private, which are in no edition:")
        said.append("look at them before you open the package to the public.")
    return [*said, ""] if said else []


def _contents(editions: Iterable[str]) -> list[str]:
    return [
        "What is in it",
        "-------------",
        *(f"{name}" for name in editions),
        "    The report. The PDF is the one to keep (PDF/A-3a, ISO 19005-3; PDF/UA-1 for readers with a",
        "    screen reader), Word and web page say the same. PDF and Word carry the record within them.",
        "data/workspace/data/",
        "    The record: what the forum promised and did, as plain text (YAML, UTF-8). Any editor opens it.",
        "data/workspace/layouts/",
        "    How the report looks: its templates, colours and brand.",
        "data/schemas/",
        "    What may stand in the record, as JSON Schema.",
        "metadata/",
        "    Catalogue records (Dublin Core; EAD3 with the fields of ISAD(G)), preservation events (PREMIS",
        "    3), and archive.json: the versions of every program that made the files.",
        "",
    ]


def _checking(about: Description) -> list[str]:
    return [
        "Is it complete and unaltered?",
        "-----------------------------",
        f"The package is a bag (BagIt 1.0, RFC 8493). {bag.MANIFEST_FILE} holds the SHA-512 of every",
        f"file of the report and the record, {bag.TAG_MANIFEST_FILE} that of all others. In this folder:",
        "",
        f"    sha512sum --check {bag.MANIFEST_FILE}",
        f"    sha512sum --check {bag.TAG_MANIFEST_FILE}",
        "",
        "or with any program for bags, or",
        "",
        f"    annual-report verify {bag_name(about.forum, about.year, about.version)}",
        "",
    ]


def _again(about: Description) -> list[str]:
    return [
        "The report, made again",
        "----------------------",
        "With annual-report of the versions in metadata/archive.json, data/workspace/ is all that is needed:",
        "",
        f"    annual-report -C data/workspace build {about.group} --language all --out ../again",
        "",
        "gives the same files, byte for byte.",
    ]
