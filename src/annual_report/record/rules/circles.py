"""Priorities that continue one another in a circle."""

from msgspec import Struct

from annual_report.record.model import Record


class Promise(Struct, frozen=True):
    """Where a priority is: its forum's folder, its year's label, its id."""

    forum: str
    year: str
    id: str


def leads_back(record: Record, start: Promise, goal: Promise) -> bool:
    """Whether following ``continues`` from ``start`` arrives at ``goal``."""
    seen: set[Promise] = set()
    waiting = [start]
    while waiting:
        promise = waiting.pop()
        if promise == goal:
            return True
        if promise not in seen:
            seen.add(promise)
            waiting += _continued(record, promise)
    return False


def _continued(record: Record, promise: Promise) -> list[Promise]:
    year = record.year(promise.forum, promise.year)
    return [
        Promise(reference.forum or promise.forum, reference.year or promise.year, reference.id)
        for priority in (year.priorities if year else None) or ()
        if priority.id == promise.id
        for reference in priority.continues or ()
    ]
