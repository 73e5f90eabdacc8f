"""``annual-report compare``."""

import argparse
import sys
from typing import TYPE_CHECKING

from annual_report.cli.exits import OK, PROBLEMS
from annual_report.cli.printing import as_json, report
from annual_report.problems import UsageError

if TYPE_CHECKING:
    from annual_report.comparison import Comparison


def run(options: argparse.Namespace) -> int:
    """Print the comparison of a year, or of all years of a forum."""
    from annual_report.build import check_record, find_targets

    ((folder, years),) = find_targets(options.workspace, (options.target,)).items()
    reading, problems = check_record(options.workspace, (folder,))
    report([problem for problem in problems if problem.severity == "error"], options)
    forum = reading.record.forum(folder)
    if forum is None or folder in reading.broken:
        return PROBLEMS
    from annual_report.comparison import compare

    chosen = [year for year in forum.years if years is None or year.label in years]
    if not chosen:
        msg = f"no year of {folder} is recorded (annual-report new {folder} 2025-26 begins one)"
        raise UsageError(msg)
    comparisons = [compare(reading.record, forum, year) for year in chosen]
    _print_comparisons(comparisons, options.format, forum.forum.languages[0], single=years is not None)
    return OK


def _print_comparisons(comparisons: "list[Comparison]", form: str, language: str, *, single: bool) -> None:
    from annual_report import comparison_data, terminal

    if form == "json" and single:
        print(as_json(comparison_data.as_data(comparisons[0], language)))
    elif form == "json":
        print(as_json(comparison_data.years_as_data(comparisons, language)))
    elif form == "csv":
        import csv

        csv.writer(sys.stdout, lineterminator="\n").writerows(terminal.csv_rows(comparisons, language))
    else:
        import shutil

        from annual_report.terminal_threads import threads_table
        from annual_report.timeline import timeline

        width = max(40, min(100, shutil.get_terminal_size((80, 24)).columns))
        first = comparisons[0]
        whole = timeline(first.threads, first.forum, first.year if single else None)
        tables = [terminal.comparison_table(c, language, width) for c in comparisons]
        print("\n\n".join(filter(None, (*tables, threads_table(whole, language, width)))))
