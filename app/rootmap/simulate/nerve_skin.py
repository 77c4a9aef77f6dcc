"""Which places of the examination lie in a nerve's field, so that feeling there can be reduced by its lesion."""

from rootmap.anatomy.links import Links
from rootmap.anatomy.model import Anatomy
from rootmap.atlas.model import Kind
from rootmap.simulate.places import Places

TOUCHED_AT = {  # where one touches for the tests of feeling that name a place, left side: judgement
    "sensation_thumb": ("hand.palmar", 1.5, 0.5),
    "sensation_middle_finger": ("hand.palmar", 1.6, 2.5),
    "sensation_little_finger": ("hand.palmar", 1.5, 4.5),
    "sensation_anterior_thigh": ("leg", 0.5, 0.0),
    "sensation_medial_ankle": ("leg", 1.95, 280.0),
    "sensation_dorsum_of_foot": ("foot.dorsal", 0.7, 2.0),
    "sensation_lateral_foot": ("foot.dorsal", 0.6, 4.8),
}


class NerveSkin:
    """Answers by the map of nerves of one figure."""

    def __init__(self, places: Places, anatomy: Anatomy, links: Links) -> None:
        self._places, self._links = places, links
        self._bits = {test: places.bits.at(*skin) for test, skin in TOUCHED_AT.items()}
        for point in anatomy.key_points.values():
            for root in point.roots:
                for way in ("pinprick", "touch"):
                    self._bits[f"{way}.{root}"] = places.bits.at(*point.skin)

    def has(self, nerve: str, test: str) -> bool:
        """Return whether a test of feeling touches the field of a nerve or of its branches."""
        skin = self._places.territories(Kind.NERVE, self._links.branches_of(nerve))
        return test in self._bits and bool(skin[self._bits[test]])
