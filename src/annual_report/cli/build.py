"""``annual-report build``."""

import argparse
import sys

from annual_report.cli.exits import OK, PROBLEMS
from annual_report.cli.printing import from_here, report


def run(options: argparse.Namespace) -> int:
    """Make reports, and print the path of each file."""
    from annual_report.build import Request, build

    request = Request(
        workspace=options.workspace,
        out=options.out or options.workspace / "reports",
        targets=tuple(options.targets),
        editions=tuple(options.edition),
        formats=tuple(options.format),
        language=options.language,
        brand=options.brand,
        archival=options.pdfa,
        grey=options.grey,
        imposition=options.imposition,
        printer=options.printer,
        test_sheet=options.test_sheet,
    )
    failed = False
    for result in build(request):
        for built in result.files:
            print(from_here(built.path))
        report(result.problems, options)
        if not options.quiet:
            for remark in result.remarks:
                print(remark, file=sys.stderr)
        failed |= any(problem.severity == "error" for problem in result.problems)
    return PROBLEMS if failed else OK
