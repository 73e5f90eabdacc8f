"""The markup of a layout as a tree of elements that know their line: well-formed XML, read by expat."""

import re
from math import inf, isfinite
from typing import NoReturn

from msgspec import Struct, field

from annual_report.document import vocabulary

_BLANKS = re.compile(r"[ \t\r\n]+")
BLANK = " \t\r\n"
"""The characters of which runs count as one blank."""


class MarkupError(Exception):
    """What is wrong with the markup that a layout made: the message, and where in the template.

    ``template`` is "name:line" where the markup was filled with marks of its template's lines, else "".
    """

    def __init__(self, message: str, line: int, template: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.template = template


class Element(Struct, eq=False):
    """An element of the markup; ``children`` are elements and runs of characters."""

    tag: str
    attributes: dict[str, str]
    line: int
    template: str
    children: "list[Element | str]" = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, "" where the element has none of that name."""
        return self.attributes.get(name, "")

    def elements(self) -> list["Element"]:
        """The child elements.

        Raises ``MarkupError`` where words stand between them: they would be shown nowhere. Its line is
        that of the element before the words.
        """
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                found.append(child)
            elif not is_blank(child):
                near = found[-1] if found else self
                near.fail(f"words stand directly in <{self.tag}>: {one_blank(child).strip(' ')[:40]!r}")
        return found

    def only(self, *tags: str) -> list["Element"]:
        """The child elements, which may only be of these kinds."""
        found = self.elements()
        for child in found:
            if child.tag not in tags:
                child.fail(f"<{child.tag}> can't stand in <{self.tag}>")
        return found

    def parts(self, *tags: str) -> list["Element | None"]:
        """The child elements of these kinds, in this order: each at most once, None where there is none."""
        found: dict[str, Element | None] = dict.fromkeys(tags)
        for child in self.only(*tags):
            if found[child.tag] is not None:
                child.fail(f"<{self.tag}> can have one <{child.tag}>, this is the second")
            found[child.tag] = child
        return list(found.values())

    def need(self, part: "Element | None", tag: str) -> "Element":
        """One of the ``parts``, which has to be there."""
        return part if part is not None else self.fail(f"<{self.tag}> needs a <{tag}>")

    def sole(self, tag: str) -> "Element":
        """The one child element, which is of this kind."""
        (part,) = self.parts(tag)
        return self.need(part, tag)

    def words(self) -> str:
        """What stands in an element that holds bare words alone."""
        for child in self.children:
            if isinstance(child, Element):
                child.fail(f"<{child.tag}> can't stand in <{self.tag}>, which holds bare words here")
        return one_blank("".join(child for child in self.children if isinstance(child, str))).strip(" ")

    def number(self, name: str) -> float | None:
        """An attribute that is a number, None where the element has none of that name."""
        written = self.get(name)
        try:
            value = float(written) if written else None
        except ValueError:
            value = inf
        return value if value is None or isfinite(value) else self.fail(f"{name}={written!r} is no number")

    def fail(self, message: str) -> NoReturn:
        """Raise a ``MarkupError`` for this element."""
        raise MarkupError(message, self.line, self.template)


def is_blank(words: str) -> bool:
    """Whether characters are nothing but blanks and line ends."""
    return not words.strip(BLANK)


def one_blank(words: str) -> str:
    """The words with each run of blanks and line ends as one blank."""
    if "\n" in words or "  " in words or "\t" in words or "\r" in words:
        return _BLANKS.sub(" ", words)
    return words


def read(markup: str) -> Element:
    """The root element of some markup.

    Raises ``MarkupError`` where it is not well formed.
    """
    from xml.parsers import expat

    root = Element("", {}, 1, "")
    children = root.children  # of the element that is open
    outside: list[list[Element | str]] = []
    ids: set[str] = set()
    simple = vocabulary.SIMPLE
    template = ""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal children
        element = Element(tag, attributes, parser.CurrentLineNumber, template)
        names = simple.get(tag)
        simply = names is not None and names.issuperset(attributes)
        if not simply and (wrong := vocabulary.fault(tag, attributes)):
            element.fail(wrong)
        name = attributes.get("id")
        if name:
            if name in ids:
                element.fail(f"the id {name!r} is given to two elements")
            ids.add(name)
        children.append(element)
        outside.append(children)
        children = element.children

    def end(_tag: str) -> None:
        nonlocal children
        children = outside.pop()

    def text(words: str) -> None:
        children.append(words)

    def instruction(name: str, value: str) -> None:
        nonlocal template
        if name == "line":
            template = value

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(markup, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise MarkupError(f"the markup is not well formed: {reason}", error.lineno, template) from None
    found = root.children[0]
    assert isinstance(found, Element)  # noqa: S101 - expat accepts no document without a root element
    return found
