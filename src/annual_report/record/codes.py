"""Every problem code, once: what it is called, how grave it is, and what to do about it.

AR1xx reading YAML · AR2xx shape and references · AR3xx honest reporting · AR4xx layout, brand and
editions · AR5xx drawing · AR6xx files and targets.
"""

from annual_report.problems import Code, Place, Problem

_READING = (
    Code(
        "AR101",
        "error",
        "A file of the record cannot be opened",
        "The file is missing, may not be read, or is a link that leads out of the workspace. Only files "
        "inside the workspace are read, so that a record is complete wherever it is copied.",
    ),
    Code(
        "AR102",
        "error",
        "A file is too large",
        "A year of a forum is text of some hundred kilobytes; a file of the record may have five "
        "megabytes. Something else may have been saved under its name, or a year was pasted many times.",
    ),
    Code(
        "AR103",
        "error",
        "A file is not UTF-8 text",
        "The record is plain text in UTF-8. Open the file in an editor, choose 'Save with encoding' and "
        "UTF-8, and look at the letters with accents: they may have to be typed again.",
    ),
    Code(
        "AR104",
        "error",
        "A character that cannot be seen or printed",
        "Control characters come along when text is pasted from other programs (a soft line break from "
        "a word processor, for one). Delete the character at the place and type a blank or a line break.",
    ),
    Code(
        "AR105",
        "error",
        "The file cannot be read as YAML",
        "The file breaks a rule of the notation, so that nobody can say what was meant. Usual reasons: a "
        "tab at the start of a line (use blanks), a quotation mark that is not closed, lines that are not "
        "indented alike, or text with a colon and a blank in it that has no quotation marks round it.",
    ),
    Code(
        "AR106",
        "error",
        "Text is cut by a #",
        "In YAML a # after a blank begins a comment, so what follows it would be lost without a word. "
        "Put quotation marks round the whole text. A real comment has a blank after its #.",
    ),
    Code(
        "AR107",
        "error",
        "A key stands twice in the same place",
        "Only one of the two values could be used, and the other would be lost. Join them, or rename one.",
    ),
    Code(
        "AR108",
        "error",
        "A YAML tag (!)",
        "Tags such as !!str or !important give a value another type. The record has no use for them: "
        "every value is text as typed. Text that begins with ! needs quotation marks.",
    ),
    Code(
        "AR109",
        "error",
        "A YAML anchor (&) or alias (*)",
        "Anchors and aliases repeat a piece of the file elsewhere. The record says things in full. Text "
        "that begins with & or * needs quotation marks.",
    ),
    Code(
        "AR110",
        "error",
        "More than one document in a file",
        "A line of three hyphens begins a second document, which would not be read. Keep one per file.",
    ),
    Code(
        "AR111",
        "error",
        "Lists within lists, too deep",
        "No record needs more than forty levels. A bracket that is not closed can look like this.",
    ),
    Code(
        "AR112",
        "error",
        "A key that is not a word",
        "What stands before a colon must be a single word or text, not a list or another set of keys. "
        "Text with braces or brackets in it needs quotation marks.",
    ),
)

