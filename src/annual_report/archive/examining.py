"""The last look at a package that was sealed, before it takes its place."""

from pathlib import Path

from annual_report.archive import embedded
from annual_report.archive.codes import problem
from annual_report.archive.embedded import Comparer
from annual_report.archive.packing import Packing
from annual_report.archive.parts import Inspector
from annual_report.archive.used import WORKSPACE, is_given
from annual_report.problems import Problem, ReportError


class Examiner:
    """Looks at sealed packages as anybody would who gets them."""

    def __init__(self) -> None:
        self.inspector = Inspector()
        self.comparer = Comparer()

    def examine(
        self, packing: Packing, record: tuple[str, ...], editions: dict[str, tuple[str, ...]]
    ) -> list[Problem]:
        """Raise ``ReportError`` unless a package is fit to be kept.

        Every part is sound in its own format, the editions carry ``record``, the files of the workspace in
        the package, and the Library of Congress' own program accepts the bag. Documents of others that are
        not sound come back as warnings (AR617): they are kept as they are.
        """
        told = [
            problem("AR617" if is_given(name) else "AR625", name, f"the file is not sound: {words}")
            for name, entry in packing.entries.items()
            if (words := self.inspector.fault(name, packing.folder / name, entry.digest))
        ]
        found = [one for one in told if one.severity == "error"]
        workspace = packing.folder / WORKSPACE
        for name in (name for names in editions.values() for name in names):
            if name.endswith(embedded.CARRIERS):
                found += [
                    problem("AR616", name, "the record changed while it was archived", told.message)
                    for told in self.comparer.compare(packing.folder / name, workspace, record, name)
                ]
        if not found and (words := reference_fault(packing.folder)):
            found.append(problem("AR621", packing.name, f"the package is not a valid bag: {words}"))
        if found:
            raise ReportError(found)
        return told


def reference_fault(folder: Path) -> str | None:
    """What the reference implementation of BagIt has against a bag; None where it accepts it."""
    import bagit

    from annual_report.archive.quiet import quiet

    try:
        with quiet("bagit"):
            bagit.Bag(str(folder)).validate()
    except Exception as error:  # noqa: BLE001 - besides BagError it lets through whatever reading raised
        return f"{error!s:.300}"
    return None
