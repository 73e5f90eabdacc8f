"""Footnotes: those that a text calls and nobody wrote, those that nobody calls (record format, rule 2)."""

from collections.abc import Iterator

from annual_report.problems import Problem
from annual_report.record import richtext
from annual_report.record.codes import problem
from annual_report.record.model import Footnote, Forum, ForumRecord, Prose, Year
from annual_report.record.near import near_miss

_CALL = "[^"


def check(forum: ForumRecord) -> Iterator[Problem]:
    """Calls without a footnote (AR224) and footnotes without a call (AR230), file by file."""
    yield from _missing(forum.forum, list(_calls(forum.forum)), ())
    for year in forum.years:
        calls = list(_calls(year))
        footnotes = year.footnotes or ()
        yield from _missing(year, calls, footnotes)
        called = {id_ for _, id_ in calls}
        for footnote in footnotes:
            if footnote.id not in called:
                hint = f"write [^{footnote.id}] where the note belongs, or delete it"
                yield problem("AR230", footnote.place, f'no text calls the footnote "{footnote.id}"', hint)


def _missing(
    file: Forum | Year, calls: list[tuple[Prose, str]], footnotes: tuple[Footnote, ...]
) -> Iterator[Problem]:
    ids = [footnote.id for footnote in footnotes]
    for text, id_ in calls:
        if id_ not in ids:
            near = near_miss(id_, ids)
            hint = f'did you mean "{near}"?' if near else _way_out(file, id_)
            yield problem("AR224", text.place, f'the footnote "{id_}" is not recorded', hint)


def _way_out(file: Forum | Year, id_: str) -> str:
    literal = rf"\[^{id_}] with a backslash is text"
    if isinstance(file, Forum):
        return f"forum.yaml has no footnotes; {literal}"
    return f"record it under `footnotes` as {id_}: ...; {literal}"


def _calls(file: Forum | Year) -> Iterator[tuple[Prose, str]]:
    """Each text of a file with the id of each footnote that it calls, in any of its languages."""
    for text in file.values:
        if isinstance(text, Prose):
            for _, source in text.versions:
                if _CALL in source:
                    yield from ((text, id_) for id_ in richtext.note_ids(richtext.parse(source)))
