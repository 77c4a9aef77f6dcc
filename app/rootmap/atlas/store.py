"""Find and load compiled atlases: no yaml, no pydantic, polygons made when they are first asked for."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon

from rootmap.atlas.model import REBUILD, CompiledAtlas, HalfView, TerritoryId, info_from
from rootmap.errors import InputError
from rootmap.files import read_json
from rootmap.profile import Profile
from rootmap.resources import assets, atlases
from rootmap.skin.figure import Figure

FORMAT, VERSION = "rootmap.compiled-atlas", 1


class LazyPolygons(Mapping[TerritoryId, MultiPolygon]):
    """Polygons by territory, made from GeoJSON rings on first use; InputError when they are not polygons."""

    def __init__(self, path: Path, rings: Mapping[TerritoryId, Any]) -> None:
        self._path, self._rings = path, rings
        self._made: dict[TerritoryId, MultiPolygon] = {}

    def __getitem__(self, name: TerritoryId) -> MultiPolygon:
        if name not in self._made:
            try:
                parts = [[np.array(ring, np.float64) for ring in part] for part in self._rings[name]]
                self._made[name] = MultiPolygon([shapely.Polygon(part[0], part[1:]) for part in parts])
            except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError) as error:
                raise InputError(self._path, name, f"is not a polygon ({error})", REBUILD) from None
        return self._made[name]

    def __iter__(self) -> Iterator[TerritoryId]:
        return iter(self._rings)

    def __len__(self) -> int:
        return len(self._rings)


def available_atlases(profile: Profile | None = None) -> tuple[str, ...]:
    """Return the ids of the atlases that have a source: the published ones, then the user's own."""
    folders = [atlases()] + ([profile.atlases] if profile is not None else [])
    names = [sorted(path.stem for path in folder.glob("**/*.yaml")) for folder in folders if folder.is_dir()]
    return tuple(dict.fromkeys(name for group in names for name in group))


def usable_atlases(
    figure: Figure, profile: Profile | None = None
) -> tuple[tuple[CompiledAtlas, ...], tuple[InputError, ...]]:
    """Return all maps of a figure, and what is wrong with those of the user's own that had to be left out.

    Raises InputError when a published map is not usable.
    """
    published, found, problems = available_atlases(), [], []
    for name in available_atlases(profile):
        try:
            found.append(load_atlas(name, figure, profile))
        except InputError as error:
            if name in published:
                raise
            problems.append(error)
    return tuple(found), tuple(problems)


def load_atlas(atlas_id: str, figure: Figure, profile: Profile | None = None) -> CompiledAtlas:
    """Return a compiled atlas. Raises InputError when there is none of this name or its files are not usable."""
    path = _compiled_path(atlas_id, figure, profile)
    table = read_json(path)
    if not isinstance(table, dict) or table.get("format") != FORMAT or table.get("version") != VERSION:
        raise InputError(path, "version", f"is not {FORMAT} version {VERSION}", REBUILD)
    try:
        halves = {name: _half(path, table, name) for name in table["views"]}
        area = {str(name): float(value) for name, value in table["area_cm2"].items()}
        info = info_from(table["atlas"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(path, str(error), "is missing or not as expected", REBUILD) from None
    labels = None if info.overlapping else path.with_suffix(".npz")
    return CompiledAtlas(info, figure.name, halves, area, labels)


def _half(path: Path, table: Mapping[str, Any], name: str) -> HalfView:
    frame = table["views"][name]
    rings = {
        feature["properties"]["territory"]: feature["geometry"]["coordinates"]
        for feature in table["features"]
        if feature["properties"]["view"] == name
    }
    polygons = LazyPolygons(path, rings)
    return HalfView(float(frame["middle_mm"]), bool(frame["left_is_right"]), float(frame["resolution_mm"]), polygons)


def _compiled_path(atlas_id: str, figure: Figure, profile: Profile | None) -> Path:
    folders = [figure.folder / "atlases", assets("figures", figure.name, "atlases")]
    if profile is not None:
        folders.append(profile.atlases / "compiled" / figure.name)
    for folder in folders:
        path = folder / f"{atlas_id}.json"
        if "/" not in atlas_id and "\\" not in atlas_id and path.is_file():
            return path
    own = (path for path in profile.atlases.glob("**/*.yaml") if path.stem == atlas_id) if profile is not None else ()
    for source in own:
        raise InputError(source, "", "is not built", f"run `rootmap atlas build {source}`")
    known = ", ".join(available_atlases(profile)) or "none"
    raise InputError("atlas", atlas_id, f"there is no such atlas for the figure {figure.name}", f"choose from: {known}")
