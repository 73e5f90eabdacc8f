"""Whatever stands in a record, the command answers: whole reports, or problems and nothing written."""

import random
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import random_records
from annual_report.cli import main
from annual_report.record.canonical import canonical
from test_decode import damage

RECORDS = Path(__file__).parent / "records"
NAMES = ("forum.yaml", "2023-24.yaml")
HANGS = 5
"""Seconds after which an answer no longer counts as one."""


@contextmanager
def answering() -> Iterator[None]:
    """Fail where the answer takes too long, on systems that can interrupt it."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        pytest.fail(f"no answer after {HANGS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANGS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def answers(workspace: Path, out: Path, seeds: range) -> None:
    """Damage the record once for each seed, and build it."""
    home = workspace / "data" / "harbour"
    whole = {name: (home / name).read_bytes() for name in NAMES}
    for seed in seeds:
        name = random.Random(seed).choice(NAMES)  # noqa: S311 - the same damage each time is the point
        (home / name).write_bytes(damage(whole[name], seed))
        with answering():
            code = main(
                ["-C", str(workspace), "-q", "build", "harbour", "--format", "html", "--out", str(out)]
            )
        assert code in (0, 1), f"seed {seed}"
        assert code == 0 or not out.exists(), f"seed {seed}: something was written"
        shutil.rmtree(out, ignore_errors=True)
        (home / name).write_bytes(whole[name])


@pytest.mark.parametrize(
    "seeds",
    [
        *(range(start, start + 125) for start in range(0, 500, 125)),
        *(
            pytest.param(range(start, start + 500), marks=pytest.mark.prove)
            for start in range(500, 5000, 500)
        ),
    ],
    ids=str,
)
def test_a_damaged_record_is_answered(
    seeds: range, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No damage gives a traceback, a hang, or a report of a record with an error in it."""
    shutil.copytree(RECORDS / "harbour", tmp_path, dirs_exist_ok=True)
    answers(tmp_path, tmp_path / "out", seeds)
    assert "Traceback" not in capsys.readouterr().err


def built(record: random_records.Plain, folder: Path) -> None:
    """Write a sound record and build it in every format."""
    home = folder / "data" / "random"
    shutil.rmtree(folder / "data", ignore_errors=True)
    home.mkdir(parents=True)
    forum = {"name": "Forum", "language": ["en", "cy"]}
    (home / "forum.yaml").write_text(canonical(random_records.node(forum)), encoding="utf-8")
    (home / "2023-24.yaml").write_text(canonical(random_records.node(record)), encoding="utf-8")
    code = main(["-C", str(folder), "-q", "build", "random", "--out", str(folder / "out")])
    suffixes = {path.suffix for path in (folder / "out").rglob("*.*") if path.is_file()}
    shutil.rmtree(folder / "out", ignore_errors=True)
    assert code == (0 if suffixes else 1)
    assert suffixes in ({".pdf", ".docx", ".html"}, set())


SOUND = random_records.years("2023/24", "en", "cy")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_sound_record_is_built_or_refused_whole(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Random records become three files, or none with the reason: never some, never a traceback."""
    built(data.draw(SOUND), tmp_path_factory.mktemp("random"))


@pytest.mark.prove
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_sound_record_at_length(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """The same for many more."""
    built(data.draw(SOUND), tmp_path_factory.mktemp("random"))
