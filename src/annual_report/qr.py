"""An address as a code for a camera (QR code, ISO/IEC 18004)."""

from io import BytesIO

from annual_report.document.blocks import Picture

PIXELS = 12
"""Pixels along the side of a module: sharp at any size that a page gives the code."""
MOST_MODULES = 77
"""Along the side: in a code of more (version 15) printed 34 mm wide a module is too small for a telephone."""


def code(address: str) -> Picture | None:
    """The code of an address, without the clear margin of four modules round it, which is the page's.

    None where the address is so long that a printed code of it could not be read.
    """
    import segno

    try:
        made = segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return None
    side = int(made.symbol_size(border=0)[0])
    if side > MOST_MODULES:
        return None
    written = BytesIO()
    made.save(written, kind="png", scale=PIXELS, border=0)
    return Picture("code.png", "image/png", written.getvalue(), side * PIXELS, side * PIXELS)
