"""What stands apart from the running text: key figures, people, callouts, quotations."""

from msgspec.structs import replace

from annual_report.document.blocks import (
    Beside,
    Callout,
    Card,
    Cards,
    Figure,
    KeyFigure,
    KeyFigures,
    Origin,
    Paragraph,
    Quotation,
    plain,
)
from annual_report.renderers.word.grid import Grid, GridCell, GridRow, grid
from annual_report.renderers.word.inlines import inlines
from annual_report.renderers.word.keeping import opens_badly, together
from annual_report.renderers.word.lists import BOX_BULLETS, BOX_NUMBERS
from annual_report.renderers.word.ooxml import paragraph, run
from annual_report.renderers.word.paragraphs import marks_in, words
from annual_report.renderers.word.pour import Pour, Setting

_LONG_VALUE = 5
_MOST_ABREAST = 4


def key_figures(block: KeyFigures, pour: Pour, setting: Setting) -> list[str]:
    """Key figures side by side in one row, each read out with its label; one under the other where narrow."""
    inside = replace(setting, inside=True, depth=0, lists=None)
    made = [_figure(figure, pour, inside) for figure in block.figures]
    if pour.design.page.stacked or setting.inside or len(made) > _MOST_ABREAST:
        return [piece for pieces in made for piece in pieces]
    said = "; ".join(" ".join(filter(None, map(plain, (f.value, f.beside, f.label)))) for f in block.figures)
    return [_abreast("Columns", pour.design.measures.gutter, made, said, pour, setting)]


def _figure(figure: KeyFigure, pour: Pour, setting: Setting) -> list[str]:
    name = "Key Figure Long" if len(plain(figure.value)) > _LONG_VALUE else "Key Figure"
    marks = marks_in(name, setting)
    value = inlines(figure.value, pour, marks)
    if figure.beside:
        beside = inlines(figure.beside, pour, marks.styled("Key Figure Beside"))
        value += run(" ") + beside
    label = words(figure.label, pour, setting, "Key Figure Label")
    return [
        paragraph(pour.style(name), pour.control(figure.origin, value)),
        paragraph(pour.style("Key Figure Label"), label),
    ]


def cards(block: Cards, pour: Pour, setting: Setting) -> list[str]:
    """People in rows of two, each read from left to right; on a narrow page one by one."""
    narrow = pour.design.page.stacked or setting.inside
    room = setting.width if narrow else (setting.width - pour.design.measures.card_gap) / 2
    inside = replace(
        setting, text="Person Role", inside=not narrow or setting.inside, depth=0, lists=None, width=room
    )
    made = [_card(card, pour, inside) for card in block.cards]
    if narrow:
        return [piece for pieces in made for piece in together(pieces)]
    gap, between = pour.design.measures.card_gap, paragraph(pour.style("Between Tables"), "")
    pieces: list[str] = []
    for place in range(0, len(made), 2):
        # A row is a table of its own: of several rows the first would come back on each page, as their head.
        said = "; ".join(filter(None, map(_name, block.cards[place : place + 2])))
        pieces += [between] * bool(pieces)
        pieces.append(_abreast("People", gap, made[place : place + 2], said, pour, setting))
    return pieces


def _card(card: Card, pour: Pour, setting: Setting) -> list[str]:
    pieces = pour.write(card.blocks, setting)
    if card.blocks and isinstance(card.blocks[0], Figure):
        _rule_above_picture(pieces, pour)
    if pieces and card.id:
        mark = pour.bookmark(card.id, "")
        pieces[0] = pieces[0].replace("</w:pPr>", f"</w:pPr>{mark}", 1)
    return pieces


def _rule_above_picture(pieces: list[str], pour: Pour) -> None:
    """Put the rule of a card that begins with a picture there, in the place of the line of words below it."""
    head, place, rest = pieces[0].partition("<w:pStyle ")
    old = rest.partition("/>")[0]
    pieces[0] = head + place + rest.replace(old, f'w:val="{pour.style("Person Picture")}"', 1)
    ruled, plain_one = (f'"{pour.style(name)}"' for name in ("Person Side", "Person Side Below Picture"))
    pieces[1:] = [piece.replace(ruled, plain_one, 1) for piece in pieces[1:]]


