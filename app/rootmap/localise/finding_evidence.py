"""What the findings say together: dependent signs discounted, everything capped, each finding's share kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Side
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet
from rootmap.localise.evidence import SIDES, Contribution, Finding, Presence
from rootmap.localise.signs import LOSSES, SKIN_TESTS, PresenceFigure, Sign, SignKind, in_column, presence_of, signs_of

Array = NDArray[np.float64]
LN10 = float(np.log(10.0))
CORD_RESULTS = frozenset({"brisk", "clonus"})  # of a tendon reflex
CORD_SIGNS = frozenset({"present", "extensor"})  # of a pathological reflex


@dataclass(frozen=True)
class FindingEvidence:
    """Log evidence (natural) of all findings (hypotheses, 2), and what each adds (findings, hypotheses, 2).

    `healthy` is the log evidence for what is not on the list and touches no nerve.
    """

    total: Array
    counted: Array
    findings: tuple[Finding, ...]
    signs: tuple[Sign | None, ...]
    presence: tuple[Presence, ...]
    healthy: float
    _told: dict[tuple[int, int], list[Contribution]] = field(default_factory=dict, repr=False, compare=False)

    def contributions(self, row: int, column: int) -> list[Contribution]:
        """Return what each finding adds to one candidate; findings that say nothing about it are left out."""
        if (row, column) not in self._told:  # asked for again at every move of the brush
            self._told[row, column] = self._contributions(row, column)
        return self._told[row, column]

    def _contributions(self, row: int, column: int) -> list[Contribution]:
        return [
            Contribution(f"finding.{sign.kind}", _params(finding), weight / LN10, sign.source(row))
            for finding, sign, weight in zip(
                self.findings, self.signs, self.counted[:, row, column].tolist(), strict=True
            )
            if sign is not None and weight != 0.0
        ]

    @property
    def kinds(self) -> set[str]:
        """The kinds of sign that say anything."""
        return {str(sign.kind) for sign, each in zip(self.signs, self.counted, strict=True) if sign and each.any()}


class FindingModel:
    """The likelihood of bedside findings under every hypothesis of a set."""

    def __init__(self, candidates: CandidateSet, anatomy: Anatomy) -> None:
        self._anatomy, self._rows = anatomy, len(candidates.hypotheses)
        self._several = np.array([each.takes_several_roots for each in candidates.hypotheses])
        self._of_roots = np.array([each.is_radicular for each in candidates.hypotheses]) | self._several
        self._one_sided = np.array([each.is_sided for each in candidates.hypotheses])
        self.signs = signs_of(anatomy, candidates)
        self._presence = presence_of(anatomy)
        self._last: tuple[tuple[Finding, ...], FindingEvidence] | None = None

    def evidence(self, findings: Sequence[Finding], *, remember: bool = True) -> FindingEvidence:
        """Return what the findings say; the order in which they are given does not matter.

        `remember` them as those that will be asked for again, at the next move of the brush.
        """
        key = tuple(findings)
        if not remember:
            return self._weigh(key)
        if self._last is None or self._last[0] != key:
            self._last = key, self._weigh(key)
        return self._last[1]

    def _weigh(self, findings: tuple[Finding, ...]) -> FindingEvidence:
        signs = tuple(self.signs.get(finding.test) for finding in findings)
        raw = np.zeros((len(findings), self._rows, 2))
        for place, (finding, sign) in enumerate(zip(findings, signs, strict=True)):
            if sign is not None:
                raw[place] = _on_sides(finding, self._ratios(finding, sign))
                if self._is_alike(finding, sign, findings):
                    raw[place, self._one_sided] = 0.0
        kinds = [None if sign is None else sign.kind for sign in signs]
        losses = np.array([kind in LOSSES for kind in kinds])
        raw *= np.where(self._of_roots, model.SIGN_POWER, np.where(losses[:, None], model.NERVE_POWER, 1.0))[:, :, None]
        places = [self._place(finding, sign) for finding, sign in zip(findings, signs, strict=True)]
        counted = np.empty_like(raw)
        counted[:, ~self._several] = discounted(raw[:, ~self._several], kinds)
        counted[:, self._several] = discounted(raw[:, self._several], kinds, places)
        total = counted.sum(axis=0)
        limit = model.FINDINGS_CAP * LN10
        capped = np.clip(total, -limit, limit)
        counted = counted * np.where(total == 0.0, 1.0, capped / np.where(total == 0.0, 1.0, total))
        return FindingEvidence(
            capped, counted, findings, signs, self._presence_of(findings), self._health(findings, signs)
        )

    def _health(self, findings: tuple[Finding, ...], signs: tuple[Sign | None, ...]) -> float:
        """Return how far the findings speak for there being no lesion; its kinds do not depend on each other."""
        said: dict[tuple[SignKind, bool], list[float]] = {}
        for finding, sign in zip(findings, signs, strict=True):
            weight = self._healthy(finding, sign)
            if sign is not None and weight and not self._is_alike(finding, sign, findings):
                said.setdefault((sign.kind, weight > 0.0), []).append(weight)
        return sum(
            weight * model.REPEAT**place
            for weights in said.values()
            for place, weight in enumerate(sorted(weights, key=abs, reverse=True))
        )

    def _healthy(self, finding: Finding, sign: Sign | None) -> float:
        abnormal = None if sign is None else is_abnormal(finding, self._anatomy)
        return 0.0 if sign is None or abnormal is None else sign.healthy[0 if abnormal else 1]

    def _is_alike(self, finding: Finding, sign: Sign | None, findings: tuple[Finding, ...]) -> bool:
        """Return whether a reflex is lost on both sides alike, as in many who are well: no sign of what has a side."""
        if sign is None or sign.kind is not SignKind.REFLEX or finding.side is None:
            return False
        return is_abnormal(finding, self._anatomy) is True and replace(finding, side=finding.side.other) in findings

    def _place(self, finding: Finding, sign: Sign | None) -> object:
        """Return where a loss points, alike for losses of one root and side; what is normal points nowhere."""
        is_loss = sign is not None and is_abnormal(finding, self._anatomy) is not False
        return (sign.place, finding.side) if sign is not None and is_loss else None

    def _ratios(self, finding: Finding, sign: Sign) -> Array:
        """Return the ratios of what was found, (hypotheses, 2: own and other side)."""
        if sign.kind is SignKind.REFLEX and finding.result in CORD_RESULTS:
            return sign.brisk
        abnormal = is_abnormal(finding, self._anatomy)
        if abnormal is None:
            return np.zeros((self._rows, 2))
        return severity(finding) * sign.abnormal if abnormal else sign.normal

    def _presence_of(self, findings: tuple[Finding, ...]) -> tuple[Presence, ...]:
        """Return per region how far the findings speak for any root lesion at all."""
        known: dict[str, list[tuple[Finding, PresenceFigure, float]]] = {}
        for finding in findings:
            figure, abnormal = self._presence.get(finding.test), is_abnormal(finding, self._anatomy)
            if figure is not None and abnormal is not None:
                weight = figure.abnormal if abnormal else figure.normal
                known.setdefault(figure.region, []).append((finding, figure, weight))
        return tuple(_presence(region, items) for region, items in known.items())


def _presence(region: str, items: list[tuple[Finding, PresenceFigure, float]]) -> Presence:
    counted = discounted(np.array([weight for _, _, weight in items]), [figure.kind for _, figure, _ in items])
    limit = model.FINDINGS_CAP
    found = tuple(
        Contribution(f"presence.{figure.kind}", _params(finding), weight / LN10, figure.source)
        for (finding, figure, _), weight in zip(items, counted.tolist(), strict=True)
    )
    return Presence(region, float(np.clip(counted.sum() / LN10, -limit, limit)), found)


def discounted(values: Array, kinds: Sequence[SignKind | None], places: Sequence[object] | None = None) -> Array:
    """Return evidence (findings, ...) with dependent pieces discounted; what speaks for and against is kept apart.

    Within a kind the strongest counts in full and each further one REPEAT of the one before; with `places` only those
    of one place depend on each other so. The kinds together count by KIND_DISCOUNT, the strongest kind first; history,
    which does not come from the lesion, counts in full.
    """
    result = np.zeros_like(values)
    present = [kind for kind in SignKind if kind in kinds]
    if not present:
        return result
    rows = {kind: [place for place, each in enumerate(kinds) if each is kind] for kind in present}
    examined = [kind for kind in present if kind is not SignKind.HISTORY]
    for sign in (1.0, -1.0):
        one_way = np.maximum(sign * values, 0.0)
        for kind in present:
            for part in _dependent(rows[kind], places):
                if len(part) > 1:
                    one_way[part] *= model.REPEAT ** ranks(one_way[part])
        weight = dict.fromkeys(present, np.ones(values.shape[1:]))
        totals = np.array([one_way[rows[kind]].sum(axis=0) for kind in examined])
        for kind, order in zip(examined, ranks(totals) if examined else (), strict=True):
            weight[kind] = np.array(model.KIND_DISCOUNT)[np.minimum(order, len(model.KIND_DISCOUNT) - 1)]
        for kind in present:
            result[rows[kind]] += sign * one_way[rows[kind]] * weight[kind]
    return result


def _dependent(rows: list[int], places: Sequence[object] | None) -> list[list[int]]:
    """Return the findings of one kind in groups that depend on each other: all, or those of one place."""
    if places is None:
        return [rows]
    groups: dict[object, list[int]] = {}
    for row in rows:
        groups.setdefault(places[row], []).append(row)
    return list(groups.values())


def ranks(values: Array) -> NDArray[np.int64]:
    """Return the place of each value along axis 0, 0 for the greatest, shaped as `values` (pieces, ...)."""
    if len(values) == 1:
        return np.zeros(values.shape, np.int64)
    return np.argsort(np.argsort(-values, axis=0, kind="stable"), axis=0, kind="stable")


def _on_sides(finding: Finding, ratios: Array) -> Array:
    """Return ratios for hypotheses on the left and on the right; what has no side speaks to either as its own."""
    if finding.side is None:
        return np.repeat(ratios[:, :1], 2, axis=1)
    return in_column(ratios, SIDES.index(finding.side))


def is_abnormal(finding: Finding, anatomy: Anatomy) -> bool | None:
    """Return whether a finding is abnormal; None when it says neither, as a brisk tendon reflex, a sign of the cord."""
    family, _, item = finding.test.partition(".")
    if family == "muscle" and item:
        return None if finding.mrc is None else finding.mrc < 5
    if finding.result is None:
        return None
    if family in SKIN_TESTS and item:
        return finding.result != "normal"
    if family == "reflex" and item:
        reflex = anatomy.reflexes.get(item)
        if reflex is None or finding.result in CORD_RESULTS:
            return None
        if reflex.kind == "pathological":
            if finding.result == reflex.results[0]:
                return False
            return True if finding.result in CORD_SIGNS else None
        return finding.result != (reflex.results[0] if reflex.results else "normal")
    test = anatomy.tests.get(finding.test)
    return None if test is None else finding.result == test.results[0]


def severity(finding: Finding) -> float:
    """Return the power for a finding's ratio: severe weakness speaks louder."""
    severe = finding.mrc is not None and finding.mrc <= model.SEVERE_MRC
    return model.SEVERE_WEAKNESS if severe else 1.0


def _params(finding: Finding) -> dict[str, object]:
    found: dict[str, object] = {"test": finding.test}
    if finding.mrc is not None:
        found["mrc"] = finding.mrc
    if finding.result is not None:
        found["result"] = finding.result
    if isinstance(finding.side, Side):
        found["side"] = str(finding.side)
    return found
