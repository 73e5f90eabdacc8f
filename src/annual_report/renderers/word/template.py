"""The house template: what a communications officer restyles in Word, and what can go wrong with it."""

import re
from xml.etree import ElementTree as ET

from annual_report.design import Design
from annual_report.document.blocks import Document, Metadata
from annual_report.problems import Place, Problem, in_order
from annual_report.renderers.word.assembly import whole_file
from annual_report.renderers.word.codes import SEVERITIES
from annual_report.renderers.word.flow import write
from annual_report.renderers.word.grid import Grid, GridCell, GridRow, grid
from annual_report.renderers.word.ooxml import NAMESPACES, paragraph, run
from annual_report.renderers.word.package import pack
from annual_report.renderers.word.pour import Pour
from annual_report.renderers.word.poured import FORUM_WORD, REPORT_WORD, lacking_style
from annual_report.renderers.word.styles import styles_part
from annual_report.renderers.word.survey import survey
from annual_report.renderers.word.template_file import BODY_MARK, BODY_TAG, Template, read_template

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = frozenset(
    {"Normal", "header", "footer", "Header Wide", "Footer Wide", "Section End", "Between Tables", "Band Room"}
)
"""Styles that have no words of their own to show, or show them on every page anyway."""
_BY_HAND = frozenset(
    {
        *("b", "i", "u", "caps", "smallCaps", "color", "sz", "rFonts", "spacing", "shd", "highlight", "bdr"),
        *("jc", "ind", "pBdr", "keepNext", "keepLines", "pageBreakBefore"),
    }
)
"""Properties that change how a specimen looks; others, such as a language, Word writes by itself."""


def house_template(design: Design, language: str = "en-GB") -> bytes:
    """A template in a brand's look, with a specimen of every style in the place of the report.

    The place is a content control tagged ``report-body`` (and a bookmark in it). What an officer writes
    before and after it stays in every report, as do the headers, in which ``{forum}`` and ``{report}`` stand
    for the two names.
    """
    data = Metadata(
        f"{design.brand}: house template", "", "", language, "2024-01-01", FORUM_WORD, REPORT_WORD
    )
    document = Document(data, ())
    pour = Pour(design, survey(document), document.wording, None, write)
    specimens = _specimens(design, pour)
    # The bookmark spans the whole place as well, because LibreOffice forgets the control.
    specimens[0] = specimens[0].replace(
        "</w:pPr>", f'</w:pPr><w:bookmarkStart w:id="1" w:name="{BODY_MARK}"/>', 1
    )
    specimens.append(paragraph(pour.style("Body Text"), run(_END) + '<w:bookmarkEnd w:id="1"/>'))
    place = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{_TITLE}"/><w:tag w:val="{BODY_TAG}"/><w:id w:val="2"/></w:sdtPr>'
        f"<w:sdtContent>{''.join(specimens)}</w:sdtContent></w:sdt>"
    )
    return pack(whole_file(document, design, pour, [place], embed_fonts=True))


_TITLE = "The report goes here; change the styles of these specimens"
_END = "End of the specimens"


def _style_names(design: Design) -> dict[str, list[str]]:
    """The names of all styles of the house, by kind."""
    sheet = styles_part(design, survey(Document(_NOBODY, ()))).data.decode()
    found: dict[str, list[str]] = {"paragraph": [], "character": [], "table": [], "numbering": []}
    for kind, name in re.findall(r'<w:style w:type="(\w+)".*?<w:name w:val="([^"]*)"', sheet):
        found[kind].append(name)
    return found


_NOBODY = Metadata("", "", "", "en-GB", "2024-01-01", "", "")


def _specimens(design: Design, pour: Pour) -> list[str]:
    names = _style_names(design)
    pour.count_from(10)
    pieces = [
        paragraph(pour.style(name), run(name[:1].upper() + name[1:]))
        for name in names["paragraph"]
        if name not in _UNSEEN
    ]
    for name in names["character"]:
        if name != "Default Paragraph Font":
            mark = f'<w:rStyle w:val="{pour.style(name)}"/>'
            pieces.append(paragraph(pour.style("Body Text"), run(name[:1].upper() + name[1:], mark)))
    for name in names["table"]:
        if name != "Normal Table":
            pieces += [paragraph(pour.style("Table Caption"), run(name)), _specimen_table(name, design, pour)]
    return pieces


def _specimen_table(name: str, design: Design, pour: Pour) -> str:
    def row(style: str, words: str, *, header: bool = False) -> GridRow:
        cells = [GridCell([paragraph(pour.style(style), run(f"{words} {n}"))]) for n in range(1, 4)]
        return GridRow(cells, header=header)

    third = design.page.text_width / 3
    rows = [row("Table Head", "Head", header=True), row("Table Text", "First"), row("Table Text", "Second")]
    made = Grid(name, [third] * 3, rows, name, f"Specimen of {name}", row_heads=True, last_column=True)
    return grid(made, pour)


def check_template(data: bytes, design: Design, place: Place) -> list[Problem]:
    """What is wrong with a template: why it can't be used, or the styles it lacks and specimens by hand.

    ``place`` is the file that the problems name.
    """
    template = read_template(data, place)
    if isinstance(template, Problem):
        return [template]
    names = _style_names(design)
    problems = [
        lacking_style(name, place)
        for kind in ("paragraph", "character", "table")
        for name in names[kind]
        if name.lower() not in template.styles
    ]
    return in_order(problems + _formatted_by_hand(template, place))


def _formatted_by_hand(template: Template, place: Place) -> list[Problem]:
    """A problem for each specimen whose words were formatted instead of its style."""
    root = re.search(r"<w:document\b[^>]*>", template.before)
    opened = root[0] if root else f"<w:document {NAMESPACES}>"
    body = ET.fromstring(f"{opened}{template.specimens}</w:document>")  # noqa: S314 - no entities, see above
    found = []
    in_tables = {block for table in body.iter(f"{_W}tbl") for block in table.iter(f"{_W}p")}
    for block in body.iter(f"{_W}p"):
        if block in in_tables:  # there LibreOffice repeats by hand what the table's style says
            continue
        words = "".join(text.text or "" for text in block.iter(f"{_W}t"))
        own = [e for kind in ("pPr", "rPr") for properties in block.iter(_W + kind) for e in properties]
        by_hand = sorted({e.tag[len(_W) :] for e in own} & _BY_HAND)
        if by_hand and words:
            message = f'the specimen "{words}" is formatted by hand ({", ".join(by_hand)})'
            hint = "change the style instead: right-click it in the Styles pane, then Modify"
            found.append(Problem("AR527", SEVERITIES["AR527"], place, message, hint))
    return found
