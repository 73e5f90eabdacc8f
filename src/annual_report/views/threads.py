"""What became of every promise: the threads of a forum as tables, a row a thread and a column a year.

Each cell says in words what the record shows; a renderer may draw lines between the years besides.
"""

from collections.abc import Callable, Iterator
from itertools import zip_longest

from markupsafe import Markup, escape
from msgspec import Struct

from annual_report.comparison import PromiseKey, ThreadEntry, built_in_rating
from annual_report.fields import Fields
from annual_report.timeline import Column, Timeline, Track, parts
from annual_report.views.numbers import capital, spelled

MOST_YEARS = 6
"""So many years stand side by side on an upright page with room for their longest word ("Withdrawn"); more
are told in several tables, the latest first."""

_NAME = 60
"""The characters that the name of a thread is cut to."""


class Cell(Struct, frozen=True):
    """One year of a thread: lines of words, an outcome among them, and what the thread does after it."""

    lines: tuple[Markup, ...] = ()
    onward: str = ""
    joins: str = ""


class Row(Struct, frozen=True):
    """A thread: its name as of its latest year, what it began as, a cell for each year."""

    id: str
    name: Markup
    began: Markup
    cells: tuple[Cell, ...]


class Matrix(Struct, frozen=True):
    """A table of threads, over the years from ``first`` to ``last``."""

    id: str
    years: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def first(self) -> str:
        """The earliest year."""
        return self.years[0]

    @property
    def last(self) -> str:
        """The latest year."""
        return self.years[-1]


class Threads(Struct, frozen=True):
    """The part of a report that follows promises through the years: heading, tables, notes on words."""

    heading: str
    notes: tuple[str, ...]
    matrices: tuple[Matrix, ...]


def threads(whole: Timeline, fields: Fields, most: int = MOST_YEARS) -> Threads | None:
    """The threads of a timeline; None where fewer than two years of priorities are recorded."""
    if whole.recorded < 2 or not whole.tracks:
        return None
    writer = _Writer(whole, fields)
    matrices = tuple(writer.matrix(part, number) for number, part in enumerate(parts(whole, most), 1))
    return Threads(_heading(whole.recorded, fields), tuple(writer.notes()), matrices)


def _heading(years: int, fields: Fields) -> str:
    wording = fields.translations.ngettext("%(count)s year of promises", "%(count)s years of promises", years)
    return capital(wording % {"count": spelled(years, fields)})


