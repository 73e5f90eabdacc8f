"""Writing beyond the brand's typeface: set right out of faces that are installed, or refused by its name."""

import importlib
import os
import subprocess
import sys
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings, strategies as st
from msgspec import structs

import made_fonts
import samples
from annual_report import fonts, further_faces, made_with
from annual_report.brand import load_brand
from annual_report.design import Design
from annual_report.document.blocks import Block, Document, Origin, Paragraph, Pill, Section, Strong, Text
from annual_report.problems import Place
from annual_report.renderers import Rendered
from annual_report.renderers.html import HtmlRenderer
from annual_report.renderers.pdf import PdfRenderer
from annual_report.renderers.pdf.breaking import breakable
from annual_report.renderers.pdf.measure import Faces
from annual_report.renderers.word import WordRenderer
from annual_report.scripts import MARKS, far_eastern, from_right, needs_shaping, settable
from annual_report.typography import A4
from pdf_structure import Judged
from test_brand_fonts import HOUSE, embedded_fonts
from test_pdf import astray
from word_file import Word

ROOT = Path(__file__).parent.parent
CHINESE = (
    "二〇二三至二〇二四年度，伙伴关系论坛举行了四次全体会议，共有一百六十三名代表参加。论坛承诺“公平薪酬、灵活工作、"
    "安全的工作场所”；到本年度末，三个雇主中有两个（即海港信托与北岸服务公司）已经实行了准时付薪的时间表——"
    "这是自论坛成立以来最好的结果……今后我们将继续与PSF合作，在2024年10月前完成培训计划。"
)
JAPANESE = (
    "本年度のフォーラムは「約束」と「実行」を並べて記録しました。データの一部はまだ公表されていません。"
)
KOREAN = "올해 포럼은 네 번의 회의를 열었고 약속한 일과 한 일을 나란히 기록하였습니다"
AMHARIC = "መድረኩ በዚህ ዓመት አራት ስብሰባዎችን አካሂዷል።"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faces that tests make do not stay."""
    made_fonts.own_cache(tmp_path_factory.getbasetemp(), monkeypatch)


@pytest.fixture
def _packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The far eastern package is there, with squares for letters, Chinese and Korean apart."""
    chinese = made_fonts.far_eastern(CHINESE + JAPANESE)
    regions = {"SC": chinese, "TC": chinese, "JP": chinese, "KR": made_fonts.far_eastern(KOREAN)}
    made_fonts.package(tmp_path / "site", regions)
    monkeypatch.syspath_prepend(tmp_path / "site")
    importlib.invalidate_caches()
    own_cache(tmp_path, monkeypatch)


