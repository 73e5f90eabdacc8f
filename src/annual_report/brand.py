"""A brand's folder as a design: colours, typeface and Word template out of ``brand.yml``.

The file follows the brand.yml standard (meta, logo, color, typography, defaults), so that one file serves
other tools as well. What a printed report needs beyond it stands under ``defaults: annual-report:``. Keys of
the standard that say nothing to a report (a monospaced font, a colour for warnings) are let be.
"""

from pathlib import Path

from msgspec import Struct

from annual_report.brand_keys import Keys, own_file
from annual_report.design import TOKENS, Colours, Design, Face, Page, Token, contrast, grey
from annual_report.fonts import FAMILY, faces, kept, usual
from annual_report.problems import Code, Place, Problem, ReportError, in_order
from annual_report.record.near import near_miss
from annual_report.record.nodes import Mapping, Node, Scalar, parse
from annual_report.typography import measures_for, styles_for

FILE = "brand.yml"
OURS = "annual-report"
"""The key under ``defaults`` that holds what this tool adds to the standard."""
FILE_BYTES = 1_000_000
TEMPLATE_BYTES = 50_000_000

CODES = (
    Code(
        "AR401",
        "error",
        "A brand cannot be opened",
        "A brand is a folder of layouts/brands with a file brand.yml in it. The file is missing, may "
        "not be read, or is far larger than a brand can be.",
    ),
    Code(
        "AR402",
        "error",
        "brand.yml has another shape",
        "The file has keys where the brand.yml standard has keys, and a text where it has a text. What "
        "this tool adds stands under defaults: annual-report:, with the keys color and word_template.",
    ),
    Code(
        "AR403",
        "error",
        "brand.yml has a key that nobody reads",
        "The key is neither one of the brand.yml standard nor one of this tool's own, so what stands "
        "under it would be lost without a word. Mostly it is a slip of the pen: the hint names the key "
        "that is nearest.",
    ),
    Code(
        "AR404",
        "error",
        "A brand lacks a colour",
        "A report is drawn with eleven colours and no others. Five are colours of the standard "
        "(primary, secondary, tertiary, foreground, background under color), six are ours (ink-quiet, "
        "rule, hair, tint, tint-strong, on-primary under defaults: annual-report: color).",
    ),
    Code(
        "AR405",
        "error",
        "A colour cannot be read",
        'A colour is "#RRGGBB" or "#RGB", in quotation marks since # begins a comment, or the name of a'
        " colour of the palette.",
    ),
    Code(
        "AR406",
        "error",
        "Two colours of a brand are too close to be read",
        "Text needs a contrast of 4.5 to 1 to its ground, running text 7 to 1, outlines and marks 3 to "
        "1 (WCAG 2.2, success criteria 1.4.3, 1.4.6 and 1.4.11). Make the one lighter or the other "
        "darker.",
    ),
    Code(
        "AR407",
        "error",
        "Two colours of a brand become one in grey",
        "Many reports are copied in black and white. The two fields of the cover, primary and "
        "primary-dark, must then still be told apart: 25 steps of 256 or more.",
    ),
    Code(
        "AR409",
        "error",
        "The Word template of a brand cannot be read",
        "word_template names a .docx or .dotx file in the brand's own folder.",
    ),
)

_STANDARD = ["meta", "logo", "color", "typography", "defaults"]
_THEME = ["foreground", "background", "primary", "secondary", "tertiary"]
_UNUSED = ["success", "info", "warning", "danger", "light", "dark"]
_PALETTE = "palette"
_FROM_STANDARD: dict[Token, str] = {
    "primary": "primary",
    "primary-dark": "secondary",
    "accent": "tertiary",
    "ink": "foreground",
    "paper": "background",
}
"""Which colour of the standard a token is."""
_OUR_COLOURS = [token for token in TOKENS if token not in _FROM_STANDARD]
_OUR_KEYS = ["color", "word_template"]

NEEDED_CONTRAST: tuple[tuple[Token, Token, float], ...] = (
    ("on-primary", "primary", 4.5),
    ("on-primary", "primary-dark", 4.5),
    ("ink", "paper", 7),
    ("ink", "tint", 7),
    ("ink-quiet", "paper", 7),
    ("ink-quiet", "tint", 7),
    ("primary-dark", "paper", 7),
    ("primary-dark", "tint", 7),
    ("primary-dark", "tint-strong", 7),
    ("primary", "paper", 4.5),
    ("primary", "tint", 4.5),
    ("rule", "paper", 3),
    ("accent", "paper", 3),
)
"""A colour, the ground it stands on, and the contrast it needs there."""
_GREY_STEPS = 25


