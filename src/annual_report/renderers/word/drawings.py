"""Pictures in a line of text, and the plain fields of colour behind a page."""

from annual_report.design import Design, Token
from annual_report.renderers.word import shapes
from annual_report.renderers.word.ooxml import emus, quote
from annual_report.renderers.word.pour import Pour
from annual_report.renderers.word.shape_dots import FIELD
from annual_report.renderers.word.theme import bare

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def inline_picture(
    pour: Pour, picture: str, width: float, height: float, *, alt: str = "", vector: str = "", drop: str = ""
) -> str:
    """A run with a picture of ``width`` by ``height`` millimetres in the line of text.

    ``picture`` and ``vector`` (the same as SVG) are relationship ids. Without ``alt`` it is decoration.
    ``drop`` is the inside of ``w:rPr``.
    """
    number = pour.next_id()
    wide, high = max(1, emus(width)), max(1, emus(height))
    words = f' descr="{quote(alt)}"/>' if alt else f">{_DECORATIVE}</wp:docPr>"
    blip = f">{_SVG.format(vector)}</a:blip>" if vector else "/>"
    marks = f"<w:rPr>{drop}</w:rPr>" if drop else ""
    return (
        f'<w:r>{marks}<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Picture {number}"{words}'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture}"{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def shape_picture(pour: Pour, name: str, colour: str, size: float, marks: str = "") -> str:
    """A run with one of the small shapes, ``size`` millimetres each way.

    It is decoration: the word stands beside it.
    """
    picture = pour.picture(shapes.png(name, colour), "image/png")
    vector = pour.picture(shapes.svg(name, colour), "image/svg+xml")
    size *= FIELD / 10
    return inline_picture(pour, picture, size, size, vector=vector, drop=marks)


Box = tuple[float, float, float, float]
"""Left, top, width and height, in millimetres."""


def field_of_colour(
    number: int, token: Token, design: Design, box: Box, order: int, across: str = "margin"
) -> str:
    """A run with a decorative rectangle behind the text; of two the higher ``order`` is in front.

    Left counts from the margin, which changes sides where pages are mirrored, or from the page (``across``);
    top counts from the page.
    """
    left, top, width, height = box
    theme = _scheme(token)
    fill = f'<a:schemeClr val="{theme}"/>' if theme else f'<a:srgbClr val="{bare(design, token)}"/>'
    wide, high = emus(width), emus(height)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{order}"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{across}"><wp:posOffset>{emus(left)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emus(top)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Field {number}">{_DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{fill}</a:solidFill>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _scheme(token: Token) -> str:
    """What DrawingML calls the theme's slot of a token that a field may have."""
    return {"primary": "accent1", "primary-dark": "tx2", "accent": "accent2"}.get(token, "")
