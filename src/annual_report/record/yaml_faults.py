"""What is wrong with the notation of a YAML file, in words for people who don't know YAML."""

import re
from typing import TYPE_CHECKING

from annual_report.problems import Place, Problem
from annual_report.record.codes import problem

if TYPE_CHECKING:
    import yaml

# C0 and C1 controls but for tab and line breaks, the two Unicode separators that YAML 1.1 takes
# for line breaks, surrogates, and the noncharacters that YAML (1.2.2, 5.1) leaves out.
CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
"""A character that a record may not hold."""
_BREAK = r"\r\n|\r|\n"
_QUOTES = "put the text in quotes"


def characters(content: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file without its byte order mark, and the problems of its characters.

    Control characters are replaced one for one, so that the rest can still be read and every
    place stays right. The text is ``None`` where the bytes are not UTF-8.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(error, file)]
    text = text.removeprefix("\ufeff")
    problems: list[Problem] = []
    if not text.replace("\n", " ").isprintable() and re.search(CONTROL, text):
        for number, line in enumerate(re.split(_BREAK, text), 1):
            problems += [_control(found, file, number) for found in re.finditer(CONTROL, line)]
        text = re.sub(CONTROL, "\ufffd", text)
    return text, problems


def _not_utf8(error: UnicodeDecodeError, file: str) -> Problem:
    before = re.split(_BREAK, error.object[: error.start].decode("utf-8").removeprefix("\ufeff"))
    place = Place(file, len(before), len(before[-1]) + 1)
    return problem(
        "AR103",
        place,
        f"the file is not UTF-8 text: byte {error.object[error.start]:#04x} stands here",
        "save the file with the encoding UTF-8 in your editor",
    )


def _control(found: "re.Match[str]", file: str, line: int) -> Problem:
    code = f"U+{ord(found[0]):04X}"
    return problem(
        "AR104",
        Place(file, line, found.start() + 1),
        f"a control character ({code}) stands here",
        "delete it; it can't be seen, so type the words around it again",
    )


def in_plain_words(error: "yaml.YAMLError", file: str, lines: list[str]) -> Problem:
    """A syntax error as a problem: what it means for somebody who wrote a text."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    here = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    opened = Place(file, context.line + 1, context.column + 1) if context else here
    what, during = getattr(error, "problem", None) or str(error), getattr(error, "context", None) or ""
    line = lines[here.line - 1] if here.line <= len(lines) else ""
    found = (
        _marks(what, during, opened)
        or _open_ends(what, during, opened, here)
        or _misfits(what, opened, here, line)
    )
    return found or problem("AR105", here, f"this cannot be read as YAML ({what})", _QUOTES)


def _marks(what: str, during: str, opened: Place) -> Problem | None:
    """Text that begins with a character to which YAML gives a meaning."""
    if "alias" in during or "anchor" in during:
        sign = "*" if "alias" in during else "&"
        return problem("AR109", opened, f"text cannot begin with {sign} here", _QUOTES)
    if "tag" in during or "tag" in what:
        return problem("AR108", opened, "text cannot begin with ! here", _QUOTES)
    if "directive" in during or "directive" in what or "incompatible YAML" in what:
        return problem("AR105", opened, "a line cannot begin with % here", _QUOTES)
    if "block scalar" in during:
        return problem(
            "AR105",
            opened,
            "after | or > the text begins on the next line",
            "put it there, indented; or put quotes round text that begins with | or >",
        )
    return None


def _open_ends(what: str, during: str, opened: Place, here: Place) -> Problem | None:
    """Quotation marks and brackets that are not closed; escapes."""
    if "quoted scalar" in during:
        if "end of stream" in what or "document indicator" in what:
            return problem(
                "AR105", opened, "a quotation mark is opened here and never closed", "close it after the text"
            )
        return problem(
            "AR105", here, "a backslash in double quotes begins an escape that YAML does not know",
            "put the text in single quotes, or double the backslash",
        )  # fmt: skip
    if "flow sequence" in during or "flow mapping" in during:
        sign, end = ("[", "]") if "sequence" in during else ("{", "}")
        return problem(
            "AR105",
            opened,
            f"a {sign} is opened here, and something other than a comma or {end} follows an entry",
            f"close it with {end}, put commas between entries, and quotes round text with commas or brackets",
        )
    return None


def _misfits(what: str, opened: Place, here: Place, line: str) -> Problem | None:
    """Lines that do not fit their surroundings."""
    before, sign = line[: here.column - 1], line[here.column - 1 : here.column]
    if "mapping values are not allowed" in what:
        return problem(
            "AR105",
            here,
            "a colon makes a key of what stands before it, and no key can stand here",
            "put quotes round a text that has a colon in it; or begin the line below the key above it",
        )
    if "could not find expected ':'" in what:
        return problem(
            "AR105",
            opened,
            "this line is neither a key with a colon nor the rest of a text",
            "indent it further if it goes on with the text above; a key needs a colon and a blank after it",
        )
    if "cannot start any token" in what:
        if "\t" in before + sign and not before.strip():
            return problem("AR105", here, "a tab cannot indent a line", "use blanks")
        return problem("AR105", here, f'text cannot begin with "{sign}"', _QUOTES)
    if before.rstrip().endswith(("'", '"', "]", "}")) and before.strip():
        return problem(
            "AR105",
            here,
            "text goes on after its closing quotation mark or bracket",
            "put all of the text in quotes; an apostrophe within single quotes is written twice",
        )
    if "not allowed in this context" in what or "expected" in what:
        return problem(
            "AR105",
            here,
            "this does not fit what stands before it",
            "indent the line like those it belongs with; quote a text that begins with a hyphen or ?",
        )
    return None
