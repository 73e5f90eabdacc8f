"""The style sheet: every paragraph style that a report is poured into, named after its role.

Nothing in the body is formatted by hand, so whoever owns the look changes it here, in Word's Styles pane.
"""

from annual_report.design import MM, Design, Role
from annual_report.renderers.word.bars import key_width
from annual_report.renderers.word.character_styles import character_styles
from annual_report.renderers.word.lists import (
    BULLETS,
    DEPTH,
    ENTRIES,
    LARGE_ENTRIES,
    LEDGER_BULLETS,
    LEDGER_NUMBERS,
    NUMBERS,
    list_styles,
    term_indent,
)
from annual_report.renderers.word.looks import Border, Keep, Look, Tab, paragraph_style
from annual_report.renderers.word.ooxml import NAMESPACES, half_points, quote
from annual_report.renderers.word.package import Part, word_part
from annual_report.renderers.word.survey import Survey
from annual_report.renderers.word.table_cards import ABREAST, CARD_GAP
from annual_report.renderers.word.table_styles import table_styles
from annual_report.renderers.word.widths import FIXED_LINE, band_room, cover_year_size


def styles_part(design: Design, survey: Survey) -> Part:
    """``word/styles.xml``: defaults, then paragraph, character, table and list styles.

    The cover's year is sized for the words it shows, and an outcome in a colour of the forum's own has a
    style of its own, so the sheet belongs to one document as well as to its design.
    """
    looks = (*_text(design), *_cover(design, survey), *_lists(design), *_entries(design))
    looks = (
        *looks,
        *_ledger(design),
        *_tables(design),
        *_voices(design),
        *_people(design),
        *_furniture(design),
    )
    own = tuple(dict.fromkeys(design.own_colour(value) for value in survey.own_colours))
    pieces = [_defaults(design, survey.language), _LATENT]
    pieces += [paragraph_style(look, design) for look in looks]
    pieces += [*character_styles(design, own), *table_styles(design), *list_styles()]
    return word_part("styles", "styles", f"<w:styles {NAMESPACES}>{''.join(pieces)}</w:styles>")


_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
"""Word's own styles that a report has no use for stay out of the gallery."""


def _defaults(design: Design, language: str) -> str:
    size = half_points(design.style("body").size)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi"'
        f' w:cstheme="minorBidi"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{quote(language)}" w:eastAsia="{quote(language)}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _text(design: Design) -> tuple[Look, ...]:
    heading, tabs = "Body Text", (Tab(design.page.text_width, "right"),)
    hair = (Border("bottom", 0.5, "hair", 7), Border("between", 0.5, "hair", 7))
    return (
        Look("Normal", "body", after=0, wide=True, priority=0),
        Look("Body Text", "body", priority=1),
        Look("Body Text After Table", "body", based="Body Text", following=heading, priority=1, before=6),
        Look("Body Text Before Table", "body", based="Body Text", priority=1, after=6, keep="next"),
        Look("Small Text After Table", "small", based="Small Text", following=heading, priority=22, before=6,
             keep="lines"),
        Look("Small Text Before Table", "small", based="Small Text", priority=22, after=6, keep="next"),
        Look("Between Tables", "small", priority=99, before=0, after=0),
        Look("Attribution", "attribution", priority=25, before=3),
        Look("Lead Paragraph", "lead", following=heading, priority=2),
        # A main part opens a page; where one follows on, its heading says so itself (sections.py).
        Look("heading 1", "heading-1", following=heading, priority=9, before=0, outline=0, page_break=True),
        Look("heading 2", "heading-2", following=heading, priority=9, outline=1),
        Look("heading 3", "heading-3", following=heading, priority=9, outline=2),
        *(
            Look(f"heading {n}", "term", following=heading, priority=9, before=6, after=1, outline=n - 1,
                 keep="both")
            for n in range(4, 7)
        ),
        Look("TOC Heading", "heading-1", following=heading, priority=39, before=0, after=2,
             borders=(Border("bottom", design.measures.strong_rule, "primary", 12),)),
        Look("toc 1", "contents-1", priority=39, tabs=tabs, borders=hair),
        Look("toc 2", "contents-2", priority=39, tabs=tabs, borders=hair, left=6),
        Look("Small Text", "small", priority=22),
        Look("caption", "caption", following=heading, priority=35, keep="lines"),
        Look("Table Caption", "term", following=heading, priority=35, before=2, after=2, keep="both"),
        Look("footnote text", "note", priority=36),
        Look("Figure", "body", following="caption", priority=35, before=7, after=0, wide=True, keep="next"),
        Look("Section End", "small", priority=99, before=0, after=0, size=1, line=1),
    )  # fmt: skip


