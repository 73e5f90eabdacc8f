"""The house holds: who may import whom, who may touch the world outside, and how large a room may be.

``ROOMS`` is the table; CONTRIBUTING.md says why it is so. The rules are checked on the text of the
modules, whether an import stands at the top, in a function or for the type checker only. Each rule is also
shown to fail, on a small package with one fault planted in it.
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from house import House, docstrings, is_in, modules_of, outside, own_imports

PACKAGE = Path(__file__).parent.parent / "src" / "annual_report"

# A room is a module or a package: the longest name here that a module's name starts with. Beside it stand the
# rooms that it may import from; from itself it always may. Read from top to bottom: data flows down.
ROOMS: dict[str, tuple[str, ...]] = {
    "": (),  # the package itself: its version, which everyone may ask for
    "problems": (),
    # What happened.
    "record.model": ("problems",),
    "record": ("problems", "record.model"),
    "comparison": ("problems", "record.model"),
    "translations": (),
    "timeline": ("record.model", "comparison"),
    "comparison_data": ("record", "record.model", "comparison"),
    "honesty": ("problems", "record", "record.model", "comparison"),
    # The tree that every format is made from, and how it looks.
    "document": ("problems",),
    "design": ("problems",),
    "typography": ("problems", "design"),
    "scripts": (),
    "fonts": ("problems", "design", "cache"),
    "font_files": (),
    "face_making": ("design", "scripts", "fonts", "font_files"),
    "further_faces": ("design", "scripts", "fonts", "face_making"),
    "brand_keys": ("problems", "record"),
    "brand_fonts": (*("problems", "record", "design", "fonts", "font_files", "face_making", "brand_keys"),),
    "brand": (
        *("problems", "record", "design", "typography", "fonts", "brand_keys", "brand_fonts"),
        "further_faces",
    ),
    # From the one to the other.
    "markup_text": (),
    "fields": ("problems", "record", "record.model", "comparison", "translations", "markup_text"),
    "choosing": ("problems", "record.model", "comparison"),
    "views": (
        *("problems", "record", "record.model", "comparison", "timeline", "translations", "fields"),
        *("choosing", "markup_text"),
    ),
    "template_words": ("markup_text",),
    "sandbox": ("template_words",),
    "layout": ("problems", "sandbox"),
    "editions": ("problems", "record", "layout", "typography"),
    "pictures": ("problems", "record", "record.model", "document"),
    "attachments": ("problems", "record", "record.model", "document"),
    "shown": ("problems", "record", "record.model", "document"),
    "report": (
        *("problems", "record", "record.model", "comparison", "fields", "views", "layout"),
        *("document", "translations", "choosing", "qr"),
    ),
    # What comes out. A renderer knows neither record nor disk, so it can be tested, and replaced, by itself.
    "renderers": ("problems", "document", "design", "scripts"),
    # What is handed out: how much of a year it shows, its code to scan, what a printer asks, the files.
    "qr": ("document",),
    "imposition": ("problems", "design"),
    "printers": ("problems", "record", "design", "layout", "imposition"),
    "grey": ("brand", "design", "document"),
    "press": ("problems", "design", "printers", "imposition"),
    "drawing": ("problems", "choosing", "design", "document", "renderers", "press"),
    "output": ("problems",),
    "starter": ("problems", "record", "record.model", "output"),
    # How much there is to do, by whom, and what need not be done.
    "cache": (),
    "fingerprints": (),
    "made_with": (),
    "manifest": ("fingerprints",),
    "asked": ("problems", "record", "record.model", "editions", "renderers"),
    "checked": ("problems", "record", "record.model", "honesty"),
    "tasks": ("problems", "record", "record.model", "editions", "asked", "manifest"),
    "run": ("problems", "asked", "tasks", "manifest"),
    # Who brings them together, and who speaks with the user.
    "build": (
        *("problems", "record", "record.model", "comparison", "document", "design", "typography", "brand"),
        *("fonts", "layout", "editions", "pictures", "attachments", "shown", "report", "renderers"),
        *(
            "imposition",
            "output",
            "translations",
            "choosing",
            "drawing",
            "press",
            "printers",
            "grey",
        ),
        *("asked", "checked", "tasks", "run", "manifest", "cache"),
    ),
    "jobs": ("problems", "renderers", "build"),
    "makers": ("build", "jobs"),
    "cluster": (*("problems", "record", "renderers", "fingerprints", "made_with", "tasks", "build", "jobs"),),
    "catalogue": (
        *("problems", "record", "record.model", "comparison", "translations", "editions", "report"),
        *("renderers", "output", "build"),
    ),
    "check": ("problems", "build", "editions", "shown"),
    # A package holds what was built, so the archive stands above the build, as the check does.
    "archive": (
        *("problems", "record", "record.model", "document", "layout", "editions", "pictures"),
        *("renderers", "output", "build", "made_with"),
    ),
    "house_template": ("problems", "brand", "design", "layout", "output", "renderers", "typography"),
    "create": ("problems", "record", "record.model", "starter", "output", "build"),
    "codes": (
        *("problems", "record", "choosing", "printers", "jobs", "cluster"),
        *("brand", "brand_fonts", "layout", "editions", "pictures", "shown", "renderers", "output", "create"),
        "archive",
    ),
    "terminal": ("problems", "comparison", "comparison_data"),
    "terminal_threads": ("comparison", "comparison_data", "timeline", "terminal"),
    "cli": (
        *("problems", "record", "record.model", "comparison", "comparison_data", "archive", "build", "check"),
        *(
            "cache",
            "makers",
            "cluster",
            "manifest",
            "tasks",
            "asked",
            "create",
            "codes",
            "terminal",
            "terminal_threads",
            "timeline",
            "catalogue",
            "house_template",
        ),
    ),
    "__main__": ("cli",),
}

# The modules and rooms that may read and write files; all others take values and give values.
DISK = (
    *(
        "record.files",
        "record.loading",
        "fonts",
        "brand",
        "brand_keys",
        "further_faces",
        "layout",
        "editions",
        "printers",
        "pictures",
        "attachments",
    ),
    *(
        "output",
        "fingerprints",
        "made_with",
        "manifest",
        "cluster.bundles",
        "translations",
        "archive",
        "build",
        "create",
        "house_template",
        "terminal",
        "cli",
    ),  # the last two: the line that a problem is in
)
# ... that may look at the machine around them: environment variables (cache: where it belongs).
ENVIRONMENT = ("cache", "cli")
# ... that may ask what time it is. A report's dates come from the record.
CLOCK = ("build", "cli")
# ... that may speak to the terminal.
TERMINAL = ("cli",)

# Looks that a renderer may name, each with its reason; one that is no longer named has to go from here.
OWN_LOOKS = {
    ("renderers.html.dark", "#000000"): "one end of every scale of lightness",
    ("renderers.html.dark", "#FFFFFF"): "the other end",
    (
        "renderers.word.lists",
        "Arial",
    ): "the mark before an item, whose size must not depend on the brand's family",
}

LONGEST_FILE = 500
LONGEST_FUNCTION = 60

DISK_CALLS = frozenset(
    {
        *(
            "open",
            "fdopen",
            "read_text",
            "read_bytes",
            "write_text",
            "write_bytes",
            "touch",
            "mkdir",
            "makedirs",
        ),
        *("rmdir", "unlink", "remove", "symlink_to", "hardlink_to"),
        *("iterdir", "glob", "rglob", "walk", "scandir", "listdir", "is_file", "is_dir", "stat"),
    }
)
DISK_MODULES = frozenset(("tempfile", "shutil", "glob", "fileinput", "sqlite3"))
OPEN_IN_MEMORY = frozenset(("pikepdf", "Image"))  # their open() reads a stream as well
CLOCK_CALLS = frozenset(("now", "today", "utcnow"))
CLOCK_MODULES = frozenset(("time", "random", "uuid", "secrets"))

COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b|(?:(?<=[\"'])|^)[0-9A-Fa-f]{6}(?:(?=[\"'])|$)")
COLOUR_CALL = re.compile(r"(Hex|CMYK|RGB)?Color|set(Fill|Stroke)(ColorRGB|ColorCMYK|Gray)")
FONT = re.compile(
    r"\b(Arial|Helvetica|Times|Courier|Calibri|Cambria|Verdana|Georgia|Tahoma|Frutiger|Source Sans|Noto"
    r"|Liberation|DejaVu|Roboto|Open Sans)\b"
)


def forbidden_imports(house: House) -> Iterator[str]:
    """Every module has a room, and imports only from the rooms that its own may know."""
    for module, imported in house.imports.items():
        room = is_in(module, ROOMS)
        if room is None:
            yield f"{module} has no room: give it one in ROOMS"
            continue
        for other, line in imported.items():
            target = is_in(other, ROOMS)
            if target not in {room, "", *ROOMS[room]}:
                yield f"{module}:{line} imports {other}, which {room or 'the package'} may not know"


def cycles(house: House) -> Iterator[str]:
    """No module imports itself by a detour."""
    graph = {module: set(imported) - {module, ""} for module, imported in house.imports.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield "a cycle: " + " -> ".join(error.args[1])


def disk(house: House) -> Iterator[str]:
    """Only the rooms in DISK read and write files."""
    for module, tree in outside(house, DISK):
        ours = {
            alias.asname or alias.name
            for node in own_imports(house.package.name, tree)
            for alias in node.names
        }
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="open")):
                    yield f"{module}:{node.lineno} opens a file"
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="open")) if (
                    name in OPEN_IN_MEMORY
                ):
                    pass
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if name in ours:
                    pass
                case ast.Call(func=ast.Attribute(attr=attr)) if attr in DISK_CALLS:
                    yield f"{module}:{node.lineno} touches the disk: {attr}()"
        yield from modules_of(module, tree, DISK_MODULES)


def surroundings(house: House) -> Iterator[str]:
    """No clock, no chance, no environment variable outside the rooms that may."""
    for module, tree in outside(house, ENVIRONMENT):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
                yield f"{module}:{node.lineno} reads the environment"
    for module, tree in outside(house, CLOCK):
        yield from modules_of(module, tree, CLOCK_MODULES)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in CLOCK_CALLS
            ):
                yield f"{module}:{node.lineno} asks what time it is"


def printing(house: House) -> Iterator[str]:
    """Only the command speaks."""
    for module, tree in outside(house, TERMINAL):
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="print" | "input")):
                    yield f"{module}:{node.lineno} prints"
                case ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr" | "stdin"):
                    yield f"{module}:{node.lineno} uses the terminal"


def literal_looks(house: House) -> Iterator[str]:
    """Colours and fonts come from the design, never from a renderer."""
    for module, line, look in own_looks(house):
        if (module, look) not in OWN_LOOKS:
            yield f"{module}:{line} has a look of its own: {look}"


def own_looks(house: House) -> Iterator[tuple[str, int, str]]:
    """Yield every colour and font that the renderers name, with module (or file) and line."""
    for module, tree in house.trees.items():
        if is_in(module, ("renderers",)) is None:
            continue
        prose = docstrings(tree)
        for node in ast.walk(tree):
            match node:
                case ast.Constant(value=str(text)) if id(node) not in prose:
                    yield from ((module, node.lineno, look) for look in looks_in(text))
                case ast.Call(args=[_, *_]) if all(isinstance(a, ast.Constant) for a in node.args):
                    name = (
                        node.func.attr
                        if isinstance(node.func, ast.Attribute)
                        else getattr(node.func, "id", "")
                    )
                    if COLOUR_CALL.fullmatch(name):
                        yield module, node.lineno, name
    for path in sorted((house.package / "renderers").rglob("*")):
        if path.suffix in {".css", ".xml", ".html", ".svg"}:
            for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield from ((path.name, number, look) for look in looks_in(text))


def looks_in(text: str) -> list[str]:
    """Return the colours and fonts that a text names."""
    return [found[0] for pattern in (COLOUR, FONT) for found in pattern.finditer(text)]


def sizes(house: House) -> Iterator[str]:
    """A file has one subject and a function can be seen whole."""
    for module, path in house.paths.items():
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE:
            yield f"{module} has {lines} lines, more than {LONGEST_FILE}"
        for node in ast.walk(house.trees[module]):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    where = f"{module}:{node.lineno} {node.name}"
                    yield f"{where} has {lines} lines, more than {LONGEST_FUNCTION}"


def empty_names(house: House) -> Iterator[str]:
    """A module's name says what is in it."""
    for module in house.paths:
        if module.rpartition(".")[2] in {"util", "utils", "helpers", "common", "misc", "tools"}:
            yield f"{module} says nothing about what is in it"


