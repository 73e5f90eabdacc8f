"""The year at a glance: key figures, a line a priority, outcomes counted."""

from collections.abc import Sequence

from annual_report.design import MM, Role
from annual_report.document.blocks import (
    GlanceLine,
    GlanceLines,
    Inlines,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Tally,
    TallyRow,
    Text,
    plain,
)
from annual_report.renderers.pdf.bands import Band, RowBand, TextBand, tie
from annual_report.renderers.pdf.column import Column, Composer, going_on, one_line, paragraph, text
from annual_report.renderers.pdf.continued import under_a_rule
from annual_report.renderers.pdf.lines import Line
from annual_report.renderers.pdf.setting import Look, Setting, resized
from annual_report.renderers.pdf.sheet import Rectangle
from annual_report.renderers.pdf.tags import Element

_CLEAR = 4 * MM
"""Between a figure and the one beside it, besides the gutter."""
_LONG = 5
"""A value of more characters than this is set smaller."""


# --- key figures ----------------------------------------------------------------------------------------


def key_figures(composer: Composer, block: KeyFigures, column: Column, parent: Element) -> list[Band]:
    """Numbers that stand out, side by side; one under the other in large print."""
    setting = composer.setting
    gutter = setting.measures.gutter * MM
    many = 1 if setting.large else max(len(block.figures), 1)
    width = (column.width - (many - 1) * gutter) / many
    group = Element("Div", parent)
    columns: list[tuple[float, list[Band]]] = []
    for place, figure in enumerate(block.figures):
        start = place - place % many
        role = _largest(block.figures[start : start + many])
        with setting.at(figure.origin):
            columns.append(((place % many) * (width + gutter), _figure(setting, figure, width, group, role)))
    bands: list[Band] = []
    for start in range(0, len(columns), many):
        row = RowBand(columns[start : start + many])
        row.before = row.after = 8 * MM if start else 6 * MM
        bands.append(row)
    if bands:
        bands[-1].after = 12 * MM
    for band in bands:
        band.x = column.x
    return bands


def _role(words: Inlines) -> Role:
    return "key-figure-long" if len(plain(words)) > _LONG else "key-figure"


def _largest(figures: Sequence[KeyFigure]) -> Role:
    """The type of the largest of some figures."""
    return (
        "key-figure" if any(_role(figure.value) == "key-figure" for figure in figures) else "key-figure-long"
    )


def _figure(setting: Setting, figure: KeyFigure, width: float, parent: Element, largest: Role) -> list[Band]:
    """A rule, the value with smaller words beside it, and what it counts: one paragraph when read."""
    owner = Element("P", parent)
    value = _value(setting, figure.value, width - _CLEAR, owner, largest)
    if figure.beside:
        _beside(setting, value, figure.beside, width - _CLEAR, owner)
    thick = setting.measures.figure_rule
    above = Band(thick + setting.style("key-figure").before * MM)
    above.marks.append((0.0, 0.0, Rectangle(width, thick, setting.design.colour("primary"))))
    value.before, value.after = 0.0, setting.style("key-figure").after * MM
    label = text(setting, figure.label, "key-figure-label", Column(width - _CLEAR), owner, balanced=True)
    return [above, value, label]


def _value(setting: Setting, words: Inlines, width: float, owner: Element, largest: Role) -> TextBand:
    """The figure itself: smaller where it is long, smaller still where it would not go on one line."""
    role = _role(words)
    value = going_on(text(setting, words, role, Column(width), owner))
    if len(value.lines) < 2:
        return _on_one_level(setting, value, largest)
    one = going_on(text(setting, words, role, Column(10 * width), owner))
    single = len(one.lines) == 1 and len(one.lines[0].runs) == 1
    scale = width / one.lines[0].runs[0][4] if single else 0.0
    if scale * setting.style(role).size < setting.style("key-figure-beside").size:
        return _tightened(going_on(text(setting, words, "key-figure-beside", Column(width), owner)))
    for line in one.lines:
        line.runs = [
            (x * scale, said, resized(look, scale), whose, wide * scale, late)
            for x, said, look, whose, wide, late in line.runs
        ]
    return _on_one_level(setting, one, largest)


