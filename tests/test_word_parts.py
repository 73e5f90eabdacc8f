"""What a Word file has of its own is native: lists, contents, links, footnotes, tables, pictures with words,
and every text of the record under the address of its field.
"""

import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

import samples
from annual_report.document.blocks import (
    Cell,
    Document,
    Link,
    ListBlock,
    ListItem,
    Note,
    NoteReference,
    Notes,
    Origin,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    outline,
)
from annual_report.problems import Place
from annual_report.renderers import Pages
from annual_report.renderers.word.ooxml import quote
from annual_report.renderers.word.pour import TAG_LENGTH, bookmark_name, control_tag, control_title
from word_file import PAGES, WP, W, Word, plain, render, small, table_faults, text


@pytest.fixture(scope="module")
def every() -> Word:
    """The every-block document."""
    return render(samples.every_block(), pages=Pages({"back": 8, "words": 3}, frozenset()))


@pytest.fixture(scope="module")
def london() -> Word:
    """The everyday document, with the pages of a layout."""
    pages = {heading.id: 2 + place for place, heading in enumerate(outline(samples.london_like()))}
    return render(
        samples.london_like(), pages=Pages(pages | {"next-1": 5, "next-2": 5, "next-4": 6}, frozenset())
    )


# --- lists ----------------------------------------------------------------------------------------------


def starts(word: Word) -> dict[str, tuple[str, str]]:
    """Lists that begin anew: number of the list to its level and first number."""
    return {
        str(num.get(W + "numId")): (over.get(W + "ilvl"), over.find(W + "startOverride").get(W + "val"))
        for num in word.parts["word/numbering.xml"].iter(W + "num")
        for over in num.iter(W + "lvlOverride")
    }


def test_each_numbered_list_begins_at_its_own_number() -> None:
    """Two lists of one style are two lists to Word, and one keeps the first number that was typed."""
    items = (ListItem((Paragraph((Text("One"),)),)), ListItem((Paragraph((Text("Two"),)),)))
    lists = (ListBlock(items, ordered=True), ListBlock(items, ordered=True, start=4))
    word = render(small(*lists))
    used = [n.get(W + "val") for n in word.body.iter(W + "numId")]
    assert len(set(used)) == 2
    assert [starts(word)[number] for number in dict.fromkeys(used)] == [("0", "1"), ("0", "4")]
    assert word.in_style("ListNumber") == ["One", "Two", "One", "Two"]


def test_lists_are_native_at_every_level(every: Word) -> None:
    """No mark is typed; each level has its style; every list that text names is defined."""
    assert every.in_style("ListBullet")[0] == "papers come while there is still a choice to make"
    assert every.in_style("ListBullet2") == ["118 of 126 were answered", "the other eight"]
    assert every.in_style("ListBullet3") == ["wait for May", "and have a date"]
    defined = {n.get(W + "numId") for n in every.parts["word/numbering.xml"].iter(W + "num")}
    used = {n.get(W + "val") for part in every.stories.values() for n in part.iter(W + "numId")}
    assert used <= defined
    assert not re.search(r"[•▪■]", every.words())


def test_a_list_deeper_than_the_styles_keeps_its_level() -> None:
    """The seventh level is numbered as the seventh, in the style of the deepest."""
    block = ListBlock((ListItem((Paragraph((Text("Level 7"),)),)),))
    for level in range(6, 0, -1):
        item = ListItem((Paragraph((Text(f"Level {level}"),)), block))
        block = ListBlock((item,))
    word = render(small(block))
    deepest = next(p for p in word.body.iter(W + "p") if text(p) == "Level 7")
    assert word.style(deepest) == "ListBullet5"
    assert deepest.find(f"{W}pPr/{W}numPr/{W}ilvl").get(W + "val") == "6"


# --- contents, links, pages ------------------------------------------------------------------------------


def instructions(element: ET.Element) -> list[str]:
    """The fields in an element."""
    return [" ".join((e.text or "").split()) for e in element.iter(W + "instrText")]


