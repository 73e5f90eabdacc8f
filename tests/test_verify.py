"""Whatever happens to a package is found: a flipped bit, a lost file, a forged manifest, a swapped record."""

import json
import random
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report import made_with
from annual_report.archive import bag, note
from annual_report.archive.bag import Entry
from annual_report.archive.rebuild import same_content
from annual_report.archive.tree import digest_of, measure
from annual_report.archive.verify import _Verifier, verify
from archives import doubts, london, seal, tree, verdict

FLIPS = 1_000
DAMAGES = 100


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seal both years of London, and the second version of one, once for all tests."""
    folder = tmp_path_factory.mktemp("london")
    workspace = london(folder / "w")
    seal(workspace, folder / "archive", "london-spf")
    file = workspace / "data" / "london-spf" / "2023-24.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("job evaluation", "job grading"), encoding="utf-8")
    seal(workspace, folder / "archive", "london-spf/2023-24")
    return folder / "archive" / "london-spf"


@pytest.fixture
def package(archive: Path, tmp_path: Path) -> Path:
    """Give a package of one's own, to damage."""
    return Path(shutil.copytree(archive / "london-spf-2023-24-v1", tmp_path / "london-spf-2023-24-v1"))


def files(package: Path) -> list[Path]:
    """Return every file of a package, in order."""
    return sorted(path for path in package.rglob("*") if path.is_file())


# --- what is in order ---------------------------------------------------------------------------------


def test_every_package_is_in_order(archive: Path) -> None:
    """A folder of them, by name, each with what it is."""
    found = list(verify(archive.parent))
    assert [v.identifier for v in found] == [
        *("london-spf/2023-24/v1", "london-spf/2023-24/v2", "london-spf/2024-25/v1"),
    ]
    assert all(v.ok and not v.problems and v.files == len(files(Path(v.path))) for v in found)


