"""What can't be drawn is a problem that names the field of the record; nothing is raised, nothing is a
box.
"""

from io import BytesIO

import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image

import samples
from annual_report.document.blocks import (
    Block,
    Cell,
    Document,
    Figure,
    Ledger,
    LedgerEntry,
    Link,
    NoteReference,
    Origin,
    PageReference,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    Table,
    Text,
)
from annual_report.problems import Place
from annual_report.renderers import Rendered
from annual_report.renderers.pdf import PdfRenderer
from pdf_structure import Judged

PLACE = Place("data/harbour/2023-24.yaml", 7, 3)


def drawn(*blocks: Block, page: str = "a4") -> Rendered:
    """A report of one part."""
    document = Document(
        samples.london_like().metadata, (Section("part", 1, (Text("Part"),), blocks, "page"),)
    )
    return PdfRenderer().render(document, samples.design(page))


def paragraph(words: str) -> Paragraph:
    """Words typed in a known place."""
    return Paragraph((Text(words),), origin=Origin("2023-24:about", PLACE))


@pytest.mark.parametrize(
    "words",
    [
        "Ŵyr a chŷn", "Zażółć gęślą jaźń", "Tiếng Việt: ữ ệ ọ", "Ελλάδα και Ώρα", "Українська ґ, Русский",
        "£14,300 − 7 % → ✓ ≥ ½", "cafe\u0301 (composed)", "soft\u00adhyphen", "joined\u200bword",
        "tick \u2713\ufe0f",
        "tab\there", "“quotes” — dash",
    ],
)  # fmt: skip
def test_what_the_typeface_has_comes_out(words: str) -> None:
    """What the typeface has comes out."""
    import unicodedata

    made = drawn(paragraph(words))
    assert made.problems == ()
    gone = dict.fromkeys([0xAD, 0x200B, 0xFE0F])
    wanted = " ".join(unicodedata.normalize("NFC", words).translate(gone).split())
    assert wanted in Judged(made.data).all_text()


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        ("well done \U0001f469\u200d\U0001f4bb", "AR501", "U+1F469 WOMAN"),
        ("你好", "AR501", "U+4F60 CJK UNIFIED IDEOGRAPH-4F60"),
        ("bell\x07", "AR501", "U+0007"),
        ("مرحبا", "AR502", "U+0645 ARABIC LETTER MEEM"),
        ("שלום 12", "AR502", "HEBREW LETTER SHIN"),
    ],
)
def test_what_it_has_not_is_a_problem_with_its_place(words: str, code: str, named: str) -> None:
    """What it has not is a problem with its place."""
    made = drawn(paragraph("fine"), paragraph(words))
    assert made.data == b""
    (problem,) = made.problems
    assert (problem.code, problem.severity, problem.place) == (code, "error", PLACE)
    assert named in problem.message
    assert "\u200d" not in problem.message


def test_the_nearest_origin_is_named() -> None:
    """The nearest origin is named."""
    inner = Place("data/harbour/2023-24.yaml", 9, 11)
    span = Span((Text("你"),), origin=Origin("2023-24:about.name", inner))
    made = drawn(Paragraph((Text("Hello "), span), origin=Origin("2023-24:about", PLACE)))
    assert [problem.place for problem in made.problems] == [inner]


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_is_drawn_or_named(words: str) -> None:
    """Any text is drawn or named."""
    made = drawn(paragraph(words))
    codes = {"AR501", "AR502", "AR505", "AR506"}
    assert made.data or {problem.code for problem in made.problems} <= codes
    if made.data:
        assert Judged(made.data).faults == []


def picture(data: bytes, kind: str = "image/png", width: int = 40, height: int = 40) -> Figure:
    """A picture in a known place."""
    return Figure(
        Picture("quay", kind, data, width, height), "The quay", origin=Origin("2023-24:picture", PLACE)
    )


def saved(mode: str, kind: str = "PNG", size: tuple[int, int] = (40, 40)) -> bytes:
    """An image of one colour, saved."""
    file = BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_every_kind_of_png_is_drawn(mode: str) -> None:
    """Every kind of PNG is drawn."""
    made = drawn(picture(saved(mode)))
    judged = Judged(made.data)
    assert (made.problems, judged.faults) == ((), [])
    assert [str(figure.Alt) for figure in judged.tagged("Figure")] == ["The quay"]


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_goes_in_as_it_is(mode: str) -> None:
    """A JPEG goes in as it is."""
    data = saved(mode, "JPEG")
    made = drawn(picture(data, "image/jpeg"))
    assert data in made.data


def test_a_huge_picture_is_drawn_with_fewer_pixels() -> None:
    """A huge picture is drawn with fewer pixels."""
    made = drawn(picture(saved("L", size=(10_000, 10_000)), width=10_000, height=10_000))
    assert made.problems == ()
    assert len(made.data) < 1_000_000


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (saved("CMYK", "JPEG"), "inks for print"),
        (saved("RGB", size=(900, 900))[:200], "truncated"),
        (b"no picture", "damaged, or no PNG or JPEG"),
        (saved("RGB", "GIF"), "GIF, not PNG or JPEG"),
        (b"", "damaged"),
    ],
)
def test_a_picture_that_cant_be_drawn_is_named(data: bytes, why: str) -> None:
    """A picture that can't be drawn is named."""
    made = drawn(picture(data))
    (problem,) = made.problems
    assert (problem.code, problem.place, made.data) == ("AR503", PLACE, b"")
    assert why in problem.message


