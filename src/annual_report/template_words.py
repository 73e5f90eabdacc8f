"""Our own words in templates: ``_()`` and its kin, which translate, then fill in values.

They do what Jinja's extension gives templates to say (``newstyle``): the wording is markup, the values in it
are escaped. The extension itself is loaded only where a template has to be compiled.
"""

from collections.abc import Callable
from gettext import NullTranslations

from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context

from annual_report.markup_text import marked


def said_in(translations: NullTranslations) -> dict[str, Callable[..., str]]:
    """The functions in the language of ``translations``, by their names in templates."""

    @pass_eval_context
    def gettext(mode: EvalContext, message: str, /, **values: object) -> str:
        return _filled(mode, translations.gettext(message), values)

    @pass_eval_context
    def ngettext(mode: EvalContext, one: str, many: str, number: int, /, **values: object) -> str:
        return _filled(mode, translations.ngettext(one, many, number), {"num": number} | values)

    @pass_eval_context
    def pgettext(mode: EvalContext, about: str, message: str, /, **values: object) -> str:
        return _filled(mode, translations.pgettext(about, message), {"context": about} | values)

    @pass_eval_context
    def npgettext(
        mode: EvalContext, about: str, one: str, many: str, number: int, /, **values: object
    ) -> str:
        wording = translations.npgettext(about, one, many, number)
        return _filled(mode, wording, {"context": about, "num": number} | values)

    return {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "npgettext": npgettext,
    }


def _filled(mode: EvalContext, wording: str, values: dict[str, object]) -> str:
    """A wording with its values, escaped where the template escapes.

    A per cent sign in it is always written twice, also where there is no value.
    """
    return (marked(wording) if mode.autoescape else wording) % values
