"""The examinations one usually does for a complaint of a region: they say nothing of the answer."""

from collections.abc import Mapping

from rootmap.cases.model import Region
from rootmap.simulate.examination import EXAMS

_PARTS: Mapping[Region, tuple[str, ...]] = {
    Region.HEAD: ("head",),
    Region.NECK_AND_ARM: ("arm",),
    Region.TRUNK: ("trunk",),
    Region.BACK_AND_LEG: ("leg",),
    Region.PELVIS: ("leg",),
    Region.WIDESPREAD: ("arm", "leg"),
}


def routine(region: Region) -> tuple[str, ...]:
    """Return the ids of what is usually done, what is done most often first."""
    done = {test: share for part in _PARTS[region] for test, share in EXAMS[part].items()}
    return tuple(sorted(done, key=lambda test: -done[test]))
