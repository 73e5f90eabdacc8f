"""The command ``annual-report``: understands what was asked for and hands it to the verb's own module.

Only this package prints. Results go to standard output; problems and progress go to standard error, except
for ``check``, whose result the problems are.
"""

import argparse
import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from annual_report.cli.exits import BUG, OK, PROBLEMS, USAGE

STOPPED = 130
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
_COLLECT_AFTER = (1_000_000, 20, 100)
"""A report is a great many objects that all live to its end: looking for garbage among them every 700
allocations, as Python does, took 0.6 s of 2.0 over a report of 455 pages, and every 50,000 still 0.09 of 1.2.
What a finished report leaves behind goes before the next one is made (``build.make``)."""
_REPORT_IT = "Please report it, with the command and, if you may share it, the record."


def command() -> NoReturn:
    """The program: run the command, and end at once.

    Python would look through everything once more at its end and then take it apart: a quarter of a short
    report's time, a sixth of a long one's.
    """
    _open_streams()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads any more, or the stream is closed
            stream.flush()
    os._exit(code)


def _open_streams() -> None:
    """Put something in the place of streams that were closed before the start (``>&-``), or that a program
    without a window has not: Python has None there, and the next file that is opened would take their number.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    0 done, 1 an error in data, layout or target, 2 wrong usage, 70 a mistake of ours.
    """
    from annual_report.cli.arguments import parser

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(*_COLLECT_AFTER)
    said = list(sys.argv[1:] if arguments is None else arguments)
    options = parser(said).parse_args(said)
    try:
        code = _run(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("annual-report: stopped", file=sys.stderr)
        return STOPPED
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody is left alone with a traceback
        return _failed(error, options)
    return code


def _failed(error: Exception, options: argparse.Namespace) -> int:
    """Say why nothing came of it; what an exception is called is looked up only now (20 ms)."""
    from annual_report.cli.printing import report
    from annual_report.problems import ReportError, UsageError

    if isinstance(error, UsageError):
        print(f"annual-report: {error}", file=sys.stderr)
        return USAGE
    if isinstance(error, ReportError):
        report(error.problems, options)
        return PROBLEMS
    if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
        # Files are written elsewhere, and what is wrong with them is a problem: this is what was printed.
        print(f"annual-report: what there is to tell cannot be written: {error.strerror}", file=sys.stderr)
        return PROBLEMS
    if options.verbose:
        import traceback

        traceback.print_exception(error)
    print(f"annual-report: a mistake of ours: {type(error).__name__}: {error}", file=sys.stderr)
    print(f"{_REPORT_IT} -v shows where it happened.", file=sys.stderr)
    return BUG


def _run(options: argparse.Namespace) -> int:
    if not options.workspace.is_dir():
        from annual_report.problems import UsageError

        msg = f"{options.workspace} is not a folder"
        raise UsageError(msg)
    code = int(import_module(f"annual_report.cli.{options.verb}").run(options))
    sys.stdout.flush()  # here, where a reader that has gone away is expected
    return code
