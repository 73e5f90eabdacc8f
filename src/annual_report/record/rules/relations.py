"""Forums that came before or after: whether the ones that are said to be recorded are."""

from collections.abc import Iterator

from annual_report.problems import Problem
from annual_report.record.codes import problem
from annual_report.record.model import ForumRecord, Record


def check(record: Record, forum: ForumRecord) -> Iterator[Problem]:
    """A predecessor or successor whose ``forum`` is no folder of the record (AR228)."""
    for relation in (*(forum.forum.predecessors or ()), *(forum.forum.successors or ())):
        folder = relation.forum
        if folder and record.forum(folder.text) is None:
            yield problem(
                "AR228",
                folder.place,
                f'the forum "{folder.text}" is not in the record',
                "`forum` is the name of a folder in data/; leave it out for a forum that has none",
            )
