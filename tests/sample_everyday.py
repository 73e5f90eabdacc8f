"""A report of the everyday shape, all of it invented."""

from annual_report.document.blocks import (
    Blocks,
    Callout,
    Card,
    Cards,
    Contents,
    Cover,
    Definition,
    Definitions,
    Document,
    GlanceLines,
    Inline,
    KeyFigure,
    KeyFigures,
    Ledger,
    LedgerEntry,
    Link,
    ListBlock,
    ListItem,
    PageReference,
    Section,
)
from sample_parts import NOTHING, attachments, bullets, glance_line, metadata, origin, p, section, words

_ROTAS = (
    "We kept both sides at the table through a hard winter, so that the work of drawing more young "
    "people into "
    "posts on the quays and keeping them there went faster than in any year before."
)
_TRAINING = (
    "Our staff side members sat in the regional working group on carers’ leave, shift patterns and rest."
)
_PRACTICE = "We made the case for fair job evaluation, and for ways of working in which both sides take part."
_MODEL = (
    "We told staff side and managers what the new harbour safety model asks of them. A member of "
    "staff side was "
    "invited into the group that puts it into practice."
)
_CONFERENCE = "We held another full annual conference - partnership in hard times, and what comes after them."


def _entry(text: str, number: int, tail: tuple[str | Inline, ...]) -> ListItem:
    at = origin(f"achievements[{number}].text", 30 + number)
    return ListItem((p(text, origin=at), p(*tail, role="meta")), f"achievement-{number}", at)


def _gives(number: int) -> tuple[str | Inline, ...]:
    target = f"#next-{number}"
    return (
        "Gives a start to ",
        Link(words(f"priority {number}"), target),
        PageReference(", page ", target[1:]),
    )


def _next(number: int, first: str, rest: str, *done: str) -> LedgerEntry:
    at = origin(f"priorities[{number - 1}].text", 8 + number, "2024-25")
    promise: Blocks = (p(first, role="promise", origin=at),)
    if rest:
        promise = (*promise, p(rest, role="rest"))
    deeds: Blocks = (bullets(*done, role="achievements"),) if done else (NOTHING,)
    return LedgerEntry(f"next-{number}", str(number), f"Priority {number}", promise, deeds, at)


_NEXT = (
    _next(
        1,
        "Widen the changes that make the harbour an employer people turn to first, by winning "
        "leaders over and by "
        "closer links with the networks of the region.",
        "Focus on drawing young people into work on the quays.",
        _ROTAS,
    ),
    _next(
        2,
        "Speed up the changes that let everyone belong, and that make work better for staff.",
        "The forum will work with others to spread the #OneHarbour five step challenge.",
        _TRAINING,
    ),
    _next(3, "Make partnership the way in which staff learn to work and train differently.", ""),
    _next(
        4,
        "Speak up for the best employment practice and, where it helps, say so together.",
        "There will be a focus on safety at work at night.",
        _PRACTICE,
    ),
)


def _london_glance() -> Section:
    figures = (
        KeyFigure(words("5"), (), words("achievements recorded in 2023/24"), origin("achievements", 30)),
        KeyFigure(words("4"), (), words("priorities set for 2024/25")),
        KeyFigure(words("3"), words("of 4"), words("priorities have an achievement that gave them a start")),
    )
    lines = (
        glance_line("1", "Widen the changes that make the harbour an employer …", "1 achievement"),
        glance_line("2", "Speed up the changes that let everyone belong …", "1 achievement"),
        glance_line("3", "Make partnership the way in which staff learn …", "None recorded", marked=False),
        glance_line("4", "Speak up for the best employment practice …", "1 achievement"),
    )
    return section(
        "The year at a glance",
        "at-a-glance",
        p(
            "Five achievements are recorded for 2023/24. Three of them give a start to a priority "
            "for 2024/25.",
            role="lead",
        ),
        KeyFigures(figures),
        section(
            "The priorities for 2024/25, and whether they have a start", "starts", GlanceLines(lines), level=2
        ),
        Callout(
            words("What is not in the record"),
            (
                p(
                    "The priorities for 2023/24 are not in the record. This report therefore cannot "
                    "say how far they "
                    "were met. It sets the achievements of 2023/24 beside the priorities for the "
                    "following year."
                ),
            ),
        ),
        page=True,
    )


