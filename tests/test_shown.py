"""Which recorded fields a document does not show: each is named with its place, a whole part once."""

import re
from collections.abc import Iterator

import pytest

from annual_report.document.blocks import Document, Metadata, Origin, Paragraph, Section, Span, Text
from annual_report.problems import Place
from annual_report.record.facts import facts
from annual_report.record.loading import entities
from annual_report.record.model import Amount, Forum, ForumRecord, Prose, Token, When, Words, Year
from annual_report.shown import unshown
from written_records import forum_of

FORUM = """\
name: F
also_known_as: [A, B]
contact: {label: L, email: a@example.org}
links: [{words: w, url: https://example.org}]
brand: plain
private: {note: secret}
"""
YEAR = """\
status: draft
measures: [{name: m, direction: lower, actual: {value: 7, qualifier: about}, series: {2022/23: 1}}]
people: [{name: Ann, office: chair, photo: {file: p.png, alt: Ann speaking}, private: {consent: given}}]
priorities: [{text: t, key: true, measures: [m], outcome: {rating: met, date: 2024-05-20}}]
finance: {currency: GBP, lines: [{kind: income, name: i, actual: "1"}]}
retention: {class: permanent, review_on: 2044-04-01}
footnotes: {ice: Frozen.}
acknowledged: [{code: AR301, at: priorities, reason: r}]
"""
RECORD = forum_of("f", {"forum": FORUM, "2023/24": YEAR})
SILENT = [
    "language",
    "brand",
    "period_kind",
    "direction",
    "office",
    "kind",
    "colour",
    "shape",
    "file",
    "sha256",
    "decorative",
    "retention",
    "acknowledged",
    "private",
    "schema",
    "id",
    "supports",
    "continues",
    "measures",
    "events",
    "person",
    "key",
]


def addresses(record: ForumRecord) -> Iterator[str]:
    """Every address of a value in the record."""
    for entity in entities((record.forum, record.years[0])):
        if isinstance(entity, Words | Prose | When | Amount | Token):
            yield entity.address


def showing(*shown: str) -> Document:
    """Give a document that shows these fields, somewhere."""
    spans = tuple(Span((Text("x"),), origin=Origin(address, Place("f"))) for address in shown)
    blocks = (Section("a", 1, (), (Paragraph(spans),)),)
    return Document(Metadata("t", "a", "s", "en", "2024-03-31", "l", "r"), blocks)


def named(*shown: str) -> list[str]:
    """Give the fields that such a document leaves out."""
    notes = unshown(RECORD.forum, RECORD.years[0], showing(*shown), "mine")
    assert all(note.message.startswith("not shown by layout mine: ") for note in notes)
    return [note.message.rpartition(" ")[2] for note in notes]


def test_a_document_that_shows_everything() -> None:
    """Leaves nothing to say."""
    assert named(*addresses(RECORD)) == []


def test_a_document_that_shows_nothing() -> None:
    """Each part is named once, a part of one field by that field; what is not meant to be shown never."""
    assert named() == [
        "name",
        "also_known_as",
        "contact",
        "links",
        "year",
        "status",
        "priorities",
        "people",
        "measures",
        "finance",
        "footnotes.ice",
    ]


ALL = sorted(set(addresses(RECORD)))
UNMEANT = {"brand", "file", "retention", "acknowledged"}
MEANT = [address for address in ALL if not UNMEANT & set(re.split(r"[.:#\[]", address))]


@pytest.mark.parametrize("left_out", MEANT)
def test_each_field_alone_is_missed(left_out: str) -> None:
    """Wherever it stands, one field that is left out of a document is named by its address."""
    path = left_out.partition(":")[2]
    assert named(*(address for address in ALL if address != left_out)) == [path]


def test_the_place_is_that_of_the_value() -> None:
    """So that a person finds it."""
    notes = unshown(
        RECORD.forum, RECORD.years[0], showing(*(a for a in ALL if not a.endswith("alt"))), "mine"
    )
    assert [str(note.place) for note in notes] == ["data/f/2023-24.yaml:4:63"]
    assert {(note.code, note.severity) for note in notes} == {("AR431", "note")}


def test_what_is_never_meant_to_be_shown() -> None:
    """The keys that the record format lists (rule 15), and no others."""
    kept = {fact.key for kind in (Forum, Year) for fact in facts(kind).values() if not fact.about.shown}
    assert kept <= set(SILENT)
    assert not [path for path in named() if path.split(".")[-1] in SILENT and path != "measures"]
