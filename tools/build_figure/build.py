"""From the published mesh to the figure's folder."""

from pathlib import Path
from typing import Any

import numpy as np

from rootmap.skin.figure import FORMAT, VERSION

from . import lines, shading, store
from .body import build_body
from .landmarks import LANDMARKS
from .segments import SEGMENTS, vertex_skin
from .source import read
from .views import Camera, Grid, Scene, grids, scenes

UNDERLAY_PX_PER_MM = {"anterior": 1.0, "posterior": 1.0, "perineal": 2.0}


def build_figure(data: Path, out: Path) -> None:
    """Build the neutral figure from the unpacked data into `out`; print its skin area and size."""
    body = build_body(read(data))
    all_scenes = scenes(body)
    all_grids = grids(body, all_scenes, vertex_skin(body))
    out.mkdir(parents=True, exist_ok=True)
    area = 2 * sum(float(grid.area_cm2.sum()) for grid in all_grids.values())
    views = {name: _view(scene, all_grids[name], out) for name, scene in all_scenes.items()}
    table = {
        "format": FORMAT,
        "version": VERSION,
        "name": "neutral",
        "licence": "CC0-1.0; see LICENSE.md",
        "skin_area_cm2": round(area, 1),
        "segments": SEGMENTS,
        "views": views,
        "landmarks": LANDMARKS,
    }
    store.write_json(out / "figure.json", table)
    size = sum(path.stat().st_size for path in out.glob("*.*"))
    print(f"skin {area / 1e4:.3f} m2, {size / 1e6:.2f} MB in {out}")


def _view(scene: Scene, grid: Grid, out: Path) -> dict[str, Any]:
    camera: Camera = scene.camera
    store.write_grid(out / f"{camera.name}.npz", grid, camera)
    scale = UNDERLAY_PX_PER_MM[camera.name]
    store.write_png(out / f"{camera.name}.png", shading.whole(shading.underlay(scene, scale)))
    silhouette = lines.outline(scene.draw(lines.OUTLINE_PX_PER_MM).mask, camera.width_mm)
    drawn = {"outline": lines.outline_table(silhouette), "creases": []}
    store.write_json(out / f"{camera.name}.lines.json", drawn)
    standing = camera.pose == "standing"
    return {
        "width_mm": camera.width_mm,
        "height_mm": camera.height_mm,
        "resolution_mm": camera.resolution_mm,
        "left_is_right": camera.left_is_right,
        "top_mm": camera.top if standing else None,
        "facing": float(np.sign(camera.eye[2])) if standing else None,
        "underlay_px_per_mm": scale,
        "details": [],
    }
