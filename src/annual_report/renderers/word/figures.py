"""Pictures with what they show in words, and the caption below them."""

from annual_report.document.blocks import Figure, Picture
from annual_report.renderers.word.drawings import inline_picture
from annual_report.renderers.word.keeping import opens_badly
from annual_report.renderers.word.ooxml import paragraph, run
from annual_report.renderers.word.paragraphs import words
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.vector import fallback

_PORTRAIT = 30.0
_LOGO = (50.0, 25.0)
_HIGHEST = 0.6
"""The share of the page's text height that a picture may take."""


def figure(block: Figure, pour: Pour, setting: Setting) -> list[str]:
    """A picture in line with the text, as wide as its place allows, then its caption and credit."""
    picture = block.picture
    wide, high = _size(block, pour, setting)
    vector = ""
    if picture.media_type == "image/svg+xml":
        vector = pour.picture(picture.data, picture.media_type)
        shown = pour.picture(fallback(picture, pour.design.colour("tint-strong")), "image/png")
    else:
        shown = pour.picture(picture.data, picture.media_type)
    alt = "" if block.decorative else block.alt
    drawn = inline_picture(pour, shown, wide, high, alt=alt, vector=vector)
    among_terms = setting.text == "Definition Text"
    name = "Table Text" if setting.inside else "Definition Figure" if among_terms else "Figure"
    pieces = [paragraph(pour.style(name), drawn)]
    if block.caption or block.credit:
        style = "Ledger Meta" if setting.inside else setting.text if among_terms else "caption"
        said = words(block.caption, pour, setting, style)
        if block.credit:
            said += run(" ") * bool(block.caption) + words(block.credit, pour, setting, style)
        if setting.inside or opens_badly(said):
            said = said if setting.inside else pour.control(block.origin, said)
            pieces.append(paragraph(pour.style(style), said))
        else:
            pieces.append(pour.control(block.origin, paragraph(pour.style(style), said)))
    return pieces


def _size(block: Figure, pour: Pour, setting: Setting) -> tuple[float, float]:
    """Width and height in millimetres, in the picture's own proportion."""
    ratio = _ratio(block.picture)
    room = max(5.0, setting.width)
    highest = pour.design.page.text_height * _HIGHEST
    wide = room
    if block.role == "code":
        return room, room * ratio
    if block.role == "portrait":
        wide = min(_PORTRAIT, room)
    elif block.role == "logo":
        wide, highest = min(_LOGO[0], room), _LOGO[1]
    high = wide * ratio
    return (highest / ratio, highest) if high > highest else (wide, high)


def _ratio(picture: Picture) -> float:
    return max(1, picture.height) / max(1, picture.width)
