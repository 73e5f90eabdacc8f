"""The judge of PDF files, asked where the machine has one: veraPDF, which archives use themselves."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

from annual_report.archive.premis import Agent, Event

FLAVOURS = {"3a": "PDF/A-3a (ISO 19005-3)", "ua1": "PDF/UA-1 (ISO 14289-1)"}
NOT_VALIDATED = "not validated"
FAULT = "invalid"
_PATIENCE = 600
"""Seconds that the judge may take for one question."""


def judge(files: dict[str, Path], own: Agent) -> list[Event]:
    """What is found out about editions: ``files`` by their names in the bag, the PDF files judged.

    Where there is no judge on this machine, or none of a format, the event says so: "not validated".
    """
    pdfs = {name: path for name, path in files.items() if name.endswith(".pdf")}
    rest = tuple(name for name in files if name not in pdfs)
    program = shutil.which("verapdf")
    events = []
    if program is None and pdfs:
        detail = "PDF/A and PDF/UA: no veraPDF on the machine that made the package"
        events.append(Event("validation", detail, NOT_VALIDATED, own, tuple(pdfs)))
    elif program is not None:
        agent = Agent("veraPDF", _version(program))
        for name, path in pdfs.items():
            for flavour, words in FLAVOURS.items():
                events.append(Event("validation", words, _ask(program, flavour, path), agent, (name,)))
    if rest:
        events.append(Event("validation", "no judge of this format is asked", NOT_VALIDATED, own, rest))
    return events


def _version(program: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the judge that the owner of the machine installed
            [program, "--version"], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    words = done.stdout.split()
    return next((word for word in words if word[:1].isdigit()), "")


def _ask(program: str, flavour: str, path: Path) -> str:
    """The outcome in a word or two: valid, invalid with the rules that are broken, or not validated."""
    command = [program, "--format", "xml", "--flavour", flavour, str(path)]
    try:
        done = subprocess.run(  # noqa: S603 - as above, with arguments of our own
            command, capture_output=True, timeout=_PATIENCE, check=False
        )
        report = ET.fromstring(done.stdout).find(".//validationReport")  # noqa: S314 - the judge's own words
    except (OSError, subprocess.SubprocessError, ET.ParseError) as error:
        return f"{NOT_VALIDATED}: the judge broke down ({type(error).__name__})"
    if report is None:
        return f"{NOT_VALIDATED}: the judge gave no report"
    if report.get("isCompliant") == "true":
        return "valid"
    broken = sorted(
        {
            f"{rule.get('clause')}-{rule.get('testNumber')}"
            for rule in report.iter("rule")
            if rule.get("clause")
        }
    )
    return f"{FAULT}: {', '.join(broken)}" if broken else FAULT
