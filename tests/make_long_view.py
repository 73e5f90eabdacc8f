"""Write an invented forum of 25 years: what it takes to look at promises over a generation.

    python tests/make_long_view.py FOLDER

FOLDER becomes a workspace with ``data/long-view/``: 1999/00 to 2023/24, always the same bytes. Promises
split, merge, rest, stop and come back. Two years have no file, one no priorities, one no achievements.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FORUM = "long-view"
FIRST = 1999
YEARS = 25
NO_FILE = (6, 15)  # 2005/06 and 2014/15
NO_PRIORITIES = 11  # 2010/11
NO_ACHIEVEMENTS = 18  # 2017/18

# What a year of a thread can be. Without a sign the priority was not set; "w" has achievements and no
# outcome, "s" has neither. "0" is a priority that was not met and was stopped.
RATINGS = {
    "+": "met",
    "~": "partly met",
    "-": "not met",
    "=": "ongoing",
    ">": "carried forward",
    "x": "withdrawn",
    "?": "not rated",
    "0": "not met",
}
WORKED_ON = "+~=w"
REASONS = {
    "-": "Too few people were free to do it.",
    ">": "It could not be begun.",
    "x": "Another body took it over.",
    "?": "Everyday work, which the forum does not judge.",
}


class Promise(NamedTuple):
    """A thread: its title, what is to be done, and a sign for each year from 1999/00 on.

    ``split_from`` is the thread that its first priority continues, ``joins`` the threads that it takes up,
    each with the year (counted from 0) in which it does.
    """

    id: str
    title: str
    aim: str
    signs: str
    split_from: str | None = None
    joins: tuple[tuple[int, str], ...] = ()


# 0 is 1999/00, 5 is 2004/05, 10 is 2009/10, 15 is 2014/15, 20 is 2019/20, 24 is 2023/24.
PROMISES = (
    Promise("pay", "Pay on time", "pay everybody by the 25th", "~~~>~~.~=~~.~~~.~~=~~~>~+"),
    Promise("hours", "Shorter nights", "end the twelve-hour night shift", "~~+"),
    Promise("safety", "Safe sites", "walk through each site with both sides", "~=~=~=.=~=~.=~=.=~=~=~=~="),
    Promise("parking", "Room to park", "find room for cars at the north site", "--0.........--..x"),
    Promise("canteen", "A better canteen", "ask for a better canteen", "s"),
    Promise("records", "Papers in order", "put the papers of the forum in order", "~.~.~"),
    Promise("training", "Time to learn", "give everybody three days of training", ".~~~~~.~~~~.~"),
    Promise(
        "mentors", "Mentors", "find a mentor for each new colleague", "........~~+", split_from="training"
    ),
    Promise("equality", "Equal chances", "look at who is promoted, and why", ".~~~>~.~~~~.~~~.~~~~~~~~~"),
    Promise(
        "disability",
        "Work for all",
        "fit workplaces to the people in them",
        "............~~~.~+",
        split_from="equality",
    ),
    Promise(
        "consultation",
        "Consulting early",
        "consult before a decision is made",
        "..~~~~.>~~-.~~+",
        joins=((9, "newsletters"),),
    ),
    Promise("lockers", "Lockers", "get lockers for everybody who changes at work", "...+"),
    Promise("childcare", "Care for children", "open a place for children near work", "...w-x"),
    Promise("newsletters", "News for all", "put news of the forum up at each site", "....~~.~~"),
    Promise("dispute", "The depot dispute", "settle the dispute at the depot", ".....+"),
    Promise("travel", "Ways to work", "agree with the bus company on later buses", ".......ww"),
    Promise("flexible", "Flexible hours", "let people choose when they start", ".........~~.>~~.~~+"),
    Promise("wellbeing", "Well at work", "help people before they fall ill", "............=~~.~=~~~~~+"),
    # The same words again, ten years later. Nobody said that the one goes on with the other: two threads.
    Promise("lockers", "Lockers", "get lockers for everybody who changes at work", ".............w"),
    Promise("apprentices", "Apprentices", "take on ten apprentices a year", "................~~~+...~~"),
    Promise(
        "digital",
        "Papers on screen",
        "put all papers where everybody can read them",
        "...................~>~~+",
    ),
    Promise("climate", "Heat at work", "agree what is done on very hot days", "....................-~~~="),
    Promise("pandemic", "Safe through the pandemic", "keep each workplace safe", "....................+"),
    Promise("hybrid", "Work from home", "agree who may work from home", ".....................~~.?"),
)
STEPS = (
    "Find out what it takes to {}.",
    "Try out at two sites how to {}.",
    "Begin everywhere to {}.",
    "Look again at how to {}, and mend what does not work.",
)
DEEDS = (
    "A group of both sides was set up to {}.",
    "Two sites showed how to {}.",
    "Eight sites now have a plan to {}.",
    "What was learned on the way to {} was written down for all sites.",
)


def label(number: int) -> str:
    """Return the label of a year counted from 1999/00: 5 is 2004/05."""
    return f"{FIRST + number}/{(FIRST + number + 1) % 100:02}"


def sign(promise: Promise, number: int) -> str:
    """Return the sign of a promise in a year, a full stop where it was not set."""
    return promise.signs[number : number + 1] or "."


def earlier(promise: Promise, number: int) -> list[int]:
    """Return the years before one in which a promise was set."""
    return [year for year in range(number) if sign(promise, year) != "."]


def last(promise: Promise, number: int) -> str:
    """Return the reference to the last priority of a thread before a year."""
    return f"{label(earlier(promise, number)[-1])}#{promise.id}"


def continues(promise: Promise, number: int) -> list[str]:
    """Return the references to the priorities that the one of this thread and year goes on with."""
    by_id = {other.id: other for other in PROMISES}
    taken_up = [last(by_id[other], number) for year, other in promise.joins if year == number]
    if earlier(promise, number):
        return [last(promise, number), *taken_up]
    return [last(by_id[promise.split_from], number), *taken_up] if promise.split_from else taken_up


def priority_lines(promise: Promise, number: int) -> Iterator[str]:
    """Yield the lines of a priority."""
    step = STEPS[len(earlier(promise, number)) % len(STEPS)]
    mark = sign(promise, number)
    yield f"  - id: {promise.id}"
    yield f"    title: {json.dumps(promise.title)}"
    yield f"    text: {json.dumps(step.format(promise.aim))}"
    if references := continues(promise, number):
        yield f"    continues: [{', '.join(references)}]"
    if mark in RATINGS:
        yield f"    outcome: {{rating: {RATINGS[mark]}{extra(mark)}}}"


def extra(mark: str) -> str:
    """Return what the outcome says beside its rating."""
    if mark == "0":
        return ", decision: stop"
    return f", reason: {json.dumps(REASONS[mark])}" if mark in REASONS else ""


def achievement_lines(number: int) -> Iterator[str]:
    """Yield the achievements of a year: one for each priority that was worked on, and a conference."""
    for promise in PROMISES:
        if sign(promise, number) in WORKED_ON:
            age = len(earlier(promise, number))
            yield f"  - id: {promise.id}"
            yield f"    text: {json.dumps(DEEDS[age % len(DEEDS)].format(promise.aim))}"
            yield f"    supports: [{promise.id}]"
            yield f"    difference: {10 + 3 * age} people more than the year before say that it helps them."
    yield f"  - We held the conference of the year. {80 + 5 * number} people came."


def year_text(number: int) -> str:
    """Return the file of a year."""
    lines = ["schema: 1", f"year: {label(number)}"]
    if number != NO_PRIORITIES:
        lines.append("priorities:")
        for promise in PROMISES:
            if sign(promise, number) != ".":
                lines += priority_lines(promise, number)
    if number != NO_ACHIEVEMENTS:
        lines += ["achievements:", *achievement_lines(number)]
    return "\n".join(lines) + "\n"


def make(folder: Path) -> Path:
    """Write the forum into a workspace, and return the folder that holds it."""
    home = folder / "data" / FORUM
    home.mkdir(parents=True, exist_ok=True)
    about = "This forum is invented, to show what became of promises over 25 years."
    forum = f"schema: 1\nname: Example Long View Forum\nabout: {about}\n"
    (home / "forum.yaml").write_text(forum, encoding="utf-8", newline="\n")
    for number in range(YEARS):
        if number not in NO_FILE:
            file = home / f"{label(number).replace('/', '-')}.yaml"
            file.write_text(year_text(number), encoding="utf-8", newline="\n")
    return home


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} FOLDER")
    sys.stdout.write(f"{make(Path(sys.argv[1]))}\n")
