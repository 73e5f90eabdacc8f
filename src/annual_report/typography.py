"""The style sheet: pages, the type of each role on each page, and the measures that change with it."""

from typing import assert_never

from msgspec.structs import replace

from annual_report.design import Measures, Page, Role, Style

A4 = Page("a4", 210, 297, top=30, right=25, bottom=25, left=25)
A5 = Page("a5", 148, 210, top=24, right=15, bottom=20, left=18, mirrored=True, stacked=True)
LARGE_PRINT = Page("a4-large-print", 210, 297, top=30, right=20, bottom=26, left=20, stacked=True)
A4_SUMMARY = replace(A4, name="a4-summary")
A5_SUMMARY = replace(A5, name="a5-summary")
PAGES: dict[str, Page] = {page.name: page for page in (A4, A5, LARGE_PRINT, A4_SUMMARY, A5_SUMMARY)}

_A4: dict[Role, Style] = {
    "cover-year": Style(600, 137, 137, "on-primary", tracking=-1),
    "cover-forum": Style(600, 30, 34, "on-primary", tracking=-0.2),
    "cover-kind": Style(400, 24, 30, "on-primary"),
    "heading-1": Style(600, 30, 34, "primary-dark", 20, 6, tracking=-0.3, keep="next"),
    "heading-2": Style(600, 19, 24, "primary-dark", 12, 4, keep="next"),
    "heading-3": Style(600, 15, 20, "primary-dark", 8, 2, keep="next"),
    "lead": Style(400, 15, 21, "ink", 0, 8, keep="lines", measure=True),
    "body": Style(400, 12, 17, "ink", 0, 3, measure=True),
    "list": Style(400, 12, 17, "ink", 0, 2, measure=True),
    "contents-1": Style(600, 15, 20, "ink", 2.6, 2.6),
    "contents-2": Style(400, 12, 17, "ink", 2.6, 2.6),
    "ledger-number": Style(600, 24, 15.5, "primary", tracking=-0.5),
    "ledger-promise": Style(600, 11, 15.5, "ink", 0, 1.2, keep="lines"),
    "ledger-rest": Style(400, 11, 15.5, "ink", 0, 1.2),
    "ledger-meta": Style(400, 10.5, 14, "ink-quiet", 1.2, 0, keep="previous"),
    "ledger-text": Style(400, 11, 15.5, "ink", 0, 1.4),
    "ledger-reason": Style(400, 11, 15.5, "ink", 1, 1, keep="lines"),
    "entry": Style(400, 12, 17, "ink"),
    "entry-large": Style(400, 15, 21, "ink"),
    "pill": Style(600, 10.5, 14, "primary-dark", 0, 2.4, keep="next"),
    "table-head": Style(600, 10.5, 14, "primary-dark", 0, 2.2),
    "table-text": Style(400, 11, 15, "ink", 2.6, 2.6),
    "table-figure": Style(400, 11, 15, "ink", 2.6, 2.6),
    "table-group": Style(600, 11, 15, "primary-dark", 6, 2.6, keep="next"),
    "table-total": Style(600, 11, 15, "ink", 2.6, 2.6, keep="previous"),
    "caption": Style(400, 10.5, 14.5, "ink-quiet", 2, 1, keep="previous", measure=True),
    "note": Style(400, 10.5, 14.5, "ink-quiet", 0, 1, measure=True),
    "key-figure": Style(600, 54, 54, "primary", 3, 2, tracking=-1, keep="next"),
    "key-figure-long": Style(600, 36, 54, "primary", 3, 2, tracking=-0.6, keep="next"),
    "key-figure-beside": Style(600, 24, 54, "primary"),
    "key-figure-label": Style(400, 12, 17, "ink"),
    "glance-number": Style(600, 15, 17, "primary"),
    "glance-words": Style(400, 12, 17, "ink", 2.8, 2.8),
    "tally-number": Style(600, 11, 15, "on-primary"),
    "quotation": Style(400, 19, 26, "primary-dark", 10, 3, measure=True),
    "attribution": Style(400, 10.5, 14.5, "ink-quiet", 0, 10, keep="previous"),
    "callout-title": Style(600, 12, 17, "primary-dark", 0, 1, keep="next"),
    "callout-text": Style(400, 12, 17, "ink", 0, 3),
    "card-label": Style(600, 11, 15.5, "primary", 0, 1, keep="next"),
    "person-side": Style(400, 10.5, 14.5, "ink-quiet", 3, 0, keep="next"),
    "person-name": Style(600, 19, 24, "primary-dark", 0, 1.6, keep="next"),
    "person-name-long": Style(600, 15, 20, "primary-dark", 0, 1.6, keep="next"),
    "person-role": Style(400, 12, 17, "ink"),
    "term": Style(600, 12, 17, "primary-dark", 2.8, 2.8),
    "definition": Style(400, 12, 17, "ink", 2.8, 2.8),
    "furniture": Style(400, 10, 12, "ink-quiet"),
    "small": Style(400, 10.5, 14.5, "ink-quiet", 0, 2, measure=True),
}

