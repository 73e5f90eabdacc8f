"""``layouts/editions.yml``: which layout, page and formats each edition is made of."""

from pathlib import Path

from msgspec import Struct

from annual_report.layout import find, shown
from annual_report.problems import Code, Place, Problem, ReportError, in_order
from annual_report.record.forms import is_id
from annual_report.record.near import near_miss
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence, parse
from annual_report.typography import PAGES

FILE = "editions.yml"
DEFAULT = "annual-report"
_KEYS = ["layout", "page", "formats", "pages", "imposition", "of"]
IMPOSITIONS = ("none", "booklet")
SPANS = ("year", "forum")

CODES = (
    Code(
        "AR421",
        "error",
        "editions.yml can't be used",
        f"The file says of each edition its layout (a folder beside it), its page ({', '.join(PAGES)}) "
        "and its formats; of some the most pages that it may have, how it is imposed on sheets, or that it "
        "is of all years. A key it does not know, or a value of the wrong kind, stops every edition: a "
        "report in the wrong form would be worse than none.",
    ),
)


class Edition(Struct, frozen=True):
    """One kind of document that can be made of a year."""

    name: str
    layout: str
    page: str
    formats: tuple[str, ...]
    place: Place
    pages: int = 0
    """The most pages that it may have: it then shows what fits on them. 0: as many as it takes."""
    imposition: str = "none"
    """How its pages are laid on sheets: ``none`` or ``booklet`` (two on a side, to be folded and stapled)."""
    spans: bool = False
    """Whether it is one document of all years of a forum."""


def read_editions(workspace: Path) -> dict[str, Edition]:
    """The editions by name: the workspace's own file, else the built-in one.

    Raises ``ReportError`` with every problem of the file.
    """
    path = find(workspace, FILE)
    if path is None:
        place = Place(f"layouts/{FILE}")
        raise ReportError([Problem("AR421", "error", place, "there is no editions.yml")])
    file = shown(path, workspace)
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"the file can't be read: {(error.strerror or str(error)).lower()}"
        raise ReportError([Problem("AR421", "error", Place(file), message)]) from None
    node, problems = parse(content, file)
    if problems:
        raise ReportError(problems)
    reader = _Reader(file)
    editions = reader.editions(node)
    if reader.problems:
        raise ReportError(in_order(reader.problems))
    return editions


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, place: Place, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem("AR421", "error", place, message, hint))

    def editions(self, node: Node | None) -> dict[str, Edition]:
        if not isinstance(node, Mapping):
            self.report(node.place if node else Place(self.file), "the file is a list of editions by name")
            return {}
        found = (self.edition(entry.key, entry.value) for entry in node.entries)
        return {edition.name: edition for edition in found if edition is not None}

    def edition(self, name: Scalar, node: Node) -> Edition | None:
        if not is_id(name.text):  # it becomes part of file names
            hint = "lower-case letters, digits and hyphens"
            self.report(name.place, f'"{name.text}" can\'t name an edition', hint)
        if not isinstance(node, Mapping):
            self.report(node.place, f'the edition "{name.text}" has the keys layout, page and formats')
            return None
        for entry in node.entries:
            if entry.key.text not in _KEYS:
                near = near_miss(entry.key.text, _KEYS)
                hint = f'did you mean "{near}"?' if near else f"an edition has {', '.join(_KEYS)}"
                self.report(entry.key.place, f'unknown key "{entry.key.text}"', hint)
        layout, page = self.word(node, "layout"), self.word(node, "page")
        formats = self.words(node, "formats")
        if page and page not in PAGES:
            place = node.get("page")
            self.report(
                place.place if place else node.place, f'unknown page "{page}"', f"one of {', '.join(PAGES)}"
            )
        imposition = self.word(node, "imposition") if node.get("imposition") else "none"
        if imposition and imposition not in IMPOSITIONS:
            self.report(
                self.place(node, "imposition"),
                f'unknown imposition "{imposition}"',
                f"one of {', '.join(IMPOSITIONS)}",
            )
        pages, spans = self.pages(node), self.spans(node)
        return Edition(name.text, layout, page, formats, name.place, pages, imposition, spans)

    def spans(self, node: Mapping) -> bool:
        if node.get("of") is None:
            return False
        words = self.word(node, "of")
        if words and words not in SPANS:
            self.report(
                self.place(node, "of"), f'an edition is not of "{words}"', f"one of {', '.join(SPANS)}"
            )
        return words == "forum"

    def place(self, node: Mapping, key: str) -> Place:
        value = node.get(key)
        return value.place if value else node.place

    def pages(self, node: Mapping) -> int:
        value = node.get("pages")
        if value is None:
            return 0
        words = self.word(node, "pages")
        if words.isdecimal() and int(words) > 0:
            return int(words)
        self.report(value.place, f'"{words}" is no number of pages', "a whole number from 1 on")
        return 0

    def word(self, node: Mapping, key: str) -> str:
        value = node.get(key)
        if value is None:
            self.report(node.first_key, f'the key "{key}" is missing')
            return ""
        if not isinstance(value, Scalar) or value.is_nothing:
            self.report(value.place, f'"{key}" is one word')
            return ""
        return value.text

    def words(self, node: Mapping, key: str) -> tuple[str, ...]:
        value = node.get(key)
        if value is None:
            self.report(node.first_key, f'the key "{key}" is missing')
            return ()
        items = value.items if isinstance(value, Sequence) else ()
        found = tuple(item.text for item in items if isinstance(item, Scalar) and not item.is_nothing)
        if not found or len(found) < len(items):
            self.report(value.place, f'"{key}" is a list of words')
        return found
