"""Compile an atlas source for a figure, and write it beside the figure."""

import json
from collections.abc import Mapping
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
from rootmap.atlas.model import CompiledAtlas, HalfView, info_table
from rootmap.atlas.paint import Area, resolve
from rootmap.atlas.seams import find_seams, join_curves
from rootmap.atlas.source import AtlasSource, check, read_source
from rootmap.errors import InputError
from rootmap.files import write_atomic
from rootmap.resources import atlases
from rootmap.skin.figure import Figure, View
from rootmap.skin.grid import NO_SKIN
from rootmap.skin.raster import fill

__all__ = ["build", "build_all", "check", "save"]

Labels = NDArray[np.uint8]
FORMAT, VERSION = "rootmap.compiled-atlas", 1
BARE_CM2 = 0.05  # skin without a territory below this is rounding; above it the source has a gap
_MODULES = ("build", "coverage", "curves", "labels", "model", "paint", "seams", "source")


def build(source: AtlasSource, figure: Figure) -> CompiledAtlas:
    """Return the atlas on a figure. Raises InputError when skin is left without a territory."""
    first = next(iter(figure.views.values())).grid
    areas = resolve(source, first.segment_names, join_curves(source, find_seams(figure)))
    coarse = {name: coarse_labels(view.grid, areas) for name, view in figure.views.items()}
    _refuse_gaps(source, figure, coarse)
    home = _widest_view(coarse, len(source.info.territories))
    labels, halves = {}, {}
    for name, view in figure.views.items():
        keep = {label for label, best in home.items() if best == name}
        halves[name] = _half(source, view, areas, coarse[name], keep)
        labels[name] = _labels_of(halves[name], source, view)
    area = {t.id: _area(figure, labels, k + 1) for k, t in enumerate(source.info.territories)}
    return CompiledAtlas(source.info, figure.name, halves, area, None, labels)


def _refuse_gaps(source: AtlasSource, figure: Figure, coarse: Mapping[str, Labels]) -> None:
    bare: dict[str, float] = {}
    for name, view in figure.views.items():
        grid = view.grid
        missing = (coarse[name] == 0) & (grid.segment != NO_SKIN)
        for code in np.unique(grid.segment[missing]):
            segment = grid.segment_names[code]
            here = float(grid.area[missing & (grid.segment == code)].sum())
            bare[segment] = bare.get(segment, 0.0) + max(here, BARE_CM2 * np.count_nonzero(missing))
    for segment, size in sorted(bare.items(), key=lambda item: -item[1]):
        remedy = "begin its areas with one that has no limits"
        raise InputError(source.path, "areas", f"leave {size:.1f} cm2 of {segment} without a territory", remedy)


def _widest_view(coarse: Mapping[str, Labels], count: int) -> dict[int, str]:
    sizes = {name: np.bincount(labels.ravel(), minlength=count + 1) for name, labels in coarse.items()}
    return {label: max(sizes, key=lambda name: sizes[name][label]) for label in range(1, count + 1)}


def _half(source: AtlasSource, view: View, areas: tuple[Area, ...], coarse: Labels, keep: set[int]) -> HalfView:
    fine, spacing = fine_labels(view.grid, areas, coarse)
    factor = fine.shape[0] // coarse.shape[0]
    skin = (view.grid.segment != NO_SKIN).repeat(factor, axis=0).repeat(factor, axis=1)
    fine = coverage.clean(fine, skin, spacing, keep)
    shapes = coverage.polygons(fine, spacing, half_outline(view))
    named = {source.info.territories[label - 1].id: shape for label, shape in shapes.items()}
    return HalfView(view.width_mm / 2, view.left_is_right, view.grid.resolution_mm, named)


def half_outline(view: View) -> MultiPolygon:
    """Return the half of the silhouette with the patient's left, x in mm outward from the midline."""
    middle, sign = view.width_mm / 2, 1.0 if view.left_is_right else -1.0
    outward = shapely.transform(view.outline, lambda points: (points - [middle, 0.0]) * [sign, 1.0])
    half = shapely.intersection(outward, shapely.box(0.0, -1.0, middle + 1.0, view.height_mm + 1.0))
    return MultiPolygon([part for part in shapely.get_parts(half) if part.geom_type == "Polygon"])


def _labels_of(half: HalfView, source: AtlasSource, view: View) -> Labels:
    """Rasterise the polygons back; skin whose centre the outline cuts off takes its neighbour's label."""
    grid = view.grid
    labels = np.zeros(grid.half_shape, np.uint8)
    for territory, shape in half.polygons.items():
        labels[fill(shape, grid.resolution_mm, grid.half_shape)] = source.info.codes[territory]
    skin = grid.segment != NO_SKIN
    labels[~skin] = 0
    grown = extend(labels, 3)
    return np.where(skin, grown, 0).astype(np.uint8)


def _area(figure: Figure, labels: Mapping[str, Labels], label: int) -> float:
    return float(
        sum(view.grid.area[labels[name] == label].sum(dtype=np.float64) for name, view in figure.views.items())
    )


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
    built = []
    for path in sorted((sources or atlases()).glob("**/*.yaml")):
        source = read_source(path)
        stamp = _stamp(source, figure)
        if _stamp_of(folder / f"{source.info.id}.json") != stamp:
            save(build(source, figure), folder, stamp)
            built.append(source.info.id)
    return tuple(built)


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
