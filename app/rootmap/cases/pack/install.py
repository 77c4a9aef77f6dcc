"""Put a pack into the user's library: whole or not at all, and nowhere else."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rootmap.anatomy.model import Anatomy
from rootmap.cases.library import PACKS, LibraryWatch
from rootmap.cases.pack.content import Pack, manifest_text, read_pack
from rootmap.cases.pack.limits import MANIFEST
from rootmap.errors import InputError
from rootmap.profile import Profile

_COMING, _GOING = ".coming-", ".going-"  # the library looks into no folder that begins with a dot


@dataclass(frozen=True)
class Installed:
    """A pack that is in the library now, where, and whether an earlier one of its id made way."""

    pack: Pack
    folder: Path
    replaced: bool


def install_pack(path: Path, profile: Profile, anatomy: Anatomy | None = None) -> Installed:
    """Read a pack with care and put it into the library. Raises InputError; then the library is as before."""
    pack = read_pack(path, anatomy)
    packs = profile.library / PACKS
    target = packs / pack.manifest.id
    _refuse_taken(pack, target, profile, anatomy)
    try:
        packs.mkdir(parents=True, exist_ok=True)
        coming = Path(tempfile.mkdtemp(prefix=_COMING, dir=packs))
        try:
            _write(pack, coming)
            return Installed(pack, target, _put(coming, target))
        finally:
            shutil.rmtree(coming, ignore_errors=True)
    except OSError as error:
        raise InputError(packs, "", f"cannot be written ({error.strerror})", "free some space or permit it") from None


def _refuse_taken(pack: Pack, target: Path, profile: Profile, anatomy: Anatomy | None) -> None:
    """Refuse a pack whose cases or banks go by the id of others, which would then hide one another."""
    library = LibraryWatch(profile, anatomy).look()
    for here, there in ((pack.cases, library.cases), (pack.banks, library.banks)):
        known = {item.id: item.path for item in there if target not in item.path.parents}
        for item in here:
            if item.id in known:
                problem = f"{item.id} is there already, in {known[item.id]}"
                raise InputError(pack.path, item.path.name, problem, "take that one away, or ask for another id")


def _write(pack: Pack, folder: Path) -> None:
    (folder / MANIFEST).write_text(manifest_text(pack.manifest), encoding="utf-8")
    for name, data in pack.entries.items():
        place = folder / name  # only names that `name_fault` lets pass come here
        place.parent.mkdir(exist_ok=True)
        with place.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    folder.chmod(0o755)


def _put(coming: Path, target: Path) -> bool:
    """Let a finished folder take its place in one step; return whether another one made way."""
    if not target.exists() and not target.is_symlink():
        coming.rename(target)
        return False
    going = Path(tempfile.mkdtemp(prefix=_GOING, dir=target.parent))
    target.rename(going / target.name)
    try:
        coming.rename(target)
    except OSError:
        (going / target.name).rename(target)
        going.rmdir()
        raise
    shutil.rmtree(going, ignore_errors=True)
    return True
