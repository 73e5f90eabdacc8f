"""A brand's Word template: written with a specimen of every style, restyled by hand, and honoured."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

import samples
from annual_report.problems import Place
from annual_report.renderers import Pages, Rendered
from annual_report.renderers.word import WordRenderer
from annual_report.renderers.word.codes import CODES
from annual_report.renderers.word.template import check_template, house_template
from annual_report.renderers.word.template_file import BODY_MARK, BODY_TAG
from word_file import (
    REASONS,
    W,
    Word,
    broken_references,
    formatting_by_hand,
    lost,
    table_faults,
    unknown_styles,
)

Judge = Callable[[str], ModuleType]
PLACE = Place("house.docx")


def changed(data: bytes, **changes: Callable[[str], str]) -> bytes:
    """A template with some of its parts rewritten, as someone does who edits it; ``styles`` is a part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            change = changes.get(name.removeprefix("word/").removesuffix(".xml"))
            new.writestr(name, change(content.decode()).encode() if change else content)
    return made.getvalue()


def without_style(data: bytes, name: str) -> bytes:
    """A template without one of its styles."""
    style = re.compile(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>')
    return changed(data, styles=lambda xml: style.sub("", xml))


def pour(template: bytes) -> Rendered:
    """The every-block document in a template."""
    design = replace(samples.design(), word_template=template)
    return WordRenderer(pages=Pages({"back": 8}, frozenset())).render(samples.every_block(), design)


def codes(data: bytes) -> list[str]:
    """What is wrong with a template, as codes."""
    return [problem.code for problem in check_template(data, samples.design(), PLACE)]


@pytest.fixture(scope="module")
def house() -> bytes:
    """The house template as it is written."""
    return house_template(samples.design())


@pytest.fixture(scope="module")
def other_ids(house: bytes) -> bytes:
    """The template as a Word in another language saves it: style ids changed, names kept."""

    def renamed(xml: str) -> str:
        marks = r"(w:(?:pStyle|rStyle|tblStyle|basedOn|next|styleLink) w:val|w:styleId)"
        return re.sub(rf'{marks}="(\w[^"]*)"', r'\1="x\2"', xml)

    names = (
        "styles",
        "document",
        "numbering",
        *(f"{kind}{n}" for kind in ("header", "footer") for n in (1, 2, 3)),
    )
    return changed(house, **dict.fromkeys(names, renamed))


def test_the_house_template_has_nothing_wrong_with_it(house: bytes) -> None:
    """Every style has a specimen in the marked place, and the check finds nothing."""
    assert codes(house) == []
    word = Word(house)
    (place,) = (c for c in word.body.iter(W + "sdt") if c.find(f"{W}sdtPr/{W}tag").get(W + "val") == BODY_TAG)
    shown = {word.style(p) for p in place.iter(W + "p")}
    assert {"Heading1", "BodyText", "LedgerPriority", "Quote", "ListBullet5"} <= shown
    assert {t.get(W + "val") for t in place.iter(W + "tblStyle")} >= {"Ledger", "ReportTable", "Threads"}
    assert "{forum}" in word.bytes["word/header1.xml"].decode()


def test_a_report_poured_into_the_template_is_whole(house: bytes) -> None:
    """Same words, same styles, nothing by hand; the specimens are gone and the names stand in the header."""
    rendered = pour(house)
    assert rendered.problems == ()
    word = Word(rendered.data)
    assert not lost(word, samples.every_block())
    assert not list(broken_references(word))
    assert not unknown_styles(word)
    assert not list(table_faults(word))
    assert not set(formatting_by_hand(word)) - set(REASONS)
    assert "End of the specimens" not in word.words()
    assert "Harbour Partnership Forum" in word.bytes["word/header1.xml"].decode()
    assert pour(house).data == rendered.data


def test_styles_are_found_by_name(other_ids: bytes) -> None:
    """Ids that Word changed make no difference."""
    word = Word(pour(other_ids).data)
    assert not unknown_styles(word)
    assert not lost(word, samples.every_block())
    assert word.in_style("xLeadParagraph") == ["A lead opens the part and says in a sentence what it holds."]
    defined = {n.get(W + "numId") for n in word.parts["word/numbering.xml"].iter(W + "num")}
    assert {n.get(W + "val") for n in word.body.iter(W + "numId")} <= defined


def test_looks_pages_and_margins_of_the_template_stay(house: bytes) -> None:
    """A colour, a margin, a page before and a page after: what the officer did is in the report."""

    def pages(xml: str) -> str:
        page = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
        xml = xml.replace("<w:body>", f"<w:body>{page.format('Before it')}")
        at = xml.rindex("<w:sectPr>")
        return (xml[:at] + page.format("After it") + xml[at:]).replace('w:left="1417"', 'w:left="1700"')

    def colour(xml: str) -> str:
        at = xml.index('w:styleId="Heading1"')
        return xml[:at] + re.sub(r'w:val="17402D"[^/]*/', 'w:val="7A3E9D"/', xml[at:], count=1)

    word = Word(pour(changed(house, document=pages, styles=colour)).data)
    words = word.words()
    assert words.startswith("Before it")
    assert words.endswith("After it")
    assert word.styles["Heading1"].find(f"{W}rPr/{W}color").get(W + "val") == "7A3E9D"
    sections = [(s.get(W + "left")) for s in word.body.iter(W + "pgMar")]
    assert sections[-1] == "1700"
    assert not lost(word, samples.every_block())


def test_the_place_is_found_by_its_bookmark_too(house: bytes) -> None:
    """A program that forgets content controls keeps the bookmark, and that is enough."""

    def unwrapped(xml: str) -> str:
        xml = re.sub(r"<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>", "", xml)
        return xml.replace("</w:sdtContent></w:sdt>", "")

    bare = changed(house, document=unwrapped)
    assert codes(bare) == []
    word = Word(pour(bare).data)
    assert "End of the specimens" not in word.words()
    assert BODY_MARK not in {b.get(W + "name") for b in word.body.iter(W + "bookmarkStart")}


def test_a_style_that_is_missing_is_named_and_replaced(house: bytes) -> None:
    """The text keeps a style, the house's own, and the warning says which one."""
    lacking = changed(
        house, styles=lambda xml: re.sub(r'<w:style [^>]*w:styleId="LeadParagraph".*?</w:style>', "", xml)
    )
    rendered = pour(lacking)
    (problem,) = rendered.problems
    assert (problem.code, problem.severity) == ("AR526", "warning")
    assert '"Lead Paragraph"' in problem.message
    assert not unknown_styles(Word(rendered.data))
    assert codes(lacking) == ["AR526"]


def broken(kind: str, house: bytes) -> bytes:
    """The template with one fault."""
    specimen = '<w:pStyle w:val="SmallText"/></w:pPr><w:r><w:t xml:space="preserve">Small Text</w:t>'
    match kind:
        case "no zip":
            return b"Dear all, please find the template attached."
        case "half a file":
            return house[: len(house) // 2]
        case "old Word or encrypted":
            return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
        case "no marker":
            strip = re.compile(rf'<w:tag w:val="{BODY_TAG}"/>|<w:bookmarkStart [^>]*{BODY_MARK}[^>]*/>')
            return changed(house, document=lambda xml: strip.sub("", xml))
        case "style missing":
            return changed(
                house, styles=lambda xml: re.sub(r'<w:style [^>]*w:styleId="Ledger".*?</w:style>', "", xml)
            )
        case "style renamed":
            return changed(house, styles=lambda xml: xml.replace('w:val="Term"', 'w:val="Begriff"'))
        case "bold by hand":
            bold = specimen.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
            return changed(house, document=lambda xml: xml.replace(specimen, bold, 1))
        case "indent by hand":
            indented = specimen.replace("</w:pPr>", '<w:ind w:left="300"/></w:pPr>')
            return changed(house, document=lambda xml: xml.replace(specimen, indented, 1))
        case "entities":
            return changed(
                house, document=lambda xml: xml.replace("?>", "?><!DOCTYPE w [<!ENTITY a 'a'>]>", 1)
            )
        case "no body part":
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w") as package:
                package.writestr("readme.txt", "no Word file")
            return made.getvalue()
        case "macros":
            made = io.BytesIO(house)
            with zipfile.ZipFile(made, "a") as package:
                package.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
            return made.getvalue()
        case _:
            made = io.BytesIO(house)
            with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as package:
                package.writestr("word/media/bomb.bin", bytes(210_000_000))
            return made.getvalue()


FAULTS = {
    "no zip": "AR521",
    "half a file": "AR521",
    "no body part": "AR521",
    "entities": "AR521",
    "old Word or encrypted": "AR522",
    "macros": "AR523",
    "a bomb": "AR524",
    "no marker": "AR525",
    "style missing": "AR526",
    "style renamed": "AR526",
    "bold by hand": "AR527",
    "indent by hand": "AR527",
}


@pytest.mark.parametrize("kind", FAULTS)
def test_each_fault_is_named(kind: str, house: bytes) -> None:
    """One problem with its code, at the template; an error gives no file, a warning still does."""
    data = broken(kind, house)
    (problem,) = check_template(data, samples.design(), PLACE)
    assert problem.code == FAULTS[kind]
    assert problem.place == PLACE
    rendered = pour(data)
    if problem.severity == "error":
        assert rendered.data == b""
        assert [p.code for p in rendered.problems] == [problem.code]
    else:
        assert Word(rendered.data).words()


def test_every_code_is_explained() -> None:
    """What a fault is called stands in the table of codes, with its severity."""
    assert {code.code for code in CODES} == set(FAULTS.values())


def test_a_template_saved_by_libreoffice_is_honoured(house: bytes, judge: Judge, tmp_path: Path) -> None:
    """It keeps other ids, other parts and no content control; the report still finds its styles and place."""
    office, file = judge("office"), tmp_path / "house.docx"
    file.write_bytes(house)
    folder = tmp_path / "saved"
    folder.mkdir()
    saved = office.to_docx(file, folder).read_bytes()
    assert saved != house
    assert codes(saved) == []
    rendered = pour(saved)
    assert rendered.problems == ()
    word = Word(rendered.data)
    assert not lost(word, samples.every_block())
    assert not unknown_styles(word)
    assert "End of the specimens" not in word.words()
    ET.fromstring(word.bytes["word/document.xml"])


def test_the_judges_have_nothing_against_a_poured_report(
    house: bytes, other_ids: bytes, judge: Judge, tmp_path: Path
) -> None:
    """The house template, and reports in it and in one with other ids."""
    files = []
    for name, data in (("house", house), ("poured", pour(house).data), ("ids", pour(other_ids).data)):
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(data)
    for verdict in (*judge("ooxml").check(files), *judge("word_lint").check(files)):
        assert verdict.ok, str(verdict)
