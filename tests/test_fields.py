"""A value of the record is written once and for all: escaped, in its language, with its address."""

import datetime as dt
import re
from decimal import Decimal
from gettext import NullTranslations

import pytest
from hypothesis import given, strategies as st

from annual_report.document import markup
from annual_report.document.blocks import ListBlock, Notes, Paragraph, Pill, Span, walk
from annual_report.fields import Fields, first_sentence
from annual_report.problems import Place
from annual_report.record import richtext
from annual_report.record.model import Amount, Outcome, Priority, Prose, Quantity, Token, When, Words
from full_record import squeezed, structs, words
from written_records import forum_of

PLACE = Place('data/a "b"/2023-24.yaml', 3, 5)
ADDRESS = "2023-24:x"
FORUM = forum_of("harbour", {"forum": "name: Harbour\nlanguage: [en, cy]\n"})
OWN = forum_of(
    "own", {"forum": "name: X\nrating_scheme: [{label: 'On <b>', shape: tick, colour: '#8A1538'}, Met]\n"}
)

# What a file of the record may hold; lines as YAML gives them.
TYPED = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\u2028\u2029\ufeff")
    | st.sampled_from("\n*_[]()<>&\\`#-+.!1 \u00a0{}%"),
    max_size=80,
).filter(str.strip)


def new_fields(language: str = "en") -> Fields:
    """Give a writer for a forum without footnotes, whose own words are in that language too."""
    return Fields(FORUM, (), language, NullTranslations())


def some_words(*versions: str) -> Words:
    """Give words in English, and in Welsh where there are two."""
    return Words(tuple(zip(("en", "cy"), versions, strict=False)), ADDRESS, PLACE)


def some_prose(*versions: str, address: str = ADDRESS) -> Prose:
    """Give a text in English, and in Welsh where there are two."""
    return Prose(tuple(zip(("en", "cy"), versions, strict=False)), address, PLACE)


def a_priority(text: str, title: str | None = None) -> Priority:
    """Give a priority of these words."""
    return Priority(
        address="2023-24:priorities#a",
        place=PLACE,
        id="a",
        title=some_words(title) if title else None,
        text=some_prose(text),
    )


def read(written: object) -> tuple[object, ...]:
    """Read markup that stands among blocks."""
    return markup.parse(f"<main>{written}</main>", {})


def read_line(written: object) -> str:
    """Read markup that stands among words, as words."""
    return words(read(f"<p>{written}</p>"))


# --- words come out as typed


@given(TYPED)
def test_words_come_out_as_typed(typed: str) -> None:
    """Whatever is typed, blanks apart."""
    assert squeezed(read_line(new_fields().line(some_words(typed)))) == squeezed(typed)


@given(TYPED)
def test_no_word_of_a_text_is_lost(typed: str) -> None:
    """As paragraphs, in one line, after a label, as a promise: the same words in the same order."""
    fields, text = new_fields(), some_prose(typed.replace("[^", "("))
    expected = squeezed(richtext.plain(richtext.parse(text.source)))
    assert squeezed(words(read(fields.prose(text)))) == expected
    assert squeezed(read_line(fields.line(text))) == expected
    assert squeezed(words(read(fields.run_in("Why", text)))) == "Why" + expected
    assert squeezed(words(read(fields.promise(a_priority(text.source))))) == expected


@given(TYPED, TYPED)
def test_a_promise_with_a_title_has_both(title: str, text: str) -> None:
    """The title is the promise, the whole text the rest."""
    typed = text.replace("[^", "(")
    shown = words(read(new_fields().promise(a_priority(typed, title))))
    assert squeezed(shown) == squeezed(title) + squeezed(richtext.plain(richtext.parse(typed)))


def test_an_address_and_a_place_of_any_name() -> None:
    """Quotation marks in the name of a folder don't break the markup."""
    (paragraph,) = read(f"<p>{new_fields().line(some_words('x'))}</p>")
    assert isinstance(paragraph, Paragraph)
    (span,) = paragraph.children
    assert isinstance(span, Span)
    assert span.origin
    assert (span.origin.address, span.origin.place) == (ADDRESS, PLACE)


def test_tokens_and_capitals_are_escaped() -> None:
    """Values of fixed form are data too."""
    token = Token("<b>&%s", ADDRESS, PLACE)
    assert read_line(new_fields().line(token)) == "<b>&%s"
    assert read_line(new_fields().capital(Token("draft", ADDRESS, PLACE))) == "Draft"
    assert read_line(new_fields().capital(token)) == "<b>&%s"


# --- languages


