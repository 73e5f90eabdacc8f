"""The typeface of a brand: the family that brand.yml names, out of font files of its own or of a package.

The keys are those of the brand.yml standard: ``typography: base`` names a family, ``typography: fonts`` says
where families come from. A report has two weights, 400 and 600; a bold face of 700 serves for the second
where there is no 600.
"""

import hashlib
import re
from functools import partial

from msgspec import Struct

from annual_report.brand_keys import Keys, is_nothing, own_file
from annual_report.design import Face, Weight
from annual_report.font_files import Account, FontError, account, opened
from annual_report.fonts import STYLES, faces, kept, packaged, tools
from annual_report.problems import Code, Place
from annual_report.record.near import near_miss
from annual_report.record.nodes import Mapping, Node, Scalar, Sequence

FONT_BYTES = 30_000_000

CODES = (
    Code(
        "AR408",
        "error",
        "A typeface is not here",
        "A report looks the same on every machine, so its typeface comes with the program or lies in the "
        "brand's own folder: never from the machine, and never from the web. The brand names a family that "
        "is neither.",
    ),
    Code(
        "AR410",
        "error",
        "A font file cannot be opened",
        "The path of a font file is relative to the brand's folder, and the file lies in it, really and not "
        "by a link. It has 30 megabytes at most.",
    ),
    Code(
        "AR415",
        "error",
        "A file is no font that can be used",
        "A font is a TrueType or OpenType file (.ttf, .otf) or one of them packed as .woff, with outlines "
        "and with Unicode characters. WOFF2 files and collections (.ttc) are to be unpacked first.",
    ),
    Code(
        "AR416",
        "error",
        "A font's licence forbids embedding",
        "A PDF for the archive holds the letters that it shows, so each font has to allow that. A font says "
        "so of itself (OS/2 fsType), and this one says no. Its maker may sell another licence.",
    ),
    Code(
        "AR417",
        "error",
        "A typeface lacks a weight",
        "A report is set in two upright weights, 400 and 600; a face of 700 serves for the second. Each of "
        "them is one font file, or both are one variable font.",
    ),
    Code(
        "AR418",
        "error",
        "A font lacks letters that every report has",
        "Letters, figures and the common signs of ASCII have to be in the brand's own font. For characters "
        "beyond those the program's own typeface helps out.",
    ),
)

_RECIPE = b"brand-faces-1"
"""Raised whenever other bytes would be made from the same file."""
_WEIGHTS = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400,
    "medium": 500, "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800,
    "black": 900,
}  # fmt: skip
_NUMBER = re.compile(r"[1-9]\d{0,2}|1000")
_RANGE = re.compile(r"(\d{1,4})\.\.(\d{1,4})")
_OURS: dict[Weight, tuple[int, ...]] = {400: (400,), 600: (600, 700)}
"""The weights that serve for each of ours, the best first."""
_SERVING = frozenset(weight for serving in _OURS.values() for weight in serving)
_FAMILY = re.compile(r"[^\W_][\w .+-]{0,29}[^\W_]|[^\W_]")
"""What a family may be called: as long as Word can keep it, in letters that need no marks of quotation."""
_ELSEWHERE = {"google": "Google Fonts", "bunny": "Bunny Fonts", "system": "the machine"}
_ENTRY = ["family", "source", "files", "weight", "style", "display"]
_FILE = ["path", "weight", "style"]


class _Offer(Struct, frozen=True):
    """An upright font file that a brand has: where its path stands, its weights, its content."""

    path: Scalar
    lightest: int
    heaviest: int
    digest: bytes
    tables: dict[bytes, bytes]

    def has(self, weight: int) -> bool:
        """Whether the file says to have a weight."""
        return self.lightest <= weight <= self.heaviest


def typeface(keys: Keys, typography: Mapping, base: Scalar) -> tuple[Face, ...]:
    """The faces of the family that a brand names, regular before semi-bold; none where they can't be had."""
    families = _defined(keys, typography)
    named = [entry for entry in families if _family(entry) == base.text]
    files = next((entry for entry in named if _source(entry) == "file"), None)
    if files is not None:
        return _own_faces(keys, base, files)
    if base.text in packaged():
        return faces(base.text)
    _report_family(keys, base, named, [_family(entry) for entry in families])
    return ()


