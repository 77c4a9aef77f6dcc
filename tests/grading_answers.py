"""The hand-made answers of tests/answers, read and painted: those the marking was tuned on, and later ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rootmap.anatomy.vocabulary import Quality, Side
from rootmap.quiz.grading import Target
from rootmap.skin.drawing import Drawing, Layer, Mark, Painted, PatchMark, StrokeMark, paint
from rootmap.skin.figure import Figure, SkinPoint

FOLDER = Path(__file__).parent / "answers"
ANY = [0, 100]  # points of an answer without a band


@dataclass(frozen=True)
class Sample:
    """One answer: what it is, the points it deserves, the error that must be named ("" for none)."""

    id: str
    what: str
    band: tuple[float, float]
    says: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Task:
    """One target with its answers; in `order` each group has more merit than the next."""

    target: Target
    samples: Mapping[str, Sample]
    order: tuple[tuple[str, ...], ...]


@cache
def tasks(file: str = "answers.yaml") -> tuple[Task, ...]:
    """Return all tasks of a file."""
    return tuple(_task(table) for table in yaml.safe_load((FOLDER / file).read_text(encoding="utf-8")))


def painted(sample: Sample, figure: Figure) -> Painted:
    """Return what an answer covers on a figure."""
    return paint(Drawing(figure.name, (Layer(Quality.NUMBNESS, sample.marks),)), figure)


def _task(table: dict[str, Any]) -> Task:
    asked = table["target"]
    target = Target(asked["name"], Side(asked["side"]), asked["atlas"], tuple(asked.get("territories", ())))
    samples = {name: _sample(name, each) for name, each in table["answers"].items()}
    order = tuple(tuple(group) if isinstance(group, list) else (group,) for group in table["order"])
    return Task(target, samples, order)


def _sample(name: str, table: dict[str, Any]) -> Sample:
    low, high = table.get("band", ANY)
    return Sample(name, table["what"], (low, high), table.get("says", ""), tuple(map(_mark, table["marks"])))


def _mark(table: dict[str, Any]) -> Mark:
    if "stroke" in table:
        return StrokeMark(tuple(SkinPoint(*point) for point in table["stroke"]), table["width_mm"])
    return PatchMark(SkinPoint(*table["patch"]), table["radius_mm"])
