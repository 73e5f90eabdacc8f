"""The character styles: words with a role inside a paragraph, and the outcomes as styled words."""

from msgspec import Struct

from annual_report.design import Design, Role, Token
from annual_report.document.blocks import Tone
from annual_report.renderers.word.looks import character_style, type_properties
from annual_report.renderers.word.ooxml import eighths, half_points
from annual_report.renderers.word.theme import bare, colour, shade, theme_name

_BOLD = "<w:b/><w:bCs/>"


_DEFAULT = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)


class PillLook(Struct, frozen=True):
    """The three colours of an outcome, and how its outline is drawn."""

    fill: Token
    outline: Token
    word: Token
    line: str = "single"


PILLS: dict[Tone, PillLook] = {
    "met": PillLook("primary-dark", "primary-dark", "on-primary"),
    "partly-met": PillLook("tint-strong", "primary-dark", "primary-dark"),
    "ongoing": PillLook("tint-strong", "primary-dark", "primary-dark"),
    "not-met": PillLook("paper", "primary-dark", "primary-dark"),
    "carried-forward": PillLook("paper", "primary-dark", "primary-dark"),
    "withdrawn": PillLook("paper", "rule", "ink-quiet"),
    "not-rated": PillLook("paper", "rule", "ink-quiet", "dashed"),
}


def pill_style(tone: Tone, colour_value: str = "") -> str:
    """The name of an outcome's character style; an own one is named by its colour (``#RRGGBB``)."""
    if tone == "own":
        return f"Outcome Own {colour_value.removeprefix('#').upper()}"
    return "Outcome " + tone.replace("-", " ").capitalize()


def character_styles(design: Design, own: tuple[str, ...]) -> list[str]:
    """Every character style; ``own`` are the colours of ratings of the forum's own scheme."""
    pieces = [
        _DEFAULT,
        character_style("Strong", _BOLD, built_in=True, priority=22),
        character_style("Emphasis", _BOLD, built_in=True, priority=20),
        character_style(
            "Hyperlink", colour(design, "primary") + '<w:u w:val="single"/>', built_in=True, priority=99
        ),
        character_style("Strong Hyperlink", _BOLD + colour(design, "primary") + '<w:u w:val="single"/>'),
        character_style(
            "footnote reference", f'{_BOLD}<w:vertAlign w:val="superscript"/>', built_in=True, priority=99
        ),
        character_style("Quiet Words", colour(design, "ink-quiet")),
        character_style("Run-in Label", _BOLD),
        character_style("Printed Number", _BOLD + colour(design, "primary")),
        character_style("Item Title", _BOLD + colour(design, "primary")),
        character_style("Contents Page", colour(design, "primary")),
        character_style("Term", _BOLD + colour(design, "primary-dark")),
    ]
    pieces += [
        character_style(name, type_properties(design, design.style(role))) for name, role in _SIZED.items()
    ]
    size = half_points(design.style("note").size)
    link = colour(design, "primary") + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:u w:val="single"/>'
    pieces.append(character_style("Entry Reference Link", link))
    pieces.append(
        character_style(
            "Tally Number", f"{_BOLD}{colour(design, 'on-primary')}{shade(design, 'primary')}", priority=45
        )
    )
    pieces += [_pill(tone, look, design) for tone, look in PILLS.items()]
    pieces += [_own(value, design) for value in own]
    return pieces


_SIZED: dict[str, Role] = {
    "Entry Reference": "note",
    "Key Figure Beside": "key-figure-beside",
    "Glance Number": "glance-number",
}


def _pill(tone: Tone, look: PillLook, design: Design) -> str:
    return character_style(
        pill_style(tone),
        f"{_BOLD}{colour(design, look.word)}{_size(design)}"
        f"{_outline(look.line, bare(design, look.outline), theme_name(design, look.outline), design)}"
        f"{shade(design, look.fill)}",
        priority=44,
    )


def _own(value: str, design: Design) -> str:
    outline = _outline("single", value.removeprefix("#").upper(), "", design)
    properties = f"{_BOLD}{colour(design, 'ink')}{_size(design)}{outline}{shade(design, 'paper')}"
    return character_style(pill_style("own", value), properties, priority=44)


def _size(design: Design) -> str:
    size = half_points(design.style("pill").size)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _outline(kind: str, value: str, theme: str, design: Design) -> str:
    named = f' w:themeColor="{theme}"' if theme else ""
    width = eighths(design.measures.pill_outline)
    return f'<w:bdr w:val="{kind}" w:sz="{width}" w:space="0" w:color="{value}"{named}/>'
