"""The web page holds every word of a document in order, stands alone, and can be read by everyone."""

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from annual_report.design import TOKENS, Colours, contrast
from annual_report.document.blocks import (
    Bar,
    Block,
    Cell,
    Contents,
    Document,
    Figure,
    Link,
    Metadata,
    NoteReference,
    Notes,
    PageReference,
    Paragraph,
    Pill,
    Row,
    Section,
    Table,
    Text,
    outline,
    walk,
)
from annual_report.renderers.html import HtmlRenderer
from annual_report.renderers.html.dark import dark, dark_own
from annual_report.renderers.html.shapes import bar
from annual_report.renderers.html.tables import VERY_WIDE, WIDE
from judges import Verdict, all_ok
from page_reading import Element, read_page, words_of
from samples import AS_TYPED, BRANDS, LONDON, design, documents, every_block, london_like, svg_picture

SAMPLES = {"every block": every_block, "everyday": london_like}


def page(document: Document, brand: str = "plain") -> Element:
    """The page of a document, read back."""
    return read_page(drawn(document, brand))


def drawn(document: Document, brand: str = "plain") -> bytes:
    """The page of a document as bytes."""
    result = HtmlRenderer().render(document, design(brand=brand))
    assert result.problems == ()
    return result.data


def small(*blocks: Block) -> Document:
    """A document of a few blocks in one part."""
    metadata = Metadata("A title", "Harbour", "About it", "en-GB", "2024-03-31", "Harbour", "Report")
    return Document(metadata, (Section("part", 1, (Text("A part"),), blocks),))


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return element.attributes.get("class", "").split()


def style_of(root: Element) -> str:
    """The style sheet in a page."""
    (style,) = root.all("style")
    return "".join(child for child in style.children if isinstance(child, str))


# --- words ---


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_word_is_there_in_order(sample: str) -> None:
    """Nothing is lost, doubled or moved between the tree and the page."""
    document = SAMPLES[sample]()
    (body,) = page(document).all("body")
    assert body.text().split() == words_of(document)


@settings(max_examples=40)
@given(documents())
def test_random_documents_are_whole(document: Document) -> None:
    """Any document comes out well made, with all its words, and every link in it leads somewhere."""
    root = page(document)
    (body,) = root.all("body")
    assert body.text().split() == words_of(document)
    refuse_dangling_links(root)
    assert headings(root) == [(line.level, line.words.split()) for line in outline(document)]


def refuse_dangling_links(root: Element) -> None:
    """Raise AssertionError for a link to an id that the page does not have."""
    ids = {element.attributes["id"] for element in root.all() if "id" in element.attributes}
    for link in root.all("a"):
        target = link.attributes["href"]
        assert not target.startswith("#") or target[1:] in ids, f"{target} leads nowhere"


def headings(root: Element) -> list[tuple[int, list[str]]]:
    """The outline that a reader's browser sees."""
    return [(int(found.name[1]), found.text().split()) for found in root.all(*(f"h{n}" for n in range(1, 7)))]


def test_the_readers_see_faults() -> None:
    """What the tests read a page with is no judge if it does not refuse these."""
    for broken in (
        b"<p><b>x</p></b>",
        b'<p id="a"></p><p id="a"></p>',
        b"<div>",
        b'<p style="color:red"></p>',
    ):
        with pytest.raises(AssertionError):
            read_page(broken)
    with pytest.raises(AssertionError, match="leads nowhere"):
        refuse_dangling_links(read_page(b'<p><a href="#gone">x</a></p>'))
    with pytest.raises(AssertionError, match="no role"):
        refuse_lost_roles(read_page(b"<table><tr><td>x</td></tr></table>"))


def test_text_comes_out_as_typed() -> None:
    """Markup, templates and entities in a text are its characters; also in a title and a picture's words."""
    picture = Figure(svg_picture(), 'A "quoted" <picture> & more')
    root = page(small(Paragraph((Text(AS_TYPED),)), picture))
    (paragraph,) = [p for p in root.all("p") if "7*7" in p.text()]
    assert paragraph.text().strip() == AS_TYPED
    assert [image.attributes["alt"] for image in root.all("img")] == ['A "quoted" <picture> & more']


def test_pages_are_not_spoken_of() -> None:
    """A reference to a page is left out whole, with the words before it."""
    root = page(small(Paragraph((Text("See there"), PageReference(", page ", "part"), Text(".")))))
    assert "See there." in root.text()