_A5_SIZES: dict[Role, tuple[float, float]] = {
    "heading-1": (22, 26),
    "heading-2": (15, 20),
    "heading-3": (12, 17),
    "lead": (13, 18),
    "key-figure": (38, 40),
    "key-figure-long": (26, 40),
    "key-figure-beside": (17, 40),
    "entry-large": (11, 15.5),
    "quotation": (15, 20),
    "person-name": (15, 20),
    "person-name-long": (13, 17),
    "contents-1": (12, 17),
    "glance-number": (12, 15.5),
}

_LARGE_PRINT_SIZES: dict[Role, tuple[float, float]] = {
    "heading-1": (32, 38),
    "heading-2": (24, 30),
    "heading-3": (20, 27),
    "key-figure": (54, 54),
    "key-figure-long": (36, 54),
    "key-figure-beside": (24, 54),
    "quotation": (20, 28),
    "person-name": (24, 30),
    "person-name-long": (20, 27),
    "furniture": (18, 22),
    "ledger-number": (24, 25),
}

COVER: tuple[Role, ...] = ("cover-year", "cover-forum", "cover-kind")
_LARGE_PRINT_AFTER: dict[Role, float] = {"card-label": 2, "pill": 4, "list": 3, "ledger-reason": 2}
"""Millimetres."""

A5_COVER_SCALE = 0.705


def _resized(
    style: Style, size: float, leading: float, *, before: float | None = None, after: float | None = None
) -> Style:
    return replace(
        style,
        size=size,
        leading=leading,
        before=style.before if before is None else before,
        after=style.after if after is None else after,
    )


def _a5() -> dict[Role, Style]:
    styles: dict[Role, Style] = {}
    for role, style in _A4.items():
        if role in COVER:
            styles[role] = _resized(style, style.size * A5_COVER_SCALE, style.leading * A5_COVER_SCALE)
        elif role in _A5_SIZES:
            styles[role] = _resized(
                style, *_A5_SIZES[role], before=style.before * 0.6, after=style.after * 0.7
            )
        elif style.size >= 11:
            styles[role] = _resized(style, 11, 15.5)
        else:
            styles[role] = style
    return styles


def _large_print() -> dict[Role, Style]:
    """Nothing smaller than 18 points, labels, furniture and notes included (UKAAF G003)."""
    styles: dict[Role, Style] = {}
    for role, style in _A4.items():
        if role in COVER:
            styles[role] = style
        else:
            size, after = _LARGE_PRINT_SIZES.get(role, (18, 25)), _LARGE_PRINT_AFTER.get(role)
            styles[role] = _resized(style, *size, after=after)
    return styles


_A5_MEASURES = Measures(
    measure=115,
    header_baseline=12.6,
    footer_baseline=10.6,
    tab_width=12,
    tab_height=4,
    list_indent=4.4,
    list_mark=1.6,
    entry_indent=6,
    entry_padding=3,
    entry_right=0,
    callout_padding=4.4,
    callout_row=3,
    card_gap=6,
    term_width=38,
    glance_number=8,
    glance_words=107,
    cover_horizon=140,
    cover_forum_top=20.7,
    cover_kind_baseline=157,
)

