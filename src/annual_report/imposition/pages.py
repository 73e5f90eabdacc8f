"""Single pages in reading order, as a print shop wants them: boxes, bleed, marks, blanks, the cover apart.

The whole report keeps its tags, attachments and metadata: with boxes and marks round its pages it is the same
accessible file. A part of it (the cover, the inner pages) is a plain file that names what it was made from.
"""

from typing import TYPE_CHECKING

from msgspec import Struct

from annual_report.design import Face
from annual_report.imposition.files import Made, as_form, described, opened, rectangle, show, stored, written
from annual_report.imposition.marks import Frame, clipped, crop_marks, slug_lines, slug_place
from annual_report.imposition.plan import FOUR, Slot, filled_up

if TYPE_CHECKING:
    from pypdf import PdfWriter


class Pages(Struct, frozen=True):
    """What was made: the whole, or the inner pages with the ``cover`` beside them."""

    data: bytes
    slots: tuple[Slot, ...]
    cover: bytes | None = None


def single_pages(
    data: bytes, frame: Frame, made: Made, face: Face, *, multiple: int = 1, separate: bool = False
) -> Pages:
    """The pages of a file in their frames, blank ones added up to a multiple.

    With ``separate`` the outermost four pages are a file of their own, if there are more than those.
    """
    from pypdf import PdfWriter

    target = PdfWriter(clone_from=opened(data))
    slots = filled_up(len(target.pages), multiple)
    for place, slot in enumerate(slots):
        if slot is None:
            trimmed = target.pages[0].mediabox
            target.insert_blank_page(trimmed.width, trimmed.height, place)
    _framed(target, frame, made, face)
    if not separate or len(slots) <= FOUR:
        return Pages(written(target), slots)
    outer = [0, 1, len(slots) - 2, len(slots) - 1]
    inner = range(2, len(slots) - 2)
    return Pages(_part(target, list(inner), made), slots, _part(target, outer, made))


def _framed(target: "PdfWriter", frame: Frame, made: Made, face: Face) -> None:
    """Give every page its boxes, and draw what stands round it."""
    from pypdf.generic import ArrayObject, NameObject

    lines = [f"{made.source}  {number} / {len(target.pages)}" for number in range(1, len(target.pages) + 1)]
    slugs = opened(slug_lines(lines, face)) if frame.slug >= FOUR else None
    # Fields reach further beyond the edge than any bleed: they end where this one does.
    before = stored(f"q {clipped(frame)}".encode("ascii"), target)
    for place, page in enumerate(target.pages):
        for name, box in frame.boxes().items():
            page[NameObject(name)] = rectangle(box)
        page.pop("/CropBox", None)
        code = f"Q {crop_marks(frame)}"
        if slugs is not None:
            slug = slugs.pages[place]
            show(page, "/Slug", as_form(slug, slug.mediabox, target))
            code += f" /Artifact BMC q {slug_place(frame)} /Slug Do Q EMC"
        inside = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
        streams = list(inside) if isinstance(inside, ArrayObject) else [inside]
        page[NameObject("/Contents")] = ArrayObject([before, *streams, stored(code.encode("ascii"), target)])


def _part(whole: "PdfWriter", places: list[int], made: Made) -> bytes:
    """Some of the pages as a plain file: without links, which might lead to pages that are not there."""
    from pypdf import PdfWriter

    part = PdfWriter()
    for place in places:
        page = whole.pages[place]
        for key in ("/Annots", "/StructParents", "/Tabs"):
            page.pop(key, None)
        part.add_page(page)
    described(part, made)
    return written(part)
