"""Three simple ways to name a root, to measure the ranking against. None of them knows about noise or chance."""

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.atlas.model import CompiledAtlas, Kind
from rootmap.localise.evidence import AreaTable, Finding
from rootmap.simulate.patient import Patient, Simulator

OVERLAP, KEY_POINT, KEY_SIGN = "largest overlap", "nearest key point", "key sign"
NAMES = (OVERLAP, KEY_POINT, KEY_SIGN)
TAIL = "S4-5"
NEAR_MM = 40.0  # paint this near a key point counts as there
IDS = (*(root.value for root in Root if root not in (Root.S4, Root.S5)), TAIL)
SIDES = (Side.LEFT, Side.RIGHT)

KEY_SIGNS = MappingProxyType(
    {
        # the key muscles of the International Standards
        "muscle.biceps_brachii": "C5",
        "muscle.extensor_carpi_radialis_longus": "C6",
        "muscle.triceps_brachii": "C7",
        "muscle.flexor_digitorum_profundus": "C8",
        "muscle.first_dorsal_interosseous": "T1",
        "muscle.iliopsoas": "L2",
        "muscle.quadriceps_femoris": "L3",
        "muscle.tibialis_anterior": "L4",
        "muscle.extensor_hallucis_longus": "L5",
        "muscle.gastrocnemius": "S1",
        # what a pocket card says of reflexes
        "reflex.biceps": "C5",
        "reflex.brachioradialis": "C6",
        "reflex.triceps": "C7",
        "reflex.patellar": "L4",
        "reflex.medial_hamstring": "L5",
        "reflex.achilles": "S1",
        # and of feeling
        "sensation_thumb": "C6",
        "sensation_middle_finger": "C7",
        "sensation_little_finger": "C8",
        "sensation_anterior_thigh": "L2",
        "sensation_medial_ankle": "L4",
        "sensation_dorsum_of_foot": "L5",
        "sensation_lateral_foot": "S1",
    }
)
"""One root for each key muscle, reflex and sensory place; pinprick at a key point names its own root."""

Answer = tuple[tuple[str, str], ...]
"""Candidate ids with their side, best first."""


class Baselines:
    """Answers for one simulator's patients; what gets no vote is left out of an answer."""

    def __init__(self, simulator: Simulator, anatomy: Anatomy) -> None:
        self._bits, self._anatomy = simulator.bits, anatomy
        maps = [atlas for atlas in simulator.bits.maps.atlases if atlas.info.kind is Kind.DERMATOME]
        self._members = {atlas.info.id: _roots_of_labels(atlas) for atlas in maps}
        self._speaks = np.sum([member.any(axis=1) for member in self._members.values()], axis=0)[:, None]
        self._points, self._away = _key_point_distances(simulator, anatomy)
        self._common = {cause.id: simulator.causes.share(cause) for cause in simulator.causes.every}

    def answers(self, patient: Patient) -> dict[str, Answer]:
        """Return what each baseline says of a patient."""
        return {
            OVERLAP: self._by_overlap(patient.table),
            KEY_POINT: self._by_key_point(patient),
            KEY_SIGN: self._by_sign(patient.findings),
        }

    def _by_overlap(self, table: AreaTable) -> Answer:
        """Rank roots by painted cm2 in their territory, the mean of the maps that have the root."""
        if table.is_blank:
            return ()
        areas = np.sum([member @ table.union[name] for name, member in self._members.items()], axis=0)
        return _ranked(areas / np.maximum(self._speaks, 1))

    def _by_key_point(self, patient: Patient) -> Answer:
        """Rank key points by the paint round them, then those without by how near the paint comes."""
        marks = [mark for layer in patient.marks.values() for mark in layer]
        if not marks:
            return ()
        score = np.zeros((len(IDS), 2))
        for side, cover in enumerate(self._bits.cover(marks).T):
            if cover.any():
                away = self._away[cover]
                round_it = self._bits.area[cover] @ (away < NEAR_MM)
                score[self._points, side] = round_it + 1.0 / (1.0 + away.min(axis=0))
        return _ranked(score)

    def _by_sign(self, findings: Sequence[Finding]) -> Answer:
        """Count the abnormal key signs of each root; ties go to the commoner root."""
        votes = np.zeros((len(IDS), 2))
        for finding in findings:
            root = self._root_of(finding)
            if root is not None and finding.side is not None and self._is_abnormal(finding):
                votes[IDS.index(root), SIDES.index(finding.side)] += 1.0
        common = np.array([self._common.get(name, 0.0) for name in IDS])
        return _ranked(np.where(votes > 0.0, votes + 0.5 * common[:, None], 0.0))

    def _root_of(self, finding: Finding) -> str | None:
        group, _, name = finding.test.partition(".")
        return name if group in ("pinprick", "touch") and name in IDS else KEY_SIGNS.get(finding.test)

    def _is_abnormal(self, finding: Finding) -> bool:
        if finding.mrc is not None:
            return finding.mrc < 5
        return finding.result in ("reduced", "absent")


def _ranked(score: NDArray[np.float64]) -> Answer:
    """Return the candidates with a score above nothing, best first; `score` is (roots, left and right)."""
    order = np.argsort(-score.ravel(), kind="stable")
    return tuple((IDS[k // 2], SIDES[k % 2].value) for k in order.tolist() if score.ravel()[k] > 0.0)


def _roots_of_labels(atlas: CompiledAtlas) -> NDArray[np.float64]:
    """Return which labels of a map (without label 0) belong to which root, (roots, labels)."""
    mine = np.zeros((len(IDS), len(atlas.info.territories)))
    for column, territory in enumerate(atlas.info.territories):
        for root in territory.roots:
            name = TAIL if root in (Root.S4, Root.S5) else root.value
            mine[IDS.index(name), column] = 1.0
    return np.asarray(np.minimum(mine @ atlas.member.T, 1.0)[:, 1:])


def _key_point_distances(simulator: Simulator, anatomy: Anatomy) -> tuple[list[int], NDArray[np.float32]]:
    """Return the places in IDS of the key points, and how far each bit of skin is from each, mm (bits, points)."""
    bits = simulator.bits
    names, places = [], []
    for point in anatomy.key_points.values():
        bit = bits.at(*point.skin)
        places.append(bits.place[bit])
        names.append(IDS.index(TAIL if point.roots[0] in (Root.S4, Root.S5) else point.roots[0].value))
    return names, np.sqrt(((bits.place[:, None, :] - np.array(places)[None]) ** 2).sum(axis=2))
