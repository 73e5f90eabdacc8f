"""The files of forums into a record: reads, decodes, and follows references to other forums."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec import Struct

from annual_report.problems import Place, Problem, in_order
from annual_report.record import files
from annual_report.record.codes import problem
from annual_report.record.forms import is_id, slug
from annual_report.record.model import (
    ForumRecord,
    Picture,
    Record,
    Reference,
    Root,
    Source,
    Token,
    Words,
    Year,
    within,
    year_label,
)
from annual_report.record.nodes import Node, parse
from annual_report.record.years import decode_forum, decode_year, unread_forum


class Reading(Struct, frozen=True):
    """What was read: the record as far as it can be understood, and all that is wrong with it.

    ``broken`` are the folders of the forums with an error in any of their files; none of their
    reports is built (rule 11). ``nodes`` are the files as they were read, by path: a copy of the
    record is written from them.
    """

    record: Record
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    nodes: Mapping[str, Node] = MappingProxyType({})


class _Forum(Struct):
    record: ForumRecord
    problems: list[Problem]
    nodes: dict[str, Node]


def read_forums(workspace: Path, folders: Sequence[str]) -> Reading:
    """The forums of those folders of ``data/``, and the forums that they refer to.

    Nothing is raised: what cannot be read is a problem. A folder that does not exist has no
    files, which is a problem of its ``forum.yaml``.
    """
    waiting = list(dict.fromkeys(folders))
    read: dict[str, _Forum] = {}
    while waiting:
        folder = waiting.pop(0)
        if folder not in read:
            read[folder] = _read_forum(workspace, folder)
            named = sorted(forums_named(read[folder].record))
            waiting += [name for name in named if files.is_forum_folder(workspace, name)]
    problems = [found for forum in read.values() for found in forum.problems]
    broken = {
        folder for folder, forum in read.items() if any(found.severity == "error" for found in forum.problems)
    }
    record = Record(tuple(read[folder].record for folder in sorted(read)))
    nodes = {file: node for forum in read.values() for file, node in forum.nodes.items()}
    return Reading(record, tuple(in_order(problems)), frozenset(broken), nodes)


def _read_forum(workspace: Path, folder: str) -> _Forum:
    home = f"{files.DATA}/{folder}/{files.FORUM_FILE}"
    nodes: dict[str, Node] = {}
    node, problems = _node(workspace, home, nodes)
    forum, found = (unread_forum(home), []) if node is None and problems else decode_forum(node, home)
    problems += found
    if not is_id(folder):
        hint = f'call it "{slug(folder)}"' if slug(folder) else None
        problems.append(problem("AR210", Place(home), f'the folder "{folder}" cannot name a forum', hint))
    record = ForumRecord(folder, forum, files=(home,))
    for file in files.record_files(workspace, folder):
        if file != home:
            record = _with_file(workspace, record, file, problems, nodes)
    years = tuple(sorted(record.years, key=lambda year: (year.start, year.end, year.label)))
    record = msgspec.structs.replace(record, years=years)
    problems += [fault for file in named_files(record) if (fault := _named_fault(workspace, file))]
    return _Forum(record, problems, nodes)


def _node(workspace: Path, file: str, nodes: dict[str, Node]) -> tuple[Node | None, list[Problem]]:
    content = files.read_bytes(workspace, file)
    if isinstance(content, Problem):
        return None, [content]
    node, problems = parse(content, file)
    if node is not None:
        nodes[file] = node
    return node, problems


def _with_file(
    workspace: Path, record: ForumRecord, file: str, problems: list[Problem], nodes: dict[str, Node]
) -> ForumRecord:
    """The record with one more year; adds to ``problems`` and ``nodes``."""
    if files.is_misnamed(file):
        stem = file.rpartition(".")[0]
        problems.append(
            problem(
                "AR221",
                Place(file),
                "the file would not be read: its name must end in .yaml",
                f"call it {stem}.yaml",
            )
        )
        return record
    node, found = _node(workspace, file, nodes)
    problems += found
    known = msgspec.structs.replace(record, files=(*record.files, file))
    if node is None and found:
        label = year_label(file.rpartition("/")[2].removesuffix(".yaml"))
        return msgspec.structs.replace(known, unread=(*record.unread, label)) if label else known
    year, found = decode_year(node, file, record.forum, forum_is_read=bool(record.forum.name.source))
    problems += found
    return msgspec.structs.replace(known, years=(*record.years, year)) if year else known


class NamedFile(Struct, frozen=True):
    """A picture or document that a record names, with the checksum that it should have."""

    token: Token
    sha256: Token | None = None

    @property
    def path(self) -> str | None:
        """The file, relative to the workspace; ``None`` where the words lead out of it."""
        return files.named_path(self.token.place.file, self.token.text)


def named_files(record: ForumRecord) -> list[NamedFile]:
    """The pictures and documents that a forum's files name, in their order."""
    found: list[NamedFile] = []
    for part in (record.forum, *record.years):
        for entity in part.values:
            if isinstance(entity, (Picture, Source)) and entity.file is not None:
                sha256 = entity.sha256 if isinstance(entity, Source) else None
                found.append(NamedFile(entity.file, sha256))
    return found


def _named_fault(workspace: Path, named: NamedFile) -> Problem | None:
    text, place = named.token.text, named.token.place
    path = named.path
    if path is None:
        hint = "write the path from the folder of this file, with forward slashes: pictures/quay.jpg"
        return problem(
            "AR222", place, f'the file "{text}" cannot be used: it must lie inside the workspace', hint
        )
    fault = files.named_fault(workspace, path)
    if fault:
        return problem(
            "AR222", place, f'the file "{text}" cannot be used: {fault}', f"it is looked for at {path}"
        )
    if named.sha256 is None:
        return None
    checksum, reason = files.named_sha256(workspace, path)
    if checksum is None:
        return problem("AR222", place, f'the file "{text}" cannot be used: {reason}')
    if checksum == named.sha256.text.lower():
        return None
    message = f'the file "{text}" is not the one that was recorded: its checksum differs'
    return problem("AR223", named.sha256.place, message, f"the file now has {checksum}")


def entities(value: object) -> Sequence[Struct]:
    """A value of the model and every value within it, in the order of the fields; places are left out."""
    return value.values if isinstance(value, Root) else within(value)


def forums_named(record: ForumRecord) -> set[str]:
    """The folders of other forums that a record may refer to; not all of them need exist."""
    named: set[str] = set()
    relations = (*(record.forum.predecessors or ()), *(record.forum.successors or ()))
    named |= {relation.forum.text for relation in relations if relation.forum}
    for year in record.years:
        named |= {words.source for words in _shared_with(year)}
        named |= {found.forum for found in year.values if isinstance(found, Reference) and found.forum}
    return named - {record.folder}


def _shared_with(year: Year) -> Iterator[Words]:
    for achievement in year.achievements or ():
        yield from achievement.shared_with or ()
    for event in year.events or ():
        yield from event.shared_with or ()


__all__ = ["NamedFile", "Reading", "entities", "forums_named", "named_files", "read_forums"]
