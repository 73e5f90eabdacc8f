"""A design as a style sheet: its colours, the type of each role, and the measures of its constructions.

Sizes are in ``rem``, so that the page follows the size the reader has set; the body's size is one ``rem``.
No font is sent along. The brand's family is named first, for readers who have it, and then families that
everybody has: two faces, even cut down to Latin, weigh several times what the report does.
"""

import re

from msgspec.structs import asdict

from annual_report.design import MM, TOKENS, Colours, Design, Role, Style, Token
from annual_report.renderers.html.dark import dark, dark_own
from annual_report.renderers.html.inline import share_class
from annual_report.renderers.html.sheet import NARROW, SHEET, TOO_NARROW_FOR_WIDE, stacked

_ROLES: tuple[tuple[Role, str], ...] = (
    ("body", "body"),
    ("cover-forum", ".cover .forum"),
    ("cover-kind", ".cover .kind,.cover .status"),
    ("heading-1", "h1"),
    ("heading-2", "h2"),
    ("heading-3", "h3"),
    ("callout-title", "h4,h5,h6,.callout .title,.story .title"),
    ("lead", ".lead"),
    ("contents-1", ".contents a"),
    ("contents-2", ".contents ul ul a"),
    ("ledger-text", ".ledger"),
    ("ledger-number", ".ledger tbody .number"),
    ("ledger-promise", ".promise"),
    ("ledger-rest", ".rest"),
    ("ledger-meta", ".meta"),
    ("card-label", ".label"),
    ("entry", ".entries>li"),
    ("entry-large", ".large>.entries>li>p"),
    ("pill", ".pill"),
    ("table-text", ".data,.tally"),
    ("table-head", "thead th"),
    ("table-group", ".group th"),
    ("table-total", ".total th,.total td"),
    ("callout-title", "caption"),
    ("caption", "figcaption,.caption,.attribution"),
    ("note", ".notes,.footnotes"),
    ("key-figure", ".key-figures .value"),
    ("key-figure-long", ".key-figures .long"),
    ("key-figure-beside", ".key-figures .beside"),
    ("key-figure-label", ".key-figures .label"),
    ("glance-number", ".glance .number"),
    ("glance-words", ".glance"),
    ("tally-number", ".unit"),
    ("quotation", ".quotation blockquote p"),
    ("person-side", ".person-side"),
    ("person-name", ".person-name"),
    ("person-name-long", ".person-name.long"),
    ("person-role", ".person-role"),
    ("term", "dt"),
    ("small", ".small"),
)
"""Which elements are set in which role; later lines win over earlier ones."""

_COLUMN = 1.12
"""A screen's column beside a page's: no page edge holds the ledger in."""
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_DIGIT = 0.56
"""Width of a digit in ems, in the widest of the usual families: the year on the cover is sized by it."""


def style_sheet(design: Design, own: dict[str, str], shares: set[int], year: str) -> str:
    """The style sheet of one page.

    ``own`` are the colours of the forum's own ratings with the class of each, ``shares`` the widths of table
    columns in percent, ``year`` the words that stand on the cover's horizon and must fit across the screen.
    """
    colours, dusk = design.colours, dark(design.colours)
    by_day = "".join(f".{name}{{--own:{_own(colour)}}}" for colour, name in own.items())
    by_night = "".join(
        f".{name}{{--own:{dark_own(colour, dusk.paper)}}}"
        for colour, name in own.items()
        if _COLOUR.fullmatch(colour)
    )
    return "\n".join(
        (
            _fields(design) + _tokens(colours) + by_day,
            f"@media screen and (prefers-color-scheme:dark){{{_tokens(dusk)}{by_night}}}",
            *(f"{selector}{{{_type(design.style(role), design)}}}" for role, selector in _ROLES),
            f".cover .year{{{_year(design, year)}}}",
            SHEET.substitute(_lengths(design)),
            f"@media screen and ({NARROW}){{{stacked('.data')}}}",
            f"@media screen and ({TOO_NARROW_FOR_WIDE}){{{stacked('.wide')}}}",
            stacked(".cards-always"),
            *(f".{share_class(share)}{{width:{share}%}}" for share in sorted(shares)),
        )
    )


def _own(named: str) -> str:
    """The colour of an own rating: written out, or that of a token, which then changes by night as well.

    What is neither must not become part of a style sheet.
    """
    if _COLOUR.fullmatch(named):
        return named
    return f"var(--{named})" if named in TOKENS else "var(--primary-dark)"


def _tokens(colours: Colours) -> str:
    return f":root{{{''.join(f'--{token}:{colours[token]};' for token in TOKENS)}}}"


def _fields(design: Design) -> str:
    """What is the same by day and night: the cover's two fields, the paper of logos, the family."""
    same: tuple[tuple[str, Token], ...] = (
        ("field", "primary"),
        ("field-deep", "primary-dark"),
        ("on-field", "on-primary"),
        ("logo-paper", "paper"),
    )
    fields = "".join(f"--{name}:{design.colour(token)};" for name, token in same)
    # The brand's own in quotation marks, whatever it is called: a family named "Serif" is not every serif.
    brand = ('"' + design.family.replace('"', "") + '"',) if design.faces else ()
    families = ",".join((*brand, *map(_quoted, design.fallback_families)))
    return f":root{{color-scheme:light dark;{fields}--family:{families}}}"


def _quoted(family: str) -> str:
    """A family's name as CSS has it: generic names and single words bare, others as a string."""
    return family if family.replace("-", "").isalpha() else '"' + family.replace('"', "") + '"'


def _rem(points: float, design: Design) -> str:
    return f"{points / design.style('body').size:.4g}rem"


def _type(style: Style, design: Design) -> str:
    """Weight, size, leading, tracking and colour of a role."""
    parts = [
        f"font-weight:{style.weight}",
        f"font-size:{_rem(style.size, design)}",
        f"line-height:{style.leading / style.size:.4g}",
        f"color:var(--{style.colour})",
    ]
    if style.tracking:
        parts.append(f"letter-spacing:{style.tracking / style.size:.3g}em")
    return ";".join(parts)


def _year(design: Design, year: str) -> str:
    """The year is as large as on paper, or as the screen is wide."""
    style = design.style("cover-year")
    ems = max(len(year), 4) * _DIGIT
    size = f"min({_rem(style.size, design)},calc((100vw - 2.5rem)/{ems:.4g}))"
    return f"font-weight:{style.weight};font-size:{size};letter-spacing:{style.tracking / style.size:.3g}em"


def _lengths(design: Design) -> dict[str, str]:
    """Every measure of the design by its name, millimetres and points alike in rem."""
    points = {"hairline", "strong_rule", "figure_rule", "pill_outline"}
    lengths = {
        name: _rem(value if name in points else value * MM, design)
        for name, value in asdict(design.measures).items()
    }
    lengths["column"] = _rem(design.page.text_width * MM * _COLUMN, design)
    for role, style in design.styles.items():
        name = role.replace("-", "_")
        lengths[f"{name}_before"] = _rem(style.before * MM, design)
        lengths[f"{name}_after"] = _rem(style.after * MM, design)
    return lengths
