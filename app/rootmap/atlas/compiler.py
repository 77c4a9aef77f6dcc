"""Compile an atlas source for a figure: territories as polygons of each half view, and as label images."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas import coverage
from rootmap.atlas.codes import label_images
from rootmap.atlas.gaps import refuse_gaps
from rootmap.atlas.labels import Cells, Sheet, cells_in, coarse_labels, fine_labels
from rootmap.atlas.model import Codes, CompiledAtlas, HalfView, Territory
from rootmap.atlas.paint import Area, resolve
from rootmap.atlas.prepared import PreparedFigure
from rootmap.atlas.seams import join_curves
from rootmap.atlas.source import AtlasSource
from rootmap.atlas.tints import tints_of
from rootmap.skin.drawing import PatchMark, as_multipolygon
from rootmap.skin.figure import Figure, SkinPoint, View
from rootmap.skin.marks import project
from rootmap.skin.names import join_segment

Labels = NDArray[np.uint8]
Shapes = dict[str, dict[str, MultiPolygon]]  # by view, by territory; x in mm outward from the midline
Breathe = Callable[[], object]
REST = 255  # label of skin that belongs to no territory
WINDOW_CELLS = 8  # a territory is compiled with this much of its surroundings


def build(source: AtlasSource, figure: Figure | PreparedFigure, breathe: Breathe = lambda: None) -> CompiledAtlas:
    """Return the atlas on a figure; prepare the figure first when there are several maps.

    `breathe` is called between steps of less than a second and may raise to give up. Raises InputError when a map that
    must cover all skin leaves some bare.
    """
    ready = figure if isinstance(figure, PreparedFigure) else PreparedFigure(figure)
    areas = resolve(source, ready.segment_names, join_curves(source, ready.seams))
    shapes = (_overlapping if source.info.overlapping else _coverage)(source, ready, areas, breathe)
    halves = {name: _half_view(view, shapes[name]) for name, view in ready.figure.views.items()}
    labels, combinations = label_images(source.info, ready.figure, halves)
    area = _areas(ready.figure, labels, len(combinations))
    tints = tints_of(ready.figure, labels, combinations, len(source.info.territories))
    return CompiledAtlas(source.info, ready.figure.name, halves, area, combinations, None, labels, tints=tints)


def _coverage(source: AtlasSource, ready: PreparedFigure, areas: Sequence[Area], breathe: Breathe) -> Shapes:
    """Compile all territories together: they share their borders and never overlap."""
    if source.info.partial:
        areas = [_ground(ready), *areas]
    coarse = {name: coarse_labels(sheet, areas) for name, sheet in ready.sheets.items()}
    if not source.info.partial:
        refuse_gaps(source, ready.figure, coarse)
    home = _widest_view(coarse, len(source.info.territories))
    shapes: Shapes = {}
    for name, sheet in ready.sheets.items():
        breathe()
        keep = {label for label, best in home.items() if best == name}
        found = _half_shapes(sheet, areas, coarse[name], keep, ready.figure.views[name].outline_half)
        shapes[name] = {t.id: found[k] for t, k in _coded(source) if k in found}
    return shapes


def _overlapping(source: AtlasSource, ready: PreparedFigure, areas: Sequence[Area], breathe: Breathe) -> Shapes:
    """Compile each territory by itself against the rest of the skin, in the window it fills."""
    shapes: Shapes = {name: {} for name in ready.sheets}
    for territory, label in _coded(source):
        breathe()
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
    outline = as_multipolygon(shapely.intersection(ready.figure.views[view].outline_half, box))
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
                found.setdefault(name, []).append(figure.views[name].left_half(shape))
    joined = {name: as_multipolygon(shapely.union_all(shapes)) for name, shapes in found.items()}
    return {name: shape for name, shape in joined.items() if not shape.is_empty}


def _ground(ready: PreparedFigure) -> Area:
    return Area(REST, tuple(range(len(ready.segment_names))))


def _coded(source: AtlasSource) -> list[tuple[Territory, int]]:
    return [(territory, place + 1) for place, territory in enumerate(source.info.territories)]


def _widest_view(coarse: Mapping[str, Labels], count: int) -> dict[int, str]:
    sizes = {name: np.bincount(labels.ravel(), minlength=REST + 1) for name, labels in coarse.items()}
    return {label: max(sizes, key=lambda name: sizes[name][label]) for label in range(1, count + 1)}


def _half_shapes(
    sheet: Sheet, areas: Sequence[Area], coarse: Labels, keep: set[int], outline: MultiPolygon
) -> dict[int, MultiPolygon]:
    fine, spacing = fine_labels(sheet, areas, coarse)
    fine = coverage.clean(fine, sheet.skin, spacing, keep)
    return coverage.polygons(fine, spacing, outline, keep)


def _half_view(view: View, shapes: Mapping[str, MultiPolygon]) -> HalfView:
    return HalfView(view.width_mm / 2, view.left_is_right, view.grid.resolution_mm, shapes)


def _areas(figure: Figure, labels: Mapping[str, Codes], count: int) -> tuple[float, ...]:
    """Return the skin of each label on one side, cm2, to a hundredth."""
    skin = np.zeros(count)
    for name, image in labels.items():
        skin += np.bincount(image.ravel(), figure.views[name].grid.area.ravel(), minlength=count)
    return tuple(np.round(skin, 2).tolist())