def test_building_again_proves_the_bytes(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same versions give the same bytes; other versions that give them as well are no matter."""
    assert doubts(archive) == set()
    assert verdict(archive / "london-spf-2023-24-v2", rebuild=True).problems == ()
    monkeypatch.setattr(made_with, "differences", lambda _: ("reportlab: 1 then, 2 here",))
    assert verdict(archive / "london-spf-2023-24-v2", rebuild=True).problems == ()


# --- damage -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "count"), [(1, FLIPS // 10), pytest.param(2, FLIPS, marks=pytest.mark.prove)]
)
def test_no_flipped_bit_escapes(package: Path, seed: int, count: int) -> None:
    """One bit, anywhere in any file, its manifests included."""
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    everything = files(package)
    verifier = _Verifier(rebuild=False)  # as `verify` on a folder of many: what is the same is read once
    for _ in range(count):
        # The small tag files as often as the large editions: each is a different check.
        path = chance.choice(everything)
        whole = path.read_bytes()
        position, bit = chance.randrange(len(whole)), chance.randrange(8)
        path.write_bytes(whole[:position] + bytes([whole[position] ^ (1 << bit)]) + whole[position + 1 :])
        assert not verifier.one(package, str(package)).ok, (
            f"bit {bit} of byte {position} of {path.relative_to(package)}"
        )
        path.write_bytes(whole)
    assert doubts(package) == set()


def remove(package: Path, other: Path, chance: random.Random) -> None:
    """Take a file away."""
    del other
    chance.choice(files(package)).unlink()


def rename(package: Path, other: Path, chance: random.Random) -> None:
    """Give a file another name."""
    del other
    path = chance.choice(files(package))
    path.rename(path.with_name(f"x-{path.name}"))


def add(package: Path, other: Path, chance: random.Random) -> None:
    """Put a file, a link or an empty folder into the package."""
    del other
    folder = chance.choice([path.parent for path in files(package)])
    match chance.randrange(4):
        case 0:
            (folder / "Thumbs.db").write_bytes(b"")
        case 1:
            (folder / ".DS_Store").write_bytes(b"\0\0\0\1")
        case 2:
            (folder / "empty").mkdir()
        case _:
            (folder / "link").symlink_to(package / "README.txt")


def truncate(package: Path, other: Path, chance: random.Random) -> None:
    """Cut a file off."""
    del other
    path = chance.choice(files(package))
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def append(package: Path, other: Path, chance: random.Random) -> None:
    """Let a file go on: a blank line is enough."""
    del other
    path = chance.choice(files(package))
    path.write_bytes(path.read_bytes() + chance.choice([b"\n", b" ", b"\0", b"more\n"]))


def edit_manifest(package: Path, other: Path, chance: random.Random) -> None:
    """Change a manifest: a line dropped, repeated, moved, in capitals."""
    del other
    path = package / chance.choice([bag.MANIFEST_FILE, bag.TAG_MANIFEST_FILE])
    lines = path.read_bytes().splitlines(keepends=True)
    at = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.append(lines[at])
        case 2:
            lines[at - 1], lines[at] = lines[at], lines[at - 1]
        case _:
            lines[at] = lines[at][:128].upper() + lines[at][128:]
    path.write_bytes(b"".join(lines))


def swap(package: Path, other: Path, chance: random.Random) -> None:
    """Exchange a file with that of the same name in another package."""
    pairs = [
        (path, other / path.relative_to(package))
        for path in files(package)
        if (other / path.relative_to(package)).is_file()
        and (other / path.relative_to(package)).read_bytes() != path.read_bytes()
    ]
    mine, theirs = chance.choice(pairs)
    mine.write_bytes(theirs.read_bytes())


def exchange(package: Path, other: Path, chance: random.Random) -> None:
    """Exchange two files within the package."""
    del other
    first, second = chance.sample(files(package), 2)
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)


def resealed(package: Path) -> None:
    """Write both manifests anew, as a forger would who knows BagIt but not this tool."""
    entries: dict[str, Entry] = {}
    for path in files(package):
        entry = measure(path)
        assert isinstance(entry, Entry)
        entries[path.relative_to(package).as_posix()] = entry
    payload = {name: entry for name, entry in entries.items() if name.startswith(bag.PAYLOAD)}
    (package / bag.MANIFEST_FILE).write_bytes(bag.manifest(payload))
    for name in (bag.MANIFEST_FILE, bag.INFO_FILE):
        entries[name] = Entry(digest_of((package / name).read_bytes()), 0)
    tags = {
        name: entry
        for name, entry in entries.items()
        if name not in payload and name != bag.TAG_MANIFEST_FILE
    }
    (package / bag.TAG_MANIFEST_FILE).write_bytes(bag.manifest(tags))


def forge_removal(package: Path, other: Path, chance: random.Random) -> None:
    """Take a file of the payload away and write the manifests anew."""
    del other
    chance.choice(files(package / "data")).unlink()
    resealed(package)


def forge_addition(package: Path, other: Path, chance: random.Random) -> None:
    """Add to the payload and write the manifests anew."""
    del other
    (package / "data" / f"more-{chance.randrange(99)}.txt").write_bytes(b"more")
    resealed(package)


def forge_record(package: Path, other: Path, chance: random.Random) -> None:
    """Change a text of the record, keeping its length, and write the manifests anew."""
    del other
    home = package / "data" / "workspace" / "data" / "london-spf"
    path = chance.choice([home / "2023-24.yaml", home / "2024-25.yaml"])
    path.write_bytes(path.read_bytes().replace(b"London", b"Dublin").replace(b"sexual", b"social"))
    resealed(package)


Damage = Callable[[Path, Path, random.Random], None]
KINDS: tuple[Damage, ...] = (
    *(remove, rename, add, truncate, append, edit_manifest, swap, exchange),
    *(forge_removal, forge_addition, forge_record),
)


def test_a_package_that_only_was_copied_and_sealed_anew_is_in_order(package: Path) -> None:
    """The forger's hand is the same as ours, so what is found below is the damage and nothing else."""
    before = tree(package)
    resealed(package)
    assert tree(package) == before


@pytest.mark.parametrize(
    ("seed", "count"),
    [(1, len(KINDS)), pytest.param(2, DAMAGES, marks=pytest.mark.prove)],
)
def test_no_structural_damage_escapes(archive: Path, tmp_path: Path, seed: int, count: int) -> None:
    """Every kind in turn: removed, renamed, added, cut off, swapped, and forged with manifests to match."""
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    for number in range(count):
        damage = KINDS[number % len(KINDS)]
        place = tmp_path / str(number)
        package = Path(shutil.copytree(archive / "london-spf-2023-24-v1", place / "london-spf-2023-24-v1"))
        damage(package, archive / "london-spf-2024-25-v1", chance)
        assert doubts(place), f"{damage.__name__} ({number})"
        shutil.rmtree(place)


def test_what_is_wrong_is_said_of_each_file(package: Path) -> None:
    """Missing, altered and unknown files by name, all of them at once."""
    (package / "README.txt").unlink()
    (package / "data" / "schemas" / "year.json").write_text("{}", encoding="utf-8")
    (package / "note.txt").write_text("seen", encoding="utf-8")
    (package / "data" / "link").symlink_to("/etc/hostname")
    found = {(p.code, p.place.file.removeprefix(f"{package}/")) for p in verdict(package).problems}
    assert {
        ("AR622", "README.txt"),
        ("AR623", "data/schemas/year.json"),
        ("AR624", "note.txt"),
        ("AR624", "data/link"),
    } <= found


def test_an_edition_that_carries_another_record_is_found(archive: Path, package: Path) -> None:
    """Both manifests are right, and yet the PDF is of another text than the record beside it."""
    for end in ("pdf", "docx"):
        name = f"data/editions/london-spf-annual-report-2023-24.{end}"
        (package / name).write_bytes((archive / "london-spf-2023-24-v2" / name).read_bytes())
    info = package / bag.INFO_FILE
    entries = [measure(path) for path in files(package / "data")]
    lines = [line for line in info.read_text(encoding="utf-8").splitlines() if "Payload-Oxum" not in line]
    oxum = f"{sum(e.size for e in entries if isinstance(e, Entry))}.{len(entries)}"
    info.write_text("\n".join([*lines, f"Payload-Oxum: {oxum}"]) + "\n", encoding="utf-8")
    resealed(package)
    assert [p.code for p in verdict(package).problems] == ["AR626", "AR626"]


def test_a_part_that_never_was_sound_is_found(package: Path) -> None:
    """Its checksum is right, its format is not."""
    (package / "metadata" / "ead3.xml").write_text("<ead>", encoding="utf-8")
    (package / "data" / "editions" / "london-spf-annual-report-2023-24.html").write_text(
        "<!DOCTYPE html><html><body><p>cut", encoding="utf-8"
    )
    resealed(package)
    assert {p.code for p in verdict(package).problems} >= {"AR625"}
    named = {p.place.file.rpartition("/")[2] for p in verdict(package).problems if p.code == "AR625"}
    assert named == {"ead3.xml", "london-spf-annual-report-2023-24.html"}


def test_a_rebuild_that_differs_is_found(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same versions it is an error; with others it says that nothing is proven."""
    page = package / "data" / "editions" / "london-spf-annual-report-2023-24.html"
    page.write_bytes(page.read_bytes().replace(b"Right Care", b"Left Care "))
    resealed(package)
    found = verdict(package, rebuild=True).problems
    assert [(p.code, p.place.file.rpartition("/")[2]) for p in found] == [("AR627", page.name)]
    monkeypatch.setattr(made_with, "differences", lambda _: ("reportlab: 1 then, 2 here",))
    found = verdict(package, rebuild=True).problems
    assert [p.code for p in found] == ["AR628"]
    assert "reportlab: 1 then, 2 here" in found[0].message


def test_content_is_compared_whatever_packed_it(package: Path, tmp_path: Path) -> None:
    """Parts of a Word file and objects of a PDF, packed otherwise, are the same; changed, they differ."""
    import pikepdf

    editions = package / "data" / "editions"
    word, pdf = (editions / f"london-spf-annual-report-2023-24.{end}" for end in ("docx", "pdf"))
    loose, other = tmp_path / "loose.docx", tmp_path / "other.docx"
    with zipfile.ZipFile(word) as old, zipfile.ZipFile(loose, "w") as new, zipfile.ZipFile(other, "w") as bad:
        for name in old.namelist():
            new.writestr(name, old.read(name))
            bad.writestr(name, old.read(name).replace(b"London", b"Dublin"))
    assert loose.read_bytes() != word.read_bytes()
    assert same_content(word, loose)
    assert not same_content(word, other)
    assert not same_content(word, None)
    plain, repacked, changed = (tmp_path / f"{name}.pdf" for name in ("plain", "repacked", "changed"))
    with pikepdf.open(pdf) as file:
        file.save(plain, compress_streams=False, static_id=True)
        file.save(repacked, recompress_flate=True, static_id=True)
        file.pages[0].Contents = file.make_stream(b"q Q")
        file.save(changed, compress_streams=False, static_id=True)
    assert plain.read_bytes() != repacked.read_bytes()
    assert same_content(plain, repacked)
    assert not same_content(plain, changed)


# --- versions -----------------------------------------------------------------------------------------


def test_a_gap_in_the_chain_of_versions_is_found(archive: Path, tmp_path: Path) -> None:
    """The version before is gone, or is another; a package that lies alone is not asked about."""
    home = Path(shutil.copytree(archive, tmp_path / "a" / "london-spf"))
    first = home / "london-spf-2023-24-v1"
    (first / "README.txt").write_text("another", encoding="utf-8")
    resealed(first)
    assert doubts(home) == {"AR629"}
    shutil.rmtree(first)
    assert doubts(home) == {"AR629"}
    alone = Path(shutil.copytree(home / "london-spf-2023-24-v2", tmp_path / "b" / "london-spf-2023-24-v2"))
    assert doubts(alone) == set()


# --- what else there is to verify ---------------------------------------------------------------------


def packed(package: Path, suffix: str) -> Path:
    """Pack a package as somebody would to send it."""
    form = {".zip": "zip", ".tar": "tar", ".tar.gz": "gztar"}[suffix]
    base = str(package.parent.parent / "sent")
    return Path(shutil.make_archive(base, form, package.parent, package.name))


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
def test_a_packed_package_is_verified(package: Path, tmp_path: Path, suffix: str) -> None:
    """In order where it is, in doubt where it is not."""
    inner = Path(shutil.copytree(package, tmp_path / "in" / package.name))
    assert verdict(packed(inner, suffix)).problems == ()
    (inner / "README.txt").unlink()
    assert doubts(packed(inner, suffix)) == {"AR622"}


def hostile_zip(path: Path, name: str, data: bytes = b"x", attributes: int = 0) -> Path:
    """Write a ZIP file with one entry."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = attributes << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        package.writestr(entry, data)
    return path


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        *(("../out.txt", 0), ("/abs.txt", 0), ("a/../../out.txt", 0), ("C:/out.txt", 0), ("a\\..\\b", 0)),
        ("link", 0o120777),
        ("device", 0o020666),
    ],
)
def test_a_zip_file_made_to_harm_is_refused(tmp_path: Path, name: str, attributes: int) -> None:
    """Names that lead out, links, devices: nothing is written anywhere."""
    home = tmp_path / "home"
    home.mkdir()
    assert doubts(hostile_zip(home / "bad.zip", name, b"/etc", attributes)) == {"AR630"}
    assert [path.name for path in tmp_path.rglob("*")] == ["home", "bad.zip"]


