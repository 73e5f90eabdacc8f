"""What is wrong, and where: the one form in which every stage reports trouble to its caller."""

from typing import Literal, Self

from msgspec import Struct

Severity = Literal["error", "warning", "note"]


class Place(Struct, frozen=True, order=True):
    """A point in a file of the workspace.

    ``file`` is relative to the workspace and written with forward slashes; ``line`` and
    ``column`` count from 1, in characters. A whole file is ``1:1``.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """The place that ``str(place)`` wrote; a file name may itself hold colons."""
        file, line, column = written.rsplit(":", 2)
        return cls(file, int(line), int(column))


class Problem(Struct, frozen=True):
    """One thing that a person should mend (error), weigh (warning) or know (note)."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        line = f"{self.place}: {self.severity}[{self.code}]: {self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


class Code(Struct, frozen=True):
    """A kind of problem: ``explanation`` is what ``check --explain`` prints."""

    code: str
    severity: Severity
    title: str
    explanation: str


def in_order(problems: list[Problem]) -> list[Problem]:
    """The problems sorted by place, each once."""
    unique = dict.fromkeys((p.place, p.code, p.message, p) for p in problems)
    return [entry[3] for entry in sorted(unique, key=lambda entry: entry[:3])]


class ReportError(Exception):
    """Raised where a stage can't go on; carries every problem that the stage found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[Self], tuple[list[Problem]]]:
        """How it travels to another process: as its problems, not as their text."""
        return type(self), (self.problems,)


class UsageError(Exception):
    """Raised where what was asked for does not exist; the message says what does."""
