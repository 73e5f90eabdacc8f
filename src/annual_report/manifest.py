"""What is up to date: of each report, what it was made from and what came of it.

A manifest is a file in the user's cache, one for each way of asking (workspace, folder of the reports,
editions, formats and so on). A report is up to date where everything that it was made from is as it was (the
records that were read, the layouts, the brand, this program, the releases that it stands on) and its files
are as they were written. Where a manifest is missing, damaged or of another program, everything is built;
that costs time and nothing else. It imports next to nothing: a call with nothing to do is mostly the start of
Python.
"""

import json
import os
import sys
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

from annual_report import fingerprints
from annual_report.fingerprints import Print

FORMAT = 1
KEPT_DAYS = 90
"""A manifest that nobody changed for so long goes."""
_SUFFIX = ".manifest"


class Kept(NamedTuple):
    """A report that is up to date: its files below the folder of the reports, and what was told with it.

    A problem is a list of code, severity, file, line, column, message and hint.
    """

    files: tuple[str, ...]
    problems: list[list[Any]]
    remarks: list[str]


class Read(NamedTuple):
    """What is known of a forum once it has been read: the forums that were read with it, or would have been
    if they were there; the files that these name; its problems, years, and the keys of a year's reports.
    """

    forums: tuple[str, ...]
    named: tuple[str, ...]
    problems: list[list[Any]]
    years: tuple[str, ...]
    keys: tuple[str, ...]


class Told(NamedTuple):
    """A run in which nothing was to be done: what is wrong with the records, then the reports in order."""

    problems: list[list[Any]]
    reports: list[Kept]


