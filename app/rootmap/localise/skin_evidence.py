"""What the drawing says: the likelihood of the paint under each hypothesis, against paint thrown anywhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rootmap.anatomy.vocabulary import Quality
from rootmap.localise import model
from rootmap.localise.candidates import CandidateSet, MapFields
from rootmap.localise.evidence import Areas, AreaTable
from rootmap.localise.hypotheses import Hypothesis

Matrix = NDArray[np.float64]
Weights = NDArray[np.float32]


@dataclass(frozen=True)
class SkinEvidence:
    """Log evidence (natural) of the drawing and its parts, each (rows, 2): the hypotheses, then places by themselves.

    `by_quality` is each layer against the background, `fit` the rest by name: "hit" (does the paint lie in its own
    skin at all), "extent" (is enough of that skin painted), "edge" (does a sensory level show) and
    "feels" (does it feel like this). `overlap` is inside, covered and area (cm2), the mean of the maps by their
    evidence. `row` (candidates,) is the row that speaks for each candidate: its hypothesis', or that of the place that
    fits best where it sits in one of several.
    """

    total: Matrix
    by_quality: Mapping[Quality, Matrix]
    overlap: tuple[Areas, Areas, Areas]
    fit: Mapping[str, Matrix]
    row: NDArray[np.intp]


class SkinModel:
    """The drawing's likelihood under every hypothesis of a set, for any area table. Holds no state of a drawing."""

    def __init__(self, candidates: CandidateSet) -> None:
        self._candidates = candidates
        rows = (*candidates.hypotheses, *candidates.places)
        self._apart = list(_apart(candidates))
        self._ids = [each.atlas_id for each in candidates.maps]
        weights = np.array([each.weight for each in candidates.maps])
        self.map_weight: Matrix = weights / np.maximum(weights.sum(axis=0), 1e-12)  # (maps, hypotheses and places)
        self._gain: dict[Quality, _Sides] = {}
        self._radicular = np.array([each.is_radicular for each in rows])[:, None]
        placed = [bool(each.own[0].roots) for each in candidates.places]  # shingles take a root's skin as the root does
        self._are_all_radicular = bool(self._radicular.all())
        self._strays = self._radicular[:, 0] | np.array([False] * len(candidates.hypotheses) + placed)
        self._unusual = {
            quality: np.array([quality not in each.feels for each in rows], dtype=float)[:, None] for quality in Quality
        }

    def evidence(self, table: AreaTable) -> SkinEvidence:
        """Return what each painted quality says, what the whole drawing says, and their sum."""
        qualities = [quality for quality, area in table.painted.items() if area > 0.0]
        overlap = self._overlap(table)
        if not qualities:
            nothing = np.zeros(overlap[0].shape)
            return SkinEvidence(nothing, {}, overlap, {}, self._candidates.rows)
        layers = {each: self._of_layer(table.areas[each], table.painted[each], each) for each in qualities}
        fit = self._fit(table, overlap, qualities)
        total = np.add.reduce([*layers.values(), *fit.values()])
        row = self._candidates.rows.copy()
        for candidate, column, first, last in self._apart:
            row[candidate] = first + total[first:last, column].argmax()
        return SkinEvidence(total, layers, overlap, fit, row)

    def by_map(self, table: AreaTable) -> Matrix:
        """Return what each map adds to the layers' evidence together, shape (maps, hypotheses and places, 2)."""
        total = np.zeros((len(self._ids), self.map_weight.shape[1], 2))
        for quality, painted in table.painted.items():
            if painted > 0.0:
                factor = concentration(quality, painted) / painted
                gain = self._gain_of(quality)
                start = 0
                for place, name in enumerate(self._ids):
                    areas = table.areas[quality][name]
                    total[place] += factor * gain.of(areas, slice(start, start + len(areas)))
                    start += len(areas)
        return total

    def _fit(
        self, table: AreaTable, overlap: tuple[Areas, Areas, Areas], qualities: list[Quality]
    ) -> dict[str, Matrix]:
        """Return how the whole drawing fits: hit or miss; beyond roots also how much is covered and how it feels."""
        inside, covered, _ = overlap
        fit = {"hit": _log_of_some(inside, model.HIT_SHARE, model.MISS)}
        if self._are_all_radicular:
            return fit
        fit["extent"] = _log_of_some(covered, model.FULL_EXTENT, model.LEAST_EXTENT) * ~self._radicular
        fit["edge"] = self._edge(covered)
        surprise = np.log(model.UNUSUAL_QUALITY)
        fit["feels"] = np.broadcast_to(
            surprise * np.add.reduce([self._unusual[each] * _seen(table.painted[each]) for each in qualities]),
            inside.shape,
        )
        return fit

    def _edge(self, covered: Areas) -> Matrix:
        """Return how the upper edge of the paint fits a cord level: its first band is felt numb, the one above not."""
        rows, first, above, where = self._edges
        result = np.zeros(covered.shape)
        if not len(rows):
            return result
        shares = np.column_stack([covered, covered.mean(axis=1)])  # left, right, both
        numb = shares[first[:, None], where]
        spared = 1.0 - shares[above[:, None], where] * (above >= 0)[:, None]
        least = model.EDGE
        result[rows] = np.log((least + (1.0 - least) * numb) * (least + (1.0 - least) * spared))
        return result

    @cached_property
    def _edges(self) -> tuple[NDArray[np.intp], ...]:
        """The hypotheses with an edge (n,), the single-root rows of its first band and the one above (n,) each.

        And which share of these shows the edge, (n, 2), for a lesion on the left and on the right: that of the left
        (0), of the right (1) or of both together (2).
        """
        place = {root: row for row, each in enumerate(self._candidates.singles) for root in each.roots}
        found = [(row, each) for row, each in enumerate(self._candidates.hypotheses) if each.edge in place]
        first = np.array([place[each.edge] for _, each in found if each.edge], dtype=np.intp)
        sides = [((1, 0) if each.edge_is_crossed else (0, 1)) if each.is_sided else (2, 2) for _, each in found]
        rows = np.array([row for row, _ in found], dtype=np.intp)
        return rows, first, first - 1, np.array(sides, dtype=np.intp).reshape(-1, 2)

    @cached_property
    def _mine(self) -> "tuple[_Sides, _Sides]":
        """The area of a hypothesis' own skin in each label, and the same as a share of all, or of one of its places."""
        area, share = [], []
        for each, weight in zip(self._candidates.maps, self.map_weight, strict=True):
            own, other = (np.minimum((part > 0.0) @ each.member, 1.0) for part in (each.own, each.other))
            whole = ((each.own > 0.0) + 0.0) @ each.area_cm2 + ((each.other > 0.0) + 0.0) @ each.area_cm2
            mine = [weight[:, None] * part for part in (own, other)]
            area.append(mine)
            share.append([part / np.maximum(whole / each.parts, 1e-9)[:, None] for part in mine])
        return _Sides.joined(area), _Sides.joined(share)

    def _overlap(self, table: AreaTable) -> tuple[Areas, Areas, Areas]:
        if table.union_cm2 <= 0.0:
            nothing = np.zeros((self.map_weight.shape[1], 2))
            return nothing, nothing, nothing
        painted = self._side_by_side(table.union)
        area, covered = (sides.of(painted) for sides in self._mine)
        return np.minimum(area / table.union_cm2, 1.0), np.minimum(covered, 1.0), area

    def _of_layer(self, areas: Mapping[str, Areas], painted: float, quality: Quality) -> Matrix:
        """Return the mean log gain over the paint times its concentration, shape (hypotheses, 2)."""
        return concentration(quality, painted) / painted * self._gain_of(quality).of(self._side_by_side(areas))

    def _gain_of(self, quality: Quality) -> "_Sides":
        """Return what every map says, weighted and side by side: one product instead of one for each map."""
        if quality not in self._gain:
            noise = model.NOISE[quality]
            stray = _stray(self._candidates.singles, noise)
            blocks = [
                [weight[:, None] * gain for gain in _gains(each, stray, self._strays, noise)]
                for each, weight in zip(self._candidates.maps, self.map_weight, strict=True)
            ]
            self._gain[quality] = _Sides.joined(blocks)
        return self._gain[quality]

    def _side_by_side(self, areas: Mapping[str, Areas]) -> Areas:
        return np.concatenate([areas[atlas_id] for atlas_id in self._ids])


