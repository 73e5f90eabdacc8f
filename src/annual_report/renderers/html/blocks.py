"""Blocks as HTML, one function a kind: the meaning in elements, the looks left to the style sheet."""

from base64 import b64encode
from typing import assert_never

from annual_report.document.blocks import (
    Beside,
    Block,
    Blocks,
    Callout,
    Cards,
    Contents,
    Cover,
    Definitions,
    Document,
    Figure,
    GlanceLines,
    Heading,
    Inlines,
    KeyFigures,
    Ledger,
    ListBlock,
    Notes,
    Paragraph,
    Quotation,
    Section,
    Table,
    Tally,
    outline,
    plain,
)
from annual_report.renderers.html.elements import element, text, written
from annual_report.renderers.html.inline import Context, back_id, inlines
from annual_report.renderers.html.tables import ledger, table, tally

LARGE_ENTRIES = 8
"""The achievements of a part of their own are set larger while there are no more than this."""
CONTENTS_LINES = 20
"""With more lines than this the contents list leaves its second level out."""
LONG_NAME = 40
"""A person's name with more characters than this is set smaller."""
FULL_WIDTH = 600
"""A picture of at least so many pixels is shown as wide as the column; a smaller one in its own size."""
LONG_VALUE = 5
"""A key figure with more characters than this is set smaller."""

_LIST = {"role": "list"}  # said again: some browsers forget a list that shows no markers


