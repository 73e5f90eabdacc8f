"""A Word file taken apart for ``word_lint``: its parts as XML, and what a style finally says."""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CONTENT_TYPES = "[Content_Types].xml"


def value(element: ET.Element | None, name: str = "val") -> str | None:
    """Return an attribute in Word's namespace; None where there is no element."""
    return None if element is None else element.get(W + name)


def switched_on(element: ET.Element | None) -> bool:
    """Tell whether an on/off property is there and not switched off (ISO/IEC 29500-1, 17.17.4)."""
    return element is not None and value(element) not in {"0", "false", "off"}


def text_of(element: ET.Element) -> str:
    """Return the words in an element, a tab or a line break as a blank."""
    pieces = {W + "tab": " ", W + "br": " "}
    return "".join(e.text or "" if e.tag == W + "t" else pieces.get(str(e.tag), "") for e in element.iter())


class WordPackage:
    """The parts of a Word file. Raises zipfile.BadZipFile, KeyError or ET.ParseError for what is none."""

    def __init__(self, file: Path) -> None:
        with zipfile.ZipFile(file) as package:
            self.entries = Counter(package.namelist())
            self.bytes = {name: package.read(name) for name in self.entries}
        self.parts = {
            name: ET.fromstring(data)
            for name, data in self.bytes.items()
            if name.endswith((".xml", ".rels"))
            and name.partition("/")[0] in {"word", "docProps", CONTENT_TYPES, "_rels"}
        }
        self.document = self.parts["word/document.xml"]
        self.styles = {value(s, "styleId") or "": s for s in self.parts["word/styles.xml"].iter(W + "style")}

    @cached_property
    def stories(self) -> dict[str, ET.Element]:
        """The parts that hold text, by name."""
        kinds = ("document", "header", "footer", "footnotes", "endnotes")
        return {
            name: part
            for name, part in self.parts.items()
            if name.startswith(tuple(f"word/{kind}" for kind in kinds)) and name.endswith(".xml")
        }

    @cached_property
    def parents(self) -> dict[ET.Element, ET.Element]:
        """The element around each element of the document."""
        return {child: parent for parent in self.document.iter() for child in parent}

    def around(self, element: ET.Element, tag: str) -> ET.Element | None:
        """Return the nearest element of a kind around an element of the document."""
        parent = self.parents.get(element)
        while parent is not None and parent.tag != W + tag:
            parent = self.parents.get(parent)
        return parent

    def relationships(self, part: str) -> dict[str, tuple[str, bool]]:
        """Return the relationships of a part: id to (target, whether that is outside)."""
        folder, name = posixpath.split(part)
        found = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {} if found is None else dict(self._targets(found, folder))

    @staticmethod
    def _targets(relationships: ET.Element, folder: str) -> Iterator[tuple[str, tuple[str, bool]]]:
        for relationship in relationships.iter(RELATIONSHIP):
            target, outside = relationship.get("Target", ""), relationship.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield relationship.get("Id", ""), (target, outside)

    def style_name(self, style_id: str) -> str:
        """Return a style's name in lower case, as Word compares it; empty for an unknown style."""
        style = self.styles.get(style_id)
        return "" if style is None else (value(style.find(W + "name")) or "").lower()

    def default_style(self, kind: str) -> str:
        """Return the id of the style that applies where none is named (``paragraph``, ``table``)."""
        marked = (
            i for i, s in self.styles.items() if value(s, "type") == kind and value(s, "default") == "1"
        )
        return next(marked, "")

    def inherited(self, style_id: str | None, path: str, name: str) -> str | None:
        """Return what a style or the nearest one it is based on says; None where none does (or "auto")."""
        seen: set[str] = set()
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id]
            said = value(style.find(path), name)
            if said not in {None, "auto"}:
                return said
            style_id = value(style.find(W + "basedOn"))
        return None
