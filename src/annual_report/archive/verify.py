"""Verifying packages: complete, unaltered, readable, and carrying the record that lies beside them."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, structs

from annual_report.archive import bag, embedded, note
from annual_report.archive.codes import problem
from annual_report.archive.description import bag_name
from annual_report.archive.embedded import Comparer
from annual_report.archive.examining import reference_fault
from annual_report.archive.fixity import Fixity, check_fixity
from annual_report.archive.note import Note
from annual_report.archive.parts import Inspector
from annual_report.archive.tree import digest_of, walk
from annual_report.archive.unpacking import is_packed, unpacked
from annual_report.archive.used import WORKSPACE, is_given
from annual_report.problems import Problem, ReportError, in_order

_SIGNS = frozenset({bag.DECLARATION_FILE, bag.INFO_FILE, bag.MANIFEST_FILE, bag.TAG_MANIFEST_FILE})
_AGENT = "annual-report "


class Verdict(Struct, frozen=True, kw_only=True):
    """What was found of one package: ``path`` as it was named; files and bytes that were read."""

    path: str
    identifier: str = ""
    status: str = ""
    archived: str = ""
    files: int = 0
    size: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no doubt: no error and no warning."""
        return not any(found.severity in {"error", "warning"} for found in self.problems)


def verify(path: Path, *, rebuild: bool = False) -> Iterator[Verdict]:
    """The verdict on each package: ``path`` is one, a folder of many, or a ZIP or tar file of one.

    ``rebuild`` builds the editions again. What is wrong is in the verdicts; nothing is raised.
    """
    verifier = _Verifier(rebuild=rebuild)
    named = path.as_posix()
    if path.is_file():
        yield verifier.packed(path)
        return
    if not path.is_dir():
        yield Verdict(path=named, problems=(problem("AR620", named, "there is nothing of this name"),))
        return
    found = False
    for package in packages(path):
        found = True
        if package.is_file():
            yield verifier.packed(package)
        else:
            yield verifier.one(package, package.as_posix())
    if not found:
        yield Verdict(path=named, problems=(problem("AR620", named, "there is no package here"),))


def packages(folder: Path) -> Iterator[Path]:
    """The packages at or below a folder, by name; one that has lost some of its own files is one still.

    What a process that was killed left unfinished is hidden, and no package.
    """
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    if _look_like_one({entry.name for entry in entries}):
        yield folder
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from packages(Path(entry.path))
        elif is_packed(Path(entry.path)):
            yield Path(entry.path)


def _look_like_one(names: set[str]) -> bool:
    manifests = any(
        name.startswith(("manifest-", "tagmanifest-")) and name.endswith(".txt") for name in names
    )
    return bool(names & _SIGNS) or manifests or {"data", "metadata"} <= names


class _Verifier:
    """Verifies packages one after the other; what several hold alike is looked into once."""

    def __init__(self, *, rebuild: bool) -> None:
        self.rebuild = rebuild
        self.inspector = Inspector()
        self.comparer = Comparer()

    def packed(self, path: Path) -> Verdict:
        """The verdict on a package in a ZIP or tar file."""
        named = path.as_posix()
        try:
            with unpacked(path, named) as folder:
                inside = list(packages(folder))
                if len(inside) != 1:
                    count = "no package" if not inside else f"{len(inside)} packages"
                    return Verdict(path=named, problems=(problem("AR620", named, f"it holds {count}"),))
                verdict = self.one(inside[0], named, alone=True)
                strays = [
                    problem("AR624", f"{named}/{name}", "the file lies outside the package")
                    for name in walk(folder).files
                    if not (folder / name).is_relative_to(inside[0])
                ]
        except ReportError as error:
            return Verdict(path=named, problems=tuple(error.problems))
        return structs.replace(verdict, problems=(*verdict.problems, *strays))

    def one(self, folder: Path, named: str, *, alone: bool = False) -> Verdict:
        """The verdict on a package in a folder; ``alone`` where nothing can lie beside it."""
        if not _is_ours(folder):
            return _foreign(folder, named)
        fixity = check_fixity(folder, named)
        told = list(fixity.problems)
        damaged = {found.place.file.removeprefix(f"{named}/") for found in told}
        told += self.unsound(fixity, named, damaged)
        noted = _note(folder, fixity, named, told)
        if noted is not None:
            told += self.carried(folder, noted, named, damaged)
            told += _agreeing(fixity, noted, named)
            told += [] if alone else _chain(folder, noted, named)
            if self.rebuild and not any(found.severity == "error" for found in told):
                from annual_report.archive.rebuild import rebuild

                told += rebuild(folder, noted, named)
        return Verdict(
            path=named,
            identifier=noted.identifier if noted else fixity.info.get("External-Identifier", ""),
            status=noted.status if noted else "",
            archived=noted.archived if noted else fixity.info.get("Bagging-Date", ""),
            files=len(fixity.measured),
            size=fixity.size,
            problems=tuple(in_order(told)),
        )

    def unsound(self, fixity: Fixity, named: str, damaged: set[str]) -> list[Problem]:
        """What is wrong within files whose bytes are as they were."""
        return [
            problem(
                "AR632" if is_given(name) else "AR625", f"{named}/{name}", f"the file is not sound: {words}"
            )
            for name, entry in fixity.measured.items()
            if name not in damaged
            and (words := self.inspector.fault(name, fixity.tree.files[name], entry.digest))
        ]

    def carried(self, folder: Path, noted: Note, named: str, damaged: set[str]) -> list[Problem]:
        """What is wrong with the record in the editions; a damaged edition has been named already."""
        return [
            found
            for names in noted.editions.values()
            for name in names
            if name.endswith(embedded.CARRIERS) and name not in damaged and (folder / name).is_file()
            for found in self.comparer.compare(
                folder / name, folder / WORKSPACE, noted.record, f"{named}/{name}"
            )
        ]


