"""The few names of ReportLab that are not public still do what tagging needs; the file is what we wrote.

A release of ReportLab that changes one of them fails here first.
"""

import re
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, strategies as st
from reportlab.pdfbase.pdfdoc import PDFCatalog, PDFDocument, PDFPage

import samples
from annual_report.renderers.pdf.canvas import TaggedCanvas, finished, page_number
from annual_report.renderers.pdf.conformance import srgb_profile, xmp
from annual_report.renderers.pdf.file import assemble
from annual_report.renderers.pdf.letters import Letters
from annual_report.renderers.pdf.measure import Faces
from annual_report.renderers.pdf.notation import address, name, operands, string
from annual_report.renderers.pdf.syntax import Raw, register, stream


def canvas() -> TaggedCanvas:
    """A canvas of a small page."""
    return TaggedCanvas(200, 100)


def test_a_page_gets_what_tagging_needs() -> None:
    """A page gets what tagging needs."""
    drawn = canvas()
    drawn.write("/Artifact BMC 0 0 1 1 re f EMC", range(2))
    drawn.write("/Artifact BMC 1 1 1 1 re f EMC")
    document = drawn.document
    free = drawn.settle()
    objects = dict(finished(document))
    page = objects[page_number(document, 0)].decode("latin-1")
    assert "/Tabs /S" in page
    assert "/StructParents 0" in page
    (notes,) = re.findall(r"/Annots (\d+) 0 R", page)
    assert objects[int(notes)] == f"[{free} 0 R {free + 1} 0 R]".encode()
    assert "/Trans" not in page
    assert "/StructParents 1" in objects[page_number(document, 1)].decode("latin-1")


def test_no_font_is_set_before_the_page_begins() -> None:
    """No font is set before the page begins."""
    drawn = canvas()
    drawn.write("/Artifact BMC 0 0 1 1 re f EMC")
    drawn.settle()
    everything = b"".join(data for _, data in finished(drawn.document))
    assert b"Helvetica" not in everything


def test_contents_are_what_was_written() -> None:
    """Contents are what was written."""
    drawn = canvas()
    drawn.write("/Artifact BMC 0 0 1 1 re f EMC")
    drawn.settle()
    streams = [data for _, data in finished(drawn.document) if data.rstrip().endswith(b"endstream")]
    (packed,) = [re.split(rb"stream\n", data, maxsplit=1)[1] for data in streams]
    assert zlib.decompress(packed[: -len(b"endstream")]).strip() == b"/Artifact BMC 0 0 1 1 re f EMC"


def test_what_the_pages_rely_on_is_still_there() -> None:
    """What the pages rely on is still there."""
    assert "Trans" in PDFPage.__NoDefault__
    assert issubclass(PDFPage, PDFCatalog)
    document = PDFDocument()
    number = register(document, Raw(b"<<>>"))
    assert document.idToObject[document.numberToId[number]].format(document) == b"<<>>"
    assert document.delayedFonts == []


def test_no_object_is_added_while_others_are_written() -> None:
    """The structure tree is numbered after all other objects, so a late one would take a number twice."""
    drawn = canvas()
    drawn.write("")
    with pytest.raises(RuntimeError, match="was added"):
        list(finished(drawn.document))  # not settled: its pages refer to an object that is not there yet
    drawn.settle()
    assert [number for number, _ in finished(drawn.document)] == [1, 2, 3, 4, 5]


def test_characters_of_a_second_subset_are_shown_by_its_font() -> None:
    """Characters of a second subset are shown by its font."""
    cut = Faces(samples.design().faces).cuts[0]
    drawn = canvas()
    letters = Letters(cut.font, drawn.document)
    many = "".join(sorted(cut.covered - {" ", "\u00a0"}))[:700]
    shown = letters.shown(many)
    assert len({font for font, _ in shown}) > 1
    assert letters.shown("plain")[0][1] == "plain"
    assert letters.shown("a (b) \\")[0][1] == r"a \050b\051 \134"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=30))
def test_strings_come_back(text: str) -> None:
    """Strings come back."""
    drawn = canvas()
    drawn.write("")
    document = drawn.document
    info = register(document, Raw(f"<</Title{string(text)}>>".encode()))
    catalog = register(
        document, Raw(f"<</Type/Catalog/Pages {register(document, document.Pages)} 0 R>>".encode())
    )
    with pikepdf.open(BytesIO(assemble(finished(document), (), catalog, info))) as pdf:
        assert str(pdf.docinfo["/Title"]) == text


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://example.org/a(b)", r"(https://example.org/a\(b\))"),
        ("https://example.org/ŵ", "(https://example.org/%C5%B5)"),
    ],
)
def test_addresses(target: str, written: str) -> None:
    """Addresses."""
    assert address(target) == written


def test_names_and_colours() -> None:
    """Names and colours."""
    assert name("application/yaml") == "/application#2Fyaml"
    assert operands("#FF0080") == "1 0 0.502"


def test_streams_end_in_a_line_end_and_know_their_length() -> None:
    """Streams end in a line end and know their length."""
    drawn = canvas()
    drawn.write("")
    document = drawn.document
    number = register(document, stream(b"some data\n", packed=False))
    catalog = register(
        document, Raw(f"<</Type/Catalog/Pages {register(document, document.Pages)} 0 R>>".encode())
    )
    data = assemble(finished(document), (), catalog, register(document, Raw(b"<<>>")))
    assert f"{number} 0 obj\n<</Length 10>>\nstream\nsome data\n\nendstream\nendobj".encode() in data


def test_the_colour_profile_is_a_profile_and_always_the_same() -> None:
    """The colour profile is a profile and always the same."""
    from PIL import ImageCms

    profile = srgb_profile()
    assert len(profile) == int.from_bytes(profile[:4], "big")
    assert profile == srgb_profile()
    described = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    assert described.strip() == "sRGB"


def test_metadata_say_which_standards_are_kept() -> None:
    """Metadata say which standards are kept."""
    from xml.etree import ElementTree as ET

    metadata = samples.london_like().metadata
    packet = xmp(metadata, 3).decode()
    ET.fromstring(packet)
    assert "<pdfaid:part>3</pdfaid:part>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert metadata.title in packet
