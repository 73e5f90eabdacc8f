"""Links of the report: to other parts of it, and out of it; and what the ratings of a forum mean."""

from collections.abc import Callable

from markupsafe import Markup, escape

from annual_report.comparison import Comparison, Pair, Side
from annual_report.fields import Fields
from annual_report.markup_text import escaped, joined, marked
from annual_report.record.model import Achievement, Link, Words


def starts_of(comparison: Comparison, fields: Fields) -> Callable[[Achievement], list[Markup]]:
    """For an achievement, a line for each priority of this year or the next that it serves."""
    gettext = fields.translations.gettext
    lines: dict[str, list[Markup]] = {}
    for side, wording in (
        (comparison.back, gettext("Done for %(priority)s")),
        (comparison.forward, gettext("Gives a start to %(priority)s")),
    ):
        for pair in side.pairs:
            line = escape(wording) % {"priority": _priority(side, pair, fields)}
            for achievement in pair.achievements:
                lines.setdefault(achievement.id, []).append(line)
    return lambda achievement: lines.get(achievement.id, [])


def _priority(side: Side, pair: Pair, fields: Fields) -> Markup:
    anchor = escaped(f"#priority-{(side.year or '').replace('/', '-')}-{pair.priority.id}")
    words = escaped(fields.translations.gettext("priority %(number)s") % {"number": pair.number})
    before = escaped(fields.translations.gettext(", page "))
    return marked(f'<a href="{anchor}">{words}</a><a class="page" href="{anchor}">{before}</a>')


def words_link(fields: Fields) -> Callable[[Link], Markup]:
    """The words of a link, leading where it leads, with the address beside them for readers on paper."""

    def link(value: Link) -> Markup:
        href = escaped(value.url.source)
        words, address = fields.line(value.words), _address(value.url, href, fields)
        return marked(f'<a href="{href}">{words}</a> ({address})')

    return link


def words_links(fields: Fields) -> Callable[[tuple[Link, ...]], Markup]:
    """Several links in a row, with semicolons."""
    link = words_link(fields)
    return lambda values: joined([link(value) for value in values], "; ")


def address_link(fields: Fields) -> Callable[[Words], Markup]:
    """A web address that leads to itself."""
    return lambda url: _address(url, escaped(url.source), fields)


def mail_link(fields: Fields) -> Callable[[Words], Markup]:
    """An e-mail address that opens a message."""
    return lambda email: _address(email, escaped(f"mailto:{email.source}"), fields)


def _address(value: Words, href: Markup, fields: Fields) -> Markup:
    return marked(f'<a href="{href}">{fields.line(value)}</a>')


def ratings_meaning(comparison: Comparison, fields: Fields) -> Markup:
    """What the ratings of a forum's own scheme stand for; nothing where the built-in ones are used."""
    scheme = comparison.forum.forum.rating_scheme
    if not scheme:
        return Markup("")
    heading = escape(fields.translations.gettext("What the ratings mean"))
    rows = []
    for label in scheme:
        meaning = fields.prose(label.meaning) if label.meaning else Markup("")
        threshold = Markup(f'<p class="small">{fields.line(label.threshold)}</p>') if label.threshold else ""
        rows.append(f"<div><dt>{fields.rating(label, None)}</dt><dd>{meaning}{threshold}</dd></div>")
    return Markup(f'<section id="ratings"><h2>{heading}</h2><dl>{"".join(rows)}</dl></section>')
