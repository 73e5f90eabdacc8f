"""From a record and its comparison to markup: a layout is a folder of Jinja templates, without Python.

Templates run in a sandbox with strict undefined values and automatic escaping, so that text of a record is
data, and a misspelt field is a problem that names the template and its line.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report.problems import Code, Place, Problem, ReportError, UsageError

if TYPE_CHECKING:
    from jinja2 import BytecodeCache
    from jinja2.runtime import Context

    from annual_report.sandbox import Sandbox

DEFAULT_BRAND = "plain"
"""The brand of a forum that names none."""
MAIN = "report.html.j2"
"""The template that every layout begins with."""

CODES = (
    Code(
        "AR411",
        "error",
        "A layout does not exist",
        "The edition names a layout that is neither a folder of the workspace's layouts/ nor built in.",
    ),
    Code(
        "AR412",
        "error",
        "A template breaks off",
        "A template of the layout has a mistake: a tag that Jinja does not know, a block that is not "
        "closed, a field that does not exist or is not recorded. The place is the line of the template.",
    ),
    Code(
        "AR414",
        "error",
        "A brand does not exist",
        "A forum names its brand by a folder of layouts/brands that holds a brand.yml; plain is built in.",
    ),
    Code(
        "AR413",
        "error",
        "A template makes markup that no document can be read from",
        "The HTML that a layout makes is a small, closed vocabulary (CONTRIBUTING.md lists it), so that no "
        "word can be lost. The place is the line of the template that wrote it.",
    ),
)


def builtin_layouts() -> Path:
    """The folder of the layouts that come with the package: inside it, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / "_layouts"
    return packaged if packaged.is_dir() else package.parent.parent / "layouts"


def find(workspace: Path, *parts: str) -> Path | None:
    """A file or folder of the layouts: the workspace's own comes before the built-in one."""
    for root in (workspace / "layouts", builtin_layouts()):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    return None


def shown(path: Path, workspace: Path) -> str:
    """A layout's file as problems name it: relative to the workspace, or to the built-in layouts."""
    for root, prefix in ((workspace, ""), (builtin_layouts().parent, "")):
        if path.is_relative_to(root):
            return prefix + path.relative_to(root).as_posix().replace("_layouts/", "layouts/", 1)
    return path.name


def brands(workspace: Path) -> tuple[str, ...]:
    """The names of all brands: the workspace's own and those built in."""
    roots = (workspace / "layouts", builtin_layouts())
    return tuple(sorted({file.parent.name for root in roots for file in root.glob("brands/*/brand.yml")}))


def brand_folder(workspace: Path, brand: str) -> Path | None:
    """The folder of a brand, None where there is none of that name."""
    file = find(workspace, "brands", brand, "brand.yml")
    return file.parent if file is not None else None


def no_such_brand(workspace: Path, brand: str) -> UsageError:
    """What to say to a person who asked for a brand that does not exist."""
    return UsageError(f'there is no brand "{brand}"; there are: {", ".join(brands(workspace))}')