def test_addresses_stay_out() -> None:
    """Which field of the record a text comes from is not for the public page."""
    data = drawn(every_block()).decode()
    assert "priorities#" not in data
    assert "data/harbour" not in data
    assert "forewords[" not in data


# --- one file that needs nothing else ---


@pytest.mark.parametrize("brand", BRANDS)
def test_the_page_stands_alone(brand: str) -> None:
    """No script, no file, no request: and a policy that forbids all three, with the hash of the one style."""
    root = page(every_block(), brand)
    assert not root.all("script", "link", "iframe", "object", "base", "form")
    assert all(image.attributes["src"].startswith("data:image/") for image in root.all("img"))
    style = style_of(root)
    assert not re.search(r"url\(|@import|expression|</", style)
    (policy,) = [
        meta.attributes["content"]
        for meta in root.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "script" not in policy


def test_the_head_says_what_the_file_is() -> None:
    """Language, title, author, subject, day, identifier."""
    document = every_block()
    root = page(document)
    (html,) = root.all("html")
    assert html.attributes["lang"] == "en-GB"
    assert [title.text().strip() for title in root.all("title")] == [document.metadata.title]
    named = {meta.attributes.get("name"): meta.attributes.get("content") for meta in root.all("meta")}
    assert named["author"] == document.metadata.author
    assert named["description"] == document.metadata.subject
    assert named["keywords"] == "annual report, 2023/24"
    assert named["dcterms.date"] == "2024-03-31"
    assert named["dcterms.identifier"] == "harbour/2023-24"
    assert named["viewport"] == "width=device-width, initial-scale=1"


def test_pictures_travel_whole() -> None:
    """A picture's bytes are those of the record; a decoration has an empty text, never none."""
    document = every_block()
    figures = [block for block in walk(document.blocks) if isinstance(block, Figure)]
    images = page(document).all("img")
    assert len(images) == len(figures)
    for figure, image in zip(figures, images, strict=True):
        kind, _, data = image.attributes["src"].partition(";base64,")
        assert kind == f"data:{figure.picture.media_type}"
        assert base64.b64decode(data) == figure.picture.data
        assert image.attributes["alt"] == figure.alt
        assert image.attributes["width"] == str(figure.picture.width)


def test_the_same_document_gives_the_same_bytes() -> None:
    """In this process and in another one, whose sets have another order."""
    code = (
        "import hashlib, samples; from annual_report.renderers.html import HtmlRenderer;"
        "data = HtmlRenderer().render(samples.every_block(), samples.design()).data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    here = Path(__file__).parent
    path = f"sys.path[:0] = {[str(here), str(here.parent / 'src')]!r};"
    command = [sys.executable, "-B", "-c", f"import sys; {path} {code}"]
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "HOME": str(Path.home())}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == hashlib.sha256(drawn(every_block())).hexdigest()


# --- for everyone ---


def test_languages_are_marked() -> None:
    """A part, a paragraph or a few words in another language say so."""
    root = page(every_block())
    marked = {
        (element.name, element.attributes["lang"]) for element in root.all() if "lang" in element.attributes
    }
    assert {("html", "en-GB"), ("section", "en"), ("p", "cy"), ("span", "cy")} <= marked


def test_the_contents_can_be_passed_over() -> None:
    """The first thing on the page is a way to the report; the contents are a named list of links."""
    root = page(london_like())
    first = root.all("a")[0]
    (main,) = root.all("main")
    assert first.attributes["href"] == f"#{main.attributes['id']}"
    (nav,) = root.all("nav")
    assert nav.attributes["aria-labelledby"] == "contents"
    targets = [link.attributes["href"][1:] for link in nav.all("a")]
    assert targets == [line.id for line in outline(london_like()) if line.id != "contents"]


def test_long_contents_leave_the_second_level_out() -> None:
    """More than twenty lines are no overview."""
    parts = tuple(
        Section(f"p{n}", 1, (Text(f"Part {n}"),), (Section(f"s{n}", 2, (Text("Within"),), ()),))
        for n in range(12)
    )
    (nav,) = page(replace(small(), blocks=(Contents("contents", "Contents"), *parts))).all("nav")
    assert len(nav.all("a")) == 12


def refuse_lost_roles(root: Element) -> None:
    """Raise AssertionError for a part of a table without the role that it has as a table."""
    roles = {"table": {"table"}, "thead": {"rowgroup"}, "tbody": {"rowgroup"}, "tr": {"row"}}
    roles |= {"th": {"columnheader", "rowheader"}, "td": {"cell"}}
    for element in root.all(*roles):
        assert element.attributes.get("role") in roles[element.name], f"<{element.name}> has no role"
        scope = {"columnheader": {"col"}, "rowheader": {"row", "rowgroup"}}.get(element.attributes["role"])
        assert scope is None or element.attributes.get("scope") in scope, f"<{element.name}> has no scope"


def test_tables_stay_tables_when_they_are_laid_out_as_cards() -> None:
    """Each part carries its role, each header its scope, each cell the words above its column."""
    root = page(every_block())
    refuse_lost_roles(root)
    measures = next(table for table in root.all("table") if "measures" in classes(table))
    labels = [cell.attributes.get("data-label") for cell in measures.all("td")][:4]
    assert labels == ["Baseline 2022/23", "Target 2023/24", "Actual 2023/24", "As a bar"]
    ledger = next(table for table in root.all("table") if "ledger" in classes(table))
    assert [cell.attributes["data-label"] for cell in ledger.all("td")][:2] == [
        "Priority 1",
        "Outcome, and what was done",
    ]


def test_a_group_heads_the_rows_below_it() -> None:
    """Each group of rows is a row group of its own, and its words head that."""
    money = next(table for table in page(every_block()).all("table") if "money" in classes(table))
    groups = money.all("tbody")
    assert [group.all("th")[0].text().strip() for group in groups] == ["Income", "Expenditure"]
    assert [group.all("th")[0].attributes["scope"] for group in groups] == ["rowgroup", "rowgroup"]
    assert groups[0].all("th")[0].attributes["colspan"] == "4"


@pytest.mark.parametrize(
    ("columns", "name"), [(3, ""), (WIDE, ""), (WIDE + 1, "wide"), (VERY_WIDE + 1, "cards-always")]
)
def test_wide_tables_become_cards_early(columns: int, name: str) -> None:
    """So that nobody has to scroll sideways."""
    cells = tuple(Cell((Paragraph((Text(f"c{n}"),)),), "column") for n in range(columns))
    (table,) = page(small(Table("Wide", "", (Row(cells),), (Row(cells),)))).all("table")
    assert {"wide", "cards-always"} & set(classes(table)) == ({name} if name else set())


def test_outcomes_are_words_with_a_shape() -> None:
    """The word is the text; the shape is for the eye only."""
    pills = [span for span in page(every_block()).all("span") if "pill" in classes(span)]
    assert {pill.text() for pill in pills} >= {"Met", "Partly met", "Not met", "Withdrawn", "Gathering pace"}
    for pill in pills:
        assert all(drawing.attributes["aria-hidden"] == "true" for drawing in pill.all("svg"))


def test_notes_are_linked_both_ways() -> None:
    """From the mark to the note and back; a second mark leads there too, a note without one is plain."""
    marked = Paragraph((Text("Once"), NoteReference("1", "n1"), Text(" and again"), NoteReference("1", "n1")))
    notes = every_block()
    (note,) = [block for block in walk(notes.blocks) if isinstance(block, Notes)][:1]
    one = replace(note.notes[0], id="n1", number="1")
    root = page(small(marked, Notes((one, replace(one, id="n2", number="2")))))
    marks = [link for link in root.all("a") if link.attributes.get("role") == "doc-noteref"]
    assert [mark.attributes["href"] for mark in marks] == ["#n1", "#n1"]
    assert [mark.attributes["aria-label"] for mark in marks] == ["Note 1", "Note 1"]
    (back,) = [link for link in root.all("a") if link.attributes.get("role") == "doc-backlink"]
    assert back.attributes["href"] == f"#{marks[0].attributes['id']}"
    refuse_dangling_links(root)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc/passwd"]
)
def test_only_known_addresses_are_links(target: str) -> None:
    """Other addresses never come out of a record; if one came, its words would stand without a link."""
    root = page(small(Paragraph((Link((Text("words"),), target),))))
    assert "words" in root.text()
    assert not [link for link in root.all("a") if link.attributes["href"] == target]


