"""Lines that the bare form does not show: nails, lips, eyes, and the folds of palm, groin, buttock and perineum."""

from pathlib import Path

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from scipy import ndimage
from scipy.interpolate import PchipInterpolator

from .body import Body
from .creases import Stroke, taper
from .grids import Grid
from .lines import soften
from .raster import Raster
from .scenes import Scene
from .segments import CODE

Field = NDArray[np.float64]

# Published masks of the skin (below textures/), and how strongly their borders are drawn.
PAINTED = {"mpfb_fingernails": 0.6, "mpfb_toenails": 0.6, "mpfb_lips": 0.45, "mpfb_aureolae": 0.35}
MASK_SOFT_MM, RING_SMOOTH_MM, SMALLEST_RING_MM = 0.25, 0.7, 6.0
NAIL_STEP_MM, NAIL_SMOOTH_MM = 0.1, 1.3
ROUNDEST = 0.42  # 4 pi area / length^2; thinner rings are bleeding of a mask, not a nail
IRIS_MM, PUPIL_MM, EYEBALL_MM = 5.9, 2.0, 12.0  # radii; anatomical means
# Folds drawn by eye: segment, (first, second) from end to end, weight.
Fold = tuple[str, tuple[tuple[float, float], ...], float]
FOLDS: dict[str, tuple[Fold, ...]] = {
    "anterior": (
        ("trunk", ((0.655, 4.4), (0.6515, 2.6), (0.650, 0.0)), 0.45),  # the navel's upper lip
        ("arm", ((1.01, -38.0), (1.03, 0.0), (1.0, 36.0)), 0.35),  # the elbow's crease
        ("leg", ((0.905, -34.0), (0.95, -44.0), (1.0, -30.0)), 0.22),  # round the kneecap
        ("leg", ((0.905, 30.0), (0.95, 40.0), (1.0, 26.0)), 0.22),
        ("hand.palmar", ((0.03, 0.5), (0.02, 2.5), (0.03, 4.6)), 0.40),  # wrist
        ("hand.palmar", ((0.92, 1.10), (0.74, 1.72), (0.52, 2.06), (0.28, 2.16), (0.10, 2.10)), 0.50),
        ("hand.palmar", ((0.90, 1.18), (0.76, 2.10), (0.66, 3.10), (0.56, 4.10)), 0.40),
        ("hand.palmar", ((1.06, 2.02), (0.94, 2.40), (0.86, 3.30), (0.84, 4.70)), 0.40),
    ),
    "posterior": (
        ("trunk", ((0.16, 180.0), (0.45, 180.0), (0.80, 180.0)), 0.18),  # the furrow over the spine
        ("leg", ((1.02, 148.0), (1.0, 180.0), (1.01, 214.0)), 0.35),  # the hollow of the knee
        ("arm", ((0.985, 168.0), (1.0, 185.0), (0.985, 204.0)), 0.22),  # the point of the elbow
    ),
    "perineal": (),
    "lateral": (("arm", ((0.96, 112.0), (1.0, 150.0), (1.01, 180.0)), 0.18),),  # towards the point of the elbow
}
# First coordinates of the flexion creases, with weights: thumb, index (its web lies apart), the others.
CREASES = (
    ((1.06, 0.35), (1.50, 0.45)),
    ((1.36, 0.45), (1.66, 0.40)),
    ((1.17, 0.35), (1.36, 0.45), (1.66, 0.40)),
)
GROIN_X, GLUTEAL_X = (34.0, 112.0), (30.0, 128.0)  # extent of the folds from the midline, mm on the neutral body
CLEFT_FROM, CLEFT_WEIGHT = 0.833, 0.8  # the trunk's first coordinate where the intergluteal cleft begins
FOLD_Y = 106.0  # above it in the perineal view the hip's own fold is drawn as a contour
GROIN_WEIGHT, GLUTEAL_WEIGHT, GENITOFEMORAL_WEIGHT, LONG_MM = 0.35, 0.55, 0.45, 25.0


def painted(body: Body, scene: Scene, raster: Raster, pixels_per_mm: float) -> list[Stroke]:
    """Return the borders of nails, lips and areolae."""
    uv = np.asarray(body.operator @ body.source.uv)
    place = raster.sample(scene.tris, uv)
    eye = scene.is_eye[raster.triangle[raster.mask]]
    strokes = []
    for name, weight in PAINTED.items():
        texture = _grey(body.source.folder / f"textures/{name}.jpg")
        at = np.stack([(1 - place[:, 1]) * texture.shape[0], place[:, 0] * texture.shape[1]]) - 0.5
        value = np.where(eye, 0, ndimage.map_coordinates(texture, at, order=1, mode="nearest"))
        if value.max() > 0.5:
            rings = _borders(raster.mask, value, weight, pixels_per_mm)
            strokes += [_rounded(ring) for ring in rings] if name.endswith("nails") else rings
    return strokes


