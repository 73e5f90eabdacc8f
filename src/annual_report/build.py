"""The conductor: from what was asked for to files on disk, stage by stage, in order.

    record -> comparison -> layout -> document -> renderer -> file

Only here do the stages meet.
"""

import gc
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import output
from annual_report.asked import Request, check_drawable, find_editions, find_targets
from annual_report.cache import cache_folder
from annual_report.checked import check_record, read_home
from annual_report.comparison import compare
from annual_report.editions import FILE as EDITIONS, Edition
from annual_report.layout import DEFAULT_BRAND, Layout, brand_folder, brands, no_such_brand
from annual_report.manifest import Manifest
from annual_report.problems import Place, Problem, ReportError, UsageError, in_order
from annual_report.record.model import file_stem
from annual_report.run import Making, Run
from annual_report.tasks import Built, Done, Report, Result, Task, key_of, plan

if TYPE_CHECKING:
    from annual_report.choosing import Choice
    from annual_report.design import Design
    from annual_report.document.blocks import Attachment, Document
    from annual_report.press import Job
    from annual_report.printers import Printer
    from annual_report.record.loading import Reading
    from annual_report.record.model import ForumRecord, Year

_LITTER = 50_000
"""Objects that earlier reports may leave behind, in circles that only the collector undoes."""


def file_name(
    forum: str, edition: str, year: str, suffix: str, language: str = "", parts: tuple[str, ...] = ()
) -> str:
    """The name of a report's file; ``language`` only where it is another than the forum's first, ``year``
    empty where the document is of all years; ``parts`` say what else it is (pages, cover, grey).
    """
    of_year = f"-{file_stem(year)}" if year else ""
    said = "".join(f"-{part}" for part in parts if part)
    ending = f".{language}" if language else ""
    return f"{forum}-{edition}{of_year}{said}{ending}.{suffix}"


# --- building -------------------------------------------------------------------------------------------


def build(
    request: Request,
    making: Making | None = None,
    manifest: Manifest | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Result]:
    """Build what is asked for, a result for each step: what is wrong with the records comes first.

    ``making`` makes the reports (default: one after the other, here); ``manifest`` knows what is up to date,
    and notes what is built; ``progress`` is told after each year how many are done, and of how many.

    Raises ``UsageError`` and ``ReportError`` before anything is written; later problems are in the results,
    and stop only what they concern.
    """
    builder = Builder(request)
    if request.test_sheet:
        yield builder.trial()
        if not request.targets and not request.editions:
            return
    targets = find_targets(request.workspace, request.targets)
    editions = tuple(find_editions(request))
    builder.check_asked(tuple(targets))
    steps = plan(request, targets, editions, manifest)
    try:
        yield from Run(request, tuple(targets), builder.written, manifest).results(
            steps, making or make, progress
        )
    finally:
        if manifest:
            manifest.save()


def make(tasks: Iterable[Task], builder: "Builder | None" = None) -> Generator[Done, None, None]:
    """Make the reports of tasks, one after the other; nothing is written.

    Layouts and designs are loaded once, and a record that several tasks in a row are about is read once.
    ``builder`` is one that has loaded them already, for the very request of the tasks.
    """
    read: tuple[str, Reading, tuple[Problem, ...]] | None = None
    for task in tasks:
        if gc.get_count()[0] > _LITTER:
            gc.collect(1)  # now, when no report is in hand that would only be looked through
        if builder is None or builder.request is not task.request:
            builder, read = Builder(task.request), None
        if read is None or read[0] != task.folder:
            builder.attached.clear()
            read = (task.folder, *check_record(task.request.workspace, (task.folder,)))
        yield _done(builder, task, read[1], read[2])


def _done(builder: "Builder", task: Task, reading: "Reading", found: tuple[Problem, ...]) -> Done:
    from annual_report.record.loading import forums_named, named_files

    problems = tuple(problem for problem in found if problem.severity != "note")
    if task.folder in reading.broken:
        return Done(task.folder, problems, broken=True)
    forum = reading.record.forum(task.folder)
    assert forum is not None  # noqa: S101 - a reading holds the forums that it was asked for
    year = forum.year(task.year) if task.year else None
    wanted = [(*pair, language) for pair in task.editions for language in builder.languages(forum)]
    keys = tuple(key_of(edition, language) for edition, _, language in wanted)
    reports = [
        Report(key) if key in task.current else builder.made(reading, forum, year, *one)
        for key, one in zip(keys, wanted, strict=True)
        if year is not None
    ]
    reads = {name for one in reading.record.forums for name in (one.folder, *forums_named(one))}
    named = {file.path for one in reading.record.forums for file in named_files(one) if file.path}
    return Done(
        folder=task.folder,
        problems=problems,
        reports=tuple(reports),
        years=tuple(year.label for year in forum.years),
        keys=keys,
        reads=tuple(sorted(reads)),
        named=tuple(sorted(named)),
    )


