"""Compile an atlas source for a figure, and write it beside the figure."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.atlas import coverage
from rootmap.atlas.labels import coarse_labels, extend, fine_labels
from rootmap.atlas.model import CompiledAtlas, HalfView, Territory, info_table
from rootmap.atlas.paint import Area, resolve
from rootmap.atlas.seams import find_seams, join_curves
from rootmap.atlas.source import AtlasSource, check, read_source
from rootmap.errors import InputError
from rootmap.files import write_atomic
from rootmap.resources import atlases
from rootmap.skin.figure import Figure, View
from rootmap.skin.grid import NO_SKIN
from rootmap.skin.raster import fill

__all__ = ["build", "build_all", "check", "save", "stale"]

Labels = NDArray[np.uint8]
FORMAT, VERSION = "rootmap.compiled-atlas", 1
REST = 255  # label of the skin outside the one territory that is being compiled
CUT_CELLS = 3  # the outline cuts no deeper than this into the grid
_MODULES = ("build", "coverage", "curves", "labels", "model", "paint", "seams", "source")


def build(source: AtlasSource, figure: Figure) -> CompiledAtlas:
    """Return the atlas on a figure. Raises InputError when a map that does not overlap leaves skin bare."""
    names = next(iter(figure.views.values())).grid.segment_names
    areas = resolve(source, names, join_curves(source, find_seams(figure)))
    if source.info.overlapping:
        return _build_overlapping(source, figure, areas)
    coarse = {name: coarse_labels(view.grid, areas) for name, view in figure.views.items()}
    _refuse_gaps(source, figure, coarse)
    home = _widest_view(coarse, len(source.info.territories))
    labels, halves = {}, {}
    for name, view in figure.views.items():
        keep = {label for label, best in home.items() if best == name}
        shapes = _half_shapes(view, areas, coarse[name], keep)
        halves[name] = _half_view(view, {t.id: shapes[k] for t, k in _coded(source) if k in shapes})
        labels[name] = _labels_of(view, shapes)
    area = {t.id: _area(figure, {name: image == k for name, image in labels.items()}) for t, k in _coded(source)}
    return CompiledAtlas(source.info, figure.name, halves, area, None, labels)


def _build_overlapping(source: AtlasSource, figure: Figure, areas: Sequence[Area]) -> CompiledAtlas:
    """Compile each territory by itself against the rest of the skin."""
    ground = Area(REST, tuple(range(len(next(iter(figure.views.values())).grid.segment_names))))
    shapes: dict[str, dict[str, MultiPolygon]] = {name: {} for name in figure.views}
    area = {}
    for territory, label in _coded(source):
        own = [ground, *(a for a in areas if a.label == label)]
        coarse = {name: coarse_labels(view.grid, own) for name, view in figure.views.items()}
        home = max(coarse, key=lambda name: np.count_nonzero(coarse[name] == label))
        for name, view in figure.views.items():
            found = _half_shapes(view, own, coarse[name], {label} if name == home else set())
            if label in found:
                shapes[name][territory.id] = found[label]
        area[territory.id] = _area(figure, {name: image == label for name, image in coarse.items()})
    halves = {name: _half_view(view, shapes[name]) for name, view in figure.views.items()}
    return CompiledAtlas(source.info, figure.name, halves, area)


def _coded(source: AtlasSource) -> list[tuple[Territory, int]]:
    return [(territory, place + 1) for place, territory in enumerate(source.info.territories)]


def _refuse_gaps(source: AtlasSource, figure: Figure, coarse: Mapping[str, Labels]) -> None:
    bare: Counter[str] = Counter()
    for name, view in figure.views.items():
        missing = view.grid.segment[(coarse[name] == 0) & (view.grid.segment != NO_SKIN)]
        bare.update({view.grid.segment_names[code]: int(n) for code, n in enumerate(np.bincount(missing)) if n})
    if bare:
        segment, cells = bare.most_common(1)[0]
        problem = f"leave {segment} bare in {cells} places of the figure"
        raise InputError(source.path, "areas", problem, "begin each segment with an area that has no limits")


def _widest_view(coarse: Mapping[str, Labels], count: int) -> dict[int, str]:
    sizes = {name: np.bincount(labels.ravel(), minlength=count + 1) for name, labels in coarse.items()}
    return {label: max(sizes, key=lambda name: sizes[name][label]) for label in range(1, count + 1)}


def _half_shapes(view: View, areas: Sequence[Area], coarse: Labels, keep: set[int]) -> dict[int, MultiPolygon]:
    fine, spacing = fine_labels(view.grid, areas, coarse)
    factor = fine.shape[0] // coarse.shape[0]
    skin = (view.grid.segment != NO_SKIN).repeat(factor, axis=0).repeat(factor, axis=1)
    fine = coverage.clean(fine, skin, spacing, keep)
    return coverage.polygons(fine, spacing, half_outline(view))


def _half_view(view: View, shapes: Mapping[str, MultiPolygon]) -> HalfView:
    return HalfView(view.width_mm / 2, view.left_is_right, view.grid.resolution_mm, shapes)


def half_outline(view: View) -> MultiPolygon:
    """Return the half of the silhouette with the patient's left, x in mm outward from the midline."""
    middle, sign = view.width_mm / 2, 1.0 if view.left_is_right else -1.0
    outward = shapely.transform(view.outline, lambda points: (points - [middle, 0.0]) * [sign, 1.0])
    half = shapely.intersection(outward, shapely.box(0.0, -1.0, middle + 1.0, view.height_mm + 1.0))
    return MultiPolygon([part for part in shapely.get_parts(half) if part.geom_type == "Polygon"])


