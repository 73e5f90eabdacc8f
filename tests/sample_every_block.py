"""A document that holds each kind of block and inline content, all of it invented."""

from annual_report.document.blocks import (
    Bar,
    Beside,
    Block,
    Blocks,
    Callout,
    Card,
    Cards,
    Cell,
    Contents,
    Cover,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Figure,
    GlanceLines,
    Inline,
    KeyFigure,
    KeyFigures,
    Ledger,
    LedgerEntry,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteReference,
    Notes,
    PageReference,
    Paragraph,
    ParagraphRole,
    Pill,
    Quotation,
    Row,
    Section,
    Strong,
    Table,
    Tally,
    TallyRow,
)
from sample_parts import (
    NOTHING,
    attachments,
    bullets,
    glance_line,
    li,
    metadata,
    origin,
    p,
    picture,
    reason,
    section,
    span,
    words,
)

AS_TYPED = "{{ 7*7 }} {% for %} <script>alert(1)</script> &copy; ]]> %s <b>bold</b>"
"""Text that looks like markup, a template and a format string, and is none: it comes out as typed."""

MET = Pill("Met", "tick", "met", origin=origin("priorities#pay.outcome", 20))
PARTLY = Pill("Partly met", "half", "partly-met")
NOT_MET = Pill("Not met", "ring", "not-met")
ONGOING = Pill("Ongoing", "dot", "ongoing")
CARRIED = Pill("Carried forward", "arrow", "carried-forward")
WITHDRAWN = Pill("Withdrawn", "bar", "withdrawn")
NOT_RATED = Pill("Not rated", "dots", "not-rated")
OWN = Pill("Gathering pace", "half", "own", "#7A3E9D")
OWN_TOKEN = Pill("Nearly there", "ring", "own", "accent")


def _every_inline() -> Paragraph:
    """A paragraph of every kind of inline content but a pill and a break."""
    welsh = span("Mae pob geiriad yn cael ei ddarllen", language="cy")
    return p(
        "Words can be ",
        Strong(words("strong, ", Emphasis(words("and within that stressed")))),
        ", ",
        Emphasis(words("stressed")),
        ", ",
        Link(
            words("a link to a page"),
            "https://example.org/a/long/path/that-has/several-parts?with=query&more=1",
        ),
        ", ",
        Link(words("a letter"), "mailto:forum@example.org"),
        ", ",
        Link(words("a call"), "tel:+442071234567"),
        ", ",
        Link(words("the ", Strong(words("ledger"))), "#back"),
        PageReference(", page ", "back"),
        ", in Welsh ",
        welsh,
        ", ",
        span("in quiet words", "quiet"),
        " or with a note.",
        NoteReference("1", "note-1"),
        origin=origin("forewords[0].text", 12),
    )


def _inline_section() -> Section:
    return section(
        "Words of every kind",
        "words",
        p("A lead opens the part and says in a sentence what it holds.", role="lead"),
        _every_inline(),
        p("One line ends here", LineBreak(), "and the next begins at the author’s word."),
        p(AS_TYPED, origin=origin("forewords[0].text", 13)),
        Paragraph(words("Paragraff cyfan yn Gymraeg."), language="cy", id="welsh"),
        p(
            "A date such as 14 November 2024, a number such as −350 or 100.7 %, a price of £14,300 "
            "and a – dash."
        ),
        bullets(
            "papers come while there is still a choice to make",
            li(
                "every question gets a number",
                nested=bullets(
                    "118 of 126 were answered",
                    li("the other eight", nested=bullets("wait for May", "and have a date")),
                ),
            ),
            "each site has a representative",
        ),
        ListBlock((li("the fourth step"), li("the fifth"), li("the sixth")), ordered=True, start=4),
        Notes(
            (
                Note(
                    "note-1",
                    "1",
                    (p("A note closes the part that it belongs to."),),
                    origin("notes[0]", 15),
                ),
            )
        ),
        page=True,
    )


def _roles_section() -> Section:
    roles: tuple[ParagraphRole, ...] = (
        "small",
        "caption",
        "attribution",
        "label",
        "meta",
        "quiet",
        "promise",
        "rest",
    )
    paragraphs = [p(f"A paragraph in the role of {role}.", role=role) for role in roles]
    deep = section("Level six", "level-6", p("As deep as it goes."), level=6)
    for level, word in ((5, "five"), (4, "four"), (3, "three")):
        deep = section(f"Level {word}", f"level-{level}", p(f"Text at level {level}."), deep, level=level)
    return section(
        "Levels and roles",
        "levels",
        *paragraphs,
        p(span("1", "number"), " ", "A printed number that belongs to a label."),
        reason("Reason", "A run-in word opens it."),
        Section("level-2", 2, words("Level two"), (deep,), language="en"),
    )


