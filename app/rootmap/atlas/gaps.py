"""Skin that a map leaves bare: refused in a map that must cover all of it, with places one can find again."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.source import AtlasSource
from rootmap.errors import InputError
from rootmap.skin.coordinates import in_words
from rootmap.skin.figure import Figure, SkinPoint
from rootmap.skin.grid import NO_SKIN
from rootmap.skin.names import join_segment

Labels = NDArray[np.uint8]


def refuse_gaps(source: AtlasSource, figure: Figure, coarse: Mapping[str, Labels]) -> None:
    """Raise InputError when a label image shows skin without a territory: the segment, and two places in words."""
    bare = {name: (coarse[name] == 0) & (view.grid.segment != NO_SKIN) for name, view in figure.views.items()}
    cells: Counter[tuple[str, str]] = Counter()
    for name, missing in bare.items():
        grid = figure.views[name].grid
        counts = np.bincount(grid.segment[missing])
        cells.update({(grid.segment_names[code], name): int(n) for code, n in enumerate(counts) if n})
    if not cells:
        return
    (segment, view), _ = cells.most_common(1)[0]
    others = sorted({other for other, _ in cells if other != segment})
    also = f", and skin on {', '.join(others)}" if others else ""
    places = " and ".join(_examples(figure, view, segment, bare[view]))
    example = f"{{territory: {source.info.territories[0].id}, segment: {segment}}}"
    remedy = f"paint all of {segment} first, such as `- {example}`, or say `partial: true`"
    place = f"line {_line_of(source, segment)}: areas"
    raise InputError(source.path, place, f"leave skin of {segment} bare, such as {places}{also}", remedy)


def _line_of(source: AtlasSource, segment: str) -> int:
    """Return the line of the first area on a segment, else of the first area."""
    here = [area.line for area in source.areas if segment in area.segments]
    return here[0] if here else source.areas[0].line


def _examples(figure: Figure, view: str, segment: str, bare: NDArray[np.bool_]) -> list[str]:
    """Return two places in words: one in the middle of the bare skin, and the one farthest from it."""
    grid = figure.views[view].grid
    rows, columns = np.nonzero(bare & (grid.segment == grid.segment_names.index(segment)))
    middle = int(np.argmin(np.hypot(rows - np.median(rows), columns - np.median(columns))))
    far = int(np.argmax(np.hypot(rows - rows[middle], columns - columns[middle])))
    return list(dict.fromkeys(_words(figure, view, segment, (rows[k], columns[k])) for k in (middle, far)))


def _words(figure: Figure, view: str, segment: str, cell: tuple[int, int]) -> str:
    grid = figure.views[view].grid
    first, second = float(grid.first[cell]), float(grid.second[cell])
    point = SkinPoint(join_segment(segment, Side.LEFT), first, second)
    return f"[{first:.2f}, {second:.4g}] ({in_words(point)})"
