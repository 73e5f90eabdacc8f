"""The first files of a record: commented, so that a person sees what can be said, and where."""

from collections.abc import Mapping

from annual_report.record.facts import facts
from annual_report.record.model import Forum, Year
from annual_report.record.periods import period

SCHEMA_FOLDER = "data/.schema"


def forum_file(folder: str) -> str:
    """The text of a first ``forum.yaml``."""
    name = folder.replace("-", " ").strip()
    head = [
        "# yaml-language-server: $schema=../.schema/forum.json",
        "# Who the forum is. Take away the # before a key to use it; every key but the name can be left out.",
        "schema: 1",
        f"name: {_quoted(name[:1].upper() + name[1:])}",
        "",
    ]
    return "\n".join([*head, *_commented(Forum, {"schema", "name"}, {})]) + "\n"


def year_file(label: str) -> str:
    """The text of a first file of a year."""
    head = [
        "# yaml-language-server: $schema=../.schema/year.json",
        "# What was promised and what was done. To use a key, take away the # and the blank before it.",
        "# Leave out what is not recorded: the report then says that it is not in the record.",
        "schema: 1",
        f"year: {_quoted(label)}",
        "",
    ]
    days = period(label, None, None, None)
    own = {"start": days.start.isoformat(), "end": days.end.isoformat()}
    return "\n".join([*head, *_commented(Year, {"schema", "year"}, own)]) + "\n"


def _commented(entity: type[Forum] | type[Year], written: set[str], examples: Mapping[str, str]) -> list[str]:
    """Every key but those that are written already, as a comment, with what it means.

    ``examples`` take the place of the format's own, which are of another year.
    """
    lines = []
    for key, fact in facts(entity).items():
        if key not in written:
            lines += [f"# {fact.about.meaning}", f"# {key}: {examples.get(key, fact.about.example)}", ""]
    lines += ["# Anything under private is never published.", "# private: {note: Only for us.}"]
    return lines


def _quoted(text: str) -> str:
    """Text as a YAML scalar; quotation marks only where the editor could take it for something else."""
    return f'"{text}"' if text.isdigit() else text
