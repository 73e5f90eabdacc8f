"""From a workspace to sealed packages: one for each year, or the word that a year has not changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from annual_report import output
from annual_report.archive import versions
from annual_report.archive.codes import problem
from annual_report.archive.examining import Examiner
from annual_report.archive.package import Contents, pack
from annual_report.archive.used import files_of_look, used
from annual_report.archive.versions import Version
from annual_report.build import Builder, Request, check_record, find_targets
from annual_report.editions import DEFAULT, Edition, read_editions
from annual_report.problems import Problem, ReportError
from annual_report.record.loading import Reading
from annual_report.record.model import ForumRecord, Year

State = Literal["sealed", "unchanged", "refused"]


class Order(Struct, frozen=True, kw_only=True):
    """What to archive: ``targets`` are forums or years of them, ``to`` the folder of the archive.

    ``archived`` is the present moment (ISO 8601, UTC, whole seconds); ``draft`` admits drafts.
    """

    workspace: Path
    to: Path
    targets: tuple[str, ...]
    archived: str
    draft: bool = False


class Sealed(Struct, frozen=True):
    """What became of one year: its package, whether it is new, how many texts differ from the one before."""

    state: State
    path: Path | None = None
    changes: int = 0
    follows: str = ""
    problems: tuple[Problem, ...] = ()


def archive(order: Order) -> Iterator[Sealed]:
    """Archive what is asked for, a result for each year; what is wrong with one year stops no other.

    Raises ``UsageError`` for a forum or year that does not exist, ``ReportError`` where no archive can lie
    at the place.
    """
    targets = find_targets(order.workspace, order.targets)
    _check_place(order.workspace, order.to)
    edition = read_editions(order.workspace)[DEFAULT]
    for folder, labels in targets.items():
        reading, problems = check_record(order.workspace, (folder,))
        told = tuple(found for found in problems if found.severity != "note")
        forum = reading.record.forum(folder)
        broken = forum is None or folder in reading.broken
        yield Sealed("refused" if broken else "unchanged", problems=told)
        if forum is None or broken:
            continue
        sealer = _Sealer(order, reading, forum, edition)
        for year in forum.years:
            if labels is None or year.label in labels:
                yield sealer.year(year)


def _check_place(workspace: Path, to: Path) -> None:
    """Raise ``ReportError`` (AR611) where an archive has no place."""
    message = ""
    inside = [
        name for name in ("data", "layouts") if to.resolve().is_relative_to((workspace / name).resolve())
    ]
    if to.is_symlink():
        message = "an archive can't lie behind a link, which may lead elsewhere tomorrow"
    elif inside:
        message = f"an archive can't lie in {inside[0]}/, which holds what reports are made from"
    elif to.exists() and not to.is_dir():
        message = "a file lies where the archive should be"
    if message:
        raise ReportError([problem("AR611", str(to), message, "name a folder of its own: --to ../archive")])


class _Sealer:
    """Archives years of one forum; layout and brand are loaded once."""

    def __init__(self, order: Order, reading: Reading, forum: ForumRecord, edition: Edition) -> None:
        self.order = order
        self.reading = reading
        self.forum = forum
        self.edition = edition
        self.home = order.to / forum.folder
        self.named = self.home.as_posix()
        self.examiner = Examiner()
        self.builder = Builder(Request(workspace=order.workspace, out=order.to, language="all"))
        self.look = files_of_look(order.workspace, edition.layout, self.builder.brand(forum))

    def year(self, year: Year) -> Sealed:
        """Archive one year; nothing is raised."""
        if year.status is not None and year.status.text == "draft" and not self.order.draft:
            message = f"{year.label} is a draft and is not archived"
            hint = "approve it, or archive the draft as such with --draft"
            return Sealed("refused", problems=(Problem("AR610", "error", year.status.place, message, hint),))
        if self.home.is_symlink():
            message = "an archive can't lie behind a link"
            return Sealed("refused", problems=(problem("AR611", self.named, message),))
        try:
            return self._year(year)
        except ReportError as error:
            return Sealed("refused", problems=tuple(error.problems))
        except OSError as error:
            return Sealed("refused", problems=tuple(output.refused(error, self.named, "package").problems))

    def _year(self, year: Year) -> Sealed:
        sources = used(self.order.workspace, self.reading.record, self.forum, year, self.look)
        before = versions.latest(self.home, self.forum.folder, year.label, self.named)
        contents = Contents(
            forum=self.forum,
            year=year,
            edition=self.edition,
            sources=sources,
            before=before,
            archived=self.order.archived,
        )
        if before is not None and contents.has_same_sources():
            return _unchanged(before)
        packed = pack(self.home, contents, lambda folder: self._build(year, folder), self.examiner)
        if packed.path is None and before is not None:
            return _unchanged(before, packed.problems)
        follows = before.note.identifier if before else ""
        return Sealed("sealed", packed.path, packed.changes, follows, packed.problems)

    def _build(self, year: Year, folder: Path) -> tuple[dict[str, tuple[Path, ...]], list[Problem]]:
        """The editions of a year, written below ``folder``, by language; raises ``ReportError``."""
        builder = Builder(Request(workspace=self.order.workspace, out=folder, language="all"))
        builder.layouts, builder.designs, builder.attached = (
            self.builder.layouts,
            self.builder.designs,
            self.builder.attached,
        )
        built: dict[str, tuple[Path, ...]] = {}
        told: list[Problem] = []
        for language in self.forum.forum.languages:
            result = builder.report(
                self.reading, self.forum, year, self.edition, self.edition.formats, language
            )
            told += result.problems
            built[language] = tuple(file.path for file in result.files)
        errors = [found for found in told if found.severity == "error"]
        if errors:
            raise ReportError(errors)
        return built, told


def _unchanged(before: Version, problems: tuple[Problem, ...] = ()) -> Sealed:
    return Sealed("unchanged", before.path, 0, before.note.identifier, problems)
