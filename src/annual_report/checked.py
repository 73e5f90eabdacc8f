"""A record that has been read, with everything that is wrong with it: within files, and across them."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from annual_report.problems import Problem, in_order
from annual_report.record import read_forums
from annual_report.record.model import ForumRecord

if TYPE_CHECKING:
    from annual_report.record.loading import Reading


def check_record(
    workspace: Path, folders: tuple[str, ...], *, honest: bool = False
) -> "tuple[Reading, tuple[Problem, ...]]":
    """The record of some forums and what is wrong with it, within files and across them.

    ``honest`` asks as well what became of promises: the questions of ``check``, not of a build.
    """
    from annual_report.record import acknowledged, rules

    reading = read_forums(workspace, folders)
    found = [*reading.problems, *rules.check(reading.record, folders)]
    reading = structs.replace(reading, broken=reading.broken | _broken(found, folders))
    if not honest:
        return reading, acknowledged.silence(in_order(found), reading.record)
    from annual_report import honesty

    found += honesty.check(reading.record, [folder for folder in folders if folder not in reading.broken])
    return reading, acknowledged.apply(found, reading.record, folders)


def _broken(problems: list[Problem], folders: tuple[str, ...]) -> frozenset[str]:
    """The forums with an error in any of their files."""
    homes = {f"data/{folder}/": folder for folder in folders}
    return frozenset(
        folder
        for home, folder in homes.items()
        if any(p.severity == "error" and p.place.file.startswith(home) for p in problems)
    )


def read_home(workspace: Path, folder: str) -> ForumRecord | None:
    """A forum without its years, which is quickly read; None where its file has an error."""
    from annual_report.record import files
    from annual_report.record.nodes import parse
    from annual_report.record.years import decode_forum

    home = f"{files.DATA}/{folder}/{files.FORUM_FILE}"
    content = files.read_bytes(workspace, home)
    if isinstance(content, Problem):
        return None
    node, problems = parse(content, home)
    forum, found = decode_forum(node, home)
    if any(problem.severity == "error" for problem in (*problems, *found)):
        return None
    return ForumRecord(folder, forum, files=(home,))