def _grey(path: Path) -> Field:
    """Return a picture's brightness, 0..1."""
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()] / 255


def eyes(body: Body, scene: Scene, raster: Raster, pixels_per_mm: float) -> list[Stroke]:
    """Return the lids' edges, the iris and the pupil."""
    eye = scene.is_eye[raster.triangle[raster.mask]]
    if not eye.any():
        return []
    strokes = _borders(raster.mask, eye.astype(float), 0.9, pixels_per_mm)
    middle = scene.vertices[body.eyes[(scene.vertices[body.eyes, 0] > 0).all(axis=1)]].mean(axis=(0, 1))
    opening = np.zeros(raster.mask.shape, bool)
    opening[raster.mask] = eye
    for radius, weight in ((IRIS_MM, 0.6), (PUPIL_MM, 0.75)):
        turn = np.linspace(0, 2 * np.pi, 90)
        ahead = np.full(len(turn), np.sqrt(EYEBALL_MM**2 - radius**2))
        ring, _ = scene.camera.place(middle + np.stack([radius * np.cos(turn), radius * np.sin(turn), ahead], axis=1))
        row, column = (np.floor(ring[:, k] * pixels_per_mm).astype(int) for k in (1, 0))
        strokes += _seen(ring, opening[row, column], weight)
    return strokes


def folds(body: Body, grid: Grid, scene: Scene) -> list[Stroke]:
    """Return the folds of palm and fingers, of the groin, of the buttock and beside the perineum."""
    name = scene.camera.name
    strokes = []
    lines = list(FOLDS[name])
    if name == "anterior":
        for digit in range(5):
            for first, weight in CREASES[min(digit, 2)]:
                track = tuple((first, digit + second) for second in (0.22, 0.5, 0.78))
                lines.append(("hand.palmar", track, weight))
        strokes.append(_border(grid, scene, np.array(GROIN_X) * body.size, GROIN_WEIGHT))
    if name == "posterior":
        strokes.append(_cleft(grid, scene))
        strokes.append(_border(grid, scene, np.array(GLUTEAL_X) * body.size, GLUTEAL_WEIGHT))
    if name == "perineal":
        strokes += _perineal(grid, scene)
    return strokes + [taper(line, 9.0) for fold in lines if (line := _on_grid(grid, scene, *fold)) is not None]


def _cleft(grid: Grid, scene: Scene) -> Stroke:
    """Return the intergluteal cleft: down the midline to where trunk and thighs part."""
    first = np.full(grid.mask.shape, -np.inf)
    first[grid.mask] = np.where(grid.segment == CODE["trunk"], grid.first, -np.inf)
    top, bottom = np.argmax(first[:, 0] > CLEFT_FROM), np.flatnonzero(grid.mask[:, 0])[-1]
    down = np.linspace(float(top), float(bottom), 60) * scene.camera.resolution_mm
    return Stroke(np.stack([0 * down, down], axis=1), CLEFT_WEIGHT * np.clip(np.linspace(0.1, 6, 60), 0, 1))


def _perineal(grid: Grid, scene: Scene) -> list[Stroke]:
    """Return the anal margin with its radiating folds, the raphe, and the folds beside the genital region."""
    strokes = _thigh_borders(grid, scene)
    for degrees in range(0, 181, 20):
        track = tuple((reach, float(degrees)) for reach in (2.5, 5.0, 8.0 if degrees % 40 == 0 else 6.5))
        line = _on_grid(grid, scene, "perineum", track, 0.5)
        if line is not None:
            strokes.append(Stroke(line.points, line.weights * np.linspace(1, 0.3, len(line.points))))
    for track, weight in (
        (((14.0, 0.0), (26.0, 0.0), (38.0, 0.0)), 0.30),
        (((36.0, 6.0), (52.0, 17.0), (72.0, 15.0), (92.0, 9.0), (104.0, 5.0)), 0.35),
        (((44.0, 0.0), (66.0, 0.0), (92.0, 0.0)), 0.45),
    ):
        line = _on_grid(grid, scene, "perineum", track, weight)
        if line is not None:
            strokes.append(taper(line, 10.0))
    return strokes


def _thigh_borders(grid: Grid, scene: Scene) -> list[Stroke]:
    """Return the groin crease and gluteal fold of the perineal view: the thigh's border away from the silhouette."""
    leg = np.zeros(grid.mask.shape)
    leg[grid.mask] = grid.segment == CODE["leg"]
    scale = scene.camera.resolution_mm
    soft = ndimage.gaussian_filter(leg, 1.5 / scale, mode="nearest")
    inner = ndimage.binary_erosion(grid.mask, iterations=round(6 / scale), border_value=1)
    strokes = []
    for line in contourpy.contour_generator(z=soft).lines(0.5):
        points = soften(np.asarray(line, float), 4 / scale, closed=False)
        row, column = np.round(points[:, 1]).astype(int), np.round(points[:, 0]).astype(int)
        clear = inner[row, column] & (row * scale > FOLD_Y)
        for part in _seen((points + 0.5) * scale, clear, GENITOFEMORAL_WEIGHT):
            if np.linalg.norm(np.diff(part.points, axis=0), axis=1).sum() > LONG_MM:
                strokes.append(taper(part, 40.0))
    return strokes


