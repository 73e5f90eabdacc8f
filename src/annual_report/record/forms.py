"""The form of values: dates, numbers, addresses, references, ids. Pure functions over text."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from msgspec import Struct

from annual_report.record.model import Form, Record, year_label


class Fault(Struct, frozen=True):
    """Why a text does not have the form it should; ``code`` is the problem's."""

    message: str
    hint: str | None = None
    code: str = "AR206"


# Patterns are compiled when they are first asked for: most records need a few of them, and all of them take
# longer than a short record is read in.
_WEB = r"https?://[^\s/?#<>\"]+[^\s<>\"]*"
_URL = _WEB + r"|mailto:[^\s@<>]+@[^\s@<>]+|tel:\+?[0-9][0-9().-]*"
_EMAIL = r"[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+"
_SHA256 = r"[0-9a-fA-F]{64}"
_CURRENCY = r"[A-Z]{3}"
_COLOUR = r"#[0-9a-fA-F]{6}|[a-z][a-z0-9-]*"
_CODE = r"AR[1-9][0-9]{2}"
# Language, script, region and variants of BCP 47 (RFC 5646, 2.1); no extensions.
LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
"""The form of a language tag."""
_DATE = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_LOOKS_LIKE_DATE = r"[0-9]{1,4}([-./][0-9]{1,4}){1,2}"
_NUMBER = (
    r"(?:[A-Z]{3}\s?)?[$£€¥]?\s?(?P<minus>[-\u2212(]?)[$£€¥]?"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)"
    r"(?P<rest>\.[0-9]+)?\)?\s?%?"
)
_APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019\u02bc"))  # left out of what is made of words
_PLAIN_ID = r"[a-z0-9][a-z0-9-]*"
_YEAR = r"(?P<year>[0-9]{4}(?:[/-](?:[0-9]{4}|[0-9]{2}))?)#"
_REFERENCES = (
    r"(?P<id>[^#/\s]+)",
    _YEAR + r"(?P<id>[^#/\s]+)",
    r"(?P<forum>[^#/\s]+)/" + _YEAR + r"(?P<id>[^#/\s]+)",
)


def form_fault(form: Form, text: str) -> Fault | None:
    """Why ``text`` is not of that form; ``None`` where it is, or where the form asks nothing."""
    match form:
        case "web" | "url":
            return _address_fault(form, text)
        case "email" if not re.fullmatch(_EMAIL, text):
            return Fault(f'"{text}" is not an e-mail address', "it looks like office@example.org")
        case "sha256" if not re.fullmatch(_SHA256, text):
            return Fault(
                f"this is not a SHA-256 checksum: it has {len(text)} characters",
                "64 digits and letters a to f",
            )
        case "currency" if not re.fullmatch(_CURRENCY, text):
            return Fault(f'"{text}" is not a currency', "three capitals, such as GBP or EUR")
        case "language" if not re.fullmatch(LANGUAGE, text):
            return Fault(f'"{text}" is not a language tag', "such as en, en-GB or cy")
        case "colour" if not re.fullmatch(_COLOUR, text):
            return Fault(
                f'"{text}" is not a colour', 'a colour of the brand, success, or "#8A1538" in quotes'
            )
        case "code" if not re.fullmatch(_CODE, text):
            return Fault(f'"{text}" is not the code of a problem', "such as AR305, as the warning prints it")
        case "year" if year_label(text) is None:
            return Fault(f'"{text}" is not a year', "such as 2023/24 or 2024")
        case "folder" if not is_id(text):
            return Fault(f'"{text}" is not the name of a folder', "lower-case letters, digits and hyphens")
        case "schema":
            return _schema_fault(text)
        case _:
            return None


def _address_fault(form: Form, text: str) -> Fault | None:
    if re.fullmatch(_WEB if form == "web" else _URL, text):
        return None
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text):
        return Fault(f'"{text}" is not a whole web address', f"write https://{text}")
    kinds = "http:// or https://" if form == "web" else "http://, https://, mailto: or tel:"
    return Fault(f'"{text}" is not a web address', f"it begins with {kinds} and holds no blanks")


