"""Compile an atlas source for a figure: territories as polygons of each half view, and as label images."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas import coverage
from rootmap.atlas.codes import label_images
from rootmap.atlas.labels import Cells, Sheet, cells_in, coarse_labels, fine_labels
from rootmap.atlas.model import Codes, CompiledAtlas, HalfView, Territory
from rootmap.atlas.paint import Area, resolve
from rootmap.atlas.prepared import PreparedFigure, half_outline, left_half
from rootmap.atlas.seams import join_curves
from rootmap.atlas.source import AtlasSource, check, read_source
from rootmap.atlas.store import save
from rootmap.errors import InputError
from rootmap.resources import atlases
from rootmap.skin.drawing import PatchMark, as_multipolygon
from rootmap.skin.figure import Figure, SkinPoint, View
from rootmap.skin.grid import NO_SKIN
from rootmap.skin.marks import project
from rootmap.skin.names import join_segment

__all__ = ["build", "build_all", "check", "half_outline", "save", "stale"]

Labels = NDArray[np.uint8]
Shapes = dict[str, dict[str, MultiPolygon]]  # by view, by territory; x in mm outward from the midline
REST = 255  # label of skin that belongs to no territory
WINDOW_CELLS = 8  # a territory is compiled with this much of its surroundings
_MODULES = ("build", "codes", "coverage", "curves", "labels", "model", "paint", "seams", "source", "store")


def build(source: AtlasSource, figure: Figure | PreparedFigure) -> CompiledAtlas:
    """Return the atlas on a figure; prepare the figure first when there are several maps.

    Raises InputError when a map that must cover all skin leaves some bare.
    """
    ready = figure if isinstance(figure, PreparedFigure) else PreparedFigure(figure)
    areas = resolve(source, ready.segment_names, join_curves(source, ready.seams))
    shapes = (_overlapping if source.info.overlapping else _coverage)(source, ready, areas)
    halves = {name: _half_view(view, shapes[name]) for name, view in ready.figure.views.items()}
    labels, combinations = label_images(source.info, ready.figure, halves)
    area = _areas(ready.figure, labels, len(combinations))
    return CompiledAtlas(source.info, ready.figure.name, halves, area, combinations, None, labels)


def _coverage(source: AtlasSource, ready: PreparedFigure, areas: Sequence[Area]) -> Shapes:
    """Compile all territories together: they share their borders and never overlap."""
    if source.info.partial:
        areas = [_ground(ready), *areas]
    coarse = {name: coarse_labels(sheet, areas) for name, sheet in ready.sheets.items()}
    _refuse_gaps(source, ready.figure, coarse)
    home = _widest_view(coarse, len(source.info.territories))
    shapes: Shapes = {}
    for name, sheet in ready.sheets.items():
        keep = {label for label, best in home.items() if best == name}
        found = _half_shapes(sheet, areas, coarse[name], keep, ready.outlines[name])
        shapes[name] = {t.id: found[k] for t, k in _coded(source) if k in found}
    return shapes


def _overlapping(source: AtlasSource, ready: PreparedFigure, areas: Sequence[Area]) -> Shapes:
    """Compile each territory by itself against the rest of the skin, in the window it fills."""
    shapes: Shapes = {name: {} for name in ready.sheets}
    for territory, label in _coded(source):
        own = [area for area in areas if area.label == label]
        cells = {name: cells_in(sheet, own) for name, sheet in ready.sheets.items()} if own else {}
        home = max(cells, key=lambda name: len(cells[name][0]), default="")
        for name, mine in cells.items():
            keep = {label} if name == home else set()
            shape = _windowed_shape(ready, name, own, mine, keep) if len(mine[0]) else None
            if shape is not None:
                shapes[name][territory.id] = shape
        for name, shape in _spots(source, ready.figure, territory.id).items():
            before = shapes[name].get(territory.id, MultiPolygon())
            shapes[name][territory.id] = as_multipolygon(shapely.union(before, shape))
    return shapes


def _windowed_shape(
    ready: PreparedFigure, view: str, own: Sequence[Area], cells: Cells, keep: set[int]
) -> MultiPolygon | None:
    """Return the shape in a view of the one territory that its `own` areas paint on the ground: `cells`, not none."""
    rows, columns = cells
    label = own[0].label
    top, left = (max(int(index.min()) - WINDOW_CELLS, 0) for index in (rows, columns))
    bottom, right = (int(index.max()) + WINDOW_CELLS + 1 for index in (rows, columns))
    sheet = ready.sheets[view].window(slice(top, bottom), slice(left, right))
    corner = np.array([left, top]) * sheet.resolution_mm
    box = shapely.box(*corner, *(np.array([right, bottom]) * sheet.resolution_mm))
    outline = as_multipolygon(shapely.intersection(ready.outlines[view], box))
    coarse = np.where(sheet.skin, REST, 0).astype(np.uint8)
    coarse[rows - top, columns - left] = label
    here = shapely.transform(outline, lambda points: points - corner)
    shape = _half_shapes(sheet, [_ground(ready), *own], coarse, keep, here).get(label)
    return None if shape is None else shapely.transform(shape, lambda points: points + corner)


def _spots(source: AtlasSource, figure: Figure, territory: str) -> dict[str, MultiPolygon]:
    """Return the round spots of a territory on the half with the patient's left, per view."""
    found: dict[str, list[MultiPolygon]] = {}
    for area in source.areas:
        if area.territory == territory and area.spot is not None:
            centre = SkinPoint(join_segment(area.segments[0], Side.LEFT), *area.spot.at)
            for name, shape in project(PatchMark(centre, area.spot.radius_mm), figure).items():
                found.setdefault(name, []).append(left_half(figure.views[name], shape))
    joined = {name: as_multipolygon(shapely.union_all(shapes)) for name, shapes in found.items()}
    return {name: shape for name, shape in joined.items() if not shape.is_empty}


def _ground(ready: PreparedFigure) -> Area:
    return Area(REST, tuple(range(len(ready.segment_names))))


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
        remedy = "begin each segment with an area that has no limits, or say `partial: true`"
        raise InputError(source.path, "areas", problem, remedy)


def _widest_view(coarse: Mapping[str, Labels], count: int) -> dict[int, str]:
    sizes = {name: np.bincount(labels.ravel(), minlength=REST + 1) for name, labels in coarse.items()}
    return {label: max(sizes, key=lambda name: sizes[name][label]) for label in range(1, count + 1)}


def _half_shapes(
    sheet: Sheet, areas: Sequence[Area], coarse: Labels, keep: set[int], outline: MultiPolygon
) -> dict[int, MultiPolygon]:
    fine, spacing = fine_labels(sheet, areas, coarse)
    fine = coverage.clean(fine, sheet.skin, spacing, keep)
    return coverage.polygons(fine, spacing, outline)


def _half_view(view: View, shapes: Mapping[str, MultiPolygon]) -> HalfView:
    return HalfView(view.width_mm / 2, view.left_is_right, view.grid.resolution_mm, shapes)


def _areas(figure: Figure, labels: Mapping[str, Codes], count: int) -> tuple[float, ...]:
    """Return the skin of each label on one side, cm2, to a hundredth."""
    skin = np.zeros(count)
    for name, image in labels.items():
        skin += np.bincount(image.ravel(), figure.views[name].grid.area.ravel(), minlength=count)
    return tuple(np.round(skin, 2).tolist())


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