_SHAPE = (
    Code(
        "AR201",
        "error",
        "An unknown key",
        "The key is not part of the record format, so its value would appear nowhere. It may be "
        "misspelled, or stand at the wrong level: look at the indentation.",
    ),
    Code(
        "AR202",
        "error",
        "Something that is needed is not recorded",
        "The entry makes no sense without this key: give it a value, or take the entry out.",
    ),
    Code(
        "AR203",
        "error",
        "A reference to nothing",
        "The id stands for no entry of the file, year or forum it points to. Ids are written in lower "
        "case with hyphens; without an id of its own an entry has one made from its title or first words.",
    ),
    Code(
        "AR204",
        "error",
        "A value of the wrong kind",
        "A list stands where one value belongs, keys where a sentence belongs, or the other way round. "
        "A sentence with a colon and a blank in it is read as a key: put quotation marks round it.",
    ),
    Code(
        "AR205",
        "error",
        "An empty list item",
        "A hyphen without anything after it. Write the item, or delete the line.",
    ),
    Code(
        "AR206",
        "error",
        "A value that does not have the form it should",
        "An e-mail address, web address, date, currency, checksum or the like was expected.",
    ),
    Code(
        "AR207",
        "error",
        "A value that is none of those to choose from",
        "This key takes one of a few words; the message names them.",
    ),
    Code(
        "AR208",
        "error",
        "The file's name and its year disagree",
        "The file of 2023/24 is called 2023-24.yaml. Either the name or the year is wrong.",
    ),
    Code(
        "AR209",
        "error",
        "The record was written for a later version",
        "The file says that it uses a newer record format than this version of the tool knows. Bring "
        "the tool up to date.",
    ),
    Code(
        "AR210",
        "error",
        "An id that cannot be one",
        "Ids hold letters of any script, digits and hyphens, in lower case, and begin with a letter or a "
        "digit. The folder of a forum is named in the same way.",
    ),
    Code(
        "AR211",
        "error",
        "An id is given twice in one list",
        "Nobody could tell which of the two a reference means. Change one of them.",
    ),
    Code(
        "AR212",
        "error",
        "A reference to an entry that has no id of its own and is not the only one of its name",
        "Several entries would have the same id, so they were numbered in their order, and the next entry "
        "that is put in could change the numbers. Write the ids down in the entries.",
    ),
    Code(
        "AR213",
        "note",
        "A reference to an id that is not written down",
        "The id was made from the title or first words of the entry. When they change, the reference "
        "will point to nothing; an id that is written down stays.",
    ),
    Code(
        "AR214",
        "warning",
        "A reference into a year that is not in the record",
        "The year has no file yet, so the link cannot be shown. It will be once the file is there.",
    ),
    Code(
        "AR215",
        "error",
        "A priority continues one of a year that is not in the record",
        "A thread needs both its ends. Record the earlier year, or leave the link out.",
    ),
    Code(
        "AR216",
        "error",
        "A priority continues one that is not earlier",
        "`continues` points back in time: to a year that began before this one. To say what is to "
        "come, write `continues` in the later year.",
    ),
    Code(
        "AR217",
        "error",
        "A language that is not one of the forum's",
        "Texts may be given in the languages that `language` in forum.yaml lists. Add it there, or correct "
        "the tag.",
    ),
    Code(
        "AR218",
        "warning",
        "A text is missing in one of the forum's languages",
        "The report in that language shows the first version, marked as such. Add the translation.",
    ),
    Code(
        "AR219",
        "error",
        "The days of a year are not clear",
        "A year needs a first and a last day, in this order. They follow from `period_kind`, but for the "
        "kind `other`, where `start` and `end` must be given.",
    ),
    Code(
        "AR220",
        "error",
        "A block that is none or several at once",
        "Each entry of `blocks` is one of text, quotation, story, picture, key_figure and callout.",
    ),
    Code(
        "AR221",
        "error",
        "A file in a forum's folder that would not be read",
        "A forum's folder holds forum.yaml and one file for each year, such as 2023-24.yaml.",
    ),
    Code(
        "AR222",
        "error",
        "A file that the record names cannot be found",
        "`file` is counted from the folder of the file that names it, and must lie inside the workspace.",
    ),
    Code(
        "AR223",
        "error",
        "A file is not the one that was recorded",
        "Its checksum is not the recorded `sha256`: the file was changed or replaced since.",
    ),
    Code(
        "AR224",
        "error",
        "A footnote is called but not recorded",
        "A text holds [^id], but `footnotes` has no such id. Text that should look like this needs a "
        "backslash before the bracket.",
    ),
    Code(
        "AR225",
        "warning",
        "Two years of a forum overlap",
        "Both files say that they cover the same days, so that what follows what is not clear.",
    ),
    Code(
        "AR226",
        "error",
        "Priorities continue one another in a circle",
        "Following `continues` from this priority leads back to it, so that none of them is the first.",
    ),
    Code(
        "AR227",
        "error",
        "A reference that leads out of its file",
        "Measures, events and people are looked up in the file that names them. Record the entry in this "
        "year as well, and refer to it by its id alone.",
    ),
    Code(
        "AR228",
        "warning",
        "A forum that is not in the record",
        "A predecessor or successor has a `forum`, which is the name of a folder of the record, and there is "
        "no such folder. Correct the name, or leave the key out.",
    ),
    Code(
        "AR229",
        "note",
        "A reference that is given twice",
        "The same entry is named twice in one list. It counts once; delete the other.",
    ),
    Code(
        "AR230",
        "warning",
        "A footnote that no text calls",
        "The footnote would be printed nowhere. Write its mark, such as [^ice], into the text it belongs to, "
        "or delete it. Marks count in texts only, not in names and titles.",
    ),
    Code(
        "AR231",
        "warning",
        "Dates the wrong way round",
        "Somebody served until a day before they began, or a report was published before it was approved or "
        "after it was updated. One of the dates is likely to be mistyped.",
    ),
)

