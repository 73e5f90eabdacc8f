"""``annual-report schema``."""

import argparse

from annual_report.cli.exits import OK


def run(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a file of the record."""
    from annual_report.record.schema import schema_text

    print(schema_text(options.kind), end="")
    return OK
