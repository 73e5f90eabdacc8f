"""The words of the markup that layouts are written in: every element, and what may be said in its tag.

Closed on purpose. An attribute that nobody reads would lose what a template says with it (a tooltip, an id
that a link leads to), and a misspelt one would do nothing, silently. CONTRIBUTING.md lists the same for
authors of layouts.
"""

_ORIGIN = frozenset({"data-origin", "data-place"})
_NONE: frozenset[str] = frozenset()
_CELL = frozenset(
    {
        *("class", "lang", "scope", "colspan"),
        *("data-actual", "data-baseline", "data-target", "data-scale"),
        *("data-onward", "data-joins"),
    }
)

ATTRIBUTES: dict[str, frozenset[str]] = {
    "main": _NONE,
    "header": _ORIGIN | {"class"},
    "nav": frozenset({"class", "id"}),
    "section": frozenset({"class", "id", "lang"}),
    **{f"h{level}": _ORIGIN for level in range(1, 7)},
    "p": _ORIGIN | {"class", "id", "lang"},
    "ul": frozenset({"class"}),
    "ol": frozenset({"class", "start"}),
    "li": _ORIGIN | {"id", "lang", "data-number"},
    "aside": _ORIGIN | {"class"},
    "blockquote": _ORIGIN,
    "footer": _NONE,
    "figure": _ORIGIN | {"class"},
    "img": _ORIGIN | {"src", "alt", "role"},
    "figcaption": _NONE,
    "cite": _NONE,
    "dl": frozenset({"class"}),
    "div": _ORIGIN | {"class", "id"},
    "dt": _NONE,
    "dd": frozenset({"lang"}),
    "small": _NONE,
    "table": frozenset({"class", "data-summary"}),
    "caption": frozenset({"class"}),
    "thead": _NONE,
    "tbody": _NONE,
    "tr": _ORIGIN | {"class", "id", "data-label"},
    "th": _CELL,
    "td": _CELL,
    "b": _NONE,
    "strong": _NONE,
    "em": _NONE,
    "br": _NONE,
    "sup": _NONE,
    "a": frozenset({"class", "href"}),
    "span": _ORIGIN | {"class", "lang"},
    "mark": _ORIGIN | {"class", "data-shape", "data-colour", "lang"},
}
"""Each element with its attributes."""

_CLASSES = {
    "header": frozenset({"cover", "band", "back"}),
    "nav": frozenset({"contents"}),
    "caption": frozenset({"shown"}),
    "a": frozenset({"page"}),
}
"""The classes of those elements whose class no reader asks for."""

SIMPLE = {tag: names for tag, names in ATTRIBUTES.items() if tag not in _CLASSES}
"""The other elements: where they have no attributes but these, ``fault`` need not be asked."""


def fault(tag: str, attributes: dict[str, str]) -> str:
    """What is wrong with the start of an element, in words; "" if nothing is."""
    known = ATTRIBUTES.get(tag)
    if known is None:
        return f"<{tag}> is no part of the markup of layouts"
    if not known.issuperset(attributes):
        unknown = next(name for name in attributes if name not in known)
        return f"<{tag}> has no attribute {unknown!r} in the markup of layouts"
    classes = _CLASSES.get(tag)
    if classes is not None and attributes.get("class") and attributes["class"] not in classes:
        return f"<{tag}> has no class {attributes['class']!r}"
    return ""
