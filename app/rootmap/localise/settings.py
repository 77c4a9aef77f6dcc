"""Where a patient is seen, and how often each candidate is met there: belief depends on who comes."""

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Root
from rootmap.localise import model
from rootmap.localise.evidence import CandidateKind
from rootmap.localise.hypotheses import root_prior

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.localise.candidates import CandidateSet
    from rootmap.localise.hypotheses import Hypothesis


class Setting(StrEnum):
    """Where the patient is seen. ANYONE is a student's patient, who may have anything: the priors are nearly flat."""

    ANYONE = "anyone"
    LEG = "leg"
    ARM = "arm"
    EMERGENCY = "emergency"

    @property
    def words(self) -> str:
        """What to call it."""
        return _WORDS[self]


_WORDS = {
    Setting.ANYONE: "anyone",
    Setting.LEG: "back and leg clinic",
    Setting.ARM: "neck and arm clinic",
    Setting.EMERGENCY: "emergency room",
}
_ROOTS_OF = {Setting.LEG: (Root.L1, Root.S5), Setting.ARM: (Root.C4, Root.T1)}
_JOINED = {CandidateKind.TRIGEMINAL: CandidateKind.ROOT, CandidateKind.PLEXUS: CandidateKind.REFERRAL}  # in one share
_CENTRAL = (CandidateKind.CAUDA, CandidateKind.CORD, CandidateKind.POLYNEUROPATHY)  # they send people anywhere


def log_prior_in(setting: Setting, candidates: "CandidateSet", anatomy: "Anatomy | None") -> NDArray[np.float64]:
    """Return the log of how often each candidate is met in a setting, (candidates,), up to a constant."""
    usual = np.array([each.log_prior for each in candidates.hypotheses])
    if setting is Setting.ANYONE:
        return usual[candidates.rows]
    weight = np.array([_within_kind(each) for each in candidates.hypotheses])
    weight *= [_from_here(each, setting, anatomy) for each in candidates.hypotheses]
    kinds = np.array([str(_JOINED.get(each.kind, each.kind)) for each in candidates.hypotheses])
    shares = model.KIND_SHARE_EMERGENCY if setting is Setting.EMERGENCY else model.KIND_SHARE_CLINIC
    for kind in set(kinds.tolist()):
        weight[kinds == kind] *= shares[kind] / weight[kinds == kind].sum()
    sides = np.array([2.0 if each.is_sided else 1.0 for each in candidates.hypotheses])
    return np.asarray(np.log(weight / sides)[candidates.rows])


def _within_kind(hypothesis: "Hypothesis") -> float:
    """Return how often something is met, relative to others of its kind: for roots the published shares, untempered."""
    if not hypothesis.is_radicular:
        return float(np.exp(hypothesis.log_prior))
    several = 1.0 if hypothesis.is_sided else model.TWIN / model.PAIR  # of what counts as two roots
    return several * float(np.exp(root_prior(hypothesis.roots) / model.PRIOR_STRENGTH))


def _from_here(hypothesis: "Hypothesis", setting: Setting, anatomy: "Anatomy | None") -> float:
    """Return 1 for what belongs to the region of a setting or to none, less for what lies elsewhere."""
    if setting not in _ROOTS_OF or hypothesis.kind in _CENTRAL:
        return 1.0
    first, last = _ROOTS_OF[setting]
    differential = anatomy.differentials.get(hypothesis.id) if anatomy is not None else None
    roots = hypothesis.roots or (differential.mimics if differential is not None else ())
    return 1.0 if not roots or any(first <= root <= last for root in roots) else model.ELSEWHERE
