"""Sheets -> pages of the canvas: operators and marked content (ISO 32000-1, 14.6).

Everything is an artifact unless it belongs to an element of the structure tree, so nothing on a page is
unmarked.
"""

from typing import assert_never

from annual_report.design import MM
from annual_report.renderers.pdf.canvas import TaggedCanvas
from annual_report.renderers.pdf.letters import Letters
from annual_report.renderers.pdf.lines import Line, Run
from annual_report.renderers.pdf.linking import Links
from annual_report.renderers.pdf.notation import in_black_alone, operands, string
from annual_report.renderers.pdf.pictures import PictureStore
from annual_report.renderers.pdf.pills import Capsule, capsule_path, shape_code
from annual_report.renderers.pdf.setting import Look, Setting
from annual_report.renderers.pdf.sheet import Drawing, Image, Mark, Rectangle, ShapeMark, Sheet, Spot
from annual_report.renderers.pdf.tags import Element

_UNDERLINE = 0.5, 1.8
"""Points: how thick the line under a link is, and how far below the baseline."""


class Painter:
    """Paints the sheets of one document, one after the other.

    ``marked`` then lists for each page the elements of its marked content; ``spots`` says where each id
    stands.
    """

    def __init__(
        self,
        canvas: TaggedCanvas,
        setting: Setting,
        spots: dict[str, Spot],
        pictures: PictureStore,
        pages: int,
    ) -> None:
        self.canvas = canvas
        self.marked: list[list[Element]] = []
        self.links = Links(spots, pages)
        self._setting = setting
        self._spots = spots
        self._pictures = pictures
        self._letters = [Letters(cut.font, canvas.document) for cut in setting.faces.cuts]
        self._operands: dict[str, str] = {}
        self._height = setting.page.height * MM
        self._start_page()

    def _start_page(self) -> None:
        """Forget the graphics state: every page begins with the default one."""
        self._out: list[str] = []
        self._in_artifact = False
        self._fill = ""
        self._font: tuple[str, float] = ("", 0.0)
        self._look: Look | None = None
        self._tracking = 0.0
        self._rise = 0.0
        self._seen = True
        self._at = (0.0, 0.0)
        self._leading = 0.0

    def page(self, sheet: Sheet) -> None:
        """Paint one page, and go on to the next."""
        self._start_page()
        self.marked.append([])
        for layer in (sheet.floor, sheet.ground, sheet.marks):
            for x, y, mark in layer:
                self._mark(x, y, mark)
        thick, down = _UNDERLINE
        for x, base, width, colour in self.links.under:
            self._artifact()
            self._colour(colour)
            self._out.append(f"{x:.2f} {base - down - thick / 2:.2f} {width:.2f} {thick} re f")
        self._end_artifact()
        notes = self.links.end_page(len(self.marked) - 1)
        content = "\n".join(self._out)
        self.canvas.write(in_black_alone(content) if self._setting.design.grey else content, notes)

    # --- marked content ---------------------------------------------------------------------------------

    def _artifact(self) -> None:
        if not self._in_artifact:
            self._out.append("/Artifact BMC")
            self._in_artifact = True

    def _end_artifact(self) -> None:
        if self._in_artifact:
            self._out.append("EMC")
            self._in_artifact = False

    def _begin(self, element: Element) -> None:
        """Open the marked content of an element; the caller closes it."""
        if element.tag == "Artifact":
            kind = f"/Subtype/{element.summary}" if element.summary else ""
            self._out.append(f"/Artifact <</Type/Pagination{kind}>> BDC")
            return
        elements = self.marked[-1]
        said = ""
        if element.actual:
            # The first piece of a word that was cut says it whole, the others say nothing more.
            said = f"/ActualText{string('' if element.kids else element.actual)}"
        self._out.append(f"/{element.tag} <</MCID {len(elements)}{said}>> BDC")
        element.mark(len(self.marked) - 1, len(elements))
        elements.append(element)

    # --- marks ------------------------------------------------------------------------------------------

    def _mark(self, x: float, y: float, mark: Mark) -> None:
        if isinstance(mark, list):
            self._text(x, y, mark)
            return
        match mark:
            case Rectangle():
                self._artifact()
                self._colour(mark.colour)
                bottom = self._height - y - mark.height
                self._out.append(f"{x:.2f} {bottom:.2f} {mark.width:.2f} {mark.height:.2f} re f")
            case Capsule():
                self._artifact()
                self._pill(x, y, mark)
            case ShapeMark():
                self._artifact()
                self._shape(x, y, mark)
            case Drawing():
                self._figure(x, y, mark, f"q 1 0 0 -1 {x:.2f} {self._height - y:.2f} cm {mark.code} Q")
            case Image():
                name = self._pictures.shown(self.canvas, mark.key)
                bottom = self._height - y - mark.height
                scaled = f"{mark.width:.2f} 0 0 {mark.height:.2f} {x:.2f} {bottom:.2f}"
                self._figure(x, y, mark, f"q {scaled} cm /{name} Do Q")
            case _:
                assert_never(mark)

    def _figure(self, x: float, y: float, mark: Drawing | Image, code: str) -> None:
        if mark.element is None:
            self._artifact()
            self._out.append(code)
            return
        self._end_artifact()
        self._begin(mark.element)
        self._out += (code, "EMC")
        top = self._height - y
        mark.element.box = (x, top - mark.height, x + mark.width, top)

    def _pill(self, x: float, y: float, pill: Capsule) -> None:
        line, bottom = pill.line, self._height - y - pill.height
        outline = capsule_path(pill.width - line, pill.height - line)
        dash = "[2 2] 0 d " if pill.dashed else ""
        self._out.append(
            f"q 1 0 0 1 {x + line / 2:.2f} {bottom + line / 2:.2f} cm {self._tint(pill.fill)} rg "
            f"{self._tint(pill.outline)} RG {line} w {dash}{outline} B Q"
        )
        if pill.shape:
            down = (pill.height - pill.field) / 2
            self._shape(x + pill.inset, y + down, ShapeMark(pill.shape, pill.field, pill.ink, pill.fill))

    def _shape(self, x: float, y: float, mark: ShapeMark) -> None:
        scale = mark.field / 10
        code = shape_code(mark.shape, self._tint(mark.ink), self._tint(mark.ground))
        self._out.append(f"q {scale:.4f} 0 0 {-scale:.4f} {x:.2f} {self._height - y:.2f} cm {code} Q")

    def _tint(self, colour: str) -> str:
        found = self._operands.get(colour)
        if found is None:
            found = self._operands[colour] = operands(colour)
        return found

    def _colour(self, colour: str) -> None:
        if colour != self._fill:
            self._fill = colour
            if self._look is not None and self._look.colour != colour:
                self._look = None  # it has to be set anew
            self._out.append(f"{self._tint(colour)} rg")

    # --- text -------------------------------------------------------------------------------------------

    def _text(self, x: float, y: float, lines: list[Line]) -> None:
        """Lines of one block: pills beneath, then the text, in marked content of the elements it belongs
        to.
        """
        top = y
        for line in lines:
            for left, pill in line.pills:
                self._artifact()
                self._pill(x + left, top + line.baseline + pill.foot - pill.height, pill)
            top += line.height
        self._end_artifact()
        self._out.append("BT")
        self._at = (0.0, 0.0)
        owner: Element | None = None
        for line in lines:
            base = self._height - y - line.baseline
            runs = line.runs
            if len(runs) != 1 or runs[0][3] is not owner or not self._next_line(x, base, runs[0]):
                owner = self._line(x, base, runs, owner)
            y += line.height
        self._out.append("ET" if owner is None else "EMC ET")

    def _next_line(self, x: float, base: float, run: Run) -> bool:
        """One more line that looks as the one before and belongs to the same element; false where it is not
        as simple as that.
        """
        left, text, look, element, _, waits = run
        if look is not self._look or waits is not None or element.link is not None:
            return False
        written = self._letters[look.face].alone(text)
        if written is None or self._font[0] != self._letters[look.face].first:
            return False
        self._move(x + left, base)
        self._out.append(f"({written}) Tj")
        return True

    def _move(self, x: float, base: float) -> None:
        """Go to where a run begins; from line to line by the leading, once it has been told."""
        across, down = x - self._at[0], self._at[1] - base
        self._at = x, base
        if -0.0005 < across < 0.0005 and down:
            if abs(down - self._leading) < 0.0005:
                self._out.append("T*")
                return
            self._leading = down
            self._out.append(f"0 {-down:.6g} TD")
            return
        self._out.append(f"{across:.3f} {-down:.3f} Td")

    def _line(self, x: float, base: float, runs: list[Run], owner: Element | None) -> Element | None:
        """One line; ``owner`` is the element whose marked content is open before it and after it."""
        if any(run[5] is not None for run in runs):
            runs = self._numbered(runs)
        cursor: float | None = None
        for left, text, look, element, width, _ in runs:
            if element is not owner:
                if owner is not None:
                    self._out.append("EMC")
                self._begin(element)
                owner = element
            if cursor is None or abs(cursor - left) > 0.005:
                self._move(x + left, base)
            self._show(text, look)
            cursor = left + width
            if element.link is not None:
                self.links.covers(element.link, x + left, base, width, look, text)
        return owner

    def _numbered(self, runs: list[Run]) -> list[Run]:
        """The runs of a line with the page numbers in it; what follows a number closes up to it."""
        filled: list[Run] = []
        shift = 0.0
        for left, text, look, element, width, waits in runs:
            if waits is None:
                filled.append((left - shift, text, look, element, width, None))
                continue
            number = str(self._spots[waits.target][0] + 1)
            wide = self._setting.faces.cuts[look.face].widths[number] * look.size / 1000
            if waits.flush:
                filled.append((left - wide, number + text, look, element, wide, None))
                continue
            filled.append((left - shift, number + text, look, element, wide, None))
            shift += width - wide
        return filled

    def _show(self, text: str, look: Look) -> None:
        out = self._out
        if look is not self._look:
            self._dress(look)
        for name, written in self._letters[look.face].shown(text):
            if (name, look.size) != self._font:
                self._font = name, look.size
                out.append(f"{name} {look.size:g} Tf")
            out.append(f"({written}) Tj")

    def _dress(self, look: Look) -> None:
        """Set what a look asks for besides its font."""
        out = self._out
        self._look = look
        if look.tracking != self._tracking:
            self._tracking = look.tracking
            out.append(f"{look.tracking:g} Tc")
        if look.rise != self._rise:
            self._rise = look.rise
            out.append(f"{look.rise:.2f} Ts")
        if look.seen != self._seen:
            self._seen = look.seen
            out.append("0 Tr" if look.seen else "3 Tr")
        self._colour(look.colour)
