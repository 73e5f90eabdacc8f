"""The workers of a Dask scheduler: work as bytes to one of them, what comes of it, and who comes and goes.

Each piece of work is bound to one worker, so that Dask neither moves it nor tries it again by itself: how
often it may is a setting of the scheduler, and a report that kills its worker would kill several.
"""

import gc
import socket
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future as Promise
from contextlib import contextmanager, suppress
from functools import partial
from logging import CRITICAL, getLogger
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from msgspec import structs

from annual_report.cluster import worker as far
from annual_report.cluster.bundles import Bundle
from annual_report.cluster.dispatch import Finished, Joined, Left, News
from annual_report.cluster.releases import differences, releases
from annual_report.problems import Place, Problem, ReportError
from annual_report.tasks import Done, Task

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 15.0
"""Seconds that a worker is waited for where there is none."""
ANSWERS_WITHIN = 5
"""Seconds in which a scheduler answers."""
_LOOKS_UP = 0.5
"""Seconds between two looks at whether the scheduler is still there."""
_OPTION = Place("--cluster")
_LARGE = "1GiB"
"""The size from which on Dask warns of a piece of work; at 10 MB, as it is set, some pictures would do."""


def unreachable(address: str, reason: str) -> ReportError:
    """The problem (AR604) where a scheduler does not answer as one."""
    message = f"there is no scheduler at {address}: {reason}"
    hint = "is it the address that the scheduler printed when it was started?"
    return ReportError([Problem("AR604", "error", _OPTION, message, hint)])


@contextmanager
def connected(address: str, layouts: Bundle, out: Path, tell: Callable[[str], None]) -> Iterator["DaskCrew"]:
    """The crew of a scheduler, for as long as the block runs; what is under way at its end is cancelled.

    Raises ``ReportError`` (AR604) where no scheduler answers, or one that can't work with us.
    """
    import dask

    with dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGE}):
        _check_certificates(address)
        _knock(address)
        client = _client(address)
        try:
            yield DaskCrew(client, address, layouts, out, tell)
        finally:
            with suppress(Exception):  # it may be the scheduler that has gone
                client.unsubscribe_topic("all")
                client.close(timeout=ANSWERS_WITHIN)


def _client(address: str) -> "Client":
    from distributed.versions import VersionMismatchWarning

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", VersionMismatchWarning
            )  # we look ourselves, and say it in one line
            return _in_time(partial(_meet, address))
    except ImportError:
        reason = "it can't load annual-report; install this release and its extra there as well"
        raise unreachable(address, reason) from None
    except TimeoutError:
        raise unreachable(
            address, f"nothing there answers as one within {2 * ANSWERS_WITHIN} seconds"
        ) from None
    except Exception as error:  # noqa: BLE001 - whatever listens there may answer anything
        raise unreachable(address, str(error) or type(error).__name__) from None


def _meet(address: str) -> "Client":
    from distributed import Client

    for name in ("distributed", "distributed.client"):
        getLogger(name).setLevel(CRITICAL)  # what matters of it is told in our own words
    client = Client.__new__(Client)
    try:
        client.__init__(address, timeout=ANSWERS_WITHIN, set_as_default=False)  # type: ignore[misc]
    except BaseException:
        client.status = "closed"  # or it tries to close what was never open, and complains
        raise
    try:
        client.run_on_scheduler(releases)  # it unpacks what it passes on, so it has to know us
    except BaseException:
        client.close(timeout=ANSWERS_WITHIN)
        raise
    return client


def _in_time(work: Callable[[], "Client"]) -> "Client":
    """What some work gives, in a thread that is left alone when it is late: Dask waits without end for a
    program that listens and isn't a scheduler. Raises ``TimeoutError``.
    """
    given: Promise[Client] = Promise()

    def run() -> None:
        try:
            given.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody waits for it
            given.set_exception(error)

    Thread(target=run, daemon=True).start()
    return given.result(timeout=2 * ANSWERS_WITHIN)


def _check_certificates(address: str) -> None:
    """Raise ``ReportError`` (AR604) where an address needs certificates and Dask is told of none."""
    if not address.startswith("tls:"):
        return
    from distributed.security import Security

    if not Security().get_connection_args("client").get("ssl_context"):
        reason = "tls:// needs certificates, and Dask's configuration names none (distributed.comm.tls)"
        raise unreachable(address, reason)


def _knock(address: str) -> None:
    """Raise ``ReportError`` (AR604) at once where nobody listens; Dask would try for as long as it may."""
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname, parts.port), ANSWERS_WITHIN).close()
    except OSError as error:
        raise unreachable(address, (error.strerror or str(error)).lower()) from None


