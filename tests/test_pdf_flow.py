"""Pages end where they should: no heading last, rows whole, heads again, no page all but empty."""

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

import samples
from annual_report.design import MM
from annual_report.document.blocks import (
    Block,
    Cell,
    Document,
    Ledger,
    LedgerEntry,
    ListBlock,
    ListItem,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from annual_report.renderers.pdf.bands import Band, Panel, RowBand, TextBand, divide, stacked
from annual_report.renderers.pdf.build import laid_out
from annual_report.renderers.pdf.column import Column, text
from annual_report.renderers.pdf.compose import DocumentComposer
from annual_report.renderers.pdf.extent import text_edges
from annual_report.renderers.pdf.flow import paginate
from annual_report.renderers.pdf.pictures import PictureStore
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.tags import Element
from pdf_structure import Judged
from test_pdf import rendered

METADATA = samples.london_like().metadata
SENTENCE = "Both sides looked at every paper again, and wrote down what they agreed and what they did not. "


def p(words: str) -> Paragraph:
    """A paragraph."""
    return Paragraph((Text(words),))


def section(number: int, *blocks: Block, opens: str = "follow", level: int = 1) -> Section:
    """A numbered part."""
    return Section(f"part-{number}", level, (Text(f"Part {number}"),), blocks, opens)  # type: ignore[arg-type]


def pages_of(*blocks: Block) -> dict[str, int]:
    """The page on which each part begins."""
    return rendered(Document(METADATA, blocks), samples.design()).pages.numbers


def desk() -> Setting:
    """A desk for bands."""
    return Setting(samples.london_like(), samples.design())


def words(many: int) -> TextBand:
    """A paragraph of about so many lines of body text."""
    return text(desk(), (Text(SENTENCE * many),), "body", Column(400), Element("P"))


def test_a_part_opens_a_page_unless_the_one_before_holds_little() -> None:
    """A part opens a page unless the one before holds little."""
    much = p(SENTENCE * 12)
    assert pages_of(section(1, much), section(2, much, opens="page"))["part-2"] == 2
    assert pages_of(section(1, p("Little.")), section(2, much, opens="page"))["part-2"] == 1


def test_a_part_follows_on_only_where_there_is_room() -> None:
    """A part follows on only where there is room: 60 mm, or enough for all of a part that is short."""

    def opens(many: int, *blocks: Block) -> tuple[int, float]:
        document = Document(METADATA, (section(1, p(SENTENCE * many)), section(2, *blocks)))
        return laid_out(document, samples.design()).spots["part-2"]

    for many in range(20, 46):
        page, height = opens(many, p(SENTENCE * 4))
        assert page == 1 or height >= (25 + 55) * MM
    assert any(opens(many, p("End."))[1] < (25 + 40) * MM for many in range(20, 46))
    assert all(opens(many, p("End."))[1] >= (25 + 20) * MM for many in range(20, 46))


def test_a_heading_never_ends_a_page() -> None:
    """A heading never ends a page."""
    for many in range(28, 60):
        document = Document(METADATA, (section(1, p(SENTENCE * many), section(2, p("One line."), level=2)),))
        judged = Judged(rendered(document, samples.design()).data)
        heading = next(index for index, *_, shown in judged.glyphs if shown == "Part 2")
        line = next(index for index, *_, shown in judged.glyphs if shown.startswith("One"))
        assert heading == line


def test_no_widow_and_no_orphan() -> None:
    """No widow and no orphan."""
    band = words(6)
    total = len(band.lines)
    for room in range(0, int(band.height), 5):
        parts = band.split(room, 700)
        if parts is not None:
            first, rest = parts
            assert isinstance(first, TextBand)
            assert isinstance(rest, TextBand)
            assert len(first.lines) >= 2
            assert len(rest.lines) >= 2
            assert len(first.lines) + len(rest.lines) == total
            assert first.height <= room + 0.01


@given(st.lists(st.tuples(st.floats(5, 300), st.booleans()), min_size=1, max_size=25))
def test_every_band_is_put_on_a_page_once_and_in_order(kinds: list[tuple[float, bool]]) -> None:
    """Every band is put on a page once and in order."""
    bands = []
    for height, tied in kinds:
        band = Band(height, before=10)
        band.tied = tied
        band.ids = (str(len(bands)),)
        bands.append(band)
    sheets = paginate(desk(), bands)
    placed = [int(name) for sheet in sheets for name, _ in sheet.anchors]
    assert placed == list(range(len(bands)))
    limit = (297 - 25) * MM
    for sheet in sheets:
        for name, y in sheet.anchors:
            assert y + kinds[int(name)][0] <= limit + 0.1


@given(st.lists(st.floats(5, 100), min_size=1, max_size=12), st.floats(0, 500))
def test_dividing_loses_nothing(heights: list[float], room: float) -> None:
    """Dividing loses nothing."""
    bands = [Band(height) for height in heights]
    for band in bands:
        band.ids = ("said",)
        band.marks = [(0.0, 0.0, [])]
    parts = divide(bands, room, 700)
    if parts is None:
        assert heights[0] > room
    else:
        assert [*parts[0], *parts[1]] == bands
        assert stacked(parts[0]) <= room + 0.01


def ledger(rows: int, lines: int) -> Ledger:
    """A ledger of rows of about so many lines."""
    done = ListBlock((ListItem((p(SENTENCE * lines),)),), "achievements")
    entries = tuple(
        LedgerEntry(f"row-{n}", str(n), f"Priority {n}", (p(f"Promise number {n}"),), (done,))
        for n in range(1, rows + 1)
    )
    return Ledger("Promises", ("No.", "Promise", "Done"), entries)


def test_rows_stay_whole_and_the_head_comes_back() -> None:
    """Rows stay whole and the head comes back."""
    document = Document(METADATA, (section(1, ledger(9, 3)),))
    judged = Judged(rendered(document, samples.design()).data)
    assert len(judged.pdf.pages) > 1
    heads = [index for index, *_, shown in judged.glyphs if shown.startswith("Promise") and len(shown) < 9]
    assert sorted(set(heads)) == list(range(len(judged.pdf.pages)))
    assert judged.all_text().count("Done") == 1
    assert "Continued" not in "".join(shown for *_, shown in judged.glyphs)


def emptiness(document: Document, page: str = "a4") -> list[float]:
    """How much of each page's text area is left below what stands on it, in parts of it."""
    looks = samples.design(page)
    setting = Setting(document, looks)
    height = looks.page.text_height
    edges = [text_edges(setting, sheet) for sheet in laid_out(document, looks).sheets]
    feet = [edge[3] if edge else looks.page.top for edge in edges]
    return [(looks.page.height - looks.page.bottom - foot) / height for foot in feet]


def without_furniture(document: Document) -> Document:
    """The same without the foot of its pages, so that only what it says is measured."""
    return replace(document, wording=replace(document.wording, page_of=""))


@pytest.mark.parametrize(("page", "most"), [("a4", 0.3), ("a4-large-print", 0.4), ("a5", 0.4)])
def test_long_rows_and_cards_leave_no_page_half_empty(page: str, most: float) -> None:
    """Long rows leave no page much more than a quarter empty, cards a third; the last page may be."""
    for lines in (5, 9, 14):
        document = without_furniture(Document(METADATA, (section(1, ledger(11, lines)),)))
        left = emptiness(document, page)
        assert len(left) > 2
        assert max(left[:-1]) < most


def test_a_row_that_would_leave_a_page_empty_goes_on_overleaf() -> None:
    """A row that would leave a page empty goes on overleaf: its number and title again, but read once."""
    row = many_deeds(3, 4)
    document = Document(METADATA, (section(1, p(SENTENCE * 14), replace(row, entries=row.entries[:1])),))
    judged = Judged(rendered(document, samples.design()).data)
    assert judged.faults == []
    assert [shown for index, *_, shown in judged.glyphs if index == 1].count("Promise number 1") == 1
    assert "".join(shown for *_, shown in judged.glyphs).count("Continued from page 1") == 1
    assert judged.all_text().count("Promise number 1") == 1
    assert "Continued" not in judged.all_text()


def many_deeds(items: int, sentences: int) -> Ledger:
    """A ledger of two rows, each of so many deeds."""
    deeds = ListBlock(tuple(ListItem((p(SENTENCE * sentences),)) for _ in range(items)), "achievements")
    entries = tuple(
        LedgerEntry(f"row-{n}", str(n), f"Priority {n}", (p(f"Promise number {n}"),), (deeds,))
        for n in range(1, 3)
    )
    return Ledger("Promises", ("No.", "Promise", "Done"), entries)


@pytest.mark.parametrize("page", ["a4-large-print", "a5"])
def test_a_card_says_again_what_goes_on(page: str) -> None:
    """A card says again what goes on: its label and title, and since when; read aloud it is one."""
    made = rendered(Document(METADATA, (section(1, many_deeds(12, 2)),)), samples.design(page))
    judged = Judged(made.data)
    assert judged.faults == []
    shown = "".join(said for *_, said in judged.glyphs)
    assert len(judged.pdf.pages) > 2
    assert shown.count("Promise number 1") > judged.all_text().count("Promise number 1") == 1
    assert "Continued from page 1" in shown
    assert "Continued" not in judged.all_text()


def test_a_card_is_divided_with_two_lines_of_its_panel_or_before_it() -> None:
    """A card is divided with two lines of its panel above the break, or before the panel."""
    looks = samples.design("a4-large-print")
    setting = Setting(samples.london_like(), looks)
    composer = DocumentComposer(setting, PictureStore())
    (card, _) = composer.blocks((many_deeds(5, 2),), Column(setting.text_width), Element("Document"))
    for room in range(60, int(card.height), 7):
        parts = card.split(room, setting.text_height)
        if parts is None:
            continue
        first, rest = parts
        assert isinstance(first, RowBand)
        assert isinstance(rest, RowBand)
        panels = [band for band in first.columns[0][1] if isinstance(band, Panel)]
        assert all(panel.said() >= 3 for panel in panels)  # its label, and two lines
        assert rest.said() >= 2
        assert first.height <= room + 0.01
        assert first.said() + rest.said() == card.said()


@pytest.mark.parametrize("page", ["a4", "a4-large-print", "a5"])
def test_even_a_title_longer_than_a_page_stays_on_its_pages(page: str) -> None:
    """Even a title longer than a page stays on its pages, and goes on overleaf."""
    for many in range(17, 33, 3):
        title = Paragraph((Text(SENTENCE * many),), "promise")
        entry = LedgerEntry("row", "12b", "Priority 12b", (title, p("More.")), (p("Nothing."),))
        long = Ledger("Promises", ("No.", "Promise", "Done"), (entry,))
        document = without_furniture(Document(METADATA, (section(1, long),)))
        assert min(emptiness(document, page)) > -0.01
    judged = Judged(rendered(document, samples.design(page)).data)
    assert judged.faults == []
    assert judged.all_text().count(SENTENCE.strip()) == many


def test_a_list_stays_with_the_words_above_that_end_in_a_colon() -> None:
    """A list stays with the words above it that end in a colon."""
    listed = ListBlock(tuple(ListItem((p("Item of the list."),)) for _ in range(15)))
    for lines in range(22, 32):
        parts = (*(p("One line.") for _ in range(lines)), p("Three things are different:"), listed)
        judged = Judged(rendered(Document(METADATA, (section(1, *parts),)), samples.design()).data)
        at = next(index for index, *_, shown in judged.glyphs if shown.startswith("Three things"))
        assert at == next(index for index, *_, shown in judged.glyphs if shown.startswith("Item"))


def test_words_that_lead_up_to_a_table_stay_with_it() -> None:
    """Words that lead up to a table stay with it, as its heading does."""
    rows = tuple(Row((Cell((p("Name"),), "row"), Cell((p(SENTENCE),)))) for _ in range(4))
    table = Table("T", "s", (), rows)
    for many in range(30, 60):
        part = section(2, p("It leads up to the table."), table, level=2)
        judged = Judged(
            rendered(Document(METADATA, (section(1, p(SENTENCE * many), part),)), samples.design()).data
        )
        at = next(index for index, *_, shown in judged.glyphs if shown.startswith("It leads up"))
        row = next(index for index, *_, shown in judged.glyphs if shown == "Name")
        assert at == row


def test_the_last_page_takes_something_over_rather_than_stand_all_but_empty() -> None:
    """The last page takes something over from the one before rather than stand all but empty."""
    for many in range(30, 90):
        parts = tuple(p(SENTENCE * 2) for _ in range(many // 3))
        document = without_furniture(Document(METADATA, (section(1, *parts, p("And an end.")),)))
        left = emptiness(document)
        height = samples.design().page.text_height
        assert len(left) == 1 or (1 - left[-1]) * height >= 40 - 5  # up to the last baseline


def test_a_table_head_comes_back_and_is_read_once() -> None:
    """A table head comes back and is read once."""
    head = Row((Cell((p("Name of it"),), "column"), Cell((p("What it is"),), "column")))
    rows = tuple(Row((Cell((p(f"Row {n}"),), "row"), Cell((p(SENTENCE),)))) for n in range(60))
    judged = Judged(
        rendered(Document(METADATA, (section(1, Table("T", "s", (head,), rows)),)), samples.design()).data
    )
    assert judged.faults == []
    assert judged.all_text().count("Name of it") == 1
    assert "".join(shown for *_, shown in judged.glyphs).count("Name of it") == len(judged.pdf.pages)


def test_the_last_page_of_a_table_is_not_all_but_empty() -> None:
    """The last page of a table is not all but empty."""
    for rows in range(14, 60):
        body = tuple(Row((Cell((p(f"Row {n}"),), "row"), Cell((p("One line"),)))) for n in range(rows))
        document = Document(METADATA, (section(1, Table("T", "s", (), body)),))
        sheets = laid_out(document, samples.design()).sheets
        assert len(sheets) == 1 or len(sheets[-1].marks) > 6


def test_mirrored_pages_keep_the_inner_margin_at_the_fold() -> None:
    """Mirrored pages keep the inner margin at the fold."""
    sheets = laid_out(samples.every_block(), samples.design("a5")).sheets
    assert [round(sheet.left / MM) for sheet in sheets[:4]] == [18, 15, 18, 15]


def test_entries_of_a_page_of_their_own_are_large_as_long_as_they_fit() -> None:
    """Entries of a page of their own are large as long as they fit."""

    def size(many: int) -> float:
        items = tuple(ListItem((p(SENTENCE),)) for _ in range(many))
        document = Document(METADATA, (section(1, ListBlock(items, "entries"), opens="page"),))
        judged = Judged(rendered(document, samples.design()).data)
        return next(size for *_, size, shown in judged.glyphs if shown.startswith("Both"))

    assert size(4) == 15
    assert size(24) == 12


def test_entries_that_follow_on_are_smaller_where_the_page_is_short() -> None:
    """Entries that follow on are smaller where the page is short."""
    items = tuple(ListItem((p(SENTENCE * 2),)) for _ in range(5))
    listed = section(2, ListBlock(items, "entries"), opens="page")

    def sizes(*before: Block) -> set[float]:
        judged = Judged(rendered(Document(METADATA, (*before, listed)), samples.design()).data)
        assert judged.faults == []
        return {size for *_, size, shown in judged.glyphs if shown.startswith("Both sides")}

    assert sizes() == {15}
    assert sizes(section(1, p("Little is said here."), p("And a little more."))) == {12}


def test_page_numbers_of_a_long_report() -> None:
    """Page numbers of a long report."""
    parts = tuple(section(n, p(SENTENCE * 14), opens="page") for n in range(1, 120))
    document = replace(samples.london_like(), blocks=(*samples.london_like().blocks[:2], *parts))
    made = rendered(document, samples.design())
    judged = Judged(made.data)
    assert judged.faults == []
    entries = [judged.text(entry).split() for entry in judged.tagged("TOCI")]
    assert [int(words[-1]) for words in entries] == [made.pages.numbers[f"part-{n}"] for n in range(1, 120)]
