"""The markup of a layout as a tree of elements that know their line: well-formed XML, read by expat."""

import re
from math import inf, isfinite
from typing import NoReturn

from annual_report.document import vocabulary

BLANK = re.compile(r"[ \t\r\n]+")


class MarkupError(Exception):
    """What is wrong with the markup that a layout made: the message, and where in the template.

    ``template`` is "name:line" where the markup was filled with marks of its template's lines, else "".
    """

    def __init__(self, message: str, line: int, template: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.template = template


class Element:
    """An element of the markup; ``children`` are elements and runs of characters."""

    __slots__ = ("attributes", "children", "line", "tag", "template")

    def __init__(self, tag: str, attributes: dict[str, str], line: int, template: str) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []
        self.line = line
        self.template = template

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
            elif not BLANK.fullmatch(child):
                near = found[-1] if found else self
                near.fail(f"words stand directly in <{self.tag}>: {BLANK.sub(' ', child).strip(' ')[:40]!r}")
        return found

    def only(self, *tags: str) -> list["Element"]:
        """The child elements, which may only be of these kinds."""
        for child in self.elements():
            if child.tag not in tags:
                child.fail(f"<{child.tag}> can't stand in <{self.tag}>")
        return self.elements()

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
        return BLANK.sub(" ", "".join(child for child in self.children if isinstance(child, str))).strip(" ")

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


def read(markup: str) -> Element:
    """The root element of some markup.

    Raises ``MarkupError`` where it is not well formed.
    """
    from xml.parsers import expat

    root = Element("", {}, 1, "")
    stack = [root]
    ids: set[str] = set()
    template = ""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, parser.CurrentLineNumber, template)
        if wrong := vocabulary.fault(tag, attributes):
            element.fail(wrong)
        name = attributes.get("id")
        if name:
            if name in ids:
                element.fail(f"the id {name!r} is given to two elements")
            ids.add(name)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_tag: str) -> None:
        stack.pop()

    def text(words: str) -> None:
        stack[-1].children.append(words)

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
