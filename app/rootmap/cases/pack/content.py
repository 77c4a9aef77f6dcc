"""What is in a pack once it has proved sound: its manifest, and its files, each read as strictly as any other."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from rootmap.anatomy.model import Anatomy
from rootmap.cases.bank import QuestionBank
from rootmap.cases.model import Case
from rootmap.cases.pack.archive import read_entries
from rootmap.cases.pack.limits import FORMAT, MANIFEST, SUFFIX, VERSION
from rootmap.cases.pack.names import DEVICES
from rootmap.cases.pictures import picture_fault
from rootmap.cases.reading import Reader
from rootmap.cases.text import unsafe
from rootmap.errors import InputError
from rootmap.files import parse_json
from rootmap.source_file.faults import short

MAX_WORDS = 200  # letters of a title, an author, a licence
_WORDS = ("title", "author", "licence")
_KEYS = ("format", "version", "id", *_WORDS, "files")


@dataclass(frozen=True)
class Manifest:
    """What a pack says of itself; `files` gives each file's SHA-256."""

    id: str
    title: str
    author: str
    licence: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Pack:
    """A pack that has been read and found sound; `entries` are its files' bytes by name, without the manifest."""

    path: Path
    manifest: Manifest
    cases: tuple[Case, ...]
    banks: tuple[QuestionBank, ...]
    entries: Mapping[str, bytes]


def read_pack(path: Path, anatomy: Anatomy | None = None) -> Pack:
    """Read a pack without writing anything. Raises InputError that says why it is refused."""
    if path.suffix.lower() != SUFFIX:
        raise InputError(path, "", "is no pack by its name", f"choose a *{SUFFIX} file")
    entries = read_entries(path)
    manifest = _manifest(path, entries)
    _compare(path, manifest, entries)
    return examined(path, manifest, {name: data for name, data in entries.items() if name != MANIFEST}, anatomy)


def examined(path: Path, manifest: Manifest, entries: Mapping[str, bytes], anatomy: Anatomy | None = None) -> Pack:
    """Return a pack of files once each of them is sound. Raises InputError for the first fault."""
    reader = Reader(anatomy)
    texts = {name: _text(path, name, data) for name, data in entries.items() if name.endswith(".yaml")}
    cases = tuple(reader.case(path / name, text).sound() for name, text in _under("cases/", texts))
    banks = tuple(reader.bank(path / name, text).sound() for name, text in _under("questions/", texts))
    if not cases and not banks:
        raise InputError(path, "", "holds neither a case nor a question", "choose another pack")
    pictures = {name: data for name, data in entries.items() if name.startswith("images/")}
    for name, data in pictures.items():
        said = picture_fault(name, data)
        if said is not None:
            raise InputError(path, f'entry "{name}"', *said)
    _match_pictures(path, cases, set(pictures))
    return Pack(path, manifest, cases, banks, entries)


def manifest_text(manifest: Manifest) -> str:
    """Return a manifest as it stands in a pack: the same for the same files."""
    head = {"format": FORMAT, "version": VERSION, "id": manifest.id}
    words = {name: getattr(manifest, name) for name in _WORDS}
    return (
        json.dumps(head | words | {"files": dict(sorted(manifest.files.items()))}, indent=1, ensure_ascii=False) + "\n"
    )


def checked_manifest(where: Path, place: str, data: Mapping[str, Any]) -> Manifest:
    """Return the manifest in a mapping of its fields. Raises InputError."""
    for field in _WORDS:
        value = data.get(field)
        if not isinstance(value, str) or not 0 < len(value) <= MAX_WORDS:
            raise InputError(where, f"{place}{field}", "is no short text", f"write 1 to {MAX_WORDS} letters")
        said = unsafe(value) or (("is more than one line", "write one line") if "\n" in value else None)
        if said is not None:
            raise InputError(where, f"{place}{field}", *said)
    name = data.get("id")
    if not isinstance(name, str) or not is_pack_id(name):
        problem = f'"{short(name)}" is no usable name'
        raise InputError(where, f"{place}id", problem, "use small letters, digits and hyphens, as spine-course")
    files = data.get("files")
    if not isinstance(files, dict) or not all(isinstance(value, str) for value in files.values()):
        raise InputError(where, f"{place}files", "is no list of files with their hashes", "pack the files again")
    return Manifest(name, data["title"], data["author"], data["licence"], files)


def is_pack_id(name: str) -> bool:
    """Whether a pack may be called that: it becomes the name of a folder."""
    letters = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    return 0 < len(name) <= 64 and letters.issuperset(name) and name[0] != "-" and name not in DEVICES


def digest(data: bytes) -> str:
    """Return the hash by which a manifest knows a file."""
    return sha256(data).hexdigest()


def _manifest(path: Path, entries: Mapping[str, bytes]) -> Manifest:
    if MANIFEST not in entries:
        raise InputError(path, MANIFEST, "is missing", "pack the files with `rootmap case pack`")
    data = parse_json(path / MANIFEST, _text(path, MANIFEST, entries[MANIFEST]))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(path, f"{MANIFEST}: format", f'is not "{FORMAT}"', "choose a pack of cases")
    if type(data.get("version")) is not int or data["version"] != VERSION:
        problem = f"{short(repr(data.get('version')))} is not known here"
        raise InputError(path, f"{MANIFEST}: version", problem, f"this Rootmap reads version {VERSION}")
    for name in data:
        if name not in _KEYS:
            raise InputError(path, f"{MANIFEST}: {short(name)}", "is no field of a manifest", f"use {', '.join(_KEYS)}")
    return checked_manifest(path, f"{MANIFEST}: ", data)


def _compare(path: Path, manifest: Manifest, entries: Mapping[str, bytes]) -> None:
    """Refuse a pack whose files are not those that its manifest lists."""
    there = {name for name in entries if name != MANIFEST}
    for name in sorted(there ^ set(manifest.files)):
        what = "is not listed in the manifest" if name in there else "is listed in the manifest and missing"
        raise InputError(path, f'entry "{short(name)}"', what, "ask for the pack again")
    for name in sorted(there):
        if digest(entries[name]) != manifest.files[name]:
            raise InputError(path, f'entry "{name}"', "is not the file that was packed", "ask for the pack again")


def _text(path: Path, name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path / name, f"byte {error.start}", "is not text", "save it as UTF-8") from None


def _under(folder: str, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in sorted(texts.items()) if name.startswith(folder))


def _match_pictures(path: Path, cases: tuple[Case, ...], there: set[str]) -> None:
    wanted = {f"images/{image.file}": case.path for case in cases for image in case.images}
    for name in sorted(set(wanted) - there):
        raise InputError(wanted[name], "images", f"{name} is missing", "put it into the folder images beside the cases")
    for name in sorted(there - set(wanted)):
        raise InputError(path, f'entry "{name}"', "is shown by no case", "leave it out")
