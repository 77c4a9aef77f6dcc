"""What to test next: the sign whose result is expected to clear up most among the leading candidates."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet
from rootmap.localise.evidence import SIDES, CandidateKind, Finding, NextTest
from rootmap.localise.signs import Sign, SignKind

if TYPE_CHECKING:
    from rootmap.localise.emergency import EmergencyFirst

Array = NDArray[np.float64]
RARE, COMMON = 0.01, 0.99  # no sign is certain, whatever the figures say
_CONSIDERED = 20  # the best on each side: enough to hold one of every kind
_TIE_DIGITS = 2  # gains that agree to this many decimals of a bit are as good as equal


class NextTestModel:
    """The expected information of every sign not yet done."""

    def __init__(self, candidates: CandidateSet, signs: Mapping[str, Sign], anatomy: Anatomy) -> None:
        self._candidates, self._anatomy = candidates, anatomy
        self._signs = tuple(sign for sign in signs.values() if sign.kind is not SignKind.HISTORY)
        self._place = {sign.test: place for place, sign in enumerate(self._signs)}
        self._abnormal = np.array([sign.abnormal for sign in self._signs], dtype=np.float32)
        self._without = np.array([_without_lesion(sign) for sign in self._signs])
        self._kind = np.array([list(SignKind).index(sign.kind) for sign in self._signs])
        self._choice = np.array([_practicality(sign, anatomy) for sign in self._signs])
        self._is_sided = np.array([_is_sided(sign, anatomy) for sign in self._signs])

    def suggest(
        self, probability: Array, findings: Sequence[Finding], warned: frozenset[CandidateKind] = frozenset()
    ) -> tuple[NextTest, ...]:
        """Return the best tests for the candidates' probabilities, at most one of each kind.

        While cauda equina or cord are likely enough, or `warned` of, the tests that ask after them come first and
        stand alone as long as there are any.
        """
        urgent = self._emergency.first(probability, findings, warned)
        if urgent:
            return urgent
        leading = np.argsort(-probability, kind="stable")[: model.LEADING]
        belief = probability[leading] / probability[leading].sum()
        found: list[tuple[float, float, int, int, Array]] = []
        for column, side in enumerate(SIDES):
            chance = self._chance(leading, column, findings)
            gain = expected_drop(belief, chance)
            gain[~self._is_sided] *= column == 0  # what has no side is asked once
            gain[~self._is_timely(side, leading[0], findings)] = 0.0
            best = np.lexsort((self._choice, -np.round(gain, _TIE_DIGITS)))
            found += [
                (round(-float(gain[k]), _TIE_DIGITS), float(self._choice[k]), int(k), column, chance[k])
                for k in best[:_CONSIDERED]
            ]
        return self._name(sorted(found, key=lambda item: item[:4]), leading, belief)

    def _is_timely(self, side: Side, leader: int, findings: Sequence[Finding]) -> NDArray[np.bool_]:
        """Return which signs to ask after on a side: those not done; away from the leader those done on its side."""
        done = [finding for finding in findings if finding.test in self._place]
        here, there = (
            {self._place[each.test] for each in done if each.side in (None, one)} for one in (side, side.other)
        )
        timely = np.ones(len(self._signs), bool)
        if self._candidates.candidates[leader].side.value == side.other.value:
            timely[self._is_sided] = False
            timely[sorted(there)] = True
        timely[sorted(here)] = False
        return timely

    def chances(self, test: str, column: int, chosen: NDArray[np.intp]) -> Array:
        """Return the chance that a test on a side (0 left, 1 right) is abnormal under some candidates."""
        place = self._place[test]
        return np.asarray(self._chance(chosen, column, ())[place])

    def all_chances(self, column: int, chosen: NDArray[np.intp]) -> Array:
        """Return the chance that each of `tests` on a side (0 left, 1 right) is abnormal, shape (tests, chosen)."""
        return self._chance(chosen, column, ())

    def log_ratios(self, chosen: NDArray[np.intp], column: int) -> tuple[Array, Array]:
        """Return the log ratios of an abnormal result under some candidates, (tests, chosen), and its usual chance."""
        rows, sides = self._candidates.rows[chosen], self._candidates.columns[chosen]
        on_side = np.where(self._is_sided[:, None], sides[None, :] if column == 0 else 1 - sides[None, :], 0)
        ratios = np.take_along_axis(self._abnormal[:, rows], on_side[:, :, None], axis=2)[:, :, 0]
        return np.asarray(ratios, dtype=np.float64), self._without

    @cached_property
    def _emergency(self) -> "EmergencyFirst":
        from rootmap.localise.emergency import EmergencyFirst

        return EmergencyFirst(self, self._candidates, self._anatomy)

    @property
    def tests(self) -> tuple[Sign, ...]:
        """The signs that could be tested."""
        return self._signs

    def _name(
        self, ordered: Sequence[tuple[float, float, int, int, Array]], leading: NDArray[np.intp], belief: Array
    ) -> tuple[NextTest, ...]:
        named: list[NextTest] = []
        kinds = set()
        for gain, _, place, column, chance in ordered:
            sign = self._signs[place]
            if len(named) == model.SUGGESTIONS or -gain < model.LEAST_GAIN_BITS:
                break
            if sign.kind not in kinds:
                kinds.add(sign.kind)
                yes, no = (int(leading[np.argmax(each)]) for each in (chance * belief, (1.0 - chance) * belief))
                whom = self._candidates.candidates
                named.append(NextTest(sign.test, SIDES[column], -gain, whom[yes], whom[no]))
        return tuple(named)

    def _chance(self, leading: NDArray[np.intp], column: int, findings: Sequence[Finding]) -> Array:
        """Return the chance of an abnormal result under each leading candidate, shape (signs, leading)."""
        ratios, without = self.log_ratios(leading, column)
        done = [self._kind[self._place[each.test]] for each in findings if each.test in self._place]
        repeats = np.where(np.isin(self._kind, done), model.REPEAT, 1.0)
        return np.asarray(np.clip(without[:, None] * np.exp(repeats[:, None] * ratios), RARE, COMMON))


def expected_drop(belief: Array, chance: Array) -> Array:
    """Return the expected drop in entropy (bits) over candidates, shape (signs,)."""
    abnormal, normal = chance * belief, (1.0 - chance) * belief
    remaining = _joint_entropy(abnormal) + _joint_entropy(normal)
    return np.asarray(np.maximum(-np.sum(belief * np.log2(belief)) - remaining, 0.0))


def _joint_entropy(joint: Array) -> Array:
    """Return the entropy left after an outcome, weighted by the outcome's chance, per row."""
    total = joint.sum(axis=1, keepdims=True)
    return np.asarray(-np.sum(joint * np.log2(joint / total), axis=1))


def _without_lesion(sign: Sign) -> float:
    """Return the chance of the sign without the lesion that the two ratios of its strongest hypothesis imply."""
    strongest = int(np.argmax(sign.abnormal[:, 0]))
    positive, negative = float(np.exp(sign.abnormal[strongest, 0])), float(np.exp(sign.normal[strongest, 0]))
    if positive - negative < 1e-9:
        return 0.5
    return float(np.clip((1.0 - negative) / (positive - negative), RARE, COMMON))


def _is_sided(sign: Sign, anatomy: Anatomy) -> bool:
    return anatomy.tests[sign.test].sided if sign.test in anatomy.tests else True


def _practicality(sign: Sign, anatomy: Anatomy) -> float:
    """Return the order among equals: published figures first, then key muscles and tendon reflexes, then the rest."""
    if sign.is_published:
        return 0.0
    family, _, key = sign.test.partition(".")
    is_key = family == "muscle" and anatomy.muscles[key].isncsci_key is not None
    is_tendon = family == "reflex" and anatomy.reflexes[key].kind == "tendon"
    return 1.0 if is_key or is_tendon else 2.0
