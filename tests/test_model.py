"""The values of a record: what follows what, what a rating is, and that every key is described."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import annual_report
from annual_report.problems import Place
from annual_report.record.facts import blocks, facts
from annual_report.record.model import (
    BUILT_IN_RATINGS,
    Entity,
    Forum,
    ForumRecord,
    PeriodKind,
    Prose,
    RatingLabel,
    Record,
    Token,
    When,
    Words,
    Year,
    file_stem,
    next_label,
    within,
    year_label,
)
from annual_report.record.periods import period

HERE = Place("f")


def words(text: str) -> Words:
    """Return a plain text."""
    return Words((("en", text),), "f:x", HERE)


def year(label: str, kind: PeriodKind = "financial", start: str = "", end: str = "") -> Year:
    """Return a year of that label; its days are those of its kind unless given."""
    days = [dt.date.fromisoformat(day) if day else None for day in (start, end)]
    found = period(label, kind, *days)
    return Year(
        address=f"{label}:",
        place=HERE,
        label=label,
        kind=found.kind,
        start=found.start,
        end=found.end,
        year=Token(label, "f:year", HERE),
    )


def forum(*years: Year, scheme: tuple[RatingLabel, ...] | None = None) -> ForumRecord:
    """Return a forum with those years."""
    who = Forum(address="forum:", place=HERE, name=words("Forum"), rating_scheme=scheme)
    return ForumRecord("harbour", who, years)


def test_the_following_year_is_the_next_of_its_kind() -> None:
    """A gap is never skipped (rule 6)."""
    first, second, fourth = year("2021/22"), year("2022/23"), year("2024/25")
    record = Record((forum(first, second, fourth),))
    assert record.following(first) is second
    assert record.following(second) is None
    assert record.following_label(second) == "2023/24"
    assert record.following_label(fourth) == "2025/26"


def test_a_change_of_kind_is_followed_within_92_days() -> None:
    """The first period of another kind that starts soon after the end (rule 6)."""
    last = year("2022/23")
    soon, late = year("2023", "calendar", "2023-07-01", "2023-12-31"), year("2024", "calendar")
    assert forum(last, soon, late).following(last) is soon
    assert forum(last, late).following(last) is None
    later = year("2023", "calendar", "2023-07-02", "2023-12-31")
    assert forum(last, later).following(last) is None
    assert forum(last, soon, year("2023/24")).following_label(last) == "2023/24"


def test_periods_of_another_kind_follow_in_time() -> None:
    """Of the kind ``other``, the earliest that starts after the end; none is named where none is known."""
    first = year("2021", "other", "2021-01-01", "2021-06-30")
    third = year("2023", "other", "2023-01-01", "2023-06-30")
    second = year("2022", "other", "2021-07-01", "2022-12-31")
    record = forum(first, second, third)
    assert record.following(first) is second
    assert record.following(second) is third
    assert record.following_label(third) is None


def test_a_period_may_be_one_day() -> None:
    """A year that ends on the day it begins is sound; one that ends before is not."""
    day = dt.date(2023, 5, 1)
    assert period("2023", "other", day, day).fault == ""
    assert period("2023", "other", day, day - dt.timedelta(days=1)).fault


@pytest.mark.parametrize(
    ("label", "following"),
    [
        ("2023/24", "2024/25"),
        ("1999/00", "2000/01"),
        ("1998/99", "1999/00"),
        ("2024", "2025"),
        ("1999/2000", "2000/2001"),
    ],
)
def test_labels(label: str, following: str) -> None:
    """Labels count on over the turn of a century, and give the name of their file."""
    assert next_label(label) == following
    assert year_label(file_stem(label)) == label


@pytest.mark.parametrize("written", ["23/24", "2023/2", "2023/24/25", "year", "", "２０２３", "2023 "])
def test_what_is_no_year(written: str) -> None:
    """A label has four digits, and two or four more after a slash or hyphen."""
    assert year_label(written) is None


def test_an_own_scheme_replaces_all_ratings() -> None:
    """Built-in ratings have a shape; an own scheme replaces them; case and blanks are ignored (rule 7)."""
    assert [(rating.label.source, rating.shape) for rating in BUILT_IN_RATINGS][:2] == [
        ("met", "tick"),
        ("partly met", "half"),
    ]
    assert forum().rating("Partly  MET") is BUILT_IN_RATINGS[1]
    own = RatingLabel(address="forum:rating_scheme[0]", place=HERE, label=words("On track"))
    assert forum(scheme=(own,)).rating("on track") is own
    assert forum(scheme=(own,)).rating("met") is None


def test_dates_as_typed() -> None:
    """A date is a day only where a whole one was typed."""
    assert When(words("2023-09-05"), 2023, 9, 5).date == dt.date(2023, 9, 5)
    assert When(words("2023-09"), 2023, 9).date is None
    assert When(words("June 2023")).date is None
    assert When(words("June 2023")).source == "June 2023"


def test_texts_fall_back_to_their_first_language() -> None:
    """The language used is told with the text."""
    text = Prose((("en", "Pay."), ("cy", "Talu.")), "f:text", HERE)
    assert text.in_language("cy") == ("cy", "Talu.")
    assert text.in_language("fr") == ("en", "Pay.")
    assert text.languages == ("en", "cy")


def every_entity() -> list[type[Entity]]:
    """Return every kind of entity that has keys, from the two kinds of file down."""
    found: list[type[Entity]] = [Forum, Year]
    for kind in found:
        inner = [fact.kind for fact in facts(kind).values()] + list(blocks().values())
        found += [
            one for one in inner if isinstance(one, type) and issubclass(one, Entity) and one not in found
        ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("kind", every_entity(), ids=lambda kind: kind.__name__)
def test_every_key_is_described(kind: type[Entity]) -> None:
    """A key has a meaning and an example; short forms and defaults of ids name keys that exist."""
    keys = facts(kind)
    assert all(fact.about.meaning.endswith((".", "]")) and fact.about.example for fact in keys.values())
    assert kind.shorthand is None or kind.shorthand in keys
    assert set(getattr(kind, "id_from", ())) | set(kind.one_of) <= set(keys)
    assert kind.__doc__


def test_values_cannot_be_changed() -> None:
    """Every value of the model is frozen."""
    with pytest.raises(AttributeError):
        forum().folder = "other"  # type: ignore[misc]
    assert all(kind.__struct_config__.frozen for kind in every_entity())
    assert msgspec.structs.fields(Year)


def test_importing_the_record_is_cheap() -> None:
    """Neither YAML nor a heavier library is imported before a file is read."""
    heavy = "{'yaml', 'markdown_it', 'jinja2'}"
    code = f"import sys, annual_report.record; print(sorted({heavy} & set(sys.modules)))"
    source = Path(annual_report.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    assert done.stdout.strip() == "[]"


def test_what_a_year_holds_is_gathered_once() -> None:
    """Every rule asks for it, and gets the same; a year that was changed is gathered anew."""
    place = Place("data/f/2024.yaml")
    token = Token("2024", "2024:year", place)
    days = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    made = Year(
        address="2024:", place=place, label="2024", kind="calendar", start=days[0], end=days[1], year=token
    )
    assert made.values == tuple(within(made)) == (made, token)
    assert made.values is made.values
    titled = msgspec.structs.replace(made, title=words("A title"))
    assert titled.values == (titled, token, words("A title"))
    assert made == msgspec.structs.replace(made)