def _defined(keys: Keys, typography: Mapping) -> list[Mapping]:
    """The families of ``typography: fonts:``."""
    node = typography.get("fonts")
    if node is None or is_nothing(node):
        return []
    if not isinstance(node, Sequence):
        keys.report("AR402", node.place, '"fonts" is a list of families')
        return []
    return [item for item in node.items if isinstance(item, Mapping)]


def _family(entry: Mapping) -> str:
    node = entry.get("family")
    return node.text if isinstance(node, Scalar) else ""


def _source(entry: Mapping) -> str:
    """Where a family comes from; one that has files comes from them, as it is plain what is meant."""
    node = entry.get("source")
    if isinstance(node, Scalar) and not node.is_nothing:
        return node.text
    return "file" if entry.get("files") is not None else "google"


def _report_family(keys: Keys, base: Scalar, named: list[Mapping], others: list[str]) -> None:
    """Say why a family that the brand names can't be had."""
    if named:
        source = _source(named[0])
        where = _ELSEWHERE.get(source)
        if where is None:
            place = getattr(named[0].get("source"), "place", base.place)
            hint = "a report takes fonts from source: file"
            keys.report("AR402", place, f'there is no source "{source}" of fonts', hint)
            return
        hint = "put its files into the brand's folder and name them under files:, with source: file"
        message = f'"{base.text}" would have to come from {where}, and nothing is fetched for a report'
        keys.report("AR408", base.place, message, hint)
        return
    known = [*packaged(), *dict.fromkeys(filter(None, others))]
    near = near_miss(base.text, known)
    hint = f'did you mean "{near}"?' if near else "name font files of the brand under typography: fonts:"
    there = ", ".join(f'"{family}"' for family in known)
    keys.report("AR408", base.place, f'no family "{base.text}"; there is {there}', hint)


# --- the brand's own files ------------------------------------------------------------------------------


def _own_faces(keys: Keys, base: Scalar, entry: Mapping) -> tuple[Face, ...]:
    """The two faces of a family that comes in files; none where anything is wrong."""
    before = len(keys.problems)
    keys.refuse_others(entry, _ENTRY)
    if not _FAMILY.fullmatch(base.text):
        hint = "letters, figures, blanks and . + - _ between them, 31 characters at most"
        keys.report("AR402", base.place, f'"{base.text}" is no name for a family', hint)
    node = entry.get("files")
    if not isinstance(node, Sequence) or not node.items:
        place = node.place if node is not None else entry.first_key
        keys.report("AR402", place, '"files" is a list of font files', "files: [{path: a.ttf, weight: 400}]")
        return ()
    offers = [offer for item in node.items if (offer := _offer(keys, item)) is not None]
    if len(keys.problems) > before:
        return ()
    chosen = _chosen(keys, node.place, offers)
    made = [face for weight in chosen if (face := _face(keys, base.text, weight, *chosen[weight]))]
    return tuple(made) if len(keys.problems) == before else ()


def _offer(keys: Keys, item: Node) -> _Offer | None:
    """An upright font file of the list, if a report may need it and nothing is wrong with it."""
    if isinstance(item, Mapping):
        keys.refuse_others(item, _FILE)
    path = item.get("path") if isinstance(item, Mapping) else item
    if not isinstance(path, Scalar) or path.is_nothing:
        keys.report("AR402", (path or item).place, "a font file is named by its path")
        return None
    weights = _weights(keys, item.get("weight") if isinstance(item, Mapping) else None)
    style = item.get("style") if isinstance(item, Mapping) else None
    if style is not None and not (isinstance(style, Scalar) and style.text in ("normal", "italic")):
        keys.report("AR402", style.place, "a style is normal or italic")
        return None
    if isinstance(style, Scalar) and style.text == "italic":
        return None
    if weights is not None and not any(weights[0] <= ours <= weights[-1] for ours in _SERVING if weights):
        return None
    fault, data = own_file(keys.folder, path.text, FONT_BYTES)
    if fault:
        hint = "the path begins in the folder of brand.yml"
        keys.report("AR410", path.place, f'"{path.text}" cannot be used: {fault}', hint)
        return None
    try:
        tables = opened(data)
        itself = account(tables)
    except FontError as error:
        _report_font(keys, path, error)
        return None
    if style is None and itself.slanted:
        return None
    digest = hashlib.sha256(data).digest()
    return _Offer(path, *_within(keys, path, weights, itself), digest, tables)


