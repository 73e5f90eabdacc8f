"""A brand's own Word template: written as a file that an officer can restyle, and looked over afterwards."""

from pathlib import Path

from annual_report import output
from annual_report.design import Design
from annual_report.layout import DEFAULT_BRAND, brand_folder, no_such_brand
from annual_report.problems import Place, Problem, UsageError


def write_template(workspace: Path, brand: str, file: Path) -> bool:
    """Write the house template of a brand; True where that changed the file.

    Raises ``UsageError`` for a brand that does not exist, ``ReportError`` where the brand is broken or the
    file can't be written.
    """
    from annual_report.renderers.word.template import house_template

    return output.replace(file, house_template(_design(workspace, brand)), file.name)


def check_template(workspace: Path, file: Path, brand: str | None = None) -> list[Problem]:
    """What is wrong with a template that somebody restyled.

    Raises ``UsageError`` where there is no such file or brand.
    """
    from annual_report.renderers.word.template import check_template as faults

    try:
        data = file.read_bytes()
    except OSError as error:
        msg = f"{file} can't be read: {(error.strerror or str(error)).lower()}"
        raise UsageError(msg) from None
    return faults(data, _design(workspace, brand or DEFAULT_BRAND), Place(file.as_posix()))


def _design(workspace: Path, brand: str) -> Design:
    from annual_report.brand import load_brand
    from annual_report.typography import A4

    folder = brand_folder(workspace, brand)
    if folder is None:
        raise no_such_brand(workspace, brand)
    return load_brand(folder, A4, root=workspace)
