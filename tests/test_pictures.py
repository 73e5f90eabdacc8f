"""Pictures are looked at before anybody draws them: each that can't be used is a problem in plain words."""

import re
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annual_report import pictures
from annual_report.problems import ReportError
from annual_report.record import read_forums
from full_record import LABEL, write

HARBOUR = Path(__file__).parent / "records" / "harbour" / "data" / "harbour" / "pictures"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">{}</svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    """Give a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 4, height: int = 3) -> bytes:
    """Give a PNG whose header says this size; its one row of pixels is never looked at here."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    image = zlib.compress(b"\0" * 13 * 3)
    return pictures.PNG + chunk(b"IHDR", header) + chunk(b"IDAT", image) + chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 3, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """Give the skeleton of a JPEG: frame, scan, end; ``before`` as an application's own segment."""
    own = b"\xff\xe1" + struct.pack(">H", len(before) + 2) + before if before else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34"
    return b"\xff\xd8" + own + b"\xff\xff" + frame + scan + b"\xff\xd9" + after


def svg(inside: str = "", **attributes: str) -> bytes:
    """Give a drawing."""
    found = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 40 30"} | attributes
    written = "".join(f' {name}="{value}"' for name, value in found.items() if value)
    return f"<svg{written}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("data", "media_type", "size"),
    [
        (png(), "image/png", (4, 3)),
        (jpeg(), "image/jpeg", (4, 3)),
        (jpeg(before=b"Exif\0\0" + jpeg(1, 1)), "image/jpeg", (4, 3)),
        (jpeg(after=b"a film of the moment " * 1000), "image/jpeg", (4, 3)),
        (svg(), "image/svg+xml", (40, 30)),
        (svg(viewBox="0,0 12.6 9"), "image/svg+xml", (13, 9)),
        (svg(viewBox="", width="40px", height="30"), "image/svg+xml", (40, 30)),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made -->' + svg(), "image/svg+xml", (40, 30)),
        (svg('<path fill="url(#a)" d="M0 0"/>'), "image/svg+xml", (40, 30)),
        (svg('<path style="fill: URL( \'#a\' )" d="M0 0"/>'), "image/svg+xml", (40, 30)),
    ],
)
def test_the_header_says_what_a_picture_is(data: bytes, media_type: str, size: tuple[int, int]) -> None:
    """Its kind by its first bytes, never by its name; its size."""
    picture = pictures.look("a.txt", data)
    assert (picture.media_type, (picture.width, picture.height), picture.data) == (media_type, size, data)


def test_the_example_photographs_are_pictures() -> None:
    """Real files, not skeletons."""
    for file in HARBOUR.iterdir():
        assert pictures.look(file.name, file.read_bytes()).width > 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is not a PNG, a JPEG or an SVG"),
        (b"GIF89a", "it is not a PNG, a JPEG or an SVG"),
        (b"%PDF-1.7", "it is not a PNG, a JPEG or an SVG"),
        (png()[:8], "the file is cut off"),
        (png()[:20], "the file is cut off"),
        (png()[:-1], "the file is cut off"),
        (png()[:-12], "the file is cut off"),
        (pictures.PNG + struct.pack(">I", 0xFFFFFFFF) + b"IHDR", "the file is cut off"),
        (pictures.PNG + chunk(b"IEND", b""), "it has no size"),
        (png(0, 3), "it has no size"),
        (png(60_000, 60_000), "it has 60,000 x 60,000 pixels, more than 50 million"),
        (png(2**32 - 1, 2**32 - 1), "more than 50 million"),
        (jpeg()[:-2], "the file is cut off"),
        (jpeg(before=jpeg())[:-2], "the file is cut off"),
        (jpeg()[:6], "it has no picture data"),
        (b"\xff\xd8\xff\xd9", "it has no picture data"),
        (b"\xff\xd8\xff\xe0\x00\x00\xff\xd9", "it has no picture data"),
        (b"\xff\xd8\xff\xe0\xff\xff", "it has no picture data"),
        (jpeg(0, 3), "it has no size"),
        (jpeg(60_000, 60_000), "60,000 x 60,000 pixels"),
        (svg("<script>alert(1)</script>"), "it holds <script>"),
        (
            b'<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><svg/><s:script/></s:svg>',
            "<script>",
        ),
        (svg("<foreignObject/>"), "it holds <foreignObject>"),
        (svg("<style>@import url(https://example.org/x)</style>"), "it holds <style>"),
        (svg('<image href="https://example.org/x.png"/>'), "it holds <image>"),
        (svg('<use href="other.svg#a"/>'), "it holds <use>"),
        (svg('<g onclick="alert(1)"/>'), "it runs a script at onclick"),
        (svg('<g ONLOAD="alert(1)"/>'), "it runs a script at ONLOAD"),
        (svg('<path fill="url(https://example.org/x)"/>'), "it refers to something outside itself at fill"),
        (svg('<path style="fill:URL(//example.org/x)"/>'), "outside itself at style"),
        (svg('<path style="fill:u\\72l(//example.org/x)"/>'), "outside itself at style"),
        (svg('<path fill="url(#a) url(b)"/>'), "outside itself at fill"),
        (
            svg('<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>'),
            "xlink:href",
        ),
        (
            b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("&x;"),
            "document type declaration",
        ),
        (
            b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("&b;"),
            "document type declaration",
        ),
        (b'<?xml-stylesheet href="https://example.org/x.css"?>' + svg(), "style sheet outside itself"),
        (svg()[:-3], "it is not well-formed XML"),
        (b"<html><svg></html>", "it is not well-formed XML"),
        (b"<html><svg/></html>", "it is not an SVG drawing"),
        (svg(viewBox=""), "it does not say how large it is"),
        (svg(viewBox="0 0 1"), "it does not say how large it is"),
        (svg(viewBox="0 0 inf 1"), "it does not say how large it is"),
        (svg(viewBox="0 0 nan 1"), "it does not say how large it is"),
        (svg(viewBox="", width="100%", height="100%"), "it does not say how large it is"),
        (svg(viewBox="0 0 -1 5"), "it has no size"),
        (svg(viewBox="0 0 60000 60000"), "60,000 x 60,000"),
    ],
)
def test_what_can_not_be_used_is_said_in_words(data: bytes, said: str) -> None:
    """A script, an entity, a reference, a bomb in the header: nothing of it is ever decoded."""
    with pytest.raises(pictures.UnusableError) as raised:
        pictures.look("x", data)
    assert said in str(raised.value)


