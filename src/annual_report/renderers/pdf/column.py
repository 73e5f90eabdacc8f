"""Where blocks are set: how wide, and in which type; and the paragraph, from which all else is made."""

from typing import Literal, Protocol, assert_never

from msgspec import Struct
from msgspec.structs import replace

from annual_report.design import MM, Role
from annual_report.document.blocks import Blocks, Inlines, Paragraph, ParagraphRole, Pill, plain
from annual_report.renderers.pdf.bands import Band, TextBand
from annual_report.renderers.pdf.inline import ARTICLES, words_of
from annual_report.renderers.pdf.lines import Line, set_lines
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.tags import Element

Kind = Literal["page", "ledger", "entry", "callout", "quotation", "definition", "cell", "note", "card"]

_BODY: dict[Kind, tuple[Role, Role]] = {
    "page": ("body", "list"),
    "ledger": ("ledger-text", "ledger-text"),
    "entry": ("entry", "entry"),
    "callout": ("callout-text", "callout-text"),
    "quotation": ("quotation", "quotation"),
    "definition": ("definition", "definition"),
    "cell": ("table-text", "table-text"),
    "note": ("note", "note"),
    "card": ("person-role", "person-role"),
}
"""Kind of column: the roles of its paragraphs and of its list items."""

_ROOMY = ("page", "callout")


class Column(Struct, frozen=True):
    """``width`` and ``x`` (the left edge, from that of the bands' stack) in points; ``level`` of the heading
    above; ``depth`` of the list around; ``right`` sets lines flush right; ``body`` overrides the role.
    """

    width: float
    kind: Kind = "page"
    x: float = 0.0
    level: int = 0
    depth: int = 0
    right: bool = False
    body: Role | None = None
    dark: bool = False

    @property
    def text(self) -> Role:
        """The role of a plain paragraph here."""
        return self.body or _BODY[self.kind][0]

    @property
    def item(self) -> Role:
        """The role of a list item here."""
        return self.body or _BODY[self.kind][1]

    def narrowed(self, indent: float, *, depth: int = 0) -> "Column":
        """The column inside an indent (points)."""
        return replace(self, width=self.width - indent, x=self.x + indent, depth=self.depth + depth)


class Composer(Protocol):
    """Turns blocks into bands; what each construction calls for the blocks inside it."""

    setting: Setting

    def blocks(self, blocks: Blocks, column: Column, parent: Element) -> list[Band]:
        """Bands of all blocks, whose elements become children of ``parent``."""
        ...

    def inside(self, blocks: Blocks, column: Column, owner: Element) -> list[Band]:
        """The same for a cell or list item: a single paragraph's words belong to ``owner`` itself."""
        ...


def _role(role: ParagraphRole, column: Column) -> Role:
    """The type of a paragraph's role, which may depend on where it stands."""
    ledger = column.kind == "ledger"
    match role:
        case "body" | "quiet":
            return column.text
        case "lead":
            return "lead" if column.kind == "page" else column.text
        case "meta":
            return "ledger-meta" if ledger else "small"
        case "reason":
            return "ledger-reason" if ledger else column.text
        case "rest":
            return "ledger-rest" if ledger else column.text
        case "promise":
            return "ledger-promise"
        case "label":
            return "card-label"
        case "small" | "caption" | "attribution" | "person-side" | "person-name" | "person-role":
            return role
        case _:
            assert_never(role)


def paragraph(setting: Setting, block: Paragraph, column: Column, owner: Element) -> TextBand:
    """A paragraph in its column."""
    role = _role(block.role, column)
    quiet = block.role == "quiet" or (column.kind == "cell" and block.role == "meta")
    colour = setting.design.colour("ink-quiet") if quiet else ""
    if block.role == "label" and column.dark:
        colour = setting.design.colour("primary-dark")
    with setting.at(block.origin):
        band = text(setting, block.children, role, column, owner, colour=colour)
    if role == "person-name" and len(band.lines) > 2:
        with setting.at(block.origin):
            band = text(setting, block.children, "person-name-long", column, owner)
    if (
        block.children
        and isinstance(block.children[0], Pill)
        and all(isinstance(child, Pill) for child in block.children)
    ):
        band.after = setting.style("pill").after * MM
        band.keeps = True
    if column.kind == "ledger" and block.role == "reason" and setting.large:
        band.before = 4 * MM
    if block.role == "meta" and column.kind == "entry":
        band.before = 1 * MM
    if block.id:
        band.ids = (block.id,)
    return band


def text(
    setting: Setting,
    children: Inlines,
    role: Role,
    column: Column,
    owner: Element,
    *,
    colour: str = "",
    balanced: bool = False,
) -> TextBand:
    """Words in the type of a role: room, keeping together and the reading measure as the style says."""
    style = setting.style(role)
    width = column.width
    if style.measure and column.kind in _ROOMY:
        width = min(width, setting.measures.measure * MM - column.x)
    words = words_of(setting, children, role, owner, colour)
    lines = set_lines(setting, words, width, style.leading, balanced=balanced, right=column.right)
    band = TextBand(
        lines,
        before=style.before * MM,
        after=style.after * MM,
        x=column.x,
        whole=style.keep in ("lines", "next"),
    )
    band.keeps = style.keep == "next"
    band.tied = style.keep == "previous"
    return band


def going_on(band: TextBand) -> TextBand:
    """The same words, their last line ending in a blank: more text of the element follows somewhere else."""
    if band.lines:
        x, said, *rest = band.lines[-1].runs[-1]
        band.lines[-1].runs[-1] = (x, said + " ", *rest)  # type: ignore[assignment]
    return band


def one_line(
    setting: Setting, words: str, role: Role, owner: Element, *, width: float = 0.0, colour: str = ""
) -> Line | None:
    """Words on a single line, cut at a word with an ellipsis where they are wider than ``width`` points."""
    from annual_report.document.blocks import Text

    style = setting.style(role)
    lines = set_lines(
        setting, words_of(setting, (Text(words),), role, owner, colour), width or 1e6, style.leading
    )
    if len(lines) > 1 and len(words) > 2:
        fewer = _shorter(words, setting, role, width)
        if len(fewer) >= len(words):  # measured in the brand's face, and drawn in one that is wider
            fewer = words.rstrip(" …")[:-1] + "…"
        return one_line(setting, fewer, role, owner, width=width, colour=colour)
    return lines[0] if lines else None


def _shorter(words: str, setting: Setting, role: Role, width: float) -> str:
    """The first words of a text that fit, and an ellipsis."""
    look = setting.look(role)
    cut = setting.faces.cuts[look.face]
    kept = words.rstrip(" …").split(" ")
    while len(kept) > 1:
        kept.pop()
        while len(kept) > 1 and kept[-1] in ARTICLES:
            kept.pop()
        shown = " ".join(kept) + " …"
        if sum(cut.widths[word] for word in (shown,)) * look.size / 1000 <= width:
            return shown
    shown = kept[0]
    while len(shown) > 1 and cut.widths[shown + "…"] * look.size / 1000 > width:
        shown = shown[:-1]
    return shown + "…"


def spoken(blocks: Blocks) -> str:
    """All words of some blocks, for measuring and for text alternatives."""
    from annual_report.document.blocks import walk

    return " ".join(plain(block.children) for block in walk(blocks) if isinstance(block, Paragraph))
