"""The README is a newcomer's first five minutes: everything in it works as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from annual_report.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S*) ?(\S*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def visitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace like a fresh clone's, with the visitor standing in it."""
    shutil.copytree(ROOT / "data" / "london-spf", tmp_path / "data" / "london-spf")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a line of the README and return what it printed, results and problems."""
    words = shlex.split(line)
    assert words[0] == "annual-report"
    main(words[1:])
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_every_console_block_prints_what_it_shows(visitor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command of the README, in order, prints what stands below it; the mistake is its real message."""
    (record,) = [text for language, _, text in BLOCKS if language == "yaml"]
    consoles = [(kind, text) for language, kind, text in BLOCKS if language == "console"]
    assert len(consoles) == 3
    for kind, text in consoles:
        command, _, shown = text.partition("\n")
        if kind == "mistake":
            wrong = record.replace("supports: [flexible-working]", "supports: [flexible-wroking]")
            assert wrong != record
            file = visitor / "data" / "harbour-forum" / "2025-26.yaml"
            file.write_text(wrong, encoding="utf-8")
        assert run(command.removeprefix("$ "), capsys) == shown, command


def test_the_record_of_the_readme_builds(visitor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record that the README shows becomes a report with its promise and its deed."""
    (record,) = [text for language, _, text in BLOCKS if language == "yaml"]
    run("annual-report new harbour-forum 2025-26", capsys)
    (visitor / "data" / "harbour-forum" / "2025-26.yaml").write_text(record, encoding="utf-8")
    printed = run("annual-report build harbour-forum --format html", capsys).splitlines()
    page = (visitor / printed[0]).read_text(encoding="utf-8")
    assert "Agree one flexible working policy for all employers." in page
    assert "Both sides agreed the policy in November." in page


def test_the_commands_in_its_sentences_work(visitor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands that the README names in passing are understood."""
    assert visitor.is_dir()
    named = set(re.findall(r"`(annual-report [a-z][^`]*)`", README)) - {"annual-report build harbour-forum"}
    assert len(named) >= 4
    for line in sorted(named):
        assert "usage:" not in run(line, capsys), line


def test_the_two_commands_and_the_folders_exist() -> None:
    """`make report` and `make test` are targets; every folder and file that the README names is there."""
    (plain,) = [text for language, _, text in BLOCKS if not language]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in plain.splitlines():
        assert re.search(rf"^{line.removeprefix('make ')}:", makefile, re.MULTILINE), line
    for folder in re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).is_file(), link
