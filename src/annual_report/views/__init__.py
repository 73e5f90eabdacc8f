"""What the templates of a layout are given: the record, its comparison, and answers to what they ask."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annual_report.choosing import Choice
from annual_report.comparison import Comparison
from annual_report.fields import Fields
from annual_report.timeline import timeline
from annual_report.views import entries, glance, links, measures, money, threads
from annual_report.views.writers import writers

if TYPE_CHECKING:
    from annual_report.views.summary import Summary


def values(
    comparison: Comparison, fields: Fields, pictures: Mapping[str, str], choice: Choice
) -> dict[str, Any]:
    """All names that a template may use; CONTRIBUTING.md lists them for authors of layouts.

    ``pictures`` gives the name of the picture that the field at an address shows; ``choice`` is how much a
    summary shows.
    """
    year = comparison.year
    back, forward = comparison.back, comparison.forward
    return {
        # the record
        "forum": comparison.forum.forum,
        "year": year,
        "label": year.label,
        "status": year.status.text if year.status else "",
        "comparison": comparison,
        "back": back,
        "forward": forward,
        "follows_about": not year.forewords and entries.is_short(comparison.forum.forum, fields),
        "outcomes": any(pair.priority.outcome for pair in back.pairs),
        # parts that are worked out from it
        "glance": glance.at_a_glance(comparison, fields),
        "summarised": lambda: _summarised(comparison, fields, choice),
        "money": money.money(year.finance, fields) if year.finance else None,
        "threads": threads.threads(timeline(comparison.threads, comparison.forum, year), fields),
        **writers(fields),
        # entities that others point to
        "recorded": entries.recorded,
        "number_of": entries.number_of(fields),
        "leads": entries.has_leads,
        "runs": entries.runs,
        "person_of": entries.person_of(year),
        "side_shown": entries.side_shown,
        "events_of": entries.events_of(year),
        "measures_of": entries.measures_of(year),
        "starts_of": links.starts_of(comparison, fields),
        "ratings_meaning": lambda: links.ratings_meaning(comparison, fields),
        "source_of": lambda picture: pictures[picture.address],
        "bar_cell": measures.bar_cell,
        "point_bar": measures.point_bar,
        "measure_note": measures.note(fields),
    }


def _summarised(comparison: Comparison, fields: Fields, choice: Choice) -> "Summary":
    from annual_report.views import summary

    return summary.summary(comparison, fields, choice)