def _is_ours(folder: Path) -> bool:
    """Whether this tool made a package, by whatever of its signs is left."""
    if (folder / note.FILE).exists() or (folder / WORKSPACE).is_dir():
        return True
    try:
        info = bag.read_info((folder / bag.INFO_FILE).read_bytes())
    except (OSError, bag.MalformedError):
        return False
    return info.get("Bag-Software-Agent", "").startswith(_AGENT)


def _note(folder: Path, fixity: Fixity, named: str, told: list[Problem]) -> Note | None:
    """The tool's own note; adds to ``told`` where it can't be read."""
    if note.FILE not in fixity.tree.files:
        return None  # the manifest names it, so this has been said
    try:
        return note.read((folder / note.FILE).read_bytes())
    except (OSError, bag.MalformedError) as error:
        told.append(problem("AR621", f"{named}/{note.FILE}", f"it can't be read: {error}"))
        return None


def _agreeing(fixity: Fixity, noted: Note, named: str) -> list[Problem]:
    """Whether the package's description, the tool's note and the payload speak of the same."""
    told = fixity.info.get("External-Identifier", "")
    problems = []
    if told != noted.identifier:
        message = f"the package calls itself {told or 'nothing'}, its note {noted.identifier}"
        problems.append(problem("AR621", f"{named}/{bag.INFO_FILE}", message))
    wanted = [WORKSPACE + name for name in (*noted.own, *noted.others)]
    wanted += [name for names in noted.editions.values() for name in names]
    problems += [
        problem("AR622", f"{named}/{name}", "the file belongs to the package, and no manifest names it")
        for name in wanted
        if name not in fixity.payload and name not in fixity.tree.files
    ]
    return problems


def _chain(folder: Path, noted: Note, named: str) -> list[Problem]:
    """Whether the version that this one follows lies beside it, and is the one that was followed.

    A package that lies alone, away from its archive, is not asked about.
    """
    if noted.follows is None:
        return []
    earlier = bag_name(noted.forum, noted.year, noted.version - 1)
    here = folder.resolve()
    if not any(path != here and path.is_dir() for path in here.parent.glob(f"{noted.forum}-*-v*")):
        return []
    try:
        digest = digest_of((here.parent / earlier / bag.TAG_MANIFEST_FILE).read_bytes())
    except OSError:
        return [problem("AR629", named, f"the version before, {earlier}, is not beside it")]
    if digest == noted.follows.digest:
        return []
    return [problem("AR629", named, f"the version before, {earlier}, is another than the one it followed")]


def _foreign(folder: Path, named: str) -> Verdict:
    """The verdict on a bag of another tool: as the Library of Congress' program gives it."""
    tree = walk(folder)
    told = [problem("AR624", f"{named}/{name}", why) for name, why in tree.oddities.items() if "link" in why]
    if words := reference_fault(folder):
        told.append(problem("AR621", named, f"the package is not a valid bag: {words}"))
    else:
        told.append(problem("AR631", named, "another tool made it: its completeness and checksums hold"))
    try:
        info = bag.read_info((folder / bag.INFO_FILE).read_bytes())
    except (OSError, bag.MalformedError):
        info = {}
    return Verdict(
        path=named,
        identifier=info.get("External-Identifier", ""),
        archived=info.get("Bagging-Date", ""),
        files=len(tree.files),
        size=sum(path.stat().st_size for path in tree.files.values()),
        problems=tuple(in_order(told)),
    )
