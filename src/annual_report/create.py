"""Begin a record: the first files of a forum, and the schemas for editors. Nothing is overwritten."""

from pathlib import Path

from annual_report import output, starter
from annual_report.problems import Code, Place, Problem, ReportError, UsageError
from annual_report.record.files import DATA, FORUM_FILE
from annual_report.record.forms import is_id, slug
from annual_report.record.model import file_stem, year_label
from annual_report.record.schema import schema_text

CODES = (
    Code(
        "AR602",
        "error",
        "The file is there already",
        "`new` begins files and never writes over one. Open the file that is there, or name another year.",
    ),
)


def create(workspace: Path, folder: str, year: str | None) -> list[Path]:
    """Write what is missing of ``forum.yaml``, the file of ``year`` and the schemas; the files written.

    Raises ``UsageError`` for a name that no forum or year can have, ``ReportError`` where what was asked for
    is there already or can't be written.
    """
    label = _checked(folder, year)
    home = workspace / DATA / folder
    wanted = {}
    if not (home / FORUM_FILE).exists():
        wanted[home / FORUM_FILE] = starter.forum_file(folder)
    elif label is None:
        raise _there_already(f"{DATA}/{folder}/{FORUM_FILE}")
    if label is not None:
        file = home / f"{file_stem(label)}.yaml"
        if file.exists():
            raise _there_already(f"{DATA}/{folder}/{file.name}")
        wanted[file] = starter.year_file(label)
    for path, text in wanted.items():
        output.replace(path, text.encode(), path.relative_to(workspace).as_posix())
    for kind in ("forum", "year"):
        path = workspace / starter.SCHEMA_FOLDER / f"{kind}.json"
        output.replace(path, schema_text(kind).encode(), f"{starter.SCHEMA_FOLDER}/{kind}.json")
    return list(wanted)


def _checked(folder: str, year: str | None) -> str | None:
    if not is_id(folder):
        near = f'; "{slug(folder)}" would do' if slug(folder) else ""
        msg = f'"{folder}" can\'t name a forum: lower case letters, digits and hyphens{near}'
        raise UsageError(msg)
    if year is None:
        return None
    label = year_label(year)
    if label is None:
        msg = f'"{year}" is no year: write 2025-26, 2025/26 or 2025'
        raise UsageError(msg)
    return label


def _there_already(file: str) -> ReportError:
    return ReportError([Problem("AR602", "error", Place(file), "the file is there already")])
