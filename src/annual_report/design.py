"""How a report looks: colours, type, page, and the measures of its constructions, as plain values.

``Design.style(role)`` is the only source of a colour, a size or a weight for a renderer. Lengths are
millimetres and type sizes points, as in the specification they come from; ``MM`` converts.
"""

from collections.abc import Callable
from typing import Literal, get_args

from msgspec import Struct

MM = 72 / 25.4
"""Points in a millimetre."""

BEYOND = 10.0
"""Millimetres that a field at the paper's edge is drawn beyond it: the most that a bleed may be."""

Token = Literal[
    "primary",
    "primary-dark",
    "accent",
    "ink",
    "ink-quiet",
    "rule",
    "hair",
    "tint",
    "tint-strong",
    "on-primary",
    "paper",
]
TOKENS: tuple[Token, ...] = get_args(Token)
_FIELDS: dict[Token, str] = {token: token.replace("-", "_") for token in TOKENS}

Role = Literal[
    "cover-year",
    "cover-forum",
    "cover-kind",
    "heading-1",
    "heading-2",
    "heading-3",
    "lead",
    "body",
    "list",
    "contents-1",
    "contents-2",
    "ledger-number",
    "ledger-promise",
    "ledger-rest",
    "ledger-meta",
    "ledger-text",
    "ledger-reason",
    "entry",
    "entry-large",
    "pill",
    "table-head",
    "table-text",
    "table-figure",
    "table-group",
    "table-total",
    "caption",
    "note",
    "key-figure",
    "key-figure-long",
    "key-figure-beside",
    "key-figure-label",
    "glance-number",
    "glance-words",
    "tally-number",
    "quotation",
    "attribution",
    "callout-title",
    "callout-text",
    "card-label",
    "person-side",
    "person-name",
    "person-name-long",
    "person-role",
    "term",
    "definition",
    "furniture",
    "small",
]
ROLES: tuple[Role, ...] = get_args(Role)

Weight = Literal[400, 600]


class Style(Struct, frozen=True, gc=False):
    """Type of one role. ``size``, ``leading`` and ``tracking`` in points; ``before`` and ``after`` in
    millimetres; ``keep`` says what the paragraph stays together with.
    """

    weight: Weight
    size: float
    leading: float
    colour: Token
    before: float = 0
    after: float = 0
    tracking: float = 0
    keep: Literal["", "next", "lines", "previous"] = ""
    measure: bool = False
    """Running text: held to the reading measure (about 70 characters), not the full text width."""


class Page(Struct, frozen=True):
    """A page and its margins in millimetres; ``left`` is the inner margin where pages are mirrored."""

    name: Literal["a4", "a5", "a4-large-print", "a4-summary", "a5-summary"]
    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    mirrored: bool = False
    stacked: bool = False
    """The ledger and tables are drawn as cards."""

    @property
    def text_width(self) -> float:
        """Width between the margins, in millimetres."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height between the margins, in millimetres."""
        return self.height - self.top - self.bottom