def test_a_tar_file_made_to_harm_is_refused(tmp_path: Path) -> None:
    """The same for tar, whose entries can be links of two kinds and devices."""
    for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.REGTYPE)):
        path = tmp_path / f"{number}.tar"
        with tarfile.open(path, "w") as package:
            member = tarfile.TarInfo("../out" if kind == tarfile.REGTYPE else "inside")
            member.type, member.linkname = kind, "/etc/passwd"
            package.addfile(member)
        assert doubts(path) == {"AR630"}


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What grows beyond measure is no package; the measure is lowered here to keep the test small."""
    from annual_report.archive import unpacking

    monkeypatch.setattr(unpacking, "_LEAST_ALLOWANCE", 1_000_000)
    assert doubts(hostile_zip(tmp_path / "bomb.zip", "bomb", bytes(5_000_000))) == {"AR630"}
    with tarfile.open(tmp_path / "bomb.tar.gz", "w:gz") as package:
        member = tarfile.TarInfo("bomb")
        member.size = 5_000_000
        import io

        package.addfile(member, io.BytesIO(bytes(5_000_000)))
    assert doubts(tmp_path / "bomb.tar.gz") == {"AR630"}


def test_what_is_no_package_is_said_to_be_none(tmp_path: Path) -> None:
    """A name without anything, an empty folder, a file that is not packed, a damaged one, one with two."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    (tmp_path / "cut.zip").write_bytes(b"PK\3\4 cut")
    assert doubts(tmp_path / "nothing") == {"AR620"}
    assert doubts(tmp_path / "empty") == {"AR620"}
    assert doubts(tmp_path / "notes.txt") == {"AR630"}
    assert doubts(tmp_path / "cut.zip") == {"AR630"}
    assert doubts(hostile_zip(tmp_path / "other.zip", "minutes.txt")) == {"AR620"}


