"""qpdf: whether a PDF is sound as a file, before anyone asks what it means."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from judges import Verdict, found


def check(files: Iterable[Path]) -> list[Verdict]:
    """Judge the syntax of every file. Warnings are faults too: qpdf repairs what a reader may refuse."""
    return [check_one(file) for file in files]


def check_one(file: Path) -> Verdict:
    """Judge the syntax of one file."""
    command = [found.program("qpdf"), "--check", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return Verdict("qpdf", str(file), "syntax", tuple(lines or ["refused"]) if done.returncode else ())
