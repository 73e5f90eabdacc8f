"""From a comparison and a layout to the document: the last step before it is drawn."""

from collections.abc import Callable, Mapping
from gettext import NullTranslations
from itertools import chain
from typing import Any

from msgspec import Struct

from annual_report.choosing import Choice
from annual_report.comparison import Comparison, Thread
from annual_report.document import markup
from annual_report.document.blocks import Attachment, Blocks, Document, Metadata, Picture, Wording
from annual_report.document.elements import MarkupError
from annual_report.fields import Fields
from annual_report.layout import Layout
from annual_report.problems import ReportError
from annual_report.record.model import ForumRecord, Year
from annual_report.translations import ENGLISH
from annual_report.views import values


class Form(Struct, frozen=True):
    """What is made of a year: ``choice`` is how much a summary shows, None in a whole report; what is
    ``folded`` closes with a cover.
    """

    choice: Choice | None = None
    folded: bool = False


REPORT = Form()
CODE = "code-of-the-address"
"""The name that the picture of the report's address goes by in a layout."""
Values = Callable[[Fields], dict[str, Any]]
"""Makes what the templates are given; each call begins anew, as footnotes are numbered on the way."""


def document(
    comparison: Comparison,
    layout: Layout,
    language: str,
    *,
    pictures: Mapping[str, tuple[str, Picture]],
    attachments: tuple[Attachment, ...] = (),
    translations: NullTranslations = ENGLISH,
    form: Form = REPORT,
) -> Document:
    """The report of one year in one language, our own words as ``translations`` has them.

    ``pictures`` gives for the address of a field the name of its picture and the picture itself.
    Raises ``ReportError`` where the layout fails, with the place in its templates.
    """
    following = comparison.forum.following(comparison.year)
    footnotes = chain(comparison.year.footnotes or (), (following.footnotes or ()) if following else ())
    fields = Fields(comparison.forum, footnotes, language, translations)
    names = {address: name for address, (name, _) in pictures.items()}
    given = dict(pictures.values())

    def made(writer: Fields) -> dict[str, Any]:
        own = {"folded": form.folded, "code_of_address": lambda: _code(comparison.year, given)}
        return values(comparison, writer, names, form.choice or Choice()) | own

    blocks = filled_in(layout, fields, made, given)
    about = metadata(comparison, fields, short=form.choice is not None)
    return Document(about, blocks, wording(translations), attachments)


def _code(year: Year, pictures: dict[str, Picture]) -> str:
    """The name of the code that leads to the report's address, which is put among the pictures; "" where
    there is none.
    """
    from annual_report.qr import code

    picture = code(year.online.source) if year.online else None
    if picture is None:
        return ""
    pictures[CODE] = picture
    return CODE


def overview(
    forum: ForumRecord,
    threads: tuple[Thread, ...],
    layout: Layout,
    language: str,
    *,
    attachments: tuple[Attachment, ...] = (),
    translations: NullTranslations = ENGLISH,
) -> Document:
    """The catalogue of a forum in one language: all its years, what is recorded and what became of it.

    Raises ``ReportError`` where the layout fails, with the place in its templates.
    """
    from annual_report.views.catalogue import span, values_of_all_years

    fields = Fields(forum, (), language, translations)
    blocks = filled_in(layout, fields, lambda writer: values_of_all_years(forum, threads, writer), {})
    name, kind = fields.text(forum.forum.name), translations.gettext("Catalogue of all years")
    years = span(forum)
    about = Metadata(
        title=f"{name}: {kind}",
        author=name,
        subject=f"{kind} {years}",
        language=fields.voice,
        date=max(date(year) for year in forum.years),
        running_left=name,
        running_right=f"{kind} {years}",
        keywords=(name, kind, years),
    )
    return Document(about, blocks, wording(translations), attachments)


def filled_in(layout: Layout, fields: Fields, values_for: Values, pictures: Mapping[str, Picture]) -> Blocks:
    """The blocks of a layout that was filled with what ``values_for`` gives.

    Raises ``ReportError`` where a template breaks off, or writes what no document can be read from.
    """
    filled = layout.fill(values_for(fields), fields.translations)
    try:
        return markup.parse(filled, pictures)
    except MarkupError as error:
        message, template = error.message, ""
    again = Fields(fields.forum, (), fields.language, fields.translations)
    again.share_notes(fields)
    try:  # once more with the lines of the templates in it, to say where the fault was written
        markup.parse(layout.fill_marked(values_for(again), again.translations), pictures)
    except MarkupError as error:
        template = error.template
    raise ReportError([layout.fault(message, template)])


def wording(translations: NullTranslations) -> Wording:
    """The words that renderers place, in the language of the document."""
    gettext = translations.gettext
    return Wording(
        page_of=gettext("Page {page} of {pages}"),
        continued=gettext("Continued from page {page}"),
        footnote=gettext("Note {number}"),
        skip=gettext("Skip to the report"),
    )


def metadata(comparison: Comparison, fields: Fields, *, short: bool = False) -> Metadata:
    """What the file says of itself; a ``short`` one says that it is a summary."""
    year = comparison.year
    forum = fields.text(comparison.forum.forum.name)
    kind = fields.text(year.title) if year.title else fields.translations.gettext("Annual report")
    if short:
        kind = fields.translations.gettext("%(report)s (summary)") % {"report": kind}
    return Metadata(
        title=f"{forum}: {kind} {year.label}",
        author=forum,
        subject=f"{kind} {year.label}",
        language=fields.voice,
        date=date(year),
        running_left=forum,
        running_right=f"{kind} {year.label}",
        keywords=tuple(filter(None, (forum, kind, year.label))),
        identifier=fields.text(year.reference_code) if year.reference_code else "",
    )


def date(year: Year) -> str:
    """The day that a file of this year is of: published, else approved, else the end of the period."""
    dates = year.dates
    for when in (dates.published, dates.approved) if dates else ():
        if when is not None and when.date is not None:
            return when.date.isoformat()
    return year.end.isoformat()
