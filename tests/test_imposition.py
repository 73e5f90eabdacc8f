"""Sheets fold into a booklet: every page in order and upright, blank ones inside, moved as far as paper is
thick; single pages carry the boxes and marks that a print shop wants.
"""

import hashlib
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from hypothesis import given, strategies as st
from reportlab.pdfgen.canvas import Canvas

from annual_report.design import MM
from annual_report.fonts import faces
from annual_report.imposition.files import made_from
from annual_report.imposition.marks import Frame
from annual_report.imposition.pages import Pages, single_pages
from annual_report.imposition.plan import Plan, Sheet, Slot, filled_up, saddle_stitch
from annual_report.imposition.sheets import imposed, paper_for
from annual_report.imposition.trial import trial_sheet

A5 = (148.0, 210.0)
PAPER = 0.1
Judge = Callable[[str], ModuleType]
SIDES = tuple[tuple[Slot, Slot], tuple[Slot, Slot]]


@cache
def pages_of(number: int) -> bytes:
    """A file of so many A5 pages; each says which it is."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(A5[0] * MM, A5[1] * MM), invariant=1, pageCompression=0)
    for page in range(1, number + 1):
        canvas.drawString(100, 300, f"this is page {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sheets_of(number: int, signature: int = 10, paper: float = PAPER) -> bytes:
    """The same pages imposed."""
    plan = saddle_stitch(number, signature=signature, paper=paper)
    frame = Frame(*A5)
    return imposed(
        pages_of(number), plan, paper_for(*A5, frame), made_from("A test", "pages.pdf", pages_of(number))
    )


# --- folding in software --------------------------------------------------------------------------------


def folded(signature: list[SIDES]) -> list[Slot]:
    """The pages of a signature as a reader meets them: its sheets, the outermost first, laid on one another
    and folded in the middle with the outermost outside.

    Of each sheet the right half of the front is a leaf's recto, and the left half of the back, which lies
    behind it when a sheet is turned on its short edge, its verso. After the middle come the other halves.
    """
    before = [slot for front, back in signature for slot in (front[1], back[0])]
    after = [slot for front, back in reversed(signature) for slot in (back[1], front[0])]
    return before + after


def read(plan: Plan) -> list[Slot]:
    """All signatures of a plan, folded and laid one after the other."""
    return [slot for part in plan.signatures for slot in folded([(s.front, s.back) for s in part])]


@pytest.mark.parametrize("signature", [1, 2, 3, 4, 5, 8, 10, 40])
def test_folded_sheets_read_in_order(signature: int) -> None:
    """For 1 to 64 pages the folded sheets give the pages in order, with the blank ones where they belong."""
    for number in range(1, 65):
        plan = saddle_stitch(number, signature=signature, paper=PAPER)
        assert read(plan) == list(plan.slots), number
        assert [slot for slot in plan.slots if slot is not None] == list(range(number))
        assert max(map(len, plan.signatures)) <= signature


def test_a_wrong_fold_is_noticed() -> None:
    """Back sides that are exchanged, as after a turn on the wrong edge, don't read in order."""
    plan = saddle_stitch(8, signature=10, paper=PAPER)
    (outer, inner), *_ = plan.signatures
    turned = Sheet(outer.front, (outer.back[1], outer.back[0]), outer.creep)
    wrong = Plan(plan.slots, ((turned, inner),))
    assert read(wrong) != list(plan.slots)


