"""poppler: what a reader, a search and a screen reader get out of a PDF."""

import subprocess
from pathlib import Path

from judges import found


def text(pdf: Path) -> str:
    """Return the words in the order in which they stand in the file, a form feed after each page."""
    return output("pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-")


def info(pdf: Path) -> dict[str, str]:
    """Return the facts of the file: Title, Tagged, Pages, Page size, ..."""
    pairs = (line.partition(":") for line in output("pdfinfo", str(pdf)).splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}


def structure(pdf: Path) -> str:
    """Return the tag tree with its text, an indented line for each element."""
    return output("pdfinfo", "-struct-text", str(pdf))


def pictures(pdf: Path, folder: Path, dpi: int = 100) -> list[Path]:
    """Draw every page as a PNG into ``folder``; return them in order."""
    output("pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem))
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def output(program: str, *arguments: str) -> str:
    """Return what a program of poppler prints; raise ValueError where it can't read the file."""
    command = [found.program(program), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise ValueError(f"{program}: {done.stderr.strip()}")
    return done.stdout
