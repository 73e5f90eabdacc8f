"""Single values of a record: a node into a text, a date, a quantity, a reference."""

import re
import unicodedata
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from annual_report.problems import Place
from annual_report.record.facts import Fact
from annual_report.record.forms import (
    LANGUAGE,
    Fault,
    form_fault,
    is_id,
    read_date,
    read_number,
    read_reference,
    slug,
)
from annual_report.record.model import (
    Amount,
    Prose,
    RatingLabel,
    Reference,
    Token,
    When,
    Words,
    find_rating,
    year_label,
)
from annual_report.record.near import near_miss, quote_hint
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T", Words, Prose)
_TRUE, _FALSE = ("true", "yes"), ("false", "no")


class Report(Protocol):
    """How a problem is noted."""

    def __call__(self, code: str, place: Place, message: str, hint: str | None = None) -> None:
        """Note a problem of that code and go on."""
        ...


class Reader:
    """Reads single values; reports what does not have the kind or form that the fact asks for."""

    def __init__(self, languages: tuple[str, ...], ratings: tuple[RatingLabel, ...], report: Report) -> None:
        self.languages = languages
        self.ratings = ratings
        self.report = report

    def read(self, fact: Fact, node: Node, address: str) -> Any:  # noqa: ANN401 - the field's own type
        """The value of a field; ``None`` where it cannot be read."""
        if fact.kind is Words:
            return self._words(fact, node, address)
        if fact.kind is Prose:
            return self.text(Prose, node, address)
        if fact.kind is When:
            return self._when(fact, node, address)
        if fact.kind is Amount:
            words = self.text(Words, node, address)
            return words and Amount(words, self.number(words))
        scalar = self._scalar(fact, node)
        if scalar is None:
            return None
        if fact.kind is Token:
            return self._token(fact, scalar, address)
        if fact.kind is Reference:
            return self._reference(scalar, address)
        if fact.kind is bool:
            return self._truth(fact, scalar)
        return scalar.text if self._is_choice(fact, scalar) else None

    def blank(self, fact: Fact, address: str, place: Place) -> Words | Prose | Token:
        """What stands in for a required text that is missing, so that reading can go on."""
        if fact.kind is Token:
            return Token("", address, place)
        kind: type[Words | Prose] = Prose if fact.kind is Prose else Words
        return kind(((self.languages[0], ""),), address, place)

    def number(self, words: Words) -> Decimal | None:
        """The number that a printed figure is, if it is one."""
        return read_number(words.source)

    def check_id(self, key: Scalar) -> None:
        """Report a key that should be an id and cannot be one."""
        if not is_id(key.text):
            suggestion = slug(key.text)
            self.report(
                "AR210", key.place, f'"{key.text}" cannot be an id', suggestion and f'write "{suggestion}"'
            )

    def text(self, kind: type[T], node: Node, address: str) -> T | None:
        """A text, plain or by language."""
        match node:
            case Scalar():
                return kind(((self.languages[0], _trimmed(node.text)),), address, node.place)
            case Sequence():
                self.report("AR204", node.place, "a list stands where a text belongs", "write one text")
                return None
            case Mapping():
                versions = self._versions(node)
                return kind(versions, address, node.place) if versions else None

    def _versions(self, node: Mapping) -> tuple[tuple[str, str], ...]:
        declared = {tag.casefold(): tag for tag in self.languages}
        keys = [entry.key.text for entry in node.entries]
        is_sentence = not all(re.fullmatch(LANGUAGE, key) for key in keys) and not any(
            key.casefold() in declared for key in keys
        )
        if is_sentence or not keys:
            hint = quote_hint(node.entries[0]) if keys else "write a text"
            self.report("AR204", node.place, "keys stand where a sentence belongs", hint)
            return ()
        found: dict[str, str] = {}
        for entry in node.entries:
            tag = declared.get(entry.key.text.casefold())
            if tag is None:
                known = ", ".join(self.languages)
                self.report(
                    "AR217",
                    entry.key.place,
                    f'"{entry.key.text}" is not a language of this forum ({known})',
                    "list it under `language` in forum.yaml, or correct the tag",
                )
            elif not isinstance(entry.value, Scalar):
                self.report("AR204", entry.value.place, f'the text in "{tag}" is not one text')
            elif not entry.value.is_nothing:
                found[tag] = _trimmed(entry.value.text)
        for tag in self.languages if found else ():
            if tag not in found:
                self.report("AR218", node.place, f'this text is not recorded in "{tag}"')
        return tuple((tag, found[tag]) for tag in self.languages if tag in found)

    def _words(self, fact: Fact, node: Node, address: str) -> Words | None:
        words = self.text(Words, node, address)
        if words is None or fact.about.form == "text":
            return words
        faults = [fault for _, text in words.versions if (fault := form_fault(fact.about.form, text))]
        for fault in faults:
            self._fault(node.place, fault)
        return None if faults else words

    def _fault(self, place: Place, fault: Fault | None) -> bool:
        if fault:
            self.report(fault.code, place, fault.message, fault.hint)
        return fault is not None

    def _when(self, fact: Fact, node: Node, address: str) -> When | None:
        words = self.text(Words, node, address)
        if words is None:
            return None
        read = read_date(words.source)
        if isinstance(read, Fault):
            self._fault(node.place, read)
            return None
        if fact.about.form == "day" and read[2] is None:
            self.report("AR206", node.place, f'"{words.source}" is not a whole date', "write 2023-04-01")
            return None
        return When(words, *read)

    def _scalar(self, fact: Fact, node: Node) -> Scalar | None:
        match node:
            case Scalar():
                text = node.text.strip()
                return node if text == node.text else Scalar(text, node.place, node.plain)
            case Sequence():
                self.report("AR204", node.place, f'"{fact.key}" has one value, not a list')
            case Mapping():
                self.report("AR204", node.place, f'"{fact.key}" has one value, not keys of its own')
        return None

    def _token(self, fact: Fact, scalar: Scalar, address: str) -> Token | None:
        text = scalar.text
        if fact.choices and not self._is_choice(fact, scalar):
            return None
        if self._fault(scalar.place, form_fault(fact.about.form, text)):
            return None
        if fact.about.form == "rating" and self.ratings and find_rating(self.ratings, text) is None:
            labels = [rating.label.source for rating in self.ratings]
            self._not_one_of(scalar, f'"{text}" is not a rating of this forum', labels)
            return None
        if fact.about.form == "year":
            text = year_label(text) or text
        if fact.about.form == "folder":
            text = unicodedata.normalize("NFC", text)
        return Token(text, address, scalar.place)

    def _reference(self, scalar: Scalar, address: str) -> Reference | None:
        read = read_reference(scalar.text)
        if isinstance(read, Fault):
            self._fault(scalar.place, read)
            return None
        return Reference(scalar.text, *read, address, scalar.place)

    def _truth(self, fact: Fact, scalar: Scalar) -> bool | None:
        word = scalar.text.casefold()
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        self.report("AR207", scalar.place, f'"{fact.key}" is true or false, not "{scalar.text}"')
        return None

    def _is_choice(self, fact: Fact, scalar: Scalar) -> bool:
        if scalar.text in fact.choices:
            return True
        self._not_one_of(scalar, f'"{scalar.text}" is not a value of "{fact.key}"', list(fact.choices))
        return False

    def _not_one_of(self, scalar: Scalar, message: str, known: list[str]) -> None:
        near = near_miss(scalar.text, known)
        choice = f"one of: {', '.join(known)}"
        self.report("AR207", scalar.place, message, f'did you mean "{near}"? ({choice})' if near else choice)


def _trimmed(text: str) -> str:
    """A text without the line breaks and blanks round it, which no format shows."""
    return text.strip(" \t\r\n")
