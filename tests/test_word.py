"""The Word file is what an expert would have made: whole, its words in order, styles and no hand formatting,
the record inside, and the same bytes every time.
"""

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

import samples
from annual_report.document.blocks import Document, Paragraph, Section, Text
from annual_report.renderers import Pages
from annual_report.renderers.word import WordRenderer
from annual_report.renderers.word.properties import HASH_PROPERTY, RECORD_PART, record_digest
from word_file import (
    PAGES,
    REASONS,
    W,
    Word,
    broken_references,
    formatting_by_hand,
    lost,
    plain,
    render,
    small,
    table_faults,
    unknown_styles,
)
from word_words import spoken

Judge = Callable[[str], ModuleType]


@pytest.fixture(scope="module")
def every() -> Word:
    """The every-block document."""
    return render(samples.every_block(), pages=Pages({"back": 8, "words": 3}, frozenset()))


# --- the package ----------------------------------------------------------------------------------------


def test_every_reference_inside_the_package_finds_its_part(every: Word) -> None:
    """Nothing dangles; every part has a content type."""
    assert not list(broken_references(every))
    types = every.bytes["[Content_Types].xml"].decode()
    for name in every.names[1:]:
        known = f'PartName="/{name}"' in types or f'Extension="{name.rpartition(".")[2]}"' in types
        assert known, name
    lacking = Word(WordRenderer().render(small(), samples.design()).data)
    lacking.names.remove("word/styles.xml")
    assert list(broken_references(lacking)) == ["word/_rels/document.xml.rels: word/styles.xml"]


def test_same_document_same_bytes_in_another_process() -> None:
    """No clock, no hash order, no time zone gets into the file."""
    here = hashlib.sha256(WordRenderer().render(samples.every_block(), samples.design()).data).hexdigest()
    program = (
        "import hashlib, samples; from annual_report.renderers.word import WordRenderer; "
        "data = WordRenderer().render(samples.every_block(), samples.design()).data; "
        "print(hashlib.sha256(data).hexdigest())"
    )
    root = Path(__file__).parents[1]
    path = os.pathsep.join((str(root / "src"), str(root / "tests")))
    there = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=there, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == here


def test_the_record_travels_along() -> None:
    """The attachments come out of the file as they went in, and their digest is a property of it."""
    document = samples.every_block()
    word = render(document)
    files = word.parts[RECORD_PART]
    found = {file.get("name"): base64.b64decode(file.text or "") for file in files}
    assert found == {item.name: item.data for item in document.attachments}
    digest = record_digest(document.attachments)
    assert files.get("sha256") == digest
    custom = word.bytes["docProps/custom.xml"].decode()
    assert f'name="{HASH_PROPERTY}"' in custom
    assert digest in custom
    assert "customXml/item1.xml" not in render(replace(document, attachments=())).names


def test_the_file_says_what_it_is(every: Word) -> None:
    """Title, author, subject, language and day; today's Word; no prompt as it opens."""
    core = {e.tag.split("}")[1]: e.text for e in every.parts["docProps/core.xml"]}
    data = samples.every_block().metadata
    assert (core["title"], core["creator"], core["subject"]) == (data.title, data.author, data.subject)
    assert core["language"] == "en-GB"
    assert core["created"] == core["modified"] == "2024-03-31T00:00:00Z"
    chosen = every.bytes["word/settings.xml"].decode()
    assert 'w:name="compatibilityMode"' in chosen
    assert 'w:val="15"' in chosen
    assert "updateFields" not in chosen
    assert "w:dirty" not in every.bytes["word/document.xml"].decode()


# --- words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_word_in_order(page: str) -> None:
    """Every word of the document is in the body, in reading order, on every page size."""
    for document in (samples.london_like(), samples.every_block()):
        word = render(document, samples.design(page))
        if page == "a4":
            assert not lost(word, document)
        else:  # a card names each value by the words above its column, and a row by its first cell alone
            known = word.words()
            assert {words for words in spoken(document) if plain(words) not in known} <= {"Day", "Site"}


def test_a_lost_word_is_noticed() -> None:
    """The guard itself sees a word that is missing, and two that changed places."""
    document = small(Paragraph((Text("One"),)), Paragraph((Text("Two"),)))
    assert not lost(render(document), document)
    assert lost(render(small(Paragraph((Text("One"),)))), document) == ["Two"]
    swapped = small(Paragraph((Text("Two"),)), Paragraph((Text("One"),)))
    assert lost(render(swapped), document) == ["Two"]


def test_text_is_data(every: Word) -> None:
    """What looks like markup or a template comes out as typed."""
    assert samples.AS_TYPED in every.words()


# --- styles, and nothing but styles ---------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_formatted_by_hand(page: str) -> None:
    """Styles do everything but what no style can know; each exception has a reason above."""
    for document in (samples.london_like(), samples.every_block()):
        found = formatting_by_hand(render(document, samples.design(page)))
        assert not set(found) - set(REASONS)


