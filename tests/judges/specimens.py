"""The smallest files that every judge passes, to be damaged: a judge that passes the damaged one judges nothing."""

import io
import zipfile
from collections.abc import Mapping
from typing import Literal

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>A page</title>
</head>
<body><main><h1>A page</h1><p style="color: #333333">With words.</p></main></body>
</html>
"""

COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "003087",
    "lt2": "EEEEEE",
    "hlink": "0000FF",
    "folHlink": "551A8B",
}
COLOURS |= {f"accent{number}": "003087" for number in range(1, 7)}
SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
FONT = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
THEME = f"""<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plain"><a:themeElements>
<a:clrScheme name="Plain">{"".join(f'<a:{s}><a:srgbClr val="{COLOURS[s]}"/></a:{s}>' for s in SLOTS)}</a:clrScheme>
<a:fontScheme name="Plain"><a:majorFont>{FONT}</a:majorFont><a:minorFont>{FONT}</a:minorFont></a:fontScheme>
<a:fmtScheme name="Plain"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst>
<a:lnStyleLst>{f"<a:ln>{FILL}</a:ln>" * 3}</a:lnStyleLst>
<a:effectStyleLst>{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst>
<a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme>
</a:themeElements></a:theme>"""

WORD_PARTS: dict[str, str] = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{WORD_TYPE}.settings+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="{WORD_TYPE}.fontTable+xml"/>
<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>""",
    "docProps/core.xml": f"""<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A file</dc:title></cp:coreProperties>""",
    "word/_rels/document.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="{OFFICE}/fontTable" Target="fontTable.xml"/>
<Relationship Id="rId4" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>
</Relationships>""",
    "word/settings.xml": f"""<w:settings {W}><w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat></w:settings>""",
    "word/fontTable.xml": f"""<w:fonts {W}><w:font w:name="Arial"/></w:fonts>""",
    "word/theme/theme1.xml": THEME,
    "word/styles.xml": f"""<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:rPr><w:color w:val="003087"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>
<w:style w:type="table" w:styleId="Plain"><w:name w:val="Plain"/><w:basedOn w:val="TableNormal"/>
<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="003087"/></w:tcPr></w:tblStylePr></w:style>
</w:styles>""",
    "word/document.xml": f"""<w:document {W} xmlns:r="{OFFICE}"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="1" w:name="top"/>\
<w:r><w:t>A heading</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>
<w:p><w:hyperlink w:anchor="top"><w:r><w:t>Back to the heading</w:t></w:r></w:hyperlink></w:p>
<w:tbl><w:tblPr><w:tblStyle w:val="Plain"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="0020" w:firstRow="1"/>\
<w:tblCaption w:val="Counts"/><w:tblDescription w:val="What was counted"/></w:tblPr>
<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>
<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>What</w:t></w:r></w:p></w:tc>\
<w:tc><w:p><w:r><w:t>How many</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Files</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl>
<w:p><w:r><w:t>The end.</w:t></w:r></w:p>
<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>
</w:body></w:document>""",
}


def word_file(changed: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """Return a Word file; ``changed`` names parts with a text in them and what takes its place.

    Raises ValueError where the text does not stand in the part exactly once: a damage that damages nothing proves
    nothing.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in WORD_PARTS.items():
            package.writestr(name, XML + damaged(part, *(changed or {}).get(name, ("", ""))))
    return stream.getvalue()


def damaged(text: str, old: str, new: str) -> str:
    """Return the text with ``old``, which must stand in it exactly once, replaced; an empty ``old`` changes nothing."""
    if not old:
        return text
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in the specimen")
    return text.replace(old, new)


def sound_pdf(standard: Literal["ua1", "2a"]) -> bytes:
    """Return a one-page PDF without content that conforms to a standard: PDF/UA-1 or PDF/A-2a."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name
    from PIL import ImageCms

    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=profile)
    intent.OutputConditionIdentifier = pikepdf.String("sRGB")
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.Lang = pikepdf.String("en-GB")
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    pdf.Root.StructTreeRoot = root
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "A file"
        if standard == "ua1":
            metadata["pdfuaid:part"] = "1"
        else:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "A"
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()
