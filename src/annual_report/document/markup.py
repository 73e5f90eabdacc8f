"""From the semantic HTML of a layout to the document tree.

The vocabulary is small and closed: an element or class that is not in it is an error, never dropped, so
that a layout can't lose words. CONTRIBUTING.md lists it for authors of layouts.
"""

from collections.abc import Callable, Mapping
from typing import cast, get_args

from annual_report.document import tables
from annual_report.document.blocks import (
    Beside,
    Block,
    Blocks,
    Callout,
    Card,
    Cards,
    Contents,
    Cover,
    CoverForm,
    Definition,
    Definitions,
    Figure,
    FigureRole,
    GlanceLine,
    GlanceLines,
    Inlines,
    KeyFigure,
    KeyFigures,
    ListBlock,
    ListItem,
    ListRole,
    Note,
    Notes,
    Paragraph,
    ParagraphRole,
    Picture,
    Quotation,
    Section,
)
from annual_report.document.elements import Element, MarkupError, read
from annual_report.document.inlines import INLINE, inlines, origin, run

__all__ = ["MarkupError", "parse"]

Pictures = Mapping[str, Picture]
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPHS = frozenset(get_args(ParagraphRole))
LISTS = frozenset(get_args(ListRole))
COVER = frozenset({"forum", "year", "kind"})
FORMS: dict[str, CoverForm] = {"": "page", "cover": "page", "band": "band", "back": "back"}
FIGURES: dict[str, FigureRole] = {"": "figure", **{role: role for role in get_args(FigureRole)}}


def parse(markup: str, pictures: Pictures) -> Blocks:
    """The blocks of a layout's markup; ``pictures`` by the name that ``<img src>`` gives.

    Raises ``MarkupError`` with the first thing that is wrong.
    """
    root = read(markup)
    if root.tag != "main":
        root.fail(f"a layout is one <main>, this one begins with <{root.tag}>")
    reader = _Reader(pictures)
    return tuple(reader.block(element) for element in root.elements())


