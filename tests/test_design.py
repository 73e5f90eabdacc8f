"""Colour arithmetic as WCAG and the copier have it, and a style for every role on every page."""

import pytest
from hypothesis import given, strategies as st

from annual_report.design import MM, ROLES, TOKENS, Face, contrast, grey, luminance
from annual_report.typography import A4, A5, COVER, LARGE_PRINT, PAGES, measures_for, styles_for
from samples import BRANDS, design

_COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


# What the looks were worked out with: brand, token, contrast on paper, value in grey.
@pytest.mark.parametrize(
    ("brand", "token", "ratio", "value"),
    [
        ("london", "primary", 6.38, 76),
        ("london", "primary-dark", 11.85, 44),
        ("london", "accent", 6.34, 87),
        ("london", "ink-quiet", 8.49, 75),
        ("plain", "primary", 6.31, 86),
        ("plain", "primary-dark", 11.62, 50),
        ("plain", "ink", 15.64, 35),
        ("plain", "tint-strong", 1.32, 222),
    ],
)
def test_contrast_and_grey(brand: str, token: str, ratio: float, value: int) -> None:
    """The ratio of WCAG 2.2 and the grey of ITU-R BT.601, against figures worked out elsewhere."""
    colours = BRANDS[brand]
    assert contrast(colours[token], colours.paper) == pytest.approx(ratio, abs=0.01)
    assert grey(colours[token]) == pytest.approx(value, abs=1)


@given(_COLOURS, _COLOURS)
def test_contrast_is_a_ratio(one: str, other: str) -> None:
    """Between 1 and 21, whichever colour comes first; black on white is the most there is."""
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, other) == contrast(other, one)
    assert 0 <= luminance(one) <= 1
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("page", PAGES)
def test_every_role_has_a_style_on_every_page(page: str) -> None:
    """Each with a leading that holds its size, and a colour that a brand sets."""
    styles = styles_for(PAGES[page])
    assert set(styles) == set(ROLES)
    for role, style in styles.items():
        assert style.colour in TOKENS
        if role != "ledger-number":  # its size is that of a figure beside lines of text
            assert style.leading >= style.size


def test_large_print_is_large_everywhere() -> None:
    """18 points at least, labels and page numbers included (UKAAF G003)."""
    assert all(style.size >= 18 for style in styles_for(LARGE_PRINT).values())
    assert all(style.size >= 10 for page in (A4, A5) for style in styles_for(page).values())


def test_a_small_page_keeps_the_size_of_text() -> None:
    """A5 is laid out anew: body type of 11 points, only the cover is scaled."""
    small, full = styles_for(A5), styles_for(A4)
    assert small["body"].size == small["ledger-text"].size == 11
    assert {round(small[role].size / full[role].size, 3) for role in COVER} == {0.705}


def test_a_page_holds_its_constructions() -> None:
    """Text width and height lie between the margins; columns of the ledger fill the width of the page."""
    assert A4.text_width == 160
    assert A5.text_width == 115
    assert LARGE_PRINT.text_width == 170
    assert A4.text_height == 242
    for page in PAGES.values():
        measures = measures_for(page)
        assert measures.measure <= page.text_width
        assert measures.glance_number + measures.glance_words <= page.text_width
    ledger = measures_for(A4)
    assert ledger.ledger_number + ledger.ledger_promise + ledger.ledger_done == A4.text_width
    assert ledger.ledger_said + ledger.ledger_done == A4.text_width
    assert pytest.approx(72) == 25.4 * MM


def test_a_design_answers_by_name() -> None:
    """Roles, tokens, the family; a rating's own colour by token, by value, or ``success``."""
    shown = design("a5", "london")
    assert shown.style("body") == styles_for(A5)["body"]
    assert [shown.colour(token) for token in ("primary", "on-primary")] == ["#005EB8", "#FFFFFF"]
    assert shown.own_colour("#7A3E9D") == "#7A3E9D"
    assert shown.own_colour("tint-strong") == "#CFE0F1"
    assert shown.own_colour("success") == "#003087"
    assert all(isinstance(face, Face) for face in shown.faces)
    assert shown.family == "Source Sans 3"