def test_a_text_in_another_language_is_marked() -> None:
    """A missing version falls back to the first, marked with its language."""
    both, one = some_words("Hello", "Helo"), some_words("Only English")
    assert 'lang="' not in new_fields("cy").line(both)
    assert read_line(new_fields("cy").line(both)) == "Helo"
    assert 'lang="en"' in new_fields("cy").line(one)
    assert 'lang="en"' in new_fields("cy").prose(some_prose("Only English"))
    assert 'lang="' not in new_fields("en").line(one)
    assert 'lang="en"' in new_fields("cy").cut(a_priority("Only English"), 50)


def test_without_a_catalogue_our_words_are_english() -> None:
    """Then the document is English, and what the record says in another language is marked."""
    assert 'lang="cy"' in Fields(FORUM, (), "cy").line(some_words("Hello", "Helo"))


# --- dates, quantities, lists of words


@pytest.mark.parametrize(
    ("when", "read_aloud"),
    [
        (When(some_words("2024-03-05"), 2024, 3, 5), "5 March 2024"),
        (When(some_words("2024-12"), 2024, 12), "December 2024"),
        (When(some_words("2024"), 2024), "2024"),
        (When(some_words("in <3> weeks, %s")), "in <3> weeks, %s"),
        (When(some_words("05/03/2024")), "05/03/2024"),
    ],
)
def test_dates_are_read_aloud(when: When, read_aloud: str) -> None:
    """As far as they are known; words stay as typed."""
    fields = new_fields()
    assert fields.date(when) == fields.text(when) == read_aloud
    assert read_line(fields.line(when)) == read_aloud


def test_a_day() -> None:
    """A day that nobody typed reads like those that were."""
    assert new_fields().day(dt.date(2024, 3, 31)) == "31 March 2024"


def test_a_quantity_has_its_qualifier() -> None:
    """Both are printed as typed, each with its own address."""
    value = Words((("en", "1,200 <"),), "a:value", PLACE)
    over = Words((("en", "over &"),), "a:qualifier", PLACE)
    line = new_fields().line(Quantity(address="a", place=PLACE, value=value, qualifier=over))
    assert read_line(line) == "over & 1,200 <"
    assert [span.origin.address for span in structs(read(f"<p>{line}</p>")) if isinstance(span, Span)] == [
        "a:qualifier",
        "a:value",
    ]
    assert read_line(new_fields().line(Amount(some_words("(4,100)"), Decimal(-4100)))) == "(4,100)"


@pytest.mark.parametrize(
    ("listed", "said"),
    [([], ""), (["a%s"], "a%s"), (["a", "%(list)s"], "a and %(list)s"), (["a", "b", "c"], "a, b and c")],
)
def test_words_in_a_row(listed: list[str], said: str) -> None:
    """As they are said; what they say is no pattern."""
    assert new_fields().and_list(listed) == said


def test_values_in_a_row_are_escaped() -> None:
    """Each value keeps its own address."""
    joined = new_fields().joined([some_words("A & <b>"), some_words("%s")])
    assert read_line(joined) == "A & <b>, %s"


# --- what can't be printed


@pytest.mark.parametrize("value", [None, some_prose("Rich *text*.")])
def test_what_has_to_be_asked_for_is_not_printed(value: object) -> None:
    """An absent field and a text with marks each need more than their name in a template."""
    with pytest.raises(TypeError):
        new_fields().finalize(value)


# --- the promise, and its first words


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("One. Two. Three.", "One.", "Two. Three."),
        ("No end", "No end", ""),
        ("“Listen!” We did.", "“Listen!”", "We did."),
        ("See e.g. Annex 4. Then act.", "See e.g. Annex 4.", "Then act."),
        ("Ask Dr. Smith. Act.", "Ask Dr. Smith.", "Act."),
        ("J. Smith spoke. We heard.", "J. Smith spoke.", "We heard."),
        ("It costs 1.50 Pounds. Pay.", "It costs 1.50 Pounds.", "Pay."),
        ("Why? Because.", "Why?", "Because."),
        ("Dim yn gywir. Ŷd.", "Dim yn gywir.", "Ŷd."),
        ("Is it 2024? 12 say so.", "Is it 2024?", "12 say so."),
        ("ends. in lower case", "ends. in lower case", ""),
        ("One line\\\nthen another.", "One line", "then another."),
        ("A **bold. Start** of it. Then more.", "A bold. Start of it.", "Then more."),
    ],
)
def test_the_first_sentence_is_the_promise(text: str, first: str, rest: str) -> None:
    """Where there is no title the promise is the first sentence, and the rest follows."""
    blocks = read(new_fields().promise(a_priority(text)))
    assert all(isinstance(block, Paragraph) for block in blocks)
    assert [words(block).strip() for block in blocks] == [first, *([rest] if rest else [])]
    assert [block.role for block in blocks if isinstance(block, Paragraph)] == ["promise", "rest"][
        : len(blocks)
    ]