class _Reader:
    """Reads elements into blocks; holds what they refer to."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures
        self.level = 0  # of the section that is being read
        self.kinds: dict[str, Callable[[Element], Block]] = {
            "header": self.cover,
            "nav": self.contents,
            "section": self.section,
            "p": self.paragraph,
            "ul": self.list_block,
            "ol": self.ordered,
            "aside": self.callout,
            "blockquote": self.quotation,
            "figure": self.figure,
            "dl": self.definition_list,
            "div": self.group,
            "table": self.table,
        }

    def block(self, element: Element) -> Block:
        read_kind = self.kinds.get(element.tag)
        if read_kind is None:
            element.fail(f"<{element.tag}> is no part of the markup of layouts")
        return read_kind(element)

    def blocks(self, elements: list[Element]) -> Blocks:
        return tuple(self.block(element) for element in elements)

    def flow(self, element: Element) -> Blocks:
        """The blocks inside an element that may also hold words: those become a paragraph."""
        found: list[Block] = []
        words: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str) or child.tag in INLINE:
                words.append(child)
            else:
                if words:
                    found += _words(words, element)
                    words.clear()
                found.append(self.block(child))
        if words:
            found += _words(words, element)
        return tuple(found)

    # --- one method a kind

    def cover(self, element: Element) -> Cover:
        paragraphs = element.only("p")
        lines = {child.get("class"): child for child in paragraphs}
        if len(lines) < len(paragraphs) or not COVER <= set(lines) <= {*COVER, "status"}:
            element.fail("a cover has the lines forum, year and kind, and perhaps status")
        status = inlines(lines["status"]) if "status" in lines else ()
        year = lines["year"].words()
        form = FORMS[element.get("class")]
        return Cover(inlines(lines["forum"]), year, inlines(lines["kind"]), status, origin(element), form)

    def contents(self, element: Element) -> Contents:
        return Contents(element.get("id") or "contents", element.sole("h1").words())

    def section(self, element: Element) -> Section:
        parts = element.elements()
        if not parts or parts[0].tag not in HEADINGS:
            element.fail("a section begins with its heading")
        if not element.get("id"):
            element.fail("a section needs an id")
        if element.get("class") not in ("", "page"):
            element.fail(f"a section has no class {element.get('class')!r}")
        level, above = HEADINGS[parts[0].tag], self.level
        if level != above + 1:  # ISO 14289-1, 7.4.2; WCAG 2.2, technique G141
            parts[0].fail(f"the heading of #{element.get('id')} is of level {level} inside level {above}")
        self.level = level
        blocks = self.blocks(parts[1:])
        self.level = above
        return Section(
            id=element.get("id"),
            level=level,
            title=inlines(parts[0]),
            blocks=blocks,
            opens="page" if element.get("class") == "page" else "follow",
            origin=origin(parts[0]),
            language=element.get("lang"),
        )

    def paragraph(self, element: Element) -> Paragraph:
        attributes = element.attributes
        if not attributes:
            return Paragraph(inlines(element))
        role = attributes.get("class") or "body"
        if role not in PARAGRAPHS:
            element.fail(f"a paragraph has no class {role!r}")
        return Paragraph(
            inlines(element),
            cast("ParagraphRole", role),
            origin(element),
            attributes.get("lang", ""),
            attributes.get("id", ""),
        )

    def items(self, element: Element) -> tuple[ListItem, ...]:
        return tuple(ListItem(self.flow(li), li.get("id"), origin(li)) for li in element.only("li"))

    def list_block(self, element: Element) -> ListBlock:
        role = element.get("class") or "plain"
        if role not in LISTS:
            element.fail(f"a list has no class {role!r}")
        return ListBlock(self.items(element), cast("ListRole", role))

    def ordered(self, element: Element) -> Block:
        match element.get("class"):
            case "glance":
                return GlanceLines(tuple(self.glance_line(li) for li in element.only("li")))
            case "footnotes":
                return Notes(tuple(self.note(li) for li in element.only("li")))
            case "":
                start = element.get("start") or "1"
                if not start.isdecimal():
                    element.fail(f"start={start!r} is no number that a list can begin with")
                return ListBlock(self.items(element), "plain", ordered=True, start=int(start))
            case other:
                element.fail(f"a numbered list has no class {other!r}")

    def note(self, element: Element) -> Note:
        number = element.get("data-number")
        if not number or not element.get("id"):
            element.fail("a footnote needs an id and a data-number")
        return Note(element.get("id"), number, self.flow(element), origin(element))

    def glance_line(self, element: Element) -> GlanceLine:
        parts = element.only("b", "span")
        if [part.tag for part in parts] != ["b", "span", "span"]:
            element.fail("a line of the glance is a <b> and two <span>: number, words, how it stands")
        number, words, standing = parts
        if standing.get("class") not in ("", "marked"):
            standing.fail(f"how a priority stands has no class {standing.get('class')!r}")
        return GlanceLine(
            number.words(),
            inlines(words),
            inlines(standing),
            marked=standing.get("class") == "marked",
        )

    def callout(self, element: Element) -> Callout:
        role = element.get("class") or "callout"
        if role not in ("callout", "story"):
            element.fail(f"an aside has no class {role!r}")
        parts = element.elements()
        title: Inlines = ()
        if parts and parts[0].tag == "p" and parts[0].get("class") == "title":
            title = inlines(parts.pop(0))
        return Callout(title, self.blocks(parts), "story" if role == "story" else "callout", origin(element))

    def quotation(self, element: Element) -> Quotation:
        parts = element.elements()
        attribution: Inlines = ()
        if parts and parts[-1].tag == "footer":
            attribution = inlines(parts.pop())
        return Quotation(self.blocks(parts), attribution, origin(element))

    def figure(self, element: Element) -> Figure:
        picture, caption = element.parts("img", "figcaption")
        image = element.need(picture, "img")
        name = image.get("src")
        if name not in self.pictures:
            image.fail(f"no picture {name!r} was given to the layout")
        if element.get("class") not in FIGURES:
            element.fail(f"a figure has no class {element.get('class')!r}")
        credit = _taken(caption, "cite") if caption is not None else None
        return Figure(
            picture=self.pictures[name],
            alt=image.get("alt"),
            caption=inlines(caption) if caption is not None else (),
            credit=inlines(credit) if credit is not None else (),
            decorative=image.get("role") == "presentation",
            role=FIGURES[element.get("class")],
            origin=origin(image) or origin(element),
        )

    def definition_list(self, element: Element) -> KeyFigures | Definitions:
        match element.get("class"):
            case "figures":
                return KeyFigures(tuple(self.key_figure(div) for div in element.only("div")))
            case "":
                return Definitions(tuple(self.definition(div) for div in element.only("div")))
            case other:
                element.fail(f"a <dl> has no class {other!r}")

    def key_figure(self, element: Element) -> KeyFigure:
        label, written = element.parts("dt", "dd")
        label, value = element.need(label, "dt"), element.need(written, "dd")
        beside = _taken(value, "small")
        return KeyFigure(
            inlines(value), inlines(beside) if beside is not None else (), inlines(label), origin(element)
        )

    def definition(self, element: Element) -> Definition:
        term, meaning = element.parts("dt", "dd")
        return Definition(
            inlines(element.need(term, "dt")), self.flow(element.need(meaning, "dd")), element.get("id")
        )

    def group(self, element: Element) -> Cards | Beside:
        match element.get("class"):
            case "cards":
                return self.cards(element)
            case "beside":
                return self.beside(element)
            case other:
                element.fail(f"a <div> is for cards or for words beside a picture, it has no class {other!r}")

    def beside(self, element: Element) -> Beside:
        *words, picture = element.elements() or [element]
        if not words or picture.tag != "figure":
            element.fail("words beside a picture end in that picture")
        return Beside(self.blocks(words), self.figure(picture))

    def cards(self, element: Element) -> Cards:
        return Cards(
            tuple(
                Card(self.blocks(div.elements()), div.get("id"), origin(div)) for div in element.only("div")
            )
        )

    def table(self, element: Element) -> Block:
        return tables.read_table(element, self.flow)


def _words(words: list[Element | str], element: Element) -> Blocks:
    """The paragraph that words before or after the blocks of an element make, if they say anything."""
    children = run(words)
    return (Paragraph(children, language=element.get("lang")),) if children else ()


def _taken(element: Element, tag: str) -> Element | None:
    """The first child of a kind, taken out of the element that it stands in."""
    found = next((c for c in element.children if isinstance(c, Element) and c.tag == tag), None)
    element.children = [child for child in element.children if child is not found]
    return found
