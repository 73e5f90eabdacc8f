"""What somebody most likely meant: near misses, and sentences that YAML took for keys."""

from annual_report.record.nodes import Entry, Scalar

_LINE = 60  # characters of a quoted sentence that fit into a hint


def near_miss(written: str, known: list[str]) -> str | None:
    """The one of ``known`` that ``written`` was most likely meant to be."""
    import difflib  # nothing is misspelt in most builds

    folded = {_folded(name): name for name in known}
    found = difflib.get_close_matches(_folded(written), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _folded(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


def quote_hint(entry: Entry) -> str:
    """The advice for a sentence with a colon in it, which was read as a key and its value."""
    value = entry.value.text if isinstance(entry.value, Scalar) else "..."
    sentence = f"{entry.key.text}: {value}"
    shown = sentence if len(sentence) <= _LINE else f"{sentence[: _LINE - 3]}..."
    mark = '"' if '"' not in shown else "'"
    return f"if this is a sentence, put quotes round it: {mark}{shown}{mark}"
