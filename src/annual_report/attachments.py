"""The record that travels inside a file: the canonical copies of what the report was made from."""

from pathlib import Path, PurePosixPath

from annual_report.document.blocks import Attachment
from annual_report.record import files
from annual_report.record.canonical import canonical
from annual_report.record.loading import Reading, named_files

HEADING = "Canonical copy of the published record: comments and private fields are left out."
MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
}


def record_files(workspace: Path, reading: Reading) -> tuple[Attachment, ...]:
    """The files of a record as attachments, under the names that they have in a workspace.

    Every year of the forum travels along, and the forums that it refers to: an outcome of today may
    continue a promise of years ago, and the copy has to build the same report again.
    """
    found: dict[str, Attachment] = {}
    for forum in reading.record.forums:
        for file in forum.files:
            if file in reading.nodes:
                text = canonical(reading.nodes[file], HEADING)
                found[file] = Attachment(
                    file, MEDIA_TYPES[".yaml"], "The record of this report", text.encode()
                )
        for named in named_files(forum):
            if named.path and named.path not in found:
                data = files.named_bytes(workspace, named.path)
                if isinstance(data, bytes):
                    found[named.path] = Attachment(
                        named.path, _media_type(named.path), "Named in the record", data
                    )
    return tuple(found.values())


def _media_type(path: str) -> str:
    return MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
