"""What happened in a year: the entities of a year file, but for its promises and deeds."""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from annual_report.record.model.content import ContentBlock, Picture
from annual_report.record.model.deeds import BLOCKS, Achievement, Event, Priority
from annual_report.record.model.forum import PeriodKind
from annual_report.record.model.values import (
    Amount,
    Baseline,
    Entity,
    Identified,
    Key,
    Prose,
    Quantity,
    Reference,
    Token,
    When,
    Words,
)
from annual_report.record.model.within import Root

STATUSES = ("draft", "approved", "published", "withdrawn")
Office = Literal["chair", "co-chair", "vice-chair", "secretary", "member", "other"]


class Dates(Entity, frozen=True, kw_only=True):
    """When the report was agreed and made public."""

    approved: Annotated[When | None, Key("When it was approved.", "2024-06-12")] = None
    approved_by: Annotated[Words | None, Key("Who approved it.", "The full forum")] = None
    published: Annotated[When | None, Key("When it was published.", "2024-06-30")] = None
    updated: Annotated[When | None, Key("When it was last changed.", "2024-07-02")] = None


class Retention(Entity, frozen=True, kw_only=True):
    """How long an archive keeps the report."""

    class_: Annotated[Words | None, Key("The retention class.", "permanent", name="class", shown=False)] = (
        None
    )
    review_on: Annotated[When | None, Key("When to look at it again.", "2044-04-01", shown=False)] = None


class Supersedes(Entity, frozen=True, kw_only=True):
    """Which earlier version this report replaces."""

    version: Annotated[Words | None, Key("The version it replaces.", "1")] = None
    reason: Annotated[Prose | None, Key("Why.", "A figure was corrected")] = None


class Foreword(Entity, frozen=True, kw_only=True):
    """A few words at the start, by a person of the record or by a guest."""

    person: Annotated[
        Reference | None, Key("An id of `people`; else give name and role.", "ann-example", shown=False)
    ] = None
    name: Annotated[Words | None, Key("Who wrote it, if not one of `people`.", "Cy Guest")] = None
    role: Annotated[Words | None, Key("What they do.", "Mayor of the harbour")] = None
    title: Annotated[Words | None, Key("Its heading.", "From the staff side chair")] = None
    text: Annotated[Prose, Key("The foreword.", "A year of firsts.")]
    blocks: Annotated[tuple[ContentBlock, ...] | None, BLOCKS] = None


class Organisation(Entity, frozen=True, kw_only=True):
    """An organisation that a person belongs to, and as what."""

    shorthand: ClassVar[str | None] = "name"
    name: Annotated[Words | None, Key("Its name.", "Example Union")] = None
    position: Annotated[Words | None, Key("The person's position in it.", "Regional lead")] = None


class Person(Identified, frozen=True, kw_only=True):
    """Somebody who serves the forum."""

    shorthand: ClassVar[str | None] = "name"
    id_from: ClassVar[tuple[str, ...]] = ("name",)
    name: Annotated[Words, Key("Their name, as printed.", "Ann Example")]
    post_nominals: Annotated[Words | None, Key("Letters after the name.", "MBE")] = None
    role: Annotated[Words | None, Key("Their role, as printed.", "Staff side chair")] = None
    office: Annotated[
        Office | None,
        Key("chair, co-chair, vice-chair, secretary, member or other.", "chair", shown=False),
    ] = None
    side: Annotated[Words | None, Key("The side or constituency they speak for.", "staff")] = None
    organisations: Annotated[
        tuple[Organisation, ...] | None,
        Key("Where they come from.", "[{name: Example Union, position: Regional lead}]"),
    ] = None
    from_: Annotated[When | None, Key("Since when they have held the office.", "2023-04-01", name="from")] = (
        None
    )
    to: Annotated[When | None, Key("Until when they held it.", "2023-11-30")] = None
    photo: Annotated[
        Picture | None, Key("Their picture.", "{file: pictures/ann.jpg, alt: Ann Example speaking}")
    ] = None


class SeriesPoint(Entity, frozen=True, kw_only=True):
    """The value of a measure in one period."""

    label: Words
    quantity: Quantity


