"""Whether an edition carries the record that lies beside it."""

from pathlib import Path

from annual_report.archive.carried import carried
from annual_report.archive.codes import problem
from annual_report.archive.tree import digest_of
from annual_report.problems import Problem, ReportError
from annual_report.record.canonical import canonical
from annual_report.record.nodes import parse

CARRIERS = (".pdf", ".docx")
"""The formats that the record travels in."""


class Comparer:
    """Compares editions with records, each file of a record once: the packages of a forum share theirs."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def compare(self, edition: Path, workspace: Path, promised: tuple[str, ...], named: str) -> list[Problem]:
        """Compare the record in an edition with the files of the workspace that it was made from.

        Files of the record are compared in their canonical form, both made anew: so a later release that
        writes it otherwise still finds them equal. ``promised`` are the files that should travel, counted
        from the workspace; ``named`` is the edition as problems name it.
        """
        try:
            found = {file.name: file.data for file in carried(edition.read_bytes(), named)}
        except ReportError as error:
            return error.problems
        except OSError as error:
            return [problem("AR625", named, f"it can't be read: {(error.strerror or str(error)).lower()}")]
        strays = sorted(found.keys() - set(promised))
        told = [f"it carries {name}, which is not in the package" for name in strays]
        for name in promised:
            if name not in found:
                told.append(f"it does not carry {name}")
            elif self._content(name, found[name]) != self._content(name, _bytes(workspace / name)):
                told.append(f"it carries another {name}")
        return [problem("AR626", named, words) for words in told]

    def _content(self, name: str, data: bytes) -> str:
        """The checksum of what a file says: of its canonical form where it is of the record."""
        digest = digest_of(data)
        if not name.endswith(".yaml"):
            return digest
        if digest not in self._known:
            node, _ = parse(data, name)
            self._known[digest] = digest_of(canonical(node).encode()) if node is not None else ""
        return self._known[digest]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # that it is missing is said by whoever compares with the manifest