class Layout:
    """A folder of templates, ready to be filled again and again."""

    def __init__(self, workspace: Path, name: str, cache: Path | None = None) -> None:
        """``cache`` is a folder for compiled templates; None compiles them anew.

        Raises ``ReportError`` where there is no such layout.
        """
        self.workspace = workspace
        self.name = name
        if find(workspace, name, MAIN) is None:
            place = Place("layouts/editions.yml")
            raise ReportError(
                [Problem("AR411", "error", place, f'there is no layout "{name}" ({MAIN} in a folder)')]
            )
        self._cache = cache
        self._environment: Sandbox | None = None

    def fill(self, values: Mapping[str, Any], translations: NullTranslations) -> str:
        """The markup for these values, the templates' own words in the language of ``translations``.

        Raises ``ReportError`` (AR412) where a template fails, with its line.
        """
        if self._environment is None:
            self._environment = self._make_environment(marked=False)
        return self._render(self._environment, values, translations)

    def fill_marked(self, values: Mapping[str, Any], translations: NullTranslations) -> str:
        """The same markup with the template and line of each element in it, to say where a fault is."""
        return self._render(self._make_environment(marked=True), values, translations)

    @property
    def folders(self) -> tuple[str, ...]:
        """The layouts that templates were taken from so far: its own, and those it borrows from."""
        kept = self._environment.cache if self._environment else None
        names = [name for _, name in kept.keys()] if kept is not None else []  # noqa: SIM118 - no dict
        return tuple(sorted({self.name, *(name.partition("/")[0] for name in names)}))

    def fault(self, message: str, template: str) -> Problem:
        """The problem (AR413) for a fault that reading the markup found; ``template`` is "name:line"."""
        name, _, line = template.rpartition(":")
        place = self._place(name or f"{self.name}/{MAIN}", int(line or 1))
        return Problem("AR413", "error", place, message, "CONTRIBUTING.md lists the markup of layouts")

    def _place(self, template: str, line: int) -> Place:
        found = find(self.workspace, *template.split("/"))
        file = shown(found, self.workspace) if found else f"layouts/{template}"
        return Place(file, line)

    def _make_environment(self, *, marked: bool) -> "Sandbox":
        from jinja2 import FileSystemLoader, StrictUndefined

        from annual_report.sandbox import Sandbox

        roots = [str(root) for root in (self.workspace / "layouts", builtin_layouts())]
        environment = Sandbox(
            loader=FileSystemLoader(roots),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=None if marked or self._cache is None else _compiled(self._cache),
            auto_reload=False,
            finalize=_finalizer(),
        )
        if marked:
            environment.add_extension(_line_marks())
        return environment

    def _render(
        self, environment: "Sandbox", values: Mapping[str, Any], translations: NullTranslations
    ) -> str:
        from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

        try:
            environment.speak(translations)
            return environment.get_template(f"{self.name}/{MAIN}").render(values)
        except TemplateSyntaxError as error:
            place = self._place(error.name or f"{self.name}/{MAIN}", error.lineno)
            message = str(error.message)
        except TemplateNotFound as error:
            place = self._failed_at(error)
            message = f'there is no template "{error.name}"'
        except RecursionError as error:
            place = self._failed_at(error)
            message = "a macro or an included template calls itself without end"
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            place = self._failed_at(error)
            message = str(error) or type(error).__name__
        raise ReportError([Problem("AR412", "error", place, message)])

    def _failed_at(self, error: BaseException) -> Place:
        """Where rendering failed: the line of the innermost frame that is a template's."""
        import traceback

        roots = (self.workspace / "layouts", builtin_layouts())
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            file = Path(frame.filename)
            if any(file.is_relative_to(root) for root in roots):
                return Place(shown(file, self.workspace), frame.lineno or 1)
        return self._place(f"{self.name}/{MAIN}", 1)


def _compiled(folder: Path) -> "BytecodeCache":
    """Compiled templates, kept in ``folder``; one that can't be read or written only costs time."""
    from contextlib import suppress

    from jinja2 import FileSystemBytecodeCache
    from jinja2.bccache import Bucket

    class Compiled(FileSystemBytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            try:
                super().load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - a damaged file can raise whatever unpickling raises
                bucket.reset()

        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return Compiled(str(folder), "%s.cache")


def _finalizer() -> "Callable[[Context, object], object]":
    from jinja2 import Undefined, pass_context

    @pass_context
    def finalize(context: "Context", value: object) -> object:
        """What ``{{ value }}`` prints: a field of the record writes itself, with its address.

        Nothing else but words and numbers is printed: the innards of an entity or a list are no words.
        """
        if isinstance(value, str):
            return value
        written = context["fields"].finalize(value)
        if isinstance(written, str | int | Decimal | Undefined):
            return written
        msg = f"{type(value).__name__} holds more than one value: print one of its fields"
        raise TypeError(msg)

    return finalize


def _line_marks() -> type:
    from jinja2.ext import Extension

    class LineMarks(Extension):
        """Writes ``<?line template:n?>`` where a line of a template begins with an element or a statement."""

        def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
            del filename
            lines = source.split("\n")
            return "\n".join(_marked(lines, name or ""))

    return LineMarks


def _marked(lines: list[str], name: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield re.sub(r"^(\s*)(?=</?[a-z]|\{%)", rf"\1<?line {name}:{number}?>", line)