def test_formatting_by_hand_is_noticed() -> None:
    """A bold run and a space by hand are found."""
    word = render(small(Paragraph((Text("Plain"),))))
    run = next(p for p in word.body.iter(W + "r"))
    ET.SubElement(ET.SubElement(run, W + "rPr"), W + "b")
    paragraph = next(word.body.iter(W + "p"))
    ET.SubElement(paragraph.find(W + "pPr"), W + "ind")
    assert {("Heading1", "b"), ("Heading1", "ind")} <= set(formatting_by_hand(word))


@pytest.mark.parametrize("page", PAGES)
def test_every_style_is_defined(page: str) -> None:
    """Each style that text, tables, lists and styles name is in the style sheet."""
    assert not unknown_styles(render(samples.every_block(), samples.design(page)))


def test_styles_take_their_type_from_the_design() -> None:
    """Another size in the design is another size in the style; the theme holds the brand's colours."""
    design = samples.design(brand="london")
    larger = replace(design.style("body"), size=13.5)
    word = render(small(), replace(design, styles={**design.styles, "body": larger}))
    assert word.styles["BodyText"].find(f"{W}rPr/{W}sz").get(W + "val") == "27"
    theme = word.bytes["word/theme/theme1.xml"].decode()
    assert f'val="{design.colour("primary").removeprefix("#")}"' in theme
    heading = word.styles["Heading1"].find(f"{W}rPr/{W}color")
    assert heading.get(W + "themeColor") == "text2"


def test_a_part_opens_a_page_or_follows_on() -> None:
    """The style of a main part opens a page; one that follows on switches that off, with its own space."""
    blocks = tuple(
        Section(f"part-{n}", 1, (Text(f"Part {n}"),), (Paragraph((Text("Text"),)),), opens)
        for n, opens in enumerate(("page", "follow"))
    )
    word = render(replace(samples.london_like(), blocks=blocks))
    first, second = (p.find(W + "pPr") for p in word.body.iter(W + "p") if word.style(p) == "Heading1")
    assert word.styles["Heading1"].find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert first.find(W + "pageBreakBefore") is None
    assert second.find(W + "pageBreakBefore").get(W + "val") == "0"
    assert int(second.find(W + "spacing").get(W + "before")) == 1134


# --- any document ---------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(samples.documents(), st.sampled_from(PAGES))
def test_any_document_is_whole(document: Document, page: str) -> None:
    """Nothing dangles, no id comes twice, tables hold, nothing is formatted by hand, no word is lost."""
    word = render(document, samples.design(page))
    assert not list(broken_references(word))
    assert not unknown_styles(word)
    assert not list(table_faults(word))
    assert not set(formatting_by_hand(word)) - set(REASONS)
    bookmarks = [b.get(W + "name") for b in word.body.iter(W + "bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks))
    assert {a.get(W + "anchor") for a in word.body.iter(W + "hyperlink")} - {None} <= set(bookmarks)
    if page == "a4":
        assert not lost(word, document)


# --- judges ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The everyday report, and every block as table and as cards."""
    folder = tmp_path_factory.mktemp("word")
    made = []
    london, every = samples.london_like(), samples.every_block()
    for document, page in ((london, "a4"), (every, "a4"), (every, "a4-large-print")):
        file = folder / f"{len(made)}-{page}.docx"
        renderer = WordRenderer(pages=Pages({"back": 8}, frozenset()))
        file.write_bytes(renderer.render(document, samples.design(page)).data)
        made.append(file)
    return made


@pytest.mark.parametrize("name", ["ooxml", "audit", "word_lint"])
def test_the_judges_have_nothing_against_it(name: str, files: list[Path], judge: Judge) -> None:
    """Microsoft's schemas, an independent audit, and our lint of what Word's own checker reports."""
    for verdict in judge(name).check(files):
        assert verdict.ok, str(verdict)


@pytest.mark.prove
@settings(max_examples=200)
@given(document=samples.documents(), page=st.sampled_from(PAGES))
def test_any_document_passes_the_judges(
    document: Document, page: str, judge: Judge, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Microsoft's schemas and our lint have nothing against a random document."""
    file = tmp_path_factory.mktemp("any") / "any.docx"
    file.write_bytes(WordRenderer().render(document, samples.design(page)).data)
    for name in ("ooxml", "word_lint"):
        verdict = judge(name).check_one(file)
        assert verdict.ok, str(verdict)


def test_the_judges_see_a_fault(files: list[Path], judge: Judge, tmp_path: Path) -> None:
    """A property out of its order is refused by the schemas, a lost header row by the lint."""
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(files[0]) as whole, zipfile.ZipFile(broken, "w") as copy:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "word/document.xml":
                data = data.replace(
                    b'<w:pPr><w:pStyle w:val="Heading1"/>',
                    b'<w:pPr><w:keepLines/><w:pStyle w:val="Heading1"/>',
                )
                data = data.replace(b"<w:tblHeader/>", b"")
            copy.writestr(name, data)
    assert not judge("ooxml").check_one(broken).ok
    assert not judge("word_lint").check_one(broken).ok


def test_libreoffice_opens_it(files: list[Path], judge: Judge) -> None:
    """Another office program reads the everyday report."""
    verdict = judge("office").check_one(files[0])
    assert verdict.ok, str(verdict)
