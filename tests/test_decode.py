"""A record is read whole, and a broken one is answered with exactly its problems, each at its place."""

import datetime as dt
import json
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings, strategies as st

import random_records
from annual_report.problems import Problem
from annual_report.record import files, forms, list_forums, list_years, read_forums
from annual_report.record.codes import CODES
from annual_report.record.loading import Reading, entities, forums_named, named_files
from annual_report.record.model import Entity, Identified, Office, Prose, Token, Words, Year
from annual_report.record.years import decode_forum, decode_year
from record_cases import cases, prove

RECORDS = Path(__file__).parent / "records"
Write = Callable[[str, str], None]


def read(workspace: Path) -> tuple[Problem, ...]:
    """Return what reading alone finds."""
    return read_forums(workspace, list_forums(workspace)).problems


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the forum ``harbour``."""

    def into(name: str, text: str) -> None:
        path = tmp_path / "data" / "harbour" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    into("forum.yaml", "name: Harbour Forum\n")
    return into


def year_of(workspace: Path, label: str = "2023/24") -> Year:
    """Return that year of the forum ``harbour``, which must be sound."""
    reading = read_forums(workspace, ["harbour"])
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    year = reading.record.year("harbour", label)
    assert year is not None
    return year


@pytest.fixture(scope="module")
def harbour() -> Reading:
    """Read the record that uses every entity."""
    return read_forums(RECORDS / "harbour", ["harbour"])


@pytest.mark.parametrize("case", cases("records"), ids=lambda path: path.stem)
def test_a_broken_record_gives_exactly_its_problems(case: Path, tmp_path: Path) -> None:
    """Line, column, code and words are written beside each fault of a case."""
    prove(case, tmp_path, read)


def test_the_cases_show_every_code_of_reading() -> None:
    """No code of reading is without a case, but for those that need more than text to come about."""
    text = "".join(path.read_text(encoding="utf-8") for path in cases("records"))
    of_other_rules = {"AR203", "AR212", "AR213", "AR214", "AR215", "AR216", "AR224", "AR225", "AR226"}
    missing = {code for code in CODES if code[:3] in {"AR1", "AR2"} and f" {code} " not in text}
    assert missing - of_other_rules - {code for code in CODES if code > "AR226"} == {"AR102"}


def test_a_case_is_not_met_by_another_place(tmp_path: Path) -> None:
    """The guard itself: a problem one column off is not the expected one."""
    case = tmp_path / "off.case"
    case.write_text(
        "Off.\n=== data/a/2023-24.yaml\n#! 1:2 AR201 unknown key\nyaer: 2023/24\n", encoding="utf-8"
    )
    with pytest.raises(AssertionError, match=r"off\.case: no Expected"):
        prove(case, tmp_path, read)


def test_every_entity_is_read_without_a_problem(harbour: Reading) -> None:
    """The record that uses every key is sound, with the forum that it refers to."""
    assert harbour.problems == ()
    assert [forum.folder for forum in harbour.record.forums] == ["harbour", "quay-forum"]
    kinds = {
        type(value).__name__
        for forum in harbour.record.forums
        for value in entities((forum.forum, forum.years))
    }
    entity_names = {kind.__name__ for kind in _leaves(Entity)} - {"Identified", "Root"}
    assert entity_names <= kinds


def _leaves(kind: type[Entity]) -> set[type[Entity]]:
    below = {leaf for sub in kind.__subclasses__() for leaf in _leaves(sub)}
    return below | {kind} - {Entity}


def test_addresses_name_the_path_of_keys(harbour: Reading) -> None:
    """An address is the file's stem and the path of keys, with ids where entries have them."""
    year = harbour.record.year("harbour", "2023/24")
    assert year is not None
    assert year.priorities is not None
    pay = year.priorities[1]
    assert pay.address == "2023-24:priorities#pay"
    assert pay.outcome is not None
    assert pay.outcome.reason is not None
    assert pay.outcome.reason.address == "2023-24:priorities#pay.outcome.reason"
    assert pay.actions is not None
    train = pay.actions[1]
    assert train.lead is not None
    assert train.lead.address == "2023-24:priorities#pay.actions#train.lead"
    assert train.actions is not None
    assert train.actions[1].actions is not None
    assert train.actions[1].actions[0].address.endswith("#train.actions#run-it.actions#north")
    assert year.forewords is not None
    assert year.forewords[1].text.address == "2023-24:forewords[1].text"
    assert year.sections is not None
    assert year.sections[0].blocks is not None
    assert year.sections[0].blocks[1].address == "2023-24:sections#context.blocks[1].quotation"
    forum = harbour.record.forum("harbour")
    assert forum is not None
    assert forum.forum.contact is not None
    assert forum.forum.contact.email is not None
    assert forum.forum.contact.email.address == "forum:contact.email"
    assert forum.forum.contact.email.place.line == 15