def _pictures_section() -> Section:
    return section(
        "Pictures and voices",
        "pictures",
        Figure(
            picture(),
            "Five houses of different height on a shore",
            words("The north quay, where the forum met in May."),
            words("Drawing: communications team"),
            origin=origin("forewords[0].content[0].picture", 18),
        ),
        Figure(picture("line.png", 64, 20), "", decorative=True),
        Figure(picture("badge.png", 80, 80), "Badge of the forum", role="logo"),
        Quotation(
            (p("“We said it in public, and a year later we had to stand up and say how it went.”"),),
            words("Staff side chair"),
            origin("forewords[0].content[1].quotation", 19),
        ),
        Callout(
            words("A night on the quay"),
            (p("They came at four and left at ten."), p("Nobody was late."), bullets("tea", "bread")),
            "story",
        ),
        Callout((), (p("A callout may have no title."),)),
    )


def _glance_section() -> Section:
    tally = (
        TallyRow(MET, ("1", "8"), words("2 priorities")),
        TallyRow(PARTLY, ("2",), words("1 priority")),
        TallyRow(NOT_MET, tuple(str(number) for number in range(9, 17)), words("8 priorities")),
        TallyRow(NOT_RATED, (), words("none")),
    )
    return section(
        "At a glance",
        "glance",
        KeyFigures(
            (
                KeyFigure(words("8"), (), words("priorities set")),
                KeyFigure(
                    words("over 1,200"),
                    (),
                    words("members reached by the survey"),
                    origin("measures[3]", 90),
                ),
                KeyFigure(words("3"), words("of 4"), words("have a start")),
            )
        ),
        KeyFigures(
            (
                KeyFigure(words("17"), (), words("meetings")),
                KeyFigure(words("100.7 %"), (), words("of places taken up")),
            )
        ),
        GlanceLines(
            (
                glance_line("1", "Agree one policy …", "1 achievement"),
                glance_line("2", "Halve the wait", "None", marked=False),
            )
        ),
        Tally("What became of the priorities", ("Outcome", "Priorities", "How many"), tally),
        page=True,
    )


def _judged(number: int, pill: Pill, title: str, meta: tuple[str, str], *done: Block) -> LedgerEntry:
    at = origin(f"priorities[{number - 1}].text", 20 + number)
    left: Blocks = (
        p(title, role="promise", origin=at),
        p(meta[0], LineBreak(), meta[1], role="meta"),
    )
    right: Blocks = (p(pill, role="body"), *done)
    return LedgerEntry(f"priority-{number}", str(number), f"Priority {number}", left, right, at)


DONE = bullets("It was done, by both sides, and in good time.", role="achievements")


def _long_list() -> ListBlock:
    deeds = [
        li(
            f"Deed {number} of this long row was done with care, told to all who asked, written down "
            "with the names of "
            "the offices that answer for it, and looked at again in the autumn, when two things were "
            "put right.",
            nested=bullets(f"part a of deed {number}", f"part b of deed {number}")
            if number % 5 == 0
            else None,
        )
        for number in range(1, 25)
    ]
    return ListBlock(tuple(deeds), "achievements")


def _back_section() -> Section:
    due = ("Lead: both chairs", "Due March 2024")
    unled = ("Lead: not in the record", "Due March 2024")
    entries = (
        _judged(1, MET, "Agree one policy for every site.", due, DONE,
                reason("Decision", "Stop. It is now everyday work.")),
        _judged(2, PARTLY, "Halve the wait for an appeal.", due,
                bullets(li("The wait fell from 16 weeks to 10.", nested=bullets("May: 14.", "June: 10.")),
                      role="achievements"),
                reason("Reason", "Two panels could not meet between July and September."),
                reason("Decision", "Continue, with a new date of September 2025.")),
        _judged(3, NOT_MET, "Train 40 joint investigators.", unled, NOTHING),
        _judged(4, CARRIED, "Set up a panel of members under 30.", due, NOTHING),
        _judged(5, ONGOING, "Improve how we consult on change, from first idea to review.", due, _long_list(),
                reason("Decision", "Continue. The guide is looked at every two years.")),
        _judged(6, WITHDRAWN, "Move the papers to a shared site.", due, NOTHING),
        _judged(7, NOT_RATED, "Keep the guidance up to date.", due, DONE),
        _judged(8, OWN, "Have a trained representative at every site.", due, DONE),
        _judged(9, OWN_TOKEN, "Open the minutes to all.", due, DONE),
    )  # fmt: skip
    heads = ("No.", "Priority for 2023/24", "Outcome, and what was done")
    return section(
        "Looking back on 2023/24",
        "back",
        p("Each priority the forum set, and what became of it. The outcomes are its own."),
        Ledger("Priorities for 2023/24 and their outcomes", heads, entries),
        section(
            "Other achievements",
            "other",
            bullets("A neighbouring forum came on a visit.", "Both chairs spoke.", role="entries"),
            level=2,
        ),
        page=True,
    )


