"""Blocks that stand apart: callouts, quotations, pictures, people, terms, footnotes."""

from annual_report.design import MM
from annual_report.document.blocks import (
    Beside,
    Callout,
    Card,
    Cards,
    Definition,
    Definitions,
    Figure,
    Inlines,
    Note,
    Notes,
    Paragraph,
    Picture,
    Pill,
    Quotation,
    Text,
)
from annual_report.renderers.pdf.bands import Band, Panel, RowBand, TextBand
from annual_report.renderers.pdf.column import Column, Composer, going_on, text
from annual_report.renderers.pdf.continued import continued, under_a_rule
from annual_report.renderers.pdf.pictures import PictureStore
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Drawing, Image, Rectangle
from annual_report.renderers.pdf.tags import Element


def callout_bands(composer: Composer, block: Callout, column: Column, parent: Element) -> list[Band]:
    """A boxed word to the reader: tinted, with a bar at its left."""
    setting = composer.setting
    measures, design = setting.measures, setting.design
    part = Element("Sect", parent)
    padding, row = measures.callout_padding * MM, measures.callout_row * MM
    left = measures.callout_bar * MM + padding
    inner = Column(column.width - left - padding, "callout", level=column.level)
    with setting.at(block.origin):
        bands: list[Band] = []
        if block.title:
            bands.append(text(setting, block.title, "callout-title", inner, Element("P", part)))
        bands += composer.blocks(block.blocks, inner, part)
    panel = Panel(
        bands,
        column.width,
        ground=design.colour("tint"),
        bar=(measures.callout_bar * MM, design.colour("primary")),
        padding=(row, row + 0.2 * MM, left),
    )
    panel.x = column.x
    panel.before = panel.after = 8 * MM
    return [panel]


def quotation_bands(composer: Composer, block: Quotation, column: Column, parent: Element) -> list[Band]:
    """Somebody's words beside a rule, and who said them."""
    setting = composer.setting
    measures, design = setting.measures, setting.design
    quote = Element("BlockQuote", parent)
    indent = measures.quotation_indent * MM
    width = min(column.width, measures.measure * MM) - indent
    inner = Column(width, "quotation", level=column.level)
    with setting.at(block.origin):
        bands = composer.blocks(block.blocks, inner, quote)
        if block.attribution:
            said = text(setting, block.attribution, "attribution", Column(width), Element("P", quote))
            said.tied = True
            bands.append(said)
    for band in bands:
        band.before = 0.0
    panel = Panel(
        bands,
        column.width,
        bar=(measures.quotation_rule * MM, design.colour("accent")),
        padding=(0.0, 0.0, indent),
    )
    panel.x = column.x
    panel.before = panel.after = 10 * MM
    return [panel]


# --- pictures -------------------------------------------------------------------------------------------

_SHARP = 96
"""Pixels to an inch below which a picture is not enlarged."""


def figure_bands(
    composer: Composer, block: Figure, column: Column, parent: Element, pictures: PictureStore
) -> list[Band]:
    """A picture as wide as its place allows, what it shows in words, and its caption."""
    setting = composer.setting
    element = None if block.decorative else Element("Figure", parent, alt=block.alt or block.picture.name)
    width, height = _size(composer, block, column)
    with setting.at(block.origin):
        band = Band(height, before=7 * MM, after=7 * MM)
        if block.picture.media_type == "image/svg+xml":
            code = _drawing(setting, block.picture, width, height)
            if code is not None:
                band.marks.append((0.0, 0.0, Drawing(code, width, height, element)))
        else:
            key = pictures.take(setting, block.picture)
            if key is not None:
                band.marks.append((0.0, 0.0, Image(key, width, height, element)))
        bands: list[Band] = [band]
        for words in _below(block):
            under = text(setting, words, "caption", column, Element("P", parent))
            under.tied = True
            bands.append(under)
    band.x = column.x
    if block.role != "figure":
        band.before = 0.0
    band.after = 2 * MM if len(bands) > 1 else 3 * MM
    bands[-1].after = max(bands[-1].after, (7 if block.role == "figure" else 3) * MM)
    return bands


