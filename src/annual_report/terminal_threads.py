"""The threads of a forum as a table for the terminal: a row a promise, a column a year, the latest first."""

from collections.abc import Iterator

from annual_report.comparison import ThreadEntry
from annual_report.comparison_data import words
from annual_report.terminal import padded, wrapped
from annual_report.timeline import Timeline, Track, parts

_YEAR, _LEAST_NAME, _MOST_NAME = 11, 16, 30
"""Columns of the terminal: those of a year with the blank after it, those of a promise's name."""


def threads_table(whole: Timeline, language: str, width: int) -> str:
    """The threads for a terminal of ``width`` columns; "" where fewer than two years have priorities."""
    if whole.recorded < 2 or not whole.tracks:
        return ""
    heading = f"Promises from {whole.columns[0].label} to {whole.columns[-1].label}"
    name = min(_MOST_NAME, max(_LEAST_NAME, width // 3))
    years = max(1, (width - name) // _YEAR)
    names = {track.thread.first.key: _name(track, language) for track in whole.tracks}
    lines = [heading, "=" * len(heading)]
    for part in parts(whole, years):
        head = "".join(padded(column.label, _YEAR) for column in part.columns)
        lines += ["", f"{padded('', name)}{head}".rstrip(), "-" * (name + _YEAR * len(part.columns) - 1)]
        for track in part.tracks:
            lines += _row(track, part, names[track.thread.first.key], name)
            if track.merge is not None:
                into = names[track.merge.into]
                ended = f"merged in {track.merge.year} into {into}"
                lines += [f"  {line}" for line in wrapped(ended, width - 2)]
    if any(line.endswith("->") for line in lines):
        lines += ["", "-> it goes on"]
    return "\n".join(lines)


def _name(track: Track, language: str) -> str:
    priority = track.last.priority
    return words(priority.title or priority.text, language)


def _row(track: Track, part: Timeline, name: str, width: int) -> Iterator[str]:
    cells = [wrapped(_words(track, place, part), _YEAR - 1) for place in range(len(part.columns))]
    left = wrapped(name, width - 2)
    left = left if len(left) < 3 else [*left[:2], *(["..."] if len(left) > 2 else [])]
    for row in range(max(len(left), *map(len, cells))):
        first = padded(left[row] if row < len(left) else "", width)
        rest = "".join(padded(cell[row] if row < len(cell) else "", _YEAR) for cell in cells)
        yield f"{first}{rest}".rstrip()


def _words(track: Track, place: int, part: Timeline) -> str:
    """What a year's cell says: the forum's rating, else the fate; what came after the last year."""
    entries, last = track.places[place], track.last_place
    if entries:
        said = " ".join(_standing(entry) for entry in entries)
        at_the_edge = place == last == len(part.columns) - 1
        return f"{said} ->" if at_the_edge and track.ending == "goes on" else said
    if place < track.first_place and not track.earlier:
        return ""
    ended = place > last and track.ending in ("kept", "dropped", "merged")
    if ended:
        return track.ending if place == last + 1 and track.ending != "kept" else ""
    return "not listed" if part.columns[place].recorded else "no record"


def _standing(entry: ThreadEntry) -> str:
    outcome = entry.priority.outcome
    return outcome.rating.text if outcome and outcome.rating else entry.fate
