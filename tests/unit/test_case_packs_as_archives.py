"""A pack that is a harmful or damaged archive is refused with a reason, and nothing is written."""

import contextlib
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cases_world import CASE, manifest_of, pack_file

from packs_world import NAME, refused
from rootmap.cases.pack import limits
from rootmap.cases.pack.content import read_pack
from rootmap.errors import InputError

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