def _drawing(setting: Setting, picture: Picture, width: float, height: float) -> str | None:
    """Operators that draw an SVG picture; None, and a problem, where it holds what can't be drawn
    faithfully.
    """
    from annual_report.renderers.pdf.svg import operators
    from annual_report.renderers.pdf.svg_path import UndrawableError

    try:
        return operators(picture.data, width, height)
    except UndrawableError as trouble:
        hint = "draw it with plain shapes in plain colours, or save it as PNG"
        setting.report("AR503", f"the drawing {picture.name} can't be drawn: {trouble}", hint)
        return None


def _below(block: Figure) -> list[Inlines]:
    """Caption and credit, as one paragraph."""
    if block.caption and block.credit:
        return [(*block.caption, Text(" "), *block.credit)]
    return [words for words in (block.caption, block.credit) if words]


def _size(composer: Composer, block: Figure, column: Column) -> tuple[float, float]:
    """Width and height in points: as wide as the column, never blown up, never higher than half a page."""
    picture = block.picture
    natural = max(picture.width, 1) * 72 / _SHARP
    widest, highest = column.width, composer.setting.text_height * 0.55
    if block.role == "portrait":
        widest, highest = min(widest, 32 * MM), 40 * MM
    elif block.role == "logo":
        widest, highest = min(widest, 60 * MM), 24 * MM
    if block.role == "code":
        return widest, widest * picture.height / max(picture.width, 1)
    width = min(widest, natural if picture.media_type != "image/svg+xml" else widest)
    height = width * max(picture.height, 1) / max(picture.width, 1)
    if height > highest:
        width, height = width * highest / height, highest
    return width, height


def beside_bands(
    composer: Composer, block: Beside, column: Column, parent: Element, pictures: PictureStore
) -> list[Band]:
    """Words, and a picture at their right that is read after them."""
    measures = composer.setting.measures
    side, apart = min(measures.code * MM, column.width / 2), measures.code_gap * MM
    words = composer.blocks(
        block.blocks, Column(column.width - side - apart, column.kind, level=column.level), parent
    )
    shown = figure_bands(composer, block.figure, Column(side, "cell"), parent, pictures)
    shown[0].before = 0.0
    row = RowBand([(0.0, words), (column.width - side, shown)])
    row.x = column.x
    row.before = row.after = 3 * MM
    return [row]


# --- people ---------------------------------------------------------------------------------------------


def card_bands(composer: Composer, block: Cards, column: Column, parent: Element) -> list[Band]:
    """People in two columns, read one after the other; one under the other in large print."""
    setting = composer.setting
    many = 1 if setting.large else 2
    between = setting.measures.card_gap * MM
    width = (column.width - (many - 1) * between) / many
    group = Element("Div", parent)
    stacks = [_card(composer, card, width, column.level, group) for card in block.cards]
    bands: list[Band] = []
    for start in range(0, len(stacks), many):
        pair = stacks[start : start + many]
        row = RowBand([(place * (width + between), stack) for place, stack in enumerate(pair)])
        row.ids = tuple(card.id for card in block.cards[start : start + many] if card.id)
        row.x = column.x
        row.before = row.after = 8 * MM if start else 0.0
        bands.append(row)
    if bands:
        bands[-1].after = 8 * MM
    return bands


