"""The record format as a page for those who write records: ``data/README.md``.

The tables come from the types of the model, by way of :mod:`annual_report.record.facts`, so that the page
cannot say anything else than reading does. The rules between them are told in
:mod:`annual_report.record.guide`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annual_report.record import guide
from annual_report.record.facts import BLOCK, BY_KEY, Fact, blocks, facts, takes_id
from annual_report.record.forms import slug
from annual_report.record.ids import ID
from annual_report.record.model import (
    BUILT_IN_RATINGS,
    Amount,
    Entity,
    Footnote,
    Forum,
    Identified,
    Prose,
    Quantity,
    Reference,
    TextBlock,
    When,
    Words,
    Year,
)

_KINDS: dict[object, str] = {
    Words: "text",
    Prose: "text with marks",
    When: "date or words",
    Amount: "amount",
    bool: "`true` or `false`",
}
_FORMS = {
    "schema": "number of a version",
    "language": "language tag",
    "folder": "name of a folder",
    "colour": "colour",
    "file": "path of a file",
    "year": "year",
    "currency": "three capitals",
    "sha256": "64 hex digits",
    "rating": "a rating",
    "code": "code of a warning",
    "path": "path of keys",
    "email": "e-mail address",
    "url": "web address, or `mailto:` or `tel:`",
    "web": "web address",
    "day": "day, such as `2023-04-01`",
}
_BLOCKS_HEADING = "Blocks"


class _Use(NamedTuple):
    """Where an entity stands: under which key of which other."""

    key: str
    owner: type[Entity]


def page() -> str:
    """The whole page, as Markdown."""
    kinds = blocks()
    uses = _uses((Forum, Year, *kinds.values()))
    of_forum = [kind for kind in _within(Forum) if kind not in kinds.values()]
    of_year = [kind for kind in _within(Year) if kind not in {*of_forum, *kinds.values()}]
    parts = [
        guide.OPENING,
        f"## What stands where\n\n{_contents(of_forum, of_year, list(kinds.values()))}",
        guide.WRITING,
        guide.COMPARING,
        _ratings(),
        f"## The forum: `forum.yaml`\n\n{_table(Forum)}",
        *(_entity(kind, uses[kind]) for kind in of_forum),
        f"## A year: `2023-24.yaml`\n\n{_table(Year)}",
        *(_entity(kind, uses[kind]) for kind in of_year),
        f"## {_BLOCKS_HEADING}\n\n{guide.BLOCKS}",
        *(_block(key, kind, uses.get(kind, [])) for key, kind in kinds.items()),
        f"## Not printed\n\n{guide.NOT_PRINTED} {_not_printed([Forum, Year, *uses])}.",
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _within(root: type[Entity]) -> list[type[Entity]]:
    """The entities that can stand in another one, at any depth, in the order in which its keys name them."""
    found: dict[type[Entity], None] = {}
    for fact in facts(root).values():
        kind = _entity_of(fact)
        if kind is not None and kind not in found and kind is not root:
            found |= dict.fromkeys([kind, *(inner for inner in _within(kind) if inner not in found)])
    return list(found)


def _entity_of(fact: Fact) -> type[Entity] | None:
    """The entity that a key holds; ``None`` for a plain value, for blocks, and for what is written by key."""
    if fact.kind == BLOCK or fact.kind in BY_KEY or not issubclass(fact.kind, Entity):
        return None
    kind: type[Entity] = fact.kind
    return kind


def _uses(roots: Iterable[type[Entity]]) -> dict[type[Entity], list[_Use]]:
    """For each entity the keys that hold it."""
    found: dict[type[Entity], list[_Use]] = {}
    for owner in dict.fromkeys(kind for root in roots for kind in (root, *_within(root))):
        for fact in facts(owner).values():
            kind = _entity_of(fact)
            if kind is not None:
                found.setdefault(kind, []).append(_Use(fact.key, owner))
    return found


# --- parts of the page ----------------------------------------------------------------------------------


def _contents(*chapters: list[type[Entity]]) -> str:
    titles = ("The forum: `forum.yaml`", "A year: `2023-24.yaml`", _BLOCKS_HEADING)
    rows = (
        f"- [{title}](#{_anchor(title)}): {', '.join(map(_link, kinds))}"
        for title, kinds in zip(titles, chapters, strict=True)
    )
    return "\n".join(rows)


def _entity(kind: type[Entity], uses: list[_Use]) -> str:
    return f"### {_name(kind)}\n\n{' '.join(_about(kind, uses))}\n\n{_table(kind)}"


def _block(key: str, kind: type[Entity], uses: list[_Use]) -> str:
    sentences = [f"Written as `- {key}: ...`.", *_about(kind, uses)]
    if kind is TextBlock:
        return f"### {_name(kind)}\n\n{_first_line(kind)} Written as `- text: ...`, or as a plain sentence."
    return f"### {_name(kind)}\n\n{' '.join(sentences)}\n\n{_table(kind)}"


def _about(kind: type[Entity], uses: list[_Use]) -> Iterator[str]:
    yield _first_line(kind)
    if uses:
        yield f"Found in {_listed(_places(uses))}."
    if kind.shorthand is not None:
        yield f"A plain sentence in its place is its `{facts_by_field(kind)[kind.shorthand].key}`."
    if kind.one_of:
        yield f"At least one of {_listed(f'`{key}`' for key in kind.one_of)} is needed."


def facts_by_field(kind: type[Entity]) -> dict[str, Fact]:
    """The keys of an entity by the names that its fields have in Python."""
    return {fact.field: fact for fact in facts(kind).values()}


def _places(uses: list[_Use]) -> Iterator[str]:
    """Each entity that holds another one, with the keys that do."""
    for owner in dict.fromkeys(use.owner for use in uses):
        name = {Forum: "the forum", Year: "a year"}.get(owner) or _link(owner)
        yield f"{name} ({', '.join(f'`{use.key}`' for use in uses if use.owner is owner)})"


def _first_line(kind: type[Entity]) -> str:
    """What the type says of itself, without the numbers of rules, which this page does not have."""
    first = " ".join((kind.__doc__ or "").split("\n\n")[0].split()).replace("``", "`")
    return re.sub(r" \(rule \d+\)", "", first)


def _table(kind: type[Entity]) -> str:
    rows = ["| Key | What it says | What is written | Example |", "|---|---|---|---|"]
    if takes_id(kind) and issubclass(kind, Identified):
        rows.append(_row(f"`{ID}`", _about_id(kind), "id", f"`{_example_id(kind)}`"))
    for fact in facts(kind).values():
        key = f"**`{fact.key}`** (needed)" if fact.required else f"`{fact.key}`"
        rows.append(_row(key, fact.about.meaning, _what(fact), f"`{fact.about.example}`"))
    return "\n".join(rows)


def _row(*cells: str) -> str:
    written = " | ".join(cell.replace("|", r"\|") for cell in cells)
    return f"| {written} |"


def _about_id(kind: type[Identified]) -> str:
    keys = [facts_by_field(kind)[field].key for field in kind.id_from]
    return f"What others refer to it by. Absent: made from {' or else '.join(f'`{key}`' for key in keys)}."


def _example_id(kind: type[Identified]) -> str:
    """The id that the example of an entity's title or name would make."""
    return slug(facts_by_field(kind)[kind.id_from[0]].about.example)


