"""The JSON Schemas of the two kinds of file, for editors and for validators of other makers.

They come from the same facts as reading does. An editor's YAML gives types to plain words (``2024``
is a number, ``true`` a truth value), where the record takes text: so a text may be any of them.
What takes more than one value to see (references, ids that are given twice, a rating of the
forum's own scheme) is left to ``annual-report check``.
"""

import json
from typing import Any, Literal

from annual_report.record.facts import BLOCK, BY_KEY, PRIVATE, Fact, blocks, facts, takes_id
from annual_report.record.ids import ID
from annual_report.record.model import (
    Amount,
    Entity,
    Footnote,
    Forum,
    Quantity,
    Reference,
    Token,
    When,
    Year,
)

Json = dict[str, Any]
FileKind = Literal["forum", "year"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_ID = r"^[^\s#/.:;,!?A-Z-][^\s#/.:;,!?A-Z]*$"
_REFERENCE = r"^(([^#/\s]+/)?[0-9]{4}([/-][0-9]{2,4})?#)?[^#/\s]+$"
_WEB = r"^\s*https?://[^\s]+\s*$"
_PATTERNS = {
    "web": _WEB,
    "url": r"^\s*(https?://|mailto:|tel:)[^\s]+\s*$",
    "email": r"^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$",
    "sha256": "^[0-9a-fA-F]{64}$",
    "currency": "^[A-Z]{3}$",
    "language": _LANGUAGE,
    "colour": "^(#[0-9a-fA-F]{6}|[a-z][a-z0-9-]*)$",
    "year": r"^[0-9]{4}([/-]([0-9]{4}|[0-9]{2}))?$",
    "folder": _ID,
    "code": "^AR[1-9][0-9]{2}$",
    "day": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
_MAY_BE_DIGITS = frozenset({"year", "sha256", "file", "path", "rating"})
_NULL: Json = {"type": "null"}
_TITLES: dict[FileKind, tuple[str, type[Entity]]] = {
    "forum": ("A forum: forum.yaml", Forum),
    "year": ("A year of a forum: 2023-24.yaml", Year),
}


def schema(kind: FileKind) -> Json:
    """The JSON Schema (draft 2020-12) of ``forum.yaml`` or of the file of a year."""
    title, root = _TITLES[kind]
    writer = _Writer()
    body = writer.keys(root)
    return {"$schema": _DIALECT, "title": title, **body, "$defs": dict(sorted(writer.definitions.items()))}


def schema_text(kind: FileKind) -> str:
    """The same as the text of a file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


class _Writer:
    """Writes each entity once, as a definition that others refer to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}

    def keys(self, kind: type[Entity]) -> Json:
        """An entity that is written as a mapping of its keys."""
        properties: Json = {}
        if takes_id(kind):
            text = "What others refer to it by; absent: made from its title, name or first words."
            properties[ID] = {
                "type": ["string", "integer", "null"],
                "pattern": f"{_ID}|^$",
                "description": text,
            }
        for fact in facts(kind).values():
            properties[fact.key] = self._property(fact)
        properties[PRIVATE] = {"description": "Anything here is never published."}
        found: Json = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [fact.key for fact in facts(kind).values() if fact.required]
        if required:
            found["required"] = required
        if kind.one_of:
            found["anyOf"] = [
                {"required": [key], "properties": {key: {"not": {"enum": [None, ""]}}}} for key in kind.one_of
            ]
        return found

    def _property(self, fact: Fact) -> Json:
        value = self._value(fact)
        example = f" Example: {fact.about.example}" if fact.about.example else ""
        described = {"description": f"{fact.about.meaning}{example}"}
        return described | value if fact.required else described | _or_nothing(value)

    def _value(self, fact: Fact) -> Json:
        if fact.kind in BY_KEY:
            return self._by_key(fact)
        if not fact.many:
            return self._one(fact)
        item = self._one(fact)
        many: Json = {"type": "array", "items": item}
        return {"anyOf": [many, item]} if fact.about.single else many

    def _by_key(self, fact: Fact) -> Json:
        empty: Json = {"type": "array", "maxItems": 0}
        if fact.kind is Footnote:
            values: Json = {"additionalProperties": self._text(), "propertyNames": {"pattern": _ID}}
        else:
            values = {"additionalProperties": {"anyOf": [self._entity(Quantity), _NULL]}}
        return {"anyOf": [{"type": "object", "properties": {PRIVATE: {}}, **values}, empty]}

    def _one(self, fact: Fact) -> Json:
        if fact.kind == BLOCK:
            return self._block()
        if issubclass(fact.kind, Entity):
            return self._entity(fact.kind)
        if fact.choices:
            return {"enum": list(fact.choices)}
        if fact.kind is bool:
            return {"enum": [True, False, "true", "false", "yes", "no", "Yes", "No"]}
        if fact.about.form == "schema":
            return {"enum": [1, "1"]}
        if fact.kind is Reference:
            return {"type": ["string", "integer"], "pattern": _REFERENCE}
        pattern = _PATTERNS.get(fact.about.form)
        if fact.kind is Token or fact.about.form == "day":
            kinds = ["string", "number"] if fact.about.form in _MAY_BE_DIGITS else "string"
            return {"type": kinds, "pattern": pattern or r"\S"}
        if fact.kind in {Amount, When}:
            return self._text()
        return self._text(pattern, fact.about.form)

    def _text(self, pattern: str | None = None, name: str = "text") -> Json:
        """A text, plain or by language, as a definition of that name."""
        if name not in self.definitions:
            plain: Json = {"type": ["string", "number", "boolean"], "pattern": pattern or r"\S"}
            if pattern:
                plain["type"] = "string"
            by_language: Json = {
                "type": "object",
                "description": "The text by language tag.",
                "patternProperties": {_LANGUAGE: _or_nothing(plain)},
                "additionalProperties": False,
                "minProperties": 1,
            }
            self.definitions[name] = {"anyOf": [plain, by_language]}
        return {"$ref": f"#/$defs/{name}"}

    def _entity(self, kind: type[Entity]) -> Json:
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # an action holds actions: the name must be known before its keys
            keys = {"description": (kind.__doc__ or "").split("\n")[0], **self.keys(kind)}
            short = facts(kind)[kind.shorthand] if kind.shorthand else None
            self.definitions[name] = {"anyOf": [keys, self._one(short)]} if short else keys
        return {"$ref": f"#/$defs/{name}"}

    def _block(self) -> Json:
        if BLOCK not in self.definitions:
            kinds = {
                key: self._text() if key == "text" else self._entity(kind) for key, kind in blocks().items()
            }
            self.definitions[BLOCK] = {
                "anyOf": [
                    {
                        "type": "object",
                        "properties": {**kinds, PRIVATE: {}},
                        "additionalProperties": False,
                        "oneOf": [{"required": [key]} for key in kinds],
                    },
                    self._text(),
                ]
            }
        return {"$ref": f"#/$defs/{BLOCK}"}


def _or_nothing(value: Json) -> Json:
    """The same, or nothing recorded: null or an empty text (rule 3)."""
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None, ""]}
    return {"anyOf": [value, _NULL, {"const": ""}]}
