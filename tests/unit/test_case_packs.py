"""Packs are written the same everywhere, installed whole or not at all, and a hostile one is refused with a reason."""

import contextlib
import io
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cases_world import BANK, CASE, bank_file, case_file, manifest_of, pack_file

from rootmap.__main__ import main
from rootmap.cases.library import load_library
from rootmap.cases.pack import limits
from rootmap.cases.pack.content import read_pack
from rootmap.cases.pack.install import install_pack
from rootmap.cases.pack.write import write_pack
from rootmap.cases.pictures import image_path
from rootmap.errors import InputError
from rootmap.profile import Profile

NAME = "cases/gardener-hand.yaml"
IMAGE = "images: [{file: hand.png, caption: A hand}]\n"
WORDS = {"id": "demo", "title": "Demo", "author": "Nobody", "licence": "MIT"}


def png(width: int = 4, height: int = 3, tail: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 15))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"") + tail


def jpeg(width: int = 4, height: int = 3) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 0)
    return (
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + struct.pack(">H", 2 + len(frame)) + frame + b"\xff\xda\x00\x02\xff\xd9"
    )


def everything_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def with_image(data: bytes, name: str = "hand.png") -> dict[str, bytes]:
    return {NAME: (CASE + IMAGE.replace("hand.png", name)).encode(), f"images/{name}": data}


# --- packs as they should be -----------------------------------------------------------------------------------------


def test_a_pack_is_written_installed_and_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, bank = case_file(tmp_path, CASE + IMAGE), bank_file(tmp_path)
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "hand.png").write_bytes(png())
    pack, home = tmp_path / "demo.rootpack", tmp_path / "home"
    words = ["--title", "Demo", "--author", "Nobody", "--licence", "MIT"]
    assert main(["case", "pack", str(case), str(bank), "-o", str(pack), *words]) == 0
    assert capsys.readouterr().out == "demo.rootpack: 1 case, 1 question bank\n"
    assert main(["case", "install", str(pack), "--profile-dir", str(home)]) == 0
    assert capsys.readouterr().out == "installed: Demo by Nobody (MIT), 1 case, 1 question bank\n"
    library = load_library(Profile(home))
    found = library.case("gardener-hand")
    assert found is not None
    assert image_path(found, "hand.png").read_bytes() == png()
    assert any(bank.id == "small-bank" for bank in library.banks)
    assert library.problems == ()
    assert main(["case", "list", "--profile-dir", str(home)]) == 0
    assert "gardener-hand: A gardener whose hand tingles" in capsys.readouterr().out


def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    case, bank = case_file(tmp_path), bank_file(tmp_path)
    write_pack([case, bank], tmp_path / "one.rootpack", WORDS)
    os.utime(case, (1, 1))
    write_pack([bank, case], tmp_path / "two.rootpack", WORDS)
    assert (tmp_path / "one.rootpack").read_bytes() == (tmp_path / "two.rootpack").read_bytes()


def test_a_newer_pack_takes_the_place_of_the_older_and_nothing_is_left_lying(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "home")
    first = install_pack(
        pack_file(tmp_path / "a.rootpack", {NAME: CASE.encode(), "questions/small-bank.yaml": BANK.encode()}), profile
    )
    second = install_pack(pack_file(tmp_path / "b.rootpack"), profile)
    assert (first.replaced, second.replaced) == (False, True)
    assert everything_below(profile.library) == [
        "packs", "packs/demo", "packs/demo/cases", f"packs/demo/{NAME}", "packs/demo/manifest.json",
    ]  # fmt: skip


def test_a_pack_whose_case_is_there_already_is_refused(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "home")
    case_file(profile.library)
    with pytest.raises(InputError, match="gardener-hand is there already"):
        install_pack(pack_file(tmp_path / "demo.rootpack"), profile)
    assert not (profile.library / "packs").exists()


def test_a_full_disk_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = Profile(tmp_path / "home")
    install_pack(pack_file(tmp_path / "a.rootpack"), profile)
    before = everything_below(profile.library)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        install_pack(pack_file(tmp_path / "b.rootpack"), profile)
    assert everything_below(profile.library) == before


def test_packing_a_faulty_case_or_a_missing_picture_is_refused_and_nothing_written(tmp_path: Path) -> None:
    output = tmp_path / "demo.rootpack"
    with pytest.raises(InputError, match="line 10: licence"):
        write_pack([case_file(tmp_path, CASE.replace("MIT", "''"))], output, WORDS)
    with pytest.raises(InputError, match=r"hand\.png: is not there; put the picture into the folder images"):
        write_pack([case_file(tmp_path, CASE + IMAGE)], output, WORDS)
    with pytest.raises(InputError, match="end it in"):
        write_pack([case_file(tmp_path)], tmp_path / "demo.zip", WORDS)
    assert not output.exists()


