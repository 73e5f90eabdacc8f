"""Printed totals are held against the lines of their kind, and nothing is said where a figure is missing."""

from decimal import Decimal

import pytest

from annual_report.record.sums import as_printed, disagreements
from written_records import record_of


def found(finance: str) -> list[tuple[str, str, Decimal]]:
    """Return what disagrees in a finance table: the total's name, the printed figure, our sum."""
    (year,) = record_of({"harbour": {"2023/24": f"finance:\n{finance}"}}).forums[0].years
    assert year.finance
    return [(one.total.name.source, one.printed.source, one.ours) for one in disagreements(year.finance)]


LINES = """
  lines:
    - {kind: income, name: Fees, budget: "1,000.10", actual: "£900"}
    - {kind: income, name: Gifts, budget: "0.20", actual: "(100)"}
    - {kind: expenditure, name: Fair, budget: some, actual: "70"}
    - {kind: expenditure, name: Food, actual: "30"}
    - {name: Transfer, actual: "5"}
  totals:
"""


@pytest.mark.parametrize(
    ("total", "disagree"),
    [
        ('{kind: income, name: T, budget: "1000.30", actual: "800"}', []),
        (
            '{kind: income, name: T, budget: "1,000", actual: "1,000"}',
            [("T", "1,000", "1000.30"), ("T", "1,000", "800")],
        ),
        ('{kind: expenditure, name: T, budget: "9", actual: "100.00"}', []),
        ('{kind: expenditure, name: T, actual: "0"}', [("T", "0", "100")]),
        ('{name: T, budget: "9", actual: "6"}', [("T", "6", "5")]),
        ("{name: T, actual: as before}", []),
    ],
)
def test_totals_and_their_lines(total: str, disagree: list[tuple[str, str, str]]) -> None:
    """Each printed figure is compared on its own; words, and lines without a number, end the comparison."""
    assert found(f"{LINES}    - {total}\n") == [(name, text, Decimal(ours)) for name, text, ours in disagree]


@pytest.mark.parametrize(
    "finance", ["  currency: GBP", '  totals: [{name: T, actual: "5"}]', "  lines: [{name: A}]"]
)
def test_without_lines_or_totals_nothing_disagrees(finance: str) -> None:
    """A total alone is what it is."""
    assert found(finance) == []


@pytest.mark.parametrize(
    ("number", "plain", "signed"),
    [
        ("1234567.50", "1,234,567.50", "+1,234,567.50"),
        ("-1200", "\u22121,200", "\u22121,200"),
        ("0", "0", "0"),
    ],
)
def test_a_sum_is_printed_as_tables_print_it(number: str, plain: str, signed: str) -> None:
    """Thousands apart, a real minus sign, a plus sign only for a difference."""
    assert as_printed(Decimal(number)) == plain
    assert as_printed(Decimal(number), signed=True) == signed
