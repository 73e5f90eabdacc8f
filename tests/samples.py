"""Documents and designs that the tests of every renderer share.

``every_block()`` holds each kind of block and of inline content at least once, ``london_like()`` is a report
of the everyday shape, ``documents()`` draws small random ones. Everything in them is invented.
"""

from functools import cache

from annual_report.design import Colours, Design, Face
from annual_report.typography import PAGES, measures_for, styles_for
from random_documents import documents
from sample_every_block import AS_TYPED, every_block
from sample_everyday import london_like
from sample_parts import picture, svg_picture

__all__ = [
    "AS_TYPED",
    "BRANDS",
    "LONDON",
    "PLAIN",
    "design",
    "documents",
    "every_block",
    "london_like",
    "picture",
    "svg_picture",
]

LONDON = Colours(
    primary="#005EB8",
    primary_dark="#003087",
    accent="#AE2573",
    ink="#231F20",
    ink_quiet="#3D4F5D",
    rule="#768692",
    hair="#B8C2C9",
    tint="#E9F0F7",
    tint_strong="#CFE0F1",
    on_primary="#FFFFFF",
    paper="#FFFFFF",
)
PLAIN = Colours(
    primary="#2F6B4C",
    primary_dark="#17402D",
    accent="#A6431B",
    ink="#26231F",
    ink_quiet="#55504A",
    rule="#857D72",
    hair="#CBC3B5",
    tint="#F5F1E8",
    tint_strong="#D6E4D3",
    on_primary="#FFFFFF",
    paper="#FFFFFF",
)
BRANDS = {"london": LONDON, "plain": PLAIN}


@cache
def _faces() -> tuple[Face, ...]:
    try:
        from annual_report.fonts import faces
    except ModuleNotFoundError:
        return ()
    return faces("Source Sans 3")


def design(page: str = "a4", brand: str = "plain") -> Design:
    """A design on ``page`` (a4, a5, a4-large-print) in the colours of ``brand`` (plain, london)."""
    where = PAGES[page]
    return Design(brand, BRANDS[brand], where, styles_for(where), measures_for(where), _faces())
