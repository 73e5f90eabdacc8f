"""What can stand after a text: quotations, stories, pictures, key figures, callouts; and links."""

from typing import Annotated, ClassVar

from annual_report.record.model.values import Entity, Key, Prose, Quantity, Token, Words


class Link(Entity, frozen=True, kw_only=True):
    """A web address with the words that stand for it."""

    words: Annotated[Words, Key("The words that are printed and clicked.", "Our page")]
    url: Annotated[
        Words, Key("Where they lead: http, https, mailto or tel.", "https://example.org/harbour", form="url")
    ]


class Picture(Entity, frozen=True, kw_only=True):
    """A picture file with what it shows, for those who can't see it."""

    file: Annotated[
        Token | None,
        Key(
            "The picture (PNG, JPEG or SVG), from the folder of this file.",
            "pictures/quay.jpg",
            form="file",
            shown=False,
        ),
    ] = None
    alt: Annotated[Words | None, Key("What the picture shows, in words.", "The quay at dawn")] = None
    caption: Annotated[Prose | None, Key("The line printed under it.", "The quay")] = None
    credit: Annotated[Words | None, Key("Who made it.", "A. Example")] = None
    decorative: Annotated[
        bool, Key("`true` for a picture that says nothing; it then needs no `alt`.", "true", shown=False)
    ] = False


class TextBlock(Entity, frozen=True, kw_only=True):
    """More text."""

    text: Annotated[Prose, Key("More text.", "More text.")]


class Quotation(Entity, frozen=True, kw_only=True):
    """What somebody said, in their words."""

    shorthand: ClassVar[str | None] = "text"
    text: Annotated[Prose, Key("The words that were said.", "It worked.")]
    attribution: Annotated[Words | None, Key("Who said them.", "A member")] = None
    role: Annotated[Words | None, Key("What they do.", "Steward")] = None


class Story(Entity, frozen=True, kw_only=True):
    """A short account of one case."""

    shorthand: ClassVar[str | None] = "text"
    title: Annotated[Words | None, Key("Its title.", "Night shift")] = None
    text: Annotated[Prose, Key("What happened.", "They came at four.")]


class KeyFigure(Quantity, frozen=True, kw_only=True):
    """A number set large, with what it counts."""

    label: Annotated[Words | None, Key("What the figure counts.", "people reached")] = None


class Callout(Entity, frozen=True, kw_only=True):
    """A short passage set apart from the text."""

    shorthand: ClassVar[str | None] = "text"
    title: Annotated[Words | None, Key("Its title.", "Next")] = None
    text: Annotated[Prose, Key("What it says.", "Tell us by June.")]


ContentBlock = TextBlock | Quotation | Story | Picture | KeyFigure | Callout
