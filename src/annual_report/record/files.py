"""The files of a record: which there are, and their bytes. Nothing outside the workspace is read."""

import hashlib
from pathlib import Path, PurePosixPath

from annual_report.problems import Place, Problem
from annual_report.record.codes import problem

RECORD_BYTES = 5_000_000
"""The size that a file of the record may have."""
NAMED_FILE_BYTES = 500_000_000
"""The size that a picture or a source document may have."""
DATA = "data"
FORUM_FILE = "forum.yaml"
_ENDING = ".yaml"


def forum_folders(workspace: Path) -> tuple[str, ...]:
    """The folders of ``data/`` that hold a record, sorted by name."""
    folders = _listing(workspace / DATA)
    return tuple(sorted(p.name for p in folders if p.is_dir() and any(map(_is_record, _listing(p)))))


def is_forum_folder(workspace: Path, name: str) -> bool:
    """Whether ``data/`` has a folder of that very name that holds a record.

    The other folders are not looked at: there may be thousands, and a record names two or three.
    """
    if not name or name.startswith(".") or not {"/", "\\", "\0", ":"}.isdisjoint(name):
        return False
    return any(map(_is_record, _listing(workspace / DATA / name)))


def record_files(workspace: Path, folder: str) -> tuple[str, ...]:
    """The YAML files of a forum, relative to the workspace: ``forum.yaml`` first, years by name."""
    names = sorted(p.name for p in _listing(workspace / DATA / folder) if _is_record(p))
    names.sort(key=lambda name: name != FORUM_FILE)
    return tuple(f"{DATA}/{folder}/{name}" for name in names)


def _is_record(path: Path) -> bool:
    return path.suffix.lower() in {_ENDING, ".yml"} and not path.is_dir()


def _listing(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        return []


def is_misnamed(relative: str) -> bool:
    """Whether a file of the record has another ending than ``.yaml``, and so would not be read."""
    return PurePosixPath(relative).suffix != _ENDING


def read_bytes(workspace: Path, relative: str) -> bytes | Problem:
    """The bytes of a file of the record; ``relative`` is counted from the workspace."""
    place = Place(relative)
    path = _inside(workspace, relative)
    if isinstance(path, str):
        return problem("AR101", place, f"the file cannot be read: {path}")
    try:
        with path.open("rb") as file:
            content = file.read(RECORD_BYTES + 1)
    except OSError as reason:
        return problem("AR101", place, f"the file cannot be read: {_words(reason)}")
    if len(content) > RECORD_BYTES:
        return problem(
            "AR102",
            place,
            f"the file is larger than {RECORD_BYTES // 1_000_000} megabytes",
            "a year is one file of text; pictures and documents are files of their own",
        )
    return content


def named_path(named_in: str, written: str) -> str | None:
    """The path, relative to the workspace, of a file that the record file ``named_in`` names.

    ``None`` where ``written`` is not a relative path with forward slashes, or leads out of the
    workspace by its very words.
    """
    if "\\" in written or "\0" in written or PurePosixPath(written).is_absolute() or written[1:2] == ":":
        return None
    parts: list[str] = []
    for part in (PurePosixPath(named_in).parent / written).parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return None
    return "/".join(parts)


def named_bytes(workspace: Path, relative: str) -> bytes | str:
    """The bytes of a picture or document, or in plain words why they cannot be had."""
    path = _inside(workspace, relative)
    if isinstance(path, str):
        return path
    try:
        if path.stat().st_size > NAMED_FILE_BYTES:
            return f"it is larger than {NAMED_FILE_BYTES // 1_000_000} megabytes"
        return path.read_bytes()
    except OSError as reason:
        return _words(reason)


def named_sha256(workspace: Path, relative: str) -> tuple[str | None, str]:
    """The checksum of a named file and ``""``; or ``None`` and in plain words why there is none."""
    path = _inside(workspace, relative)
    if isinstance(path, str):
        return None, path
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), ""
    except OSError as reason:
        return None, _words(reason)


def named_fault(workspace: Path, relative: str) -> str | None:
    """Why a named file cannot be used, in plain words; ``None`` if it can."""
    path = _inside(workspace, relative)
    return path if isinstance(path, str) else None


def _inside(workspace: Path, relative: str) -> Path | str:
    """The real path of a regular file inside the workspace, or why there is none."""
    try:
        root = workspace.resolve(strict=True)
        path = (workspace / relative).resolve(strict=True)
    except FileNotFoundError:
        return "there is no such file"
    except (OSError, RuntimeError, ValueError) as reason:  # RuntimeError: links that lead in a circle
        return _words(reason)
    if not path.is_relative_to(root):
        return "it lies outside the workspace"
    return path if path.is_file() else "it is not a file"


def _words(reason: Exception) -> str:
    match reason:
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "this account may not read it"
        case OSError(strerror=str(words)):
            return words[:1].lower() + words[1:]
        case _:
            return "its path leads nowhere"
