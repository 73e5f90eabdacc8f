"""Tables have the room that their words need; as cards they say in lines what stood in columns."""

import pytest

import samples
from annual_report.document.blocks import Bar, Cell, Document, Paragraph, Row, Section, Table, Text
from annual_report.renderers.pdf.tables import levelled
from pdf_structure import Judged
from test_pdf import rendered

METADATA = samples.london_like().metadata


def p(words: str) -> Paragraph:
    """A paragraph."""
    return Paragraph((Text(words),))


def judged_with(table: Table, page: str) -> Judged:
    """A document of one table, judged."""
    part = Section("part", 1, (Text("Part"),), (table,))
    judged = Judged(rendered(Document(METADATA, (part,)), samples.design(page)).data)
    assert judged.faults == []
    return judged


def measures(page: str) -> Judged:
    """A table of two measures, one of them without numbers."""
    heads = ("Measure", "Baseline", "Target", "Actual", "As a bar")
    head = Row(tuple(Cell((p(words),), "column") for words in heads))
    year = Paragraph((Text("2020/21"),), "meta")
    unit, way = Paragraph((Text("per cent"),), "meta"), Paragraph((Text("Higher is better"),), "meta")
    drawn = Row(
        (
            Cell((p("Rotas in time"), unit, way), "row"),
            Cell((p("38"), year), kind="figure"),
            Cell((p("95"),), kind="figure"),
            Cell((p("96"),), kind="figure"),
            Cell((p("96 of 95"),), kind="bar", bar=Bar(96, 38, 95)),
        )
    )
    words = Row(
        (
            Cell((p("How it feels"),), "row"),
            *(Cell((p(said),), kind="figure") for said in ("well", "better", "best")),
            Cell((p("–"),), kind="bar"),
        )
    )
    table = Table("Measures", "s", (head,), (drawn, words), "measures")
    return judged_with(table, page)


@pytest.mark.parametrize("page", ["a4-large-print", "a5"])
def test_a_measure_as_a_card_has_a_line_for_each_value(page: str) -> None:
    """A measure as a card has a line for each value, its notes behind it, and a bar with words."""
    judged = measures(page)
    said = [judged.text(element) for element in judged.tagged("P")]
    for line in ("per cent. Higher is better", "Baseline: 38 (2020/21)", "Target: 95", "Actual: 96"):
        assert line in said
    assert [str(figure.Alt) for figure in judged.tagged("Figure")] == ["96 of 95"]
    assert "–" not in said


def test_figures_of_a_card_stand_side_by_side() -> None:
    """Figures of a card stand side by side, as many as fit."""
    head = Row((Cell((p("Site"),), "column"), *(Cell((p(f"Month {n}"),), "column") for n in range(1, 15))))
    body = Row(
        (Cell((p("North quay"),), "row"), *(Cell((p(str(n)),), kind="figure") for n in range(101, 115)))
    )
    judged = judged_with(Table("T", "s", (head,), (body,)), "a5")
    levels = {y for _, _, y, _, shown in judged.glyphs if shown.startswith("Month")}
    assert 1 < len(levels) < 14


def test_a_narrow_table_stays_a_table_in_large_print() -> None:
    """A narrow table stays a table in large print: each of its rows goes on one line."""
    head = Row((Cell((p("Year"),), "column"), Cell((p("Value"),), "column")))
    rows = tuple(
        Row((Cell((p(f"20{n}/{n + 1}"),), "row"), Cell((p(str(n)),), kind="figure"))) for n in range(20, 24)
    )
    table = Table("T", "s", (head,), rows)
    judged = judged_with(table, "a4-large-print")
    assert len(list(judged.tagged("Table"))) == 1
    assert len(list(judged.tagged("TR"))) == 5


def test_the_columns_of_a_table_have_what_they_need() -> None:
    """The columns of a table have what they need: narrow ones all, and wide ones share the rest."""
    assert levelled([10, 10, 10], [40, 300, 500], 340) == pytest.approx([40, 150, 150], abs=0.1)
    assert levelled([10, 200, 10], [40, 300, 500], 340) == pytest.approx([40, 200, 100], abs=0.1)
