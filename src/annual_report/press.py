"""The last step of what is printed: a finished PDF becomes sheets for a copier, or pages for a print shop."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from annual_report.design import Design, Page
from annual_report.printers import Printer, too_near, unsafe
from annual_report.problems import Problem

WHOLE, PAGES, COVER = "", "pages", "cover"
"""What a file is: all of it, single pages in reading order, or the outermost four of them. It becomes part of
the file's name.
"""
Edges = tuple[float, float, float, float]
NameOf = Callable[[str], str]
"""The file name of a part."""


class Job(Struct, frozen=True):
    """How a report is printed: ``imposition`` is ``none`` or ``booklet``, ``printer`` what the machine asks;
    without one the pages stay as they are.
    """

    imposition: str
    printer: Printer | None = None
    folded: bool = True
    """Whether it is a booklet, whoever imposes it: only then the number of pages has to be a multiple."""


class Pressed(Struct, frozen=True):
    """The files (part, bytes), and what to say to whoever prints them."""

    files: tuple[tuple[str, bytes], ...]
    remarks: tuple[str, ...] = ()


def faults(printer: Printer, page: Page, texts: Sequence[Edges | None]) -> list[Problem]:
    """What the printer could not print. ``texts`` says where the text of each page stands, in millimetres
    (``PdfRenderer.text_edges``).
    """
    return unsafe(printer, page) or too_near(printer, page, texts)


def pressed(data: bytes, design: Design, job: Job, name_of: NameOf) -> Pressed:
    """The files for a printer, made from the PDF of a report in reading order."""
    if job.printer is None:
        return Pressed(((PAGES, data),))
    if job.imposition == "booklet":
        return _booklet(data, design.page, job.printer, name_of)
    return _single(data, design, job.printer, name_of, folded=job.folded)


def _booklet(data: bytes, page: Page, printer: Printer, name_of: NameOf) -> Pressed:
    from annual_report.imposition.files import made_from, page_count
    from annual_report.imposition.marks import Frame
    from annual_report.imposition.plan import saddle_stitch
    from annual_report.imposition.sheets import imposed, paper_for

    plan = saddle_stitch(page_count(data), signature=printer.signature, paper=printer.paper)
    frame = Frame(page.width, page.height, printer.bleed, printer.slug, printer.marks)
    name = name_of(WHOLE)
    made = made_from(name.removesuffix(".pdf"), name_of(PAGES), data)
    file = imposed(data, plan, paper_for(page.width, page.height, frame), made)
    folded = "fold them, and staple them in the fold"
    if len(plan.signatures) > 1:
        folded = f"fold them in {len(plan.signatures)} signatures of at most {printer.signature} sheets"
    paper = f"{_counted(plan.pages, 'page')} on {_counted(plan.sheets, 'sheet')}"
    remark = (
        f"{name}: {paper}, {_blanks(plan.blanks)}. "
        f"Print on both sides, flip on the short edge, at actual size; {folded}. "
        "Try the copier first: annual-report build --test-sheet"
    )
    return Pressed(((WHOLE, file),), (remark,))


def _single(data: bytes, design: Design, printer: Printer, name_of: NameOf, *, folded: bool) -> Pressed:
    from annual_report.imposition.files import made_from
    from annual_report.imposition.marks import Frame
    from annual_report.imposition.pages import single_pages

    page = design.page
    frame = Frame(page.width, page.height, printer.bleed, printer.slug, printer.marks)
    name = name_of(PAGES)
    made = made_from(name.removesuffix(".pdf"), name, data)
    multiple = printer.multiple if folded else 1
    apart = printer.separate and folded
    pages = single_pages(data, frame, made, design.faces[0], multiple=multiple, separate=apart)
    files = [(PAGES, pages.data)] + ([(COVER, pages.cover)] if pages.cover else [])
    blanks = tuple(place for place, slot in enumerate(pages.slots, 1) if slot is None)
    covered = f"; the cover, four of them, is {name_of(COVER)}" if pages.cover else ""
    marks = "crop" if printer.marks else "none"
    remark = (
        f"{name}: {_counted(len(pages.slots), 'page')} in reading order for {printer.title}, "
        f"{_blanks(blanks)}{covered}. Bleed {printer.bleed:g} mm, marks {marks}."
    )
    return Pressed(tuple(files), (remark,))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _blanks(places: tuple[int, ...]) -> str:
    if not places:
        return "none of them blank"
    listed = ", ".join(map(str, places))
    return f"page {listed} blank" if len(places) == 1 else f"pages {listed} blank"
