"""Where the text of a page stands: what a printer's safe area is compared with."""

from annual_report.design import MM
from annual_report.renderers.pdf.lines import Line
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Sheet

Edges = tuple[float, float, float, float]

_DESCENT = 0.25
"""How far letters reach below the baseline, in parts of the type size."""


def text_edges(setting: Setting, sheet: Sheet) -> Edges | None:
    """The left, top, right and bottom edge of a page's text, in millimetres; None where it has none."""
    boxes = [
        box for x, y, mark in sheet.marks if isinstance(mark, list) for box in _boxes(setting, x, y, mark)
    ]
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left) / MM, min(top) / MM, max(right) / MM, max(bottom) / MM


def _boxes(setting: Setting, x: float, y: float, lines: list[Line]) -> list[Edges]:
    """The box of each run of some lines, in points: from the capitals to the descenders."""
    boxes = []
    for line in lines:
        base = y + line.baseline
        for left, shown, look, _, width, waits in line.runs:
            if look.seen and shown.strip():
                up = setting.faces.cuts[look.face].capital * look.size + look.rise
                start = x + left - (width if waits is not None and waits.flush else 0.0)
                boxes.append((start, base - up, start + width, base + _DESCENT * look.size))
        y += line.height
    return boxes
