"""The table styles: rules, grounds and distances of every kind of table, so that no cell carries its own.

The ledger's tinted column is the style's *last column*, its row headers the *first column*: Word offers
both as boxes to tick, and reads them out.
"""

from annual_report.design import Design
from annual_report.renderers.word.looks import style_id
from annual_report.renderers.word.ooxml import eighths, quote, twips
from annual_report.renderers.word.theme import rule, shade

LOOK = (
    '<w:tblLook w:val="{value}" w:firstRow="1" w:lastRow="0" w:firstColumn="{first}" w:lastColumn="{last}"'
    ' w:noHBand="1" w:noVBand="1"/>'
)


def table_look(*, row_heads: bool, last_column: bool) -> str:
    """``w:tblLook``: which parts of the style a table uses (its first row always)."""
    value = 0x0600 | 0x0020 | (0x0080 if row_heads else 0) | (0x0100 if last_column else 0)
    return LOOK.format(value=f"{value:04X}", first=int(row_heads), last=int(last_column))


def table_styles(design: Design) -> list[str]:
    """Every table style, after the plain one that all are based on."""
    m = design.measures
    strong, hair = eighths(m.strong_rule), eighths(m.hairline)
    heavy = rule(design, "bottom", strong, "primary-dark")
    inner = rule(design, "insideH", hair, "hair")
    foot, open_foot = (rule(design, "bottom", hair, token) for token in ("primary-dark", "hair"))
    tint = shade(design, "tint")
    gap, side, row, head = m.ledger_promise_gap, m.ledger_padding, m.ledger_row, m.ledger_head
    ledger = [
        _condition("firstRow", _borders(heavy) + _margins(head, 0, gap)),
        _condition("lastCol", tint + _margins(row, side, side)),
        _condition("firstCol", _margins(row, 0, 0)),
        _condition("neCell", _borders(heavy) + tint + _margins(head, side, side)),
        _condition("nwCell", _borders(heavy) + _margins(head, 0, 0)),
    ]
    threads = [
        _condition("firstRow", _borders(heavy) + _margins(2.2, 0, 0.5)),
        _condition("lastCol", tint + _margins(2.6, 1.2, 0)),
        _condition("neCell", _borders(heavy) + tint + _margins(2.2, 1.2, 0)),
    ]
    plain = [_condition("firstRow", _borders(heavy) + _margins(2.2, 0, 3))]
    return [
        _NORMAL,
        _table("Ledger", foot + inner, _margins(row, 0, gap), ledger),
        _table("Said and Done", foot + inner, _margins(row, 0, gap),
               [part for part in ledger if "firstCol" not in part and "nwCell" not in part]),
        _table("Report Table", open_foot + inner, _margins(2.6, 0, 3), plain),
        _table("Threads", foot + inner, _margins(2.6, 0, 0.5), threads),
        _table("Card Panel", "", _margins(0.6, side, side, below=m.callout_row),
               [_condition("firstRow", _margins(m.callout_row, side, side, below=0.6))], ground=tint),
        _table("Columns", "", _margins(0, 0, m.gutter, below=3), []),
        _table("Beside", "", _margins(0, 0, 0), [_condition("lastCol", _margins(0, m.code_gap, 0))]),
        _table("People", "", _margins(0, 0, m.card_gap), []),
    ]  # fmt: skip


_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _table(name: str, rules: str, margins: str, conditions: list[str], *, ground: str = "") -> str:
    """A table style: its rules, the space round the words of a cell, what holds for some of its cells."""
    borders = f"<w:tblBorders>{rules}</w:tblBorders>" if rules else ""
    whole = f"<w:tcPr>{ground}</w:tcPr>" if ground else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{quote(name)}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="50"/>'
        f"<w:qFormat/><w:tblPr>{borders}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{whole}{''.join(conditions)}"
        "</w:style>"
    )


def _condition(kind: str, cell: str) -> str:
    cell = cell.replace("<w:top ", "<w:tcMar><w:top ", 1) + "</w:tcMar>"
    return f'<w:tblStylePr w:type="{kind}"><w:tcPr>{cell}</w:tcPr></w:tblStylePr>'


def _borders(bottom: str) -> str:
    return f"<w:tcBorders>{bottom}</w:tcBorders>"


def _margins(row: float, left: float, right: float, *, below: float | None = None) -> str:
    """Space round the words of a cell, in millimetres; above and below it is ``row`` unless said."""
    sides = {"top": row, "left": left, "bottom": row if below is None else below, "right": right}
    return "".join(f'<w:{side} w:w="{twips(mm)}" w:type="dxa"/>' for side, mm in sides.items())
