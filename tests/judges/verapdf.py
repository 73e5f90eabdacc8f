"""veraPDF: PDF/UA and PDF/A, rule by rule. The judge that archives and public bodies use themselves."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from judges import Verdict, found

SOURCE = Path(__file__).with_name("Conformance.java")
# A short-lived process: compiling little and collecting plainly is a third faster.
JAVA_OPTIONS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss16m")


def check(files: Iterable[Path], *flavours: str) -> list[Verdict]:
    """Judge every file by every flavour (``ua1``, ``3a``, ``2a``, ...), in one process.

    Raises MissingError where veraPDF is not installed, and RuntimeError where it breaks down itself.
    """
    paths = [file.resolve() for file in files]
    if own := found.verapdf_program():
        return [verdict for flavour in flavours for verdict in by_program(own, flavour, paths)]
    return by_library([(flavour, path) for path in paths for flavour in flavours])


def by_library(questions: Sequence[tuple[str, Path]]) -> list[Verdict]:
    """Ask the library, through the small program in Conformance.java."""
    jars = os.pathsep.join(map(str, found.verapdf_classpath()))
    classes = compiled(jars)
    asked = "".join(f"{flavour}\t{path}\n" for flavour, path in questions)
    command = [found.program("java"), *JAVA_OPTIONS, "-cp", f"{classes}{os.pathsep}{jars}", "Conformance"]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    verdicts = list(read(done.stdout))
    if done.returncode or len(verdicts) != len(questions):
        raise RuntimeError(
            f"veraPDF's library answered {len(verdicts)} of {len(questions)} questions:\n{done.stderr}"
        )
    return verdicts


def compiled(jars: str) -> Path:
    """Return the folder with Conformance.class, compiled when the source has changed."""
    digest = hashlib.sha256(SOURCE.read_bytes() + jars.encode()).hexdigest()[:16]
    folder = found.HOME / f"conformance-{digest}"
    if not folder.exists():
        found.HOME.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=found.HOME) as scratch:
            command = [
                found.program("javac"),
                "-encoding",
                "UTF-8",
                "-cp",
                jars,
                "-d",
                f"{scratch}/new",
                str(SOURCE),
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(f"{SOURCE.name} does not compile:\n{done.stderr}")
            try:
                Path(scratch, "new").rename(folder)
            except OSError:  # another test process was first; its folder is as good
                if not folder.exists():
                    raise
    return folder


def read(answers: str) -> Iterable[Verdict]:
    """Yield the verdicts that Conformance.java wrote."""
    faults: list[str] = []
    for line in answers.splitlines():
        kind, *rest = line.split("\t")
        if kind == "fault":
            faults.append(rest[0])
        else:
            flavour, path, checks = rest
            if kind == "pass" and int(checks) == 0:
                faults.append("no rule was checked")
            yield Verdict("veraPDF", path, flavour, tuple(faults))
            faults = []


def by_program(program: str, flavour: str, paths: Sequence[Path]) -> list[Verdict]:
    """Ask an installed veraPDF, whose answer is an XML report."""
    command = [program, "--format", "xml", "--flavour", flavour, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=False)
    try:
        jobs = ET.fromstring(done.stdout).findall(".//job")
    except ET.ParseError as error:
        raise RuntimeError(f"{program} gave no report: {done.stderr.decode(errors='replace')}") from error
    if len(jobs) != len(paths):
        raise RuntimeError(f"{program} judged {len(jobs)} of {len(paths)} files")
    return [of_job(job, flavour) for job in jobs]


def of_job(job: ET.Element, flavour: str) -> Verdict:
    """Return the verdict in one job of veraPDF's report; a job without one could not be judged."""
    file = job.findtext("item/name", default="?")
    report = job.find("validationReport")
    if report is None:
        return Verdict(
            "veraPDF", file, flavour, ("not readable: " + " ".join("".join(job.itertext()).split()),)
        )
    faults = [
        f"{rule.get('clause')}-{rule.get('testNumber')}: {rule.findtext('description', default='')}"
        for rule in report.iter("rule")
        if rule.get("status") == "failed"
    ]
    if report.get("isCompliant") != "true" and not faults:
        faults.append("not compliant")
    return Verdict("veraPDF", file, flavour, tuple(faults))
