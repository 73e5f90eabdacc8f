"""A record in which every key of the format is used, and the helpers that turn it into a document.

The keys come from the same facts as reading and the schema, so that a key that is added to the format is
in the tests without anybody thinking of it.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from annual_report import report
from annual_report.comparison import compare
from annual_report.document.blocks import (
    Cover,
    Document,
    Figure,
    GlanceLine,
    Ledger,
    LedgerEntry,
    Note,
    NoteReference,
    Origin,
    PageReference,
    Pill,
    Table,
    Tally,
    TallyRow,
    Text,
)
from annual_report.layout import Layout
from annual_report.pictures import read_pictures
from annual_report.record import read_forums, richtext
from annual_report.record.facts import BLOCK, BY_KEY, Fact, blocks, facts, takes_id
from annual_report.record.loading import entities
from annual_report.record.model import (
    Amount,
    Entity,
    Footnote,
    Forum,
    ForumRecord,
    Prose,
    Reference,
    Token,
    When,
    Words,
    Year,
)

Typed = Callable[[str], str]
Plain = dict[str, Any]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'
LABEL, BEFORE = "2023/24", "2022/23"

_FORMS = {
    "web": "https://example.org/?a=1&copy;=%s&b={{7*7}}]]%(year)s",
    "url": "https://example.org/'?a=1&lt;=%d&b={%x%}",
    "email": "a&lt%s{{7}}'@example.org",
    "sha256": "",
    "currency": "GBP",
    "folder": "other",
    "colour": "#8A1538",
    "rating": "met",
    "schema": "1",
    "day": "",
}
_REFERENCES = {"supports": "priorities", "continues": f"{BEFORE}#priorities", "person": "people"}


def full_forum(typed: Typed) -> Plain:
    """A forum file with every key; ``typed`` gives the words for a field."""
    found = _entity(Forum, typed, "forum")
    return found | {"period_kind": "financial", "brand": "plain", "language": ["en"]}


def full_year(typed: Typed) -> Plain:
    """A year file with every key."""
    found = _entity(Year, typed, "year")
    found |= {"year": LABEL, "start": "2023-04-01", "end": "2024-03-31"}
    guest = dict(found["forewords"][0])
    del guest["person"]
    member = {key: guest[key] for key in ("title", "text")} | {"person": "people"}
    found["forewords"] = [member, guest]
    found["priorities"].append({"text": typed("untitled") + ". And a second sentence.", "id": "two"})
    found["achievements"][0]["text"] += " [^footnotes]"
    del found["acknowledged"]
    return found


def _entity(kind: type[Entity], typed: Typed, where: str, depth: int = 3) -> Plain:
    found: Plain = {}
    for fact in facts(kind).values():
        value = _value(fact, typed, f"{where} {fact.key}", depth)
        if value not in (None, ""):
            found[fact.key] = value
    if takes_id(kind):
        found["id"] = where.rpartition(" ")[2]
    return found


def _value(fact: Fact, typed: Typed, where: str, depth: int) -> Any:  # noqa: ANN401 - what stands in a file
    if fact.kind in BY_KEY:
        texts = fact.kind is Footnote
        return {where.rpartition(" ")[2]: typed(where)} if texts else {"2022/23": "11", LABEL: typed(where)}
    if fact.kind == BLOCK:
        return [{key: _block(kind, typed, f"{where} {key}")} for key, kind in blocks().items()]
    one = _one(fact, typed, where, depth)
    return one if not fact.many or one is None else [one]


def _block(kind: type[Entity], typed: Typed, where: str) -> Any:  # noqa: ANN401
    found = _entity(kind, typed, where)
    return found["text"] if list(found) == ["text"] and where.endswith("text") else found


def _one(fact: Fact, typed: Typed, where: str, depth: int) -> Any:  # noqa: ANN401
    if fact.kind is bool:
        return None if fact.key == "decorative" else "true"
    if fact.choices:
        return fact.choices[0]
    if fact.about.form == "file":
        return "pictures/p.svg"
    if fact.about.form in _FORMS:
        return _FORMS[fact.about.form]
    if fact.kind is Reference:
        return _REFERENCES.get(fact.key, fact.key)
    if isinstance(fact.kind, type) and issubclass(fact.kind, Entity):
        return _entity(fact.kind, typed, where, depth - 1) if depth else None
    return typed(where)


# --- from plain data to a document


def write(workspace: Path, files: dict[str, Plain]) -> Path:
    """Write files of a record (JSON is YAML too) and the picture that they name; the workspace."""
    for name, content in files.items():
        path = workspace / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        (path.parent / "pictures").mkdir(exist_ok=True)
        (path.parent / "pictures" / "p.svg").write_text(PICTURE, encoding="utf-8")
    return workspace


def full_files(typed: Typed) -> dict[str, Plain]:
    """Every file of a workspace with the full record: the year, the year before it and the other forum."""
    forum, year = full_forum(typed), full_year(typed)
    year["priorities"][0]["outcome"]["rating"] = forum["rating_scheme"][0]["label"]
    before = {"year": BEFORE, "priorities": [{"id": "priorities", "text": "Earlier."}]}
    return {
        "full/forum.yaml": forum,
        "full/2023-24.yaml": year,
        "full/2022-23.yaml": before,
        "other/forum.yaml": {"name": "Other Forum"},
    }


def read(workspace: Path, folder: str = "full", label: str = LABEL) -> tuple[ForumRecord, Year]:
    """A forum and its year; a record that is not sound fails the test."""
    reading = read_forums(workspace, (folder,))
    assert not [str(problem) for problem in reading.problems if problem.severity == "error"]
    forum = reading.record.forum(folder)
    assert forum is not None
    year = forum.year(label)
    assert year is not None
    return forum, year


def make_document(
    workspace: Path,
    folder: str = "full",
    label: str = LABEL,
    language: str = "",
    layout: str = "annual-report",
) -> Document:
    """The document of a year of a workspace."""
    reading = read_forums(workspace, (folder,))
    forum, year = read(workspace, folder, label)
    return report.document(
        compare(reading.record, forum, year),
        Layout(workspace, layout),
        language or forum.forum.languages[0],
        pictures=read_pictures(workspace, forum, year),
    )


# --- the words of a document


def words(value: object) -> str:
    """Every word that a part of a document shows, in its order, by the kinds of block alone."""
    match value:
        case tuple():
            return "".join(map(words, value))
        case Text():
            return value.text
        case Pill():
            return value.words
        case Figure():
            return f"{value.alt}\n{words(value.caption)}\n{words(value.credit)}\n"
        case PageReference() | NoteReference() | Origin():
            return ""
        case Struct():
            own = _own_words(value)
            inside = [words(getattr(value, name)) for name in value.__struct_fields__]
            return "".join([own, *inside]) + ("\n" if hasattr(value, "blocks") else "")
        case _:
            return ""


def _own_words(value: Struct) -> str:
    match value:
        case Cover():
            return f"{value.year}\n"
        case LedgerEntry():
            return f"{value.number}\n{value.label}\n"
        case GlanceLine() | Note():
            return f"{value.number}\n"
        case TallyRow():
            return "\n".join(value.numbers) + "\n"
        case Table():
            return f"{value.caption}\n{value.summary}\n"
        case Ledger() | Tally():
            return "\n".join([value.caption, *value.heads, ""])
        case _:
            return ""


def words_by_address(document: Document) -> dict[str, str]:
    """What a document shows of each field: all words that it gives as that field's."""
    found: dict[str, str] = {}
    for value in structs(document.blocks):
        where = getattr(value, "origin", None)
        if isinstance(where, Origin):
            found[where.address] = found.get(where.address, "") + words(value)
    return found


def structs(value: object) -> Iterator[Struct]:
    """Every block, inline and part of a document."""
    if isinstance(value, tuple):
        for item in value:
            yield from structs(item)
    elif isinstance(value, Struct):
        yield value
        for name in value.__struct_fields__:
            yield from structs(getattr(value, name))


def squeezed(text: str) -> str:
    """A text without its blanks: where lines are parted is the layout's business."""
    return "".join(text.split())


def typed_fields(source: Forum | Year) -> Iterator[tuple[str, str]]:
    """The address and words of every text, figure and token in a file; a text without marks, no dates."""
    parts = list(entities(source))
    dates = {part.address for part in parts if isinstance(part, When) and part.year is not None}
    for part in parts:
        match part:
            case Prose():
                yield part.address, richtext.plain(richtext.parse(part.source))
            case Words() | Amount() if part.address not in dates:
                yield part.address, part.source
            case Token():
                yield part.address, part.text
