"""The small pieces that every part of a Word file is written from: units, escaping, elements.

Parts are written as strings: they are short, their order is fixed by the standard (ISO/IEC 29500-1, 17), and
an XML library would cost more than all the rest of a cold start.
"""

from annual_report.design import MM

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
    f' xmlns:pic="{_DRAWING}/picture"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
"""What stands on the root element of every part that holds text."""


def escape(words: str) -> str:
    """Words as XML character data: nothing in them is ever markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(words: str) -> str:
    """Words as the value of an attribute that stands in double quotation marks."""
    return escape(words).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * MM * 20)


def emus(mm: float) -> int:
    """Millimetres as English Metric Units, the unit of DrawingML."""
    return round(mm * 36000)


def half_points(points: float) -> int:
    """A type size in half points; Word knows no finer size."""
    return round(points * 2)


def eighths(points: float) -> int:
    """A rule's width in eighths of a point; Word draws 2 to 96 of them."""
    return max(2, min(96, round(points * 8)))


def run(words: str, properties: str = "") -> str:
    """Words with the run properties given (the inside of ``w:rPr``)."""
    if not words:
        return ""
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def control(kind: str, properties: str = "") -> str:
    """A run with one empty element, such as ``tab`` or ``br``."""
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{marks}<w:{kind}/></w:r>"


def field(instruction: str, shown: str, properties: str = "") -> str:
    """A field that is complete: its instruction, and the text that Word last worked out for it.

    A field without that text makes Word ask to update the document as it opens.
    """
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{marks}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{marks}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{marks}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown, properties)}"
        f'<w:r>{marks}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, inner: str, extra: str = "") -> str:
    """A paragraph in the style of that id; ``extra`` goes on inside ``w:pPr``, in the standard's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{inner}</w:p>'
