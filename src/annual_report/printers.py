"""``layouts/printers/<name>.yml``: what a copier or a print shop asks of a file that it is to print."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from annual_report.design import BEYOND, Page
from annual_report.imposition.marks import LEAST_SLUG
from annual_report.layout import find, shown
from annual_report.problems import Code, Place, Problem, ReportError, UsageError, in_order
from annual_report.record.near import near_miss
from annual_report.record.nodes import Mapping, Node, Scalar, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = "printers"
COPIER = "office-copier"
"""The profile of what is to be folded, unless another is asked for."""

CODES = (
    Code(
        "AR441",
        "error",
        "A printer profile can't be used",
        "A profile is a file of layouts/printers with the keys of office-copier.yml and no others; what is "
        "left out is nothing: no bleed, no marks. Lengths are millimetres, not below 0, and fit the page: a "
        f"bleed of at most {BEYOND:g}, room for marks where marks are asked for, a safe area that leaves "
        "some of the page.",
    ),
    Code(
        "AR442",
        "error",
        "Text stands too near to the edge for this printer",
        "Paper is cut, folded and fed with some play, so each printer names a margin that has to stay free "
        "of text. Choose an edition with wider margins, or ask the printer whether less is enough and say so "
        "in the profile (safe).",
    ),
)


class Printer(Struct, frozen=True, kw_only=True):
    """A profile; lengths in millimetres. ``name`` is that of its file, ``places`` where each key stands."""

    name: str
    title: str
    imposition: str = "none"
    bleed: float = 0.0
    marks: bool = False
    slug: float = 0.0
    multiple: int = 1
    separate: bool = False
    safe: float = 0.0
    grey: bool = False
    paper: float = 0.1
    signature: int = 10
    places: dict[str, Place] = {}

    def place(self, key: str) -> Place:
        """Where a key stands, or where it would."""
        return self.places.get(key, self.places[""])


def printers(workspace: Path) -> tuple[str, ...]:
    """The names of all profiles, the workspace's own and those built in."""
    from annual_report.layout import builtin_layouts

    roots = (workspace / "layouts", builtin_layouts())
    return tuple(sorted({file.stem for root in roots for file in root.glob(f"{FOLDER}/*.yml")}))


def read_printer(workspace: Path, name: str) -> Printer:
    """A profile by its name.

    Raises ``UsageError`` where there is none of that name, ``ReportError`` with every problem of the file.
    """
    known = printers(workspace)
    path = find(workspace, FOLDER, f"{name}.yml") if name in known else None
    if path is None:
        msg = f'there is no printer profile "{name}"; there are: {", ".join(known)}'
        raise UsageError(msg)
    file = shown(path, workspace)
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"the file can't be read: {(error.strerror or str(error)).lower()}"
        raise ReportError([Problem("AR441", "error", Place(file), message)]) from None
    node, problems = parse(content, file)
    if problems:
        raise ReportError(problems)
    reader = _Reader(file)
    printer = reader.printer(name, node)
    if printer is None or reader.problems:
        raise ReportError(in_order(reader.problems))
    return printer


def unsafe(printer: Printer, page: Page) -> list[Problem]:
    """What is wrong with a profile for a page: a safe area that leaves nothing of it."""
    if 2 * printer.safe < min(page.width, page.height):
        return []
    message = (
        f"a safe area of {printer.safe:g} mm leaves nothing of a page of {page.width:g} x {page.height:g} mm"
    )
    return [Problem("AR441", "error", printer.place("safe"), message, "it is the margin at each edge")]


def too_near(
    printer: Printer, page: Page, texts: "Sequence[tuple[float, float, float, float] | None]"
) -> list[Problem]:
    """Where text stands in the margin that has to stay free.

    ``texts`` are the left, top, right and bottom edge of the text of each page, in millimetres from the top
    left corner; None for a page without text.
    """
    found = []
    for number, text in enumerate(texts, 1):
        if text is None:
            continue
        left, top, right, bottom = text
        room = {"left": left, "upper": top, "right": page.width - right, "lower": page.height - bottom}
        edge, least = min(room.items(), key=lambda pair: pair[1])
        if least < printer.safe - 0.005:
            message = (
                f"page {number}: text stands {least:.1f} mm from the {edge} edge, "
                f'the printer "{printer.name}" wants {printer.safe:g} mm'
            )
            hint = "another edition, or a profile with a smaller safe area"
            found.append(Problem("AR442", "error", printer.place("safe"), message, hint))
    return found


