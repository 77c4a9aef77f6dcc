"""Holds what a learner painted from the history against what the patient painted."""

from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.skin.drawing import Painted

Area = Mapping[str, BaseGeometry]


@dataclass(frozen=True)
class Compared:
    """What both painted, only the patient, only the learner: by view, in view mm, whatever the sensation.

    `covered` is the share of the patient's paint that the learner painted, `accurate` the share of the learner's paint
    that lies on the patient's; both measured on all views, so that skin seen in two of them counts twice.
    """

    both: Area
    only_patient: Area
    only_own: Area
    covered: float
    accurate: float
    own_is_blank: bool


def compare(patient: Painted, own: Painted) -> Compared:
    """Hold two drawings against each other."""
    theirs, ours = _all_of(patient), _all_of(own)
    both: dict[str, BaseGeometry] = {}
    only_patient: dict[str, BaseGeometry] = {}
    only_own: dict[str, BaseGeometry] = {}
    for view in {**theirs, **ours}:
        one, other = theirs.get(view, MultiPolygon()), ours.get(view, MultiPolygon())
        for found, area in (
            (both, one.intersection(other)),
            (only_patient, one.difference(other)),
            (only_own, other.difference(one)),
        ):
            if area.area > 0.0:
                found[view] = area
    shared, missed, extra = (sum(shape.area for shape in each.values()) for each in (both, only_patient, only_own))
    return Compared(
        both,
        only_patient,
        only_own,
        covered=shared / (shared + missed) if shared + missed else 0.0,
        accurate=shared / (shared + extra) if shared + extra else 0.0,
        own_is_blank=not ours,
    )


def _all_of(painted: Painted) -> dict[str, BaseGeometry]:
    """Return what is painted in each view, whatever the quality."""
    by_view: dict[str, list[BaseGeometry]] = {}
    for area in painted.values():
        for view, shape in area.items():
            by_view.setdefault(view, []).append(shape)
    return {view: shapely.union_all(shapes) for view, shapes in by_view.items()}