def test_folders_that_other_programs_write_down_are_no_fault(tmp_path: Path) -> None:
    pack = pack_file(tmp_path / "demo.rootpack")
    with zipfile.ZipFile(pack, "a") as archive:
        archive.mkdir("cases")
    assert read_pack(pack).cases[0].id == "gardener-hand"


def test_pictures_of_both_kinds_are_let_in(tmp_path: Path) -> None:
    assert read_pack(pack_file(tmp_path / "a.rootpack", with_image(png())))
    assert read_pack(pack_file(tmp_path / "b.rootpack", with_image(jpeg(), "hand.jpg")))


# --- packs that mean harm --------------------------------------------------------------------------------------------

BAD_NAMES = {
    "../escape.yaml": "leads out of the pack",
    "cases/../../escape.yaml": "leads out of the pack",
    "./cases/a.yaml": "leads out of the pack",
    "/etc/passwd": "absolute path",
    "C:/windows/a.yaml": "names a drive",
    "cases/a.yaml:stream": "names a drive",
    "..\\escape.yaml": "backslash",
    "cases\\a.yaml": "backslash",
    "cases/con.yaml": "name of a device",
    "cases/nul": "name of a device",
    "cases/com1.yaml": "name of a device",
    "cases/a\x07.yaml": "control characters",
    "cases/a\u202egnp.yaml": "control characters",
    "cases/a.zip": "archive within the pack",
    "images/inner.rootpack": "archive within the pack",
    "cases/run.py": "does not belong into a pack",
    "cases/.hidden.yaml": "does not belong into a pack",
    "cases/deep/a.yaml": "does not belong into a pack",
    "cases/Upper.yaml": "does not belong into a pack",
    "images/a.svg": "does not belong into a pack",
    "images/a.gif": "does not belong into a pack",
    "readme.html": "does not belong into a pack",
    "cases/ä.yaml": "does not belong into a pack",
    "other/": "does not belong into a pack",
}


def refused(pack: Path, folder: Path) -> str:
    """Return why a pack is refused, having seen that nothing was written and that it took one line."""
    home = folder / "home"
    before = everything_below(folder)
    with pytest.raises(InputError) as caught:
        install_pack(pack, Profile(home))
    assert everything_below(folder) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(("name", "reason"), BAD_NAMES.items())
def test_a_name_that_leads_astray_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    said = refused(pack_file(tmp_path / "bad.rootpack", {NAME: CASE.encode(), name: b"x"}), tmp_path)
    assert reason in said
    assert said.isprintable()


def raw(tmp_path: Path, change: Callable[[zipfile.ZipInfo], object], data: bytes = CASE.encode()) -> Path:
    """Write a pack whose case has a changed entry."""
    path = tmp_path / "bad.rootpack"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", manifest_of({NAME: data}))
        info = zipfile.ZipInfo(NAME)
        change(info)
        archive.writestr(info, data)
    return path


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    pack = raw(tmp_path, lambda info: setattr(info, "external_attr", (stat.S_IFLNK | 0o777) << 16), b"/etc/passwd")
    assert "is a link; pack the file itself" in refused(pack, tmp_path)


def test_a_device_is_refused(tmp_path: Path) -> None:
    pack = raw(tmp_path, lambda info: setattr(info, "external_attr", (stat.S_IFCHR | 0o666) << 16))
    assert "is not a plain file" in refused(pack, tmp_path)


def patched(path: Path, old: bytes, new: bytes, count: int = -1) -> Path:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, count))
    return path


def with_flags(path: Path, flags: int) -> Path:
    """Set flag bits in every header of a pack, local and central."""
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            (before,) = struct.unpack_from("<H", data, place + offset)
            struct.pack_into("<H", data, place + offset, before | flags)
            place = data.find(mark, place + 1)
    path.write_bytes(data)
    return path


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    assert "is encrypted" in refused(with_flags(pack_file(tmp_path / "bad.rootpack"), 0x1), tmp_path)


def test_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    pack = pack_file(tmp_path / "bad.rootpack", {NAME: CASE.encode(), "cases/xx.yaml": b"x"})
    with_flags(patched(pack, b"cases/xx.yaml", b"cases/\xff\xfe.yaml"), 0x800)
    assert "whose name is not UTF-8" in refused(pack, tmp_path)


