r"""The markup of layouts: read into the tree that it means, or refused with its line. No word is ever lost.

A case in ``tests/cases/markup/*.case`` begins with ``=== what it is about``; its markup stands up to a line
``--- tree`` with the tree below it, or ``--- fails LINE: words of the message``.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, strategies as st
from msgspec import Struct
from msgspec.structs import fields

from annual_report.document import markup
from annual_report.document.blocks import (
    Bar,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    Origin,
    PageReference,
    Paragraph,
    Picture,
    Pill,
    Span,
    Strong,
    Text,
)

CASES = Path(__file__).parent / "cases" / "markup"
PICTURE = Picture("pic", "image/png", b"", 1, 1)
NAMES = {
    "ListItem": "item",
    "GlanceLine": "line",
    "KeyFigure": "figure",
    "Definition": "definition",
    "Card": "card",
    "Note": "note",
    "LedgerEntry": "entry",
    "TallyRow": "row",
    "Row": "row",
    "Cell": "cell",
}


class Case(NamedTuple):
    """Some markup, and what must come of it."""

    file: str
    about: str
    markup: str
    kind: str
    expected: str


def cases() -> list[Case]:
    """All cases of all files."""
    return [case for path in sorted(CASES.glob("*.case")) for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        about, _, body = part.partition("\n")
        source, _, rest = body.partition("\n--- ")
        kind, _, expected = rest.partition("\n" if rest.startswith("tree") else " ")
        yield Case(path.stem, about, source, kind, expected.strip("\n"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}: {case.about}")
def test_markup_is_read_or_refused(case: Case) -> None:
    """What a case expects is what comes."""
    if case.kind == "tree":
        blocks = markup.parse(case.markup, {"pic": PICTURE})
        assert "\n".join(line for block in blocks for line in tree(block)) == case.expected
        return
    line, _, words = case.expected.partition(": ")
    with pytest.raises(markup.MarkupError) as raised:
        markup.parse(case.markup, {"pic": PICTURE})
    assert words in raised.value.message
    assert raised.value.line == int(line)


def test_every_file_of_cases_is_read() -> None:
    """A typing error in a case file must not make its cases vanish."""
    for path in CASES.glob("*.case"):
        text = path.read_text(encoding="utf-8")
        found = list(_cases(path))
        assert len(found) == text.count("\n=== ") == text.count("\n--- tree") + text.count("\n--- fails")
        assert all(case.markup and case.kind in ("tree", "fails") for case in found)


# What XML can hold and a record may: no control characters, no surrogates, no noncharacters.
TYPED = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\u2028\u2029\ufeff"),
    max_size=60,
)


@given(TYPED, TYPED)
def test_any_words_come_out_as_typed(one: str, two: str) -> None:
    """Escaped words are data: whatever they look like, they are read back, blanks apart."""
    from markupsafe import escape

    source = f"<main><p>{escape(one)}<strong>{escape(two)}</strong></p></main>"
    (paragraph,) = markup.parse(source, {})
    assert isinstance(paragraph, Paragraph)
    read = "".join(
        child.text if isinstance(child, Text) else child.children[0].text
        for child in paragraph.children
        if isinstance(child, Text) or (isinstance(child, Strong) and child.children)
    )
    assert read.replace(" ", "") == (one + two).replace(" ", "")


@given(st.text("<>/pa='\" main&;x\n", max_size=80))
def test_any_bytes_give_blocks_or_a_fault_with_a_line(source: str) -> None:
    """Nothing but ``MarkupError`` is ever raised."""
    for candidate in (source, f"<main>{source}</main>"):
        try:
            markup.parse(candidate, {})
        except markup.MarkupError as error:
            assert (error.line >= 1, bool(error.message)) == (True, True)  # noqa: PT017 - it may be sound


TAGS = ["section", "h1", "h2", "p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "td", "th"]
TAGS += ["dl", "div", "dt", "dd", "small", "figure", "img", "figcaption", "cite", "aside", "blockquote"]
TAGS += ["footer", "header", "nav", "mark", "span", "sup", "a", "br", "b", "em", "strong"]
CLASSES = ["", "ledger", "tally", "glance", "footnotes", "figures", "cards", "cover", "contents", "lead"]


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> str:
    """Elements of the vocabulary put together at random: nearly always wrong, always well formed."""
    tag = draw(st.sampled_from(TAGS))
    given_class = draw(st.sampled_from(CLASSES))
    inside = "".join(draw(st.lists(elements(depth - 1), max_size=3))) if depth else ""
    words = draw(st.sampled_from(["", "words"]))
    return (
        f'<{tag} class="{given_class}">{words}{inside}</{tag}>'
        if given_class
        else f"<{tag}>{words}{inside}</{tag}>"
    )


@given(elements())
def test_any_arrangement_of_elements_is_read_whole_or_refused(source: str) -> None:
    """What is not refused holds every word that was written."""
    try:
        blocks = markup.parse(f"<main>{source}</main>", {})
    except markup.MarkupError:
        return
    written = source.count("words")
    assert sum(line.count("words") for block in blocks for line in tree(block)) >= written


# --- a tree as text


def tree(value: Struct, depth: int = 0, name: str = "") -> Iterator[str]:
    """A block and what it holds, a line each; what is at its default is left out."""
    head = [name or NAMES.get(type(value).__name__, type(value).__name__)]
    below: list[tuple[str, tuple[Struct, ...]]] = []
    words = []
    for field in fields(type(value)):
        content = getattr(value, field.name)
        if isinstance(content, tuple) and _is_inline(content, field.name):
            label = "" if isinstance(value, Paragraph) else f"{field.name}="
            words += [label + inline(content)] if content else []
        elif isinstance(content, tuple) and content and not isinstance(content[0], str):
            below.append((field.name, content))
        elif isinstance(content, Pill):
            words.append(f"{field.name}={inline((content,))}")
        elif content not in (field.default, "", (), None) or (field.name == "start" and content != 1):
            head.append(f"{field.name}={_scalar(content)}")
    yield "  " * depth + " ".join([*head, *words])
    labelled = [label for label, _ in below] in (["promise", "done"], ["promise"], ["done"])
    for label, items in below:
        if labelled:
            yield "  " * (depth + 1) + f"{label}:"
        for item in items:
            yield from tree(item, depth + 1 + labelled, "head" if label == "head" else "")


def _is_inline(content: tuple[object, ...], name: str) -> bool:
    if content:
        return isinstance(content[0], Inline)
    return name in {"children", "title", "words", "caption", "credit", "attribution", "beside", "status"}


def _scalar(content: object) -> str:
    match content:
        case tuple():
            return "|".join(map(str, content))
        case Origin():
            return f"{content.address}@{content.place}"
        case Picture():
            return content.name
        case Bar():
            return f"{content.actual}/{content.baseline}/{content.target}/{content.scale or None}"
        case _:
            return str(content)


def inline(children: tuple[Inline, ...]) -> str:
    """Words with their marks in one line."""
    return " ".join(map(_inline, children))


def _inline(child: Inline) -> str:
    match child:
        case Text():
            return f'"{child.text}"'.replace("\u00a0", "\\u00a0")
        case Strong() | Emphasis():
            return f"{'strong' if isinstance(child, Strong) else 'em'}({inline(child.children)})"
        case LineBreak():
            return "break"
        case Link():
            return f"link({inline(child.children)} -> {child.target})"
        case Span():
            more = [f"in {child.language}"] if child.language else []
            more += [f"from {child.origin.address} at {child.origin.place}"] if child.origin else []
            return f"{child.role or 'span'}({' '.join([inline(child.children), *more])})"
        case PageReference():
            return f'page("{child.before}" -> {child.target})'
        case NoteReference():
            return f"note({child.number} -> {child.target})"
        case Pill():
            more = [child.tone, child.shape, child.colour]
            more += [f"from {child.origin.address} at {child.origin.place}"] if child.origin else []
            return f"pill({' '.join([f'{chr(34)}{child.words}{chr(34)}', *filter(None, more)])})"
