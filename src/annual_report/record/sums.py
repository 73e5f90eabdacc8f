"""Printed totals beside the sums of their lines. The record prints a total as published, even if wrong."""

from decimal import Decimal

from msgspec import Struct

from annual_report.record.model import Amount, Finance, FinanceLine


class Disagreement(Struct, frozen=True):
    """A printed total that its lines do not add up to: the amount, its line, and our sum."""

    printed: Amount
    total: FinanceLine
    ours: Decimal


def disagreements(finance: Finance) -> list[Disagreement]:
    """Each printed total that its lines do not add up to, in the order of the record.

    A total is held against the lines of its own kind. Where one of them has no number, nothing is said.
    """
    found = []
    for total in finance.totals or ():
        lines = [line for line in finance.lines or () if line.kind == total.kind]
        for printed, parts in (
            (total.budget, [line.budget for line in lines]),
            (total.actual, [line.actual for line in lines]),
        ):
            ours = _sum(parts)
            if printed is None or printed.number is None or ours is None:
                continue
            if ours != printed.number:
                found.append(Disagreement(printed, total, ours))
    return found


def _sum(parts: list[Amount | None]) -> Decimal | None:
    """The sum of the amounts; ``None`` where there are none, or one is missing or no number."""
    numbers = [part.number for part in parts if part is not None and part.number is not None]
    return sum(numbers, Decimal(0)) if parts and len(numbers) == len(parts) else None


def as_printed(number: Decimal, *, signed: bool = False) -> str:
    """A sum as a table prints it: thousands apart, a real minus sign, a plus only where asked for."""
    text = f"{abs(number):,f}"
    if number < 0:
        return "\u2212" + text
    return "+" + text if signed and number > 0 else text
