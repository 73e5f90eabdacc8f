"""openxml-audit: a second validator of Word files, by other hands, which follows references as well."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from judges import Verdict, found

RULES = "microsoft365"


def check(files: Iterable[Path]) -> list[Verdict]:
    """Judge every Word file.

    Raises MissingError where openxml-audit is not installed, and RuntimeError where it gives no answer.
    """
    found.audit()
    return [check_one(file) for file in files]


def check_one(file: Path) -> Verdict:
    """Judge one file."""
    options = ("--format", RULES, "--max-errors", "0", "--output", "json")
    command = [sys.executable, "-m", "openxml_audit", str(file), *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        (answer,) = json.loads(done.stdout)
        found_lines = [(error["severity"], one_line(error)) for error in answer["errors"]]
        valid = answer["valid"] is True
    except (ValueError, KeyError, TypeError) as error:
        raise RuntimeError(f"openxml-audit gave no answer: {done.stdout}{done.stderr}") from error
    faults = [line for severity, line in found_lines if severity == "error"]
    if not valid and not faults:
        faults.append("refused without a reason")
    remarks = tuple(line for severity, line in found_lines if severity != "error")
    return Verdict("openxml-audit", str(file), RULES, tuple(faults), remarks)


def one_line(error: dict[str, object]) -> str:
    """Return an error with the place it is at."""
    return f"{error['description']} at {error.get('part_uri') or 'the package'}{error.get('path') or ''}"
