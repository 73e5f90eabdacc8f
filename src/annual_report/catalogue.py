"""The conductor of the catalogue: one document of all years of a forum, what is recorded and what is not."""

from annual_report import output
from annual_report.build import Builder, Built, Request, Result, check_record, file_name, find_targets
from annual_report.comparison import threads
from annual_report.editions import Edition, read_editions
from annual_report.problems import Problem, ReportError, UsageError, in_order
from annual_report.record.loading import Reading
from annual_report.record.model import ForumRecord

EDITION = "catalogue"


def catalogue(request: Request) -> list[Result]:
    """Make the catalogue of the forum that ``request`` names, a result for each language.

    Raises ``UsageError`` for a forum, format or language that does not exist.
    """
    ((folder, years),) = find_targets(request.workspace, request.targets).items()
    if years is not None:
        msg = f"a catalogue is of all years: annual-report catalogue {folder}"
        raise UsageError(msg)
    edition = _edition(request)
    reading, problems = check_record(request.workspace, (folder,))
    told = Result(problems=tuple(problem for problem in problems if problem.severity != "note"))
    forum = reading.record.forum(folder)
    if forum is None or folder in reading.broken:
        return [told]
    if not forum.years:
        msg = f"no year of {folder} is recorded (annual-report new {folder} 2025-26 begins one)"
        raise UsageError(msg)
    builder = Builder(request)
    return [told, *(_made(builder, reading, forum, edition, tag) for tag in builder.languages(forum))]


def _edition(request: Request) -> Edition:
    edition = read_editions(request.workspace).get(EDITION)
    if edition is None or not edition.spans:
        msg = f'layouts/editions.yml has no edition "{EDITION}" with `of: forum`'
        raise UsageError(msg)
    for wanted in request.formats:
        if wanted not in edition.formats:
            msg = f'the {EDITION} has no format "{wanted}"; it has: {", ".join(edition.formats)}'
            raise UsageError(msg)
    return edition


def _made(builder: Builder, reading: Reading, forum: ForumRecord, edition: Edition, language: str) -> Result:
    """The catalogue in one language: in all formats, or in none where a stage fails."""
    from annual_report import renderers, report
    from annual_report.translations import load

    problems: list[Problem] = []
    drawn: list[tuple[str, bytes]] = []
    try:
        document = report.overview(
            forum,
            threads(reading.record, forum),
            builder.layout(edition),
            language,
            attachments=builder.attachments(reading, forum),
            translations=load(language),
        )
        design = builder.design(forum, edition)
        for name in builder.request.formats or edition.formats:
            renderer = renderers.load(name)
            rendered = renderer.render(document, design)
            problems += rendered.problems
            drawn.append((renderer.suffix, rendered.data))
        if any(problem.severity == "error" for problem in problems):
            return Result(problems=tuple(in_order(problems)))
        files = [_written(builder, forum, edition, language, suffix, data) for suffix, data in drawn]
    except ReportError as error:
        return Result(problems=tuple(in_order([*problems, *error.problems])))
    return Result(tuple(files), tuple(in_order(problems)))


def _written(
    builder: Builder, forum: ForumRecord, edition: Edition, language: str, suffix: str, data: bytes
) -> Built:
    other = "" if language == forum.forum.languages[0] else language
    path = builder.request.out / forum.folder / file_name(forum.folder, edition.name, "", suffix, other)
    return Built(path, output.replace(path, data, builder.named(path)))
