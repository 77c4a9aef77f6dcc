"""The surface grid of each view: what skin each cell shows, and how much of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .body import Body
from .digits import DigitFields
from .mesh import vertex_areas
from .scenes import Camera, Scene
from .segments import Reference, Skin, segment_and_coordinates

Field = NDArray[np.float64]
POSES = ("standing", "lithotomy", "reaching")
FINER = 4  # samples of a cell's side when its skin is measured
STEEPEST = 0.03  # cosine; skin seen more edge-on than this is not told from the edge
SAME_SKIN_MM = 3.0  # two samples closer than this in depth are the same skin
STEEPEST_MM = 12.0  # a cell that sees its skin edge-on shows a strip of it this deep at most
BESIDE = ((0, 0), (0, -1), (0, 1), (-1, 0), (1, 0))  # skin at the very edge falls into no cell but the one beside it
MOST_STRETCH = 5.0


@dataclass(frozen=True)
class Grid:
    """The surface grid of one half view; row-major arrays over the cells that show skin (`mask`)."""

    mask: NDArray[np.bool_]
    segment: NDArray[np.uint8]
    first: Field
    second: Field
    area_cm2: Field
    places: Mapping[str, Field]  # by pose
    normal: Field  # in the standing pose
    square: Field  # cosine between normal and line of sight, in the view's own pose
    towards: Mapping[str, Field]  # by view in another pose: that cosine there
    also_in: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)  # by such a view: whether it sees the skin


class GridMaker:
    """Samples one body, with the skin coordinates that the reference has at the same points of the mesh."""

    def __init__(self, body: Body, reference: Reference, all_scenes: Mapping[str, Scene]) -> None:
        self._body, self._reference = body, reference
        posed = {name: scene for name, scene in all_scenes.items() if scene.camera.pose != "standing"}
        self._towards = {name: scene.normals @ np.array(scene.camera.eye) for name, scene in posed.items()}
        self._normals = body.normals(body.standing)
        areas = {pose: vertex_areas(getattr(body, pose), body.skin) for pose in POSES}
        self._stretch = {pose: self._ratio(areas["standing"], areas[pose]) for pose in POSES}

    def grid(self, scene: Scene) -> Grid:
        """Return the grid of a view with all the skin it shows counted."""
        camera = scene.camera
        raster = scene.draw(1 / camera.resolution_mm)
        tris, mask, known = scene.tris, raster.mask, self._reference.skin

        def sample(values: Field) -> Field:
            return raster.sample(tris, values)

        def fields(part: DigitFields) -> DigitFields:
            return DigitFields(sample(part.member), sample(part.first), sample(part.second), sample(part.dorsal))

        seen = Skin(
            sample(known.standing), sample(known.lithotomy), fields(known.hand), fields(known.foot), sample(known.arm)
        )
        code, first, second = segment_and_coordinates(self._reference.frame, seen)
        own = sample(scene.normals)
        square = own @ np.array(camera.eye) / np.linalg.norm(own, axis=1)
        normal = sample(self._normals)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        density = sample(self._stretch[camera.pose]) * _skin_per_view(scene)[mask]
        area = np.where(scene.is_eye[raster.triangle[mask]], 0, density * camera.resolution_mm**2 / 100)
        places = {pose: sample(getattr(self._body, pose)) for pose in POSES}
        towards = {name: sample(cosine) for name, cosine in self._towards.items()}
        return Grid(mask, code, first, second, area, places, normal, square, towards)

    def _ratio(self, standing: Field, posed: Field) -> Field:
        """Return per vertex the skin in the standing pose over that in another."""
        skin, ratio = np.unique(self._body.skin), np.ones(len(standing))
        ratio[skin] = standing[skin] / np.maximum(posed[skin], 1e-9)
        return np.clip(ratio, 1 / MOST_STRETCH, MOST_STRETCH)


def _skin_per_view(scene: Scene) -> Field:
    """Return mm2 of skin (in the view's own pose) per mm2 of each cell of the half view, from finer samples."""
    camera = scene.camera
    fine = scene.draw(FINER / camera.resolution_mm)
    normal = fine.sample(scene.tris, scene.normals)
    square = normal @ np.array(camera.eye) / np.linalg.norm(normal, axis=1)
    steep = np.zeros(fine.mask.shape)
    steep[fine.mask] = 1 / np.clip(square, STEEPEST, 1)
    rows, columns = camera.shape(1 / camera.resolution_mm)
    return np.asarray(steep.reshape(rows, FINER, columns, FINER).mean(axis=(1, 3)))


def matches(mine: Grid, other: Grid, camera: Camera) -> NDArray[np.int64]:
    """Return per sample of `mine` the index of the sample of `other` that shows the same skin, or -1."""
    return _found(mine, other, camera, (0, 0), np.full(len(mine.first), SAME_SKIN_MM))


def also_in(mine: Grid, name: str, other: Grid, camera: Camera) -> NDArray[np.bool_]:
    """Return per sample of `mine` whether another view sees that skin, be it from the very side."""
    towards = mine.towards[name]
    slope = np.sqrt(np.maximum(1 - towards**2, 0)) / np.maximum(towards, STEEPEST)
    reach = np.minimum(SAME_SKIN_MM + camera.resolution_mm * slope, STEEPEST_MM)
    seen = np.zeros(len(towards), bool)
    for step in BESIDE:
        seen |= _found(mine, other, camera, step, reach) >= 0
    return seen & (towards > 0)


def _found(mine: Grid, other: Grid, camera: Camera, step: tuple[int, int], reach: Field) -> NDArray[np.int64]:
    """Return the index of the sample of `other` some rows and columns away, if it lies within `reach` in depth."""
    places, depth = camera.place(mine.places[camera.pose])
    row, column = (np.floor(places[:, k] / camera.resolution_mm).astype(int) + step[1 - k] for k in (1, 0))
    rows, columns = other.mask.shape
    inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
    index = np.full(other.mask.shape, -1)
    index[other.mask] = np.arange(other.mask.sum())
    found = np.full(len(depth), -1)
    found[inside] = index[row[inside], column[inside]]
    theirs = camera.place(other.places[camera.pose])[1]
    found[(found >= 0) & (np.abs(theirs[found] - depth) > reach)] = -1
    return found
