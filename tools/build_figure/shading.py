"""The underlay: soft, matte light on the skin, with tones that run on beyond the silhouette."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .views import Scene


def underlay(scene: Scene, pixels_per_mm: float) -> NDArray[np.uint8]:
    """Return the shaded half view, 8-bit grey."""
    raster = scene.draw(pixels_per_mm)
    camera = scene.camera
    normal = raster.sample(scene.tris, scene.normals)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    facing = normal @ np.array(camera.eye)
    above = normal @ np.array(camera.up)
    tone = np.zeros(raster.mask.shape)
    tone[raster.mask] = np.clip(0.50 + 0.42 * facing + 0.10 * above, 0, 1)
    nearest = ndimage.distance_transform_edt(~raster.mask, return_distances=False, return_indices=True)
    return np.round(255 * tone[tuple(nearest)]).astype(np.uint8)


def whole(half: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Mirror a half picture to the whole."""
    return np.concatenate([half[:, ::-1], half], axis=1)
