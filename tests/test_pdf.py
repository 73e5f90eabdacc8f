"""The PDF of every sample: tagged, conforming, in reading order, inside its text area, the same each time."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings

import samples
from annual_report.design import MM, Design
from annual_report.document.blocks import (
    Document,
    Inlines,
    NoteReference,
    PageReference,
    Paragraph,
    Table,
    outline,
    parts,
    plain,
)
from annual_report.renderers import Rendered
from annual_report.renderers.pdf import PdfRenderer
from pdf_structure import Judged, faults

PAGES = ("a4", "a5", "a4-large-print")
SAMPLES = {"everyday": samples.london_like, "every block": samples.every_block}


def rendered(document: Document, design: Design) -> Rendered:
    """The document drawn."""
    return PdfRenderer().render(document, design)


@cache
def sample(name: str, page: str) -> tuple[Document, Rendered, Judged]:
    """A sample, drawn on a page and read back."""
    document = SAMPLES[name]()
    made = rendered(document, samples.design(page))
    return document, made, Judged(made.data)


each = pytest.mark.parametrize(("name", "page"), [(name, page) for name in SAMPLES for page in PAGES])


@each
def test_the_structure_is_sound(name: str, page: str) -> None:
    """The structure is sound."""
    _, made, judged = sample(name, page)
    assert judged.faults == []
    assert made.problems == ()


@each
def test_headings_are_the_outline(name: str, page: str) -> None:
    """Headings are the outline."""
    document, _, judged = sample(name, page)
    assert [words for _, words in judged.headings()] == [line.words for line in outline(document)]


@each
def test_nothing_stands_outside_the_text_area(name: str, page: str) -> None:
    """Nothing stands outside the text area."""
    assert list(astray(sample(name, page)[2], samples.design(page))) == []


def astray(judged: Judged, design: Design) -> list[tuple[int, float, float, str]]:
    """Text that stands in a margin, apart from header and footer at their places; the cover is not asked."""
    page, measures = design.page, design.measures
    found = []
    for index, x, y, _, text in judged.glyphs:
        inner = page.mirrored and index % 2 == 1
        left = (page.right if inner else page.left) * MM
        head = page.height * MM - measures.header_baseline * MM
        beside = x < left - 0.5 or x > left + page.text_width * MM + 0.5
        below = y < page.bottom * MM - 0.5 and abs(y - measures.footer_baseline * MM) > 0.1
        above = y > (page.height - page.top) * MM and abs(y - head) > 0.1
        if index and (beside or below or above):
            found.append((index + 1, round(x / MM, 1), round(y / MM, 1), text))
    return found


def test_large_print_has_nothing_smaller_than_18_points() -> None:
    """Large print has nothing smaller than 18 points."""
    for name in SAMPLES:
        assert min(size for *_, size, _ in sample(name, "a4-large-print")[2].glyphs) >= 18


@each
def test_every_word_is_read_in_order(name: str, page: str) -> None:
    """The words of each paragraph of the document stand in the tree, paragraph after paragraph."""

    def said(blocks: tuple[object, ...]) -> list[str]:
        found: list[str] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                found += [" ".join(part.split()) for part in unbroken(block.children)]
            elif not isinstance(block, Table):
                for part in parts(block):  # type: ignore[arg-type]
                    found += said(part)
        return found

    document, _, judged = sample(name, page)
    text = judged.all_text()
    at = 0
    for words in said(document.blocks):
        found = text.find(words, at)
        assert found >= 0, words
        at = found


def unbroken(children: Inlines) -> list[str]:
    """The words of a paragraph, in parts where a page number or the number of a note comes between."""
    said = [""]
    for child in children:
        if isinstance(child, PageReference | NoteReference):
            said.append("")
        else:
            said[-1] += plain((child,))
    return [words for words in said if words.strip()]


def test_the_contents_list_names_pages_and_leads_there() -> None:
    """The contents list names pages and leads there."""
    _, made, judged = sample("everyday", "a4")
    entries = [judged.text(entry).split() for entry in judged.tagged("TOCI")]
    pages = {" ".join(words[:-1]): int(words[-1]) for words in entries}
    assert pages["Contact"] == made.pages.numbers["contact"]
    assert pages["Looking forward to 2024/25"] == made.pages.numbers["forward"]
    links = [link for link in judged.tagged("Link") if pikepdf.Name.Reference == link.P.S]
    assert len(links) == len(entries)


def test_page_numbers_in_text_and_foot() -> None:
    """Page numbers in text and foot."""
    _, made, judged = sample("everyday", "a4")
    assert f"priority 1, page {made.pages.numbers['next-1']}" in judged.all_text()
    shown = "".join(text for index, *_, text in judged.glyphs if index == 2)
    assert f"Page 3 of {len(judged.pdf.pages)}" in shown


def test_bound_blanks_come_out_as_blanks() -> None:
    """Bound blanks come out as blanks."""
    for name in SAMPLES:
        assert "\u00a0" not in sample(name, "a4")[2].all_text()


def test_languages_of_parts() -> None:
    """Languages of parts."""
    _, _, judged = sample("every block", "a4")
    welsh = [judged.text(element) for _, element in judged.elements if str(element.get("/Lang", "")) == "cy"]
    assert welsh == ["Mae pob geiriad yn cael ei ddarllen", "Paragraff cyfan yn Gymraeg."]
    assert str(judged.pdf.Root.Lang) == "en-GB"


def test_a_row_over_several_pages_is_one_row_and_its_title_is_read_once() -> None:
    """A row over several pages is one row and its title is read once."""
    _, _, judged = sample("every block", "a4")
    title = "Improve how we consult on change, from first idea to review."
    assert judged.all_text().count(title) == 1
    shown = "".join(text for *_, text in judged.glyphs)
    assert shown.count("Continued from page") >= 2
    assert "Continued" not in judged.all_text()


def test_figures_have_words_and_decoration_has_none() -> None:
    """Figures have words and decoration has none."""
    _, _, judged = sample("every block", "a4")
    alternatives = [str(figure.Alt) for figure in judged.tagged("Figure")]
    assert "Five houses of different height on a shore" in alternatives
    assert "" not in alternatives


def test_the_record_travels_along_as_source() -> None:
    """The record travels along as source."""
    document, _, judged = sample("everyday", "a4")
    (wanted,) = document.attachments
    attached = judged.pdf.attachments[wanted.name]
    assert attached.get_file().read_bytes() == wanted.data
    assert judged.pdf.Root.AF[0].AFRelationship == pikepdf.Name.Source
    assert b"<pdfaid:part>3<" in judged.pdf.Root.Metadata.read_bytes()


def test_without_attachments_it_is_part_2() -> None:
    """Without attachments it is part 2."""
    from msgspec.structs import replace

    document = replace(samples.london_like(), attachments=())
    judged = Judged(rendered(document, samples.design()).data)
    assert judged.faults == []
    assert b"<pdfaid:part>2<" in judged.pdf.Root.Metadata.read_bytes()
    assert "/AF" not in judged.pdf.Root


def test_same_document_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    """Same document same bytes wherever it is made."""
    program = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; import samples;"
        "from annual_report.renderers.pdf import PdfRenderer;"
        "made = PdfRenderer().render(samples.every_block(), samples.design('a5'));"
        "print(hashlib.sha256(made.data).hexdigest())"
    )
    tests = Path(__file__).parent
    sums = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("42", "Pacific/Auckland", "C.UTF-8")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "HOME": str(Path.home())}
        command = [sys.executable, "-c", program, str(tests.parent / "src"), str(tests)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path
        )
        sums.add(done.stdout.strip())
    assert len(sums) == 1


def test_another_record_has_another_identifier() -> None:
    """Another record has another identifier."""
    from msgspec.structs import replace

    document = samples.london_like()
    other = replace(document, attachments=(replace(document.attachments[0], data=b"other"),))
    first, second = (pikepdf.open(_file(rendered(each, samples.design()).data)) for each in (document, other))
    assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


def _file(data: bytes) -> object:
    from io import BytesIO

    return BytesIO(data)


@given(samples.documents())
@settings(max_examples=20)
def test_any_document_is_sound(document: Document) -> None:
    """Any document is sound."""
    for page in PAGES:
        made = rendered(document, samples.design(page))
        judged = Judged(made.data)
        assert judged.faults == []
        assert astray(judged, samples.design(page)) == []


@pytest.mark.prove
@given(samples.documents())
def test_any_document_is_sound_at_length(document: Document) -> None:
    """Any document is sound at length."""
    made = rendered(document, samples.design())
    assert faults(made.data) == []


@pytest.mark.prove
def test_any_document_conforms_says_verapdf(judge: object, tmp_path: Path) -> None:
    """Forty random documents conform, says veraPDF."""
    verapdf = judge("verapdf")  # type: ignore[operator]
    files: list[Path] = []

    @given(samples.documents())
    @settings(max_examples=40)
    def draw(document: Document) -> None:
        made = rendered(document, samples.design(PAGES[len(files) % 3]))
        files.append(tmp_path / f"{len(files)}.pdf")
        files[-1].write_bytes(made.data)

    draw()
    attached = [file for file in files if b"/EmbeddedFile" in file.read_bytes()]
    bare = [file for file in files if file not in attached]
    verdicts = [*verapdf.check(attached, "ua1", "3a"), *verapdf.check(bare, "ua1", "2a")]
    assert [verdict for verdict in verdicts if not verdict.ok] == []


def test_qpdf_finds_no_error(judge: object, tmp_path: Path) -> None:
    """No error is found by qpdf."""
    qpdf = judge("qpdf")  # type: ignore[operator]
    files = []
    for name in SAMPLES:
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(sample(name, "a4")[1].data)
    verdicts = qpdf.check(files)
    assert [verdict for verdict in verdicts if not verdict.ok] == []


def test_verapdf_agrees(judge: object, tmp_path: Path) -> None:
    """Every sample conforms, says veraPDF."""
    verapdf = judge("verapdf")  # type: ignore[operator]
    files = []
    for name in SAMPLES:
        for page in PAGES:
            files.append(tmp_path / f"{name}-{page}.pdf")
            files[-1].write_bytes(sample(name, page)[1].data)
    verdicts = verapdf.check(files, "ua1", "3a")
    assert [verdict for verdict in verdicts if not verdict.ok] == []
