"""The views: how the body projects into each."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .body import Body
from .raster import Raster, rasterise

Field = NDArray[np.float64]
MARGIN_MM = 12.0
BACKS_MM = 24.0  # from the midline of the lateral view to the back of each profile
# Of the neutral body, others in proportion: the perineal frame, its half width, front and back edge.
PERINEAL_HALF_WIDTH_MM, PERINEAL_Z_MM = 230.0, (202.0, -112.0)
VIGNETTE_GAP_MM = 4.0
PERINEAL_DEPTH_MM = 183.0  # skin farther than this above the lowest skin is not drawn: it would be abdomen and arms
OUT_OF_PERINEAL = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger", "lowerleg02", "foot", "toe", "neck", "head")
BESIDE_MM = 60.0  # of the other half is drawn too, so that shadows and folds run on across the midline
ROUNDING_MM = 1e-6


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
    middle: float = 0.0  # the body's coordinate along `right` at the picture's midline

    def place(self, points: Field) -> tuple[Field, Field]:
        """Return half-view places (n, 2) in mm and depth towards the eye."""
        x = points @ np.array(self.right) - self.middle
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
        return _vignette(raster, pixels_per_mm, self) if np.isfinite(self.farthest) else raster


def _vignette(raster: Raster, pixels_per_mm: float, scene: Scene) -> Raster:
    """Cut the thighs off along an ellipse, as a plate does, instead of at the picture's edge, and the belly's depth."""
    rows, columns = raster.mask.shape
    half_width, half = scene.camera.width_mm / 2, scene.camera.height_mm / 2
    across = (np.arange(columns) + 0.5) / pixels_per_mm / (half_width - VIGNETTE_GAP_MM)
    down = ((np.arange(rows) + 0.5) / pixels_per_mm - half) / (half - VIGNETTE_GAP_MM)
    outside = (across**2 + down[:, None] ** 2 > 1) | (raster.depth < scene.farthest)
    return Raster(
        np.where(outside, np.int32(-1), raster.triangle),
        raster.weights,
        np.where(outside, np.float32(-np.inf), raster.depth),
    )


def scenes(body: Body) -> dict[str, Scene]:
    """Return the scene of each view."""
    front = _front(body)
    back = replace(front, name="posterior", left_is_right=False, eye=(0, 0, -1))
    return {camera.name: _scene(body, camera) for camera in (front, back, _below(body), _beside(body))}


def _front(body: Body) -> Camera:
    used = np.unique(body.skin)
    high, low = body.standing[used].max(axis=0), body.standing[used].min(axis=0)
    width, top = 2 * np.ceil(high[0] + MARGIN_MM), float(np.ceil(high[1] + MARGIN_MM))
    height = float(np.ceil(top - low[1] + MARGIN_MM))
    return Camera("anterior", True, width, height, 1.0, (1, 0, 0), (0, 1, 0), (0, 0, 1), top, "standing")


def _below(body: Body) -> Camera:
    half_width, top, bottom = (
        float(np.round(x * body.size)) for x in (PERINEAL_HALF_WIDTH_MM, PERINEAL_Z_MM[0], PERINEAL_Z_MM[1])
    )
    return Camera(
        "perineal", True, 2 * half_width, top - bottom, 0.5, (1, 0, 0), (0, 0, 1), (0, -1, 0), top, "lithotomy"
    )


def _beside(body: Body) -> Camera:
    """Return the camera at the patient's left; in the picture the two profiles stand back to back."""
    left = body.reaching[np.unique(body.skin)]
    left = left[left[:, 0] >= 0]
    high, low = left.max(axis=0), left.min(axis=0)
    middle, top = float(low[2] - BACKS_MM), float(np.ceil(high[1] + MARGIN_MM))
    width, height = 2 * np.ceil(high[2] + MARGIN_MM - middle), float(np.ceil(top - low[1] + MARGIN_MM))
    return Camera("lateral", False, width, height, 1.0, (0, 0, 1), (0, 1, 0), (1, 0, 0), top, "reaching", middle)


def _scene(body: Body, camera: Camera) -> Scene:
    pose = getattr(body, camera.pose)
    tris = np.concatenate([body.skin, body.eyes])
    is_eye = np.arange(len(tris)) >= len(body.skin)
    normal = body.normals(pose)
    keep, farthest = (pose[tris, 0] > -BESIDE_MM).any(axis=1), -np.inf
    if camera.name == "lateral":  # the half with the patient's left shows the left half of the body alone
        keep = (body.standing[tris, 0] >= -ROUNDING_MM).all(axis=1)
    if camera.name == "perineal":
        away = body.weight(*OUT_OF_PERINEAL) > 0.3
        lowest = pose[np.unique(body.skin)][~away[np.unique(body.skin)], 1].min()
        farthest = -(lowest + PERINEAL_DEPTH_MM * body.size)
        keep &= ~away[tris].any(axis=1) & ~is_eye
    return Scene(camera, tris[keep], is_eye[keep], pose, normal, farthest)
