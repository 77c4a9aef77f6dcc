"""Coordinates of a limb that hangs down: along its joints, and round its own centre line."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .mesh import unit

Field = NDArray[np.float64]
KNOTS = np.linspace(0, 2, 41)  # where the centre line is measured, in units of the first coordinate
MEASURED = (0.30, 1.95)  # beyond, shoulder, hip, hand and foot would bias it; its ends are held
SMOOTHING = 7  # knots over which it is averaged, twice
BEND = 0.15  # half length, in the first coordinate, over which the two bones' axes are blended


@dataclass(frozen=True)
class Limb:
    """Top, middle and bottom joint (standing pose, mm), and the centre line's offset from the bones' axes."""

    joints: tuple[Field, Field, Field]
    front: Field  # at KNOTS, mm
    side: Field

    def coordinates(self, points: Field) -> tuple[Field, Field]:
        """Return along (0 top, 1 middle, 2 bottom) and degrees (0 front, 90 outside, 180 behind, 270 inside)."""
        along, front, side = _offsets(points, self.joints)
        front, side = front - np.interp(along, KNOTS, self.front), side - np.interp(along, KNOTS, self.side)
        return along, np.degrees(np.arctan2(side, front)) % 360


def limb(points: Field, joints: tuple[Field, Field, Field]) -> Limb:
    """Measure the centre line of a limb from the skin's points: the middle of its depth and of its width."""
    along, front, side = _offsets(points, joints)
    lines = []
    for offset in (front, side):
        middle = np.full(len(KNOTS), np.nan)
        for k, at in enumerate(KNOTS):
            slab = np.abs(along - at) < 0.04
            if MEASURED[0] <= at <= MEASURED[1] and slab.any():
                middle[k] = (offset[slab].min() + offset[slab].max()) / 2
        known = np.isfinite(middle)
        middle = np.interp(KNOTS, KNOTS[known], middle[known])
        for _ in range(2):
            padded = np.pad(middle, SMOOTHING // 2, mode="edge")
            middle = np.convolve(padded, np.ones(SMOOTHING) / SMOOTHING, mode="valid")
        lines.append(middle)
    return Limb(joints, lines[0], lines[1])


def _offsets(points: Field, joints: tuple[Field, Field, Field]) -> tuple[Field, Field, Field]:
    """Return along, and the offsets from the bones' axes to the front and to the outside."""
    top, middle, bottom = joints
    t1, front1, side1 = _about(points, top, middle)
    t2, front2, side2 = _about(points, middle, bottom)
    mix = np.clip((t1 - 1 + BEND) / (2 * BEND), 0, 1)
    mix = mix * mix * (3 - 2 * mix)
    return t1 * (1 - mix) + (1 + t2) * mix, front1 * (1 - mix) + front2 * mix, side1 * (1 - mix) + side2 * mix


def _about(points: Field, top: Field, bottom: Field) -> tuple[Field, Field, Field]:
    length = float(np.linalg.norm(bottom - top))
    axis = (bottom - top) / length
    front = unit(np.array([0, 0, 1.0]) - axis * axis[2])
    side = np.cross(front, axis)
    side = side if side[0] > 0 else -side
    radial = points - top
    return radial @ axis / length, radial @ front, radial @ side
