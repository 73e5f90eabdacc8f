"""Write requirements.txt: the exact versions, with hashes, of what pyproject.toml asks for (`make pins`).

One file in two parts: first what builds a report, which `make report` installs, then what checks it, which
`make test` adds. Resolved for every platform and every Python that pyproject.toml allows, and without the
address of any index: whoever installs takes the packages from wherever their pip is told to, and the hashes
say whether they are the same.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = "uv==0.13.9"
OLDEST = "3.11"
HEAD = """\
# Exact versions with hashes for Linux, macOS and Windows. Written by `make pins` from pyproject.toml.
# Part 1 builds a report, part 2 checks it: `make report` installs up to the line that starts part 2.
"""
PART_1 = "# Part 1: what builds a report"
PART_2 = "# Part 2: what checks it"
# A pinned package: its line and the indented lines (hashes, and who asked for it) that follow.
ENTRY = re.compile(r"^[A-Za-z0-9].*\n(?:[ ]{4}.*\n)*", re.MULTILINE)


def resolved(uv: Path, extras: list[str], written: Path, upgrade: list[str]) -> list[str]:
    """Return the pinned entries for the package with these extras, keeping what ``written`` already pins."""
    command = [
        str(uv),
        "pip",
        "compile",
        "pyproject.toml",
        "--quiet",
        "--universal",
        "--python-version",
        OLDEST,
    ]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--annotation-style", "line"]
    command += [*(f"--extra={extra}" for extra in extras), "--output-file", str(written), *upgrade]
    subprocess.run(command, cwd=ROOT, check=True)
    return ENTRY.findall(written.read_text(encoding="utf-8"))


def pins(uv: Path, scratch: Path, upgrade: list[str]) -> str:
    """Return the text of requirements.txt. Versions already pinned stay unless ``upgrade`` says otherwise."""
    written = scratch / "pins.txt"
    old = ROOT / "requirements.txt"
    if old.exists():
        written.write_text(old.read_text(encoding="utf-8"), encoding="utf-8")
    everything = resolved(uv, ["build", "dev", "judges"], written, upgrade)
    # The second run starts from the first one's answer, so that both parts agree on every version.
    names = {name_of(entry) for entry in resolved(uv, ["build"], written, [])}
    builds = [entry for entry in everything if name_of(entry) in names]
    checks = [entry for entry in everything if name_of(entry) not in names]
    return "\n".join([HEAD, PART_1, "".join(builds), PART_2, "".join(checks)])


def name_of(entry: str) -> str:
    """Return the name of the package that an entry pins."""
    return entry.partition("==")[0]


def main() -> None:
    """Write requirements.txt anew; arguments go to uv (``--upgrade``, ``--upgrade-package NAME``)."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", str(scratch / "venv")], check=True)
        programs = scratch / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([str(programs / "python"), "-m", "pip", "install", "--quiet", UV], check=True)
        text = pins(programs / "uv", scratch, sys.argv[1:])
    (ROOT / "requirements.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
