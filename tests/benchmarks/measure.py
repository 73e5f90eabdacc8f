"""What our own work costs: processor time and memory of whole processes, beside a kept baseline (make bench).

    python tests/benchmarks/measure.py [--rounds N] [--only WORDS] [--long] [--json FILE] [--keep]

Each command is a process of its own, started in turn in several rounds, each round in another order. Between
two machines seconds say little, so each round also runs a yardstick, a fixed piece of Python: what is
compared with ``baseline.json`` is the median of our time in yardsticks. ``--keep`` writes the baseline anew.
Reports are always built (--force), with fonts and templates cached, except where nothing has changed.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks import workspaces

BASELINE = Path(__file__).parent / "baseline.json"
YARDSTICK = "yardstick"
_STICK = "d = {}\nfor i in range(400_000):\n    d[str(i)] = len(d) * 3 % 7\n"


class Measured(NamedTuple):
    """One process: seconds of the processor, of it and of those it waited for; seconds by the clock; and the
    memory of the largest of them, in megabytes.
    """

    cpu: float
    wall: float
    peak: float


class Work(NamedTuple):
    """A command to measure: the workspace that it needs (forums, achievements), and its arguments."""

    size: tuple[int, int]
    arguments: tuple[str, ...]


def works(*, long: bool) -> dict[str, Work]:
    """Everything that is measured; ``long`` adds what takes minutes."""
    found: dict[str, Work] = {}
    sizes = {"short": (1, 6), "100": (1, 100), "1000": (1, 1000)} | ({"10000": (1, 10_000)} if long else {})
    for name, size in sizes.items():
        for kind in ("pdf", "docx", "html"):
            found[f"{kind} {name}"] = Work(size, ("build", "--force", "--format", kind))
    found["check 100"] = Work((1, 100), ("check",))
    many = ("build", "--format", "pdf", "--jobs")
    for jobs in ("1", "2"):
        found[f"200 forums, {jobs} at a time"] = Work((200, 6), (*many, jobs, "--force"))
    found["200 forums, nothing changed"] = Work((200, 6), (*many, "1"))
    if long:
        found["5000 forums, 2 at a time"] = Work((5000, 6), (*many, "2", "--force"))
        found["5000 forums, nothing changed"] = Work((5000, 6), (*many, "2"))
    return found


def measure(command: list[str], environment: dict[str, str]) -> Measured:
    """Run a command to its end. Raises ``RuntimeError`` with its last words where it fails."""
    import time

    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {said.read()[-500:].decode(errors='replace')}")
    return Measured(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def run(wanted: dict[str, Work], rounds: int, folder: Path) -> dict[str, list[Measured]]:
    """Measure each work in every round; one round more, before them, fills caches and is not counted."""
    environment = os.environ | {
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    commands = {YARDSTICK: [sys.executable, "-c", _STICK]}
    for name, work in wanted.items():
        home = folder / "x".join(map(str, work.size))
        if not home.exists():
            workspaces.write(home, *work.size)
        out = ["--out", str(folder / "out" / home.name)] if work.arguments[0] == "build" else []
        commands[name] = [sys.executable, "-m", "annual_report", "-q", "-C", str(home), *work.arguments, *out]
    found: dict[str, list[Measured]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        order = list(commands)
        random.Random(number).shuffle(order)  # noqa: S311 - an order, not a secret
        for name in order:
            measured = measure(commands[name], environment)
            if number:
                found[name].append(measured)
    return found


def summary(
    found: dict[str, list[Measured]], baseline: dict[str, float]
) -> dict[str, dict[str, float | None]]:
    """Medians of each work: seconds, megabytes, its time in yardsticks, and that beside the baseline's."""
    sticks = [measured.cpu for measured in found[YARDSTICK]]
    told: dict[str, dict[str, float | None]] = {}
    for name, all_of_it in found.items():
        in_sticks = statistics.median(
            measured.cpu / stick for measured, stick in zip(all_of_it, sticks, strict=True)
        )
        before = baseline.get(name)
        told[name] = {
            "cpu_s": round(statistics.median(measured.cpu for measured in all_of_it), 4),
            "wall_s": round(statistics.median(measured.wall for measured in all_of_it), 4),
            "peak_mb": round(max(measured.peak for measured in all_of_it), 1),
            "yardsticks": round(in_sticks, 3),
            "against_baseline": round(in_sticks / before, 3) if before else None,
        }
    return told


def table(told: dict[str, dict[str, float | None]]) -> Iterable[str]:
    """The summary for people."""
    yield f"{'':32}{'cpu s':>9}{'wall s':>9}{'peak MB':>9}{'against baseline':>18}"
    for name, row in told.items():
        ratio = row["against_baseline"]
        shown = f"{ratio:.2f}" if ratio is not None else "-"
        yield f"{name:32}{row['cpu_s']:9.3f}{row['wall_s']:9.3f}{row['peak_mb']:9.1f}{shown:>18}"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="works with these words in their names")
    parser.add_argument("--long", action="store_true", help="10,000 achievements and 5,000 forums as well")
    parser.add_argument("--json", type=Path, help="write all figures there")
    parser.add_argument("--keep", action="store_true", help="write baseline.json anew")
    options = parser.parse_args(arguments)
    wanted = {name: work for name, work in works(long=options.long).items() if options.only in name}
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    with tempfile.TemporaryDirectory(prefix="annual-report-bench-") as folder:
        told = summary(run(wanted, options.rounds, Path(folder)), baseline)
    print("\n".join(table(told)))  # noqa: T201 - this is a command
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if options.keep:
        kept = baseline | {name: row["yardsticks"] for name, row in told.items()}
        BASELINE.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