class Brand(Struct, frozen=True):
    """A brand as its file tells it; ``name`` is its folder's."""

    name: str
    colours: Colours
    faces: tuple[Face, ...]
    word_template: bytes | None = None


def load_brand(folder: Path, page: Page, *, root: Path) -> Design:
    """The design of a brand on a page.

    ``folder`` holds ``brand.yml``; problems name files relative to ``root``, or where the built-in layouts
    would lie in it. Raises ``ReportError`` with
    every problem of the brand (AR4xx, and AR1xx for the notation of the file).
    """
    return on_page(read_brand(folder, root=root), page)


def read_brand(folder: Path, *, root: Path) -> Brand:
    """A brand out of its folder; raises ``ReportError`` as ``load_brand`` does."""
    file = folder / FILE
    name = (
        file.relative_to(root).as_posix()
        if file.is_relative_to(root)
        else f"layouts/brands/{folder.name}/{FILE}"
    )
    node, problems = parse(_bytes(file, Place(name)), name)
    if problems:
        raise ReportError(problems)
    reader = _Reader(folder, name)
    brand = reader.brand(node)
    if brand is None:
        raise ReportError(in_order(reader.problems))
    return brand


def on_page(brand: Brand, page: Page) -> Design:
    """The design of a brand that has been read, on a page."""
    return Design(
        brand=brand.name,
        colours=brand.colours,
        page=page,
        styles=styles_for(page),
        measures=measures_for(page),
        faces=brand.faces,
        word_template=brand.word_template,
        shelves=(usual, _further),
        keep=kept,
    )


def _further(characters: frozenset[str], languages: tuple[str, ...]) -> tuple[Face, ...]:
    """Faces for further scripts, where they are installed."""
    from annual_report.further_faces import further

    return further(characters, languages)


def _bytes(file: Path, place: Place) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(FILE_BYTES + 1)
    except OSError as reason:
        message = f'there is no brand "{file.parent.name}" ({FILE} in a folder)'
        if not isinstance(reason, FileNotFoundError | NotADirectoryError):
            message = f"the file cannot be read: {reason.strerror or reason}"
        raise ReportError([Problem("AR401", "error", place, message)]) from None
    if len(content) > FILE_BYTES:
        raise ReportError([Problem("AR401", "error", place, "the file is larger than a megabyte")])
    return content


class _Colour(Struct, frozen=True):
    value: str
    place: Place


