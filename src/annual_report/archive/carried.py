"""The record that a PDF or Word file carries, read without trust: checksums compared, growth limited."""

from annual_report.archive import pdf_record, word_record
from annual_report.archive.codes import problem
from annual_report.archive.safe_names import fault
from annual_report.archive.trust import AlteredError, RefusedError, UnreadableError, allowance
from annual_report.document.blocks import Attachment
from annual_report.problems import ReportError
from annual_report.record.files import FORUM_FILE, RECORD_BYTES


def carried(data: bytes, named: str) -> tuple[Attachment, ...]:
    """The files of the record in a PDF or DOCX, each with the checksum that was written beside it.

    ``named`` is the file as problems name it. Raises ``ReportError`` with AR640 (there is none), AR641
    (can't be read), AR642 (not as it was) or AR643 (refused).
    """
    try:
        found = _checked(_read(data), len(data))
    except UnreadableError as error:
        raise ReportError([problem("AR641", named, f"the file can't be read: {error}")]) from None
    except AlteredError as error:
        raise ReportError([problem("AR642", named, f"the record is not as it was: {error}")]) from None
    except RefusedError as error:
        raise ReportError([problem("AR643", named, f"the file is refused: {error}")]) from None
    if not any(file.name.endswith(f"/{FORUM_FILE}") for file in found):
        hint = "a PDF built with --pdfa 2a and a web page carry none"
        raise ReportError([problem("AR640", named, "no record travels in this file", hint)])
    return found


def _read(data: bytes) -> tuple[Attachment, ...]:
    if data.startswith(b"%PDF-"):
        return pdf_record.read(data)
    if data.startswith(b"PK"):
        return word_record.read(data)
    raise UnreadableError("it is neither a PDF nor a Word file")


def _checked(found: tuple[Attachment, ...], size: int) -> tuple[Attachment, ...]:
    """The files in order of their names; raises ``RefusedError`` where one has no place in a record."""
    seen: set[str] = set()
    if sum(len(file.data) for file in found) > allowance(size):
        raise RefusedError("the record in it is out of all proportion")
    for file in found:
        if why := fault(file.name):
            raise RefusedError(f"it names a file {file.name[:200]!r}: {why}")
        if file.name.casefold() in seen:
            raise RefusedError(f"it names {file.name!r} twice")
        if file.name.endswith(".yaml") and len(file.data) > RECORD_BYTES:
            raise RefusedError(f"{file.name} has more than {RECORD_BYTES // 1_000_000} megabytes")
        seen.add(file.name.casefold())
    return tuple(sorted(found, key=lambda file: file.name))
