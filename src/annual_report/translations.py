"""Our own words in other languages: gettext catalogues in ``locale/``, read with the standard library.

English is what the code and the templates say and needs no catalogue. The words of a forum are never
translated; they stand in the record in the languages that the forum wrote them in.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

DOMAIN = "annual_report"
FOLDER = Path(__file__).resolve().parent / "locale"
ENGLISH = NullTranslations()
"""Says every word as it is written in the code."""


@cache
def load(language: str) -> NullTranslations:
    """The catalogue for a language tag: ``cy-GB`` finds ``cy``; English where there is none."""
    primary = language.partition("-")[0].lower()
    file = FOLDER / primary / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not primary.isalpha() or not file.is_file():
        return ENGLISH
    with file.open("rb") as catalogue:
        return GNUTranslations(catalogue)


def gettext_noop(words: str) -> str:
    """The same words: a mark for the catalogue on those that are translated where they are used."""
    return words
