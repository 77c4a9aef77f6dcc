"""Which tests come before all others: those that ask whether cauda equina or cord are in danger."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Anatomy, Urgency
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet
from rootmap.localise.evidence import SIDES, CandidateKind, Finding, NextTest, RedFlagAlert
from rootmap.localise.next_test import expected_drop
from rootmap.localise.signs import SignKind

if TYPE_CHECKING:
    from rootmap.localise.next_test import NextTestModel

Array = NDArray[np.float64]
_KINDS = (CandidateKind.CAUDA, CandidateKind.CORD)
_CALLED = {CandidateKind.CAUDA: "cauda equina", CandidateKind.CORD: "cord"}  # in the conditions of the warnings


def warned_of(alerts: Sequence[RedFlagAlert]) -> frozenset[CandidateKind]:
    """Return which of cauda equina and cord an emergency warns of."""
    said = [alert.condition.lower() for alert in alerts if alert.code == Urgency.EMERGENCY.value]
    return frozenset(kind for kind, name in _CALLED.items() if any(name in condition for condition in said))


class EmergencyFirst:
    """Asks "is it the emergency or not" where that is the question, and of that only what the emergency would show.

    What provokes pain of a root cannot answer it and is left out. Tests that set off a warning of their own come first,
    whatever they are expected to tell: they are done in any case.
    """

    def __init__(self, tests: "NextTestModel", candidates: CandidateSet, anatomy: Anatomy) -> None:
        self._tests, self._candidates = tests, candidates
        self._is_emergency = np.array([each.kind in _KINDS for each in candidates.candidates])
        flags = [flag for flag in anatomy.red_flags.values() if flag.urgency is Urgency.EMERGENCY]
        self._warning = {way[0].test for flag in flags for way in flag.when if len(way) == 1}
        self._is_sided = {test.id: test.sided for test in anatomy.tests.values()}

    def first(
        self, probability: Array, findings: Sequence[Finding], warned: frozenset[CandidateKind]
    ) -> tuple[NextTest, ...]:
        """Return the tests to do before any other; none where no emergency is likely enough or `warned` of."""
        share = float(probability[self._is_emergency].sum())
        if not self._is_emergency.any() or not (warned or share >= model.EMERGENCY_SHARE):
            return ()
        order = np.argsort(-probability, kind="stable")
        them = order[self._is_emergency[order]][: model.LEADING // 2]
        others = order[~self._is_emergency[order]][: model.LEADING // 2]
        done = {finding.test for finding in findings}
        found = [
            (test not in self._warning, -bits, test, column)
            for test, column, bits in self._gains(them, others, probability, self._shown(order, warned))
            if test not in done
        ]
        best: dict[str, tuple[bool, float, str, int]] = {}
        for item in sorted(found):
            best.setdefault(item[2], item)
        if_yes, if_no = (self._candidates.candidates[int(group[0])] for group in (them, others))
        return tuple(
            NextTest(test, SIDES[column], -loss, if_yes, if_no, is_urgent=True)
            for _, loss, test, column in [*best.values()][: model.SUGGESTIONS]
        )

    def _shown(self, order: NDArray[np.intp], warned: frozenset[CandidateKind]) -> set[str]:
        """Return what the emergencies warned of would show; without a warning, what the likeliest would."""
        likeliest = int(self._candidates.rows[order[self._is_emergency[order]][0]])
        asked = [each for each in self._candidates.hypotheses if each.kind in warned]
        return {
            name
            for each in asked or [self._candidates.hypotheses[likeliest]]
            for name in (*each.signs, *each.other_signs, *each.brisk, *each.other_brisk)
        }

    def _gains(
        self, them: NDArray[np.intp], others: NDArray[np.intp], probability: Array, shown: set[str]
    ) -> list[tuple[str, int, float]]:
        """Return test, column and bits of what the emergencies would show."""
        chosen = np.concatenate([them, others])
        belief = np.maximum(probability[chosen], 1e-12)
        belief = belief / belief.sum()
        is_them = np.arange(len(chosen)) < len(them)
        groups = np.array([belief[is_them].sum(), belief[~is_them].sum()])
        found = []
        for column in range(len(SIDES)):
            for sign in self._tests.tests:
                once = column > 0 and not self._is_sided.get(sign.test, True)
                if sign.test not in shown or sign.kind is SignKind.MOTOR or once:
                    continue
                chance = self._tests.chances(sign.test, column, chosen)
                means = np.array([(chance * belief)[part].sum() for part in (is_them, ~is_them)]) / groups
                bits = float(expected_drop(groups, means[None, :])[0])
                if bits >= model.LEAST_GAIN_BITS or sign.test in self._warning:
                    found.append((sign.test, column, round(bits, 3)))
        return found