@given(st.integers(1, 400), st.integers(1, 40))
def test_paper_is_not_wasted(number: int, signature: int) -> None:
    """There are no more sheets than the pages need, and signatures differ by a sheet at most."""
    plan = saddle_stitch(number, signature=signature, paper=PAPER)
    assert plan.sheets == -(-number // 4)
    sizes = {len(part) for part in plan.signatures}
    assert max(sizes) - min(sizes) <= 1
    assert plan.pages == number


@given(st.integers(2, 300), st.sampled_from([2, 4, 8, 16]))
def test_a_cover_is_never_blank(number: int, multiple: int) -> None:
    """Blank pages stand in one run right before the last page; first and last are pages of the report."""
    slots = filled_up(number, multiple)
    assert len(slots) % multiple == 0
    assert len(slots) - number < multiple
    assert slots[0] == 0
    assert slots[-1] == number - 1
    blanks = [place for place, slot in enumerate(slots) if slot is None]
    assert blanks == list(range(number - 1, len(slots) - 1))


# --- the files ------------------------------------------------------------------------------------------

Shown = tuple[Slot, tuple[float, ...], tuple[float, ...]]
"""A page that is drawn: its number, the matrix that it is drawn with, the rectangle that it is cut to."""


def shown(page: pikepdf.Page) -> list[Shown]:
    """What a side of a sheet draws, read out of its content."""
    found: list[Shown] = []
    matrix: tuple[float, ...] = ()
    cut: tuple[float, ...] = ()
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "cm":
                matrix = tuple(float(value) for value in operands)
            case "re":
                cut = tuple(float(value) for value in operands)
            case "Do":
                words = page.Resources.XObject[str(operands[0])].read_bytes()
                number = re.search(rb"this is page (\d+)", words)
                assert number
                found.append((int(number[1]) - 1, matrix, cut))
    return found


def halves(page: pikepdf.Page) -> tuple[Slot, Slot]:
    """The pages on the left and the right of a side; each must be upright and in its own size."""
    middle = float(page.mediabox[2]) / 2
    left: Slot = None
    right: Slot = None
    for slot, matrix, cut in shown(page):
        assert matrix[:4] == (1, 0, 0, 1), "a page is turned or scaled"
        if cut[0] + cut[2] / 2 < middle:
            assert left is None
            left = slot
        else:
            assert right is None
            right = slot
    return left, right


@pytest.mark.parametrize(
    ("number", "signature"), [(1, 10), (2, 10), (3, 1), (4, 10), (7, 1), (16, 2), (37, 4), (64, 10)]
)
def test_the_sheets_of_a_file_fold_into_its_pages(number: int, signature: int) -> None:
    """Read back from the file: fronts and backs in turn, upright, and folded in order."""
    with pikepdf.open(BytesIO(sheets_of(number, signature))) as pdf:
        sides = [halves(page) for page in pdf.pages]
    plan = saddle_stitch(number, signature=signature, paper=PAPER)
    pairs: list[SIDES] = list(zip(sides[::2], sides[1::2], strict=True))
    reader: list[Slot] = []
    for part in plan.signatures:
        reader += folded(pairs[: len(part)])
        pairs = pairs[len(part) :]
    assert reader == list(filled_up(number, 4))


def test_creep_grows_inwards_by_the_thickness_of_the_paper() -> None:
    """Each sheet further in has its pages nearer to the fold, by exactly so much, and cut at the fold."""
    with pikepdf.open(BytesIO(sheets_of(24, paper=0.25))) as pdf:
        sides = [shown(page) for page in pdf.pages]
        middle = float(pdf.pages[0].mediabox[2]) / 2
    for place, side in enumerate(sides):
        depth = place // 2 * 0.25 * MM
        (_, left, cut), (_, right, other) = side
        assert left[4] == pytest.approx(middle - A5[0] * MM + depth, abs=0.01)
        assert right[4] == pytest.approx(middle - depth, abs=0.01)
        assert cut[0] + cut[2] == pytest.approx(middle + 0.3 * MM, abs=0.01)
        assert other[0] == pytest.approx(middle, abs=0.01)


def test_signatures_each_begin_without_creep() -> None:
    """A signature is folded by itself, so its outermost sheet is where it would be alone."""
    plan = saddle_stitch(64, signature=4, paper=0.1)
    assert [[sheet.creep for sheet in part] for part in plan.signatures] == [[0, 0.1, 0.2, 0.3]] * 4


def test_sheets_name_what_they_were_made_from() -> None:
    """The name and digest of the reading-order file stand in the metadata, and the same pages give the same
    bytes.
    """
    data = sheets_of(5)
    digest = hashlib.sha256(pages_of(5)).hexdigest()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/MadeFrom"]) == f"pages.pdf sha256:{digest}"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:source"] == f"pages.pdf sha256:{digest}"
        assert pdf.Root.ViewerPreferences.Duplex == pikepdf.Name.DuplexFlipShortEdge
        assert "/StructTreeRoot" not in pdf.Root
        assert [round(float(v) / MM, 1) for v in pdf.pages[0].mediabox] == [0, 0, 297, 210]
    assert data == sheets_of(5)


def single(number: int, frame: Frame, *, multiple: int = 1, separate: bool = False) -> Pages:
    """Single pages for a print shop."""
    made = made_from("A test", "pages.pdf", pages_of(number))
    face = faces("Source Sans 3")[0]
    return single_pages(pages_of(number), frame, made, face, multiple=multiple, separate=separate)


def boxes(page: pikepdf.Page) -> dict[str, list[float]]:
    """The boxes of a page in millimetres."""
    return {
        name: [round(float(v) / MM, 2) for v in page.obj[f"/{name}"]]
        for name in ("MediaBox", "BleedBox", "TrimBox", "CropBox")
        if f"/{name}" in page.obj
    }


def test_boxes_and_bleed() -> None:
    """Every page, blank ones too, has its trimmed size, the bleed round it and room for marks beyond."""
    pages = single(6, Frame(*A5, bleed=3, slug=10, marks=True), multiple=4)
    with pikepdf.open(BytesIO(pages.data)) as pdf:
        assert len(pdf.pages) == 8
        for page in pdf.pages:
            assert boxes(page) == {
                "MediaBox": [-13, -13, 161, 223],
                "BleedBox": [-3, -3, 151, 213],
                "TrimBox": [0, 0, 148, 210],
            }
    assert pages.slots == (0, 1, 2, 3, 4, None, None, 5)


