"""YAML text into nodes that know their place. Every scalar is text as typed (rule 1).

Only a plain part of YAML is read: no tags, anchors, aliases or second documents, each key once.
All faults of a file are reported together, as far as the text can still be followed.
"""

import re
from typing import TYPE_CHECKING, Protocol, assert_never

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
_BREAK = re.compile(r"\r\n|\r|\n")


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
        return next((entry.value for entry in self.entries if entry.key.text == key), None)

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


class _Open:
    """A list or mapping whose end has not been seen yet."""

    def __init__(self, place: Place, *, is_mapping: bool) -> None:
        self.place = place
        self.is_mapping = is_mapping
        self.nodes: list[Node] = []  # of a mapping: key, value, key, value, ...


class _Builder:
    """Builds nodes from the parser's events, without recursion."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = _BREAK.split(text)
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.roots: list[Node] = []
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
            for event in self._events():
                if not self._take(event):
                    return None
        except yaml.YAMLError as error:
            if not self.cut_last:  # what follows a cut text is only a consequence of it
                self.problems.append(in_plain_words(error, self.file, self.lines))
            return None
        return self.roots[0] if self.roots else None

    def _events(self) -> "Iterator[yaml.Event]":
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return iter(yaml.parse(self.text, Loader=loader))

    def _take(self, event: "yaml.Event") -> bool:
        """Use one event; false if reading must stop here."""
        import yaml

        match event:
            case yaml.ScalarEvent():
                self._refuse_marks(event)
                self._add(self._scalar(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_marks(event)
                return self._open(
                    self.place(event.start_mark), is_mapping=isinstance(event, yaml.MappingStartEvent)
                )
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close()
            case yaml.AliasEvent():
                place = self.place(event.start_mark)
                self.report(
                    "AR109",
                    place,
                    f"*{event.anchor} is a YAML alias, which the record does not use",
                    "say it again in full; put quotes round text that begins with *",
                )
                self._add(Scalar("*", place, plain=False))
            case yaml.DocumentStartEvent() if self.roots:
                self.report(
                    "AR110",
                    self.place(event.start_mark),
                    "a second document begins here; a file holds one",
                    "delete the line of three hyphens, or make another file",
                )
                return False
            case _:
                pass
        return True

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

    def _scalar(self, event: "yaml.ScalarEvent") -> Scalar:
        plain = not event.style  # the C parser says '', the other None
        place = self.place(event.start_mark)
        self.cut_last = False
        if plain:
            self._refuse_cut(event.end_mark)
        elif CONTROL.search(event.value):
            self.report("AR104", place, "the text holds a control character", "delete the escape (\\x..)")
        return Scalar(event.value, place, plain)

    def _refuse_cut(self, end: "_Mark | None") -> None:
        if end is None or end.line >= len(self.lines):
            return
        line = self.lines[end.line]
        found = _CUT.match(line, end.column) if "#" in line else None
        if found:
            self.cut_last = True
            self.report(
                "AR106",
                Place(self.file, end.line + 1, found.end()),
                "text cut here: put it in quotes",
                f'what follows is read as a comment: "{line[found.end() - 1 :].strip()}"; '
                "a comment of yours needs a blank after its #",
            )

    def _open(self, place: Place, *, is_mapping: bool) -> bool:
        if len(self.stack) >= DEPTH:
            self.report(
                "AR111",
                place,
                f"lists and keys within one another more than {DEPTH} levels deep",
                "a bracket may not be closed",
            )
            return False
        self.stack.append(_Open(place, is_mapping=is_mapping))
        return True

    def _close(self) -> None:
        done = self.stack.pop()
        if done.is_mapping:
            self._add(Mapping(self._entries(done.nodes), done.place))
        else:
            self._add(Sequence(tuple(done.nodes), done.place))

    def _entries(self, nodes: list[Node]) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            match key:
                case Scalar(text=text) if text in entries:
                    first = entries[text].key.place.line
                    self.report(
                        "AR107",
                        key.place,
                        f'the key "{text}" stands here twice (first in line {first})',
                        "join the two, or give one another name",
                    )
                case Scalar(text=text):
                    entries[text] = Entry(key, value)
                case Sequence() | Mapping():
                    self.report(
                        "AR112",
                        key.place,
                        "a list or a group of keys stands where a key belongs",
                        "put quotes round text with brackets or braces",
                    )
                case _:
                    assert_never(key)
        return tuple(entries.values())

    def _add(self, node: Node) -> None:
        (self.stack[-1].nodes if self.stack else self.roots).append(node)
