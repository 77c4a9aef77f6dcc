"""The three views: how the body projects into each, and the surface grid of each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .body import Body
from .digits import DigitFields
from .mesh import vertex_areas
from .raster import Raster, rasterise
from .segments import CODE, Frame, Skin, frame_of, segment_and_coordinates

Field = NDArray[np.float64]
NO_SKIN = 255
MARGIN_MM = 12.0
SAME_SKIN_MM = 3.0  # two samples closer than this in depth are the same skin
PERINEAL_HALF_WIDTH_MM, PERINEAL_Z_MM = 230.0, (202.0, -112.0)  # frame: half width, front and back edge
VIGNETTE_GAP_MM = 4.0
PERINEAL_DEPTH_MM = 183.0  # skin farther than this above the lowest skin is not drawn: it would be abdomen and arms
OUT_OF_PERINEAL = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger", "lowerleg02", "foot", "toe", "neck", "head")
FINER = 4  # samples of a cell's side when its skin is measured
STEEPEST = 0.03  # cosine; skin seen more edge-on than this is not told from the edge
STANDING_PREFERENCE, PERINEUM_PREFERENCE = 0.6, 100.0
# perineal skin also seen standing is counted below only when clearly squarer there


@dataclass(frozen=True)
class Camera:
    """An orthographic view of one pose; x runs from the midline to the body's left, y down the picture."""

    name: str
    left_is_right: bool
    width_mm: float
    height_mm: float
    resolution_mm: float
    right: tuple[float, float, float]  # picture's outward and up axes, and towards the eye, in body axes
    up: tuple[float, float, float]
    eye: tuple[float, float, float]
    top: float  # the body's coordinate along `up` at the picture's top edge
    pose: str

    def place(self, points: Field) -> tuple[Field, Field]:
        """Return half-view places (n, 2) in mm and depth towards the eye."""
        x = points @ np.array(self.right)
        return np.stack([x, self.top - points @ np.array(self.up)], axis=1), points @ np.array(self.eye)

    def shape(self, pixels_per_mm: float) -> tuple[int, int]:
        """Return rows and columns of the half view."""
        return round(self.height_mm * pixels_per_mm), round(self.width_mm / 2 * pixels_per_mm)


@dataclass(frozen=True)
class Scene:
    """What one camera sees of the body: its triangles and the pose's vertices and normals."""

    camera: Camera
    tris: NDArray[np.int64]
    is_eye: NDArray[np.bool_]
    vertices: Field
    normals: Field
    farthest: float  # depth beyond which nothing is drawn

    def draw(self, pixels_per_mm: float, shift: tuple[float, float] = (0.0, 0.0)) -> Raster:
        """Return the raster of the half view, moved by `shift` pixels (x, y)."""
        xy, depth = self.camera.place(self.vertices)
        raster = rasterise(xy * pixels_per_mm + np.array(shift), depth, self.tris, self.camera.shape(pixels_per_mm))
        return raster if self.camera.pose == "standing" else _vignette(raster, pixels_per_mm, self.farthest)


def _vignette(raster: Raster, pixels_per_mm: float, farthest: float) -> Raster:
    """Cut the thighs off along an ellipse, as a plate does, instead of at the picture's edge, and the belly's depth."""
    rows, columns = raster.mask.shape
    front, back = PERINEAL_Z_MM
    across = (np.arange(columns) + 0.5) / pixels_per_mm / (PERINEAL_HALF_WIDTH_MM - VIGNETTE_GAP_MM)
    half = (front - back) / 2
    down = ((np.arange(rows) + 0.5) / pixels_per_mm - half) / (half - VIGNETTE_GAP_MM)
    outside = (across**2 + down[:, None] ** 2 > 1) | (raster.depth < farthest)
    return Raster(
        np.where(outside, np.int32(-1), raster.triangle),
        raster.weights,
        np.where(outside, np.float32(-np.inf), raster.depth),
    )


def scenes(body: Body) -> dict[str, Scene]:
    """Return the scene of each view."""
    used = np.unique(body.skin)
    high, low = body.standing[used].max(axis=0), body.standing[used].min(axis=0)
    width, top = 2 * np.ceil(high[0] + MARGIN_MM), float(np.ceil(high[1] + MARGIN_MM))
    height = float(np.ceil(top - low[1] + MARGIN_MM))
    front = Camera("anterior", True, width, height, 1.0, (1, 0, 0), (0, 1, 0), (0, 0, 1), top, "standing")
    back = replace(front, name="posterior", left_is_right=False, eye=(0, 0, -1))
    z_top, z_bottom = PERINEAL_Z_MM
    below = Camera(
        "perineal", True, 2 * PERINEAL_HALF_WIDTH_MM, z_top - z_bottom, 0.5, (1, 0, 0), (0, 0, 1), (0, -1, 0), z_top,
        "lithotomy",
    )  # fmt: skip
    return {camera.name: _scene(body, camera) for camera in (front, back, below)}