def _tightened(value: TextBand) -> TextBand:
    """Several lines at the distance of their own size, not of the large figures'."""
    for line in value.lines:
        size = line.runs[0][2].size
        line.baseline += size * 0.6 - line.height / 2
        line.height = size * 1.2
    value.height = sum(line.height for line in value.lines)
    return value


def _on_one_level(setting: Setting, value: TextBand, largest: Role) -> TextBand:
    """The baseline that the ``largest`` figures of a row have, so that all in it share it."""
    size = setting.style(largest).size
    height = setting.style("key-figure").leading * size / setting.style("key-figure").size
    for line in value.lines[:1]:
        line.baseline, line.height = height / 2 + setting.faces.cuts[0].middle * size, height
    value.height = sum(line.height for line in value.lines)
    return value


def _beside(setting: Setting, value: TextBand, words: Inlines, width: float, owner: Element) -> None:
    """Put smaller words on the value's last line, if there is room, else on a line of their own."""
    lines = going_on(text(setting, words, "key-figure-beside", Column(width), owner)).lines
    if not value.lines or not lines:
        return
    last = value.lines[-1]
    end = max(x + wide for x, _, _, _, wide, _ in last.runs)
    size = setting.look("key-figure").size
    x = end + size * 0.2
    if len(lines) == 1 and x + lines[0].runs[-1][0] + lines[0].runs[-1][4] <= width:
        last.runs += [
            (x + left, said, look, whose, wide, late) for left, said, look, whose, wide, late in lines[0].runs
        ]
        return
    value.lines += _tightened(TextBand(lines)).lines
    value.height += sum(line.height for line in lines)


# --- a line a priority ----------------------------------------------------------------------------------


def glance_lines(composer: Composer, block: GlanceLines, column: Column, parent: Element) -> list[Band]:
    """One line a priority: number, first words, how it stands."""
    setting = composer.setting
    measures, design = setting.measures, setting.design
    listed = Element("L", parent)
    listed.numbering = "Decimal"
    bands: list[Band] = []
    for line in block.lines:
        row = _glance_line(setting, line, column, Element("LI", listed))
        row.rule = (column.width, measures.hairline, design.colour("hair"))
        row.x = column.x
        bands.append(row)
    if bands:
        under_a_rule(setting, bands, column.width)
        bands[0].before, bands[-1].after = 3 * MM, 12 * MM
    return bands


def _glance_line(setting: Setting, line: GlanceLine, column: Column, item: Element) -> RowBand:
    measures = setting.measures
    start = measures.glance_number * MM
    width = min(measures.glance_words * MM, column.width - start)
    stacked = setting.page.stacked
    number = going_on(
        text(setting, (Text(line.number),), "glance-number", Column(start), Element("Lbl", item))
    )
    body = Element("LBody", item)
    owner = Element("P", body)
    if stacked:
        words = text(setting, line.words, "glance-words", Column(width), owner).lines
    else:
        only = one_line(setting, plain(line.words), "glance-words", owner, width=width - 1 * MM)
        words = [only] if only else []
    standing, left = _standing(
        setting, line, Element("P", body), column.width - start - (0 if stacked else width)
    )
    padding = setting.style("glance-words").before * MM
    first: list[Band] = [TextBand(words)]
    columns: list[tuple[float, list[Band]]] = [(0.0, [_level(number, words)]), (start, first)]
    if stacked:
        standing.x += left
        first.append(standing)
    else:
        columns.append((start + width + left, [standing]))
    return RowBand(columns, top=padding, bottom=padding)


def _level(number: TextBand, words: list[Line]) -> TextBand:
    """The number on the baseline of the words beside it."""
    for line in number.lines[:1]:
        if words:
            line.baseline, line.height = words[0].baseline, words[0].height
    return TextBand(number.lines)


def _standing(setting: Setting, line: GlanceLine, owner: Element, width: float) -> tuple[TextBand, float]:
    """How a priority stands, with a square before it where something is recorded."""
    indent = 6.0 * MM if line.marked else 0.0
    band = text(setting, line.standing, "glance-words", Column(width - indent), owner)
    band.before = band.after = 0.0
    if line.marked and band.lines:
        side = 2.4 * MM
        style = setting.style("glance-words")
        top = band.lines[0].baseline - 0.29 * style.size - side / 2
        band.marks.append((-indent + 0.5 * MM, top, Rectangle(side, side, setting.design.colour("primary"))))
    return band, indent


