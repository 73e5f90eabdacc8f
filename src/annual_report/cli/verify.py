"""``annual-report verify``."""

import argparse
import sys
from typing import TYPE_CHECKING

from annual_report.cli.exits import OK, PROBLEMS
from annual_report.cli.printing import as_json, print_problems, problem_as_data

if TYPE_CHECKING:
    from annual_report.archive.verify import Verdict


def run(options: argparse.Namespace) -> int:
    """Print the verdict on each package; the exit code says whether there is any doubt."""
    from annual_report.archive.verify import verify

    verdicts = []
    for verdict in verify(options.path, rebuild=options.rebuild):
        verdicts.append(verdict)
        if options.format == "text":
            _say(verdict, options)
    if options.format == "json":
        print(as_json([_as_data(verdict) for verdict in verdicts]))
    elif len(verdicts) > 1 and not options.quiet:
        good = sum(verdict.ok for verdict in verdicts)
        print(f"{len(verdicts)} packages: {good} in order, {len(verdicts) - good} in doubt")
    return OK if all(verdict.ok for verdict in verdicts) else PROBLEMS


def _say(verdict: "Verdict", options: argparse.Namespace) -> None:
    if not options.quiet or not verdict.ok:
        word = "in order" if verdict.ok else "IN DOUBT"
        about = f" ({verdict.identifier}{', withdrawn' if verdict.status == 'withdrawn' else ''})"
        size = f"{verdict.files} files, {verdict.size:,} bytes"
        print(f"{verdict.path}: {word}{about if verdict.identifier else ''}: {size}", flush=True)
    shown = [p for p in verdict.problems if p.severity != "note" or not options.quiet]
    print_problems(shown, options.workspace, sys.stdout)


def _as_data(verdict: "Verdict") -> dict[str, object]:
    return {
        "path": verdict.path,
        "ok": verdict.ok,
        "identifier": verdict.identifier or None,
        "status": verdict.status or None,
        "archived": verdict.archived or None,
        "files": verdict.files,
        "bytes": verdict.size,
        "problems": [problem_as_data(problem) for problem in verdict.problems],
    }
