"""A face is read for drawing as ReportLab itself reads it, only faster."""

from io import BytesIO

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from annual_report.brand import FAMILY
from annual_report.design import Face
from annual_report.fonts import faces
from annual_report.renderers.pdf.typeface import Typeface

OWN = (
    "charToGlyph",
    "charWidths",
    "defaultWidth",
    "hmetrics",
    "glyphPos",
    "bbox",
    "flags",
    "stemV",
    "ascent",
)


@pytest.mark.parametrize("face", faces(FAMILY), ids=lambda face: face.name)
def test_a_face_is_what_reportlab_reads(face: Face) -> None:
    """What ReportLab's own reading sets for drawing and embedding is the same here, and so is a subset."""
    theirs, ours = TTFont(face.name, BytesIO(face.data), shapable=False), Typeface(face)
    for name in OWN:
        said, read = getattr(theirs.face, name), getattr(ours.face, name)
        assert (list(read) if isinstance(said, list) else read) == said, name
    assert vars(ours).keys() - {"_kept", "has_ascii"} == vars(theirs).keys()
    wanted = [0, *b"Report of 2024/25", 0x175, 0x2019, 0xA0, 0x10FFFF]
    assert ours.face.makeSubset(wanted) == theirs.face.makeSubset(wanted)
