"""Markup as text: words escaped for it, and finished markup told apart from words by its type.

The same as ``markupsafe.escape`` and ``Markup``, without their questions whether a value has markup of its
own. A report of 200 pages writes some 40,000 addresses, places and texts; most hold nothing to escape.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

_as = str.__new__


def escaped(text: str) -> Markup:
    """A text with references in the place of the characters that mean something in markup."""
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return _as(Markup, text)


def marked(markup: str) -> Markup:
    """Finished markup, which is printed as it is: all words in it have been escaped."""
    return _as(Markup, markup)


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Pieces of markup in a row, with markup between them."""
    return _as(Markup, between.join(parts))
