"""The structure tree (ISO 32000-1, 14.7): what is on the pages, in reading order, apart from where it stands.

Elements are made while the document is laid out, in the order in which they are read. Painting adds to each
the marked content (page and MCID) that shows it. What is never painted never appears in the file, except
the empty cells that keep a table regular.
"""

from typing import Literal

Tag = Literal[
    "Document", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "Figure", "BlockQuote", "Note", "Reference",
    "Link", "Span", "TOC", "TOCI", "Artifact",
]  # fmt: skip
"""The standard structure types (ISO 32000-1, 14.8.4) that a report is made of; an Artifact
(14.8.2.2) is drawn and not read, and never in the tree."""

Scope = Literal["", "Column", "Row"]


class Element:
    """A structure element. A late one joins its parent only when it is first painted, so that links and
    spans stand among the words of their paragraph in the order of the line.

    ``actual`` is a word that stands in pieces on several lines.

    ``target`` is where a Link leads; ``link`` is the Link that an element is or lies in. ``box`` is what a
    Figure covers: left, bottom, right, top in points, filled in when it is painted.
    """

    # What most elements leave as it is stands here once: an element is made in half the time.
    tag: Tag
    parent: "Element | None"
    kids: "list[Element | tuple[int, int]]"
    late = False
    link: "Element | None" = None
    language = ""
    alt = ""
    target = ""
    words = ""
    actual = ""
    summary = ""
    id = ""
    scope: Scope = ""
    columns = 1
    numbering: Literal["", "Decimal", "Square"] = ""
    box: tuple[float, float, float, float] | None = None
    annotations: tuple[tuple[int, int], ...] = ()
    number = 0

    def __init__(
        self,
        tag: Tag,
        parent: "Element | None" = None,
        *,
        late: bool = False,
        language: str = "",
        alt: str = "",
        target: str = "",
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.kids = []
        if language:
            self.language = language
        if alt:
            self.alt = alt
        if target:
            self.target = target
        if tag == "Link":
            self.link = self
        elif parent is not None and parent.link is not None:
            self.link = parent.link
        if late:
            self.late = True
        elif parent is not None:
            parent.kids.append(self)

    def mark(self, page: int, mcid: int) -> None:
        """Take note that this marked content, on the page counted from 0, shows the element."""
        if self.late:
            self._attach()
        self.kids.append((page, mcid))

    def _attach(self) -> None:
        if self.late and self.parent is not None:
            self.late = False
            self.parent._attach()  # noqa: SLF001 - the same class
            self.parent.kids.append(self)


def heading(level: int) -> Tag:
    """The tag of a heading; a level beyond six is read as the sixth."""
    tags: tuple[Tag, ...] = ("H1", "H2", "H3", "H4", "H5", "H6")
    return tags[min(max(level, 1), 6) - 1]
