"""What heads a card, and what is said once more at the head of a page where a row or a card goes on: that is
decoration, as it was read where it began.
"""

from collections.abc import Sequence

from annual_report.design import MM, Role, Token
from annual_report.document.blocks import Blocks, Inlines, PageReference, Paragraph, Text, plain
from annual_report.renderers.pdf.bands import Band, TextBand
from annual_report.renderers.pdf.column import Column, text
from annual_report.renderers.pdf.lines import Line
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Rectangle, Sheet
from annual_report.renderers.pdf.tags import Element


class _TopRule:
    """The strong rule above a run of rows, which comes back on each page."""

    def __init__(self, rule: Rectangle, x: float) -> None:
        self._rule = rule
        self._x = x

    def again(self) -> Band:
        band = Band(self._rule.height / 2, x=self._x)
        band.marks.append((0.0, 0.0, self._rule))
        return band

    def lay(self, sheet: Sheet, x: float, top: float, bottom: float, *, last: bool) -> None:
        """Such rows have no ground."""


def under_a_rule(
    setting: Setting, bands: Sequence[Band], width: float, colour: Token = "primary-dark"
) -> None:
    """Put the strong rule, ``width`` points wide, on the upper edge of the first of some rows, and at the
    head of each page on which they go on.
    """
    thick = setting.measures.strong_rule
    rule = Rectangle(width, thick, setting.design.colour(colour))
    bands[0].marks.append((0.0, -thick / 2, rule))
    frame = _TopRule(rule, bands[0].x)
    for band in bands:
        band.frame = frame


def ruled(setting: Setting, width: float, room: float) -> list[Band]:
    """The strong rule that opens a card ``width`` points wide, with ``room`` millimetres below it."""
    band = Band(room * MM)
    rule = Rectangle(width, setting.measures.strong_rule, setting.design.colour("primary-dark"))
    band.marks.append((0.0, 0.0, rule))
    band.keeps = True
    return [band]


def continued(
    setting: Setting, title: Blocks, name: str, column: Column, role: Role = "ledger-promise"
) -> list[Band]:
    """The first paragraph of ``title`` in the type of ``role``, cut to two lines, and since which page it
    goes on; only the words where nothing has its ``name``, the id that its page is found by.
    """
    words = " ".join(plain(part.children) for part in title[:1] if isinstance(part, Paragraph))
    artifact = Element("Artifact")
    band = text(setting, (Text(words),), role, column, artifact)
    band.tied = False
    if len(band.lines) > 2:
        short = _cut_to_two(setting, band.lines, column.width)
        band = TextBand(short, before=band.before, after=band.after, x=band.x)
    if not name:
        return [band]
    before, _, after = setting.wording.continued.partition("{page}")
    said: Inlines = (Text(before.rstrip() + " "), PageReference("", name), Text(after))
    since = text(setting, said, "ledger-meta", column, artifact)
    since.after = 2 * MM
    return [band, since]


def _cut_to_two(setting: Setting, lines: list[Line], width: float) -> list[Line]:
    """The first two of a title's lines, the second ending in an ellipsis."""
    first, second = lines[0], lines[1]
    x, shown, look, owner, _, _ = second.runs[0]
    kept = shown.rstrip().split(" ")
    cut = setting.faces.cuts[look.face]
    while len(kept) > 1 and cut.widths[" ".join(kept) + " …"] * look.size / 1000 > width:
        kept.pop()
    words = " ".join(kept) + " …"
    while len(words) > 2 and cut.widths[words] * look.size / 1000 > width:
        words = words.rstrip(" …")[:-1] + "…"
    wide = cut.widths[words] * look.size / 1000
    return [first, Line([(x, words, look, owner, wide, None)], second.height, second.baseline)]