def svg(inside: str, attributes: str = 'viewBox="0 0 10 10"') -> Figure:
    """A drawing."""
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()
    return picture(data, "image/svg+xml", 100, 100)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="5" height="5" rx="1" fill="#2F6B4C"/>',
        '<g transform="translate(1 1) rotate(10)"><circle cx="5" cy="5" r="2" style="stroke:navy"/></g>',
        '<path d="M0 0h5v5H0zm1 1c1 0 2 1 2 2s-1 2-2 2q1 1 2 0t1-1a1 1 0 0110 10z" fill-rule="evenodd"/>',
        '<ellipse cx="5" cy="5" rx="4" ry="2"/><line x2="5" y2="5" stroke="red"/>',
        '<polygon points="0,0 5,5 0,5"/><polyline points="0 0 1 1" stroke="currentColor" fill="none"/>',
        "<title>Quay</title><desc>text that is not drawn</desc><rect width='0' height='4'/>",
    ],
)
def test_plain_drawings_are_drawn(inside: str) -> None:
    """Plain drawings are drawn."""
    made = drawn(svg(inside))
    assert made.problems == ()
    assert Judged(made.data).faults == []


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<text>words</text>", "outlines"),
        ('<image href="https://example.org/x.png"/>', "<image>"),
        ("<script>alert(1)</script>", "<script>"),
        ('<rect width="1" height="1" fill="url(#g)"/>', "colour url(#g)"),
        ('<rect width="1" height="1" opacity=".5"/>', "opacity"),
        ('<rect width="1" height="1" class="a"/>', "style sheet"),
        ('<path d="M0 0 L nowhere"/>', "damaged"),
        ('<path d="5 5"/>', "damaged"),
        ('<rect width="50%" height="1"/>', "width=50%"),
        ('<g transform="fly(1)"/>', "transform"),
        ("<g>" * 60 + "</g>" * 60, "too deep"),
        ("<g>", "well-formed"),
    ],
)
def test_other_drawings_say_why_not(inside: str, why: str) -> None:
    """Other drawings say why not."""
    (problem,) = drawn(svg(inside)).problems
    assert problem.code == "AR503"
    assert why in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "a">]><svg viewBox="0 0 1 1">&a;</svg>',
        b"<html/>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
    ],
)
def test_what_is_no_drawing_is_named(data: bytes) -> None:
    """What is no drawing is named."""
    (problem,) = drawn(picture(data, "image/svg+xml")).problems
    assert problem.code == "AR503"


def test_links_to_nowhere_are_left_out() -> None:
    """Links to nowhere are left out."""
    link = Link((Text("there"),), "#nowhere")
    made = drawn(
        Paragraph((Text("See "), link, PageReference(", page ", "gone"), NoteReference("1", "none")))
    )
    assert {problem.code for problem in made.problems} == {"AR504"}
    assert {problem.severity for problem in made.problems} == {"warning"}
    judged = Judged(made.data)
    assert judged.faults == []
    assert list(judged.tagged("Link")) == []
    assert "See there1" in judged.all_text()


LONG = " ".join(["the forum promised that both sides would look again at every paper"] * 160)
WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamten"


@pytest.mark.parametrize("page", ["a4", "a5", "a4-large-print"])
@pytest.mark.parametrize(
    "block",
    [
        Ledger(
            "Long",
            ("No.", "Promise", "Done"),
            (
                LedgerEntry(
                    "one", "1", "", (Paragraph((Text(LONG),), "promise"), paragraph(LONG)), (paragraph(LONG),)
                ),
                LedgerEntry("two", "2", "Priority 2", (paragraph(WORD),), (paragraph(WORD),)),
            ),
        ),
        Table(
            "Wide",
            "",
            (Row(tuple(Cell((paragraph(f"Column {n}"),), "column") for n in range(30))),),
            tuple(Row(tuple(Cell((paragraph(WORD),)) for _ in range(30))) for _ in range(2)),
        ),
        Table("Empty", "", (Row((Cell((paragraph("head"),), "column"),)),), ()),
        Ledger("Empty", ("No.", "Promise", "Done"), ()),
    ],
)  # fmt: skip
def test_what_is_too_large_is_parted_and_stays_on_the_page(block: Block, page: str) -> None:
    """What is too large is parted and stays on the page."""
    from test_pdf import astray

    made = drawn(block, page=page)
    judged = Judged(made.data)
    assert judged.faults == []
    beyond = [spot for spot in astray(judged, samples.design(page)) if spot[0] > 1]
    assert beyond == []


def test_a_word_that_was_cut_is_said_whole() -> None:
    """A word that was cut is said whole: to who copies it, searches for it, or hears it."""
    address = "https://example.org/" + "/".join(["a-long-part-of-an-address"] * 8)
    link = Link((Text(address),), "https://example.org")
    made = drawn(Paragraph((Text("See "), link, Text(" and more."))), paragraph(WORD * 3 + " ends"))
    judged = Judged(made.data)
    assert judged.faults == []
    operators = b"".join(page.Contents.read_bytes() for page in judged.pdf.pages)
    assert operators.count(f"/ActualText({address})".encode()) == 1
    assert operators.count(f"/ActualText({WORD * 3})".encode()) == 1
    assert f"See {address} and more." in judged.all_text()
    assert f"{WORD * 3} ends" in judged.all_text()


def test_a_report_of_nothing_is_a_page() -> None:
    """A report of nothing is a page."""
    made = PdfRenderer().render(Document(samples.london_like().metadata, ()), samples.design())
    judged = Judged(made.data)
    assert len(judged.pdf.pages) == 1