def test_every_address_is_given_once(harbour: Reading) -> None:
    """Two fields of a file never share an address."""
    for forum in harbour.record.forums:
        texts = [
            value
            for value in entities((forum.forum, forum.years))
            if isinstance(value, Words | Prose | Token)
        ]
        assert len({text.address for text in texts}) == len(texts)


def test_private_is_nowhere_in_the_model(harbour: Reading) -> None:
    """Nothing under ``private`` and no comment reaches the values."""
    everything = repr(harbour.record)
    for secret in ("Anything here", "Given 2023-05-01", "First name only", "minutes"):
        assert secret not in everything


def test_values_are_read_as_typed(write: Write, tmp_path: Path) -> None:
    """What YAML would take for numbers, dates and truth values is the text that was typed."""
    write(
        "2023-24.yaml",
        'year: 2023/24\nduty: no\nrights: 1.10\ntitle: 0203\nreference_code: "{{ 7*7 }} <b> &copy; %s ]]>"\n',
    )
    year = year_of(tmp_path)
    typed = [words and words.source for words in (year.duty, year.rights, year.title, year.reference_code)]
    assert typed == ["no", "1.10", "0203", "{{ 7*7 }} <b> &copy; %s ]]>"]


def test_absent_and_empty_differ(write: Write, tmp_path: Path) -> None:
    """Nothing recorded is ``None``; a list recorded as empty is ``()``."""
    write(
        "2023-24.yaml",
        "year: 2023/24\npriorities: []\nachievements:\npeople: ~\nevents: null\nfootnotes: {}\n",
    )
    year = year_of(tmp_path)
    assert (year.priorities, year.achievements, year.people, year.events) == ((), None, None, None)
    assert (year.footnotes, year.measures) == ((), None)


def test_a_sentence_stands_for_its_entry(write: Write, tmp_path: Path) -> None:
    """The short forms mean the same as the long ones."""
    short = (
        "year: 2023/24\n"
        "priorities: [Pay., {text: Agree., outcome: met, continues: 2022/23#agree}]\n"
        "people: [{name: Ann, organisations: [Union]}]\n"
        "measures: [{name: Late, baseline: 14, actual: few, series: {2022/23: 5}}]\n"
    )
    long = (
        "year: 2023/24\n"
        "priorities: [{text: Pay.}, {text: Agree., outcome: {rating: met}, continues: [2022/23#agree]}]\n"
        "people: [{name: Ann, organisations: [{name: Union}]}]\n"
        "measures: [{name: Late, baseline: {value: 14}, actual: {value: few}, "
        "series: {2022/23: {value: 5}}}]\n"
    )
    write("2023-24.yaml", short)
    first = texts_of(year_of(tmp_path))
    write("2023-24.yaml", long)
    assert first == texts_of(year_of(tmp_path))
    assert ("2023-24:priorities#agree.outcome.rating", "", "met") in first


def texts_of(value: object) -> list[tuple[str, str, str]]:
    """Return the address, language and text of every value, without the places."""
    found: list[tuple[str, str, str]] = []
    for inner in entities(value):
        match inner:
            case Words() | Prose():
                found += [(inner.address, tag, text) for tag, text in inner.versions]
            case Token():
                found.append((inner.address, "", inner.text))
            case _:
                pass
    return found


