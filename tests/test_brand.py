"""A brand that can be read makes a design; one that cannot is refused with the place of each fault."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from annual_report.brand import CODES, FILE, load_brand, on_page, read_brand
from annual_report.problems import Place, Problem, ReportError
from annual_report.typography import A4, A5, LARGE_PRINT, measures_for, styles_for
from samples import LONDON, PLAIN

LAYOUTS = Path(__file__).parent.parent / "layouts"
GOOD = (LAYOUTS / "brands" / "plain" / FILE).read_text(encoding="utf-8")


def folder(tmp_path: Path, text: str | bytes | None) -> Path:
    """A workspace's brand with that text in its file; None leaves the file out."""
    made = tmp_path / "layouts" / "brands" / "ours"
    made.mkdir(parents=True)
    if text is not None:
        (made / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    return made


def refused(tmp_path: Path, text: str | bytes | None) -> list[Problem]:
    """The problems of a brand with that text."""
    made = folder(tmp_path, text)
    with pytest.raises(ReportError) as caught:
        load_brand(made, A4, root=tmp_path)
    return caught.value.problems


def changed(before: str, after: str) -> str:
    """The plain brand's file with one thing another."""
    assert GOOD.count(before) == 1, before
    return GOOD.replace(before, after)


# --- what comes with the package ---


@pytest.mark.parametrize(("name", "colours"), [("plain", PLAIN), ("nhs-london", LONDON)])
def test_the_built_in_brands(name: str, colours: object) -> None:
    """The two that come along have the colours that the looks were worked out in."""
    design = load_brand(LAYOUTS / "brands" / name, A4, root=LAYOUTS.parent)
    assert design.brand == name
    assert design.colours == colours
    assert design.family == "Source Sans 3"
    assert [face.weight for face in design.faces] == [400, 600]
    assert design.word_template is None


def test_one_brand_on_every_page() -> None:
    """A brand is read once; type and measures come from the page."""
    brand = read_brand(LAYOUTS / "brands" / "plain", root=LAYOUTS.parent)
    for page in (A4, A5, LARGE_PRINT):
        design = on_page(brand, page)
        assert (design.page, design.styles, design.measures) == (page, styles_for(page), measures_for(page))
        assert design.colours == PLAIN


# --- what the standard allows ---


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("primary: pine", 'primary: "#2f6b4c"'),
        ("primary: pine", "primary: {light: pine, dark: white}"),
        ('    white: "#FFFFFF"', '    paper-white: "#FFF"\n    white: paper-white'),
        (
            "foreground: coal",
            "foreground: coal\n  light: white\n  danger: rust\n  link: x".replace("\n  link: x", ""),
        ),
        ("on-primary: white", "on-primary: background"),
        (
            "typography:\n  base: Source Sans 3",
            "typography:\n  base: {family: Source Sans 3, size: 12pt}\n  monospace: Fira",
        ),
        ("typography:\n  base: Source Sans 3\n", ""),
        (
            "  name: Plain",
            "  name: {short: Plain, full: Plain and simple}\n  link: https://example.org\nlogo: logo.png",
        ),
        ("defaults:\n", "defaults:\n  bootstrap: {version: 5}\n"),
    ],
)
def test_the_standard_in_its_many_forms(tmp_path: Path, before: str, after: str) -> None:
    """Short and long digits, names of names, light and dark, a family by name or key; keys for others."""
    design = load_brand(folder(tmp_path, changed(before, after)), A4, root=tmp_path)
    assert design.colours == PLAIN
    assert design.brand == "ours"


def test_the_word_template_travels_as_bytes(tmp_path: Path) -> None:
    """It is a file of the brand's own folder."""
    made = folder(
        tmp_path, GOOD.replace("  annual-report:\n", "  annual-report:\n    word_template: House.DOCX\n")
    )
    (made / "House.DOCX").write_bytes(b"PK template")
    assert load_brand(made, A4, root=tmp_path).word_template == b"PK template"


# --- what is refused ---

OURS = "  annual-report:\n"


class Fault(NamedTuple):
    """One thing changed in the plain brand: what must be said, and at which words."""

    before: str
    after: str
    code: str
    at: str
    said: str


