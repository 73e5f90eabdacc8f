"""One document on its way into Word: what is known of it, and what has been used up so far."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from msgspec import Struct

from annual_report.design import Design
from annual_report.document.blocks import Blocks, Note, Origin, Section, Wording
from annual_report.renderers import Pages
from annual_report.renderers.word.lists import Numbering
from annual_report.renderers.word.looks import style_id
from annual_report.renderers.word.ooxml import quote
from annual_report.renderers.word.package import Part, Relationships
from annual_report.renderers.word.survey import Survey

TAG_LENGTH = 64
"""The most characters that Word takes as a content control's tag, or shows as its title."""
_BOOKMARK_LENGTH = 40

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}


class Setting(Struct, frozen=True):
    """Where text stands: the style of an ordinary paragraph there, and what else depends on the place.

    ``width`` is the room in millimetres. In a table cell (``inside``) content controls go round words, not
    round paragraphs, because a cell has to end with a paragraph of its own.
    """

    text: str
    width: float
    language: str = ""
    depth: int = 0
    inside: bool = False
    lists: tuple[int, int] | None = None
    """The bulleted and the numbered list that keep to the indents of the place, in its own style."""
    after_table: bool = False
    before_table: bool = False
    plain_outcomes: Literal["", "above", "beside"] = ""
    """Where an outcome has no ground or outline, and where its shape then stands to its word."""
    wide: bool = False
    """On a landscape page."""

    @property
    def in_body(self) -> bool:
        """Whether a page may end here: not in a cell, a callout or a list."""
        return not self.inside and self.lists is None and not self.depth


class Pour:
    """The state of one rendering. ``write`` turns blocks into paragraphs and tables; the constructions call
    it for what stands inside them, so that none has to know the others.
    """

    def __init__(
        self,
        design: Design,
        survey: Survey,
        wording: Wording,
        pages: Pages | None,
        write: Callable[[Blocks, "Pour", Setting], list[str]],
    ) -> None:
        self.design = design
        self.survey = survey
        self.wording = wording
        self.pages: Mapping[str, int] = pages.numbers if pages and pages.steady else {}
        """The pages that are sure to be Word's as well."""
        self._openers = pages.openers if pages else None
        self._steady = pages is None or pages.steady
        self._write = write
        self.styles: Mapping[str, str] = {}
        """The template's styles, name in lower case to id; empty where the sheet is our own."""
        self.lacking: dict[str, None] = {}
        """Styles that were asked for and that the template lacks."""
        self.prefix = ""
        """What the names of our parts begin with, so that none meets one of the template's."""
        self.first_note = 1
        self.numbering = Numbering()
        self.relationships = Relationships()
        self.media: dict[bytes, Part] = {}
        self.notes: list[Note] = []
        self.at_foot = False
        """Whether a footnote is being written: a note can't hold a note."""
        self.spacious = False
        """Whether the part that is being written has asked for a page of its own, and has it."""
        self.fresh = False
        """Whether a page has just begun, with nothing on it yet."""
        self.banded = False
        """Whether the first page begins with a cover's band, in the place of its header."""
        self.band_done = False
        """Whether the section that has that header is written."""
        self.heading = ""
        """The words of the nearest heading above, for tables that have no caption of their own."""
        self._ids = 0
        self._marked: set[str] = set()
        self._controls: dict[str, str] = {}

    def opens(self, section: Section) -> bool:
        """Whether a part opens a page: as it does in the PDF, or as it wishes where that is not known.

        Where Word's pages may be others than the PDF's, only a part that asks for it opens one. Elsewhere a
        part stands at the top there because the page before was full, and in Word that may hold two lines.
        """
        if self._openers is None:
            return section.opens == "page"
        return section.id in self._openers and (self._steady or section.opens == "page")

    def write(self, blocks: Blocks, setting: Setting) -> list[str]:
        """The blocks as paragraphs and tables, in order."""
        return self._write(blocks, self, setting)

    def style(self, name: str) -> str:
        """The id of the style of that name."""
        if not self.styles:
            return style_id(name)
        known = self.styles.get(name.lower())
        if known is None:
            self.lacking[name] = None
        return known or style_id(name)

    def count_from(self, number: int) -> None:
        """Start the numbers of ``next_id`` beyond those of a template."""
        self._ids = number

    def next_id(self) -> int:
        """A number that nothing else in this document has."""
        self._ids += 1
        return self._ids

    def bookmark(self, name: str, inner: str) -> str:
        """Content with a bookmark round it, for the id of a block; an id is marked once."""
        if not name or name in self._marked:
            return inner
        self._marked.add(name)
        number = self.next_id()
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(name)}"/>{inner}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def control(self, origin: Origin | None, inner: str) -> str:
        """Content in a content control that carries the address of its field; invisible in everyday use."""
        if origin is None or not inner:
            return inner
        address = origin.address
        named = self._controls.get(address)
        if named is None:
            named = self._controls[address] = _named_control(address)
        return (
            f'{named}<w:id w:val="{self.next_id()}"/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        )

    def picture(self, data: bytes, media_type: str) -> str:
        """The id of the relationship to a picture; equal pictures are stored once."""
        if data not in self.media:
            name = f"word/media/{self.prefix}image{len(self.media) + 1}.{_EXTENSIONS[media_type]}"
            self.media[data] = Part(name, media_type, data)
        return self.relationships.add("image", self.media[data].name.removeprefix("word/"))


_NO_BOOKMARK = re.compile(r"[^A-Za-z0-9]")
_NO_WORD = re.compile(r"[^\w'’-]|_")


@lru_cache(maxsize=4096)
def bookmark_name(name: str) -> str:
    """An id as a bookmark: letters, digits and ``_``, a letter first, at most 40 characters.

    What had to be changed ends in part of its hash, so that two ids never become one bookmark.
    """
    kept = _NO_BOOKMARK.sub("_", name)
    if kept == name and kept[:1].isalpha() and len(kept) <= _BOOKMARK_LENGTH:
        return kept
    digest = sha256(name.encode()).hexdigest()[:8]
    return f"p_{kept[: _BOOKMARK_LENGTH - 11]}_{digest}"


def _named_control(address: str) -> str:
    """The beginning of a content control, with the title and the tag of that address."""
    # A title is letters, digits, blanks, hyphens and apostrophes: nothing in it needs to be quoted.
    title, tag = control_title(address), quote(control_tag(address))
    return f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/>'


def control_tag(address: str) -> str:
    """The address of a field as a tag; a longer one keeps its beginning and ends in part of its hash."""
    if _units(address) <= TAG_LENGTH:
        return address
    digest = sha256(address.encode()).hexdigest()[:16]
    return f"{_cut(address, TAG_LENGTH - len(digest) - 1)}~{digest}"


def control_title(address: str) -> str:
    """What a control is called where Word shows it: an address as words, "2023-24 priorities pay text"."""
    words = " ".join(_NO_WORD.sub(" ", address).split())
    return words if _units(words) <= TAG_LENGTH else f"{_cut(words, TAG_LENGTH - 1)}…"


def _units(words: str) -> int:
    """Length in UTF-16 code units, which is how Word counts."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le")) // 2


def _cut(words: str, units: int) -> str:
    return words.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
