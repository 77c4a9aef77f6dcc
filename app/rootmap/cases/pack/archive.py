"""The bytes in a pack, taken out with care: every name and every size is asked before and counted while reading."""

import errno
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rootmap.cases.pack.limits import (
    MANIFEST,
    MAX_DIRECTORY_BYTES,
    MAX_ENTRIES,
    MAX_MANIFEST_BYTES,
    MAX_PACK_BYTES,
    MAX_TOTAL_BYTES,
)
from rootmap.cases.pack.names import folded, is_folder_entry, name_fault
from rootmap.cases.pictures import MAX_IMAGE_BYTES
from rootmap.cases.reading import MAX_BYTES
from rootmap.errors import InputError
from rootmap.source_file.faults import short

_START, _END, _END_BYTES, _MAX_COMMENT = b"PK\x03\x04", b"PK\x05\x06", 22, 65_535
_LARGE, _LARGE_BYTES = b"PK\x06\x07", 20  # where the end of a large archive is found
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OverflowError, NotImplementedError)
_AGAIN = "ask for the pack again"
_NOT_LIKE_US = "pack it again with `rootmap case pack`"


def read_entries(path: Path) -> dict[str, bytes]:
    """Return all files in a pack, by name. Nothing is written. Raises InputError that says why a pack is refused."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would block the reader for ever
            raise InputError(path, "", "is not a file", "choose a *.rootpack file")
        with path.open("rb") as file:
            _refuse_unreadable(path, file)
            with zipfile.ZipFile(file) as archive:
                return dict(_entries(path, archive))
    except FileNotFoundError:
        raise InputError(path, "", "does not exist", "check the name") from None
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place before the beginning of the file
            raise InputError(path, "", "is damaged", _AGAIN) from None
        raise InputError(path, "", error.strerror or "cannot be read", "check the permissions") from None
    except UnicodeDecodeError:
        raise InputError(path, "", "has an entry whose name is not UTF-8", _NOT_LIKE_US) from None
    except _DAMAGED as error:
        raise InputError(path, "", f"is damaged ({short(error) or type(error).__name__})", _AGAIN) from None
    except RuntimeError:  # an encrypted entry that did not say so
        raise InputError(path, "", "is encrypted", _NOT_LIKE_US) from None


def _refuse_unreadable(path: Path, file: BinaryIO) -> None:
    """Look at the ends of the file before anything builds lists from it."""
    size = os.fstat(file.fileno()).st_size
    if size > MAX_PACK_BYTES:
        raise InputError(path, "", f"is {size / 1e6:.0f} MB, too large", f"at most {MAX_PACK_BYTES / 1e6:.0f} MB open")
    if file.read(len(_START)) != _START:
        raise InputError(path, "", "is no pack", "choose a *.rootpack file")
    file.seek(max(0, size - _END_BYTES - _MAX_COMMENT))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_BYTES:
        raise InputError(path, "", "has lost its end", _AGAIN)
    _, _, _, count, directory_bytes, _, comment = struct.unpack_from("<4HIIH", tail, end + len(_END))
    if comment or len(tail) - end != _END_BYTES:
        raise InputError(path, "", "has something behind its end", _NOT_LIKE_US)
    if tail[max(0, end - _LARGE_BYTES) : end].startswith(_LARGE):  # would overrule the counts that are looked at here
        raise InputError(path, "", "is written for huge files", _NOT_LIKE_US)
    if count > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise InputError(path, "", "has too many entries", f"a pack holds at most {MAX_ENTRIES}")
    file.seek(0)


def _entries(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise InputError(path, "", f"has {len(infos)} entries", f"a pack holds at most {MAX_ENTRIES}")
    seen: dict[str, str] = {}
    for info in infos:
        name = info.orig_filename
        _refuse_name(path, name, seen)
        seen[folded(name)] = name
        _refuse_kind(path, info)
    declared = sum(info.file_size for info in infos)
    if declared > MAX_TOTAL_BYTES:
        problem = f"holds {declared / 1e6:.0f} MB once unpacked"
        raise InputError(path, "", problem, f"at most {MAX_TOTAL_BYTES / 1e6:.0f} MB are read")
    left = MAX_TOTAL_BYTES
    for info in infos:
        if not is_folder_entry(info.orig_filename):
            data = _data(path, archive, info, left)
            left -= len(data)
            yield info.orig_filename, data


def _refuse_name(path: Path, name: str, seen: dict[str, str]) -> None:
    said = None if is_folder_entry(name) else name_fault(name)
    shown = f'entry "{short(ascii(name)[1:-1])}"'
    if said is not None:
        raise InputError(path, shown, *said)
    before = seen.get(folded(name))
    if before is not None:
        problem = "stands twice" if before == name else f'differs from "{before}" only in its letters\' case'
        raise InputError(path, shown, problem, "keep one of them")


def _refuse_kind(path: Path, info: zipfile.ZipInfo) -> None:
    """Refuse what is not a plain file: links, devices, encrypted entries, odd compression."""
    shown = f'entry "{short(info.orig_filename)}"'
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (kind == stat.S_IFDIR) > is_folder_entry(info.orig_filename):
        what = "a link" if kind == stat.S_IFLNK else "not a plain file"
        raise InputError(path, shown, f"is {what}", "pack the file itself")
    if info.flag_bits & _ENCRYPTED:
        raise InputError(path, shown, "is encrypted", _NOT_LIKE_US)
    if info.compress_type not in _PLAIN:
        raise InputError(path, shown, "is compressed in an unusual way", _NOT_LIKE_US)


def _data(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """Return the bytes of an entry, never more than its kind may have, whatever size it declares."""
    name = info.orig_filename
    most = min(left, MAX_MANIFEST_BYTES if name == MANIFEST else MAX_IMAGE_BYTES if _is_image(name) else MAX_BYTES)
    too_large = InputError(path, f'entry "{name}"', "is too large", f"it may have {most / 1e6:.1f} MB")
    if info.file_size > most:
        raise too_large
    with archive.open(info) as entry:
        data = entry.read(most + 1)
    if len(data) > most or len(data) != info.file_size:
        raise too_large
    return data


def _is_image(name: str) -> bool:
    return name.startswith("images/")
