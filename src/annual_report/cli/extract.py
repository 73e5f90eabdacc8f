"""``annual-report extract``."""

import argparse

from annual_report.cli.exits import OK
from annual_report.cli.printing import from_here


def run(options: argparse.Namespace) -> int:
    """Take the record out of a PDF or Word file, and print the path of each of its files."""
    from annual_report.archive.extract import extract

    for path in extract(options.file, options.to, str(options.file)):
        print(from_here(path))
    return OK
