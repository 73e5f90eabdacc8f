"""Who a forum is: the entities of ``forum.yaml``."""

from typing import Annotated, ClassVar, Literal

from annual_report.record.model.content import Link, Picture
from annual_report.record.model.values import Entity, Key, Prose, Token, When, Words
from annual_report.record.model.within import Root

DEFAULT_LANGUAGES = ("en-GB",)
"""The languages of a forum that names none."""
PeriodKind = Literal["financial", "calendar", "academic", "other"]
Shape = Literal["tick", "half", "ring", "dot", "arrow", "bar", "dots"]


class ForumRelation(Entity, frozen=True, kw_only=True):
    """A forum that this one came from, or became."""

    shorthand: ClassVar[str | None] = "name"
    name: Annotated[Words | None, Key("Its name.", "Quay Forum")] = None
    forum: Annotated[
        Token | None, Key("Its folder, if it is recorded here.", "quay-forum", form="folder", shown=False)
    ] = None
    date: Annotated[When | None, Key("When the change took place.", "2021-10-01")] = None
    note: Annotated[Prose | None, Key("What a reader should know of it.", "Merged in mid-year.")] = None


class Partner(Entity, frozen=True, kw_only=True):
    """An organisation that carries the forum."""

    shorthand: ClassVar[str | None] = "name"
    name: Annotated[Words | None, Key("Its name.", "Example Union")] = None
    logo: Annotated[Picture | None, Key("Its logo.", "{file: pictures/union.svg, alt: Example Union}")] = None
    url: Annotated[Words | None, Key("Its page.", "https://example.org/union", form="web")] = None


class Contact(Entity, frozen=True, kw_only=True):
    """Whom to ask."""

    shorthand: ClassVar[str | None] = "label"
    label: Annotated[Words | None, Key("Who answers.", "The forum office")] = None
    email: Annotated[Words | None, Key("An e-mail address.", "office@example.org", form="email")] = None
    phone: Annotated[Words | None, Key("A telephone number.", "0300 000 0000")] = None
    postal_address: Annotated[Words | None, Key("A postal address.", "1 Quay Street", name="address")] = None
    url: Annotated[Words | None, Key("A page.", "https://example.org/harbour", form="web")] = None


class RatingLabel(Entity, frozen=True, kw_only=True):
    """One of the judgements that an outcome can carry."""

    shorthand: ClassVar[str | None] = "label"
    label: Annotated[Words, Key("The word that is printed.", "On track")]
    meaning: Annotated[Prose | None, Key("What it stands for.", "As planned")] = None
    colour: Annotated[
        Token | None,
        Key(
            'A colour token of the brand, `success`, or `"#RRGGBB"` in quotes.',
            '"#8A1538"',
            form="colour",
            shown=False,
        ),
    ] = None
    shape: Annotated[
        Shape | None, Key("The sign beside the word, so that colour is never alone.", "tick", shown=False)
    ] = None
    threshold: Annotated[Words | None, Key("From where on it applies.", "90 % or more")] = None


class Forum(Root, frozen=True, kw_only=True):
    """Who the forum is, in every one of its years."""

    schema: Annotated[
        Token | None, Key("The version of this format; absent: 1.", "1", form="schema", shown=False)
    ] = None
    name: Annotated[Words, Key("The forum's name.", "Harbour Partnership Forum")]
    short_name: Annotated[Words | None, Key("What it is called for short.", "Harbour PF")] = None
    also_known_as: Annotated[tuple[Words, ...] | None, Key("Other names it goes by.", "[Harbour Forum]")] = (
        None
    )
    language: Annotated[
        tuple[Token, ...] | None,
        Key(
            "The language of the reports, or several; the first is the default. Absent: en-GB.",
            "[en, cy]",
            form="language",
            single=True,
            shown=False,
        ),
    ] = None
    about: Annotated[Prose | None, Key("Who set it up, and what it is.", "Set up by employers.")] = None
    purpose: Annotated[Prose | None, Key("What it is for.", "To agree priorities.")] = None
    area: Annotated[Words | None, Key("The places or bodies it covers.", "The harbour towns")] = None
    parent: Annotated[Words | None, Key("The body it belongs to.", "National Partnership Council")] = None
    predecessors: Annotated[
        tuple[ForumRelation, ...] | None, Key("Forums it came from.", "[{name: Quay Forum}]")
    ] = None
    successors: Annotated[tuple[ForumRelation, ...] | None, Key("Forums that it became.", "[]")] = None
    partners: Annotated[
        tuple[Partner, ...] | None, Key("The organisations that carry it.", "[{name: Example Union}]")
    ] = None
    contact: Annotated[Contact | None, Key("Whom to ask.", "{label: The forum office}")] = None
    accessibility: Annotated[
        Prose | None, Key("How to get the report in another form.", "For large print, ask the office.")
    ] = None
    links: Annotated[
        tuple[Link, ...] | None, Key("Pages to read on.", "[{words: Our page, url: https://example.org}]")
    ] = None
    brand: Annotated[
        Token | None, Key("A folder of layouts/brands; absent: plain.", "plain", form="folder", shown=False)
    ] = None
    period_kind: Annotated[
        PeriodKind | None,
        Key(
            "financial (from 1 April), calendar, academic (from 1 September) or other; "
            "absent: 2023/24 is financial, 2024 calendar.",
            "financial",
            shown=False,
        ),
    ] = None
    rating_scheme: Annotated[
        tuple[RatingLabel, ...] | None,
        Key("Own ratings, in the place of the built-in seven.", "[{label: On track, shape: tick}]"),
    ] = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the forum, the default of its reports first."""
        return tuple(token.text for token in self.language) if self.language else DEFAULT_LANGUAGES
