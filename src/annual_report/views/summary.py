"""The summary of a year: what a choice shows of it, and what the summary says it leaves out."""

from collections.abc import Callable

from markupsafe import Markup, escape
from msgspec import Struct

from annual_report.choosing import Choice, chosen, compared
from annual_report.comparison import Comparison, Pair, Side
from annual_report.fields import Fields
from annual_report.record.model import Achievement, Person, Priority, Prose, Words

LONGEST = 260
"""Characters of a first sentence that a summary shows of a text."""
_FEW = 4
"""So many people are all shown where none of them is recorded as a chair."""


class Line(Struct, frozen=True):
    """A priority beside what was done; ``more`` are the achievements that are not shown."""

    pair: Pair
    promise: Markup
    deeds: tuple[Markup, ...]
    more: int


class Summary(Struct, frozen=True):
    """What stands in a summary. ``left_out`` says in sentences what does not."""

    side: Side
    back: bool
    lines: tuple[Line, ...]
    others: tuple[Markup, ...]
    coming: tuple[Markup, ...]
    people: tuple[Person, ...]
    left_out: tuple[str, ...]


def summary(comparison: Comparison, fields: Fields, choice: Choice) -> Summary:
    """The summary that a choice makes of a year."""
    side = compared(comparison)
    writer = _Writer(fields, whole=choice.whole)
    pairs = {pair.priority.id: pair for pair in side.pairs}
    lines = tuple(
        _line(pairs[priority.id], writer, choice)
        for priority in chosen([pair.priority for pair in side.pairs], choice.rows)
    )
    rest = side.others if side.pairs else comparison.year.achievements or ()
    others = tuple(map(writer.achievement, chosen(rest, choice.others)))
    ahead = [pair.priority for pair in comparison.forward.pairs] if side is comparison.back else []
    coming = tuple(map(writer.name, chosen(ahead, choice.coming)))
    people = _people(comparison.year.people or ()) if choice.people else ()
    said = _left_out(side, lines, (len(rest), len(others)), (len(ahead), len(coming)), fields)
    if writer.shortened:
        said.append(fields.translations.gettext("Of longer texts the title or the first sentence is shown."))
    return Summary(side, side is comparison.back, lines, others, coming, people, tuple(said))


class _Writer:
    """Writes texts as long as the choice wants them, and counts those it shortened."""

    def __init__(self, fields: Fields, *, whole: bool) -> None:
        self.fields = fields
        self.whole = whole
        self.shortened = 0

    def promise(self, priority: Priority) -> Markup:
        """A priority: all of it, or its title, or else the first sentence of its text."""
        if self.whole or not self._longer(priority.text, priority.title):
            return self.fields.promise(priority)
        return self._short(priority.text, priority.title, "promise")

    def achievement(self, achievement: Achievement) -> Markup:
        """What was done."""
        title = achievement.title
        if self.whole or not self._longer(achievement.text, title):
            head = Markup(f'<p class="label">{self.fields.line(title)}</p>') if title else Markup("")
            return head + self.fields.prose(achievement.text)
        return self._short(achievement.text, title, "")

    def name(self, priority: Priority) -> Markup:
        """A coming priority, in a sentence."""
        return self._short(priority.text, priority.title, "")

    def _longer(self, text: Prose, title: Words | None) -> bool:
        return title is not None or self.fields.opening(text, LONGEST) != self.fields.text(text)

    def _short(self, text: Prose, title: Words | None, role: str) -> Markup:
        """A paragraph. Where it is not all that is recorded it doesn't carry the address of the field: who
        edits it in Word must not take it for the whole.
        """
        source = title or text
        words = self.fields.opening(source, LONGEST)
        self.shortened += self._longer(text, title)
        lang = self.fields.lang(source)
        marks = (f' class="{role}"' if role else "") + (f' lang="{escape(lang)}"' if lang else "")
        inside = self.fields.line(source) if words == self.fields.text(source) else escape(words)
        return Markup(f"<p{marks}>{inside}</p>")


def _line(pair: Pair, writer: _Writer, choice: Choice) -> Line:
    deeds = chosen(pair.achievements, choice.deeds)
    return Line(
        pair,
        writer.promise(pair.priority),
        tuple(map(writer.achievement, deeds)),
        len(pair.achievements) - len(deeds),
    )


def _people(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Who leads the forum; where no office is recorded, everybody if they are few."""
    chairs = tuple(person for person in people if person.office in ("chair", "co-chair"))
    return chairs or (people if len(people) <= _FEW else ())


def _left_out(
    side: Side, lines: tuple[Line, ...], others: tuple[int, int], coming: tuple[int, int], fields: Fields
) -> list[str]:
    """What is not shown, counted. ``others`` and ``coming`` are how many there are, and how many shown."""
    gettext = fields.translations.gettext
    said = []
    if len(lines) < len(side.pairs):
        marked = any(pair.priority.key for pair in side.pairs)
        wording = (
            gettext("%(shown)s of %(all)s priorities are shown, those that the forum marked as key first.")
            if marked
            else gettext("%(shown)s of %(all)s priorities are shown, in the forum’s own order.")
        )
        said.append(wording % {"shown": len(lines), "all": len(side.pairs)})
    more = sum(line.more for line in lines)
    for counted, (there, shown) in (
        (_more_deeds(fields), (more, 0)),
        (_more_others(fields), others),
        (_more_coming(fields), coming),
    ):
        if there > shown:
            said.append(counted(there - shown))
    return said


Counted = Callable[[int], str]


def _more_deeds(fields: Fields) -> Counted:
    plural = fields.translations.ngettext
    return lambda number: (
        plural(
            "%(number)s more achievement serves these priorities.",
            "%(number)s more achievements serve these priorities.",
            number,
        )
        % {"number": number}
    )


def _more_others(fields: Fields) -> Counted:
    plural = fields.translations.ngettext
    return lambda number: (
        plural(
            "%(number)s other achievement is left out.", "%(number)s other achievements are left out.", number
        )
        % {"number": number}
    )


def _more_coming(fields: Fields) -> Counted:
    plural = fields.translations.ngettext
    return lambda number: (
        plural(
            "%(number)s coming priority is left out.", "%(number)s coming priorities are left out.", number
        )
        % {"number": number}
    )
