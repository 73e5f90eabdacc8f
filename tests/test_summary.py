"""The summary: two sides whatever the record's size, by choosing, and it says what it leaves out. Its code
leads where the address beside it says.
"""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pikepdf
import pytest
import zxingcpp
from hypothesis import given, strategies as st
from PIL import Image

from annual_report import build as conductor
from annual_report.choosing import Choice, choices, chosen, first_that_fits
from annual_report.comparison import compare
from annual_report.qr import MOST_MODULES, PIXELS, code
from handed_out import ONLINE, built, pages, run, words, workspace
from written_records import record_of

Judge = Callable[[str], ModuleType]
LONG = "An answer that goes on and on, for a page and more. " * 60


def year(
    priorities: int, *, others: int = 0, each: str = "Do the thing. Then do the next.", online: bool = True
) -> str:
    """A year of so many priorities, every third with an achievement, and so many others."""
    lines = [f"online: {ONLINE}" if online else "", "priorities:" if priorities else "priorities: []"]
    lines += [f'  - {{id: p{n}, text: "Priority {n}. {each}"}}' for n in range(1, priorities + 1)]
    lines.append("achievements:" if priorities or others else "achievements: []")
    lines += [f"  - {{text: Deed {n} was done., supports: [p{n}]}}" for n in range(1, priorities + 1, 3)]
    lines += [f"  - Other deed {n} was done." for n in range(1, others + 1)]
    return "\n".join(filter(None, lines)) + "\n"


@pytest.mark.parametrize(("priorities", "others"), [(0, 0), (1, 0), (4, 2), (12, 9), (60, 40)])
def test_it_has_two_sides_at_most(priorities: int, others: int, tmp_path: Path) -> None:
    """A4: two pages, A5: four, from an empty year to a hundred entries; everything that is cut is counted."""
    home = workspace(tmp_path, year(priorities, others=others))
    assert pages(built(home, "summary", "pdf")["harbour-summary-2023-24.pdf"]) <= 2
    made = built(home, "summary-booklet", imposition="none")
    assert pages(made["harbour-summary-booklet-2023-24-pages.pdf"]) <= 4


def test_it_says_what_it_leaves_out_and_where_that_is(tmp_path: Path) -> None:
    """How many priorities are shown of how many, what else is missing, and the address of the whole."""
    home = workspace(tmp_path, year(60, others=40))
    built(home, "summary", "pdf")
    said = words(next((home / "reports").rglob("*.pdf")))
    count = re.search(r"(\d+) of 60 priorities are shown, in the forum’s own order\.", said)
    assert count
    shown = int(count[1])
    assert shown > 1
    assert f"Priority {shown}." in said
    assert f"Priority {shown + 1}." not in said
    assert re.search(r"\d+ other achievements are left out\.", said)
    assert f"All of it is in the full report: {ONLINE}" in said


def test_what_is_marked_comes_first(tmp_path: Path) -> None:
    """Entries with `key: true` are shown before the others, in the author's order."""
    written = (
        year(60).replace("{id: p57,", "{id: p57, key: true,").replace("{id: p59,", "{id: p59, key: true,")
    )
    home = workspace(tmp_path, written)
    built(home, "summary", "pdf")
    said = words(next((home / "reports").rglob("*.pdf")))
    assert "those that the forum marked as key first" in said
    assert -1 < said.index("Priority 1.") < said.index("Priority 57.") < said.index("Priority 59.")
    assert "Priority 58." not in said


def test_a_single_key_priority_of_two_pages(tmp_path: Path) -> None:
    """Its first sentence is shown, and that it is no more is said."""
    home = workspace(tmp_path, f'priorities: [{{text: "We answer. {LONG}", key: true}}]\nachievements: []\n')
    made = built(home, "summary", "pdf")
    assert pages(made["harbour-summary-2023-24.pdf"]) <= 2
    said = words(next((home / "reports").rglob("*.pdf")))
    assert "We answer." in said
    assert "goes on and on" not in said
    assert "Of longer texts the title or the first sentence is shown." in said
    assert "All of it is in the full report for 2023/24." in said


