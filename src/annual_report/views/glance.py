"""The year at a glance: drawn from the record alone, each number also in words."""

from collections.abc import Iterator

from markupsafe import Markup, escape
from msgspec import Struct

from annual_report.comparison import Comparison, Side, Thread
from annual_report.fields import Fields
from annual_report.record.model import Priority, RatingLabel, Year
from annual_report.views.numbers import counted, spelled

MOST_LINES = 12
"""Over so many priorities a list of them is no glance any more."""


class Figure(Struct, frozen=True):
    """A number that stands out: ``value``, smaller words ``beside`` it, and what it counts."""

    value: str
    label: str
    beside: str = ""


class TallyLine(Struct, frozen=True):
    """An outcome, the numbers of the priorities that had it, and how many they are, this year and last."""

    pill: Markup
    numbers: tuple[str, ...]
    count: Markup


class Glance(Struct, frozen=True):
    """What stands on the page: sentences, figures, outcomes or a line a priority, more sentences below those,
    what is missing.
    """

    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    tally: tuple[TallyLine, ...]
    lines: Side | None
    heading: str
    below: tuple[Markup, ...]
    missing: tuple[str, ...]


def at_a_glance(comparison: Comparison, fields: Fields) -> Glance:
    """The glance of one year."""
    back, forward = comparison.back, comparison.forward
    before = _year_before(comparison)
    tally = _tally(back, before, fields)
    chosen = back if back.pairs else forward if forward.pairs else None
    lines = chosen if chosen and len(chosen.pairs) <= MOST_LINES else None
    below = [*_below(comparison, before, fields)]
    boxed = _wants_box(comparison) or not (tally or lines)
    if not boxed:
        below += map(escape, _missing(comparison, fields))
    return Glance(
        sentences=tuple(_sentences(comparison, fields)),
        figures=tuple(_figures(comparison, fields)),
        tally=tally,
        lines=lines,
        heading=_heading(lines, fields),
        below=tuple(below),
        missing=tuple(_missing(comparison, fields)) if boxed else (),
    )


def _sentences(comparison: Comparison, fields: Fields) -> list[str]:
    back, forward, label = comparison.back, comparison.forward, comparison.year.label
    found = []
    if back.recorded:
        found.append(
            counted(
                len(back.pairs),
                "%(count)s priority was set for %(year)s.",
                "%(count)s priorities were set for %(year)s.",
                fields,
                year=label,
            )
        )
        found.extend(_outcomes_sentence(back, fields))
    if back.achievements_recorded:
        found.append(
            counted(
                len(comparison.year.achievements or ()),
                "%(count)s achievement is recorded for %(year)s.",
                "%(count)s achievements are recorded for %(year)s.",
                fields,
                year=label,
            )
        )
        found.extend(_starts_sentence(forward, fields))
    elif back.recorded:
        found.append(fields.translations.gettext("What was done is not in the record yet."))
    if not found:
        wording = fields.translations.gettext(
            "Neither priorities nor achievements are in the record for %(year)s."
        )
        found.append(wording % {"year": label})
    return found


def _outcomes_sentence(back: Side, fields: Fields) -> list[str]:
    listed = _outcomes_listed([pair.priority for pair in back.pairs], fields)
    if not listed:
        return []
    return [fields.translations.gettext("The forum’s own outcomes: %(list)s.") % {"list": listed}]


def _outcomes_listed(priorities: list[Priority], fields: Fields) -> str:
    """The outcomes of some priorities in a row: "three “Met” and one “Not met”"; "" where there is none."""
    ratings = [_rating(priority, fields) for priority in priorities]
    listed = [
        f"{spelled(ratings.count(label), fields)} “{fields.rating_words(label)}”"
        for label in fields.forum.ratings
        if label in ratings
    ]
    return fields.and_list(listed)


def _rating(priority: Priority, fields: Fields) -> RatingLabel | None:
    outcome = priority.outcome
    return fields.forum.rating(outcome.rating.text) if outcome and outcome.rating else None


def _starts_sentence(forward: Side, fields: Fields) -> list[str]:
    if not forward.recorded:
        return []
    starting = {achievement.id for pair in forward.pairs for achievement in pair.achievements}
    return [
        counted(
            len(starting),
            "%(count)s of them gives a start to a priority for %(year)s.",
            "%(count)s of them give a start to a priority for %(year)s.",
            fields,
            year=forward.year,
        )
        if starting
        else fields.translations.gettext("None of them is recorded as a start to a priority for %(year)s.")
        % {"year": forward.year}
    ]


