"""Write compiled atlases, find and load them: no yaml, no pydantic, polygons read when they are first asked for.

A compiled atlas is `<id>.json` (identity, areas), `<id>.geojson` (polygons of the half views), `<id>.npz` (labels).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.atlas.model import REBUILD, CompiledAtlas, HalfView, Kind, TerritoryId, info_from, info_table
from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.profile import Profile
from rootmap.resources import assets, atlases
from rootmap.skin.figure import Figure

FORMAT, VERSION = "rootmap.compiled-atlas", 3


_Rings = list[list[NDArray[np.float64]]]


class _Geometry:
    """The rings of all territories, read from the GeoJSON file when the first of them is asked for, then let go."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._rings: dict[str, dict[TerritoryId, _Rings]] | None = None

    def take(self, view: str) -> dict[TerritoryId, MultiPolygon]:
        """Return the polygons of a view. Raises InputError when they are not polygons."""
        if self._rings is None:
            self._rings = self._read()
        shapes = {}
        for name, rings in self._rings.pop(view, {}).items():
            try:
                shapes[name] = MultiPolygon([shapely.Polygon(part[0], part[1:]) for part in rings])
            except (ValueError, IndexError, shapely.errors.ShapelyError) as error:
                raise InputError(self.path, name, f"is not a polygon ({error})", REBUILD) from None
        return shapes

    def _read(self) -> dict[str, dict[TerritoryId, _Rings]]:
        """Return the rings as arrays (n, 2): as numbers of Python's they would take ten times the memory."""
        found: dict[str, dict[TerritoryId, _Rings]] = {}
        try:
            for feature in read_json(self.path)["features"]:
                of, parts = feature["properties"], feature["geometry"]["coordinates"]
                arrays = [[np.array(ring, np.float64) for ring in part] for part in parts]
                found.setdefault(of["view"], {})[of["territory"]] = arrays
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise InputError(self.path, str(error), "is missing or not as expected", REBUILD) from None
        return found


class LazyPolygons(Mapping[TerritoryId, MultiPolygon]):
    """The polygons of one half view by territory, made when the first is asked for."""

    def __init__(self, geometry: _Geometry, view: str) -> None:
        self._geometry, self._view = geometry, view
        self._made: dict[TerritoryId, MultiPolygon] | None = None

    @property
    def _shapes(self) -> dict[TerritoryId, MultiPolygon]:
        if self._made is None:
            self._made = self._geometry.take(self._view)
        return self._made

    def __getitem__(self, name: TerritoryId) -> MultiPolygon:
        return self._shapes[name]

    def __iter__(self) -> Iterator[TerritoryId]:
        return iter(self._shapes)

    def __len__(self) -> int:
        return len(self._shapes)


def save(compiled: CompiledAtlas, folder: Path, built_from: str = "") -> None:
    """Write the three files of a compiled atlas: the same bytes for the same input; the header last."""
    labels, geometry = _label_bytes(compiled), _geometry_bytes(compiled)
    header = {
        "format": FORMAT,
        "version": VERSION,
        "figure": compiled.figure,
        "built_from": built_from,
        "atlas": info_table(compiled.info),
        "label_area_cm2": list(compiled.label_area_cm2),
        "combinations": [list(places) for places in compiled.combinations[1 + len(compiled.info.territories) :]],
        "tints": list(compiled.tints),
        "sums": {".npz": _sum(labels), ".geojson": _sum(geometry)},
        "views": {
            name: {key: getattr(half, key) for key in ("middle_mm", "left_is_right", "resolution_mm")}
            for name, half in compiled.halves.items()
        },
    }
    write_atomic(folder / f"{compiled.info.id}.npz", labels)
    write_atomic(folder / f"{compiled.info.id}.geojson", geometry)
    write_atomic(folder / f"{compiled.info.id}.json", _json(header))


def _geometry_bytes(compiled: CompiledAtlas) -> bytes:
    features = [
        _feature(name, territory, shape)
        for name, half in compiled.halves.items()
        for territory, shape in half.polygons.items()
    ]
    text = _json({"type": "FeatureCollection", "features": features})
    return text.replace('{"type":"Feature",', '\n{"type":"Feature",').encode()


