"""The catalogue of a forum: of each year what is in the record and what is not, and every promise's fate."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from annual_report.build import Request, build
from annual_report.catalogue import catalogue
from annual_report.cli import main
from annual_report.comparison import threads
from annual_report.fields import Fields
from annual_report.problems import ReportError, UsageError
from annual_report.record import read_forums
from annual_report.views.catalogue import YearLine, span, values_of_all_years
from written_records import record_of

ROOT = Path(__file__).parent.parent
HARBOUR = Path(__file__).parent / "records" / "harbour"
YEARS = {
    "2019/20": """
priorities:
  - {id: pay, text: Fair pay., outcome: partly met}
  - {id: bus, text: A bus.}
achievements: [Done.]
people: [Chair]
sources: [{document: A leaflet}]
""",
    "2020/21": "achievements: [{text: One.}, {text: Two.}]\nmeasures: [{name: Swaps}]\n",
    "2022/23": """
priorities:
  - {id: pay, text: Fair pay., continues: 2019/20#pay, outcome: met}
""",
}


def words(markup: object) -> str:
    """Return markup without its tags."""
    return unescape(re.sub(r"<[^>]+>", "", str(markup)))


def overview() -> dict[str, object]:
    """Return what the templates are given for the years above."""
    record = record_of({"harbour": {k: v.replace("[Chair]", "[{name: Chair}]") for k, v in YEARS.items()}})
    (forum,) = record.forums
    return values_of_all_years(forum, threads(record, forum), Fields(forum, (), "en"))


def lines() -> list[YearLine]:
    """Return the years of the catalogue."""
    found = overview()["lines"]
    assert isinstance(found, tuple)
    return list(found)


def made(workspace: Path, *arguments: str) -> int:
    """Ask for a catalogue as a user would."""
    return main(["-C", str(workspace), "catalogue", *arguments])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give a copy of the example record with three years of one forum."""
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    return tmp_path


# --- what it says ---------------------------------------------------------------------------------------


def test_every_year_says_what_is_recorded() -> None:
    """A year between two recorded ones is there as well, with nothing."""
    assert [(li.label, li.priorities, li.outcomes, li.achievements, li.also) for li in lines()] == [
        ("2019/20", "2 priorities", "1 with an outcome", "1 achievement", "People, sources"),
        ("2020/21", None, "0 with an outcome", "2 achievements", "Measures"),
        ("2021/22", None, "", None, ""),
        ("2022/23", "1 priority", "1 with an outcome", None, ""),
    ]


def test_every_year_says_what_is_missing() -> None:
    """In words, a sentence a year; a year that has everything is not among them."""
    missing = overview()["missing"]
    assert isinstance(missing, tuple)
    assert [words(sentence) for sentence in missing] == [
        "2019/20: the outcome of 1 priority.",
        "2020/21: the priorities, people and sources.",
        "2021/22: nothing of this year.",
        "2022/23: the achievements, people and sources.",
    ]


def test_every_promise_has_its_fate() -> None:
    """What the forum said of it, else what the record shows; and where it went from there."""
    fates = {
        f"{line.label} {promise.number}": [words(part) for part in promise.fate]
        for line in lines()
        for promise in line.promises
    }
    assert fates == {
        "2019/20 1": ["Partly met", "Carried on in 2022/23"],
        "2019/20 2": ["Nothing recorded", "Not listed again"],
        "2022/23 1": ["Met"],
    }


def test_the_lead_counts_years_priorities_and_promises() -> None:
    """A promise that was carried on is one promise."""
    assert overview()["lead"] == (
        "Three years are in the record, from 2019/20 to 2022/23. Three priorities are recorded in them. "
        "They are two promises, each counted once however often it was carried on."
    )


def test_the_span_is_that_of_the_calendar() -> None:
    """From the first day to the last; one year of the calendar is one number."""
    (forum,) = record_of({"harbour": {"2019/20": "", "2022/23": ""}}).forums
    assert span(forum) == "2019–2023"
    (forum,) = record_of({"harbour": {"2019": ""}}).forums
    assert span(forum) == "2019"


def test_no_promise_of_the_examples_is_left_out() -> None:
    """Every priority of every year has a line, and every line has words."""
    reading = read_forums(ROOT, ("example-forum",))
    forum = reading.record.forum("example-forum")
    assert forum
    given = values_of_all_years(forum, threads(reading.record, forum), Fields(forum, (), "en-GB"))
    shown = [(li.label, promise) for li in given["lines"] for promise in li.promises]
    assert len(shown) == sum(len(year.priorities or ()) for year in forum.years) > 40
    assert all(promise.fate and words(promise.fate[0]) for _, promise in shown)


# --- the command ----------------------------------------------------------------------------------------


def test_one_file_a_format_beside_the_years(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named for the forum; a second call finds it as it should be."""
    assert made(workspace, "quay-forum") == 0
    folder = workspace / "reports" / "quay-forum"
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [
        f"quay-forum-catalogue.{kind}" for kind in ("docx", "html", "pdf")
    ]
    assert len(capsys.readouterr().out.splitlines()) == 3
    times = [file.stat().st_mtime_ns for file in files]
    assert made(workspace, "quay-forum") == 0
    assert [file.stat().st_mtime_ns for file in files] == times


def test_formats_languages_and_folder_as_asked(workspace: Path, tmp_path: Path) -> None:
    """The suffix of a language stands before that of the format."""
    out = tmp_path / "elsewhere"
    options = ("--format", "html", "--language", "all", "--out", str(out))
    assert made(workspace, "harbour", *options) == 0
    assert sorted(file.name for file in (out / "harbour").iterdir()) == [
        "harbour-catalogue.cy.html",
        "harbour-catalogue.html",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), 'there is no forum "nowhere"'),
        (("harbour/2023-24",), "a catalogue is of all years"),
        (("harbour", "--format", "odt"), 'has no format "odt"; it has: pdf, docx, html'),
        (("harbour", "--language", "fr"), 'not recorded in "fr"'),
    ],
)
def test_what_does_not_exist_is_wrong_usage(
    workspace: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    """What exists is said; nothing is written."""
    assert made(workspace, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not (workspace / "reports").exists()


def test_an_error_in_the_record_stops_it(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it stops every report of that forum."""
    file = workspace / "data" / "quay-forum" / "2021-22.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    assert made(workspace, "quay-forum") == 1
    assert "unknown key" in capsys.readouterr().err
    assert not (workspace / "reports").exists()


def test_a_broken_layout_is_a_problem_with_its_line(workspace: Path) -> None:
    """The workspace's own layout comes first, and its fault stops the catalogue in all formats."""
    folder = workspace / "layouts" / "catalogue"
    folder.mkdir(parents=True)
    (folder / "report.html.j2").write_text("<main>\n{{ nothing }}\n</main>\n", encoding="utf-8")
    request = Request(workspace=workspace, out=workspace / "reports", targets=("quay-forum",))
    problems = [problem for result in catalogue(request) for problem in result.problems]
    assert [(problem.code, problem.place.line) for problem in problems if problem.severity == "error"] == [
        ("AR412", 2)
    ]
    assert not (workspace / "reports").exists()


def test_build_leaves_it_to_its_own_verb(workspace: Path) -> None:
    """It is of all years, so it can't be one of a year's editions."""
    request = Request(workspace=workspace, out=workspace / "reports", editions=("catalogue",))
    with pytest.raises(UsageError, match="annual-report catalogue FORUM"):
        list(build(request))


@pytest.mark.parametrize(
    ("of", "faulty"), [("forum", False), ("year", False), ("month", True), ("[a]", True)]
)
def test_what_an_edition_is_of(workspace: Path, of: str, faulty: bool) -> None:
    """A year or a forum, and nothing else."""
    (workspace / "layouts").mkdir()
    text = f"catalogue: {{layout: catalogue, page: a4, formats: [html], of: {of}}}\n"
    (workspace / "layouts" / "editions.yml").write_text(text, encoding="utf-8")
    request = Request(workspace=workspace, out=workspace / "reports", targets=("quay-forum",))
    if faulty:
        with pytest.raises(ReportError, match="AR421"):
            catalogue(request)
    elif of == "year":
        with pytest.raises(UsageError, match="of: forum"):
            catalogue(request)
    else:
        assert len(catalogue(request)[1].files) == 1
