"""``annual-report catalogue``."""

import argparse

from annual_report.cli.exits import OK, PROBLEMS
from annual_report.cli.printing import from_here, report


def run(options: argparse.Namespace) -> int:
    """Make the catalogue of a forum, and print the path of each file."""
    from annual_report.build import Request
    from annual_report.catalogue import catalogue

    request = Request(
        workspace=options.workspace,
        out=options.out or options.workspace / "reports",
        targets=(options.forum,),
        formats=tuple(options.format),
        language=options.language,
        brand=options.brand,
    )
    failed = False
    for result in catalogue(request):
        for built in result.files:
            print(from_here(built.path))
        report(result.problems, options)
        failed |= any(problem.severity == "error" for problem in result.problems)
    return PROBLEMS if failed else OK
