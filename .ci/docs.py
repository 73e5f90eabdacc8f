"""Write what the types of the record say of themselves: data/README.md and the schemas that editors read.

Run by `make docs`.
"""

import sys
from pathlib import Path

from annual_report.record.documentation import page
from annual_report.record.schema import schema_text

DATA = Path(__file__).resolve().parent.parent / "data"


def main() -> int:
    """Write the files."""
    (DATA / "README.md").write_text(page(), encoding="utf-8", newline="\n")
    (DATA / ".schema").mkdir(exist_ok=True)
    for kind in ("forum", "year"):
        (DATA / ".schema" / f"{kind}.json").write_text(schema_text(kind), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
