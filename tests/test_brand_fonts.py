"""A brand's own font files: two weights out of many forms, and what can't be used is named."""

import shutil
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont, newTable
from hypothesis import given, settings, strategies as st
from msgspec import structs

import made_fonts
import samples
from annual_report import fonts
from annual_report.brand import load_brand
from annual_report.brand_fonts import CODES
from annual_report.design import Design, Face
from annual_report.document.blocks import Document, Origin, Paragraph, Section, Text
from annual_report.face_making import static_face
from annual_report.font_files import FontError, opened, refuse_endless_map
from annual_report.problems import Place, Problem, ReportError
from annual_report.renderers import Rendered
from annual_report.renderers.html import HtmlRenderer
from annual_report.renderers.pdf import PdfRenderer
from annual_report.renderers.pdf.measure import Cut
from annual_report.renderers.word import WordRenderer
from annual_report.typography import A4
from made_fonts import LATIN, brand_folder, brand_text, changed, licensed, static, variable
from pdf_structure import Judged
from word_file import Word

HOUSE = {"fonts/house-400.ttf": static(400), "fonts/house-600.ttf": static(600)}
ONE = "\n        - fonts/house.ttf"
YML = "layouts/brands/house/brand.yml"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faces that tests make do not stay."""
    made_fonts.own_cache(tmp_path_factory.getbasetemp(), monkeypatch)


def house(workspace: Path, text: str | None = None, files: dict[str, bytes] | None = None) -> Design:
    """The design of a brand with font files of its own."""
    folder = brand_folder(workspace, text or brand_text(), HOUSE if files is None else files)
    return load_brand(folder, A4, root=workspace)


def refused(workspace: Path, text: str, files: dict[str, bytes]) -> list[Problem]:
    """The problems of such a brand."""
    with pytest.raises(ReportError) as caught:
        house(workspace, text, files)
    return caught.value.problems


def document(*words: str) -> Document:
    """A report with some paragraphs, typed in a known place."""
    blocks = tuple(
        Paragraph((Text(text),), origin=Origin("about", Place("data/harbour/2023-24.yaml", 7, 3)))
        for text in words
    )
    return Document(samples.london_like().metadata, (Section("part", 1, (Text("Part"),), blocks, "page"),))


def drawn(design: Design, *words: str) -> Rendered:
    """The same as PDF."""
    return PdfRenderer().render(document(*words), design)


def embedded_fonts(data: bytes) -> set[str]:
    """The names of the faces that a PDF holds, without the six letters of a subset."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            str(font.FontName)[8:]
            for font in pdf.objects
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor"
        }


# --- forms of a typeface ---


class Form(NamedTuple):
    """One way of bringing a typeface: its entry in brand.yml, and the files."""

    files: str
    data: dict[str, bytes]


ASKED = made_fonts.FILES


def files(make: Callable[[int], bytes]) -> dict[str, bytes]:
    """The house's two files."""
    return {f"fonts/house-{weight}.ttf": make(weight) for weight in (400, 600)}


