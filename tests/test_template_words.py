"""Our own words in templates say what Jinja's extension would let them say, in any language."""

import gettext

import pytest
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from annual_report.sandbox import Sandbox
from annual_report.translations import ENGLISH, load

SAID = {
    '{{ _("Contents") }}': ("Contents", "Cynnwys"),
    '{{ _("Priority %(number)s", number="<2>") }}': ("Priority &lt;2&gt;", "Blaenoriaeth &lt;2&gt;"),
    '{{ gettext("100%%") }} {{ _("<b>") }} {{ _("<b>") is escaped }}': ("100% <b> True",) * 2,
    '{{ ngettext("%(num)s day", "%(num)s days", 1) }}': ("1 day",) * 2,
    '{{ ngettext("%(num)s of %(x)s", "%(num)s of all %(x)s", 2, x="<b>") }}': ("2 of all &lt;b&gt;",) * 2,
    '{{ ngettext("%(num)s a", "%(num)s b", 2, num="two") }}': ("two b",) * 2,
    '{{ pgettext("month", "May %(x)s %(context)s", x=1) }}': ("May 1 month",) * 2,
    '{{ npgettext("month", "%(num)s May", "%(num)s Mays %(context)s", 2) }}': ("2 Mays month",) * 2,
    "{% trans x='<b>' %}one {{ x }}{% endtrans %}": ("one &lt;b&gt;",) * 2,
    "{% trans n=2 %}one{% pluralize %}{{ n }}{% endtrans %}": ("2",) * 2,
    '{% autoescape false %}{{ _("%(x)s", x="<b>") }}{{ _("<b>") is escaped }}{% endautoescape %}': (
        "<b>False",
        "<b>False",
    ),
    "{% set found = [] %}{% do found.append(_('Contents')) %}{{ found|join }}": ("Contents", "Cynnwys"),
}
"""Templates, and what they say in English and in Welsh."""
REFUSED = ('{{ _("%(number)s") }}', '{{ _("100%") }}', "{{ ngettext('a', 'b') }}", "{{ _() }}")


def said(template: str, translations: gettext.NullTranslations) -> tuple[str, str]:
    """Fill a template in our environment, and in Jinja's with its own extension."""
    ours = Sandbox(undefined=StrictUndefined, autoescape=True)
    ours.speak(translations)
    theirs = SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"]
    )
    theirs.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    return ours.from_string(template).render(), theirs.from_string(template).render()


@pytest.mark.parametrize("template", SAID)
def test_words_are_translated_and_values_are_filled_in(template: str) -> None:
    """The wording is markup, the values in it are data."""
    english, welsh = SAID[template]
    assert said(template, ENGLISH) == (english, english)
    assert said(template, load("cy")) == (welsh, welsh)


@pytest.mark.parametrize("template", REFUSED)
def test_a_wording_that_cannot_be_filled_in_is_a_fault(template: str) -> None:
    """As it is in Jinja: a value that is missing, a per cent sign alone."""
    environment = Sandbox(undefined=StrictUndefined, autoescape=True)
    environment.speak(ENGLISH)
    with pytest.raises((TypeError, ValueError, KeyError)):
        environment.from_string(template).render()


def test_a_later_language_takes_the_place_of_an_earlier_one() -> None:
    """The same template is filled in several languages, one after the other."""
    environment = Sandbox(undefined=StrictUndefined, autoescape=True)
    environment.speak(load("cy"))
    template = environment.from_string('{{ _("Contents") }} {{ gettext("Contents") }}')
    assert template.render() == "Cynnwys Cynnwys"
    environment.speak(ENGLISH)
    assert template.render() == "Contents Contents"