@dataclass(frozen=True)
class _Sides:
    """Factors for paint on the own side (hypotheses, labels) and, for the `rows` that have any, on the other."""

    own: Weights
    rows: NDArray[np.intp]
    other: Weights

    @staticmethod
    def joined(blocks: "Sequence[Sequence[Matrix]]") -> "_Sides":
        """Put the factors of several maps side by side."""
        own, other = (np.hstack([block[side] for block in blocks]).astype(np.float32) for side in (0, 1))
        rows = np.flatnonzero(other.any(axis=1))
        return _Sides(own, rows, other[rows])

    def of(self, painted: Areas, part: slice = slice(None)) -> Matrix:
        """Return the factors applied to paint (labels, 2), as (hypotheses, 2); `part` picks the labels of a map."""
        paint = np.asarray(painted, dtype=np.float32)
        result = (self.own[:, part] @ paint).astype(np.float64)
        if len(self.rows):
            result[self.rows] += self.other[:, part] @ paint[:, ::-1]
        return result


def _apart(candidates: CandidateSet) -> Iterator[tuple[int, int, int, int]]:
    """Yield each candidate that sits in one of several places: number, column, first and last of its rows."""
    first = len(candidates.hypotheses)
    for candidate, (row, column) in enumerate(zip(candidates.rows.tolist(), candidates.columns.tolist(), strict=True)):
        places = np.flatnonzero(candidates.place_of == row)
        if len(places):
            yield candidate, column, first + int(places[0]), first + int(places[-1]) + 1