FORMS = {
    "two files": Form(ASKED, HOUSE),
    "weights by name": Form(
        ASKED.replace("600}", "semi-bold, style: normal}").replace("400}", "regular}"), HOUSE
    ),
    "a bold of 700": Form(ASKED.replace("600}", "bold}"), HOUSE),
    "weights of the fonts themselves": Form(
        "\n        - fonts/house-400.ttf\n        - path: fonts/house-600.ttf", HOUSE
    ),
    "a variable font": Form(ONE, {"fonts/house.ttf": variable()}),
    "a variable font with its range": Form(
        ONE.replace("fonts/house.ttf", "{path: fonts/house.ttf, weight: 400..700}"),
        {"fonts/house.ttf": variable()},
    ),
    "cubic outlines": Form(ASKED, files(made_fonts.opentype)),
    "packed": Form(ASKED, files(made_fonts.woff)),
    "with faces that a report does not need": Form(
        ASKED
        + "\n        - {path: no.ttf, weight: 900}\n        - {path: no.ttf, weight: 400, style: italic}",
        HOUSE,
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_makes_two_faces(tmp_path: Path, form: Form) -> None:
    """Two static TrueType faces with names of their own, as wide and as high as the font's."""
    design = house(tmp_path, brand_text(form.files), form.data)
    assert [(face.name, face.family, face.weight) for face in design.faces] == [
        ("HouseSans-Regular", "House Sans", 400),
        ("HouseSans-SemiBold", "House Sans", 600),
    ]
    for face in design.faces:
        font, like = TTFont(BytesIO(face.data)), TTFont(BytesIO(static(face.weight)))
        assert "glyf" in font
        assert not {"fvar", "CFF ", "GSUB", "fpgm"} & set(font.keys())
        assert font["name"].getDebugName(6) == face.name
        letters, theirs = font.getBestCmap(), like.getBestCmap()
        assert set(letters) == set(map(ord, LATIN))
        for letter in map(ord, "Hxg&8"):
            assert font["hmtx"][letters[letter]][0] == like["hmtx"][theirs[letter]][0]
            assert bounds(font, letters[letter]) == pytest.approx(bounds(like, theirs[letter]), abs=1)


def bounds(font: TTFont, glyph: str) -> tuple[float, ...]:
    """The box of a letter, of a font of 1000 units."""
    outlines = font.getGlyphSet()
    pen = BoundsPen(outlines)
    outlines[glyph].draw(pen)
    return tuple(pen.bounds)


def test_made_anew_they_are_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the same files, the same faces, cache or none; the second time nothing is made."""
    first = house(tmp_path).faces
    monkeypatch.setattr(fonts, "cache_folder", lambda: tmp_path / "another")
    assert house(tmp_path).faces == first
    monkeypatch.setattr("annual_report.face_making.static_face", None)
    assert house(tmp_path).faces == first


def test_another_file_makes_another_face(tmp_path: Path) -> None:
    """What is kept goes by the content of a file, not by its name or time."""
    before = house(tmp_path).faces
    swapped = {"fonts/house-400.ttf": static(600), "fonts/house-600.ttf": static(400)}
    after = house(tmp_path, files=swapped).faces
    assert before[0].data != after[0].data
    assert [face.name for face in before] == [face.name for face in after]


def test_pdf_word_and_web_are_set_in_it(tmp_path: Path) -> None:
    """The PDF holds both faces, Word holds and names them, the web page asks for the family first."""
    design = house(tmp_path)
    report = samples.london_like()
    pdf = PdfRenderer().render(report, design)
    assert embedded_fonts(pdf.data) == {"HouseSans-Regular", "HouseSans-SemiBold"}
    word = Word(WordRenderer().render(report, design).data)
    assert len([name for name in word.names if name.endswith(".odttf")]) == 2
    assert b'w:name="House Sans"' in word.bytes["word/fontTable.xml"]
    assert b'typeface="House Sans"' in word.bytes["word/theme/theme1.xml"]
    page = HtmlRenderer().render(report, design).data
    assert b'--family:"House Sans",Arial,' in page
    assert b"Source Sans" not in page + word.bytes["word/fontTable.xml"]


def test_a_family_of_a_generic_name_stays_a_family(tmp_path: Path) -> None:
    """On the web a brand's family called Serif is not any serif."""
    page = HtmlRenderer().render(document("word"), house(tmp_path, brand_text(family="Serif"))).data
    assert b'--family:"Serif",Arial,' in page


def test_the_house_template_has_the_typeface(tmp_path: Path) -> None:
    """The Word template of the brand carries it too."""
    from annual_report.house_template import write_template

    house(tmp_path)
    write_template(tmp_path, "house", tmp_path / "house.dotx")
    word = Word((tmp_path / "house.dotx").read_bytes())
    assert b'w:name="House Sans"' in word.bytes["word/fontTable.xml"]
    assert len([name for name in word.names if name.endswith(".odttf")]) == 2


def test_the_houses_own_cut_of_the_packaged_family(tmp_path: Path) -> None:
    """It is taken before the packaged one, and told from it in the PDF, where both may stand."""
    design = house(tmp_path, brand_text(family="Source Sans 3"))
    assert design.faces[0].name == "OwnSourceSans3-Regular"
    made = drawn(design, "Nodwn fod ŵyn yma")
    assert {"OwnSourceSans3-Regular", "SourceSans3-Regular"} <= embedded_fonts(made.data)


def test_the_packaged_family_may_be_named_with_any_source(tmp_path: Path) -> None:
    """A brand.yml that other tools fetch Source Sans 3 for is good here: the family is in the program."""
    text = made_fonts.BRAND.replace(
        "typography:\n",
        "typography:\n  fonts: [{family: Source Sans 3, source: google, weight: [400, 600]}]\n",
    )
    assert house(tmp_path, text, {}).faces == fonts.faces(fonts.FAMILY)


# --- what the font does not have, or says oddly ---


def test_the_packaged_typeface_helps_out(tmp_path: Path) -> None:
    """What the house's font lacks comes from the packaged face of the same weight; the text is whole."""
    from annual_report.document.blocks import Strong

    design = house(tmp_path)
    words = "Mae'r ŵyl → Ελλάδα"
    report = document(words)
    bold = Section("bold", 1, (Text("Part"),), (Paragraph((Strong((Text("ŵyn"),)),)),), "page")
    made = PdfRenderer().render(structs.replace(report, blocks=(*report.blocks, bold)), design)
    judged = Judged(made.data)
    assert (made.problems, judged.faults) == ((), [])
    assert words in judged.all_text()
    assert embedded_fonts(made.data) == {
        "HouseSans-Regular", "HouseSans-SemiBold", "SourceSans3-Regular", "SourceSans3-SemiBold"
    }  # fmt: skip


def test_a_letter_that_one_weight_lacks_comes_in_that_weight(tmp_path: Path) -> None:
    """Where the house's bold has no such letter, the packaged bold has, and not the house's regular."""
    more = {**HOUSE, "fonts/house-400.ttf": static(400, LATIN + "ŵ")}
    from annual_report.document.blocks import Strong

    bold = Paragraph((Strong((Text("ŵ"),)),))
    report = structs.replace(document("ŵ"), blocks=(*document("ŵ").blocks, bold))
    made = PdfRenderer().render(report, house(tmp_path, files=more))
    assert embedded_fonts(made.data) == {"HouseSans-Regular", "HouseSans-SemiBold", "SourceSans3-SemiBold"}


def test_nobody_asks_the_shelves_without_need(tmp_path: Path) -> None:
    """A report that the house's font has every letter of loads no other face."""

    def never(characters: frozenset[str], languages: tuple[str, ...]) -> tuple[Face, ...]:
        raise AssertionError(f"asked for {characters} in {languages}")

    design = structs.replace(house(tmp_path), shelves=(never,))
    assert drawn(design, "Plain words, £14 – “as said”").problems == ()


def test_what_nobody_has_is_a_problem(tmp_path: Path) -> None:
    """Where neither the house's font nor the others have it, it is named with place and code point."""
    (problem,) = drawn(house(tmp_path), "A \U0001f9ff here").problems
    assert (problem.code, problem.place.line) == ("AR501", 7)
    assert "House Sans has no drawing for" in problem.message
    assert "U+1F9FF NAZAR AMULET" in problem.message


def test_letters_that_have_to_be_shaped_are_not_taken_from_the_font(tmp_path: Path) -> None:
    """A house's font may have Hebrew or Thai; set letter by letter they would be wrong."""
    strange = made_fonts.mapped(static(400), {0x5D0: "a", 0x5D1: "b", 0xE01: "c", 0x905: "d"})
    design = house(tmp_path, files={**HOUSE, "fonts/house-400.ttf": strange})
    for word, code in (("\u05d0\u05d1", "AR502"), ("\u0e01", "AR505"), ("\u0905", "AR505")):
        problems = drawn(design, word).problems
        assert [problem.code for problem in problems] == [code]


def test_figures_are_lining_and_of_one_width(tmp_path: Path) -> None:
    """Columns of figures stand one under the other if the font can do that in any way."""
    font = TTFont(BytesIO(static(400)))
    one, seven, nine = (font.getBestCmap()[ord(figure)] for figure in "179")
    narrow = changed(
        static(400), lambda font: font["hmtx"].metrics.update({one: (300, 20), seven: (310, 20)})
    )
    features = (
        f"feature lnum {{ sub {one} by {seven}; }} lnum; feature tnum {{ sub {seven} by {nine}; }} tnum;"
    )
    given = {**HOUSE, "fonts/house-400.ttf": made_fonts.with_features(narrow, features)}
    widths = Cut(house(tmp_path, files=given).faces[0]).widths
    assert widths["1"] == widths["9"]
    plain = Cut(house(tmp_path, files={**HOUSE, "fonts/house-400.ttf": narrow}).faces[0]).widths
    assert plain["1"] == 300


@pytest.mark.parametrize("version", [0, 1, 3])
def test_text_stands_by_its_capitals(tmp_path: Path, version: int) -> None:
    """Whatever a font says of its lines, and though an old one says nothing of capitals, it stands alike."""

    def odd(font: TTFont) -> None:
        font["hhea"].ascent, font["hhea"].descent = 1900, -10
        font["OS/2"].version = version
        font["OS/2"].sCapHeight = 0

    given = {**HOUSE, "fonts/house-400.ttf": changed(static(400), odd)}
    cut, usual = Cut(house(tmp_path, files=given).faces[0]), Cut(fonts.faces(fonts.FAMILY)[0])
    assert (cut.capital, cut.middle) == pytest.approx((usual.capital, usual.middle), abs=0.005)


def test_the_year_on_the_cover_stands_at_the_margin(tmp_path: Path) -> None:
    """However much room a font leaves before its figures."""

    def roomy(font: TTFont) -> None:
        letters = font.getBestCmap()
        for figure in map(ord, "0123456789"):
            font["glyf"][letters[figure]].coordinates.translate((200, 0))
            font["hmtx"][letters[figure]] = (700, font["hmtx"][letters[figure]][1] + 200)

    plain = house(tmp_path)
    wide = house(tmp_path, files={**HOUSE, "fonts/house-600.ttf": changed(static(600), roomy)})
    edges = [
        ink_of_year(PdfRenderer().render(samples.london_like(), design).data, design)
        for design in (plain, wide)
    ]
    assert edges[0] == pytest.approx(A4.left, abs=0.15)
    assert edges[1] == pytest.approx(A4.left, abs=0.15)


def ink_of_year(data: bytes, design: Design) -> float:
    """Where the first figure of the cover's year begins, in millimetres."""
    _, x, _, size, text = max(Judged(data).glyphs, key=lambda glyph: glyph[3])
    return (x + Cut(design.faces[1]).sides[text[0]] * size) / 72 * 25.4


# --- licences ---


RIGHTS = {0: "both", 4: "pdf", 6: "pdf", 8: "both", 12: "both", 2: "", 0x100: "", 0x108: "", 0x200: ""}


@pytest.mark.parametrize(("rights", "allowed"), RIGHTS.items())
def test_licence_bits_are_kept(tmp_path: Path, rights: int, allowed: str) -> None:
    """A PDF needs the right to embed a part of the font, a Word file the right to edit with it."""
    given = {"fonts/house-400.ttf": licensed(rights, 400), "fonts/house-600.ttf": licensed(rights, 600)}
    if not allowed:
        problems = refused(tmp_path, brand_text(), given)
        assert [problem.code for problem in problems] == ["AR416", "AR416"]
        return
    made = Word(WordRenderer().render(document("word"), house(tmp_path, files=given)).data)
    assert bool([name for name in made.names if name.endswith(".odttf")]) is (allowed == "both")
    assert b'w:name="House Sans"' in made.bytes["word/fontTable.xml"]


def test_the_year_fits_in_word_whatever_face_is_taken_for_the_houses(tmp_path: Path) -> None:
    """Where the font may not be in the Word file, another one is shown, and most are wider."""
    from annual_report.renderers.word.widths import cover_year_size

    given = {"fonts/house-400.ttf": licensed(4, 400), "fonts/house-600.ttf": licensed(4, 600)}
    size = cover_year_size("2023/24", house(tmp_path, files=given))
    assert size * len("2023/24") * 0.696 / 72 * 25.4 < A4.text_width
    assert cover_year_size("2023/24", house(tmp_path)) > size


# --- what is refused ---


class Fault(NamedTuple):
    """A brand.yml, the font file ``fonts/house-400.ttf`` or another, and what must be said at which words."""

    text: str
    files: dict[str, bytes]
    code: str
    at: str
    said: str


def one(data: bytes) -> dict[str, bytes]:
    """The house's files with another for the regular weight."""
    return {**HOUSE, "fonts/house-400.ttf": data}


def symbols(font: TTFont) -> None:
    """Leave the map of a font of symbols alone."""
    font["cmap"].tables = [
        table for table in font["cmap"].tables if (table.platformID, table.platEncID) == (3, 1)
    ]
    font["cmap"].tables[0].platEncID = 0


def without(text: str) -> bytes:
    """A font that lacks some letters."""
    return made_fonts.subset(static(400), "".join(letter for letter in LATIN if letter not in text))


UNLISTED = made_fonts.BRAND.replace("typography:", "typography:\n  fonts: big").replace(
    "Source Sans 3", "Big"
)
LAST = "House Sans\n\ndefaults"
PATH = "fonts/house-400.ttf"
LIST = "- {path: fonts/house-400"
BASE = "base: House Sans"


def text(before: str, after: str) -> str:
    """The house's brand.yml with one thing another."""
    good = brand_text()
    assert before in good
    return good.replace(before, after)


def listed(before: str, after: str) -> str:
    """The same with one thing of its list of files another."""
    return brand_text(ASKED.replace(before, after))


FAULTS = [
    Fault(brand_text(), {"fonts/house-600.ttf": static(600)}, "AR410", PATH, "there is no such file"),
    Fault(text(PATH, "../plain.ttf"), HOUSE, "AR410", "../plain.ttf", "outside the brand's folder"),
    Fault(text(PATH, "fonts"), HOUSE, "AR410", "fonts,", "it is not a file"),
    Fault(text(PATH, ".a.ttf"), {**HOUSE, ".a.ttf": b""}, "AR410", ".a.ttf", "begins with a dot"),
    Fault(brand_text(), one(b""), "AR415", PATH, "it is not a font"),
    Fault(brand_text(), one(b"%PDF-1.7"), "AR415", PATH, "it is not a font"),
    Fault(brand_text(), one(b"wOF2" + bytes(40)), "AR415", PATH, "WOFF2"),
    Fault(brand_text(), one(b"ttcf" + bytes(40)), "AR415", PATH, "a collection"),
    Fault(brand_text(), one(static(400)[:5000]), "AR415", PATH, "it is damaged"),
    Fault(brand_text(), one(static(400)[:9]), "AR415", PATH, "it is damaged"),
    Fault(brand_text(), one(changed(static(400), symbols)), "AR415", PATH, "no Unicode characters"),
    Fault(brand_text(), one(licensed(2)), "AR416", PATH, "forbids embedding (fsType 2)"),
    Fault(listed("600}", "900}"), HOUSE, "AR417", LIST, "has the weight 600 or 700"),
    Fault(listed("600}", "400}"), HOUSE, "AR417", "fonts/house-600.ttf", "both have the weight 400"),
    Fault(listed("0}", "0, style: italic}"), HOUSE, "AR417", LIST, "no upright font file has the weight 400"),
    Fault(listed("400}", "400..700}"), HOUSE, "AR417", PATH, "no variable font"),
    Fault(listed("400}", "100..950}"), one(variable()), "AR417", PATH, "the weights 200 to 900"),
    Fault(brand_text(), one(without("Qz")), "AR418", PATH, "no drawing for Q z"),
    Fault(text(BASE, "base: House Sand"), HOUSE, "AR408", "House Sand", 'did you mean "House Sans"?'),
    Fault(text(BASE, "base: Comic"), HOUSE, "AR408", "Comic", 'there is "Source Sans 3", "House Sans"'),
    Fault(text("source: file", "source: google"), HOUSE, "AR408", LAST, "nothing is fetched"),
    Fault(text("source: file", "source: system"), HOUSE, "AR408", LAST, "from the machine"),
    Fault(text("source: file", "source: magic"), HOUSE, "AR402", "magic", 'no source "magic"'),
    Fault(text("files:", "fils:"), HOUSE, "AR403", "fils", 'did you mean "files"?'),
    Fault(text("weight: 600", "wait: 600"), HOUSE, "AR403", "wait", 'did you mean "weight"?'),
    Fault(text("weight: 600", "weight: heavy"), HOUSE, "AR402", "heavy", "a weight is"),
    Fault(text("weight: 600", "style: oblique"), HOUSE, "AR402", "oblique", "normal or italic"),
    Fault(text("path: fonts/house-600.ttf, ", ""), HOUSE, "AR402", "{weight: 600}", "named by its path"),
    Fault(brand_text(" nowhere"), HOUSE, "AR402", "nowhere", "a list of font files"),
    Fault(brand_text(family='"House; }"'), HOUSE, "AR402", '"House; }"\n\ndefaults', "no name for a family"),
    Fault(brand_text(family="A" * 32), HOUSE, "AR402", "A" * 32 + "\n\ndefaults", "31 characters"),
    Fault(UNLISTED, {}, "AR402", "big", "a list of families"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code} {fault.said}")
def test_each_fault_is_named_with_its_place(tmp_path: Path, fault: Fault) -> None:
    """Code, line and column, and the words of the fault; the faults of both files at once."""
    (tmp_path / "layouts" / "brands").mkdir(parents=True)
    (tmp_path / "layouts" / "brands" / "plain.ttf").write_bytes(static(400))
    problems = refused(tmp_path, fault.text, fault.files)
    problem = next(found for found in problems if found.code == fault.code and fault.said in str(found))
    assert problem.severity == "error"
    assert problem.hint or problem.code in ("AR402", "AR410", "AR415")
    before = fault.text[: fault.text.index(fault.at)]
    assert problem.place == Place(YML, before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_all_that_is_wrong_with_a_typeface_is_said_at_once(tmp_path: Path) -> None:
    """Two bad files and a colour, three problems."""
    faulty = text('rule: "#857D72"', 'rule: "857D72"')
    given = {"fonts/house-400.ttf": licensed(2), "fonts/house-600.ttf": without("x")}
    assert sorted(problem.code for problem in refused(tmp_path, faulty, given)) == ["AR405", "AR416", "AR418"]


def test_a_folder_linked_inside_the_brand_is_refused(tmp_path: Path) -> None:
    """What packs a brand up does not follow it."""
    folder = brand_folder(tmp_path, brand_text(), HOUSE)
    (folder / "fonts").rename(folder / "really")
    (folder / "fonts").symlink_to(folder / "really")
    with pytest.raises(ReportError, match="outside the brand's folder"):
        load_brand(folder, A4, root=tmp_path)


@pytest.mark.parametrize("where", ["fonts/house-400.ttf", "fonts"])
def test_a_font_linked_from_elsewhere_is_refused(tmp_path: Path, where: str) -> None:
    """A link out of the folder, or a linked folder, would make the report depend on the machine."""
    folder = brand_folder(tmp_path, brand_text(), HOUSE)
    outside = tmp_path / "elsewhere"
    shutil.copytree(folder / "fonts", outside)
    link = folder / where
    shutil.rmtree(link) if link.is_dir() else link.unlink()
    link.symlink_to(outside if where == "fonts" else outside / "house-400.ttf")
    with pytest.raises(ReportError, match="outside the brand's folder"):
        load_brand(folder, A4, root=tmp_path)


def test_a_font_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is an end to what is read."""
    monkeypatch.setattr("annual_report.brand_fonts.FONT_BYTES", 2_000_000)
    (problem,) = refused(tmp_path, brand_text(), one(bytes(2_000_001)))
    assert (problem.code, "larger than 2 megabytes" in problem.message) == ("AR410", True)


def test_every_code_is_explained_and_seen() -> None:
    """Each code has a case above, a title and an explanation that ends as a sentence."""
    assert {code.code for code in CODES} <= {fault.code for fault in FAULTS}
    for code in CODES:
        assert code.severity == "error"
        assert not code.title.endswith(".")
        assert code.explanation.endswith(".")


# --- bytes that mean harm ---


def faced(data: bytes) -> bytes | None:
    """The face out of a file; None where it is refused as it should be."""
    try:
        return static_face(opened(data), "House", "House-Regular", 400, 400)
    except FontError:
        return None


@pytest.mark.parametrize("data", [static(400), made_fonts.opentype(400), made_fonts.woff(400), variable()])
@given(st.data())
@settings(max_examples=60)
def test_a_damaged_font_is_refused_or_drawn(data: bytes, chosen: st.DataObject) -> None:
    """Whatever bytes are changed, left out or doubled: a face that can be drawn, or a problem."""
    broken = bytearray(data)
    for _ in range(chosen.draw(st.integers(1, 6))):
        # Directory and headers more often than outlines.
        most = chosen.draw(st.sampled_from((400, 4000, len(broken) - 1)))
        at = chosen.draw(st.integers(0, min(most, len(broken) - 1)))
        broken[at : at + chosen.draw(st.integers(1, 4))] = chosen.draw(st.binary(max_size=4))
    made = faced(bytes(broken))
    if made is not None:
        assert Cut(Face("House-Regular", "House", 400, made)).font is not None


def test_nothing_is_said_beside_the_problem(capfd: pytest.CaptureFixture[str]) -> None:
    """The library that reads fonts has a voice of its own; it is not heard."""
    font = bytearray(static(400))
    at = font.index(b"head") + 8
    (head,) = struct.unpack_from(">I", font, at)
    font[head + 20 : head + 36] = b"\xff" * 16
    faced(bytes(font))
    said = capfd.readouterr()
    assert said.out + said.err == ""


def test_a_map_without_end_is_refused() -> None:
    """A few bytes that name every character a thousand times are not written out."""

    def endless(font: TTFont) -> None:
        groups = b"".join(struct.pack(">III", 0, 0xFFFFFFFF, 1) for _ in range(20))
        whole = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, 20) + groups
        font["cmap"] = raw("cmap", struct.pack(">HHHHI", 0, 1, 3, 10, 12) + whole)

    def doubled(font: TTFont) -> None:
        many = 400
        part = struct.pack(f">{many}H", *([0xFFFF] * many))
        head = struct.pack(">HHHHHHH", 4, 16 + 8 * many, 0, 2 * many, 0, 0, 0)
        body = part + b"\0\0" + struct.pack(f">{many}H", *([0] * many)) + bytes(4 * many)
        font["cmap"] = raw("cmap", struct.pack(">HHHHI", 0, 1, 3, 1, 12) + head + body)

    for change in (doubled, endless):
        tables = opened(changed(static(400), change))
        with pytest.raises(FontError, match="damaged"):
            refuse_endless_map(tables[b"cmap"])
        tracemalloc.start()
        with pytest.raises(FontError, match="damaged"):
            static_face(tables, "House", "House-Regular", 400, 400)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
        tracemalloc.stop()


@pytest.mark.parametrize("apart", [False, True], ids=["one-place", "many-places"])
def test_maps_upon_maps_are_refused(apart: bool) -> None:
    """Few bytes that are many maps, each of them large, are not written out either."""
    whole = struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0, 0x10FFFF, 3)
    count = 60 if apart else 20_000
    places = [4 + 8 * count + (len(whole) * place if apart else 0) for place in range(count)]
    entries = b"".join(struct.pack(">HHI", 3, 10, place) for place in places)
    cmap = struct.pack(">HH", 0, count) + entries + whole * (count if apart else 1)
    tracemalloc.start()
    with pytest.raises(FontError, match="damaged"):
        refuse_endless_map(cmap)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_outlines_that_call_outlines_without_end_are_refused() -> None:
    """Four parts, each sixty times the next, are thirteen million; no part is written out so often."""
    from fontTools.cffLib import SubrsIndex
    from fontTools.misc.psCharStrings import T2CharString

    def grow(font: TTFont) -> None:
        top = font["CFF "].cff.topDictIndex[0]
        private = top.Private
        private.Subrs = SubrsIndex()
        programs = [[part - 106, "callsubr"] * 60 + ["return"] for part in range(3)]
        for program in (*programs, [1, 1, "rlineto", "return"]):
            private.Subrs.append(T2CharString(private=private, program=program))
        letter = [0, 0, "rmoveto", *[-107, "callsubr"] * 60, "endchar"]
        at = top.CharStrings.charStrings[font.getBestCmap()[ord("H")]]
        top.CharStrings.charStringsIndex[at] = T2CharString(private=private, program=letter)
        font.recalcBBoxes = False

    with pytest.raises(FontError, match="damaged"):
        static_face(opened(changed(made_fonts.opentype(400), grow)), "House", "House-Regular", 400, 400)


def test_a_feature_said_ten_thousand_times_is_refused() -> None:
    """A feature may stand in a font once for each script, not so often that a reader never ends."""
    count, leads = 10_000, 10_000
    feature = struct.pack(">HH", 0, leads) + bytes(2 * leads)
    single = struct.pack(">HHHHH", 1, 6, 0, 1, 0)
    lookups = struct.pack(">HHHHHH", 1, 4, 1, 0, 1, 8) + single
    records = struct.pack(">4sH", b"tnum", 2 + 6 * count) * count
    head = struct.pack(">HHHHH", 1, 0, 10, 12 + len(lookups), 12)
    table = head + b"\0\0" + lookups + struct.pack(">H", count) + records + feature
    tables = opened(static(400)) | {b"GSUB": table}
    tracemalloc.start()
    with pytest.raises(FontError, match="damaged"):
        static_face(tables, "House", "House-Regular", 400, 400)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def raw(tag: str, data: bytes) -> object:
    """A table of these bytes."""
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    assert newTable(tag).tableTag == tag
    table = DefaultTable(tag)
    table.data = data
    return table


@pytest.mark.parametrize("circle", [False, True])
def test_letters_of_letters_without_end_are_refused(circle: bool) -> None:
    """Each letter twice the one before makes a thousand million; one that holds itself never ends."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def grow(font: TTFont) -> None:
        order = font.getGlyphOrder()
        for before, glyph in pairwise(order[10:50]):
            pen = TTGlyphPen(dict.fromkeys(order))
            for _ in range(2):
                pen.addComponent(glyph if circle else before, (0.99, 0, 0, 0.99, 0, 0))
            made = font["glyf"].glyphs[glyph] = pen.glyph()
            made.xMin = made.yMin = made.xMax = made.yMax = 0
        font.recalcBBoxes = False

    with pytest.raises(FontError, match="damaged"):
        static_face(opened(changed(static(400), grow)), "House", "House-Regular", 400, 400)


def test_a_packed_font_does_not_burst() -> None:
    """A table that says to be small and is not is cut off; one that says to be huge is refused unread."""
    blown = zlib.compress(bytes(50_000_000), 9)
    for length, said in ((60_000, "damaged"), (4_000_000_000, "larger than 60 megabytes")):
        entry = struct.pack(">4sIIII", b"glyf", 64, len(blown), length, 0)
        data = b"wOFF" + b"\0\1\0\0" + struct.pack(">IHH", 64 + len(blown), 1, 0) + bytes(28) + entry + blown
        tracemalloc.start()
        with pytest.raises(FontError, match=said):
            opened(data)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
        tracemalloc.stop()


# --- everything that travels ---


def test_a_changed_font_file_makes_the_report_anew(tmp_path: Path) -> None:
    """What is up to date goes by the fonts too."""
    from test_manifest import Run

    workspace(tmp_path)
    assert Run(tmp_path).made == ["alone 2023/24"]
    assert Run(tmp_path).made == []
    (tmp_path / "layouts/brands/house/fonts/house-600.ttf").write_bytes(static(700))
    assert Run(tmp_path).made == ["alone 2023/24"]


def workspace(folder: Path) -> Path:
    """A forum whose brand has font files of its own."""
    from full_record import write

    house(folder)
    files = {
        "alone/forum.yaml": {"name": "Alone", "brand": "house"},
        "alone/2023-24.yaml": {"year": "2023/24", "achievements": ["We held an ŵyl."]},
    }
    write(folder, files)
    return folder


def test_a_package_of_the_archive_carries_the_fonts(tmp_path: Path) -> None:
    """A year that was sealed can be built again, to the byte, from the package alone."""
    from archives import seal, verdict

    (sealed,) = seal(workspace(tmp_path / "ws"), tmp_path / "kept", "alone")
    assert [problem for problem in sealed.problems if problem.severity == "error"] == []
    assert sealed.path is not None
    kept = sealed.path / "data/workspace/layouts/brands/house/fonts/house-400.ttf"
    assert kept.read_bytes() == static(400)
    shutil.rmtree(tmp_path / "ws")
    found = verdict(sealed.path, rebuild=True)
    assert [str(problem) for problem in found.problems if problem.severity != "note"] == []


def test_two_brands_with_faces_of_one_name() -> None:
    """What stands outside the trimmed page is in the face of the brand at hand, not of the one before."""
    from annual_report.imposition.marks import slug_lines

    one, other = (Face("House-Regular", "House", 400, faced(static(weight)) or b"") for weight in (400, 700))
    assert slug_lines(["a"], one) == slug_lines(["a"], one) != slug_lines(["a"], other)


def test_several_processes_make_the_same_bytes(tmp_path: Path) -> None:
    """A report with fonts of its own is the same from a worker."""
    from annual_report.build import Request, build, make
    from annual_report.makers import making

    where = workspace(tmp_path)
    made = []
    for name, maker in (("one", make), ("two", making(2))):
        request = Request(workspace=where, out=tmp_path / name, formats=("pdf", "docx"), keep=False)
        results = list(build(request, maker))
        assert [str(problem) for result in results for problem in result.problems] == []
        made.append({file.path.name: file.path.read_bytes() for result in results for file in result.files})
    assert made[0] == made[1]
    assert len(made[0]) == 2
