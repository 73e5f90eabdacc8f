"""Names that come from elsewhere: which may be given to a file, on any system."""

from pathlib import PurePosixPath

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""Names that are devices on Windows, with any ending."""
_OBEYED = frozenset({"layouts", "reports", "src"})
"""Folders of a workspace whose files do something, or are made: nothing of a record lies there."""
_LONGEST = 200


def fault(name: str) -> str | None:
    """Why a file of a record can't have this name, in plain words; None if it can.

    Names are counted from the workspace, with forward slashes.
    """
    if not name or not name.isprintable():
        return "it holds a character that can't be printed"
    if "\\" in name or name.startswith("/") or name[1:2] == ":":
        return "it does not lie in a workspace"
    parts = name.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        return "it leads out of its folder"
    if any(part.startswith(".") for part in parts):
        return "it is hidden"
    if len(parts) < 2 or parts[0].casefold() in _OBEYED:
        return "nothing of a record lies there"
    if len(parts) > 20 or any(len(part.encode()) > _LONGEST for part in parts):
        return "it is too long"
    for part in parts:
        if part[-1] in ". " or set(part) & set('<>:"|?*') or PurePosixPath(part).stem.casefold() in _RESERVED:
            return "not every system can have a file of this name"
    return None