def _figures(comparison: Comparison, fields: Fields) -> list[Figure]:
    back, forward, label = comparison.back, comparison.forward, comparison.year.label
    translate, plural = fields.translations.gettext, fields.translations.ngettext
    found = []
    if back.recorded:
        words = plural("priority set for %(year)s", "priorities set for %(year)s", len(back.pairs))
        found.append(Figure(str(len(back.pairs)), words % {"year": label}))
    if back.achievements_recorded:
        number = len(comparison.year.achievements or ())
        words = plural("achievement recorded for %(year)s", "achievements recorded for %(year)s", number)
        found.append(Figure(str(number), words % {"year": label}))
        if back.pairs:
            served = sum(bool(pair.achievements) for pair in back.pairs)
            beside = translate("of %(number)s") % {"number": len(back.pairs)}
            found.append(Figure(str(served), translate("priorities with an achievement"), beside))
    if forward.pairs:
        if not back.recorded:
            words = plural("priority set for %(year)s", "priorities set for %(year)s", len(forward.pairs))
            found.append(Figure(str(len(forward.pairs)), words % {"year": forward.year}))
        if forward.achievements_recorded:
            started = sum(1 for pair in forward.pairs if pair.achievements)
            words = translate("priorities for %(year)s with an achievement that gives them a start")
            beside = translate("of %(number)s") % {"number": len(forward.pairs)}
            found.append(Figure(str(started), words % {"year": forward.year}, beside))
    return found


def _year_before(comparison: Comparison) -> Year | None:
    """The recorded year whose following one this is."""
    forum, year = comparison.forum, comparison.year
    return next((other for other in reversed(forum.years) if forum.following(other) is year), None)


def _tally(back: Side, before: Year | None, fields: Fields) -> tuple[TallyLine, ...]:
    """A line for each rating that the forum gave this year or the year before, if it gave any this year."""
    now = [(_rating(pair.priority, fields), pair.number) for pair in back.pairs]
    then = [_rating(priority, fields) for priority in (before.priorities or ())] if before else []
    if not any(label for label, _ in now):
        return ()
    lines = []
    for label in fields.forum.ratings:
        numbers = tuple(number for rated, number in now if rated is label)
        earlier = sum(rated is label for rated in then)
        if numbers or earlier:
            count = _count_words(len(numbers), fields)
            if before is not None and any(then):
                count += Markup(' <span class="quiet">({}: {})</span>').format(before.label, earlier)
            lines.append(TallyLine(fields.rating(label, None), numbers, count))
    return tuple(lines)


def _count_words(number: int, fields: Fields) -> Markup:
    wording = fields.translations.ngettext("%(num)s priority", "%(num)s priorities", number)
    return escape(wording % {"num": number})


def _below(comparison: Comparison, before: Year | None, fields: Fields) -> Iterator[Markup]:
    """What outcomes leave open: priorities without deeds, the year before, the promise carried longest."""
    back, gettext = comparison.back, fields.translations.gettext
    if back.pairs and back.achievements_recorded:
        served = sum(bool(pair.achievements) for pair in back.pairs)
        wording = gettext("Priorities with an achievement beside them: %(with)s. Without one: %(without)s.")
        numbers = {"with": spelled(served, fields), "without": spelled(len(back.pairs) - served, fields)}
        yield escape(wording % numbers)
    listed = _outcomes_listed(list(before.priorities or ()), fields) if before else ""
    if before is not None and listed:
        wording = gettext("The outcomes of the year before, %(year)s: %(list)s.")
        yield escape(wording % {"year": before.label, "list": listed})
    yield from _longest(comparison, fields)


def _longest(comparison: Comparison, fields: Fields) -> Iterator[Markup]:
    """The promise of this year that has been made in the most years, two at least."""
    label, folder = comparison.year.label, comparison.forum.folder

    def years(thread: Thread) -> int:
        return len({entry.key.year for entry in thread.entries if entry.key.year <= label})

    alive = [t for t in comparison.threads if any(e.key[:2] == (folder, label) for e in t.entries)]
    longest = max(alive, key=years, default=None)
    if longest is None or years(longest) < 2:
        return
    number = years(longest)
    promise = next(entry.priority for entry in longest.entries if entry.key[:2] == (folder, label))
    wording = fields.translations.ngettext(
        "The promise carried longest is “%(name)s”: a priority in %(count)s year, first in %(year)s.",
        "The promise carried longest is “%(name)s”: a priority in %(count)s years, first in %(year)s.",
        number,
    )
    yield escape(wording) % {
        "name": fields.cut(promise, 80),
        "count": spelled(number, fields),
        "year": longest.first.key.year,
    }


def _heading(lines: Side | None, fields: Fields) -> str:
    wording = fields.translations.gettext("Priorities for %(year)s at a glance")
    return wording % {"year": lines.year} if lines else ""


def _wants_box(comparison: Comparison) -> bool:
    """Whether more is missing than the priorities of the coming year, as they are in every latest report."""
    return not (comparison.back.recorded and comparison.back.achievements_recorded)


def _missing(comparison: Comparison, fields: Fields) -> list[str]:
    back, forward, label = comparison.back, comparison.forward, comparison.year.label
    translate = fields.translations.gettext
    found = []
    if not back.recorded:
        words = translate(
            "The priorities for %(year)s are not in the record. This report therefore cannot say how far "
            "they were met."
        )
        if back.achievements_recorded and forward.recorded:
            beside = translate(
                "It sets the achievements of %(year)s beside the priorities for the following year."
            )
            words = f"{words} {beside}"
        found.append(words % {"year": label})
    if not back.achievements_recorded:
        found.append(translate("The achievements of %(year)s are not in the record yet.") % {"year": label})
    if forward.year is None:
        found.append(translate("Which period follows is not in the record."))
    elif not forward.recorded:
        found.append(
            translate("The priorities for %(year)s are not in the record yet.") % {"year": forward.year}
        )
    return found
