"""The cores of the roots as a map of their own: the skin that most maps give to each."""

from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.agreement import Agreement
from rootmap.atlas.codes import label_images
from rootmap.atlas.model import AtlasInfo, CompiledAtlas, HalfView, Kind, Territory
from rootmap.skin.drawing import as_multipolygon
from rootmap.skin.figure import Figure, View
from rootmap.skin.raster import below

CORE_ID = "core"
_BLUR_CELLS = 2  # the edge of a core is smoothed over this many cells
_LEAST_MM2 = 25.0  # smaller bits are accidents of borders that nearly meet
_SIMPLIFY_MM = 0.2


def core_map(figure: Figure, agreement: Agreement) -> CompiledAtlas:
    """Return the map of the cores. It is worked out from the maps at hand and stands in no file."""
    maps = agreement.maps.atlases
    territories = tuple(_territory(root, agreement) for root in agreement.roots)
    info = AtlasInfo(
        id=CORE_ID,
        title="Where most maps agree",
        authors=("Rootmap",),
        year=date.today().year,
        doi="",
        method=f"Skin that more than half of the maps that speak of it give to one root: {len(maps)} maps compared",
        kind=Kind.DERMATOME,
        overlapping=True,
        partial=True,
        evidence="As good as the maps it is made from, and no better",
        statement="Worked out from: " + "; ".join(f"{atlas.info.title} ({atlas.info.year})" for atlas in maps),
        territories=territories,
    )
    halves = {name: _half(view, agreement) for name, view in figure.views.items()}
    labels, combinations = label_images(info, figure, halves)
    skin = np.zeros(len(combinations))
    for name, image in labels.items():
        skin += np.bincount(image.ravel(), figure.views[name].grid.area.ravel(), minlength=len(skin))
    return CompiledAtlas(info, figure.name, halves, tuple(skin.tolist()), combinations, None, labels)


def _territory(root: Root, agreement: Agreement) -> Territory:
    found = agreement.of_root(root)
    note = (
        f"{found.undisputed:.0f} cm² undisputed of {found.claimed:.0f} cm² that any of {len(found.by_map)} maps gives."
    )
    return Territory(str(root), (root,), "; ".join(found.by_map), "C", note, "moderate")


def _half(view: View, agreement: Agreement) -> HalfView:
    outline = view.outline_half
    shapes = {str(root): _shape(agreement.core(root, view.name), view, outline) for root in agreement.roots}
    shapes = {name: shape for name, shape in shapes.items() if not shape.is_empty}
    return HalfView(view.width_mm / 2, view.left_is_right, view.grid.resolution_mm, shapes)


def _shape(mask: NDArray[np.bool_], view: View, outline: MultiPolygon) -> MultiPolygon:
    """Return the smooth outline of some half cells, x in mm outward from the midline."""
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return MultiPolygon()
    margin, resolution = 3 * _BLUR_CELLS, view.grid.resolution_mm
    top, far = max(int(rows.min()) - margin, 0), int(columns.max()) + margin
    part = mask[top : int(rows.max()) + margin, :far].astype(np.float32)
    both = np.concatenate([part[:, margin - 1 :: -1], part], axis=1)  # no edge along the midline
    field = 1.0 - _blurred(both)
    shape = below(field, 0.5, resolution, (top, -margin)).simplify(_SIMPLIFY_MM)
    within = as_multipolygon(shapely.intersection(shapely.make_valid(shape, method="structure"), outline))
    return MultiPolygon([polygon for polygon in within.geoms if polygon.area >= _LEAST_MM2])


def _blurred(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean over a square of cells, twice: nearly round."""
    width = 2 * _BLUR_CELLS + 1
    for _ in range(2):
        for axis in (0, 1):
            padded = np.pad(values, [(_BLUR_CELLS, _BLUR_CELLS) if k == axis else (0, 0) for k in (0, 1)])
            sums = np.cumsum(np.insert(padded, 0, 0, axis=axis), axis=axis, dtype=np.float64)
            after = np.take(sums, range(width, sums.shape[axis]), axis=axis)
            values = ((after - np.take(sums, range(sums.shape[axis] - width), axis=axis)) / width).astype(np.float32)
    return values
