"""Nothing of a record is lost: its words are read back from every format, each text as an unbroken run."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annual_report.build import check_record
from annual_report.cli import main
from annual_report.fields import Fields
from annual_report.record import richtext
from annual_report.record.facts import facts
from annual_report.record.loading import entities
from annual_report.record.model import Amount, Entity, Forum, ForumRecord, Prose, Token, When, Words, Year
from readback import Judge, outline, plain, words

ROOT = Path(__file__).resolve().parent.parent
REPORTS = (("london-spf", "2023/24"), ("london-spf", "2024/25"), ("example-forum", "2024/25"))
NOTE = "\N{REPLACEMENT CHARACTER}"
IDS = [f"{forum}-{label.replace('/', '-')}" for forum, label in REPORTS]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports, built now in all formats."""
    out = tmp_path_factory.mktemp("reports")
    targets = [f"{forum}/{label}" for forum, label in REPORTS]
    assert main(["-C", str(ROOT), "-q", "build", *targets, "--out", str(out)]) == 0
    return out


def files(built: Path, forum: str, label: str) -> list[Path]:
    """Return the files of one report."""
    found = sorted((built / forum / label.replace("/", "-")).iterdir())
    assert [file.suffix for file in found] == [".docx", ".html", ".pdf"]
    return found


def record(folder: str) -> ForumRecord:
    """Return the record of a forum."""
    reading, _ = check_record(ROOT, (folder,))
    found = reading.record.forum(folder)
    assert found is not None
    return found


def texts(source: Forum | Year, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield the address and words of each value that a report is meant to show, a paragraph at a time."""
    for entity in entities(source):
        if not isinstance(entity, Entity):
            continue
        hidden = {fact.field for fact in facts(type(entity)).values() if not fact.about.shown}
        for name in entity.__struct_fields__:
            value = getattr(entity, name)
            for item in value if isinstance(value, tuple) else (value,):
                if name not in hidden and name != "alt":
                    yield from ((item.address, text) for text in _runs(item, fields))


def _runs(item: object, fields: Fields) -> Iterator[str]:
    match item:
        case Prose():
            yield from _paragraphs(richtext.parse(item.source))
        case Words() | When() | Token():
            yield fields.text(item)
        case Amount():
            yield item.source
        case _:
            return


def _paragraphs(flow: richtext.Flow) -> Iterator[str]:
    for block in flow:
        if isinstance(block, richtext.Paragraph):
            yield richtext.plain_line(
                tuple(richtext.Plain(NOTE) if isinstance(p, richtext.NoteMark) else p for p in block.line)
            )
        else:
            for item in block.items:
                yield from _paragraphs(item)


@pytest.mark.parametrize(("folder", "label"), REPORTS, ids=IDS)
def test_every_word_is_found_again(folder: str, label: str, built: Path, judge: Judge) -> None:
    """Each text of the record is an unbroken run of words in the text of PDF, Word file and web page."""
    forum = record(folder)
    year = forum.year(label)
    assert year is not None
    fields = Fields(forum, (), forum.forum.languages[0])
    wanted = [*texts(forum.forum, fields), *texts(year, fields)]
    assert wanted
    for file in files(built, folder, label):
        found = words(file, judge).casefold()
        missing = [(a, text) for a, text in wanted if not _is_in(text, found)]
        assert not missing, f"{file.suffix} lacks {missing}"


def _is_in(text: str, found: str) -> bool:
    """Whether a text is an unbroken run; where it calls a footnote, its number may stand."""
    parts = [re.escape(plain(part).casefold()) for part in text.split(NOTE)]
    return re.search(r" ?\d* ?".join(parts), found) is not None


@pytest.mark.parametrize(("folder", "label"), REPORTS, ids=IDS)
def test_promises_and_deeds_keep_their_order(folder: str, label: str, built: Path, judge: Judge) -> None:
    """Priorities and achievements come in the author's order, the same in every format."""
    forum = record(folder)
    year = forum.year(label)
    assert year is not None
    for file in files(built, folder, label):
        found = words(file, judge)
        for entries in (year.achievements or (), year.priorities or ()):
            starts = [next(_paragraphs(richtext.parse(entry.text.source)))[:60] for entry in entries]
            places = [found.find(plain(start)) for start in starts]
            assert -1 not in places, file.suffix
            assert places == sorted(places), file.suffix


@pytest.mark.parametrize(("folder", "label"), REPORTS, ids=IDS)
def test_the_formats_have_one_outline(folder: str, label: str, built: Path, judge: Judge) -> None:
    """PDF, Word file and web page have the same headings, at the same levels, in the same order."""
    docx, html, pdf = (outline(file, judge) for file in files(built, folder, label))
    assert len(html) >= 5
    assert docx == html
    assert pdf == html
