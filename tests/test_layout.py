"""Layouts: found in the workspace first, filled in a sandbox, with their faults placed."""

import subprocess
import sys
from pathlib import Path

import pytest

from annual_report import layout
from annual_report.fields import Fields
from annual_report.layout import Layout
from annual_report.problems import ReportError
from annual_report.translations import ENGLISH
from written_records import forum_of

FIELDS = Fields(forum_of("f", {}), (), "en-GB")


def own(workspace: Path, **templates: str) -> Path:
    """Give a workspace a layout `own` of these templates; ``report`` is its first."""
    for name, text in templates.items():
        path = workspace / "layouts" / "own" / f"{name.replace('__', '/')}.html.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return workspace


def fill(workspace: Path, **values: object) -> str:
    """Fill the layout `own`."""
    return Layout(workspace, "own").fill({"fields": FIELDS} | values, ENGLISH)


def fault(workspace: Path, **values: object) -> str:
    """Give the one fault of filling the layout `own`."""
    with pytest.raises(ReportError) as raised:
        fill(workspace, **values)
    (problem,) = raised.value.problems
    assert problem.code == "AR412"
    return f"{problem.place}: {problem.message}"


def test_the_workspace_comes_before_what_is_built_in(tmp_path: Path) -> None:
    """For a single template as well: the others of the layout stay built in."""
    assert (
        layout.find(tmp_path, "annual-report", "cover.html.j2")
        == layout.builtin_layouts() / "annual-report/cover.html.j2"
    )
    part = tmp_path / "layouts" / "annual-report" / "cover.html.j2"
    part.parent.mkdir(parents=True)
    part.write_text("", encoding="utf-8")
    assert layout.find(tmp_path, "annual-report", "cover.html.j2") == part
    assert Layout(tmp_path, "annual-report").name == "annual-report"


@pytest.mark.parametrize("name", ["nowhere", "", "brands", "../data"])
def test_a_layout_that_does_not_exist(tmp_path: Path, name: str) -> None:
    """Is a problem of the file that names it."""
    with pytest.raises(ReportError) as raised:
        Layout(tmp_path, name)
    assert str(raised.value.problems[0]).startswith(
        f'layouts/editions.yml:1:1: error[AR411]: there is no layout "{name}"'
    )


def test_text_is_data(tmp_path: Path) -> None:
    """A value is never a template, never markup, never a pattern."""
    own(
        tmp_path,
        report='{{ x }}|{{ _("%(x)s of it", x=x) }}|{{ ngettext("%(num)s %(x)s", "many %(x)s", 2, x=x) }}',
    )
    nasty = "{{ 7*7 }}{% for %}<b>%(x)s%s"
    safe = "{{ 7*7 }}{% for %}&lt;b&gt;%(x)s%s"
    assert fill(tmp_path, x=nasty) == f"{safe}|{safe} of it|many {safe}"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("\n{{ nobody }}", "layouts/own/report.html.j2:2:1: 'nobody' is undefined"),
        ("\n\n{% if %}", "layouts/own/report.html.j2:3:1: "),
        ("{{ ''.__class__.__mro__ }}", "layouts/own/report.html.j2:1:1: "),
        ("{{ fields._owed }}", "layouts/own/report.html.j2:1:1: "),
        ("{{ none }}", "layouts/own/report.html.j2:1:1: nothing is recorded here"),
        ("{{ [1, 2] }}", "layouts/own/report.html.j2:1:1: list holds more than one value"),
        ("{% include 'own/parts/a.html.j2' %}", "layouts/own/parts/a.html.j2:1:1: 'gone' is undefined"),
        (
            "{% include 'own/b.html.j2' %}",
            'layouts/own/report.html.j2:1:1: there is no template "own/b.html.j2"',
        ),
        ("{% include '../editions.yml' %}", "layouts/own/report.html.j2:1:1: there is no template"),
        ("{% include 'own/report.html.j2' %}", "layouts/own/report.html.j2:1:1: "),
        ("{% for x in range(10**9) %}{% endfor %}", "layouts/own/report.html.j2:1:1: "),
        ("{{ 'x'.nothing() }}", "layouts/own/report.html.j2:1:1: "),
    ],
)
def test_a_fault_has_its_template_and_line(tmp_path: Path, template: str, told: str) -> None:
    """In the innermost template, also where that lies in a folder of its own."""
    own(tmp_path, report=template, parts__a="{{ gone }}")
    assert fault(tmp_path).startswith(told)


