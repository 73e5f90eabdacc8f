"""What no single entry can be held to by itself: references, footnotes, years, and honest reporting.

Every function here takes values and gives problems. Acknowledged warnings are still among them:
:mod:`annual_report.record.acknowledged` takes them out once all stages have spoken.
"""

from collections.abc import Collection

from annual_report.problems import Problem, in_order
from annual_report.record.model import Record
from annual_report.record.rules import footnotes, honest, labels, references, relations, years


def check(record: Record, folders: Collection[str]) -> tuple[Problem, ...]:
    """Everything that is wrong between the entries, files and years of those forums, sorted by place.

    ``record`` holds the other forums that they refer to as well; of those nothing is reported.
    """
    found: list[Problem] = []
    for forum in record.forums:
        if forum.folder in folders:
            found += relations.check(record, forum)
            found += references.check(record, forum)
            found += footnotes.check(forum)
            found += years.check(forum)
            found += honest.check(forum)
            found += labels.check(forum)
    return tuple(in_order(found))


__all__ = ["check"]