@given(
    st.binary(max_size=60), st.sampled_from([b"", png(), jpeg(), svg()]), st.integers(0, 200), st.booleans()
)
def test_any_bytes_are_a_picture_or_a_reason(noise: bytes, sound: bytes, at: int, replaced: bool) -> None:
    """Damage of any kind in any place never raises anything else."""
    data = sound[:at] + noise + sound[at + (len(noise) if replaced else 0) :]
    try:
        assert pictures.look("x", data).width > 0
    except pictures.UnusableError as reason:
        assert str(reason)  # noqa: PT017 - damage may leave a sound picture


# --- in a record


def damaged(workspace: Path, content: bytes | None) -> list[str]:
    """Build a record that names a file of this content twice; what is wrong with it."""
    picture = {"file": "pictures/p.svg", "alt": "A"}
    year = {
        "year": LABEL,
        "people": [{"name": "Ann", "photo": picture}],
        "sections": [{"text": "x", "blocks": [{"picture": picture}]}],
    }
    write(workspace, {"full/forum.yaml": {"name": "F"}, "full/2023-24.yaml": year})
    file = workspace / "data" / "full" / "pictures" / "p.svg"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    reading = read_forums(workspace, ("full",))
    if reading.broken:
        return [str(problem) for problem in reading.problems]
    forum = reading.record.forums[0]
    with pytest.raises(ReportError) as raised:
        pictures.read_pictures(workspace, forum, forum.years[0])
    return [str(problem) for problem in raised.value.problems]


def test_each_place_that_names_a_bad_picture_is_told(tmp_path: Path) -> None:
    """With the line and column of the file's name."""
    problems = damaged(tmp_path, png(60_000, 60_000))
    file = tmp_path / "data" / "full" / "2023-24.yaml"
    named = [found.start() + 1 for found in re.finditer('"pictures/', file.read_text(encoding="utf-8"))]
    assert [problem.partition(": error[AR511]: ")[0] for problem in problems] == [
        f"data/full/2023-24.yaml:1:{column}" for column in named
    ]
    assert all(
        'the picture "pictures/p.svg" can\'t be used: it has 60,000' in problem for problem in problems
    )


def test_a_missing_picture_is_told_when_the_record_is_read(tmp_path: Path) -> None:
    """Before anybody looks into it."""
    assert all("there is no such file" in problem for problem in damaged(tmp_path, None))


def test_a_picture_of_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of it is read than is needed to know."""
    monkeypatch.setattr(pictures, "MOST_BYTES", 1000)
    assert "it has more than" in damaged(tmp_path, png() + b"\0" * 1000)[0]


def test_a_picture_outside_the_workspace(tmp_path: Path) -> None:
    """Not by its path and not by a link that leads out."""
    (tmp_path / "secret.png").write_bytes(png())
    workspace = tmp_path / "workspace"
    for written in (
        "../../../secret.png",
        "/etc/hostname",
        "pictures/../../../../secret.png",
        "pictures/link.png",
    ):
        shutil.rmtree(workspace, ignore_errors=True)
        year = {"year": LABEL, "people": [{"name": "Ann", "photo": {"file": written, "alt": "A"}}]}
        write(workspace, {"full/forum.yaml": {"name": "F"}, "full/2023-24.yaml": year})
        (workspace / "data/full/pictures/link.png").symlink_to(tmp_path / "secret.png")
        reading = read_forums(workspace, ("full",))
        assert "full" in reading.broken, written
        assert "workspace" in str(reading.problems[0])
