# ruff: noqa: ANN401 - what pikepdf reads has no types
"""A judge of tagged PDF that needs no Java: marked content, structure tree, parent tree, links, geometry.

``faults(data)`` reads a PDF back with pikepdf and lists what is wrong with it; nothing means nothing was
found. ``Judged`` offers what was read, for tests that ask more: the outline, the words in reading order, the
glyphs.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

_CHILDREN = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC"},
    "TOCI": {"Reference"},
}
"""What may stand right below these elements (ISO 32000-1, 14.8.4)."""

_PAINTS = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "b", "B*", "b*", "sh", "EI"}


class Judged:
    """A PDF read back: its elements in reading order, what marks them, and the faults found on the way."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))
        self.faults: list[str] = []
        self.elements: list[tuple[int, Any]] = []
        self.owners: dict[tuple[int, int], Any] = {}
        self.order: list[tuple[int, int]] = []
        self.annotated: dict[Any, Any] = {}
        self.words: dict[tuple[int, int], str] = {}
        self.glyphs: list[tuple[int, float, float, float, str]] = []
        """Page, left end, baseline, size and text of each piece of text that is shown."""
        self._pages = {page.objgen: index for index, page in enumerate(self.pdf.pages)}
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            self.faults.append("no structure tree")
            return
        self._parents = {
            int(root.ParentTree.Nums[at]): root.ParentTree.Nums[at + 1]
            for at in range(0, len(root.ParentTree.Nums), 2)
        }
        for kid in _list(root.K):
            self._walk(kid, root, 0)
        self._catalog()
        for index, page in enumerate(self.pdf.pages):
            self._page(index, page)
        self._complete()

    # --- the tree ---------------------------------------------------------------------------------------

    def _walk(self, element: Any, parent: Any, depth: int) -> None:
        tag = str(element.S)[1:]
        self.elements.append((depth, element))
        if element.P.objgen != parent.objgen:
            self.faults.append(f"{tag} does not name its parent")
        allowed = _CHILDREN.get(tag)
        for kid in _list(element.get("/K")):
            if isinstance(kid, int):
                self._own(element, self._pages[element.Pg.objgen], kid)
            elif kid.get("/Type") == Name.MCR:
                self._own(element, self._pages[kid.Pg.objgen], int(kid.MCID))
            elif kid.get("/Type") == Name.OBJR:
                self.annotated[kid.Obj.objgen] = element
            else:
                below = str(kid.S)[1:]
                if allowed is not None and below not in allowed:
                    self.faults.append(f"{below} stands in {tag}")
                self._walk(kid, element, depth + 1)

    def _own(self, element: Any, page: int, mcid: int) -> None:
        if (page, mcid) in self.owners:
            self.faults.append(f"marked content {mcid} of page {page + 1} stands twice in the tree")
        self.owners[page, mcid] = element
        self.order.append((page, mcid))

    def _catalog(self) -> None:
        root = self.pdf.Root
        wanted = ("/Lang", "/MarkInfo", "/Metadata", "/OutputIntents", "/ViewerPreferences")
        self.faults += [f"no {key} in the catalog" for key in wanted if key not in root]
        level = 0
        for _, element in self.elements:
            tag = str(element.S)[1:]
            if re.fullmatch(r"H[1-6]", tag):
                if int(tag[1]) > level + 1:
                    self.faults.append(f"{tag} after H{level}")
                level = int(tag[1])
            if tag == "Figure" and not str(element.get("/Alt", "")):
                self.faults.append("a Figure without words")
            if tag == "TH" and "/Scope" not in element.get("/A", {}):
                self.faults.append("a TH without scope")
            if tag == "Table":
                self._regular(element)
        notes = [str(element.get("/ID", "")) for _, element in self.elements if Name.Note == element.S]
        if len(set(notes)) != len(notes) or "" in notes:
            self.faults.append("notes without an id of their own")

    def _regular(self, table: Any) -> None:
        rows = [row for part in _list(table.K) for row in (_list(part.K) if Name.Caption != part.S else [])]
        widths = {sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in _list(row.K)) for row in rows}
        if len(widths) > 1:
            self.faults.append(f"a table with rows of {sorted(widths)} cells")

    # --- the pages --------------------------------------------------------------------------------------

    def _page(self, index: int, page: Any) -> None:
        if page.get("/Tabs") != Name.S:
            self.faults.append(f"page {index + 1}: tab order")
        marked = self._parents.get(int(page.get("/StructParents", -1)))
        reader = _Content(self, index, page, marked)
        for operation in pikepdf.parse_content_stream(page):
            reader.take(str(operation.operator), operation.operands)
        if reader.open:
            self.faults.append(f"page {index + 1}: marked content left open")
        for annotation in page.get("/Annots", []):
            link = self._parents.get(int(annotation.get("/StructParent", -1)))
            if link is None or Name.Link != link.S or self.annotated.get(annotation.objgen) is None:
                self.faults.append(f"page {index + 1}: an annotation outside the tree")
            elif self.annotated[annotation.objgen].objgen != link.objgen:
                self.faults.append(f"page {index + 1}: an annotation of another link")
            if not str(annotation.get("/Contents", "")):
                self.faults.append(f"page {index + 1}: an annotation without words")
            if int(annotation.get("/F", 0)) != 4:
                self.faults.append(f"page {index + 1}: an annotation that is not printed")

    def _complete(self) -> None:
        missing = sorted(set(self.owners) - set(self.words))
        if missing:
            self.faults.append(f"marked content of the tree is on no page: {missing[:3]}")

    # --- what tests ask ---------------------------------------------------------------------------------

    def text(self, element: Any) -> str:
        """The words of an element and all below it, in reading order."""
        return " ".join(self._said(element).split())

    def headings(self) -> list[tuple[int, str]]:
        """Level and words of each heading, in reading order."""
        return [
            (int(str(element.S)[2]), self.text(element))
            for _, element in self.elements
            if re.fullmatch(r"/H[1-6]", str(element.S))
        ]

    def tagged(self, tag: str) -> Iterator[Any]:
        """The elements of a type, in reading order."""
        return (element for _, element in self.elements if str(element.S) == f"/{tag}")

    def all_text(self) -> str:
        """Every word of the tree, in reading order; blocks are parted by a blank, links and spans are not."""
        return " ".join(self._said(self.pdf.Root.StructTreeRoot).split())

    def _said(self, element: Any) -> str:
        said = []
        for kid in _list(element.get("/K")):
            if isinstance(kid, int):
                said.append(self.words.get((self._pages[element.Pg.objgen], kid), ""))
            elif kid.get("/Type") == Name.MCR:
                said.append(self.words.get((self._pages[kid.Pg.objgen], int(kid.MCID)), ""))
            elif "/S" in kid:
                inline = str(kid.S)[1:] in ("Link", "Span", "Reference")
                said.append(self._said(kid) if inline else f" {self._said(kid)} ")
        return "".join(said)