class _Writer:
    """Writes the cells of the tables, and remembers which words want a note."""

    def __init__(self, whole: Timeline, fields: Fields) -> None:
        self.fields = fields
        self.gettext = fields.translations.gettext
        self.names = {track.thread.first.key: self._name(track.last) for track in whole.tracks}
        self.last_year = whole.columns[-1].label
        self.said: set[str] = set()

    def matrix(self, part: Timeline, number: int) -> Matrix:
        """One table; rows of all but the first carry its number in their ids."""
        suffix = f"-{number}" if number > 1 else ""
        rows = tuple(self._row(track, part, suffix) for track in part.tracks)
        return Matrix(f"threads{suffix}", tuple(column.label for column in part.columns), rows)

    def notes(self) -> list[str]:
        """What the words in the cells mean, as far as they were used."""
        meanings = {
            "worked on": self.gettext(
                "“Worked on”: so many achievements are recorded for it in that year, and no outcome."
            ),
            "carried": self.gettext("“Carried on”: a later priority continues it; no outcome is recorded."),
            "rest": self.gettext(
                "“Not listed”: the priorities of that year are recorded, and it is not among them."
            ),
            "not listed": self.gettext(
                "“Not listed again”: later priorities are recorded, and none of them continues it."
            ),
            "goes on": self.gettext(
                "“Goes on”: a later priority takes it up, or the forum decided to go on with it."
            ),
        }
        return [words for kind, words in meanings.items() if kind in self.said]

    # --- rows

    def _row(self, track: Track, part: Timeline, suffix: str) -> Row:
        cells = [self._cell(track, place, part.columns) for place in range(len(part.columns))]
        last = track.last_place
        cells[last] = self._with_ending(cells[last], track, part, suffix)
        return Row(
            id=self._id(track.thread.first.key) + suffix,
            name=self._name(track.last),
            began=self._began(track),
            cells=tuple(cells),
        )

    def _id(self, first: PromiseKey) -> str:
        forum = "" if first.forum == self.fields.forum.folder else f"{first.forum}-"
        return f"thread-{forum}{first.year.replace('/', '-')}-{first.id}"

    def _name(self, entry: ThreadEntry) -> Markup:
        return self.fields.cut(entry.priority, _NAME)

    def _began(self, track: Track) -> Markup:
        source = track.split_from
        if source is None:
            return Markup("")
        wording = escape(self.gettext("Came out of “%(name)s” in %(year)s"))
        return wording % {"name": self._name(source), "year": track.thread.first.key.year}

    # --- cells

    def _cell(self, track: Track, place: int, columns: tuple[Column, ...]) -> Cell:
        entries, last = track.places[place], track.last_place
        if entries:
            return Cell(tuple(line for entry in entries for line in self._entry(entry)))
        if place < track.first_place and not track.earlier:
            return Cell()
        if place > last:
            return self._after(track, place, columns)
        return Cell((self._rest(columns[place]),))

    def _entry(self, entry: ThreadEntry) -> list[Markup]:
        lines = [self.standing(entry)]
        if entry.key.forum != self.fields.forum.folder:
            lines.append(_quiet(self._forum_name(entry.key.forum)))
        return lines

    def _forum_name(self, folder: str) -> Markup:
        """What a predecessor is called, as far as this forum's record says."""
        for relation in self.fields.forum.forum.predecessors or ():
            if relation.forum is not None and relation.forum.text == folder and relation.name is not None:
                return self.fields.line(relation.name)
        return escape(folder)

    def standing(self, entry: ThreadEntry) -> Markup:
        """The forum's own rating; without one what the record shows."""
        outcome, fields = entry.priority.outcome, self.fields
        if outcome is not None and outcome.rating is not None:
            return Markup("<p>{}</p>").format(fields.pill(outcome))
        match entry.fate:
            case "carried":
                self.said.add("carried")
                return _shaped("carried-forward", "arrow", self.gettext("Carried on"))
            case "dropped":
                return _shaped("withdrawn", "bar", self.gettext("Dropped"))
            case "worked on":
                self.said.add("worked on")
                words = self.gettext("Worked on (%(number)s)") % {"number": len(entry.achievements)}
                return _shaped("own", "square", words)
            case "judged":
                return Markup("<p>{}</p>").format(self.gettext("Judged in words"))
            case _:
                return _quiet(self.gettext("Nothing recorded"))

    def _rest(self, column: Column) -> Markup:
        if not column.recorded:
            return _quiet(self.gettext("Not in the record"))
        self.said.add("rest")
        return _quiet(self.gettext("Not listed"))

    def _after(self, track: Track, place: int, columns: tuple[Column, ...]) -> Cell:
        """The words after the last year of a thread, which stand in the first column that has any to say."""
        between = columns[track.last_place + 1 : place]
        match track.ending:
            case "goes on":
                return Cell((self._rest(columns[place]),))
            case "open":
                return Cell((_quiet(self.gettext("Not in the record")),))
            case "not listed" if not columns[place].recorded and not any(c.recorded for c in between):
                return Cell((_quiet(self.gettext("Not in the record")),))
            case "not listed" if columns[place].recorded and not any(c.recorded for c in between):
                self.said.add("not listed")
                return Cell((_quiet(self.gettext("Not listed again")),))
            case "dropped" if not between:
                return Cell(tuple(self._ended(track)))
            case "merged":
                return self._after_merge(track, place, columns)
            case _:
                return Cell()

    def _after_merge(self, track: Track, place: int, columns: tuple[Column, ...]) -> Cell:
        """Rest until the year of the merge, where it is said; at once if that is in another table."""
        year = track.merge.year if track.merge else ""
        labels = [column.label for column in columns]
        said_at = labels.index(year) if year in labels else track.last_place + 1
        if place == said_at:
            return Cell(tuple(self._ended(track)))
        return Cell((self._rest(columns[place]),)) if place < said_at else Cell()

    # --- endings

    def _with_ending(self, cell: Cell, track: Track, part: Timeline, suffix: str) -> Cell:
        at_the_end = track.last_place == len(part.columns) - 1
        lines = (*cell.lines, *self._ended(track)) if at_the_end else cell.lines
        match track.ending:
            case "goes on" if at_the_end:
                return Cell((*cell.lines, *self._going_on(track, part.columns)), "goes-on")
            case "dropped":
                return Cell(lines, "stops")
            case "merged":
                into = track.merge.into if track.merge else None
                here = any(other.thread.first.key == into for other in part.tracks)
                if at_the_end or not here or into is None or not self._next_year_merges(track, part):
                    return Cell(lines)
                return Cell(lines, "joins", self._id(into) + suffix)
            case _:
                return cell

    def _next_year_merges(self, track: Track, part: Timeline) -> bool:
        return track.merge is not None and part.columns[track.last_place + 1].label == track.merge.year

    def _going_on(self, track: Track, columns: tuple[Column, ...]) -> list[Markup]:
        """Said in words at the end of all years; within them the next table shows it."""
        outcome = track.last.priority.outcome
        rating = outcome.rating if outcome else None
        if columns[-1].label != self.last_year or (track.last.fate == "carried" and rating is None):
            return []
        label = self.fields.forum.rating(rating.text) if rating else None
        if label is not None and label.shape == "arrow":
            return []  # its own word says so
        self.said.add("goes on")
        return [_quiet(self.gettext("Goes on"))]

    def onward(self, track: Track, following: ThreadEntry | None) -> list[Markup]:
        """Where a promise went after a year: into the next one of its thread, or to the thread's end."""
        if following is not None:
            wording = self.gettext("Carried on in %(year)s")
            return [_quiet(wording % {"year": following.key.year})]
        match track.ending:
            case "goes on":
                return [_quiet(self.gettext("Goes on"))]
            case "not listed":
                return [_quiet(self.gettext("Not listed again"))]
            case "merged" | "dropped":
                return self._ended(track)
            case _:
                return []

    def _ended(self, track: Track) -> list[Markup]:
        if track.merge is not None:
            wording = escape(self.gettext("Merged in %(year)s into “%(name)s”"))
            name = self.names[track.merge.into]
            return [_quiet(wording % {"year": track.merge.year, "name": name})]
        outcome = track.last.priority.outcome
        words = []
        if outcome is not None and outcome.rating is not None and not self._says_dropped(track.last):
            words.append(self.gettext("Dropped."))
        if outcome is None or outcome.reason is None:
            words.append(self.gettext("No reason in the record"))
        return [_quiet(" ".join(words).rstrip("."))] if words else []

    def _says_dropped(self, entry: ThreadEntry) -> bool:
        outcome = entry.priority.outcome
        rating = outcome.rating.text if outcome and outcome.rating else ""
        return built_in_rating(self.fields.forum, rating) == "withdrawn"


