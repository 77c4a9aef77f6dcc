"""Where the views lie beside each other: one plane in millimetres, and the camera that looks at it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.figure import Figure, View

GAP_MM = 40.0  # between two views
INSET_SHARE = 0.30  # the perineal inset is this share of a standing view's height
LEGS_SHARE = 0.75  # of a standing view's width, from its left edge to clear of the legs
ASIDE_MM = 320.0  # from the whole body to the views beside it: a window somewhat too wide shows none of them
MIN_ZOOM = 0.5
MAX_ZOOM = 24.0  # a great toe then fills a screen
_STANDING = ("anterior", "posterior")
_ASIDE = ("lateral",)


@dataclass(frozen=True)
class Placement:
    """A view put into the scene: its top left corner there (mm), scene mm per view mm; an inset cuts the body."""

    view: View
    x: float
    y: float
    scale: float
    inset: bool = False

    @property
    def width(self) -> float:
        """Width in the scene, mm."""
        return self.view.width_mm * self.scale

    @property
    def height(self) -> float:
        """Height in the scene, mm."""
        return self.view.height_mm * self.scale

    def to_scene(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """Return the scene point of a point in view mm."""
        return self.x + x_mm * self.scale, self.y + y_mm * self.scale

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """Return the point in view mm of a scene point."""
        return (x - self.x) / self.scale, (y - self.y) / self.scale

    def contains(self, x: float, y: float) -> bool:
        """Whether a scene point lies in this view's frame."""
        return 0 <= x - self.x < self.width and 0 <= y - self.y < self.height

    def side_towards(self, *, picture_right: bool) -> Side:
        """Return the patient's side that lies on the picture's right, or left."""
        return Side.LEFT if self.view.left_is_right == picture_right else Side.RIGHT


class Scene:
    """All views of a figure: the standing ones in a row, others as smaller insets at the right, others beyond.

    `width` and `height` are of what one sees at first. The profiles lie to the right of it: shown from the start, they
    would make front and back a quarter smaller, and every start would pay for reading them.
    """

    def __init__(self, figure: Figure) -> None:
        standing = [figure.views[name] for name in _STANDING if name in figure.views]
        aside = [figure.views[name] for name in _ASIDE if name in figure.views]
        insets = [view for name, view in figure.views.items() if name not in (*_STANDING, *_ASIDE)]
        if not standing:  # a figure shown by one such view alone
            standing, insets, aside = [*insets, *aside], [], []
        self.height = max(view.height_mm for view in standing)
        first = tuple(_place(standing, insets, self.height))
        self.first_views = tuple(place.view.name for place in first)
        self.width = max(place.x + place.width for place in first)
        self.placements = (*first, *_beyond(aside, self.width))
        self.reach = max(place.x + place.width for place in self.placements)

    def __getitem__(self, view: str) -> Placement:
        return next(place for place in self.placements if place.view.name == view)

    def at(self, x: float, y: float) -> Placement | None:
        """Return the view whose frame holds a scene point."""
        return next((place for place in reversed(self.placements) if place.contains(x, y)), None)


def _place(standing: list[View], insets: list[View], height: float) -> Iterator[Placement]:
    x = 0.0
    for view in standing:
        yield Placement(view, x, 0.0, 1.0)
        x += view.width_mm + GAP_MM
    # beside the legs of the last view, below its hands, there is room
    x -= GAP_MM + (1 - LEGS_SHARE) * standing[-1].width_mm
    bottom = height
    for view in insets:
        scale = INSET_SHARE * height / view.height_mm
        yield Placement(view, x, bottom - view.height_mm * scale, scale, inset=True)
        bottom -= view.height_mm * scale + GAP_MM


def _beyond(aside: list[View], x: float) -> Iterator[Placement]:
    for view in aside:
        x += ASIDE_MM
        yield Placement(view, x, 0.0, 1.0)
        x += view.width_mm


@dataclass(frozen=True)
class Camera:
    """What one looks at: the scene point in the middle, and the zoom, where 1 shows the whole scene."""

    x: float
    y: float
    zoom: float = 1.0

    @staticmethod
    def whole(scene: Scene) -> "Camera":
        """Return the camera that shows all one sees at first."""
        return Camera(scene.width / 2, scene.height / 2)

    def kept_on(self, scene: Scene) -> "Camera":
        """Return the nearest camera whose middle lies on the scene and whose zoom is within bounds."""
        x = min(max(self.x, 0.0), scene.reach)
        y = min(max(self.y, 0.0), scene.height)
        return Camera(x, y, min(max(self.zoom, MIN_ZOOM), MAX_ZOOM))

    def towards(self, other: "Camera", share: float) -> "Camera":
        """Return the camera a share (0..1) of the way to another; the zoom changes evenly to the eye.

        The point that stays still is chosen so that the flight is a pure zoom wherever it can be.
        """
        zoom = self.zoom * (other.zoom / self.zoom) ** share
        if math.isclose(self.zoom, other.zoom, rel_tol=1e-3):
            along = share
        else:
            along = (1 / self.zoom - 1 / zoom) / (1 / self.zoom - 1 / other.zoom)
        return Camera(self.x + (other.x - self.x) * along, self.y + (other.y - self.y) * along, zoom)


@dataclass(frozen=True)
class Lens:
    """A camera on a picture of a certain size: device pixels = scene mm * scale + (dx, dy)."""

    scale: float
    dx: float
    dy: float

    @staticmethod
    def through(camera: Camera, scene: Scene, size: tuple[int, int], margins: tuple[float, float]) -> "Lens":
        """Return the map for a picture of `size` device pixels; at zoom 1 the scene fits inside the margins (x, y)."""
        width, height = size
        room = max(width - 2 * margins[0], 1.0), max(height - 2 * margins[1], 1.0)
        scale = camera.zoom * min(room[0] / scene.width, room[1] / scene.height)
        # whole pixels, so that panning moves the picture without changing it
        return Lens(scale, float(round(width / 2 - camera.x * scale)), float(round(height / 2 - camera.y * scale)))

    def to_device(self, x: float, y: float) -> tuple[float, float]:
        """Return device pixels of a scene point."""
        return x * self.scale + self.dx, y * self.scale + self.dy

    def to_scene(self, x: float, y: float) -> tuple[float, float]:
        """Return the scene point at a device pixel."""
        return (x - self.dx) / self.scale, (y - self.dy) / self.scale

    def about(self, camera: Camera, at: tuple[float, float], factor: float) -> Camera:
        """Return `camera` zoomed by `factor` with the scene point under the device pixel `at` staying there."""
        x, y = self.to_scene(*at)
        return replace(camera, x=x + (camera.x - x) / factor, y=y + (camera.y - y) / factor, zoom=camera.zoom * factor)
