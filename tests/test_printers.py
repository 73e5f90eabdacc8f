"""Printer profiles: what a copier or a shop asks is in the file it gets, and what can't be is a problem."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest

from annual_report.design import MM
from annual_report.printers import Printer, printers, read_printer, too_near, unsafe
from annual_report.problems import Place, Problem, ReportError, UsageError
from annual_report.typography import A4, A5
from handed_out import built, command, pages, run, workspace

Judge = Callable[[str], ModuleType]
YEAR = "priorities: [One thing., Another thing.]\nachievements: [We did it.]\n"
NAME = "harbour-booklet-2023-24"


def profile(home: Path, text: str, name: str = "ours") -> Path:
    """Write a profile into a workspace."""
    file = home / "layouts" / "printers" / f"{name}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return home


def told(home: Path, text: str) -> list[Problem]:
    """The problems of a profile."""
    with pytest.raises(ReportError) as caught:
        read_printer(profile(home, text), "ours")
    return caught.value.problems


# --- reading --------------------------------------------------------------------------------------------


def test_two_are_built_in(tmp_path: Path) -> None:
    """A copier that gets sheets to fold, and a shop that gets pages with bleed."""
    assert printers(tmp_path) == ("office-copier", "print-shop")
    copier, shop = (read_printer(tmp_path, name) for name in printers(tmp_path))
    assert (copier.imposition, copier.bleed, copier.paper, copier.signature) == ("booklet", 0, 0.1, 10)
    assert (shop.imposition, shop.bleed, shop.marks, shop.multiple, shop.safe) == ("none", 3, True, 4, 5)


def test_the_workspace_has_its_own(tmp_path: Path) -> None:
    """A file of the workspace is one more profile, and comes before a built-in one of its name."""
    profile(tmp_path, "bleed: 5\n")
    profile(tmp_path, "bleed: 4\n", "print-shop")
    assert printers(tmp_path) == ("office-copier", "ours", "print-shop")
    assert read_printer(tmp_path, "ours").bleed == 5
    assert read_printer(tmp_path, "print-shop").bleed == 4


def test_one_that_does_not_exist(tmp_path: Path) -> None:
    """What exists is listed; a path is no name."""
    for name in ("nobody", "../editions", "printers/ours", ""):
        with pytest.raises(UsageError, match="there are: office-copier, print-shop"):
            read_printer(tmp_path, name)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("bleed: -3\n", 1, "can't be the bleed"),
        ("bleed: 11\n", 1, "can't be the bleed"),
        ("bleed: nan\n", 1, "can't be the bleed"),
        ("bleed: 3 mm\n", 1, "can't be the bleed"),
        ("title: x\nbleeed: 3\n", 2, 'unknown key "bleeed"'),
        ("marks: cross\n", 1, 'no value of "marks"'),
        ("marks: crop\nslug: 2\n", 1, "no room for marks"),
        ("multiple: 0\n", 1, "can't be the multiple"),
        ("signature: 2.5\n", 1, "can't be the signature"),
        ("safe: [5, 5]\n", 1, "is one value"),
        ("imposition: sideways\n", 1, "no value of"),
        ("- bleed\n", 1, "a group of keys"),
        ("", 1, "a group of keys"),
    ],
)
def test_bad_profiles(text: str, line: int, said: str, tmp_path: Path) -> None:
    """Each fault is told at its line, with what is expected."""
    (problem,) = told(tmp_path, text)
    assert (problem.code, problem.place.line) == ("AR441", line)
    assert problem.place.file == "layouts/printers/ours.yml"
    assert said in problem.message


def test_all_faults_at_once(tmp_path: Path) -> None:
    """A profile is judged to its end."""
    assert len(told(tmp_path, "bleed: -1\nmarks: yes please\nsafe: wide\nwhat: ever\n")) == 4


# --- the safe area --------------------------------------------------------------------------------------


def test_a_safe_area_larger_than_the_page(tmp_path: Path) -> None:
    """It would leave nothing to print on, and says so instead of blaming each page."""
    home = profile(workspace(tmp_path, YEAR), "safe: 80\n")
    results = run(home, "booklet", printer="ours")
    (problem,) = [problem for result in results for problem in result.problems]
    assert (problem.code, problem.place.line) == ("AR441", 1)
    assert "leaves nothing of a page of 148 x 210 mm" in problem.message
    assert not list(tmp_path.rglob("*.pdf"))


def test_text_in_the_margin_that_must_stay_free(tmp_path: Path) -> None:
    """The page, the edge and the distance are named, and nothing is written."""
    home = profile(workspace(tmp_path, YEAR), "safe: 14\n")
    problems = [problem for result in run(home, "booklet", printer="ours") for problem in result.problems]
    assert {problem.code for problem in problems} == {"AR442"}
    assert any("mm from the lower edge" in problem.message for problem in problems)
    assert not list(tmp_path.rglob("*.pdf"))
    assert built(profile(home, "safe: 5\n"), "booklet", printer="ours")


def test_the_nearest_edge_is_named() -> None:
    """To a twentieth of a millimetre, on each of the four sides; pages without text are never too near."""
    printer = Printer(name="p", title="p", safe=5, places={"": Place("p.yml")})
    texts = [
        (5.0, 5.0, 143.0, 205.0),
        (4.9, 9, 99, 99),
        (9, 4.0, 99, 99),
        (9, 9, 143.5, 99),
        (9, 9, 99, 206),
        None,
    ]
    said = [problem.message for problem in too_near(printer, A5, texts)]
    assert [message.partition(":")[0] for message in said] == ["page 2", "page 3", "page 4", "page 5"]
    for message, edge in zip(said, ("left", "upper", "right", "lower"), strict=True):
        assert f"mm from the {edge} edge" in message
    assert not unsafe(printer, A4)


# --- what comes out -------------------------------------------------------------------------------------


def boxes(page: pikepdf.Page) -> list[list[float]]:
    """Media, bleed and trim box in millimetres."""
    return [[round(float(v) / MM, 1) for v in page.obj[f"/{n}Box"]] for n in ("Media", "Bleed", "Trim")]


def test_a_print_shop_gets_single_pages(judge: Judge, tmp_path: Path) -> None:
    """In reading order, a multiple of four, with its boxes; and still PDF/UA and PDF/A."""
    home = workspace(tmp_path, YEAR)
    made = built(home, "booklet", printer="print-shop")
    assert list(made) == [f"{NAME}-pages.pdf"]
    with pikepdf.open(BytesIO(made[f"{NAME}-pages.pdf"])) as pdf:
        assert len(pdf.pages) % 4 == 0
        assert boxes(pdf.pages[0]) == [[-13, -13, 161, 223], [-3, -3, 151, 213], [0, 0, 148, 210]]
    (file,) = (home / "reports").rglob("*.pdf")
    for rules in ("ua1", "3a"):
        assert [verdict.faults for verdict in judge("verapdf").check([file], rules)] == [()]
    for name in ("qpdf", "ghostscript"):
        assert [verdict.faults for verdict in judge(name).check([file])] == [()]


def test_fields_reach_into_the_bleed_and_end_there(judge: Judge, tmp_path: Path) -> None:
    """On the rendered cover: colour to the edge of the bleed, paper beyond it."""
    from PIL import Image

    home = workspace(tmp_path, YEAR)
    built(home, "booklet", printer="print-shop")
    (file,) = (home / "reports").rglob("*.pdf")
    cover = Image.open(judge("poppler").pictures(file, tmp_path, dpi=127)[0]).convert("RGB")  # 5 pixels a mm
    assert cover.getpixel((12 * 5, 400)) != (255, 255, 255)  # 2 mm into the bleed
    assert cover.getpixel((8 * 5, 400)) == (255, 255, 255)  # 2 mm beyond it


def test_the_cover_apart(tmp_path: Path) -> None:
    """A profile may ask for the outermost four pages in a file of their own."""
    home = profile(workspace(tmp_path, YEAR), "cover: separate\nmultiple: 4\n")
    made = built(home, "booklet", printer="ours")
    assert sorted(made) == [f"{NAME}-cover.pdf", f"{NAME}-pages.pdf"]
    whole = pages(built(home, "booklet", imposition="none")[f"{NAME}-pages.pdf"])
    assert pages(made[f"{NAME}-cover.pdf"]) == 4
    assert pages(made[f"{NAME}-pages.pdf"]) == -(-whole // 4) * 4 - 4


def test_what_is_not_folded_is_not_filled_up(tmp_path: Path) -> None:
    """A summary of two sides keeps two, bleed and marks or not."""
    made = built(workspace(tmp_path, YEAR), "summary", "pdf", printer="print-shop")
    assert list(made) == ["harbour-summary-2023-24-pages.pdf"]
    assert pages(made["harbour-summary-2023-24-pages.pdf"]) <= 2


def test_sheets_for_the_copier_name_the_pages(tmp_path: Path) -> None:
    """A booklet is imposed for the office copier if nothing else is asked for; its metadata hold the digest
    of the file that --imposition none writes.
    """
    import hashlib

    home = workspace(tmp_path, YEAR)
    single = built(home, "booklet", imposition="none")[f"{NAME}-pages.pdf"]
    with pikepdf.open(BytesIO(built(home, "booklet")[f"{NAME}.pdf"])) as pdf:
        made = str(pdf.docinfo["/MadeFrom"])
        assert len(pdf.pages) % 2 == 0
    assert made == f"{NAME}-pages.pdf sha256:{hashlib.sha256(single).hexdigest()}"


def test_a_grey_profile(tmp_path: Path) -> None:
    """`colour: grey` makes what --grey makes."""
    home = profile(workspace(tmp_path, YEAR), "colour: grey\nimposition: booklet\n")
    assert list(built(home, "booklet", printer="ours")) == [f"{NAME}-grey.pdf"]


# --- the command ----------------------------------------------------------------------------------------


def test_before_printing_it_says_what_there_is(tmp_path: Path) -> None:
    """Pages, sheets, blank ones, which edge to flip on: on the error stream, the path alone on the other."""
    done = command(workspace(tmp_path, YEAR), "build", "--edition", "booklet")
    assert done.returncode == 0
    assert done.stdout.split() == [str(Path(done.stdout.strip()))]
    for part in ("pages on", "sheets", "blank", "flip on the short edge", "--test-sheet"):
        assert part in done.stderr
    quiet = command(tmp_path, "build", "--edition", "booklet", "-q")
    assert quiet.stderr == ""


def test_the_test_sheet_needs_no_record(tmp_path: Path) -> None:
    """It is for the copier, not for a forum."""
    done = command(tmp_path, "build", "--test-sheet")
    assert done.returncode == 0
    assert done.stdout.strip().endswith("duplex-test-sheet.pdf")
    assert pages((tmp_path / "reports" / "duplex-test-sheet.pdf").read_bytes()) == 2


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--edition", "summary", "--imposition", "booklet"], "is not made to be folded"),
        (["--edition", "summary", "--format", "html", "--printer", "print-shop"], "a printer takes PDF"),
        (["--edition", "booklet", "--printer", "nobody"], 'no printer profile "nobody"'),
        (["--edition", "booklet", "--format", "docx"], 'no format "docx"'),
    ],
)
def test_wrong_usage(asked: list[str], said: str, tmp_path: Path) -> None:
    """What doesn't go together is said before anything is built."""
    done = command(workspace(tmp_path, YEAR), "build", *asked)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "reports").exists()