def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faces of further scripts that a test makes do not stay."""
    kept = fonts.kept

    monkeypatch.setattr(further_faces, "kept", partial(kept, cache=tmp_path / "cache"))


@pytest.fixture
def _nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """No further faces are installed."""
    monkeypatch.setattr(further_faces, "find_spec", lambda _: None)


def design() -> Design:
    """The plain brand on A4, as a build has it."""
    return load_brand(ROOT / "layouts" / "brands" / "plain", A4, root=ROOT)


def report(*blocks: Block | str, language: str = "en-GB") -> Document:
    """A report of one part with paragraphs typed in a known place."""
    origin = Origin("2023-24:about", Place("data/harbour/2023-24.yaml", 7, 3))
    parts = tuple(Paragraph((Text(b),), origin=origin) if isinstance(b, str) else b for b in blocks)
    metadata = structs.replace(samples.london_like().metadata, language=language)
    return Document(metadata, (Section("part", 1, (Text("Part"),), parts, "page"),))


def drawn(*blocks: Block | str, language: str = "en-GB", look: Design | None = None) -> Rendered:
    """The same as PDF."""
    return PdfRenderer().render(report(*blocks, language=language), look or design())


def lines(made: Rendered, size: float = 12) -> list[str]:
    """The lines of the body of a report, as they stand on its pages."""
    found: dict[tuple[int, float], str] = {}
    for page, _, y, points, text in Judged(made.data).glyphs:
        if points == size:
            found[page, y] = found.get((page, y), "") + text
    return [text.strip() for text in found.values() if text.strip()]


# --- Chinese, Japanese, Korean ---


@pytest.mark.usefixtures("_packages")
def test_chinese_is_set_in_lines_that_fit() -> None:
    """A long paragraph without a blank stays in its column, breaks by the rules, and is read whole."""
    made = drawn(CHINESE * 4)
    judged = Judged(made.data)
    assert (made.problems, judged.faults) == ((), [])
    assert CHINESE * 4 in judged.all_text()
    assert [spot for spot in astray(judged, samples.design()) if spot[0] > 1] == []
    told = lines(made)
    assert len(told) > 15
    assert min(map(len, told[:-1])) > 25
    assert not {line[0] for line in told} & set("，。、；）”—…")
    assert not {line[-1] for line in told} & set("（“")


@pytest.mark.usefixtures("_packages")
def test_a_brand_whose_own_face_is_chinese(tmp_path: Path) -> None:
    """The same rules hold where no other face has to help out."""
    face = made_fonts.far_eastern(CHINESE)
    text = made_fonts.brand_text("\n        - fonts/house.ttf")
    folder = made_fonts.brand_folder(tmp_path, text, {"fonts/house.ttf": face})
    made = drawn(CHINESE * 2, look=load_brand(folder, A4, root=tmp_path))
    assert CHINESE * 2 in Judged(made.data).all_text()
    assert embedded_fonts(made.data) == {"HouseSans-Regular", "HouseSans-SemiBold"}
    assert min(map(len, lines(made)[:-1])) > 25
    assert not {line[0] for line in lines(made)} & set("，。、；）”—…")


@pytest.mark.usefixtures("_packages")
def test_korean_ends_its_lines_at_blanks() -> None:
    """Korean words are not torn."""
    made = drawn(" ".join([KOREAN] * 4))
    assert " ".join(lines(made)).split() == KOREAN.split() * 4
    assert any(name.startswith("NotoSansKR-Regular-") for name in embedded_fonts(made.data))


@pytest.mark.parametrize(
    ("language", "words", "region"),
    [
        ("en-GB", "论坛", "SC"),
        ("zh", "论坛", "SC"),
        ("zh-Hant", "论坛", "TC"),
        ("zh-HK", "论坛", "TC"),
        ("ja", "年度", "JP"),
        ("en-GB", "年度の", "JP"),
        ("ko", "회의", "KR"),
        ("zh-Hans", "회의", "KR"),  # which no other font has
    ],
)
@pytest.mark.usefixtures("_packages")
def test_common_characters_have_the_forms_of_their_region(language: str, words: str, region: str) -> None:
    """The language of the report decides, and where it is another, the letters that only one writing has."""
    made = drawn(words, language=language)
    assert {name.partition("-")[0] for name in embedded_fonts(made.data)} == {
        "SourceSans3",
        f"NotoSans{region}",
    }


@pytest.mark.usefixtures("_packages")
def test_the_language_of_a_part_counts_where_the_report_has_another() -> None:
    """A report whose own words are English may be one of a forum in Hong Kong."""
    from annual_report.document.blocks import Span

    part = Paragraph((Span((Text("论坛"),), language="zh-HK"),))
    assert any(name.startswith("NotoSansTC-") for name in embedded_fonts(drawn(part).data))


@pytest.mark.usefixtures("_packages")
def test_bold_is_bold_and_a_label_is_of_one_face() -> None:
    """Bold text has a face of its own weight; English in a Chinese label comes from the same face."""
    from annual_report.document.blocks import Emphasis

    pill = Paragraph((Pill("年度 done", "tick", "own"), Emphasis((Text("论坛"),)), Text("论坛")))
    made = drawn(pill)
    assert (made.problems, Judged(made.data).faults) == ((), [])
    assert {name[:19] for name in embedded_fonts(made.data) if name.startswith("NotoSans")} == {
        "NotoSansSC-Regular-", "NotoSansSC-SemiBold"
    }  # fmt: skip
    assert "年度 done" in Judged(made.data).all_text()
    (problem,) = drawn(Paragraph((Pill("年度 ዓመት", "tick", "own"),))).problems
    assert (problem.code, "no one typeface has all of" in problem.message) == ("AR501", True)


@pytest.mark.usefixtures("_packages")
def test_long_headings_are_cut_to_their_line() -> None:
    """A Chinese heading stays within contents list and running head, however it is measured."""
    heading = Section("long", 1, (Text(CHINESE * 3),), (Paragraph((Text("Words."),)),), "page")
    document = samples.london_like()
    named = structs.replace(document, blocks=(*document.blocks, heading))
    named = structs.replace(named, metadata=structs.replace(named.metadata, author=CHINESE, title=CHINESE))
    for page in ("a4", "a5", "a4-large-print"):
        look = structs.replace(samples.design(page), shelves=design().shelves)
        made = PdfRenderer().render(named, look)
        assert (made.problems, Judged(made.data).faults) == ((), [])
        assert astray(Judged(made.data), look) == []


@pytest.mark.usefixtures("_packages")
def test_a_line_that_is_cut_fits() -> None:
    """Words wider than they were measured to be are cut once more."""
    from annual_report.renderers.pdf.column import one_line
    from annual_report.renderers.pdf.setting import Setting
    from annual_report.renderers.pdf.tags import Element

    line = one_line(Setting(report(), design()), CHINESE, "body", Element("P"), width=100)
    assert line is not None
    assert line.runs[-1][1].endswith("…")
    assert 80 < sum(run[4] for run in line.runs) <= 100.01


@pytest.mark.usefixtures("_packages")
def test_made_anew_it_is_the_same_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The bytes depend on the text and the packages alone, not on what the cache holds."""
    first = drawn(CHINESE, JAPANESE).data
    assert drawn(CHINESE, JAPANESE).data == first
    own_cache(tmp_path / "another", monkeypatch)
    assert drawn(CHINESE, JAPANESE).data == first


