"""The money of a year as a table: lines and printed totals, differences, and where totals disagree."""

from msgspec import Struct

from annual_report.fields import Fields
from annual_report.record.model import Finance, FinanceLine
from annual_report.record.sums import as_printed, disagreements
from annual_report.translations import gettext_noop as _


class MoneyRow(Struct, frozen=True):
    """A line or a printed total, with actual minus budget where both are numbers."""

    line: FinanceLine
    difference: str
    total: bool


class MoneyGroup(Struct, frozen=True):
    """Income, expenditure, or lines of no kind."""

    heading: str
    rows: tuple[MoneyRow, ...]


class Money(Struct, frozen=True):
    """The table, and a sentence for each printed total that its lines do not add up to."""

    groups: tuple[MoneyGroup, ...]
    disagreements: tuple[str, ...]


_KINDS = (("income", _("Income")), ("expenditure", _("Expenditure")), (None, _("Other lines")))


def money(finance: Finance, fields: Fields) -> Money:
    """The money of one year."""
    lines, totals = finance.lines or (), finance.totals or ()
    groups = []
    for kind, heading in _KINDS:
        rows = [MoneyRow(line, difference(line), total=False) for line in lines if line.kind == kind]
        rows += [MoneyRow(line, difference(line), total=True) for line in totals if line.kind == kind]
        if rows:
            groups.append(MoneyGroup(fields.translations.gettext(heading), tuple(rows)))
    return Money(tuple(groups), tuple(_disagreements(finance, fields)))


def difference(line: FinanceLine) -> str:
    """Actual minus budget, "" where one of them is no number."""
    if line.actual is None or line.budget is None:
        return ""
    if line.actual.number is None or line.budget.number is None:
        return ""
    return as_printed(line.actual.number - line.budget.number, signed=True)


def _disagreements(finance: Finance, fields: Fields) -> list[str]:
    wording = fields.translations.gettext(
        "“%(name)s” is given as printed, %(printed)s. The lines above it add up to %(sum)s."
    )
    return [
        wording
        % {
            "name": fields.text(found.total.name),
            "printed": found.printed.source,
            "sum": as_printed(found.ours),
        }
        for found in disagreements(finance)
    ]
