"""The size of a PNG or JPEG by its header alone: nothing is decoded until its pixels have been counted."""

import struct
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from rootmap.cases.model import Case
from rootmap.errors import InputError
from rootmap.source_file.faults import Said

MAX_IMAGE_BYTES = 10 * 1024 * 1024
MAX_IMAGE_PIXELS = 20_000_000  # 80 MB once decoded
MAX_IMAGE_EDGE = 20_000  # pixels
IMAGES = "images"  # the folder beside those of cases and questions

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # markers of a frame's header, with its size
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_SCAN, _END = 0xDA, 0xD9
SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}


class _BrokenError(Exception):
    """The picture's bytes are not as its format wants them."""


def picture_fault(name: str, data: bytes) -> Said | None:
    """Return what is wrong with a picture and what to do, None when it may be shown."""
    wanted = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if len(data) > MAX_IMAGE_BYTES:
        return f"is a picture of {len(data) / 1e6:.0f} MB", f"at most {MAX_IMAGE_BYTES // 1024 // 1024} MB are shown"
    found = "PNG" if data.startswith(_PNG) else "JPEG" if data.startswith(_JPEG) else None
    if found is None or found != wanted:
        return f"is no {wanted or 'picture'} inside", "save it as what its name says, PNG or JPEG"
    try:
        width, height = _png_size(data) if found == "PNG" else _jpeg_size(data)
    except (_BrokenError, struct.error, IndexError):
        return f"is not a whole {found}", "save it again"
    if not 0 < width <= MAX_IMAGE_EDGE or not 0 < height <= MAX_IMAGE_EDGE or width * height > MAX_IMAGE_PIXELS:
        most = MAX_IMAGE_PIXELS // 1_000_000
        return f"is a picture of {width} × {height} pixels", f"make it smaller: at most {most} million pixels are shown"
    return None


def image_path(case: Case, name: str) -> Path:
    """Return where a picture of a case lies: in the folder `images` beside the folder of the case."""
    return case.path.parent.parent / IMAGES / name


def picture_faults(case: Case) -> Iterator[InputError]:
    """Yield what is wrong with the pictures that a case shows, looking at the files."""
    for image in case.images:
        try:
            said = picture_fault(image.file, picture_bytes(image_path(case, image.file)))
        except InputError as error:
            yield error
        else:
            if said is not None:
                yield InputError(image_path(case, image.file), "", *said)


def picture_bytes(path: Path) -> bytes:
    """Return the bytes of a picture, no more than one too many. Raises InputError when it cannot be read."""
    try:
        if not path.is_file():
            remedy = "put the picture into the folder images beside the folder of the cases"
            raise InputError(path, "", "is not there", remedy)
        with path.open("rb") as file:
            return file.read(MAX_IMAGE_BYTES + 1)
    except OSError as error:
        raise InputError(path, "", error.strerror or "cannot be read", "check the permissions") from None


def _png_size(data: bytes) -> tuple[int, int]:
    """Return width and height; the chunks must follow one another to the very end of the file."""
    length, kind, width, height = struct.unpack_from(">I4sII", data, len(_PNG))
    if kind != b"IHDR" or length != 13:
        raise _BrokenError
    place = len(_PNG)
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, place)
        place += 12 + length
    if place != len(data):
        raise _BrokenError  # something else hangs on the picture
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return width and height from the frame's header, which must come before the first scan."""
    if not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise _BrokenError
    place, size = 2, None
    while True:
        if data[place] != 0xFF:
            raise _BrokenError
        marker = data[place + 1]
        place += 2
        if marker == 0xFF:  # filling
            place -= 1
        elif marker in (_SCAN, _END):
            break
        elif marker not in _ALONE:
            (length,) = struct.unpack_from(">H", data, place)
            if marker in _FRAMES:
                height, width = struct.unpack_from(">HH", data, place + 3)
                if size is not None:
                    raise _BrokenError  # which of the two would the decoder believe?
                size = width, height
            place += max(length, 2)
    if size is None:
        raise _BrokenError
    return size