def _cover(design: Design, survey: Survey) -> tuple[Look, ...]:
    """White on the brand's fields.

    The ground is said again as shading, so that the words never depend on a shape behind them.
    """
    kind = design.style("cover-kind")
    size = cover_year_size(survey.year, design, banded=survey.banded)
    long = design.style("cover-forum").size * 0.8
    return (
        Look("Subtitle", "cover-forum", following="Title", priority=11, ground="primary"),
        Look("Cover Forum Long", "cover-forum", following="Title", priority=11, ground="primary", size=long,
             line=long * 29 / 24),
        Look("Title", "cover-year", following="Cover Kind", priority=10, ground="primary", size=size,
             line=size * FIXED_LINE),
        Look("Band Kind", "cover-kind", priority=12, ground="primary", align="right"),
        Look("Band Room", "furniture", priority=99, before=0, after=0, line=band_room(design)),
        Look("Cover Kind", "cover-kind", priority=12, ground="primary-dark"),
        Look("Cover Status", "cover-kind", priority=12, ground="primary-dark", size=kind.size * 0.8,
             before=2),
    )  # fmt: skip


def _list_style(kind: str, level: int, number: int, role: Role) -> Look:
    name = kind if level == 0 else f"{kind} {level + 1}"
    return Look(name, role, priority=13 + level, numbering=(number, level))


def _lists(design: Design) -> tuple[Look, ...]:
    indent = design.measures.list_indent
    looks: list[Look] = []
    for level in range(DEPTH):
        looks += [
            _list_style("List Bullet", level, BULLETS, "list"),
            _list_style("List Number", level, NUMBERS, "list"),
            Look("List Continue" if level == 0 else f"List Continue {level + 1}", "list",
                 priority=18, left=indent * (level + 1)),
        ]  # fmt: skip
    return tuple(looks)


def _ruled(
    name: str, role: Role, space: float, design: Design, *, look: Look | None = None
) -> tuple[Look, ...]:
    """Three styles for lines between rules: a strong one over the first, hairlines, one below the last.

    Word draws ``between`` only among paragraphs whose borders are all equal, so each line has a top too.
    """
    from msgspec.structs import replace

    hair = design.measures.hairline
    base = look or Look(name, role)
    strong = Border("top", design.measures.strong_rule, "primary-dark", space)
    top, between = Border("top", hair, "hair", space), Border("between", hair, "hair", space)
    # The rule between two lines takes its own thickness from the space beside it.
    plain = replace(base, name=name, role=role, before=(space - hair) / MM, after=0, borders=(top, between))
    return (
        plain,
        replace(plain, name=f"{name} First", based=name, before=2, borders=(strong,)),
        replace(plain, name=f"{name} Last", based=name, after=6,
                borders=(top, Border("bottom", hair, "hair", space))),
    )  # fmt: skip


def _entries(design: Design) -> tuple[Look, ...]:
    measures = design.measures
    space = measures.entry_padding * 2.835
    entry = Look("Entry", "entry", priority=16, numbering=(ENTRIES, 0), keep="lines")
    large = Look("Entry Large", "entry-large", priority=16, numbering=(LARGE_ENTRIES, 0), keep="lines")
    glance = Look("Glance Line", "glance-words", priority=17, left=measures.glance_number,
                  hanging=measures.glance_number, keep="lines",
                  tabs=(Tab(measures.glance_number),
                        Tab(measures.glance_number + measures.glance_words)))  # fmt: skip
    indent = term_indent(design)
    term = Look("Definition", "definition", priority=24, left=indent, hanging=indent, keep="lines",
                tabs=(Tab(indent),) if indent else ())  # fmt: skip
    return (
        *_ruled("Entry", "entry", space, design, look=entry),
        *_ruled("Entry Large", "entry-large", space + 2, design, look=large),
        Look("Entry Continue", "entry", priority=16, left=measures.entry_indent, before=1),
        Look("Entry Meta", "note", priority=16, left=measures.entry_indent, before=1, after=0, wide=True),
        *_ruled("Glance Line", "glance-words", 8, design, look=glance),
        *_ruled("Definition", "definition", 8, design, look=term),
        Look("Definition Text", "definition", priority=24, left=indent, before=1, after=0),
        Look("Definition Figure", "definition", priority=24, left=indent, before=1, after=0),
    )


def _ledger(design: Design) -> tuple[Look, ...]:
    # On a card the promise stands above the panel of what was done, and stays with it.
    keep: Keep = "both" if design.page.stacked else ""
    looks = [
        Look("Ledger Number", "ledger-number", priority=40, before=1.2),
        Look("Ledger Priority", "ledger-promise", priority=40, keep=keep),
        Look("Ledger Rest", "ledger-rest", priority=40, keep=keep),
        Look("Ledger Meta", "ledger-meta", priority=40, keep=keep),
        Look("Ledger Text", "ledger-text", priority=40),
        Look("Ledger Reason", "ledger-reason", priority=40),
        Look("Outcome", "ledger-text", priority=40, after=design.style("pill").after),
        Look("Card Label", "card-label", priority=40),
        Look("Panel Head", "card-label", priority=40, keep="lines"),
        Look("Card Heading", "card-label", priority=40, before=4, keep="both",
             borders=(Border("top", design.measures.strong_rule, "primary-dark", 6),)),
    ]  # fmt: skip
    looks += [_list_style("Ledger List", level, LEDGER_BULLETS, "ledger-text") for level in range(3)]
    indent = design.measures.ledger_indent
    looks += [
        Look(
            "Ledger Continue" if n == 1 else f"Ledger Continue {n}",
            "ledger-text",
            priority=40,
            left=n * indent,
        )
        for n in range(1, 4)
    ]
    looks += [_list_style("Ledger Number List", level, LEDGER_NUMBERS, "ledger-text") for level in range(3)]
    return tuple(looks)