def _weights(keys: Keys, node: Node | None) -> tuple[int, ...] | None:
    """The lightest and heaviest weight that brand.yml gives a file: None where it gives none, () where it
    can't be read.
    """
    if node is None or is_nothing(node):
        return None
    if isinstance(node, Scalar):
        if node.text in _WEIGHTS or _NUMBER.fullmatch(node.text):
            weight = _WEIGHTS.get(node.text) or int(node.text)
            return weight, weight
        if span := _RANGE.fullmatch(node.text):
            return int(span[1]), int(span[2])
    keys.report("AR402", node.place, "a weight is a number, a name (normal, semi-bold, bold) or 400..700")
    return ()


def _within(keys: Keys, path: Scalar, given: tuple[int, ...] | None, itself: Account) -> tuple[int, int]:
    """The weights of a file: those that it is said to have, as far as it has them."""
    if given is None:
        return itself.lightest, itself.heaviest
    lightest, heaviest = given
    varies = itself.lightest < itself.heaviest
    if varies and not itself.lightest <= lightest <= heaviest <= itself.heaviest:
        message = f'"{path.text}" has the weights {itself.lightest} to {itself.heaviest}'
        keys.report("AR417", path.place, message, "leave out its weight: it is then read from the font")
    elif not varies and lightest != heaviest:
        message = f'"{path.text}" is no variable font, so it has one weight'
        keys.report("AR417", path.place, message, "name the file of each weight")
    return lightest, heaviest


def _chosen(keys: Keys, place: Place, offers: list[_Offer]) -> dict[Weight, tuple[_Offer, int]]:
    """For each of our weights the file that it comes from, and the weight there."""
    found: dict[Weight, tuple[_Offer, int]] = {}
    for ours, serving in _OURS.items():
        at = next((weight for weight in serving if any(offer.has(weight) for offer in offers)), None)
        if at is None:
            wanted = " or ".join(map(str, serving))
            hint = f"name a file and say weight: {serving[0]}, or name a variable font"
            keys.report("AR417", place, f"no upright font file has the weight {wanted}", hint)
            continue
        first, *more = [offer for offer in offers if offer.has(at)]
        for other in more:
            message = f'"{other.path.text}" and "{first.path.text}" both have the weight {at}'
            keys.report("AR417", other.path.place, message, "say weight: or style: of each, or leave one out")
        found[ours] = first, at
    return found


def _face(keys: Keys, family: str, weight: Weight, offer: _Offer, at: int) -> Face | None:
    """A face out of a font file, made once and then kept in the cache by the file's content."""
    name = f"{_postscript(family)}-{STYLES[weight]}"
    made_of = (_RECIPE, tools(), f"{family} {weight} {at}".encode(), offer.digest)
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in made_of)).hexdigest()[:32]
    make = partial(_make, name, family, weight, offer, at)
    try:
        return Face(name, family, weight, kept(f"{name}-{key}", make))
    except FontError as error:
        _report_font(keys, offer.path, error)
        return None


def _make(name: str, family: str, weight: Weight, offer: _Offer, at: int) -> bytes:
    from annual_report.face_making import static_face

    return static_face(offer.tables, family, name, weight, at)


def _postscript(family: str) -> str:
    """A family as PostScript names begin: plain letters and figures, and never those of a packaged family."""
    plain = "".join(c for c in family if c.isascii() and c.isalnum()) or "Brand"
    return f"Own{plain}" if plain in {name.replace(" ", "") for name in packaged()} else plain


def _report_font(keys: Keys, path: Scalar, error: FontError) -> None:
    keys.report(error.code, path.place, f'"{path.text}" cannot be used: {error.reason}', error.hint)
