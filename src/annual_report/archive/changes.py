"""What changed between two versions of a year, text by text."""

from collections.abc import Iterator, Mapping as Lookup
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import assert_never

from msgspec import Struct

from annual_report.record.facts import PRIVATE
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence, parse

REPORT = "report"
"""The place of a change that a reader of the report sees, in the language that follows a colon."""


class Change(Struct, frozen=True):
    """One text that is another now; ``before`` or ``after`` is None where there was or is none.

    ``place`` is a file, with the path of keys in it for a file of the record.
    """

    place: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        match self.before, self.after:
            case None, after:
                return f"{self.place}: added\n  + {after}"
            case before, None:
                return f"{self.place}: removed\n  - {before}"
            case before, after:
                return f"{self.place}: changed\n  - {before}\n  + {after}"


def in_records(before: Lookup[str, bytes], after: Lookup[str, bytes]) -> list[Change]:
    """What changed in files of the record: texts by their path, private ones without their words."""
    found: list[Change] = []
    for file in sorted({*before, *after}):
        old, new = _texts(before.get(file), file), _texts(after.get(file), file)
        found += (
            _change(f"{file}:{path}" if path else file, old.get(path), new.get(path))
            for path in dict.fromkeys((*old, *new))
            if old.get(path) != new.get(path)
        )
    return found


def in_files(before: Lookup[str, str], after: Lookup[str, str]) -> list[Change]:
    """What changed in files that are no text of the record, by their checksums."""
    return [
        Change(name, _named(before.get(name)), _named(after.get(name)))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]


def in_reports(before: Lookup[str, bytes], after: Lookup[str, bytes]) -> list[Change]:
    """What a reader sees change: lines of the web page, by language."""
    found = []
    for language in sorted({*before, *after}):
        old, new = reads(before.get(language, b"")), reads(after.get(language, b""))
        for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                lines = "\n".join(old[i:j]) or None, "\n".join(new[k:m]) or None
                found.append(Change(f"{REPORT}:{language}", *lines))
    return found


def reads(page: bytes) -> list[str]:
    """The words of a web page, line by line."""
    reader = _Words()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return [line for line in lines if line]


def _named(digest: str | None) -> str | None:
    return f"SHA-512 {digest}" if digest else None


def _change(place: str, before: str | None, after: str | None) -> Change:
    if f".{PRIVATE}." in f"{place}.".replace(":", "."):
        return Change(place, before and "(private)", after and "(private, another text)")
    return Change(place, before, after)


def _texts(content: bytes | None, file: str) -> dict[str, str]:
    """Every text of a file of the record by its path of keys; a file that can't be read is one text."""
    if content is None:
        return {}
    node, problems = parse(content, file)
    if problems or node is None:
        return {"": content.decode("utf-8", "replace")}
    return dict(_walk(node, ""))


def _walk(node: Node, path: str) -> Iterator[tuple[str, str]]:
    match node:
        case Scalar():
            yield path, node.text
        case Sequence(items=items):
            names = [_id(item, number) for number, item in enumerate(items, 1)]
            if len(set(names)) < len(names):
                names = [f"#{number}" for number in range(1, len(items) + 1)]
            for name, item in zip(names, items, strict=True):
                yield from _walk(item, path + name)
        case Mapping(entries=entries):
            for entry in entries:
                yield from _walk(entry.value, f"{path}.{entry.key.text}" if path else entry.key.text)
        case _:
            assert_never(node)


def _id(item: Node, number: int) -> str:
    """How an item of a list is named: by its id where one is written, else by its number."""
    own = item.get("id") if isinstance(item, Mapping) else None
    return f"#{own.text}" if isinstance(own, Scalar) and not own.is_nothing else f"#{number}"


class _Words(HTMLParser):
    """Collects the words of a page, a line for each block."""

    _INLINE = frozenset(
        {"a", "abbr", "b", "cite", "em", "i", "mark", "small", "span", "strong", "sub", "sup"}
    )
    _UNREAD = frozenset({"script", "style", "template"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.unread += tag in self._UNREAD
        if tag not in self._INLINE:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in self._UNREAD
        if tag not in self._INLINE:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.words.append(data)
