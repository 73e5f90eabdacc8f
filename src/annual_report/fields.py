"""How a value of the record is written in the markup: escaped, in its language, with its address.

Templates print values and nothing else; what a value looks like as words (a date, a quantity, a text with
marks) is decided here once for every layout.
"""

import datetime as dt
import re
from collections.abc import Iterable
from gettext import NullTranslations
from typing import assert_never

from markupsafe import Markup

from annual_report.comparison import built_in_rating
from annual_report.markup_text import escaped, joined, marked
from annual_report.problems import Place
from annual_report.record import richtext
from annual_report.record.model import (
    Amount,
    Footnote,
    ForumRecord,
    Outcome,
    Priority,
    Prose,
    Quantity,
    RatingLabel,
    Token,
    When,
    Words,
)
from annual_report.translations import ENGLISH, gettext_noop as _

Value = Words | Prose | When | Quantity | Amount | Token

MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
_BLANKS = re.compile(r"[ \t\r\n]+")
OUR_WORDS = (
    *(_("met"), _("partly met"), _("not met"), _("ongoing")),
    *(_("carried forward"), _("withdrawn"), _("not rated")),
    *(_("continue"), _("carry forward"), _("revise"), _("stop")),
    *(_("draft"), _("approved"), _("published")),
)
"""Values of the record that are words of ours: the built-in ratings, decisions, states of a report."""

_NO_WORDS = r"[\W\d_]*|\S+@\S+|\S+://\S*"  # dates, numbers, addresses: in no language
_SENTENCE_END = r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9À-ÞĀ-Ž])"
_ABBREVIATION = r"\b(?:[A-Za-z]|e\.g|i\.e|Dr|Mr|Mrs|Ms|St|No|Nos|vs|cf|approx|Prof)\.$"


