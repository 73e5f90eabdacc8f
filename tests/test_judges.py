"""Every judge passes a sound file and refuses a damaged one: a judge that cannot say no proves nothing."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from judges import Verdict, all_ok, found, install, specimens, verapdf, word_lint
from judges.word_package import WP

Judge = Callable[[str], ModuleType]

# What to damage in the small Word file: the part, a text in it, what takes its place, words of the judge.
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
LINT_FAULTS = {
    "no title": ("docProps/core.xml", "<dc:title>A file</dc:title>", "", "no document title"),
    "no language": (STYLES, '<w:lang w:val="en-GB"/>', "", "no document language"),
    "protected": ("word/settings.xml", "<w:compat>", "<w:documentProtection/><w:compat>", "restricted"),
    "no headings": (STYLES, "heading 1", "big words", "no headings"),
    "a level left out": (STYLES, "heading 1", "heading 2", "level 2 after one of level 0"),
    "empty heading": (DOCUMENT, "<w:t>A heading</w:t>", "", "an empty heading"),
    "unknown style": (DOCUMENT, 'w:val="Heading1"', 'w:val="Nowhere"', "unknown style 'Nowhere'"),
    "broken link": (DOCUMENT, 'w:anchor="top"', 'w:anchor="gone"', "bookmark 'gone'"),
    "no header row": (DOCUMENT, "<w:tblHeader/>", "", "no header row"),
    "header row off": (DOCUMENT, "<w:tblHeader/>", '<w:tblHeader w:val="0"/>', "no header row"),
    "short row": (
        DOCUMENT,
        "<w:tc><w:p><w:r><w:t>Files</w:t></w:r></w:p></w:tc>",
        "",
        "a row over 1 columns",
    ),
    "cell without end": (
        DOCUMENT,
        "<w:p><w:r><w:t>Files</w:t></w:r></w:p>",
        "",
        "does not end with a paragraph",
    ),
    "pale words": (STYLES, '<w:color w:val="003087"/>', '<w:color w:val="BBBBBB"/>', "contrast 1.9:1"),
    "pale header row": (STYLES, 'w:fill="003087"', 'w:fill="CCCCCC"', "contrast 1.6:1 (FFFFFF on CCCCCC)"),
    "open field": (
        DOCUMENT,
        "<w:t>The end.</w:t>",
        '<w:fldChar w:fldCharType="begin"/>',
        "1 fields begin and 0 end",
    ),
    "unknown list": (
        DOCUMENT,
        "<w:p><w:r><w:t>The end.",
        '<w:p><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>The end.',
        "unknown list 7",
    ),
    "same bookmark twice": (
        DOCUMENT,
        "<w:p><w:r><w:t>The end.",
        '<w:p><w:bookmarkStart w:id="1" w:name="top"/><w:bookmarkEnd w:id="1"/><w:r><w:t>The end.',
        "two bookmarks named 'top'",
    ),
    "picture without words": (
        DOCUMENT,
        "<w:t>The end.</w:t>",
        f'<w:drawing><wp:inline xmlns:wp="{WP[1:-1]}"><wp:docPr name="Pie" id="1"/></wp:inline></w:drawing>',
        "'Pie' has no alternative text",
    ),
    "lost part": (
        "word/_rels/document.xml.rels",
        'Target="styles.xml"',
        'Target="style.xml"',
        "word/style.xml",
    ),
    "unknown relationship": (DOCUMENT, 'w:anchor="top"', 'r:id="rId99"', "unknown relationship rId99"),
    "no content type": ("[Content_Types].xml", 'Extension="rels"', 'Extension="lost"', "no content type for"),
}
LINT_REMARKS = {
    "old mode": ("word/settings.xml", 'w:val="15"', 'w:val="14"', "Compatibility Mode"),
    "prompt": ("word/settings.xml", "<w:compat>", "<w:updateFields/><w:compat>", "asks to update"),
    "typed bullet": (DOCUMENT, "The end.", "• The end.", "typed by hand"),
    "run of blanks": (DOCUMENT, "The end.", "The    end.", "a run of blanks"),
    "empty paragraph": (DOCUMENT, "<w:t>The end.</w:t>", "", "an empty paragraph"),
    "weak link": (DOCUMENT, "Back to the heading", "Click here", "says only 'Click here'"),
    "no table title": (DOCUMENT, '<w:tblCaption w:val="Counts"/>', "", "has no title"),
    "merged cells": (
        DOCUMENT,
        "<w:tc><w:p><w:r><w:t>Files</w:t></w:r></w:p></w:tc><w:tc>",
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>',
        "merged cells",
    ),
    "empty cell": (DOCUMENT, "<w:t>Files</w:t>", "", "an empty cell"),
}


def word_file(folder: Path, part: str = "", old: str = "", new: str = "") -> Path:
    """Write the small Word file, damaged in one place."""
    file = folder / "specimen.docx"
    file.write_bytes(specimens.word_file({part: (old, new)}))
    return file


def only(verdicts: list[Verdict]) -> Verdict:
    """Return the one verdict that there is."""
    (verdict,) = verdicts
    return verdict


@pytest.mark.parametrize("damage", LINT_FAULTS.values(), ids=LINT_FAULTS)
def test_the_word_lint_names_each_fault(tmp_path: Path, damage: tuple[str, str, str, str]) -> None:
    """A damaged Word file has the fault that was planted."""
    *where, words = damage
    verdict = only(word_lint.check([word_file(tmp_path, *where)]))
    assert words in "\n".join(verdict.faults)


@pytest.mark.parametrize("damage", LINT_REMARKS.values(), ids=LINT_REMARKS)
def test_the_word_lint_remarks(tmp_path: Path, damage: tuple[str, str, str, str]) -> None:
    """What an expert would not do is a remark, and no fault."""
    *where, words = damage
    verdict = only(word_lint.check([word_file(tmp_path, *where)]))
    assert words in "\n".join(verdict.remarks)
    assert verdict.ok


def test_the_word_lint_has_nothing_against_a_sound_file(tmp_path: Path) -> None:
    """Without damage there is neither fault nor remark."""
    verdict = only(word_lint.check([word_file(tmp_path)]))
    assert (verdict.faults, verdict.remarks) == ((), ())


def test_a_damage_must_damage() -> None:
    """A text that is not in the specimen is refused, so that no control is empty."""
    with pytest.raises(ValueError, match="0 times"):
        specimens.word_file({DOCUMENT: ("not there", "")})


@pytest.mark.parametrize("name", ["ooxml", "audit", "office"])
def test_validators_of_word_files(tmp_path: Path, judge: Judge, name: str) -> None:
    """Each passes the small Word file and refuses a file that is none."""
    ask = judge(name)
    all_ok(ask.check([word_file(tmp_path)]))
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK not really")
    assert not only(ask.check([broken])).ok


@pytest.mark.parametrize("name", ["ooxml", "audit"])
def test_validators_follow_the_schema(tmp_path: Path, judge: Judge, name: str) -> None:
    """An element that the schema does not know there is a fault, with its place."""
    where = (DOCUMENT, "<w:tblHeader/>", "<w:keepNext/>")
    verdict = only(judge(name).check([word_file(tmp_path, *where)]))
    assert "trPr" in "\n".join(verdict.faults)


def test_verapdf(tmp_path: Path, judge: Judge) -> None:
    """The sound files pass, in one process; each fails by the other's rules; what is no PDF is a fault."""
    ask = judge("verapdf")
    files = {name: tmp_path / f"{name}.pdf" for name in ("ua1", "2a")}
    for name, file in files.items():
        file.write_bytes(specimens.sound_pdf(name))
    (tmp_path / "none.pdf").write_bytes(b"%PDF-1.7\nnothing else")
    verdicts = ask.check([*files.values(), tmp_path / "none.pdf"], "ua1", "2a")
    assert [(Path(v.file).stem, v.rules, v.ok) for v in verdicts] == [
        ("ua1", "ua1", True),
        ("ua1", "2a", False),
        ("2a", "ua1", False),
        ("2a", "2a", True),
        ("none", "ua1", False),
        ("none", "2a", False),
    ]
    assert "6.6.4-1" in "\n".join(verdicts[1].faults)