def test_a_bag_of_another_tool_is_verified_as_a_bag(tmp_path: Path) -> None:
    """Its completeness and checksums; that no more is known is a note, and no doubt."""
    import bagit

    home = tmp_path / "theirs"
    home.mkdir()
    (home / "minutes.txt").write_text("minutes", encoding="utf-8")
    bagit.make_bag(str(home), {"External-Identifier": "M-1"}, checksums=["md5"])
    found = verdict(home)
    assert found.ok
    assert [p.code for p in found.problems] == ["AR631"]
    assert found.identifier == "M-1"
    (home / "data" / "minutes.txt").write_text("minuets", encoding="utf-8")
    assert doubts(home) == {"AR621"}


def test_a_note_of_a_later_version_is_not_guessed_at(package: Path) -> None:
    """A package of the future is in doubt, with the reason."""
    path = package / note.FILE
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 9'))
    resealed(package)
    (found,) = verdict(package).problems
    assert (found.code, "later version" in found.message) == ("AR621", True)


# --- the command --------------------------------------------------------------------------------------


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "annual_report", "verify", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_says_what_it_found(archive: Path, package: Path) -> None:
    """In text and as JSON, exit 0 without any doubt, 1 with one."""
    done = command(archive)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": in order (london-spf/") == 3
    assert "3 packages: 3 in order, 0 in doubt" in done.stdout
    (package / "README.txt").unlink()
    done = command(package, "--format", "json")
    assert done.returncode == 1
    (told,) = json.loads(done.stdout)
    assert (told["ok"], told["identifier"]) == (False, "london-spf/2023-24/v1")
    assert [p["code"] for p in told["problems"]] == ["AR622"]
    done = command(package)
    assert "IN DOUBT" in done.stdout
    assert "error[AR622]: the file is missing" in done.stdout
