"""A sheet to try a copier with: it shows within a minute whether both sides come out the right way round."""

from annual_report.design import MM, Face
from annual_report.imposition.files import made_from
from annual_report.imposition.marks import Frame, bare_canvas
from annual_report.imposition.plan import FOUR, saddle_stitch
from annual_report.imposition.sheets import imposed, paper_for

WIDTH, HEIGHT = 148.0, 210.0
NAME = "duplex-test-sheet.pdf"
_SAID = (
    ("Print on both sides, flip on the short edge,", "at actual size. Fold this side outwards."),
    ("Is this upright, and behind page 1?", "Then the copier is set right."),
    ("Upside down? Choose the other edge", "(“long edge”, “book” or “tablet”)."),
    ("The pages read 1, 2, 3, 4:", "print the booklet in the same way."),
)


def trial_sheet(face: Face) -> bytes:
    """The sheet as PDF: four A5 pages with large numbers, imposed as a booklet is."""
    pages = _pages(face)
    plan = saddle_stitch(FOUR, signature=1, paper=0.0)
    made = made_from("Test sheet for printing on both sides", "its four pages", pages)
    return imposed(pages, plan, paper_for(WIDTH, HEIGHT, Frame(WIDTH, HEIGHT)), made)


def _pages(face: Face) -> bytes:
    middle = WIDTH / 2 * MM
    canvas = bare_canvas(face, WIDTH * MM, HEIGHT * MM)
    for number, lines in enumerate(_SAID, 1):
        canvas.text("↑" if canvas.has("↑") else "TOP", middle, 180 * MM, 24, centred=True)
        canvas.text(str(number), middle, 95 * MM, 160, centred=True)
        for place, line in enumerate(lines):
            canvas.text(line, middle, (60 - 7 * place) * MM, 14, centred=True)
        canvas.end_page()
    return canvas.bytes()