def test_one_sentence_without_an_end_is_cut(tmp_path: Path) -> None:
    """A first sentence of two pages is cut at a word, with an ellipsis. In Word it stands in no content
    control of its field, since it is not all of it.
    """
    endless = "on and on " * 500
    home = workspace(tmp_path, f'priorities: ["It goes {endless}"]\nachievements: []\n')
    made = built(home, "summary", "pdf", "docx")
    assert pages(made["harbour-summary-2023-24.pdf"]) <= 2
    said = words(next((home / "reports").rglob("*.pdf")))
    assert said.count("on and on") < 40
    assert "on …" in said
    with ZipFile(BytesIO(made["harbour-summary-2023-24.docx"])) as package:
        body = package.read("word/document.xml").decode()
    assert "on and on" in body
    assert not [held for held in re.findall(r"<w:sdt>.*?</w:sdt>", body) if "on and on" in held]


def test_what_can_not_be_left_out_is_a_problem(tmp_path: Path) -> None:
    """A contact of many pages can't be cut: then nothing is written, and editions.yml is named."""
    forum = f'name: Harbour Forum\ncontact: {{label: "{LONG * 3}"}}\n'
    results = run(workspace(tmp_path, year(1), forum=forum), "summary", "pdf")
    (problem,) = [problem for result in results for problem in result.problems]
    assert (problem.code, problem.place.file) == ("AR432", "layouts/editions.yml")
    assert not list(tmp_path.rglob("*.pdf"))


# --- what is chosen -------------------------------------------------------------------------------------


@given(st.lists(st.booleans(), max_size=20), st.integers(0, 25))
def test_choosing_prefers_marks_and_keeps_the_order(marks: list[bool], most: int) -> None:
    """As many as asked for, no unmarked entry while a marked one is left out, in the author's order."""
    text = "priorities:\n" + "".join(
        f"  - {{id: p{n}, text: x, key: {str(k).lower()}}}\n" for n, k in enumerate(marks)
    )
    found = record_of({"f": {"2023/24": text if marks else ""}}).forums[0].years[0].priorities or ()
    taken = chosen(found, most)
    assert len(taken) == min(most, len(found))
    assert list(taken) == [entry for entry in found if entry in taken]
    left = [entry for entry in found if entry not in taken]
    assert not (any(entry.key for entry in left) and any(not entry.key for entry in taken))


@given(st.integers(0, 60), st.integers(0, 70))
def test_the_fullest_choice_that_fits_is_taken(many: int, border: int) -> None:
    """The border is found by halving, and what is taken was tried."""
    found = [Choice(rows=many - n) for n in range(many)]
    tried: list[Choice] = []

    def fits(choice: Choice) -> bool:
        tried.append(choice)
        return choice.rows <= border

    best = first_that_fits(found, fits)
    assert best == next((choice for choice in found if choice.rows <= border), None)
    assert best is None or best in tried
    assert len(tried) <= 8


def test_each_choice_shows_less() -> None:
    """The row begins with everything and ends with one priority; no choice stands in it twice."""
    record = record_of({"f": {"2023/24": year(9, others=4)}})
    found = choices(compare(record, record.forums[0], record.forums[0].years[0]))
    assert found[0] == Choice()
    assert (found[-1].rows, found[-1].deeds, found[-1].others) == (1, 1, 0)
    assert len(set(found)) == len(found)
    assert [choice.rows for choice in found] == sorted((choice.rows for choice in found), reverse=True)


# --- the code -------------------------------------------------------------------------------------------


def decoded(picture: bytes) -> list[str]:
    """What another program reads in a picture; it needs the clear margin that a page gives."""
    with Image.open(BytesIO(picture)) as image:
        margin = Image.new("L", (image.width + 160, image.height + 160), 255)
        margin.paste(image.convert("L"), (80, 80))
    return [found.text for found in zxingcpp.read_barcodes(margin)]