class DaskCrew:
    """Workers of a scheduler that make the same bytes as this machine; others are left aside."""

    def __init__(
        self, client: "Client", address: str, layouts: Bundle, out: Path, tell: Callable[[str], None]
    ) -> None:
        self._client = client
        self._address = address
        self._layouts = layouts
        self._out = out
        self._tell = tell
        self._here = releases()
        self._refused: dict[str, tuple[str, ...]] = {}
        self._workers: set[str] = set()
        self._futures: dict[int, Future[Any]] = {}
        self._files: dict[int, list[Future[Any]]] = {}
        """What a piece of work needs: held for as long, so that others need not send it again."""
        self._sent: WeakValueDictionary[str, Future[Any]] = WeakValueDictionary()
        self._heard: SimpleQueue[News | Exception] = SimpleQueue()
        self._layouts_sent = self._send(layouts)
        client.subscribe_topic("all", self._on_event)
        for worker in self._fit(None):
            self._heard.put(Joined(worker))

    def workers(self) -> int:
        """How many workers there are to begin with."""
        return len(self._workers)

    # --- work

    def give(self, piece: int, worker: str, tasks: tuple[Task, ...], records: tuple[Bundle, ...]) -> None:
        """Give a worker a piece of work. Paths of this machine stay here."""
        nowhere = structs.replace(tasks[0].request, workspace=Path(), out=Path(), targets=())
        told = tuple(structs.replace(task, request=nowhere) for task in tasks)
        order = far.Order(told, self._layouts.digest, gc.get_threshold())
        files = self._files[piece] = [self._send(bundle) for bundle in records]
        future = self._client.submit(
            far.make,
            order,
            self._layouts_sent,
            *files,
            workers=[worker],
            allow_other_workers=False,
            pure=False,
        )
        self._futures[piece] = future
        future.add_done_callback(partial(self._on_done, piece))

    def _send(self, bundle: Bundle) -> "Future[Any]":
        """A bundle on its way: once to the scheduler, and from there once to each worker that needs it.

        It is the result of a task, so that Dask makes it again where the only worker that has it dies; and
        ``bytes`` is known to workers of any kind.
        """
        future = self._sent.get(bundle.digest)
        if future is None:
            future = self._client.submit(bytes, bundle.data, key=f"annual-report-files-{bundle.digest}")
            self._sent[bundle.digest] = future
        return future

    def drop(self, piece: int) -> None:
        """A piece of work is no longer wanted."""
        self._files.pop(piece, None)
        future = self._futures.pop(piece, None)
        if future is not None:
            future.cancel()

    # --- news

    def news(self, *, wait: bool) -> News | None:
        """What happened next; None where nothing has, and ``wait`` is false.

        Raises ``ReportError`` where the scheduler has gone (AR604), or where for ``PATIENCE`` seconds no
        worker could be used (AR605).
        """
        waited = 0.0
        while True:
            news = self._next(_LOOKS_UP if wait else 0)
            if isinstance(news, Exception):
                raise news
            if news is not None or not wait:
                return news
            if self._client.status != "running":
                raise self._lost()
            if not self._workers:
                if waited == 0 and not self._refused:
                    self._tell(f"waiting for a worker at {self._address} ...")
                waited += _LOOKS_UP
                if waited >= PATIENCE or self._refused:
                    raise self._nobody()

    def _next(self, seconds: float) -> News | Exception | None:
        try:
            news = self._heard.get(timeout=seconds) if seconds else self._heard.get_nowait()
        except Empty:
            return None
        if isinstance(news, Left):
            self._workers.discard(news.worker)
            self._refused.pop(news.worker, None)
        elif isinstance(news, Finished):
            self._futures.pop(news.piece, None)
            self._files.pop(news.piece, None)
        elif isinstance(news, Joined) and news.worker not in self._workers:
            return news if self._fit([news.worker]) else None
        return news

    def _on_done(self, piece: int, future: "Future[Any]") -> None:
        """What came of a piece of work; Dask calls this in a thread of its own."""
        from distributed.scheduler import KilledWorker

        if piece not in self._futures:
            return
        try:
            done: list[Done] | far.Failure = future.result()
            if isinstance(done, far.Failure):
                self._heard.put(done.as_error())
            else:
                self._heard.put(Finished(piece, [far.in_out(one, self._out) for one in done]))
        except KilledWorker:
            pass  # the scheduler says as well which worker that was, and what else it had in hand
        except Exception as error:  # noqa: BLE001 - it is raised again where somebody waits for it
            if piece in self._futures:  # otherwise nobody wants it any more
                self._heard.put(self._lost() if future.cancelled() else error)

    def _on_event(self, event: tuple[float, dict[str, Any]]) -> None:
        """A worker comes or goes; Dask calls this in the thread of its own loop."""
        _, said = event
        match said.get("action"):
            case "add-worker":
                self._heard.put(Joined(said["worker"]))
            case "remove-worker":
                working_on = set() if said["expected"] else set(said["processing-tasks"])
                blamed = {piece for piece, future in list(self._futures.items()) if future.key in working_on}
                self._heard.put(Left(said["worker"], frozenset(blamed)))
            case _:
                pass

    # --- who fits

    def _fit(self, asked: list[str] | None) -> list[str]:
        """The workers among those asked (None: all) that make the same bytes; says of others why not."""
        fit: list[str] = []
        found = self._client.run(releases, workers=asked, on_error="return")
        for worker, there in sorted(found.items()):
            if isinstance(there, dict):
                faults = differences(there, self._here)
            elif isinstance(there, ImportError):
                faults = ("annual-report is not installed there, or not all of it",)
            elif isinstance(there, OSError):
                continue  # it has gone again
            else:
                faults = (str(there),)
            if faults:
                self._refused[worker] = faults
                self._tell(f"the worker {worker} is not used: {'; '.join(faults)}")
            else:
                fit.append(worker)
        self._workers.update(fit)
        return fit

    def _lost(self) -> ReportError:
        message = f"the scheduler at {self._address} has gone in mid-run"
        hint = "what was built is in its place; the next run goes on from there"
        return ReportError([Problem("AR604", "error", _OPTION, message, hint)])

    def _nobody(self) -> ReportError:
        if not self._refused:
            message = f"the scheduler at {self._address} has no worker"
            hint = f"start one there: dask worker {self._address} --nthreads 1"
            return ReportError([Problem("AR605", "error", _OPTION, message, hint)])
        hint = "install the same releases of everything there as here"
        return ReportError(
            [
                Problem("AR605", "error", _OPTION, f"the worker {worker} can't be used: {fault}", hint)
                for worker, faults in sorted(self._refused.items())
                for fault in faults
            ]
        )
