"""The report in a brand's own Word template: its styles, its headers, its pages before and after."""

import re

from annual_report.design import MM, Design
from annual_report.document.blocks import Cover, Document
from annual_report.problems import Place, Problem
from annual_report.renderers import Rendered
from annual_report.renderers.word.assembly import note_parts
from annual_report.renderers.word.body import section, sectioned
from annual_report.renderers.word.codes import SEVERITIES
from annual_report.renderers.word.furniture import furniture
from annual_report.renderers.word.lists import LIST_STYLES, STYLED, definition
from annual_report.renderers.word.ooxml import NAMESPACES, escape, paragraph
from annual_report.renderers.word.package import Part, Relationships, pack
from annual_report.renderers.word.pour import Pour, Setting
from annual_report.renderers.word.properties import package_properties, record_parts
from annual_report.renderers.word.sections import COVER_END, PORTRAIT_END, WIDE_END
from annual_report.renderers.word.styles import styles_part
from annual_report.renderers.word.template_file import Template, read_template

FORUM_WORD, REPORT_WORD = "{forum}", "{report}"
"""What stands in a template's header for the forum's name and for the report's."""

_PREFIX = "report-"
_FIRST_ID = 100_000
"""Our ids of controls, bookmarks and pictures begin where a template's own never reach."""


def poured(document: Document, design: Design, pour: Pour) -> Rendered:
    """The report in ``design.word_template``; where that can't be used, the problem and no bytes."""
    place = Place(f"{design.brand}: word_template")
    template = read_template(design.word_template or b"", place)
    if isinstance(template, Problem):
        return Rendered(b"", (template,))
    if _other_prefixes(template.before):
        message = "the template is written with other prefixes than those of Word and LibreOffice"
        return Rendered(b"", (Problem("AR521", SEVERITIES["AR521"], place, message),))
    pour.styles, pour.prefix = template.styles, _PREFIX
    pour.relationships = Relationships("rIdReport")
    own = re.findall(r'<w:footnote [^>]*w:id="(\d+)"', _text(template, "word/footnotes.xml"))
    pour.first_note = 1 + max(map(int, own), default=0)
    pour.count_from(_FIRST_ID)
    pieces = pour.write(document.blocks, Setting("Body Text", _text_width(template.section)))
    if _has_text(template.before) and document.blocks and isinstance(document.blocks[0], Cover):
        pieces = [paragraph(pour.style("Section End"), ""), PORTRAIT_END, *pieces]
    parts = _parts(document, design, pour, template, pieces)
    # A rating of the forum's own has a style in its own colour, which no template can foresee.
    lacking = (name for name in pour.lacking if not name.startswith("Outcome Own"))
    return Rendered(pack(parts), tuple(lacking_style(name, place) for name in lacking))


def lacking_style(name: str, place: Place) -> Problem:
    """The warning about a style that a template lacks."""
    hint = "write the template anew, or add a style of that name"
    return Problem("AR526", SEVERITIES["AR526"], place, f'the template has no style "{name}"', hint)


def _parts(
    document: Document, design: Design, pour: Pour, template: Template, pieces: list[str]
) -> list[Part]:
    """The template's parts with the report's in them."""
    sections, last = sectioned(pieces, pour, lambda kind: _section(kind, pour, template))
    written = "".join(sections)
    if last != PORTRAIT_END or not written.endswith("</w:p>"):
        end = "" if last == PORTRAIT_END else _section(last, pour, template)
        written += paragraph(pour.style("Section End"), "", end)
    around = furniture(document, pour)
    notes = note_parts(pour, Setting("footnote text", design.page.text_width))
    parts = {
        name: part for name, part in template.parts.items() if not name.startswith(("docProps/", "_rels/"))
    }
    styles = _text(template, "word/styles.xml")
    numbering, lists = _numbering(template, design, pour)
    lacking = _lacking_styles(template, design, pour)
    _put(parts, "word/styles.xml", styles.replace("</w:styles>", f"{_renumbered(lacking, lists)}</w:styles>"))
    _put(parts, "word/numbering.xml", numbering, "numbering")
    if "word/numbering.xml" not in template.parts:
        pour.relationships.add("numbering", "numbering.xml")
    for part in notes:
        _add_notes(parts, part, lists)
    for name, part in list(parts.items()):
        if re.match(r"word/(header|footer)\d*\.xml", name):
            _put(parts, name, _named(part.data.decode(), document))
    body = template.before + _renumbered(written, lists) + template.after
    _put(parts, "word/document.xml", _declared(body))
    parts |= {part.name: part for part in (*around, *pour.media.values())}
    return _related(document, parts, pour)