def _borders(mask: NDArray[np.bool_], value: Field, weight: float, pixels_per_mm: float) -> list[Stroke]:
    """Return the closed 0.5 contours of per-sample values."""
    image = np.zeros(mask.shape)
    image[mask] = value
    image = ndimage.gaussian_filter(image, MASK_SOFT_MM * pixels_per_mm, mode="nearest")
    strokes = []
    for line in contourpy.contour_generator(z=np.pad(image, ((1, 1), (0, 1)))).lines(0.5):
        points = (line + np.array([0.5, -0.5])) / pixels_per_mm
        closed = bool(np.allclose(points[0], points[-1]))
        length = float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
        if length < SMALLEST_RING_MM or (closed and 4 * np.pi * shapely.Polygon(points).area / length**2 < ROUNDEST):
            continue
        ends = points[[0, -1], 0] < 1.0 / pixels_per_mm
        points = soften(points * pixels_per_mm, RING_SMOOTH_MM * pixels_per_mm, closed) / pixels_per_mm
        if not closed:
            points[[0, -1], 0] = np.where(ends, 0, points[[0, -1], 0])
        strokes.append(Stroke(points, np.full(len(points), weight)))
    return strokes


def _rounded(ring: Stroke) -> Stroke:
    """Return the convex hull of a ring, smoothed: a nail has no dents."""
    hull = shapely.get_coordinates(shapely.convex_hull(shapely.MultiPoint(ring.points)))
    points = soften(hull / NAIL_STEP_MM, NAIL_SMOOTH_MM / NAIL_STEP_MM) * NAIL_STEP_MM
    return Stroke(points, np.full(len(points), ring.weights[0]))


def _seen(points: Field, visible: NDArray[np.bool_], weight: float) -> list[Stroke]:
    edges = np.flatnonzero(np.diff(np.r_[0, visible.astype(int), 0]))
    parts = [points[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 3]
    return [Stroke(part, np.full(len(part), weight)) for part in parts]


def _on_grid(
    grid: Grid, scene: Scene, segment: str, track: tuple[tuple[float, float], ...], weight: float
) -> Stroke | None:
    """Return a smooth line through skin coordinates of the left side, where this view shows it."""
    knots = np.array(track)
    at = np.linspace(0, len(knots) - 1, 60)
    wanted = PchipInterpolator(np.arange(len(knots)), knots)(at)
    mine = np.flatnonzero(grid.segment == CODE[segment])
    row, column = (index[mine] for index in np.nonzero(grid.mask))
    scale = (1.0, 0.22) if segment.startswith("hand") else (1.0, 0.0045)  # the second coordinate in units of the first
    found = []
    for first, second in wanted:
        if segment == "perineum":
            turn = np.radians(grid.second[mine] - second)
            away = grid.first[mine] ** 2 + first**2 - 2 * grid.first[mine] * first * np.cos(turn)
        else:
            turn = grid.second[mine] - second
            turn = (turn + 180) % 360 - 180 if segment in ("leg", "arm") else turn
            away = ((grid.first[mine] - first) * scale[0]) ** 2 + (turn * scale[1]) ** 2
        near = np.argsort(away, kind="stable")[:6]
        share = 1 / (away[near] + away[near].mean() * 0.2 + 1e-9)
        place = np.stack([column[near] + 0.5, row[near] + 0.5], axis=1)
        found.append((place * (share / share.sum())[:, None]).sum(axis=0))
    points = ndimage.uniform_filter1d(np.array(found), 7, axis=0, mode="nearest") * scene.camera.resolution_mm
    if not segment.startswith(("hand", "leg", "arm")):
        points[:, 0] = np.where(np.isin(wanted[:, 1], (0, 180)), 0, points[:, 0])
    return Stroke(points, np.full(len(points), weight))


def _border(grid: Grid, scene: Scene, extent: Field, weight: float) -> Stroke:
    """Return the border between thigh and trunk over a range of distances from the midline, fading outwards."""
    code = np.full(grid.mask.shape, 255)
    code[grid.mask] = grid.segment
    points = []
    for column in range(int(extent[0]), int(extent[1])):
        meet = np.flatnonzero(
            (code[:-1, column] != CODE["leg"]) & (code[:-1, column] != 255) & (code[1:, column] == CODE["leg"])
        )
        if len(meet):
            points.append((column + 0.5, meet[-1] + 1.0))
    line = ndimage.uniform_filter1d(np.array(points), 9, axis=0, mode="nearest") * scene.camera.resolution_mm
    fade = np.linspace(1, 0.1, len(line)) * np.clip(np.linspace(0, 8, len(line)), 0.2, 1)
    return Stroke(line, weight * fade)
