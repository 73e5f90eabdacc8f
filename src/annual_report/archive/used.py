"""What a year's report was made from: the files of the record, and of the layout and brand that were used."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from annual_report.archive.bag import is_portable
from annual_report.archive.codes import problem
from annual_report.layout import MAIN, builtin_layouts
from annual_report.problems import Problem, ReportError
from annual_report.record.files import DATA, FORUM_FILE
from annual_report.record.loading import entities, named_files
from annual_report.record.model import Entity, ForumRecord, Picture, Record, Source, Token, Year, file_stem

WORKSPACE = "data/workspace/"
"""Where they lie in a bag: a workspace of its own, from which the same report can be built again."""
_LAYOUTS = "layouts"
_BRANDS = "brands"
_NOT_USED = frozenset({"printers"})
"""Folders of the layouts that no archived edition is made with."""


def is_given(name: str) -> bool:
    """Whether a file of a bag is a picture or document that the record names, and so another's work."""
    given = name.startswith(WORKSPACE) and not name.startswith(f"{WORKSPACE}{_LAYOUTS}/")
    return given and not name.endswith(".yaml")


class Used(Struct, frozen=True):
    """The files that a year's report was made from, by their names in a workspace.

    ``own`` are those of the year itself: its file, ``forum.yaml``, the pictures and documents that both
    name, the layout and the brand. ``others`` are the other years and forums that travel along, because a
    report may look back, forward and across. ``record`` names those of both that PDF and Word file carry.
    """

    own: dict[str, Path]
    others: dict[str, Path]
    record: tuple[str, ...]

    @property
    def every(self) -> dict[str, Path]:
        """All files, sorted by name."""
        return dict(sorted((self.own | self.others).items()))


def used(workspace: Path, record: Record, forum: ForumRecord, year: Year, look: dict[str, Path]) -> Used:
    """What the report of a year is made from; ``look`` is what ``files_of_look`` gave.

    Raises ``ReportError`` (AR615) for a file whose name can't stand in a manifest.
    """
    home = f"{DATA}/{forum.folder}"
    own = {f"{home}/{FORUM_FILE}", f"{home}/{file_stem(year.label)}.yaml"} | _named(forum.forum, year)
    record_files = {file: workspace / file for file in _record_files(record) if (workspace / file).is_file()}
    found = Used(
        {name: path for name, path in record_files.items() if name in own} | look,
        {name: path for name, path in record_files.items() if name not in own},
        tuple(sorted(record_files)),
    )
    problems = [_unportable(name) for name in found.every if not is_portable(name)]
    if problems:
        raise ReportError(problems)
    return found


def _unportable(name: str) -> Problem:
    hint = "a name without % and control characters is read alike by every tool"
    return problem("AR615", name, "a file of this name can't be archived", hint)


def _record_files(record: Record) -> Iterator[str]:
    for forum in record.forums:
        yield from forum.files
        yield from (named.path for named in named_files(forum) if named.path)


def _named(*sources: Entity) -> set[str]:
    """The pictures and documents that some entities name, relative to the workspace."""
    from annual_report.record.files import named_path

    tokens = [
        entity.file
        for source in sources
        for entity in entities(source)
        if isinstance(entity, Picture | Source) and isinstance(entity.file, Token)
    ]
    return {path for token in tokens if (path := named_path(token.place.file, token.text))}


def files_of_look(workspace: Path, layout: str, brand: str | None) -> dict[str, Path]:
    """The files of the layouts that count: a workspace's own before those built in.

    Of the folders with a layout only the one that was used and those that it borrows from, of the brands
    only the one that was used; whatever else a layout may read (lists, words in other languages) as it is.
    """
    found: dict[str, Path] = {}
    for root in (builtin_layouts(), workspace / _LAYOUTS):
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            name = path.relative_to(root).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in PurePosixPath(name).parts):
                found[name] = path
    layouts = {name.partition("/")[0] for name in found if PurePosixPath(name).name == MAIN}
    wanted = _borrowed(found, layout) | {layout}
    return {
        f"{_LAYOUTS}/{name}": path
        for name, path in found.items()
        if _counts(PurePosixPath(name).parts, layouts - wanted, brand)
    }


def _counts(parts: tuple[str, ...], other_layouts: set[str], brand: str | None) -> bool:
    if parts[0] == _BRANDS:
        return brand is not None and parts[1:2] == (brand,)
    return parts[0] not in other_layouts and parts[0] not in _NOT_USED


def _borrowed(files: dict[str, Path], layout: str) -> set[str]:
    """The other layouts whose templates a layout's templates name."""
    from jinja2 import Environment, TemplateSyntaxError, meta

    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    found, waiting = set(), [layout]
    while waiting:
        folder = waiting.pop()
        found.add(folder)
        for name in [name for name in files if name.startswith(f"{folder}/") and name.endswith(".j2")]:
            try:
                tree = environment.parse(files[name].read_text(encoding="utf-8"))
            except (TemplateSyntaxError, UnicodeDecodeError):
                continue  # building with it will say so
            names = {named.partition("/")[0] for named in meta.find_referenced_templates(tree) if named}
            waiting += sorted(names - found)
    return found
