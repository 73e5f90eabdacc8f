"""What is printed on a terminal, as text: problems with an excerpt, the comparison as a table."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from annual_report.comparison import Comparison, Side
from annual_report.comparison_data import words
from annual_report.problems import Problem, Severity

_COLOURS: dict[Severity, str] = {"error": "31;1", "warning": "33;1", "note": "36"}
_NUMBER, _MOST_NUMBER, _GAP = 4, 8, 2


def painted(text: str, colour: str, *, on: bool) -> str:
    """Text in an ANSI colour, where that is wanted."""
    return f"\x1b[{colour}m{text}\x1b[0m" if on else text


def problem_lines(problem: Problem, workspace: Path, *, excerpt: bool, colour: bool) -> str:
    """A problem in its printed form; with ``excerpt`` the line of the file and a caret below it."""
    place, severity = problem.place, f"{problem.severity}[{problem.code}]"
    lines = [f"{place}: {painted(severity, _COLOURS[problem.severity], on=colour)}: {problem.message}"]
    if excerpt:
        lines += _excerpt(problem, workspace)
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    return "\n".join(lines)


def _excerpt(problem: Problem, workspace: Path) -> list[str]:
    try:
        with (workspace / problem.place.file).open(encoding="utf-8-sig") as file:
            line = file.read(5_000_000).split("\n")[problem.place.line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return []
    column = problem.place.column
    start = max(0, column - 60)
    shown = line[start : start + 90].replace("\t", " ")
    if not shown.strip() or not shown.isprintable():
        return []
    before = line[start : column - 1].replace("\t", " ")
    return [f"  | {shown}", f"  | {' ' * display_width(before)}^"]


def github(problem: Problem) -> str:
    """A problem as an annotation of GitHub's workflow commands."""
    kind = {"error": "error", "warning": "warning", "note": "notice"}[problem.severity]
    place = problem.place
    where = f"file={_escaped(place.file, ':,')},line={place.line},col={place.column},title={problem.code}"
    text = problem.message + (f" (hint: {problem.hint})" if problem.hint else "")
    return f"::{kind} {where}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    """Text that can't end the part of a workflow command that it stands in."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def tally(problems: Sequence[Problem]) -> str:
    """How many problems there are, in words."""
    counts = []
    for severity in ("error", "warning", "note"):
        number = sum(problem.severity == severity for problem in problems)
        if number:
            counts.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return ", ".join(counts) or "no problems"


# --- the comparison as a table --------------------------------------------------------------------------


def comparison_table(comparison: Comparison, language: str, width: int) -> str:
    """The comparison of a year for a terminal of ``width`` columns."""
    year = comparison.year.label
    lines = _heading(f"{words(comparison.forum.forum.name, language)}, {year}", "=", width)
    for heading, side in (
        (f"Looking back on {year}", comparison.back),
        (f"Looking forward to {comparison.forward.year or 'the next period'}", comparison.forward),
    ):
        lines += ["", *_heading(heading, "-", width), *_side(side, year, language, width)]
    return "\n".join(lines)


def _heading(text: str, rule: str, width: int) -> list[str]:
    lines = wrapped(text, width)
    return [*lines, rule * max(map(display_width, lines), default=0)]


def _side(side: Side, year: str, language: str, width: int) -> Iterator[str]:
    if not side.recorded:
        missing = side.year or "the next period"
        yield from wrapped(f"The priorities for {missing} are not in the record.", width)
    elif not side.pairs:
        yield f"No priorities are recorded for {side.year}."
    else:
        yield from _table(side, year, language, width)
    if side.recorded and side.others:
        yield ""
        yield from wrapped(f"Achievements of {year} outside these priorities:", width)
        for achievement in side.others:
            yield from _item(words(achievement.title or achievement.text, language), width)
    if not side.achievements_recorded and side.year == year:  # once: the other side sets the same beside it
        yield ""
        yield from wrapped(f"The achievements of {year} are not in the record.", width)


