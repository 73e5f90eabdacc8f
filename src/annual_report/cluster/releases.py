"""Whether another machine makes the same bytes: everything that has a say in them, compared by name."""

import hashlib
from importlib.metadata import entry_points

from annual_report import fingerprints, made_with
from annual_report.renderers import BUILT_IN, GROUP

_SHOWN = 12
"""How much of a checksum is enough to tell two apart by eye."""


def releases() -> dict[str, str]:
    """What has a say in the bytes that this machine makes, and in how it is spoken with, by name.

    System and machine count as well: another zlib or Pillow packs the same picture into other bytes.
    """
    return made_with.versions() | {
        "pypdf": made_with.version_of("pypdf"),  # lays pages on sheets
        "distributed": made_with.version_of("distributed"),
        "built-in layouts": _layouts(),
        "renderers of others": ", ".join(_renderers()) or "none",
    }


def differences(there: dict[str, str], here: dict[str, str]) -> tuple[str, ...]:
    """What another machine has other than this one, a line each."""
    return tuple(
        f"{name} {_short(there.get(name, 'nothing'))} there, {_short(here.get(name, 'nothing'))} here"
        for name in sorted(there.keys() | here.keys())
        if there.get(name) != here.get(name)
    )


def _short(version: str) -> str:
    return version[:_SHOWN] if len(version) == 64 and version.isalnum() else version


def _layouts() -> str:
    digest = hashlib.sha256()
    for name, path in sorted(fingerprints.tree(fingerprints.builtin()).items()):
        digest.update(f"{name}\0{fingerprints.digest(path)}\0".encode())
    return digest.hexdigest()


def _renderers() -> list[str]:
    """The formats that other distributions offer to write, with their releases."""
    return sorted(
        f"{entry.name} of {entry.dist.name} {entry.dist.version}"
        for entry in entry_points(group=GROUP)
        if entry.name not in BUILT_IN and entry.dist is not None
    )
