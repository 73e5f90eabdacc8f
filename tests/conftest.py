"""What every test may ask for: judges, golden files, and how hard Hypothesis tries."""

import importlib
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

from judges import found

GOLDEN = Path(__file__).parent / "golden"
IN_CI = os.environ.get("CI") == "true"

# Everyday runs try the same examples each time, so a red test is red for everyone; long runs try new ones.
# No deadline: how long an example takes says more about the machine than about the code.
settings.register_profile(
    "everyday", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("prove", settings.get_profile("everyday"), derandomize=False, max_examples=500)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files anew instead of comparing"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose how hard Hypothesis tries; keep golden files from being written where nobody would look."""
    settings.load_profile("prove" if config.option.markexpr == "prove" else "everyday")
    if IN_CI and config.getoption("--update-golden"):
        raise pytest.UsageError("--update-golden is for a person who looks at the difference, not for CI")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask a judge, so that a quick run can leave them out."""
    for item in items:
        if "judge" in getattr(item, "fixturenames", ()):
            item.add_marker("judge")


@pytest.fixture(scope="session")
def judge() -> Callable[[str], ModuleType]:
    """Give a judge by name: ``judge("verapdf").check([file], "ua1")``. The names stand in tests/judges.

    Where the judge is not installed the test is skipped with the reason; in CI it fails.
    """

    def ask(name: str) -> ModuleType:
        try:
            found.NEEDS[name]()
        except found.MissingError as error:
            if IN_CI:
                pytest.fail(f"CI asks every judge, but {error}")
            pytest.skip(str(error))
        return importlib.import_module(f"judges.{name}")

    return ask


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with a file under tests/golden: ``golden("london/outline.txt", text)``.

    With --update-golden the file is written instead, to be looked at before it is committed.
    """

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"no golden file {name}; --update-golden writes it"
        assert text == file.read_bytes().decode("utf-8")

    return compare
