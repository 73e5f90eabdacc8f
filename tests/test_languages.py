"""A report speaks one language: our words are translated, and what is not in it says which one it is in."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pikepdf
import pytest
from msgspec.structs import replace

import words
from annual_report.build import Request, build
from annual_report.catalogue import catalogue
from annual_report.comparison import compare
from annual_report.document.blocks import Document, Paragraph, Pill, Section, Text
from annual_report.fields import MONTHS, OUR_WORDS, Fields
from annual_report.record.facts import facts
from annual_report.record.model import BUILT_IN_RATINGS, Outcome, Year
from annual_report.renderers import load as load_renderer
from annual_report.report import metadata, wording
from annual_report.translations import ENGLISH, load
from annual_report.views.glance import at_a_glance
from samples import design, london_like
from written_records import record_of

ROOT = Path(__file__).parent.parent
FORUM = "example-bilingual-forum"
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
LANGUAGES = tuple(words.languages())


# --- the catalogues -------------------------------------------------------------------------------------


def test_there_is_a_welsh_catalogue_and_it_says_that_nobody_has_read_it() -> None:
    """Words that no speaker has read must not pass for words that one has."""
    assert "cy" in LANGUAGES
    assert "NOT YET READ BY A SPEAKER" in words.po_file("cy").read_text(encoding="utf-8")


def test_the_template_holds_every_wording() -> None:
    """``make words`` was run since a wording was last changed."""
    assert words.TEMPLATE.read_bytes() == words.as_text(words.extracted())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    """Every wording of code and templates is translated, in all its plural forms, and none is a guess."""
    known = words.catalogue(language)
    for message in words.extracted():
        if not message.id:
            continue
        found = known.get(message.id)
        assert found is not None, message.id
        said = found.string if isinstance(found.string, tuple | list) else (found.string,)
        assert all(said), message.id
        assert not found.fuzzy, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_asks_for_no_value_that_it_is_not_given(language: str) -> None:
    """It may leave one out (a plural form says the number itself); an unknown one would stop the report."""
    for message in words.catalogue(language):
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        given = {name for wording in ids for name in PLACEHOLDER.findall(wording)}
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id:
            for wording in said:
                assert set(PLACEHOLDER.findall(wording)) <= given, wording


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_gettext_reads_is_what_people_read(language: str) -> None:
    """The compiled catalogue is that of the text beside it."""
    file = words.po_file(language)
    compiled = file.with_suffix(".mo").read_bytes()
    assert compiled == words.compiled(words.catalogue(language))
    assert b"Date: " not in compiled, "the same words would be other bytes tomorrow"


def test_values_of_the_record_that_are_words_of_ours_are_translated() -> None:
    """The built-in ratings, the decisions and the states of a report: all of them, as the model has them."""
    choices = {*facts(Outcome)["decision"].about.choices, *facts(Year)["status"].about.choices}
    ratings = {label.label.source for label in BUILT_IN_RATINGS}
    assert set(OUR_WORDS) == choices | ratings
    assert all(load("cy").gettext(word) != word for word in (*OUR_WORDS, *MONTHS))


# --- which catalogue ------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["cy", "cy-GB", "CY"])
def test_a_tag_finds_the_catalogue_of_its_language(tag: str) -> None:
    """A region or another case makes no difference."""
    assert load(tag).gettext("Contents") == "Cynnwys"


@pytest.mark.parametrize("tag", ["en", "en-GB", "fr", "", "../cy", "cy/../cy", "."])
def test_any_other_tag_is_english(tag: str) -> None:
    """English needs no file; a language that we do not speak, and what is no tag at all, finds none."""
    assert load(tag) is ENGLISH


# --- plurals and dates ----------------------------------------------------------------------------------


def fields(
    text: str, language: str, home: str = "name: Harbour\nlanguage: [en, cy, fr]\n"
) -> tuple[Fields, Year]:
    """Return the writer of a report in that language, and its year."""
    record = record_of({"harbour": {"forum": home, "2023/24": text}})
    (forum,) = record.forums
    return Fields(forum, (), language, load(language)), forum.years[0]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "Gosodwyd dim blaenoriaeth"),
        (1, "Gosodwyd un flaenoriaeth"),
        (2, "Gosodwyd dwy flaenoriaeth"),
        (3, "Gosodwyd tair blaenoriaeth"),
        (4, "Gosodwyd 4 blaenoriaeth"),
        (6, "Gosodwyd chwe blaenoriaeth"),
        (13, "Gosodwyd 13 blaenoriaeth"),
    ],
)
def test_a_number_changes_the_word_after_it(number: int, said: str) -> None:
    """The plural rule of the language decides, not the English one."""
    writer, year = fields(f"priorities: [{', '.join(f'P{n}.' for n in range(number))}]\n", "cy")
    record = record_of(
        {"harbour": {"2023/24": f"priorities: [{', '.join(f'P{n}.' for n in range(number))}]\n"}}
    )
    made = compare(record, record.forums[0], record.forums[0].years[0])
    assert at_a_glance(made, writer).sentences[0] == f"{said} ar gyfer 2023/24."
    assert year.label == "2023/24"


@pytest.mark.parametrize(
    ("written", "english", "welsh"),
    [
        ("2024-03-05", "5 March 2024", "5 Mawrth 2024"),
        ("2024-05", "May 2024", "Mai 2024"),
        ("2024", "2024", "2024"),
        ("in spring", "in spring", "in spring"),
    ],
)
def test_dates_are_said_in_the_language(written: str, english: str, welsh: str) -> None:
    """Months are words of ours, so a date is not marked as another language; words of the forum are."""
    for language, said in (("en", english), ("cy", welsh)):
        writer, year = fields(f"dates: {{published: {written}}}\n", language)
        assert year.dates
        assert year.dates.published
        assert writer.date(year.dates.published) == said
        marked = ' lang="en"' in writer.line(year.dates.published)
        assert marked == (language == "cy" and written == "in spring")


def test_decisions_and_ratings_are_said_in_the_language() -> None:
    """The record names them in English; the report says them in its own language."""
    outcome = "{rating: Partly Met, decision: carry forward}"
    writer, year = fields(f"priorities: [{{text: A., outcome: {outcome}}}]\n", "cy")
    (priority,) = year.priorities or ()
    assert priority.outcome
    assert priority.outcome.decision
    assert ">Cyflawnwyd yn rhannol</mark>" in writer.pill(priority.outcome)
    assert ">Cario ymlaen<" in writer.capital(priority.outcome.decision)


def test_a_rating_of_the_forums_own_is_marked_where_it_falls_back() -> None:
    """Its words are the forum's, and stay in the language that it gave them."""
    home = (
        "name: H\nlanguage: [en, cy]\nrating_scheme: [{label: On track}, {label: {en: Off, cy: Oddi ar}}]\n"
    )
    for rating, mark in (("On track", ' lang="en"'), ("Off", "")):
        writer, year = fields(f"priorities: [{{text: A., outcome: {rating}}}]\n", "cy", home)
        (priority,) = year.priorities or ()
        assert priority.outcome
        assert (' lang="' in writer.pill(priority.outcome)) == bool(mark)