class Fields:
    """Writes the values of one report: in ``language`` where the record has it, with numbered footnotes."""

    def __init__(
        self,
        forum: ForumRecord,
        footnotes: Iterable[Footnote],
        language: str,
        translations: NullTranslations = ENGLISH,
    ) -> None:
        """``language`` is a tag; ``footnotes`` those of every file whose texts are shown; ``translations``
        our own words in that language.
        """
        self.forum = forum
        self.language = language
        self.translations = translations
        # Without a catalogue our words are English, and so is the document; the record's texts are then the
        # ones whose language is marked.
        known = translations is not ENGLISH or language.partition("-")[0].lower() == "en"
        self.voice = language if known else "en"
        self._footnotes = {(_file(note.text.address), note.id): note.text for note in footnotes}
        self._numbers: dict[tuple[str, str], int] = {}
        self._owed: list[tuple[str, str]] = []
        self._reading = ""  # the file of the text that is being written: footnote ids are those of its file

    # --- a value among words

    def finalize(self, value: object) -> object:
        """What printing a value in a template gives: Jinja's ``finalize``."""
        if isinstance(value, Prose):
            msg = f"{value.address} is rich text: print it with the filter prose or line"
            raise TypeError(msg)
        if isinstance(value, Words | When | Quantity | Amount | Token):
            return self.line(value)
        if value is None:
            msg = "nothing is recorded here: ask before printing a field that may be absent"
            raise TypeError(msg)
        return value

    def line(self, value: Value, role: str = "") -> Markup:
        """A value as words in one line, with the address of its field."""
        match value:
            case Words():
                return self._span(value, escaped(value.in_language(self.language)[1]), role)
            case When():
                return self._span(value.words, escaped(self.date(value)), role)
            case Amount():
                return self.line(value.words, role)
            case Quantity():
                return self._quantity(value, role)
            case Token():
                return self._tagged("span", value.address, value.place, escaped(value.text), role, "")
            case Prose():
                flow = self._flow(value)
                inside = joined([self._one_line(block) for block in flow], " ")
                return self._span(value, inside, role)
            case _:
                assert_never(value)

    def mention(self, value: Words) -> Markup:
        """A value that is named in passing, in its language but without its address: it counts as shown where
        it has a place of its own.
        """
        lang, words = self.lang(value), escaped(self.text(value))
        return marked(f'<span lang="{escaped(lang)}">{words}</span>') if lang else words

    def text(self, value: Words | Prose | When | Token) -> str:
        """A value as bare words in one line, for a place that holds no markup."""
        if isinstance(value, Token):
            return value.text
        if isinstance(value, When):
            return self.date(value)
        source = value.in_language(self.language)[1]
        words = richtext.plain(richtext.parse(source)) if isinstance(value, Prose) else source
        return _BLANKS.sub(" ", words)

    def _span(self, text: Words | Prose, inside: Markup, role: str) -> Markup:
        return self._tagged("span", text.address, text.place, inside, role, self.lang(text))

    def _tagged(self, tag: str, address: str, place: Place, inside: Markup, role: str, lang: str) -> Markup:
        extra = (f' class="{escaped(role)}"' if role else "") + (f' lang="{escaped(lang)}"' if lang else "")
        where = f'data-origin="{escaped(address)}" data-place="{escaped(str(place))}"'
        return marked(f"<{tag} {where}{extra}>{inside}</{tag}>")

    def lang(self, text: Words | Prose) -> str:
        """The language of a text where it is not that of the report's own words, else ""."""
        used, source = text.in_language(self.language)
        return "" if used == self.voice or re.fullmatch(_NO_WORDS, source) else used

    def _quantity(self, quantity: Quantity, role: str) -> Markup:
        value = self.line(quantity.value, role)
        if quantity.qualifier is None:
            return value
        return marked(f"{self.line(quantity.qualifier, role)} {value}")

    def date(self, when: When) -> str:
        """A date as it is read aloud: 5 March 2024, March 2024, 2024; words stay as typed."""
        if when.year is None:
            return when.words.in_language(self.language)[1]
        if when.month is None:
            return when.source
        if when.day is None:
            wording = self.translations.gettext("%(month)s %(year)s")
            return wording % {"month": self._month(when.month), "year": when.year}
        return self._day(when.day, when.month, when.year)

    def shows(self, field: Words, words: Words) -> Markup:
        """A value whose words say another field as well, as "Staff side chair" says the side."""
        return self._tagged("span", field.address, field.place, self.line(words), "", "")

    def day(self, date: dt.date) -> str:
        """A day as it is read aloud."""
        return self._day(date.day, date.month, date.year)

    def _day(self, day: int, month: int, year: int) -> str:
        wording = self.translations.gettext("%(day)s %(month)s %(year)s")
        return wording % {"day": day, "month": self._month(month), "year": year}

    def _month(self, month: int) -> str:
        return self.translations.gettext(MONTHS[month - 1])

    def joined(self, texts: Iterable[Words]) -> Markup:
        """Several values in a row, with commas."""
        return joined([self.line(text) for text in texts], ", ")

    def and_list(self, words: list[str]) -> str:
        """Words in a row as they are said: "a, b and c"."""
        if len(words) < 2:
            return "".join(words)
        return self.translations.gettext("%(list)s and %(last)s") % {
            "list": ", ".join(words[:-1]),
            "last": words[-1],
        }

    def capital(self, value: Token) -> Markup:
        """A value of fixed form as the beginning of a sentence."""
        said = self.translations.gettext(value.text)
        return self._tagged("span", value.address, value.place, escaped(said[:1].upper() + said[1:]), "", "")

    # --- paragraphs and lists

    def prose(self, value: Prose, role: str = "") -> Markup:
        """A text as paragraphs (of ``role``) and lists."""
        return self._blocks(self._flow(value), value, role)

    def _flow(self, text: Prose) -> richtext.Flow:
        self._reading = _file(text.address)
        return richtext.parse(text.in_language(self.language)[1])

    def _blocks(self, flow: richtext.Flow, text: Prose, role: str) -> Markup:
        return joined([self._block(block, text, role) for block in flow])

    def _block(self, block: richtext.Paragraph | richtext.Items, text: Prose, role: str) -> Markup:
        if isinstance(block, richtext.Paragraph):
            inside = self._line(block.line)
            return self._tagged("p", text.address, text.place, inside, role, self.lang(text))
        items = "".join([f"<li>{self._blocks(item, text, '')}</li>" for item in block.items])
        if block.start is None:
            return marked(f"<ul>{items}</ul>")
        return marked(f'<ol start="{block.start}">{items}</ol>')

    def _one_line(self, block: richtext.Paragraph | richtext.Items) -> Markup:
        if isinstance(block, richtext.Paragraph):
            return self._line(block.line)
        return joined([self._one_line(inner) for item in block.items for inner in item], " ")

    def _line(self, line: richtext.Line) -> Markup:
        return joined([self._piece(piece) for piece in line])

    def _piece(self, piece: richtext.Piece) -> Markup:
        match piece:
            case richtext.Plain():
                return escaped(piece.text)
            case richtext.Marked():
                tag = "strong" if piece.kind == "strong" else "em"
                return marked(f"<{tag}>{self._line(piece.children)}</{tag}>")
            case richtext.Linked():
                return marked(f'<a href="{escaped(piece.address)}">{self._line(piece.children)}</a>')
            case richtext.Break():
                return marked("<br/>")
            case richtext.NoteMark():
                return self._note_mark(piece.id)
            case _:
                assert_never(piece)

    def run_in(self, label: str, text: Prose) -> Markup:
        """A text whose first line begins with a label: "Reason  Two of three employers do."."""
        flow = self._flow(text)
        head = marked(f'<span class="run-in">{escaped(label)}</span> ')
        first = flow[0] if flow else None
        if not isinstance(first, richtext.Paragraph):
            return marked(f'<p class="reason">{head}</p>{self._blocks(flow, text, "")}')
        inside = self._span(text, self._line(first.line), "")
        rest = self._blocks(flow[1:], text, "reason")
        return marked(f'<p class="reason">{head}{inside}</p>{rest}')

    # --- the promise of a priority

    def promise(self, priority: Priority) -> Markup:
        """A priority as the ledger sets it: its title, else its first sentence; then the rest of its text."""
        if priority.title is not None:
            title = self._tagged(
                "p",
                priority.title.address,
                priority.title.place,
                escaped(priority.title.in_language(self.language)[1]),
                "promise",
                self.lang(priority.title),
            )
            return joined([title, self.prose(priority.text, "rest")])
        flow = self._flow(priority.text)
        if not flow or not isinstance(flow[0], richtext.Paragraph):
            return self._blocks(flow, priority.text, "rest")
        first, rest = first_sentence(flow[0].line)
        blocks = [self._block(richtext.Paragraph(first), priority.text, "promise")]
        if rest:
            blocks.append(self._block(richtext.Paragraph(rest), priority.text, "rest"))
        return joined([*blocks, self._blocks(flow[1:], priority.text, "rest")])

    def cut(self, priority: Priority, length: int) -> Markup:
        """What a priority is called in a line: its title, else its first sentence, cut at a word with an
        ellipsis where it is longer.

        It carries no address: a text counts as shown where all of it is.
        """
        source = priority.title or priority.text
        words = self.opening(source, length)
        lang = self.lang(source)
        return marked(f'<span lang="{escaped(lang)}">{escaped(words)}</span>') if lang else escaped(words)

    def opening(self, source: Words | Prose, length: int) -> str:
        """A text's first sentence, cut at a word with an ellipsis where it has more than ``length``
        characters.
        """
        words = self._opening(source) if isinstance(source, Prose) else self.text(source)
        if len(words) > length:
            words = words[: length - 2].rsplit(" ", 1)[0].rstrip(" ,;:-–") + " …"
        return words

    def _opening(self, text: Prose) -> str:
        flow = richtext.parse(text.in_language(self.language)[1])
        if flow and isinstance(flow[0], richtext.Paragraph):
            flow = (richtext.Paragraph(first_sentence(flow[0].line)[0]),)
        return richtext.plain(flow)

    # --- outcomes

    def pill(self, outcome: Outcome) -> Markup:
        """The rating of an outcome: its word, shape and tone; nothing where none is recorded."""
        if outcome.rating is None:
            return marked("")
        return self.rating(self.forum.rating(outcome.rating.text), outcome.rating)

    def rating(self, label: RatingLabel | None, token: Token | None) -> Markup:
        """A rating of the forum's scheme as a pill; ``token`` is the field that names it."""
        written = token.text if token else ""
        words, lang = self._rating_said(label, written)
        built_in = built_in_rating(self.forum, written or words) if not self.forum.forum.rating_scheme else ""
        tone = built_in.replace(" ", "-") if built_in else "own"
        shape = (label.shape if label else None) or ""
        colour = label.colour.text if label and label.colour else ""
        source = token or (label.label if label else None)
        where = ""
        if source:
            where = f' data-origin="{escaped(source.address)}" data-place="{escaped(str(source.place))}"'
        where += f' lang="{escaped(lang)}"' if lang else ""
        return marked(
            f'<mark class="{tone}" data-shape="{shape}" data-colour="{escaped(colour)}"{where}>'
            f"{escaped(words[:1].upper() + words[1:])}</mark>"
        )

    def rating_words(self, label: RatingLabel) -> str:
        """A rating among other words, with a capital as it has on a pill."""
        words, _ = self._rating_said(label, "")
        return words[:1].upper() + words[1:]

    def _rating_said(self, label: RatingLabel | None, written: str) -> tuple[str, str]:
        """The words of a rating, and their language where it is not the report's: the built-in seven are
        words of ours, those of a forum's own scheme are the forum's.
        """
        if label is None:
            return written, ""
        if not self.forum.forum.rating_scheme:
            return self.translations.gettext(label.label.source), ""
        return label.label.in_language(self.language)[1], self.lang(label.label)

    # --- footnotes

    def share_notes(self, other: "Fields") -> None:
        """Know the footnotes that another writer of the same report knows."""
        self._footnotes = dict(other._footnotes)  # noqa: SLF001 - the same class

    def _note_mark(self, note: str) -> Markup:
        return self._mark((self._reading, note))

    def own_note(self, text: Prose) -> Markup:
        """The mark of a note that belongs to one field alone, as a measure's; ``notes`` prints it."""
        key = (_file(text.address), text.address)
        self._footnotes[key] = text
        return self._mark(key)

    def _mark(self, key: tuple[str, str]) -> Markup:
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._owed.append(key)
        number = self._numbers[key]
        return marked(f'<sup><a href="#note-{number}">{number}</a></sup>')

    def notes(self) -> Markup:
        """The footnotes that were marked since they were last printed, each once in a report."""
        items = []
        while self._owed:
            owed, self._owed = self._owed, []
            for key in owed:
                number = self._numbers[key]
                text = self.prose(self._footnotes[key])
                items.append(f'<li id="note-{number}" data-number="{number}">{text}</li>')
        return marked(f'<ol class="footnotes">{"".join(items)}</ol>') if items else marked("")


def _file(address: str) -> str:
    return address.partition(":")[0]


def first_sentence(line: richtext.Line) -> tuple[richtext.Line, richtext.Line]:
    """A line cut after its first sentence; the second half is empty where there is only one."""
    for at, piece in enumerate(line):
        if isinstance(piece, richtext.Break):
            return line[:at], line[at + 1 :]
        if not isinstance(piece, richtext.Plain):
            continue
        for end in re.finditer(_SENTENCE_END, piece.text):
            if re.search(_ABBREVIATION, piece.text[: end.start()].rstrip('"”’)')):
                continue
            closing = end.group().rstrip()
            head = (*line[:at], richtext.Plain(piece.text[: end.start()] + closing))
            rest = piece.text[end.end() :]
            return head, ((richtext.Plain(rest),) if rest else ()) + line[at + 1 :]
    return line, ()
