"""What is asked for: the request of a build, and the forums, years, editions and formats that it names."""

from pathlib import Path

from msgspec import Struct

from annual_report.editions import DEFAULT, Edition, read_editions
from annual_report.problems import Problem, ReportError, UsageError
from annual_report.record import list_forums, list_years
from annual_report.record.model import year_label


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
