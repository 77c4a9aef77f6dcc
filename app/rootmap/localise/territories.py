"""Where a candidate lies on the maps: what to light on the body when it is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Candidate, CandidateSide
from rootmap.localise.hypotheses import Patch

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.localise.candidates import CandidateSet


@dataclass(frozen=True)
class Lit:
    """Territories of one map on one side or both."""

    atlas_id: str
    territories: tuple[str, ...]
    sides: tuple[Side, ...]


def skin_of(
    candidate: Candidate, candidates: "CandidateSet", atlases: "Sequence[CompiledAtlas]", preferred: str = ""
) -> Lit | None:
    """Return the skin of a candidate on the map `preferred`, else on the first of `atlases` that has it; None if none.

    What is felt differently on its two sides is shown where most of it is felt.
    """
    hypothesis = next((each for each in candidates.hypotheses if each.id == candidate.id), None)
    if hypothesis is None:
        return None
    own, other = (sum(patch.share for patch in patches) for patches in (hypothesis.own, hypothesis.other))
    patches = hypothesis.own if own >= other else hypothesis.other
    for atlas in sorted(atlases, key=lambda each: each.info.id != preferred):
        found = tuple(
            t.id for t in atlas.info.territories if _holds(patches, atlas.info.kind.value, t.id, set(t.roots))
        )
        if found:
            return Lit(atlas.info.id, found, _sides(candidate, crossed=own < other))
    return None


def _holds(patches: tuple[Patch, ...], kind: str, territory: str, roots: set[object]) -> bool:
    if kind == "dermatome":
        return any(roots <= set(patch.roots) for patch in patches)
    named = {"nerve": [name for patch in patches for name in patch.nerve]}
    named["referral"] = [name for patch in patches for name in patch.referral]
    return territory in named.get(kind, ())


def _sides(candidate: Candidate, *, crossed: bool) -> tuple[Side, ...]:
    if candidate.side is CandidateSide.BOTH:
        return tuple(Side)
    side = Side(candidate.side.value)
    return (side.other if crossed else side,)