_HONEST = (
    Code(
        "AR301",
        "warning",
        "A priority of which nothing is recorded",
        "It has no achievement of its year, no outcome and no reason, so the report can only say that "
        "nothing is recorded. Link what was done to it with `supports`, or record an outcome with its "
        "reason.",
    ),
    Code(
        "AR302",
        "warning",
        "Said to go on, but the following year does not list it",
        "The outcome says that the priority is carried forward, continued or revised, and no priority of "
        "the following year continues it. Write `continues` into the one that does, or record why it was "
        "dropped.",
    ),
    Code(
        "AR303",
        "warning",
        "Promised and never mentioned again",
        "Neither its own year nor a later one says what became of the priority. Record an outcome, or "
        "write `continues` into the later priority that takes it up.",
    ),
    Code(
        "AR304",
        "warning",
        "Dropped without a word",
        "The priority was withdrawn or stopped without a reason, or the following year does not go on "
        "with it although it was not met. Members will ask why: record a `reason`, or a decision.",
    ),
    Code(
        "AR305",
        "warning",
        "A printed total that its lines do not add up to",
        "The total is printed as it is recorded, with our sum beside it. Correct the figure that is "
        "wrong; if the total was published so, acknowledge it with a reason.",
    ),
    Code(
        "AR306",
        "warning",
        "Rated as met without an achievement",
        "No achievement of the year supports the priority, so the report asserts a success and shows "
        "none. Link the achievements with `supports`, or look at the rating again.",
    ),
    Code(
        "AR307",
        "note",
        "An achievement that does not say what difference it made",
        "Readers ask what an achievement changed for them. A sentence under `difference` answers it.",
    ),
    Code(
        "AR308",
        "note",
        "The text names another year",
        "A sentence that was taken over from the last report often keeps its year. Leave it where that "
        "year is meant. Years that the entry is linked to (`supports`, `continues`) are not reported.",
    ),
    Code(
        "AR309",
        "warning",
        "A measure that contradicts what is said of it",
        "A priority is rated as met, but its measure misses the target or is worse than the baseline; it "
        "is rated as not met, but all its measures reach their targets; or a target lies on the wrong "
        "side of the baseline for its `direction`. Exact figures only: one that is qualified (about, "
        "over) proves nothing.",
    ),
    Code(
        "AR310",
        "warning",
        "Somebody whose time in office lies outside the year",
        "The person's term ended before the year began, or began after it had ended, but they are listed "
        "among those who served. A list of people taken over from another year can look like this.",
    ),
    Code(
        "AR311",
        "note",
        "The priorities of a year are not in the record",
        "The report says so, and cannot say how far they were met. Add them if they are known.",
    ),
    Code(
        "AR312",
        "note",
        "The achievements of a year are not in the record",
        "The report says so. No priority of the year is reproached with having none.",
    ),
    Code(
        "AR313",
        "note",
        "The following year is not in the record",
        "The report says so where it looks forward. A later year is never taken in its place.",
    ),
    Code(
        "AR314",
        "warning",
        "A picture without words for those who cannot see it",
        "Say under `alt` what the picture shows, in a sentence. A picture that says nothing gets "
        "`decorative: true`, and readers of the text are not told of it.",
    ),
    Code(
        "AR315",
        "note",
        "A date outside the year",
        "The achievement or event is dated before the year began or after it ended. A mistyped year looks "
        "so.",
    ),
    Code(
        "AR316",
        "warning",
        "An acknowledgement that silences nothing",
        "The problem that it accepts is no longer there, its path leads to nothing, or it lacks a code or "
        "a reason. Delete it, or correct it. Errors cannot be acknowledged.",
    ),
)

CODES: dict[str, Code] = {code.code: code for code in (*_READING, *_SHAPE, *_HONEST)}
"""Every code by its name."""


def problem(code: str, place: Place, message: str, hint: str | None = None) -> Problem:
    """A problem of that code, with the severity that the code has."""
    return Problem(code, CODES[code].severity, place, message, hint)
