"""Which cause a simulated patient has: roots by published shares, and everything else by stated judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root, roots_between
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide
from rootmap.simulate import judgement
from rootmap.simulate.published import Published

SACRAL_TAIL = "S4-5"  # one key point, one territory in most maps
CERVICAL = roots_between(Root.C4, Root.T1)
LUMBAR = roots_between(Root.L1, Root.S2)
TRIGEMINAL = (Root.V1, Root.V2, Root.V3)
CORD_LEVELS = roots_between(Root.C4, Root.L1)
CENTRAL_SIDE = frozenset(
    {"lumbar_spinal_stenosis", "polymyalgia_rheumatica", "visceral_referred_pain", "length_dependent_polyneuropathy"}
)
PLEXUS = ("lumbosacral_plexopathy", "diabetic_amyotrophy", "neuralgic_amyotrophy", "thoracic_outlet_syndrome")
CAUDA = ("cauda_equina", "conus_medullaris")
CORD = (
    "degenerative_cervical_myelopathy", "central_cord_syndrome", "anterior_cord_syndrome",
    "dorsal_column_syndrome", "syringomyelia",
)  # fmt: skip
POLYNEUROPATHY = "length_dependent_polyneuropathy"
TRANSVERSE, HALF_CORD = "transverse_cord_lesion", "brown_sequard_syndrome"  # with their level: "…_T10"
NOT_DRAWN = frozenset({"motor_neuron_disease", "guillain_barre_syndrome", TRANSVERSE, HALF_CORD})
"""Weakness without a drawing worth the name; what is drawn only with a level."""
NERVES_THAT_ARE_ROOTS = frozenset({"ophthalmic", "maxillary", "mandibular", "dorsal_rami", "intercostal"})
SAME_AS_A_MIMIC = frozenset({"lumbosacral_plexus"})


class Mix(StrEnum):
    """Which causes a setting draws from."""

    LUMBAR_ROOTS = "lumbar roots"
    CERVICAL_ROOTS = "cervical roots"
    ALL_ROOTS = "all roots"
    ALL_CAUSES = "all causes"


class Shares(StrEnum):
    """How the causes of a mix are weighted: as in a clinic, or flatter, as in a course."""

    CLINIC = "clinic"
    TEACHING = "teaching"


@dataclass(frozen=True)
class Cause:
    """What is wrong: the candidate that would be right, and the roots it strikes (none for most mimics)."""

    candidate: Candidate
    roots: tuple[Root, ...] = ()

    @property
    def id(self) -> str:
        """The candidate's id."""
        return self.candidate.id

    @property
    def kind(self) -> CandidateKind:
        """The candidate's kind."""
        return self.candidate.kind


class Causes:
    """The causes of one mix with their weights; `pick` draws one."""

    def __init__(
        self, mix: Mix, shares: Shares, numbers: Published, anatomy: Anatomy, conditions: Sequence[str]
    ) -> None:
        """Weigh the causes; `conditions` are mimics that are the lesion of a nerve, and stand under the nerve's id."""
        power = 1.0 if shares is Shares.CLINIC else judgement.TEACHING_POWER
        singles = _singles(mix, numbers)
        self._sorts: dict[str, dict[Cause, float]] = {"root": _tempered(singles, power)}
        sorts: Mapping[str, float] = {"root": 1.0}
        if mix is Mix.ALL_CAUSES:
            sorts = judgement.CLINIC_SORTS if shares is Shares.CLINIC else judgement.TEACHING_SORTS
            self._sorts |= {
                "roots": _tempered(_pairs(singles), power),
                "nerve": _tempered(_nerves(anatomy), power),
                "mimic": dict.fromkeys(_mimics(anatomy, conditions), 1.0),
                "polyneuropathy": {_central(POLYNEUROPATHY, CandidateKind.POLYNEUROPATHY): 1.0},
                "cauda": {
                    _central(name, CandidateKind.CAUDA, anatomy.differentials[name].mimics): 1.0 for name in CAUDA
                },
                "cord": _cords(),
            }
        self._weights = {
            cause: sorts[sort] * weight / sum(table.values())
            for sort, table in self._sorts.items()
            for cause, weight in table.items()
        }
        self._list = tuple(self._weights)
        self._shares = np.array(list(self._weights.values())) / sum(self._weights.values())

    @property
    def every(self) -> tuple[Cause, ...]:
        """All causes that can be drawn, those with a side as on the left."""
        return self._list

    def share(self, cause: Cause) -> float:
        """Return how likely a cause is (both sides together)."""
        return float(self._shares[self._list.index(cause)])

    def pick(self, chance: np.random.Generator) -> Cause:
        """Return a cause; the side is left or right with equal chance."""
        cause = self._list[int(chance.choice(len(self._list), p=self._shares))]
        side = CandidateSide.LEFT if chance.random() < 0.5 else CandidateSide.RIGHT
        if cause.candidate.side is CandidateSide.BOTH:
            return cause
        return Cause(Candidate(cause.id, side, cause.kind), cause.roots)


