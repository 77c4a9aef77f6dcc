"""From the published mesh to the figure's folder."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rootmap.skin.figure import FORMAT, VERSION

from . import creases, lines, markings, shading, store
from .body import Body, build_body
from .landmarks import LANDMARKS
from .segments import SEGMENTS, vertex_skin
from .source import read
from .views import Camera, Grid, Scene, grids, scenes

UNDERLAY_PX_PER_MM = {"anterior": 1.0, "posterior": 1.0, "perineal": 2.0}

# Parts with finer pictures: mm from the midline, from the top (negative: from the bottom), width, height.
FEET, HANDS, HEAD = (100.0, -262.0, 140.0, 262.0), (340.0, 770.0, 203.0, 240.0), (0.0, 0.0, 130.0, 300.0)
DETAILS: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "anterior": {"foot": FEET, "hand": HANDS, "head": HEAD},
    "posterior": {"foot": FEET, "hand": HANDS, "head": HEAD},
    "perineal": {"middle": (0.0, 60.0, 150.0, 250.0)},
}


def build_figure(data: Path, out: Path) -> None:
    """Build the neutral figure from the unpacked data into `out`; print its skin area and size."""
    body = build_body(read(data))
    all_scenes = scenes(body)
    all_grids = grids(body, all_scenes, vertex_skin(body))
    out.mkdir(parents=True, exist_ok=True)
    area = 2 * sum(float(grid.area_cm2.sum()) for grid in all_grids.values())
    views = {name: _view(body, scene, all_grids[name], out) for name, scene in all_scenes.items()}
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


def _view(body: Body, scene: Scene, grid: Grid, out: Path) -> dict[str, Any]:
    camera: Camera = scene.camera
    store.write_grid(out / f"{camera.name}.npz", grid, camera)
    shader = shading.Shader(scene)
    scale, fine = UNDERLAY_PX_PER_MM[camera.name], lines.LINES_PX_PER_MM
    small = shading.grey(shader.shade(scene.draw(scale), scale))
    store.write_png(out / f"{camera.name}.png", shading.whole(small))
    raster = scene.draw(fine)
    details = _details(camera, shading.grey(shader.shade(raster, fine)), out)
    strokes = [
        *creases.occluding(scene, raster, fine),
        *markings.painted(body, scene, raster, fine),
        *markings.eyes(body, scene, raster, fine),
        *markings.folds(grid, scene),
    ]
    strokes += creases.valleys(scene, raster, fine, strokes)
    drawn = {
        "outline": lines.outline_table(lines.outline(lines.coverage(scene, raster.mask), camera.width_mm)),
        "creases": lines.crease_table(strokes, camera.width_mm),
    }
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
        "details": details,
    }


def _details(camera: Camera, picture: NDArray[np.uint8], out: Path) -> list[dict[str, Any]]:
    """Write the finer pictures of parts of the half view; return their entries in figure.json."""
    table = []
    for name, (left, top, width, height) in DETAILS[camera.name].items():
        fine = lines.LINES_PX_PER_MM
        y = top if top >= 0 else camera.height_mm + top
        part = picture[round(y * fine) : round((y + height) * fine), round(left * fine) : round((left + width) * fine)]
        file = f"{camera.name}.{name}.png"
        store.write_png(out / file, part)
        table.append(
            {
                "file": file,
                "x_mm": camera.width_mm / 2 + left,
                "y_mm": y,
                "width_mm": part.shape[1] / fine,
                "height_mm": part.shape[0] / fine,
                "mirrored": True,
            }
        )
    return table
