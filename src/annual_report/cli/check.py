"""``annual-report check``."""

import argparse
import sys

from annual_report.cli.exits import OK, PROBLEMS
from annual_report.cli.printing import as_json, print_problems, problem_as_data
from annual_report.problems import UsageError


def run(options: argparse.Namespace) -> int:
    """Print every problem; the exit code says whether one of them stops a report."""
    from annual_report import terminal
    from annual_report.check import check

    if options.explain:
        return _explain(options.explain)
    problems = check(options.workspace, tuple(options.targets))
    match options.format:
        case "json":
            print(as_json([problem_as_data(problem) for problem in problems]))
        case "github":
            for problem in problems:
                print(terminal.github(problem))
        case _:
            shown = [p for p in problems if p.severity == "error"] if options.quiet else problems
            print_problems(shown, options.workspace, sys.stdout)
            if not options.quiet:
                print(terminal.tally(problems))
    stopping = {"error", "warning"} if options.strict else {"error"}
    return PROBLEMS if any(problem.severity in stopping for problem in problems) else OK


def _explain(code: str) -> int:
    from annual_report.codes import every_code

    known = every_code()
    found = known.get(code.upper())
    if found is None:
        msg = f'there is no code "{code}"; there are: {", ".join(known)}'
        raise UsageError(msg)
    import textwrap

    print(f"{found.code} ({found.severity}): {found.title}\n\n{textwrap.fill(found.explanation, 80)}")
    return OK
