"""A picture added to a case: looked at by its header, copied under a plain name, never decoded here."""

import re
from pathlib import Path

from rootmap.cases.pictures import picture_bytes, picture_fault
from rootmap.errors import InputError
from rootmap.files import write_atomic


def add_picture(path: Path, folder: Path) -> str:
    """Copy a picture into `folder` and return its name there. Raises InputError for what is no harmless picture."""
    data = picture_bytes(path)
    said = picture_fault(path.name, data)
    if said is not None:
        raise InputError(path, "", *said)
    stem = re.sub(r"[^a-z0-9_-]+", "-", path.stem.lower()).strip("-_")[:60] or "picture"
    suffix = path.suffix.lower()
    for number in range(1, 1000):
        name = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
        target = folder / name
        if not target.exists():
            write_atomic(target, data)
            return name
        if target.read_bytes() == data:
            return name
    raise InputError(path, "", "has a name that is taken too often", "rename it")
