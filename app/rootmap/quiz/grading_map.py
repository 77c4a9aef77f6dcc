"""The signed map of a drawn answer, as polygons for the body; and how far its border runs from the right one."""

from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.quiz.grading_model import Area, BorderGap, SignedMap
from rootmap.quiz.grading_score import DISTAL_EDGE_MM, EDGE_MM
from rootmap.skin.drawing import as_multipolygon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rootmap.atlas.model import CompiledAtlas
    from rootmap.quiz.grading_model import Target

MOST_POINTS = 1500  # of a border: one every 2 mm of a long one
LEAST_MM2 = 4.0  # a smaller part of the signed map is a seam, not skin
PARTS = ("right", "accepted", "missed", "extra", "excused", "slack")
RIM_MM = 1.5  # the outline of an area that ends at a silhouette strays from it by less
ROUGH_MM = 0.5  # borders are simplified by this before they are widened: unseen, and much faster

Claims = dict[str, MultiPolygon]


def claims(atlases: "Sequence[CompiledAtlas]", target: "Target") -> tuple[Claims, Claims]:
    """Return, per view, what all of some maps give to a target and what any does (view mm)."""
    each = [_of_map(atlas, target) for atlas in atlases]
    views = {view for shapes in each for view in shapes}
    nothing = MultiPolygon()
    agreed = {view: as_multipolygon(shapely.intersection_all([s.get(view, nothing) for s in each])) for view in views}
    claimed = {view: as_multipolygon(shapely.union_all([s.get(view, nothing) for s in each])) for view in views}
    return agreed, claimed


def sign(painted: Area, claimed_by: tuple[Area, Area], distal: Area, scale: float) -> SignedMap:
    """Return what of the skin is right, accepted, missed, too much, excused, or too near a border to matter.

    `claimed_by` is what all maps give to the target and what any does, `distal` where the narrower edge holds;
    `scale` is the length of the body as a share of an adult's.
    """
    parts: Mapping[str, Claims] = {name: {} for name in PARTS}
    nothing = MultiPolygon()
    for view in {*painted, *claimed_by[1]}:
        mine, needed, any_map = (area.get(view, nothing) for area in (painted, *claimed_by))
        lacking, beyond = needed.difference(mine), mine.difference(any_map)
        disputed = any_map.difference(needed)
        missed, extra = (_far(*pair, distal[view], scale) for pair in ((lacking, mine), (beyond, any_map)))
        found = {
            "right": mine.intersection(needed),
            "missed": missed,
            "extra": extra,
            "accepted": disputed.intersection(mine),
            "excused": disputed.difference(mine),
            "slack": shapely.union_all([lacking.difference(missed), beyond.difference(extra)]),
        }
        for name, shape in found.items():
            kept = [part for part in as_multipolygon(shape).geoms if part.area > LEAST_MM2]
            if kept:
                parts[name][view] = MultiPolygon(kept)
    return SignedMap(**parts)


def gap(mine: NDArray[np.float32], theirs: NDArray[np.float32]) -> BorderGap | None:
    """Return how far two borders (n, 3 in mm) lie apart, each point to the nearest of the other; None without both."""
    if not len(mine) or not len(theirs):
        return None
    one, other = _thinned(mine), _thinned(theirs)
    squared = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None] - 2 * one @ other.T
    apart = np.sqrt(np.maximum(np.concatenate([squared.min(axis=1), squared.min(axis=0)]), 0))
    return BorderGap(float(apart.mean()), float(np.percentile(apart, 95)))


def rim(outline: MultiPolygon) -> BaseGeometry:
    """Return the strip along a silhouette in which an end of an area is none: it goes on in another view."""
    return outline.simplify(RIM_MM / 4).boundary.buffer(RIM_MM, quad_segs=1)


def line_end(silhouette: BaseGeometry, shape: MultiPolygon) -> BaseGeometry:
    """Return the border of an area without what runs along the silhouette (a strip of `rim`), as lines."""
    return shapely.line_merge(shape.boundary.difference(silhouette))


def _of_map(atlas: "CompiledAtlas", target: "Target") -> Claims:
    shapes = [atlas.polygons(name, target.side) for name in target.parts if name in atlas.info.codes]
    if len(shapes) == 1:
        return dict(shapes[0])
    views = {view for each in shapes for view in each}
    return {view: as_multipolygon(shapely.union_all([s[view] for s in shapes if view in s])) for view in views}


def _far(part: BaseGeometry, border: BaseGeometry, distal: MultiPolygon, scale: float) -> BaseGeometry:
    """Return what of a part lies farther from an area than its edge may stray."""
    far = part.difference(_wide(border, scale * EDGE_MM))
    fine = shapely.intersection(part, distal)
    return far if fine.is_empty else far.union(fine.difference(_wide(border, scale * DISTAL_EDGE_MM)))


def _wide(shape: BaseGeometry, by_mm: float) -> BaseGeometry:
    return shape.simplify(ROUGH_MM).buffer(by_mm, quad_segs=4)


def _thinned(points: NDArray[np.float32]) -> NDArray[np.float64]:
    step = -(-len(points) // MOST_POINTS)
    return points[::step].astype(np.float64)
