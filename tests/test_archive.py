"""A year is sealed once, says what changed when sealed again, and can be understood without the tool."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annual_report.archive import note, sealing
from annual_report.archive.catalogue import DC, EAD, OAI_DC
from annual_report.archive.premis import PREMIS as PREMIS_SPACE
from annual_report.build import Request, build
from annual_report.made_with import LIBRARIES
from annual_report.problems import ReportError, UsageError
from archives import MOMENT, ROOT, codes, harbour, london, seal, tree, verdict
from xml_models import DUBLIN_CORE, EAD3, PREMIS, Model, faults


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seal the record that says everything, once for all tests that only look."""
    folder = tmp_path_factory.mktemp("harbour")
    results = seal(harbour(folder / "workspace"), folder / "archive", "harbour")
    assert codes(results) == []
    return folder / "archive" / "harbour"


@pytest.fixture(scope="module")
def package(archive: Path) -> Path:
    """Give one package of it."""
    return archive / "harbour-2023-24-v1"


# --- what is in a package ------------------------------------------------------------------------------


def test_a_package_holds_all_that_an_archive_asks_for(package: Path) -> None:
    """Editions, record with everything that it names, layout, brand, schemas, catalogue, README."""
    names = set(tree(package))
    editions = {
        f"data/editions/harbour-annual-report-2023-24{end}" for end in (".pdf", ".docx", ".html", ".cy.pdf")
    }
    workspace = {
        *("data/harbour/forum.yaml", "data/harbour/2023-24.yaml", "data/harbour/pictures/ann.jpg"),
        *("data/harbour/sources/report.pdf", "data/quay-forum/2021-22.yaml"),
        *("layouts/editions.yml", "layouts/annual-report/report.html.j2", "layouts/brands/plain/brand.yml"),
    }
    assert editions | {f"data/workspace/{name}" for name in workspace} <= names
    assert {"data/schemas/forum.json", "data/schemas/year.json", "README.txt", "bagit.txt"} <= names
    assert {
        f"metadata/{name}" for name in ("dublin-core.xml", "ead3.xml", "premis.xml", "archive.json")
    } <= names
    assert not any("nhs-london" in name for name in names), "a brand that was not used"


def test_the_original_record_is_kept_to_the_byte(package: Path, tmp_path: Path) -> None:
    """Comments and private fields too, and the package says that it holds private fields."""
    workspace = harbour(tmp_path)
    kept = tree(package / "data" / "workspace" / "data")
    assert kept == {name: data for name, data in tree(workspace / "data").items() if name in kept}
    assert "Holds-Private-Fields: yes" in (package / "bag-info.txt").read_text(encoding="utf-8")
    assert "marked private" in (package / "README.txt").read_text(encoding="utf-8")


def test_the_editions_are_those_that_build_writes(package: Path, tmp_path: Path) -> None:
    """Nothing is made otherwise for the archive."""
    request = Request(
        workspace=harbour(tmp_path / "w"), out=tmp_path / "r", targets=("harbour/2023-24",), language="all"
    )
    assert not [p for result in build(request) for p in result.problems if p.severity == "error"]
    assert tree(tmp_path / "r" / "harbour" / "2023-24") == tree(package / "data" / "editions")


def test_the_reference_implementation_accepts_every_package(archive: Path) -> None:
    """`bagit.py --validate`, the Library of Congress' own program, as anybody would run it."""
    packages = sorted(map(str, archive.iterdir()))
    assert len(packages) == 3
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", *packages], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("is valid") == len(packages)


@pytest.mark.skipif(shutil.which("sha512sum") is None, reason="no sha512sum on this machine")
@pytest.mark.parametrize("manifest", ["manifest-sha512.txt", "tagmanifest-sha512.txt"])
def test_the_readmes_own_check_works(package: Path, manifest: str) -> None:
    """The command that the README gives to a person without the tool."""
    readme = (package / "README.txt").read_text(encoding="utf-8")
    assert f"sha512sum --check {manifest}" in readme
    done = subprocess.run(
        ["sha512sum", "--strict", "--check", manifest], cwd=package, capture_output=True, check=False
    )
    assert done.returncode == 0


