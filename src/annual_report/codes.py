"""Every problem code of every stage, for ``check --explain``."""

from annual_report import (
    brand,
    brand_fonts,
    choosing,
    cluster,
    create,
    editions,
    jobs,
    layout,
    output,
    pictures,
    printers,
    shown,
)
from annual_report.archive import codes as archiving
from annual_report.problems import Code
from annual_report.record.codes import CODES
from annual_report.renderers import codes as drawing
from annual_report.renderers.word import codes as word


def every_code() -> dict[str, Code]:
    """All codes in order."""
    stages = (brand, brand_fonts, choosing, create, editions, jobs, layout, output, pictures, printers, shown)
    tables = (*stages, cluster, drawing, word, archiving)
    found = dict(CODES)
    for table in tables:
        found |= {code.code: code for code in table.CODES}
    return dict(sorted(found.items()))
