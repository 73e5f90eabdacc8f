"""The brand's typeface travels inside the Word file as a regular and a bold face that Windows can find."""

import io
import struct
from collections.abc import Callable

import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace

import samples
from annual_report.design import Face, anew
from annual_report.renderers.word import WordRenderer, package
from annual_report.renderers.word.embedded_fonts import embedded, mixed, named_in_family
from annual_report.renderers.word.package import Relationships
from annual_report.renderers.word.widths import cover_year_size, width
from word_file import R, W, Word


@pytest.fixture(scope="module")
def faces() -> tuple[Face, ...]:
    """The faces of the sample design."""
    return samples.design().faces


def test_the_first_bytes_are_mixed_as_the_standard_shows() -> None:
    """The key of ISO/IEC 29500-4's own example, and back again."""
    key = "001B70DCAA604AD590EC18A0948E1EAE"
    hidden = mixed(bytes(40), key)
    assert hidden[:16].hex().upper() == "AE1E8E94A018EC90D54A60AADC701B00"
    assert hidden[16:32] == hidden[:16]
    assert hidden[32:] == bytes(8)
    assert mixed(hidden, key) == bytes(40)


@pytest.mark.parametrize(("place", "style", "bold"), [(0, "Regular", False), (1, "Bold", True)])
def test_a_face_says_which_member_of_its_family_it_is(
    faces: tuple[Face, ...], place: int, style: str, bold: bool
) -> None:
    """Family, style and both flags agree; checksums, letters and licence are whole."""
    data = named_in_family(faces[place])
    font = TTFont(io.BytesIO(data), checkChecksums=2)
    names = {record.nameID: str(record) for record in font["name"].names}
    assert (names[1], names[2], names[6]) == ("Source Sans 3", style, faces[place].name)
    assert "license" in names[13].lower() or "licence" in names[13].lower()
    assert bool(font["head"].macStyle & 1) is bold
    assert bool(font["OS/2"].fsSelection & 0x20) is bold
    assert font.getBestCmap().keys() == TTFont(io.BytesIO(faces[place].data)).getBestCmap().keys()
    assert sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_the_file_carries_both_faces() -> None:
    """The font table names their parts and keys; the parts unmix to fonts; settings say they are there."""
    document, design = samples.london_like(), samples.design()
    word = Word(WordRenderer().render(document, design).data)
    relations = {r.get("Id"): r.get("Target") for r in word.parts["word/_rels/fontTable.xml.rels"]}
    for kind in ("embedRegular", "embedBold"):
        (face,) = word.parts["word/fontTable.xml"].iter(W + kind)
        key = (face.get(W + "fontKey") or "").strip("{}").replace("-", "")
        data = mixed(word.bytes[f"word/{relations[face.get(R + 'id')]}"], key)
        assert data[:4] == b"\x00\x01\x00\x00"
    assert b"embedTrueTypeFonts" in word.bytes["word/settings.xml"]
    without = Word(WordRenderer(embed_fonts=False).render(document, design).data)
    assert not [name for name in without.names if name.endswith(".odttf")]
    assert b"embedTrueTypeFonts" not in without.bytes["word/settings.xml"]


def test_a_packed_face_is_kept_and_taken_from_there() -> None:
    """What was kept makes the same file as what is made anew; another face has another name."""
    document, design = samples.london_like(), samples.design()
    store: dict[str, bytes] = {}
    made: list[str] = []

    def keep(name: str, make: Callable[[], bytes]) -> bytes:
        if name not in store:
            made.append(name)
            store[name] = make()
        return store[name]

    files = set()
    for kept in (anew, keep, keep):
        package._packed_font.cache_clear()  # as in a process of its own
        files.add(WordRenderer().render(document, replace(design, keep=kept)).data)
    assert len(files) == 1
    assert len(made) == len(set(made)) == 2


def test_a_font_whose_licence_forbids_it_is_left_out(faces: tuple[Face, ...]) -> None:
    """OS/2 fsType 2 means restricted."""
    font = TTFont(io.BytesIO(faces[0].data))
    font["OS/2"].fsType = 2
    written = io.BytesIO()
    font.save(written)
    assert embedded((replace(faces[0], data=written.getvalue()),), Relationships()) == ("", [])
    assert embedded(faces[:1], Relationships())[1]


def test_widths_are_the_fonts_own(faces: tuple[Face, ...]) -> None:
    """A word is as wide as its letters' advances; the year fills the cover's text width, within its limit."""
    font = TTFont(io.BytesIO(faces[1].data))
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    advance = sum(metrics[cmap[ord(letter)]][0] for letter in "2023/24")
    design = samples.design()
    told = width("2023/24", 100, 600, design)
    assert told == pytest.approx(advance / font["head"].unitsPerEm * 100 / 72 * 25.4)
    size = cover_year_size("2023/24", design)
    assert width("2023/24", size, 600, design) == pytest.approx(design.page.text_width)
    assert cover_year_size("1", design) == 180
    assert width("four", 10, 400, replace(design, faces=())) > 0