def test_marks_stay_off_the_page_and_its_bleed() -> None:
    """Eight marks point at the corners from outside the bleed; without marks there are none."""
    drawn = marks_of(single(1, Frame(*A5, bleed=3, slug=10, marks=True)))
    assert len(drawn) == 8
    for x0, y0, x1, y1 in drawn:
        inside_x = min(x0, x1) > -2.99 and max(x0, x1) < 150.99
        inside_y = min(y0, y1) > -2.99 and max(y0, y1) < 212.99
        assert not (inside_x and inside_y)
        assert {round(x0), round(x1)} in ({0}, {148}) or {round(y0), round(y1)} in ({0}, {210})
    assert marks_of(single(1, Frame(*A5, bleed=3))) == []


def marks_of(pages: Pages) -> list[tuple[float, ...]]:
    """The lines on the first page, in millimetres."""
    with pikepdf.open(BytesIO(pages.data)) as pdf:
        lines: list[tuple[float, ...]] = []
        start: list[float] = []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) == "m":
                start = [float(value) / MM for value in operands]
            elif str(operator) == "l":
                lines.append((*start, *(float(value) / MM for value in operands)))
    return lines


def test_a_cover_of_its_own() -> None:
    """The outermost four pages are one file, the others another; both name what they were made from."""
    pages = single(10, Frame(*A5), multiple=4, separate=True)
    assert pages.cover
    digest = hashlib.sha256(pages_of(10)).hexdigest()
    numbers = []
    for data in (pages.cover, pages.data):
        with pikepdf.open(BytesIO(data)) as pdf:
            words = [b"".join(c.read_bytes() for c in page.Contents) for page in pdf.pages]
            found = [re.search(rb"this is page (\d+)", word) for word in words]
            numbers.append([int(n[1]) if n else None for n in found])
            assert digest in str(pdf.docinfo["/MadeFrom"])
    assert numbers == [[1, 2, None, 10], [3, 4, 5, 6, 7, 8, 9, None]]
    assert single(4, Frame(*A5), multiple=4, separate=True).cover is None


def test_bleed_and_marks_on_sheets() -> None:
    """Sheets for a machine that trims are as much larger, and their boxes say where to cut."""
    plan = saddle_stitch(4, signature=1, paper=0)
    frame = Frame(*A5, bleed=3, slug=10, marks=True)
    data = imposed(pages_of(4), plan, paper_for(*A5, frame), made_from("A test", "pages.pdf", b""))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert boxes(pdf.pages[0]) == {
            "MediaBox": [0, 0, 322, 236],
            "BleedBox": [10, 10, 312, 226],
            "TrimBox": [13, 13, 309, 223],
        }


def test_programs_take_the_files(judge: Judge, tmp_path: Path) -> None:
    """Neither qpdf nor Ghostscript has anything to say; Ghostscript has where a side draws what is not
    there.
    """
    made = {
        "sheets": sheets_of(13),
        "single": single(13, Frame(*A5, bleed=3, slug=10, marks=True), multiple=4).data,
        "cover": single(13, Frame(*A5), multiple=4, separate=True).cover or b"",
        "trial": trial_sheet(faces("Source Sans 3")[0]),
    }
    files = []
    for name, data in made.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(data)
    for name in ("qpdf", "ghostscript"):
        assert [verdict.faults for verdict in judge(name).check(files)] == [()] * len(files)
    with pikepdf.open(files[0]) as pdf:
        pdf.pages[0].contents_add(b"/Nothing Do")
        pdf.save(tmp_path / "damaged.pdf")
    assert not judge("ghostscript").check_one(tmp_path / "damaged.pdf").ok


def test_the_trial_sheet_says_what_to_do() -> None:
    """One sheet, two sides: 4 beside 1, and behind 1 page 2."""
    with pikepdf.open(BytesIO(trial_sheet(faces("Source Sans 3")[0]))) as pdf:
        assert len(pdf.pages) == 2
        names = [list(page.Resources.XObject.keys()) for page in pdf.pages]
    assert names == [["/P4", "/P1"], ["/P2", "/P3"]] or [set(n) for n in names] == [
        {"/P1", "/P4"},
        {"/P2", "/P3"},
    ]


def test_the_same_input_gives_the_same_bytes() -> None:
    """Marks, slug lines and the trial sheet hold neither a time nor anything that was drawn before them."""
    frame = Frame(*A5, bleed=3, slug=10, marks=True)
    first, trial = single(5, frame, multiple=4).data, trial_sheet(faces("Source Sans 3")[0])
    single(9, frame)
    assert single(5, frame, multiple=4).data == first
    assert trial_sheet(faces("Source Sans 3")[0]) == trial
