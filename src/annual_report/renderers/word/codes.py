"""What can be wrong with a brand's Word template: what each code means, for ``check --explain``."""

from annual_report.problems import Code

CODES = (
    Code(
        "AR521",
        "error",
        "not a Word file",
        "A Word template is a .docx or .dotx file as Word or LibreOffice saves it. What stands there can't "
        "be read as one: it may be damaged, an older .doc, or another kind of file.",
    ),
    Code(
        "AR522",
        "error",
        "a Word template with a password",
        "The template is encrypted. Save it without a password; nothing in it is secret.",
    ),
    Code(
        "AR523",
        "error",
        "a Word template with macros",
        "Reports are sent to many people, so none of them may carry a program. Save the template as a plain "
        "Word document (.docx).",
    ),
    Code(
        "AR524",
        "error",
        "a Word template that is far too large",
        "Unpacked, the template would fill hundreds of megabytes. It is not read any further.",
    ),
    Code(
        "AR525",
        "error",
        "a Word template without the place for the report",
        'The template has lost the content control tagged "report-body", and its bookmark "report_body" too. '
        "They say where the report goes. Write the template anew and carry the changes over.",
    ),
    Code(
        "AR526",
        "warning",
        "a style that the Word template lacks",
        "The report pours its text into styles by name. One that the template lacks is taken from the house "
        "template, so that nothing is lost, but it will not look as the brand wants it.",
    ),
    Code(
        "AR527",
        "warning",
        "a specimen formatted by hand",
        "The words of a specimen were formatted, not the style that they show. The specimen is replaced by "
        "the report, and the formatting goes with it: change the style instead (Styles pane, Modify).",
    ),
)
SEVERITIES = {code.code: code.severity for code in CODES}
