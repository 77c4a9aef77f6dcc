"""The home view of each bit of skin: the one in which it is counted, so that nothing counts twice."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .grids import Grid, also_in, matches
from .scenes import Scene
from .segments import CODE

Flags = NDArray[np.bool_]
STANDING_PREFERENCE, PERINEUM_PREFERENCE = 0.6, 100.0
# perineal skin also seen standing is counted below only when clearly squarer there
OBLIQUE = float(np.cos(np.radians(70)))  # skin seen less squarely from the front or back is counted at the side


def count_once(raw: Mapping[str, Grid], all_scenes: Mapping[str, Scene]) -> dict[str, Grid]:
    """Return the grids with the area of each bit of skin in its home view only."""
    home = {name: _home(name, raw, all_scenes) for name in raw if name != "lateral"}
    home["lateral"] = _at_the_side(raw, home, all_scenes)
    for name in home:
        if name != "lateral":
            cells = matches(raw[name], raw["lateral"], all_scenes["lateral"].camera)
            home[name] &= ~((cells >= 0) & home["lateral"][cells])
    return {
        name: replace(_counting(grid, home[name]), also_in=_others(name, raw, all_scenes)) for name, grid in raw.items()
    }


def _counting(grid: Grid, home: Flags) -> Grid:
    return replace(grid, area_cm2=np.where(home, grid.area_cm2, 0))


def _others(name: str, raw: Mapping[str, Grid], all_scenes: Mapping[str, Scene]) -> dict[str, Flags]:
    """Return for a standing view which of its skin each view in another pose sees too."""
    if all_scenes[name].camera.pose != "standing":
        return {}
    posed = raw[name].towards
    return {other: also_in(raw[name], other, raw[other], all_scenes[other].camera) for other in posed}


def _home(name: str, raw: Mapping[str, Grid], all_scenes: Mapping[str, Scene]) -> Flags:
    """Return where a view is the home of its skin as long as nobody looks from the side."""
    mine = raw[name]
    others = ("anterior", "posterior") if name == "perineal" else ("perineal",)
    home = np.ones(len(mine.first), bool)
    for other in others:
        cells = matches(mine, raw[other], all_scenes[other].camera)
        seen = cells >= 0
        theirs = np.where(seen, raw[other].square[cells], 0)
        weight = np.where(mine.segment == CODE["perineum"], PERINEUM_PREFERENCE, STANDING_PREFERENCE)
        if name == "perineal":
            home &= ~seen | (mine.square * weight > theirs)
        else:
            home &= ~seen | (mine.square >= theirs * weight)
    return home


def _at_the_side(raw: Mapping[str, Grid], home: Mapping[str, Flags], all_scenes: Mapping[str, Scene]) -> Flags:
    """Return where the lateral view is the home: what nobody else sees, or only obliquely and less squarely."""
    mine = raw["lateral"]
    below = matches(mine, raw["perineal"], all_scenes["perineal"].camera)
    kept = (below >= 0) & home["perineal"][below]
    seen = np.zeros(len(mine.first), bool)
    for other in ("anterior", "posterior"):
        seen |= matches(mine, raw[other], all_scenes[other].camera) >= 0
    standing = np.abs(mine.normal[:, 2])
    oblique = (standing < OBLIQUE) & (standing < mine.square)
    return np.asarray(~kept & (oblique | ~seen))