def test_texts_by_language(write: Write, tmp_path: Path) -> None:
    """A text has its languages in the forum's order and falls back to the first it has."""
    write("forum.yaml", "name: {cy: Fforwm, en: Forum}\nlanguage: [en, cy]\n")
    write(
        "2023-24.yaml", "year: 2023/24\npriorities: [{EN: Pay., cy: Talu.}, Plain.]\ntitle: {cy: Adroddiad}\n"
    )
    year = year_of(tmp_path)
    assert year.priorities is not None
    assert year.priorities[0].text.versions == (("en", "Pay."), ("cy", "Talu."))
    assert year.priorities[0].id == "pay"
    assert year.priorities[1].text.in_language("cy") == ("en", "Plain.")
    assert year.title is not None
    assert year.title.in_language("en") == ("cy", "Adroddiad")
    forum = read_forums(tmp_path, ["harbour"]).record.forum("harbour")
    assert forum is not None
    assert forum.forum.name.in_language("cy") == ("cy", "Fforwm")
    assert forum.forum.name.source == "Forum"


@pytest.mark.parametrize(
    ("entry", "id_"),
    [
        ("Agree one flexible working policy for all employers.", "agree-one-flexible-working-policy-for"),
        ("{title: Fair Pay, text: Pay everybody.}", "fair-pay"),
        ("{text: 'We’ll pay the workers'' co-op'}", "well-pay-the-workers-co-op"),
        ("Größe & Straße", "grösse-strasse"),
        ("'सबको समय पर वेतन'", "सबको-समय-पर-वेतन"),
        ("'**Pay** [the staff](https://example.org) on time[^ice]'", "pay-the-staff-on-time"),
        ("'Pay – on time – and in full, everywhere.'", "pay-on-time-and-in-full"),
        ("'???'", "entry"),
        ("{id: 2nd-pay, text: Pay.}", "2nd-pay"),
    ],
)
def test_default_ids(entry: str, id_: str, write: Write, tmp_path: Path) -> None:
    """An entry without an id has one made of its title or first words (rule 4)."""
    write("2023-24.yaml", f"year: 2023/24\npriorities:\n  - {entry}\n")
    year = year_of(tmp_path)
    assert year.priorities is not None
    assert year.priorities[0].id == id_
    assert forms.is_id(id_)


def test_equal_default_ids_are_told_apart(write: Write, tmp_path: Path) -> None:
    """Equal defaults are numbered in their order, go round ids that are written, and are marked."""
    write(
        "2023-24.yaml",
        "year: 2023/24\npriorities:\n"
        "  - Pay.\n  - PAY!\n  - {id: pay-2, text: Written.}\n  - Other.\n"
        "  - {id: other, text: Written as well.}\n  - Alone.\n",
    )
    year = year_of(tmp_path)
    assert year.priorities is not None
    assert [(one.id, one.id_written, one.id_shared) for one in year.priorities] == [
        ("pay", False, True),
        ("pay-3", False, True),
        ("pay-2", True, False),
        ("other-2", False, True),
        ("other", True, False),
        ("alone", False, False),
    ]


@pytest.mark.parametrize(
    ("kind", "label", "start", "end"),
    [
        (None, "2023/24", "2023-04-01", "2024-03-31"),
        (None, "2024", "2024-01-01", "2024-12-31"),
        ("academic", "2023/24", "2023-09-01", "2024-08-31"),
        ("calendar", "2023/24", "2023-04-01", "2024-03-31"),
        ("financial", "1999/00", "1999-04-01", "2000-03-31"),
        (None, "1999/2000", "1999-04-01", "2000-03-31"),
    ],
)
def test_the_days_of_a_year(
    kind: str | None, label: str, start: str, end: str, write: Write, tmp_path: Path
) -> None:
    """The first and last day follow from the kind of period and the label."""
    write("forum.yaml", f"name: Harbour Forum\nperiod_kind: {kind or ''}\n")
    write(f"{label.replace('/', '-')}.yaml", f"year: {label}\n")
    year = year_of(tmp_path, label)
    assert (year.start, year.end) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1,200", "1200"),
        ("12 150", "12150"),
        ("£1,200.50", "1200.50"),
        ("100.7 %", "100.7"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("(420)", "-420"),
        ("GBP 7", "7"),
        ("0203", "203"),
        ("over 1,200", None),
        ("1,20", None),
        ("(420", None),
        ("no official target", None),
        ("", None),
    ],
)
def test_numbers(printed: str, number: str | None) -> None:
    """A printed figure is read as the number it is; words are none."""
    assert forms.read_number(printed) == (None if number is None else Decimal(number))


@given(st.text())
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    """Whatever the words, the default id can be one."""
    slug = forms.slug(text)
    assert slug == "" or forms.is_id(slug)
    assert forms.slug(slug) == slug


