"""editions.yml: read whole or refused with every problem and its place."""

from pathlib import Path

import pytest

from annual_report.editions import read_editions
from annual_report.problems import ReportError

SOUND = "annual-report: {layout: annual-report, page: a4, formats: [pdf]}\n"


def write(workspace: Path, text: str) -> None:
    """Put an editions.yml into a workspace."""
    (workspace / "layouts").mkdir()
    (workspace / "layouts" / "editions.yml").write_text(text, encoding="utf-8")


def test_the_built_in_editions(tmp_path: Path) -> None:
    """They are there without a file; the default edition has the three formats."""
    editions = read_editions(tmp_path)
    assert editions["annual-report"].formats == ("pdf", "docx", "html")
    assert editions["large-print"].page == "a4-large-print"


def test_the_workspace_comes_first(tmp_path: Path) -> None:
    """Its own file takes the place of the built-in one."""
    write(tmp_path, SOUND)
    assert {name: edition.formats for name, edition in read_editions(tmp_path).items()} == {
        "annual-report": ("pdf",)
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["1:1: the file is a list of editions by name"]),
        ("- a\n", ["1:1: the file is a list of editions by name"]),
        ("x: a4\n", ['1:4: the edition "x" has the keys']),
        (
            "x: {}\n",
            ['1:4: the key "formats" is', 'the key "layout" is missing', 'the key "page" is missing'],
        ),
        (
            SOUND.replace("page", "pagge"),
            ['1:17: the key "page" is missing', '1:40: unknown key "pagge" -> did you mean "page"?'],
        ),
        (SOUND.replace("a4", "a3"), ['1:46: unknown page "a3" -> one of a4, a5']),
        (SOUND.replace("[pdf]", "pdf"), ['1:59: "formats" is a list of words']),
        (SOUND.replace("[pdf]", "[]"), ['"formats" is a list of words']),
        (SOUND.replace("[pdf]", "[pdf, [html]]"), ['"formats" is a list of words']),
        (SOUND.replace("layout: annual-report", "layout: [a]"), ['1:25: "layout" is one word']),
        (SOUND.replace("layout: annual-report", "layout: ~"), ['"layout" is one word']),
        (
            "../../escape" + SOUND.removeprefix("annual-report"),
            ["can't name an edition -> lower-case letters"],
        ),
        (SOUND + SOUND, ["2:1: "]),
        ("annual-report: {layout: x", ["error[AR1"]),
    ],
)
def test_a_broken_file_is_told_whole(tmp_path: Path, text: str, told: list[str]) -> None:
    """A report in the wrong form would be worse than none."""
    write(tmp_path, text)
    with pytest.raises(ReportError) as raised:
        read_editions(tmp_path)
    problems = [
        str(p).replace("\n  hint:", " ->").replace("error[AR421]: ", "") for p in raised.value.problems
    ]
    assert len(problems) == len(told)
    for problem, words in zip(problems, told, strict=True):
        assert problem.startswith("layouts/editions.yml:")
        assert words in problem


def test_a_file_that_can_not_be_read(tmp_path: Path) -> None:
    """A folder of that name, say."""
    (tmp_path / "layouts" / "editions.yml").mkdir(parents=True)
    with pytest.raises(ReportError) as raised:
        read_editions(tmp_path)
    assert "the file can't be read" in raised.value.problems[0].message
