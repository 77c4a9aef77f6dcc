"""Where maps of roots agree and where not: bounds, special cases, and the published maps as they are."""

from functools import cache

import numpy as np
import pytest

from localise_world import NAMES, make_atlas, make_figure
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.atlas.agreement import Agreement
from rootmap.atlas.core import CORE_ID, core_map
from rootmap.atlas.model import CompiledAtlas, Kind
from rootmap.atlas.stack import MapStack, stack
from rootmap.atlas.store import available_atlases, load_atlas
from rootmap.skin.figure import load_figure

INVENTED = make_figure()


def of_bands(*shifts_mm: float) -> Agreement:
    return Agreement(stack(INVENTED, [make_atlas(INVENTED, f"map{k}", shift) for k, shift in enumerate(shifts_mm)]))


@cache
def the_maps() -> MapStack:
    figure = load_figure()
    maps = [load_atlas(name, figure) for name in available_atlases()]
    return stack(figure, [atlas for atlas in maps if atlas.info.kind is Kind.DERMATOME])


@cache
def the_agreement() -> Agreement:
    return Agreement(the_maps())


@cache
def the_core() -> CompiledAtlas:
    return core_map(load_figure(), the_agreement())


def test_maps_that_are_alike_agree_everywhere() -> None:
    same = of_bands(0.0, 0.0, 0.0)
    inner = [root for root in same.roots if root not in (Root.S4, Root.S5)]
    for root in inner:
        found = same.of_root(root)
        assert found.core == pytest.approx(found.claimed)
        assert found.undisputed == pytest.approx(found.claimed)
    joined = same.core(Root.S4, "anterior") & same.core(Root.S5, "anterior")
    assert not (same.entropy("anterior")[~joined] > 1e-6).any()


def test_two_maps_that_contradict_each_other_are_one_bit_apart() -> None:
    apart = of_bands(0.0, 8.0)
    bits = apart.entropy("anterior")
    assert bits.max() == pytest.approx(1.0, abs=0.6)  # the joined S4-5 splits its vote
    assert (np.abs(bits - 1.0) < 1e-6).any()
    found = apart.of_root(Root.L5)
    assert 0 < found.undisputed < min(found.by_map.values()) <= found.claimed
    assert found.core == pytest.approx(found.undisputed), "more than half of two is both"


def test_the_majority_makes_the_core() -> None:
    three = of_bands(0.0, 0.0, 8.0)
    found = three.of_root(Root.L5)
    assert found.core == pytest.approx(found.by_map["map0"])
    assert found.undisputed < found.core < found.claimed


def test_one_map_alone_neither_agrees_nor_disagrees() -> None:
    alone = of_bands(0.0)
    assert not alone.entropy("anterior").any()
    found = alone.of_root(Root.L5)
    assert (found.core, found.undisputed) == (0.0, 0.0)
    assert found.claimed > 0


@pytest.mark.parametrize("root", [root for root in Root if root.is_spinal])
def test_undisputed_lies_in_core_lies_in_claimed(root: Root) -> None:
    found = the_agreement().of_root(root)
    assert 0 <= found.undisputed <= found.core + 1e-6
    assert found.core <= found.claimed + 1e-6
    assert max(found.by_map.values()) <= found.claimed + 1e-6
    assert set(found.by_map) <= {atlas.info.id for atlas in the_maps().atlases}


def test_the_areas_of_the_stack_are_those_of_its_maps() -> None:
    maps = the_maps()
    for place, atlas in enumerate(maps.atlases):
        summed = np.bincount(maps.labels[:, place], maps.skin, len(atlas.combinations))
        assert summed[1:] == pytest.approx(np.array(atlas.label_area_cm2[1:]), abs=0.02)


def test_the_stack_says_at_each_point_what_each_map_says() -> None:
    maps, figure = the_maps(), load_figure()
    random = np.random.default_rng(5)
    for view in figure.views.values():
        for x, y in random.uniform((0, 0), (view.width_mm, view.height_mm), (300, 2)):
            said = maps.at(view.name, x, y)
            assert said == tuple(atlas.at(view.name, x, y) for atlas in maps.atlases)
    assert maps.at("anterior", float("nan"), 5.0) == ((),) * len(maps.atlases)


def test_more_than_two_roots_compete_for_some_skin_and_one_has_the_little_toe() -> None:
    bits = the_agreement().entropy("posterior")
    assert bits.max() > 1.5
    assert the_agreement().of_root(Root.S1).undisputed > 30
    assert the_agreement().of_root(Root.L5).undisputed > the_agreement().of_root(Root.S1).undisputed


def test_the_core_is_a_map_like_any_other() -> None:
    core = the_core()
    assert core.info.id == CORE_ID
    for root in (Root.C6, Root.T10, Root.L5, Root.S1):
        area = the_agreement().of_root(root).core
        assert core.area_cm2[str(root)] == pytest.approx(area, rel=0.06)
    for view, shape in core.polygons("L5", Side.LEFT).items():
        spot = shape.representative_point()
        assert "L5" in core.at(view, spot.x, spot.y)
        assert shape.is_valid
    assert all(territory.source for territory in core.info.territories)
    assert len(NAMES) > 20
