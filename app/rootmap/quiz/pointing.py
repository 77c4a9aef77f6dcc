"""Grades a place one pointed at: how far along the skin it is from a key point, and whether another one is nearer."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.progress.records import Mode
from rootmap.quiz.asked import Asked, Given
from rootmap.skin.figure import Figure, SkinPoint
from rootmap.skin.names import MIDLINE_SEGMENTS, join_segment, split_segment
from rootmap.skin.reach import Line, lay

FULL_MM, RIGHT_MM, NONE_MM = 10.0, 30.0, 90.0  # full score, still right, no score at all: a finger tip, two, a hand
_WRONG_AT_MOST = 0.4  # a place nearer to another key point earns less than half
_FINE = 1e-3


@dataclass(frozen=True)
class Pointed:
    """How far off one pointed, mm along the skin, which key point lies nearest and on which side one pointed."""

    distance_mm: float
    nearest: str
    side: Side | None


def spot_of(anatomy: Anatomy, point: str, side: Side) -> SkinPoint:
    """Return where a key point lies on one side."""
    segment, first, second = anatomy.key_points[point].skin
    turned = segment in MIDLINE_SEGMENTS and side is Side.RIGHT
    return SkinPoint(join_segment(segment, side), first, -second if turned else second)


def distance_mm(figure: Figure, one: SkinPoint, other: SkinPoint) -> float:
    """Return about how far two places are apart along the skin, mm, straight through the air corrected for the bend."""
    return _between(_laid(figure, one), _laid(figure, other))


def point_at(figure: Figure, anatomy: Anatomy, asked: Asked, place: SkinPoint) -> Pointed:
    """Return how a place lies to the key point asked for."""
    assert asked.target is not None
    here = _laid(figure, place)
    away: Mapping[str, float] = {
        name: _between(here, _laid(figure, spot_of(anatomy, name, asked.target.side))) for name in anatomy.key_points
    }
    side = split_segment(place.segment)[1]
    return Pointed(away[asked.target.name], min(away, key=lambda name: away[name]), side)


def grade_point(asked: Asked, pointed: Pointed) -> Given:
    """Grade a place: right within three centimetres, as long as no other key point is nearer."""
    assert asked.target is not None
    is_nearest = pointed.nearest == asked.target.name
    score = float(np.clip((NONE_MM - pointed.distance_mm) / (NONE_MM - FULL_MM), 0.0, 1.0))
    right = is_nearest and pointed.distance_mm <= RIGHT_MM
    told = f"{pointed.distance_mm:.0f} mm from the key point"
    if pointed.side is asked.target.side.other:
        told += ", on the other side"
    elif not is_nearest:
        told += f"; the key point of {pointed.nearest} is nearer"
    return Given(told, right, score if right else min(score, _WRONG_AT_MOST), Mode.POINT, told=told)


def _laid(figure: Figure, point: SkinPoint) -> Line:
    return lay((point,), RIGHT_MM, figure)


def _between(one: Line, other: Line) -> float:
    straight = float(np.linalg.norm(one.places[0] - other.places[0]))
    cosine = float(np.clip(one.normals[0] @ other.normals[0], -1.0, 1.0))
    half_sine = float(np.sqrt((1.0 - cosine) / 2.0))
    return straight * (float(np.arcsin(half_sine)) / half_sine if half_sine > _FINE else 1.0)
