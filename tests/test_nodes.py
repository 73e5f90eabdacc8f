"""YAML becomes nodes that know their place, every scalar text as typed."""

import re

import pytest
from hypothesis import given, strategies as st

from annual_report.record.nodes import DEPTH, Mapping, Node, Scalar, Sequence, parse


def sound(text: str) -> Node:
    """Return the root of a text without fault."""
    node, problems = parse(text.encode(), "file.yaml")
    assert problems == []
    assert node is not None
    return node


def plain(node: Node) -> object:
    """Return a node as the lists, pairs and texts it is made of."""
    match node:
        case Scalar():
            return None if node.is_nothing else node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.value) for entry in node.entries}


@pytest.mark.parametrize(
    "typed", ["no", "2024", "10:30", "1.10", "0203", "1_000", "0x1F", "yes", "Null", ".inf", "2024-01-01"]
)
def test_scalars_are_text(typed: str) -> None:
    """Nothing is taken for a number, a date or a truth value (rule 1)."""
    assert plain(sound(f"a: {typed}")) == {"a": typed}


@pytest.mark.parametrize("typed", ["", "null", "~", '""', "''", '"  "', "|\n"])
def test_what_counts_as_not_recorded(typed: str) -> None:
    """Nothing, null, a tilde and an empty text are not recorded (rule 3)."""
    assert plain(sound(f"a: {typed}")) == {"a": None}


@pytest.mark.parametrize("typed", ['"null"', "'~'", "NULL", "nothing"])
def test_what_is_text_all_the_same(typed: str) -> None:
    """In quotation marks, null is a word."""
    assert plain(sound(f"a: {typed}")) == {"a": typed.strip("'\"")}


def test_places_count_characters_from_one() -> None:
    """Letters with accents and beyond the first plane are one column each."""
    root = sound("é𝄞: x\nb: [one, 'two',\n   three]\n")
    assert isinstance(root, Mapping)
    assert [(entry.key.place.line, entry.key.place.column) for entry in root.entries] == [(1, 1), (2, 1)]
    assert str(root.entries[0].value.place) == "file.yaml:1:5"
    listed = root.entries[1].value
    assert isinstance(listed, Sequence)
    assert [(item.place.line, item.place.column) for item in listed.items] == [(2, 5), (2, 10), (3, 4)]


def test_a_missing_key_is_reported_at_the_first_one() -> None:
    """Whether a mapping stands in braces or below one another, its first key is its place."""
    root = sound("a: {b: 1}\nc:\n  d: 1\n")
    assert isinstance(root, Mapping)
    inner = [entry.value for entry in root.entries]
    assert [(m.first_key.line, m.first_key.column) for m in inner if isinstance(m, Mapping)] == [
        (1, 5),
        (3, 3),
    ]


def test_line_ends_of_every_system() -> None:
    """Windows line ends move no place and leave nothing in a text."""
    root = sound("a: one\r\n  two\r\nb: |\r\n  three\r\n  four\r\n")
    assert plain(root) == {"a": "one two", "b": "three\nfour\n"}
    assert parse(b"a: 1\r\nb: x #y\r\n", "f")[1][0].place.line == 2


def test_the_depth_that_is_allowed() -> None:
    """Forty levels are read, forty-one are not."""
    assert parse(("[" * DEPTH + "]" * DEPTH).encode(), "f")[1] == []
    assert [p.code for p in parse(("[" * (DEPTH + 1) + "]" * (DEPTH + 1)).encode(), "f")[1]] == ["AR111"]


def test_a_hundred_thousand_brackets_end_at_once() -> None:
    """Depth is refused as it is met, without recursion."""
    node, problems = parse(b"[" * 100_000, "f")
    assert node is None
    assert [problem.code for problem in problems] == ["AR111"]


@pytest.mark.parametrize(
    "comment",
    [
        "a: text # a comment",
        "a: 'text' #note",
        "# a comment\na: b",
        "a: text#5",
        "a: [x] #note",
        "a:  #note\n  b: c",
        "a: # b",
    ],
)
def test_comments_are_fine(comment: str) -> None:
    """A comment cuts nothing where a blank follows its sign, or nothing stands before it."""
    assert parse(comment.encode(), "f")[1] == []


@pytest.mark.parametrize(
    ("cut", "column"), [("a: text #5", 9), ("a: #5", 4), ("- x\t#y", 5), ("a: b c  #d", 9)]
)
def test_cut_text_is_found(cut: str, column: int) -> None:
    """The place is that of the sign."""
    [problem] = parse(cut.encode(), "f")[1]
    assert (problem.code, problem.place.column) == ("AR106", column)
    assert problem.message == "text cut here: put it in quotes"


def test_the_slower_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML comes without its C parser, the nodes and problems are the same."""
    import yaml

    texts = ["a: x #y\nb: [1, {c: 'd'}]\n", "a: null\nb: ''\nc: |\n  x\n", "- &a b\n- *a\n- !c d\n"]
    fast = [parse(text.encode(), "f") for text in texts]
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert [parse(text.encode(), "f") for text in texts] == fast


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes reading fail; where there is no root and no problem, there was no content."""
    node, problems = parse(text.encode(), "f")
    lines = [line.strip(" \t\ufeff") for line in re.split("[\r\n]", text)]
    content = [line for line in lines if line and not line.startswith("#") and line not in {"---", "..."}]
    assert node is not None or problems or not content


@given(st.text(alphabet="ab:-#[]{}'\"|>&*!%@`\t\n ,?\\é", max_size=40))
def test_any_notation_is_read_or_refused(text: str) -> None:
    """The signs of YAML in any order are answered with places inside the text."""
    _, problems = parse(text.encode(), "f")
    for problem in problems:
        assert 1 <= problem.place.line <= text.count("\n") + 2
        assert problem.place.column >= 1


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Bytes that are no text are a problem as well."""
    parse(content, "f")
