"""The record comes out of a PDF or Word file as it went in; a file made to harm gets nothing written."""

import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings, strategies as st

from annual_report.archive import trust
from annual_report.archive.carried import carried
from annual_report.archive.extract import extract
from annual_report.archive.safe_names import fault
from annual_report.build import Request, build
from annual_report.problems import ReportError
from annual_report.renderers.word.properties import RECORD_NAMESPACE
from archives import harbour, london, tree


def built(workspace: Path, out: Path, target: str) -> Path:
    """Build a year in all its formats and languages; return the folder of the files."""
    request = Request(workspace=workspace, out=out, targets=(target,), language="all")
    assert not [p for result in build(request) for p in result.problems if p.severity == "error"]
    return out / target


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the record that says everything, once for all tests."""
    folder = tmp_path_factory.mktemp("harbour")
    return built(harbour(folder / "w"), folder / "r", "harbour/2023-24")


@pytest.fixture(scope="module")
def pdf(reports: Path) -> bytes:
    """Give its PDF."""
    return (reports / "harbour-annual-report-2023-24.pdf").read_bytes()


@pytest.fixture(scope="module")
def word(reports: Path) -> bytes:
    """Give its Word file."""
    return (reports / "harbour-annual-report-2023-24.docx").read_bytes()


def code(data: bytes) -> str:
    """Return the code of the problem with a file; empty where its record can be read."""
    try:
        carried(data, "file")
    except ReportError as error:
        return error.problems[0].code
    return ""


# --- there and back -----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["pdf", "docx", "cy.pdf", "cy.docx"])
def test_extract_then_build_gives_the_same_files(reports: Path, tmp_path: Path, end: str) -> None:
    """With the same brand and layout, from any of the files that carry the record."""
    file = reports / f"harbour-annual-report-2023-24.{end}"
    paths = extract(file, tmp_path / "w", file.name)
    assert tmp_path / "w/data/harbour/forum.yaml" in paths
    assert tmp_path / "w/data/harbour/pictures/ann.jpg" in paths
    assert tree(built(tmp_path / "w", tmp_path / "r", "harbour/2023-24")) == tree(reports)


def test_nothing_private_comes_out(pdf: bytes, word: bytes) -> None:
    """It never went in."""
    for data in (pdf, word):
        assert not any(b"private:" in file.data for file in carried(data, "f") if file.name.endswith(".yaml"))
    assert carried(pdf, "f") == carried(word, "f")


def test_nothing_is_ever_overwritten(reports: Path, tmp_path: Path) -> None:
    """Extracting twice finds the same files there; another file in the way stops everything."""
    file = reports / "harbour-annual-report-2023-24.pdf"
    first = extract(file, tmp_path, file.name)
    before = tree(tmp_path)
    assert extract(file, tmp_path, file.name) == first
    assert tree(tmp_path) == before
    (tmp_path / "data/harbour/2023-24.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "data/harbour/forum.yaml").unlink()
    with pytest.raises(ReportError) as caught:
        extract(file, tmp_path, file.name)
    assert [(p.code, p.place.file) for p in caught.value.problems] == [("AR644", "data/harbour/2023-24.yaml")]
    assert not (tmp_path / "data/harbour/forum.yaml").exists()


def test_a_link_does_not_lead_it_out(reports: Path, tmp_path: Path) -> None:
    """Not at a folder on the way, not at the file."""
    file = reports / "harbour-annual-report-2023-24.pdf"
    (tmp_path / "out").mkdir()
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "data").symlink_to(tmp_path / "out")
    with pytest.raises(ReportError) as caught:
        extract(file, tmp_path / "w", file.name)
    assert {p.code for p in caught.value.problems} == {"AR644"}
    assert list((tmp_path / "out").iterdir()) == []


# --- what carries none --------------------------------------------------------------------------------


def test_a_file_without_a_record_says_so(reports: Path, tmp_path: Path) -> None:
    """PDF/A-2a, the web page, a PDF and a package of somebody else."""
    request = Request(workspace=london(tmp_path), out=tmp_path / "r", formats=("pdf",), archival="2a")
    list(build(request))
    assert (
        code((tmp_path / "r/london-spf/2023-24/london-spf-annual-report-2023-24.pdf").read_bytes()) == "AR640"
    )
    assert code((reports / "harbour-annual-report-2023-24.html").read_bytes()) == "AR641"
    empty, package = io.BytesIO(), io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(empty)
    assert code(empty.getvalue()) == "AR640"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("customXml/item1.xml", "<other/>")
    assert code(package.getvalue()) == "AR640"
    assert code(b"") == "AR641"


# --- what is no longer as it was ----------------------------------------------------------------------


def with_attachment(pdf: bytes, edit: Callable[[pikepdf.Pdf, pikepdf.Object], None]) -> bytes:
    """Return the PDF with the file specification of its first attachment edited."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        edit(file, file.Root.Names.EmbeddedFiles.Names[1])
        file.save(out)
    return out.getvalue()


