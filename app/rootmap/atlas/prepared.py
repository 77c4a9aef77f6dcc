"""A figure made ready for compiling maps: decoded once, used for every map."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rootmap.atlas.labels import Sheet
from rootmap.atlas.seams import Seams, find_seams
from rootmap.skin.figure import Figure


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
    def seams(self) -> Seams:
        """Where segments meet."""
        return find_seams(self.figure)