def _table(side: Side, year: str, language: str, width: int) -> Iterator[str]:
    widest = max((display_width(pair.number) for pair in side.pairs), default=0)
    number = min(max(_NUMBER, widest), _MOST_NUMBER)
    left = (width - number - 2 * _GAP) * 2 // 5
    right = width - number - left - 2 * _GAP
    heads = (wrapped(f"Priority for {side.year}", left), wrapped(f"Done in {year}", right))
    yield from _columns(["No."], *heads, number, left)
    yield "-" * width
    for position, pair in enumerate(side.pairs):
        if position:
            yield ""
        promise = wrapped(words(pair.priority.title or pair.priority.text, language), left)
        done = []
        outcome = pair.priority.outcome
        if outcome and outcome.rating:
            done += wrapped(f"[{outcome.rating.text}]", right)
        for achievement in pair.achievements:
            done += _item(words(achievement.title or achievement.text, language), right)
        if outcome and outcome.reason:
            done += wrapped(f"Reason: {words(outcome.reason, language)}", right)
        if not pair.achievements:
            nothing = "no achievement recorded" if side.achievements_recorded else "not in the record"
            done += wrapped(nothing, right)
        yield from _columns(wrapped(pair.number, number), promise, done, number, left)


def _item(text: str, width: int) -> list[str]:
    first, *rest = wrapped(text, width - 2) or [""]
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _columns(one: list[str], two: list[str], three: list[str], number: int, left: int) -> Iterator[str]:
    for row in range(max(len(one), len(two), len(three))):
        cells = [column[row] if row < len(column) else "" for column in (one, two, three)]
        gap = " " * _GAP
        yield f"{padded(cells[0], number)}{gap}{padded(cells[1], left)}{gap}{cells[2]}".rstrip()


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes (Unicode Standard Annex 11)."""
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, width: int) -> str:
    """A text with blanks after it, ``width`` columns wide."""
    return text + " " * (width - display_width(text))


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most ``width`` columns; a word longer than that is cut."""
    lines, line = [], ""
    for word in text.split():
        rest = word
        while rest:
            candidate = f"{line} {rest}" if line else rest
            if display_width(candidate) <= width:
                line, rest = candidate, ""
            elif line:
                lines.append(line)
                line = ""
            else:
                cut = len(rest)
                while display_width(rest[:cut]) > width and cut > 1:
                    cut -= 1
                lines.append(rest[:cut])
                rest = rest[cut:]
    return [*lines, line] if line else lines


def csv_rows(comparisons: Sequence[Comparison], language: str) -> list[list[str]]:
    """The comparison as rows: a priority and an achievement a row; cells that a spreadsheet would run as a
    formula are made text by an apostrophe.
    """
    rows = [
        [
            "forum",
            "year",
            "side",
            "priority_year",
            "number",
            "priority_id",
            "priority",
            "rating",
            "achievement_id",
            "achievement",
            "fate",
            "thread",
        ]
    ]
    for comparison in comparisons:
        stories = _stories(comparison)
        for name, side in (("back", comparison.back), ("forward", comparison.forward)):
            for pair in side.pairs:
                outcome = pair.priority.outcome
                rating = outcome.rating.text if outcome and outcome.rating else ""
                head = [comparison.forum.folder, comparison.year.label, name, side.year or "", pair.number]
                promise = [pair.priority.id, words(pair.priority.text, language), rating]
                done = [[a.id, words(a.text, language)] for a in pair.achievements] or [["", ""]]
                story = stories.get((side.year or "", pair.priority.id), ("", ""))
                rows += [[*head, *promise, *cells, *story] for cells in done]
            if side.recorded:
                head = [comparison.forum.folder, comparison.year.label, name, side.year or "", "", "", "", ""]
                rows += [[*head, a.id, words(a.text, language), "", ""] for a in side.others]
    return [[_harmless(cell) for cell in row] for row in rows]


def _stories(comparison: Comparison) -> dict[tuple[str, str], tuple[str, str]]:
    """The fate of each priority of the forum by year and id, and the reference of its thread's first one."""
    folder = comparison.forum.folder
    return {
        (entry.key.year, entry.key.id): (entry.fate, thread.first.key.seen_from(folder))
        for thread in comparison.threads
        for entry in thread.entries
        if entry.key.forum == folder
    }


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else cell
