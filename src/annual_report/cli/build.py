"""``annual-report build``."""

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING, Any

from annual_report.cache import cache_folder
from annual_report.cli.exits import OK, PROBLEMS
from annual_report.cli.printing import from_here, report
from annual_report.manifest import Manifest, Told

if TYPE_CHECKING:
    from annual_report.build import Making
    from annual_report.cli.progress import Progress
    from annual_report.tasks import Result


def run(options: argparse.Namespace) -> int:
    """Make reports, and print the path of each file."""
    started = time.time_ns()
    options.out = options.out or options.workspace / "reports"
    manifest = _manifest(options, started)
    if not options.force and not options.test_sheet:
        told = manifest.everything(tuple(options.targets))
        if told is not None:
            _tell_again(told, options)
            manifest.save()
            return OK
    return _build(options, manifest)


def _manifest(options: argparse.Namespace, started: int) -> Manifest:
    """What is up to date of what is asked for."""
    asked: dict[str, Any] = {
        "workspace": os.path.realpath(options.workspace),
        "out": os.path.realpath(options.out),
        "editions": options.edition,
        "formats": options.format,
        "language": options.language,
        "brand": options.brand,
        "archival": options.pdfa,
        "grey": options.grey,
        "imposition": options.imposition,
        "printer": options.printer,
    }
    return Manifest(str(cache_folder() / "manifests"), asked, started, forget=options.force)


def _build(options: argparse.Namespace, manifest: Manifest) -> int:
    from annual_report.asked import Request
    from annual_report.build import build
    from annual_report.cli.progress import Progress

    request = Request(
        workspace=options.workspace,
        out=options.out,
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
    progress = Progress(sys.stderr, quiet=options.quiet)
    failed = False
    try:
        for result in build(request, _making(options, progress), manifest, progress):
            progress.clear()
            _tell(result, options)
            failed |= any(problem.severity == "error" for problem in result.problems)
    finally:
        progress.clear()
    return PROBLEMS if failed else OK


def _making(options: argparse.Namespace, progress: "Progress") -> "Making":
    """Who makes the reports: this process, several, or the workers of a cluster."""
    if not options.cluster:
        from annual_report import makers

        return makers.making(options.jobs)
    from annual_report import cluster

    def tell(words: str) -> None:
        progress.clear()
        if not options.quiet:
            print(words, file=sys.stderr)

    return cluster.making(options.cluster, options.jobs, tell)


def _tell(result: "Result", options: argparse.Namespace) -> None:
    for built in result.files:
        print(from_here(built.path))
    report(result.problems, options)
    if not options.quiet:
        for remark in result.remarks:
            print(remark, file=sys.stderr)


def _tell_again(told: Told, options: argparse.Namespace) -> None:
    """What was told when the reports were built, of which all are up to date."""
    _report(told.problems, options)
    for kept in told.reports:
        for name in kept.files:
            print(from_here(options.out / name))
        _report(kept.problems, options)
        if not options.quiet:
            for remark in kept.remarks:
                print(remark, file=sys.stderr)


def _report(problems: list[list[Any]], options: argparse.Namespace) -> None:
    if problems and not options.quiet:  # errors are never kept
        from annual_report.problems import in_order
        from annual_report.tasks import from_plain

        report(in_order([from_plain(problem) for problem in problems]), options)