@pytest.mark.usefixtures("_packages")
def test_a_second_part_of_a_font_has_a_name_of_its_own() -> None:
    """What a document says later than at first asking comes in a face of another name."""
    look = design()
    faces = Faces(look.faces, look.shelves)
    assert faces.missing("论坛", report("论坛")) == []
    assert faces.missing("年度", report("论坛")) == []
    names = [cut.name for cut in faces.cuts]
    assert len(names) == len(set(names))
    assert sum(name.startswith("NotoSansSC-Regular-") for name in names) == 2
    assert faces.missing("龘", report("论坛")) == ["龘"]


def test_where_a_line_may_end() -> None:
    """Between ideographs, not before what closes or goes on, nor after what opens; else at blanks."""
    told = {
        "公平薪酬": "公|平|薪|酬",
        "他说（今天）。好": "他|说|（今|天）。|好",
        "约100个PSF": "约|100|个|PSF",
        "一半——这是……好": "一|半——|这|是……|好",
        "データ、ちょっと": "デー|タ、|ちょっ|と",
        "「約束」と“引用”": "「約|束」|と|“引|用”",
        "年\u00a0度": "年\u00a0度",
        "회의를": "회의를",
        "plain-words": "plain-words",
        "ዓመት፡አራት": "ዓመት፡|አራት",
    }
    assert {text: "|".join(breakable(text)) for text in told} == told


# --- Ethiopic, and what is not installed ---


