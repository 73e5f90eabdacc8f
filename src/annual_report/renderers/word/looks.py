"""How one style of the style sheet is written: from a look in the design's own terms to ``w:style``.

Children stand in the order of the schema (ISO/IEC 29500-1, 17.3.1.26 and 17.3.2.28), or Word calls the file
broken.
"""

from functools import cache
from typing import Literal

from msgspec import Struct

from annual_report.design import Design, Role, Style, Token
from annual_report.renderers.word.ooxml import eighths, half_points, quote, twips
from annual_report.renderers.word.theme import colour, rule, shade

Keep = Literal["", "next", "lines", "both"]
"""What a paragraph stays together with: the next one, its own lines, or both."""


class Border(Struct, frozen=True, gc=False):
    """A rule beside a paragraph: ``width`` and ``space`` (to the text) in points."""

    side: Literal["top", "left", "bottom", "right", "between"]
    width: float
    token: Token
    space: float = 0


class Tab(Struct, frozen=True, gc=False):
    """A tab stop, ``at`` millimetres from the left margin."""

    at: float
    kind: Literal["left", "right"] = "left"


class Look(Struct, frozen=True):
    """A paragraph style. What stands here goes beyond the role's type; lengths are millimetres.

    ``numbering`` is the list (a ``w:num``) and level that belongs to the style. ``before`` and ``after``
    replace the role's own spacing.
    """

    name: str
    role: Role
    based: str = "Normal"
    following: str = ""
    priority: int = 20
    before: float | None = None
    after: float | None = None
    left: float = 0
    hanging: float = 0
    right: float = 0
    wide: bool = False
    """As wide as the page allows, whatever the role says of the reading measure."""
    borders: tuple[Border, ...] = ()
    ground: Token | None = None
    tabs: tuple[Tab, ...] = ()
    numbering: tuple[int, int] | None = None
    outline: int | None = None
    align: Literal["", "right"] = ""
    keep: Keep = ""
    page_break: bool = False
    size: float | None = None
    line: float | None = None


@cache
def style_id(name: str) -> str:
    """The id that we give a style of that name; Word itself goes by the name."""
    small = {"heading": "Heading", "toc": "TOC", "footnote": "Footnote"}
    words = name.replace("-", "").split(" ")
    return "".join(small.get(word, word[:1].upper() + word[1:]) for word in words)


def line_spacing(style: Style) -> str:
    """The leading. Type set tight is held to it; elsewhere a line may grow, for a font that is taller."""
    kind = "exact" if style.leading < 1.26 * style.size else "atLeast"
    return f'w:line="{round(style.leading * 20)}" w:lineRule="{kind}"'


def type_properties(design: Design, style: Style) -> str:
    """The run properties of a role, in the schema's order: weight, colour, tracking, size."""
    pieces = ["<w:b/><w:bCs/>"] if style.weight == 600 else []
    pieces.append(colour(design, style.colour))
    if style.tracking:
        pieces.append(f'<w:spacing w:val="{round(style.tracking * 20)}"/>')
    size = half_points(style.size)
    pieces.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    return "".join(pieces)


def _indent(look: Look, style: Style, design: Design) -> str:
    right = look.right
    if style.measure and not look.right and not look.wide:
        right = max(0.0, design.page.text_width - design.measures.measure)
    pairs = {"left": look.left, "right": right, "hanging": look.hanging}
    # A list's own level gives left and hanging; writing zeros here would undo it.
    said = {side: value for side, value in pairs.items() if value}
    if not said:
        return ""
    return "<w:ind" + "".join(f' w:{side}="{twips(value)}"' for side, value in said.items()) + "/>"


def _borders(look: Look, design: Design) -> str:
    order = {"top": 0, "left": 1, "bottom": 2, "right": 3, "between": 4}
    sides = sorted(look.borders, key=lambda border: order[border.side])
    return "".join(
        rule(design, border.side, eighths(border.width), border.token, min(31, round(border.space)))
        for border in sides
    )


def paragraph_properties(look: Look, style: Style, design: Design) -> str:
    """The inside of ``w:pPr``."""
    pieces = []
    keep = look.keep or {"next": "both", "lines": "lines"}.get(style.keep, "")
    if keep in {"next", "both"}:
        pieces.append("<w:keepNext/>")
    if keep in {"lines", "both"}:
        pieces.append("<w:keepLines/>")
    if look.page_break:
        pieces.append("<w:pageBreakBefore/>")
    if look.numbering:
        number, level = look.numbering
        depth = f'<w:ilvl w:val="{level}"/>' if level else ""
        pieces.append(f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>')
    if look.borders:
        pieces.append(f"<w:pBdr>{_borders(look, design)}</w:pBdr>")
    if look.ground:
        pieces.append(shade(design, look.ground))
    if look.tabs:
        stops = "".join(f'<w:tab w:val="{tab.kind}" w:pos="{twips(tab.at)}"/>' for tab in look.tabs)
        pieces.append(f"<w:tabs>{stops}</w:tabs>")
    before = style.before if look.before is None else look.before
    after = style.after if look.after is None else look.after
    spacing = f'w:before="{twips(before)}" w:after="{twips(after)}" {line_spacing(style)}'
    pieces.append(f"<w:spacing {spacing}/>")
    pieces.append(_indent(look, style, design))
    if look.align:
        pieces.append(f'<w:jc w:val="{look.align}"/>')
    if look.outline is not None:
        pieces.append(f'<w:outlineLvl w:val="{look.outline}"/>')
    return "".join(pieces)


BUILT_IN = frozenset(
    {
        "Normal", "Body Text", "Title", "Subtitle", "TOC Heading", "toc 1", "toc 2", "caption", "header",
        "footer", "footnote text", "Quote", *(f"heading {n}" for n in range(1, 7)), "List Bullet",
        "List Number", "List Continue", *(f"List {k} {n}" for k in ("Bullet", "Number", "Continue")
        for n in range(2, 6)),
    }
)  # fmt: skip
"""Names that Word gives a meaning of its own; they must be written as Word writes them."""


def paragraph_style(look: Look, design: Design) -> str:
    """A paragraph style."""
    from msgspec.structs import replace

    style = design.style(look.role)
    if look.size is not None:
        style = replace(style, size=look.size)
    if look.line is not None:
        style = replace(style, leading=look.line)
    name = style_id(look.name)
    marks = ' w:default="1"' if look.name == "Normal" else ""
    if look.name not in BUILT_IN:
        marks = ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style_id(look.based)}"/>' if look.name != "Normal" else ""
    following = f'<w:next w:val="{style_id(look.following)}"/>' if look.following else ""
    return (
        f'<w:style w:type="paragraph"{marks} w:styleId="{name}"><w:name w:val="{quote(look.name)}"/>'
        f'{based}{following}<w:uiPriority w:val="{look.priority}"/><w:qFormat/>'
        f"<w:pPr>{paragraph_properties(look, style, design)}</w:pPr>"
        f"<w:rPr>{type_properties(design, style)}</w:rPr></w:style>"
    )


def character_style(name: str, properties: str, *, built_in: bool = False, priority: int = 30) -> str:
    """A character style with the run properties given."""
    marks = "" if built_in else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{marks} w:styleId="{style_id(name)}"><w:name w:val="{quote(name)}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="{priority}"/><w:qFormat/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )
