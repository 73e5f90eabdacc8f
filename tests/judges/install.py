"""Install the judges that this machine lacks: ``python -m judges.install`` with tests/ on the path.

In CI, and for root on Debian, programs come from Debian's packages; what npm brings goes into .venv and
needs no rights. Anyone else is told in one line what is missing; the tests that need it are then skipped.
In CI a judge that could not be had is an error.
"""

import os
import shutil
import subprocess
import sys

from judges.found import HOME, NEEDS, NPM, PROGRAMS, MissingError, axe, ooxml_validator, program

PACKAGE_MANAGER = "apt-get"


def missing() -> dict[str, MissingError]:
    """Return the judges that cannot be asked, each with the first thing that it lacks."""
    lacking = {}
    for name, need in NEEDS.items():
        try:
            need()
        except MissingError as error:
            lacking[name] = error
    return lacking


def debian_packages() -> list[str]:
    """Return the Debian packages that would bring what is missing."""
    packages = {error.package for error in missing().values() if error.package}
    if not npm_is_done() and shutil.which("npm") is None:
        packages.add(PROGRAMS["npm"][1])
    if "default-jdk-headless" in packages:
        packages.add("libjaxb-java")  # only asked about once there is a Java
    if packages & {PROGRAMS["chromium"][1], PROGRAMS["soffice"][1]}:
        packages.add("fonts-liberation")  # neither asks for a font, and without one they draw no letter
    return sorted(packages)


def npm_is_done() -> bool:
    """Tell whether everything that npm brings is there."""
    try:
        axe()
        ooxml_validator()
    except MissingError:
        return False
    return True


def run(*command: str) -> bool:
    """Run a command with its output on stderr; tell whether it went well."""
    print("+", *command, file=sys.stderr)  # noqa: T201 - a script that says what it does to the machine
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, check=False, env=environment, stdout=sys.stderr).returncode == 0


def install_debian(packages: list[str]) -> None:
    """Install Debian packages; what fails shows in ``missing`` afterwards."""
    run(PACKAGE_MANAGER, "update", "-qq")
    run(PACKAGE_MANAGER, "install", "-y", "-qq", "--no-install-recommends", *packages)


def install_npm() -> None:
    """Install what npm/package-lock.json pins into .venv; the scripts of the packages are not run."""
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(NPM / name, HOME / name)
    options = ("--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--loglevel=error")
    run(program("npm"), "install", "--prefix", str(HOME), *options)


def main() -> int:
    """Install what is missing where that is allowed; 1 only in CI, when a judge could not be had."""
    in_ci = os.environ.get("CI") == "true"
    if not missing():
        return 0
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if (packages := debian_packages()) and is_root and shutil.which(PACKAGE_MANAGER):
        install_debian(packages)
    if not npm_is_done() and shutil.which("npm"):
        install_npm()
    if not (lacking := missing()):
        return 0
    reasons = "; ".join(f"{name}: {error}" for name, error in lacking.items())
    outcome = "and CI asks every one" if in_ci else "their tests are skipped"
    print(f"Judges not on this machine, {outcome}. {reasons}", file=sys.stderr)  # noqa: T201
    return int(in_ci)


if __name__ == "__main__":
    sys.exit(main())
