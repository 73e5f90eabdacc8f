"""Who makes what: chunks of tasks given to workers, taken up again where one dies, told in order.

It knows workers by name only and speaks with them through a ``Crew``, so it holds for any kind of them.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Protocol

from msgspec import Struct, structs

from annual_report.build import Done, Task, make
from annual_report.cluster.bundles import Bundle
from annual_report.jobs import given_up

AHEAD = 2
"""Pieces that a worker has in hand: one that it works on, and one that has reached it meanwhile."""
_WINDOW = 3
"""Chunks for each worker that are under way or wait for one before them: what bounds the memory of a run."""


class Joined(Struct, frozen=True):
    """A worker that can be given work."""

    worker: str


class Left(Struct, frozen=True):
    """A worker that has gone. ``blamed`` are the pieces that it had in hand when it died."""

    worker: str
    blamed: frozenset[int] = frozenset()


class Finished(Struct, frozen=True):
    """A piece of work that is done, and what came of it."""

    piece: int
    done: Sequence[Done]


News = Joined | Left | Finished


class Crew(Protocol):
    """Workers, wherever they are."""

    def give(self, piece: int, worker: str, tasks: tuple[Task, ...], records: tuple[Bundle, ...]) -> None:
        """Give a worker a piece of work; ``records`` are all the files of the record that it needs."""
        ...

    def drop(self, piece: int) -> None:
        """A piece of work is no longer wanted."""
        ...

    def news(self, *, wait: bool) -> News | None:
        """What happened next; None where nothing has, and ``wait`` is false.

        Raises ``ReportError`` where nothing will: no worker is left and none comes, or nobody answers.
        """
        ...


class _Chunk:
    """Neighbouring tasks, and what came of those that are done."""

    def __init__(self, tasks: tuple[Task, ...]) -> None:
        self.tasks = tasks
        self.found: dict[int, Done] = {}
        self.remarks: tuple[str, ...] = ()

    def is_whole(self) -> bool:
        """Whether all of it is done."""
        return len(self.found) == len(self.tasks)

    def told(self) -> Iterable[Done]:
        """What came of it, in order; what there is to remark goes with the first."""
        for number in range(len(self.tasks)):
            done = self.found[number]
            yield structs.replace(done, remarks=self.remarks + done.remarks) if number == 0 else done


class _Piece(Struct, frozen=True):
    """Tasks of a chunk that one worker is given: all, or ``alone`` one after its worker died."""

    chunk: _Chunk
    numbers: range
    alone: bool = False

    @property
    def tasks(self) -> tuple[Task, ...]:
        return self.chunk.tasks[self.numbers.start : self.numbers.stop]


class Dispatch:
    """Gives chunks of tasks to a crew."""

    def __init__(
        self,
        crew: Crew,
        chunks: Iterable[tuple[Task, ...]],
        packed: Callable[[tuple[Task, ...]], tuple[Bundle, ...] | None],
        most: int | None = None,
    ) -> None:
        """``packed`` gives the files that tasks need, None where they can't be sent: these are made here.
        ``most`` is how many workers may be used at once, None for all.
        """
        self._crew = crew
        self._waiting = deque(chunks)
        self._packed = packed
        self._most = most
        self._workers: dict[str, None] = {}
        """By name, in the order in which they came."""
        self._window: deque[_Chunk] = deque()
        self._again: deque[_Piece] = deque()
        self._given: dict[int, tuple[str, _Piece]] = {}
        self._pieces = 0

    def made(self) -> Generator[Done, None, None]:
        """What comes of the tasks, in their order.

        Where a worker dies, what it had in hand is tried once more, a task at a time and by workers that do
        nothing else meanwhile; a task whose worker dies again is a problem (AR603), and the others go on.
        """
        while self._waiting or self._window:
            self._catch_up()
            if self._window and self._window[0].is_whole():
                for done in self._window.popleft().told():
                    yield done
                    self._catch_up()
            elif (news := self._crew.news(wait=True)) is not None:
                self._hear(news)

    def _catch_up(self) -> None:
        """Keep the workers busy while what came of others is written."""
        while (news := self._crew.news(wait=False)) is not None:
            self._hear(news)
        self._give_out()

    # --- giving

    def _give_out(self) -> None:
        """Give work to every worker that can take some."""
        while True:
            alone = bool(self._again) and self._again[0].alone
            worker = self._free_worker(alone=alone)
            if worker is None:
                return
            piece = self._again.popleft() if self._again else self._next()
            if piece is None:
                return
            records = self._packed(piece.tasks)
            if records is None:
                self._fill(piece, list(make(piece.tasks)))
                continue
            self._pieces += 1
            self._given[self._pieces] = (worker, piece)
            self._crew.give(self._pieces, worker, piece.tasks, records)

    def _next(self) -> _Piece | None:
        if not self._waiting or len(self._window) >= _WINDOW * len(self._in_use()):
            return None
        chunk = _Chunk(self._waiting.popleft())
        self._window.append(chunk)
        return _Piece(chunk, range(len(chunk.tasks)))

    def _in_use(self) -> list[str]:
        return list(self._workers)[: self._most]

    def _free_worker(self, *, alone: bool) -> str | None:
        """The worker with the least in hand; for what is made alone, one with nothing."""
        load = dict.fromkeys(self._in_use(), 0)
        for worker, piece in self._given.values():
            if worker in load:
                load[worker] += AHEAD if piece.alone else 1
        least = min(load, key=load.__getitem__, default=None)
        return least if least is not None and load[least] < (1 if alone else AHEAD) else None

    # --- hearing

    def _hear(self, news: News) -> None:
        match news:
            case Joined(worker):
                self._workers[worker] = None
            case Left(worker, blamed):
                self._workers.pop(worker, None)
                held = {number: piece for number, (by, piece) in self._given.items() if by == worker}
                self._lost(worker, held, blamed)
            case Finished(number, done):
                if number in self._given:
                    _, piece = self._given.pop(number)
                    self._fill(piece, done)

    def _fill(self, piece: _Piece, done: Sequence[Done]) -> None:
        piece.chunk.found.update(zip(piece.numbers, done, strict=True))

    def _lost(self, worker: str, held: dict[int, _Piece], blamed: frozenset[int]) -> None:
        """Take up again what a worker that has gone had in hand."""
        again: list[_Piece] = []
        for number, piece in held.items():
            del self._given[number]
            self._crew.drop(number)
            if number not in blamed:
                again.append(piece)
            elif piece.alone:
                self._fill(piece, [given_up(piece.tasks[0], f"the worker (at last {worker})")])
            else:
                folders = ", ".join(dict.fromkeys(task.folder for task in piece.tasks))
                piece.chunk.remarks += (f"the worker {worker} died; tried once more: {folders}",)
                again += [
                    _Piece(piece.chunk, range(number, number + 1), alone=True) for number in piece.numbers
                ]
        self._again.extendleft(reversed(again))
