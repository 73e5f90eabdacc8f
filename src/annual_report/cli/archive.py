"""``annual-report archive``."""

import argparse
import datetime as dt
from typing import TYPE_CHECKING

from annual_report.cli.exits import OK, PROBLEMS
from annual_report.cli.printing import from_here, report

if TYPE_CHECKING:
    from annual_report.archive.sealing import Sealed


def run(options: argparse.Namespace) -> int:
    """Seal packages, and print for each year where its package lies and whether it is new."""
    from annual_report.archive.sealing import Order, archive

    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    order = Order(
        workspace=options.workspace,
        to=options.to,
        targets=(options.target,),
        archived=now.isoformat().replace("+00:00", "Z"),
        draft=options.draft,
    )
    failed = False
    for sealed in archive(order):
        if sealed.path is not None:
            print(f"{from_here(sealed.path)}: {_said(sealed)}", flush=True)
        report(sealed.problems, options)
        failed |= sealed.state == "refused" or any(p.severity == "error" for p in sealed.problems)
    return PROBLEMS if failed else OK


def _said(sealed: "Sealed") -> str:
    if sealed.state == "unchanged":
        return "unchanged"
    if not sealed.follows:
        return "sealed"
    texts = "1 change" if sealed.changes == 1 else f"{sealed.changes} changes"
    return f"sealed, {texts} since {sealed.follows.rpartition('/')[2]} (metadata/changes.txt)"