def _scene(body: Body, camera: Camera) -> Scene:
    pose = getattr(body, camera.pose)
    tris = np.concatenate([body.skin, body.eyes])
    is_eye = np.arange(len(tris)) >= len(body.skin)
    normal = body.normals(pose)
    keep, farthest = (pose[tris, 0] > -60).any(axis=1), -np.inf
    if camera.name == "perineal":
        away = body.weight(*OUT_OF_PERINEAL) > 0.3
        lowest = pose[np.unique(body.skin)][~away[np.unique(body.skin)], 1].min()
        farthest = -(lowest + PERINEAL_DEPTH_MM)
        keep &= ~away[tris].any(axis=1) & ~is_eye
    return Scene(camera, tris[keep], is_eye[keep], pose, normal, farthest)


@dataclass(frozen=True)
class Grid:
    """The surface grid of one half view; row-major arrays over the cells that show skin (`mask`)."""

    mask: NDArray[np.bool_]
    segment: NDArray[np.uint8]
    first: Field
    second: Field
    area_cm2: Field
    standing: Field
    lithotomy: Field
    normal: Field  # in the standing pose
    square: Field  # cosine between normal and line of sight, in the view's own pose
    density: Field  # mm2 of skin (standing) per mm2 of view, wherever it is counted


def grids(body: Body, all_scenes: Mapping[str, Scene], skin: Skin) -> dict[str, Grid]:
    """Return the grid of each view, areas counted in each bit of skin's home view only."""
    skins = np.unique(body.skin)
    stretch = np.ones(len(body.standing))
    area = {pose: vertex_areas(getattr(body, pose), body.skin) for pose in ("standing", "lithotomy")}
    stretch[skins] = area["standing"][skins] / np.maximum(area["lithotomy"][skins], 1e-9)
    standing_normal = body.normals(body.standing)
    frame = frame_of(body)
    raw = {n: _grid(frame, s, skin, (standing_normal, stretch)) for n, s in all_scenes.items()}
    return {name: _counted(name, raw, all_scenes) for name in raw}


def _grid(frame: Frame, scene: Scene, skin: Skin, extra: tuple[Field, Field]) -> Grid:
    camera = scene.camera
    raster = scene.draw(1 / camera.resolution_mm)
    tris, mask = scene.tris, raster.mask

    def sample(values: Field) -> Field:
        return raster.sample(tris, values)

    def fields(part: DigitFields) -> DigitFields:
        return DigitFields(sample(part.member), sample(part.first), sample(part.second), sample(part.dorsal))

    seen = Skin(sample(skin.standing), sample(skin.lithotomy), fields(skin.hand), fields(skin.foot), sample(skin.arm))
    code, first, second = segment_and_coordinates(frame, seen)
    own = sample(scene.normals)
    square = own @ np.array(camera.eye) / np.linalg.norm(own, axis=1)
    ratio = np.clip(sample(extra[1]), 0.2, 5) if camera.pose == "lithotomy" else 1.0
    density = ratio * _skin_per_view(scene)[mask]
    normal = sample(extra[0])
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    eye = scene.is_eye[raster.triangle[mask]]
    area = np.where(eye, 0, density * camera.resolution_mm**2 / 100)
    return Grid(mask, code, first, second, area, seen.standing, seen.lithotomy, normal, square, density)


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


def _counted(name: str, raw: Mapping[str, Grid], all_scenes: Mapping[str, Scene]) -> Grid:
    """Zero the area where another view is the home of the same skin."""
    mine = raw[name]
    others = ("anterior", "posterior") if name == "perineal" else ("perineal",)
    home = np.ones(len(mine.first), bool)
    for other in others:
        cells = matches(mine, raw[other], all_scenes[other].camera)
        seen = cells >= 0
        theirs = np.where(seen, raw[other].square[cells], 0)
        weight = np.where(mine.segment == CODE["perineum"], PERINEUM_PREFERENCE, STANDING_PREFERENCE)
        if name == "perineal":
            home &= ~seen | (mine.square * weight > theirs)
        else:
            home &= ~seen | (mine.square >= theirs * weight)
    return replace(mine, area_cm2=np.where(home, mine.area_cm2, 0))


def matches(mine: Grid, other: Grid, camera: Camera) -> NDArray[np.int64]:
    """Return per sample of `mine` the index of the sample of `other` that shows the same skin, or -1."""
    pose = getattr(mine, camera.pose)
    places, depth = camera.place(pose)
    column = np.floor(places[:, 0] / camera.resolution_mm).astype(int)
    row = np.floor(places[:, 1] / camera.resolution_mm).astype(int)
    rows, columns = other.mask.shape
    inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
    index = np.full(other.mask.shape, -1)
    index[other.mask] = np.arange(other.mask.sum())
    found = np.full(len(depth), -1)
    found[inside] = index[row[inside], column[inside]]
    theirs = camera.place(getattr(other, camera.pose))[1]
    found[(found >= 0) & (np.abs(theirs[found] - depth) > SAME_SKIN_MM)] = -1
    return found