def test_a_name_cut_short_by_a_null_is_refused(tmp_path: Path) -> None:
    pack = pack_file(tmp_path / "bad.rootpack", {NAME: CASE.encode(), "cases/a.yaml.exe": b"x"})
    assert "control characters" in refused(patched(pack, b"cases/a.yaml.exe", b"cases/a.yaml\0exe"), tmp_path)


def test_a_name_that_differs_in_the_two_headers_is_refused(tmp_path: Path) -> None:
    pack = patched(pack_file(tmp_path / "bad.rootpack"), NAME.encode(), b"cases/gardener-HAND.yaml", 1)
    data = pack.read_bytes()
    assert data.count(b"gardener-HAND") == 1
    assert "bad.rootpack" in refused(pack, tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_stands_twice_is_refused(tmp_path: Path) -> None:
    pack = pack_file(tmp_path / "bad.rootpack")
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr(NAME, CASE)
    assert "stands twice" in refused(pack, tmp_path)


def test_names_that_differ_only_in_case_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from rootmap.cases.pack import archive

    monkeypatch.setattr(archive, "name_fault", lambda _name: None)  # which lets no capital letter pass, to begin with
    pack = pack_file(tmp_path / "bad.rootpack", {NAME: CASE.encode(), NAME.upper(): b"x"})
    assert "differs from" in refused(pack, tmp_path)


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    many = {f"cases/c{number}.yaml": b"" for number in range(limits.MAX_ENTRIES)}
    assert "too many entries" in refused(pack_file(tmp_path / "bad.rootpack", many), tmp_path)


def test_a_count_of_entries_that_lies_helps_nobody(tmp_path: Path) -> None:
    many = {f"cases/c{number}.yaml": b"" for number in range(limits.MAX_ENTRIES)}
    pack = pack_file(tmp_path / "bad.rootpack", many)
    data = bytearray(pack.read_bytes())
    struct.pack_into("<HH", data, data.rfind(b"PK\x05\x06") + 8, 2, 2)
    pack.write_bytes(data)
    assert "entries" in refused(pack, tmp_path)


def test_a_directory_too_large_to_be_read_is_refused_before_it_is_read(tmp_path: Path) -> None:
    pack = pack_file(tmp_path / "bad.rootpack")
    data = bytearray(pack.read_bytes())
    struct.pack_into("<I", data, data.rfind(b"PK\x05\x06") + 12, limits.MAX_DIRECTORY_BYTES + 1)
    pack.write_bytes(data)
    assert "too many entries" in refused(pack, tmp_path)


def test_the_end_of_a_large_archive_cannot_overrule_the_counts(tmp_path: Path) -> None:
    pack = pack_file(tmp_path / "bad.rootpack")
    data = pack.read_bytes()
    end = data.rfind(b"PK\x05\x06")
    pack.write_bytes(data[:end] + struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1) + data[end:])
    assert "written for huge files" in refused(pack, tmp_path)


def bomb(path: Path, declared: int | None = None) -> Path:
    """Write a pack whose case unpacks to 50 MB, whatever it declares."""
    data = b"x" * 50_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", manifest_of({NAME: data}))
        archive.writestr(NAME, data)
    if declared is not None:
        patched(path, struct.pack("<I", len(data)), struct.pack("<I", declared))
    return path


def test_a_bomb_that_says_what_it_is_is_refused(tmp_path: Path) -> None:
    assert "is too large" in refused(bomb(tmp_path / "bad.rootpack"), tmp_path)


def test_a_bomb_that_lies_about_its_size_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    import tracemalloc

    pack = bomb(tmp_path / "bad.rootpack", declared=1000)
    tracemalloc.start()
    said = refused(pack, tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "damaged" in said or "too large" in said
    assert peak < 20_000_000


def test_entries_that_together_unpack_to_too_much_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rootmap.cases.pack import archive

    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1000)
    assert "once unpacked" in refused(pack_file(tmp_path / "bad.rootpack"), tmp_path)


def test_a_file_too_large_to_be_a_pack_is_not_even_opened(tmp_path: Path) -> None:
    pack = tmp_path / "bad.rootpack"
    with pack.open("wb") as file:
        file.truncate(limits.MAX_PACK_BYTES + 1)  # a sparse file: it takes no room
    assert "too large" in refused(pack, tmp_path)


def test_unusual_compression_is_refused(tmp_path: Path) -> None:
    pack = tmp_path / "bad.rootpack"
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("manifest.json", manifest_of({NAME: CASE.encode()}))
        archive.writestr(NAME, CASE)
    assert "compressed in an unusual way" in refused(pack, tmp_path)


