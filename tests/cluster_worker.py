"""What a worker of a test's cluster loads first (``dask worker --preload``).

It keeps the worker from the test's own files, as on another machine, and makes it do at the forum `left` what
the test wants: die, die once, fail, or wait. Environment: ``HIDDEN``, a folder that must not be looked into;
``MARKS``, where the file `action` says what to do, and where a worker leaves its number before it does it.
"""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from annual_report import build, made_with
from annual_report.build import Builder, Done, Task

HIDDEN = os.environ["HIDDEN"]
MARKS = Path(os.environ["MARKS"])
ALREADY = "true_done" in globals()  # Dask loads this twice, into the same module
if not ALREADY:
    true_done, true_versions = build._done, made_with.versions


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Let nothing below HIDDEN be opened or listed (an audit hook sees every such call of Python)."""
    if event in {"open", "os.listdir", "os.scandir"} and isinstance(arguments[0], str | bytes | os.PathLike):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path == HIDDEN or path.startswith(HIDDEN + os.sep):
            raise PermissionError(13, "a worker looked at the machine that asked", path)


def done(builder: Builder, task: Task, *rest: Any) -> Done:  # noqa: ANN401 - passed on as it came
    """Do what the test wants before `left` is made."""
    action = MARKS / "action"
    if task.folder == "left" and action.exists():
        wanted = action.read_text()
        before = len(list(MARKS.glob("[0-9]*")))
        (MARKS / str(os.getpid())).touch()
        if wanted == "die" or (wanted == "die once" and not before):
            os.kill(os.getpid(), signal.SIGKILL)
        if wanted == "fail":
            raise RecursionError("ours")
        while wanted == "wait" and action.exists():
            time.sleep(0.01)
    return true_done(builder, task, *rest)


if not ALREADY:
    sys.addaudithook(refuse)
    build._done = done
    if "OTHER" in os.environ:
        made_with.versions = lambda: {**true_versions(), "reportlab": "1.0"}
