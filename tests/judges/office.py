"""LibreOffice: whether another office program opens a Word file, and what it shows."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from judges import Verdict, found, poppler

SECONDS = 120


def check(files: Iterable[Path]) -> list[Verdict]:
    """Judge whether LibreOffice opens every file and gets words out of it."""
    return [check_one(file) for file in files]


def check_one(file: Path) -> Verdict:
    """Judge one file by turning it into a PDF and reading that."""
    with TemporaryDirectory() as folder:
        try:
            words = poppler.text(to_pdf(file, Path(folder))).split()
        except ValueError as error:
            return Verdict("LibreOffice", str(file), "opens", (str(error),))
    return Verdict("LibreOffice", str(file), "opens", () if words else ("no words in it",))


def to_pdf(file: Path, folder: Path) -> Path:
    """Turn a Word file into a PDF in ``folder`` and return its path; raise ValueError where that fails."""
    return convert(file, "pdf:writer_pdf_Export", folder)


def to_docx(file: Path, folder: Path) -> Path:
    """Save a Word file anew into ``folder``, as a person does who opened it in LibreOffice."""
    return convert(file, "docx:MS Word 2007 XML", folder)


def convert(file: Path, target: str, folder: Path) -> Path:
    """Convert a document with a profile of its own, so that no other LibreOffice is in the way.

    The reader is named as well: left to guess, LibreOffice opens any file at all, as plain text.
    """
    with TemporaryDirectory() as profile:
        command = [found.program("soffice"), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--norestore", "--infilter=MS Word 2007 XML", "--convert-to", target]
        command += ["--outdir", str(folder), str(file.resolve())]
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False, timeout=SECONDS
        )
    written = folder / f"{file.stem}.{target.partition(':')[0]}"
    if done.returncode or not written.exists():
        raise ValueError(f"LibreOffice can't open {file.name}: {done.stderr.strip() or done.stdout.strip()}")
    return written
