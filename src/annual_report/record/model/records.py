"""The whole record: forums with their years, and the questions that span years."""

import datetime as dt
import re
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct

from annual_report.problems import Place
from annual_report.record.model.forum import Forum, RatingLabel, Shape
from annual_report.record.model.values import Words
from annual_report.record.model.year import Year

# Not the years 0 and 9999: a calendar has no day before its first, nor a period that ends after its last.
_LABEL = re.compile(r"(?!0000|9999)(\d{4})(?:[/-](\d{4}|\d{2}))?")
_CHANGE_OF_KIND_DAYS = 92
_BUILT_IN_PLACE = Place("built-in")
_BUILT_IN: tuple[tuple[str, Shape], ...] = (
    ("met", "tick"),
    ("partly met", "half"),
    ("not met", "ring"),
    ("ongoing", "dot"),
    ("carried forward", "arrow"),
    ("withdrawn", "bar"),
    ("not rated", "dots"),
)


def _built_in(name: str, shape: Shape) -> RatingLabel:
    address = f"built-in:{name}"
    label = Words((("en", name),), address, _BUILT_IN_PLACE)
    return RatingLabel(address=address, place=_BUILT_IN_PLACE, label=label, shape=shape)


BUILT_IN_RATINGS: tuple[RatingLabel, ...] = tuple(_built_in(name, shape) for name, shape in _BUILT_IN)
"""The seven ratings of a forum without a scheme of its own (rule 7)."""


def year_label(written: str) -> str | None:
    """``2023-24`` or ``2023/24`` as a label with a slash; ``None`` if it is not the name of a year."""
    return written.replace("-", "/") if _LABEL.fullmatch(written) and written.isascii() else None


def file_stem(label: str) -> str:
    """The name of the file, without its ending, that a year label asks for: ``2023-24``."""
    return label.replace("/", "-")


def next_label(label: str) -> str | None:
    """The label of the next period of the same length of one year: 2023/24 → 2024/25, 2024 → 2025."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return None
    first = int(found[1]) + 1
    match found[2]:
        case None:
            return f"{first:04}"
        case end if len(end) == 2:
            return f"{first:04}/{(int(end) + 1) % 100:02}"
        case end:
            return f"{first:04}/{int(end) + 1:04}"


class ForumRecord(Struct, frozen=True):
    """One forum and its years, oldest first.

    ``folder`` is its name in ``data/``; ``files`` are the files that were read, relative to the
    workspace; ``unread`` are the labels of years whose file exists but could not be read.
    """

    folder: str
    forum: Forum
    years: tuple[Year, ...] = ()
    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def year(self, label: str) -> Year | None:
        """The year of that label (``2023/24`` or ``2023-24``), if it is recorded."""
        wanted = year_label(label)
        return next((year for year in self.years if year.label == wanted), None)

    @property
    def ratings(self) -> tuple[RatingLabel, ...]:
        """The ratings that an outcome can name: the forum's own, else the built-in seven."""
        return self.forum.rating_scheme or BUILT_IN_RATINGS

    def rating(self, written: str) -> RatingLabel | None:
        """The rating that ``written`` names; case is ignored."""
        return find_rating(self.ratings, written)

    def following(self, year: Year) -> Year | None:
        """The year after ``year`` (rule 6), if it is recorded; a gap is never skipped."""
        later = [other for other in self.years if other.start > year.end]
        if year.kind == "other":
            return min(later, key=_by_start, default=None)
        expected = next_label(year.label)
        same_kind = [other for other in self.years if other.label == expected and other.kind == year.kind]
        if same_kind:
            return same_kind[0]
        last_day = year.end + dt.timedelta(days=_CHANGE_OF_KIND_DAYS)
        changed = [other for other in later if other.kind != year.kind and other.start <= last_day]
        return min(changed, key=_by_start, default=None)

    def following_label(self, year: Year) -> str | None:
        """The label of the year after ``year``, recorded or not; ``None`` where nobody can know it."""
        following = self.following(year)
        if following is not None:
            return following.label
        return None if year.kind == "other" else next_label(year.label)


def _by_start(year: Year) -> tuple[dt.date, str]:
    return (year.start, year.label)


def find_rating(ratings: tuple[RatingLabel, ...], written: str) -> RatingLabel | None:
    """The one of ``ratings`` that ``written`` names in any of its languages; case is ignored."""
    wanted = _folded(written)
    for rating in ratings:
        for _, text in rating.label.versions:
            if _folded(text) == wanted:
                return rating
    return None


@lru_cache(maxsize=256)  # a record names the same few ratings again and again
def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


class Record(Struct, frozen=True):
    """Every forum that was read."""

    latest_schema: ClassVar[int] = 1  # the newest version of the format that can be read
    forums: tuple[ForumRecord, ...] = ()

    def forum(self, folder: str) -> ForumRecord | None:
        """The forum of that folder, if it was read."""
        return next((forum for forum in self.forums if forum.folder == folder), None)

    def year(self, folder: str, label: str) -> Year | None:
        """That year of that forum, if it is recorded."""
        forum = self.forum(folder)
        return forum.year(label) if forum else None

    def _home(self, year: Year) -> ForumRecord:
        return next(forum for forum in self.forums if any(own is year for own in forum.years))

    def following(self, year: Year) -> Year | None:
        """The year after ``year`` in its own forum (rule 6), if it is recorded."""
        return self._home(year).following(year)

    def following_label(self, year: Year) -> str | None:
        """The label of the year after ``year``, recorded or not; ``None`` where nobody can know it."""
        return self._home(year).following_label(year)
