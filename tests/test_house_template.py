"""`annual-report template`: a brand's Word template written, and a restyled one looked over."""

import zipfile
from pathlib import Path

import pytest

from annual_report.cli import main


def run(capsys: pytest.CaptureFixture[str], workspace: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the command in a workspace; return its exit code and what it printed."""
    code = main(["-C", str(workspace), "template", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_written_template_has_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`write` prints the path of the template; `check` finds nothing in it."""
    file = tmp_path / "house.docx"
    code, out, _ = run(capsys, tmp_path, "write", "plain", "-o", str(file))
    assert (code, Path(out.strip()).name) == (0, "house.docx")
    assert run(capsys, tmp_path, "check", str(file)) == (0, "", "")


def test_what_is_wrong_is_named_with_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no template is an error, a style that is gone a warning."""
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no Word file")
    code, out, _ = run(capsys, tmp_path, "check", str(broken))
    assert code == 1
    assert f"{broken.as_posix()}:1:1: error[AR521]" in out
    whole, lacking = tmp_path / "house.docx", tmp_path / "lacking.docx"
    run(capsys, tmp_path, "write", "plain", "-o", str(whole))
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(lacking, "w") as changed:
        for name in parts.namelist():
            data = parts.read(name)
            changed.writestr(name, data.replace(b'w:val="Ledger Text"', b'w:val="Something Else"'))
    code, out, _ = run(capsys, tmp_path, "check", str(lacking))
    assert code == 0
    assert "warning[" in out
    assert "Ledger Text" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("write", "nobody", "-o", "x.docx"), "there are: nhs-london, plain"),
        (("check", "missing.docx"), "can't be read"),
        (("check", "missing.docx", "--brand", "nobody"), "can't be read"),
    ],
)
def test_what_does_not_exist_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    """An unknown brand or file is told, with what there is; nothing is written."""
    code, out, err = run(capsys, tmp_path, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []
