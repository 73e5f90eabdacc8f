"""What happens on the other machine: bytes in, reports as bytes out; nothing of it stays there.

A scheduler has to be able to import this as well, for it unpacks what it passes on.
"""

import gc
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from annual_report.cluster import bundles
from annual_report.problems import Place, Problem, ReportError
from annual_report.tasks import Done, Report, Task

if TYPE_CHECKING:
    from annual_report.build import Builder

_FOLDER = "annual-report"
_ONE_AT_A_TIME = Lock()
"""The libraries that draw are made for one thread; a worker with several makes one piece after the other."""


class Order(Struct, frozen=True):
    """A piece of work: tasks that share one request, the name of the layouts that they are made with, and
    when to look for garbage (as ``gc.set_threshold`` takes it).
    """

    tasks: tuple[Task, ...]
    layouts: str
    collect_after: tuple[int, int, int]


class Failure(Struct, frozen=True):
    """Why an order could not be carried out: problems, or a mistake of ours and where it happened."""

    problems: tuple[Problem, ...]
    mistake: str = ""

    def as_error(self) -> Exception:
        """What is raised for it where somebody waits."""
        return ReportError(list(self.problems)) if self.problems else RuntimeError(self.mistake)


def make(order: Order, layouts: bytes, *records: bytes) -> list[Done] | Failure:
    """Make the reports of an order, as a task of a Dask worker.

    They are made in the folder that Dask gives the worker: it removes it at the worker's end, and at the next
    start in the same place where the worker was killed. Nothing is raised: there are exceptions that Dask
    can't pack, and it then never says that the task has ended.
    """
    from distributed import get_worker

    worker = get_worker()
    bench = _bench(Path(worker.local_directory) / _FOLDER)
    try:
        return bench.made(order, layouts, records, lambda: _is_wanted(worker, worker.get_current_task()))
    except ReportError as error:
        return Failure(tuple(error.problems))
    except OSError as error:
        message = f"the worker {worker.address} can't keep what it is sent: {error.strerror or error}"
        return Failure((Problem("AR605", "error", Place("--cluster"), message, "is its disk full?"),))
    except Exception:  # noqa: BLE001 - whatever it is, somebody waits for an answer
        return Failure((), f"on the worker {worker.address}:\n{traceback.format_exc()}")


def _is_wanted(worker: Any, key: object) -> bool:  # noqa: ANN401 - Dask's own type is not there without the extra
    """Whether anybody still waits for what a worker has in hand."""
    known = worker.state.tasks.get(key)
    return known is not None and known.state != "cancelled"


class Bench:
    """A folder of a worker: the layouts lie in it from one piece of work to the next, and stay loaded."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._layouts = ""
        self._builder: Builder | None = None

    def made(
        self,
        order: Order,
        layouts: bytes,
        records: tuple[bytes, ...],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> list[Done]:
        """What comes of an order. Files are named from the folder of the reports; ``is_wanted`` is asked
        after each task, and what is no longer wanted ends there.
        """
        from annual_report.build import make as make_here

        done: list[Done] = []
        with _ONE_AT_A_TIME, _collecting(order.collect_after):
            builder = self._builder_for(order, layouts)
            tasks = [structs.replace(task, request=builder.request) for task in order.tasks]
            with bundles.laid_out(self._folder, records):
                for one in make_here(tasks, builder):
                    done.append(_from_out(one, builder.request.out))
                    if not is_wanted():
                        break
        return done

    def _builder_for(self, order: Order, layouts: bytes) -> "Builder":
        from annual_report.build import Builder

        if self._layouts != order.layouts:
            self._builder, self._layouts = None, ""
            bundles.empty(self._folder)
            bundles.lay(self._folder, layouts)
            self._layouts = order.layouts
        # Compiled templates are kept under the path of their source, which is another for each worker.
        here = {"workspace": self._folder, "out": self._folder / "reports", "keep": False}
        request = structs.replace(order.tasks[0].request, **here)
        if self._builder is None or self._builder.request != request:
            self._builder = Builder(request)
        return self._builder


@cache
def _bench(folder: Path) -> Bench:
    """The bench in a folder: a process may have several workers, and each its own."""
    return Bench(folder)


@contextmanager
def _collecting(after: tuple[int, int, int]) -> Iterator[None]:
    """Look for garbage as seldom as the command does, for as long as the block runs."""
    before = gc.get_threshold()
    gc.set_threshold(*after)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _from_out(done: Done, out: Path) -> Done:
    """What came of a task, its files named from the folder of the reports."""
    reports = (
        structs.replace(report, files=tuple((path.relative_to(out), data) for path, data in report.files))
        for report in done.reports
    )
    return structs.replace(done, reports=tuple(reports))


def in_out(done: Done, out: Path) -> Done:
    """What came of a task, its files named as they are on the machine that asked."""

    def named(report: Report) -> Report:
        return structs.replace(report, files=tuple((out / path, data) for path, data in report.files))

    return structs.replace(done, reports=tuple(map(named, done.reports)))