def _sum(data: bytes) -> str:
    from hashlib import sha256  # brings OpenSSL along: 3 MB that painting does not need

    return sha256(data).hexdigest()[:32]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _feature(view: str, territory: str, shape: MultiPolygon) -> dict[str, object]:
    rings = [
        [[[round(x, 2), round(y, 2)] for x, y in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in shape.geoms
    ]
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "properties": {"view": view, "territory": territory}, "geometry": geometry}


def _label_bytes(compiled: CompiledAtlas) -> bytes:
    """Return an .npz of the label images without the time of writing, which numpy would put in."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name in compiled.halves:
            array = BytesIO()
            np.lib.format.write_array(array, compiled.labels(name), allow_pickle=False)
            archive.writestr(ZipInfo(f"{name}.npy"), array.getvalue(), ZIP_DEFLATED)
    return buffer.getvalue()


def available_atlases(profile: Profile | None = None) -> tuple[str, ...]:
    """Return the ids of the atlases that have a source: the published ones, then the user's own."""
    folders = [atlases()] + ([profile.atlases] if profile is not None else [])
    names = [sorted(path.stem for path in folder.glob("**/*.yaml")) for folder in folders if folder.is_dir()]
    return tuple(dict.fromkeys(name for group in names for name in group))


def usable_atlases(
    figure: Figure, profile: Profile | None = None
) -> tuple[tuple[CompiledAtlas, ...], tuple[InputError, ...]]:
    """Return all maps of a figure, the user's own last, and what is wrong with those of them that had to be left out.

    Raises InputError when a published map is not usable.
    """
    published = available_atlases()
    found = in_order(load_atlas(name, figure, profile) for name in published)
    problems = []
    for name in available_atlases(profile)[len(published) :]:
        try:
            found += (load_atlas(name, figure, profile),)
        except InputError as error:
            problems.append(error)
    return found, tuple(problems)


def in_order(atlases: Iterable[CompiledAtlas]) -> tuple[CompiledAtlas, ...]:
    """Return maps by kind, those of roots first, and in a kind first those that give all skin to one territory each."""
    kinds = list(Kind)
    return tuple(sorted(atlases, key=lambda atlas: (kinds.index(atlas.info.kind), atlas.info.shares, atlas.info.id)))


def of_roots(atlases: Iterable[CompiledAtlas]) -> tuple[CompiledAtlas, ...]:
    """Return the maps of roots."""
    return tuple(atlas for atlas in atlases if atlas.info.kind is Kind.DERMATOME)


def to_rank_by(atlases: Iterable[CompiledAtlas]) -> tuple[CompiledAtlas, ...]:
    """Return the maps one ranks by: those of roots first, then whole maps of nerves, then those of referred pain."""
    maps = tuple(atlases)
    nerves = (atlas for atlas in maps if atlas.info.kind is Kind.NERVE and not atlas.info.shares)
    return (*of_roots(maps), *nerves, *(atlas for atlas in maps if atlas.info.kind is Kind.REFERRAL))


def load_atlas(atlas_id: str, figure: Figure, profile: Profile | None = None) -> CompiledAtlas:
    """Return a compiled atlas. Raises InputError when there is none of this name or its files are not usable."""
    path = _compiled_path(atlas_id, figure, profile)
    table = read_json(path)
    if not isinstance(table, dict) or table.get("format") != FORMAT or table.get("version") != VERSION:
        raise InputError(path, "version", f"is not {FORMAT} version {VERSION}", REBUILD)
    try:
        geometry = _Geometry(path.with_suffix(".geojson"))
        halves = {name: _half(frame, LazyPolygons(geometry, name)) for name, frame in table["views"].items()}
        area = tuple(float(value) for value in table["label_area_cm2"])
        info = info_from(table["atlas"])
        shared = tuple(tuple(map(int, places)) for places in table["combinations"])
        tints = tuple(int(table["tints"][place]) for place in range(len(info.territories)))
        if profile is not None and profile.atlases in path.parents:
            _refuse_damaged(path, table["sums"])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise InputError(path, str(error), "is missing or not as expected", REBUILD) from None
    combinations = ((), *((place,) for place in range(len(info.territories))), *shared)
    return CompiledAtlas(info, figure.name, halves, area, combinations, path.with_suffix(".npz"), tints=tints)


def _refuse_damaged(path: Path, sums: Mapping[str, str]) -> None:
    """Raise InputError when a file beside the header is not the one written with it: it is read when it is too late."""
    for ending, written in sums.items():
        part = path.with_suffix(ending)
        try:
            damaged = _sum(part.read_bytes()) != written
        except OSError:
            damaged = True
        if damaged:
            raise InputError(part, "", "is damaged or missing", REBUILD)


def _half(frame: Mapping[str, Any], polygons: LazyPolygons) -> HalfView:
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