def region_of(roots: Sequence[Root]) -> str:
    """Return "cervical", "lumbar" or "other" for the region of the first root."""
    if not roots:
        return "other"
    return "cervical" if roots[0] in CERVICAL else "lumbar" if roots[0] in LUMBAR else "other"


def _root(root: Root) -> Cause:
    kind = CandidateKind.ROOT if root.is_spinal else CandidateKind.TRIGEMINAL
    return Cause(Candidate(root.value, CandidateSide.LEFT, kind), (root,))


def _central(name: str, kind: CandidateKind, roots: tuple[Root, ...] = ()) -> Cause:
    return Cause(Candidate(name, CandidateSide.BOTH, kind), roots)


def _singles(mix: Mix, numbers: Published) -> dict[Cause, float]:
    lumbar = {_root(root): share for root, share in numbers.root_share["lumbar"].items()}
    cervical = {_root(root): share for root, share in numbers.root_share["cervical"].items()}
    if mix is Mix.LUMBAR_ROOTS:
        return lumbar
    if mix is Mix.CERVICAL_ROOTS:
        return cervical
    known = {cause.roots[0] for cause in (*lumbar, *cervical)}
    rare = [_root(root) for root in Root if root not in known and root not in (Root.S4, Root.S5)]
    rare.append(Cause(Candidate(SACRAL_TAIL, CandidateSide.LEFT), (Root.S4, Root.S5)))
    common = 1.0 - judgement.RARE_ROOT_SHARE
    return (
        {cause: common * (1.0 - judgement.CERVICAL_SHARE) * share for cause, share in lumbar.items()}
        | {cause: common * judgement.CERVICAL_SHARE * share for cause, share in cervical.items()}
        | {cause: judgement.RARE_ROOT_SHARE / len(rare) for cause in rare}
    )


def _pairs(singles: Mapping[Cause, float]) -> dict[Cause, float]:
    """Return neighbouring roots that fail together, such as L5+S1; the head's divisions do not pair."""
    weight = {cause.roots[0]: share for cause, share in singles.items() if len(cause.roots) == 1}
    spinal = [root for root in Root if root.is_spinal]
    return {
        Cause(Candidate(f"{upper}+{lower}", CandidateSide.LEFT, CandidateKind.ROOTS), (upper, lower)): weight[upper]
        * weight[lower]
        for upper, lower in pairwise(spinal)
        if upper in weight and lower in weight
    }


def _nerves(anatomy: Anatomy) -> dict[Cause, float]:
    return {
        Cause(Candidate(nerve.id, CandidateSide.LEFT, _nerve_kind(nerve.id)), nerve.roots): judgement.NERVE_WEIGHT.get(
            nerve.id, judgement.OTHER_NERVE_WEIGHT
        )
        for nerve in anatomy.nerves.values()
        if nerve.id not in NERVES_THAT_ARE_ROOTS | SAME_AS_A_MIMIC
    }


def _nerve_kind(nerve: str) -> CandidateKind:
    return CandidateKind.PLEXUS if nerve.endswith("_plexus") else CandidateKind.NERVE


def _mimics(anatomy: Anatomy, conditions: Sequence[str]) -> list[Cause]:
    apart = {*CAUDA, *CORD, POLYNEUROPATHY, *NOT_DRAWN, *conditions}
    found = []
    for mimic in anatomy.differentials.values():
        if mimic.id not in apart:
            kind = CandidateKind.PLEXUS if mimic.id in PLEXUS else CandidateKind.REFERRAL
            side = CandidateSide.BOTH if mimic.id in CENTRAL_SIDE else CandidateSide.LEFT
            found.append(Cause(Candidate(mimic.id, side, kind), mimic.mimics))
    return found


def _cords() -> dict[Cause, float]:
    """Return the syndromes of the cord, and its lesions at each level: across it, and of one half."""
    found = {_central(name, CandidateKind.CORD): judgement.CORD_WEIGHT.get(name, 1.0) for name in CORD}
    for name, side in ((TRANSVERSE, CandidateSide.BOTH), (HALF_CORD, CandidateSide.LEFT)):
        each = judgement.CORD_WEIGHT.get(name, 1.0) / len(CORD_LEVELS)
        for level in CORD_LEVELS:
            found[Cause(Candidate(f"{name}_{level}", side, CandidateKind.CORD), (level,))] = each
    return found


def _tempered(weights: Mapping[Cause, float], power: float) -> dict[Cause, float]:
    return {cause: weight**power for cause, weight in weights.items()}