class Builder:
    """Builds reports one after the other; layouts and designs are loaded once."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.layouts: dict[str, Layout] = {}
        self.designs: dict[tuple[str, str], Design] = {}
        self.attached: dict[str, tuple[Attachment, ...]] = {}

    def check_asked(self, folders: tuple[str, ...]) -> None:
        """Raise ``UsageError`` where the brand, printer or language asked for does not exist, ``ReportError``
        where the printer's profile is broken.
        """
        brand = self.request.brand
        if brand is not None and brand_folder(self.request.workspace, brand) is None:
            raise no_such_brand(self.request.workspace, brand)
        _ = self.printer  # read now, so that a mistake in it is told before anything is written
        for folder in folders if self.request.language not in {None, "all"} else ():
            forum = read_home(self.request.workspace, folder)
            if forum is not None:
                self.languages(forum)

    def report(
        self,
        reading: "Reading",
        forum: "ForumRecord",
        year: "Year",
        edition: Edition,
        formats: tuple[str, ...],
        language: str,
    ) -> Result:
        """One report in its formats, written: all of them, or none where a stage fails."""
        return self.written(self.made(reading, forum, year, edition, formats, language))

    def made(
        self,
        reading: "Reading",
        forum: "ForumRecord",
        year: "Year",
        edition: Edition,
        formats: tuple[str, ...],
        language: str,
    ) -> Report:
        """One report in its formats, not yet on disk."""
        from annual_report import drawing

        other = "" if language == forum.forum.languages[0] else language
        folder = self.request.out / forum.folder / file_stem(year.label)
        key = key_of(edition, language)

        def name_of(part: str, suffix: str = "pdf") -> str:
            parts = (part, "grey" if self.grey else "")
            return file_name(forum.folder, edition.name, year.label, suffix, other, parts)

        try:
            design = self.design(forum, edition)
            document = self._fitted(reading, forum, year, edition, language)
            made = drawing.drawn(document, design, formats, self._job(edition), name_of)
            look = self._look(forum, edition)
        except ReportError as error:
            return Report(key, problems=tuple(in_order(error.problems)))
        files = tuple((folder / name_of(file.part, file.suffix), file.data) for file in made.files)
        return Report(key, files, made.problems, made.remarks, look)

    def written(self, report: Report) -> Result:
        """A report, written to disk."""
        files: list[Built] = []
        try:
            for path, data in report.files:
                files.append(Built(path, output.replace(path, data, self.named(path))))
        except ReportError as error:
            return Result(tuple(files), tuple(in_order(error.problems)))
        return Result(tuple(files), report.problems, report.remarks)

    def _look(self, forum: "ForumRecord", edition: Edition) -> tuple[str, ...]:
        """The files and folders of the layouts that a report is made with."""
        job = self._job(edition)
        printer = (f"printers/{job.printer.name}.yml",) if job and job.printer else ()
        return (EDITIONS, *self.layout(edition).folders, f"brands/{self.brand(forum)}", *printer)

    def _fitted(
        self, reading: "Reading", forum: "ForumRecord", year: "Year", edition: Edition, language: str
    ) -> "Document":
        """The document of one report, with as much in it as its edition has pages for."""
        if not edition.pages:
            return self.document(reading, forum, year, edition, language)
        from annual_report import drawing
        from annual_report.choosing import choices

        return drawing.fitted(
            choices(compare(reading.record, forum, year)),
            lambda choice: self.document(reading, forum, year, edition, language, choice),
            self.design(forum, edition),
            edition.pages,
            edition.place,
        )

    @cached_property
    def printer(self) -> "Printer | None":
        """The printer that was asked for."""
        name = self.request.printer
        if name is None:
            return None
        from annual_report.printers import read_printer

        return read_printer(self.request.workspace, name)

    @property
    def grey(self) -> bool:
        """Whether everything is in black and white."""
        return self.request.grey or (self.printer is not None and self.printer.grey)

    def _job(self, edition: Edition) -> "Job | None":
        """How the PDF of an edition is printed; None where it stays as it is."""
        printer = self.printer
        if printer is None and edition.imposition == "none":
            return None
        from annual_report.press import Job
        from annual_report.printers import COPIER, read_printer

        wanted = self.request.imposition or (printer.imposition if printer else edition.imposition)
        if edition.imposition == "none":
            return Job("none", printer, folded=False)
        if printer is None and wanted != "none":
            printer = read_printer(self.request.workspace, COPIER)
        return Job(wanted, printer)

    def trial(self) -> Result:
        """The sheet that a copier is tried with."""
        from annual_report.fonts import FAMILY, faces
        from annual_report.imposition.trial import NAME, trial_sheet

        path = self.request.out / NAME
        try:
            built = Built(path, output.replace(path, trial_sheet(faces(FAMILY)[0]), self.named(path)))
        except ReportError as error:
            return Result(problems=tuple(error.problems))
        return Result((built,))

    def named(self, path: Path) -> str:
        """A file as problems name it: relative to the workspace, where it lies in it."""
        workspace = self.request.workspace
        return path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else str(path)

    def languages(self, forum: "ForumRecord") -> tuple[str, ...]:
        """The languages that reports of a forum are asked for in.

        Raises ``UsageError`` where the forum is not recorded in the one asked for.
        """
        languages = forum.forum.languages
        wanted = self.request.language
        if wanted == "all":
            return languages
        if wanted is not None and wanted not in languages:
            msg = f'{forum.folder} is not recorded in "{wanted}"; its languages are: {", ".join(languages)}'
            raise UsageError(msg)
        return (wanted or languages[0],)

    def document(
        self,
        reading: "Reading",
        forum: "ForumRecord",
        year: "Year",
        edition: Edition,
        language: str,
        choice: "Choice | None" = None,
    ) -> "Document":
        """The document of one report, before it is drawn; ``choice`` is how much a summary shows.

        Raises ``ReportError`` where the layout, a picture or an attached file fails.
        """
        from annual_report import report
        from annual_report.pictures import read_pictures
        from annual_report.translations import load

        pictures = read_pictures(self.request.workspace, forum, year)
        if self.grey:
            from annual_report.grey import grey_picture

            pictures = {field: (name, grey_picture(shown)) for field, (name, shown) in pictures.items()}
        return report.document(
            compare(reading.record, forum, year),
            self.layout(edition),
            language,
            pictures=pictures,
            attachments=self.attachments(reading, forum),
            translations=load(language),
            form=report.Form(choice, folded=edition.imposition != "none"),
        )

    def layout(self, edition: Edition) -> "Layout":
        """The layout of an edition.

        Raises ``ReportError`` where there is none of that name.
        """
        if edition.layout not in self.layouts:
            cache = _cache("templates") if self.request.keep else None
            self.layouts[edition.layout] = Layout(self.request.workspace, edition.layout, cache)
        return self.layouts[edition.layout]

    def attachments(self, reading: "Reading", forum: "ForumRecord") -> "tuple[Attachment, ...]":
        """The record as it travels inside a file; nothing where the PDF/A level has no attachments."""
        from annual_report.attachments import record_files

        if forum.folder not in self.attached and self.request.archival == "3a":
            self.attached[forum.folder] = record_files(self.request.workspace, reading)
        return self.attached.get(forum.folder, ())

    def design(self, forum: "ForumRecord", edition: Edition) -> "Design":
        """What the reports of a forum look like in an edition.

        Raises ``ReportError`` for a brand that does not exist or is broken, ``UsageError`` where it was
        asked for by name.
        """
        from annual_report.brand import load_brand
        from annual_report.typography import PAGES

        brand = self.brand(forum)
        key = (brand, edition.page)
        if key not in self.designs:
            workspace = self.request.workspace
            folder = brand_folder(workspace, brand)
            if folder is None:
                raise self._no_brand(brand, forum)
            design = load_brand(folder, PAGES[edition.page], root=workspace)
            self.designs[key] = self._in_grey(design) if self.grey else design
        return self.designs[key]

    @staticmethod
    def _in_grey(design: "Design") -> "Design":
        from annual_report.grey import grey_design

        return grey_design(design)

    def brand(self, forum: "ForumRecord") -> str:
        """The name of the brand that the reports of a forum are drawn in."""
        token = forum.forum.brand
        return self.request.brand or (token.text if token else DEFAULT_BRAND)

    def _no_brand(self, brand: str, forum: "ForumRecord") -> Exception:
        if self.request.brand is not None:
            return no_such_brand(self.request.workspace, brand)
        token = forum.forum.brand
        place = token.place if token else Place(forum.files[0])
        hint = f"there are: {', '.join(brands(self.request.workspace))}"
        return ReportError([Problem("AR414", "error", place, f'there is no brand "{brand}"', hint)])


def _cache(part: str) -> Path:
    """The folder for what can be made again, in the user's cache."""
    return cache_folder() / part


__all__ = [
    "Builder",
    "Built",
    "Done",
    "Making",
    "Request",
    "Result",
    "Task",
    "build",
    "check_drawable",
    "check_record",
    "file_name",
    "find_editions",
    "find_targets",
    "make",
]
