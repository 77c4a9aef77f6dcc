"""How several bodies share a window: panes in rows, and in each the views laid so that bodies come out largest."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace

import shapely

from rootmap.ui.bodymap.scene import ASIDE_MM, GAP_MM, INSET_SHARE, Camera, Placement, Scene

_BELOW_SHARE = 0.42  # of a standing view's height: a smaller view below has the whole width to itself
_NAME_MM = 90.0  # between the feet and a view below: its name fits in
_BETWEEN_LEGS = 0.94  # of the gap between the legs of front and back, so that no foot touches
_ALL_IN_VIEW = 1.08  # seeing the body from the side as well is worth bodies that much smaller: judgement
Size = tuple[float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Arrangement:
    """How many panes stand in a row, and how the views lie in each of them."""

    columns: int
    scene: Scene


def scenes(plain: Scene) -> tuple[Scene, ...]:
    """Return the ways to lay the views of a figure out: as in `plain`, for high panes, for wide ones."""
    standing, insets, others = _sorted(plain)
    if len(standing) < 2 or len(insets) != 1 or not others:
        return (plain,)
    return plain, _below(plain), _around(plain)


def best_arrangement(count: int, room: Size, head: float, margin: float, offered: Sequence[Scene]) -> Arrangement:
    """Return the arrangement that shows `count` bodies largest in a room of that width and height (px).

    `head` is the height of what stands above each body, `margin` what stays free round it. One pane alone keeps the
    first of the scenes: a body one knows from elsewhere then lies where it lay.
    """

    def worth(arrangement: Arrangement) -> float:
        rows = -(-count // arrangement.columns)
        width, height = room[0] / arrangement.columns - 2 * margin, room[1] / rows - head - 2 * margin
        size = min(width / arrangement.scene.width, height / arrangement.scene.height)
        return size * (_ALL_IN_VIEW if arrangement.scene.reach <= arrangement.scene.width else 1.0)

    return max(_arrangements(count, offered), key=worth)


def _arrangements(count: int, offered: Sequence[Scene]) -> Iterator[Arrangement]:
    for rows in range(1, count + 1):
        for scene in offered if count > 1 else offered[:1]:
            yield Arrangement(-(-count // rows), scene)


def moved(point: Point, old: Scene, new: Scene) -> Point:
    """Return where in another scene the skin at a scene point lies; beside the views the point stays."""
    place = old.at(*point)
    return new[place.view.name].to_scene(*place.to_view(*point)) if place is not None else point


def carried(camera: Camera, old: Scene, new: Scene) -> Camera:
    """Return the camera that shows in another scene what `camera` shows in the old one; all stays all."""
    if old is new:
        return camera
    all_of_it = Camera.whole(old)
    if (camera.x, camera.y) == (all_of_it.x, all_of_it.y):
        return replace(Camera.whole(new), zoom=camera.zoom)
    place = old.at(camera.x, camera.y)
    grown = place.scale / new[place.view.name].scale if place is not None else 1.0
    return Camera(*moved((camera.x, camera.y), old, new), camera.zoom * grown).kept_on(new)


def _below(plain: Scene) -> Scene:
    """Return front and back beside each other, the inset below both: for panes higher than wide."""
    standing, (inset,), others = _sorted(plain)
    width = standing[-1].x + standing[-1].width
    scale = _BELOW_SHARE * plain.height / inset.view.height_mm
    low = replace(inset, x=(width - inset.view.width_mm * scale) / 2, y=plain.height + _NAME_MM, scale=scale)
    return _laid(plain, (*standing, low), _in_a_row(others, width + ASIDE_MM))


def _around(plain: Scene) -> Scene:
    """Return front and back with the inset between their legs, the sides beside them: for panes wider than high."""
    standing, (inset,), others = _sorted(plain)
    left, right = standing[0], standing[1]
    knees = (1 - INSET_SHARE) * plain.height
    inner = [shapely.clip_by_rect(place.view.outline, 0, knees, 9e9, 9e9).bounds for place in (left, right)]
    begin, end = left.to_scene(inner[0][2], 0)[0], right.to_scene(inner[1][0], 0)[0]
    scale = min(_BETWEEN_LEGS * (end - begin) / inset.view.width_mm, inset.scale)
    width, height = inset.view.width_mm * scale, inset.view.height_mm * scale
    low = replace(inset, x=(begin + end - width) / 2, y=plain.height - height, scale=scale)
    beside = _in_a_row(others, standing[-1].x + standing[-1].width + GAP_MM)
    return _laid(plain, (*standing, *beside, low), ())


def _sorted(plain: Scene) -> tuple[list[Placement], list[Placement], list[Placement]]:
    """Return the standing views, the insets, and what lies beyond them."""
    first = [place for place in plain.placements if place.view.name in plain.first_views]
    others = [place for place in plain.placements if place.view.name not in plain.first_views]
    return [it for it in first if not it.inset], [it for it in first if it.inset], others


def _in_a_row(places: Sequence[Placement], x: float) -> tuple[Placement, ...]:
    row = []
    for place in places:
        row.append(replace(place, x=x))
        x += place.width + GAP_MM
    return tuple(row)


def _laid(plain: Scene, first: tuple[Placement, ...], beyond: tuple[Placement, ...]) -> Scene:
    """Return a scene of the same figure that shows `first` at first."""
    scene = copy(plain)
    scene.placements = (*first, *beyond)
    scene.first_views = tuple(place.view.name for place in first)
    scene.width = max(place.x + place.width for place in first)
    scene.height = max(place.y + place.height for place in first)
    scene.reach = max(place.x + place.width for place in scene.placements)
    return scene
