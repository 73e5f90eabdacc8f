"""From a document to the bytes of its PDF: the steps in order."""

from msgspec import Struct

from annual_report.design import MM, Design
from annual_report.document.blocks import Blocks, Document
from annual_report.renderers.pdf.column import Column
from annual_report.renderers.pdf.compose import DocumentComposer
from annual_report.renderers.pdf.flow import paginate
from annual_report.renderers.pdf.front import furnish
from annual_report.renderers.pdf.pictures import PictureStore
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.sheet import Sheet, Spot
from annual_report.renderers.pdf.tags import Element


class Layout(Struct):
    """A document on its pages, not yet drawn: sheets, the structure tree, where each id stands."""

    setting: Setting
    sheets: list[Sheet]
    root: Element
    spots: dict[str, Spot]
    pictures: PictureStore


def laid_out(document: Document, design: Design, blocks: Blocks | None = None) -> Layout:
    """Compose a document, and put it on pages; or only ``blocks``, of which it begins."""
    setting = Setting(document, design)
    pictures = PictureStore()
    root = Element("Document")
    composer = DocumentComposer(setting, pictures)
    bands = composer.blocks(document.blocks if blocks is None else blocks, Column(setting.text_width), root)
    sheets = paginate(setting, bands)
    height = design.page.height * MM
    spots: dict[str, Spot] = {}
    furnish(setting, sheets)
    for index, sheet in enumerate(sheets):
        for name, y in sheet.anchors:
            spots.setdefault(name, (index, height - y + 2 * MM))
    return Layout(setting, sheets, root, spots, pictures)


def drawn(layout: Layout) -> bytes:
    """Paint a layout and write the file."""
    from annual_report.renderers.pdf.later import leave_pillow

    leave_pillow()  # here, before any module of this package imports ReportLab
    from annual_report.renderers.pdf.bookmarks import write_outline
    from annual_report.renderers.pdf.canvas import TaggedCanvas, finished, page_number
    from annual_report.renderers.pdf.conformance import write_catalog, write_information
    from annual_report.renderers.pdf.file import assemble
    from annual_report.renderers.pdf.paint import Painter
    from annual_report.renderers.pdf.structure import Tree
    from annual_report.renderers.pdf.syntax import Raw, register

    setting, sheets = layout.setting, layout.sheets
    page = setting.page
    canvas = TaggedCanvas(page.width * MM, page.height * MM)
    painter = Painter(canvas, setting, layout.spots, layout.pictures, len(sheets))
    for sheet in sheets:
        painter.page(sheet)
    document = canvas.document
    top = Raw()
    number = register(document, top)
    outline = write_outline(document, sheets, page.height * MM)
    catalog = write_catalog(document, setting.document, number, outline)
    information = write_information(document, setting.document.metadata)
    pages = [page_number(document, index) for index in range(len(sheets))]
    links = painter.links
    tree = Tree(canvas.settle(), pages, links.objects(pages))
    top.content = tree.write(number, layout.root, painter.marked, links.annotated)
    return assemble(finished(document), tree.bodies, catalog, information)
