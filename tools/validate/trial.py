"""One trial: a patient is ranked by drawing, by signs and by both, and the answers are compared with the cause."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tools.validate.baselines import NAMES, Answer
from tools.validate.world import World, world

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise.evidence import AreaTable, Candidate, CandidateSide, Finding
from rootmap.simulate.causes import Mix, Shares
from rootmap.simulate.patient import Patient

DRAWING, SIGNS, BOTH, PAIN = "drawing", "signs", "both", "pain alone"
SETTINGS = (DRAWING, SIGNS, BOTH)
AS_SHOWN = (
    ", as shown"  # the window knows no mix; else the ranking starts from the shares of the mix, as the pocket card
)
IN_CLINIC = ", in its clinic"  # as the window says it once told that the patient is seen in a clinic for that limb
NOWHERE = 9999  # the place of a cause that is no candidate
CHUNK = 200
Column = NDArray[np.generic]


@dataclass(frozen=True)
class Trials:
    """The trials of one mix, one row each; `columns` by name, those of a ranking prefixed by its setting."""

    mix: Mix
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(self.columns["cause"])

    def hit(self, by: str, within: int = 1) -> NDArray[np.bool_]:
        """Return whether the cause was among the first few of a setting's or a baseline's answer."""
        return np.asarray(self.numbers(f"{by}.place") < within)

    def level(self, by: str) -> NDArray[np.bool_]:
        """Return whether the first answer was right but for its side."""
        return np.asarray(self.numbers(f"{by}.level") > 0.0)

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a column of numbers."""
        return np.asarray(self.columns[name], np.float64)

    def words(self, name: str) -> NDArray[np.str_]:
        """Return a column of words."""
        return np.asarray(self.columns[name], np.str_)

    def only(self, rows: NDArray[np.bool_]) -> "Trials":
        """Return some of the trials."""
        return Trials(self.mix, {name: column[rows] for name, column in self.columns.items()})


@dataclass(frozen=True)
class Task:
    """A run of seeds of one mix."""

    mix: Mix
    shares: Shares
    first_seed: int
    count: int


def run(mix: Mix, shares: Shares, patients: int, seed: int, pool: ProcessPoolExecutor | None) -> Trials:
    """Return the trials of some patients; the same whatever the number of workers."""
    starts = range(0, patients, CHUNK)
    tasks = [Task(mix, shares, seed + start, min(CHUNK, patients - start)) for start in starts]
    done = list(pool.map(_work, tasks)) if pool is not None else [_work(task) for task in tasks]
    return Trials(mix, {name: np.concatenate([part[name] for part in done]) for name in done[0]})


def _work(task: Task) -> dict[str, Column]:
    here = world(task.mix, task.shares)
    rows = [_trial(here, seed) for seed in range(task.first_seed, task.first_seed + task.count)]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def _trial(here: World, seed: int) -> dict[str, str | float | int]:
    patient = here.simulator.patient(seed)
    row: dict[str, str | float | int] = {
        "cause": patient.cause.id,
        "kind": str(patient.cause.kind),
        "pain": patient.trace.get("pain", ""),
        "difficulty": patient.difficulty,
    }
    judge = _Judge(here, patient.cause)
    for setting, (table, findings) in _given(patient).items():
        row |= judge.both_ways(setting, here.ranker.probabilities(table, findings))
    if here.simulator.setting.mix is Mix.LUMBAR_ROOTS:
        pain = here.ranker.probabilities(_pain_only(patient.table))
        row |= judge.both_ways(PAIN, pain)
        row["l5_before_s1"] = judge.is_before("L5", "S1", pain)
    if here.clinic is not None:
        for setting, (table, findings) in _given(patient).items():
            row |= judge.judged(setting + IN_CLINIC, here.clinic.probabilities(table, findings))
    answers = here.baselines.answers(patient)
    row |= {f"{name}.place": _place(answers[name], patient.cause) for name in NAMES}
    row |= {f"{name}.level": int(answers[name][:1] != () and answers[name][0][0] == patient.cause.id) for name in NAMES}
    return row


def _given(patient: Patient) -> dict[str, tuple[AreaTable, tuple[Finding, ...]]]:
    """Return what the ranking is given of a patient, by setting."""
    return {
        DRAWING: (patient.table, ()),
        SIGNS: (AreaTable(), patient.findings),
        BOTH: (patient.table, patient.findings),
    }


class _Judge:
    """Compares probabilities with the cause of one patient."""

    def __init__(self, here: World, cause: Candidate) -> None:
        self._told, self._candidates = here.told, here.ranker.candidates.candidates
        self._cause = cause
        self._true = [k for k, candidate in enumerate(self._candidates) if same(candidate, cause)]

    def both_ways(self, setting: str, shown: NDArray[np.float64]) -> dict[str, float | int]:
        """Judge an answer as the window shows it, and told how often each cause is met in the mix.

        Of a mix that is told nothing needs to be kept back: all its causes are known.
        """
        told = shown * self._told
        return self.judged(setting + AS_SHOWN, shown) | self.judged(setting, told / told.sum())

    def is_before(self, one: str, other: str, shown: NDArray[np.float64]) -> int:
        """Return whether one root on the patient's side is likelier than another, both alike before anything."""
        first, second = (
            next(k for k, each in enumerate(self._candidates) if (each.id, each.side) == (name, self._cause.side))
            for name in (one, other)
        )
        return int(shown[first] > shown[second])

    def judged(self, setting: str, given: NDArray[np.float64]) -> dict[str, float | int]:
        """Return where the cause stands, what it and the first got, and the Brier score over all candidates.

        A cause that is no candidate should have what the ranking keeps back.
        """
        rest = max(0.0, 1.0 - float(given.sum()))
        order = np.argsort(-given, kind="stable")
        true = float(given[self._true].max()) if self._true else rest
        place = int(np.flatnonzero(np.isin(order, self._true))[0]) if self._true else NOWHERE
        return {
            f"{setting}.place": place,
            f"{setting}.level": int(self._candidates[order[0]].id == self._cause.id),
            f"{setting}.true": true,
            f"{setting}.first": float(given[order[0]]),
            f"{setting}.brier": float((given**2).sum() + rest**2 - 2.0 * true + 1.0),
        }


def same(candidate: Candidate, cause: Candidate) -> bool:
    """Return whether a candidate is the cause: the same id and side; a lesion without side fits either."""
    sides = {candidate.side, cause.side}
    return candidate.id == cause.id and (len(sides) == 1 or CandidateSide.BOTH in sides)


def _place(answer: Answer, cause: Candidate) -> int:
    for place, (name, side) in enumerate(answer):
        if same(Candidate(name, CandidateSide(side)), cause):
            return place
    return NOWHERE


def _pain_only(table: AreaTable) -> AreaTable:
    """Return a table with its pain or burning layer alone, as pain: what a pain drawing shows."""
    for quality in (Quality.PAIN, Quality.BURNING):
        if quality in table.areas:
            return replace(
                table,
                areas={Quality.PAIN: table.areas[quality]},
                painted={Quality.PAIN: table.painted[quality]},
                union=table.areas[quality],
                union_cm2=table.painted[quality],
                segments={Quality.PAIN: table.segments[quality]},
            )
    return AreaTable()
