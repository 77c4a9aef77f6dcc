"""Which key points lie in a nerve's field, so that pinprick there can be reduced by its lesion."""

import numpy as np

from rootmap.anatomy.links import Links
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import Kind
from rootmap.simulate.places import Places


class NerveSkin:
    """Answers by the map of nerves of one figure."""

    def __init__(self, places: Places, anatomy: Anatomy, links: Links) -> None:
        self._places, self._links = places, links
        self._bits = {
            root: _bit_at(places, *point.skin) for point in anatomy.key_points.values() for root in point.roots
        }

    def has_key_point(self, nerve: str, root: Root) -> bool:
        """Return whether a root's key point lies in the field of a nerve or of its branches."""
        skin = self._places.territories(Kind.NERVE, self._links.branches_of(nerve))
        return root in self._bits and bool(skin[self._bits[root]])


def _bit_at(places: Places, segment: str, first: float, second: float) -> int:
    bits = places.bits
    here = np.flatnonzero(bits.segment == bits.names.index(segment))
    turn = np.abs(bits.second[here] - second)
    scale = 100.0 if segment in ("leg", "arm", "trunk", "neck", "head") else 3.0  # degrees, or fingers, per unit length
    away = (bits.first[here] - first) ** 2 + (np.minimum(turn, np.where(turn > 180.0, 360.0 - turn, turn)) / scale) ** 2
    return int(here[away.argmin()])
