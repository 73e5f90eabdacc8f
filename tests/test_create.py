"""`new` begins a record: files that say what can be said, that read back, and that never replace another."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annual_report.create import create
from annual_report.problems import ReportError, UsageError
from annual_report.record import read_forums
from annual_report.record.facts import facts
from annual_report.record.model import Entity, Forum, ForumRecord, Year

COMMENTED = re.compile(r"^# (?=[a-z_]+:( |$))", re.MULTILINE)
KINDS: dict[str, type[Entity]] = {"forum": Forum, "year": Year}
WRITTEN = ("schema", "name", "year")
KEYS = [(name, key) for name, kind in KINDS.items() for key in facts(kind) if key not in WRITTEN]


def uncommented(path: Path, *keys: str) -> None:
    """Take away the # before some keys of a file, before all of them if none is named."""
    text = path.read_text(encoding="utf-8")
    pattern = re.compile(rf"^# (?=({'|'.join(keys)}):)", re.MULTILINE) if keys else COMMENTED
    changed = pattern.sub("", text)
    assert changed != text, keys
    path.write_text(changed, encoding="utf-8")


def sound(workspace: Path) -> ForumRecord:
    """Read the record; an error in it fails the test."""
    reading = read_forums(workspace, ("my-forum",))
    assert [str(problem) for problem in reading.problems if problem.severity == "error"] == []
    return reading.record.forums[0]


def test_the_first_files(tmp_path: Path) -> None:
    """They are named, they are sound, and their first line leads an editor to the schema."""
    created = create(tmp_path, "my-forum", "2025-26")
    names = ["data/my-forum/forum.yaml", "data/my-forum/2025-26.yaml"]
    assert [path.relative_to(tmp_path).as_posix() for path in created] == names
    forum = sound(tmp_path)
    assert forum.forum.name.source == "My forum"
    assert [year.label for year in forum.years] == ["2025/26"]
    for path in created:
        line = path.read_text(encoding="utf-8").partition("\n")[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert found
        assert (path.parent / found[1]).is_file()


@pytest.mark.parametrize("year", ["2025", "2025/26", "2025-26", "2025/2026", "0001", "9998-99"])
def test_any_name_of_a_year(tmp_path: Path, year: str) -> None:
    """As it is said, with a hyphen or a slash."""
    create(tmp_path, "my-forum", year)
    assert sound(tmp_path).years[0].label == year.replace("-", "/")


def test_every_key_is_in_a_comment(tmp_path: Path) -> None:
    """With what it means above it."""
    create(tmp_path, "my-forum", "2025-26")
    for name, kind in (("forum", Forum), ("2025-26", Year)):
        text = (tmp_path / "data" / "my-forum" / f"{name}.yaml").read_text(encoding="utf-8")
        for key, fact in facts(kind).items():
            assert re.search(rf"^(# )?{key}: ", text, re.MULTILINE), key
            if key not in WRITTEN:
                assert f"# {fact.about.meaning}\n# {key}: " in text


def test_with_every_comment_taken_away_it_reads_back(tmp_path: Path) -> None:
    """All at once; the days are those of the year that was asked for."""
    for path in create(tmp_path, "my-forum", "2025-26"):
        uncommented(path)
    forum = sound(tmp_path)
    assert [name for name in Forum.__struct_fields__ if getattr(forum.forum, name) is None] == []
    (year,) = forum.years
    assert [name for name in Year.__struct_fields__ if getattr(year, name) is None] == []
    assert (year.start.isoformat(), year.end.isoformat()) == ("2025-04-01", "2026-03-31")


@pytest.mark.parametrize(("kind", "key"), KEYS)
def test_each_comment_taken_away_alone_reads_back(tmp_path: Path, kind: str, key: str) -> None:
    """Whichever key a person begins with."""
    home, year = create(tmp_path, "my-forum", "2025-26")
    uncommented(home if kind == "forum" else year, key)
    sound(tmp_path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that is there stops what would write it; another year beside it is begun."""
    home, year = create(tmp_path, "my-forum", "2025-26")
    home.write_text("name: Mine\n", encoding="utf-8")
    year.write_text("year: 2025/26\n", encoding="utf-8")
    for again in ("2025-26", None):
        with pytest.raises(ReportError) as raised:
            create(tmp_path, "my-forum", again)
        (problem,) = raised.value.problems
        file = "forum" if again is None else again
        assert (problem.code, str(problem.place)) == ("AR602", f"data/my-forum/{file}.yaml:1:1")
    assert [path.name for path in create(tmp_path, "my-forum", "2026-27")] == ["2026-27.yaml"]
    assert home.read_text(encoding="utf-8") == "name: Mine\n"
    assert year.read_text(encoding="utf-8") == "year: 2025/26\n"


def test_a_year_without_its_forum_is_not_overwritten_either(tmp_path: Path) -> None:
    """And then nothing at all is written."""
    year = tmp_path / "data" / "my-forum" / "2025-26.yaml"
    year.parent.mkdir(parents=True)
    year.write_text("year: 2025/26\n", encoding="utf-8")
    with pytest.raises(ReportError):
        create(tmp_path, "my-forum", "2025-26")
    assert list(year.parent.iterdir()) == [year]


@pytest.mark.parametrize(
    ("folder", "year", "said"),
    [
        ("My Forum", None, '"my-forum" would do'),
        ("../escape", None, '"escape" would do'),
        ("", None, "can't name a forum"),
        ("-a", None, '"a" would do'),
        ("a/b", None, "can't name a forum"),
        ("???", None, "can't name a forum"),
        ("my-forum", "25-26", "write 2025-26, 2025/26 or 2025"),
        ("my-forum", "../2025", "is no year"),
        ("my-forum", "0000", "is no year"),
        ("my-forum", "9999", "is no year"),
        ("my-forum", "٢٠٢٥", "is no year"),
    ],
)
def test_names_that_nothing_can_have(tmp_path: Path, folder: str, year: str | None, said: str) -> None:
    """Wrong usage, with what would do; nothing is written."""
    with pytest.raises(UsageError) as raised:
        create(tmp_path, folder, year)
    assert said in str(raised.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["2024", "null", "no", "1e3", "y", "true", "fforwm-ŵyl", "中文"])
def test_a_name_that_yaml_could_take_for_something_else(tmp_path: Path, folder: str) -> None:
    """Is the name as it was typed."""
    create(tmp_path, folder, "2025")
    reading = read_forums(tmp_path, (folder,))
    assert reading.problems == ()
    assert reading.record.forums[0].forum.name.source.casefold() == folder.replace("-", " ").casefold()


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    """A problem, not a traceback."""
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(ReportError) as raised:
        create(tmp_path, "my-forum", None)
    assert raised.value.problems[0].code == "AR601"


def test_from_an_empty_folder_to_a_report(tmp_path: Path) -> None:
    """As the command, which needs no more than the folder."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    for arguments in (["new", "my-forum", "2025-26"], ["build", "--format", "html"]):
        command = [sys.executable, "-m", "annual_report", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        )
        assert done.stderr == ""
        assert all((tmp_path / line).is_file() for line in done.stdout.splitlines())