_WORDS = {
    "imposition": ("none", "booklet"),
    "marks": ("none", "crop"),
    "cover": ("together", "separate"),
    "colour": ("colour", "grey"),
}
_LENGTHS = {"bleed": BEYOND, "slug": 30.0, "safe": 500.0, "paper": 1.0}
"""Each length with the most that it may be."""
_COUNTS = {"multiple": 64, "signature": 40}
_KEYS = ("title", *_WORDS, *_LENGTHS, *_COUNTS)


class _Reader:
    """Reads one profile and collects what is wrong with it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, place: Place, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem("AR441", "error", place, message, hint))

    def printer(self, name: str, node: Node | None) -> Printer | None:
        if not isinstance(node, Mapping):
            self.report(node.place if node else Place(self.file), "a printer profile is a group of keys")
            return None
        for entry in node.entries:
            if entry.key.text not in _KEYS:
                near = near_miss(entry.key.text, list(_KEYS))
                hint = f'did you mean "{near}"?' if near else f"the keys here are {', '.join(_KEYS)}"
                self.report(entry.key.place, f'unknown key "{entry.key.text}"', hint)
        words = {key: self.word(node, key, choices) for key, choices in _WORDS.items()}
        lengths = {key: self.length(node, key, most) for key, most in _LENGTHS.items()}
        counts = {key: self.count(node, key, most) for key, most in _COUNTS.items()}
        marks = words["marks"] == "crop"
        places = {entry.key.text: entry.value.place for entry in node.entries} | {"": node.place}
        if marks and (lengths["slug"] or 0.0) < LEAST_SLUG:
            hint = f"slug: {LEAST_SLUG:g} or more, or marks: none"
            self.report(places["marks"], "there is no room for marks beyond the bleed", hint)
        return Printer(
            name=name,
            title=self.text(node, "title") or name,
            imposition=words["imposition"],
            bleed=lengths["bleed"] or 0.0,
            marks=marks,
            slug=lengths["slug"] or 0.0,
            multiple=counts["multiple"] or 1,
            separate=words["cover"] == "separate",
            safe=lengths["safe"] or 0.0,
            grey=words["colour"] == "grey",
            paper=0.1 if lengths["paper"] is None else lengths["paper"],
            signature=counts["signature"] or 10,
            places=places,
        )

    def text(self, node: Mapping, key: str) -> str:
        """What stands under a key; "" where nothing does."""
        value = node.get(key)
        if value is None:
            return ""
        if not isinstance(value, Scalar) or value.is_nothing:
            self.report(value.place, f'"{key}" is one value')
            return ""
        return value.text

    def word(self, node: Mapping, key: str, choices: "Iterable[str]") -> str:
        known = list(choices)
        words = self.text(node, key)
        if words and words not in known:
            self.report(_place(node, key), f'"{words}" is no value of "{key}"', f"one of {', '.join(known)}")
        return words if words in known else known[0]

    def length(self, node: Mapping, key: str, most: float) -> float | None:
        words = self.text(node, key)
        if not words:
            return None
        try:
            value = float(words)
        except ValueError:
            value = -1.0
        if not 0 <= value <= most:  # nan is neither
            hint = f"a number from 0 to {most:g}, in millimetres"
            self.report(_place(node, key), f'"{words}" can\'t be the {key}', hint)
            return None
        return value

    def count(self, node: Mapping, key: str, most: int) -> int | None:
        words = self.text(node, key)
        if not words:
            return None
        if not (words.isascii() and words.isdecimal() and 1 <= int(words) <= most):
            hint = f"a whole number from 1 to {most}"
            self.report(_place(node, key), f'"{words}" can\'t be the {key}', hint)
            return None
        return int(words)


def _place(node: Mapping, key: str) -> Place:
    value = node.get(key)
    return value.place if value is not None else node.place
