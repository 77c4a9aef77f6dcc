"""The overlap while painting: counted cell by cell under the brush only, so a stroke costs what the brush covers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise import raster
from rootmap.localise.evidence import Areas, AreaTable
from rootmap.localise.overlap import TRACE_CM2, ViewSkin

if TYPE_CHECKING:
    from rootmap.atlas.stack import MapStack
    from rootmap.skin.figure import Figure

_SEGMENTS = 256  # segment codes are bytes
Halves = tuple[raster.Bytes, raster.Bytes]  # the patient's left and right half of one view, cover 0..255
Point = tuple[float, float]
Bounds = tuple[float, float, float, float]  # left, top, right, bottom, view mm


@dataclass(frozen=True)
class _LiveView:
    """What the brush needs of a view: its skin and the labels to count by (those of all maps, then the segments)."""

    skin: ViewSkin
    labels: tuple[NDArray[np.unsignedinteger[Any]], ...]


class _Tally:
    """The running sums of one layer: for each label array, cm2 per code and side; `codes` are as many per array."""

    def __init__(self, codes: Sequence[int]) -> None:
        self.sums: list[Areas] = [np.zeros((count, 2)) for count in codes]
        self.covers: dict[str, Halves] = {}

    def cover(self, name: str, view: _LiveView) -> Halves:
        """Return the painted cover of a view, allocated when first needed."""
        if name not in self.covers:
            shape = view.skin.half_shape
            self.covers[name] = (np.zeros(shape, np.uint8), np.zeros(shape, np.uint8))
        return self.covers[name]

    def replace(self, name: str, view: _LiveView, side: int, window: raster.Window, new: raster.Bytes) -> None:
        """Set the cover of a window and count what changed."""
        old = self.cover(name, view)[side][window.slices]
        change = new.astype(np.float32) - old
        change *= view.skin.area_in(window.slices) * np.float32(1.0 / raster.FULL)
        weights = change.ravel()
        for total, labels in zip(self.sums, view.labels, strict=True):
            total[:, side] += np.bincount(labels[window.slices].ravel(), weights, len(total))
        old[...] = new


class LiveOverlap:
    """Keeps the painted cover of every layer as antialiased cells and the area table up to date with each dab.

    While a stroke runs, skin counts where the stroke is drawn; `set_from` at release adds the same skin in other
    views.
    """

    def __init__(self, figure: "Figure", maps: "MapStack") -> None:
        self._figure, self._maps = figure, maps
        self._views: dict[str, _LiveView] = {}
        self._layers: dict[Quality, _Tally] = {}
        self._union: _Tally = self._tally()
        self._quality: Quality | None = None
        self._known: dict[tuple[Quality, str], dict[bytes, Bounds]] = {}  # the parts last taken over, by their bytes
        self._touched: dict[tuple[Quality, str], Bounds] = {}  # where the brush went since

    def begin(self, quality: Quality | None) -> None:
        """Start a stroke that paints `quality`, or with None erases every layer."""
        self._quality = quality
        if quality is not None:
            self._layer(quality)

    def prepare(self, view: str) -> None:
        """Load what painting on `view` needs; otherwise the first dab does, and takes longer."""
        if view not in self._views:
            skin = ViewSkin(self._figure.views[view])
            self._views[view] = _LiveView(skin, (self._maps.images[view], skin.segment))

    def add_segment(self, view: str, start_mm: Point, end_mm: Point, width_mm: float) -> None:
        """Paint or erase the capsule of a brush `width_mm` wide that moved between two points of `view`."""
        self.prepare(view)
        for quality in self._layers if self._quality is None else (self._quality,):
            before = self._touched.get((quality, view))
            self._touched[quality, view] = _around(start_mm, end_mm, width_mm / 2.0, before)
        skin = self._views[view].skin
        radius = width_mm / 2.0 / skin.resolution_mm
        for side, outward in enumerate(skin.outward):
            flip = np.array([outward, 1.0]) / skin.resolution_mm
            start = (np.asarray(start_mm) - (skin.midline_mm, 0.0)) * flip
            end = (np.asarray(end_mm) - (skin.midline_mm, 0.0)) * flip
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
            parts = shapely.get_parts(painted.get(quality, {}).get(view, MultiPolygon()))
            bounds = {part.wkb: part.bounds for part in parts}
            known = self._known.get((quality, view), {})
            if within is None:
                changed = [(bounds.get(key) or known[key]) for key in bounds.keys() ^ known.keys()]
            else:
                changed = [within[view].bounds] if view in within and not within[view].is_empty else []
            changed += [self._touched[quality, view]] if (quality, view) in self._touched else []
            self._known[quality, view] = bounds
            for box in changed:
                near = shapely.intersects(shapely.box(*box), parts)
                self._take(view, box, quality, MultiPolygon(list(parts[near])))
        self._known = {key: bounds for key, bounds in self._known.items() if bounds}
        self._touched = {}

    def table(self) -> AreaTable:
        """Return the areas as they are now."""
        layers = {quality: tally for quality, tally in self._layers.items() if tally.sums[-1].sum() > TRACE_CM2}
        if not layers:
            return AreaTable()
        areas = {quality: self._areas(tally) for quality, tally in layers.items()}
        alone = len(self._layers) == 1
        union = next(iter(self._layers.values())) if alone else self._union
        names = next(iter(self._figure.views.values())).grid.segment_names
        return AreaTable(
            areas=areas,
            painted={quality: float(tally.sums[-1].sum()) for quality, tally in layers.items()},
            union=next(iter(areas.values())) if alone else self._areas(union),
            union_cm2=float(union.sums[-1].sum()),
            segments={quality: tally.sums[-1][: len(names)].copy() for quality, tally in layers.items()},
            segment_names=names,
        )

    def _tally(self) -> _Tally:
        return _Tally([len(self._maps.labels), _SEGMENTS])

    def _layer(self, quality: Quality) -> _Tally:
        """Return a layer's tally; the union is kept apart only once there are two layers."""
        if quality not in self._layers:
            if len(self._layers) == 1:
                only = next(iter(self._layers.values()))
                self._union.sums = [total.copy() for total in only.sums]
                self._union.covers = {view: (left.copy(), right.copy()) for view, (left, right) in only.covers.items()}
            self._layers[quality] = self._tally()
        return self._layers[quality]

    def _areas(self, tally: _Tally) -> dict[str, Areas]:
        painted = np.flatnonzero((tally.sums[0] > 0.0).any(axis=1))  # few of the thousands of joint labels
        values = np.maximum(tally.sums[0][painted], 0.0)
        maps = self._maps
        return {atlas.info.id: maps.by_label(k, painted, values)[1:] for k, atlas in enumerate(maps.atlases)}

    def _dab(self, view: str, side: int, window: raster.Window, dab: raster.Bytes) -> None:
        live = self._views[view]
        tallies = list(self._layers.values()) if self._quality is None else [self._layers[self._quality]]
        for tally in tallies:
            old = tally.cover(view, live)[side][window.slices]
            new = np.minimum(old, raster.FULL - dab) if self._quality is None else np.maximum(old, dab)
            tally.replace(view, live, side, window, new)
        self._join(view, side, window)

    def _take(self, view: str, bounds: Bounds, quality: Quality, shape: MultiPolygon) -> None:
        """Replace a layer's cover within some bounds by what a shape covers there."""
        self.prepare(view)
        live = self._views[view]
        tally = self._layer(quality)
        pieces = live.skin.pieces(shape)
        for side, outward in enumerate(live.skin.outward):
            window = live.skin.window(bounds, outward)
            if window is not None:
                tally.replace(view, live, side, window, raster.cover(pieces, window, outward))
                self._join(view, side, window)

    def _join(self, view: str, side: int, window: raster.Window) -> None:
        """Bring the union of all layers up to date in a window."""
        if len(self._layers) > 1:
            live = self._views[view]
            covers: Iterable[raster.Bytes] = (
                tally.covers[view][side][window.slices] for tally in self._layers.values() if view in tally.covers
            )
            self._union.replace(view, live, side, window, np.maximum.reduce(list(covers)))


def _around(start: Point, end: Point, radius_mm: float, before: Bounds | None) -> Bounds:
    """Return the bounds of a dab, two millimetres wider for its soft edge, and of what was touched before."""
    reach = radius_mm + 2.0
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    here = (left - reach, top - reach, right + reach, bottom + reach)
    if before is None:
        return here
    return (min(here[0], before[0]), min(here[1], before[1]), max(here[2], before[2]), max(here[3], before[3]))
