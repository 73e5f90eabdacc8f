"""What an archived year is called and whose it is: the facts that every catalogue record of it tells."""

from msgspec import Struct

from annual_report.record import richtext
from annual_report.record.facts import PRIVATE
from annual_report.record.model import ForumRecord, Prose, When, Words, Year, file_stem
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence


class Description(Struct, frozen=True, kw_only=True):
    """One version of one year in an archive, in plain words; an empty text is what is not recorded.

    ``archived`` is when the package was made (ISO 8601, UTC); ``version`` counts from 1; ``private`` says
    that the original record holds fields that are never published.
    """

    forum: str
    year: str
    version: int
    archived: str
    title: str
    creator: str
    other_names: tuple[str, ...] = ()
    start: str
    end: str
    languages: tuple[str, ...]
    status: str = ""
    approved: str = ""
    approved_by: str = ""
    published: str = ""
    reference_code: str = ""
    duty: str = ""
    rights: str = ""
    retention_class: str = ""
    review_on: str = ""
    supersedes: str = ""
    online: str = ""
    about: str = ""
    contact: str = ""
    email: str = ""
    scope: str = ""
    private: bool = False

    @property
    def group(self) -> str:
        """What all versions of the year share: ``harbour/2023-24``."""
        return f"{self.forum}/{file_stem(self.year)}"

    @property
    def identifier(self) -> str:
        """The version: ``harbour/2023-24/v1``."""
        return f"{self.group}/v{self.version}"

    @property
    def withdrawn(self) -> bool:
        """Whether the forum has withdrawn the report; it is kept all the same, and says so."""
        return self.status == "withdrawn"


def bag_name(forum: str, year: str, version: int) -> str:
    """The folder of a version: ``harbour-2023-24-v1``."""
    return f"{forum}-{file_stem(year)}-v{version}"


def describe(record: ForumRecord, year: Year, *, version: int, archived: str, private: bool) -> Description:
    """The facts of a year, in the forum's first language where it has several."""
    forum, dates, kept = record.forum, year.dates, year.retention
    name = _plain(forum.name)
    return Description(
        forum=record.folder,
        year=year.label,
        version=version,
        archived=archived,
        title=f"{name}: {_plain(year.title) or 'Annual report'} {year.label}",
        creator=name,
        other_names=tuple(filter(None, map(_plain, (forum.short_name, *(forum.also_known_as or ()))))),
        start=year.start.isoformat(),
        end=year.end.isoformat(),
        languages=forum.languages,
        status=year.status.text if year.status else "",
        approved=_plain(dates.approved) if dates else "",
        approved_by=_plain(dates.approved_by) if dates else "",
        published=_plain(dates.published) if dates else "",
        reference_code=_plain(year.reference_code),
        duty=_plain(year.duty),
        rights=_plain(year.rights),
        retention_class=_plain(kept.class_) if kept else "",
        review_on=_plain(kept.review_on) if kept else "",
        supersedes=_supersedes(year),
        online=_plain(year.online),
        about=_plain(forum.about),
        contact=_plain(forum.contact.label) if forum.contact else "",
        email=_plain(forum.contact.email) if forum.contact else "",
        scope=_scope(year),
        private=private,
    )


def holds_private(node: Node) -> bool:
    """Whether anything in a file of the record stands under ``private``."""
    match node:
        case Mapping(entries=entries):
            return any(entry.key.text == PRIVATE or holds_private(entry.value) for entry in entries)
        case Sequence(items=items):
            return any(map(holds_private, items))
        case Scalar():
            return False


def _plain(text: Words | Prose | When | None) -> str:
    if text is None:
        return ""
    words = richtext.plain(richtext.parse(text.source)) if isinstance(text, Prose) else text.source
    return " ".join(words.split())


def _supersedes(year: Year) -> str:
    if year.supersedes is None:
        return ""
    version, reason = _plain(year.supersedes.version), _plain(year.supersedes.reason)
    return ": ".join(filter(None, (f"Version {version}" if version else "An earlier version", reason)))


def _scope(year: Year) -> str:
    """What the report is about, counted: ISAD(G) 3.3.1, scope and content."""
    counted = (
        (year.priorities, "priority", "priorities"),
        (year.achievements, "achievement", "achievements"),
        (year.measures, "measure", "measures"),
        (year.events, "event", "events"),
    )
    parts = [f"{len(found)} {one if len(found) == 1 else many}" for found, one, many in counted if found]
    listed = ", ".join(parts) or "no priority and no achievement"
    return f"What the forum set out to do and what it did in {year.label}: {listed} recorded."
