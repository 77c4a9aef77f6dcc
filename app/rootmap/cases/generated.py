"""Simulated patients as cases: the same wish makes the same case, and each passes the checks of a case file."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from rootmap.anatomy.bedside import MAX_MRC
from rootmap.anatomy.model import Anatomy
from rootmap.atlas.stack import MapStack
from rootmap.cases.generated_answer import Known, answered
from rootmap.cases.generated_story import history_of, patient_of, places_of, said_of
from rootmap.cases.model import Case, Region
from rootmap.cases.tables import Tables
from rootmap.errors import InputError
from rootmap.localise.evidence import CandidateKind, Finding
from rootmap.localise.ranker import Ranker
from rootmap.simulate.causes import Cause, Mix, Shares
from rootmap.simulate.examination import ARMS_AND_LEGS, exams_for
from rootmap.simulate.patient import Patient, Setting, Simulator, to_drawing
from rootmap.skin.drawing import Mark, PatchMark, StrokeMark
from rootmap.skin.figure import Figure

TRIES = 40  # patients looked at for one of the difficulty wished for
LEVELS = 5
SLIGHT = 4  # MRC grade of a muscle that belongs to the cause, where no other is weaker
MOST_MARKS, MOST_POINTS = 60, 100  # of a case file
SAFETY = ("bladder_change", "bowel_change", "saddle_numbness")
HEALTHY = ("fever", "weight_loss", "cancer_history", "night_pain")  # what the simulation has nobody with
# The chance that a sign which misleads is left in, by difficulty 1 to 5: judgement.
MISLEADS = (0.0, 0.25, 0.5, 0.8, 1.0)
_ID = re.compile(r"patient-([a-z-]+)-([1-5])-(\d{1,9})")
_PELVIS = frozenset({"S3", "S4-5", "pudendal", "S3+S4", "S4+S5", "S2+S3"})
_REGIONS = {"arm": Region.NECK_AND_ARM, "leg": Region.BACK_AND_LEG, "trunk": Region.TRUNK, "head": Region.HEAD}
_NOTE = (
    "Simulated: drawing and findings are drawn from published frequencies, and from stated judgement where there are "
    "none; no author has looked at this patient."
)


@dataclass(frozen=True)
class Wish:
    """Which patient: a region or any, a difficulty 1 to 5, and a seed."""

    region: Region | None
    difficulty: int
    seed: int

    @property
    def id(self) -> str:
        """The id of the case, from which it can be made again."""
        region = "any" if self.region is None else self.region.value.replace("_", "-")
        return f"patient-{region}-{self.difficulty}-{self.seed}"


def wish_of(name: str) -> Wish | None:
    """Return the wish that a case's id stands for, None when it is no simulated patient's."""
    found = _ID.fullmatch(name)
    if found is None:
        return None
    named = {region.value.replace("_", "-"): region for region in Region}
    if found[1] != "any" and found[1] not in named:
        return None
    return Wish(named.get(found[1]), int(found[2]), int(found[3]))


class PatientMaker:
    """Makes cases one after the other; what is slow to make ready, about a second, is made once."""

    def __init__(self, figure: Figure, maps: MapStack, ranker: Ranker, anatomy: Anatomy, tables: Tables) -> None:
        self._tables, self._anatomy, self._ranker = tables, anatomy, ranker
        self._simulator = Simulator(figure, maps, anatomy, Setting(Mix.ALL_CAUSES, Shares.TEACHING))
        self._tests = tuple(test for test, each in tables.examinations.items() if not each.is_asked)

    def make(self, wish: Wish) -> tuple[Case, str]:
        """Return the case of a wish and the text of its file.

        Raises InputError when what was made is no sound case, which is a fault of ours.
        """
        from rootmap.cases.case_parse import parse  # brings pydantic and yaml

        path = Path(f"{wish.id}.yaml")
        text = json.dumps(self.entry(wish), ensure_ascii=False, indent=1)
        case, faults, _ = parse(path, text, sha256(text.encode()).hexdigest(), self._tables)
        if case is None:
            raise InputError(path, *faults[0])
        return case, text

    def entry(self, wish: Wish) -> dict[str, Any]:
        """Return the case of a wish as its file would hold it."""
        regions = list(Region)
        place = regions.index(wish.region) if wish.region is not None else len(regions)
        chance = np.random.default_rng([wish.seed, wish.difficulty, place])
        cause, patient, seed = self._patient(wish, chance)
        told = self._told(patient, cause, seed, wish.difficulty)
        found = self._found(patient, cause, seed, wish.difficulty)
        ranking = self._ranker.rank(patient.table, (*told, *found), suggest=False)
        known = Known(patient.cause, cause.roots, (*told, *found), ranking)
        who = patient_of(chance)
        said = said_of(patient, chance)
        drawing = to_drawing(patient, self._simulator)
        return {
            "format": "rootmap.case",
            "version": 1,
            "id": wish.id,
            "title": f"{who.title} with {said.short}",
            "revision": 1,
            "region": _region(cause).value,
            "difficulty": wish.difficulty,
            "tags": ["simulated"],
            "author": "Rootmap, simulated",
            "licence": "MIT",
            "sources": {"recalled": ["judgement", "clinical_practice"], "confidence": "moderate", "note": _NOTE},
            "patient": {"age": who.age, "sex": who.sex.value, "occupation": who.occupation},
            "history": {"complaint": said.complaint, "replies": [places_of(drawing), *history_of(told, self._tables)]},
            "history_findings": self._written(told),
            "drawing": [{"quality": str(each.quality), "marks": _marks(each.marks)} for each in drawing.layers],
            "examination": self._written(found),
            **answered(known, self._anatomy, self._tables),
        }

    def _patient(self, wish: Wish, chance: np.random.Generator) -> tuple[Cause, Patient, int]:
        """Return the first patient of the wished difficulty, or the nearest of those looked at."""
        middle = (wish.difficulty - 0.5) / LEVELS
        best: tuple[float, Cause, Patient, int] | None = None
        for _ in range(TRIES):
            cause = self._cause(wish.region, chance)
            seed = int(chance.integers(2**31))
            patient = self._simulator.patient_with(cause, seed)
            if not any(patient.marks.values()):
                continue
            off = abs(patient.difficulty - middle)
            if best is None or off < best[0]:
                best = off, cause, patient, seed
            if off <= 0.5 / LEVELS:
                break
        assert best is not None, "no cause leaves every drawing blank"
        return best[1:]

    def _cause(self, region: Region | None, chance: np.random.Generator) -> Cause:
        while True:
            cause = self._simulator.causes.pick(chance)
            known = self._tables.candidates.get(cause.id)
            if known is not None and region in (None, _region(cause)):
                return cause

    def _told(self, patient: Patient, cause: Cause, seed: int, difficulty: int) -> tuple[Finding, ...]:
        """Return what the patient tells: what was asked in the simulation, and what must never be left open."""
        told = {each.test: each for each in patient.history if self._tables.examinations[each.test].is_asked}
        missing = [test for test in SAFETY if test not in told]
        told |= {each.test: each for each in self._simulator.examine_more(cause, missing, seed)}
        told |= {test: told.get(test, Finding(test, result="absent")) for test in HEALTHY}
        keep = np.random.default_rng([seed, difficulty, 1])
        return tuple(self._tempered(each, cause, difficulty, keep) for each in told.values())

    def _found(self, patient: Patient, cause: Cause, seed: int, difficulty: int) -> tuple[Finding, ...]:
        """Return what is found: what was done in the simulation, and of all other tests what belongs to the cause."""
        known, keep = self._tables.examinations, np.random.default_rng([seed, difficulty])
        done = [each for each in patient.findings if not known[each.test].is_asked]
        found = [self._tempered(each, cause, difficulty, keep) for each in done]
        names = {each.test for each in done}
        weakest = min((each.mrc for each in found if each.mrc is not None and each.mrc < MAX_MRC), default=SLIGHT)
        for each in self._simulator.examine_more(cause, [test for test in self._tests if test not in names], seed):
            if not known[each.test].is_normal(each) and self._simulator.is_of(cause, each):
                found.append(each if each.mrc is None else replace(each, mrc=weakest))
        return tuple(found)

    def _tempered(self, finding: Finding, cause: Cause, difficulty: int, keep: np.random.Generator) -> Finding:
        """Return a finding, or what is normal where it misleads more than the difficulty allows."""
        examination, drawn = self._tables.examinations[finding.test], keep.random()
        if examination.is_normal(finding) or self._simulator.is_of(cause, finding):
            return finding
        return finding if drawn < MISLEADS[difficulty - 1] else examination.normal_finding(finding.side)

    def _written(self, findings: Sequence[Finding]) -> dict[str, Any]:
        """Return findings as a file holds them."""
        values: dict[str, Any] = {}
        for each in findings:
            value: Any = each.mrc if each.mrc is not None else each.result
            if each.side is None:
                values[each.test] = value
            else:
                values.setdefault(each.test, {})[each.side.value] = value
        return values


def _marks(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Return the largest marks, as many as a file may hold."""
    found: list[tuple[float, dict[str, Any]]] = []
    for mark in marks:
        if isinstance(mark, StrokeMark):
            points = [_point(point) for point in mark.points]
            for start in range(0, len(points), MOST_POINTS - 1):
                part = points[start : start + MOST_POINTS]
                found.append((len(part) * mark.width_mm, {"stroke": part, "width_mm": round(mark.width_mm, 1)}))
        elif isinstance(mark, PatchMark):
            found.append((mark.radius_mm, {"patch": _point(mark.centre), "radius_mm": round(mark.radius_mm, 1)}))
    return [each for _, each in sorted(found, key=lambda pair: -pair[0])[:MOST_MARKS]]


def _point(point: Any) -> list[Any]:
    return [point.segment, round(point.first, 3), round(point.second, 2)]


def _region(cause: Cause) -> Region:
    """Return where the complaint is, as far as one may say before the answer."""
    if cause.id in _PELVIS:
        return Region.PELVIS
    if cause.kind in (CandidateKind.CORD, CandidateKind.POLYNEUROPATHY) or cause.id in ARMS_AND_LEGS:
        return Region.WIDESPREAD
    return _REGIONS[exams_for(cause)[0]]
