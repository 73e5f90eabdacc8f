"""The reports of a run, made by the workers of a scheduler."""

from collections.abc import Callable, Generator, Sequence
from importlib.util import find_spec

from annual_report.build import Done, Making, Task
from annual_report.cluster import bundles
from annual_report.jobs import chunks
from annual_report.problems import Code, UsageError

CODES = (
    Code(
        "AR604",
        "error",
        "The scheduler of a cluster can't be worked with",
        "Nobody answers at the address of --cluster, or not as a Dask scheduler with this release of "
        "annual-report does, or it has gone in mid-run. What was built before is in its place and up to "
        "date, so that the next run goes on from there.",
    ),
    Code(
        "AR605",
        "error",
        "No worker of a cluster can be used",
        "The scheduler has no worker, or its workers would make other bytes than this machine: another "
        "release of annual-report, of Python or of a library, or another kind of machine. Install the same "
        "releases on all of them. Or the layouts of the workspace hold a link: a cluster is sent files and "
        "nothing else.",
    ),
)
_NEEDS = "--cluster needs Dask, which is not installed: pip install 'forum-annual-report[cluster]'"


def making(address: str, most: int | None = None, tell: Callable[[str], None] = lambda _: None) -> Making:
    """What makes the reports of a run on a cluster: with all workers of the scheduler at ``address``
    (``tcp://host:port`` or ``tls://host:port``), or at most so many. ``tell`` is told what a person who waits
    would like to know.

    Raises ``UsageError`` where Dask is not installed.
    """
    if find_spec("distributed") is None:
        raise UsageError(_NEEDS)

    def made(tasks: Sequence[Task]) -> Generator[Done, None, None]:
        if tasks:
            yield from _made(tasks, address, most, tell)

    return made


def _made(
    tasks: Sequence[Task], address: str, most: int | None, tell: Callable[[str], None]
) -> Generator[Done, None, None]:
    from annual_report.cluster.crew import connected
    from annual_report.cluster.dispatch import Dispatch

    request = tasks[0].request
    layouts = bundles.layouts(request.workspace)

    def packed(some: tuple[Task, ...]) -> tuple[bundles.Bundle, ...] | None:
        return bundles.records(request.workspace, tuple(dict.fromkeys(task.folder for task in some)))

    with connected(address, layouts, request.out, tell) as crew:
        yield from Dispatch(
            crew, chunks(tasks, min(most or crew.workers(), crew.workers()) or 1), packed, most
        ).made()
