"""Over 25 years each promise keeps its thread and gets its fate, through gaps, splits, merges and returns."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annual_report.comparison import Thread, compare, threads
from annual_report.record import read_forums
from annual_report.record.loading import Reading
from make_long_view import FORUM, NO_FILE, NO_PRIORITIES, PROMISES, YEARS, label, make, sign


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """Read the 25 years once."""
    workspace = tmp_path_factory.mktemp("long")
    make(workspace)
    return read_forums(workspace, [FORUM])


@pytest.fixture(scope="module")
def view(reading: Reading) -> tuple[Thread, ...]:
    """Return the threads of the 25 years."""
    return threads(reading.record, reading.record.forums[0])


def told(thread: Thread) -> Iterator[str]:
    """Yield the years of a thread with the fates: "2004/05 carried"."""
    for entry in thread.entries:
        yield f"{entry.key.year} {entry.fate}"


# Worked out by hand from the signs in make_long_view.py and the rules of the format. A fate is the first that
# holds of kept (met), carried (rated so, or continued later), dropped (withdrawn or stopped), judged,
# worked on and silent.
EXPECTED = {
    # ~~+ : met in the third year. Each earlier year is continued.
    "1999/00#hours": "1999/00 carried, 2000/01 carried, 2001/02 kept",
    # s : nothing recorded, and never again.
    "1999/00#canteen": "1999/00 silent",
    # --0 : stopped, and yet taken up after ten years, so carried; then it rests in 2013/14, 2014/15 has no
    # file, and in 2015/16 it is withdrawn for good.
    "1999/00#parking": (
        "1999/00 carried, 2000/01 carried, 2001/02 carried, 2011/12 carried, 2012/13 carried, 2015/16 dropped"
    ),
    # ~.~.~ : it rests every second year. Rest leaves no entry; the last year is judged.
    "1999/00#records": "1999/00 carried, 2001/02 carried, 2003/04 judged",
    # .~~~~~.~~~~.~ : goes on as the first of two that continue 2006/07; 2005/06 has no file, and 2010/11 no
    # priorities.
    "2000/01#training": (
        "2000/01 carried, 2001/02 carried, 2002/03 carried, 2003/04 carried, 2004/05 carried, "
        "2006/07 carried, 2007/08 carried, 2008/09 carried, 2009/10 carried, 2011/12 judged"
    ),
    # ~~+ from 2007/08: split from training.
    "2007/08#mentors": "2007/08 carried, 2008/09 carried, 2009/10 kept",
    # ..~~~~.>~~-.~~+ : takes up the newsletters in 2008/09 and stays in its own thread.
    "2001/02#consultation": (
        "2001/02 carried, 2002/03 carried, 2003/04 carried, 2004/05 carried, 2006/07 carried, "
        "2007/08 carried, 2008/09 carried, 2009/10 carried, 2011/12 carried, 2012/13 carried, 2013/14 kept"
    ),
    # ~~.~~ : ends where it is merged; its last year is carried, because consultation continues it.
    "2003/04#newsletters": "2003/04 carried, 2004/05 carried, 2006/07 carried, 2007/08 carried",
    # w-x : worked on but continued, not met but continued, withdrawn.
    "2002/03#childcare": "2002/03 carried, 2003/04 carried, 2004/05 dropped",
    # ww : the second year has achievements, no outcome, and nothing after it.
    "2006/07#travel": "2006/07 carried, 2007/08 worked on",
    # The same words twice without a link are two threads.
    "2002/03#lockers": "2002/03 kept",
    "2012/13#lockers": "2012/13 worked on",
    # ~~~+...~~ : met in 2018/19 stays kept, although it comes back in 2022/23.
    "2015/16#apprentices": (
        "2015/16 carried, 2016/17 carried, 2017/18 carried, 2018/19 kept, 2022/23 carried, 2023/24 judged"
    ),
    # ~~.? : not rated is a judgement as well.
    "2020/21#hybrid": "2020/21 carried, 2021/22 carried, 2023/24 judged",
}


@pytest.mark.parametrize("first", EXPECTED)
def test_a_thread_has_the_years_and_fates_worked_out_by_hand(first: str, view: tuple[Thread, ...]) -> None:
    """Each of these is where it should be, year by year."""
    found = [thread for thread in view if thread.first.key.seen_from(FORUM) == first]
    assert len(found) == 1
    assert ", ".join(told(found[0])) == EXPECTED[first]


def test_the_record_is_sound(reading: Reading) -> None:
    """Nothing in the 25 years is refused: every reference finds what it points to."""
    from annual_report.record.rules import check

    assert reading.problems == ()
    assert [found for found in check(reading.record, [FORUM]) if found.severity == "error"] == []


def test_every_promise_is_in_one_thread(reading: Reading, view: tuple[Thread, ...]) -> None:
    """No priority is lost between the years, and none is told twice."""
    keys = [entry.key for thread in view for entry in thread.entries]
    years = reading.record.forums[0].years
    assert sorted((key.year, key.id) for key in keys) == sorted(
        (year.label, priority.id) for year in years for priority in year.priorities or ()
    )
    assert len(view) == len(PROMISES)
    assert [thread.first.key.year for thread in view] == sorted(thread.first.key.year for thread in view)


def test_merges_and_splits_are_told_where_they_happen(view: tuple[Thread, ...]) -> None:
    """The entry that takes up another thread, and the first of one that split, name what they continue."""
    by_first = {thread.first.key.seen_from(FORUM): thread for thread in view}
    merged = next(e for e in by_first["2001/02#consultation"].entries if e.key.year == "2008/09")
    assert [key.seen_from(FORUM) for key in merged.continues] == [
        "2007/08#consultation",
        "2007/08#newsletters",
    ]
    assert [key.seen_from(FORUM) for key in by_first["2007/08#mentors"].first.continues] == [
        "2006/07#training"
    ]
    assert [key.seen_from(FORUM) for key in by_first["2011/12#disability"].first.continues] == [
        "2009/10#equality"
    ]


def test_gaps_are_never_skipped(reading: Reading) -> None:
    """The year after 2004/05 is 2005/06, which is not in the record; 2006/07 does not take its place."""
    forum = reading.record.forums[0]
    assert len(forum.years) == YEARS - len(NO_FILE)
    before_gap = compare(reading.record, forum, forum.years[5])
    assert (before_gap.year.label, before_gap.forward.year, before_gap.forward.recorded) == (
        "2004/05",
        "2005/06",
        False,
    )
    half = forum.year(label(NO_PRIORITIES))
    assert half is not None
    assert compare(reading.record, forum, half).back.recorded is False


def test_the_signs_leave_the_gaps_free() -> None:
    """No thread claims a priority in a year that has no file or no priorities, or beyond the last."""
    for promise in PROMISES:
        assert len(promise.signs) <= YEARS
        assert {sign(promise, number) for number in (*NO_FILE, NO_PRIORITIES)} == {"."}, promise.id


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """The command writes what the function writes, each time the same."""
    program = Path(__file__).with_name("make_long_view.py")
    subprocess.run([sys.executable, str(program), str(tmp_path / "one")], check=True, capture_output=True)
    make(tmp_path / "two")
    files = sorted(path.relative_to(tmp_path / "two") for path in (tmp_path / "two").rglob("*.yaml"))
    assert len(files) == 1 + YEARS - len(NO_FILE)
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
