"""One trial: a patient is ranked by drawing, by signs and by both, and the answers are compared with the cause."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tools.validate.baselines import NAMES, Answer
from tools.validate.world import World, world

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise.evidence import AreaTable, Candidate, CandidateSide, Ranking
from rootmap.simulate.causes import Mix, Shares
from rootmap.simulate.patient import Patient

DRAWING, SIGNS, BOTH, PAIN = "drawing", "signs", "both", "pain alone"
SETTINGS = (DRAWING, SIGNS, BOTH)
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
    blank = AreaTable()
    rank = here.ranker.rank
    row: dict[str, str | float | int] = {
        "cause": patient.cause.id,
        "kind": str(patient.cause.kind),
        "pain": patient.trace.get("pain", ""),
        "difficulty": patient.difficulty,
    }
    row |= _judged(DRAWING, rank(patient.table, (), suggest=False), patient)
    row |= _judged(SIGNS, rank(blank, patient.findings, suggest=False), patient)
    row |= _judged(BOTH, rank(patient.table, patient.findings, suggest=False), patient)
    if here.simulator.setting.mix is Mix.LUMBAR_ROOTS:
        pain = rank(_pain_only(patient.table), (), suggest=False)
        row |= _judged(PAIN, pain, patient)
        row["l5_before_s1"] = _l5_before_s1(pain, patient.cause.side)
    answers = here.baselines.answers(patient)
    row |= {f"{name}.place": _place(answers[name], patient.cause) for name in NAMES}
    row |= {f"{name}.level": int(answers[name][:1] != () and answers[name][0][0] == patient.cause.id) for name in NAMES}
    return row


def _judged(setting: str, ranking: Ranking, patient: Patient) -> dict[str, float | int]:
    """Return where the cause stands, what it and the first got, and the Brier score over all candidates.

    A cause that is no candidate should have what the ranking keeps back.
    """
    entries = ranking.entries
    place = next((k for k, entry in enumerate(entries) if same(entry.candidate, patient.cause)), NOWHERE)
    given = np.array([entry.probability for entry in entries] + [ranking.unexplained])
    true = given[place] if place != NOWHERE else given[-1]
    return {
        f"{setting}.place": place,
        f"{setting}.level": int(entries[0].candidate.id == patient.cause.id),
        f"{setting}.true": float(true),
        f"{setting}.first": float(given[0]),
        f"{setting}.brier": float((given**2).sum() - 2.0 * true + 1.0),
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


def _l5_before_s1(ranking: Ranking, side: CandidateSide) -> int:
    order: Sequence[str] = [entry.candidate.id for entry in ranking.entries if entry.candidate.side is side]
    return int(order.index("L5") < order.index("S1"))