def _said(number: int, said: str, did: str) -> LedgerEntry:
    done: Blocks = (p(did), reason("Result", "Nine in ten were answered.")) if did else (NOTHING,)
    return LedgerEntry(f"said-{number}", "", f"You said {number}", (p(said, role="promise"),), done)


def _feedback_section() -> Section:
    entries = (
        _said(1, "“The papers reach us too late.”", "They now go out ten working days before."),
        _said(2, "“I never hear what became of my question.”", ""),
    )
    return section(
        "You said, we did", "feedback", Ledger("Said and done", ("", "You said", "We did"), entries)
    )


def _head(*names: str, figures: tuple[int, ...] = ()) -> Row:
    return Row(
        tuple(
            Cell((p(name),), "column", kind="figure" if place in figures else "text")
            for place, name in enumerate(names)
        )
    )


def _line(first: Blocks, *rest: Cell) -> Row:
    return Row((Cell(first, "row"), *rest))


def _number(said: str, *, quiet: bool = False, strong: bool = False) -> Cell:
    inline: Inline = Strong(words(said)) if strong else span(said, "quiet" if quiet else "")
    return Cell((p(inline),), kind="figure")


def _measure(name: str, better: str, numbers: tuple[Cell, ...], bar: Bar | None, note: str = "") -> Row:
    mark: tuple[Inline, ...] = (NoteReference(note, f"measure-note-{note}"),) if note else ()
    told = f"Actual {plain_of(numbers[2])}, baseline {plain_of(numbers[0])}, target {plain_of(numbers[1])}"
    shown = (
        Cell((p(told),), kind="bar", bar=bar) if bar else Cell((p(span("no number", "quiet")),), kind="bar")
    )
    return _line((p(Strong(words(name)), *mark), p(better, role="meta")), *numbers, shown)


def plain_of(cell: Cell) -> str:
    """The words of a cell that holds one paragraph."""
    from annual_report.document.blocks import plain

    (paragraph,) = cell.blocks
    assert isinstance(paragraph, Paragraph)
    return plain(paragraph.children)


def _measures_section() -> Section:
    rows = (
        _measure(
            "Weeks to settle an appeal", "Lower is better ↓",
            (_number("16"), _number("8"), _number("10", strong=True)), Bar(10, 16, 8),
        ),
        _measure(
            "Investigators trained", "Higher is better ↑",
            (_number("0"), _number("40"), _number("17", strong=True)), Bar(17, None, 40),
        ),
        _measure(
            "Members reached by the survey", "Higher is better ↑",
            (_number("870"), _number("no official target", quiet=True), _number("over 1,200", strong=True)),
            Bar(1200, 870, None), "2",
        ),
        _measure(
            "Training places taken up", "Higher is better ↑",
            (_number("not in the record", quiet=True), _number("95.0 %"), _number("100.7 %", strong=True)),
            Bar(100.7, None, 95),
        ),
        _measure(
            "How members feel about it", "Higher is better ↑",
            (_number("well"), _number("better"), _number("much better", strong=True)), None,
        ),
    )  # fmt: skip
    head = _head(
        "Measure", "Baseline 2022/23", "Target 2023/24", "Actual 2023/24", "As a bar", figures=(1, 2, 3)
    )
    note = Note(
        "measure-note-2", "2", (p("The survey was open in February. The count is of people who opened it."),)
    )
    return section(
        "Measures",
        "measures",
        p("What was counted, where it began, what was aimed for and where it stands."),
        Table(
            "Measures of 2023/24",
            "Five measures with baseline, target and actual.",
            (head,),
            rows,
            "measures",
        ),
        Notes((note,)),
        page=True,
    )


def _money_line(role: str, name: str, *amounts: str) -> Row:
    if role == "group":
        return Row((Cell((p(name),), "row", span=4),), "group")
    cells = (Cell((p(name),), "row"), *(_number(amount) for amount in amounts))
    return Row(cells, "total" if role == "total" else "plain")


