"""Invented records to measure with: a forum with so many achievements, or so many forums with a few.

    python tests/benchmarks/workspaces.py FOLDER FORUMS ACHIEVEMENTS

The same numbers always write the same bytes. A third as many priorities as achievements are set, each with an
outcome; one achievement in twelve supports none.
"""

import json
import sys
from pathlib import Path

DOERS = ("employers", "trade unions", "staff side members", "the regional team", "new starters")
THINGS = ("flexible working", "job evaluation", "the annual conference", "apprenticeships", "rostering")
ENDS = (
    "so that good practice is shared early",
    "with a named lead",
    "and reported to the forum each quarter",
)
RATINGS = ("met", "partly met", "not met", "ongoing")
YEAR = "2023/24"


def write(folder: Path, forums: int, achievements: int) -> Path:
    """Make ``folder`` a workspace of so many forums, each with a year of so many achievements."""
    for number in range(1, forums + 1):
        home = folder / "data" / f"forum-{number:04}"
        home.mkdir(parents=True, exist_ok=True)
        _write(home / "forum.yaml", {"name": f"Forum {number}", "contact": {"email": "office@example.org"}})
        _write(home / f"{YEAR.replace('/', '-')}.yaml", year(number, achievements))
    return folder


def year(seed: int, achievements: int) -> dict[str, object]:
    """A year of so many achievements; another seed gives other sentences."""
    promised = max(1, achievements // 3)
    return {
        "year": YEAR,
        "priorities": [
            {
                "id": f"p-{number}",
                "text": f"Improve {_words(seed + number)}. The focus will be on {_words(seed + 3 * number)}.",
                "outcome": {"rating": RATINGS[number % len(RATINGS)]},
            }
            for number in range(promised)
        ],
        "achievements": [
            {
                "id": f"a-{number}",
                "text": f"We improved {_words(seed + 7 * number)} and **took** {_words(seed + 5 * number)}.",
                "evidence": [{"words": "The evidence", "url": f"https://example.org/{number}"}],
            }
            | ({} if number % 12 == 11 else {"supports": [f"p-{number % promised}"]})
            for number in range(achievements)
        ],
        "people": [{"name": "Ann Example", "role": "Staff side chair"}],
    }


def _words(seed: int) -> str:
    parts = (THINGS[seed % 5], "with", DOERS[seed // 5 % 5], ENDS[seed // 25 % 3])
    return " ".join(parts)


def _write(file: Path, content: dict[str, object]) -> None:
    file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")  # JSON is YAML too


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