def test_amharic_comes_out_of_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package that is installed is found, and its licence travels with the letters."""
    own_cache(tmp_path, monkeypatch)
    made = drawn(AMHARIC, Paragraph((Strong((Text("ዓመት"),)),)))
    assert (made.problems, Judged(made.data).faults) == ((), [])
    assert AMHARIC in Judged(made.data).all_text()
    faces = further_faces.further(frozenset("ዓመት"), ("am",))
    assert [(face.family, face.weight) for face in faces] == [
        ("Noto Sans Ethiopic", 400),
        ("Noto Sans Ethiopic", 600),
    ]
    names = TTFont(BytesIO(faces[0].data))["name"]
    assert "Open Font License" in names.getDebugName(13)
    assert faces[0].data != faces[1].data
    assert made_with.versions()["justmytype-intl-africa"]


@pytest.mark.usefixtures("_nothing_more")
@pytest.mark.parametrize("words", [CHINESE, KOREAN, AMHARIC])
def test_without_the_package_the_problem_says_what_to_install(words: str) -> None:
    """The hint names the extra."""
    (problem,) = drawn(words).problems
    assert problem.code == "AR501"
    assert problem.hint == "install faces for further scripts: pip install 'forum-annual-report[scripts]'"


def test_only_the_last_made_faces_stay(tmp_path: Path) -> None:
    """The cache does not grow with every word that somebody changes."""
    for number in range(5):
        fonts.kept(f"NotoSansSC-Regular-part-{number:032x}", lambda: b"made", tmp_path, most=3)
        os.utime(tmp_path / "fonts" / f"NotoSansSC-Regular-part-{number:032x}.face", ns=(number, number))
    fonts.kept("NotoSansJP-Regular-part-0", lambda: b"made", tmp_path, most=3)
    fonts.kept("SourceSans3-Regular-0", lambda: b"made", tmp_path)
    assert sorted(path.name[:11] for path in (tmp_path / "fonts").iterdir()) == [
        "NotoSansJP-", *["NotoSansSC-"] * 3, "SourceSans3"
    ]  # fmt: skip


def test_a_report_in_english_pays_nothing() -> None:
    """It loads no further face, nor what sets one."""
    program = (
        "import sys; sys.path[:0] = ['src', 'tests']; import samples\n"
        "from annual_report.renderers.pdf import PdfRenderer\n"
        "from annual_report.brand import load_brand; from annual_report.typography import A4\n"
        "from pathlib import Path; design = load_brand(Path('layouts/brands/plain'), A4, root=Path())\n"
        "assert PdfRenderer().render(samples.every_block(), design).data\n"
        "names = ('further_faces', 'brand_fonts', 'face_making', 'renderers.pdf.breaking',\n"
        "         'renderers.pdf.clusters')\n"
        "print([name for name in names if f'annual_report.{name}' in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=dict(os.environ),
    )
    assert said.stdout.strip() == "[]"


# --- writing that can't be set letter by letter ---

SHAPED = {
    "हम एक साथ": "U+0939 DEVANAGARI LETTER HA",
    "কাজ": "U+0995 BENGALI LETTER KA",
    "வேலை": "U+0BB5 TAMIL LETTER VA",
    "งาน": "U+0E07 THAI CHARACTER NGO NGU",
    "ការងារ": "U+1780 KHMER LETTER KA",
    "ལས་ཀ": "U+0F63 TIBETAN LETTER LA",
    "\u1100\u1100": "U+1100 HANGUL CHOSEONG KIYEOK",
}


@pytest.mark.parametrize(("words", "named"), SHAPED.items())
def test_letters_that_change_in_company_are_refused(words: str, named: str) -> None:
    """Never the wrong order: the problem names the first letter, and where the text may be read instead."""
    (problem,) = drawn("fine", words).problems
    assert (problem.code, problem.severity, problem.place.line) == ("AR505", "error", 7)
    assert named in problem.message
    assert "Word file" in str(problem.hint)


@pytest.mark.parametrize("words", [*SHAPED, "مرحبا", CHINESE])
def test_word_and_web_show_what_the_pdf_can_not(words: str) -> None:
    """Their readers know how to shape letters, so nothing is refused there."""
    import unicodedata

    words = unicodedata.normalize("NFC", words)
    page, word = (
        HtmlRenderer().render(report(words), design()),
        WordRenderer().render(report(words), design()),
    )
    assert (page.problems, word.problems) == ((), ())
    assert words in page.data.decode()
    assert words in Word(word.data).bytes["word/document.xml"].decode()


def test_what_may_be_set() -> None:
    """Writing by its blocks: marks and figures of right-to-left writing are refused with its letters."""
    assert all(map(settable, "aŵЖΩՀაአ漢かカ한�́→"))
    assert not any(map(settable, "\u0007अกაא\u05b0م٣".replace("ა", "")))
    assert [from_right(c) for c in "\u05b0\u0661a"] == [True, True, False]
    assert [needs_shaping(c) for c in "\u0e01한"] == [True, False]
    assert [far_eastern(c) for c in "，a"] == [True, False]


# --- marks over and under letters ---


@pytest.mark.parametrize(
    "words",
    ["Yorùbá ẹ́ ọ̀ gẹ́gẹ́", "Twi ɛ́ ɔ̀ Ɛ́ Ɔ́", "g̃ua G̃ m̂ n̄ x̌ ŷ́", "H̱ q̣ m̥", "į̃ i̇́ j̃", "a̸b"],
)  # fmt: skip
def test_letters_with_marks_read_as_they_are_typed(words: str) -> None:
    """Whatever is drawn apart is one letter to who reads, copies or searches."""
    import unicodedata

    made = drawn(words)
    assert (made.problems, Judged(made.data).faults) == ((), [])
    assert unicodedata.normalize("NFC", words) in Judged(made.data).all_text()


def test_marks_stand_over_the_middle_of_their_letter() -> None:
    """Each is centred, and the line goes on where the letter ends."""
    shown = [glyph for glyph in Judged(drawn("m\u0302M\u0302x\u0302\u0301y").data).glyphs if glyph[3] == 12]
    letters = {text.strip(): x for _, x, _, _, text in shown if text.strip() in set("mMxy")}
    marks = [(x, text.strip()) for _, x, _, _, text in shown if text.strip() in {"\u0302", "\u0301"}]
    for (x, mark), letter in zip(marks, "mMxx", strict=True):
        assert x + centre(mark) == pytest.approx(letters[letter] + centre(letter), abs=0.02)
    assert letters["y"] > letters["x"] + 5


def test_a_long_word_is_cut_between_its_letters_and_not_within() -> None:
    """A mark stays over its letter where a word is too wide for the column."""
    shown = [glyph for glyph in Judged(drawn("M\u0302" * 80).data).glyphs if glyph[3] == 12]
    letters = [(x, y) for _, x, y, _, text in shown if "M" in text]
    marks = [(x, y) for _, x, y, _, text in shown if "\u0302" in text]
    assert len({y for _, y in letters}) > 1
    for (x, y), (over, level) in zip(letters, marks, strict=True):
        assert (over + centre("\u0302"), level) == pytest.approx((x + centre("M"), y), abs=0.02)


def test_marks_rise_with_their_letter() -> None:
    """Over a capital by so much higher than over a small letter, and one on the other."""
    import pikepdf

    with pikepdf.open(BytesIO(drawn("m\u0302 M\u0302 x\u0302\u0301").data)) as pdf:
        code = [(str(op), args) for args, op in pikepdf.parse_content_stream(pdf.pages[-1])]
    rises = [float(args[0]) for operator, args in code if operator == "Ts"]
    capital = (ink("M")[3] - ink("x")[3]) * 12 / 1000
    second = (ink("\u0302")[3] - ink("x")[3]) * 12 / 1000
    raised = [rise for rise in rises if rise]
    assert raised == pytest.approx([(ink("m")[3] - ink("x")[3]) * 12 / 1000, capital, second], abs=0.02)


def ink(letter: str) -> tuple[float, ...]:
    """The box of a letter of the packaged face, of 1000 units."""
    font = TTFont(BytesIO(fonts.faces(fonts.FAMILY)[0].data))
    glyph = font["glyf"][font.getBestCmap()[ord(letter)]]
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax


def centre(letter: str) -> float:
    """The middle of a letter's ink, at 12 points."""
    left, _, right, _ = ink(letter)
    return (left + right) / 2 * 12 / 1000


