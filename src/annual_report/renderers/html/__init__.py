"""The web page: one file that needs nothing else, in the order of the document.

There is no script and nothing is asked of any server: styles stand in the page, pictures are part of it,
and a content security policy says so. Addresses in the record stay out; what travels is what is shown. The
record itself is not attached, as a browser has no place for attachments: the PDF and Word files carry it.
"""

from base64 import b64encode
from hashlib import sha256

from annual_report.design import Design
from annual_report.document.blocks import Block, Contents, Cover, Document, Metadata
from annual_report.renderers import Rendered
from annual_report.renderers.html.blocks import Writer
from annual_report.renderers.html.elements import element, text, written
from annual_report.renderers.html.inline import Context
from annual_report.renderers.html.style import style_sheet

_START = "_start"  # ids of a document are words, so this is none of them


class HtmlRenderer:
    """Draws documents as self-contained HTML pages."""

    suffix = "html"
    media_type = "text/html"

    def render(self, document: Document, design: Design) -> Rendered:
        """The document as one page in UTF-8. Every document can be drawn, so there are no problems."""
        context = Context(document.wording)
        body = _body(document, Writer(document, context))
        years = [block.year for block in document.blocks if isinstance(block, Cover)]
        style = style_sheet(design, context.own, context.shares, years[0] if years else "")
        page = element(
            "html", _head(document.metadata, style, design) + body, {"lang": document.metadata.language}
        )
        return Rendered(f"<!DOCTYPE html>\n{page}\n".encode())


def _body(document: Document, writer: Writer) -> str:
    """The page: a way past the contents, the cover, the contents, the report."""
    blocks = list(document.blocks)
    parts = [element("a", text(document.wording.skip), {"class": "skip", "href": f"#{_START}"})]
    parts += [element("header", writer.block(block)) for block in _leading(blocks, Cover)]
    parts += [
        element("div", writer.block(block), {"class": "column"}) for block in _leading(blocks, Contents)
    ]
    main = {"id": _START, "class": "column", "tabindex": "-1"}
    parts.append(element("main", writer.blocks(tuple(blocks)), main))
    return element("body", "\n".join(parts))


def _leading(blocks: list[Block], kind: type[Block]) -> list[Block]:
    """Takes the first block off, if it is of that kind."""
    return [blocks.pop(0)] if blocks and isinstance(blocks[0], kind) else []


def _head(metadata: Metadata, style: str, design: Design) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    lines = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        _meta("viewport", "width=device-width, initial-scale=1"),
        element("title", text(metadata.title)),
        _meta("author", metadata.author),
        _meta("description", metadata.subject),
        _meta("keywords", ", ".join(metadata.keywords)),
        _meta("dcterms.date", metadata.date),
        _meta("dcterms.identifier", metadata.identifier),
        _meta("referrer", "no-referrer"),
        _meta("color-scheme", "light dark"),
        _meta("theme-color", design.colour("primary")),
        element("style", style),
    ]
    return element("head", "\n".join(filter(None, lines)))


def _meta(name: str, content: str) -> str:
    return f"<meta{written({'name': name, 'content': content})}>" if content else ""