@given(TYPED)
def test_cutting_off_a_sentence_loses_nothing(typed: str) -> None:
    """Both halves together are the line, blanks apart."""
    flow = richtext.parse(typed)
    if flow and isinstance(flow[0], richtext.Paragraph):
        head, rest = first_sentence(flow[0].line)
        both = richtext.plain_line(head) + richtext.plain_line(rest)
        assert squeezed(both) == squeezed(richtext.plain_line(flow[0].line))


@given(TYPED, st.integers(8, 60))
def test_first_words_are_cut_at_a_word(typed: str, length: int) -> None:
    """Never longer than asked for; what is left is the beginning of the text."""
    shown = str(read_line(new_fields().cut(a_priority(typed), length)))
    whole = " ".join(re.sub("[ \t\r\n]+", " ", richtext.plain(richtext.parse(typed))).split(" "))
    if shown.endswith(" …") and not whole.strip(" ").endswith(" …"):
        assert len(shown) <= length
        assert squeezed(whole).startswith(squeezed(shown.removesuffix(" …")))
    else:
        assert squeezed(shown) == squeezed(whole)


# --- outcomes


def outcome(rating: str | None) -> Outcome:
    """Give an outcome of that rating."""
    token = Token(rating, "2023-24:priorities#a.outcome.rating", PLACE) if rating else None
    return Outcome(address="2023-24:priorities#a.outcome", place=PLACE, rating=token)


def the_pill(written: object) -> Pill:
    """Read the one pill of some markup."""
    (pill,) = (found for found in structs(read(f"<p>{written}</p>")) if isinstance(found, Pill))
    return pill


def test_a_built_in_rating_is_a_pill_of_its_own_tone() -> None:
    """However it was typed; and it shows the field that names it."""
    pill = the_pill(new_fields().pill(outcome("PARTLY  met")))
    assert (pill.words, pill.tone, pill.shape, pill.colour) == ("Partly met", "partly-met", "half", "")
    assert pill.origin
    assert pill.origin.address.endswith("outcome.rating")
    assert new_fields().pill(outcome(None)) == ""


def test_an_own_rating_has_its_own_colour_and_shape() -> None:
    """A label of the forum's scheme that is named like a built-in one is still the forum's own."""
    fields = Fields(OWN, (), "en-GB")
    pill = the_pill(fields.pill(outcome("on <B>")))
    assert (pill.words, pill.tone, pill.shape, pill.colour) == ("On <b>", "own", "tick", "#8A1538")
    assert the_pill(fields.pill(outcome("met"))).tone == "own"


# --- footnotes

NOTED = forum_of(
    "noted",
    {
        "2023/24": "footnotes: {ice: 'Frozen. [^two]', two: '<b> %s'}\n"
        "achievements: ['We ran[^ice] it[^ice].']\n",
        "2024/25": "footnotes: {ice: Another.}\n",
    },
)


def test_a_footnote_is_printed_once_below_the_part_that_marks_it() -> None:
    """Numbered in the order of the marks; a note that marks another brings it along."""
    notes = [note for year in NOTED.years for note in year.footnotes or ()]
    fields = Fields(NOTED, notes, "en-GB")
    (year, following) = NOTED.years
    (achievement,) = year.achievements or ()
    text = fields.prose(achievement.text)
    assert text.count('href="#note-1"') == 2
    (below,) = read(fields.notes())
    assert isinstance(below, Notes)
    assert [(note.number, squeezed(words(note.blocks))) for note in below.notes] == [
        ("1", "Frozen."),
        ("2", "<b>%s"),
    ]
    assert fields.notes() == ""
    assert 'href="#note-1"' in fields.prose(achievement.text)
    assert fields.notes() == ""
    other = Prose((("en-GB", "Next[^ice]"),), following.footnotes[0].text.address, PLACE)
    assert 'href="#note-3"' in fields.prose(other)
    assert "Another." in fields.notes()


def test_the_footnote_of_one_field() -> None:
    """A measure's own note is numbered with the others."""
    fields = new_fields()
    assert 'href="#note-1"' in fields.own_note(
        some_prose("One <&> %s", address="2023-24:measures#a.footnote")
    )
    assert 'href="#note-2"' in fields.own_note(some_prose("Two", address="2023-24:measures#b.footnote"))
    (notes,) = read(fields.notes())
    assert squeezed(words(notes)) == "1One<&>%s2Two"


def test_lists_keep_their_numbers() -> None:
    """Rich text becomes the same lists, inside each other, from the same number."""
    (ordered,) = read(new_fields().prose(some_prose("3. three\n4. four\n   - in *four*\n")))
    assert isinstance(ordered, ListBlock)
    assert (ordered.ordered, ordered.start, len(ordered.items)) == (True, 3, 2)
    assert sum(isinstance(block, ListBlock) for block in walk((ordered,))) == 2