class Measures(Struct, frozen=True):
    """Lengths of the constructions, in millimetres unless named otherwise."""

    measure: float = 139.5
    """Greatest width of running text."""
    gutter: float = 4
    header_baseline: float = 15.2
    footer_baseline: float = 13.0
    tab_width: float = 16.5
    tab_height: float = 5
    hairline: float = 0.5
    """Points."""
    strong_rule: float = 1.5
    """Points."""
    figure_rule: float = 2.5
    """Points: above key figures and people."""
    list_indent: float = 6
    list_mark: float = 1.8
    ledger_number: float = 12
    ledger_promise: float = 66
    ledger_done: float = 82
    ledger_said: float = 78
    ledger_promise_gap: float = 7
    ledger_padding: float = 5
    ledger_row: float = 4
    ledger_head: float = 2.4
    ledger_indent: float = 4.4
    ledger_mark: float = 1.6
    entry_indent: float = 8
    entry_mark: float = 2.6
    entry_padding: float = 4.4
    entry_right: float = 20
    pill_height: float = 6.6
    pill_shape: float = 3.4
    pill_left: float = 2.0
    pill_gap: float = 1.8
    pill_right: float = 3.0
    pill_outline: float = 0.9
    """Points."""
    glance_number: float = 10
    glance_words: float = 103
    tally_pill: float = 48
    tally_units: float = 62
    tally_unit: float = 8
    callout_bar: float = 1.6
    callout_padding: float = 6
    callout_row: float = 4.4
    quotation_rule: float = 1.2
    quotation_indent: float = 8.2
    card_gap: float = 8
    term_width: float = 52
    cover_horizon: float = 198
    cover_forum_top: float = 29.3
    cover_kind_baseline: float = 222
    follows: float = 60
    """A part goes on below another where so much of the page is left."""
    band_horizon: float = 62
    band_strip: float = 7
    band_baseline: float = 19.6
    band_after: float = 15
    code: float = 34
    """Side of the square that a camera reads."""
    code_gap: float = 10


class Colours(Struct, frozen=True):
    """The eleven colours that a brand sets, as ``#RRGGBB``."""

    primary: str
    primary_dark: str
    accent: str
    ink: str
    ink_quiet: str
    rule: str
    hair: str
    tint: str
    tint_strong: str
    on_primary: str
    paper: str

    def __getitem__(self, token: Token) -> str:
        value: str = getattr(self, _FIELDS[token])
        return value


class Face(Struct, frozen=True):
    """One static font face: ``name`` is its PostScript name, ``data`` the bytes of a TrueType file."""

    name: str
    family: str
    weight: Weight
    data: bytes


Shelf = Callable[[frozenset[str], tuple[str, ...]], tuple[Face, ...]]
"""Gives faces that have some of these characters, for a document in these languages (BCP 47; its own first,
then those of its parts); asked only where the brand's own faces lack one.
"""

Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Gives what a function makes from a face: perhaps kept from an earlier run, as the name stands for all that
it is made from.
"""


def anew(_name: str, make: Callable[[], bytes]) -> bytes:
    """Keep nothing (``Keep``)."""
    return make()


class Design(Struct, frozen=True):
    """A brand on a page: all that a renderer knows of looks.

    ``fallback_families`` are named in Word and on the web after the brand's own, for readers who lack it.
    ``shelves`` are asked in their order for what the brand's own faces lack, ``keep`` for what takes long to
    make from a face.
    """

    brand: str
    colours: Colours
    page: Page
    styles: dict[Role, Style]
    measures: Measures
    faces: tuple[Face, ...]
    fallback_families: tuple[str, ...] = ("Arial", "Helvetica", "sans-serif")
    word_template: bytes | None = None
    grey: bool = False
    """Whether its colours are shades of grey; those that a forum's ratings name become so as well."""
    shelves: tuple[Shelf, ...] = ()
    keep: Keep = anew

    def style(self, role: Role) -> Style:
        """The type of a role on this page."""
        return self.styles[role]

    def colour(self, token: Token) -> str:
        """A colour of the brand as ``#RRGGBB``."""
        return self.colours[token]

    def own_colour(self, named: str) -> str:
        """The colour that a rating of the forum's own names: a token, ``success`` or ``#RRGGBB``."""
        if named.startswith("#"):
            return as_grey(named) if self.grey else named
        if named in TOKENS:
            return self.colours[named]
        return self.colours.primary_dark

    @property
    def family(self) -> str:
        """The name of the brand's type family."""
        return self.faces[0].family


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2, definition of relative luminance)."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def grey(colour: str) -> int:
    """What a copier makes of a colour: 0 (black) to 255 (white), ITU-R BT.601 weights."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def as_grey(colour: str) -> str:
    """The same as ``#RRGGBB``."""
    return "#" + f"{grey(colour):02X}" * 3
