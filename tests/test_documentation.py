"""data/README.md says what the record format is: it is current, complete, and its examples can be used."""

import re
from pathlib import Path

import pytest

from annual_report.record import read_forums
from annual_report.record.decode import Decoder
from annual_report.record.documentation import page
from annual_report.record.facts import blocks, facts
from annual_report.record.loading import entities
from annual_report.record.model import BUILT_IN_RATINGS, Entity, Forum, Identified, Prose, Year
from annual_report.record.nodes import Mapping, parse
from conftest import IN_CI

README = Path(__file__).parent.parent / "data" / "README.md"
# An entry of one key lacks the others that it needs; that is not the fault of its example.
LONELY = "AR202"


def every_kind(kind: type[Entity] = Entity) -> list[type[Entity]]:
    """Return every entity of the model that has keys."""
    found = [kind] if facts(kind) else []
    return found + [inner for sub in kind.__subclasses__() for inner in every_kind(sub)]


KINDS = every_kind()


def section(kind: type[Entity]) -> str:
    """Return the part of the page that an entity has."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).capitalize()
    heading = {Forum: "## The forum: `forum.yaml`", Year: "## A year: `2023-24.yaml`"}.get(
        kind, f"### {words}"
    )
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^##|\Z)", page(), re.DOTALL | re.MULTILINE)
    assert found, f"no section {heading!r}"
    return found[1]


def test_the_page_is_current(request: pytest.FixtureRequest) -> None:
    """The page in data/ is the one that the types make; --update-golden writes it."""
    if request.config.getoption("--update-golden") and not IN_CI:
        README.write_text(page(), encoding="utf-8", newline="\n")
    assert README.read_bytes().decode() == page()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.__name__ != "TextBlock"])
def test_every_key_has_a_row_with_its_meaning_and_example(kind: type[Entity]) -> None:
    """Nothing can be added to the model that the page is silent about."""
    text = section(kind)
    for fact in facts(kind).values():
        row = re.search(rf"^\| \**`{fact.key}`.*$", text, re.MULTILINE)
        assert row, f"{kind.__name__}.{fact.key} has no row"
        cells = [cell.strip() for cell in row[0].strip("|").split(" | ")]
        assert len(cells) == 4
        assert all(cells), row[0]
        assert cells[1] == fact.about.meaning
        assert ("(needed)" in row[0]) == fact.required
    assert ("| `id` |" in text) == issubclass(kind, Identified)


def test_blocks_and_ratings_are_listed() -> None:
    """Each kind of block says how it is written, each built-in rating is named."""
    for key in blocks():
        assert f"`- {key}: ...`" in page()
    for rating in BUILT_IN_RATINGS:
        assert f"| `{rating.label.source}` | {rating.shape} |" in page()


def test_every_link_leads_somewhere() -> None:
    """Links within the page lead to one of its headings, the others to a file that is there."""
    headings = re.findall(r"^#+ (.*)$", page(), re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert len(anchors) == len(headings)
    outside = re.sub(r"`[^`]*`", "", page())
    for target in re.findall(r"\]\(([^)]+)\)", outside):
        assert target[1:] in anchors if target.startswith("#") else (README.parent / target).is_file(), target


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_can_be_written_as_it_stands(kind: type[Entity]) -> None:
    """An example that a reader copies is never refused."""
    for fact in facts(kind).values():
        node, problems = parse(f"{fact.key}: {fact.about.example}\n".encode(), "example.yaml")
        assert problems == []
        assert isinstance(node, Mapping)
        decoder = Decoder("2023-24", ("en", "cy"))
        known = {"label": "", "kind": "other", "start": None, "end": None} if kind is Year else {}
        if issubclass(kind, Identified):
            known["id"] = "example"
        entity = decoder.entity(kind, node, "2023-24:", **known)
        assert [found for found in decoder.problems if found.code != LONELY] == []
        assert getattr(entity, fact.field) is not None


def test_the_first_record_of_the_page_is_whole(tmp_path: Path) -> None:
    """Who copies the opening of the page has a record without a problem, and every sentence of it is read."""
    written = re.findall(r"^```yaml\n# (data/\S+)\n(.*?)^```", page(), re.DOTALL | re.MULTILINE)
    assert [name for name, _ in written] == ["data/my-forum/forum.yaml", "data/my-forum/2023-24.yaml"]
    for name, text in written:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    reading = read_forums(tmp_path, ["my-forum"])
    assert reading.problems == ()
    values = entities(reading.record.forums[0].years[0])
    sources = {value.source for value in values if isinstance(value, Prose)}
    for line in ("Pay everybody on time.", "We ran the spring conference.", "Late payments fell by half."):
        assert line in sources
