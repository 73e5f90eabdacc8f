"""What holds for the comparison of any record: no order, name or later year changes what was recorded."""

import itertools
from collections.abc import Callable
from typing import Any

from hypothesis import given, strategies as st

from annual_report.comparison import Comparison, Fate, PromiseKey, Side, compare, threads
from annual_report.record.model import Record
from written_records import record_of

Plain = dict[str, Any]
Key = tuple[str, int, str]
OUTCOMES = ("", "met", "partly met", "ongoing", "carried forward", "withdrawn", "{decision: stop}")
FOLDERS = ("harbour", "quay")


class Written:
    """A random record as it would be written: years of two forums, with the ids of their priorities."""

    def __init__(self) -> None:
        self.years: dict[tuple[str, int], tuple[list[Plain], list[Plain]]] = {}

    def record(self, rename: Callable[[str], str] = str, until: int = 9999) -> Record:
        """Return what the files say, with ids renamed and without the years from ``until`` on."""
        forums: dict[str, dict[str, str]] = {}
        for (folder, year), (promises, deeds) in self.years.items():
            if year < until:
                forums.setdefault(folder, {})[str(year)] = self._text(promises, deeds, rename, until)
        return record_of(forums)

    def _text(
        self, promises: list[Plain], deeds: list[Plain], rename: Callable[[str], str], until: int
    ) -> str:
        def reference(key: Key) -> str:
            return f"{key[0]}/{key[1]}#{rename(key[2])}"

        text = "priorities:\n" if promises else "priorities: []\n"
        for promise in promises:
            text += f"- id: {rename(promise['id'])}\n  text: A promise.\n"
            text += f"  continues: [{', '.join(map(reference, promise['continues']))}]\n"
            text += f"  outcome: {promise['outcome']}\n" if promise["outcome"] else ""
        text += "achievements:\n" if deeds else ""
        for deed in deeds:
            kept = [key for key in deed["supports"] if key[1] < until]
            text += f"- text: A deed.\n  supports: [{', '.join(map(reference, kept))}]\n"
        return text


@st.composite
def written(draw: st.DrawFn) -> Written:
    """Draw records of up to five years: splits, merges, rests, returns and crossings come by themselves."""
    found = Written()
    keys: list[Key] = []
    for year in range(2019, 2024):
        earlier = list(keys)
        for folder in draw(st.lists(st.sampled_from(FOLDERS), max_size=2, unique=True)):
            promises = []
            for number in range(draw(st.integers(0, 3))):
                continues = draw(_some_of(earlier, unique=True))
                outcome = draw(st.sampled_from(OUTCOMES))
                promises.append({"id": f"p{number}", "continues": continues, "outcome": outcome})
                keys.append((folder, year, f"p{number}"))
            found.years[folder, year] = (promises, [])
    for _, deeds in found.years.values():
        deeds += [{"supports": each} for each in draw(st.lists(_some_of(keys), max_size=2))]
    return found


def _some_of(keys: list[Key], *, unique: bool = False) -> st.SearchStrategy[list[Key]]:
    return st.lists(st.sampled_from(keys), max_size=2, unique=unique) if keys else st.just([])


def same_year(record: Record, folder: str, label: str) -> Comparison:
    """Return the comparison of a year that another record has as well."""
    forum, year = record.forum(folder), record.year(folder, label)
    assert forum
    assert year
    return compare(record, forum, year)


def pairs(side: Side) -> dict[str, list[str]]:
    """Return the ids of the achievements that serve each priority of a side."""
    return {pair.priority.id: [done.id for done in pair.achievements] for pair in side.pairs}


def fates(record: Record) -> dict[PromiseKey, Fate]:
    """Return the fate of every promise, by forum."""
    return {
        entry.key: entry.fate
        for forum in record.forums
        for thread in threads(record, forum)
        for entry in thread.entries
    }


def shape(record: Record) -> list[list[tuple[str, str, int, Fate, int]]]:
    """Return all threads without ids: forum, year, place in the file, fate, number of achievements."""
    found = []
    for forum in record.forums:
        for thread in threads(record, forum):
            line = []
            for entry in thread.entries:
                year = record.year(*entry.key[:2])
                assert year
                ids = [priority.id for priority in year.priorities or ()]
                at = ids.index(entry.key.id)
                line.append((entry.key.forum, entry.key.year, at, entry.fate, len(entry.achievements)))
            found.append(line)
    return found


@given(written(), st.randoms(use_true_random=False))
def test_fates_never_depend_on_file_order(found: Written, chance: Any) -> None:  # noqa: ANN401
    """Priorities, achievements and files may stand in any order."""
    before = fates(found.record())
    for promises, deeds in found.years.values():
        chance.shuffle(promises)
        chance.shuffle(deeds)
    found.years = dict(sorted(found.years.items(), key=lambda _: chance.random()))
    assert fates(found.record()) == before


@given(written(), st.integers(2020, 2023))
def test_a_later_year_changes_no_outcome_only_fates(found: Written, until: int) -> None:
    """Nor does it change what was done; and the only change of fate is that a promise was taken up."""
    before, after = found.record(until=until), found.record()
    then, now = fates(before), fates(after)
    for forum in before.forums:
        for year in forum.years:
            old, new = compare(before, forum, year), same_year(after, forum.folder, year.label)
            assert [p.priority.outcome for p in old.back.pairs] == [
                p.priority.outcome for p in new.back.pairs
            ]
            assert pairs(old.back) == pairs(new.back)
    changed = {key for key in then if then[key] != now[key]}
    assert all(now[key] == "carried" for key in changed), "a later year can only take a promise up"


@given(written())
def test_renaming_ids_changes_nothing(found: Written) -> None:
    """Threads, fates and links are the same under any other ids."""

    def rename(name: str) -> str:
        return {"p0": "zebra", "p1": "anchor", "p2": "mole"}[name]

    assert shape(found.record(rename)) == shape(found.record())


@given(written())
def test_a_promise_is_in_exactly_one_thread(found: Written) -> None:
    """None is lost, and none is counted twice."""
    record = found.record()
    for forum in record.forums:
        listed = [entry.key for thread in threads(record, forum) for entry in thread.entries]
        assert len(listed) == len(set(listed))
        own = {PromiseKey(forum.folder, y.label, p.id) for y in forum.years for p in y.priorities or ()}
        assert own <= set(listed)


@given(written())
def test_a_thread_follows_the_first_that_each_continues(found: Written) -> None:
    """Oldest first, and only threads that reach the forum."""
    record = found.record()
    for forum in record.forums:
        found_threads = threads(record, forum)
        for thread in found_threads:
            assert any(entry.key.forum == forum.folder for entry in thread.entries)
            for one, other in itertools.pairwise(thread.entries):
                assert other.continues[0] == one.key
                assert one.key.year < other.key.year
        starts = [thread.first.key.year for thread in found_threads]
        assert starts == sorted(starts)


@given(written())
def test_every_achievement_is_beside_a_priority_or_among_the_others(found: Written) -> None:
    """So a report shows every one of them, and none as both."""
    record = found.record()
    for forum in record.forums:
        for year in forum.years:
            for side in (compare(record, forum, year).back, compare(record, forum, year).forward):
                served = {done.id for pair in side.pairs for done in pair.achievements}
                others = {done.id for done in side.others}
                assert served.isdisjoint(others)
                if side.recorded:
                    assert served | others == {done.id for done in year.achievements or ()}
