"""What can be wrong with an archive: every code, for ``check --explain``."""

from annual_report.problems import Code, Place, Problem

CODES = (
    Code(
        "AR610",
        "error",
        "A draft is not archived",
        "The year's status is draft, so it may still change. Archive it once it is approved; or, where the "
        "draft itself is to be kept, say --draft: the package and its catalogue record then say so.",
    ),
    Code(
        "AR611",
        "error",
        "An archive can't lie there",
        "The folder that archives go to is a real folder of its own: not inside data/ or layouts/, which "
        "hold what reports are made from, not a link that may lead elsewhere tomorrow, not a file.",
    ),
    Code(
        "AR612",
        "error",
        "Something else lies where the package belongs",
        "A package is put where nothing is, or beside earlier versions of the same year. What lies at the "
        "place was not made by this tool, or is of another year: look at it, and move it or name another "
        "folder. Nothing was changed.",
    ),
    Code(
        "AR613",
        "error",
        "An archived version is damaged",
        "The latest version of this year in the archive is not as it was sealed, so nobody can say whether "
        "the year has changed since. `annual-report verify` lists the damage. Bring the package back from "
        "another copy first.",
    ),
    Code(
        "AR614",
        "warning",
        "A judge finds fault with an edition",
        "A program on this machine that judges PDF files says that one does not keep the standard that it "
        "names. The package is made all the same, and its preservation events say what was found.",
    ),
    Code(
        "AR615",
        "error",
        "A file's name can't be archived",
        "The name of a picture or document holds a percent sign, a control character or a blank at its end. "
        "Tools read such names of a manifest differently, so the file could count as lost one day. Give the "
        "file another name.",
    ),
    Code(
        "AR616",
        "error",
        "The record changed while it was archived",
        "What the editions carry is not what lies beside them: a file was saved in between. Run the command "
        "again.",
    ),
    Code(
        "AR617",
        "warning",
        "A document that the record names is not sound",
        "It is archived as it is, because it is evidence. Yet somebody who opens it in twenty years may see "
        "nothing: put a sound copy in its place, if there is one.",
    ),
    Code(
        "AR620",
        "error",
        "There is no package here",
        "Name the folder of a package (it holds bagit.txt), a folder that holds packages, or a ZIP or tar "
        "file of one package.",
    ),
    Code(
        "AR621",
        "error",
        "A package's own files can't be read",
        "The declaration, the manifests or the description of the package are missing or damaged, so that "
        "what it should hold is not known. Take another copy of the package.",
    ),
    Code(
        "AR622",
        "error",
        "A file is missing",
        "The manifest names a file that is not there: it was removed, renamed or lost in copying. Take it "
        "from another copy of the package.",
    ),
    Code(
        "AR623",
        "error",
        "A file is not as it was",
        "Its checksum is not the one that the manifest has: the file was changed, damaged or cut off. Take "
        "it from another copy of the package.",
    ),
    Code(
        "AR624",
        "error",
        "A file that nobody accounts for",
        "The package holds a file, link or empty folder that no manifest names. What is added to a package "
        "is not part of what was sealed: move it elsewhere.",
    ),
    Code(
        "AR625",
        "error",
        "A part can't be read",
        "The bytes are those that were sealed, yet the file is not sound in its own format.",
    ),
    Code(
        "AR626",
        "error",
        "An edition carries another record",
        "The record inside the PDF or Word file is not that of the package: another file, another text, or "
        "one is missing.",
    ),
    Code(
        "AR627",
        "error",
        "Building again gives other bytes",
        "The same versions made another file from the record in the package. The edition or the record was "
        "not made as the package says.",
    ),
    Code(
        "AR628",
        "warning",
        "Building again can't prove it here",
        "The package was made with other versions than are installed, and the result differs. Install the "
        "versions that metadata/archive.json names, then verify with --rebuild again.",
    ),
    Code(
        "AR629",
        "warning",
        "The chain of versions has a gap",
        "Each version holds the checksum of the one before. The earlier one is not beside it, or is another "
        "than the one that was followed.",
    ),
    Code(
        "AR630",
        "error",
        "A packed file that is not unpacked",
        "A ZIP or tar file that is damaged or encrypted, that holds links, names leading out of its folder "
        "or the same name twice, or that would grow beyond measure. Nothing of it was unpacked to stay.",
    ),
    Code(
        "AR631",
        "note",
        "A package that another tool made",
        "Its completeness and checksums were verified, as the Library of Congress' tool does it. What its "
        "files are is not known here.",
    ),
    Code(
        "AR632",
        "note",
        "A document that the record names was never sound",
        "Its bytes are those that were sealed; it was damaged before. The package is as it should be.",
    ),
    Code(
        "AR640",
        "error",
        "No record travels in this file",
        "The file was made by another program, or without the record: PDF/A-2a and the web page carry none.",
    ),
    Code(
        "AR641",
        "error",
        "The file can't be read",
        "It is neither a PDF nor a Word file, or it is damaged or encrypted.",
    ),
    Code(
        "AR642",
        "error",
        "The record in the file is not as it was",
        "The checksum that was written beside the record is not that of the record: somebody or something "
        "changed it after the report was made. Take the record from another copy.",
    ),
    Code(
        "AR643",
        "error",
        "The file is refused",
        "The record in it would be written outside its folder, under a name that a program could run or "
        "obey, or would grow beyond measure. A file that this tool made does none of this.",
    ),
    Code(
        "AR644",
        "error",
        "Another file is there already",
        "Extracting never writes over a file. Extract to another folder, and compare.",
    ),
)
_SEVERITIES = {code.code: code.severity for code in CODES}


def problem(code: str, file: str, message: str, hint: str | None = None) -> Problem:
    """A problem of a whole file, with the severity of its code."""
    return Problem(code, _SEVERITIES[code], Place(file), message, hint)