class Measure(Identified, frozen=True, kw_only=True):
    """Something that is counted, year by year."""

    id_from: ClassVar[tuple[str, ...]] = ("name",)
    name: Annotated[Words, Key("What is measured.", "Late payments")]
    unit: Annotated[Words | None, Key("What it is counted in.", "per 1,000 payments")] = None
    direction: Annotated[
        Literal["lower", "higher"] | None, Key("Which is better: lower or higher.", "lower", shown=False)
    ] = None
    baseline: Annotated[
        Baseline | None, Key("Where it started: a value, or value and year.", "{value: 14, year: 2021/22}")
    ] = None
    target: Annotated[
        Quantity | None, Key("Where it should be: a number, or words.", "no official target")
    ] = None
    actual: Annotated[Quantity | None, Key("Where it is.", "{qualifier: about, value: 7.1}")] = None
    series: Annotated[
        tuple[SeriesPoint, ...] | None,
        Key("Its values by year.", "{2021/22: 14, 2022/23: 11.5, 2023/24: 7.1}"),
    ] = None
    footnote: Annotated[Prose | None, Key("What limits the figure.", "Two employers only.")] = None
    source: Annotated[Words | None, Key("Where the figures come from.", "Payroll return")] = None


class FinanceLine(Entity, frozen=True, kw_only=True):
    """One line of the money table, or one of its printed totals."""

    kind: Annotated[
        Literal["income", "expenditure"] | None, Key("income or expenditure.", "income", shown=False)
    ] = None
    name: Annotated[Words, Key("What the money is.", "Contributions")]
    budget: Annotated[Amount | None, Key("What was planned.", '"12,000"')] = None
    actual: Annotated[Amount | None, Key("What it came to.", '"12,150"')] = None
    note: Annotated[Prose | None, Key("What explains it.", "One late payer.")] = None


class Finance(Entity, frozen=True, kw_only=True):
    """The money of the year. Totals are printed as recorded, also where they disagree with the lines."""

    currency: Annotated[Token | None, Key("Three capitals.", "GBP", form="currency")] = None
    lines: Annotated[tuple[FinanceLine, ...] | None, Key("The lines.", "[{name: Contributions}]")] = None
    totals: Annotated[
        tuple[FinanceLine, ...] | None, Key("The totals as printed, even if wrong.", "[{name: Total income}]")
    ] = None
    reserves: Annotated[Amount | None, Key("What is kept in hand.", '"4,100"')] = None


class Feedback(Entity, frozen=True, kw_only=True):
    """What members said, and what was done about it."""

    you_said: Annotated[Prose, Key("What was said.", "Papers come late.")]
    we_did: Annotated[Prose | None, Key("What was done.", "Papers now go out ten days ahead.")] = None
    result: Annotated[Prose | None, Key("What came of it.", "Fewer questions on the day.")] = None
    from_: Annotated[Words | None, Key("Where it was said.", "Survey", name="from")] = None


class Section(Identified, frozen=True, kw_only=True):
    """Free text under a heading of its own."""

    id_from: ClassVar[tuple[str, ...]] = ("heading", "text")
    one_of: ClassVar[tuple[str, ...]] = ("heading", "text")
    heading: Annotated[Words | None, Key("Its heading (or give a text).", "A hard winter")] = None
    text: Annotated[Prose | None, Key("Its text.", "Some free text.")] = None
    blocks: Annotated[tuple[ContentBlock, ...] | None, BLOCKS] = None


class Footnote(Entity, frozen=True, kw_only=True):
    """A note at the foot, called in a text by ``[^id]``."""

    id: str
    text: Prose


class GlossaryTerm(Entity, frozen=True, kw_only=True):
    """A word that the report explains."""

    term: Annotated[Words, Key("The word.", "HPF")]
    meaning: Annotated[Prose, Key("What it means.", "Harbour Partnership Forum")]


class Source(Entity, frozen=True, kw_only=True):
    """A document that the record was taken from."""

    shorthand: ClassVar[str | None] = "document"
    document: Annotated[Words, Key("What it is.", "Annual report 2023/24")]
    file: Annotated[
        Token | None, Key("A copy kept beside the record.", "sources/report.pdf", form="file", shown=False)
    ] = None
    web_address: Annotated[
        Words | None, Key("Where it was found.", "https://example.org/r.pdf", name="address", form="web")
    ] = None
    retrieved: Annotated[When | None, Key("When it was found there.", "2024-07-01")] = None
    sha256: Annotated[
        Token | None, Key("Its checksum, 64 hex digits.", "0" * 64, form="sha256", shown=False)
    ] = None


class Response(Entity, frozen=True, kw_only=True):
    """What another body answered to the report."""

    from_: Annotated[Words, Key("Who answers.", "The council", name="from")]
    title: Annotated[Words | None, Key("Its heading.", "A reply")] = None
    date: Annotated[When | None, Key("When it was given.", "2024-09-01")] = None
    text: Annotated[Prose, Key("The answer.", "The council thanks the forum.")]


