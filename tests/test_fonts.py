"""The brand's typeface comes out of a package as static faces: the same bytes each time, made once."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from annual_report import fonts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the faces."""
    cache = tmp_path_factory.mktemp("cache")
    fonts.faces("Source Sans 3", cache)
    return cache


def test_two_static_weights_with_names_of_their_own(folder: Path) -> None:
    """Two static weights with names of their own."""
    regular, strong = fonts.faces("Source Sans 3", folder)
    assert (regular.weight, strong.weight) == (400, 600)
    for face in (regular, strong):
        font = TTFont(BytesIO(face.data))
        assert "fvar" not in font
        assert font["name"].getDebugName(6) == face.name
    assert regular.name != strong.name
    assert regular.data != strong.data


def test_the_scripts_a_forum_may_write_in(folder: Path) -> None:
    """The scripts a forum may write in."""
    wanted = "ŵŷẀẁ ąęłż ệữọ Ελλ жщґ £€₴ – — ‘’“” … → ↑ ≤ ≥ − ✓ \u00a0"
    for face in fonts.faces("Source Sans 3", folder):
        assert not set(wanted) - {chr(code) for code in TTFont(BytesIO(face.data)).getBestCmap()}


def test_made_anew_they_are_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Made anew they are the same bytes."""
    again = fonts.faces("Source Sans 3", tmp_path)
    assert [face.data for face in again] == [face.data for face in fonts.faces("Source Sans 3", folder)]


def test_a_second_call_does_not_import_fonttools(folder: Path) -> None:
    """A second call does not import fontTools."""
    program = (
        "import sys; from pathlib import Path; from annual_report.fonts import faces;"
        f"faces('Source Sans 3', Path({str(folder)!r}));"
        "print(any(name.split('.')[0] == 'fontTools' for name in sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert said.stdout.strip() == "False"


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 5000])
def test_a_damaged_cache_is_made_again(
    folder: Path, tmp_path: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged cache is made again."""
    good = {face.name: face.data for face in fonts.faces("Source Sans 3", folder)}
    monkeypatch.setattr(fonts, "_instance", lambda *made_of: good[made_of[3]])
    for kept in (folder / "fonts").iterdir():
        (tmp_path / "fonts").mkdir(exist_ok=True)
        (tmp_path / "fonts" / kept.name).write_bytes(kept.read_bytes())
    victim = min((tmp_path / "fonts").iterdir())
    victim.write_bytes(damage)
    assert fonts.faces("Source Sans 3", tmp_path) == fonts.faces("Source Sans 3", folder)
    written = victim.read_bytes()
    assert hashlib.sha256(written[32:]).digest() == written[:32]


def test_no_cache_no_trouble(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cache no trouble."""
    monkeypatch.setattr(fonts, "_instance", lambda *_: b"made")
    blocked = next((folder / "fonts").iterdir())
    assert [face.data for face in fonts.faces("Source Sans 3", blocked)] == [b"made", b"made"]


def test_another_release_of_the_tools_has_another_key(tmp_path: Path) -> None:
    """Another release of the tools has another key."""
    source = fonts._folder_of("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
    (tmp_path / "__init__.py").write_text('version = "0.0"')
    assert fonts._key(source, tmp_path) != fonts._key(source, fonts._folder_of("fontTools"))


def test_an_unknown_family_names_the_known_ones() -> None:
    """An unknown family names the known ones."""
    with pytest.raises(KeyError, match="there is 'Source Sans 3'"):
        fonts.faces("Comic Sans")


def test_a_missing_package_is_named() -> None:
    """A missing package is named."""
    with pytest.raises(ModuleNotFoundError, match="no_such_font_package"):
        fonts._folder_of("no_such_font_package")


@pytest.mark.parametrize(
    ("platform", "variable", "tail"),
    [
        ("linux", "XDG_CACHE_HOME", "annual-report"),
        ("win32", "LOCALAPPDATA", "annual-report"),
    ],
)
def test_where_the_cache_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, tail: str
) -> None:
    """Where the cache is."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert fonts.cache_folder() == tmp_path / tail


def test_where_the_cache_is_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache is on a mac."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert fonts.cache_folder().parts[-3:] == ("Library", "Caches", "annual-report")
