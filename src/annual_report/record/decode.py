"""Nodes into the model, driven by its types: every problem with its place, all at once.

Where something is wrong, reading goes on with what can be understood: a required text that is
missing becomes an empty one, so that references to its entry do not fail as well.
"""

from typing import Any, TypeVar

from annual_report.problems import Place, Problem
from annual_report.record.codes import problem
from annual_report.record.facts import BLOCK, BY_KEY, PRIVATE, Fact, blocks, facts, required, takes_id
from annual_report.record.ids import ID, ids_of
from annual_report.record.model import (
    Entity,
    Footnote,
    Forum,
    Prose,
    Quantity,
    RatingLabel,
    SeriesPoint,
    Words,
)
from annual_report.record.near import near_miss, quote_hint
from annual_report.record.nodes import Entry, Mapping, Node, Scalar, Sequence
from annual_report.record.reader import Reader

E = TypeVar("E", bound=Entity)
_ELSEWHERE = "this key belongs into"


class Decoder:
    """Reads the nodes of one file.

    ``root`` is the file's stem, with which every address begins; ``languages`` are those of the
    forum, the first one first; ``ratings`` are those that an outcome can name (none: not checked).
    """

    def __init__(self, root: str, languages: tuple[str, ...], ratings: tuple[RatingLabel, ...] = ()) -> None:
        self.root = f"{root}:"
        self.languages = languages
        self.declared = frozenset(tag.casefold() for tag in languages)
        self.problems: list[Problem] = []
        self.reader = Reader(languages, ratings, self.report)

    def report(self, code: str, place: Place, message: str, hint: str | None = None) -> None:
        """Note a problem and go on."""
        self.problems.append(problem(code, place, message, hint))

    def entity(self, kind: type[E], node: Mapping, address: str, /, **known: object) -> E:
        """The entity that ``node`` describes; ``known`` are fields that are not keys of the file."""
        keys = facts(kind)
        values: dict[str, Any] = {"address": address, "place": node.place, **known}
        unknown: list[Entry] = []
        for entry in node.entries:
            fact = keys.get(entry.key.text)
            if fact is not None:
                read = self._value(fact, entry.value, _join(address, fact.key))
                if read is not None:
                    values[fact.field] = read
            elif not self._is_known(kind, entry):
                unknown.append(entry)
                self._refuse(kind, entry)
        for fact in required(kind):
            if fact.field not in values:
                self._missing(fact, node, node.get(fact.key), unknown)
                values[fact.field] = self.reader.blank(fact, _join(address, fact.key), node.first_key)
        if kind.one_of and not any(key in values for key in kind.one_of) and not unknown:
            names = " or ".join(f'"{key}"' for key in kind.one_of)
            self.report("AR202", node.first_key, f"{names} is needed here")
        if issubclass(kind, Quantity):
            values["number"] = self.reader.number(values["value"])
        return kind(**values)

    def _is_known(self, kind: type[Entity], entry: Entry) -> bool:
        key = entry.key.text
        return key in facts(kind) or key == PRIVATE or (key == ID and takes_id(kind))

    def _refuse(self, kind: type[Entity], entry: Entry) -> None:
        key = entry.key.text
        self.report("AR201", entry.key.place, f'unknown key "{key}"', self._hint(kind, entry))

    def _hint(self, kind: type[Entity], entry: Entry) -> str | None:
        key = entry.key.text
        if " " in key.strip() and isinstance(entry.value, Scalar):
            return quote_hint(entry)
        near = near_miss(key, [*facts(kind), *([ID] if takes_id(kind) else [])])
        if near:
            return f'did you mean "{near}"?'
        if isinstance(entry.value, Scalar) and entry.value.plain and entry.value.is_nothing:
            return "if a comma cut this off from the text before it, put quotes round the whole text"
        if key in facts(Forum):
            return f"{_ELSEWHERE} forum.yaml" if self.root != "forum:" else "look at the indentation"
        return f"known here: {', '.join(facts(kind))}" if len(facts(kind)) <= 12 else None

    def _missing(self, fact: Fact, node: Mapping, value: Node | None, unknown: list[Entry]) -> None:
        if isinstance(value, Scalar) and value.is_nothing:
            self.report("AR202", value.place, f'"{fact.key}" is needed and has no value', fact.about.meaning)
        elif value is None and not any(_explains(entry, fact.key) for entry in unknown):
            self.report("AR202", node.first_key, f'"{fact.key}" is needed here', fact.about.meaning)

    def _value(self, fact: Fact, node: Node, address: str) -> Any:  # noqa: ANN401 - the field's own type
        if isinstance(node, Scalar) and node.is_nothing:
            return None
        if fact.many:
            if fact.kind in BY_KEY:
                return self._by_key(fact, node, address)
            return self._list(fact, node, address)
        return self._one(fact, node, address)

    def _one(self, fact: Fact, node: Node, address: str) -> Any:  # noqa: ANN401
        if not fact.has_keys:
            return self.reader.read(fact, node, address)
        mapping = self._expanded(fact.kind, fact.key, node)
        return None if mapping is None else self.entity(fact.kind, mapping, address)

    def _expanded(self, kind: type[Entity], key: str, node: Node) -> Mapping | None:
        """The keys of an entity; a plain sentence stands for one of them."""
        if isinstance(node, Mapping) and not self._is_by_language(kind, node):
            return node
        if kind.shorthand is None or isinstance(node, Sequence):
            wanted = "one entry, not a list" if isinstance(node, Sequence) else "keys with their values"
            required = next(iter(facts(kind).values()))
            self.report("AR204", node.place, f'"{key}" needs {wanted}', f"such as {required.key}: ...")
            return None
        return Mapping((Entry(Scalar(kind.shorthand, node.place), node),), node.place)

    def _is_by_language(self, kind: type[Entity], node: Mapping) -> bool:
        for entry in node.entries:
            if self._is_known(kind, entry):
                return False
        return any(entry.key.text.casefold() in self.declared for entry in node.entries)

    def _list(self, fact: Fact, node: Node, address: str) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            if fact.about.single and isinstance(node, Scalar):
                return tuple(self._items(fact, [(0, node)], address))
            hint = quote_hint(node.entries[0]) if isinstance(node, Mapping) and node.entries else None
            self.report(
                "AR204",
                node.place,
                f'"{fact.key}" is a list',
                hint or "begin each entry with a hyphen and a blank",
            )
            return None
        numbered: list[tuple[int, Node]] = []
        for number, item in enumerate(node.items):
            if isinstance(item, Scalar) and item.is_nothing:
                self.report("AR205", item.place, "an empty list item", "write the item, or delete the hyphen")
            else:
                numbered.append((number, item))
        return tuple(self._items(fact, numbered, address))

    def _items(self, fact: Fact, items: list[tuple[int, Node]], address: str) -> list[Any]:
        if fact.kind == BLOCK:
            read = [self._block(node, f"{address}[{number}]") for number, node in items]
        elif fact.has_keys and takes_id(fact.kind):
            return self._identified(fact, items, address)
        else:
            read = [self._one(fact, node, f"{address}[{number}]") for number, node in items]
        return [item for item in read if item is not None]

    def _identified(self, fact: Fact, items: list[tuple[int, Node]], address: str) -> list[Any]:
        expanded = [self._expanded(fact.kind, fact.key, node) for _, node in items]
        mappings = [mapping for mapping in expanded if mapping is not None]
        ids, problems = ids_of(fact.kind, mappings, self.languages[0])
        self.problems += problems
        return [
            self.entity(
                fact.kind,
                mapping,
                f"{address}#{id_.text}",
                id=id_.text,
                id_written=id_.written,
                id_shared=id_.shared,
            )
            for mapping, id_ in zip(mappings, ids, strict=True)
        ]

    def _block(self, node: Node, address: str) -> Entity | None:
        kinds = blocks()
        if not isinstance(node, Mapping) or self._is_by_language(kinds["text"], node):
            mapping = self._expanded_text(node)
            return None if mapping is None else self.entity(kinds["text"], mapping, address)
        entries = [entry for entry in node.entries if entry.key.text != PRIVATE]
        found = [entry for entry in entries if entry.key.text in kinds]
        for entry in entries:
            if entry.key.text not in kinds:
                near = near_miss(entry.key.text, list(kinds))
                hint = f'did you mean "{near}"?' if near else f"a block is one of {', '.join(kinds)}"
                self.report("AR201", entry.key.place, f'unknown kind of block "{entry.key.text}"', hint)
        if len(found) > 1:
            self.report(
                "AR220", found[1].key.place, "one block holds two kinds", "begin a new entry with a hyphen"
            )
        if not found and not entries:
            self.report("AR220", node.first_key, "a block without content", f"one of {', '.join(kinds)}")
        return self._content(kinds, found[0], node, address) if found else None

    def _content(
        self, kinds: dict[str, type[Entity]], entry: Entry, node: Mapping, address: str
    ) -> Entity | None:
        key, value = entry.key.text, entry.value
        if isinstance(value, Scalar) and value.is_nothing:
            self.report("AR202", value.place, f'"{key}" is needed and has no value')
            return None
        if key == "text":
            return self.entity(kinds[key], Mapping((entry,), node.place), address)
        mapping = self._expanded(kinds[key], key, value)
        return None if mapping is None else self.entity(kinds[key], mapping, _join(address, key))

    def _expanded_text(self, node: Node) -> Mapping | None:
        if isinstance(node, Sequence):
            self.report("AR204", node.place, "a list stands where a block belongs", "such as text: ...")
            return None
        return Mapping((Entry(Scalar("text", node.place), node),), node.place)

    def _by_key(self, fact: Fact, node: Node, address: str) -> tuple[Any, ...] | None:
        if isinstance(node, Sequence) and not node.items:
            return ()
        if not isinstance(node, Mapping):
            self.report(
                "AR204",
                node.place,
                f'"{fact.key}" needs keys with their values',
                f"such as {fact.about.example}",
            )
            return None
        make = self._footnote if fact.kind is Footnote else self._point
        read = [
            make(entry, f"{address}.{entry.key.text}") for entry in node.entries if entry.key.text != PRIVATE
        ]
        return tuple(item for item in read if item is not None)

    def _footnote(self, entry: Entry, address: str) -> Footnote | None:
        self.reader.check_id(entry.key)
        text = None if _is_nothing(entry.value) else self.reader.text(Prose, entry.value, address)
        if text is None:
            if _is_nothing(entry.value):
                self.report("AR202", entry.value.place, f'the footnote "{entry.key.text}" has no text')
            return None
        return Footnote(address=address, place=entry.key.place, id=entry.key.text, text=text)

    def _point(self, entry: Entry, address: str) -> SeriesPoint | None:
        if _is_nothing(entry.value):
            return None
        mapping = self._expanded(Quantity, entry.key.text, entry.value)
        if mapping is None:
            return None
        label = Words(((self.languages[0], entry.key.text),), address, entry.key.place)
        quantity = self.entity(Quantity, mapping, address)
        return SeriesPoint(address=address, place=entry.key.place, label=label, quantity=quantity)


def _explains(entry: Entry, key: str) -> bool:
    """Whether an unknown key is why a required one is missing."""
    return near_miss(entry.key.text, [key]) is not None or " " in entry.key.text.strip()


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_nothing


def _join(address: str, key: str) -> str:
    return f"{address}{key}" if address.endswith(":") else f"{address}.{key}"
