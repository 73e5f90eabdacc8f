"""What became of promises, held against what is said of them: the questions that readers ask first.

Each is a warning: an author answers it in the record, or acknowledges it with a reason. Nothing is said for
want of a side that is not in the record (record format, rule 9): that side is named once, by the rules.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from annual_report.comparison import PromiseKey, ThreadEntry, built_in_rating, target, threads
from annual_report.problems import Place, Problem, in_order
from annual_report.record.codes import problem
from annual_report.record.model import ForumRecord, Measure, Outcome, Record, Year

_GOES_ON = ("continue", "carry forward", "revise")
_OPEN = ("partly met", "not met", "ongoing", "not rated")


class _Later(NamedTuple):
    """What the record says of promises elsewhere: who continues each, and which are worked on later."""

    continued_by: Mapping[PromiseKey, list[PromiseKey]]
    worked_on: frozenset[PromiseKey]


class _Promise(NamedTuple):
    """A priority with what its honesty hangs on."""

    forum: ForumRecord
    year: Year
    entry: ThreadEntry
    later: _Later

    @property
    def id(self) -> str:
        """The id of the priority."""
        return self.entry.priority.id

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, if it says anything of the promise: not only when or by whom it was assessed."""
        outcome = self.entry.priority.outcome
        return outcome if outcome and (outcome.rating or outcome.reason or outcome.decision) else None

    @property
    def rating(self) -> str:
        """The built-in rating that the outcome counts as; "" without one, and for the forum's own."""
        rating = self.outcome.rating if self.outcome else None
        return built_in_rating(self.forum, rating.text) if rating else ""

    @property
    def decision(self) -> str:
        """The decision of the outcome, "" without one."""
        decision = self.outcome.decision if self.outcome else None
        return decision.text if decision else ""

    @property
    def place(self) -> Place:
        """Where to ask what became of it: at the outcome, else at the priority."""
        return self.outcome.place if self.outcome else self.entry.priority.place

    @property
    def is_mentioned_later(self) -> bool:
        """Whether a priority continues it, or a later year has an achievement for it."""
        return bool(self.later.continued_by.get(self.entry.key)) or self.entry.key in self.later.worked_on

    @property
    def following(self) -> Year | None:
        """The following year, if its priorities are in the record."""
        year = self.forum.following(self.year)
        return year if year and year.priorities is not None else None


def check(record: Record, folders: Collection[str]) -> tuple[Problem, ...]:
    """What those forums leave unsaid of their promises, sorted by place.

    ``record`` holds the other forums that they refer to as well; of those nothing is reported.
    """
    later = _later(record)
    found: list[Problem] = []
    for forum in record.forums:
        if forum.folder not in folders:
            continue
        years = {year.label: year for year in forum.years}
        for thread in threads(record, forum):
            for entry in thread.entries:
                if entry.key.forum == forum.folder:
                    found += _of_promise(_Promise(forum, years[entry.key.year], entry, later))
        for year in forum.years:
            found += [at_odds for measure in year.measures or () for at_odds in _aim(measure)]
    return tuple(in_order(found))


def _later(record: Record) -> _Later:
    continued_by: defaultdict[PromiseKey, list[PromiseKey]] = defaultdict(list)
    worked_on = set()
    starts = {(forum.folder, year.label): year.start for forum in record.forums for year in forum.years}
    for forum in record.forums:
        for year in forum.years:
            for priority in year.priorities or ():
                for reference in priority.continues or ():
                    key = PromiseKey(forum.folder, year.label, priority.id)
                    continued_by[target(reference, forum.folder, year.label)].append(key)
            for achievement in year.achievements or ():
                keys = [target(ref, forum.folder, year.label) for ref in achievement.supports or ()]
                worked_on |= {key for key in keys if starts.get(key[:2], year.start) < year.start}
    return _Later(continued_by, frozenset(worked_on))


def _of_promise(promise: _Promise) -> Iterator[Problem]:
    """At most one question about where a promise went, and what speaks against its rating."""
    for ask in (_said_to_go_on, _silent, _never_again, _without_a_word):
        question = ask(promise)
        if question:
            yield question
            break
    yield from _met_by_nothing(promise)
    yield from _measures(promise)


def _said_to_go_on(promise: _Promise) -> Problem | None:
    """AR302: the forum said that it goes on, and the following year does not list it."""
    following = promise.following
    going = promise.rating == "carried forward" or promise.decision in _GOES_ON
    if following is None or not going or promise.rating == "met":
        return None
    heirs = promise.later.continued_by.get(promise.entry.key, [])
    if any(heir.forum != promise.forum.folder or heir.year == following.label for heir in heirs):
        return None
    word = promise.decision if promise.decision in _GOES_ON else promise.rating
    message = f'the outcome of "{promise.id}" says "{word}", but {following.label} does not list it'
    here = f"{promise.year.label}#{promise.id}"
    same = any(priority.id == promise.id for priority in following.priorities or ())
    hint = f"write `continues: {here}` into the priority of {following.label} that goes on with it"
    if same:
        hint = f'if "{promise.id}" of {following.label} is the same, write `continues: {here}` into it'
    return problem("AR302", promise.place, message, hint)


