"""What is in a package, and how it is put together."""

import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from annual_report import made_with
from annual_report.archive import catalogue, changes, judge, note
from annual_report.archive.changes import Change
from annual_report.archive.codes import problem
from annual_report.archive.description import Description, bag_name, describe, holds_private
from annual_report.archive.examining import Examiner
from annual_report.archive.packing import Packing
from annual_report.archive.premis import Agent, Event, media_type, premis
from annual_report.archive.readme import readme
from annual_report.archive.tree import measure
from annual_report.archive.used import WORKSPACE, Used
from annual_report.archive.versions import Version
from annual_report.editions import Edition
from annual_report.problems import Problem, ReportError
from annual_report.record.model import ForumRecord, Year
from annual_report.record.nodes import parse
from annual_report.record.schema import schema_text

EDITIONS = "data/editions/"
_BUILT = "built"
"""Where editions are written before they get their names in the bag."""
_ORDER = (".pdf", ".docx", ".html")
"""The edition to keep comes first."""

Build = Callable[[Path], tuple[dict[str, tuple[Path, ...]], list[Problem]]]
"""Writes the editions of a year below a folder; gives the files by language, and what there is to say."""


class Packed(Struct, frozen=True):
    """A package that was made; no path: the year reads as it did, and none was made."""

    path: Path | None
    changes: int
    problems: tuple[Problem, ...]


class Contents(Struct, frozen=True, kw_only=True, dict=True):
    """What is known of a package before its editions are built."""

    forum: ForumRecord
    year: Year
    edition: Edition
    sources: Used
    before: Version | None
    archived: str

    @property
    def version(self) -> int:
        """The number of this version."""
        return self.before.note.version + 1 if self.before else 1

    @cached_property
    def about(self) -> Description:
        """The facts for the catalogue."""
        return describe(
            self.forum, self.year, version=self.version, archived=self.archived, private=self._private()
        )

    def _private(self) -> bool:
        nodes = (
            parse(path.read_bytes(), name)[0] for name, path in self.sources.every.items() if _is_record(name)
        )
        return any(holds_private(node) for node in nodes if node is not None)

    @cached_property
    def digests(self) -> dict[str, str]:
        """The checksums of the sources, by their names in the workspace."""
        found = {}
        for name, path in self.sources.every.items():
            measured = measure(path)
            if isinstance(measured, str):
                raise ReportError([problem("AR616", name, f"the file can't be read any more: {measured}")])
            found[name] = measured.digest
        return found

    def has_same_sources(self) -> bool:
        """Whether the version before was made from the very same files, of whatever year."""
        if self.before is None:
            return False
        noted = self.before.note
        return self.before.digests((*noted.own, *noted.others)) == self.digests

    def changed(self, pages: dict[str, bytes]) -> list[Change]:
        """What differs from the version before: in the record, in other files, in what a reader reads.

        ``pages`` are the web pages by language. That another year or forum changed counts where the report
        reads differently for it.
        """
        before = self.before
        if before is None:
            return []
        own = {name: self.digests[name] for name in self.sources.own}
        old = before.digests(before.note.own)
        differing = {name for name in {*own, *old} if own.get(name) != old.get(name)}
        records = {name for name in differing if _is_record(name)}
        found = changes.in_records(
            {name: before.read(name) for name in records if name in old},
            {name: self.sources.own[name].read_bytes() for name in records if name in own},
        )
        # A comment or the order of keys is no text, yet the file is another one.
        told = {change.place.partition(":")[0] for change in found}
        rest = differing - told
        found += changes.in_files(
            {name: old[name] for name in rest if name in old},
            {name: own[name] for name in rest if name in own},
        )
        return found + changes.in_reports(_pages(before), pages)


def pack(home: Path, contents: Contents, build: Build, examiner: Examiner) -> Packed:
    """Put a package together below ``home``: all of it, or nothing.

    Raises ``ReportError`` where an edition can't be built or is not sound, ``OSError`` where the disk
    refuses.
    """
    about = contents.about
    with Packing(home, bag_name(about.forum, about.year, about.version)) as packing:
        editions, told = _add_editions(packing, build)
        pages = {
            language: (packing.folder / name).read_bytes()
            for language, names in editions.items()
            for name in names
            if name.endswith(".html")
        }
        differences = contents.changed(pages)
        if contents.before is not None and not differences:
            return Packed(None, 0, tuple(told))
        for name, path in contents.sources.every.items():
            packing.copy(WORKSPACE + name, path)
        for kind in ("forum", "year"):
            packing.put(f"data/schemas/{kind}.json", schema_text(kind).encode())
        told += _add_metadata(packing, contents, editions, differences)
        packing.seal(_info(contents))
        told += examiner.examine(packing, contents.sources.record, editions)
        return Packed(packing.place(), len(differences), tuple(told))