def _log_of_some(share: Matrix, enough: float, least: float) -> Matrix:
    """Return the log of what rises evenly from `least` at a share of nothing to 1 where there is `enough`."""
    return np.log(np.minimum(least + (1.0 - least) / enough * share, 1.0))


def concentration(quality: Quality, painted_cm2: float) -> float:
    """Return how many independent looks at the skin a layer of this area is worth: rises from a first dab to kappa."""
    return model.CONCENTRATION[quality] * (model.FIRST_TOUCH + (1.0 - model.FIRST_TOUCH) * _seen(painted_cm2))


def _seen(painted_cm2: float) -> float:
    return painted_cm2 / (painted_cm2 + model.HALF_AREA_CM2)


def _stray(singles: Sequence[Hypothesis], noise: float) -> Matrix:
    """Return the share of a root's paint expected in each root's skin, shape (roots, roots), rows are the lesions.

    A root keeps 1 - noise; noise * NEIGHBOUR_SHARE goes to the next territories up and down, by STRAY_LEVELS. What
    would fall off either end of the chain goes to the body at large.
    """
    share = np.zeros((len(singles), len(singles)))
    for row, each in enumerate(singles):
        share[row, row] = 1.0 - noise
        for levels, part in enumerate(model.STRAY_LEVELS, start=1):
            for other in (row - levels, row + levels):
                if 0 <= other < len(singles) and singles[other].kind is each.kind:
                    share[row, other] = noise * model.NEIGHBOUR_SHARE * part / 2.0
    return share


def _gains(each: MapFields, stray: Matrix, strays: NDArray[np.bool_], noise: float) -> list[Matrix]:
    """Return log(density under the hypothesis / background density) at each label, on its own and the other side.

    Skin that several fields share has the densities of all of them together. The paint of what `strays` as a root's
    lies in its neighbours too; that of anything else strays to the body at large, and its fields count as no smaller
    than a hand can draw.
    """
    background = noise * (1.0 - model.NEIGHBOUR_SHARE) / model.BODY_CM2
    present = each.area_cm2 > 0.0
    area = np.where(present, each.area_cm2, 1.0)
    gains = []
    for shares in (each.own, each.other):
        spread = (1.0 - noise) * shares
        if each.of_roots:
            spread[strays] = shares[strays] @ stray
        field = np.where(shares > 0.0, area, 0.0).sum(axis=1, keepdims=True)
        fine = np.where(strays[:, None], 1.0, np.minimum(field / model.FINEST_CM2, 1.0))
        density = np.where(present, fine * spread / area, 0.0)
        gains.append(np.log1p(density @ each.member / background))
    return gains
