r"""The command as people and programs meet it: exit codes, what goes where, and what it says.

A case in ``tests/cases/cli/*.case`` is a command with all that it prints, in a copy of the example record:
``$`` and the command, the lines of standard output, those of standard error after ``!``, and ``=> `` with the
exit code. ``--update-golden`` writes them anew.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from annual_report import __version__, cli
from annual_report.codes import every_code
from full_record import write

HARBOUR = Path(__file__).parent / "records" / "harbour"
CASES = sorted((Path(__file__).parent / "cases" / "cli").glob("*.case"))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the example record."""
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: its exit code, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def process(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | more
    command = [sys.executable, "-m", "annual_report", *arguments]
    return subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


# --- whole conversations


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.usefixtures("workspace")
def test_a_conversation(path: Path, run: Run, request: pytest.FixtureRequest) -> None:
    """Each command prints exactly what the case says."""
    text = path.read_text(encoding="utf-8")
    about, *commands = re.split(r"^\$ annual-report ", text, flags=re.MULTILINE)
    assert about.strip()
    assert commands
    found = about
    for command in commands:
        line = command.partition("\n")[0]
        code, out, err = run(*shlex.split(line))
        errors = "".join(f"! {said}\n" for said in err.splitlines())
        found += f"$ annual-report {line}\n{out}{errors}=> {code}\n\n"
    found = found.rstrip("\n") + "\n"
    if request.config.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == text


# --- exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["build", "--help"], 0),
        (["--version"], 0),
        ([], 2),
        (["bild"], 2),
        (["build", "--nothing"], 2),
        (["build", "--pdfa", "1b"], 2),
        (["check", "--format", "xml"], 2),
        (["schema"], 2),
        (["schema", "priority"], 2),
        (["compare"], 2),
        (["compare", "nowhere"], 2),
        (["compare", "harbour/1999"], 2),
        (["new"], 2),
        (["new", "Big Forum"], 2),
        (["new", "harbour"], 1),
        (["new", "harbour", "2023-24"], 1),
        (["check"], 0),
        (["check", "--strict"], 1),
        (["check", "harbour/2024-25", "--strict"], 0),
        (["check", "--explain", "ar203"], 0),
        (["check", "--explain", "AR999"], 2),
        (["build", "nowhere"], 2),
        (["build", "harbour/2030"], 2),
        (["build", "--edition", "poster"], 2),
        (["build", "--format", "odt"], 2),
        (["build", "--language", "xx"], 2),
        (["build", "--brand", "mauve"], 2),
        (["-C", "nowhere", "check"], 2),
        (["check", "-C", "data/harbour/forum.yaml"], 2),
        (["-C", "data", "check"], 2),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_exit_codes(run: Run, arguments: list[str], code: int) -> None:
    """Usage is 2 and lists what there is; nothing of it goes to standard output, and nothing is written."""
    before = sorted(Path().rglob("*"))
    given, out, err = run(*arguments)
    assert given == code, err
    if code == 2:
        assert out == ""
        assert err.strip()
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (["build", "nowhere"], "harbour, quay-forum"),
        (["build", "harbour/2030"], "2022/23, 2023/24, 2024/25"),
        (["build", "--edition", "poster"], "annual-report, large-print"),
        (["build", "--format", "odt"], "pdf, docx, html"),
        (["build", "--brand", "mauve"], "nhs-london, plain"),
        (["check", "--explain", "AR999"], "AR101"),
        (["bild"], "build"),
        (["schema", "priority"], "year"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_wrong_usage_lists_what_there_is(run: Run, arguments: list[str], listed: str) -> None:
    """So that nobody has to look it up."""
    assert listed in run(*arguments)[2]


def test_a_problem_is_1_and_the_rest_is_built(workspace: Path, run: Run) -> None:
    """Paths of files on standard output, problems on standard error."""
    broken = workspace / "data" / "harbour" / "2024-25.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("continues:", "continus:"), encoding="utf-8")
    code, out, err = run("build", "--format", "html")
    assert code == 1
    assert out == "reports/quay-forum/2021-22/quay-forum-annual-report-2021-22.html\n".replace("/", os.sep)
    assert 'data/harbour/2024-25.yaml:6:5: error[AR201]: unknown key "continus"' in err
    assert '  hint: did you mean "continues"?' in err


# --- a mistake of ours


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("verbose", [False, True])
def test_a_mistake_of_ours(run: Run, monkeypatch: pytest.MonkeyPatch, verbose: bool) -> None:
    """Exit code 70 and a plea to report it; the traceback only for those who ask."""

    def fail(*_: object) -> None:
        msg = "quite unexpected"
        raise ZeroDivisionError(msg)

    monkeypatch.setattr("annual_report.check.check", fail)
    code, out, err = run("check", *(["-v"] if verbose else []))
    assert (code, out) == (70, "")
    assert "a mistake of ours: ZeroDivisionError: quite unexpected" in err
    assert "report it" in err
    assert ("Traceback" in err) is verbose


@pytest.mark.usefixtures("workspace")
def test_an_interruption(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends it without a traceback."""

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("annual_report.check.check", fail)
    code, out, err = run("check")
    assert (code, out, "Traceback" in err) == (130, "", False)


@pytest.mark.usefixtures("workspace")
def test_a_reader_that_goes_away() -> None:
    """`annual-report schema year | head -1` says nothing of a broken pipe."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": ""}
    for arguments in (["schema", "year"], ["compare", "harbour"], ["check"]):
        read, written = os.pipe()
        os.close(read)
        command = [sys.executable, "-m", "annual_report", *arguments]
        done = subprocess.run(command, check=False, env=environment, stdout=written, stderr=subprocess.PIPE)
        os.close(written)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no shell that closes streams")
@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed(closed: str) -> None:
    """Where nobody listens from the beginning the work is done all the same, and nothing is wrong."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    for arguments in (("check",), ("build", "quay-forum", "--format", "html"), ("build", "quay-forum")):
        command = shlex.join([sys.executable, "-m", "annual_report", *arguments]) + f" {closed}"
        done = subprocess.run(["sh", "-c", command], check=False, env=environment, capture_output=True)
        assert (done.returncode, b"mistake" in done.stderr, b"Traceback" in done.stderr) == (0, False, False)
    assert list(Path("reports", "quay-forum").rglob("*.pdf"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.usefixtures("workspace")
def test_a_full_disk_is_told_of_what_is_printed() -> None:
    """It is nobody's mistake, and the reports are there."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "annual_report", "build", "quay-forum", "--format", "html"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, check=False, env=environment, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.startswith(b"annual-report: what there is to tell cannot be written: ")
    assert list(Path("reports", "quay-forum").rglob("*.html"))


# --- global options


@pytest.mark.parametrize(
    "arguments",
    [["-C", "{}", "check", "-q"], ["-q", "check", "-C", "{}"], ["check", "--workspace", "{}", "--quiet"]],
)
def test_global_options_before_or_after_the_verb(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Wherever a person thinks of them."""
    monkeypatch.chdir(workspace.parent)
    assert run(*(argument.format(workspace) for argument in arguments)) == (0, "", "")


def test_paths_are_those_of_the_place_where_one_stands(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the workspace, and wherever the reports go."""
    elsewhere = workspace / "some where"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    build = ("build", "quay-forum", "--format", "html", "-C", "..")
    for out, folder in (
        ((), "../reports"),
        (("--out", "out"), "out"),
        (("--out", str(elsewhere / "a")), "a"),
    ):
        code, printed, _ = run(*build, *out)
        name = f"{folder}/quay-forum/2021-22/quay-forum-annual-report-2021-22.html"
        assert (code, printed.replace(os.sep, "/")) == (0, f"{name}\n")
        assert Path(printed.strip()).is_file()


@pytest.mark.usefixtures("workspace")
def test_quiet(run: Run) -> None:
    """Warnings are left unsaid; results and errors are not."""
    assert "warning[AR230]" not in run("build", "harbour", "--format", "html", "-q")[2]
    code, out, _ = run("check", "-q")
    assert (code, out) == (0, "")
    assert run("check", "-q", "--strict")[0] == 1


def test_version(run: Run) -> None:
    """One line."""
    assert run("--version") == (0, f"annual-report {__version__}\n", "")


# --- formats


@pytest.mark.usefixtures("workspace")
def test_problems_as_data(run: Run) -> None:
    """A list of seven keys each, the hint perhaps null; empty where there is nothing to say."""
    problems = json.loads(run("check", "--format", "json")[1])
    assert all(
        list(problem) == ["code", "severity", "file", "line", "column", "message", "hint"]
        for problem in problems
    )
    assert {problem["code"] for problem in problems} >= {"AR301", "AR312"}
    write(Path("other"), {"o/forum.yaml": {"name": "O"}})
    assert run("check", "-C", "other", "--format", "json")[1] == "[]\n"


@pytest.mark.usefixtures("workspace")
def test_problems_as_annotations(run: Run) -> None:
    """A line each, nothing else."""
    lines = run("check", "--format", "github")[1].splitlines()
    assert len(lines) == len(json.loads(run("check", "--format", "json")[1]))
    assert all(
        re.match(r"::(warning|notice) file=data/.*,line=\d+,col=\d+,title=AR\d{3}::", line) for line in lines
    )


@pytest.mark.usefixtures("workspace")
def test_every_code_is_explained(run: Run) -> None:
    """Code, severity, title, and a paragraph that fits the terminal."""
    for code, known in every_code().items():
        given, out, _ = run("check", "--explain", code)
        assert given == 0
        assert out.startswith(f"{code} ({known.severity}): {known.title}\n\n")
        assert all(len(line) <= 80 for line in out.splitlines()[1:])


@pytest.mark.usefixtures("workspace")
def test_the_comparison_as_data_is_whole(run: Run) -> None:
    """The table, the JSON and the CSV come from one comparison; each is printed alone."""
    for form in ("table", "json", "csv"):
        code, out, err = run("compare", "harbour/2023/24", "--format", form)
        assert (code, err) == (0, "")
        assert out.endswith("\n")
    data = json.loads(run("compare", "harbour", "--format", "json")[1])
    assert [year["year"] for year in data["years"]] == ["2022/23", "2023/24", "2024/25"]


def test_comparing_what_can_not_be_read(workspace: Path, run: Run) -> None:
    """The problem, and no half comparison."""
    (workspace / "data" / "harbour" / "2024-25.yaml").write_text(
        "year: 2024/25\npriorities: {", encoding="utf-8"
    )
    code, out, err = run("compare", "harbour")
    assert (code, out) == (1, "")
    assert "data/harbour/2024-25.yaml" in err
    write(workspace, {"bare/forum.yaml": {"name": "B"}})
    for form in ("table", "json", "csv"):
        assert run("compare", "bare", "--format", form)[0] == 2


# --- a terminal


@pytest.fixture
def pty() -> ModuleType:
    """Give the standard library's pseudo terminals, where the system has them."""
    return pytest.importorskip("pty")


def on_a_terminal(pty: ModuleType, *arguments: str, **more: str) -> str:
    """Give what the command prints where both its streams are a terminal."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"} | more
    command = [sys.executable, "-m", "annual_report", *arguments]
    with subprocess.Popen(command, env=environment, stdout=theirs, stderr=theirs):
        os.close(theirs)
        printed = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so where the other end is closed
                break
            if not part:
                break
            printed += part
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.usefixtures("workspace")
def test_colour_and_excerpt_on_a_terminal_only(pty: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR takes the colour and leaves the excerpt."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = on_a_terminal(pty, "check", "harbour")
    assert "\x1b[33;1mwarning[AR301]\x1b[0m" in coloured
    assert "  |   - id: pay\n  |     ^\n" in coloured
    plain = on_a_terminal(pty, "check", "harbour", NO_COLOR="1")
    assert "\x1b" not in plain
    assert plain == re.sub("\x1b\\[[0-9;]*m", "", coloured)
    assert "^" not in process("check", "harbour").stdout


# --- only what is needed

HEAVY = {
    "reportlab",
    "docx",
    "jinja2",
    "lxml",
    "yaml",
    "markdown_it",
    "fontTools",
    "pikepdf",
    "importlib.metadata",
    "PIL",
}


@pytest.mark.parametrize(
    ("arguments", "light"),
    [
        (["--help"], HEAVY),
        (["--version"], HEAVY),
        (["build", "--help"], HEAVY),
        (["schema", "year"], HEAVY),
        (["new", "light", "2025"], HEAVY),
        (["compare", "harbour"], HEAVY - {"yaml", "markdown_it"}),
        (["check", "--explain", "AR203"], {"reportlab", "docx", "lxml", "pikepdf", "PIL"}),
        (["build", "quay-forum", "--format", "html"], {"reportlab", "docx", "lxml", "pikepdf", "PIL"}),
        (["build", "quay-forum", "--format", "docx"], {"reportlab", "docx", "lxml", "pikepdf", "PIL"}),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_no_call_imports_what_it_does_not_need(arguments: list[str], light: set[str]) -> None:
    """Cold start counts."""
    program = (
        "import sys\nfrom annual_report.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "COVERAGE_PROCESS_START": ""}
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, env=environment, capture_output=True, text=True
    )
    assert light & set(done.stderr.split()) == set()