def _add_editions(packing: Packing, build: Build) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Build the editions into the bag; their names by language, the PDF first."""
    scratch = packing.folder / _BUILT
    built, told = build(scratch)
    editions: dict[str, tuple[str, ...]] = {}
    (packing.folder / EDITIONS).mkdir(parents=True)
    for language, paths in built.items():
        ordered = sorted(paths, key=lambda path: (_rank(path.suffix), path.name))
        for path in ordered:
            path.rename(packing.folder / EDITIONS / path.name)
            packing.take(EDITIONS + path.name)
        editions[language] = tuple(EDITIONS + path.name for path in ordered)
    shutil.rmtree(scratch)
    return editions, told


def _rank(suffix: str) -> int:
    return _ORDER.index(suffix) if suffix in _ORDER else len(_ORDER)


def _add_metadata(
    packing: Packing, contents: Contents, editions: dict[str, tuple[str, ...]], differences: list[Change]
) -> list[Problem]:
    """Write README, catalogue records, events and the tool's own note; what judges find fault with."""
    about, payload = contents.about, packing.payload()
    files = tuple(name for names in editions.values() for name in names)
    versions_here = made_with.versions()
    own = Agent("annual-report", versions_here["annual-report"])
    events = [
        Event("creation", _made(versions_here), "success", own, files),
        *judge.judge({name: packing.folder / name for name in files}, own),
        Event("message digest calculation", "SHA-512 of every file of the payload", "success", own),
    ]
    size = sum(entry.size for entry in payload.values())
    follows = contents.before.follows if contents.before else None
    previous = follows.identifier if follows else None
    packing.put("README.txt", readme(about, files, follows=previous, changes=len(differences)).encode())
    formats = dict.fromkeys(media_type(name) for name in files)
    packing.put("metadata/dublin-core.xml", catalogue.dublin_core(about, formats))
    packing.put("metadata/ead3.xml", catalogue.ead3(about, files=len(payload), size=size, editions=files))
    packing.put("metadata/premis.xml", premis(about, payload, events, previous, frozenset(files)))
    if follows:
        packing.put("metadata/changes.txt", "".join(f"{change}\n" for change in differences).encode())
    noted = note.Note(
        forum=about.forum,
        year=about.year,
        version=about.version,
        archived=about.archived,
        status=about.status,
        edition=contents.edition.name,
        editions=editions,
        own=tuple(sorted(contents.sources.own)),
        others=tuple(sorted(contents.sources.others)),
        record=contents.sources.record,
        follows=follows,
        made_with=versions_here,
    )
    packing.put(note.FILE, note.write(noted))
    return [
        problem(
            "AR614",
            event.files[0],
            f"{event.agent.name} finds fault with it: {event.detail}, {event.outcome}",
        )
        for event in events
        if event.outcome.startswith(judge.FAULT)
    ]


def _made(versions_here: dict[str, str]) -> str:
    return "Built from data/workspace with " + ", ".join(f"{name} {v}" for name, v in versions_here.items())


def _info(contents: Contents) -> list[tuple[str, str]]:
    """The description of the package (RFC 8493, 2.2.2), with what an archive's register asks for besides."""
    about, before = contents.about, contents.before
    return [
        ("Source-Organization", about.creator),
        ("Contact-Name", about.contact),
        ("Contact-Email", about.email),
        ("External-Description", about.title),
        ("External-Identifier", about.identifier),
        ("Bagging-Date", about.archived[:10]),
        ("Bag-Group-Identifier", about.group),
        ("Internal-Sender-Identifier", about.reference_code),
        ("Internal-Sender-Description", about.supersedes),
        ("Report-Status", about.status or "not stated"),
        ("Retention-Class", about.retention_class),
        ("Review-On", about.review_on),
        ("Follows", before.note.identifier if before else ""),
        ("Holds-Private-Fields", "yes" if about.private else "no"),
        ("Bag-Software-Agent", f"annual-report {made_with.versions()['annual-report']}"),
    ]


def _is_record(name: str) -> bool:
    return name.startswith("data/") and name.endswith(".yaml") and name.count("/") == 2


def _pages(before: Version) -> dict[str, bytes]:
    return {
        language: (before.path / name).read_bytes()
        for language, names in before.note.editions.items()
        for name in names
        if name.endswith(".html")
    }
