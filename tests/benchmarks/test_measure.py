"""The bench measures what it says, on records that are always the same."""

import json
import os
from pathlib import Path

import pytest

from benchmarks import measure, workspaces
from benchmarks.measure import Measured

pytestmark = pytest.mark.skipif(
    not hasattr(os, "wait4"), reason="this system does not say what a process cost"
)


def test_records_are_always_the_same(tmp_path: Path) -> None:
    """Or today's figures would say nothing about yesterday's."""
    found = []
    for name in ("one", "two"):
        folder = workspaces.write(tmp_path / name, 3, 12)
        found.append([path.read_bytes() for path in sorted(folder.rglob("*.yaml"))])
    assert found[0] == found[1]
    assert len(found[0]) == 6
    assert len(set(found[0])) == 6


def test_a_work_is_measured_and_set_beside_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that builds a true report, and a file of figures."""
    monkeypatch.setattr(measure, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setattr(measure, "_STICK", "sum(range(1000))")
    arguments = ["--rounds", "1", "--only", "html short", "--json", str(tmp_path / "told.json")]
    assert measure.main([*arguments, "--keep"]) == 0
    first = json.loads((tmp_path / "told.json").read_text())
    assert set(first) == {"yardstick", "html short"}
    assert first["html short"]["cpu_s"] > first["yardstick"]["cpu_s"] > 0
    assert first["html short"]["peak_mb"] > 10
    assert first["html short"]["against_baseline"] is None
    assert set(json.loads((tmp_path / "baseline.json").read_text())) == {"yardstick", "html short"}
    assert "html short" in capsys.readouterr().out


def test_ratios_are_taken_within_a_round() -> None:
    """So that a machine that is slow for a while slows both."""
    found = {
        "yardstick": [Measured(1.0, 1.0, 9.0), Measured(2.0, 2.0, 9.0), Measured(4.0, 4.0, 9.0)],
        "pdf": [Measured(3.0, 3.0, 50.0), Measured(6.0, 6.0, 40.0), Measured(12.0, 12.0, 45.0)],
    }
    told = measure.summary(found, {"pdf": 2.0})
    assert told["pdf"] == {
        "cpu_s": 6.0,
        "wall_s": 6.0,
        "peak_mb": 50.0,
        "yardsticks": 3.0,
        "against_baseline": 1.5,
    }


def test_a_work_that_fails_says_why() -> None:
    """A figure of a command that did nothing would be a good one."""
    with pytest.raises(RuntimeError, match="no such thing"):
        measure.measure(["python3", "-c", "raise SystemExit('no such thing')"], {})


def test_every_work_has_its_place_in_the_baseline() -> None:
    """A work that was renamed would no longer be compared."""
    kept = json.loads(measure.BASELINE.read_text(encoding="utf-8"))
    assert set(kept) == {"yardstick", *measure.works(long=False)}
