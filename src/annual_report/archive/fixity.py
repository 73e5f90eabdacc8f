"""Whether a bag is whole: every file that its manifests name, as it was, and nothing else."""

from pathlib import Path

from msgspec import Struct

from annual_report.archive import bag
from annual_report.archive.bag import Entry
from annual_report.archive.codes import problem
from annual_report.archive.tree import Tree, measure, walk
from annual_report.problems import Problem


class Fixity(Struct, frozen=True):
    """What was found: the files with what they measure, what the manifest says of the payload, problems."""

    tree: Tree
    measured: dict[str, Entry]
    payload: dict[str, str]
    info: dict[str, str]
    problems: tuple[Problem, ...]

    @property
    def size(self) -> int:
        """All bytes of the bag."""
        return sum(entry.size for entry in self.measured.values())


def check_fixity(folder: Path, named: str) -> Fixity:
    """Compare a bag of ours with its manifests, file by file, and its manifests byte by byte.

    Every byte below the folder is covered: the payload by its manifest, all else by the tag manifest, and
    that one by being exactly what a manifest of these files looks like. ``named`` is the folder as
    problems name it.
    """
    return _Check(folder, named).run()


class _Check:
    def __init__(self, folder: Path, named: str) -> None:
        self.folder = folder
        self.named = named
        self.problems: list[Problem] = []
        self.tree = walk(folder)
        self.measured: dict[str, Entry] = {}

    def report(self, code: str, name: str, message: str) -> None:
        self.problems.append(problem(code, f"{self.named}/{name}".removesuffix("/."), message))

    def run(self) -> Fixity:
        for name, why in self.tree.oddities.items():
            self.report("AR624", name, f"{why}, which no manifest names")
        for name, path in self.tree.files.items():
            measured = measure(path)
            if isinstance(measured, str):
                self.report("AR623", name, f"the file can't be read: {measured}")
            else:
                self.measured[name] = measured
        payload = self.manifest(bag.MANIFEST_FILE)
        tags = self.manifest(bag.TAG_MANIFEST_FILE)
        info = self.declared()
        if payload is not None and tags is not None:
            self.compare(payload, {name for name in self.tree.files if name.startswith(bag.PAYLOAD)})
            rest = {name for name in self.tree.files if not name.startswith(bag.PAYLOAD)}
            self.compare(tags, rest - {bag.TAG_MANIFEST_FILE})
            self.exactly(bag.MANIFEST_FILE, payload)
            self.exactly(bag.TAG_MANIFEST_FILE, tags)
            self.summed(info, payload)
        return Fixity(self.tree, self.measured, payload or {}, info, tuple(self.problems))

    def text(self, name: str) -> bytes | None:
        """The bytes of a tag file that no bag of ours is without."""
        path = self.tree.files.get(name)
        if path is None:
            self.report("AR621", name, "the package has no such file, so what it should hold is not known")
            return None
        try:
            return path.read_bytes()
        except OSError:
            return None  # said already

    def manifest(self, name: str) -> dict[str, str] | None:
        text = self.text(name)
        if text is None:
            return None
        try:
            return bag.read_manifest(text)
        except bag.MalformedError as error:
            self.report("AR621", name, f"the manifest can't be read: {error}")
            return None

    def declared(self) -> dict[str, str]:
        """The description of the package; its declaration is always the same two lines."""
        declaration = self.text(bag.DECLARATION_FILE)
        if declaration is not None and declaration != bag.DECLARATION:
            self.report("AR621", bag.DECLARATION_FILE, "it does not declare BagIt 1.0 in UTF-8, as ours do")
        text = self.text(bag.INFO_FILE)
        try:
            return bag.read_info(text or b"")
        except bag.MalformedError as error:
            self.report("AR621", bag.INFO_FILE, f"the description can't be read: {error}")
            return {}

    def compare(self, promised: dict[str, str], present: set[str]) -> None:
        for name in sorted(promised.keys() - present):
            self.report("AR622", name, "the file is missing")
        for name in sorted(present - promised.keys()):
            self.report("AR624", name, "the file is in no manifest")
        for name in sorted(present & promised.keys()):
            found = self.measured.get(name)
            if found is not None and found.digest != promised[name]:
                self.report("AR623", name, "the file is not as it was: its checksum differs")

    def exactly(self, name: str, promised: dict[str, str]) -> None:
        """A manifest of ours is written in one way only; any other byte in it was put there since."""
        written = bag.manifest({file: Entry(digest, 0) for file, digest in promised.items()})
        if self.text(name) != written:
            self.report("AR623", name, "the manifest is not written as it was: a byte of it differs")

    def summed(self, info: dict[str, str], payload: dict[str, str]) -> None:
        entries = [self.measured[name] for name in payload if name in self.measured]
        told, found = info.get("Payload-Oxum", "nothing"), bag.oxum(entries)
        if told != found:
            self.report("AR623", bag.INFO_FILE, f"it tells {told} bytes.files of payload, there are {found}")
