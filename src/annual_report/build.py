"""The conductor: from what was asked for to files on disk, stage by stage, in order.

    record -> comparison -> layout -> document -> renderer -> file

Only here do the stages meet.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from annual_report import output
from annual_report.comparison import compare
from annual_report.editions import DEFAULT, Edition, read_editions
from annual_report.problems import Place, Problem, ReportError, UsageError, in_order
from annual_report.record import list_forums, list_years, read_forums
from annual_report.record.model import file_stem, year_label

if TYPE_CHECKING:
    from annual_report.choosing import Choice
    from annual_report.design import Design
    from annual_report.document.blocks import Attachment, Document
    from annual_report.layout import Layout
    from annual_report.press import Job
    from annual_report.printers import Printer
    from annual_report.record.loading import Reading
    from annual_report.record.model import ForumRecord, Year

DEFAULT_BRAND = "plain"


class Request(Struct, frozen=True, kw_only=True):
    """What to build: ``targets`` are forums (``london-spf``) or years of them (``london-spf/2023-24``),
    none for everything; ``editions`` and ``formats`` none for the default edition in all its formats.
    """

    workspace: Path
    out: Path
    targets: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    language: str | None = None
    brand: str | None = None
    archival: str = "3a"
    """The PDF/A level: ``3a`` carries the record, ``2a`` has no attachment."""
    grey: bool = False
    imposition: str | None = None
    """``none`` or ``booklet``; absent: as the printer or else the edition has it."""
    printer: str | None = None
    """A printer profile; absent: the office copier for what is imposed, else none."""
    test_sheet: bool = False
    """Make the sheet that a copier is tried with; without targets and editions nothing else."""
    keep: bool = True
    """Keep compiled templates for the next call; not worth it for a workspace that is soon gone."""


class Built(Struct, frozen=True):
    """A file that stands on disk; ``changed`` is false where it was already as it should be."""

    path: Path
    changed: bool


class Result(Struct, frozen=True):
    """What came of one step: files, what is wrong, and what whoever prints the files should know."""

    files: tuple[Built, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()


# --- what is asked for ----------------------------------------------------------------------------------


def find_targets(workspace: Path, targets: tuple[str, ...]) -> dict[str, tuple[str, ...] | None]:
    """The forums asked for, each with the labels of its years, None for all.

    Raises ``UsageError`` where one does not exist.
    """
    known = list_forums(workspace)
    if not known:
        msg = "no forum is recorded here: data/ holds no record (annual-report new FORUM begins one)"
        raise UsageError(msg)
    found: dict[str, tuple[str, ...] | None] = {}
    for target in targets or known:
        folder, slash, written = target.strip("/").removeprefix("data/").partition("/")
        if folder not in known:
            msg = f'there is no forum "{folder}"; recorded are: {", ".join(known)}'
            raise UsageError(msg)
        if not slash:
            found[folder] = None
            continue
        years = list_years(workspace, folder)
        label = year_label(written)
        if label not in years:
            msg = f'there is no year "{written}" of {folder}; recorded are: {", ".join(years) or "none"}'
            raise UsageError(msg)
        before = found.get(folder, ())
        if before is not None:
            found[folder] = tuple(dict.fromkeys((*before, str(label))))
    return found


def find_editions(request: Request) -> list[tuple[Edition, tuple[str, ...]]]:
    """The editions asked for, each with its formats.

    Raises ``UsageError`` for an edition or format that does not exist, ``ReportError`` for a broken
    editions.yml.
    """
    known = read_editions(request.workspace)
    chosen = []
    for name in dict.fromkeys(request.editions or (DEFAULT,)):
        if name not in known:
            msg = f'there is no edition "{name}"; there are: {", ".join(known)}'
            raise UsageError(msg)
        edition = known[name]
        if edition.spans:
            msg = f'the edition "{name}" is of all years of a forum: annual-report catalogue FORUM'
            raise UsageError(msg)
        for wanted in request.formats:
            if wanted not in edition.formats:
                msg = f'the edition "{name}" has no format "{wanted}"; it has: {", ".join(edition.formats)}'
                raise UsageError(msg)
        formats = tuple(dict.fromkeys(request.formats or edition.formats))
        check_drawable(edition, formats)
        _check_printable(edition, formats, request)
        chosen.append((edition, formats))
    return chosen


def _check_printable(edition: Edition, formats: tuple[str, ...], request: Request) -> None:
    """Raise ``UsageError`` where a way of printing is asked for that an edition does not have."""
    if request.imposition not in (None, "none", edition.imposition):
        msg = f'the edition "{edition.name}" is not made to be folded; booklet and summary-booklet are'
        raise UsageError(msg)
    if request.printer is not None and "pdf" not in formats:
        msg = f"a printer takes PDF, and {', '.join(formats)} was asked for"
        raise UsageError(msg)


def check_drawable(edition: Edition, formats: tuple[str, ...]) -> None:
    """Raise ``ReportError`` where editions.yml names a format that nothing here can write."""
    from annual_report import renderers

    if all(name in renderers.BUILT_IN for name in formats):
        return  # without a search through everything that is installed
    known = renderers.formats()
    for name in formats:
        if name not in known:
            message = f'nothing here can write the format "{name}" of the edition "{edition.name}"'
            hint = f"there are: {', '.join(known)}"
            raise ReportError([Problem("AR421", "error", edition.place, message, hint)])


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


def build(request: Request) -> Iterator[Result]:
    """Build what is asked for, a result for each step.

    Raises ``UsageError`` and ``ReportError`` before anything is written; later problems are in the results,
    and stop only what they concern.
    """
    builder = Builder(request)
    if request.test_sheet:
        yield builder.trial()
        if not request.targets and not request.editions:
            return
    targets = find_targets(request.workspace, request.targets)
    editions = find_editions(request)
    readings, problems = _read_all(request.workspace, tuple(targets))
    for folder, reading in readings.items():
        builder.languages(_home(reading, folder))
    yield Result(problems=tuple(problems))
    for folder, reading in readings.items():
        yield from builder.forum(reading, folder, targets[folder], editions)


def _read_all(workspace: Path, folders: tuple[str, ...]) -> "tuple[dict[str, Reading], list[Problem]]":
    """The records that reports can be built of, by forum, and what is wrong with all of them.

    Raises ``UsageError`` where none of the forums has a year.
    """
    read = {folder: check_record(workspace, (folder,)) for folder in folders}
    problems = in_order([p for _, found in read.values() for p in found if p.severity != "note"])
    sound = {folder: reading for folder, (reading, _) in read.items() if folder not in reading.broken}
    if len(sound) == len(read) and not any(_home(reading, folder).years for folder, reading in sound.items()):
        named = folders[0] if len(folders) == 1 else "any of these forums"
        msg = f"no year of {named} is recorded (annual-report new {folders[0]} 2025-26 begins one)"
        raise UsageError(msg)
    return sound, problems


def _home(reading: "Reading", folder: str) -> "ForumRecord":
    forum = reading.record.forum(folder)
    assert forum is not None  # noqa: S101 - a reading holds the forums that it was asked for
    return forum


def check_record(
    workspace: Path, folders: tuple[str, ...], *, honest: bool = False
) -> "tuple[Reading, tuple[Problem, ...]]":
    """The record of some forums and what is wrong with it, within files and across them.

    ``honest`` asks as well what became of promises: the questions of ``check``, not of a build.
    """
    from annual_report.record import acknowledged, rules

    reading = read_forums(workspace, folders)
    found = [*reading.problems, *rules.check(reading.record, folders)]
    reading = structs.replace(reading, broken=reading.broken | _broken(found, folders))
    if not honest:
        return reading, acknowledged.silence(in_order(found), reading.record)
    from annual_report import honesty

    found += honesty.check(reading.record, [folder for folder in folders if folder not in reading.broken])
    return reading, acknowledged.apply(found, reading.record, folders)


def _broken(problems: list[Problem], folders: tuple[str, ...]) -> frozenset[str]:
    """The forums with an error in any of their files."""
    homes = {f"data/{folder}/": folder for folder in folders}
    return frozenset(
        folder
        for home, folder in homes.items()
        if any(p.severity == "error" and p.place.file.startswith(home) for p in problems)
    )


class Builder:
    """Builds reports one after the other; layouts and designs are loaded once."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.layouts: dict[str, Layout] = {}
        self.designs: dict[tuple[str, str], Design] = {}
        self.attached: dict[str, tuple[Attachment, ...]] = {}

    def forum(
        self,
        reading: "Reading",
        folder: str,
        years: tuple[str, ...] | None,
        editions: list[tuple[Edition, tuple[str, ...]]],
    ) -> Iterator[Result]:
        """The reports of one forum."""
        forum = _home(reading, folder)
        for label in years or tuple(year.label for year in forum.years):
            year = forum.year(label)
            for edition, formats in editions:
                for language in self.languages(forum):
                    if year is not None:
                        yield self.report(reading, forum, year, edition, formats, language)

    def report(
        self,
        reading: "Reading",
        forum: "ForumRecord",
        year: "Year",
        edition: Edition,
        formats: tuple[str, ...],
        language: str,
    ) -> Result:
        """One report in its formats: all of them, or none where a stage fails."""
        from annual_report import drawing

        other = "" if language == forum.forum.languages[0] else language
        files: list[Built] = []

        def name_of(part: str, suffix: str = "pdf") -> str:
            parts = (part, "grey" if self.grey else "")
            return file_name(forum.folder, edition.name, year.label, suffix, other, parts)

        try:
            design = self.design(forum, edition)
            document = self._fitted(reading, forum, year, edition, language)
            made = drawing.drawn(document, design, formats, self._job(edition), name_of)
            for file in made.files:
                name = name_of(file.part, file.suffix)
                path = self.request.out / forum.folder / file_stem(year.label) / name
                files.append(Built(path, output.replace(path, file.data, self.named(path))))
        except ReportError as error:
            return Result(tuple(files), tuple(in_order(error.problems)))
        return Result(tuple(files), made.problems, made.remarks)

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
        from annual_report.printers import read_printer

        name = self.request.printer
        return read_printer(self.request.workspace, name) if name is not None else None

    @property
    def grey(self) -> bool:
        """Whether everything is in black and white."""
        return self.request.grey or (self.printer is not None and self.printer.grey)

    def _job(self, edition: Edition) -> "Job | None":
        """How the PDF of an edition is printed; None where it stays as it is."""
        from annual_report.press import Job
        from annual_report.printers import COPIER, read_printer

        printer = self.printer
        wanted = self.request.imposition or (printer.imposition if printer else edition.imposition)
        if edition.imposition == "none":
            return Job("none", printer, folded=False) if printer else None
        if printer is None and wanted != "none":
            printer = read_printer(self.request.workspace, COPIER)
        return Job(wanted, printer)

    def trial(self) -> Result:
        """The sheet that a copier is tried with."""
        from annual_report.brand import FAMILY
        from annual_report.fonts import faces
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
        from annual_report.layout import Layout

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
        from annual_report.layout import find
        from annual_report.typography import PAGES

        token = forum.forum.brand
        brand = self.request.brand or (token.text if token else DEFAULT_BRAND)
        key = (brand, edition.page)
        if key not in self.designs:
            workspace = self.request.workspace
            folder = find(workspace, "brands", brand, "brand.yml")
            if folder is None:
                raise self._no_brand(brand, forum)
            design = load_brand(folder.parent, PAGES[edition.page], root=workspace)
            self.designs[key] = self._in_grey(design) if self.grey else design
        return self.designs[key]

    @staticmethod
    def _in_grey(design: "Design") -> "Design":
        from annual_report.grey import grey_design

        return grey_design(design)

    def _no_brand(self, brand: str, forum: "ForumRecord") -> Exception:
        from annual_report.layout import brands

        known = ", ".join(brands(self.request.workspace))
        if self.request.brand is not None:
            return UsageError(f'there is no brand "{brand}"; there are: {known}')
        token = forum.forum.brand
        place = token.place if token else Place(forum.files[0])
        return ReportError(
            [Problem("AR414", "error", place, f'there is no brand "{brand}"', f"there are: {known}")]
        )


def _cache(part: str) -> Path | None:
    """The folder for what can be made again, in the user's cache; None where there is no such place."""
    from annual_report.fonts import cache_folder

    return cache_folder() / part
