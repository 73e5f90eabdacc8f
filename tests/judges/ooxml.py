"""The Open XML SDK's validator: a Word file against the schemas that Word itself is made from."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from judges import Verdict, found

RULES = "Microsoft365"


def check(files: Iterable[Path]) -> list[Verdict]:
    """Judge every Word file by the schemas of the newest Word.

    Raises MissingError where the validator is not installed, and RuntimeError where it gives no answer.
    """
    return [check_one(file) for file in files]


def check_one(file: Path) -> Verdict:
    """Judge one file.

    The validator wants its full path, and its exit code says nothing: the answer is in the JSON.
    """
    command = [str(found.ooxml_validator()), str(file.resolve()), RULES]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        answer = json.loads(done.stdout)
        errors, ok = answer.get("errors") or [], answer["ok"] is True
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"the Open XML SDK gave no answer: {done.stdout}{done.stderr}") from error
    faults = [one_line(error) for error in errors]
    if not ok and not faults:
        faults.append("refused without a reason")
    return Verdict("Open XML SDK", str(file), RULES, tuple(faults))


def one_line(error: dict[str, object]) -> str:
    """Return an error with the place it is at."""
    where = f"{error.get('path') or 'the package'}{error.get('xPath') or ''}"
    return " ".join(f"{error.get('description')} at {where}".split())
