"""From the published mesh to the figure's folder."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rootmap.skin.figure import FORMAT, VERSION

from . import creases, lines, markings, shading, store
from .body import Body, build_body
from .grids import Grid, GridMaker
from .homes import count_once
from .landmarks import LANDMARKS
from .scenes import Camera, Scene, scenes
from .segments import CODE, SEGMENTS, Reference, reference_of
from .shapes import SHAPES
from .source import Source

UNDERLAY_PX_PER_MM = {"anterior": 1.0, "posterior": 1.0, "perineal": 2.0, "lateral": 1.0}

# Parts with finer pictures: the segments they must hold.
FEET, HANDS, HEAD = ("foot.dorsal", "foot.plantar"), ("hand.palmar", "hand.dorsal"), ("head", "neck")
STANDING_DETAILS: dict[str, tuple[str, ...]] = {"foot": FEET, "hand": HANDS, "head": HEAD}
DETAILS: dict[str, dict[str, tuple[str, ...]]] = {
    "anterior": STANDING_DETAILS,
    "posterior": STANDING_DETAILS,
    "perineal": {"middle": ("perineum",)},
    "lateral": STANDING_DETAILS,
}
AROUND_MM = 8.0  # of a part is shown finely too


def build_figures(source: Source, out: Path, names: tuple[str, ...]) -> None:
    """Build the named figures into folders below `out`; print the skin area and size of each."""
    reference = reference_of(build_body(source))
    for name in names:
        _build_figure(build_body(source, SHAPES[name]), reference, out / name)


def _build_figure(body: Body, reference: Reference, out: Path) -> None:
    all_scenes = scenes(body)
    maker = GridMaker(body, reference, all_scenes)
    all_grids = count_once({name: maker.grid(scene) for name, scene in all_scenes.items()}, all_scenes)
    out.mkdir(parents=True, exist_ok=True)
    area = 2 * sum(float(grid.area_cm2.sum()) for grid in all_grids.values())
    views = {name: _view(body, scene, all_grids[name], out) for name, scene in all_scenes.items()}
    table = {
        "format": FORMAT,
        "version": VERSION,
        "name": body.shape.name,
        "licence": "CC0-1.0; see LICENSE.md",
        "skin_area_cm2": round(area, 1),
        "segments": SEGMENTS,
        "views": views,
        "landmarks": LANDMARKS,
    }
    store.write_json(out / "figure.json", table)
    store.write_licence(out / "LICENSE.md", body.shape.name)
    size = sum(path.stat().st_size for path in out.glob("*.*"))
    print(f"skin {area / 1e4:.3f} m2, {size / 1e6:.2f} MB in {out}")


def _view(body: Body, scene: Scene, grid: Grid, out: Path) -> dict[str, Any]:
    camera: Camera = scene.camera
    store.write_grid(out / f"{camera.name}.npz", grid, camera)
    shader = shading.Shader(scene)
    scale, fine = UNDERLAY_PX_PER_MM[camera.name], lines.LINES_PX_PER_MM
    small = shading.grey(shader.shade(scene.draw(scale), scale))
    whole = shading.whole(small)
    store.write_png(out / f"{camera.name}.png", whole)
    store.write_png(out / f"{camera.name}.half.png", shading.halved(whole))
    raster = scene.draw(fine)
    details = _details(camera, grid, shading.grey(shader.shade(raster, fine)), out)
    strokes = [
        *creases.occluding(scene, raster, fine),
        *markings.painted(body, scene, raster, fine),
        *markings.eyes(body, scene, raster, fine),
        *markings.folds(body, grid, scene),
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


def _details(camera: Camera, grid: Grid, picture: NDArray[np.uint8], out: Path) -> list[dict[str, Any]]:
    """Write the finer pictures of parts of the half view; return their entries in figure.json."""
    table = []
    for name, segments in DETAILS[camera.name].items():
        fine = lines.LINES_PX_PER_MM
        left, top, right, bottom = _box(grid, segments, camera)
        part = picture[round(top * fine) : round(bottom * fine), round(left * fine) : round(right * fine)]
        file = f"{camera.name}.{name}.png"
        store.write_png(out / file, part)
        table.append(
            {
                "file": file,
                "x_mm": camera.width_mm / 2 + left,
                "y_mm": top,
                "width_mm": part.shape[1] / fine,
                "height_mm": part.shape[0] / fine,
                "mirrored": True,
            }
        )
    return table


def _box(grid: Grid, segments: tuple[str, ...], camera: Camera) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of some segments with a margin, whole mm of the half view."""
    shown = np.zeros(grid.mask.shape, bool)
    shown[grid.mask] = np.isin(grid.segment, [CODE[name] for name in segments])
    rows, columns = (np.flatnonzero(shown.any(axis=axis)) * camera.resolution_mm for axis in (1, 0))
    left, top = (max(0.0, float(np.floor(edge[0] - AROUND_MM))) for edge in (columns, rows))
    right = min(camera.width_mm / 2, float(np.ceil(columns[-1] + AROUND_MM)))
    return left, top, right, min(camera.height_mm, float(np.ceil(rows[-1] + AROUND_MM)))