# --- outcomes counted -----------------------------------------------------------------------------------


def tally_bands(composer: Composer, block: Tally, column: Column, parent: Element) -> list[Band]:
    """A row an outcome: its pill, a square for each priority, how many. Its head is read and not drawn."""
    if not block.rows:
        return []
    setting = composer.setting
    measures, design = setting.measures, setting.design
    table = Element("Table", parent)
    table.summary = block.caption
    edges = [0.0, measures.tally_pill * MM, (measures.tally_pill + measures.tally_units) * MM]
    head = Element("TR", Element("THead", table))
    bands: list[Band] = [_unseen_head(setting, block, head, edges, column)]
    body = Element("TBody", table)
    for row in block.rows:
        band = _tally_row(setting, row, Element("TR", body), edges, column)
        band.rule = (column.width, measures.hairline, design.colour("hair"))
        bands.append(band)
    rule = Rectangle(column.width, measures.strong_rule, design.colour("primary-dark"))
    bands[0].marks.append((0.0, -measures.strong_rule / 2, rule))
    for made in bands:
        made.x = column.x
    bands[0].before, bands[-1].after = 3 * MM, 10 * MM
    return tie(bands[:2]) + bands[2:]


def _unseen_head(setting: Setting, block: Tally, row: Element, edges: list[float], column: Column) -> Band:
    band = Band()
    for x, words in zip(edges, block.heads, strict=True):
        cell = Element("TH", row)
        cell.scope = "Column"
        at = 0.0 if setting.page.stacked else x
        line = one_line(setting, words, "table-head", cell, width=column.width - at)
        if line:
            line.runs = [
                (
                    left,
                    shown,
                    Look(look.face, look.size, look.colour, look.tracking, 0, seen=False),
                    owner,
                    wide,
                    late,
                )
                for left, shown, look, owner, wide, late in line.runs
            ]
            band.marks.append((at, 0.0, [line]))
    return band


def _tally_row(
    setting: Setting, row: TallyRow, element: Element, edges: list[float], column: Column
) -> RowBand:
    outcome = Element("TH", element)
    outcome.scope = "Row"
    numbers, count = Element("TD", element), Element("TD", element)
    inner = Column(column.width if setting.page.stacked else edges[1])
    pill = paragraph(setting, Paragraph((row.pill,)), inner, outcome)
    pill.keeps = False
    pill.after = 0.0
    width = column.width if setting.page.stacked else edges[2] - edges[1]
    units = _units(setting, row.numbers, width, numbers)
    rest = column.width if setting.page.stacked else column.width - edges[2]
    said = text(setting, row.count, "key-figure-label", Column(rest), count)
    stacks: list[Band] = [pill, units, said]
    if setting.page.stacked:
        units.before = said.before = 3 * MM
        return RowBand([(0.0, [band for band in stacks if band.height])], top=3 * MM, bottom=3 * MM)
    tallest = max(*(band.height for band in stacks), setting.measures.tally_unit * MM)
    columns: list[tuple[float, list[Band]]] = [
        (x, [Band((tallest - band.height) / 2), band]) for x, band in zip(edges, stacks, strict=True)
    ]
    band = RowBand(columns, top=2 * MM, bottom=2 * MM)
    band.height = tallest + 4 * MM  # numbers in words, or none, are no lower than squares
    return band


def _units(setting: Setting, numbers: tuple[str, ...], width: float, owner: Element) -> Band:
    """Numbered squares in a row; plain numbers where there are more than fit."""
    side, between = setting.measures.tally_unit * MM, 1.2 * MM
    if not numbers:
        return Band()
    if len(numbers) * (side + between) - between > width:
        return text(setting, (Text(", ".join(numbers)),), "key-figure-label", Column(width - 4 * MM), owner)
    band = Band(side)
    for place, number in enumerate(numbers):
        x = place * (side + between)
        line = one_line(setting, number, "tally-number", owner)
        band.marks.append((x, 0.0, Rectangle(side, side, setting.design.colour("primary"))))
        if line is None:
            continue
        left, shown, look, whose, wide, _ = line.runs[0]
        capital = setting.faces.cuts[look.face].capital * look.size
        line.runs = [(left, shown + " ", look, whose, wide, None)]
        band.marks.append((x + (side - wide) / 2, (side + capital) / 2 - line.baseline, [line]))
    return band