def _money_section() -> Section:
    rows = (
        _money_line("group", "Income"),
        _money_line("", "Grant from the employer", "42,000", "42,000", "0"),
        _money_line("", "Contributions from member unions", "6,500", "6,150", "−350"),
        _money_line("total", "Total income", "48,500", "48,150", "−350"),
        _money_line("group", "Expenditure"),
        _money_line("", "Training", "21,000", "14,300", "−6,700"),
        _money_line("", "Conference", "12,000", "13,450", "+1,450"),
        _money_line("total", "Total expenditure", "33,000", "27,570", "−5,430"),
    )
    head = _head("Line", "Budget", "Actual", "Difference", figures=(1, 2, 3))
    return section(
        "Money",
        "money",
        Table(
            "Budget and accounts",
            "Income and expenditure, in pounds.",
            (head,),
            rows,
            "money",
            caption_shown=True,
        ),
        bullets(li("As printed. The lines of actual spending add up to 27,750."), role="notes"),
        page=True,
    )


def _events_section() -> Section:
    unknown = p(span("not in the record", "quiet"))
    events = Table(
        "Events",
        "Two events with day and place.",
        (_head("Day", "Event", "Place"),),
        (
            _line((p("14 May 2023"),), Cell((p("Spring conference"), bullets("Quay Forum", "Mill Forum"))),
                  Cell((p("North quay"),))),
            _line((p("2 November 2023"),), Cell((p("Open meeting"),)), Cell((unknown,))),
        ),
        "events",
    )  # fmt: skip
    wide = Table(
        "Attendance by month",
        "Nine columns, one for the site and eight for months.",
        (_head("Site", *(f"Month {number}" for number in range(1, 9)), figures=tuple(range(1, 9))),),
        tuple(
            _line(
                (p(f"{site} quay"),), *(_number(str(number * 7 % 23)) for number in range(start, start + 8))
            )
            for start, site in ((1, "North"), (4, "East"), (9, "South"))
        ),
    )
    return section("Events", "events", events, section("Attendance", "attendance", wide, level=2))


def _thread(title: str, *cells: Pill | str) -> Row:
    return _line(
        (p(title),),
        *(Cell((p(cell if isinstance(cell, Pill) else span(cell, "quiet")),)) for cell in cells),
    )


def _threads_section() -> Section:
    rows = (
        _thread("Flexible working", PARTLY, CARRIED, Pill("Worked on (2)", "square", "own", "primary")),
        _thread("Appeals", "Not in the record", PARTLY, ONGOING),
        _thread("Car parking", NOT_MET, WITHDRAWN, "Not listed"),
    )
    return section(
        "Three years of promises",
        "threads",
        Table(
            "Threads",
            "A row a thread, a column a year.",
            (_head("Priority", "2021/22", "2022/23", "2023/24"),),
            rows,
            "threads",
        ),
        page=True,
    )


def _people_section() -> Section:
    def person(side: str, name: str, role: str, face: Figure | None = None) -> Card:
        lines: Blocks = (
            p(side, role="person-side"),
            p(name, role="person-name"),
            p(role, role="person-role"),
        )
        return Card((face, *lines) if face else lines, name.lower().replace(" ", "-"))

    portrait = Figure(picture("chair.png", 120, 120), "The staff side chair at a desk", role="portrait")
    return section(
        "People",
        "people",
        Cards(
            (
                person("Staff side", "Staff Side Chair", "Union of Quay Workers", portrait),
                person("Management side", "Management Side Chair", "Harbour Trust"),
                person(
                    "Staff side",
                    "A Name That Is Long Enough To Need More Than Two Whole Lines In Its Narrow Card",
                    "Elected each year by the member unions, for the sites that have no "
                    "representative of their own",
                ),
            )
        ),
        section(
            "Words used in this report",
            "glossary",
            Definitions(
                (
                    Definition(words("Thread"), (p("One promise, followed from year to year."),), "thread"),
                    Definition(
                        words("Organisational change"),
                        (p("A change of who does which work."), bullets("in one team", "for a whole site")),
                    ),
                )
            ),
            level=2,
        ),
    )


def _address_section() -> Section:
    code = Figure(
        picture("code.png", 300, 300), "A code that leads to https://example.org/harbour", role="code"
    )
    return section("Where to read it", "address", Beside((p("The address in words."),), code))


def every_block() -> Document:
    """Each kind of block and inline content, every role, tone and shape, and a row of several pages."""
    cover = Cover(
        words("Harbour Partnership Forum"),
        "2023/24",
        words("Annual report"),
        words("Draft, not yet approved"),
        origin("year", 2),
    )
    blocks: Blocks = (
        cover,
        Contents("contents", "Contents"),
        _inline_section(),
        _roles_section(),
        _pictures_section(),
        _glance_section(),
        _back_section(),
        _feedback_section(),
        _threads_section(),
        _measures_section(),
        _money_section(),
        _events_section(),
        _people_section(),
        _address_section(),
        Cover(words("Harbour Partnership Forum"), "2023/24", words("The back of the report"), form="back"),
    )
    return Document(metadata("Harbour Partnership Forum", "2023/24"), blocks, attachments=attachments())
