"""Lists that are lists: multilevel definitions bound to styles, and a new start for each numbered one.

A list style is never typed over: an ordered list gets a ``w:num`` of its own that starts where the author
started it, and the definition behind it stays what the Styles pane shows.
"""

from collections.abc import Mapping

from annual_report.design import Design
from annual_report.renderers.word.looks import style_id
from annual_report.renderers.word.ooxml import NAMESPACES, half_points, twips
from annual_report.renderers.word.package import Part, word_part
from annual_report.renderers.word.theme import colour

(
    BULLETS, NUMBERS, LEDGER_BULLETS, LEDGER_NUMBERS, ENTRIES, LARGE_ENTRIES, BOX_BULLETS, BOX_NUMBERS,
    TERM_BULLETS, TERM_NUMBERS, ENTRY_NUMBERS,
) = range(1, 12)  # fmt: skip
"""The lists of the style sheet: each is the number of its definition and of the ``w:num`` that styles use."""

DEPTH = 5
"""Word has five built-in styles of each kind of list; what is nested deeper keeps the fifth."""

_LEVELS = 9
STYLED = {
    BULLETS: ("List Bullet", DEPTH),
    NUMBERS: ("List Number", DEPTH),
    LEDGER_BULLETS: ("Ledger List", 3),
    LEDGER_NUMBERS: ("Ledger Number List", 3),
    ENTRIES: ("Entry", 1),
    LARGE_ENTRIES: ("Entry Large", 1),
}
LIST_STYLES = {
    BULLETS: "Report Bullets",
    NUMBERS: "Report Numbers",
    LEDGER_BULLETS: "Ledger Bullets",
    LEDGER_NUMBERS: "Ledger Numbers",
    ENTRIES: "Report Entries",
    LARGE_ENTRIES: "Report Large Entries",
    BOX_BULLETS: "Callout Bullets",
    BOX_NUMBERS: "Callout Numbers",
    TERM_BULLETS: "Definition Bullets",
    TERM_NUMBERS: "Definition Numbers",
    ENTRY_NUMBERS: "Entry Numbers",
}
ORDERED = frozenset({NUMBERS, LEDGER_NUMBERS, BOX_NUMBERS, TERM_NUMBERS, ENTRY_NUMBERS})

SQUARE, BAR = "\u25a0", "\u2013"
"""The marks of the first level and of those below it: an achievement is a square, never a circle."""

_MARK_FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/>'
"""Set in a font that every machine has: the mark's size is then known, whatever the brand's family is."""


def list_styles() -> list[str]:
    """The list styles of the style sheet, one for each definition."""
    return [
        f'<w:style w:type="numbering" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/><w:uiPriority w:val="99"/>'
        f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr></w:style>'
        for number, name in LIST_STYLES.items()
    ]


class Numbering:
    """The lists of one document; ``restart`` adds a numbered list that begins anew."""

    def __init__(self) -> None:
        self.first = len(LIST_STYLES) + 1
        self._starts: list[tuple[int, int, int]] = []

    def restart(self, definition: int, level: int, start: int) -> int:
        """The number of a new list of that definition whose ``level`` begins at ``start``."""
        self._starts.append((definition, level, start))
        return self.first + len(self._starts) - 1

    def instances(self, first: int = 0, definitions: Mapping[int, int] | None = None) -> str:
        """The ``w:num`` elements of the new lists.

        In a template they count from ``first``, and ``definitions`` says which of its own stand for ours.
        """
        return "".join(
            f'<w:num w:numId="{(first or self.first) + place}">'
            f'<w:abstractNumId w:val="{(definitions or {}).get(definition, definition)}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for place, (definition, level, start) in enumerate(self._starts)
        )


def numbering_part(design: Design, numbering: Numbering) -> Part:
    """``word/numbering.xml``: the definitions, the list that styles use of each, and the new starts."""
    definitions = "".join(definition(number, design) for number in LIST_STYLES)
    used = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in LIST_STYLES
    )
    xml = f"<w:numbering {NAMESPACES}>{definitions}{used}{numbering.instances()}</w:numbering>"
    return word_part("numbering", "numbering", xml)


def definition(number: int, design: Design, *, identity: int = 0) -> str:
    """The ``w:abstractNum`` of one of our lists; ``identity`` is its number in a template."""
    stamp = f"{0x41520000 + number:08X}"
    levels = "".join(_level(number, level, design) for level in range(_LEVELS))
    return (
        f'<w:abstractNum w:abstractNumId="{identity or number}"><w:nsid w:val="{stamp}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{stamp}"/>'
        f'<w:styleLink w:val="{style_id(LIST_STYLES[number])}"/>{levels}</w:abstractNum>'
    )


def _level(number: int, level: int, design: Design) -> str:
    name, depth = STYLED.get(number, ("", 0))
    styled = name if level == 0 else f"{name} {level + 1}"
    style = f'<w:pStyle w:val="{style_id(styled)}"/>' if level < depth else ""
    if number in ORDERED:
        kind, shown, mark = "decimal", f"%{level + 1}.", ""
    else:
        kind, shown = "bullet", SQUARE if level == 0 else BAR
        mark = f"<w:rPr>{_mark(number, level, design)}</w:rPr>"
    left, hanging = _indent(number, level, design)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{style}'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{twips(left)}"'
        f' w:hanging="{twips(hanging)}"/></w:pPr>{mark}</w:lvl>'
    )


def term_indent(design: Design) -> float:
    """How far what a term means stands from the margin (mm): on a page for cards it stands below the term."""
    return 0.0 if design.page.stacked else design.measures.term_width


def _mark(number: int, level: int, design: Design) -> str:
    entry = number in {ENTRIES, LARGE_ENTRIES}
    measures = design.measures
    wanted = measures.entry_mark if entry else measures.list_mark
    if number in {LEDGER_BULLETS, LEDGER_NUMBERS}:
        wanted = measures.ledger_mark
    # The square is 0.484 of its size wide in Arial, so the size follows from the width that is wanted.
    size = wanted * 2.835 / 0.484 if level == 0 else design.style("list").size
    points = half_points(size)
    return (
        f"{_MARK_FONT}<w:b/><w:bCs/>{colour(design, 'primary')}"
        f'<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'
    )


def _indent(number: int, level: int, design: Design) -> tuple[float, float]:
    measures = design.measures
    if number in {LEDGER_BULLETS, LEDGER_NUMBERS}:
        step = measures.ledger_indent
        return step * (level + 1), step
    if number in {ENTRIES, LARGE_ENTRIES, ENTRY_NUMBERS}:
        first = measures.entry_indent + (2 if number == LARGE_ENTRIES else 0)
        return first + measures.list_indent * level, first if level == 0 else measures.list_indent
    step = measures.list_indent if number in {BULLETS, NUMBERS} else measures.ledger_indent
    base = 0.0
    if number in {BOX_BULLETS, BOX_NUMBERS}:
        base = measures.callout_padding + measures.callout_bar
    elif number in {TERM_BULLETS, TERM_NUMBERS}:
        base = term_indent(design)
    return base + step * (level + 1), step