def _related(document: Document, parts: dict[str, Part], pour: Pour) -> list[Part]:
    """The parts in order, with properties, record and all relationships."""
    root = Relationships()
    root.add("officeDocument", "word/document.xml")
    properties = package_properties(document, root)
    free = next(n for n in range(1, 1000) if f"customXml/item{n}.xml" not in parts)
    record = record_parts(document.attachments, pour.relationships, free)
    _merge(parts, "word/_rels/document.xml.rels", pour.relationships)
    return [root.part(""), *(parts[name] for name in sorted(parts)), *record, *properties]


def _text(template: Template, name: str) -> str:
    part = template.parts.get(name)
    return part.data.decode("utf-8") if part else ""


def _put(parts: dict[str, Part], name: str, xml: str, kind: str = "") -> None:
    content = parts[name].content_type if name in parts else _type(kind)
    parts[name] = Part(name, content, xml.encode())


def _type(kind: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"


def _merge(parts: dict[str, Part], name: str, ours: Relationships) -> None:
    """Add relationships to those of a part of the template."""
    owner = name.replace("_rels/", "").removesuffix(".rels")
    if name in parts:
        _put(
            parts,
            name,
            parts[name].data.decode().replace("</Relationships>", f"{ours.rows()}</Relationships>"),
        )
    else:
        parts[name] = ours.part(owner)


def _add_notes(parts: dict[str, Part], part: Part, lists: dict[str, str]) -> None:
    """The report's footnotes after the template's own, or as a part of their own."""
    if part.name.endswith(".rels"):
        if part.name in parts:
            rows = re.findall(r"<Relationship .*?/>", part.data.decode())
            old = parts[part.name].data.decode()
            _put(parts, part.name, old.replace("</Relationships>", f"{''.join(rows)}</Relationships>"))
        else:
            parts[part.name] = part
        return
    xml = _renumbered(part.data.decode(), lists)
    if part.name not in parts:
        parts[part.name] = Part(part.name, part.content_type, xml.encode())
        return
    own = [
        note for note in re.findall(r"<w:footnote .*?</w:footnote>", xml, re.DOTALL) if "w:type=" not in note
    ]
    old = _declared(parts[part.name].data.decode())
    _put(parts, part.name, old.replace("</w:footnotes>", f"{''.join(own)}</w:footnotes>"))


def _named(xml: str, document: Document) -> str:
    """A header or footer with the forum's name and the report's in the places kept for them."""
    data = document.metadata
    for word, said in ((FORUM_WORD, data.running_left), (REPORT_WORD, data.running_right)):
        xml = xml.replace(word, escape(said))
    return xml


# --- pages ----------------------------------------------------------------------------------------------


def _section(kind: str, pour: Pour, template: Template) -> str:
    """The template's own section, or one like it on its side; the cover is ours."""
    if kind == COVER_END:
        return section(kind, pour)
    if kind == PORTRAIT_END:
        return template.section
    ours = section(WIDE_END, pour)
    size = re.search(r"<w:pgSz\b[^>]*>", template.section)
    margins = re.search(r"<w:pgMar\b[^>]*>", template.section)
    if size and margins:
        wide, high = _length(size[0], "w"), _length(size[0], "h")
        turned = f'<w:pgSz w:w="{max(wide, high)}" w:h="{min(wide, high)}" w:orient="landscape"/>'
        ours = re.sub(r"<w:pgSz\b[^>]*>", turned, ours)
        ours = re.sub(r"<w:pgMar\b[^>]*>", margins[0], ours)
    return ours


def _length(element: str, name: str) -> int:
    found = re.search(rf'w:{name}="(\d+)"', element)
    return int(found[1]) if found else 0


def _text_width(properties: str) -> float:
    """The width between the margins of a section, in millimetres."""
    size, margins = (re.search(rf"<w:{name}\b[^>]*>", properties) for name in ("pgSz", "pgMar"))
    if not size or not margins:
        return 160.0
    room = _length(size[0], "w") - _length(margins[0], "left") - _length(margins[0], "right")
    return max(40.0, room / 20 / MM)


def _has_text(before: str) -> bool:
    """Whether the template has pages of its own before the report."""
    return "<w:p" in before.partition("<w:body")[2]


# --- namespaces, lists, styles --------------------------------------------------------------------------


_DECLARATIONS = dict(re.findall(r'xmlns:(\w+)="([^"]+)"', NAMESPACES))


def _root(xml: str) -> str:
    found = re.search(r"<w:\w+\b[^>]*>", xml)
    return found[0] if found else ""


def _other_prefixes(xml: str) -> bool:
    """Whether a prefix that we write means something else there."""
    own = dict(re.findall(r'xmlns:(\w+)="([^"]+)"', _root(xml)))
    return "w" not in own or any(own.get(prefix, uri) != uri for prefix, uri in _DECLARATIONS.items())


def _declared(xml: str) -> str:
    """The part with every namespace declared that our pieces use, and ours marked as ignorable."""
    root = _root(xml)
    lacking = "".join(
        f' xmlns:{prefix}="{uri}"' for prefix, uri in _DECLARATIONS.items() if f"xmlns:{prefix}=" not in root
    )
    wanted = root[:-1] + lacking + ">"
    ignorable = re.search(r'mc:Ignorable="([^"]*)"', wanted)
    names = " ".join(dict.fromkeys([*(ignorable[1].split() if ignorable else ()), "w14", "w15"]))
    if ignorable:
        wanted = wanted.replace(ignorable[0], f'mc:Ignorable="{names}"')
    else:
        wanted = f'{wanted[:-1]} mc:Ignorable="{names}">'
    return xml.replace(root, wanted, 1)


def _numbering(template: Template, design: Design, pour: Pour) -> tuple[str, dict[str, str]]:
    """The template's lists with ours in them, and which list there stands for which of ours.

    A list of ours is the one that the template's style of that name belongs to; where it has none, our
    definition is added.
    """
    xml = _text(template, "word/numbering.xml") or f"<w:numbering {NAMESPACES}></w:numbering>"
    free_list = max(template.definitions, default=0) + 1
    taken = (int(n) for n in re.findall(r'w:abstractNumId="(\d+)"', xml))
    free_definition = max(taken, default=0) + 1
    lists: dict[str, str] = {}
    definitions: dict[int, int] = {}
    added, numbers = "", ""
    for ours, name in LIST_STYLES.items():
        there = template.lists.get(STYLED.get(ours, ("",))[0].lower()) or template.lists.get(name.lower())
        if there is None or there not in template.definitions:
            made = definition(ours, design, identity=free_definition)
            added += re.sub(r"<w:(pStyle|styleLink) [^>]*/>", "", made)
            numbers += f'<w:num w:numId="{free_list}"><w:abstractNumId w:val="{free_definition}"/></w:num>'
            there, definitions[ours] = free_list, free_definition
            free_list, free_definition = free_list + 1, free_definition + 1
        else:
            definitions[ours] = template.definitions[there]
        lists[str(ours)] = str(there)
    starts = pour.numbering.instances(free_list, definitions)
    for place in range(starts.count("<w:num ")):
        lists[str(pour.numbering.first + place)] = str(free_list + place)
    return _with_lists(xml, added, numbers + starts), lists


def _with_lists(xml: str, definitions: str, numbers: str) -> str:
    """The part with definitions before its first list and lists after its last (17.9.16)."""
    first = re.search(r"<w:num[ >]", xml)
    at = first.start() if first else xml.index("</w:numbering>")
    xml = xml[:at] + definitions + xml[at:]
    clean = re.search(r"<w:numIdMacAtCleanup\b", xml)
    at = clean.start() if clean else xml.index("</w:numbering>")
    return xml[:at] + numbers + xml[at:]


def _renumbered(xml: str, lists: dict[str, str]) -> str:
    return re.sub(r'<w:numId w:val="(\d+)"/>', lambda m: f'<w:numId w:val="{lists.get(m[1], m[1])}"/>', xml)


def _lacking_styles(template: Template, design: Design, pour: Pour) -> str:
    """Our own definitions of the styles that the template lacks, and of those they are based on."""
    sheet = styles_part(design, pour.survey).data.decode()
    ours: dict[str, str] = {}
    names: dict[str, str] = {}
    for found in re.finditer(r"<w:style .*?</w:style>", sheet, re.DOTALL):
        title = re.search(r'<w:name w:val="([^"]*)"', found[0])
        key = re.search(r'w:styleId="([^"]*)"', found[0])
        if title and key:
            ours[title[1].lower()] = found[0]
            names[key[1]] = title[1].lower()
    wanted = [name.lower() for name in pour.lacking]
    made: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        if name in made or name not in ours:
            continue
        based = re.search(r'<w:basedOn w:val="([^"]*)"/>', ours[name])
        base = names.get(based[1], "") if based else ""
        there = template.styles.get(base)
        if base and there is None:
            wanted.append(base)
        style = re.sub(r'<w:next w:val="[^"]*"/>', "", ours[name])
        made[name] = style.replace(based[0], f'<w:basedOn w:val="{there}"/>') if based and there else style
    return "".join(made[name] for name in sorted(made))
