"""Draw the picture of the README: pages of the kept reports side by side, as a PDF reader shows them.

Run by `make picture` (it needs poppler's pdftoppm and Pillow, which ReportLab brings).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
LONDON = "reports/london-spf/2023-24/london-spf-annual-report-2023-24.pdf"
EXAMPLE = "reports/example-forum/2024-25/example-forum-annual-report-2024-25.pdf"
ROWS = (
    ((LONDON, 1), (LONDON, 3), (LONDON, 4), (LONDON, 5)),
    ((EXAMPLE, 3), (EXAMPLE, 9), (EXAMPLE, 14), (EXAMPLE, 16)),
)
DPI, GAP, GROUND = 50, 14, (226, 228, 231)


def page(file: str, number: int) -> Image.Image:
    """Return one page of a PDF as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(DPI), "-f", str(number), "-l", str(number), "-png", str(ROOT / file)]
        subprocess.run([*command, f"{folder}/page"], check=True)
        (made,) = Path(folder).glob("*.png")
        with Image.open(made) as picture:
            return picture.convert("RGB")


def main() -> int:
    """Write reports/pages.png."""
    rows = [[page(file, number) for file, number in row] for row in ROWS]
    width, height = rows[0][0].size
    across, down = len(rows[0]), len(rows)
    sheet = Image.new("RGB", (across * (width + GAP) + GAP, down * (height + GAP) + GAP), GROUND)
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            sheet.paste(picture, (GAP + x * (width + GAP), GAP + y * (height + GAP)))
    colours = sheet.quantize(64, dither=Image.Dither.NONE)
    colours.save(ROOT / "reports" / "pages.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