def _name(card: Card) -> str:
    lines = [block for block in card.blocks if isinstance(block, Paragraph)]
    names = [line for line in lines if line.role == "person-name"] or lines
    return plain(names[0].children) if names else ""


def _abreast(
    style: str, gap: float, columns: list[list[str]], said: str, pour: Pour, setting: Setting
) -> str:
    """One row of cells.

    It counts as a header row: there is nothing below it that it could mislabel, and Word's checker wants
    every table to have one.
    """
    count = max(2, len(columns)) if style == "People" else len(columns)
    each = (setting.width + gap) / count
    row = GridRow([GridCell(pieces) for pieces in columns], header=True)
    made = Grid(style, [each] * len(columns), [row], pour.heading or said, said or pour.heading)
    return grid(made, pour)


def beside(block: Beside, pour: Pour, setting: Setting) -> list[str]:
    """Words with a picture at their right; where there is no room for both, the picture below them."""
    measures = pour.design.measures
    side = measures.code + measures.code_gap
    if setting.inside or setting.width < 2 * side:
        return [*pour.write(block.blocks, setting), *pour.write((block.figure,), setting)]
    inside = replace(setting, inside=True, depth=0, lists=None)
    columns = [setting.width - side, side]
    cells = [
        GridCell(pour.write(block.blocks, replace(inside, width=columns[0]))),
        GridCell(pour.write((block.figure,), replace(inside, width=measures.code))),
    ]
    # Its one row is a header row, as in ``_abreast``.
    made = Grid(
        "Beside", columns, [GridRow(cells, header=True)], pour.heading, pour.heading, last_column=True
    )
    return [grid(made, pour)]


def callout(block: Callout, pour: Pour, setting: Setting) -> list[str]:
    """A word to the reader in one tinted box, whatever stands in it."""
    inner = replace(
        setting, text="Callout Text", lists=(BOX_BULLETS, BOX_NUMBERS), depth=0, after_table=False
    )
    pieces = pour.write(block.blocks, inner)
    if block.title:
        name = "Callout Heading"
        pieces.insert(0, paragraph(pour.style(name), words(block.title, pour, inner, name)))
    return _together(block.origin, _one_box(pieces, pour), pour, setting)


def _one_box(pieces: list[str], pour: Pour) -> list[str]:
    """The paragraphs of a callout in the styles that keep its ground in one piece.

    Between paragraphs of one indent the space is tinted like they are; between a text and a list Word may
    leave it white, so there is none there. Below the last one is the space to what follows.
    """
    names = ("Callout Text", "Callout Tight", "Callout Last")
    text, tight, last = (f'<w:pStyle w:val="{pour.style(name)}"/>' for name in names)
    listed = ["<w:numPr>" in piece for piece in pieces]
    made = []
    for place, piece in enumerate(pieces):
        style = last if place == len(pieces) - 1 else text if listed[place] == listed[place + 1] else tight
        made.append(piece.replace(text, style, 1))
    return made


def quotation(block: Quotation, pour: Pour, setting: Setting) -> list[str]:
    """Somebody's words beside a rule, and who said them."""
    inner = replace(setting, text="Quote", depth=0, after_table=False, lists=(BOX_BULLETS, BOX_NUMBERS))
    pieces = pour.write(block.blocks, inner)
    if block.attribution:
        name = "Quote Attribution"
        pieces.append(paragraph(pour.style(name), words(block.attribution, pour, inner, name)))
    return _together(block.origin, pieces, pour, setting)


def _together(origin: Origin | None, pieces: list[str], pour: Pour, setting: Setting) -> list[str]:
    if origin is None or not pieces or setting.inside or pieces[-1].endswith("</w:tbl>"):
        return pieces
    if opens_badly(pieces[0]):
        return pieces
    return [pour.control(origin, "".join(pieces))]
