"""Colours the body by how well the skin of each root is known; skin never asked for stays bare."""

from collections.abc import Mapping
from statistics import fmean

import numpy as np

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.labels import extend
from rootmap.atlas.model import CompiledAtlas
from rootmap.ui.bodymap.heat import Heat, coloured, table_of

# From forgotten to known: orange over sand to blue, told apart by every kind of eye; none of it looks like bare skin.
RAMP = ("#c4512d", "#e58f4f", "#ecd08a", "#8dbac6", "#3c7fb1")
LEAST = 0.5  # a chance this small or smaller has the first colour: what is due is asked again long before
_LEVELS = 255  # level 0 is skin never asked for
_GROW_CELLS = 3  # the picture runs on beyond the skin, to be cut by the outline


def recall_of(roots: tuple[Root, ...], known: Mapping[Root, float]) -> float | None:
    """Return how well a territory of some roots is known, None when none of them was asked for."""
    found = [known[root] for root in roots if root in known]
    return fmean(found) if found else None


def recall_heat(atlas: CompiledAtlas, known: Mapping[Root, float]) -> Heat:
    """Return the recall, 0 to 1 by root, as colours on the territories of a map of roots."""
    levels = np.zeros(len(atlas.combinations), np.uint8)
    for label, places in enumerate(atlas.combinations):
        roots = tuple(root for place in places for root in atlas.info.territories[place].roots)
        chance = recall_of(roots, known)
        if chance is not None:
            levels[label] = 1 + round(max(chance - LEAST, 0.0) / (1 - LEAST) * (_LEVELS - 1))
    table = table_of(RAMP, _LEVELS, blank="#ffffff")
    images = {}
    for view in atlas.halves:
        labels = atlas.labels(view).astype(np.uint16)
        images[view] = coloured(levels[extend(labels, _GROW_CELLS)], table)
    atlas.forget_labels()
    return Heat(images, "How likely each territory is known today", ())
