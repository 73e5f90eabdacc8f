"""Tasks by several processes: in chunks, told in order; a process that dies stops only what kills it."""

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from threading import Thread

from msgspec import structs

from annual_report import renderers
from annual_report.build import Done, Task, make
from annual_report.problems import Code, Place, Problem

CODES = (
    Code(
        "AR603",
        "error",
        "A process died over a report",
        "Several processes were building (--jobs, --cluster), and the one that had this forum in hand ended "
        "without a word, twice: killed by the system for want of memory, or by a mistake in a library. All "
        "other reports were built. With --jobs 1 it is built in the main process, where the system says why.",
    ),
)

_LEAST, _MOST = 4, 16
"""Years in a chunk: each chunk loads brand and templates once (2 ms) and reads a forum once for its years;
too long a chunk leaves one process working while the others wait.
"""

Pool = Callable[[int], Executor]
"""Makes an executor of so many workers."""


def in_parallel(tasks: Sequence[Task], workers: int, pool: Pool) -> Generator[Done, None, None]:
    """Make the reports of tasks with several workers; what comes of them is in the order of the tasks.

    Only a few chunks are under way at a time, so that memory does not grow with the number of tasks. Where a
    worker dies, whatever was under way is tried once more, a task at a time and by a worker of its own; a
    task whose worker dies again is a problem (AR603), and the others go on.
    """
    _load(tasks)
    waiting = deque(chunks(tasks, workers))
    while waiting:
        lost: list[tuple[Task, ...]] = []
        with _stopped_at_once(pool(workers)) as executor:
            under_way: deque[tuple[tuple[Task, ...], Future[list[Done]]]] = deque()
            try:
                while waiting or under_way:
                    while waiting and len(under_way) < 2 * workers:
                        under_way.append((waiting[0], executor.submit(_all, waiting[0])))
                        waiting.popleft()
                    yield from under_way[0][1].result()
                    under_way.popleft()
            except BrokenExecutor:
                lost = [chunk for chunk, _ in under_way]
        yield from _once_more([task for chunk in lost for task in chunk], pool)


def _all(tasks: tuple[Task, ...]) -> list[Done]:
    """What a worker does with a chunk."""
    return list(make(tasks))


def chunks(tasks: Sequence[Task], workers: int) -> Iterator[tuple[Task, ...]]:
    """The tasks in runs of neighbours: about four for each worker."""
    even = -(-len(tasks) // workers)
    size = min(even, max(_LEAST, min(_MOST, len(tasks) // (4 * workers))))
    for start in range(0, len(tasks), size):
        yield tuple(tasks[start : start + size])


def _once_more(tasks: Sequence[Task], pool: Pool) -> Iterator[Done]:
    """The tasks that were under way when a worker died, one at a time."""
    remark = f"a process died; tried once more: {', '.join(dict.fromkeys(task.folder for task in tasks))}"
    remarks: tuple[str, ...] = (remark,)
    waiting = deque(tasks)
    while waiting:
        with _stopped_at_once(pool(1)) as executor:
            try:
                while waiting:
                    done = executor.submit(_all, (waiting[0],)).result()[0]
                    waiting.popleft()
                    yield structs.replace(done, remarks=remarks)
                    remarks = ()
            except BrokenExecutor:
                yield structs.replace(given_up(waiting.popleft()), remarks=remarks)
                remarks = ()


def given_up(task: Task, by: str = "the process") -> Done:
    """What comes of a task over which two processes died; ``by`` says who was building it."""
    file = f"{task.year.replace('/', '-')}.yaml" if task.year else "forum.yaml"
    message = f"{by} that built {task.folder} {task.year or ''}".rstrip() + " died, twice"
    hint = "is there memory enough? --jobs 1 builds it in one process"
    problem = Problem("AR603", "error", Place(f"data/{task.folder}/{file}"), message, hint)
    return Done(task.folder, (problem,), broken=True)


# --- processes ------------------------------------------------------------------------------------------


def processes(workers: int) -> Executor:
    """Processes on this machine.

    On Linux they are copies of this one, with everything already loaded; elsewhere the system starts them
    afresh.
    """
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    begin = partial(_begin, gc.get_threshold())
    return ProcessPoolExecutor(workers, mp_context=context, initializer=begin)


def _begin(collect_after: tuple[int, int, int]) -> None:
    """A worker's first act: Ctrl-C is for the main process, which then ends its workers; and where that is
    killed, they end as well.
    """
    Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(*collect_after)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _stopped_at_once(executor: Executor) -> Iterator[Executor]:
    """An executor whose workers end with the block: by themselves, or at once where it is left early.

    Workers hold nothing that could be half done: they write no file.
    """
    before = set(multiprocessing.active_children())
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _load(tasks: Sequence[Task]) -> None:
    """Load what every worker needs, so that copies of this process need not."""
    formats = {name for _, formats in tasks[0].editions for name in formats}
    parts = (
        "record.loading",
        "record.rules",
        "record.acknowledged",
        "report",
        "drawing",
        "brand",
        "pictures",
    )
    for part in parts:
        import_module(f"annual_report.{part}")
    for name in sorted(formats):
        renderers.load(name)
