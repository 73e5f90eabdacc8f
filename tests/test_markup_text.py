"""Words are escaped for markup as markupsafe escapes them, and finished markup is left as it is."""

from hypothesis import given, strategies as st
from markupsafe import Markup, escape

from annual_report.markup_text import escaped, joined, marked

WORDS = st.text(st.one_of(st.sampled_from("<>&\"'"), st.characters()))


@given(WORDS)
def test_words_are_escaped_once(words: str) -> None:
    """Whatever they are; what comes out is known for markup, and is not escaped again."""
    once = escaped(words)
    assert type(once) is type(escaped(once)) is Markup
    assert once == escape(words) == escaped(once)
    assert once.unescape() == words


@given(st.lists(WORDS))
def test_pieces_of_markup_stand_in_a_row(words: list[str]) -> None:
    """With markup between them, and none of them escaped again."""
    row = joined([escaped(each) for each in words], " <br/> ")
    assert type(row) is Markup
    assert row == Markup(" <br/> ").join(words)


def test_finished_markup_is_printed_as_it_is() -> None:
    """A sign in it stays a sign."""
    made = marked(f"<b>{escaped('a < b')}</b>")
    assert type(made) is Markup
    assert str(escape(made)) == "<b>a &lt; b</b>"