class Writer:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, context: Context) -> None:
        self.document = document
        self.context = context

    def blocks(self, blocks: Blocks) -> str:
        """Blocks one after the other."""
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        """One block."""
        match block:
            case Section():
                return self._section(block)
            case Paragraph():
                return self._paragraph(block)
            case ListBlock():
                return self._list(block)
            case Cover():
                return self._cover(block)
            case Contents():
                return self._contents(block)
            case Ledger():
                return ledger(block, self.blocks)
            case GlanceLines():
                return self._glance_lines(block)
            case Tally():
                return tally(block, self.context)
            case KeyFigures():
                return self._key_figures(block)
            case Callout():
                return self._callout(block)
            case Quotation():
                return self._quotation(block)
            case Figure():
                return self._figure(block)
            case Beside():
                return self._beside(block)
            case Table():
                return table(block, self.blocks, self.context)
            case Cards():
                return self._cards(block)
            case Definitions():
                return self._definitions(block)
            case Notes():
                return self._notes(block)
            case _:
                assert_never(block)

    def _words(self, children: Inlines, name: str, classes: str = "") -> str:
        return element(name, inlines(children, self.context), {"class": classes}) if children else ""

    def _section(self, block: Section) -> str:
        title = element(f"h{block.level}", inlines(block.title, self.context))
        classes = "part" if block.level == 1 else ""
        if block.opens == "page":
            classes = f"{classes} opens".strip()
        if _only_entries(block):
            classes = f"{classes} large".strip()
        attributes = {"id": block.id, "class": classes, "lang": block.language}
        return element("section", title + self.blocks(block.blocks), attributes)

    def _paragraph(self, block: Paragraph) -> str:
        classes: str = "" if block.role == "body" else block.role
        if block.role == "person-name" and len(plain(block.children)) > LONG_NAME:
            classes += " long"
        attributes = {"id": block.id, "class": classes, "lang": block.language}
        return element("p", inlines(block.children, self.context), attributes)

    def _list(self, block: ListBlock) -> str:
        items = "".join(element("li", self.blocks(item.blocks), {"id": item.id}) for item in block.items)
        if block.ordered:
            start = "" if block.start == 1 else str(block.start)
            return element("ol", items, {"class": block.role, "start": start})
        return element("ul", items, {"class": f"squares {block.role}"} | _LIST)

    def _cover(self, block: Cover) -> str:
        lines = self._words(block.forum, "p", "forum")
        lines += element("p", text(block.year), {"class": "year"})
        lines += self._words(block.kind, "p", "kind") + self._words(block.status, "p", "status")
        classes = "cover" if block.form == "page" else f"cover {block.form}"
        return element("div", element("div", lines, {"class": "column"}), {"class": classes})

    def _contents(self, block: Contents) -> str:
        lines = [line for line in outline(self.document) if line.level <= 2 and line.id != block.id]
        if len(lines) > CONTENTS_LINES:
            lines = [line for line in lines if line.level == 1]
        title = element("h1", text(block.title), {"id": block.id})
        attributes = {"class": "contents", "aria-labelledby": block.id}
        return element("nav", title + element("ul", _entries(lines), _LIST), attributes)

    def _glance_lines(self, block: GlanceLines) -> str:
        lines = ""
        for line in block.lines:
            number = element("span", text(line.number), {"class": "number"})
            standing = self._words(line.standing, "span", "standing marked" if line.marked else "standing")
            # The blanks keep the three apart for readers who hear the line, or copy it.
            lines += element("li", " ".join((number, self._words(line.words, "span", "words"), standing)))
        return element("ul", lines, {"class": "glance"} | _LIST)

    def _key_figures(self, block: KeyFigures) -> str:
        figures = ""
        for figure in block.figures:
            value = inlines(figure.value, self.context)
            if figure.beside:
                value += " " + self._words(figure.beside, "span", "beside")
            classes = "value long" if len(plain(figure.value)) > LONG_VALUE else "value"
            line = element("p", value, {"class": classes})
            figures += element("li", line + self._words(figure.label, "p", "label"))
        return element("ul", figures, {"class": "key-figures"} | _LIST)

    def _callout(self, block: Callout) -> str:
        title = self._words(block.title, "p", "title")
        return element("div", title + self.blocks(block.blocks), {"class": block.role, "role": "note"})

    def _quotation(self, block: Quotation) -> str:
        said = element("blockquote", self.blocks(block.blocks))
        who = self._words(block.attribution, "figcaption", "attribution")
        return element("figure", said + who, {"class": "quotation"})

    def _figure(self, block: Figure) -> str:
        picture = block.picture
        source = f"data:{picture.media_type};base64,{b64encode(picture.data).decode('ascii')}"
        attributes = {"src": source, "width": str(picture.width), "height": str(picture.height)}
        # An empty alt is what marks a picture as decoration, so it is always written.
        image = f'<img{written(attributes)} alt="">'
        if not block.decorative:
            image = f"<img{written(attributes | {'alt': block.alt})}>"
        lines = [
            self._words(words, "span", name)
            for words, name in ((block.caption, ""), (block.credit, "credit"))
        ]
        caption = " ".join(filter(None, lines))
        below = element("figcaption", caption) if caption else ""
        large = picture.width >= FULL_WIDTH or picture.media_type == "image/svg+xml"
        classes = f"picture {block.role} full" if large else f"picture {block.role}"
        return element("figure", image + below, {"class": classes})

    def _beside(self, block: Beside) -> str:
        words = element("div", self.blocks(block.blocks))
        return element("div", words + self._figure(block.figure), {"class": "beside"})

    def _cards(self, block: Cards) -> str:
        cards = "".join(element("li", self.blocks(card.blocks), {"id": card.id}) for card in block.cards)
        return element("ul", cards, {"class": "cards"} | _LIST)

    def _definitions(self, block: Definitions) -> str:
        items = ""
        for item in block.items:
            pair = self._words(item.term, "dt") + element("dd", self.blocks(item.blocks))
            items += element("div", pair, {"id": item.id})
        return element("dl", items)

    def _notes(self, block: Notes) -> str:
        notes = ""
        for note in block.notes:
            mark = text(note.number)
            if note.id in self.context.referred:
                label = self.context.wording.footnote.format(number=note.number)
                back = {"href": f"#{back_id(note.id)}", "role": "doc-backlink", "aria-label": label}
                mark = element("a", mark, back)
            line = element("span", mark, {"class": "mark"})
            notes += element("li", f"{line} {element('div', self.blocks(note.blocks))}", {"id": note.id})
        return element("ul", notes, {"class": "footnotes"} | _LIST)


def _only_entries(section: Section) -> bool:
    lists = [block for block in section.blocks if isinstance(block, ListBlock)]
    few = len(lists) == 1 and lists[0].role == "entries" and len(lists[0].items) <= LARGE_ENTRIES
    return few and section.level == 1


def _entries(lines: list[Heading]) -> str:
    """The contents list: parts, and under each its own parts."""
    entries = ""
    for place, line in enumerate(lines):
        link = element("a", text(line.words), {"href": f"#{line.id}"})
        follows = lines[place + 1].level if place + 1 < len(lines) else 1
        if line.level == 1:
            entries += f"<li>{link}" + ('<ul role="list">' if follows == 2 else "</li>")
        elif place == 0:  # a second level that nothing stands above
            entries += f'<li><ul role="list"><li>{link}</li>' + ("</ul></li>" if follows == 1 else "")
        else:
            entries += f"<li>{link}</li>" + ("</ul></li>" if follows == 1 else "")
    return entries
