"""The canonical copy of a file of the record (rule 12): the same content, always written alike.

No comments, nothing under ``private``, the author's order. Whatever another reader of YAML could
take for a number, a date or a truth value stands in quotation marks.
"""

import functools
import json
import re
from typing import assert_never

from annual_report.record.facts import PRIVATE
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence

_NULL = "null"
_quoted = json.JSONEncoder(ensure_ascii=False).encode
# Begins with a letter, holds no sign that YAML could take for its own, and neither begins nor ends
# with a blank: such a text can stand without quotation marks.
_PLAIN = re.compile(
    r"[^\W\d_](?:[^\x00-\x1f\x7f-\x9f:#\"'\[\]{}\u2028\u2029\ufeff\t]*[^\s\x00-\x1f:#\"'\[\]{}])?"
)
_TYPED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_BREAKS = "[\r\t\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"


def canonical(node: Node, heading: str = "") -> str:
    """The text of a file that reads back to the same record.

    ``heading`` is said in comments at the top: what the copy is.
    """
    lines = [f"# {line}".rstrip() for line in heading.splitlines()]
    _write(node, "", "", lines)
    return "\n".join(lines) + "\n"


def _write(node: Node, before: str, indent: str, lines: list[str]) -> None:
    """Add the lines of a node: ``before`` stands before the first of them, ``indent`` before the others."""
    match node:
        case Scalar():
            _write_text(node, before, indent, lines)
        case Sequence(items=items):
            for item in items:
                _write(item, f"{before}- ", f"{indent}  ", lines)
                before = indent
            if not items:
                lines.append(f"{before}[]")
        case Mapping(entries=entries):
            inner = f"{indent}  "
            start = len(lines)
            for entry in entries:
                if entry.key.text != PRIVATE:
                    _write_entry(f"{before}{_key(entry.key.text)}:", entry.value, inner, lines)
                    before = indent
            if len(lines) == start:
                lines.append(f"{before}{{}}")
        case _:
            assert_never(node)


def _write_entry(key: str, value: Node, indent: str, lines: list[str]) -> None:
    """A text, or what is empty, stands in the line of its key; everything else below it."""
    if isinstance(value, Scalar):
        _write_text(value, f"{key} ", indent, lines)
    elif _has_lines(value):
        lines.append(key)
        _write(value, indent, indent, lines)
    else:
        _write(value, f"{key} ", indent, lines)


def _write_text(scalar: Scalar, before: str, indent: str, lines: list[str]) -> None:
    if "\n" not in scalar.text:
        lines.append(before + (_NULL if scalar.is_nothing else _one_line(scalar.text)))
        return
    first, *rest = _text(scalar)
    lines.append(before + first)
    lines += [indent + line if line else "" for line in rest]


def _has_lines(value: Sequence | Mapping) -> bool:
    """Whether anything of a list or mapping is written."""
    if isinstance(value, Sequence):
        return bool(value.items)
    return any(entry.key.text != PRIVATE for entry in value.entries)


def _text(scalar: Scalar) -> list[str]:
    """The lines of a text that has several."""
    if scalar.is_nothing:
        return [_NULL]
    lines = scalar.text.removesuffix("\n").split("\n")
    if _can_be_literal(lines):
        return ["|" if scalar.text.endswith("\n") else "|-", *lines]
    return [_one_line(scalar.text)]


def _can_be_literal(lines: list[str]) -> bool:
    """Whether the lines come back as they are from a literal block (YAML 1.2.2, 8.1)."""
    first = next((line for line in lines if line), "")
    return (
        bool(lines[-1])
        and not first.startswith(" ")  # or the indentation of the block would not be clear
        and not any(line != line.rstrip() or re.search(_BREAKS, line) for line in lines)
    )


def _one_line(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _TYPED:
        return text
    quoted = _quoted(text)
    return quoted if quoted.isprintable() else re.sub(_BREAKS, _escape, quoted)


_key = functools.lru_cache(maxsize=256)(_one_line)  # a record has few, and each a thousand times


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