@pytest.mark.parametrize("words", ["k\u0361p", "a\u20dd", "\u0301alone", "a \u0301"])
def test_a_mark_that_can_not_be_placed_is_a_problem(words: str) -> None:
    """Marks over two letters, round one, or over nothing."""
    problems = drawn(words).problems
    assert {problem.code for problem in problems} <= {"AR501", "AR506"}
    assert len(problems) == 1


def test_a_houses_font_without_marks_takes_both_from_another_face(tmp_path: Path) -> None:
    """A letter and its mark come from one face."""
    folder = made_fonts.brand_folder(tmp_path, made_fonts.brand_text(), HOUSE)
    made = drawn("gm\u0302g", look=load_brand(folder, A4, root=tmp_path))
    assert (made.problems, Judged(made.data).faults) == ((), [])
    assert "gm\u0302g" in Judged(made.data).all_text()


LETTERS = st.sampled_from(
    [*"abgijMxį ", *"漢字、（）“”かーア", *"회의", *"ዓ፡", *map(chr, sorted(MARKS)[:40]), "\u0939", "\u05d0"]
)


@pytest.mark.usefixtures("_packages")
@given(st.text(LETTERS, min_size=1, max_size=40))
@settings(max_examples=80)
def test_any_mixture_is_drawn_or_named(words: str) -> None:
    """Scripts, marks and punctuation in any order: a sound file, or problems that say why not."""
    made = drawn(words)
    if made.data:
        assert Judged(made.data).faults == []
    else:
        assert {problem.code for problem in made.problems} <= {"AR501", "AR502", "AR505", "AR506"}


@pytest.mark.usefixtures("_packages")
def test_verapdf_agrees(judge: object, tmp_path: Path) -> None:
    """Reports with a house's fonts, of cubic outlines too, and in further scripts conform, says veraPDF."""
    cubic = {f"fonts/house-{weight}.ttf": made_fonts.opentype(weight) for weight in (400, 600)}
    files = []
    for number, given_fonts in enumerate((HOUSE, cubic)):
        folder = made_fonts.brand_folder(tmp_path / str(number), made_fonts.brand_text(), given_fonts)
        look = load_brand(folder, A4, root=tmp_path / str(number))
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(PdfRenderer().render(samples.every_block(), look).data)
    document = structs.replace(
        samples.every_block(), blocks=report(CHINESE, JAPANESE, KOREAN, AMHARIC, "g̃ua į̃").blocks
    )
    files.append(tmp_path / "scripts.pdf")
    files[-1].write_bytes(PdfRenderer().render(document, design()).data)
    verdicts = judge("verapdf").check(files, "ua1", "3a")  # type: ignore[operator]
    assert [verdict for verdict in verdicts if not verdict.ok] == []