def test_a_template_that_is_not_text(tmp_path: Path) -> None:
    """A problem, not a traceback."""
    own(tmp_path, report="")
    (tmp_path / "layouts" / "own" / "report.html.j2").write_bytes(b"\xff\xfe\x00")
    assert fault(tmp_path).startswith("layouts/own/report.html.j2:1:1: ")


def test_faults_of_the_markup_have_the_line_that_wrote_it(tmp_path: Path) -> None:
    """Marks are put before the lines of a template, and nothing else of it changes."""
    own(tmp_path, report="<main>\n{% if true %}\n<p>x</p>\n{% endif %}\n</main>")
    marked = Layout(tmp_path, "own").fill_marked({"fields": FIELDS}, ENGLISH)
    assert "<?line own/report.html.j2:3?><p>x</p>" in marked
    problem = Layout(tmp_path, "own").fault("it is wrong", "own/report.html.j2:3")
    assert str(problem.place) == "layouts/own/report.html.j2:3:1"
    assert str(Layout(tmp_path, "own").fault("it is wrong", "").place) == "layouts/own/report.html.j2:1:1"


def test_compiled_templates_are_kept_and_seen_to_be_old(tmp_path: Path) -> None:
    """A template that was changed is compiled anew."""
    own(tmp_path, report="one")
    cache = tmp_path / "cache" / "templates"
    values = {"fields": FIELDS}
    assert Layout(tmp_path, "own", cache).fill(values, ENGLISH) == "one"
    assert list(cache.iterdir())
    own(tmp_path, report="two")
    assert Layout(tmp_path, "own", cache).fill(values, ENGLISH) == "two"


@pytest.mark.parametrize("state", ["a file in the way", "a folder in the place of each file", "cut off"])
def test_a_cache_that_does_not_work_only_costs_time(tmp_path: Path, state: str) -> None:
    """Whatever has become of it."""
    own(tmp_path, report="one")
    cache = tmp_path / "cache"
    if state == "a file in the way":
        cache.write_bytes(b"")
    else:
        Layout(tmp_path, "own", cache).fill({"fields": FIELDS}, ENGLISH)
        for path in list(cache.iterdir()):
            content = path.read_bytes()
            path.unlink()
            path.mkdir() if "folder" in state else path.write_bytes(content[: len(content) // 2])
    assert Layout(tmp_path, "own", cache).fill({"fields": FIELDS}, ENGLISH) == "one"


def test_files_are_named_from_the_workspace(tmp_path: Path) -> None:
    """And built-in ones as if they lay there."""
    assert layout.shown(tmp_path / "layouts" / "own" / "a.j2", tmp_path) == "layouts/own/a.j2"
    assert (
        layout.shown(layout.builtin_layouts() / "annual-report" / "a.j2", tmp_path)
        == "layouts/annual-report/a.j2"
    )


def test_brands_of_both_places(tmp_path: Path) -> None:
    """Sorted, each once."""
    for name in ("mauve", "plain"):
        (tmp_path / "layouts" / "brands" / name).mkdir(parents=True)
        (tmp_path / "layouts" / "brands" / name / "brand.yml").write_text("", encoding="utf-8")
    assert layout.brands(tmp_path) == ("mauve", "nhs-london", "plain")


def test_templates_that_are_kept_compiled_need_no_compiler(tmp_path: Path) -> None:
    """What only a compiler asks for is not loaded: it takes longer than loading the templates."""
    own(tmp_path, report='{% do [].append(1) %}{{ _("Contents") }}{% trans %}x{% endtrans %}')
    made = (
        "import sys\nfrom pathlib import Path\nfrom annual_report.layout import Layout\n"
        "from annual_report.translations import ENGLISH\nworkspace = Path(sys.argv[1])\n"
        "print(Layout(workspace, 'own', workspace / 'cache').fill({}, ENGLISH), 'jinja2.ext' in sys.modules)"
    )
    command = [sys.executable, "-c", made, str(tmp_path)]
    told = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert told == ["Contentsx True\n", "Contentsx False\n"]
