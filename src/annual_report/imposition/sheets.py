"""A plan and a file of pages -> sheets: two pages on each side, upright, moved by the creep."""

from typing import TYPE_CHECKING

from msgspec import Struct

from annual_report.design import BEYOND, MM
from annual_report.imposition.files import Made, as_form, described, opened, rectangle, show, stored, written
from annual_report.imposition.marks import Frame, crop_marks
from annual_report.imposition.plan import Plan, Slot

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

A4_WIDE = (297.0, 210.0)
"""Millimetres. Two A5 pages are 296 wide: half a millimetre is left over at each side."""


_HAIR = 0.3
"""Millimetres."""


class Paper(Struct, frozen=True):
    """Sheets of ``width`` by ``height`` millimetres, with what stands round the two pages on them."""

    width: float
    height: float
    spread: Frame


def paper_for(page_width: float, page_height: float, frame: Frame) -> Paper:
    """The paper for two pages side by side: A4 where they fit on it, else as large as they and their frame
    are. ``frame`` has the bleed, slug and marks of a page.
    """
    spread = Frame(2 * page_width, page_height, frame.bleed, frame.slug, frame.marks)
    around = 2 * (spread.bleed + spread.slug)
    width, height = A4_WIDE
    if not around and spread.width <= width and spread.height <= height:
        return Paper(width, height, spread)
    return Paper(spread.width + around, spread.height + around, spread)


def imposed(data: bytes, plan: Plan, paper: Paper, made: Made) -> bytes:
    """The sheets of a plan, front and back in turn, as a plain file that names what it was made from."""
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject

    source, target = opened(data), PdfWriter()
    forms = [_form(page, target) for page in source.pages]
    for sheet in (sheet for signature in plan.signatures for sheet in signature):
        for side in (sheet.front, sheet.back):
            _side(target, side, forms, paper, sheet.creep)
    described(target, made)
    # Turned on the short edge, no page scaled: what a print dialogue offers first (ISO 32000-1, 12.2).
    target.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {
            NameObject("/Duplex"): NameObject("/DuplexFlipShortEdge"),
            NameObject("/PrintScaling"): NameObject("/None"),
        }
    )
    return written(target)


def _form(page: "PageObject", target: "PdfWriter") -> "IndirectObject":
    """A page as something that can be drawn, with the fields that reach beyond its edge."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    by = BEYOND * MM
    return as_form(page, (left - by, bottom - by, right + by, top + by), target)


def _side(
    target: "PdfWriter",
    side: tuple[Slot, Slot],
    forms: "list[IndirectObject]",
    paper: Paper,
    creep: float,
) -> None:
    """One side of a sheet. Each page is cut at the fold, whatever moves across it."""
    from pypdf.generic import NameObject

    page = target.add_blank_page(paper.width * MM, paper.height * MM)
    spread = paper.spread
    x, y = (paper.width - spread.width) / 2, (paper.height - spread.height) / 2
    half = spread.width / 2
    # What is left over at the sides of plain A4 is covered too, and the left page reaches a hair across the
    # fold: between two fields of one colour no line of paper may shine through.
    outer = x if not spread.slug else spread.bleed
    code = []
    for right, slot in enumerate(side):
        if slot is None:
            continue
        name = f"/P{slot + 1}"
        show(page, name, forms[slot])
        left = x + right * half
        start, inner = (left, 0.0) if right else (left - outer, _HAIR)
        cut = (start, y - spread.bleed, half + outer + inner, spread.height + 2 * spread.bleed)
        shift = left + (-creep if right else creep)
        code.append(f"q {_points(*cut)} re W n 1 0 0 1 {_points(shift, y)} cm {name} Do Q")
    if marks := crop_marks(spread):
        code.append(f"q 1 0 0 1 {_points(x, y)} cm {marks} Q")
    page[NameObject("/Contents")] = stored("\n".join(code).encode("ascii"), target)
    for name, box in _boxes(paper, x, y).items():
        page[NameObject(name)] = rectangle(box)


def _boxes(paper: Paper, x: float, y: float) -> dict[str, list[float]]:
    """The boxes of a sheet: cut to the two pages, or not at all where they lie on plain A4."""
    spread = paper.spread
    whole = [0.0, 0.0, round(paper.width * MM, 3), round(paper.height * MM, 3)]
    if not spread.bleed and not spread.slug:
        return {"/MediaBox": whole, "/BleedBox": whole, "/TrimBox": whole}
    trim = (x, y, x + spread.width, y + spread.height)
    by = (-spread.bleed, -spread.bleed, spread.bleed, spread.bleed)
    bled = [round((edge + more) * MM, 3) for edge, more in zip(trim, by, strict=True)]
    return {"/MediaBox": whole, "/BleedBox": bled, "/TrimBox": [round(edge * MM, 3) for edge in trim]}


def _points(*lengths: float) -> str:
    return " ".join(f"{length * MM:.3f}" for length in lengths)
