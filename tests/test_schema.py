"""The JSON Schemas accept every sound record and refuse what has the wrong shape."""

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings

import random_records
from annual_report.record.canonical import canonical
from annual_report.record.facts import facts
from annual_report.record.schema import FileKind, schema, schema_text
from annual_report.record.years import decode_forum
from test_model import every_entity

ROOT = Path(__file__).parent
RECORDS = sorted([*ROOT.glob("records/*/data/*/*.yaml"), *ROOT.parent.glob("data/*/*.yaml")])


class _Loader(yaml.SafeLoader):
    """YAML as an editor types it: numbers and truth values are typed (YAML 1.2), dates are texts."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@functools.cache
def _validator(kind: FileKind) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(kind))


def faults(kind: FileKind, text: str) -> list[str]:
    """Return what the validator says of a file."""
    validator = _validator(kind)
    typed = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader with fewer types
    return [fault.message for fault in validator.iter_errors(typed)]


@pytest.mark.parametrize("kind", ["forum", "year"])
def test_the_schema_is_one(kind: FileKind) -> None:
    """It is a schema by its meta-schema, always the same, and its text is JSON."""
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    assert json.loads(schema_text(kind)) == schema(kind)
    assert schema_text(kind) == schema_text(kind)


@pytest.mark.parametrize("file", RECORDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_record_is_accepted(file: Path) -> None:
    """The records of the workspace and of the test suite, as an editor sees them."""
    kind: FileKind = "forum" if file.stem == "forum" else "year"
    assert faults(kind, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "year: 2024",
        "year: 2023/24\nschema: 1\ntitle:\ndates: ~\npriorities: null",
        "year: 2023/24\ntitle: {en: Report, cy: Adroddiad}\nduty: yes\nrights: 1.10",
        (
            "year: 2023/24\n"
            "priorities: [Pay., 2024, {en: Pay., cy: Talu.}, "
            "{text: Agree., key: yes, due: 2024, outcome: met}]"
        ),
        (
            "year: 2023/24\n"
            "priorities: [{text: Pay., continues: 2022/23#pay, "
            "outcome: {rating: met, decision: stop}}]"
        ),
        (
            "year: 2023/24\n"
            "measures: [{name: Late, baseline: 14, target: none, "
            "actual: {value: 7.1}, series: {2021/22: 1, 2022: few}}]"
        ),
        (
            "year: 2023/24\n"
            "sections: [{text: x, blocks: [Plain., {text: x}, "
            "{quotation: It worked.}, {key_figure: 7}]}]"
        ),
        "year: 2023/24\nsources: [Annual report]\npeople: [Ann Example]\nprivate: [1, {a: b}]\nfootnotes: []",
        f"year: 2023/24\nsources: [{{document: x, sha256: {'0' * 64}}}]",
    ],
)
def test_short_forms_are_accepted(text: str) -> None:
    """Whatever reading takes, the schema takes, with the types an editor gives."""
    assert faults("year", text) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("forum", "short_name: x"),
        ("forum", "name:"),
        ("forum", "name: [x]"),
        ("forum", "name: x\nnmae: y"),
        ("forum", "name: x\nlanguage: Welsh language"),
        ("forum", "name: x\nperiod_kind: weekly"),
        ("forum", "name: x\ncontact: {email: nowhere}"),
        ("forum", "name: x\nlinks: [{words: x}]"),
        ("forum", 'name: x\nrating_scheme: [{label: x, colour: "#12"}]'),
        ("year", "title: x"),
        ("year", "year: next"),
        ("year", "year: 2023/24\nstart: 2023"),
        ("year", "year: 2023/24\npriorities: Pay."),
        ("year", "year: 2023/24\npriorities: [null]"),
        ("year", "year: 2023/24\npriorities: [{title: Pay}]"),
        ("year", "year: 2023/24\npriorities: [{text: Pay., actions: [{text: x, owner: y}]}]"),
        ("year", "year: 2023/24\npriorities: [{text: Pay., outcome: {decision: drop}}]"),
        ("year", "year: 2023/24\npriorities: [{text: Pay., id: Fair Pay}]"),
        ("year", "year: 2023/24\nachievements: [We did: it]"),
        ("year", "year: 2023/24\nsections: [{id: x}]"),
        ("year", "year: 2023/24\nsections: [{text: x, blocks: [{text: x, story: y}]}]"),
        ("year", "year: 2023/24\nsources: [{document: x, sha256: abc}]"),
        ("year", "year: 2023/24\nfootnotes: [x]"),
        ("year", "year: 2023/24\nfinance: {currency: pounds}"),
        ("year", "year: 2023/24\nschema: 2"),
    ],
)
def test_the_wrong_shape_is_refused(kind: FileKind, text: str) -> None:
    """Missing and unknown keys, wrong kinds, words that are none of those to choose from."""
    assert faults(kind, text)


@settings(max_examples=40)
@given(random_records.years("2023/24", "en", "cy"))
def test_random_years_are_accepted(record: random_records.Plain) -> None:
    """Whatever keys a sound year uses, the schema takes it."""
    assert faults("year", canonical(random_records.node(record))) == []


@given(random_records.forums("en", "cy"))
def test_random_forums_are_accepted(record: random_records.Plain) -> None:
    """So for a forum; and reading agrees."""
    assert faults("forum", canonical(random_records.node(record))) == []
    assert decode_forum(random_records.node(record), "forum.yaml")[1] == []


def test_every_key_has_its_description() -> None:
    """An editor shows for each key what the format says of it."""
    whole = schema_text("forum") + schema_text("year")
    for kind in every_entity():
        for fact in facts(kind).values():
            assert json.dumps(fact.about.meaning, ensure_ascii=False)[1:-1] in whole


def test_nothing_refers_to_nowhere() -> None:
    """Every reference within a schema has its definition, and every definition is used."""
    for kind in ("forum", "year"):
        whole = schema(kind)
        used = set(_references(whole))
        assert used == {f"#/$defs/{name}" for name in whole["$defs"]}


def _references(part: Any) -> list[str]:  # noqa: ANN401 - any part of a schema
    if isinstance(part, list):
        return [found for one in part for found in _references(one)]
    if not isinstance(part, dict):
        return []
    own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
    return own + [found for one in part.values() for found in _references(one)]


@pytest.mark.parametrize("kind", ["forum", "year"])
def test_the_kept_schemas_are_current(kind: FileKind) -> None:
    """The schemas beside the records of the repository, which editors read, are those of today."""
    kept = Path(__file__).resolve().parent.parent / "data" / ".schema" / f"{kind}.json"
    assert kept.read_text(encoding="utf-8") == schema_text(kind), "make docs writes it anew"
