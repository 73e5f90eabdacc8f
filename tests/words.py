"""Our own words for translators: take them out of code and templates, bring the catalogues up to date.

``python tests/words.py`` writes the template and every catalogue anew and compiles them (``make words``).
What was translated stays; a wording that changed is marked as fuzzy and not used until a person has read it.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "src" / "annual_report" / "locale"
DOMAIN = "annual_report"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"

# Which arguments of a call are words; beside gettext's own names those that our code gives them.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_noop": None,
    "translate": None,
    "ngettext": (1, 2),
    "plural": (1, 2),
    "counted": (2, 3),
}
PLACES = (
    (ROOT / "src" / "annual_report", [("**.py", "python")]),
    (ROOT / "layouts", [("**.html.j2", "jinja2")]),
)
OPTIONS = {"extensions": "jinja2.ext.do", "silent": "false"}
HEADER = """\
# %s of forum-annual-report.
#"""


_UNSAID = tuple(
    f'"{key}'.encode()
    for key in (
        *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date"),
        *("Last-Translator", "Language-Team", "Generated-By"),
    )
)
"""Header lines that would change with the day or the tool, or say nothing as long as nobody fills them in."""


class _Lasting(Catalog):
    """A catalogue whose header says nothing of the day and the tool that it was compiled with."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs: the encoding and the plural forms."""
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def extracted() -> Catalog:
    """Return every wording that code and templates translate, with the places where it stands."""
    catalog = Catalog(
        project="forum-annual-report", charset="utf-8", fuzzy=False, header_comment=HEADER % "Words"
    )
    for folder, methods in PLACES:
        for file, line, words, comments, context in extract_from_dir(
            str(folder), methods, {"**.html.j2": OPTIONS}, keywords=KEYWORDS
        ):
            place = (folder / file).relative_to(ROOT).as_posix()
            catalog.add(words, locations=[(place, line)], auto_comments=comments, context=context)
    return catalog


def languages() -> Iterator[str]:
    """Yield the languages that have a catalogue."""
    yield from sorted(path.parent.parent.name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def po_file(language: str) -> Path:
    """Return where the catalogue of a language is kept, for people."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as it is on disk."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it: nothing that is fuzzy, and always the same bytes."""
    lasting = _Lasting(locale=catalog.locale)
    for message in catalog:
        if message.id and not message.fuzzy:
            lasting[message.id] = message
    out = io.BytesIO()
    write_mo(out, lasting)
    return out.getvalue()


def as_text(catalog: Catalog) -> bytes:
    """Return a catalogue as people read it: in the order of its words, without line numbers or dates."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_UNSAID))


def main() -> int:
    """Write everything anew, and say what is left to translate."""
    words = extracted()
    TEMPLATE.write_bytes(as_text(words))
    missing = 0
    for language in languages():
        known = catalogue(language)
        known.update(words, no_fuzzy_matching=False, update_header_comment=False)
        po_file(language).write_bytes(as_text(known))
        po_file(language).with_suffix(".mo").write_bytes(compiled(known))
        for message in known:
            if message.id and (message.fuzzy or not all(message.string)):
                missing += 1
                sys.stdout.write(f"{language}: {message.id!r}\n")
    sys.stdout.write(f"{sum(1 for message in words if message.id)} wordings, {missing} to translate\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
