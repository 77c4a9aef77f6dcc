"""Classical pictures as tables of drawings and findings: what each candidate shows when it shows everything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.stack import MapStack, stack
from rootmap.atlas.store import available_atlases, load_atlas, to_rank_by
from rootmap.localise.evidence import AreaTable, Finding
from rootmap.localise.ranker import Ranker
from rootmap.skin.figure import Figure, load_figure

LEFT, RIGHT = Side.LEFT, Side.RIGHT
SIDES_BY_NAME = {"left": (LEFT,), "right": (RIGHT,), "both": (LEFT, RIGHT)}
MIMICS = Path(__file__).parent / "data" / "mimics.yaml"
REFLEXES = ("biceps", "brachioradialis", "triceps", "patellar", "medial_hamstring", "achilles")


@cache
def figure() -> Figure:
    return load_figure("neutral")


@cache
def maps() -> tuple[CompiledAtlas, ...]:
    return to_rank_by(load_atlas(name, figure()) for name in available_atlases())


@cache
def ranker() -> Ranker:
    return Ranker(maps(), load_anatomy())


@cache
def stacked() -> MapStack:
    return stack(figure(), maps())


@dataclass(frozen=True)
class Felt:
    """A quality felt in territories of one map; on which sides; `part` of the skin."""

    quality: Quality
    map_id: str
    territories: tuple[str, ...]
    sides: tuple[Side, ...] = (LEFT,)
    part: float = 1.0


@dataclass(frozen=True)
class Classical:
    """What is felt and found. Findings are written as in notes: "muscle.x 4", "reflex.x absent", "slr positive"."""

    felt: tuple[Felt, ...] = ()
    found: tuple[str, ...] = ()
    sides: tuple[Side, ...] = (LEFT,)
    also: tuple[Finding, ...] = field(default=())


def table(felt: Sequence[Felt]) -> AreaTable:
    """Return the skin of some territories as if each were painted to its very border."""
    joint, atlases = stacked(), maps()
    layers: dict[Quality, np.ndarray] = {}
    for each in felt:
        place = next(k for k, atlas in enumerate(atlases) if atlas.info.id == each.map_id)
        atlas = atlases[place]
        wanted = {atlas.info.codes[name] - 1 for name in each.territories}
        held = np.array([bool(wanted & set(combination)) for combination in atlas.combinations])
        skin = np.where(held[joint.labels[:, place]], joint.skin, 0.0) * each.part
        layer = layers.setdefault(each.quality, np.zeros((len(skin), 2)))
        for side in each.sides:
            column = 0 if side is LEFT else 1
            layer[:, column] = np.maximum(layer[:, column], skin)
    return table_of_cells(layers)


def table_of_cells(layers: dict[Quality, np.ndarray]) -> AreaTable:
    """Return the table of painted cm2 per joint label and side, (labels, 2), for each quality."""
    joint = stacked()
    if not layers:
        return AreaTable()
    union = np.maximum.reduce(list(layers.values()))
    names = next(iter(figure().views.values())).grid.segment_names

    def by_map(values: np.ndarray) -> dict[str, np.ndarray]:
        return joint.by_map(np.stack([joint.in_row(values[:, side]) for side in (0, 1)], axis=1))

    return AreaTable(
        areas={quality: by_map(values) for quality, values in layers.items()},
        painted={quality: float(values.sum()) for quality, values in layers.items()},
        union=by_map(union),
        union_cm2=float(union.sum()),
        segments={quality: np.zeros((len(names), 2)) for quality in layers},
        segment_names=names,
    )


def findings(words: Sequence[str], sides: Sequence[Side]) -> tuple[Finding, ...]:
    """Return findings written in short, on each side where the test has sides."""
    return tuple(finding for text in words for finding in _finding(text, sides))


def _finding(text: str, sides: Sequence[Side]) -> Iterator[Finding]:
    test, result = text.split()
    known = load_anatomy().tests.get(test)
    for side in sides if known is None or known.sided else (None,):
        yield Finding(test, side, mrc=int(result)) if result.isdecimal() else Finding(test, side, result)


def other_normal(words: Sequence[str], sides: Sequence[Side], normal: Sequence[str]) -> tuple[Finding, ...]:
    """Return normal results of the tests named in `normal` that `words` do not mention."""
    named = {text.split()[0] for text in words}
    rest = [f"{test} {'5' if test.startswith('muscle.') else 'normal'}" for test in normal if test not in named]
    return findings(rest, sides)


ROOT_SIGNS = {
    Root.C5: ("muscle.deltoid 4", "muscle.infraspinatus 4", "reflex.biceps reduced", "reflex.brachioradialis normal"),
    Root.C6: ("muscle.extensor_carpi_radialis_longus 4", "reflex.brachioradialis absent", "reflex.triceps normal"),
    Root.C7: ("muscle.triceps_brachii 4", "muscle.flexor_carpi_radialis 4", "reflex.triceps absent"),
    Root.C8: ("muscle.flexor_digitorum_profundus 4", "muscle.extensor_indicis 4", "reflex.triceps normal"),
    Root.T1: ("muscle.first_dorsal_interosseous 4", "muscle.abductor_pollicis_brevis 4"),
    Root.L2: ("muscle.iliopsoas 4", "reflex.patellar normal"),
    Root.L3: ("muscle.quadriceps_femoris 4", "muscle.adductor_longus 4", "muscle.tibialis_anterior 5"),
    Root.L4: ("muscle.quadriceps_femoris 4", "muscle.tibialis_anterior 4", "reflex.patellar absent"),
    Root.L5: ("muscle.extensor_hallucis_longus 4", "muscle.gluteus_medius 4", "muscle.tibialis_posterior 4"),
    Root.S1: ("muscle.gastrocnemius 4", "reflex.achilles absent"),
    Root.S2: ("muscle.flexor_hallucis_longus 4", "muscle.gastrocnemius 5", "reflex.achilles normal"),
}

PAIN, NUMB = Quality.PAIN, Quality.NUMBNESS
LEG_NORMAL = (
    *(f"muscle.{name}" for name in ("quadriceps_femoris", "tibialis_anterior", "extensor_hallucis_longus")),
    *(f"muscle.{name}" for name in ("gastrocnemius", "gluteus_medius", "tibialis_posterior", "iliopsoas")),
    *(f"reflex.{name}" for name in ("patellar", "achilles", "medial_hamstring")),
)
ARM_NORMAL = (
    *(f"muscle.{name}" for name in ("deltoid", "biceps_brachii", "triceps_brachii", "first_dorsal_interosseous")),
    *(f"muscle.{name}" for name in ("extensor_carpi_radialis_longus", "flexor_digitorum_profundus")),
    *(f"muscle.{name}" for name in ("abductor_pollicis_brevis", "extensor_indicis")),
    *(f"reflex.{name}" for name in ("biceps", "triceps", "brachioradialis")),
)


@dataclass(frozen=True)
class Mimic:
    """A row of differentials.csv: the candidate it is ranked as, and its classical picture."""

    ranked_as: str
    picture: Classical


@cache
def mimics() -> dict[str, Mimic]:
    """Return every mimic of `data/mimics.yaml` by its id of differentials.csv."""
    table = yaml.safe_load(MIMICS.read_text(encoding="utf-8"))
    return {name: Mimic(row.get("ranked_as", name), _picture(row)) for name, row in table.items()}


def _picture(row: dict[str, Any]) -> Classical:
    sides = SIDES_BY_NAME[row.get("sides", "left")]
    felt = tuple(_felt(dict(each)) for each in row.get("felt", ()))
    return Classical(felt, tuple(row["found"]), sides, findings(row.get("found_right", ()), (RIGHT,)))


def _felt(row: dict[str, Any]) -> Felt:
    map_id, sides = row.pop("map"), SIDES_BY_NAME[row.pop("sides", "left")]
    ((quality, names),) = row.items()
    return Felt(Quality(quality), map_id, tuple(each for name in names for each in _territories(map_id, name)), sides)


def _territories(map_id: str, name: str) -> tuple[str, ...]:
    """Return the territories meant by a name, such as "L5" or "T8 and below"."""
    first, and_below, _ = name.partition(" and below")
    if not and_below:
        return (name,)
    known = [territory.id for atlas in maps() if atlas.info.id == map_id for territory in atlas.info.territories]
    return tuple(known[known.index(first) :])
