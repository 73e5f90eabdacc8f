"""The canonical copy reads back to the same record, without comments and without what is private."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, strategies as st

from annual_report.problems import Place
from annual_report.record import read_forums
from annual_report.record.canonical import canonical
from annual_report.record.nodes import Entry, Mapping, Node, Scalar, Sequence, parse
from test_nodes import plain

RECORDS = Path(__file__).parent / "records"
HERE = Place("f")
texts = st.text(
    alphabet=st.characters(
        codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"
    )
)
lines = st.lists(texts, max_size=4).map("\n".join)
scalars = (texts | lines).map(lambda text: Scalar(text, HERE, plain=False))


def mappings(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Mappings whose keys are each once, as reading leaves them."""
    keys = texts.filter(lambda key: key != "private" and len(key) < 60)
    pairs = st.dictionaries(keys, inner, max_size=4)
    return pairs.map(lambda found: Mapping(tuple(Entry(Scalar(k, HERE), v) for k, v in found.items()), HERE))


nodes = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: Sequence(tuple(items), HERE)) | mappings(inner)
    ),
)


@given(mappings(nodes))
def test_what_is_written_reads_back(node: Node) -> None:
    """Any text, list and mapping comes back as it was, and is written alike the second time."""
    copy = canonical(node)
    back, problems = parse(copy.encode(), "f")
    assert problems == []
    assert back is not None
    assert plain(back) == plain(node)
    assert canonical(back) == copy


@given(mappings(nodes))
def test_another_reader_takes_every_text_for_text(node: Node) -> None:
    """PyYAML's own types see no number, date or truth value in the copy."""
    assert yaml.safe_load(canonical(node)) == plain(node)


@pytest.mark.parametrize(
    "file", sorted(RECORDS.glob("*/data/*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_record_reads_back_to_the_same_values(file: Path) -> None:
    """The files of the records of this test suite."""
    node, problems = parse(file.read_bytes(), "f")
    assert problems == []
    assert node is not None
    copy = canonical(node)
    assert "#" not in copy.replace('"#8A1538"', "").replace("#pay", "")
    assert "private" not in copy
    assert "never published" not in copy


def test_a_whole_forum_reads_back_to_the_same_model(tmp_path: Path) -> None:
    """Every value and address of the copy is that of the original."""
    from test_decode import texts_of

    for file in sorted((RECORDS / "harbour").rglob("*")):
        target = tmp_path / file.relative_to(RECORDS / "harbour")
        if file.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif file.suffix == ".yaml":
            node, _ = parse(file.read_bytes(), "f")
            assert node is not None
            target.write_text(canonical(node), encoding="utf-8")
        else:
            target.write_bytes(file.read_bytes())
    copied = read_forums(tmp_path, ["harbour"])
    assert copied.problems == ()
    original = read_forums(RECORDS / "harbour", ["harbour"])
    assert texts_of(tuple(copied.record.forums)) == texts_of(tuple(original.record.forums))


def test_the_copy_is_made_for_reading() -> None:
    """Texts stand as typed where that is clear, in quotation marks where it is not."""
    node, _ = parse(
        b"a: {b: Plain words, c: no, d: '1.10', private: x}\ne: |\n  One.\n\n  - two\nf: [[], {}, null]\n",
        "f",
    )
    assert node is not None
    assert canonical(node, "A copy.") == (
        "# A copy.\n"
        "a:\n"
        "  b: Plain words\n"
        '  c: "no"\n'
        '  d: "1.10"\n'
        "e: |\n"
        "  One.\n"
        "\n"
        "  - two\n"
        "f:\n"
        "  - []\n"
        "  - {}\n"
        "  - null\n"
    )
