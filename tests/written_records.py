"""Records written in a test, as their files would say it: no disk, no rules."""

from collections.abc import Mapping

from annual_report.record.model import ForumRecord, Record, file_stem
from annual_report.record.nodes import parse
from annual_report.record.years import decode_forum, decode_year


def record_of(forums: Mapping[str, Mapping[str, str]]) -> Record:
    """Return the record of forums by folder, each with the text of its years by label.

    The key ``forum`` holds the text of ``forum.yaml``; a forum without one gets the shortest. The
    line with the year is written for each file.
    """
    return Record(tuple(forum_of(folder, files) for folder, files in sorted(forums.items())))


def forum_of(folder: str, files: Mapping[str, str]) -> ForumRecord:
    """Return one forum."""
    home = f"data/{folder}/forum.yaml"
    node, faults = parse(files.get("forum", f"name: {folder}\n").encode(), home)
    forum, problems = decode_forum(node, home)
    faults += problems
    years = []
    for label, text in files.items():
        if label != "forum":
            file = f"data/{folder}/{file_stem(label)}.yaml"
            node, found = parse(f"year: {label}\n{text}".encode(), file)
            year, problems = decode_year(node, file, forum)
            faults += [*found, *problems]
            assert year
            years.append(year)
    assert not [fault for fault in faults if fault.severity == "error"], "\n".join(map(str, faults))
    return ForumRecord(folder, forum, tuple(sorted(years, key=lambda year: (year.start, year.label))))