def _labels_of(view: View, shapes: Mapping[int, MultiPolygon]) -> Labels:
    """Rasterise the polygons back; skin whose centre the outline cuts off takes its neighbour's label."""
    grid = view.grid
    labels = np.zeros(grid.half_shape, np.uint8)
    for label, shape in shapes.items():
        labels[fill(shape, grid.resolution_mm, grid.half_shape)] = label
    skin = grid.segment != NO_SKIN
    labels[~skin] = 0
    return np.where(skin, extend(labels, CUT_CELLS), 0).astype(np.uint8)


def _area(figure: Figure, masks: Mapping[str, NDArray[np.bool_]]) -> float:
    return float(sum(view.grid.area[masks[name]].sum(dtype=np.float64) for name, view in figure.views.items()))


def save(compiled: CompiledAtlas, folder: Path, built_from: str = "") -> None:
    """Write `<id>.json` (GeoJSON, half views) and `<id>.npz` (labels): the same bytes for the same input."""
    table = {
        "type": "FeatureCollection",
        "format": FORMAT,
        "version": VERSION,
        "figure": compiled.figure,
        "built_from": built_from,
        "atlas": info_table(compiled.info),
        "area_cm2": {name: round(area, 2) for name, area in compiled.area_cm2.items()},
        "views": {
            name: {
                "middle_mm": half.middle_mm,
                "left_is_right": half.left_is_right,
                "resolution_mm": half.resolution_mm,
            }
            for name, half in compiled.halves.items()
        },
        "features": [
            _feature(name, territory, shape)
            for name, half in compiled.halves.items()
            for territory, shape in half.polygons.items()
        ],
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    write_atomic(folder / f"{compiled.info.id}.npz", _label_bytes(compiled))
    write_atomic(folder / f"{compiled.info.id}.json", text.replace('{"type":"Feature"', '\n{"type":"Feature"') + "\n")


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
        for name in compiled.halves if not compiled.info.overlapping else ():
            array = BytesIO()
            np.lib.format.write_array(array, compiled.labels(name), allow_pickle=False)
            archive.writestr(ZipInfo(f"{name}.npy"), array.getvalue(), ZIP_DEFLATED)
    return buffer.getvalue()


def build_all(figure: Figure, sources: Path | None = None, folder: Path | None = None) -> tuple[str, ...]:
    """Compile every source in a folder that has changed; return the ids that were built anew."""
    folder = folder or figure.folder / "atlases"
    changed = _changed(figure, sources or atlases(), folder)
    for source, stamp in changed:
        save(build(source, figure), folder, stamp)
    return tuple(source.info.id for source, _ in changed)


def stale(figure: Figure, sources: Path | None = None, folder: Path | None = None) -> tuple[str, ...]:
    """Return the ids whose built files do not belong to source, figure and compiler as they are now."""
    changed = _changed(figure, sources or atlases(), folder or figure.folder / "atlases")
    return tuple(source.info.id for source, _ in changed)


def _changed(figure: Figure, sources: Path, folder: Path) -> list[tuple[AtlasSource, str]]:
    stamped = [(source, _stamp(source, figure)) for source in map(read_source, sorted(sources.glob("**/*.yaml")))]
    return [(source, stamp) for source, stamp in stamped if _stamp_of(folder / f"{source.info.id}.json") != stamp]


def _stamp(source: AtlasSource, figure: Figure) -> str:
    """Return a digest of all that decides the result: source, figure and compiler."""
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in _MODULES]
    files += sorted(p for p in figure.folder.iterdir() if p.suffix in (".npz", ".json"))
    parts = [source.digest, *(sha256(path.read_bytes()).hexdigest() for path in files)]
    return sha256("".join(parts).encode()).hexdigest()[:32]


def _stamp_of(path: Path) -> str | None:
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["built_from"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
