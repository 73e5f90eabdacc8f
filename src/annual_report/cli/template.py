"""``annual-report template``."""

import argparse
import sys

from annual_report.cli.exits import OK, PROBLEMS
from annual_report.cli.printing import from_here, print_problems


def run(options: argparse.Namespace) -> int:
    """Write a brand's Word template, or say what is wrong with one that was restyled."""
    from annual_report.house_template import check_template, write_template

    if options.action == "write":
        write_template(options.workspace, options.brand, options.output)
        print(from_here(options.output))
        return OK
    problems = check_template(options.workspace, options.file, options.brand)
    print_problems(problems, options.workspace, sys.stdout)
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else OK
