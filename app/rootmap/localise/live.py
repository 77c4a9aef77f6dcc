"""The overlap while painting: counted cell by cell under the brush only, so a stroke costs what the brush covers."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise import raster
from rootmap.localise.evidence import Areas, AreaTable
from rootmap.localise.overlap import TRACE_CM2, ViewSkin
from rootmap.localise.raster import Point

if TYPE_CHECKING:
    from rootmap.atlas.stack import MapStack
    from rootmap.skin.figure import Figure

_SEGMENTS = 256  # segment codes are bytes
Halves = tuple[raster.Bytes, raster.Bytes]  # the patient's left and right half of one view, cover 0..255
Bounds = tuple[float, float, float, float]  # left, top, right, bottom, view mm


class _Tally:
    """The running sums of one layer, cm2 per side: for the labels of all maps in a row, and for the segments."""

    def __init__(self, maps: "MapStack") -> None:
        self._maps = maps
        self.labels: Areas = np.zeros((int(maps.columns[-1]), 2))
        self.segments: Areas = np.zeros((_SEGMENTS, 2))
        self.covers: dict[str, Halves] = {}

    @property
    def total(self) -> float:
        """All the painted skin, cm2."""
        return float(self.segments.sum())

    def cover(self, name: str, skin: ViewSkin) -> Halves:
        """Return the painted cover of a view, allocated when first needed."""
        if name not in self.covers:
            shape = skin.half_shape
            self.covers[name] = (np.zeros(shape, np.uint8), np.zeros(shape, np.uint8))
        return self.covers[name]

    def replace(self, name: str, skin: ViewSkin, side: int, window: raster.Window, new: raster.Bytes) -> None:
        """Set the cover of a window and count what changed."""
        old = self.cover(name, skin)[side][window.slices]
        change = new.astype(np.float32) - old
        change *= skin.area_in(window.slices) * np.float32(1.0 / raster.FULL)
        weights = change.ravel()
        labels = self._maps.images.part(name, window.slices)
        joint = np.bincount(labels.ravel(), weights, len(self._maps.labels))
        self.labels[:, side] += self._maps.in_row(joint)
        self.segments[:, side] += np.bincount(skin.segment[window.slices].ravel(), weights, _SEGMENTS)
        old[...] = new

    def copy(self) -> "_Tally":
        """Return a tally that counts on from here by itself."""
        twin = _Tally(self._maps)
        twin.labels, twin.segments = self.labels.copy(), self.segments.copy()
        twin.covers = {view: (left.copy(), right.copy()) for view, (left, right) in self.covers.items()}
        return twin


class LiveOverlap:
    """Keeps the painted cover of every layer as antialiased cells and the area table up to date with each dab.

    While a stroke runs, skin counts where the stroke is drawn; `set_from` at release adds the same skin in other
    views.
    """

    def __init__(self, figure: "Figure", maps: "MapStack") -> None:
        self._figure, self._maps = figure, maps
        self._views: dict[str, ViewSkin] = {}
        self._layers: dict[Quality, _Tally] = {}
        self._union = _Tally(maps)
        self._quality: Quality | None = None
        self._known: dict[tuple[Quality, str], MultiPolygon] = {}  # what was last taken over
        self._touched: dict[tuple[Quality, str], Bounds] = {}  # where the brush went since

    def begin(self, quality: Quality | None) -> None:
        """Start a stroke that paints `quality`, or with None erases every layer."""
        self._quality = quality
        if quality is not None:
            self._layer(quality)

    def prepare(self, view: str) -> None:
        """Load what painting on `view` needs; otherwise the first dab does, and takes longer."""
        if view not in self._views:
            self._views[view] = ViewSkin(self._figure.views[view])

    def add_segment(self, view: str, start_mm: Point, end_mm: Point, width_mm: float) -> None:
        """Paint or erase the capsule of a brush `width_mm` wide that moved between two points of `view`."""
        self.prepare(view)
        for quality in self._layers if self._quality is None else (self._quality,):
            before = self._touched.get((quality, view))
            self._touched[quality, view] = _around(start_mm, end_mm, width_mm / 2.0, before)
        skin = self._views[view]
        radius = width_mm / 2.0 / skin.resolution_mm
        for side, outward in enumerate(skin.outward):
            start, end = skin.outward_cell(start_mm, outward), skin.outward_cell(end_mm, outward)
            window = raster.capsule_window(start, end, radius, skin.half_shape)
            if window is not None:
                self._dab(view, side, window, raster.capsule_cover(start, end, radius, window))

    def set_from(
        self, painted: Mapping[Quality, Mapping[str, MultiPolygon]], within: Mapping[str, MultiPolygon] | None = None
    ) -> None:
        """Take over a drawing's polygons (after release, undo or load).

        Only what differs from the drawing taken over last, and what the brush touched since, is counted again. A
        caller who knows where the drawing changed since may say so (`within`, per view) and save the comparison.
        """
        shown = {(quality, view) for quality, views in painted.items() for view in views}
        for quality, view in shown | set(self._known) | set(self._touched):
            shape = painted.get(quality, {}).get(view, MultiPolygon())
            known = self._known.pop((quality, view), MultiPolygon())
            if shape is known:
                changed = []
            elif within is None:
                changed = _where_they_differ(known, shape)
            else:
                changed = [within[view].bounds] if view in within and not within[view].is_empty else []
            changed += [self._touched[quality, view]] if (quality, view) in self._touched else []
            if not shape.is_empty:
                self._known[quality, view] = shape
            for box in changed:
                self._take(view, box, quality, shape)
        self._touched = {}

    def table(self) -> AreaTable:
        """Return the areas as they are now."""
        layers = {quality: tally for quality, tally in self._layers.items() if tally.total > TRACE_CM2}
        if not layers:
            return AreaTable()
        areas = {quality: self._areas(tally) for quality, tally in layers.items()}
        alone = len(self._layers) == 1
        union = next(iter(self._layers.values())) if alone else self._union
        names = next(iter(self._figure.views.values())).grid.segment_names
        return AreaTable(
            areas=areas,
            painted={quality: tally.total for quality, tally in layers.items()},
            union=next(iter(areas.values())) if alone else self._areas(union),
            union_cm2=union.total,
            segments={quality: tally.segments[: len(names)].copy() for quality, tally in layers.items()},
            segment_names=names,
        )

    def _layer(self, quality: Quality) -> _Tally:
        """Return a layer's tally; the union is kept apart only once there are two layers."""
        if quality not in self._layers:
            if len(self._layers) == 1:
                self._union = next(iter(self._layers.values())).copy()
            self._layers[quality] = _Tally(self._maps)
        return self._layers[quality]

    def _areas(self, tally: _Tally) -> dict[str, Areas]:
        return self._maps.by_map(np.maximum(tally.labels, 0.0))

    def _dab(self, view: str, side: int, window: raster.Window, dab: raster.Bytes) -> None:
        skin = self._views[view]
        tallies = list(self._layers.values()) if self._quality is None else [self._layers[self._quality]]
        for tally in tallies:
            old = tally.cover(view, skin)[side][window.slices]
            new = np.minimum(old, raster.FULL - dab) if self._quality is None else np.maximum(old, dab)
            tally.replace(view, skin, side, window, new)
        self._join(view, side, window)

    def _take(self, view: str, bounds: Bounds, quality: Quality, shape: MultiPolygon) -> None:
        """Replace a layer's cover within some bounds by what a shape covers there."""
        self.prepare(view)
        skin = self._views[view]
        tally = self._layer(quality)
        parts = shapely.get_parts(shape)
        near = MultiPolygon(list(parts[shapely.intersects(shapely.box(*bounds), parts)]))
        for side, outward in enumerate(skin.outward):
            window = skin.window(bounds, outward)
            if window is not None:
                pieces = skin.pieces(near, (window.top, window.bottom))
                tally.replace(view, skin, side, window, raster.cover(pieces, window, outward))
                self._join(view, side, window)

    def _join(self, view: str, side: int, window: raster.Window) -> None:
        """Bring the union of all layers up to date in a window."""
        if len(self._layers) > 1:
            skin = self._views[view]
            covers: Iterable[raster.Bytes] = (
                tally.covers[view][side][window.slices] for tally in self._layers.values() if view in tally.covers
            )
            self._union.replace(view, skin, side, window, np.maximum.reduce(list(covers)))


def _where_they_differ(one: MultiPolygon, other: MultiPolygon) -> list[Bounds]:
    """Return the bounds of the parts that only one of two areas has."""
    mine, theirs = ({part.wkb: part.bounds for part in shapely.get_parts(shape)} for shape in (one, other))
    return [mine.get(key) or theirs[key] for key in mine.keys() ^ theirs.keys()]


def _around(start: Point, end: Point, radius_mm: float, before: Bounds | None) -> Bounds:
    """Return the bounds of a dab, two millimetres wider for its soft edge, and of what was touched before."""
    reach = radius_mm + 2.0
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    here = (left - reach, top - reach, right + reach, bottom + reach)
    if before is None:
        return here
    return (min(here[0], before[0]), min(here[1], before[1]), max(here[2], before[2]), max(here[3], before[3]))