def _schema_fault(text: str) -> Fault | None:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return Fault(
            f'"{text}" is not a version of the record format', f"write schema: {Record.latest_schema}"
        )
    if int(text) > Record.latest_schema:
        return Fault(
            f"the file uses version {text} of the record format; this program reads up to "
            f"{Record.latest_schema}",
            "bring annual-report up to date",
            "AR209",
        )
    return None


def read_date(text: str) -> tuple[int | None, int | None, int | None] | Fault:
    """Year, month and day, as far as ``text`` gives them; all ``None`` for words."""
    found = re.fullmatch(_DATE, text)
    if found is None:
        if re.fullmatch(_LOOKS_LIKE_DATE, text) and year_label(text) is None:
            return Fault(f'the date "{text}" cannot be told', "write 2023-09-05, 2023-09, 2023 or words")
        return (None, None, None)
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or year >= dt.MAXYEAR:
        return Fault(f"there is no year {text}")
    if month is not None and not 1 <= month <= 12:
        return Fault(
            f'"{text}" has no such month', "a date is 2023-09-05; a year over the new year is 2023/24"
        )
    if month and day is not None and not _is_day(year, month, day):
        return Fault(f'there is no day "{text}"')
    return (year, month, day)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def read_number(text: str) -> Decimal | None:
    """The number that a printed figure is; ``None`` for words.

    Thousands may be parted by commas or blanks; a currency before it, a per cent sign after it, a
    minus sign or the brackets of accounts are understood.
    """
    found = re.fullmatch(_NUMBER, text.strip())
    if found is None or (found["minus"] == "(") != (")" in text):
        return None
    number = Decimal(re.sub(r"\D", "", found["digits"]) + (found["rest"] or ""))
    return -number if found["minus"] else number


def read_reference(text: str) -> tuple[str | None, str | None, str] | Fault:
    """Forum, year label and id that a reference names (rule 5); ``None`` for its own."""
    for form in _REFERENCES:
        found = re.fullmatch(form, text)
        if found:
            parts = found.groupdict()
            year = parts.get("year")
            return parts.get("forum"), year and year_label(year), unicodedata.normalize("NFC", parts["id"])
    return Fault(f'"{text}" is not a reference', "write pay, 2024/25#pay or quay-forum/2021/22#pay")


def is_id(text: str) -> bool:
    """Whether ``text`` can be an id: letters of any script, digits and hyphens, lower case (rule 4)."""
    if re.fullmatch(_PLAIN_ID, text):
        return True  # as most are; otherwise each character has to be looked up
    text = unicodedata.normalize("NFC", text)
    if not text or text != text.lower() or not _starts(text):
        return False
    return all(character == "-" or _is_word(character) for character in text)


def _starts(text: str) -> bool:
    """Whether the first character can begin an id."""
    return unicodedata.category(text[0])[0] == "L" or unicodedata.category(text[0]) == "Nd"


def slug_characters(text: str) -> str:
    """``text`` with a blank for every character that an id can't hold."""
    return "".join(character if character == "-" or _is_word(character) else " " for character in text)


def _is_word(character: str) -> bool:
    # Marks belong to the letter before them: many scripts cannot be written without.
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"


def slug(text: str) -> str:
    """The default id of a title, heading, name or first words; may be empty (rule 4)."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    joined = "-".join(slug_characters(folded.translate(_APOSTROPHES)).replace("-", " ").split())
    while joined and not _starts(joined):  # a mark without its letter
        joined = joined[1:]
    return joined


def first_words(text: str, count: int = 6) -> str:
    """The first words of a text, without the addresses of its links and without footnote marks."""
    plain = re.sub(r"\[\^[^\]\s]*\]", "", text)
    plain = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", plain)
    return " ".join([word for word in plain.split() if slug(word)][:count])
