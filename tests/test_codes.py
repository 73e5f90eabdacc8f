"""Every problem code is explained, once."""

import re
from pathlib import Path

import pytest

from annual_report.codes import every_code
from annual_report.problems import Place
from annual_report.record import codes
from annual_report.record.codes import CODES, Code, problem


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_a_code_says_what_to_do(code: Code) -> None:
    """A title in a line, and sentences that explain."""
    assert re.fullmatch("AR[1-6][0-9]{2}", code.code)
    assert code.title[0].isupper()
    assert not code.title.endswith(".")
    assert len(code.title) < 100
    assert code.explanation.endswith(".")


def test_no_code_is_given_twice() -> None:
    """The tables hold each code once; the later would hide the earlier."""
    source = Path(codes.__file__).read_text(encoding="utf-8")
    written = re.findall(r'^        "(AR[0-9]{3})",$', source, re.MULTILINE)
    assert written == sorted(set(written))
    assert set(written) == set(CODES)


def test_a_problem_has_the_severity_of_its_code() -> None:
    """Severity is said in one place."""
    assert problem("AR201", Place("f"), "x").severity == "error"
    assert problem("AR218", Place("f"), "x", "y").severity == "warning"


def test_no_two_stages_give_one_code() -> None:
    """A code means one thing, wherever in the package it is given."""
    package = Path(codes.__file__).parent.parent
    given = [
        found
        for file in sorted(package.rglob("*.py"))
        for found in re.findall(r'Code\(\s*"(AR[0-9]{3})"', file.read_text(encoding="utf-8"))
    ]
    assert len(given) > 80
    assert sorted(given) == sorted(set(given))
    assert set(given) == set(every_code())
