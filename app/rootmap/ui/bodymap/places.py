"""The places one flies to with a key, found on the figure itself."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.figure import View
from rootmap.ui.bodymap.scene import Camera, Scene

_ROOM = 1.12  # a place fills the window but for this


@dataclass(frozen=True)
class Place:
    """A part of a view: segments (without side; none: all), which of their first coordinate, and the side, or both."""

    view: str
    segments: tuple[str, ...]
    side: Side | None = None
    first: tuple[float, float] = (-9e9, 9e9)


_HAND, _FOOT = ("hand.palmar", "hand.dorsal"), ("foot.dorsal", "foot.plantar")
_LEFT, _RIGHT = Side.LEFT, Side.RIGHT
# Where a place shows on two views, a second press flies to the other one.
PLACES: Mapping[str, tuple[Place, ...]] = {
    "hand_left": (Place("anterior", _HAND, _LEFT), Place("posterior", _HAND, _LEFT)),
    "hand_right": (Place("anterior", _HAND, _RIGHT), Place("posterior", _HAND, _RIGHT)),
    "foot_left": (Place("anterior", _FOOT, _LEFT), Place("posterior", _FOOT, _LEFT)),
    "foot_right": (Place("anterior", _FOOT, _RIGHT), Place("posterior", _FOOT, _RIGHT)),
    "sole_left": (Place("posterior", _FOOT, _LEFT),),
    "sole_right": (Place("posterior", _FOOT, _RIGHT),),
    "face": (Place("anterior", ("head", "neck")),),
    "neck": (Place("posterior", ("head", "neck")),),
    "trunk": (Place("anterior", ("trunk",)), Place("posterior", ("trunk",))),
    "perineum": (Place("perineal", ("perineum", "trunk", "leg")),),
    "lower_back": (Place("posterior", ("trunk",), None, (0.62, 1.2)),),
    "sides": (Place("lateral", ()),),
}
WHOLE = "whole"
KEYS = (
    WHOLE,
    "hand_left",
    "hand_right",
    "foot_left",
    "foot_right",
    "face",
    "neck",
    "perineum",
    "lower_back",
)
"""The places on the keys 1 to 9."""


def camera_on(place: Place, scene: Scene, aspect: float) -> Camera:
    """Return the camera that shows a place, in a window `aspect` times as wide as high. Reads the surface grid."""
    spot = scene[place.view]
    x0, y0, x1, y1 = _box(spot.view, place)
    (left, top), (right, bottom) = spot.to_scene(x0, y0), spot.to_scene(x1, y1)
    width, height = (right - left) * _ROOM, (bottom - top) * _ROOM
    # at zoom 1 the window shows the whole scene, and more of it in one direction
    shown_height = max(scene.height, scene.width / aspect)
    zoom = min(shown_height / height, shown_height * aspect / width)
    return Camera((left + right) / 2, (top + bottom) / 2, zoom).kept_on(scene)


def _box(view: View, place: Place) -> tuple[float, float, float, float]:
    """Return the rectangle of a place, in view mm."""
    grid = view.grid
    codes = [grid.segment_names.index(name) for name in place.segments if name in grid.segment_names]
    low, high = place.first
    shown = np.isin(grid.segment, codes) if place.segments else grid.mask
    first = grid.first
    rows, columns = np.nonzero(shown & (first >= low) & (first <= high))
    if not len(rows):
        return 0.0, 0.0, view.width_mm, view.height_mm
    middle, step = view.width_mm / 2, grid.resolution_mm
    near, far = float(columns.min()) * step, float(columns.max() + 1) * step
    top, bottom = float(rows.min()) * step, float(rows.max() + 1) * step
    if place.side is None:
        return middle - far, top, middle + far, bottom
    outward = 1 if (place.side is Side.LEFT) == view.left_is_right else -1
    edges = sorted((middle + outward * near, middle + outward * far))
    return edges[0], top, edges[1], bottom
