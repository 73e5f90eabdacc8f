"""The ledger as cards one under the other, for large print and narrow pages."""

from annual_report.design import MM
from annual_report.document.blocks import Ledger, LedgerEntry, Paragraph, Text
from annual_report.renderers.pdf.bands import Band, Panel, RowBand, stacked, tie
from annual_report.renderers.pdf.column import Column, Composer, paragraph, text
from annual_report.renderers.pdf.continued import continued, ruled
from annual_report.renderers.pdf.setting import Setting
from annual_report.renderers.pdf.tags import Element


def stacked_ledger(composer: Composer, block: Ledger, column: Column, parent: Element) -> list[Band]:
    """A card an entry: its label, the promise, and what was done on a tinted panel."""
    group = Element("Sect", parent)
    bands: list[Band] = []
    for entry in block.entries:
        with composer.setting.at(entry.origin):
            bands.append(_card(composer, block, entry, column, group))
    if bands:
        bands[0].before = 4 * MM
    return bands


def _card(composer: Composer, block: Ledger, entry: LedgerEntry, column: Column, parent: Element) -> RowBand:
    setting = composer.setting
    large = setting.large
    card = Element("Sect", parent)
    label = entry.label if entry.number else block.heads[1]
    inner = Column(column.width, "ledger")
    head = ruled(setting, inner.width, 4.0 if large else 2.6)
    if label:
        head.append(text(setting, (Text(label),), "card-label", inner, Element("P", card)))
    promise = composer.blocks(entry.promise, inner, card)
    side = (6 if large else 3.4) * MM
    within = Column(column.width - 2 * side, "ledger", dark=True)
    done: list[Band] = [
        paragraph(setting, Paragraph((Text(block.heads[2]),), "label"), within, Element("P", card)),
        *_reasons(composer.blocks(entry.done, within, card), setting),
    ]
    top, foot = (4.0, 4.6) if large else (2.4, 2.8)
    panel = Panel(
        done, column.width, ground=setting.design.colour("tint"), padding=(top * MM, foot * MM, side)
    )
    panel.before = (4 if large else 2) * MM
    whole = len(promise) if stacked(promise) <= setting.text_height / 3 else 1
    band = RowBand([(0.0, [*tie([*head, *promise[:whole]]), *promise[whole:], panel])])
    band.x = column.x
    band.before = band.after = (7 if large else 4.4) * MM
    band.ids = (entry.id,) if entry.id else ()
    band.again = lambda: [_card_again(setting, label, entry, inner)]
    return band


def _reasons(bands: list[Band], setting: Setting) -> list[Band]:
    """Reason and decision stand as far from each other as from the list above them."""
    before = setting.style("ledger-reason").before * MM
    for band in bands:
        if band.before == before:
            band.before = 2 * MM
    return bands


def _card_again(setting: Setting, label: str, entry: LedgerEntry, column: Column) -> list[Band]:
    """What a card says once more where it goes on."""
    head = ruled(setting, column.width, 4.0 if setting.large else 2.6)
    if label:
        head.append(text(setting, (Text(label),), "card-label", column, Element("Artifact")))
    with setting.at(entry.origin):
        said = continued(setting, entry.promise, entry.id, column)
    said[-1].after = (4 if setting.large else 2) * MM
    return [*head, *said]
