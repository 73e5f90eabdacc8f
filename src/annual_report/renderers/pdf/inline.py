"""Inline content -> words with their widths, ready to be broken into lines.

A word is what may not be torn between lines; it may be of several looks ("**bold**," is one word of two).
"""

from itertools import pairwise
from typing import assert_never

from msgspec import Struct

from annual_report.design import Role, Weight
from annual_report.document.blocks import (
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    PageReference,
    Pill,
    Span,
    Strong,
    Text,
)
from annual_report.renderers.pdf.measure import named, settled
from annual_report.renderers.pdf.pills import Capsule, capsule, word_look
from annual_report.renderers.pdf.setting import Look, Setting
from annual_report.renderers.pdf.tags import Element
from annual_report.scripts import ethiopic, far_eastern, from_right, needs_shaping

NBSP = "\u00a0"

ARTICLES = frozenset(("a", "an", "the", "A", "An", "The", "-", "–", "—"))
"""Words that no line ends in: articles, and a short dash between blanks."""

_COUNTED = frozenset(("page", "priority", "note", "Page", "Priority", "Note"))
"""Words that stay with the number after them."""

_MONTHS = frozenset(
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
     "November", "December")
)  # fmt: skip
"""Words that stay with the day before them."""

_DASHES = frozenset(("-", "–", "—"))

_BINDING = ARTICLES | _COUNTED | _MONTHS

_RESERVED = "000"
"""Room for a page number that is not known yet; the rest of its line closes up when it is."""


class PageNumber(Struct, frozen=True, gc=False):
    """A number known only when all pages are made: that of the page on which an id stands.

    A ``flush`` one ends where its run begins: it stands at the right edge.
    """

    target: str
    flush: bool = False


Part = tuple[str, Look, Element, float, PageNumber | Capsule | None]
"""Characters of one look: the text, its look, the element that it belongs to, its width in points, and what
it is besides text."""

Gap = tuple[float, Look, Element]
"""A blank: its width, and what it looks like and belongs to."""


class Words:
    """A paragraph as words. ``gaps[i]`` is the blank before word ``i``, None where there is none; a line must
    end before each word in ``forced``.
    """

    __slots__ = ("forced", "gaps", "parts", "widths")

    def __init__(self) -> None:
        self.parts: list[tuple[Part, ...]] = []
        self.widths: list[float] = []
        self.gaps: list[Gap | None] = []
        self.forced: set[int] = set()


class Plain:
    """A paragraph of one look that belongs to one element: the everyday case, kept cheap."""

    __slots__ = ("look", "owner", "space", "widths", "words")

    def __init__(
        self, words: list[str], widths: list[float], space: float, look: Look, owner: Element
    ) -> None:
        self.words = words
        self.widths = widths
        self.space = space
        self.look = look
        self.owner = owner


def words_of(
    setting: Setting, children: Inlines, role: Role, owner: Element, colour: str = ""
) -> Plain | Words:
    """The words of a paragraph in the look of a role, perhaps of another colour."""
    if len(children) == 1:
        only = children[0]
        if isinstance(only, Text):
            plain = _plain(setting, only.text, setting.look(role, None, colour), owner)
            if plain is not None:
                return plain
    return _Flattener(setting, role, owner, colour).run(children)


def _plain(setting: Setting, text: str, look: Look, owner: Element) -> Plain | None:
    """A text of one look; None where another face has to help out."""
    text = checked(setting, text)
    cut = setting.faces.cuts[look.face]
    if not text.isascii() and (cut.unspaced or not cut.covered.issuperset(text)):
        return None
    words = [word for word in bind(text) if word]
    widths, size = cut.widths, look.size / 1000
    if look.tracking:
        measured = [widths[word] * size + len(word) * look.tracking for word in words]
    else:
        measured = [widths[word] * size for word in words]
    return Plain(words, measured, widths[" "] * size + look.tracking, look, owner)


def bind(text: str) -> list[str]:
    """The words of a text, with those joined (by an unbreakable blank) that no line may end between."""
    words = [word for word in text.split(" ") if word] if "  " in text else text.split(" ")
    if _BINDING.isdisjoint(words):
        return words
    bound = [words[0]]
    for before, word in pairwise(words):
        last = before.rpartition(NBSP)[2] if NBSP in before else before
        joins = (
            last in ARTICLES
            or (word in _DASHES and bool(last))
            or (last in _COUNTED and word[:1].isdigit())
            or (last.isdigit() and len(last) < 3 and word.rstrip(".,;:)") in _MONTHS)
        )
        if joins and word and last:
            bound[-1] += NBSP + word
        else:
            bound.append(word)
    return bound