_NOT_EXACT = 1.3
"""Leading in parts of the size that is no exact one (``looks.line_spacing``), which would cut off shapes."""


def _tables(design: Design) -> tuple[Look, ...]:
    words, mark = design.style("furniture"), key_width(design) + 3
    third = (design.page.text_width + CARD_GAP) / ABREAST
    return (
        Look("Thread Text", "table-text", priority=41, before=0, after=0, size=words.size,
             line=words.size * _NOT_EXACT),
        Look("Card Value", "table-text", priority=41, before=0.6, after=0, left=mark, hanging=mark,
             tabs=(Tab(mark),)),
        Look("Card Drawing", "table-text", priority=41, before=1, after=1),
        Look("Card Figures", "table-text", priority=41, before=0, after=0,
             tabs=tuple(Tab(place * third) for place in range(1, ABREAST))),
        Look("Table Head", "table-head", priority=41, before=0, after=0, keep="next"),
        Look("Table Head Figure", "table-head", priority=41, before=0, after=0, keep="next", align="right"),
        Look("Table Text", "table-text", priority=41, before=0, after=0),
        Look("Table Row Head", "table-total", priority=41, before=0, after=0),
        Look("Table Figure", "table-figure", priority=41, before=0, after=0, align="right"),
        Look("Table Group", "table-group", priority=41, before=3.4, after=0),
        Look("Table Total", "table-total", priority=41, before=0, after=0),
        Look("Table Total Figure", "table-total", priority=41, before=0, after=0, align="right"),
        Look("Table Note", "note", priority=41, before=2, left=5, hanging=5, tabs=(Tab(5),)),
    )  # fmt: skip


def _voices(design: Design) -> tuple[Look, ...]:
    """Callouts and quotations: one box, whichever of its styles a paragraph has."""
    from msgspec.structs import replace

    measures = design.measures
    bar, inside = measures.callout_bar, measures.callout_padding
    row = measures.callout_row * 2.835 * 0.7
    box = (
        Border("top", 0.5, "tint", row),
        Border("left", bar * 2.835, "primary", inside * 2.835),
        Border("bottom", 0.5, "tint", row),
        Border("right", 0.5, "tint", inside * 2.835),
    )
    text = Look("Callout Text", "callout-text", priority=23, before=0, after=2, left=inside + bar,
                right=inside, borders=box, ground="tint")  # fmt: skip
    quoted = (Border("left", measures.quotation_rule * 2.835, "accent", 19),)
    indent = measures.quotation_indent
    return (
        replace(text, name="Callout Heading", role="callout-title", following="Callout Text", before=8,
                after=0, keep="both"),
        text,
        replace(text, name="Callout Tight", based="Callout Text", after=0),
        replace(text, name="Callout Last", based="Callout Text", after=8),
        Look("Quote", "quotation", following="Quote Attribution", priority=25, left=indent, borders=quoted,
             keep="both"),
        Look("Quote Attribution", "attribution", priority=25, left=indent, borders=quoted,
             right=design.page.text_width - measures.measure),
    )  # fmt: skip


def _people(design: Design) -> tuple[Look, ...]:
    top = (Border("top", design.measures.figure_rule, "primary", 8),)
    return (
        Look("Key Figure", "key-figure", priority=42, before=0, borders=top),
        Look("Key Figure Long", "key-figure-long", priority=42, before=0, borders=top),
        Look("Key Figure Label", "key-figure-label", priority=42, after=4 if design.page.stacked else 0),
        Look("Person Side", "person-side", priority=43, borders=top, keep="both"),
        Look("Person Picture", "person-side", priority=43, borders=top, keep="both", after=2),
        Look("Person Side Below Picture", "person-side", priority=43, keep="both", before=2),
        Look("Person Name", "person-name", priority=43),
        Look("Person Name Long", "person-name-long", priority=43),
        Look("Person Role", "person-role", priority=43, after=3),
    )


def _furniture(design: Design) -> tuple[Look, ...]:
    page = design.page
    wide = page.height - page.left - page.right
    return (
        Look("header", "furniture", priority=98, tabs=(Tab(page.text_width, "right"),)),
        Look("footer", "furniture", priority=98, tabs=(Tab(page.text_width, "right"),)),
        Look("Header Wide", "furniture", based="header", priority=98, tabs=(Tab(wide, "right"),)),
        Look("Footer Wide", "furniture", based="footer", priority=98, tabs=(Tab(wide, "right"),)),
    )
