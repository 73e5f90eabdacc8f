"""The whole record on the page: every field shown, as typed, and nothing where nothing is recorded."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import random_records
from annual_report import report
from annual_report.comparison import compare
from annual_report.document.blocks import (
    Card,
    Definition,
    Definitions,
    Document,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Section,
    Span,
    Table,
    outline,
    walk,
)
from annual_report.layout import Layout
from annual_report.pictures import read_pictures
from annual_report.problems import ReportError
from annual_report.record import read_forums
from annual_report.record.facts import facts
from annual_report.record.model import Entity, Forum, Year
from annual_report.shown import unshown
from annual_report.translations import FOLDER, load
from full_record import (
    LABEL,
    Plain,
    full_files,
    make_document,
    read,
    squeezed,
    structs,
    typed_fields,
    words,
    words_by_address,
    write,
)

HARBOUR = Path(__file__).parent / "records" / "harbour"
NASTY = (
    "{{ 7*7 }} {% for %} {# no #} ${x} <script>alert('x')</script> </p><b> &copy; &lt; ]]> <?php ?> <!-- --> "
    '%s %d %(year)s %(count)s %% 100% "q" `x`'
)
# Typed as days of fixed form and printed as days are read; the year's own label is printed on its cover.
READ_ALOUD = ("2023-24:start", "2023-24:end")


class Typist:
    """Gives each field words of its own, with everything in them that something might take for its own."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, where: str) -> str:
        """Return the words of the next field."""
        self.count += 1
        return f"{where} {self.count} {NASTY}"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with every key of the format, each with nasty words."""
    return write(tmp_path_factory.mktemp("full"), full_files(Typist()))


@pytest.fixture(scope="module")
def document(full: Path) -> Document:
    """Give the report of that record."""
    return make_document(full)


def changed(files: tuple[Forum, Year], document: Document) -> Iterator[str]:
    """The fields that a document shows otherwise than they were typed, of those that it shows."""
    shown = words_by_address(document)
    for source in files:
        for address, typed in typed_fields(source):
            found = squeezed(shown.get(address, typed)).casefold()
            expected = squeezed(typed.replace("[^footnotes]", "")).casefold()
            if address not in READ_ALOUD and expected not in found:
                yield f"{address}: {typed!r} is shown as {shown[address]!r}"


# --- everything is shown, as typed


def test_every_field_comes_out_as_typed(full: Path, document: Document) -> None:
    """Jinja, gettext, HTML, XML and % formatting all leave the words of a record alone."""
    forum, year = read(full)
    assert list(changed((forum.forum, year), document)) == []


def test_every_field_is_shown(full: Path, document: Document) -> None:
    """Every key of the format that is meant to be shown has a place in the layout."""
    forum, year = read(full)
    assert unshown(forum.forum, year, document, "annual-report") == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_example_of_the_record_format_is_shown_whole(language: str) -> None:
    """In each of its languages."""
    forum, year = read(HARBOUR, "harbour")
    document = make_document(HARBOUR, "harbour", language=language)
    assert unshown(forum.forum, year, document, "annual-report") == []


@pytest.mark.parametrize(
    "language", sorted(path.name for path in FOLDER.glob("*/")) if FOLDER.is_dir() else []
)
def test_no_catalogue_breaks_words(full: Path, language: str) -> None:
    """A translation whose placeholders are wrong would break the report, or print our markup."""
    forum, year = read(full)
    reading = read_forums(full, ("full",))
    document = report.document(
        compare(reading.record, forum, year),
        Layout(full, "annual-report"),
        "en",
        pictures=read_pictures(full, forum, year),
        translations=load(language),
    )
    ours = (":status:", ".decision:")  # words of a closed list, which are translated
    found = changed((forum.forum, year), document)
    assert [line for line in found if not any(part in line for part in ours)] == []
    assert "%(" not in words(document.blocks).replace(NASTY, "").replace("%(year)s", "")


# --- nothing where nothing is recorded

SHORTEST = [
    "Contents",
    "The year at a glance",
    "Achievements in 2023/24",
    "About this report",
]


def leftovers(document: Document) -> Iterator[str]:
    """Blocks that hold nothing, and words that only a program says."""
    for block in structs(document.blocks):
        match block:
            case Paragraph(children=()) | ListBlock(items=()) | ListItem(blocks=()):
                yield repr(block)
            case Section(blocks=()) if not block.id.startswith("section-"):  # which may be a heading alone
                yield repr(block)
            case Table(rows=()) | Definitions(items=()) | Card(blocks=()) | Quotation(blocks=()):
                yield repr(block)
            case Definition(term=term, blocks=blocks) if not term or not words(blocks).strip():
                yield repr(block)
            case Span(children=children) if not words(children).strip(" "):
                yield repr(block)


def test_the_shortest_record_leaves_nothing_behind(tmp_path: Path) -> None:
    """A name and a year make a report of the parts that every report has."""
    write(tmp_path, {"full/forum.yaml": {"name": "F"}, "full/2023-24.yaml": {"year": LABEL}})
    document = make_document(tmp_path)
    assert [heading.words for heading in outline(document)] == SHORTEST
    assert list(leftovers(document)) == []


def test_entries_without_a_value_leave_nothing_behind(tmp_path: Path) -> None:
    """`partners: [{}]`, `contact: {}` and the like are recorded and say nothing."""
    files: dict[str, Plain] = {
        "full/forum.yaml": {"name": "F", **empty_entries(Forum)},
        "full/2023-24.yaml": {"year": LABEL, **empty_entries(Year)},
    }
    files["full/2023-24.yaml"] |= {
        "people": [{"name": "Ann", "organisations": [{}], "photo": {}}],
        "priorities": [
            {"text": "Pay.", "outcome": {}, "actions": [], "blocks": [{"picture": {"caption": "x"}}]}
        ],
    }
    write(tmp_path, files)
    document = make_document(tmp_path)
    assert list(leftovers(document)) == []
    assert [heading.words for heading in outline(document)] == [
        *SHORTEST[:2],
        "Priorities for 2023/24 at a glance",
        SHORTEST[2],
        "Looking back on 2023/24",
        "More on priority 1",
        "The people of the forum",
        SHORTEST[-1],
    ]
    assert "Replaces" not in words(document.blocks)


def empty_entries(kind: type[Entity]) -> Plain:
    """Every key of a file under which an entry without keys can stand."""
    found: Plain = {}
    for fact in facts(kind).values():
        entity = isinstance(fact.kind, type) and issubclass(fact.kind, Entity)
        if entity and not any(inner.required for inner in facts(fact.kind).values()):
            found[fact.key] = [{}] if fact.many else {}
    return {
        key: value for key, value in found.items() if key not in ("sections", "footnotes", "acknowledged")
    }


# Without shrinking: a failure says which field it is about, and a smaller record takes minutes to find.
@settings(
    max_examples=20,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(random_records.forums(), random_records.years())
def test_any_sound_record_becomes_a_report(
    tmp_path_factory: pytest.TempPathFactory, forum: Plain, year: Plain
) -> None:
    """Whatever is left out: every word is there, no heading skips a level and no id is given twice."""
    workspace = write(
        tmp_path_factory.mktemp("random"), {"full/forum.yaml": forum, "full/2023-24.yaml": year}
    )
    document = make_document(workspace)
    assert list(leftovers(document)) == []
    read_forum, read_year = read(workspace)
    assert list(changed((read_forum.forum, read_year), document)) == []
    missing = [note.message for note in unshown(read_forum.forum, read_year, document, "annual-report")]
    assert [
        message for message in missing if "footnotes" not in message and "rating_scheme" not in message
    ] == []
    shutil.rmtree(workspace)


# --- a field that the layout leaves out


@pytest.mark.parametrize(
    ("template", "taken", "named"),
    [
        ("contact", "{{ contact.phone }}", ["contact.phone"]),
        ("people", "{{ person.post_nominals }}", ["people#people.post_nominals"]),
        ("sources", "{{ year.duty }}", ["duty"]),
        ("forewords", "{{ prose(foreword.text) }}", ["forewords[0].text", "forewords[1].text"]),
        ("macros", "{{ item.alt.address }}", ["partners[0].logo.alt"]),
    ],
)
def test_a_field_that_a_template_leaves_out_is_named(
    full: Path, tmp_path: Path, template: str, taken: str, named: list[str]
) -> None:
    """Taken out of a layout, a field is listed, with its place in the record."""
    shutil.copytree(full, tmp_path, dirs_exist_ok=True)
    own_template(tmp_path, template, taken, "")
    forum, year = read(tmp_path)
    notes = unshown(forum.forum, year, make_document(tmp_path), "annual-report")
    listed = [note.message.rpartition(" ")[2] for note in notes]
    assert set(named) <= set(listed)
    assert all(note.code == "AR431" and note.severity == "note" for note in notes)
    assert all(note.place.file.startswith("data/full/") for note in notes)


def test_a_part_that_is_left_out_is_named_once(full: Path, tmp_path: Path) -> None:
    """Not each of its fields."""
    shutil.copytree(full, tmp_path, dirs_exist_ok=True)
    own_template(tmp_path, "report", '{% include "annual-report/measures.html.j2" %}', "")
    forum, year = read(tmp_path)
    notes = unshown(forum.forum, year, make_document(tmp_path), "annual-report")
    assert [note.message for note in notes] == ["not shown by layout annual-report: measures"]


def own_template(workspace: Path, name: str, old: str, new: str) -> None:
    """Put a template of the built-in layout into the workspace, changed."""
    from annual_report.layout import builtin_layouts

    source = builtin_layouts() / "annual-report" / f"{name}.html.j2"
    text = source.read_text(encoding="utf-8")
    assert old in text, f"{name} no longer holds {old}"
    target = workspace / "layouts" / "annual-report" / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(old, new), encoding="utf-8")


# --- what the file says of itself


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ({"approved": "2024-06-12", "published": "2024-06-30"}, "2024-06-30"),
        ({"approved": "2024-06-12", "published": "in summer"}, "2024-06-12"),
        ({"approved": "2024-06", "updated": "2024-07-02"}, "2024-03-31"),
        ({}, "2024-03-31"),
    ],
)
def test_a_file_is_of_the_day_that_the_record_gives(tmp_path: Path, dates: Plain, day: str) -> None:
    """Published, else approved, else the end of the period; whole days only."""
    year = {"year": LABEL, "dates": dates, "title": "Review", "reference_code": "R/1"}
    write(tmp_path, {"full/forum.yaml": {"name": "F & G\n  H"}, "full/2023-24.yaml": year})
    metadata = make_document(tmp_path).metadata
    assert metadata.date == day
    assert (metadata.title, metadata.author) == ("F & G H: Review 2023/24", "F & G H")
    assert (metadata.identifier, metadata.language) == ("R/1", "en-GB")


# --- layouts that break


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "said"),
    [
        ("{% if contact.label %}", "{% if contact.label", "AR412", 5, "expected"),
        ("{% if contact.label %}", "{% iff contact.label %}", "AR412", 4, "iff"),
        ("{{ contact.label }}", "{{ contact.lable }}", "AR412", 5, "lable"),
        ("{{ contact.label }}", "{{ nobody }}", "AR412", 5, "nobody"),
        ("{{ contact.label }}", "{{ forum }}", "AR412", 5, "Forum holds more than one value"),
        ("{{ contact.label }}", "{{ forum.about }}", "AR412", 5, "rich text"),
        ("{{ contact.label }}", "{{ year.priorities[1].title }}", "AR412", 5, "nothing is recorded here"),
        ("{{ contact.label }}", "{{ 1 // 0 }}", "AR412", 5, "by zero"),
        ("{{ contact.label }}", "{{ contact.__class__ }}", "AR412", 5, "__class__"),
        (
            "{{ contact.label }}",
            "{% include 'nowhere.j2' %}",
            "AR412",
            5,
            'there is no template "nowhere.j2"',
        ),
        ("{{ contact.label }}", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "AR412", 5, "without end"),
        ("<dl>", "<dl>words", "AR413", 8, "words stand directly in <dl>"),
        ("<dl>", "<table>", "AR413", 13, "not well formed"),
        ("<dl>", '<dl class="facts">', "AR413", 8, "a <dl> has no class 'facts'"),
        ('<h1>{{ _("Contact") }}</h1>', "<h3>Contact</h3>", "AR413", 3, "of level 3 inside level 0"),
        ('id="contact"', 'id="people"', "AR413", 3, "'people' is given to two"),
        ("{{ contact.phone }}", "{{ contact.phone }}<br>", "AR413", 10, "not well formed"),
    ],
)
def test_a_broken_template_is_a_problem_with_its_line(
    full: Path, tmp_path: Path, old: str, new: str, code: str, line: int, said: str
) -> None:
    """The line of the template, also where only the markup that it makes is wrong."""
    shutil.copytree(full, tmp_path, dirs_exist_ok=True)
    own_template(tmp_path, "contact", old, new)
    with pytest.raises(ReportError) as raised:
        make_document(tmp_path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.file) == (code, "layouts/annual-report/contact.html.j2")
    assert said in problem.message
    assert abs(problem.place.line - line) <= 1, str(problem)


def test_headings_step_by_step(document: Document) -> None:
    """Seen from outside: from one heading to the next never more than one level down."""
    levels = [heading.level for heading in outline(document)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {block.level for block in walk(document.blocks) if isinstance(block, Section)} >= {1, 2}
