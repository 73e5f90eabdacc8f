"""From a document to the files of a report: fitted to its pages, drawn in each format, ready for print."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from annual_report import renderers
from annual_report.choosing import Choice, first_that_fits
from annual_report.problems import Place, Problem, ReportError, in_order

if TYPE_CHECKING:
    from annual_report.design import Design
    from annual_report.document.blocks import Document
    from annual_report.press import Edges, Job

PDF = "pdf"
SPARE = 8.0
"""Millimetres that stay free at the foot when a document is fitted to its pages: Word breaks lines in its own
way, and the same choice has to fit there too.
"""


class File(Struct, frozen=True):
    """A file of a report; ``part`` says which where there are several of one format (``press``)."""

    suffix: str
    data: bytes
    part: str = ""


class Drawn(Struct, frozen=True):
    """The files of a report, what is wrong, and what to say to whoever prints them. With an error there are
    no files.
    """

    files: tuple[File, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()


def fitted(
    found: Sequence[Choice],
    document_of: Callable[[Choice], "Document"],
    design: "Design",
    most: int,
    place: Place,
) -> "Document":
    """The document of the fullest choice that stays within ``most`` pages.

    Raises ``ReportError`` (AR432) where not even the least does; ``place`` is where the number of pages is
    asked for.
    """
    from annual_report.renderers.pdf import PdfRenderer

    page = design.page
    tight = replace(design, page=replace(page, bottom=page.bottom + SPARE))
    made: dict[Choice, Document] = {}

    def fits(choice: Choice) -> bool:
        made[choice] = document_of(choice)
        return PdfRenderer().length(made[choice], tight) <= most

    best = first_that_fits(found, fits)
    if best is None:
        message = f"even the shortest form takes more than {most} pages"
        hint = (
            "allow more pages, or shorten what cannot be left out: the names, the contact, the first priority"
        )
        raise ReportError([Problem("AR432", "error", place, message, hint)])
    return made[best]


def drawn(
    document: "Document",
    design: "Design",
    formats: Sequence[str],
    job: "Job | None",
    name_of: Callable[[str], str],
) -> Drawn:
    """The files of a document in some formats. ``job`` is how the PDF is printed, None where it stays as it
    is; ``name_of`` gives the file name of a part of it.
    """
    files: list[File] = []
    problems: list[Problem] = []
    remarks: tuple[str, ...] = ()
    pages: renderers.Pages | None = None
    for name in formats:
        renderer = renderers.load(name)
        if isinstance(renderer, renderers.Paged):
            renderer = renderer.on(pages or _pages(document, design))
        rendered = renderer.render(document, design)
        pages = rendered.pages or pages
        problems += rendered.problems
        if name != PDF or job is None or not rendered.data:
            files.append(File(renderer.suffix, rendered.data))
            continue
        from annual_report import press

        if job.printer is not None:
            problems += press.faults(job.printer, design.page, _text_edges(document, design))
        if not any(problem.severity == "error" for problem in problems):
            made = press.pressed(rendered.data, design, job, name_of)
            files += [File(renderer.suffix, data, part) for part, data in made.files]
            remarks = made.remarks
    if any(problem.severity == "error" for problem in problems):
        return Drawn((), tuple(in_order(problems)))
    return Drawn(tuple(files), tuple(in_order(problems)), remarks)


def _pages(document: "Document", design: "Design") -> renderers.Pages:
    from annual_report.renderers.pdf import PdfRenderer

    return PdfRenderer().paginate(document, design)


def _text_edges(document: "Document", design: "Design") -> "tuple[Edges | None, ...]":
    from annual_report.renderers.pdf import PdfRenderer

    return PdfRenderer().text_edges(document, design)
