"""Random sound records, made from what the format says of each key.

A record here is what stands in a file: dictionaries, lists and texts. Nothing in it refers to
another entry or names a file, so it is sound wherever it is written.
"""

from typing import Any

from hypothesis import strategies as st

from annual_report.problems import Place
from annual_report.record.facts import BLOCK, BY_KEY, Fact, blocks, facts
from annual_report.record.model import BUILT_IN_RATINGS, Amount, Entity, Forum, Reference, When, Year
from annual_report.record.nodes import Entry, Mapping, Node, Scalar, Sequence

Plain = dict[str, Any]

_HERE = Place("random.yaml")
_SIGNS = "abcdefgh ABC 0123 .,;:!?#%&*+-/<=>@\\^_`{|}~()[]'\" éŵß中हि𝄞\u00a0"
_LEFT_OUT = frozenset({"schema", "year", "start", "end", "language", "period_kind", "rating_scheme"})
_BY_FORM = {
    "web": ["https://example.org/a?b=c&d", "http://example.org"],
    "url": ["https://example.org/#a", "mailto:office@example.org", "tel:+443000000000"],
    "email": ["office@example.org"],
    "sha256": ["0" * 64, "AbCdEf0123456789" * 4],
    "currency": ["GBP", "EUR"],
    "colour": ["success", "#8A1538"],
    "code": ["AR305"],
    "rating": [rating.label.source for rating in BUILT_IN_RATINGS],
    "path": ["finance"],
}
_DATES = ["2023", "2023-09", "2023-09-05", "June 2023", "in 3 weeks", "2023/24"]
_FIGURES = ["1,200", "7.1", "100.7 %", "no official target", "(420)", "12 150"]

texts = (
    st.text(alphabet=_SIGNS, min_size=1, max_size=30)
    .map(lambda text: text.replace("[^", "(").strip(" \u00a0"))
    .filter(lambda text: bool(text) and not text.isspace())
)


def forums(*languages: str) -> st.SearchStrategy[Plain]:
    """Forum files, in those languages."""
    fixed: Plain = {"language": list(languages)} if languages else {}
    return _entity(Forum, languages, depth=2).map(lambda found: found | fixed)


def years(label: str = "2023/24", *languages: str) -> st.SearchStrategy[Plain]:
    """Year files of that label, for a forum of those languages."""
    return _entity(Year, languages, depth=2).map(lambda found: {"year": label} | found)


def node(plain: object) -> Node:
    """Return the nodes of a record, as reading finds them in a file with all texts in quotation marks."""
    match plain:
        case dict():
            return Mapping(
                tuple(Entry(Scalar(str(key), _HERE), node(value)) for key, value in plain.items()), _HERE
            )
        case list():
            return Sequence(tuple(node(item) for item in plain), _HERE)
        case _:
            return Scalar(str(plain), _HERE, plain=False)


def texts_in(plain: object) -> list[str]:
    """Return every text of a record, without the keys."""
    match plain:
        case dict():
            return [text for value in plain.values() for text in texts_in(value)]
        case list():
            return [text for item in plain for text in texts_in(item)]
        case _:
            return [str(plain)]


def _entity(kind: type[Entity], languages: tuple[str, ...], depth: int) -> st.SearchStrategy[Plain]:
    needed: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for fact in facts(kind).values():
        if fact.kind is Reference or fact.about.form in {"file", "folder"} or fact.key in _LEFT_OUT:
            continue
        if depth <= 0 and not fact.required and fact.key not in kind.one_of:
            continue
        is_needed = fact.required or fact.key in kind.one_of
        (needed if is_needed else optional)[fact.key] = _value(fact, languages, depth - 1)
    return st.fixed_dictionaries(needed, optional=optional)


def _value(fact: Fact, languages: tuple[str, ...], depth: int) -> st.SearchStrategy[Any]:
    if fact.kind in BY_KEY:
        keys = st.sampled_from(["2021/22", "2022"] if fact.key == "series" else ["ice", "two-3"])
        return st.dictionaries(keys, st.sampled_from(_FIGURES), max_size=2)
    one = _one(fact, languages, depth)
    return st.lists(one, max_size=2) if fact.many else one


def _one(fact: Fact, languages: tuple[str, ...], depth: int) -> st.SearchStrategy[Any]:
    if fact.kind == BLOCK:
        kinds = [
            st.fixed_dictionaries({key: _text(languages) if key == "text" else _entity(kind, languages, 1)})
            for key, kind in blocks().items()
        ]
        return st.one_of(kinds)
    if issubclass(fact.kind, Entity):
        return _entity(fact.kind, languages, depth)
    if fact.choices or fact.kind is bool:
        return st.sampled_from(fact.choices or ["true", "false", "yes", "no"])
    if fact.about.form in _BY_FORM:
        return st.sampled_from(_BY_FORM[fact.about.form])
    if fact.kind in {When, Amount}:
        return st.sampled_from(_DATES if fact.kind is When else _FIGURES)
    return _text(languages)


def _text(languages: tuple[str, ...]) -> st.SearchStrategy[Any]:
    if len(languages) < 2:
        return texts
    return texts | st.fixed_dictionaries(dict.fromkeys(languages, texts))
