"""How templates write what is recorded: the same names in every layout."""

from typing import Any

from markupsafe import Markup

from annual_report.fields import Fields
from annual_report.views import links
from annual_report.views.threads import years_words


def writers(fields: Fields) -> dict[str, Any]:
    """The functions that turn values of the record, and runs of years, into words and links."""
    return {
        "years_words": years_words(fields),
        "fields": fields,
        "prose": fields.prose,
        "line": fields.line,
        "text": fields.text,
        "mention": fields.mention,
        "promise": fields.promise,
        "cut": fields.cut,
        "pill": fields.pill,
        "run_in": fields.run_in,
        "notes": fields.notes,
        "shows": fields.shows,
        "capital": fields.capital,
        "joined": fields.joined,
        "day": fields.day,
        "br": Markup("<br/>"),
        "words_link": links.words_link(fields),
        "words_links": links.words_links(fields),
        "address_link": links.address_link(fields),
        "mail_link": links.mail_link(fields),
        "slug": lambda label: label.replace("/", "-"),
    }