def _london_people() -> Section:
    def person(side: str, name: str, role: str, number: int) -> Card:
        at = origin(f"people[{number}].name", 60 + number)
        lines = (
            p(side, role="person-side"),
            p(name, role="person-name", origin=at),
            p(role, role="person-role"),
        )
        return Card(lines, f"person-{number}", at)

    return section(
        "Meet the team",
        "people",
        Cards(
            (
                person(
                    "Staff side chair", "Staff Side Chair", "Union of Quay Workers, lead for the region", 0
                ),
                person(
                    "Management side chair",
                    "Management Side Chair",
                    "Chief executive of the Upper, Middle and Lower Harbour Trust, and of the Old "
                    "Lighthouse Trust",
                    1,
                ),
            )
        ),
    )


def _london_about() -> Section:
    page = Link(words("https://example.org/harbour-partnership"), "https://example.org/harbour-partnership")
    return section(
        "About this report",
        "about",
        p(
            "Every fact here comes from the record of the Harbour Partnership. Nothing was added to it.",
            role="lead",
        ),
        section(
            "Where the content comes from",
            "sources",
            Definitions(
                (
                    Definition(words("Source"), (p("Web page of the Harbour Partnership"),)),
                    Definition(words("Address"), (p(page),)),
                    Definition(words("Period"), (p("2023/24. The page also sets priorities for 2024/25."),)),
                    Definition(words("Names and offices"), (p("As written on the page."),)),
                )
            ),
            level=2,
        ),
        section(
            "How promises and achievements are linked",
            "links",
            p(
                "An achievement stands beside a priority only where the record says so. Where the "
                "record says nothing, "
                "this report says “no achievement recorded”. It gives no rating of its own."
            ),
            level=2,
        ),
        Callout(
            words("What is not in the record"),
            (bullets("The priorities for 2023/24", "The forum’s own view of how far they were met"),),
        ),
        page=True,
    )


def london_like() -> Document:
    """A report of the everyday shape: cover, contents, glance, achievements, ledger, people, about."""
    other = (_model_and_conference(with_tail=False),)
    team = Link(words("harbour team"), "mailto:team@example.org")
    blocks: Blocks = (
        Cover(words("Harbour Partnership"), "2023/24", words("Annual report")),
        Contents("contents", "Contents"),
        section("About the Harbour Partnership", "forum", p("It was set up by employers and trade unions.")),
        _london_glance(),
        section(
            "Achievements in 2023/24",
            "achievements",
            p("In the order and the words of the forum.", role="lead"),
            ListBlock(
                (
                    _entry(_ROTAS, 0, _gives(1)),
                    _entry(_TRAINING, 1, _gives(2)),
                    _entry(_PRACTICE, 2, _gives(4)),
                    *_model_and_conference(with_tail=True).items,
                ),
                "entries",
            ),
            page=True,
        ),
        section(
            "Looking forward to 2024/25",
            "forward",
            p("On the left each priority for the coming year. On the right what gave it a start."),
            Ledger(
                "Priorities for 2024/25 and what was done",
                ("No.", "Priority for 2024/25", "What was done in 2023/24"),
                _NEXT,
            ),
            section("Other achievements in 2023/24", "others", *other, level=2),
            page=True,
        ),
        _london_people(),
        section("Contact", "contact", p("To hear more about the partnership, write to the ", team, ".")),
        _london_about(),
    )
    return Document(metadata("Harbour Partnership", "2023/24"), blocks, attachments=attachments())


def _model_and_conference(*, with_tail: bool) -> ListBlock:
    tail = ("Not taken up by a priority for 2024/25",)
    if with_tail:
        return ListBlock((_entry(_MODEL, 3, tail), _entry(_CONFERENCE, 4, tail)), "entries")
    return bullets(_MODEL, _CONFERENCE, role="entries")
