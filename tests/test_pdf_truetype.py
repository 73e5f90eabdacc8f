"""Faces are measured straight from their files, to the numbers that ReportLab draws with."""

from io import BytesIO
from pathlib import Path

import pytest
import reportlab
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase.ttfonts import TTFont

from annual_report.fonts import faces
from annual_report.renderers.pdf.truetype import metrics

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
FILES = {face.name: face.data for face in faces("Source Sans 3")} | {"Vera": VERA.read_bytes()}


@pytest.mark.parametrize("name", FILES)
def test_widths_are_those_that_are_drawn(name: str) -> None:
    """Every character has the width that the file will say it has, whichever form of map the face has."""
    drawn = TTFont(f"{name}-measured", BytesIO(FILES[name]), shapable=False).face
    found = metrics(FILES[name])
    assert set(found.widths) == set(FontFile(BytesIO(FILES[name])).getBestCmap())
    wrong = {
        code: (width, drawn.charWidths[code])
        for code, width in found.widths.items()
        # A no-break space is drawn as a plain one.
        if code != 0xA0 and code in drawn.charWidths and abs(width - drawn.charWidths[code]) > 0.5
    }
    assert wrong == {}


def test_heights_of_the_default_face() -> None:
    """Ascent, descent and capitals are those of the face, in thousandths of the type size."""
    regular = metrics(FILES["SourceSans3-Regular"])
    assert (regular.ascent, regular.descent, regular.capital) == (1024, -400, 660)
    assert regular.default > 0


def test_a_file_without_a_character_map_is_refused() -> None:
    """A face that maps no Unicode can't be measured, and says so."""
    data = bytearray(FILES["Vera"])
    at = next(
        int.from_bytes(data[12 + 16 * n + 8 : 12 + 16 * n + 12])
        for n in range(data[5])
        if data[12 + 16 * n : 16 + 16 * n] == b"cmap"
    )
    data[at + 2 : at + 4] = b"\0\0"
    with pytest.raises(ValueError, match="no Unicode character map"):
        metrics(bytes(data))
