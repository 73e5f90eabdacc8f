"""A page while it is being filled: what stands where, on which layer, and what can be linked to."""

from msgspec import Struct

from annual_report.document.blocks import Shape
from annual_report.renderers.pdf.lines import Line
from annual_report.renderers.pdf.pills import Capsule
from annual_report.renderers.pdf.tags import Element

Spot = tuple[int, float]
"""A page counted from 0, and a height on it in points from its foot."""


class Rectangle(Struct, frozen=True, gc=False):
    """A filled rectangle; lengths in points."""

    width: float
    height: float
    colour: str


class ShapeMark(Struct, frozen=True, gc=False):
    """The shape of an outcome on a square field: the colour of its lines, and of what shows through."""

    shape: Shape
    field: float
    ink: str
    ground: str


class Drawing(Struct, frozen=True):
    """Operators that draw on a field of ``width`` x ``height`` points, y downwards from its top left corner.

    ``element`` is the Figure that says in words what it shows; None where it is decoration.
    """

    code: str
    width: float
    height: float
    element: Element | None


class Image(Struct, frozen=True):
    """A picture from pixels, scaled to ``width`` x ``height`` points; ``key`` names it in the picture
    store.
    """

    key: str
    width: float
    height: float
    element: Element | None


Mark = Rectangle | ShapeMark | Capsule | Drawing | Image | list[Line]


class Sheet:
    """One page. Coordinates are points from the top left corner of the paper."""

    def __init__(self, number: int, left: float, *, furnished: bool) -> None:
        self.number = number
        self.left = left
        self.furnished = furnished
        self.headed = True
        self.floor: list[tuple[float, float, Mark]] = []
        self.ground: list[tuple[float, float, Mark]] = []
        self.marks: list[tuple[float, float, Mark]] = []
        self.anchors: list[tuple[str, float]] = []
        self.bookmarks: list[tuple[int, str, str, float]] = []

    def add(self, x: float, y: float, mark: Mark) -> None:
        """Put a mark on the page."""
        self.marks.append((x, y, mark))

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Lay a rectangle under everything that is not ground itself."""
        self.ground.append((x, y, Rectangle(width, height, colour)))

    def lay(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Lay a rectangle under all grounds and rules: a column that runs through the rows of a table."""
        self.floor.append((x, y, Rectangle(width, height, colour)))

    def anchor(self, name: str, y: float) -> None:
        """Make this height of the page the place that links to ``name`` lead to."""
        self.anchors.append((name, y))

    def bookmark(self, heading: tuple[int, str, str], y: float) -> None:
        """Take a heading (level, title, id) into the outline."""
        self.bookmarks.append((*heading, y))
