"""What is told of the PDF's pages to a program that makes its own: as much as it can follow, and no more."""

import pytest
from msgspec.structs import replace

import samples
from annual_report.design import Design
from annual_report.document.blocks import (
    Block,
    Blocks,
    Document,
    Ledger,
    LedgerEntry,
    ListBlock,
    ListItem,
    Paragraph,
    Section,
    Text,
)
from annual_report.renderers.pdf import PdfRenderer, pages
from annual_report.renderers.pdf.build import Layout, laid_out
from annual_report.renderers.pdf.compose import FEW
from annual_report.renderers.pdf.pages import beginning, lost_at, pages_for_others, pages_of
from annual_report.renderers.word import WordRenderer

METADATA = samples.london_like().metadata
SENTENCE = "Both sides looked at every paper again, and wrote down what they agreed and what they did not. "
PAGES = ("a4", "a5", "a4-large-print")


def p(many: int = 1) -> Paragraph:
    """A paragraph of so many sentences."""
    return Paragraph((Text(SENTENCE * many),))


def part(name: str, *blocks: Block, opens: str = "follow") -> Section:
    """A main part."""
    return Section(name, 1, (Text(name.title()),), blocks, opens)  # type: ignore[arg-type]


def entries(many: int, sentences: int = 2) -> ListBlock:
    """Achievements one under the other."""
    items = (ListItem((p(sentences + place % 3),), id=f"entry-{place}") for place in range(many))
    return ListBlock(tuple(items), role="entries")


def ledger(many: int) -> Ledger:
    """Promises, each with two deeds."""
    rows = tuple(
        LedgerEntry(f"row-{place}", str(place), f"Priority {place}", (p(),), (p(2), p(1 + place % 4)))
        for place in range(many)
    )
    return Ledger(caption="What was promised", heads=("No.", "Promised", "Done"), entries=rows)


def document(*blocks: Block) -> Document:
    """A document of these blocks."""
    return Document(METADATA, blocks)


def cut_short(found: Document, design: Design) -> Layout:
    """The layout of its beginning."""
    start = beginning(found.blocks, design)
    assert start is not None
    return laid_out(found, design, start)


LAST = part("z", p(), opens="page")
LONG: dict[str, Blocks] = {
    "a long list": (part("a", p()), part("b", entries(90)), LAST, part("d", p(60))),
    "a long ledger": (part("a", p(20)), part("b", p(), ledger(70), part("e", p())), LAST),
    "few entries, then a ledger": (part("a", entries(5), ledger(80), opens="page"), LAST),
    "long entries": (part("a", p()), part("b", entries(40, 25), opens="page"), LAST),
    "two long parts": (part("a", ledger(60)), part("b", p()), part("c", entries(150), opens="page"), LAST),
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("page", PAGES)
def test_the_beginning_tells_what_the_whole_would_tell(page: str, name: str) -> None:
    """Where a part runs over many pages, a Word file made alone is the one that is made beside the PDF."""
    found, design = document(*LONG[name]), samples.design(page)
    whole, short = pages_of(laid_out(found, design)), pages_for_others(found, design)
    assert short.openers & set("abcdez") == whole.openers & set("abcdez")
    assert short.steady is whole.steady is False
    assert WordRenderer(pages=short).render(found, design) == WordRenderer(pages=whole).render(found, design)


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_that_counts_knows_that_it_is_cut_short(page: str, name: str) -> None:
    """Up to where nobody follows any more, everything stands where it stands in the whole document."""
    found, design = document(*LONG[name]), samples.design(page)
    whole, short = laid_out(found, design), cut_short(found, design)
    lost = lost_at(whole)
    assert lost is not None
    assert lost_at(short) == lost
    assert lost + 2 < len(short.sheets) < len(whole.sheets)
    assert [one.anchors for one in short.sheets[: lost + 2]] == [
        one.anchors for one in whole.sheets[: lost + 2]
    ]


def test_entries_that_are_many_stay_so_many_that_they_are_small() -> None:
    """A few entries would be set large, on a page of their own."""
    few = part("b", entries(40, 25), opens="page")
    (start,) = beginning((few,), samples.design()) or ()
    assert isinstance(start, Section)
    (kept,) = start.blocks
    assert isinstance(kept, ListBlock)
    assert FEW < len(kept.items) < 40


def test_no_more_is_laid_out_than_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of forty pages no more than half are, and of a report of the usual length each is, once."""
    made: list[int] = []

    def counted(found: Document, design: Design, blocks: Blocks | None = None) -> Layout:
        layout = laid_out(found, design, blocks)
        made.append(len(layout.sheets))
        return layout

    monkeypatch.setattr(pages, "laid_out", counted)
    usual, long = samples.london_like(), document(*LONG["two long parts"])
    for found in (usual, long):
        PdfRenderer().paginate(found, samples.design())
    assert made[0] == len(laid_out(usual, samples.design()).sheets)
    assert len(made) == 2
    assert made[1] < len(laid_out(long, samples.design()).sheets) / 2


def test_where_the_beginning_does_not_show_it_all_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a part is can only be guessed before it is laid out; a wrong guess costs no more than time."""
    found, design = document(part("a", entries(30)), part("b", p(), opens="page")), samples.design()
    monkeypatch.setattr(pages, "_NARROW", 4.0)
    assert len(cut_short(found, design).sheets) < pages.FOLLOWED
    assert pages_for_others(found, design) == pages_of(laid_out(found, design))


def test_a_long_part_before_another_list_is_not_cut_short() -> None:
    """How a part's list is set depends on whether it is the only one."""
    after = part("a", ledger(80), entries(4), opens="page")
    assert beginning((after, part("b", p())), samples.design()) is None
    assert beginning((part("a", ledger(80)), part("b", entries(4))), samples.design()) is not None


def test_after_a_part_of_many_pages_parts_open_pages_as_they_ask() -> None:
    """Where the PDF's page ends by then says nothing about another program's: what follows on there only
    because little stood on that page opens one, and what opened one by chance follows on.
    """
    design = samples.design()
    seen = set()
    for more in range(12):
        found = document(
            part("a", p()),
            part("b", entries(60 + more)),
            part("c", p(), opens="page"),
            part("d", p(14 + more)),
            part("e", p(8)),
        )
        layout = laid_out(found, design)
        told = pages_of(layout)
        assert told.openers & set("cde") == {"c"}
        top = max(height for _, height in layout.spots.values())
        seen |= {name for name in "cde" if layout.spots[name][1] > top - 12}
        lost = lost_at(layout)
        assert lost is not None
        assert layout.spots["b"][0] < lost < layout.spots["c"][0]
    assert seen >= {"d"} or seen >= {"e"}, "no part opened a page of the PDF by chance"


def test_a_report_of_the_usual_length_is_followed_to_its_end() -> None:
    """Its openers are the PDF's, even where it is not steady."""
    design = samples.design()
    found = document(part("a", p(30)), part("b", ledger(14), opens="page"), part("c", p(), opens="page"))
    layout = laid_out(found, design)
    assert lost_at(layout) is None
    top = max(height for _, height in layout.spots.values())
    opened = {name for name in "abc" if layout.spots[name][1] > top - 12}
    assert pages_of(layout).openers & set("abc") == opened
    assert pages_for_others(found, design) == pages_of(layout)
    rest = replace(found, blocks=(*found.blocks, part("d", entries(100))))
    assert pages_for_others(rest, design).openers >= opened