class Fates:
    """What became of each promise in its year, and where it went from there, for lists of promises."""

    def __init__(self, whole: Timeline, fields: Fields) -> None:
        self._writer = _Writer(whole, fields)
        self._fates = dict(self._all(whole))

    def of(self, year: str, promise: str) -> tuple[Markup, ...]:
        """The lines for the promise of that id in that year of the forum."""
        return self._fates[year, promise]

    def _all(self, whole: Timeline) -> Iterator[tuple[tuple[str, str], tuple[Markup, ...]]]:
        folder = self._writer.fields.forum.folder
        for track in whole.tracks:
            entries = [entry for entries in track.places for entry in entries]
            for entry, following in zip_longest(entries, entries[1:]):
                if entry.key.forum == folder:
                    onward = self._writer.onward(track, following)
                    lines = (self._writer.standing(entry), *onward)
                    yield (entry.key.year, entry.key.id), lines


def _quiet(words: str) -> Markup:
    return Markup('<p class="quiet">{}</p>').format(words)


def _shaped(tone: str, shape: str, words: str) -> Markup:
    """Words with a shape before them, as an outcome has; what the record shows, not what the forum said."""
    colour = ' data-colour="primary"' if tone == "own" else ""
    return Markup(f'<p><mark class="{tone}" data-shape="{shape}"{colour}>{{}}</mark></p>').format(words)


def years_words(fields: Fields) -> Callable[[tuple[str, ...]], str]:
    """For a run of years its words: "2019/20 to 2024/25"."""

    def words(years: tuple[str, ...]) -> str:
        if len(years) == 1:
            return years[0]
        return fields.translations.gettext("%(first)s to %(last)s") % {"first": years[0], "last": years[-1]}

    return words
