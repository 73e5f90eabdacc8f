"""Who makes the reports of a run: this process, or several that are started only where that pays."""

import os
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from annual_report.build import Done, Making, Task, make

if TYPE_CHECKING:
    from annual_report.jobs import Pool

FEW = 8
"""Below so many years of forums one process does it: starting others costs more than they give."""


def making(asked: int | None, *, pool: "Pool | None" = None) -> Making:
    """What makes the reports of a run: ``asked`` processes, or as many as the machine has processors where
    there is enough to do. ``pool`` makes the executor (default: one of processes on this machine).
    """

    def made(tasks: Sequence[Task]) -> Generator[Done, None, None]:
        workers = asked or (processors() if len(tasks) >= FEW else 1)
        if min(workers, len(tasks)) < 2:
            yield from make(tasks)
            return
        from annual_report import (
            jobs,
        )  # a tenth of a short report's time, which one process need not wait for

        yield from jobs.in_parallel(tasks, workers, pool or jobs.processes)

    return made


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
