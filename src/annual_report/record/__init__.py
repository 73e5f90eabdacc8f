"""What happened: the record of forums, read from ``data/`` with every problem and its place.

``list_forums`` and ``list_years`` say what is there, ``read_forums`` reads it. The types are in
:mod:`annual_report.record.model`. Importing this package is cheap: YAML is imported on reading.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from annual_report.record import files
from annual_report.record.model import year_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annual_report.record.loading import Reading


def list_forums(workspace: Path) -> tuple[str, ...]:
    """The folders of ``data/`` that hold a forum's record, sorted by name."""
    return files.forum_folders(workspace)


def list_years(workspace: Path, folder: str) -> tuple[str, ...]:
    """The labels of the years that a forum has a file for (``2023/24``), sorted by name."""
    names = [file.rpartition("/")[2] for file in files.record_files(workspace, folder)]
    stems = [name.removesuffix(".yaml") for name in names if name.endswith(".yaml")]
    return tuple(label for stem in stems if (label := year_label(stem)))


def read_forums(workspace: Path, folders: "Sequence[str]") -> "Reading":
    """The record of those forums, and of the forums that they refer to.

    Nothing is raised: whatever is wrong is a problem of the reading, and ``broken`` names the
    forums that no report can be built of.
    """
    from annual_report.record.loading import read_forums as read

    return read(workspace, folders)


__all__ = ["list_forums", "list_years", "read_forums"]
