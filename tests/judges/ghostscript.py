"""Ghostscript: whether a PDF can be rendered from the first page to the last without a word of complaint."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from judges import Verdict, found


def check(files: Iterable[Path]) -> list[Verdict]:
    """Judge every file. What it repairs or warns of is a fault: a print shop's machine may do neither."""
    return [check_one(file) for file in files]


def check_one(file: Path) -> Verdict:
    """Judge one file."""
    command = [
        found.program("gs"),
        "-dNOPAUSE",
        "-dBATCH",
        "-dSAFER",
        "-dPDFSTOPONWARNING",
        "-sDEVICE=nullpage",
    ]
    done = subprocess.run(
        [*command, str(file)], capture_output=True, text=True, errors="replace", check=False
    )
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return Verdict(
        "ghostscript", str(file), "rendering", tuple(lines or ["refused"]) if done.returncode else ()
    )