@pytest.mark.parametrize("text", ["office@example.org", "https://example.org/a", "0300 000 0000", "12,150"])
def test_what_is_in_no_language_is_not_marked(text: str) -> None:
    """Addresses and numbers are spelt out by a screen reader in any language."""
    writer, year = fields(f'reference_code: "{text}"\n', "cy")
    assert year.reference_code
    assert writer.lang(year.reference_code) == ""


def test_without_a_catalogue_the_document_says_that_it_is_in_english() -> None:
    """Its texts are then what is marked: otherwise English would be read out as French."""
    writer, year = fields("title: {en: A, fr: Rapport annuel}\n", "fr")
    record = record_of({"harbour": {"2023/24": "status: draft\n"}})
    made = compare(record, record.forums[0], record.forums[0].years[0])
    assert metadata(made, writer).language == "en"
    assert year.title
    assert writer.lang(year.title) == "fr"


def test_an_outcome_in_another_language_is_marked_in_every_format() -> None:
    """In the page on its element, in Word on its run, in the PDF's tree on an element of its own."""
    outcome = Paragraph((Pill("On track", "tick", "own", "primary", language="en"),))
    about = replace(london_like().metadata, language="cy")
    document = Document(about, (Section("a", 1, (Text("Adroddiad"),), (outcome,)),))
    page, word, pdf = (
        load_renderer(name).render(document, design()).data for name in ("html", "docx", "pdf")
    )
    assert re.search(r'<span class="pill[^>]* lang="en">', page.decode())
    with ZipFile(BytesIO(word)) as parts:
        assert re.search(
            r'w:lang w:val="en"/></w:rPr><w:t[^>]*>[^<]*On track', parts.read("word/document.xml").decode()
        )
    with pikepdf.open(BytesIO(pdf)) as file:
        elements = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing
        ]
        assert [str(thing.Lang) for thing in elements if "/Lang" in thing] == ["en"]