def checked(setting: Setting, text: str) -> str:
    """A text without what has no shape; reports characters that can't be drawn, each once a text."""
    if text.isascii() and text.isprintable():
        return text
    text = settled(text)
    cuts = setting.faces.cuts
    if cuts[0].covered.issuperset(text):
        return text
    missing = setting.faces.missing(text, setting.document)
    if missing:
        _report(setting, missing)
    return "".join([c for c in text if c not in missing])


def _report(setting: Setting, missing: list[str]) -> None:
    """Say why some characters can't be drawn: by the way that they are written, or for want of a drawing."""
    turned = [c for c in missing if from_right(c)]
    if turned:
        setting.report(
            "AR502",
            f"text from right to left can't be drawn, from {named(turned[0])} on",
            "leave it to the web page and the Word file, which can show it",
        )
    shaped = [c for c in missing if needs_shaping(c) and c not in turned]
    if shaped:
        setting.report(
            "AR505",
            f"letters that change in company can't be drawn, from {named(shaped[0])} on",
            "leave it to the web page and the Word file, which can show it",
        )
    others = [c for c in missing if c not in turned and c not in shaped]
    if others:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        hint = "write it another way, or give the brand a typeface that has it"
        if any(far_eastern(c) or ethiopic(c) for c in others):
            hint = "install faces for further scripts: pip install 'forum-annual-report[scripts]'"
        setting.report(
            "AR501",
            f"{setting.faces.cuts[0].family} has no drawing for {', '.join(map(named, others[:3]))}{more}",
            hint,
        )


def width_of(setting: Setting, text: str, look: Look) -> float:
    """How wide a text is drawn, in points."""
    width = setting.faces.cuts[look.face].widths[text] * look.size / 1000
    return width + look.tracking * len(text) if look.tracking else width


