"""A run: what comes of its tasks is written, noted in the manifest, and told in order."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing

from annual_report.asked import Request
from annual_report.manifest import Kept, Manifest, Read
from annual_report.problems import Problem, UsageError, in_order
from annual_report.tasks import Done, Report, Result, Step, Task, as_plain, as_result

Making = Callable[[Sequence[Task]], Generator[Done, None, None]]
"""Makes the reports of tasks, in their order: here (``make``), or by several processes (``jobs``)."""


class Run:
    """Takes what comes of the tasks of a run: writes it, notes it, tells it in order."""

    def __init__(
        self,
        request: Request,
        folders: tuple[str, ...],
        write: Callable[[Report], Result],
        manifest: Manifest | None = None,
    ) -> None:
        """``folders`` are the forums of the run, ``write`` puts the files of a report on disk."""
        self.request = request
        self.folders = folders
        self.write = write
        self.manifest = manifest
        self.unread = set(folders)
        self.nothing = True
        """So far no forum had a year or a fault."""
        self.problems: list[Problem] | None = []
        """What is wrong with the records; None once it has been told."""
        self.held: list[Result] = []

    def results(
        self, steps: list[Step], making: Making, progress: Callable[[int, int], None] | None
    ) -> Iterator[Result]:
        """The results of the steps; those of reports wait until every record has been read."""
        with closing(making([step.task for step in steps if step.task])) as made:
            for number, step in enumerate(steps, 1):
                if step.task is None:
                    self.nothing = False
                    self.held += [as_result(kept, self.request.out) for kept in step.kept.values()]
                    self._note(step.problems)
                else:
                    done = next(made)
                    self.nothing &= not (done.broken or done.years)
                    self._note(done.problems)
                    self.held += self._written(step.task, done, step.kept)
                if progress:
                    progress(number, len(steps))
                self.unread.discard(step.folder)
                if not self.unread:
                    yield from self._told()

    def _note(self, problems: tuple[Problem, ...]) -> None:
        if self.problems is not None:
            self.problems += problems

    def _told(self) -> Iterator[Result]:
        if self.problems is not None:
            if self.nothing:
                named = self.folders[0] if len(self.folders) == 1 else "any of these forums"
                begin = f"annual-report new {self.folders[0]} 2025-26 begins one"
                raise UsageError(f"no year of {named} is recorded ({begin})")
            yield Result(problems=tuple(in_order(self.problems)))
            self.problems = None
        yield from self.held
        self.held.clear()

    def _written(self, task: Task, done: Done, kept: dict[str, Kept]) -> Iterator[Result]:
        """What came of a task, written to disk, with what was up to date among it."""
        noted = not done.broken and self._noted(done)
        if done.remarks:
            yield Result(remarks=done.remarks)
        for report in done.reports:
            if report.key in kept:
                yield as_result(kept[report.key], self.request.out)
                continue
            result = self.write(report)
            if noted and task.year and not any(problem.severity == "error" for problem in result.problems):
                self._note_report((task.folder, task.year, report.key), report, result)
            yield result

    def _noted(self, done: Done) -> bool:
        if self.manifest is None:
            return False
        problems = [as_plain(problem) for problem in done.problems]
        return self.manifest.keep(done.folder, Read(done.reads, done.named, problems, done.years, done.keys))

    def _note_report(self, place: tuple[str, str, str], report: Report, result: Result) -> None:
        import hashlib

        out = self.request.out
        digests = {
            path.relative_to(out).as_posix(): hashlib.sha256(data).hexdigest() for path, data in report.files
        }
        told = Kept(tuple(digests), [as_plain(problem) for problem in result.problems], list(result.remarks))
        if self.manifest:
            self.manifest.keep_report(place, report.look, digests, told)
