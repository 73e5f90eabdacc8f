"""The words of the command: its verbs and their options."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from annual_report import __version__

Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name


MOST_JOBS = 256
"""Processes that can be asked for; the systems' own limits lie not far above."""


def parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Everything that can be said on the command line; global options stand before or after the verb.

    Where ``arguments`` begin with a verb, as nearly all do, the options of the others are left out, which
    would take 1 of the 130 ms of a short report.
    """
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_globals(shared)
    whole = argparse.ArgumentParser(
        prog="annual-report",
        description="Annual reports that set what a forum promised beside what it did.",
    )
    whole.add_argument("--version", action="version", version=f"annual-report {__version__}")
    _add_globals(whole)
    whole.set_defaults(workspace=Path(), quiet=False, verbose=False)
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    said = arguments[2:3] if arguments[:1] in (["-C"], ["--workspace"]) else arguments[:1]
    for add in [_VERBS[said[0]]] if said and said[0] in _VERBS else dict.fromkeys(_VERBS.values()):
        add(verbs, shared)
    return whole


def _add_globals(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-C", "--workspace", type=Path, metavar="DIR", help="default: the current folder")
    parser.add_argument("-q", "--quiet", action="store_true", help="errors only")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="say more; a traceback for a bug of ours"
    )


def _jobs(written: str) -> int:
    number = int(written) if written.isascii() and written.isdecimal() else 0
    if not 1 <= number <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{written} is no number of processes: 1 to {MOST_JOBS}")
    return number


def _address(written: str) -> str:
    """The address of a scheduler; none that Dask would take for something else than a host and a port."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(written)
        whole = parts.scheme in {"tcp", "tls"} and parts.hostname and parts.port
        if whole and not (parts.path or parts.query or parts.fragment or parts.username is not None):
            return written
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(
        f"{written} is no address of a scheduler: tcp://HOST:PORT or tls://HOST:PORT"
    )


def _add_build(verbs: "Verbs[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    build = verbs.add_parser("build", parents=[shared], help="make reports")
    build.add_argument("targets", nargs="*", metavar="FORUM[/YEAR]", help="default: everything recorded")
    build.add_argument("--edition", action="append", default=[], metavar="E", help="default: annual-report")
    build.add_argument(
        "--format", action="append", default=[], metavar="F", help="default: all of the edition"
    )
    build.add_argument("--language", metavar="L", help="default: the forum's first; all: each of them")
    build.add_argument("--brand", metavar="B", help="a folder of layouts/brands; default: the forum's own")
    build.add_argument("--out", type=Path, metavar="DIR", help="default: reports/ of the workspace")
    build.add_argument(
        "--jobs", type=_jobs, metavar="N", help="processes; default: as many as processors, if it pays"
    )
    build.add_argument(
        "--cluster",
        type=_address,
        metavar="ADDRESS",
        help="build on the machines of a Dask scheduler (tcp://HOST:PORT); with --jobs by at most N workers",
    )
    build.add_argument("--force", action="store_true", help="build what is up to date as well")
    build.add_argument("--grey", action="store_true", help="black and white")
    build.add_argument(
        "--imposition",
        choices=["none", "booklet"],
        help="none: a booklet as single pages in reading order; default: as printer and edition have it",
    )
    build.add_argument(
        "--printer",
        metavar="P",
        help="a profile of layouts/printers; default: office-copier for booklets",
    )
    build.add_argument(
        "--test-sheet", action="store_true", help="a sheet to try a copier with before a booklet is printed"
    )
    build.add_argument(
        "--pdfa", choices=["2a", "3a"], default="3a", help="3a (default) carries the record in it"
    )


def _add_check(verbs: "Verbs[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    check = verbs.add_parser("check", parents=[shared], help="say what is wrong; change nothing")
    check.add_argument("targets", nargs="*", metavar="FORUM[/YEAR]", help="default: everything recorded")
    check.add_argument("--strict", action="store_true", help="exit 1 for warnings as well")
    check.add_argument("--format", choices=["text", "json", "github"], default="text")
    check.add_argument("--explain", metavar="CODE", help="what a code means, as AR203")


def _add_catalogue(verbs: "Verbs[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    catalogue = verbs.add_parser("catalogue", parents=[shared], help="one overview of all years of a forum")
    catalogue.add_argument("forum", metavar="FORUM")
    catalogue.add_argument("--format", action="append", default=[], metavar="F", help="default: all of them")
    catalogue.add_argument("--language", metavar="L", help="default: the forum's first; all: each of them")
    catalogue.add_argument(
        "--brand", metavar="B", help="a folder of layouts/brands; default: the forum's own"
    )
    catalogue.add_argument("--out", type=Path, metavar="DIR", help="default: reports/ of the workspace")


def _add_archive(verbs: "Verbs[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    archive = verbs.add_parser("archive", parents=[shared], help="seal a package of each year for an archive")
    archive.add_argument("target", metavar="FORUM[/YEAR]")
    archive.add_argument("--to", type=Path, metavar="DIR", required=True, help="the folder of the archive")
    archive.add_argument("--draft", action="store_true", help="archive years that are drafts, as drafts")
    verify = verbs.add_parser("verify", parents=[shared], help="say whether packages are whole and unaltered")
    verify.add_argument(
        "path", type=Path, metavar="PATH", help="a package, a folder of many, or a zip or tar"
    )
    verify.add_argument(
        "--rebuild", action="store_true", help="build the reports again and compare the bytes"
    )
    verify.add_argument("--format", choices=["text", "json"], default="text")
    extract = verbs.add_parser("extract", parents=[shared], help="take the record out of a PDF or Word file")
    extract.add_argument("file", type=Path, metavar="FILE")
    extract.add_argument("--to", type=Path, metavar="DIR", default=Path(), help="default: the current folder")


def _add_template(verbs: "Verbs[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    template = verbs.add_parser("template", parents=[shared], help="a Word template of your own")
    actions = template.add_subparsers(dest="action", metavar="ACTION", required=True)
    write = actions.add_parser(
        "write", parents=[shared], help="write the template of a brand, to be restyled"
    )
    write.add_argument("brand", metavar="BRAND", help="a folder of layouts/brands")
    write.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
    check = actions.add_parser("check", parents=[shared], help="say what is wrong with a restyled template")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--brand", metavar="B", help="the brand it is for; default: plain")


def _add_compare(verbs: "Verbs[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    compare = verbs.add_parser("compare", parents=[shared], help="promises beside deeds, in the terminal")
    compare.add_argument("target", metavar="FORUM[/YEAR]")
    compare.add_argument("--format", choices=["table", "json", "csv"], default="table")


def _add_new(verbs: "Verbs[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    new = verbs.add_parser("new", parents=[shared], help="begin the record of a forum, or of a year")
    new.add_argument("forum", metavar="FORUM", help="its folder in data/: lower case, digits, hyphens")
    new.add_argument("year", metavar="YEAR", nargs="?", help="2025-26 or 2025/26")


def _add_schema(verbs: "Verbs[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    schema = verbs.add_parser("schema", parents=[shared], help="the JSON Schema of a file of the record")
    schema.add_argument("kind", choices=["forum", "year"])


_VERBS = {
    "build": _add_build,
    "check": _add_check,
    "compare": _add_compare,
    "catalogue": _add_catalogue,
    "archive": _add_archive,
    "verify": _add_archive,
    "extract": _add_archive,
    "template": _add_template,
    "new": _add_new,
    "schema": _add_schema,
}
"""What adds each verb, in the order in which they are listed."""