def test_an_entry_list_of_its_own_is_set_larger_while_it_is_short() -> None:
    """As on paper, where it would otherwise fill its page with air."""
    large = {
        section.attributes["id"]
        for section in page(london_like()).all("section")
        if "large" in classes(section)
    }
    assert large == {"achievements"}


# --- colours ---


def test_all_colours_come_from_the_design() -> None:
    """By day the eleven of the brand and the forum's own, by night those made from them; no other."""
    style = style_of(page(every_block(), "london"))
    found = set(re.findall(r"#[0-9A-Fa-f]{6}\b", style))
    night = dark(LONDON)
    known = {colours[token] for colours in (LONDON, night) for token in TOKENS}
    assert found == known | {"#7A3E9D", dark_own("#7A3E9D", night.paper)}
    assert not re.findall(r"#[0-9A-Fa-f]{3}\b(?![0-9A-Fa-f])", style)


def test_what_is_no_colour_stays_out_of_the_style() -> None:
    """A rating's colour that is none gets the brand's, and cannot close a rule."""
    pill = Pill("Odd", "ring", "own", "#fff}body{display:none")
    style = style_of(page(small(Paragraph((pill,)))))
    assert "body{display:none" not in style
    assert ".own-1{--own:var(--primary-dark)}" in style


def test_a_rating_may_have_a_colour_of_its_own() -> None:
    """Written out it is lit for the night; a colour of the brand changes with the brand's."""
    pills = Paragraph((Pill("Odd", "ring", "own", "#7A3E9D"), Pill("Even", "", "own", "accent")))
    style = style_of(page(small(pills)))
    night = dark(BRANDS["plain"])
    assert ".own-1{--own:#7A3E9D}" in style
    assert f".own-1{{--own:{dark_own('#7A3E9D', night.paper)}}}" in style
    assert style.count(".own-2{") == 1
    assert ".own-2{--own:var(--accent)}" in style