def test_a_pack_behind_or_before_something_else_is_refused(tmp_path: Path) -> None:
    pack = pack_file(tmp_path / "bad.rootpack")
    sound = pack.read_bytes()
    pack.write_bytes(b"MZ" + sound)
    assert "is no pack" in refused(pack, tmp_path)
    pack.write_bytes(sound + b"more")
    assert "behind its end" in refused(pack, tmp_path)
    pack.write_bytes(sound[:-40])
    assert "bad.rootpack" in refused(pack, tmp_path)
    pack.write_bytes(b"")
    assert "is no pack" in refused(pack, tmp_path)


@pytest.mark.parametrize("place", range(0, 4000, 131))
def test_a_damaged_pack_is_refused_or_read_as_it_was_written(tmp_path: Path, place: int) -> None:
    pack = pack_file(tmp_path / "bad.rootpack")
    data = bytearray(pack.read_bytes())
    data[place % len(data)] ^= 0xFF
    pack.write_bytes(data)
    with contextlib.suppress(InputError):
        assert read_pack(pack).entries == {NAME: CASE.encode()}


def test_a_pipe_and_a_folder_are_no_packs(tmp_path: Path) -> None:
    (tmp_path / "folder.rootpack").mkdir()
    assert "is not a file" in refused(tmp_path / "folder.rootpack", tmp_path)
    os.mkfifo(tmp_path / "pipe.rootpack")
    assert "is not a file" in refused(tmp_path / "pipe.rootpack", tmp_path)
    assert "does not exist" in refused(tmp_path / "none.rootpack", tmp_path)
    (tmp_path / "pack.zip").write_bytes(pack_file(tmp_path / "a.rootpack").read_bytes())
    assert "is no pack by its name" in refused(tmp_path / "pack.zip", tmp_path)


MANIFESTS = {
    "not JSON": (b"{", "is not valid JSON"),
    "another format": (manifest_of({}, format="x"), "manifest.json: format"),
    "another version": (manifest_of({}, version=2), "manifest.json: version"),
    "true for a version": (manifest_of({}, version=True), "manifest.json: version"),
    "a field too many": (manifest_of({}, homepage="x"), "manifest.json: homepage"),
    "NaN": (manifest_of({}).replace(b'"version": 1', b'"version": NaN'), "NaN"),
    "a key twice": (manifest_of({}).replace(b'"version": 1', b'"version": 1, "version": 1'), "stands twice"),
    "nested deeply": (b"[" * 100_000, "nested too deeply"),
    "not UTF-8": (b"\xff\xfe", "is not text"),
    "an id that leads out": (manifest_of({}, id="../x"), "manifest.json: id"),
    "an id that is a device": (manifest_of({}, id="con"), "manifest.json: id"),
    "an id that hides": (manifest_of({}, id=".coming-x"), "manifest.json: id"),
    "a title with markup": (manifest_of({}, title="<b>x</b>"), "manifest.json: title: holds markup"),
    "an author with an address": (manifest_of({}, author="http://x.org"), "manifest.json: author: holds a web address"),
    "a title too long": (manifest_of({}, title="x" * 500), "manifest.json: title"),
    "a title of two lines": (manifest_of({}, title="x\ny"), "manifest.json: title"),
    "no files": (manifest_of({}, files=[]), "manifest.json: files"),
    "a file not listed": (manifest_of({}), "is not listed in the manifest"),
    "a file missing": (manifest_of({NAME: CASE.encode(), "cases/b.yaml": b""}), "in the manifest and missing"),
    "another hash": (manifest_of({NAME: b"other"}), "is not the file that was packed"),
}  # fmt: skip


@pytest.mark.parametrize("what", MANIFESTS)
def test_a_manifest_that_is_not_true_is_refused(tmp_path: Path, what: str) -> None:
    manifest, reason = MANIFESTS[what]
    assert reason in refused(pack_file(tmp_path / "bad.rootpack", manifest=manifest), tmp_path)


def test_a_pack_without_a_manifest_or_without_a_case_is_refused(tmp_path: Path) -> None:
    pack = tmp_path / "bad.rootpack"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr(NAME, CASE)
    assert "manifest.json: is missing" in refused(pack, tmp_path)
    assert "neither a case nor a question" in refused(pack_file(pack, {}), tmp_path)


