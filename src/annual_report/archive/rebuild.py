"""The proof: the editions built again from the record in a package, and compared with those in it."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from annual_report import made_with
from annual_report.archive.codes import problem
from annual_report.archive.note import Note
from annual_report.archive.used import WORKSPACE
from annual_report.build import Request, build
from annual_report.problems import Problem, ReportError, UsageError

if TYPE_CHECKING:
    from pypdf.generic import PdfObject

_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms"})
"""What of a stream's dictionary is about its packing alone."""


def rebuild(folder: Path, noted: Note, named: str) -> list[Problem]:
    """Build the editions of a package again and compare.

    The same versions have to give the same bytes (AR627). With others a file that differs is compared by
    content, and where that differs as well nothing is proven (AR628). ``named`` is the package as problems
    name it.
    """
    with tempfile.TemporaryDirectory(prefix="annual-report-") as scratch:
        try:
            built = _build(folder / WORKSPACE, noted, Path(scratch))
        except (ReportError, UsageError) as error:
            return [problem("AR627", named, f"the editions can't be built again: {error}")]
        differing = [
            name
            for names in noted.editions.values()
            for name in names
            if not _same(folder / name, built.get(name.rpartition("/")[2]))
        ]
        others = made_with.differences(noted.made_with)
        if others:
            differing = [
                name
                for name in differing
                if not same_content(folder / name, built.get(name.rpartition("/")[2]))
            ]
    if not others:
        message = "built again with the same versions it has other bytes"
        return [problem("AR627", f"{named}/{name}", message) for name in differing]
    told = "; ".join(others)
    message = f"built again it differs, and was made with other versions ({told})"
    hint = "install the versions of metadata/archive.json, and verify again"
    return [problem("AR628", f"{named}/{name}", message, hint) for name in differing]


def _build(workspace: Path, noted: Note, out: Path) -> dict[str, Path]:
    target = f"{noted.forum}/{noted.year.replace('/', '-')}"
    request = Request(
        workspace=workspace, out=out, targets=(target,), editions=(noted.edition,), language="all", keep=False
    )
    found: dict[str, Path] = {}
    for result in build(request):
        errors = [told for told in result.problems if told.severity == "error"]
        if errors:
            raise ReportError(errors)
        found |= {file.path.name: file.path for file in result.files}
    return found


def _same(kept: Path, built: Path | None) -> bool:
    return built is not None and kept.is_file() and kept.read_bytes() == built.read_bytes()


def same_content(kept: Path, built: Path | None) -> bool:
    """Whether two editions hold the same, whatever packed them: parts of a Word file, objects of a PDF.

    What may differ between platforms is how zlib packs a stream; what is in it may not.
    """
    if built is None or not kept.is_file():
        return False
    old, new = kept.read_bytes(), built.read_bytes()
    match kept.suffix:
        case ".docx":
            return _parts(old) == _parts(new)
        case ".pdf":
            return _objects(old) == _objects(new)
        case _:
            return old == new


def _parts(data: bytes) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        return None


def _objects(data: bytes) -> list[bytes] | None:
    """The objects of a PDF in the order of their numbers, streams unpacked, containers left out."""
    from pypdf import PdfReader

    from annual_report.archive.quiet import quiet

    try:
        with quiet("pypdf"):
            reader = PdfReader(BytesIO(data))
            last = int(str(reader.trailer["/Size"]))
            return [_content(reader.get_object(number)) for number in range(1, last)]
    except Exception:  # noqa: BLE001 - a damaged PDF can make a reader raise anything
        return None


def _content(value: "PdfObject | None") -> bytes:
    """An object as it would be written without any packing; nothing for what only holds other objects."""
    from pypdf.generic import DictionaryObject, StreamObject

    written = BytesIO()
    if isinstance(value, StreamObject):
        if value.get("/Type") in {"/ObjStm", "/XRef"}:
            return b""
        rest = {key: value.raw_get(key) for key in sorted(value) if key not in _PACKING}
        DictionaryObject(rest).write_to_stream(written)
        return written.getvalue() + value.get_data()
    if value is not None:
        value.write_to_stream(written)
    return written.getvalue()