@given(st.text(max_size=30))
def test_forms_never_fail(text: str) -> None:
    """Any text is either of a form or not; none is too odd to be asked."""
    forms.read_date(text)
    forms.read_number(text)
    forms.read_reference(text)
    for form in ("url", "web", "email", "schema", "language", "year", "colour", "folder"):
        forms.form_fault(form, text)


def test_years_are_listed_and_read_oldest_first(harbour: Reading) -> None:
    """Years come in the order of their days; the files read are named."""
    assert list_forums(RECORDS / "harbour") == ("harbour", "quay-forum")
    assert list_years(RECORDS / "harbour", "harbour") == ("2022/23", "2023/24", "2024/25")
    forum = harbour.record.forum("harbour")
    assert forum is not None
    assert [year.label for year in forum.years] == ["2022/23", "2023/24", "2024/25"]
    assert forum.files[0] == "data/harbour/forum.yaml"
    assert forums_named(forum) == {"quay-forum"}
    assert [named.path for named in named_files(forum)][:2] == [
        "data/harbour/pictures/union.svg",
        "data/harbour/pictures/ann.jpg",
    ]


def test_an_unreadable_year_is_remembered(write: Write, tmp_path: Path) -> None:
    """A year whose file cannot be read is known to exist, so that references into it are not doubted."""
    write("2023-24.yaml", "year: @\n")
    reading = read_forums(tmp_path, ["harbour"])
    forum = reading.record.forum("harbour")
    assert forum is not None
    assert (forum.years, forum.unread) == ((), ("2023/24",))
    assert reading.broken == {"harbour"}


def test_a_warning_breaks_nothing(write: Write, tmp_path: Path) -> None:
    """Only an error stops a forum's reports."""
    write("forum.yaml", "name: {en: Forum}\nlanguage: [en, cy]\n")
    reading = read_forums(tmp_path, ["harbour"])
    assert [problem.code for problem in reading.problems] == ["AR218"]
    assert reading.broken == frozenset()


def test_a_forum_that_is_not_there(tmp_path: Path) -> None:
    """Asking for an unknown forum, or in an empty folder, is a problem and no traceback."""
    assert list_forums(tmp_path) == ()
    assert list_years(tmp_path, "nobody") == ()
    assert [problem.code for problem in read_forums(tmp_path, ["nobody"]).problems] == ["AR101"]


@pytest.mark.usefixtures("write")
def test_links_out_of_the_workspace_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link that leads outside is refused; one that stays inside is read."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("year: 2023/24\n", encoding="utf-8")
    workspace = tmp_path / "workspace"
    shutil.move(tmp_path / "data", workspace / "data")
    folder = workspace / "data" / "harbour"
    (folder / "2023-24.yaml").symlink_to(outside)
    (folder / "2024-25.yaml").symlink_to(folder / "real.txt")
    (folder / "real.txt").write_text("year: 2024/25\n", encoding="utf-8")
    (folder / "2025-26.yaml").symlink_to(folder / "2025-26.yaml")
    problems = read_forums(workspace, ["harbour"]).problems
    assert [(problem.code, problem.place.file[-12:]) for problem in problems] == [
        ("AR101", "2023-24.yaml"),
        ("AR101", "2025-26.yaml"),
    ]
    assert "outside the workspace" in problems[0].message


