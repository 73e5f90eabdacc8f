"""What templates are given: numbers and sentences that say what the record says, and nothing else."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from annual_report.comparison import Comparison, compare
from annual_report.document import markup
from annual_report.document.blocks import Bar, Cell
from annual_report.fields import Fields
from annual_report.record.model import Finance
from annual_report.views import entries, glance, links, measures, money
from full_record import structs, words
from written_records import record_of


def comparison(year: str, following: str | None = None, forum: str = "name: F\n") -> Comparison:
    """Compare 2023/24 of a record in which these texts stand."""
    files = {"forum": forum, "2023/24": year} | ({} if following is None else {"2024/25": following})
    record = record_of({"f": files})
    return compare(record, record.forums[0], record.forums[0].years[0])


def writer(compared: Comparison) -> Fields:
    """Give a writer for a comparison."""
    return Fields(compared.forum, (), "en-GB")


def at_a_glance(year: str, following: str | None = None) -> glance.Glance:
    """Give the glance of a year."""
    compared = comparison(year, following)
    return glance.at_a_glance(compared, writer(compared))


# --- the year at a glance


@pytest.mark.parametrize(
    ("year", "following", "said"),
    [
        ("", None, ["Neither priorities nor achievements are in the record for 2023/24."]),
        (
            "priorities: []",
            None,
            ["No priorities were set for 2023/24.", "What was done is not in the record yet."],
        ),
        (
            "priorities: [a]\nachievements: []",
            None,
            ["One priority was set for 2023/24.", "No achievements are recorded for 2023/24."],
        ),
        ("achievements: [a, b]", "", ["Two achievements are recorded for 2023/24."]),
        (
            "achievements: [{id: a, text: x, supports: [2024/25#p]}, b]",
            "priorities: [{id: p, text: y}]",
            [
                "Two achievements are recorded for 2023/24.",
                "One of them gives a start to a priority for 2024/25.",
            ],
        ),
        (
            "achievements: [a, b]",
            "priorities: [c]",
            [
                "Two achievements are recorded for 2023/24.",
                "None of them is recorded as a start to a priority for 2024/25.",
            ],
        ),
        (
            f"priorities: [{', '.join('abcdefghijklm')}]",
            None,
            ["13 priorities were set for 2023/24.", "What was done is not in the record yet."],
        ),
        (
            "priorities: [{text: a, outcome: met}, {text: b, outcome: met}, {text: c, outcome: withdrawn}]",
            None,
            [
                "Three priorities were set for 2023/24.",
                "The forum’s own outcomes: two “Met” and one “Withdrawn”.",
                "What was done is not in the record yet.",
            ],
        ),
    ],
)
def test_sentences_say_what_is_recorded(year: str, following: str | None, said: list[str]) -> None:
    """In words up to twelve; one is not several; never a judgement of our own."""
    assert [str(sentence) for sentence in at_a_glance(year, following).sentences] == said


@pytest.mark.parametrize(
    ("year", "following", "missing"),
    [
        ("priorities: []\nachievements: []", "priorities: []", []),
        ("priorities: []", "priorities: []", ["The achievements of 2023/24 are not in the record yet."]),
        ("priorities: []\nachievements: []", None, ["The priorities for 2024/25 are not in the record yet."]),
        (
            "achievements: []",
            "priorities: []",
            [
                (
                    "The priorities for 2023/24 are not in the record. This report therefore cannot say how "
                    "far they were met. It sets the achievements of 2023/24 beside the priorities for the "
                    "following year."
                )
            ],
        ),
    ],
)
def test_a_side_that_is_not_recorded_is_named(year: str, following: str | None, missing: list[str]) -> None:
    """Recorded as empty is recorded."""
    assert [str(sentence) for sentence in at_a_glance(year, following).missing] == missing


def test_outcomes_are_counted_by_the_forums_own_words() -> None:
    """A rating that looks like a pattern or like markup is a word."""
    forum = "name: F\nrating_scheme: ['%(list)s <b>', Off]\n"
    nasty = "{text: b, outcome: '%(LIST)S <B>'}"
    year = f"priorities: [{{text: a, outcome: Off}}, {nasty}, {{text: c, number: 2a, outcome: off}}, d]"
    compared = comparison(year, forum=forum)
    seen = glance.at_a_glance(compared, writer(compared))
    assert [row.numbers for row in seen.tally] == [("2",), ("1", "2a")]
    assert any("one “%(list)s <b>” and two “Off”" in str(sentence) for sentence in seen.sentences)


def test_a_long_list_is_no_glance() -> None:
    """Over so many priorities none is listed."""
    for count, listed in ((glance.MOST_LINES, True), (glance.MOST_LINES + 1, False)):
        seen = at_a_glance(f"priorities: [{', '.join(f'a{n}' for n in range(count))}]")
        assert (seen.lines is not None) == listed


# --- money


def finance(lines: str, totals: str = "[]") -> tuple[Finance, Fields]:
    """Give the money of a year, and a writer."""
    compared = comparison(f"finance: {{lines: {lines}, totals: {totals}}}\n")
    assert compared.year.finance
    return compared.year.finance, writer(compared)


@pytest.mark.parametrize(
    ("line", "difference"),
    [
        ('{name: a, budget: "12,000", actual: "12,150"}', "+150"),
        ('{name: a, budget: "12,000", actual: "9,000"}', "\u22123,000"),
        ('{name: a, budget: "0.10", actual: "0.30"}', "+0.20"),
        ('{name: a, budget: "5", actual: "5"}', "0"),
        ('{name: a, budget: "(5)", actual: "5"}', "+10"),
        ('{name: a, budget: none, actual: "5"}', ""),
        ('{name: a, actual: "5"}', ""),
    ],
)
def test_differences(line: str, difference: str) -> None:
    """Actual minus budget, exactly; nothing where one of them is words."""
    money_of, fields = finance(f"[{line}]")
    assert [row.difference for group in money.money(money_of, fields).groups for row in group.rows] == [
        difference
    ]


def test_money_by_kind() -> None:
    """Income, expenditure, the rest; the totals of a kind below its lines, in the order of the record."""
    money_of, fields = finance(
        "[{kind: expenditure, name: e1}, {name: o1}, {kind: income, name: i1}, {kind: income, name: i2}]",
        "[{kind: income, name: it}, {kind: expenditure, name: et}]",
    )
    made = money.money(money_of, fields)
    listed = [[(row.line.name.source, row.total) for row in group.rows] for group in made.groups]
    assert [group.heading for group in made.groups] == ["Income", "Expenditure", "Other lines"]
    assert listed == [
        [("i1", False), ("i2", False), ("it", True)],
        [("e1", False), ("et", True)],
        [("o1", False)],
    ]


def test_totals_that_disagree_are_said_and_printed_as_given() -> None:
    """A name that looks like a pattern is a name."""
    money_of, fields = finance(
        '[{kind: income, name: a, actual: "1,000.10"}, {kind: income, name: b, actual: "0.20"}]',
        '[{kind: income, name: "%(sum)s <b>", actual: "1,000"}, '
        '{kind: income, name: right, actual: "1,000.30"}]',
    )
    (sentence,) = money.money(money_of, fields).disagreements
    assert sentence == "“%(sum)s <b>” is given as printed, 1,000. The lines above it add up to 1,000.30."


@pytest.mark.parametrize(
    "lines", ["[]", "[{kind: income, name: a, actual: about ten}]", "[{name: a, actual: '10'}]"]
)
def test_no_sum_without_all_its_numbers(lines: str) -> None:
    """Then nothing is said of the total."""
    money_of, fields = finance(lines, '[{kind: income, name: t, actual: "11"}]')
    assert money.money(money_of, fields).disagreements == ()


# --- measures


def cells(year: str, cell: Callable[[Comparison], str]) -> list[Bar | None]:
    """Read the bars of some cells."""
    made = cell(comparison(year))
    table = f"<main><table><caption>c</caption><tbody><tr>{made}</tr></tbody></table></main>"
    return [part.bar for part in structs(markup.parse(table, {})) if isinstance(part, Cell)]


@pytest.mark.parametrize(
    ("measure", "bar"),
    [
        ("actual: 7.1, baseline: 14, target: 5", Bar(7.1, 14.0, 5.0)),
        ("actual: '1,200', target: no official target", Bar(1200.0, None, None)),
        ("actual: 100.7 %", Bar(100.7, None, None)),
        ("actual: 0, baseline: -3", Bar(0.0, None, None)),
        ("actual: over many", None),
        ("actual: -4", None),
        ("target: 5", None),
        (f"actual: {'9' * 400}", None),
    ],
)
def test_a_measure_is_drawn_where_it_is_a_number(measure: str, bar: Bar | None) -> None:
    """Not below zero, not beyond what can be drawn; what is no number is left to the words beside it."""
    year = f"measures: [{{name: m, {measure}}}]\n"
    assert cells(year, lambda made: measures.bar_cell((made.year.measures or ())[0])) == [bar]


def test_a_series_is_drawn_on_one_scale() -> None:
    """So that its years can be compared."""
    year = "measures: [{name: m, series: {2021/22: 14, 2022/23: 7, 2023/24: none}}]\n"

    def row(made: Comparison) -> str:
        (measure,) = made.year.measures or ()
        return "".join(measures.point_bar(measure, point) for point in measure.series or ())

    assert cells(year, row) == [Bar(14.0, None, None, 14.0), Bar(7.0, None, None, 14.0), None]


# --- entries and links


def test_key_figures_stand_side_by_side() -> None:
    """Up to four; other blocks each alone, in order."""
    figures = ", ".join("{key_figure: 1}" for _ in range(6))
    others = "{callout: c}, {quotation: q}, {story: s}, {picture: {alt: a}}"
    compared = comparison(f"sections: [{{heading: h, blocks: [x, {figures}, {others}]}}]\n")
    (section,) = compared.year.sections or ()
    found = [(run.kind, len(run.blocks)) for run in entries.runs(section.blocks)]
    assert found == [
        ("text", 1),
        ("figures", 4),
        ("figures", 2),
        ("callout", 1),
        ("quotation", 1),
        ("story", 1),
        ("picture", 1),
    ]
    assert list(entries.runs(None)) == []


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("side: staff, role: Staff side chair", False),
        ("side: staff, role: Chair", True),
        ("side: staff", True),
        ("role: Chair", False),
    ],
)
def test_a_side_is_said_where_the_role_does_not_say_it(person: str, said: bool) -> None:
    """Not twice."""
    compared = comparison(f"people: [{{name: A, {person}}}]\n")
    assert entries.side_shown((compared.year.people or ())[0]) is said


def test_what_an_achievement_gives_a_start_to() -> None:
    """Links to the priorities of this year and the next that it serves."""
    compared = comparison(
        "priorities: [{id: p, text: x}]\n"
        "achievements: [{id: a, text: x, supports: [p, 2024/25#q]}, {id: b, text: x, supports: [p]}, c]\n",
        "priorities: [{id: q, number: '%s<b>', text: y}]\n",
    )
    starts = links.starts_of(compared, writer(compared))
    read = [
        [words(markup.parse(f"<main><p>{line}</p></main>", {})) for line in starts(achievement)]
        for achievement in compared.year.achievements or ()
    ]
    assert read == [
        ["Done for priority 1", "Gives a start to priority %s<b>"],
        ["Done for priority 1"],
        [],
    ]


def test_addresses_lead_where_they_say() -> None:
    """Whatever stands in them."""
    compared = comparison(
        "",
        forum='name: F\ncontact: {email: "a\'%s&b@example.org", url: "https://example.org/?a=\'&b=%(x)s"}\n',
    )
    contact = compared.forum.forum.contact
    assert contact
    assert contact.email
    assert contact.url
    fields = writer(compared)
    mail, web = links.mail_link(fields)(contact.email), links.address_link(fields)(contact.url)
    made = f"<main><p>{mail} {web}</p></main>"
    targets = [part.target for part in structs(markup.parse(made, {})) if hasattr(part, "target")]
    assert targets == ["mailto:a'%s&b@example.org", "https://example.org/?a='&b=%(x)s"]


def test_amounts_are_exact() -> None:
    """No float between the record and its sums."""
    money_of, _ = finance('[{name: a, actual: "0.1"}, {name: b, actual: "0.2"}]')
    assert sum(line.actual.number or 0 for line in money_of.lines or () if line.actual) == Decimal("0.3")
