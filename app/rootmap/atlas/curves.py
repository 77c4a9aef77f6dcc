"""Smooth curves through a clinician's control points: monotone cubic pieces and closed outlines, in numpy."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FULL_TURN_DEG = 360.0
_ROUNDING = 1e-6
OUTLINE_STEPS = 24  # points per span of a closed outline: chords below 0.1 mm from the curve on the largest outlines


@dataclass(frozen=True)
class Curve:
    """A monotone cubic (Fritsch and Carlson 1980) through knots; constant beyond the ends, or periodic.

    `x` strictly increasing, `y` and `slope` (n,) alike.
    """

    x: Floats
    y: Floats
    slope: Floats

    @cached_property
    def reach(self) -> tuple[float, float]:
        """The least and greatest y: a monotone cubic never leaves its knots, but for rounding, which is allowed for."""
        return float(self.y.min()) - _ROUNDING, float(self.y.max()) + _ROUNDING

    def __call__(self, x: Floats) -> Floats:
        """Return y at each x, any shape."""
        if len(self.x) == 1:
            return np.full(np.shape(x), self.y[0], np.float64)
        at = np.clip(np.asarray(x, dtype=np.float64), self.x[0], self.x[-1])
        span = np.clip(np.searchsorted(self.x, at, side="right") - 1, 0, len(self.x) - 2)
        step = (self.x[1:] - self.x[:-1])[span]
        t = (at - self.x[span]) / step
        y0, y1 = self.y[span], self.y[span + 1]
        m0, m1 = self.slope[span] * step, self.slope[span + 1] * step
        return np.asarray(y0 + t * m0 + t**2 * (3 * (y1 - y0) - 2 * m0 - m1) + t**3 * (2 * (y0 - y1) + m0 + m1))


def through(x: Floats, y: Floats) -> Curve:
    """Return the monotone cubic through the knots (n,), x strictly increasing."""
    return Curve(x, y, _slopes(x, y))


def round_limb(degrees: Floats, y: Floats) -> Curve:
    """Return the curve y(degrees) that closes on itself after a full turn; degrees rise and span less than one."""
    turns = FULL_TURN_DEG * np.arange(-2, 3)  # the outermost span, with its free end, is never reached
    return through(np.concatenate([degrees + turn for turn in turns]), np.tile(y, len(turns)))


def round_midline(degrees: Floats, y: Floats) -> Curve:
    """Return the curve y(degrees) over 0..180 that runs on level into its mirror image at both midlines."""
    both = np.concatenate([-degrees[::-1], degrees])
    mirrored = np.tile(np.concatenate([y[::-1], y]), 3)
    x = np.concatenate([both - FULL_TURN_DEG, both, both + FULL_TURN_DEG])
    keep = np.r_[True, np.diff(x) > 0]  # a knot on the midline is its own mirror image
    return through(x[keep], mirrored[keep])


def _slopes(x: Floats, y: Floats) -> Floats:
    if len(x) < 2:
        return np.zeros(len(x))
    step, rise = np.diff(x), np.diff(y) / np.diff(x)
    if len(x) == 2:
        return np.repeat(rise, 2)
    before, after = rise[:-1], rise[1:]
    w1, w2 = 2 * step[1:] + step[:-1], step[1:] + 2 * step[:-1]
    same = before * after > 0
    inner = np.zeros(len(x) - 2)
    inner[same] = (w1 + w2)[same] / (w1[same] / before[same] + w2[same] / after[same])
    ends = _end(step[0], step[1], rise[0], rise[1]), _end(step[-1], step[-2], rise[-1], rise[-2])
    return np.concatenate([ends[:1], inner, ends[1:]])


def _end(step: float, next_step: float, rise: float, next_rise: float) -> float:
    """Return the one-sided slope at an end, kept monotone."""
    slope = ((2 * step + next_step) * rise - step * next_rise) / (step + next_step)
    if slope * rise <= 0:
        return 0.0
    return float(3 * rise if rise * next_rise < 0 and abs(slope) > 3 * abs(rise) else slope)


def closed_outline(points: Floats) -> Floats:
    """Return a smooth closed ring (n * OUTLINE_STEPS, 2) through the points (n, 2), n >= 3 (centripetal Catmull-Rom).

    The points are scaled by their own extent first, so coordinates of unlike units bend alike.
    """
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    p = points / extent
    p0, p1, p2, p3 = (np.roll(p, shift, axis=0) for shift in (1, 0, -1, -2))
    d1, d2, d3 = (np.sqrt(np.linalg.norm(b - a, axis=1))[:, None] for a, b in ((p0, p1), (p1, p2), (p2, p3)))
    m1 = (p2 - p1) + d2 * ((p1 - p0) / d1 - (p2 - p0) / (d1 + d2))
    m2 = (p2 - p1) + d2 * ((p3 - p2) / d3 - (p3 - p1) / (d2 + d3))
    t = (np.arange(OUTLINE_STEPS) / OUTLINE_STEPS)[None, :, None]
    a, m1, m2, b = (value[:, None, :] for value in (p1, m1, m2, p2))
    ring = a + t * m1 + t**2 * (3 * (b - a) - 2 * m1 - m2) + t**3 * (2 * (a - b) + m1 + m2)
    return np.asarray(ring.reshape(-1, 2) * extent)
