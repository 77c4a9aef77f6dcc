"""Hold two territories of any maps against each other: what only one has, what both have, and which sign decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from rootmap.anatomy.vocabulary import Root, Side
from rootmap.atlas.model import CompiledAtlas, TerritoryId
from rootmap.explore.card import CardFact, cite
from rootmap.explore.library import Library, Ref, Sort, mimicked
from rootmap.skin.drawing import as_multipolygon
from rootmap.skin.figure import Figure

Area = Mapping[str, MultiPolygon]  # view name -> view mm
_FIRST_PAIRS = ("common_fibular", "ulnar_at_elbow", "lateral_femoral_cutaneous")  # those every student is asked
_MOST_ROOTS = 3  # a nerve taken for more roots than this is no pair to compare
_SPARED = "Weakness here speaks for {}: the nerve does not move these"


@dataclass(frozen=True)
class Claim:
    """The skin some things have on one map."""

    atlas: CompiledAtlas
    territories: tuple[TerritoryId, ...]

    def on(self, side: Side) -> dict[str, MultiPolygon]:
        """Return their skin on one side, each bit once, per view (view mm)."""
        shapes = [self.atlas.polygons(territory, side) for territory in self.territories]
        views = dict.fromkeys(view for each in shapes for view in each)
        return {view: as_multipolygon(shapely.union_all([s[view] for s in shapes if view in s])) for view in views}

    def cells(self, view: str) -> NDArray[np.bool_]:
        """Return which half cells of a view are theirs (rows, half columns)."""
        places = [self.atlas.info.codes[name] - 1 for name in self.territories]
        theirs = np.asarray((self.atlas.member[:, places] > 0).any(axis=1))
        return np.asarray(theirs[self.atlas.labels(view)])


@dataclass(frozen=True)
class Difference:
    """What only the one has, what both have, what only the other has; cm² of skin of one side, each bit once."""

    only_a: Area
    both: Area
    only_b: Area
    only_a_cm2: float
    both_cm2: float
    only_b_cm2: float


@dataclass(frozen=True)
class Pair:
    """Roots, and a nerve that is taken for them."""

    roots: tuple[Ref, ...]
    nerve: Ref


def compare(figure: Figure, a: Claim, b: Claim, side: Side) -> Difference:
    """Return how two claims differ on one side; the other side is the mirror image.

    The skin is counted on the label images, as the maps' own areas are, so that the parts add up to those.
    """
    mine, other, nothing = a.on(side), b.on(side), MultiPolygon()
    only_a, both, only_b = (dict[str, MultiPolygon]() for _ in range(3))
    for view in {**mine, **other}:
        one, two = mine.get(view, nothing), other.get(view, nothing)
        for part, shape in ((only_a, one - two), (both, one & two), (only_b, two - one)):
            areal = as_multipolygon(shape)
            if not areal.is_empty:
                part[view] = areal
    cm2 = np.zeros(3)
    for name, view_of in figure.views.items():
        if name in a.atlas.halves and name in b.atlas.halves:
            one_here, two_here, skin = a.cells(name), b.cells(name), view_of.grid.area
            for place, cells in enumerate((one_here & ~two_here, one_here & two_here, two_here & ~one_here)):
                cm2[place] += skin[cells].sum()
    return Difference(only_a, both, only_b, *cm2.tolist())


def mirrored(figure: Figure, found: Difference) -> Difference:
    """Return a difference on the other side: its mirror image, with the same skin."""

    def over(area: Area) -> dict[str, MultiPolygon]:
        return {view: _mirrored(shape, figure.views[view].width_mm) for view, shape in area.items()}

    return replace(found, only_a=over(found.only_a), both=over(found.both), only_b=over(found.only_b))


def _mirrored(shape: MultiPolygon, width_mm: float) -> MultiPolygon:
    return as_multipolygon(shapely.transform(shape, lambda points: [width_mm, 0.0] + points * [-1.0, 1.0]))


def claim(library: Library, refs: tuple[Ref, ...], atlas: CompiledAtlas) -> Claim | None:
    """Return the skin that things have together on a map; None when it has none of them."""
    found = dict.fromkeys(name for ref in refs for name in library.where(ref, atlas))
    return Claim(atlas, tuple(found)) if found else None


def known_pairs(library: Library) -> tuple[Pair, ...]:
    """Return the nerves taken for one root or a few neighbours, those asked most first; only what maps have.

    The roots are those its row names outside brackets: "L2-L3 (L4)" is compared with L2 and L3.
    """
    found = list(_pairs(library))
    order = {name: place for place, name in enumerate(_FIRST_PAIRS)}
    return tuple(sorted(found, key=lambda pair: order.get(pair.nerve.id, len(order))))


def _pairs(library: Library) -> Iterator[Pair]:
    for name, nerve in library.anatomy.nerves.items():
        ref = Ref(Sort.NERVE, name)
        named = mimicked(nerve, sure=True)
        if 0 < len(named) <= _MOST_ROOTS and library.maps_of(ref):
            yield Pair(tuple(Ref(Sort.ROOT, root.value) for root in named), ref)


def signs(library: Library, a: tuple[Ref, ...], b: tuple[Ref, ...]) -> tuple[CardFact, ...]:
    """Return the signs that decide between two groups of things, in words, each with its source."""
    roots = tuple(Root(ref.id) for ref in (*a, *b) if ref.sort is Sort.ROOT)
    found: list[CardFact] = []
    for ref in (*a, *b):
        if ref.sort is Sort.NERVE:
            found += _of_nerve(library, ref.id)
            found += _spared(library, roots, ref.id)
        elif ref.sort is Sort.MIMIC and ref.id in library.anatomy.differentials:
            found += _of_condition(library, ref.id)
    return tuple(found)


def _of_nerve(library: Library, name: str) -> Iterator[CardFact]:
    nerve, links = library.anatomy.nerves[name], library.links.nerves.get(name)
    if nerve.discriminates and nerve.discriminates != "None":
        heading = f"If it is the nerve: {nerve.name}"
        yield CardFact(nerve.discriminates, cite(nerve.provenance, library.anatomy), heading)
    if links is not None and links.condition:
        yield from _of_condition(library, links.condition)


def _of_condition(library: Library, name: str) -> Iterator[CardFact]:
    mimic = library.anatomy.differentials[name]
    if mimic.discriminates:
        cited = cite(mimic.provenance, library.anatomy)
        yield CardFact(mimic.discriminates, cited, mimic.name, (Ref(Sort.MIMIC, name),))


def _spared(library: Library, roots: tuple[Root, ...], nerve: str) -> Iterator[CardFact]:
    """Yield the muscles a root dominates and the nerve leaves alone."""
    driven = set(library.links.muscles_of(nerve))
    for root in roots:
        spared = [name for name in library.anatomy.roots[root].muscles_major if name not in driven]
        if spared:
            text = ", ".join(library.anatomy.muscles[name].name for name in spared)
            links = tuple(Ref(Sort.MUSCLE, name) for name in spared)
            facts = library.anatomy.roots[root]
            cited = cite(facts.provenance["muscles_major"], library.anatomy)
            yield CardFact(text, cited, _SPARED.format(root), links)
