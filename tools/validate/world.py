"""What every worker needs: the figure with its maps, the ranker, the baselines, and a simulator for each mix."""

from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray
from tools.validate.baselines import Baselines

from rootmap.anatomy.load import load_anatomy
from rootmap.atlas.stack import stack
from rootmap.atlas.store import to_rank_by, usable_atlases
from rootmap.localise.ranker import Ranker
from rootmap.localise.settings import Setting as Seen
from rootmap.simulate.causes import Mix, Shares
from rootmap.simulate.patient import Setting, Simulator
from rootmap.skin.figure import load_figure

FIGURE = "neutral"


@dataclass(frozen=True)
class World:
    """One figure, ready for one mix."""

    simulator: Simulator
    ranker: Ranker
    baselines: Baselines
    told: NDArray[np.float64]
    """What to multiply the ranking's probabilities by so that they start from the true shares of the mix, 0 for what is
    not in it; one value per candidate."""
    clinic: Ranker | None
    """The ranking told only that the patient is seen in a clinic for that limb; None for mixes of no limb."""


@cache
def world(mix: Mix, shares: Shares) -> World:
    """Return the world of a mix; built once in each process."""
    simulator = _maps().simulator.with_setting(Setting(mix, shares))
    return World(simulator, _ranker(), Baselines(simulator, load_anatomy()), _told(simulator), _clinic(mix))


def _told(simulator: Simulator) -> NDArray[np.float64]:
    ranker = _ranker()
    place: dict[str, list[int]] = {}
    for k, candidate in enumerate(ranker.candidates.candidates):
        place.setdefault(candidate.id, []).append(k)
    factor = np.zeros(len(ranker.log_prior))
    for cause in simulator.causes.every:
        for k in place.get(cause.id, ()):
            share = simulator.causes.share(cause) / len(place[cause.id])
            factor[k] = np.exp(log(max(share, 1e-9)) - ranker.log_prior[k])
    return factor


def _clinic(mix: Mix) -> Ranker | None:
    settings = {Mix.LUMBAR_ROOTS: Seen.LEG, Mix.CERVICAL_ROOTS: Seen.ARM}
    return _ranker().in_setting(settings[mix]) if mix in settings else None


class _Maps:
    def __init__(self) -> None:
        figure = load_figure(FIGURE)
        self.atlases, _ = usable_atlases(figure)
        self.simulator = Simulator(figure, stack(figure, self.atlases), load_anatomy(), Setting())


@cache
def _maps() -> _Maps:
    return _Maps()


@cache
def _ranker() -> Ranker:
    return Ranker(to_rank_by(_maps().atlases), load_anatomy())