REPORT = """<report><jobs>
<job><item><name>good.pdf</name></item><validationReport isCompliant="true"/></job>
<job><item><name>bad.pdf</name></item><validationReport isCompliant="false"><details>
<rule clause="7.1" testNumber="8" status="failed"><description>The Catalog shall ...</description></rule>
</details></validationReport></job>
<job><item><name>none.pdf</name></item><taskException>cannot be parsed</taskException></job>
</jobs></report>"""


def test_an_installed_verapdf_is_asked_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ``verapdf`` on PATH judges and its report is read; one that judged too few files is not believed."""
    program = tmp_path / "verapdf"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{REPORT}\nEND\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    files = [Path("good.pdf"), Path("bad.pdf"), Path("none.pdf")]
    good, bad, none = verapdf.check(files, "ua1")
    assert good.ok
    assert bad.faults == ("7.1-8: The Catalog shall ...",)
    assert "cannot be parsed" in none.faults[0]
    with pytest.raises(RuntimeError, match="3 of 1"):
        verapdf.check(files[:1], "ua1")


def test_qpdf(tmp_path: Path, judge: Judge) -> None:
    """A sound PDF passes; one that lost its end does not, although qpdf could repair it."""
    sound, cut = tmp_path / "sound.pdf", tmp_path / "cut.pdf"
    sound.write_bytes(specimens.sound_pdf("ua1"))
    cut.write_bytes(sound.read_bytes()[:-40])
    assert [verdict.ok for verdict in judge("qpdf").check([sound, cut])] == [True, False]


def test_poppler(tmp_path: Path, judge: Judge) -> None:
    """Words, facts and pictures come out of a PDF; what is none is refused."""
    from reportlab.pdfgen.canvas import Canvas

    pdf = tmp_path / "words.pdf"
    canvas = Canvas(str(pdf), invariant=1)
    canvas.drawString(72, 720, "Some words")
    canvas.save()
    ask = judge("poppler")
    assert ask.text(pdf).split() == ["Some", "words"]
    assert (ask.info(pdf)["Pages"], ask.info(pdf)["Tagged"]) == ("1", "no")
    assert ask.structure(pdf).strip() == ""
    assert [picture.read_bytes()[:4] for picture in ask.pictures(pdf, tmp_path, dpi=20)] == [b"\x89PNG"]
    pdf.write_bytes(b"none")
    with pytest.raises(ValueError, match="pdftotext"):
        ask.text(pdf)


def test_browser_passes_a_sound_page(tmp_path: Path, judge: Judge) -> None:
    """The sound page passes at both widths; its words and its picture are what a reader gets."""
    ask = judge("browser")
    page = tmp_path / "page.html"
    page.write_text(specimens.PAGE, encoding="utf-8")
    all_ok(ask.check([page]))
    assert ask.text(page).split() == ["A", "page", "With", "words."]
    looks = ask.look(page, 320)
    assert (looks.content_width, looks.picture[:4]) == (320, b"\x89PNG")


def test_browser_refuses_damaged_pages(tmp_path: Path, judge: Judge) -> None:
    """Each planted fault is named, at the width where it is one."""
    damages = {
        "html-has-lang": (' lang="en-GB"', ""),
        "document-title": ("<title>A page</title>", ""),
        "color-contrast": ("#333333", "#cccccc"),
        "image-alt": ("<p style", "<img src='data:,'><p style"),
        "the content is 700 px wide": ("color: #333333", "color: #333333; width: 692px"),
    }
    files = [tmp_path / f"{number}.html" for number in range(len(damages))]
    for file, damage in zip(files, damages.values(), strict=True):
        file.write_text(specimens.damaged(specimens.PAGE, *damage), encoding="utf-8")
    verdicts = judge("browser").check(files, 320)
    for words, verdict in zip(damages, verdicts, strict=True):
        assert words in "\n".join(verdict.faults)
    with pytest.raises(ValueError, match="can't load"):
        judge("browser").text(tmp_path / "none.html")


def test_nothing_judged_is_not_good() -> None:
    """An empty list of files cannot pass by itself, and a fault is told in full."""
    with pytest.raises(AssertionError, match="nothing was judged"):
        all_ok([])
    with pytest.raises(AssertionError, match="too wide"):
        all_ok([Verdict("a judge", "a file", "rules"), Verdict("a judge", "b file", "rules", ("too wide",))])


def test_a_missing_judge_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without rights the installer names what is missing and goes on; in CI it stops."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(found, "HOME", Path("nowhere"))
    monkeypatch.setattr(install.os, "geteuid", lambda: 1000)
    monkeypatch.delenv("CI", raising=False)
    assert install.main() == 0
    said = capsys.readouterr().err
    assert "qpdf is not installed (Debian package qpdf)" in said
    assert "their tests are skipped" in said
    monkeypatch.setenv("CI", "true")
    assert install.main() == 1


def test_ci_fails_where_a_judge_is_missing(tmp_path: Path) -> None:
    """The fixture skips locally and fails in CI, so that no judge can go missing without notice."""
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_it.py").write_text("def test_it(judge): judge('qpdf')\n", encoding="utf-8")
    assert "1 failed" in pytest_says(tmp_path, CI="true")
    assert "1 skipped" in pytest_says(tmp_path)


def test_golden_files_are_not_written_in_ci(tmp_path: Path) -> None:
    """--update-golden is refused where nobody looks at the difference."""
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_it.py").write_text(
        "def test_it(golden): golden('words.txt', 'words')\n", encoding="utf-8"
    )
    assert "not for CI" in pytest_says(tmp_path, "--update-golden", CI="true")
    assert "no golden file words.txt" in pytest_says(tmp_path)
    assert "1 passed" in pytest_says(tmp_path, "--update-golden")
    assert "1 passed" in pytest_says(tmp_path)


def pytest_says(folder: Path, *options: str, **environment: str) -> str:
    """Run the tests in a folder in a process that finds no program, and return what pytest prints."""
    config = str(found.ROOT / "pyproject.toml")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-c",
        config,
        "--rootdir",
        str(folder),
    ]
    command += [*options, str(folder)]
    environment |= {"PATH": ""}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    return done.stdout + done.stderr
