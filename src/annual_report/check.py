"""Every problem of a record at once: within files, across years, in the layouts, and what no layout shows."""

from pathlib import Path

from annual_report.build import Builder, Request, check_drawable, check_record, find_targets
from annual_report.editions import DEFAULT, Edition, read_editions
from annual_report.problems import Problem, ReportError, in_order
from annual_report.shown import unshown


def check(workspace: Path, targets: tuple[str, ...]) -> list[Problem]:
    """The problems of the forums asked for, in order of their places; nothing is written.

    With years among the targets, what concerns other years alone is left out.
    """
    chosen = find_targets(workspace, targets)
    found: list[Problem] = []
    # Nothing is drawn here, so nothing needs to be attached.
    builder = Builder(Request(workspace=workspace, out=workspace / "reports", archival="2a"))
    edition = _edition(workspace, found)
    for folder, years in chosen.items():
        reading, problems = check_record(workspace, (folder,), honest=True)
        found += problems if years is None else [p for p in problems if _concerns(p, folder, years)]
        forum = reading.record.forum(folder)
        if forum is None or folder in reading.broken or edition is None:
            continue
        for year in forum.years:
            if years is None or year.label in years:
                try:
                    document = builder.document(reading, forum, year, edition, forum.forum.languages[0])
                    found += unshown(forum.forum, year, document, edition.layout)
                    builder.design(forum, edition)
                except ReportError as error:
                    found += error.problems
    return in_order(found)


def _edition(workspace: Path, found: list[Problem]) -> Edition | None:
    """The edition that has to show every field; None, with the problem in ``found``, where it is broken."""
    try:
        editions = read_editions(workspace)
        for edition in editions.values():
            check_drawable(edition, edition.formats)
    except ReportError as error:
        found += error.problems
        return None
    return editions.get(DEFAULT)


def _concerns(problem: Problem, folder: str, years: tuple[str, ...]) -> bool:
    stem = problem.place.file.removeprefix(f"data/{folder}/").removesuffix(".yaml")
    return stem == "forum" or stem.replace("-", "/") in years or problem.severity == "error"
