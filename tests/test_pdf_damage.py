# ruff: noqa: ANN401 - what pikepdf reads has no types
"""The judge of tagged PDF has teeth: a sound file passes, and each kind of damage is found."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

import samples
from annual_report.renderers.pdf import PdfRenderer
from pdf_structure import faults


@cache
def sound() -> bytes:
    """A file with everything in it."""
    return PdfRenderer().render(samples.every_block(), samples.design()).data


def damaged(change: Callable[[pikepdf.Pdf], object]) -> list[str]:
    """What the judge says after a change."""
    with pikepdf.open(BytesIO(sound())) as pdf:
        change(pdf)
        written = BytesIO()
        pdf.save(written)
    return faults(written.getvalue())


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    """All elements of a type."""
    found = []
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        if Name(f"/{tag}") == element.S:
            found.append(element)
        kids = element.get("/K", [])
        below = kids if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [kid for kid in below if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return found


def content(page: int, before: bytes, after: bytes) -> Callable[[pikepdf.Pdf], None]:
    """A change in the operators of a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.pages[page].Contents
        data = stream.read_bytes()
        assert before in data
        stream.write(data.replace(before, after, 1))

    return change


def without(key: str, of: Callable[[pikepdf.Pdf], Any]) -> Callable[[pikepdf.Pdf], None]:
    """A change that takes an entry away."""

    def change(pdf: pikepdf.Pdf) -> None:
        thing = of(pdf)
        assert key in thing
        del thing[key]

    return change


def first(tag: str) -> Callable[[pikepdf.Pdf], Any]:
    """The first element of a type."""
    return lambda pdf: elements(pdf, tag)[-1]


def annotation(pdf: pikepdf.Pdf) -> Any:
    """The first link of the contents list."""
    return pdf.pages[1].Annots[0]


def drop_a_cell(pdf: pikepdf.Pdf) -> None:
    """One row is a cell short."""
    row = elements(pdf, "TR")[0]
    row.K = pikepdf.Array(list(row.K)[:-1])


def swap_in_parent_tree(pdf: pikepdf.Pdf) -> None:
    """Two pieces of marked content change their elements."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    marked = numbers[5]
    marked[0], marked[1] = marked[1], marked[0]


def skip_a_level(pdf: pikepdf.Pdf) -> None:
    """A second-level heading becomes one of the fourth."""
    elements(pdf, "H2")[0].S = Name.H4


def same_note_ids(pdf: pikepdf.Pdf) -> None:
    """Two notes with one id."""
    one, other = elements(pdf, "Note")[:2]
    one.ID = other.ID


def wrong_parent(pdf: pikepdf.Pdf) -> None:
    """An element that names another's parent."""
    elements(pdf, "LI")[0].P = elements(pdf, "Table")[0]


def paragraph_in_table(pdf: pikepdf.Pdf) -> None:
    """A row that calls itself a paragraph."""
    elements(pdf, "TR")[0].S = Name.P


DAMAGE: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "no structure tree": without("/StructTreeRoot", lambda pdf: pdf.Root),
    "no language": without("/Lang", lambda pdf: pdf.Root),
    "no output intent": without("/OutputIntents", lambda pdf: pdf.Root),
    "not marked": without("/MarkInfo", lambda pdf: pdf.Root),
    "no metadata": without("/Metadata", lambda pdf: pdf.Root),
    "title not shown": without("/ViewerPreferences", lambda pdf: pdf.Root),
    "no tab order": without("/Tabs", lambda pdf: pdf.pages[2]),
    "page not in the parent tree": without("/StructParents", lambda pdf: pdf.pages[2]),
    "a figure without words": without("/Alt", first("Figure")),
    "a header cell without scope": without("/A", first("TH")),
    "a link without words": without("/Contents", annotation),
    "a link outside the tree": without("/StructParent", annotation),
    "a link that is not printed": without("/F", annotation),
    "a row too short": drop_a_cell,
    "a heading level skipped": skip_a_level,
    "two notes with one id": same_note_ids,
    "a wrong parent": wrong_parent,
    "a paragraph right in a table": paragraph_in_table,
    "the parent tree mixed up": swap_in_parent_tree,
    "text outside marked content": content(2, b"/Artifact BMC", b"BT (x) Tj ET /Artifact BMC"),
    "a drawing outside marked content": content(2, b"/Artifact BMC\n", b"1 0 1 1 re f /Artifact BMC\n"),
    "marked content left open": content(2, b"EMC", b""),
    "another tag on the page": content(2, b"/P <</MCID", b"/H1 <</MCID"),
    "a piece of content twice": content(2, b"<</MCID 1>>", b"<</MCID 0>>"),
    "content inside content": content(2, b"BT", b"/Span <</MCID 99>> BDC EMC BT"),
}


def test_a_sound_file_passes() -> None:
    """A sound file passes."""
    assert damaged(lambda _: None) == []


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_found(kind: str) -> None:
    """Damage is found."""
    assert damaged(DAMAGE[kind]) != []