class _Flattener:
    """Walks the inline content of one paragraph and lists its words."""

    def __init__(self, setting: Setting, role: Role, owner: Element, colour: str) -> None:
        self.setting = setting
        self.role = role
        self.words = Words()
        self._owner = owner
        self._weight: Weight | None = None
        self._colour = colour
        self._word: list[Part] = []
        self._gap: Gap | None = None
        self._widen = False

    def run(self, children: Inlines) -> Words:
        self._walk(children)
        self._flush()
        return self.words

    def _walk(self, children: Inlines) -> None:
        for child in children:
            match child:
                case Text():
                    self._text(child.text)
                case Strong() | Emphasis():
                    self._styled(child.children, self._owner, 600, self._colour)
                case Span():
                    self._span(child)
                case Link():
                    self._link(child)
                case LineBreak():
                    self._flush()
                    self._gap = None
                    self.words.forced.add(len(self.words.parts))
                case PageReference():
                    self._page(child)
                case NoteReference():
                    self._note(child)
                case Pill():
                    self._pill(child)
                case _:
                    assert_never(child)

    def _styled(self, children: Inlines, owner: Element, weight: Weight | None, colour: str) -> None:
        outer = self._owner, self._weight, self._colour
        self._owner, self._weight, self._colour = owner, weight, colour
        self._walk(children)
        self._owner, self._weight, self._colour = outer

    def _span(self, span: Span) -> None:
        owner = self._owner
        if span.language:
            owner = Element("Span", owner, late=True, language=span.language)
        weight: Weight | None = 600 if span.role in ("run-in", "number") else self._weight
        colour = self.setting.design.colour("ink-quiet") if span.role == "quiet" else self._colour
        with self.setting.at(span.origin):
            self._styled(span.children, owner, weight, colour)
        self._widen = span.role == "run-in"

    def _link(self, link: Link) -> None:
        if not self.setting.leads(link.target):
            self._walk(link.children)
            return
        owner = Element("Link", self._owner, late=True, target=link.target)
        self._styled(link.children, owner, self._weight, self.setting.design.colour("primary"))

    def _page(self, reference: PageReference) -> None:
        if not self.setting.leads(f"#{reference.target}"):
            return
        before = reference.before
        self._text(before[:-1] + NBSP if before.endswith(" ") else before)
        look = self._look()
        room = width_of(self.setting, _RESERVED, look)
        self._word.append(("", look, self._owner, room, PageNumber(reference.target)))

    def _note(self, note: NoteReference) -> None:
        owner, target = self._owner, f"#{note.target}"
        if self.setting.leads(target):
            owner = Element("Link", self._owner, late=True, target=target)
        look = self._look()
        size = look.size if self.setting.large else look.size * 0.66
        look = Look(
            self.setting.faces.strong, size, look.colour, 0, look.size * (0.3 if self.setting.large else 0.34)
        )
        text = checked(self.setting, note.number)
        self._word.append((text, look, owner, width_of(self.setting, text, look), None))

    def _pill(self, pill: Pill) -> None:
        with self.setting.at(pill.origin):
            text = checked(self.setting, pill.words)
        look = self._whole(text, word_look(self.setting, pill))
        drawn = capsule(self.setting, pill, width_of(self.setting, text, look))
        owner = self._owner
        if pill.language:
            owner = Element("Span", owner, late=True, language=pill.language)
        self._word.append((text, look, owner, drawn.width, drawn))

    def _whole(self, text: str, look: Look) -> Look:
        """A look in the face that has all of a text."""
        face = self.setting.faces.whole(text, look.face)
        if face is None and text:
            hint = "give it a shorter label, of one script"
            self.setting.report("AR501", f"no one typeface has all of “{text}”", hint)
        return self.setting.in_face(look, look.face if face is None else face)

    def _look(self) -> Look:
        return self.setting.look(self.role, self._weight, self._colour)

    def _text(self, text: str) -> None:
        """Characters; blanks in them part words."""
        look = self._look()
        space = width_of(self.setting, " ", look)
        text = checked(self.setting, text)
        first, *others = bind(text)
        if first:
            self._add(first, look)
        if not others:
            return
        self._part(space, look)
        *whole, last = others
        if whole and self._is_simple(text, look):
            whole = self._whole_words(whole, (space, look, self._owner))
        for chunk in whole:
            if chunk:
                self._add(chunk, look)
            self._part(space, look)
        if last:
            self._add(last, look)

    def _part(self, space: float, look: Look) -> None:
        """End the word; the next stands a blank from it."""
        self._flush()
        self._gap = (space * 2 if self._widen else space, look, self._owner)
        self._widen = False

    def _is_simple(self, text: str, look: Look) -> bool:
        """Whether one face has all of a text, and lines of it end in blanks only."""
        cut = self.setting.faces.cuts[look.face]
        return text.isascii() or (cut.covered.issuperset(text) and not cut.unspaced)

    def _whole_words(self, chunks: list[str], gap: Gap) -> list[str]:
        """Take in words that stand by themselves, all at once; what is left of them.

        The first follows the gap that is open.
        """
        words, look, owner = self.words, gap[1], gap[2]
        if not all(chunks) or not words.parts or len(words.parts) in words.forced:
            return chunks
        measured = [width_of(self.setting, chunk, look) for chunk in chunks]
        words.parts += [
            ((chunk, look, owner, wide, None),) for chunk, wide in zip(chunks, measured, strict=True)
        ]
        words.widths += measured
        words.gaps += [self._gap, *[gap] * (len(chunks) - 1)]
        self._gap = gap
        return []

    def _add(self, chunk: str, look: Look) -> None:
        setting = self.setting
        cut = setting.faces.cuts[look.face]
        if cut.covered.issuperset(chunk) and (not cut.unspaced or chunk.isascii()):
            self._word.append((chunk, look, self._owner, width_of(setting, chunk, look), None))
            return
        # Both are needed for few reports, and loading them takes a while.
        from annual_report.renderers.pdf.breaking import breakable
        from annual_report.renderers.pdf.clusters import pieces

        setting.faces.missing(chunk, setting.document)  # so that the shelves are asked for this weight too
        for number, piece in enumerate(breakable(chunk)):
            if number:
                self._flush()
            self._word += pieces(setting, piece, look, self._owner)

    def _flush(self) -> None:
        if not self._word:
            return
        words = self.words
        first = not words.parts or len(words.parts) in words.forced
        words.gaps.append(None if first else self._gap)
        words.parts.append(tuple(self._word))
        words.widths.append(
            self._word[0][3] if len(self._word) == 1 else sum([part[3] for part in self._word])
        )
        self._word = []
        self._gap = None
