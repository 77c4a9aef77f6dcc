"""Which key points lie in a nerve's field, so that pinprick there can be reduced by its lesion."""

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
            root: places.bits.at(*point.skin) for point in anatomy.key_points.values() for root in point.roots
        }

    def has_key_point(self, nerve: str, root: Root) -> bool:
        """Return whether a root's key point lies in the field of a nerve or of its branches."""
        skin = self._places.territories(Kind.NERVE, self._links.branches_of(nerve))
        return root in self._bits and bool(skin[self._bits[root]])
