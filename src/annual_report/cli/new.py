"""``annual-report new``."""

import argparse

from annual_report.cli.exits import OK
from annual_report.cli.printing import from_here


def run(options: argparse.Namespace) -> int:
    """Begin a record, and print the path of each file."""
    from annual_report.create import create

    for path in create(options.workspace, options.forum, options.year):
        print(from_here(path))
    return OK