@pytest.mark.parametrize(
    "address", [ONLINE, "https://example.org/", "https://example.org/fförwm/" + "a" * 200]
)
def test_the_code_leads_to_its_address(address: str) -> None:
    """An independent decoder reads exactly the address, and every module is drawn in whole pixels."""
    made = code(address)
    assert made is not None
    assert decoded(made.data) == [address]
    assert made.width == made.height
    assert made.width % PIXELS == 0
    assert made.width // PIXELS <= MOST_MODULES
    assert code(address) == made


def test_an_address_too_long_for_paper_has_no_code() -> None:
    """A code whose modules a camera can't tell apart is worse than none."""
    assert code("https://example.org/" + "a" * 900) is None
    assert code("https://example.org/" + "a" * 9000) is None


def test_the_printed_code_is_read(judge: Judge, tmp_path: Path) -> None:
    """The page as it is rendered: the code decodes to the address that stands beside it in words."""
    home = workspace(tmp_path, year(2))
    for edition in ("summary", "summary-booklet"):
        built(home, edition, "pdf")
    for file in sorted((home / "reports").rglob("*.pdf")):
        found = [
            barcode.text
            for picture in judge("poppler").pictures(file, tmp_path, dpi=110)
            for barcode in zxingcpp.read_barcodes(Image.open(picture))
        ]
        assert found == [ONLINE], file.name
        assert ONLINE in words(file).replace(" ", "")


def test_without_an_address_there_is_neither_code_nor_hole(tmp_path: Path) -> None:
    """No picture, no figure, no words about a full report that nobody can find."""
    home = workspace(tmp_path, year(1, online=False), forum="name: F\ncontact: {label: Us}\n")
    made = built(home, "summary", "pdf", "html", "docx")
    html = made["harbour-summary-2023-24.html"].decode()
    assert "<img" not in html
    assert 'class="beside"' not in html
    assert "full report" not in html
    with pikepdf.open(BytesIO(made["harbour-summary-2023-24.pdf"])) as pdf:
        assert not any("/XObject" in page.Resources for page in pdf.pages)


# --- the three formats ----------------------------------------------------------------------------------


def test_the_formats_say_the_same(tmp_path: Path) -> None:
    """The same choice in PDF, Word and web page: what is counted as left out is left out of each."""
    home = workspace(tmp_path, year(40, others=5))
    made = built(home, "summary")
    assert sorted(name.rpartition(".")[2] for name in made) == ["docx", "html", "pdf"]
    html = made["harbour-summary-2023-24.html"].decode()
    said = words(next((home / "reports").rglob("*.pdf")))
    (shown,) = re.findall(r"(\d+) of 40 priorities", said)
    assert f"{shown} of 40 priorities" in html
    assert html.count('class="promised"') - 1 == int(shown)


def test_nothing_is_set_smaller_than_ten_points() -> None:
    """It fits by choosing: both summary pages keep every role at 10 points or more."""
    from annual_report.typography import PAGES, styles_for

    for name in ("a4-summary", "a5-summary"):
        small = {role: style.size for role, style in styles_for(PAGES[name]).items() if style.size < 10}
        assert not small, name


def test_it_is_as_accessible_as_the_report(judge: Judge, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a; no error of Word's accessibility checker."""
    home = workspace(tmp_path, year(12, others=3))
    built(home, "summary")
    (pdf,) = (home / "reports").rglob("*.pdf")
    (docx,) = (home / "reports").rglob("*.docx")
    for rules in ("ua1", "3a"):
        verdicts = judge("verapdf").check([pdf], rules)
        assert [verdict.faults for verdict in verdicts] == [()]
    assert [verdict.faults for verdict in judge("word_lint").check([docx])] == [()]


def test_the_record_of_the_repository(tmp_path: Path) -> None:
    """London and the last of the example's six years: two sides, and four pages of A5."""
    root = Path(__file__).resolve().parent.parent
    for target in ("london-spf/2023-24", "example-forum/2024-25"):
        for edition, most in (("summary", 2), ("summary-booklet", 4)):
            request = conductor.Request(
                workspace=root, out=tmp_path / edition, targets=(target,), editions=(edition,),
                formats=("pdf",), imposition="none",
            )  # fmt: skip
            (file,) = [file.path for result in conductor.build(request) for file in result.files]
            assert pages(file.read_bytes()) <= most
