"""What made a file: the versions of everything that has a say in its bytes."""

import hashlib
import platform
import zlib
from functools import cache
from importlib import metadata
from pathlib import Path

import annual_report

LIBRARIES = (
    *("msgspec", "PyYAML", "markdown-it-py", "Jinja2", "MarkupSafe", "reportlab", "pillow", "fonttools"),
    *("fontpkg-source-sans-3", "segno"),
)
"""The distributions that editions are made with."""
_IF_INSTALLED = ("justmytype-intl-africa", "justmytype-intl-cjk")
"""Those that have a say where they are there: faces for further scripts."""
_ABSENT = "not installed"
_ABOUT_ELSEWHERE = ("system", "machine")
"""What is good to know, but has no say in the bytes."""


def versions() -> dict[str, str]:
    """The versions of this tool and of what it stands on, by name.

    The tool's own source is named by its checksum as well, so that a copy that somebody changed is told
    from the release of the same number.
    """
    return {
        "annual-report": annual_report.__version__,
        "annual-report source": _source_digest(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version_of(name) for name in LIBRARIES},
        **{name: found for name in _IF_INSTALLED if (found := version_of(name)) != _ABSENT},
        "system": platform.system(),
        "machine": platform.machine(),
    }


def differences(then: dict[str, str]) -> tuple[str, ...]:
    """What has another version here than it had then, a line each; none: the bytes must be the same."""
    now = versions()
    return tuple(
        f"{name}: {version} then, {now.get(name, 'nothing')} here"
        for name, version in sorted(then.items())
        if name not in _ABOUT_ELSEWHERE and now.get(name) != version
    )


def version_of(name: str) -> str:
    """The version of an installed distribution, or that it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return _ABSENT


@cache
def _source_digest() -> str:
    """One SHA-256 over the package; the built-in layouts are not part of it, a bag carries those it used."""
    package = Path(annual_report.__file__).resolve().parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if not path.is_file() or {"__pycache__", "_layouts"} & set(path.parts):
            continue
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