class _Reader(Keys):
    """Reads one brand.yml and collects what is wrong with it."""

    def brand(self, root: Node | None) -> Brand | None:
        """The brand; ``None`` where anything is wrong with it."""
        if not isinstance(root, Mapping):
            self.report("AR402", root.place if root else Place(self.file), "a brand is a group of keys")
            return None
        self.refuse_others(root, _STANDARD)
        ours = self.group(self.group(root, "defaults"), OURS)
        if ours:
            self.refuse_others(ours, _OUR_KEYS)
        colours = self.colours(root, ours)
        typeface = self.faces(root)
        template = self.word_template(ours)
        if self.problems or colours is None:
            return None
        return Brand(self.folder.name, colours, typeface, template)

    # --- colours ---

    def colours(self, root: Mapping, ours: Mapping | None) -> Colours | None:
        """The eleven colours, if they are all there and can be told apart."""
        theme, added = self.group(root, "color"), self.group(ours, "color")
        if theme:
            self.refuse_others(theme, [_PALETTE, *_THEME, *_UNUSED])
        if added:
            self.refuse_others(added, list(_OUR_COLOURS))
        palette = self.group(theme, _PALETTE)
        found: dict[Token, _Colour] = {}
        before = len(self.problems)
        for token in TOKENS:
            key = _FROM_STANDARD.get(token, token)
            group, where = (
                (theme, "color") if token in _FROM_STANDARD else (added, f"defaults: {OURS}: color")
            )
            node = group.get(key) if group else None
            if node is None:
                place = (
                    group.first_key
                    if group
                    else (ours if token not in _FROM_STANDARD and ours else root).first_key
                )
                self.report("AR404", place, f'the colour "{key}" is missing', f"it stands under {where}:")
            else:
                colour = self.colour(node, palette, theme)
                if colour:
                    found[token] = _Colour(colour, node.place)
        if len(self.problems) > before:
            return None
        self.compare(found)
        return Colours(**{token.replace("-", "_"): colour.value for token, colour in found.items()})

    def colour(self, node: Node, palette: Mapping | None, theme: Mapping | None) -> str | None:
        """The value of a colour: written out, or that of the colour it names in the palette or theme."""
        place = node.place
        for _ in range(len(palette.entries if palette else ()) + len(_THEME) + 1):
            if isinstance(node, Mapping) and (light := node.get("light")) is not None:
                node = light  # the standard may tell light screens from dark ones; paper is light
            if not isinstance(node, Scalar) or node.is_nothing:
                self.report("AR405", node.place, "no colour stands here", 'write it in quotes: "#2F6B4C"')
                return None
            if node.text.startswith("#"):
                return self.written_colour(node)
            named = palette.get(node.text) if palette else None
            if named is None and theme and node.text in _THEME:
                named = theme.get(node.text)
            if named is None:
                self.report_name(node, palette)
                return None
            node = named
        self.report("AR405", place, "the names of these colours lead in a circle")
        return None

    def report_name(self, node: Scalar, palette: Mapping | None) -> None:
        near = near_miss(node.text, [entry.key.text for entry in palette.entries] if palette else [])
        hint = f'did you mean "{near}"?' if near else 'write "#RRGGBB" in quotes, or a name of the palette'
        message = f'"{node.text}" is neither a colour nor a name of the palette'
        self.report("AR405", node.place, message, hint)

    def written_colour(self, node: Scalar) -> str | None:
        digits = node.text[1:]
        if len(digits) == 3:
            digits = "".join(digit * 2 for digit in digits)
        if len(digits) == 6 and set(digits) <= set("0123456789abcdefABCDEF"):
            return f"#{digits.upper()}"
        self.report(
            "AR405", node.place, f'"{node.text}" is not a colour', 'six digits or letters A to F: "#2F6B4C"'
        )
        return None

    def compare(self, found: dict[Token, _Colour]) -> None:
        """Refuse colours that cannot be read on one another, on screen, on paper or in grey."""
        for token, ground, needed in NEEDED_CONTRAST:
            ratio = contrast(found[token].value, found[ground].value)
            if ratio < needed:
                # Rounded down, so that what fails never looks as if it had passed.
                shown = f"{int(ratio * 100) / 100:.2f}"
                first, second = self.named(token, found), self.named(ground, found)
                message = f"{first} on {second} has a contrast of {shown} to 1"
                self.report("AR406", found[token].place, message, f"it must be {needed:g} to 1 or more")
        steps = abs(grey(found["primary"].value) - grey(found["primary-dark"].value))
        if steps < _GREY_STEPS:
            first, second = self.named("primary", found), self.named("primary-dark", found)
            message = f"{first} and {second} are {steps} steps apart in grey"
            self.report(
                "AR407", found["primary-dark"].place, message, f"it must be {_GREY_STEPS} of 256 or more"
            )

    def named(self, token: Token, found: dict[Token, _Colour]) -> str:
        """A colour as the file's author knows it: key, token where it is another word, and value."""
        key = _FROM_STANDARD.get(token, token)
        return f"{key} {found[token].value}" if key == token else f"{key} ({token}) {found[token].value}"

    # --- typeface and template ---

    def faces(self, root: Mapping) -> tuple[Face, ...]:
        """The faces of ``typography: base:``, which names a family or has it under the key ``family``."""
        typography = self.group(root, "typography")
        base = typography.get("base") if typography else None
        if isinstance(base, Mapping):
            base = base.get("family")
        if typography is None or base is None:
            return faces(FAMILY)
        if not isinstance(base, Scalar) or base.is_nothing:
            self.report("AR402", base.place, "a typeface is named by its family")
            return ()
        if base.text == FAMILY and typography.get("fonts") is None:
            return faces(FAMILY)
        from annual_report.brand_fonts import typeface

        return typeface(self, typography, base)

    def word_template(self, ours: Mapping | None) -> bytes | None:
        """The bytes of the Word template, a file of the brand's folder."""
        node = ours.get("word_template") if ours else None
        if node is None:
            return None
        if not isinstance(node, Scalar) or node.is_nothing:
            self.report("AR402", node.place, '"word_template" is the name of a file')
            return None
        fault = "it is not a .docx or .dotx file"
        content = b""
        if node.text.lower().endswith((".docx", ".dotx")):
            fault, content = own_file(self.folder, node.text, TEMPLATE_BYTES)
        if fault:
            self.report("AR409", node.place, f'"{node.text}" cannot be used: {fault}')
            return None
        return content