def _card(composer: Composer, card: Card, width: float, level: int, parent: Element) -> list[Band]:
    setting = composer.setting
    with setting.at(card.origin):
        inner = composer.blocks(card.blocks, Column(width, "card", level=level), Element("Div", parent))
    for block, band in zip(reversed(card.blocks), reversed(inner), strict=False):
        if not isinstance(block, Paragraph) or block.role != "meta":
            break
        band.before = band.after = 1 * MM
    thick = setting.measures.figure_rule
    rule = Band(thick + setting.style("person-side").before * MM)
    rule.keeps = True
    rule.marks.append((0.0, 0.0, Rectangle(width, thick, setting.design.colour("primary"))))
    for band in inner[:1]:
        band.before = 0.0
    for band in inner[:-1]:
        band.keeps = band.keeps or not isinstance(band, TextBand)
    return [rule, *inner]


# --- terms and notes ------------------------------------------------------------------------------------


def definition_bands(composer: Composer, block: Definitions, column: Column, parent: Element) -> list[Band]:
    """Terms left, what they mean right; one under the other in large print."""
    setting = composer.setting
    measures, design = setting.measures, setting.design
    listed = Element("L", parent)
    bands: list[Band] = []
    for item in block.items:
        row = _definition(composer, item, column, Element("LI", listed))
        row.rule = (column.width, measures.hairline, design.colour("hair"))
        row.x = column.x
        row.ids = (item.id,) if item.id else ()
        bands.append(row)
    if bands:
        under_a_rule(setting, bands, column.width)
        bands[0].before, bands[-1].after = 5 * MM, 8 * MM
    return bands


def _definition(composer: Composer, item: Definition, column: Column, element: Element) -> RowBand:
    setting = composer.setting
    padding = setting.style("term").before * MM
    start = setting.measures.term_width * MM
    narrow = setting.large or column.width < start * 2
    label, body = Element("Lbl", element), Element("LBody", element)
    term = going_on(
        text(setting, item.term, "term", Column(column.width if narrow else start - 5 * MM), label)
    )
    room = column.width if narrow else column.width - start - (0 if setting.page.stacked else 6 * MM)
    meaning = composer.inside(item.blocks, Column(room, "definition", level=column.level), body)
    for band in meaning:
        if isinstance(band, TextBand):
            band.before, band.after = 0.0, 1.4 * MM
    term.before = term.after = 0.0
    columns: list[tuple[float, list[Band]]] = [(0.0, [term]), (start, meaning)]
    if narrow:
        term.keeps = True
        term.after = 2 * MM if any(isinstance(word, Pill) for word in item.term) else 0.0
        columns = [(0.0, [term, *meaning])]
    row = RowBand(columns, top=padding, bottom=padding)
    again = Column(column.width if narrow else start - 5 * MM)
    row.again = lambda: [
        continued(setting, (Paragraph(item.term),), "", again, "term"),
        *([] for _ in columns[1:]),
    ]
    return row


def note_bands(composer: Composer, block: Notes, column: Column, parent: Element) -> list[Band]:
    """Footnotes of a part, their numbers hanging."""
    bands: list[Band] = []
    for place, note in enumerate(block.notes):
        stack = _note(composer, note, column, parent)
        if stack and not place:
            stack[0].before = 3 * MM
            stack[0].tied = True
        bands += stack
    if bands:
        bands[-1].after = 4 * MM
    return bands


def _note(composer: Composer, note: Note, column: Column, parent: Element) -> list[Band]:
    setting = composer.setting
    element = Element("Note", parent)
    element.id = note.id
    indent = (5 if not setting.large else 9) * MM
    label = Element("Lbl", element)
    number = going_on(text(setting, (Text(note.number),), "note", Column(indent), label))
    look = setting.look("note", 600)
    for line in number.lines:
        line.runs = [(x, shown, look, owner, wide, late) for x, shown, _, owner, wide, late in line.runs]
    with setting.at(note.origin):
        inner = Column(column.width - indent, "note", x=column.x + indent, level=column.level)
        stack = composer.blocks(note.blocks, inner, element)
    if stack:
        first = stack[0]
        first.marks.append((column.x - first.x, 0.0, number.lines))
        first.ids = (*first.ids, note.id)
    return stack