def test_the_words_that_renderers_place() -> None:
    """Page numbers and continuations are words too."""
    assert wording(ENGLISH).page_of == "Page {page} of {pages}"
    assert wording(load("cy")).page_of == "Tudalen {page} o {pages}"


# --- a forum in two languages ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example forum of two languages, its catalogue with it."""
    out = tmp_path_factory.mktemp("two-languages")
    request = Request(workspace=ROOT, out=out, targets=(FORUM,), language="all")
    results = [*build(request), *catalogue(request)]
    assert not [p for result in results for p in result.problems if p.severity == "error"]
    return out / FORUM


def test_a_report_a_language_in_every_format(reports: Path) -> None:
    """The first language has no suffix; any other has its tag."""
    names = {path.relative_to(reports).as_posix() for path in reports.rglob("*") if path.is_file()}
    assert names == {
        f"{folder}{FORUM}-{edition}{language}.{suffix}"
        for folder, edition in (
            ("2022-23/", "annual-report-2022-23"),
            ("2023-24/", "annual-report-2023-24"),
            ("", "catalogue"),
        )
        for language in ("", ".cy")
        for suffix in ("pdf", "docx", "html")
    }


def welsh(reports: Path, suffix: str) -> Path:
    """Return the Welsh report of the year that has a text in English only."""
    return reports / "2023-24" / f"{FORUM}-annual-report-2023-24.cy.{suffix}"


def test_the_page_marks_what_falls_back(reports: Path) -> None:
    """The one text without Welsh, wherever it stands, and no other."""
    page = welsh(reports, "html").read_text(encoding="utf-8")
    assert '<html lang="cy">' in page
    assert set(re.findall(r'lang="en"[^>]*>([^<]*)', page)) == {"The parts came too late."}
    assert "Cynnwys" in page
    assert ">Contents<" not in page


def test_the_word_file_marks_what_falls_back(reports: Path) -> None:
    """The document's language is a default of its styles; the run of the text has its own."""
    with ZipFile(welsh(reports, "docx")) as parts:
        styles, body = (parts.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    assert '<w:lang w:val="cy"' in styles
    marked = re.findall(r'<w:r><w:rPr>(?:(?!</w:rPr>).)*w:lang w:val="en"/></w:rPr><w:t[^>]*>([^<]*)', body)
    assert "".join(marked) == "The parts came too late."


def test_the_pdf_marks_what_falls_back(reports: Path) -> None:
    """The catalogue names the document's language, one element of the tree the other one."""
    with pikepdf.open(welsh(reports, "pdf")) as file:
        assert file.Root.Lang == "cy"
        elements = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing
        ]
        assert [str(thing.Lang) for thing in elements if "/Lang" in thing] == ["en"]


def test_judges_accept_both_languages(reports: Path, judge: Callable[[str], ModuleType]) -> None:
    """PDF/UA-1 and PDF/A-3a, in each language."""
    verdicts = judge("verapdf").check(sorted(reports.rglob("*.pdf")), "ua1", "3a")
    assert verdicts
    assert [verdict for verdict in verdicts if not verdict.ok] == []


def test_word_opens_both_languages(reports: Path, judge: Callable[[str], ModuleType]) -> None:
    """The Open XML validator has nothing to say."""
    assert [v for v in judge("ooxml").check(sorted(reports.rglob("*.docx"))) if not v.ok] == []
