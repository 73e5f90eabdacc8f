"""The id that somebody most likely meant."""

from collections.abc import Iterable

_LIKE = 0.6  # how much of two words must be the same
_MOST = 500  # candidates; comparing with more would take longer than a reader waits


def nearest(written: str, ids: Iterable[str]) -> str | None:
    """The one of ``ids`` that ``written`` resembles, as a whole or in one of its parts.

    People shorten: "anchr" is nearest to "anchor-institution" by its first part.
    """
    import difflib  # every reference leads somewhere in most builds

    candidates = list(ids)[:_MOST]
    names = {id_: id_ for id_ in candidates}
    for id_ in candidates:
        parts = id_.split("-")
        for name in [*parts, *("-".join(parts[:end]) for end in range(2, len(parts)))]:
            if len(name) > 2:  # short words resemble everything
                names.setdefault(name, id_)
    found = difflib.get_close_matches(written.casefold(), names, n=1, cutoff=_LIKE)
    return names[found[0]] if found else None
