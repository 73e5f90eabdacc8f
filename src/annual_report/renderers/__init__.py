"""From a document and a design to the bytes of a file: one renderer a format, all behind one door."""

from importlib import import_module
from typing import Protocol, runtime_checkable

from msgspec import Struct

from annual_report.design import Design
from annual_report.document.blocks import Document
from annual_report.problems import Problem

GROUP = "annual_report.renderers"
"""The entry point group in which a distribution names its renderers; ours are named there as well."""

BUILT_IN = {
    "pdf": "annual_report.renderers.pdf:PdfRenderer",
    "docx": "annual_report.renderers.word:WordRenderer",
    "html": "annual_report.renderers.html:HtmlRenderer",
}
"""The same entries as in our own distribution's metadata, so that an everyday call need not search every
installed distribution (25 ms on a small environment); any other format is looked up there."""


class Pages(Struct, frozen=True):
    """Where a document stands on its pages, as the PDF sets it.

    ``numbers`` gives the page of each id; ``openers`` are the ids that stand at the top of a page. ``steady``
    tells that a heading opens every page: then another program that opens pages there has the same pages,
    while it breaks a part that runs over several of them in its own way. After one that runs over many, no
    page is the same any more, and the openers are the parts that themselves ask for a page.
    """

    numbers: dict[str, int]
    openers: frozenset[str]
    steady: bool = True


class Rendered(Struct, frozen=True):
    """A finished file, and what the renderer has to say about it; with an error there are no bytes.

    Where the format has pages, ``pages`` says what stands on which.
    """

    data: bytes
    problems: tuple[Problem, ...] = ()
    pages: Pages | None = None


class Renderer(Protocol):
    """Draws documents in one format. ``suffix`` is the file name's ending, without a dot."""

    suffix: str
    media_type: str

    def render(self, document: Document, design: Design) -> Rendered:
        """The document as bytes; the same arguments give the same bytes.

        What can't be drawn (a character no face has, a picture that can't be read) comes back as a
        problem that names the field of the record; nothing is raised for it.
        """
        ...


@runtime_checkable
class Paged(Renderer, Protocol):
    """A renderer for a format whose pages another program makes, and that can name and open them as the PDF
    does.
    """

    def on(self, pages: Pages) -> Renderer:
        """The same renderer, knowing those pages."""
        ...


def formats() -> tuple[str, ...]:
    """The names of all formats that can be written here."""
    from importlib.metadata import entry_points

    others = {entry.name for entry in entry_points(group=GROUP)} - set(BUILT_IN)
    return (*BUILT_IN, *sorted(others))


def load(name: str) -> Renderer:
    """The renderer of a format.

    Raises ``KeyError`` where no distribution offers that format.
    """
    if name in BUILT_IN:
        module, attribute = BUILT_IN[name].split(":")
        maker = getattr(import_module(module), attribute)
    else:
        from importlib.metadata import entry_points

        maker = entry_points(group=GROUP)[name].load()
    renderer: Renderer = maker()
    return renderer