class Acknowledgement(Entity, frozen=True, kw_only=True):
    """A warning that the forum knows and accepts (rule 16)."""

    code: Annotated[Token | None, Key("The code of the warning.", "AR305", form="code", shown=False)] = None
    at: Annotated[
        Token | None,
        Key("What it is about: a path of keys; absent: the whole file.", "finance", form="path", shown=False),
    ] = None
    reason: Annotated[
        Prose | None, Key("Why it stands.", "The printed total is the published one.", shown=False)
    ] = None


class Year(Root, frozen=True, kw_only=True):
    """One file: a period of the forum, with what it promised and what it did.

    ``label`` is the year as printed (``2023/24``); ``start`` and ``end`` are the recorded days or
    the defaults of ``kind``.
    """

    label: str
    kind: PeriodKind
    start: dt.date
    end: dt.date
    schema: Annotated[
        Token | None, Key("The version of this format; absent: 1.", "1", form="schema", shown=False)
    ] = None
    year: Annotated[Token, Key("The year; the file has its name (2023-24.yaml).", "2023/24", form="year")]
    title: Annotated[Words | None, Key("The title; absent: Annual report.", "Annual report")] = None
    start_written: Annotated[
        When | None, Key("The first day; absent: from period_kind.", "2023-04-01", name="start", form="day")
    ] = None
    end_written: Annotated[
        When | None, Key("The last day; absent: from period_kind.", "2024-03-31", name="end", form="day")
    ] = None
    status: Annotated[
        Token | None,
        Key(
            "draft, approved, published or withdrawn; absent: not stated.",
            "published",
            form="choice",
            choices=STATUSES,
        ),
    ] = None
    dates: Annotated[Dates | None, Key("When it was agreed and published.", "{approved: 2024-06-12}")] = None
    reference_code: Annotated[Words | None, Key("Its code in the files.", "HPF/AR/2023-24")] = None
    duty: Annotated[
        Words | None, Key("What obliges the forum to report.", "Terms of reference, clause 9")
    ] = None
    rights: Annotated[Words | None, Key("Who may do what with it.", "© Harbour Forum, CC BY 4.0")] = None
    retention: Annotated[
        Retention | None, Key("How long an archive keeps it.", "{class: permanent}", shown=False)
    ] = None
    supersedes: Annotated[
        Supersedes | None, Key("Which version it replaces.", "{version: 1, reason: A figure was corrected}")
    ] = None
    online: Annotated[
        Words | None,
        Key("Where it can be read; becomes the QR code.", "https://example.org/harbour/2023-24", form="web"),
    ] = None
    forewords: Annotated[tuple[Foreword, ...] | None, Key("Forewords.", "[{text: A year of firsts.}]")] = None
    priorities: Annotated[
        tuple[Priority, ...] | None, Key("What the forum set out to do this year.", "[Agree one policy.]")
    ] = None
    achievements: Annotated[
        tuple[Achievement, ...] | None, Key("What it did this year.", "[We ran the spring conference.]")
    ] = None
    people: Annotated[
        tuple[Person, ...] | None, Key("Who served.", "[{name: Ann Example, role: Staff side chair}]")
    ] = None
    measures: Annotated[tuple[Measure, ...] | None, Key("What was counted.", "[{name: Late payments}]")] = (
        None
    )
    events: Annotated[tuple[Event, ...] | None, Key("What was held.", "[{name: Spring conference}]")] = None
    finance: Annotated[Finance | None, Key("The money.", "{currency: GBP}")] = None
    feedback: Annotated[
        tuple[Feedback, ...] | None, Key("What members said.", "[{you_said: Papers come late.}]")
    ] = None
    sections: Annotated[tuple[Section, ...] | None, Key("Free sections.", "[{heading: A hard winter}]")] = (
        None
    )
    footnotes: Annotated[
        tuple[Footnote, ...] | None,
        Key("Notes, called in a text by [^id].", "{ice: The harbour froze in January.}"),
    ] = None
    glossary: Annotated[
        tuple[GlossaryTerm, ...] | None,
        Key("Words explained.", "[{term: HPF, meaning: Harbour Partnership Forum}]"),
    ] = None
    sources: Annotated[
        tuple[Source, ...] | None,
        Key("What the record was taken from.", "[{document: Annual report 2023/24}]"),
    ] = None
    responses: Annotated[
        tuple[Response, ...] | None, Key("Answers to the report.", "[{from: The council, text: Thank you.}]")
    ] = None
    acknowledged: Annotated[
        tuple[Acknowledgement, ...] | None,
        Key("Warnings that the forum accepts.", "[{code: AR305, at: finance}]", shown=False),
    ] = None
