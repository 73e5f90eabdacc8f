"""The contents list, and what stands at the head and foot of every page."""

from annual_report.design import BEYOND, MM, Role
from annual_report.document.blocks import Contents, Heading, PageReference, Text, outline
from annual_report.renderers.pdf.bands import Band, RowBand, TextBand
from annual_report.renderers.pdf.column import Column, Composer, going_on, one_line, text
from annual_report.renderers.pdf.continued import under_a_rule
from annual_report.renderers.pdf.inline import PageNumber, words_of
from annual_report.renderers.pdf.lines import Line, set_lines
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Rectangle, Sheet
from annual_report.renderers.pdf.tags import Element, heading

# --- contents -------------------------------------------------------------------------------------------

_MOST = 20
"""With more entries than this the second level is left out."""


def contents_bands(composer: Composer, block: Contents, column: Column, parent: Element) -> list[Band]:
    """The contents list: an entry a part, linked, with its page."""
    setting = composer.setting
    part = Element("Sect", parent)
    title = text(setting, (Text(block.title),), "heading-1", column, Element(heading(1), part), balanced=True)
    title.ids, title.bookmark = (block.id,), (1, block.title, block.id)
    title.opens = title.keeps = True
    title.before = setting.style("heading-1").before * MM
    entries = [entry for entry in outline(setting.document) if entry.level <= 2 and entry.id != block.id]
    if len(entries) > _MOST:
        entries = [entry for entry in entries if entry.level == 1]
    bands: list[Band] = [title]
    listed = Element("TOC", part)
    nested: Element | None = None
    for entry in entries:
        if entry.level == 1:
            nested = None
        elif nested is None:
            nested = Element("TOC", listed)
        bands.append(_entry(setting, entry, column, nested or listed))
    if entries:
        under_a_rule(setting, bands[1:], column.width, "primary")
        bands[1].before = setting.style("heading-1").after * MM
    bands[-1].after, bands[-1].front = 6 * MM, True
    return bands


def _entry(setting: Setting, entry: Heading, column: Column, parent: Element) -> Band:
    """One line of the contents: words left, page right, a hairline below."""
    measures, design = setting.measures, setting.design
    role: Role = "contents-1" if entry.level == 1 else "contents-2"
    style = setting.style(role)
    indent = 0.0 if entry.level == 1 else 6 * MM
    link = Element("Link", Element("Reference", Element("TOCI", parent)), late=True, target=f"#{entry.id}")
    room = 14 * MM if not setting.large else 20 * MM
    words = going_on(text(setting, (Text(entry.words),), role, Column(column.width - indent - room), link))
    words.x = indent
    number = _page(setting, entry.id, role, link, column.width)
    padding = min(style.before, setting.style("contents-1").before) * MM
    words.before = words.after = 0.0
    stack: list[tuple[float, list[Band]]] = [(0.0, [words]), (0.0, [number])]
    if len(words.lines) > 1:
        number.x, stack[1] = 0.0, (0.0, [Band(words.height - number.height), number])
    row = RowBand(stack, top=padding, bottom=padding)
    row.rule = (column.width, measures.hairline, design.colour("hair"))
    row.x = column.x
    return row


def _page(setting: Setting, target: str, role: Role, link: Element, width: float) -> TextBand:
    """The page number, flush right when it is known."""
    style = setting.style(role)
    words = words_of(setting, (PageReference("", target),), role, link)
    line = set_lines(setting, words, width, style.leading)[0]
    look = setting.look(role, 600, setting.design.colour("primary"))
    line.runs = [(width, "", look, link, 0.0, PageNumber(target, flush=True))]
    return TextBand([line])


# --- head and foot --------------------------------------------------------------------------------------


def furnish(setting: Setting, sheets: list[Sheet]) -> None:
    """The brand tab, the running header, and "Page x of y", on every page that has them."""
    header = _header(setting)
    for sheet in sheets:
        if not sheet.furnished:
            continue
        if sheet.headed:
            _head(setting, sheet, header)
        _foot(setting, sheet, len(sheets))


def _header(setting: Setting) -> list[tuple[Line, float]]:
    """The running header, the same on every page: lines, and how far each begins from the left edge."""
    width = setting.text_width
    header = Element("Artifact")
    header.summary = "Header"
    metadata = setting.document.metadata
    right = one_line(setting, metadata.running_right, "furniture", header, width=width)
    taken = _length(right) if right else 0.0
    both = width - taken - 8 * MM
    left = one_line(setting, metadata.running_left, "furniture", header, width=max(both, width * 0.4))
    if left and right and _length(left) > both:
        right = None
    return [(line, x) for line, x in ((left, 0.0), (right, width - taken)) if line]


def _head(setting: Setting, sheet: Sheet, header: list[tuple[Line, float]]) -> None:
    measures, design = setting.measures, setting.design
    beyond = BEYOND * MM
    tab = Rectangle(measures.tab_width * MM, measures.tab_height * MM + beyond, design.colour("primary"))
    sheet.ground.append((sheet.left, -beyond, tab))
    for line, x in header:
        _place(sheet, line, sheet.left + x, measures.header_baseline * MM)


def _foot(setting: Setting, sheet: Sheet, pages: int) -> None:
    page, measures, width = setting.page, setting.measures, setting.text_width
    footer = Element("Artifact")
    footer.summary = "Footer"
    words = setting.wording.page_of.format(page=sheet.number, pages=pages)
    foot = one_line(setting, words, "furniture", footer, width=width)
    if foot:
        outer = page.mirrored and sheet.number % 2 == 1
        x = sheet.left + (width - _length(foot) if outer else 0.0)
        _place(sheet, foot, x, (page.height - measures.footer_baseline) * MM)


def _length(line: Line) -> float:
    return max((x + wide for x, _, _, _, wide, _ in line.runs), default=0.0)


def _place(sheet: Sheet, line: Line, x: float, baseline: float) -> None:
    sheet.add(x, baseline - line.baseline, [line])
