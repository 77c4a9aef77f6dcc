"""A figure: a body seen in views, loaded piece by piece as it is needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.files import read_json
from rootmap.resources import assets
from rootmap.skin.grid import GridFrame, SurfaceGrid
from rootmap.skin.links import Links, link

if TYPE_CHECKING:
    from rootmap.skin.drawing import Mark

VIEWS = ("anterior", "posterior", "perineal", "lateral")
FIGURES = ("neutral", "female", "male", "child")
FORMAT, VERSION = "rootmap.figure", 1
LINE_STEP_MM = 0.01  # outlines and creases are stored in whole steps
_REMEDY = "reinstall Rootmap or rebuild the figure"


@dataclass(frozen=True)
class SkinPoint:
    """A point on the skin: segment with its side ("leg.left", "trunk"), and the segment's two coordinates."""

    segment: str
    first: float
    second: float


@dataclass(frozen=True)
class Detail:
    """A finer underlay of one part of a view; the part on the other side is its mirror image."""

    path: Path
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    mirrored: bool


@dataclass(frozen=True)
class Crease:
    """A line inside the silhouette: points (n, 2) in view mm, weight 0..1 for its width and strength."""

    points: NDArray[np.float64]
    weight: float


@dataclass(frozen=True)
class View:
    """One picture of the body, in millimetres, mirror symmetric about x = width_mm / 2."""

    name: str
    folder: Path
    frame: GridFrame
    underlay_px_per_mm: float
    details: tuple[Detail, ...]

    @property
    def width_mm(self) -> float:
        """Width of the picture."""
        return self.frame.width_mm

    @property
    def height_mm(self) -> float:
        """Height of the picture."""
        return self.frame.height_mm

    @property
    def left_is_right(self) -> bool:
        """Whether the patient's left is on the picture's right."""
        return self.frame.left_is_right

    @property
    def underlay_path(self) -> Path:
        """The shaded picture: 8-bit grey, tones running on beyond the silhouette."""
        return self.folder / f"{self.name}.png"

    @property
    def half_underlay_path(self) -> Path:
        """The same at half the size, for a body seen whole: read in a fifth of the time."""
        return self.folder / f"{self.name}.half.png"

    @cached_property
    def grid(self) -> SurfaceGrid:
        """The samples of skin."""
        return SurfaceGrid(self.folder / f"{self.name}.npz", self.frame)

    @property
    def outline(self) -> MultiPolygon:
        """The silhouette."""
        return self._lines[0]

    @property
    def creases(self) -> tuple[Crease, ...]:
        """The lines inside the silhouette."""
        return self._lines[1]

    @cached_property
    def outline_half(self) -> MultiPolygon:
        """The half of the silhouette with the patient's left, x in mm outward from the midline."""
        return self.left_half(self.outline)

    def left_half(self, shape: MultiPolygon) -> MultiPolygon:
        """Return what of a shape (view mm) lies on the patient's left, x in mm outward from the midline."""
        middle, sign = self.width_mm / 2, 1.0 if self.left_is_right else -1.0
        outward = shapely.transform(shape, lambda points: (points - [middle, 0.0]) * [sign, 1.0])
        half = shapely.intersection(outward, shapely.box(0.0, -1.0, middle + 1.0, self.height_mm + 1.0))
        return MultiPolygon([part for part in shapely.get_parts(half) if part.geom_type == "Polygon"])

    def side_at(self, x_mm: float) -> Side:
        """Return the patient's side at a view x."""
        return Side.LEFT if (x_mm >= self.width_mm / 2) == self.left_is_right else Side.RIGHT

    @cached_property
    def _lines(self) -> tuple[MultiPolygon, tuple[Crease, ...]]:
        path = self.folder / f"{self.name}.lines.json"
        table = read_json(path)
        try:
            rings = [[_points(ring) for ring in polygon] for polygon in table["outline"]]
            outline = MultiPolygon([shapely.Polygon(polygon[0], polygon[1:]) for polygon in rings])
            return outline, tuple(Crease(_points(c["points"]), float(c["weight"])) for c in table["creases"])
        except (KeyError, TypeError, ValueError, IndexError, shapely.GEOSException) as error:
            raise InputError(path, "", f"is not as expected ({error})", _REMEDY) from None


@dataclass(frozen=True)
class Figure:
    """A body in its views. `landmarks` are places worth naming, as skin points of the left side or the midline.

    `covered` is what the last few marks cover on it: kept by `marks.project`, which takes its time.
    """

    name: str
    folder: Path
    views: Mapping[str, View]
    landmarks: Mapping[str, SkinPoint]
    skin_area_cm2: float
    _links: dict[tuple[str, str], Links] = field(default_factory=dict, repr=False, compare=False)
    covered: dict["Mark", dict[str, MultiPolygon]] = field(default_factory=dict, repr=False, compare=False)

    def links(self, view_a: str, view_b: str) -> Links:
        """Return which half cells of two views show the same skin; found when first asked for, and kept."""
        if (view_a, view_b) not in self._links:
            known = self._links.get((view_b, view_a))
            found = known.turned() if known is not None else link(self.views[view_a].grid, self.views[view_b].grid)
            self._links[view_a, view_b] = found
        return self._links[view_a, view_b]

    def linked(self, view_a: str, view_b: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return flat full-grid indices of the cells of two views that show the same skin, pairwise."""
        return self.links(view_a, view_b).full(self.views[view_a].grid, self.views[view_b].grid)


def load_figure(name: str = "neutral", folder: Path | None = None) -> Figure:
    """Open a figure by name, or from its folder. Reads figure.json only; raises InputError when it is not usable."""
    folder = folder or assets("figures", name)
    path = folder / "figure.json"
    if not path.is_file():
        raise InputError(folder, "figure.json", "is missing: there is no such figure", _REMEDY)
    table = _table(read_json(path))
    if table.get("format") != FORMAT or table.get("version") != VERSION:
        raise InputError(path, "version", f"is not {FORMAT} version {VERSION}", _REMEDY)
    try:
        names = tuple(str(segment) for segment in table["segments"])
        views = {view: _view(folder, view, table["views"][view], names) for view in VIEWS}
        marks = {key: SkinPoint(str(p[0]), float(p[1]), float(p[2])) for key, p in table["landmarks"].items()}
        return Figure(str(table["name"]), folder, views, marks, float(table["skin_area_cm2"]))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise InputError(path, str(error), "is missing or not as expected", _REMEDY) from None


def _view(folder: Path, name: str, table: dict[str, Any], segments: tuple[str, ...]) -> View:
    frame = GridFrame(
        float(table["width_mm"]),
        float(table["height_mm"]),
        float(table["resolution_mm"]),
        bool(table["left_is_right"]),
        segments,
        table["top_mm"],
        table["facing"],
    )
    details = tuple(
        Detail(folder / d["file"], d["x_mm"], d["y_mm"], d["width_mm"], d["height_mm"], d["mirrored"])
        for d in table["details"]
    )
    return View(name, folder, frame, float(table["underlay_px_per_mm"]), details)


def _points(flat: list[int]) -> NDArray[np.float64]:
    """Return points (n, 2) in mm from x, y, x, y … in steps of a line file."""
    return np.array(flat, np.float64).reshape(-1, 2) * LINE_STEP_MM


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