_COLOURS = st.builds(
    Colours,
    **dict.fromkeys(
        (token.replace("-", "_") for token in TOKENS),
        st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"),
    ),
)


@settings(max_examples=100)
@given(_COLOURS)
def test_any_brand_can_be_read_in_the_dark(colours: Colours) -> None:
    """7 to 1 for text on every ground it stands on, 4.5 for links and numbers, 3 for outlines and marks."""
    night = dark(colours)
    for ground in (night.paper, night.tint):
        assert contrast(night.ink, ground) >= 7
        assert contrast(night.ink_quiet, ground) >= 7
        assert contrast(night.primary_dark, ground) >= 7
        assert contrast(night.primary, ground) >= 4.5
        assert contrast(night.accent, ground) >= 4.5
        assert contrast(night.rule, ground) >= 3
    assert contrast(night.primary_dark, night.tint_strong) >= 7
    assert contrast(night.on_primary, night.primary) >= 4.5
    assert contrast(night.on_primary, night.primary_dark) >= 7
    assert contrast(night.tint, night.paper) > 1.1
    assert contrast(dark_own(colours.accent, night.paper), night.paper) >= 3


@given(
    st.floats(-5, 1e9),
    st.one_of(st.none(), st.floats(-5, 1e9)),
    st.one_of(st.none(), st.floats(-5, 1e9)),
)
def test_bars_stay_on_their_field(actual: float, baseline: float | None, target: float | None) -> None:
    """Whatever was measured, the drawing keeps inside its box, and a reader who hears the page skips it."""
    drawing = bar(Bar(actual, baseline, target))
    assert 'aria-hidden="true"' in drawing
    (width,) = re.findall(r'class="actual"[^>]* width="([^"]+)"', drawing)
    assert 0 <= float(width) <= 34
    assert all(-0.8 <= float(x) <= 34 for x in re.findall(r' c?x="([^"]+)"', drawing))


# --- judged ---


@pytest.mark.parametrize("brand", BRANDS)
def test_chromium_and_axe_have_nothing_against_it(
    judge: Callable[[str], ModuleType], tmp_path: Path, brand: str
) -> None:
    """Both samples, wide and at 320 pixels (1280 at 400 %), by day and by night; no sideways scrolling."""
    browser = judge("browser")
    script = browser.found.axe().read_text(encoding="utf-8")
    verdicts: list[Verdict] = []
    with browser.open_page() as shown:
        for name, sample in SAMPLES.items():
            file = tmp_path / f"{name}.html"
            file.write_bytes(drawn(sample(), brand))
            for scheme in ("light", "dark"):
                feature = {"name": "prefers-color-scheme", "value": scheme}
                shown._ask("Emulation.setEmulatedMedia", features=[feature])
                widths = (browser.DESK, browser.PHONE) if scheme == "light" else (browser.DESK,)
                verdicts += [browser.check_one(shown, script, file, width) for width in widths]
    all_ok(verdicts)
