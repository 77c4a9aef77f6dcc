"""Look a map over without compiling it: what would stop it, and what its author should look at."""

from collections.abc import Iterator, Mapping, Sequence
from math import pi

import numpy as np

from rootmap.anatomy.model import KeyPoint
from rootmap.atlas.gaps import Labels, refuse_gaps
from rootmap.atlas.islands import Island, islands
from rootmap.atlas.labels import coarse_labels
from rootmap.atlas.model import Kind, TerritoryId
from rootmap.atlas.paint import Area, Samples, covered, resolve
from rootmap.atlas.prepared import PreparedFigure
from rootmap.atlas.seams import join_curves
from rootmap.atlas.source import AtlasSource

SMALL_MM2 = 25.0  # less is hardly skin one can test; as much as the compiler gives to a neighbour
ISLAND_MM2 = 200.0  # smaller ones are often skin whose connection no view shows, such as between fingers; judgement
MM2_PER_CM2 = 100.0


def examine(source: AtlasSource, ready: PreparedFigure, key_points: Mapping[str, KeyPoint]) -> tuple[str, ...]:
    """Return what the author should look at, a line each, "line 12: curves.shin: is used by no area".

    Raises InputError for what reading the source alone cannot find: joins that do not meet, skin left bare.
    """
    areas = resolve(source, ready.segment_names, join_curves(source, ready.seams))
    images: dict[str, Labels] = {}
    if not source.info.overlapping:
        images = {name: coarse_labels(sheet, areas) for name, sheet in ready.sheets.items()}
        if not source.info.partial:
            refuse_gaps(source, ready.figure, images)
    hints = [*_unused_curves(source), *_misplaced_points(source, ready, areas, key_points)]
    hints += _small(source, ready, areas, images)
    if images:
        hints += (_of_island(source, island) for island in islands(images, ready.figure, ISLAND_MM2))
    return tuple(hints)


def _unused_curves(source: AtlasSource) -> Iterator[str]:
    used = {limit for area in source.areas for limit in (*area.along, *area.round)}
    used |= {other for curve in source.curves.values() for other in curve.joins}
    for name, curve in source.curves.items():
        if name not in used:
            yield f"line {curve.line}: curves.{name}: is used by no area"


def _misplaced_points(
    source: AtlasSource, ready: PreparedFigure, areas: Sequence[Area], key_points: Mapping[str, KeyPoint]
) -> Iterator[str]:
    """Yield the key points of the standard that lie in the territory of another root, unless the file says so."""
    if source.info.kind is not Kind.DERMATOME:
        return
    known = {territory.id: territory for territory in source.info.territories}
    listed = {exception.level: exception.territory for exception in source.key_point_exceptions}
    for level in listed:
        if level not in key_points:
            yield f"key_point_exceptions: {level} is no key point; they are {', '.join(key_points)}"
    for level, point in key_points.items():
        found = _at(source, ready, areas, point.skin)
        fits = any(set(known[name].roots) & set(point.roots) for name in found)
        if not found or fits or listed.get(level) in found:
            continue
        line, name = _line_of(source, found[-1]), found[-1]
        where = f"the key point of {level} ({point.location}) lies here"
        wanted = f"{{level: {level}, territory: {name}, source: …}}"
        yield f"line {line}: territory {name}: {where}; move the border, or list `{wanted}` in key_point_exceptions"


def _at(
    source: AtlasSource, ready: PreparedFigure, areas: Sequence[Area], skin: tuple[str, float, float]
) -> list[TerritoryId]:
    """Return the territories at a place of the left side; where they do not overlap, the one painted last."""
    segment, first, second = skin
    here = Samples(np.array([ready.segment_names.index(segment)], np.uint8), np.array([first]), np.array([second]))
    labels = [area.label for area in areas if len(covered([area], here))]
    names = [source.info.territories[label - 1].id for label in labels]
    return names if source.info.overlapping else names[-1:]


def _small(
    source: AtlasSource, ready: PreparedFigure, areas: Sequence[Area], images: Mapping[str, Labels]
) -> Iterator[str]:
    """Yield the territories with hardly any skin."""
    count = len(source.info.territories) + 1
    size = np.zeros(count)
    for name, view in ready.figure.views.items():
        skin = view.grid.area
        if images:
            size += np.bincount(images[name].ravel(), skin.ravel(), minlength=count)[:count]
            continue
        sheet = ready.sheets[name]
        for label in range(1, count):
            found = covered([area for area in areas if area.label == label], sheet.samples)
            size[label] += skin[sheet.cells[0][found], sheet.cells[1][found]].sum()
    for area in source.areas:
        if area.spot is not None:
            size[source.info.codes[area.territory]] += pi * area.spot.radius_mm**2 / MM2_PER_CM2
    for territory, cm2 in zip(source.info.territories, size[1:].tolist(), strict=True):
        if cm2 * MM2_PER_CM2 < SMALL_MM2:
            said = "has no skin" if cm2 == 0.0 else f"has only {cm2 * MM2_PER_CM2:.0f} mm² of skin"
            yield f"line {_line_of(source, territory.id)}: territory {territory.id}: {said}; is it painted over?"


def _of_island(source: AtlasSource, island: Island) -> str:
    name = source.info.territories[island.label - 1].id
    said = f"has an island of {island.cm2:.1f} cm² apart from the rest, at {island.place}"
    return f"line {_line_of(source, name)}: territory {name}: {said}"


def _line_of(source: AtlasSource, territory: TerritoryId) -> int:
    """Return the line of the last area of a territory."""
    return next((area.line for area in reversed(source.areas) if area.territory == territory), 1)
