"""The tables of the markup: the ledger, the tally, data tables."""

from collections.abc import Callable
from typing import cast, get_args

from annual_report.document.blocks import (
    Bar,
    Block,
    Blocks,
    Cell,
    Inlines,
    Ledger,
    LedgerEntry,
    Onward,
    Origin,
    Pill,
    Row,
    Span,
    Table,
    TableRole,
    Tally,
    TallyRow,
    plain,
)
from annual_report.document.elements import Element
from annual_report.document.inlines import inlines, origin

Flow = Callable[[Element], Blocks]
_ROLES = frozenset(get_args(TableRole))
_ONWARD = frozenset(get_args(Onward))


def read_table(element: Element, flow: Flow) -> Block:
    """A ``<table>`` as the block that its class asks for; ``flow`` reads what a cell holds."""
    match element.get("class"):
        case "ledger":
            return _ledger(element, flow)
        case "tally":
            return _tally(element)
        case role:
            return _data_table(element, flow, role or "plain")


def _parts(element: Element) -> tuple[Element, Element | None, Element]:
    """The caption, the head and the body of a table."""
    caption, head, body = element.parts("caption", "thead", "tbody")
    return element.need(caption, "caption"), head, element.need(body, "tbody")


def _heads(head: Element | None, element: Element) -> tuple[str, str, str]:
    """The words above the three columns of the ledger and the tally."""
    rows = element.need(head, "thead").only("tr")
    words = [plain(inlines(cell)) for row in rows for cell in row.only("th")]
    if len(rows) != 1 or len(words) != 3:
        element.fail("this table has one row of three column heads")
    return (words[0], words[1], words[2])


def _row_cells(row: Element, what: str) -> list[Element]:
    cells = row.only("td", "th")
    return cells if len(cells) == 3 else row.fail(f"a row of {what}")


def _ledger(element: Element, flow: Flow) -> Ledger:
    caption, head, body = _parts(element)
    entries = []
    for row in body.only("tr"):
        number, promise, done = _row_cells(row, "the ledger has a number, a promise and what was done")
        entries.append(
            LedgerEntry(
                id=row.get("id"),
                number=plain(inlines(number)),
                label=row.get("data-label"),
                promise=flow(promise),
                done=flow(done),
                origin=origin(row) or _origin_of(inlines(number)),
            )
        )
    return Ledger(plain(inlines(caption)), _heads(head, element), tuple(entries))


def _origin_of(words: Inlines) -> Origin | None:
    """The field that some words show, where they are those of one field."""
    return next((part.origin for part in words if isinstance(part, Span)), None)


def _tally(element: Element) -> Tally:
    caption, head, body = _parts(element)
    rows = []
    for row in body.only("tr"):
        outcome, priorities, count = _row_cells(row, "the tally has an outcome, priorities and a count")
        pill = inlines(outcome)
        if len(pill) != 1 or not isinstance(pill[0], Pill):
            row.fail("a row of the tally begins with the outcome that it counts")
        numbers = tuple(plain(inlines(item)) for item in priorities.only("span"))
        rows.append(TallyRow(pill[0], numbers, inlines(count)))
    return Tally(plain(inlines(caption)), _heads(head, element), tuple(rows))


def _data_table(element: Element, flow: Flow, role: str) -> Table:
    if role not in _ROLES:
        element.fail(f"a table has no class {role!r}")
    caption, head, body = _parts(element)
    return Table(
        caption=plain(inlines(caption)),
        summary=element.get("data-summary"),
        head=tuple(_row(row, flow) for row in head.only("tr")) if head is not None else (),
        rows=tuple(_row(row, flow) for row in body.only("tr")),
        role=cast("TableRole", role),
        caption_shown=caption.get("class") == "shown",
    )


def _row(element: Element, flow: Flow) -> Row:
    role = element.get("class")
    cells = tuple(_cell(cell, flow) for cell in element.only("td", "th"))
    match role:
        case "":
            return Row(cells, "plain", element.get("id"))
        case "group":
            return Row(cells, "group", element.get("id"))
        case "total":
            return Row(cells, "total", element.get("id"))
        case _:
            element.fail(f"a row has no class {role!r}")


def _cell(element: Element, flow: Flow) -> Cell:
    scope, kind = element.get("scope"), element.get("class") or "text"
    if kind not in ("text", "figure", "bar"):
        element.fail(f"a cell has no class {kind!r}")
    if scope not in ("", "col", "row"):
        element.fail(f"a cell has no scope {scope!r}")
    span = element.get("colspan") or "1"
    if not span.isdecimal() or int(span) < 1:
        element.fail(f"colspan={span!r} is no number of columns")
    return Cell(
        blocks=flow(element),
        scope="column" if scope == "col" else "row" if scope == "row" else "",
        kind="figure" if kind == "figure" else "bar" if kind == "bar" else "text",
        span=int(span),
        bar=_bar(element),
        onward=_onward(element),
        joins=element.get("data-joins"),
    )


def _onward(element: Element) -> Onward:
    onward = element.get("data-onward")
    if onward not in _ONWARD:
        element.fail(f"a thread has no way onward {onward!r}")
    if bool(element.get("data-joins")) != (onward == "joins"):
        element.fail("a thread that joins another names the row of that one, and no other thread does")
    return cast("Onward", onward)


def _bar(element: Element) -> Bar | None:
    actual = element.number("data-actual")
    if actual is None:
        return None
    scale = element.number("data-scale") or 0
    return Bar(actual, element.number("data-baseline"), element.number("data-target"), scale)
