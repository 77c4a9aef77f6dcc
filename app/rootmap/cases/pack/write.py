"""Make a pack: the same files give the same bytes, on every machine."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rootmap.anatomy.model import Anatomy
from rootmap.cases.pack.content import Manifest, Pack, checked_manifest, digest, examined, manifest_text
from rootmap.cases.pack.limits import MANIFEST, SUFFIX
from rootmap.cases.pack.names import folded, name_fault
from rootmap.cases.pictures import image_path, picture_bytes
from rootmap.cases.reading import MAX_BYTES, Reader
from rootmap.errors import InputError
from rootmap.files import read_text, write_atomic

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that an archive knows: when a file was saved is nobody's business
_BANK = re.compile(r"^format: *['\"]?rootmap\.questions\b", re.MULTILINE)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


def write_pack(files: Sequence[Path], output: Path, words: Mapping[str, str], anatomy: Anatomy | None = None) -> Pack:
    """Pack cases and question banks, with the pictures that the cases show, and return the pack.

    `words` are id, title, author and licence. Raises InputError for the first fault; then nothing is written.
    """
    if output.suffix != SUFFIX:
        raise InputError(output, "", "is not the name of a pack", f"end it in {SUFFIX}")
    entries = _gathered(files, Reader(anatomy))
    listed = {name: digest(data) for name, data in entries.items()}
    manifest = checked_manifest(output, "", {**words, "files": listed})
    pack = examined(output, manifest, entries, anatomy)
    write_atomic(output, packed(manifest, entries))
    return pack


def packed(manifest: Manifest, entries: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a pack: entries in the order of their names, stored as they are.

    They are not compressed: what a compressor makes of a text differs from one machine to the next, and pictures are
    compressed already.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in ((MANIFEST, manifest_text(manifest).encode()), *sorted(entries.items())):
            info = zipfile.ZipInfo(name, _MOMENT)
            info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(info, data)
    return buffer.getvalue()


def _gathered(files: Sequence[Path], reader: Reader) -> dict[str, bytes]:
    """Return the files by the names they have in the pack. Raises InputError."""
    entries: dict[str, bytes] = {}
    for path in files:
        text = read_text(path, MAX_BYTES, "case or question bank, a *.yaml file")
        if _BANK.search(text):
            _add(entries, f"questions/{path.name}", text.encode(), path)
            continue
        case = reader.case(path, text).sound()
        _add(entries, f"cases/{path.name}", text.encode(), path)
        for image in case.images:
            source = image_path(case, image.file)
            _add(entries, f"images/{image.file}", picture_bytes(source), source)
    return entries


def _add(entries: dict[str, bytes], name: str, data: bytes, path: Path) -> None:
    said = name_fault(name)
    if said is not None:
        raise InputError(path, "", *said)
    other = next((known for known in entries if folded(known) == folded(name)), None)
    if other is not None and entries[other] != data:
        raise InputError(path, "", f"would stand in the pack as {other} does", "give it another id and file name")
    entries[name] = data