def other_bytes(file: pikepdf.Pdf, spec: pikepdf.Object) -> None:
    """Change the file, and leave its checksum."""
    del file
    spec.EF.F.write(spec.EF.F.read_bytes().replace(b"a", b"b"))


def no_checksum(file: pikepdf.Pdf, spec: pikepdf.Object) -> None:
    """Take the checksum away."""
    del file
    del spec.EF.F.Params["/CheckSum"]


def other_size(file: pikepdf.Pdf, spec: pikepdf.Object) -> None:
    """Say another size."""
    del file
    spec.EF.F.Params.Size = 1


@pytest.mark.parametrize("edit", [other_bytes, no_checksum, other_size])
def test_a_changed_record_in_a_pdf_is_found(
    pdf: bytes, edit: Callable[[pikepdf.Pdf, pikepdf.Object], None]
) -> None:
    """By the checksum that ISO 32000 has for embedded files."""
    assert code(with_attachment(pdf, edit)) == "AR642"


def with_parts(word: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """Return the Word file with its parts edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("customXml/item1.xml", b'encoding="base64">I', b'encoding="base64">J'),
        ("customXml/item1.xml", b'encoding="base64">I', b'encoding="base64">!'),
        ("customXml/item1.xml", b'name="data/harbour/2022-23.yaml"', b'name="data/harbour/2021-22.yaml"'),
        ("docProps/custom.xml", b"<vt:lpwstr>", b"<vt:lpwstr>" + b"0" * 64 + b"</vt:lpwstr><vt:lpwstr>"),
    ],
)  # fmt: skip
def test_a_changed_record_in_a_word_file_is_found(word: bytes, part: str, old: bytes, new: bytes) -> None:
    """A byte of a file, its name, or the digest over all of them."""
    assert code(with_parts(word, lambda _, data: data)) == ""
    edited = with_parts(word, lambda name, data: data.replace(old, new, 1) if name == part else data)
    assert code(edited) == "AR642"


# --- what is made to harm -----------------------------------------------------------------------------


def carrying(files: dict[str, bytes]) -> bytes:
    """Return a package that carries these files as its record, every checksum right."""
    digests = [(name, hashlib.sha256(data).hexdigest(), data) for name, data in files.items()]
    whole = hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest, _ in digests).encode()).hexdigest()
    body = "".join(
        f'<file name="{name}" sha256="{digest}">{b64encode(data).decode()}</file>'
        for name, digest, data in digests
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "customXml/item7.xml", f'<record xmlns="{RECORD_NAMESPACE}" sha256="{whole}">{body}</record>'
        )
    return out.getvalue()


HOSTILE_NAMES = (
    *("../evil.yaml", "data/../../evil", "/etc/passwd", "data//x", "data/./x", "C:/x/y", "data\\..\\x"),
    *("data/f/.git/config", ".ssh/authorized_keys", "layouts/annual-report/report.html.j2", "src/x.py"),
    *("forum.yaml", "data/f/con.yaml", "data/f/x.", "data/f/a:b", "data/f/x ", "data/" + "a" * 300),
    *("data/f/x\u202egnp.exe", "Layouts/brands/b/brand.yml", "reports/f/x.pdf"),
)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """Whole: not one of the file's other, harmless files is written."""
    good = {"data/f/forum.yaml": b"schema: 1\nname: F\n"}
    (tmp_path / "good.docx").write_bytes(carrying(good))
    assert len(extract(tmp_path / "good.docx", tmp_path / "good", "good.docx")) == 1
    (tmp_path / "bad.docx").write_bytes(carrying({**good, name: b"x"}))
    with pytest.raises(ReportError) as caught:
        extract(tmp_path / "bad.docx", tmp_path / "out", "bad.docx")
    assert [p.code for p in caught.value.problems] == ["AR643"]
    assert not (tmp_path / "out").exists()


def test_names_that_only_some_systems_tell_apart_are_refused() -> None:
    """One of the two would overwrite the other."""
    assert code(carrying({"data/f/forum.yaml": b"", "data/F/forum.yaml": b""})) == "AR643"


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_no_name_that_passes_leads_out(name: str) -> None:
    """Whatever the name: it is refused, or stays below the folder."""
    if fault(name) is None:
        home = Path("/home/workspace")
        path = Path(shutil.os.path.normpath(home / name))
        assert path.is_relative_to(home)
        assert path.parts[len(home.parts)] not in {"layouts", "reports", "src"}


def test_a_hostile_name_in_a_pdf_is_refused(pdf: bytes) -> None:
    """The same gate for both formats."""

    def rename(file: pikepdf.Pdf, spec: pikepdf.Object) -> None:
        del file
        spec.F = spec.UF = "../../evil.yaml"

    assert code(with_attachment(pdf, rename)) == "AR643"


def test_a_bomb_is_refused(pdf: bytes, word: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What grows beyond measure, in either format; the measure is lowered to keep the test small."""
    monkeypatch.setattr(trust, "_LEAST_ALLOWANCE", 100_000)
    monkeypatch.setattr(trust, "_GROWTH", 2)
    zeros = bytes(20_000_000)

    def swell(file: pikepdf.Pdf, spec: pikepdf.Object) -> None:
        spec.EF.F = file.make_stream(
            zlib.compress(zeros), Type=pikepdf.Name.EmbeddedFile, Filter=pikepdf.Name.FlateDecode
        )
        spec.EF.UF = spec.EF.F

    assert code(with_attachment(pdf, swell)) == "AR643"
    grown = with_parts(word, lambda name, data: zeros if name == "customXml/item1.xml" else data)
    assert code(grown) == "AR643"


def test_a_large_file_of_the_record_is_refused() -> None:
    """No year is five megabytes of text."""
    assert code(carrying({"data/f/forum.yaml": b"#" * 5_000_001})) == "AR643"


def test_a_document_type_is_refused() -> None:
    """Entities that swell are defined in one."""
    laughs = (
        f'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><record xmlns="{RECORD_NAMESPACE}">&b;</record>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("customXml/item1.xml", laughs)
    assert code(out.getvalue()) == "AR643"


@given(draw=st.data())
@settings(max_examples=60)
def test_damage_is_a_problem_and_never_a_traceback(draw: st.DataObject, pdf: bytes, word: bytes) -> None:
    """Bytes changed, cut out or put in anywhere: the record comes out whole, or a problem says why not."""
    whole = draw.draw(st.sampled_from([pdf, word]))
    start = draw.draw(st.integers(0, len(whole)))
    length = draw.draw(st.integers(0, 2_000))
    damaged = whole[:start] + draw.draw(st.binary(max_size=200)) + whole[start + length :]
    found = code(damaged)
    assert found in {"", "AR640", "AR641", "AR642", "AR643"}
    if not found:
        original = {file.name: file.data for file in carried(whole, "f")}
        assert all(original[file.name] == file.data for file in carried(damaged, "f"))


# --- the command --------------------------------------------------------------------------------------


def test_the_command_prints_what_it_wrote(reports: Path, tmp_path: Path) -> None:
    """A path a line, below the current folder unless another is named."""
    file = reports / "harbour-annual-report-2023-24.docx"
    command = [sys.executable, "-m", "annual_report", "extract", str(file)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == sorted(tree(tmp_path))
    (tmp_path / "page.html").write_text("<html></html>", encoding="utf-8")
    command[-1] = "page.html"
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "page.html:1:1: error[AR641]" in done.stderr
    command[-1] = "nothing.pdf"
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1
