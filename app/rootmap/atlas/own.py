"""Maps of the user's own: compiled from any file, kept in the profile, known again when the program starts."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.source import read_source_text
from rootmap.atlas.store import available_atlases, save
from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.profile import Profile
from rootmap.skin.figure import Figure

if TYPE_CHECKING:
    from rootmap.atlas.prepared import PreparedFigure

ASIDE = ".removed"  # added to the name of a source whose map was taken away
_RESERVED = ("core", "disagreement")  # what is made of all maps goes by these
_FORMAT, _VERSION = "rootmap.originals", 1


@dataclass(frozen=True)
class OwnMap:
    """A map just compiled: where it came from, its text, and what its files are stamped with."""

    path: Path
    text: str
    compiled: CompiledAtlas
    stamp: str

    @property
    def id(self) -> str:
        """The map's id."""
        return self.compiled.info.id


def compile_own(
    path: Path, ready: "PreparedFigure", profile: Profile, breathe: Callable[[], object] = lambda: None
) -> OwnMap:
    """Read and compile a map; nothing is written. Raises InputError for the first fault.

    `breathe` is called several times a second and may raise to give up.
    """
    from rootmap.atlas.build import build, stamp
    from rootmap.atlas.source import read_source

    text = read_source_text(path)
    source = read_source(path, text)
    name = source.info.id
    if name in available_atlases() or name in _RESERVED:
        raise InputError(path, "id", f"{name} is the name of a published map", f"call yours {name}-2 or the like")
    if profile.atlases in path.parents and path.stem != name:
        raise InputError(path, "id", f'is "{name}", unlike the file', f"name the file {name}.yaml")
    compiled = build(source, ready, breathe)
    return OwnMap(path, text, compiled, stamp(source.digest, ready.figure))


def keep(own: OwnMap, profile: Profile) -> None:
    """Write a map and its source into the profile, where the next start finds it. Raises InputError."""
    save(own.compiled, compiled_folder(own.compiled.figure, profile), own.stamp)
    if profile.atlases not in own.path.parents:
        write_atomic(kept_source(own.id, profile), own.text)


def take_away(name: str, profile: Profile) -> Path:
    """Remove a map from the profile and return where its source is kept aside. Raises InputError."""
    copy = kept_source(name, profile)
    aside = copy.with_name(copy.name + ASIDE)
    try:
        with suppress(FileNotFoundError):
            copy.replace(aside)
        for ending in (".json", ".geojson", ".npz"):
            for part in compiled_folder("", profile).glob(f"*/{name}{ending}"):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(copy, "", f"cannot be removed ({error.strerror})", "delete the file yourself") from None
    return aside


def own_sources(profile: Profile) -> tuple[Path, ...]:
    """Return the sources in the profile, by name."""
    return tuple(sorted(profile.atlases.glob("**/*.yaml"))) if profile.atlases.is_dir() else ()


def is_current(path: Path, figure: Figure, profile: Profile) -> bool:
    """Whether the compiled files of a source in the profile belong to it, this figure and this version."""
    from hashlib import sha256

    from rootmap.atlas.build import built_from, stamp

    digest = sha256(read_source_text(path).encode()).hexdigest()
    return built_from(compiled_folder(figure.name, profile) / f"{path.stem}.json") == stamp(digest, figure)


def kept_source(name: str, profile: Profile) -> Path:
    """Return where the source of a map is kept."""
    return profile.atlases / f"{name}.yaml"


def compiled_folder(figure: str, profile: Profile) -> Path:
    """Return where the compiled maps of a figure are kept."""
    return profile.atlases / "compiled" / figure


def read_originals(profile: Profile) -> dict[str, Path]:
    """Return the files that maps were loaded from, by id; what cannot be read is as good as not there."""
    with suppress(InputError, AttributeError, TypeError):
        table = read_json(_originals(profile))
        if table.get("format") == _FORMAT and table.get("version") == _VERSION:
            return {str(name): Path(path) for name, path in table.get("files", {}).items()}
    return {}


def write_originals(originals: Mapping[str, Path], profile: Profile) -> None:
    """Remember the files that maps were loaded from. Raises InputError."""
    files = {name: str(path) for name, path in sorted(originals.items())}
    write_atomic(_originals(profile), json.dumps({"format": _FORMAT, "version": _VERSION, "files": files}, indent=1))


def _originals(profile: Profile) -> Path:
    return profile.atlases / "originals.json"