def test_the_contents_list_is_complete_as_the_file_opens(london: Word) -> None:
    """One field, filled in: a line for each heading that it would collect, with its page and a live link."""
    control = next(c for c in london.body.iter(W + "sdt") if c.find(f".//{W}docPartGallery") is not None)
    lines = [
        p
        for p in control.iter(W + "p")
        if london.style(p).startswith("TOC") and p.find(f".//{W}tab") is not None
    ]
    headings = [h for h in outline(samples.london_like()) if h.level <= 2 and h.id != "contents"]
    assert [plain(text(p)).rpartition(" ")[0] for p in lines] == [h.words for h in headings]
    marks = {b.get(W + "name") for b in london.body.iter(W + "bookmarkStart")}
    assert {link.get(W + "anchor") for link in control.iter(W + "hyperlink")} <= marks
    assert instructions(control)[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert sum(i.startswith("PAGEREF") for i in instructions(control)) == len(headings)
    kinds = Counter(f.get(W + "fldCharType") for f in london.body.iter(W + "fldChar"))
    assert kinds["begin"] == kinds["separate"] == kinds["end"]


def test_without_pages_the_contents_list_has_none() -> None:
    """No number is made up; whoever asks Word to update the list gets Word's own."""
    word = render(samples.london_like())
    assert instructions(word.body)[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert not [i for i in instructions(word.body) if i.startswith("PAGEREF")]
    assert "Gives a start to priority 1" in word.in_style("EntryLargeFirst")[0]
    assert ", page" not in word.words()


def test_numbers_that_may_not_be_words_own_are_left_out() -> None:
    """Where a part runs over several pages, Word may break it elsewhere: then no number is shown."""
    pages = Pages({heading.id: 2 for heading in outline(samples.london_like())}, frozenset(), steady=False)
    word = render(samples.london_like(), pages=pages)
    assert not [i for i in instructions(word.body) if i.startswith("PAGEREF")]


def test_a_part_opens_a_page_where_the_pdf_opens_one() -> None:
    """The layout's pages decide, whatever the part itself wished for."""
    first = outline(samples.london_like())[1]
    for openers, follows in ((frozenset({first.id}), False), (frozenset[str](), True)):
        body = render(samples.london_like(), pages=Pages({}, openers)).body
        heading = next(p for p in body.iter(f"{W}p") if text(p) == first.words and heading_style(p))
        assert (heading.find(f"{W}pPr/{W}pageBreakBefore") is not None) == follows


def heading_style(paragraph: ET.Element) -> bool:
    """Whether a paragraph is a main heading."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") == "Heading1"


def test_page_references_show_the_page_of_the_layout(london: Word) -> None:
    """The number is a field with the layout's number in it."""
    assert "Gives a start to priority 1, page 5" in london.words()
    assert f"PAGEREF {bookmark_name('next-4')} \\h" in instructions(london.body)


def test_many_headings_leave_the_second_level_out() -> None:
    """Over twenty entries the contents list keeps to the main parts."""
    document = samples.london_like()
    parts = tuple(
        Section(f"p{n}", 1, (Text(f"Part {n}"),), (Section(f"q{n}", 2, (Text("Sub"),), ()),))
        for n in range(11)
    )
    word = render(replace(document, blocks=(*document.blocks[:2], *parts)))
    assert '"1-1"' in instructions(word.body)[0]
    assert len(word.in_style("TOC1")) == 11
    assert not word.in_style("TOC2")


def test_links_lead_somewhere(every: Word) -> None:
    """Addresses outside are relationships; a link to an id that is nowhere stays as words."""
    relations = every.parts["word/_rels/document.xml.rels"]
    outside = {r.get("Target") for r in relations if r.get("TargetMode") == "External"}
    assert {"mailto:forum@example.org", "tel:+442071234567"} <= outside
    word = render(small(Paragraph((Link((Text("nowhere"),), "#nothing"),))))
    assert not list(word.body.iter(W + "hyperlink"))
    assert "nowhere" in word.words()


@given(st.lists(st.text(min_size=1), min_size=2, max_size=2, unique=True))
def test_bookmarks_are_names_that_word_takes(ids: list[str]) -> None:
    """Whatever the id: letters, digits and underscores, a letter first, 40 at most, and no two alike."""
    one, other = map(bookmark_name, ids)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", one)
    assert one != other


# --- notes ----------------------------------------------------------------------------------------------


def noted(*numbers: str) -> Document:
    """A document with a paragraph and a note for each number."""
    blocks = [Paragraph((Text(f"Text {n}"), NoteReference(n, f"note-{k}"))) for k, n in enumerate(numbers)]
    notes = [Note(f"note-{k}", n, (Paragraph((Text(f"Note {k}."),)),)) for k, n in enumerate(numbers)]
    return small(*blocks, Notes(tuple(notes)))


def test_notes_are_footnotes_of_word() -> None:
    """Each note stands once, in the footnotes; Word counts them where that gives the same numbers."""
    word = render(noted("1", "2"))
    notes = word.parts["word/footnotes.xml"]
    assert [plain(text(n)) for n in notes][2:] == ["Note 0.", "Note 1."]
    assert len(list(word.body.iter(W + "footnoteReference"))) == 2
    assert "Note 0" not in word.words()
    assert len(list(notes.iter(W + "footnoteRef"))) == 2


def test_numbers_that_start_again_are_kept_as_printed() -> None:
    """A note numbered 1 for the second time shows 1."""
    word = render(noted("1", "1"))
    marks = [r.get(W + "customMarkFollows") for r in word.body.iter(W + "footnoteReference")]
    assert marks == ["1", "1"]
    assert [plain(text(n)) for n in word.parts["word/footnotes.xml"]][2:] == ["1 Note 0.", "1 Note 1."]


def test_a_second_reference_points_to_the_first() -> None:
    """The note stands once; its second mark is a cross-reference."""
    reference = NoteReference("1", "note")
    block = Paragraph((Text("a"), reference, Text("b"), reference))
    word = render(small(block, Notes((Note("note", "1", (Paragraph((Text("Note."),)),)),))))
    assert len(list(word.body.iter(W + "footnoteReference"))) == 1
    (cross,) = (i for i in instructions(word.body) if i.startswith("NOTEREF"))
    assert cross.split()[1] in {b.get(W + "name") for b in word.body.iter(W + "bookmarkStart")}


def test_a_note_that_nothing_refers_to_stays_in_its_place() -> None:
    """It is not lost."""
    word = render(small(Notes((Note("note", "3", (Paragraph((Text("Loose."),)),)),))))
    assert word.in_style("TableNote") == ["3 Loose."]


# --- tables and pictures ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_tables_can_be_heard(page: str) -> None:
    """Header rows, a title and a description, full rows, and cells that Word accepts."""
    assert not list(table_faults(render(samples.every_block(), samples.design(page))))


def test_a_table_without_header_is_noticed() -> None:
    """The guard finds a header row that is gone."""
    word = render(samples.every_block())
    row = next(word.body.iter(W + "trPr"))
    row.remove(row.find(W + "tblHeader"))
    assert list(table_faults(word)) == ["no header row"]


def test_a_wide_table_gets_a_landscape_page(every: Word) -> None:
    """And the pages before and after it stay upright."""
    sizes = [s.get(W + "orient", "portrait") for s in every.body.iter(W + "pgSz")]
    turned = sizes.index("landscape")
    assert sizes.count("landscape") == 1
    assert sizes[turned - 1] == sizes[turned + 1] == "portrait"
    assert {
        s.get(W + "orient") for s in render(samples.every_block(), samples.design("a5")).body.iter(W + "pgSz")
    } == {None}


def test_a_table_at_the_very_end_has_a_paragraph_after_it() -> None:
    """Word wants one; and a landscape end makes no empty page after it."""
    row = Row(tuple(Cell((Paragraph((Text(f"c{n}"),)),), "column") for n in range(8)))
    word = render(small(Table("Wide", "Eight columns.", (row,), (row,))))
    body = word.body[0]
    assert [e.tag for e in body][-2:] == [W + "p", W + "sectPr"]
    assert body[-1].find(W + "pgSz").get(W + "orient") == "landscape"


def test_pictures_have_words_or_are_decoration(every: Word) -> None:
    """Every picture either says what it shows or is marked as decoration; ids are unique."""
    seen = [p for part in every.stories.values() for p in part.iter(WP + "docPr")]
    for properties in seen:
        decorative = any(e.tag.endswith("}decorative") for e in properties.iter())
        assert bool(properties.get("descr")) != decorative
    assert "Five houses of different height on a shore" in {p.get("descr") for p in seen}
    assert "Actual 10, baseline 16, target 8" in {p.get("descr") for p in seen}
    assert len({p.get("id") for p in seen}) == len(seen)


def test_an_outcome_is_a_word_in_its_style(every: Word) -> None:
    """The word stands in the text, in the style of its tone; an own colour has a style of its own."""
    runs = {
        plain(text(r)): r.find(f"{W}rPr/{W}rStyle").get(W + "val")
        for r in every.body.iter(W + "r")
        if r.find(f"{W}rPr/{W}rStyle") is not None and text(r).startswith("\u2002")
    }
    assert runs["Met"] == "OutcomeMet"
    assert runs["Carried forward"] == "OutcomeCarriedForward"
    assert runs["Gathering pace"] == "OutcomeOwn7A3E9D"
    style = every.styles["OutcomeOwn7A3E9D"].find(f"{W}rPr/{W}bdr")
    assert style.get(W + "color") == "7A3E9D"


def test_languages_are_marked(every: Word) -> None:
    """Words and paragraphs in another language say so; the document's own is the default."""
    marked = {
        text(r): r.find(f"{W}rPr/{W}lang").get(W + "val")
        for r in every.body.iter(W + "r")
        if r.find(f"{W}rPr/{W}lang") is not None
    }
    assert marked["Mae pob geiriad yn cael ei ddarllen"] == "cy"
    assert marked["Paragraff cyfan yn Gymraeg."] == "cy"
    default = every.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default.get(W + "val") == "en-GB"


# --- addresses ------------------------------------------------------------------------------------------


def test_text_of_the_record_carries_its_address(london: Word) -> None:
    """A content control with the address of the field round every text that has one, out of sight."""
    tagged = {}
    for control in london.body.iter(W + "sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            tagged[tag.get(W + "val")] = plain(text(control))
            assert control.find(f"{W}sdtPr/{W}alias").get(W + "val")
            assert "appearance" in "".join(e.tag for e in control.find(W + "sdtPr"))
    assert tagged["2024-25:priorities[2].text"].startswith("Make partnership the way")
    assert tagged["2023-24:achievements[0].text"].startswith("We kept both sides")
    assert tagged["2023-24:people[0].name"] == "Staff Side Chair"
    ids = [i.get(W + "val") for i in london.body.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(ids) == len(set(ids))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200))
def test_a_tag_is_short_enough_for_word(address: str) -> None:
    """Tags and titles hold at most 64 UTF-16 units; a short address is its own tag; a title has nothing in it
    that an attribute could not hold as it is.
    """
    for made in (control_tag(address), control_title(address)):
        assert len(made.encode("utf-16-le")) // 2 <= TAG_LENGTH
    assert quote(control_title(address)) == control_title(address)
    if len(address.encode("utf-16-le")) // 2 <= TAG_LENGTH:
        assert control_tag(address) == address


def test_long_addresses_stay_apart() -> None:
    """Two addresses that differ at their end have two tags."""
    long = "2023-24:priorities#" + "a-rather-long-name-of-a-priority-" * 3
    assert control_tag(long + "x") != control_tag(long + "y")
    assert control_tag(long + "x").startswith(long[:40])


def test_an_address_inside_a_sentence_has_its_control() -> None:
    """A span with an origin is wrapped by itself."""
    origin = Origin("forum:name", Place("data/harbour/forum.yaml", 3, 7))
    word = render(small(Paragraph((Text("By "), Span((Text("Harbour"),), origin=origin), Text(".")))))
    (control,) = word.body.iter(W + "sdt")
    assert plain(text(control)) == "Harbour"
    assert word.in_style("BodyText") == ["By Harbour."]
