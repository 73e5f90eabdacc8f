"""The problems that only drawing can find: what each code means, for ``check --explain``."""

from annual_report.problems import Code

CODES = (
    Code(
        "AR501",
        "error",
        "no glyph for a character",
        "The brand's typeface has no drawing for a character of the record, so the page would show a box or "
        "nothing. Write it another way, or give the brand a typeface that has it.",
    ),
    Code(
        "AR502",
        "error",
        "text from right to left",
        "Arabic, Hebrew and other scripts that run from right to left need letters joined and lines turned "
        "round. The PDF can't do that yet, and a line in the wrong order is worse than none.",
    ),
    Code(
        "AR503",
        "error",
        "a picture that can't be drawn",
        "A picture must be a PNG, a JPEG in RGB or grey, or an SVG drawing of plain shapes (rect, circle, "
        "ellipse, line, polyline, polygon, path) in plain colours.",
    ),
    Code(
        "AR504",
        "warning",
        "a link to nowhere",
        "A link or a page reference names an id that no part of the report has. The words stand, the link is "
        "left out.",
    ),
)
SEVERITIES = {code.code: code.severity for code in CODES}
