"""The problems that only drawing can find: what each code means, for ``check --explain``."""

from annual_report.problems import Code

CODES = (
    Code(
        "AR501",
        "error",
        "no glyph for a character",
        "Neither the brand's typeface nor the program's own has a drawing for a character of the record, so "
        "the page would show a box or nothing. Write it another way, or give the brand a typeface that has "
        "it. For Chinese, Japanese, Korean, Amharic and Tigrinya install the extra scripts.",
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
    Code(
        "AR505",
        "error",
        "letters that change in company",
        "Devanagari, Bengali, Tamil, Thai, Khmer, Mongolian and other scripts join, stack or reorder their "
        "letters. The PDF sets letter after letter, and a word in the wrong shape is worse than none. The "
        "web page and the Word file leave it to programs that know how.",
    ),
    Code(
        "AR506",
        "error",
        "a mark that can't be placed",
        "A mark over, under or through a letter is placed by the shapes of both. This one spans two letters, "
        "encloses its letter or stands alone, or no typeface has both.",
    ),
)
SEVERITIES = {code.code: code.severity for code in CODES}
