"""Numbers and lists as they are said in a sentence."""

from annual_report.fields import Fields
from annual_report.translations import gettext_noop as _

_SPELLED = (
    _("no"),
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
    _("ten"),
    _("eleven"),
    _("twelve"),
)


def spelled(number: int, fields: Fields) -> str:
    """A small number in words, a larger one in digits."""
    return fields.translations.gettext(_SPELLED[number]) if number < len(_SPELLED) else str(number)


def capital(words: str) -> str:
    """Words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def counted(number: int, one: str, many: str, fields: Fields, **values: object) -> str:
    """A sentence that counts: ``%(count)s`` in its wording is the number in words."""
    wording = fields.translations.ngettext(one, many, number)
    return capital(wording % {"count": spelled(number, fields), **values})
