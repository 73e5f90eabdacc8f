"""The canonical copy of a file of the record (rule 12): the same content, always written alike.

No comments, nothing under ``private``, the author's order. Whatever another reader of YAML could
take for a number, a date or a truth value stands in quotation marks.
"""

import json
import re
from typing import assert_never

from annual_report.record.facts import PRIVATE
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence

_NULL = "null"
# Begins with a letter, holds no sign that YAML could take for its own, and neither begins nor ends
# with a blank: such a text can stand without quotation marks.
_PLAIN = re.compile(
    r"[^\W\d_](?:[^\x00-\x1f\x7f-\x9f:#\"'\[\]{}\u2028\u2029\ufeff\t]*[^\s\x00-\x1f:#\"'\[\]{}])?"
)
_TYPED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_BREAKS = re.compile("[\r\t\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def canonical(node: Node, heading: str = "") -> str:
    """The text of a file that reads back to the same record.

    ``heading`` is said in comments at the top: what the copy is.
    """
    top = [f"# {line}".rstrip() for line in heading.splitlines()]
    return "\n".join([*top, *_lines(node)]) + "\n"


def _lines(node: Node) -> list[str]:
    """The lines of a list or a mapping; of a text, one line or several."""
    match node:
        case Scalar():
            return _scalar(node)
        case Sequence(items=items):
            return [line for item in items for line in _item(item)] or ["[]"]
        case Mapping(entries=entries):
            shown = [entry for entry in entries if entry.key.text != PRIVATE]
            return [line for entry in shown for line in _entry(entry.key, entry.value)] or ["{}"]
        case _:
            assert_never(node)


def _item(item: Node) -> list[str]:
    first, *rest = _lines(item)
    return [f"- {first}", *map(_indented, rest)]


def _entry(key: Scalar, value: Node) -> list[str]:
    name = _one_line(key.text)
    lines = _lines(value)
    if isinstance(value, Scalar) or lines in (["[]"], ["{}"]):
        first, *rest = lines
        return [f"{name}: {first}", *map(_indented, rest)]
    return [f"{name}:", *map(_indented, lines)]


def _indented(line: str) -> str:
    return f"  {line}" if line else ""


def _scalar(scalar: Scalar) -> list[str]:
    if scalar.is_nothing:
        return [_NULL]
    lines = scalar.text.removesuffix("\n").split("\n")
    if "\n" in scalar.text and _can_be_literal(lines):
        return ["|" if scalar.text.endswith("\n") else "|-", *lines]
    return [_one_line(scalar.text)]


def _can_be_literal(lines: list[str]) -> bool:
    """Whether the lines come back as they are from a literal block (YAML 1.2.2, 8.1)."""
    first = next((line for line in lines if line), "")
    return (
        bool(lines[-1])
        and not first.startswith(" ")  # or the indentation of the block would not be clear
        and not any(line != line.rstrip() or _BREAKS.search(line) for line in lines)
    )


def _one_line(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _TYPED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
