"""Words -> lines: where a line may end, and where it should.

No hyphenation: a word too wide for its column is cut after a sign that addresses are read by, else where it
must be. A last line of one word is avoided; headings and quotations are balanced.
"""

import re
from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

from annual_report.renderers.pdf.inline import NBSP, Gap, PageNumber, Part, Plain, Words, width_of
from annual_report.renderers.pdf.pills import Capsule
from annual_report.renderers.pdf.setting import Look, Setting
from annual_report.renderers.pdf.tags import Element

Run = tuple[float, str, Look, Element, float, PageNumber | None]
"""Text on a line: its left end (points from the column's), the text, its look, the element that it belongs
to, its width without a blank at its end, and the number that it is to show if that is not known yet.
"""


class Line(Struct, gc=False):
    """A line of text: its runs from left to right, its height, its baseline (points below its top), and the
    pills in it with their left ends.
    """

    runs: list[Run]
    height: float
    baseline: float
    pills: tuple[tuple[float, Capsule], ...] = ()


def set_lines(
    setting: Setting,
    words: Plain | Words,
    width: float,
    leading: float,
    *,
    balanced: bool = False,
    right: bool = False,
) -> list[Line]:
    """A paragraph broken into lines of ``width`` points at most, ``leading`` apart.

    Each line but the last ends in a blank, unless a word goes on; ``right`` sets the lines flush right.
    """
    if not words.widths:
        return []
    if max(words.widths) > width:
        words = _cut_down(setting, words, width)
    if isinstance(words, Plain) and not balanced:
        lines = _plain_lines(setting, words, width, leading)
    else:
        lines = _any_lines(setting, words, width, leading, balanced=balanced)
    if right:
        _flush_right(lines, width)
    return lines


def _plain_lines(setting: Setting, words: Plain, width: float, leading: float) -> list[Line]:
    """The lines of a paragraph of one look, found by the sums of the widths: an everyday paragraph takes a
    sixth of the time.
    """
    space, last = words.space, len(words.widths)
    ends = [*accumulate([wide + space for wide in words.widths], initial=0.0)]
    baseline = leading / 2 + setting.faces.cuts[words.look.face].middle * words.look.size
    room = width + 0.01 + space
    lines: list[Line] = []
    start = 0
    while start < last:
        end = max(bisect_right(ends, ends[start] + room) - 1, start + 1)
        if end == last - 1 and end - start > 2 and ends[last] - ends[end - 1] <= width + space:
            end -= 1  # or the last line would be of one word
        text = " ".join(words.words[start:end])
        if end < last:
            text += " "
        run: Run = (0.0, text, words.look, words.owner, ends[end] - ends[start] - space, None)
        lines.append(Line([run], leading, baseline))
        start = end
    return lines


