"""The versions of a year that an archive has, and the one before the next."""

import re
from pathlib import Path

from msgspec import Struct

from annual_report.archive import bag, note
from annual_report.archive.codes import problem
from annual_report.archive.description import bag_name
from annual_report.archive.fixity import check_fixity
from annual_report.archive.note import Follows, Note
from annual_report.archive.tree import digest_of
from annual_report.archive.used import WORKSPACE
from annual_report.problems import ReportError


class Version(Struct, frozen=True):
    """A version that lies in an archive, sound: where, what the tool noted of it, and its manifest."""

    path: Path
    note: Note
    payload: dict[str, str]

    @property
    def follows(self) -> Follows:
        """What the next version says of this one."""
        return Follows(self.note.identifier, digest_of((self.path / bag.TAG_MANIFEST_FILE).read_bytes()))

    def digests(self, names: tuple[str, ...]) -> dict[str, str]:
        """The checksums of files of its workspace."""
        return {name: self.payload[WORKSPACE + name] for name in names if WORKSPACE + name in self.payload}

    def read(self, name: str) -> bytes:
        """The bytes of a file of its workspace."""
        return (self.path / f"{WORKSPACE}{name}").read_bytes()


def latest(home: Path, forum: str, year: str, named: str) -> Version | None:
    """The newest version of a year in the folder of its forum; None where there is none yet.

    ``named`` is that folder as problems name it. Raises ``ReportError`` where something else lies in the
    way (AR612), or where the version is not as it was sealed (AR613).
    """
    pattern = re.compile(re.escape(bag_name(forum, year, 0)[:-1]) + r"([1-9][0-9]*)")
    numbers = [
        int(found[1])
        for path in (home.iterdir() if home.is_dir() else ())
        if (found := pattern.fullmatch(path.name))
    ]
    if not numbers:
        return None
    name = bag_name(forum, year, max(numbers))
    path, shown = home / name, f"{named}/{name}"
    if path.is_symlink() or not (path / note.FILE).is_file():
        message = "something that this tool did not make lies where the package belongs"
        raise ReportError([problem("AR612", shown, message)])
    checked = check_fixity(path, shown)
    if checked.problems:
        message = f"the latest version is not as it was sealed: {checked.problems[0].message}"
        raise ReportError([problem("AR613", shown, message, "annual-report verify lists the damage")])
    try:
        found_note = note.read((path / note.FILE).read_bytes())
    except bag.MalformedError as error:
        raise ReportError([problem("AR613", f"{shown}/{note.FILE}", f"it can't be read: {error}")]) from None
    if (found_note.forum, found_note.year, found_note.version) != (forum, year, max(numbers)):
        message = f"the package that lies there is {found_note.identifier}"
        raise ReportError([problem("AR612", shown, message)])
    return Version(path, found_note, checked.payload)
