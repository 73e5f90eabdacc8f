"""The brand as Word's own theme, so that its colours and its type are one click away in the menus."""

from annual_report.design import Design, Token
from annual_report.renderers.word.ooxml import HEAD, quote
from annual_report.renderers.word.package import Part

_SLOTS: tuple[tuple[str, Token], ...] = (
    ("dk1", "ink"),
    ("lt1", "paper"),
    ("dk2", "primary-dark"),
    ("lt2", "tint"),
    ("accent1", "primary"),
    ("accent2", "accent"),
    ("accent3", "ink-quiet"),
    ("accent4", "rule"),
    ("accent5", "hair"),
    ("accent6", "tint-strong"),
    ("hlink", "primary"),
    ("folHlink", "primary-dark"),
)
_NAMES: dict[Token, str] = {
    "ink": "text1",
    "paper": "background1",
    "primary-dark": "text2",
    "tint": "background2",
    "primary": "accent1",
    "accent": "accent2",
    "ink-quiet": "accent3",
    "rule": "accent4",
    "hair": "accent5",
    "tint-strong": "accent6",
}
"""What WordprocessingML calls the slots. ``on-primary`` has none of its own: a theme has ten."""


def theme_name(design: Design, token: Token) -> str:
    """The theme colour that a token is, or "" where the theme has no slot for it."""
    if token == "on-primary":
        return "background1" if design.colour(token) == design.colour("paper") else ""
    return _NAMES[token]


def bare(design: Design, token: Token) -> str:
    """A colour of the brand as six hexadecimal digits."""
    return design.colour(token).removeprefix("#").upper()


def colour(design: Design, token: Token) -> str:
    """``w:color`` of a token: the theme's colour, and its value for programs without themes."""
    name = theme_name(design, token)
    theme = f' w:themeColor="{name}"' if name else ""
    return f'<w:color w:val="{bare(design, token)}"{theme}/>'


def shade(design: Design, token: Token) -> str:
    """``w:shd``: a plain ground in the colour of a token."""
    name = theme_name(design, token)
    theme = f' w:themeFill="{name}"' if name else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{bare(design, token)}"{theme}/>'


def rule(design: Design, side: str, width: int, token: Token, space: int = 0, kind: str = "single") -> str:
    """A border on one side: ``width`` in eighths of a point, ``space`` in points to the text."""
    name = theme_name(design, token)
    theme = f' w:themeColor="{name}"' if name else ""
    return (
        f'<w:{side} w:val="{kind}" w:sz="{width}" w:space="{space}" w:color="{bare(design, token)}"{theme}/>'
    )


def family(design: Design) -> str:
    """The type family that Word is asked for: the brand's, or a common one where it brings none."""
    return design.family if design.faces else design.fallback_families[0]


def theme_part(design: Design) -> Part:
    """``word/theme/theme1.xml`` (ISO/IEC 29500-1, 20.1.6): colours, fonts, and the plainest of formats."""
    name = quote(design.brand)
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{bare(design, token)}"/></a:{slot}>' for slot, token in _SLOTS
    )
    latin = quote(family(design))
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{latin}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind in ("majorFont", "minorFont")
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    xml = (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{fonts}</a:fontScheme><a:fmtScheme name="{name}">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    return Part("word/theme/theme1.xml", kind, xml.encode())