TEXTS = {
    "markup": ("explanation: Triceps and its reflex.", "explanation: <img src=x>", "holds markup"),
    "a link": ("explanation: Triceps and its reflex.", "explanation: '[a](b)'", "holds a link"),
    "an address": ("explanation: Triceps and its reflex.", "explanation: see http://x.org", "holds a web address"),
    "control letters": ("explanation: Triceps and its reflex.", 'explanation: "\\x1b[31m"', "invisible character"),
    "an alias": ("explanation: Triceps and its reflex.", "explanation: &a [*a]", "uses an alias"),
    "a billion laughs": ("plan: [Explain it., Keep moving.]", "plan: &a [x]\nx: [*a, *a, *a]", "uses an alias"),
    "code": ("explanation: Triceps and its reflex.", "explanation: !!python/name:os.system", "uses a tag"),
    "deep nesting": ("explanation: Triceps and its reflex.", f"explanation: {'[' * 500}", "nested too deeply"),
    "a long text": ("explanation: Triceps and its reflex.", f"explanation: {'x' * 4001}", "shorten it to 4000"),
    "a key twice": ("licence: MIT", "licence: MIT\nlicence: GPL", "stands twice"),
    "not a number": ("width_mm: 40", "width_mm: .inf", "finite number"),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_case_that_means_harm_is_refused(tmp_path: Path, what: str) -> None:
    old, new, reason = TEXTS[what]
    assert CASE.count(old) == 1
    assert reason in refused(pack_file(tmp_path / "bad.rootpack", {NAME: CASE.replace(old, new).encode()}), tmp_path)


def test_a_case_that_is_no_text_or_an_archive_is_refused(tmp_path: Path) -> None:
    assert "is not text" in refused(pack_file(tmp_path / "bad.rootpack", {NAME: b"\xff\xfe\0"}), tmp_path)
    inner = io.BytesIO()
    zipfile.ZipFile(inner, "w").close()
    assert "bad.rootpack" in refused(pack_file(tmp_path / "bad.rootpack", {NAME: inner.getvalue()}), tmp_path)


PICTURES = {
    "too many pixels": (png(5000, 5000), "hand.png", "5000 × 5000 pixels"),
    "too wide": (png(60_000, 10), "hand.png", "60000 × 10 pixels"),
    "no width": (png(0, 10), "hand.png", "0 × 10 pixels"),
    "too many pixels in a JPEG": (jpeg(60_000, 60_000), "hand.jpg", "60000 × 60000 pixels"),
    "a JPEG called PNG": (jpeg(), "hand.png", "is no PNG inside"),
    "a PNG called JPEG": (png(), "hand.jpg", "is no JPEG inside"),
    "a web page called PNG": (b"<html>", "hand.png", "is no PNG inside"),
    "a PNG with something behind": (png(tail=b"PK\x03\x04"), "hand.png", "is not a whole PNG"),
    "a PNG cut off": (png()[:40], "hand.png", "is not a whole PNG"),
    "a JPEG cut off": (jpeg()[:-2], "hand.jpg", "is not a whole JPEG"),
    "a JPEG with two sizes": (jpeg()[:-6] + jpeg(9, 9)[4 + 4 :], "hand.jpg", "is not a whole JPEG"),
}


@pytest.mark.parametrize("what", PICTURES)
def test_a_picture_that_is_too_large_or_not_what_it_says_is_refused(tmp_path: Path, what: str) -> None:
    data, name, reason = PICTURES[what]
    assert reason in refused(pack_file(tmp_path / "bad.rootpack", with_image(data, name)), tmp_path)


def test_a_picture_of_too_many_bytes_or_of_no_case_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = pack_file(tmp_path / "bad.rootpack", {NAME: CASE.encode(), "images/hand.png": png()})
    assert "is shown by no case" in refused(pack, tmp_path)
    from rootmap.cases.pack import archive

    monkeypatch.setattr(archive, "MAX_IMAGE_BYTES", 20)
    assert "is too large" in refused(pack, tmp_path)


def test_installing_uses_no_network_and_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket
    import subprocess

    def never(*_given: object, **_more: object) -> None:
        raise AssertionError

    for module, name in ((socket, "socket"), (subprocess, "Popen"), (os, "system")):
        monkeypatch.setattr(module, name, never)
    assert install_pack(pack_file(tmp_path / "a.rootpack"), Profile(tmp_path / "home")).pack.cases


def test_the_command_line_refuses_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = pack_file(tmp_path / "bad.rootpack", {"../x.yaml": b""})
    assert main(["case", "install", str(bad), "--profile-dir", str(tmp_path / "home")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert json.dumps("../x.yaml") in said.err