FAULTS = [
    Fault(GOOD, "- a\n- b\n", "AR402", "- a", "a brand is a group of keys"),
    Fault(GOOD, "", "AR402", "", "a brand is a group of keys"),
    Fault("typography:\n  base: Source Sans 3", "typography: big", "AR402", "big", "a group of keys"),
    Fault("base: Source Sans 3", "base: [a]", "AR402", "[a]", "named by its family"),
    Fault(OURS, f"{OURS}    word_template: [x]\n", "AR402", "[x]", "the name of a file"),
    Fault("typography:", "typografy:", "AR403", "typografy", 'did you mean "typography"?'),
    Fault("tertiary: rust", "tertiary: rust\n  primry: pine", "AR403", "primry", '"primary"?'),
    Fault("on-primary: white", "on-primary: white\n      hare: white", "AR403", "hare", '"hair"?'),
    Fault(OURS, f"{OURS}    word-template: x.docx\n", "AR403", "word-template", '"word_template"?'),
    Fault("  primary: pine", "  info: pine", "AR404", "palette:", 'the colour "primary" is missing'),
    Fault('rule: "#857D72"', 'hair: "#857D72"', "AR107", 'hair: "#CB', "twice"),
    Fault('      rule: "#857D72"', "     ", "AR404", "ink-quiet:", 'the colour "rule" is missing'),
    Fault(OURS, "  other:\n", "AR404", "meta:", 'the colour "hair" is missing'),
    Fault('"#2F6B4C"', '"#2F6B4"', "AR405", '"#2F6B4"', '"#2F6B4" is not a colour'),
    Fault('"#857D72"', '"#85ZD72"', "AR405", '"#85ZD72"', '"#85ZD72" is not a colour'),
    Fault("primary: pine", "primary: pime", "AR405", "pime", 'did you mean "pine"?'),
    Fault("primary: pine", "primary: teal", "AR405", "teal", "neither a colour nor a name"),
    Fault('white: "#FFFFFF"', "white: snow\n    snow: white", "AR405", "white # paper", "in a circle"),
    Fault("primary: pine", "primary:", "AR405", "", "no colour stands here"),
    Fault("primary: pine", "primary: #2F6B4C", "AR106", "#2F6B4C # the", "put it in quotes"),
    Fault('"#55504A"', '"#857D73"', "AR406", '"#857D73"', "ink-quiet #857D73 on tint #F5F1E8"),
    Fault("on-primary: white", "on-primary: pine", "AR406", "pine # text on", "a contrast of 1.00 to 1"),
    Fault('"#17402D"', '"#2D5A45"', "AR407", "forest # the", "steps apart in grey"),
    Fault("base: Source Sans 3", "base: Comic Sans", "AR408", "Comic Sans", "Source Sans 3"),
    Fault(OURS, f"{OURS}    word_template: no.docx\n", "AR409", "no.docx", "there is no such file"),
    Fault(OURS, f"{OURS}    word_template: a.docm\n", "AR409", "a.docm", "not a .docx"),
    Fault(OURS, f"{OURS}    word_template: ../../x.docx\n", "AR409", "../../x.docx", "outside the brand's"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code} {fault.said}")
def test_each_fault_is_named_with_its_place(tmp_path: Path, fault: Fault) -> None:
    """Code, line and column, and the words of the fault."""
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "x.docx").write_bytes(b"PK")
    text = changed(fault.before, fault.after)
    problems = refused(tmp_path, text)
    problem = next(found for found in problems if found.code == fault.code and fault.said in str(found))
    assert problem.severity == "error"
    before = text[: text.index(fault.at)] if fault.at else text[: nothing_in(text)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert problem.place == Place("layouts/brands/ours/brand.yml", line, column)


def nothing_in(text: str) -> int:
    """Where nothing stands although something should: after a key without a value, or in an empty file."""
    return text.index("  primary:") + len("  primary:") if text else 0


def test_a_brand_that_is_not_there(tmp_path: Path) -> None:
    """No folder, no file, a folder in the file's place, far too much: said at the file itself."""
    (problem,) = refused(tmp_path, None)
    assert (problem.code, problem.place) == ("AR401", Place("layouts/brands/ours/brand.yml"))
    assert problem.message == 'there is no brand "ours" (brand.yml in a folder)'
    (tmp_path / "layouts" / "brands" / "ours" / FILE).mkdir()
    with pytest.raises(ReportError, match="AR401"):
        load_brand(tmp_path / "layouts" / "brands" / "ours", A4, root=tmp_path)
    with pytest.raises(ReportError, match="larger than a megabyte"):
        load_brand(folder(tmp_path / "large", b"#" * 1_000_001), A4, root=tmp_path)


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Three slips, three problems, in the order of their places."""
    text = GOOD.replace("pine # the", "pime # the").replace('"#F5F1E8"', '"F5F1E8"')
    codes = [problem.code for problem in refused(tmp_path, text.replace("Source Sans 3", "Arial Black"))]
    assert codes == ["AR405", "AR408", "AR405"]


def test_a_template_linked_from_elsewhere_is_refused(tmp_path: Path) -> None:
    """A link out of the folder would make the report depend on the machine."""
    made = folder(
        tmp_path, changed("  annual-report:\n", "  annual-report:\n    word_template: house.docx\n")
    )
    (tmp_path / "elsewhere.docx").write_bytes(b"PK")
    (made / "house.docx").symlink_to(tmp_path / "elsewhere.docx")
    with pytest.raises(ReportError, match="outside the brand's folder"):
        load_brand(made, A4, root=tmp_path)


def test_every_code_is_explained_and_seen() -> None:
    """Each code has a case above, a title and an explanation that ends as a sentence."""
    seen = {fault.code for fault in FAULTS} | {"AR401"}
    assert {code.code for code in CODES} <= seen
    for code in CODES:
        assert re.fullmatch(r"AR40\d", code.code)
        assert code.severity == "error"
        assert not code.title.endswith(".")
        assert code.explanation.endswith(".")
