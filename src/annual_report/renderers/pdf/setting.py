"""What one rendering needs everywhere: the design and its faces, the problems found, the present origin."""

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from annual_report.design import MM, Design, Measures, Role, Style, Weight
from annual_report.document.blocks import (
    Blocks,
    Cards,
    Contents,
    Definitions,
    Document,
    Ledger,
    ListBlock,
    Notes,
    Origin,
    Paragraph,
    Section,
    Table,
    walk,
)
from annual_report.problems import Place, Problem
from annual_report.renderers.codes import SEVERITIES
from annual_report.renderers.pdf.measure import Faces


class Look(Struct, frozen=True, gc=False):
    """How a run of text is drawn. ``face`` counts in ``Faces.cuts``; ``size``, ``tracking`` and ``rise`` (of
    the baseline) are points, ``colour`` is ``#RRGGBB``; an unseen run is read aloud and not drawn.
    """

    face: int
    size: float
    colour: str
    tracking: float = 0
    rise: float = 0
    seen: bool = True


def resized(look: Look, scale: float) -> Look:
    """The same look, larger or smaller."""
    return Look(
        look.face, look.size * scale, look.colour, look.tracking * scale, look.rise * scale, look.seen
    )


class Setting:
    """The desk at which one document is set: made for it, and thrown away after it."""

    def __init__(self, document: Document, design: Design) -> None:
        self.document = document
        self.design = design
        self.page = design.page
        self.measures: Measures = design.measures
        self.wording = document.wording
        self.faces = Faces(design.faces, design.shelves)
        self.problems: list[Problem] = []
        self.text_width = design.page.text_width * MM
        self.text_height = design.page.text_height * MM
        self.ids = frozenset(_ids(document.blocks))
        self._origins: list[Place] = [Place(document.metadata.identifier or document.metadata.title)]
        self._looks: dict[tuple[Role, Weight, str], Look] = {}
        self._others: dict[tuple[Look, int, float], Look] = {}

    def leads(self, target: str) -> bool:
        """Whether a link has somewhere to lead: an address, or an id that the document has. Reports it if
        not.
        """
        if not target.startswith("#") or target[1:] in self.ids:
            return True
        self.report(
            "AR504", f"no part of the report has the id {target[1:]!r}, so the link to it is left out"
        )
        return False

    @property
    def large(self) -> bool:
        """Whether nothing may be set smaller than the body (large print)."""
        return self.page.name == "a4-large-print"

    def style(self, role: Role) -> Style:
        """The type of a role on this page."""
        return self.design.styles[role]

    def look(self, role: Role, weight: Weight | None = None, colour: str = "") -> Look:
        """The look of a role's text, perhaps of another weight or colour."""
        style = self.design.styles[role]
        key = (role, weight or style.weight, colour)
        look = self._looks.get(key)
        if look is None:
            face = self.faces.primary(key[1])
            tint = colour or self.design.colour(style.colour)
            look = self._looks[key] = Look(face, style.size, tint, style.tracking)
        return look

    def in_face(self, look: Look, face: int, rise: float = 0.0) -> Look:
        """A look in another face, perhaps ``rise`` points higher; always the same one, so that runs join."""
        if face == look.face and not rise:
            return look
        key = look, face, rise
        if key not in self._others:
            self._others[key] = Look(face, look.size, look.colour, look.tracking, look.rise + rise, look.seen)
        return self._others[key]

    def at(self, origin: Origin | None) -> Self:
        """Name this field of the record in the problems that come up inside.

        To be used at once (``with setting.at(origin):``): every paragraph does, and a context of its own for
        each takes half as long again.
        """
        self._origins.append(self._origins[-1] if origin is None else origin.place)
        return self

    def __enter__(self) -> None:
        """Begin what ``at`` names."""

    def __exit__(self, *_: object) -> None:
        self._origins.pop()

    def report(self, code: str, message: str, hint: str | None = None) -> None:
        """A problem at the present origin."""
        self.problems.append(Problem(code, SEVERITIES[code], self._origins[-1], message, hint))


def _ids(blocks: Blocks) -> Iterator[str]:
    """Every name in a document that a link may lead to."""
    for block in walk(blocks):
        match block:
            case Section() | Paragraph() | Contents():
                yield block.id
            case Ledger():
                yield from (entry.id for entry in block.entries)
            case ListBlock() | Definitions():
                yield from (item.id for item in block.items)
            case Cards():
                yield from (card.id for card in block.cards)
            case Notes():
                yield from (note.id for note in block.notes)
            case Table():
                yield from (row.id for row in block.head + block.rows)
            case _:
                pass
