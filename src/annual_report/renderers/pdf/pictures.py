"""Pictures made of pixels: which can be drawn, and how they come into the file."""

import hashlib
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from annual_report.document.blocks import Picture
from annual_report.renderers.pdf.setting import Setting

if TYPE_CHECKING:
    from annual_report.renderers.pdf.canvas import TaggedCanvas
    from annual_report.renderers.pdf.syntax import Raw

_MOST = 2400
"""Pixels along the longer side; a picture of more is drawn with as many, 380 to an inch of a page's width."""

_TOO_MANY = 200_000_000
"""Pixels in a picture that is refused: they would take a gigabyte to unpack."""


class _Pixels(Struct, frozen=True):
    """An image as it stands in the file: size, data with the entries of its dictionary, and its mask's
    data.
    """

    width: int
    height: int
    entries: str
    data: bytes
    mask: bytes | None


class PictureStore:
    """The pictures of one document, each read and stored once however often it is shown."""

    def __init__(self) -> None:
        self._images: dict[str, _Pixels] = {}
        self._numbers: dict[str, int] = {}

    def take(self, setting: Setting, picture: Picture) -> str | None:
        """A key for a picture that can be drawn; None, and a problem at the present origin, where it
        can't.
        """
        key = hashlib.sha256(picture.data).hexdigest()[:16]
        if key in self._images:
            return key
        try:
            self._images[key] = _pixels(picture)
        except (OSError, ValueError, SyntaxError, EOFError) as trouble:
            setting.report(
                "AR503",
                f"the picture {picture.name} can't be drawn: {str(trouble) or 'it is damaged'}",
                "save it again as PNG, or as JPEG in RGB",
            )
            return None
        return key

    def shown(self, canvas: "TaggedCanvas", key: str) -> str:
        """The name that draws a picture on the present page."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = _store(canvas, self._images[key])
        name = f"I{number}"
        canvas.show_picture(name, number)
        return name


def _pixels(picture: Picture) -> _Pixels:
    """A PNG or JPEG as image data. A JPEG in RGB or grey goes in as it is, all else is unpacked.

    Raises ``ValueError`` or ``OSError``, saying why, for what can't be drawn.
    """
    with _opened(picture.data) as image:
        if image.format not in ("PNG", "JPEG"):
            raise ValueError(f"it is {image.format}, not PNG or JPEG")
        if image.mode in ("CMYK", "YCCK"):
            raise ValueError("its colours are inks for print (CMYK)")
        if image.width * image.height > _TOO_MANY:
            raise ValueError(f"it has {image.width} x {image.height} pixels")
        small = max(image.size) <= _MOST
        if image.format == "JPEG" and small and image.mode in ("RGB", "L") and not _rotated(image):
            colours = "DeviceRGB" if image.mode == "RGB" else "DeviceGray"
            image.load()
            return _Pixels(
                image.width, image.height, f"/ColorSpace/{colours}/Filter/DCTDecode", picture.data, None
            )
        return _unpacked(image)


def _opened(data: bytes) -> Any:  # noqa: ANN401
    """A picture of which only the head is read yet; its size is judged here, so Pillow's own warning is
    not.
    """
    import warnings

    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return Image.open(BytesIO(data))
        except UnidentifiedImageError:
            raise ValueError("it is damaged, or no PNG or JPEG") from None
        except Image.DecompressionBombError:
            raise ValueError("it has too many pixels") from None


def _rotated(image: Any) -> bool:  # noqa: ANN401 - Pillow is not a dependency that is typed here
    """Whether a camera noted that the picture is to be turned (Exif, tag Orientation)."""
    return bool(image.getexif().get(0x0112, 1) != 1)


def _unpacked(image: Any) -> _Pixels:  # noqa: ANN401
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(image)
    if max(image.size) > _MOST:
        image.thumbnail((_MOST, _MOST), Image.Resampling.LANCZOS)
    mask, colourless = None, image.mode in ("1", "L", "LA")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        mask = zlib.compress(image.getchannel("A").tobytes())
    mode, space = ("L", "DeviceGray") if colourless else ("RGB", "DeviceRGB")
    data = zlib.compress(image.convert(mode).tobytes())
    return _Pixels(image.width, image.height, f"/ColorSpace/{space}/Filter/FlateDecode", data, mask)


def _store(canvas: "TaggedCanvas", image: _Pixels) -> int:
    """Put an image into the document, its mask before it; its object number."""
    from annual_report.renderers.pdf.syntax import register

    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    masked = ""
    if image.mask is not None:
        entries = f"{size}/ColorSpace/DeviceGray/Filter/FlateDecode"
        masked = f"/SMask {register(canvas.document, _object(entries, image.mask))} 0 R"
    return register(canvas.document, _object(size + image.entries + masked, image.data))


def _object(entries: str, data: bytes) -> "Raw":
    from annual_report.renderers.pdf.syntax import Raw

    return Raw(f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"endstream")
