"""A figure made ready for compiling maps: decoded once, used for every map."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import shapely
from shapely import MultiPolygon

from rootmap.atlas.labels import Sheet
from rootmap.atlas.seams import Seams, find_seams
from rootmap.skin.figure import Figure, View


@dataclass(frozen=True)
class PreparedFigure:
    """What every map needs of a figure, made when first asked for."""

    figure: Figure

    @cached_property
    def segment_names(self) -> tuple[str, ...]:
        """The segments, in order of their codes."""
        return next(iter(self.figure.views.values())).grid.segment_names

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The skin of each half view."""
        return {name: Sheet.of(view.grid) for name, view in self.figure.views.items()}

    @cached_property
    def outlines(self) -> Mapping[str, MultiPolygon]:
        """The half of each silhouette."""
        return {name: half_outline(view) for name, view in self.figure.views.items()}

    @cached_property
    def seams(self) -> Seams:
        """Where segments meet."""
        return find_seams(self.figure)


def half_outline(view: View) -> MultiPolygon:
    """Return the half of the silhouette with the patient's left, x in mm outward from the midline."""
    return left_half(view, view.outline)


def left_half(view: View, shape: MultiPolygon) -> MultiPolygon:
    """Return what of a shape (view mm) lies on the patient's left, x in mm outward from the midline."""
    middle, sign = view.width_mm / 2, 1.0 if view.left_is_right else -1.0
    outward = shapely.transform(shape, lambda points: (points - [middle, 0.0]) * [sign, 1.0])
    half = shapely.intersection(outward, shapely.box(0.0, -1.0, middle + 1.0, view.height_mm + 1.0))
    return MultiPolygon([part for part in shapely.get_parts(half) if part.geom_type == "Polygon"])
