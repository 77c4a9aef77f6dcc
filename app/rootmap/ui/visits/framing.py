"""Which part of the body the little pictures of visits show: the same for all, just large enough for all paint."""

from collections.abc import Iterable

from rootmap.skin.drawing import Painted
from rootmap.skin.figure import Figure, View
from rootmap.ui.bodymap.still import Crop

SHOWN = ("anterior", "posterior")
_MARGIN_MM = 90.0
_LEAST_MM = 900.0  # height: about half of the body, so that one knows where one is


def frame(figure: Figure, painted: Iterable[Painted], aspect: float) -> dict[str, Crop]:
    """Return what to show of each view of SHOWN; `aspect` is width over height."""
    spans = [
        (shape.bounds[1] / figure.views[view].height_mm, shape.bounds[3] / figure.views[view].height_mm)
        for areas in painted
        for by_view in areas.values()
        for view, shape in by_view.items()
        if view in SHOWN
    ]
    top, bottom = (min(low for low, _ in spans), max(high for _, high in spans)) if spans else (0.0, 1.0)
    return {name: _crop(figure.views[name], (top, bottom), aspect) for name in SHOWN}


def _crop(view: View, span: tuple[float, float], aspect: float) -> Crop:
    """Return the rows of a span (shares of the view's height) with a margin, round the midline."""
    top, bottom = span[0] * view.height_mm - _MARGIN_MM, span[1] * view.height_mm + _MARGIN_MM
    short = max(_LEAST_MM - (bottom - top), 0.0)
    height = min(bottom - top + short, view.height_mm)
    top = min(max(top - short / 2, 0.0), view.height_mm - height)
    width = height * aspect
    return Crop((view.width_mm - width) / 2, top, width, height)