def test_building_from_the_package_gives_the_same_files(package: Path, tmp_path: Path) -> None:
    """The other command of the README, run on a copy of the package."""
    shutil.copytree(package, tmp_path / "p")
    readme = (package / "README.txt").read_text(encoding="utf-8")
    (line,) = [
        line for line in readme.splitlines() if line.startswith("    annual-report -C data/workspace build")
    ]
    command = [sys.executable, "-m", "annual_report", *line.split()[1:]]
    subprocess.run(command, cwd=tmp_path / "p", check=True, capture_output=True)
    assert tree(tmp_path / "again" / "harbour" / "2023-24") == tree(package / "data" / "editions")


def test_the_versions_name_every_library_that_the_package_needs() -> None:
    """A dependency that is added later has to be listed, or --rebuild would promise too much."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text.partition("\ndependencies = [")[2].partition("\n]")[0]
    needed = {
        line.strip().strip('",').partition(">")[0] for line in listed.splitlines() if line.strip()[:1] == '"'
    }
    about_archives = {"bagit", "pypdf"}  # they read what was built, and write nothing into it
    assert {name.lower() for name in needed} - about_archives <= {name.lower() for name in LIBRARIES}


# --- the catalogue -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "model", "spaces"),
    [
        ("dublin-core.xml", DUBLIN_CORE, {DC, OAI_DC}),
        ("ead3.xml", EAD3, {EAD}),
        ("premis.xml", PREMIS, {PREMIS_SPACE}),
    ],
)
def test_the_catalogue_keeps_the_published_models(
    archive: Path, file: str, model: Model, spaces: set[str]
) -> None:
    """Order, number and attributes of elements, in every package; a swap of two children is found."""
    for package in archive.iterdir():
        data = (package / "metadata" / file).read_bytes()
        assert faults(data, model, spaces) == []
    root = ET.fromstring(data)
    root.append(ET.Element(root.tag))
    assert faults(ET.tostring(root), model, spaces)


def test_the_six_essential_fields_of_isadg_are_there(package: Path) -> None:
    """Reference code, title, creator, dates, extent, level (ISAD(G), I.12); appraisal and review besides."""
    root = ET.parse(package / "metadata" / "ead3.xml").getroot()

    def words(path: str) -> str:
        return " ".join("".join(found.itertext()) for found in root.iterfind(path, {"": EAD})).strip()

    assert words(".//unitid") == "HPF/AR/2023-24"
    assert words(".//unittitle") == "Harbour Partnership Forum: Annual report 2023/24"
    assert words(".//origination/corpname/part").startswith("Harbour Partnership Forum")
    assert words(".//fromdate") == "2023-04-01"
    assert words(".//todate") == "2024-03-31"
    assert words(".//physdescstructured/unittype") == "files bytes"
    assert root.find("{*}archdesc").get("level") == "item"
    assert "permanent" in words(".//appraisal/p")
    assert "2044-04-01" in words(".//appraisal/p")
    assert "private" in words(".//accessrestrict/p")


def test_premis_names_every_file_with_its_checksum(package: Path) -> None:
    """What the manifest says, PREMIS says."""
    root = ET.parse(package / "metadata" / "premis.xml").getroot()
    space = {"p": PREMIS_SPACE}
    told = {}
    for thing in root.iterfind("p:object", space):
        name = thing.findtext("p:objectIdentifier/p:objectIdentifierValue", namespaces=space)
        digest = thing.findtext(".//p:messageDigest", namespaces=space)
        if digest:
            told[name.removeprefix("harbour/2023-24/v1/")] = digest
    lines = (package / "manifest-sha512.txt").read_text(encoding="utf-8").splitlines()
    assert told == {line[130:]: line[:128] for line in lines}


def test_without_a_judge_the_events_say_not_validated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And they never claim what nobody looked at."""
    monkeypatch.setenv("PATH", str(tmp_path))
    seal(london(tmp_path / "w"), tmp_path / "a", "london-spf/2023-24")
    text = (tmp_path / "a/london-spf/london-spf-2023-24-v1/metadata/premis.xml").read_text(encoding="utf-8")
    assert text.count(">not validated<") == 2
    assert ">valid<" not in text


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the judge is a shell script")
@pytest.mark.parametrize(
    ("report", "outcome", "told"),
    [
        ('<validationReport isCompliant="true"/>', "valid", []),
        (
            '<validationReport isCompliant="false"><rule clause="6.1" testNumber="2"/></validationReport>',
            "invalid: 6.1-2",
            ["AR614", "AR614"],
        ),
        ("<nothing/>", "not validated: the judge gave no report", []),
        ("<cut", "not validated: the judge broke down (ParseError)", []),
    ],
)
def test_a_judge_on_the_machine_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: str, outcome: str, told: list[str]
) -> None:
    """The one that the machine's owner installed; its verdict stands in the events."""
    program = tmp_path / "verapdf"
    program.write_text(
        f"#!/bin/sh\ncase $1 in --version) echo veraPDF 1.28.2;; *) echo '<r>{report}</r>';; esac\n"
        if "cut" not in report
        else "#!/bin/sh\necho '<cut'\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    results = seal(london(tmp_path / "w"), tmp_path / "a", "london-spf/2023-24")
    assert [p.code for sealed in results for p in sealed.problems] == told
    text = (tmp_path / "a/london-spf/london-spf-2023-24-v1/metadata/premis.xml").read_text(encoding="utf-8")
    assert text.count(f">{outcome}<") == 2


# --- versions ------------------------------------------------------------------------------------------


def change(workspace: Path, file: str, old: str, new: str) -> None:
    """Change a text of the record."""
    path = workspace / "data" / "london-spf" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_unchanged_year_is_said_to_be_unchanged(tmp_path: Path) -> None:
    """And nothing is written."""
    workspace = london(tmp_path / "w")
    seal(workspace, tmp_path / "a", "london-spf")
    before = tree(tmp_path / "a")
    results = seal(workspace, tmp_path / "a", "london-spf", moment="2030-01-01T00:00:00Z")
    assert [sealed.state for sealed in results] == ["unchanged", "unchanged"]
    assert tree(tmp_path / "a") == before


def test_a_changed_year_becomes_the_next_version_and_says_what_changed(tmp_path: Path) -> None:
    """The earlier version stays byte for byte; the next one names it, its checksum, and each text."""
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"
    seal(workspace, archive, "london-spf/2023-24")
    before = tree(archive)
    change(workspace, "2023-24.yaml", "in job evaluation", "in job grading")
    (sealed,) = seal(workspace, archive, "london-spf/2023-24")
    assert (sealed.state, sealed.follows) == ("sealed", "london-spf/2023-24/v1")
    assert {name: data for name, data in tree(archive).items() if name in before} == before
    second = archive / "london-spf" / "london-spf-2023-24-v2"
    told = (second / "metadata" / "changes.txt").read_text(encoding="utf-8")
    assert "data/london-spf/2023-24.yaml:achievements#job-evaluation.text: changed" in told
    assert "report:en-GB: changed" in told
    assert "  - We promoted best practice in job evaluation and" in told
    assert "  + We promoted best practice in job grading and" in told
    follows = note.read((second / note.FILE).read_bytes()).follows
    assert follows is not None
    assert follows.identifier == "london-spf/2023-24/v1"
    assert "is revision of" in (second / "metadata" / "premis.xml").read_text(encoding="utf-8")
    assert verdict(second).problems == ()


def test_another_year_counts_only_where_the_report_reads_differently(tmp_path: Path) -> None:
    """A report looks forward to the next year; what it does not show of that year is no change to it."""
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"
    seal(workspace, archive, "london-spf/2023-24")
    change(workspace, "2024-25.yaml", "schema: 1", "schema: 1\nprivate: {note: For us.}")
    (sealed,) = seal(workspace, archive, "london-spf/2023-24")
    assert sealed.state == "unchanged"
    change(workspace, "2024-25.yaml", "improving sexual safety", "better sexual safety")
    (sealed,) = seal(workspace, archive, "london-spf/2023-24")
    assert sealed.state == "sealed"
    told = (sealed.path / "metadata" / "changes.txt").read_text(encoding="utf-8")
    assert "report:en-GB: changed" in told
    assert "better sexual safety" in told


def test_a_private_text_is_not_told_among_the_changes(tmp_path: Path) -> None:
    """That it changed is told, the words are not."""
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"
    change(workspace, "2023-24.yaml", "schema: 1", "schema: 1\nprivate: {note: Hush one.}")
    seal(workspace, archive, "london-spf/2023-24")
    change(workspace, "2023-24.yaml", "Hush one.", "Hush two.")
    (sealed,) = seal(workspace, archive, "london-spf/2023-24")
    told = (sealed.path / "metadata" / "changes.txt").read_text(encoding="utf-8")
    assert "private.note: changed" in told
    assert "Hush" not in told


def test_a_withdrawn_year_stays_and_says_so(tmp_path: Path) -> None:
    """Everywhere a person would look."""
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"
    seal(workspace, archive, "london-spf/2023-24")
    change(workspace, "2023-24.yaml", "schema: 1", "schema: 1\nstatus: withdrawn")
    (sealed,) = seal(workspace, archive, "london-spf/2023-24")
    assert (archive / "london-spf" / "london-spf-2023-24-v1").is_dir()
    for file in ("README.txt", "bag-info.txt", "metadata/dublin-core.xml", "metadata/ead3.xml", note.FILE):
        assert "withdrawn" in (sealed.path / file).read_text(encoding="utf-8"), file
    assert verdict(sealed.path).status == "withdrawn"


def test_the_command_says_of_each_year_what_became_of_it(tmp_path: Path) -> None:
    """Sealed, unchanged, sealed with so many changes; refused years make it exit with 1, the others stand."""
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"

    def run() -> tuple[int, list[str]]:
        command = [sys.executable, "-m", "annual_report", "-C", "w", "archive", "london-spf", "--to", "a"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout.splitlines()

    first = [f"a/london-spf/london-spf-{year}-v1" for year in ("2023-24", "2024-25")]
    assert run() == (0, [f"{path}: sealed" for path in first])
    assert run() == (0, [f"{path}: unchanged" for path in first])
    change(workspace, "2023-24.yaml", "schema: 1", "schema: 1\nrights: © London")
    change(workspace, "2024-25.yaml", "schema: 1", "schema: 1\nstatus: draft")
    code, said = run()
    assert code == 1
    (line,) = said
    assert re.fullmatch(r"a/.+-v2: sealed, \d changes since v1 \(metadata/changes\.txt\)", line)
    assert verdict(archive / "london-spf" / "london-spf-2023-24-v2").ok


# --- what is refused -----------------------------------------------------------------------------------


def test_a_draft_is_archived_only_as_a_draft(tmp_path: Path) -> None:
    """And the other years of the forum are not held up by it."""
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"
    change(workspace, "2024-25.yaml", "schema: 1", "schema: 1\nstatus: draft")
    results = seal(workspace, archive, "london-spf")
    assert [sealed.state for sealed in results] == ["sealed", "refused"]
    assert codes(results) == ["AR610"]
    assert str(results[1].problems[0].place).startswith("data/london-spf/2024-25.yaml:")
    (sealed,) = seal(workspace, archive, "london-spf/2024-25", draft=True)
    assert "archived as a draft" in (sealed.path / "README.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("inside", ["data", "data/london-spf/archive", "layouts", "data/../data"])
def test_an_archive_never_lies_in_what_reports_are_made_from(tmp_path: Path, inside: str) -> None:
    """It would be read as part of the record."""
    workspace = london(tmp_path / "w")
    with pytest.raises(ReportError) as caught:
        seal(workspace, workspace / inside, "london-spf")
    assert [p.code for p in caught.value.problems] == ["AR611"]
    assert sorted(tree(workspace)) == [
        f"data/london-spf/{name}" for name in sorted(tree(ROOT / "data/london-spf"))
    ]


def test_a_link_or_a_file_is_no_place_for_an_archive(tmp_path: Path) -> None:
    """At the folder itself, and at that of the forum."""
    workspace = london(tmp_path / "w")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in ("link", "file"):
        with pytest.raises(ReportError) as caught:
            seal(workspace, tmp_path / place, "london-spf")
        assert [p.code for p in caught.value.problems] == ["AR611"]
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "london-spf").symlink_to(tmp_path / "elsewhere")
    assert codes(seal(workspace, tmp_path / "a", "london-spf/2023-24")) == ["AR611"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    """Whether it holds anything, is a bag of another tool, or is a file."""
    workspace = london(tmp_path / "w")
    place = tmp_path / "a" / "london-spf" / "london-spf-2023-24-v1"
    place.mkdir(parents=True)
    (place / "minutes.txt").write_text("mine", encoding="utf-8")
    assert codes(seal(workspace, tmp_path / "a", "london-spf/2023-24")) == ["AR612"]
    assert tree(place) == {"minutes.txt": b"mine"}
    import bagit

    bagit.make_bag(str(place), checksums=["sha512"])
    before = tree(place)
    assert codes(seal(workspace, tmp_path / "a", "london-spf/2023-24")) == ["AR612"]
    assert tree(place) == before
    shutil.rmtree(place)
    place.write_text("a file", encoding="utf-8")
    assert codes(seal(workspace, tmp_path / "a", "london-spf/2023-24")) == ["AR612"]
    assert place.read_text(encoding="utf-8") == "a file"


def test_the_package_of_another_year_does_not_stand_in(tmp_path: Path) -> None:
    """Folders that somebody renamed are noticed."""
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"
    seal(workspace, archive, "london-spf/2024-25")
    home = archive / "london-spf"
    (home / "london-spf-2024-25-v1").rename(home / "london-spf-2023-24-v1")
    assert codes(seal(workspace, archive, "london-spf/2023-24")) == ["AR612"]


def test_a_damaged_version_is_never_built_upon(tmp_path: Path) -> None:
    """Nobody could say whether the year has changed since."""
    workspace, archive = london(tmp_path / "w"), tmp_path / "a"
    (sealed,) = seal(workspace, archive, "london-spf/2023-24")
    (sealed.path / "README.txt").write_text("mine now", encoding="utf-8")
    change(workspace, "2023-24.yaml", "job evaluation", "job grading")
    assert codes(seal(workspace, archive, "london-spf/2023-24")) == ["AR613"]
    assert [path.name for path in sealed.path.parent.iterdir()] == [sealed.path.name]


def test_a_name_that_tools_read_differently_is_refused(tmp_path: Path) -> None:
    """BagIt writes % as %25, which the Library of Congress' own program does not read back."""
    workspace = harbour(tmp_path / "w")
    home = workspace / "data" / "harbour"
    (home / "pictures" / "quay.jpg").rename(home / "pictures" / "50%25.jpg")
    text = (home / "2023-24.yaml").read_text(encoding="utf-8")
    (home / "2023-24.yaml").write_text(
        text.replace("pictures/quay.jpg", "pictures/50%25.jpg"), encoding="utf-8"
    )
    assert "AR615" in codes(seal(workspace, tmp_path / "a", "harbour/2023-24"))
    assert not list((tmp_path / "a").rglob("*.pdf"))


def test_a_broken_record_is_not_archived(tmp_path: Path) -> None:
    """As with build, every problem has its place, and nothing is written."""
    workspace = london(tmp_path / "w")
    change(workspace, "2024-25.yaml", "schema: 1", "schema: 1\nnonsense: 1")
    assert codes(seal(workspace, tmp_path / "a", "london-spf")) == ["AR201"]
    assert not (tmp_path / "a").exists()
    with pytest.raises(UsageError):
        seal(workspace, tmp_path / "a", "nobody")


def test_a_document_that_never_was_sound_is_kept_as_evidence(archive: Path) -> None:
    """The source of that record is no whole PDF: a warning when it is sealed, a note ever after."""
    found = verdict(archive / "harbour-2023-24-v1")
    assert found.ok
    assert [p.code for p in found.problems] == ["AR632"]


def test_a_record_that_changes_while_it_is_archived_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the editions carry has to be what lies beside them."""
    workspace = london(tmp_path / "w")
    whole = sealing.pack

    def pack(home, contents, build, examiner):  # noqa: ANN001, ANN202 - stands in for the real one
        def then_save(folder):  # noqa: ANN001, ANN202
            built = build(folder)
            change(workspace, "2023-24.yaml", "job evaluation", "job grading")
            return built

        return whole(home, contents, then_save, examiner)

    monkeypatch.setattr(sealing, "pack", pack)
    assert set(codes(seal(workspace, tmp_path / "a", "london-spf/2023-24"))) == {"AR616"}
    assert tree(tmp_path / "a") == {}


def test_the_moment_is_the_callers(package: Path) -> None:
    """The same record archived at the same moment gives the same package, byte for byte."""
    assert f'"archived": "{MOMENT}"' in (package / note.FILE).read_text(encoding="utf-8")


def test_two_archives_of_one_moment_are_alike(tmp_path: Path) -> None:
    """Nothing but the moment tells one package from the next."""
    workspace = london(tmp_path / "w")
    for place in ("a", "b"):
        seal(workspace, tmp_path / place, "london-spf/2023-24")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
