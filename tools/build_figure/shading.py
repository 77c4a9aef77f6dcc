"""The underlay: soft, matte light on the skin, with tones that run on beyond the silhouette."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse

from .mesh import neighbours
from .raster import Raster
from .scenes import Scene

Image = NDArray[np.float64]

KEY_UP = 0.42  # the key light comes from the front and above by this tangent; no side, so that the halves mirror
WRAP = 0.5  # of the light reaches round the form: matte skin has no hard terminator
DARK, LIGHT = 0.26, 0.98  # tones of skin turned away, and turned to the light
WIDE_SIGMAS_MM = (9.0, 26.0)  # reach of the soft shadows in hollows and behind nearer parts
NEAR_SIGMA_MM = 2.5
WIDE_STRENGTH, NEAR_STRENGTH = 0.42, 0.34
COARSE_PX_PER_MM = 1.0
FACET_SHARE = 0.03  # of the reach: less is the mesh, not a hollow
NORMAL_ROUNDS = 4  # of averaging, so that the mesh does not show in the light


class Shader:
    """Shades one view at any resolution; wide shadows are computed once, coarsely."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        raster = scene.draw(COARSE_PX_PER_MM)
        self.wide = 1 - np.prod([1 - WIDE_STRENGTH * _hollow(raster, sigma, 1.0) for sigma in WIDE_SIGMAS_MM], axis=0)
        near = neighbours(len(scene.vertices), scene.tris)
        mean = sparse.diags(1 / np.maximum(np.asarray(near.sum(axis=1)).ravel(), 1)) @ near
        self.normals = scene.normals
        for _ in range(NORMAL_ROUNDS):
            self.normals = 0.5 * self.normals + 0.5 * (mean @ self.normals)
        self.wide = _run_on(self.wide, raster.mask)

    def shade(self, raster: Raster, pixels_per_mm: float) -> Image:
        """Return tones 0..1 of the half view; beyond the silhouette its nearest tone."""
        scene, camera = self.scene, self.scene.camera
        normal = raster.sample(scene.tris, self.normals)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        facing = np.clip(normal @ np.array(camera.eye), 0, 1)
        key = (facing + KEY_UP * (normal @ np.array(camera.up))) / np.hypot(1, KEY_UP)
        lit = 0.55 * np.clip((key + WRAP) / (1 + WRAP), 0, 1) + 0.45 * facing**0.7
        tone = np.zeros(raster.mask.shape)
        tone[raster.mask] = DARK + (LIGHT - DARK) * lit
        rows, columns = np.indices(raster.mask.shape)
        place = (np.stack([rows, columns]) + 0.5) * (COARSE_PX_PER_MM / pixels_per_mm) - 0.5
        turned = np.zeros(raster.mask.shape)  # skin turned away lies behind its neighbours without being in a hollow
        turned[raster.mask] = facing
        wide = ndimage.map_coordinates(self.wide, place, order=1, mode="nearest") * turned
        near = _hollow(raster, NEAR_SIGMA_MM, pixels_per_mm) * turned
        return _run_on(tone * (1 - wide) * (1 - NEAR_STRENGTH * near), raster.mask)


def _hollow(raster: Raster, sigma_mm: float, pixels_per_mm: float) -> Image:
    """Return 0..1: how far the skin lies behind the mean of the skin round it, in units of the reach."""
    mask = raster.mask.astype(float)
    depth = np.where(raster.mask, raster.depth, 0)
    sigma = sigma_mm * pixels_per_mm
    margin = int(3 * sigma)
    both = [np.concatenate([a[:, :margin][:, ::-1], a], axis=1) for a in (depth, mask)]
    total, share = (ndimage.gaussian_filter(a, sigma, truncate=3.0)[:, min(margin, depth.shape[1]) :] for a in both)
    behind = total / np.maximum(share, 1e-6) - depth
    return np.where(raster.mask, np.clip(behind / sigma_mm - FACET_SHARE, 0, 1), 0)


def _run_on(image: Image, mask: NDArray[np.bool_]) -> Image:
    nearest = ndimage.distance_transform_edt(~mask, return_distances=False, return_indices=True)
    return np.asarray(image[tuple(nearest)])


def grey(image: Image) -> NDArray[np.uint8]:
    """Return tones 0..1 as 8-bit grey."""
    return np.round(255 * np.clip(image, 0, 1)).astype(np.uint8)


def whole(half: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Mirror a half picture to the whole."""
    return np.concatenate([half[:, ::-1], half], axis=1)


def halved(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture at half its size, rounded up, each pixel the mean of what it covers."""
    tones = picture.astype(np.float64)
    for _ in picture.shape:
        tones = _rows_halved(tones).T
    return np.round(tones).astype(np.uint8)


def _rows_halved(tones: Image) -> Image:
    """Return half as many rows: the differences of the running sum at their edges."""
    count = len(tones)
    sums = np.concatenate([np.zeros((1, tones.shape[1])), np.cumsum(tones, axis=0)])
    edges = np.linspace(0, count, (count + 1) // 2 + 1)
    below = np.minimum(edges.astype(int), count - 1)
    at_edges = sums[below] + (edges - below)[:, None] * tones[below]
    return np.diff(at_edges, axis=0) / np.diff(edges)[:, None]