_LARGE_PRINT_MEASURES = Measures(
    measure=170,
    header_baseline=16.6,
    footer_baseline=13.6,
    strong_rule=2,
    list_indent=8,
    list_mark=2.6,
    ledger_indent=8,
    ledger_mark=2.6,
    ledger_padding=6,
    entry_indent=10,
    entry_right=0,
    pill_height=10.4,
    pill_shape=5.4,
    pill_left=3.4,
    pill_gap=3,
    pill_right=5,
    pill_outline=1.4,
    glance_number=12,
    glance_words=158,
    tally_unit=11,
)


_SUMMARY_MEASURES: dict[str, float] = {
    "ledger_row": 3.2, "entry_padding": 3, "entry_right": 0, "callout_row": 3.4,
    "follows": 24,
}  # fmt: skip
_A5_BAND: dict[str, float] = {
    "band_horizon": 43.7, "band_strip": 5, "band_baseline": 14, "band_after": 8, "code": 30, "code_gap": 8,
    "follows": 24,
}  # fmt: skip

_SUMMARY_SIZES: dict[Role, tuple[float, float]] = {
    "cover-year": (96, 96),
    "cover-forum": (19, 24),
    "cover-kind": (15, 24),
    "heading-1": (19, 24),
    "heading-2": (15, 20),
    "lead": (12, 17),
    "ledger-promise": (10.5, 14.5),
    "ledger-rest": (10.5, 14.5),
    "ledger-meta": (10, 13.5),
    "ledger-text": (10.5, 14.5),
    "ledger-reason": (10.5, 14.5),
    "entry": (11, 15.5),
    "entry-large": (11, 15.5),
    "list": (11, 15.5),
    "small": (10, 13.5),
    "person-name": (15, 20),
    "person-name-long": (12, 17),
    "person-role": (11, 15.5),
    "callout-text": (11, 15.5),
    "body": (11, 15.5),
}
_A5_SUMMARY_SIZES: dict[Role, tuple[float, float]] = {
    "cover-year": (96 * A5_COVER_SCALE, 96 * A5_COVER_SCALE),
    "cover-forum": (19 * A5_COVER_SCALE, 24 * A5_COVER_SCALE),
    "cover-kind": (15 * A5_COVER_SCALE, 24 * A5_COVER_SCALE),
    "heading-1": (15, 20),
    "heading-2": (12, 17),
    "lead": (11, 15.5),
    "person-name": (12, 17),
}


def _summary(styles: dict[Role, Style], sizes: dict[Role, tuple[float, float]]) -> dict[Role, Style]:
    """Type of a handout of few pages: headings of the second rank head its parts, nothing is below 10."""
    resized = {role: _resized(styles[role], *size) for role, size in sizes.items()}
    head = styles["heading-2"]
    resized["heading-1"] = replace(
        resized["heading-1"], before=head.before * 0.75, after=head.after * 0.75, tracking=0
    )
    resized["lead"] = replace(resized["lead"], after=3)
    return styles | resized


def styles_for(page: Page) -> dict[Role, Style]:
    """The type of every role on a page."""
    match page.name:
        case "a4":
            return dict(_A4)
        case "a5":
            return _a5()
        case "a4-large-print":
            return _large_print()
        case "a4-summary":
            return _summary(_A4, _SUMMARY_SIZES)
        case "a5-summary":
            return _summary(_a5(), _A5_SUMMARY_SIZES)
        case _:
            assert_never(page.name)


def measures_for(page: Page) -> Measures:
    """The measures of the constructions on a page."""
    match page.name:
        case "a4":
            return Measures()
        case "a5":
            return _A5_MEASURES
        case "a4-large-print":
            return _LARGE_PRINT_MEASURES
        case "a4-summary":
            return replace(Measures(), **_SUMMARY_MEASURES)
        case "a5-summary":
            return replace(_A5_MEASURES, **_A5_BAND)
        case _:
            assert_never(page.name)
