"""YAML text into nodes that know their place. Every scalar is text as typed (rule 1).

Only a plain part of YAML is read: no tags, anchors, aliases or second documents, each key once.
All faults of a file are reported together, as far as the text can still be followed.
"""

import re
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from annual_report.problems import Place, Problem
from annual_report.record.codes import problem
from annual_report.record.yaml_faults import CONTROL, characters, in_plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

DEPTH = 40
"""Levels of lists and keys that a file may have."""
_NOTHING = frozenset({"null", "~"})
_CUT = re.compile(r"[ \t]+#(?=\S)")


class Scalar(Struct, frozen=True):
    """A text; ``plain`` if it stands without quotation marks."""

    text: str
    place: Place
    plain: bool = True

    @property
    def is_nothing(self) -> bool:
        """Whether this counts as not recorded (rule 3)."""
        return not self.text.strip() or (self.plain and self.text in _NOTHING)


class Sequence(Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


class Entry(Struct, frozen=True):
    """A key with its value."""

    key: Scalar
    value: "Node"


class Mapping(Struct, frozen=True):
    """Keys with their values, in the author's order; each key stands once."""

    entries: tuple[Entry, ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """The value of ``key``, if it is there."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry.value
        return None

    @property
    def first_key(self) -> Place:
        """Where a missing key is reported: the first key (rule 10)."""
        return self.entries[0].key.place if self.entries else self.place


Node = Scalar | Sequence | Mapping


def parse(content: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The root node of a YAML file, and everything that is wrong with its notation.

    ``file`` is the path to name in problems. The node is ``None`` where the file is empty or
    where its text cannot be followed to the end.
    """
    text, problems = characters(content, file)
    if text is None:
        return None, problems
    builder = _Builder(file, text)
    root = builder.build()
    return root, problems + builder.problems


class _Mark(Protocol):
    """A point in the text as the parser gives it, counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _Open(Struct):
    """A list or mapping whose end has not been seen yet; ``outer`` are the nodes that it will stand among."""

    place: Place
    is_mapping: bool
    outer: "list[Node]"


class _Builder:
    """Builds nodes from the parser's events, without recursion."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.sharps = {number for number, line in enumerate(self.lines) if "#" in line}
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.roots: list[Node] = []
        self.nodes = self.roots  # of what is open now; of a mapping: key, value, key, value, ...
        self.cut_last = False  # whether the scalar read last was cut by a #

    def report(self, code: str, place: Place, message: str, hint: str | None = None) -> None:
        self.problems.append(problem(code, place, message, hint))

    def place(self, mark: "_Mark | None") -> Place:
        if mark is None:
            return Place(self.file)
        return Place(self.file, mark.line + 1, mark.column + 1)

    def build(self) -> Node | None:
        import yaml

        try:
            if not self._take_all():
                return None
        except yaml.YAMLError as error:
            if not self.cut_last:  # what follows a cut text is only a consequence of it
                self.problems.append(in_plain_words(error, self.file, self.lines))
            return None
        return self.roots[0] if self.roots else None

    def _take_all(self) -> bool:
        """Use the events of the parser; false if reading must stop before its end.

        What is asked of every scalar is asked here and with few calls: with a method for each question,
        reading a file took half as long again.
        """
        import yaml

        for event in self._events():
            if isinstance(event, yaml.ScalarEvent):
                if event.tag is not None or event.anchor is not None:
                    self._refuse_marks(event)
                mark: _Mark = event.start_mark  # type: ignore[assignment]  # both parsers give one
                place = Place(self.file, mark.line + 1, mark.column + 1)
                plain = not event.style  # the C parser says '', the other None
                self.cut_last = False
                if not plain and not event.value.isprintable():
                    self._refuse_control(event.value, place)
                elif plain and self.sharps:
                    self._refuse_cut(event.end_mark)
                self.nodes.append(Scalar(event.value, place, plain))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.CollectionStartEvent):
                if event.tag is not None or event.anchor is not None:
                    self._refuse_marks(event)
                if not self._open(self.place(event.start_mark), isinstance(event, yaml.MappingStartEvent)):
                    return False
            elif isinstance(event, yaml.AliasEvent):
                self._refuse_alias(event)
            elif isinstance(event, yaml.DocumentStartEvent) and self.roots:
                self._refuse_second(event)
                return False
        return True

    def _events(self) -> "Iterator[yaml.Event]":
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return iter(yaml.parse(self.text, Loader=loader))

    def _refuse_alias(self, event: "yaml.AliasEvent") -> None:
        place = self.place(event.start_mark)
        self.report(
            "AR109",
            place,
            f"*{event.anchor} is a YAML alias, which the record does not use",
            "say it again in full; put quotes round text that begins with *",
        )
        self.nodes.append(Scalar("*", place, plain=False))

    def _refuse_second(self, event: "yaml.DocumentStartEvent") -> None:
        self.report(
            "AR110",
            self.place(event.start_mark),
            "a second document begins here; a file holds one",
            "delete the line of three hyphens, or make another file",
        )

    def _refuse_marks(self, event: "yaml.NodeEvent") -> None:
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            self.report(
                "AR108",
                self.place(event.start_mark),
                "a value begins with !, which is a YAML tag; the record does not use tags",
                "delete the tag, or put quotes round text that begins with !",
            )
        if event.anchor is not None:
            self.report(
                "AR109",
                self.place(event.start_mark),
                f"&{event.anchor} is a YAML anchor, which the record does not use",
                "delete it; put quotes round text that begins with &",
            )

    def _refuse_control(self, text: str, place: Place) -> None:
        if re.search(CONTROL, text):
            self.report("AR104", place, "the text holds a control character", "delete the escape (\\x..)")

    def _refuse_cut(self, end: "_Mark | None") -> None:
        if end is None or end.line not in self.sharps:
            return
        line = self.lines[end.line]
        found = _CUT.match(line, end.column)
        if found:
            self.cut_last = True
            self.report(
                "AR106",
                Place(self.file, end.line + 1, found.end()),
                "text cut here: put it in quotes",
                f'what follows is read as a comment: "{line[found.end() - 1 :].strip()}"; '
                "a comment of yours needs a blank after its #",
            )

    def _open(self, place: Place, is_mapping: bool) -> bool:  # noqa: FBT001 - which of two it is
        if len(self.stack) >= DEPTH:
            self.report(
                "AR111",
                place,
                f"lists and keys within one another more than {DEPTH} levels deep",
                "a bracket may not be closed",
            )
            return False
        self.stack.append(_Open(place, is_mapping, self.nodes))
        self.nodes = []
        return True

    def _close(self) -> None:
        done, nodes = self.stack.pop(), self.nodes
        self.nodes = done.outer
        if done.is_mapping:
            self.nodes.append(Mapping(self._entries(nodes), done.place))
        else:
            self.nodes.append(Sequence(tuple(nodes), done.place))

    def _entries(self, nodes: list[Node]) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        each = iter(nodes)
        for key, value in zip(each, each, strict=True):
            if not isinstance(key, Scalar):
                self.report(
                    "AR112",
                    key.place,
                    "a list or a group of keys stands where a key belongs",
                    "put quotes round text with brackets or braces",
                )
            elif key.text in entries:
                first = entries[key.text].key.place.line
                self.report(
                    "AR107",
                    key.place,
                    f'the key "{key.text}" stands here twice (first in line {first})',
                    "join the two, or give one another name",
                )
            else:
                entries[key.text] = Entry(key, value)
        return tuple(entries.values())