def _silent(promise: _Promise) -> Problem | None:
    """AR301: neither achievement, outcome nor reason."""
    if promise.year.achievements is None or promise.outcome or promise.entry.achievements:
        return None
    message = f'nothing is recorded of the priority "{promise.id}": no achievement, outcome or reason'
    hint = f"record an outcome with its reason, or write `supports: [{promise.id}]` into an achievement"
    return problem("AR301", promise.place, message, hint)


def _never_again(promise: _Promise) -> Problem | None:
    """AR303: nothing of its own year, and no later year knows it."""
    following = promise.following
    if following is None or promise.outcome or promise.entry.achievements or promise.is_mentioned_later:
        return None
    message = f'the priority "{promise.id}" is never mentioned again, in {following.label} or later'
    return problem("AR303", promise.place, message, "record what became of it as its outcome")


def _without_a_word(promise: _Promise) -> Problem | None:
    """AR304: it ends here, and the forum does not say why."""
    outcome, following = promise.outcome, promise.following
    if promise.rating == "met" or (outcome and outcome.reason):
        return None
    if promise.rating == "withdrawn" or promise.decision == "stop":
        message = f'the priority "{promise.id}" was dropped, and no reason is recorded'
        return problem("AR304", promise.place, message, "say why in a sentence, under `reason`")
    if following is None or promise.is_mentioned_later or not _is_open(promise):
        return None
    said = f'it was "{promise.rating}"' if promise.rating else "it has no outcome"
    next_year = f"{following.label} does not continue it"
    message = f'the priority "{promise.id}" ends without a word: {said}, and {next_year}'
    return problem("AR304", promise.place, message, "record a reason or a decision, or who continues it")


def _is_open(promise: _Promise) -> bool:
    """Whether a promise was left unfinished, as far as anybody can tell: an own rating can mean anything."""
    if promise.outcome is None:
        return True
    return promise.rating in _OPEN


def _met_by_nothing(promise: _Promise) -> Iterator[Problem]:
    """AR306: met, and no achievement of the year serves it."""
    if promise.rating != "met" or promise.year.achievements is None or promise.entry.achievements:
        return
    message = f'"{promise.id}" is rated as met, but no achievement of {promise.year.label} supports it'
    hint = f"write `supports: [{promise.id}]` into the achievements that met it"
    yield problem("AR306", promise.place, message, hint)


# --- measures -------------------------------------------------------------------------------------------


class _Figures(NamedTuple):
    """The exact figures of a measure, and which way is better: 1 for higher, -1 for lower."""

    better: int
    actual: Decimal | None
    target: Decimal | None
    baseline: Decimal | None

    @property
    def misses(self) -> str:
        """Why the measure speaks against success; "" where it does not."""
        if self.actual is None:
            return ""
        if self.target is not None:
            short = self.better * (self.actual - self.target) < 0
            return f"{self.actual} misses the target of {self.target}" if short else ""
        if self.baseline is not None and self.better * (self.actual - self.baseline) < 0:
            return f"{self.actual} is worse than the baseline of {self.baseline}"
        return ""

    @property
    def reaches(self) -> bool:
        """Whether the measure has a target and reaches it."""
        if self.actual is None or self.target is None:
            return False
        return self.better * (self.actual - self.target) >= 0


def _figures(measure: Measure) -> _Figures | None:
    if measure.direction is None:
        return None
    exact = [
        quantity.number if quantity and quantity.qualifier is None else None
        for quantity in (measure.actual, measure.target, measure.baseline)
    ]
    return _Figures(1 if measure.direction == "higher" else -1, *exact)


def _aim(measure: Measure) -> Iterator[Problem]:
    """AR309: a target on the wrong side of the baseline."""
    figures = _figures(measure)
    if not figures or not measure.target or figures.target is None or figures.baseline is None:
        return
    if figures.better * (figures.target - figures.baseline) < 0:
        message = (
            f'"{measure.name.source}": {measure.direction} is better, but the target of {figures.target} '
            f"is worse than the baseline of {figures.baseline}"
        )
        yield problem("AR309", measure.target.place, message, "look at `direction`, `target` and `baseline`")


def _measures(promise: _Promise) -> Iterator[Problem]:
    """AR309: a rating that the measures of the priority contradict."""
    outcome = promise.entry.priority.outcome
    rating = outcome.rating if outcome else None
    if rating is None or promise.rating not in {"met", "not met"}:
        return
    known = {measure.id: measure for measure in promise.year.measures or ()}
    named = [known[ref.id] for ref in promise.entry.priority.measures or () if ref.id in known]
    read = [(measure, figures) for measure in named if (figures := _figures(measure))]
    if promise.rating == "met":
        for measure, figures in read:
            if figures.misses:
                message = f'"{promise.id}" is rated as met, but "{measure.name.source}": {figures.misses}'
                yield problem("AR309", rating.place, message, "look at the rating and the figures again")
    elif named and len(read) == len(named) and all(figures.reaches for _, figures in read):
        message = f'"{promise.id}" is rated as not met, but every measure of it reaches its target'
        yield problem("AR309", rating.place, message, "look at the rating and the figures again")