class _Content:
    """Reads the operators of one page: nesting of marked content, where text stands, what it says."""

    def __init__(self, judged: Judged, index: int, page: Any, marked: Any) -> None:
        self.judged = judged
        self.index = index
        self.marked = marked
        self.open: list[tuple[str, int, bool]] = []
        self._in_text = False
        self._is_said = False
        """Whether what is open says its text in other words than it shows (ISO 32000-1, 14.9.4)."""
        self._fonts = {str(key): _codes(font) for key, font in page.Resources.Font.items()}
        self._font: tuple[dict[int, str], dict[int, float]] = ({}, {})
        self._size = 0.0
        self._tracking = 0.0
        self._leading = 0.0
        self._at = [0.0, 0.0]
        self._cursor = 0.0

    def _fault(self, words: str) -> None:
        self.judged.faults.append(f"page {self.index + 1}: {words}")

    def take(self, operator: str, operands: Any) -> None:
        """One operator."""
        match operator:
            case "BDC" | "BMC":
                self._begin(operator, operands)
            case "EMC":
                if not self.open or self.open.pop()[2] != self._in_text:
                    self._fault("marked content crosses a text object")
            case "BT" | "ET":
                self._in_text = operator == "BT"
                self._at = [0.0, 0.0]
            case "Tf":
                self._font, self._size = self._fonts[str(operands[0])], float(operands[1])
            case "Tc":
                self._tracking = float(operands[0])
            case "Td" | "TD":
                if operator == "TD":
                    self._leading = -float(operands[1])
                self._move(float(operands[0]), float(operands[1]))
            case "T*":
                self._move(0.0, -self._leading)
            case "Tj":
                self._show(bytes(operands[0]))
        if operator in _PAINTS and not self.open:
            self._fault(f"{operator} outside marked content")

    def _move(self, across: float, up: float) -> None:
        self._at = [self._at[0] + across, self._at[1] + up]
        self._cursor = self._at[0]

    def _begin(self, operator: str, operands: Any) -> None:
        tag = str(operands[0])[1:]
        mcid = int(operands[1].get("/MCID", -1)) if operator == "BDC" else -1
        if self.open:
            self._fault("marked content inside marked content")
        self.open.append((tag, mcid, self._in_text))
        if mcid < 0:
            if tag != "Artifact":
                self._fault(f"{tag} without a place in the tree")
            return
        key = self.index, mcid
        if key in self.judged.words:
            self._fault(f"marked content {mcid} twice")
        said = operands[1].get("/ActualText")
        self._is_said = said is not None
        self.judged.words[key] = str(said) if said is not None else ""
        owner = self.judged.owners.get(key)
        if owner is None:
            self._fault(f"marked content {mcid} is not in the tree")
            return
        if str(owner.S)[1:] != tag:
            self._fault(f"{tag} is {owner.S} in the tree")
        if self.marked is None or mcid >= len(self.marked) or self.marked[mcid].objgen != owner.objgen:
            self._fault(f"the parent tree names another element for {mcid}")

    def _show(self, coded: bytes) -> None:
        codes, widths = self._font
        text = "".join(codes.get(code, "\ufffd") for code in coded)
        if "\ufffd" in text:
            self._fault("a code that stands for no character")
        if self.open and self.open[-1][1] >= 0 and not self._is_said:
            self.judged.words[self.index, self.open[-1][1]] += text
        shown = coded.rstrip(b" ")
        width = sum(widths.get(code, 0.0) for code in shown) * self._size / 1000 + self._tracking * len(shown)
        self.judged.glyphs.append((self.index, self._cursor, self._at[1], self._size, text))
        self.judged.glyphs.append((self.index, self._cursor + width, self._at[1], self._size, ""))
        self._cursor += width + sum(widths.get(32, 0.0) for _ in coded[len(shown) :]) * self._size / 1000


def faults(data: bytes) -> list[str]:
    """What is wrong with a tagged PDF."""
    return Judged(data).faults


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _codes(font: Any) -> tuple[dict[int, str], dict[int, float]]:
    """What each code of a font stands for (its ToUnicode map), and how wide it is."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    codes: dict[int, str] = {}
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, listed in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", part, re.DOTALL):
            for code, text in zip(
                range(int(low, 16), int(high, 16) + 1), re.findall(r"<(\w+)>", listed), strict=False
            ):
                codes[code] = bytes.fromhex(text).decode("utf-16-be")
        for low, high, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for code in range(int(low, 16), int(high, 16) + 1):
                codes[code] = chr(int(text, 16) + code - int(low, 16))
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", part):
            codes[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    widths = {place: float(width) for place, width in enumerate(font.Widths)}
    return codes, widths