class Manifest:
    """What is up to date for one way of asking."""

    def __init__(self, folder: str, asked: dict[str, Any], started: int, *, forget: bool = False) -> None:
        """``asked`` is everything that was asked for but the targets, as plain data, with the absolute paths
        of the ``workspace`` and of the reports (``out``); ``started`` is the moment when the run began, in
        nanoseconds; ``forget`` takes nothing as up to date.
        """
        self.started = started
        self.workspace, self.out = str(asked["workspace"]), str(asked["out"])
        written = json.dumps({"format": FORMAT, "asked": asked})
        self._file = os.path.join(folder, f"{zlib.crc32(written.encode()):08x}{_SUFFIX}")
        self._own = {**json.loads(written), "with": fingerprints.made_with()}
        self._same: dict[str, bool] = {}
        self._observed: dict[str, str | None] = {}
        self._data: dict[str, Any] = {}
        self._touched = False
        if not forget:
            self._data = _read(self._file)
        if {key: self._data.get(key) for key in self._own} != self._own or not self._is_current(
            self._data["package"]
        ):
            self._data = {**self._own, "package": None, "trees": {}, "forums": {}}

    # --- asking

    def everything(self, targets: tuple[str, ...]) -> Told | None:
        """What a run over these targets tells if nothing is to be done; None where something is."""
        problems: list[list[Any]] = []
        reports: list[Kept] = []
        for folder, years in self._asked_for(targets):
            forum = self.forum(folder)
            if forum is None:
                return None
            problems += forum["problems"]
            for year in forum["years"] if years is None else years:
                for key in forum["keys"]:
                    report = self.report(folder, year, key)
                    if report is None:
                        return None
                    reports.append(report)
        return Told(problems, reports) if reports else None

    def _asked_for(self, targets: tuple[str, ...]) -> list[tuple[str, list[str] | None]]:
        """The forums asked for, each with its years, None for all; as ``build`` finds them."""
        found: dict[str, list[str] | None] = {}
        for target in targets or fingerprints.recorded(os.path.join(self.workspace, "data")):
            folder, slash, year = target.strip("/").removeprefix("data/").partition("/")
            before = found.get(folder, [])
            if not slash:
                found[folder] = None
            elif before is not None:
                label = year.replace("-", "/")
                found[folder] = before if label in before else [*before, label]
        return list(found.items())

    def forum(self, folder: str) -> dict[str, Any] | None:
        """What was noted of a forum (as ``Read``), if its record is as it was."""
        noted: dict[str, Any] | None = self._data["forums"].get(folder)
        return noted if noted is not None and all(map(self._is_current, noted["trees"])) else None

    def report(self, folder: str, year: str, key: str) -> Kept | None:
        """A report of a forum whose record is as it was, if it is up to date."""
        noted = self._data["forums"][folder]["reports"].get(year, {}).get(key)
        if noted is None or not all(map(self._is_current, noted["trees"])):
            return None
        for name, known in noted["files"].items():
            before = known[:3]
            if not fingerprints.is_same(os.path.join(self.out, name), known):
                return None
            self._touched |= before != known[:3]
        return Kept(tuple(noted["files"]), noted["problems"], noted["remarks"])

    def _is_current(self, name: str) -> bool:
        """Whether some files are as they were: the same ones, with the same content."""
        if name not in self._same:
            noted = self._data["trees"].get(name)
            self._same[name] = noted is not None and self._compare(noted["of"], noted["files"])
        return self._same[name]

    def _compare(self, of: str, known: dict[str, Print]) -> bool:
        paths = self._paths(of)
        if paths.keys() != known.keys():
            return False
        for name, path in paths.items():
            if not known[name]:
                continue  # only its name counts
            before = known[name][:3]
            if not fingerprints.is_same(path, known[name]):
                return False
            self._touched |= before != known[name][:3]
        return True

    def _paths(self, of: str) -> dict[str, str]:
        """The files that there are now of the record of a forum, of a part of the layouts, and so on."""
        kind, _, name = of.partition(":")
        if kind == "record":
            return fingerprints.record(os.path.join(self.workspace, "data", name))
        if kind == "named":
            path = os.path.join(self.workspace, name)
            return {name: path} if os.path.isfile(path) else {}
        if kind == "package":
            return fingerprints.source()
        found: dict[str, str] = {}
        for number, root in enumerate((os.path.join(self.workspace, "layouts"), fingerprints.builtin())):
            path = os.path.join(root, name)
            files = {name: path} if name and os.path.isfile(path) else fingerprints.tree(path)
            found |= {f"{number}/{file}": path for file, path in files.items()}
        return {file: path for file, path in found.items() if kind == "layouts" or file.endswith(".j2")}

    # --- noting

    def keep(self, folder: str, read: Read) -> bool:
        """Note that a forum was read without an error; False where that can't be relied on later.

        A file that may have changed after the run began is not noted: what was read of it is not known.
        """
        own = [f"record:{name}" for name in read.forums] + [f"named:{name}" for name in read.named]
        trees = [self._observe(of) for of in own]
        self._touched = True
        if None in trees:
            self._data["forums"].pop(folder, None)
            return False
        before = self._data["forums"].get(folder, {})
        reports = before["reports"] if before.get("trees") == trees else {}
        noted = {"trees": trees, "problems": read.problems, "years": read.years, "keys": read.keys}
        self._data["forums"][folder] = {**noted, "reports": reports}
        return True

    def keep_report(
        self, place: tuple[str, str, str], look: tuple[str, ...], digests: dict[str, str], told: Kept
    ) -> None:
        """Note a report that was written: its forum (that was kept), year and key; the files and folders of
        the layouts that it was made with; the SHA-256 of its files.
        """
        folder, year, key = place
        trees = [self._observe(of) for of in ("names:", *(f"layouts:{name}" for name in look))]
        try:
            files = {
                name: [*fingerprints.times(os.path.join(self.out, name))[:3], digests[name]]
                for name in told.files
            }
        except OSError:
            return
        if None not in trees:
            noted = {"trees": trees, "files": files, "problems": told.problems, "remarks": told.remarks}
            self._data["forums"][folder]["reports"].setdefault(year, {})[key] = noted

    def _observe(self, of: str) -> str | None:
        """Note some files as they are now; None where one may have changed after the run began."""
        if of in self._observed:
            return self._observed[of]
        known = _KNOWN_BY.get(of.partition(":")[0], fingerprints.fingerprint)
        try:
            files: dict[str, Print] = {name: known(path) for name, path in sorted(self._paths(of).items())}
        except OSError:
            self._observed[of] = None
            return None
        name = None
        if not any(seen and fingerprints.changed_since(seen, self.started) for seen in files.values()):
            name = _name(of, files)
            self._data["trees"][name] = {"of": of, "files": files}
        self._observed[of] = name
        return name

    def save(self) -> None:
        """Write it down, if there is anything new; no trouble where the cache can't be written."""
        if self._data["package"] is None:
            self._data["package"] = self._observe("package:")
        if not self._touched or self._data["package"] is None:
            return
        self._touched = False
        used = {self._data["package"]}
        for forum in self._data["forums"].values():
            used.update(forum["trees"])
            used.update(t for year in forum["reports"].values() for r in year.values() for t in r["trees"])
        self._data["trees"] = {name: tree for name, tree in self._data["trees"].items() if name in used}
        text = json.dumps(self._data, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        part = f"{self._file}.{os.getpid()}.part"
        try:
            os.makedirs(os.path.dirname(self._file), exist_ok=True)
            with open(part, "wb") as file:
                file.write(b"%08x\n" % zlib.crc32(text) + text)
            os.replace(part, self._file)
            _sweep(os.path.dirname(self._file), self.started)
        except OSError:
            return


_KNOWN_BY: dict[str, Callable[[str], Print]] = {
    "names": lambda _path: [],
    # Hundreds of files that hardly ever change: reading them all takes as long as laying out a short report.
    # Where a file's entry has no time of its own (Windows), its times can be set back, so its content counts.
    "package": fingerprints.fingerprint if sys.platform == "win32" else fingerprints.times,
}
"""What files are known by, where it is not their content: their names alone, or their times."""


def _name(of: str, files: dict[str, Print]) -> str:
    """A name for files as they are, by their names and contents alone."""
    import hashlib

    content = [of, [[name, known[3] if known else ""] for name, known in files.items()]]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:24]


def _read(file: str) -> dict[str, Any]:
    """What was written there, or nothing where it is not whole."""
    try:
        with open(file, "rb") as stream:
            checksum, _, text = stream.read().partition(b"\n")
        if checksum != b"%08x" % zlib.crc32(text):
            return {}
        data = json.loads(text.decode("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _sweep(folder: str, now: int) -> None:
    """Remove manifests that nobody used for long, and what a killed process left."""
    for _, path, is_folder in fingerprints.listing(folder):
        age = (now - os.stat(path).st_mtime_ns) / 86_400_000_000_000
        if not is_folder and age > (KEPT_DAYS if path.endswith(_SUFFIX) else 1):
            os.unlink(path)