def _any_lines(
    setting: Setting, words: Plain | Words, width: float, leading: float, *, balanced: bool
) -> list[Line]:
    gaps = _gap_widths(words)
    forced = words.forced if isinstance(words, Words) else set()
    starts = _breaks(words.widths, gaps, forced, width)
    if balanced and len(starts) > 1:
        starts = _balance(words.widths, gaps, forced, width, starts)
    starts = _spare_last(words.widths, gaps, forced, width, starts)
    ends = [*starts[1:], len(words.widths)]
    make = _MixedLines(setting, _as_words(words), leading)
    last = len(ends) - 1
    return [
        make.line(start, end, blank=place < last)
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _gap_widths(words: Plain | Words) -> list[float]:
    if isinstance(words, Plain):
        return [words.space] * len(words.widths)
    return [0.0 if gap is None else gap[0] for gap in words.gaps]


def _breaks(widths: list[float], gaps: list[float], forced: set[int], width: float) -> list[int]:
    """The first word of each line, filling line after line."""
    starts = [0]
    x = widths[0]
    room = width + 0.01
    for place in range(1, len(widths)):
        further = x + gaps[place] + widths[place]
        if further > room or place in forced:
            starts.append(place)
            x = widths[place]
        else:
            x = further
    return starts


def _spare_last(
    widths: list[float], gaps: list[float], forced: set[int], width: float, starts: list[int]
) -> list[int]:
    """The same breaks, but with a second word on the last line where it would hold a single one."""
    last = starts[-1]
    if len(starts) < 2 or last != len(widths) - 1 or last in forced or last - starts[-2] < 3:
        return starts
    moved = last - 1
    if gaps[last] == 0 or gaps[moved] == 0 or widths[moved] + gaps[last] + widths[last] > width:
        return starts
    return [*starts[:-1], moved]


def _balance(
    widths: list[float], gaps: list[float], forced: set[int], width: float, starts: list[int]
) -> list[int]:
    """The breaks of the narrowest column that takes no more lines."""
    low, high, best = max(widths), width, starts
    for _ in range(8):
        middle = (low + high) / 2
        tried = _breaks(widths, gaps, forced, middle)
        if len(tried) <= len(starts):
            high, best = middle, tried
        else:
            low = middle
    return best


def _flush_right(lines: list[Line], width: float) -> None:
    for line in lines:
        end = max((x + wide for x, _, _, _, wide, _ in line.runs), default=0.0)
        shift = width - end
        line.runs = [(x + shift, *rest) for x, *rest in line.runs]  # type: ignore[misc]
        line.pills = tuple((x + shift, pill) for x, pill in line.pills)


# --- words that are too wide ----------------------------------------------------------------------------

_SEAMS = re.compile(r"[^\u00a0/.\-_?&=@:;,]+[\u00a0/.\-_?&=@:;,]*|[\u00a0/.\-_?&=@:;,]+")
"""A long word falls into pieces after the signs that addresses are read by."""


def _cut_down(setting: Setting, words: Plain | Words, width: float) -> Words:
    """The same paragraph with the words that are too wide cut into pieces that are not."""
    whole = _as_words(words)
    cut = Words()
    for place, parts in enumerate(whole.parts):
        if place in whole.forced:
            cut.forced.add(len(cut.parts))
        gap = whole.gaps[place]
        pieces = [parts] if whole.widths[place] <= width else _pieces(setting, _as_one(parts), width)
        for piece in pieces:
            cut.parts.append(piece)
            cut.widths.append(sum([part[3] for part in piece]))
            cut.gaps.append(gap)
            gap = None
    return cut


def _as_one(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The same word as a Span that says it whole, so that it is read and copied without its cuts."""
    said = "".join(part[0] for part in parts)
    owners = {part[2] for part in parts}
    if len(owners) > 1 or NBSP in said or any(isinstance(part[4], PageNumber) for part in parts):
        return parts
    (owner,) = owners
    if owner.tag == "Artifact":
        return parts
    span = Element("Span", owner, late=True)
    span.actual = said
    return tuple([(text, look, span, wide, besides) for text, look, _, wide, besides in parts])


def _as_words(words: Plain | Words) -> Words:
    if isinstance(words, Words):
        return words
    mixed = Words()
    look, owner = words.look, words.owner
    mixed.parts = [
        ((word, look, owner, wide, None),) for word, wide in zip(words.words, words.widths, strict=True)
    ]
    mixed.widths = words.widths
    gap: Gap = (words.space, look, owner)
    mixed.gaps = [gap if place else None for place in range(len(words.words))]
    return mixed


def _pieces(setting: Setting, parts: tuple[Part, ...], width: float) -> list[tuple[Part, ...]]:
    """A word in pieces no wider than ``width``, each as long as it can be."""
    atoms: list[Part] = []
    for part in parts:
        text, look, owner, wide, besides = part
        if isinstance(besides, Capsule) and wide > width:
            plain = Look(look.face, look.size, setting.design.colour("ink"))
            atoms += _atoms(setting, text, plain, owner, width)
        elif besides is not None or not text:
            atoms.append(part)
        else:
            atoms += _atoms(setting, text, look, owner, width)
    pieces: list[list[Part]] = []
    room = 0.0
    for atom in atoms:
        if not pieces or atom[3] > room:
            pieces.append([])
            room = width
        pieces[-1].append(atom)
        room -= atom[3]
    return [tuple(piece) for piece in pieces]


def _atoms(setting: Setting, text: str, look: Look, owner: Element, width: float) -> list[Part]:
    """What a text may be cut into: at its seams, and by the letter where a piece is still too wide."""
    atoms: list[Part] = []
    for piece in _SEAMS.findall(text):
        wide = width_of(setting, piece, look)
        if wide <= width:
            atoms.append((piece, look, owner, wide, None))
        else:
            atoms += [(c, look, owner, width_of(setting, c, look), None) for c in piece]
    return atoms


# --- a line's runs --------------------------------------------------------------------------------------


_WIDENED = 0.3
"""A blank wider than this part of the type size was widened."""


class _MixedLines:
    """Lines of a paragraph of several looks, with links, spans, pills or page numbers in it."""

    def __init__(self, setting: Setting, words: Words, leading: float) -> None:
        self._setting = setting
        self._words = words
        self._leading = leading

    def line(self, start: int, end: int, *, blank: bool) -> Line:
        words, line = self._words, _Runs()
        for place in range(start, end):
            gap = words.gaps[place]
            if place > start and gap is not None:
                line.blank(*gap)
            for part in words.parts[place]:
                line.add(part)
        runs = line.ended()
        if blank and (end == len(words.parts) or words.gaps[end] is not None or end in words.forced):
            _end_in_blank(runs)
        return self._finish(runs, tuple(line.pills))

    def _finish(self, runs: list[Run], pills: tuple[tuple[float, Capsule], ...]) -> Line:
        look = runs[0][2] if runs else None
        size = max((run[2].size for run in runs), default=0.0)
        middle = self._setting.faces.cuts[look.face if look else 0].middle
        baseline = self._leading / 2 + middle * size
        height = self._leading
        if pills:
            tall = max(pill.height for _, pill in pills)
            foot = max(pill.foot for _, pill in pills)
            baseline = max(baseline, tall - foot)
            height = max(height, baseline + foot)
        return Line(runs, height, baseline, pills)


def _end_in_blank(runs: list[Run]) -> None:
    """A blank after the last word; beside it where the word is a piece that is said elsewhere."""
    x, said, look, owner, wide, number = runs[-1]
    if owner.actual and owner.parent is not None:
        runs.append((x + wide, " ", look, owner.parent, 0.0, None))
    else:
        runs[-1] = (x, said + " ", look, owner, wide, number)


class _Runs:
    """The runs of one line while it is put together: parts that look the same and adjoin are one run."""

    def __init__(self) -> None:
        self.pills: list[tuple[float, Capsule]] = []
        self._runs: list[Run] = []
        self._x = 0.0
        self._left = 0.0
        self._texts: list[str] = []
        self._look: Look | None = None
        self._owner: Element | None = None

    def blank(self, width: float, look: Look, owner: Element) -> None:
        """A blank between words. A widened one (after a run-in word) is a run of its own, since what follows
        it needs a place of its own.
        """
        if width > look.size * _WIDENED:
            self._end()
            self._runs.append((self._x, " ", look, owner, 0.0, None))
            self._x += width
            self._left = self._x
        else:
            self._lengthen(" ", look, owner, width)

    def add(self, part: Part) -> None:
        """A word, or a piece of one."""
        text, look, owner, width, besides = part
        if besides is None:
            if text:
                self._lengthen(text, look, owner, width)
            else:  # a step to where a mark stands
                self._end()
                self._x += width
            return
        self._end()
        if isinstance(besides, Capsule):
            self.pills.append((self._x, besides))
            self._runs.append((self._x + besides.left, text, look, owner, width - besides.left, None))
        else:
            self._runs.append((self._x, text, look, owner, width, besides))
        self._x += width
        self._left = self._x

    def ended(self) -> list[Run]:
        """All runs, from left to right."""
        self._end()
        return self._runs

    def _lengthen(self, text: str, look: Look, owner: Element, width: float) -> None:
        if look is not self._look or owner is not self._owner:
            self._end()
            self._look, self._owner, self._left = look, owner, self._x
        self._texts.append(text)
        self._x += width

    def _end(self) -> None:
        look, owner = self._look, self._owner
        if look is not None and owner is not None:
            self._runs.append((self._left, "".join(self._texts), look, owner, self._x - self._left, None))
        self._texts, self._look, self._owner = [], None, None
