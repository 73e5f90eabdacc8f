"""Lists: bullets and numbers, the achievements of a ledger, entries between rules, notes below a table."""

from msgspec.structs import replace

from annual_report.design import MM, Role
from annual_report.document.blocks import ListBlock, ListItem, Paragraph, Text
from annual_report.renderers.pdf.bands import Band, RowBand, TextBand
from annual_report.renderers.pdf.column import Column, Composer, going_on, text
from annual_report.renderers.pdf.continued import under_a_rule
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Rectangle
from annual_report.renderers.pdf.tags import Element

_MIDDLE = 0.29
"""How far above the baseline the middle of a bullet lies, in parts of the type size."""


def list_bands(composer: Composer, block: ListBlock, column: Column, parent: Element) -> list[Band]:
    """A list in the manner of its role."""
    element = Element("L", parent)
    element.numbering = "Decimal" if block.ordered or block.role == "notes" else "Square"
    if block.role == "entries" and column.kind == "page" and not column.depth:
        return entries(composer, block, column, element, large=False)
    bands: list[Band] = []
    for place, item in enumerate(block.items):
        bands += _item(composer, block, item, place, column, element)
    if bands:
        bands[-1].after = max(bands[-1].after, composer.setting.style(column.text).after * MM)
    return bands


def _indent(composer: Composer, column: Column) -> tuple[float, float]:
    """Indent of a level and size of its mark, in points."""
    measures = composer.setting.measures
    if column.kind in ("page", "callout"):
        return measures.list_indent * MM, measures.list_mark * MM
    return measures.ledger_indent * MM, measures.ledger_mark * MM


def _item(
    composer: Composer, block: ListBlock, item: ListItem, place: int, column: Column, parent: Element
) -> list[Band]:
    setting = composer.setting
    element = Element("LI", parent)
    indent, mark = _indent(composer, column)
    role = "note" if block.role == "notes" else column.item
    number = f"{block.start + place}." if block.ordered else ""
    label: TextBand | None = None
    if number:
        label = going_on(text(setting, (Text(number),), role, column, Element("Lbl", element)))
        indent = max(indent, label.lines[0].runs[0][4] + 2 * MM)
    elif block.role == "notes":
        indent = 0.0
    body = Element("LBody", element)
    inner = replace(column.narrowed(indent, depth=1), body=role)
    with setting.at(item.origin):
        bands = composer.inside(item.blocks, inner, body)
    if not bands:
        return []
    first = bands[0]
    after = setting.style("list" if column.kind == "callout" else role).after * MM
    for band in bands:
        if isinstance(band, TextBand) and not band.keeps:
            band.after = after
    first.before = max(first.before, 0.0)
    if any(isinstance(under, ListBlock) for under in item.blocks[1:2]):
        first.keeps = True
    if label is not None:
        first.marks.append((column.x - first.x, 0.0, label.lines))
    elif block.role != "notes":
        first.marks.append(_bullet(composer, first, column, mark))
    if item.id:
        first.ids = (*first.ids, item.id)
    return bands


def _bullet(composer: Composer, band: Band, column: Column, mark: float) -> tuple[float, float, Rectangle]:
    """A square, or at deeper levels a bar, level with the middle of the first line's small letters."""
    style = composer.setting.style(column.item)
    baseline = style.leading / 2 + composer.setting.faces.cuts[0].middle * style.size
    if isinstance(band, TextBand) and band.lines:
        baseline = band.lines[0].baseline
    height = mark if not column.depth else 0.5 * MM
    top = baseline - _MIDDLE * style.size - height / 2
    square = Rectangle(mark, height, composer.setting.design.colour("primary"))
    return column.x - band.x, top, square


# --- entries between rules ------------------------------------------------------------------------------


def entries(
    composer: Composer, block: ListBlock, column: Column, element: Element, *, large: bool
) -> list[Band]:
    """Achievements one under the other: a square, the words, a hairline below; larger where a page is
    theirs.
    """
    setting = composer.setting
    measures, design = setting.measures, setting.design
    indent, right = (10.0, 9.0) if large else (measures.entry_indent, measures.entry_right)
    padding = (5.0 if large else measures.entry_padding) * MM
    mark = (3.2 if large else measures.entry_mark) * MM
    inner = Column(
        column.width - (indent + right) * MM,
        "entry",
        body="entry-large" if large else None,
        level=column.level,
    )
    bands: list[Band] = []
    for item in block.items:
        body = Element("LBody", Element("LI", element))
        with setting.at(item.origin):
            stack = composer.inside(item.blocks, inner, body)
        for band in stack:
            band.after = 1 * MM
        row = RowBand([(indent * MM, stack)], top=padding, bottom=padding)
        middle = padding + _middle(setting, stack, inner.text) - mark / 2
        row.marks.append((0.0, middle, Rectangle(mark, mark, design.colour("primary"))))
        row.rule = (column.width, measures.hairline, design.colour("hair"))
        row.x = column.x
        row.ids = (item.id,) if item.id else ()
        bands.append(row)
    if bands:
        under_a_rule(setting, bands, column.width)
        bands[0].before, bands[-1].after = 4 * MM, 8 * MM
    return bands


def _middle(setting: Setting, stack: list[Band], role: Role) -> float:
    """The middle of the small letters of an entry's first line, below its top, in points."""
    style = setting.style(role)
    first = stack[0] if stack else None
    if isinstance(first, TextBand) and first.lines and first.lines[0].runs:
        return first.lines[0].baseline - 0.25 * first.lines[0].runs[0][2].size
    return style.leading / 2 + setting.faces.cuts[0].middle * style.size - 0.25 * style.size


def only_entries(block: object) -> bool:
    """Whether a block is a list of entries, each nothing but paragraphs."""
    return (
        isinstance(block, ListBlock)
        and block.role == "entries"
        and all(isinstance(part, Paragraph) for item in block.items for part in item.blocks)
    )