def test_a_file_that_is_too_large(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the record has a limit, which is checked before it is read as YAML."""
    monkeypatch.setattr(files, "RECORD_BYTES", 100)
    write("2023-24.yaml", "year: 2023/24\n" + "# x\n" * 100)
    assert [problem.code for problem in read_forums(tmp_path, ["harbour"]).problems] == ["AR102"]


@pytest.mark.usefixtures("write")
def test_a_folder_or_pipe_is_not_a_file(tmp_path: Path) -> None:
    """A folder with a record's name is passed over; a pipe does not make reading wait."""
    (tmp_path / "data" / "harbour" / "2022-23.yaml").mkdir()
    os.mkfifo(tmp_path / "data" / "harbour" / "2023-24.yaml")
    assert [problem.code for problem in read_forums(tmp_path, ["harbour"]).problems] == ["AR101"]


def test_the_bytes_of_named_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is read inside the workspace and up to a size; else the reason is told in plain words."""
    (tmp_path / "quay.png").write_bytes(b"picture")
    assert files.named_bytes(tmp_path, "quay.png") == b"picture"
    assert files.named_bytes(tmp_path, "none.png") == "there is no such file"
    assert files.named_bytes(tmp_path, "../outside.png") in {
        "there is no such file",
        "it lies outside the workspace",
    }
    assert files.named_sha256(tmp_path, "none.png") == (None, "there is no such file")
    assert files.named_bytes(tmp_path, "a\0b") == "its path leads nowhere"
    monkeypatch.setattr(files, "NAMED_FILE_BYTES", 3)
    assert "larger than" in str(files.named_bytes(tmp_path, "quay.png"))


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("pictures/a.png", "data/harbour/pictures/a.png"),
        ("./a.png", "data/harbour/a.png"),
        ("../shared/a.png", "data/shared/a.png"),
        ("../../a.png", "a.png"),
        ("../../../a.png", None),
        ("/a.png", None),
        ("C:/a.png", None),
        ("pictures\\a.png", None),
    ],
)
def test_the_paths_of_named_files(written: str, path: str | None) -> None:
    """A file is counted from the folder of the file that names it, and never leads out of the workspace."""
    assert files.named_path("data/harbour/2023-24.yaml", written) == path


def damage(content: bytes, seed: int) -> bytes:
    """Return the bytes with a few of them deleted, doubled, exchanged or replaced."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time is the point
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed))
        match chance.randrange(5):
            case 0:
                del changed[at : at + chance.randint(1, 30)]
            case 1:
                changed[at:at] = changed[at : at + chance.randint(1, 60)]
            case 2:
                changed[at] = chance.randrange(256)
            case 3:
                changed[at:at] = chance.choice(
                    [b"#", b": ", b"\t", b"- ", b"[", b"{", b"!", b"&a ", b"*a", b'"', b"\n"]
                )
            case _:
                changed[at:at] = chance.choice(
                    [b"null", b"[]", b"{}", b"~", b"''", b"\xff", b"\x00", b"9" * 40]
                )
    return bytes(changed)


@pytest.mark.parametrize("seeds", [range(start, start + 25) for start in range(0, 200, 25)], ids=str)
def test_damage_gives_problems_and_no_traceback(seeds: range, tmp_path: Path) -> None:
    """However a record is damaged, reading ends with a record, and each problem names a place in its file."""
    shutil.copytree(RECORDS / "harbour", tmp_path, dirs_exist_ok=True)
    for seed in seeds:
        for name in ("forum.yaml", "2023-24.yaml"):
            path = tmp_path / "data" / "harbour" / name
            whole = (RECORDS / "harbour" / "data" / "harbour" / name).read_bytes()
            path.write_bytes(damage(whole, seed))
            lengths = [len(line) for line in path.read_bytes().decode(errors="replace").split("\n")]
            for problem in read_forums(tmp_path, ["harbour"]).problems:
                json.dumps(problem.message)
                if problem.place.file.endswith(name):
                    assert 1 <= problem.place.line <= len(lengths) + 1, problem
                    assert problem.place.column >= 1, problem
            path.write_bytes(whole)


@settings(max_examples=40)
@given(random_records.years("2023/24", "en", "cy"))
def test_a_random_record_is_read_without_loss(record: random_records.Plain) -> None:
    """Whatever keys a sound record uses, it is read without a problem and holds every text that was typed."""
    forum, _ = decode_forum(random_records.node({"name": "Forum", "language": ["en", "cy"]}), "forum.yaml")
    year, problems = decode_year(random_records.node(record), "data/x/2023-24.yaml", forum)
    assert problems == []
    held = Counter(text for _, _, text in texts_of(year))
    typed = Counter(text.strip(" ") for text in random_records.texts_in(record))
    choices = {"true", "false", "yes", "no", "lower", "higher", "income", "expenditure", *get_args(Office)}
    assert set(typed - held) <= choices


def test_a_thousand_entries_are_read_with_their_ids(write: Write, tmp_path: Path) -> None:
    """Many entries with equal words each have an id of their own."""
    write("2023-24.yaml", "year: 2023/24\nachievements:\n" + "  - We met and talked about it again.\n" * 1500)
    year = year_of(tmp_path)
    assert year.achievements is not None
    ids = {one.id for one in year.achievements}
    assert len(ids) == 1500
    assert all(isinstance(one, Identified) and one.id_shared for one in year.achievements)
