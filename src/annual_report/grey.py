"""Black and white: every colour of a design, and of the pictures, as a grey that can still be read.

A grey begins as what a copier makes of the colour (ITU-R BT.601 weights), and then gives way until it has the
contrast that the brand had to have. Outcomes need nothing more: they are told apart by shape and word.
"""

import re
from io import BytesIO

from msgspec.structs import asdict, replace

from annual_report.brand import NEEDED_CONTRAST
from annual_report.design import TOKENS, Colours, Design, Token, as_grey, contrast
from annual_report.document.blocks import Picture

_FIXED: frozenset[Token] = frozenset({"paper", "tint", "tint-strong", "on-primary"})
"""Grounds, which give way only where what stands on them cannot any more."""
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
_FUNCTION = re.compile(r"rgb\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)\s*\)", re.IGNORECASE)
_NAMED = re.compile(
    r"((?:fill|stroke|stop-color|color|flood-color)\s*(?:=\s*[\"']|:)\s*)([a-zA-Z]{3,20})(?=\s*[;\"'])"
)


def _shade(value: int) -> str:
    return f"#{value:02X}{value:02X}{value:02X}"


def grey_design(design: Design) -> Design:
    """The same design without colour."""
    found = {token: as_grey(design.colour(token)) for token in TOKENS}
    for token, ground, needed in NEEDED_CONTRAST:
        moved, other = (ground, token) if token in _FIXED else (token, ground)
        found[moved] = _readable(found[moved], found[other], needed)
        found[other] = _readable(found[other], found[moved], needed)
    names = {field: found[token] for field, token in zip(asdict(design.colours), TOKENS, strict=True)}
    return replace(design, colours=Colours(**names), grey=True)


def _readable(colour: str, other: str, needed: float) -> str:
    """A grey moved away from another, step by step, until there is enough contrast between them."""
    value, fixed = int(colour[1:3], 16), int(other[1:3], 16)
    step = -1 if value <= fixed else 1
    while contrast(colour, other) < needed and 0 < value < 255:
        value += step
        colour = _shade(value)
    return colour


def grey_picture(picture: Picture) -> Picture:
    """The same picture without colour; one that can't be read comes back as it is, for the renderer to
    report.
    """
    if picture.media_type == "image/svg+xml":
        return replace(picture, data=_grey_drawing(picture.data))
    return replace(picture, data=_grey_pixels(picture.data, picture.media_type))


def _grey_drawing(data: bytes) -> bytes:
    """An SVG with grey in the place of every colour that it names."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    text = _NAMED.sub(lambda found: found[1] + _named(found[2]), text)
    text = _FUNCTION.sub(lambda found: as_grey(_from_parts(found.groups())), text)
    return _COLOUR.sub(lambda found: as_grey(_long(found[0])), text).encode()


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


def _from_parts(parts: tuple[str, ...]) -> str:
    values = [float(part[:-1]) * 2.55 if part.endswith("%") else float(part) for part in parts]
    return "#" + "".join(f"{min(255, round(value)):02X}" for value in values)


def _named(name: str) -> str:
    from PIL import ImageColor

    known = ImageColor.colormap.get(name.lower())
    if known is None:  # "none", "currentColor", "url(#...)"
        return name
    return as_grey(_long(known if isinstance(known, str) else _from_parts(tuple(map(str, known)))).upper())


def _grey_pixels(data: bytes, media_type: str) -> bytes:
    """A PNG or JPEG in shades of grey; what is clear stays clear."""
    import warnings

    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as image:
                upright = ImageOps.exif_transpose(image)
                clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
                shades = upright.convert("RGBA").convert("LA") if clear else upright.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data
    out = BytesIO()
    if media_type == "image/jpeg":
        shades.convert("L").save(out, "JPEG", quality=90)
    else:
        shades.save(out, "PNG")
    return out.getvalue()
