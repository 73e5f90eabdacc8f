"""Black and white: no colour is left, everything can still be read, outcomes stay apart by shape and word."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from hypothesis import given, strategies as st
from PIL import Image

from annual_report.brand import NEEDED_CONTRAST
from annual_report.design import TOKENS, as_grey, contrast, grey
from annual_report.document.blocks import Picture
from annual_report.grey import grey_design, grey_picture
from annual_report.typography import PAGES
from handed_out import built, words, workspace
from samples import BRANDS, design

Judge = Callable[[str], ModuleType]
RATED = """priorities:
  - {text: One., outcome: {rating: met}}
  - {text: Two., outcome: {rating: partly met}}
  - {text: Three., outcome: {rating: not met}}
  - {text: Four., outcome: {rating: withdrawn}}
achievements: [We did it.]
"""


def is_grey(colour: str) -> bool:
    """Whether a colour has none."""
    return colour[1:3] == colour[3:5] == colour[5:7]


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("page", PAGES)
def test_every_colour_is_a_grey_of_enough_contrast(brand: str, page: str) -> None:
    """Each token is grey, and each pair has the contrast that a brand must have."""
    made = grey_design(design(page, brand))
    assert all(is_grey(made.colour(token)) for token in TOKENS)
    for token, ground, needed in NEEDED_CONTRAST:
        assert contrast(made.colour(token), made.colour(ground)) >= needed, (token, ground)
    assert abs(grey(made.colour("primary")) - grey(made.colour("primary-dark"))) >= 20
    assert is_grey(made.own_colour("#8A1538"))


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_becomes_what_a_copier_makes_of_it(value: int) -> None:
    """As light as the copier's grey, and grey stays as it is."""
    colour = f"#{value:06X}"
    assert is_grey(as_grey(colour))
    assert grey(as_grey(colour)) == grey(colour)
    assert as_grey(as_grey(colour)) == as_grey(colour)


def test_colours_too_near_in_grey_are_moved_apart() -> None:
    """Red and green of one lightness: the text gives way until it can be read on its ground."""
    from msgspec.structs import replace

    plain = design()
    colours = replace(plain.colours, ink="#B00000", tint="#00C000")
    made = grey_design(replace(plain, colours=colours))
    assert contrast(made.colour("ink"), made.colour("tint")) >= 7


def picture(mode: str, form: str) -> Picture:
    """A small picture in strong colours."""
    image = Image.new("RGB", (8, 8), (200, 30, 60))
    image.paste((20, 90, 220), (0, 0, 4, 4))
    if mode == "RGBA":
        image = image.convert("RGBA")
        image.putalpha(120)
    out = BytesIO()
    image.convert(mode).save(out, form)
    return Picture("p", f"image/{form.lower()}", out.getvalue(), 8, 8)


@pytest.mark.parametrize(("mode", "form"), [("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("RGB", "JPEG")])
def test_pictures_lose_their_colour(mode: str, form: str) -> None:
    """In every kind of pixel; what is clear stays clear; the same in gives the same out."""
    made = grey_picture(picture(mode, form))
    with Image.open(BytesIO(made.data)) as image:
        assert image.mode == ("LA" if mode == "RGBA" else "L")
        if mode == "RGBA":
            assert set(image.getchannel("A").tobytes()) == {120}
    assert made == grey_picture(picture(mode, form))


def test_drawings_lose_their_colour() -> None:
    """Colours in each way of writing them, as attribute and in a style; what is no colour stays."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" id="red"><path fill="#C80000" stroke="rgb(0, 200, 0)"/>'
        '<path style="fill:navy;stroke:#0C0"/><path fill="none" stroke="url(#abc)"/>'
        '<text fill="currentColor">red</text></svg>'
    )
    made = grey_picture(Picture("p", "image/svg+xml", drawing.encode(), 8, 8)).data.decode()
    assert 'fill="#3C3C3C"' in made
    assert 'stroke="#757575"' in made
    assert "fill:#0F0F0F;stroke:#787878" in made
    assert 'fill="none"' in made
    assert 'fill="currentColor"' in made
    assert 'id="red"' in made
    assert ">red</text>" in made


def test_a_damaged_picture_is_left_for_the_renderer() -> None:
    """It reports what it can't draw, with the place in the record."""
    broken = Picture("p", "image/png", b"\x89PNG\r\n\x1a\nnothing", 8, 8)
    assert grey_picture(broken) == broken
    drawing = Picture("p", "image/svg+xml", b"\xff\xfe", 8, 8)
    assert grey_picture(drawing) == drawing


def test_the_pages_have_no_colour(judge: Judge, tmp_path: Path) -> None:
    """Every pixel of the rendered pages is grey; without --grey some are not."""
    home = workspace(tmp_path, RATED, forum="name: F\nbrand: nhs-london\n")
    colour, plain = (
        coloured(judge, built(home, "annual-report", "pdf", grey=g), tmp_path) for g in (False, True)
    )
    assert colour
    assert not plain


def coloured(judge: Judge, made: dict[str, bytes], folder: Path) -> bool:
    """Whether any page of a file shows a colour."""
    (name,) = made
    file = folder / name
    file.write_bytes(made[name])
    for page in judge("poppler").pictures(file, folder, dpi=40):
        red, green, blue = Image.open(page).convert("RGB").split()
        if red.tobytes() != green.tobytes() or green.tobytes() != blue.tobytes():
            return True
    return False


def test_outcomes_stay_apart_by_shape_and_word(tmp_path: Path) -> None:
    """The name says that it is grey; each outcome keeps its own shape beside its word."""
    home = workspace(tmp_path, RATED)
    made = built(home, "annual-report", "html", grey=True)
    (name,) = made
    assert name == "harbour-annual-report-2023-24-grey.html"
    html = made[name].decode()
    pills = re.findall(r'<span class="pill[^>]*>(<svg.*?</svg>)\s*([^<]+)</span>', html)
    assert {word for _, word in pills} == {"Met", "Partly met", "Not met", "Withdrawn"}
    assert len(set(pills)) == len({shape for shape, _ in pills}) == 4


def test_greys_are_named_as_greys(tmp_path: Path) -> None:
    """In the PDF no operator and no picture speaks of three colours, so one ink is enough; words that look
    like operators stay as typed.
    """
    home = workspace(tmp_path, RATED.replace("One.", "One 0 0 0 rg and (0.5 0.5 0.5 RG)."))
    (data,) = built(home, "annual-report", "pdf", grey=True).values()
    with pikepdf.open(BytesIO(data)) as pdf:
        used = {str(operator) for page in pdf.pages for _, operator in pikepdf.parse_content_stream(page)}
    assert {"g", "G"} <= used
    assert not {"rg", "RG"} & used
    (tmp_path / "grey.pdf").write_bytes(data)
    assert "One 0 0 0 rg and (0.5 0.5 0.5 RG)." in words(tmp_path / "grey.pdf")