def _what(fact: Fact) -> str:
    """What kind of value a key takes, in words."""
    if fact.kind is Footnote:
        return "ids, each with its text"
    if fact.kind in BY_KEY:
        return "years, each with its value"
    if fact.kind == BLOCK:
        return f"list of [blocks](#{_anchor(_BLOCKS_HEADING)})"
    one = _one(fact)
    if not fact.many:
        return one
    return f"list: {one}" + ("; a single one needs no list" if fact.about.single else "")


def _one(fact: Fact) -> str:
    if fact.choices:
        return " / ".join(f"`{choice}`" for choice in fact.choices)
    kind = _entity_of(fact)
    if kind is not None:
        short = f"{_short(kind)}, or " if kind.shorthand else ""
        return f"{short}{_link(kind)}"
    if fact.kind is Reference:
        return "id"
    return _FORMS.get(fact.about.form) or _KINDS.get(fact.kind, "text")


def _short(kind: type[Entity]) -> str:
    """What can be written in the place of an entity's keys."""
    if issubclass(kind, Quantity):
        return "number or words"
    return _one(facts_by_field(kind)[kind.shorthand or ""])


def _ratings() -> str:
    rows = ["| Rating | Shape |", "|---|---|"]
    rows += [_row(f"`{rating.label.source}`", f"{rating.shape}") for rating in BUILT_IN_RATINGS]
    return f"### Ratings\n\n{guide.RATINGS}\n\n" + "\n".join(rows)


def _not_printed(kinds: list[type[Entity]]) -> str:
    """The keys that no report prints, but for those that refer to other entries."""
    hidden = [fact for kind in kinds for fact in facts(kind).values() if not fact.about.shown]
    whole = [fact for fact in hidden if _entity_of(fact) is not None]
    inside = {_entity_of(fact) for fact in whole}
    keys = {
        f"`{fact.key}`"
        for kind in kinds
        for fact in facts(kind).values()
        if kind not in inside and not fact.about.shown and fact.kind is not Reference and fact not in whole
    }
    return _listed([*sorted(keys), f"everything under {_listed(f'`{fact.key}`' for fact in whole)}"])


# --- words ----------------------------------------------------------------------------------------------


def _name(kind: type[Entity]) -> str:
    """The heading of an entity: ``FinanceLine`` is "Finance line"."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", kind.__name__)


def _link(kind: type[Entity]) -> str:
    return f"[{_name(kind).lower()}](#{_anchor(_name(kind))})"


def _anchor(heading: str) -> str:
    """The address that a Markdown page gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