RULES: tuple[Callable[[House], Iterator[str]], ...] = (
    forbidden_imports,
    cycles,
    disk,
    surroundings,
    printing,
    literal_looks,
    sizes,
    empty_names,
)


@pytest.fixture(scope="module")
def our_house() -> House:
    """Parse the package once for all rules."""
    return House(PACKAGE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_our_house_keeps_the_rule(our_house: House, rule: Callable[[House], Iterator[str]]) -> None:
    """The package as it is breaks no rule."""
    assert our_house.paths, "no module was looked at"
    assert list(rule(our_house)) == []


def test_every_room_of_the_table_is_there(our_house: House) -> None:
    """A room that nobody built would grant rights to whoever takes its name."""
    built = set(our_house.paths)
    assert [
        room for room in ROOMS if not any(f"{name}.".startswith(f"{room}.") for name in built | {""})
    ] == []


def test_every_exception_is_still_needed(our_house: House) -> None:
    """An exception that nobody uses would let the next fault through."""
    assert set(OWN_LOOKS) == {(module, look) for module, _, look in own_looks(our_house)}


def test_the_table_itself_has_no_cycle() -> None:
    """Rooms know each other in one direction, and every room that is named is in the table."""
    TopologicalSorter(ROOMS).prepare()
    assert {other for others in ROOMS.values() for other in others} <= set(ROOMS)


# A planted fault each: the rule that must find it, the file it is planted in, its text, words of the rule.
PLANTED = {
    "a renderer knows the record": (
        forbidden_imports,
        "renderers/html.py",
        "from annual_report.record.model import Forum",
        "renderers.html:1 imports record.model",
    ),
    "in a function": (
        forbidden_imports,
        "document/blocks.py",
        "def walk():\n    import annual_report.layout",
        "document.blocks:2 imports layout",
    ),
    "for the type checker": (
        forbidden_imports,
        "problems.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from annual_report import record",
        "problems:3 imports record",
    ),
    "relative": (
        forbidden_imports,
        "renderers/word/body.py",
        "from ...layout import fill",
        "renderers.word.body:1 imports layout",
    ),
    "a module without a room": (forbidden_imports, "extras.py", "", "extras has no room"),
    "a cycle": (cycles, "document/blocks.py", "from annual_report.document.markup import parse", "a cycle:"),
    "open": (disk, "comparison.py", "text = open('x').read()", "comparison:1 opens a file"),
    "a path": (disk, "charts.py", "def f(p): return p.read_bytes()", "charts:1 touches the disk"),
    "a temporary file": (disk, "renderers/pdf.py", "import tempfile", "renderers.pdf:1 imports tempfile"),
    "the environment": (surroundings, "layout.py", "import os\nx = os.environ['A']", "layout:2 reads"),
    "the clock": (
        surroundings,
        "archive/bag.py",
        "import datetime\nd = datetime.date.today()",
        "archive.bag:2 asks",
    ),
    "chance": (
        surroundings,
        "document/blocks.py",
        "from random import choice",
        "document.blocks:1 imports random",
    ),
    "print": (printing, "build.py", "print('done')", "build:1 prints"),
    "stderr": (printing, "layout.py", "import sys\nsys.stderr.write('x')", "layout:2 uses the terminal"),
    "a colour": (literal_looks, "renderers/html.py", "rule = 'color: #003087'", "#003087"),
    "a colour for Word": (literal_looks, "renderers/word.py", "x = '<w:color w:val=\"003087\"/>'", "003087"),
    "a mixed colour": (literal_looks, "renderers/pdf.py", "c.setFillColorRGB(0, 0, 1)", "setFillColorRGB"),
    "a font": (literal_looks, "renderers/pdf.py", "c.setFont('Helvetica-Bold', 12)", "Helvetica"),
    "a style sheet": (literal_looks, "renderers/page.css", "a { color: #fff }", "page.css:1 has a look"),
    "a long file": (sizes, "charts.py", "x = 1\n" * 501, "charts has 501 lines"),
    "a long function": (
        sizes,
        "charts.py",
        "def draw():\n" + "    x = 1\n" * 60,
        "charts:1 draw has 61 lines",
    ),
    "utils": (empty_names, "record/utils.py", "", "record.utils says nothing"),
}

# What the rules must not object to, in the rooms where the faults are planted.
SOUND = {
    "__init__.py": "__version__ = '1'",
    "problems.py": "",
    "record/__init__.py": "from annual_report.record import files",
    "record/files.py": "def read_bytes(path): return path.read_bytes()",
    "record/loading.py": "from annual_report.record import files\nfiles.read_bytes('x')",
    "record/codes.py": "from annual_report.record import files\nfiles.read_bytes('x')",
    "record/model.py": "from annual_report import __version__\nfrom annual_report.problems import Place",
    "document/__init__.py": "",
    "document/blocks.py": "",
    "document/markup.py": "from annual_report.document.blocks import Block\nfrom . import blocks",
    "renderers/__init__.py": '"""Never #003087 in Helvetica."""\nfrom annual_report.document import blocks',
    "renderers/pdf.py": "import pikepdf\npikepdf.open(b'')\nlink = '#a-name'\ncode = 'A12345678'",
    "layout.py": "",
    "report.py": "from annual_report.record.model import Forum",
    "build.py": "",
    "cli.py": "import time\nprint(time.time())",
}


def built(folder: Path, files: Mapping[str, str]) -> House:
    """Write a package with these files."""
    package = folder / PACKAGE.name
    for name, text in files.items():
        file = package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return House(package)


@pytest.mark.parametrize("fault", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(
    tmp_path: Path, fault: tuple[Callable[[House], Iterator[str]], str, str, str]
) -> None:
    """Each rule names the module and the line of what was planted."""
    rule, file, text, words = fault
    house = built(tmp_path, {**SOUND, file: text})
    assert words in "\n".join(rule(house))


def test_a_sound_house_is_left_in_peace(tmp_path: Path) -> None:
    """Without a planted fault no rule objects."""
    house = built(tmp_path, SOUND)
    assert [line for rule in RULES for line in rule(house)] == []
