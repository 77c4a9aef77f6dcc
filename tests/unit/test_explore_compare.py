"""Root against nerve: the parts add up, both sides are alike, and the sign that decides is told."""

import pytest
from shapely import MultiPolygon

from explore_world import the_figure, the_library
from rootmap.anatomy.vocabulary import Side
from rootmap.explore.compare import Claim, claim, compare, known_pairs, signs
from rootmap.explore.library import Ref, Sort, group_title

PAIRS = {
    "L5": ("L5", "common_fibular"),
    "C8": ("C8", "ulnar_at_elbow"),
    "L2–3": ("L2 L3", "lateral_femoral_cutaneous"),
}


def refs(roots: str, nerve: str) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    return tuple(Ref(Sort.ROOT, root) for root in roots.split()), (Ref(Sort.NERVE, nerve),)


def claims(roots: str, nerve: str, atlas_id: str) -> tuple[Claim, Claim]:
    library = the_library()
    atlas, nerves = library.atlas(atlas_id), library.atlas("nerves")
    assert atlas is not None
    assert nerves is not None
    a, b = refs(roots, nerve)
    mine, other = claim(library, a, atlas), claim(library, b, nerves)
    assert mine is not None
    assert other is not None
    return mine, other


@pytest.mark.parametrize("atlas_id", ["isncsci", "keegan-garrett-1948", "foerster-1933"])
@pytest.mark.parametrize("pair", PAIRS)
def test_the_parts_add_up_to_the_skin_of_each(pair: str, atlas_id: str) -> None:
    a, b = claims(*PAIRS[pair], atlas_id)
    found = compare(the_figure(), a, b, Side.LEFT)
    if not a.atlas.info.overlapping:
        whole = sum(a.atlas.area_cm2[name] for name in a.territories)
        assert found.only_a_cm2 + found.both_cm2 == pytest.approx(whole, rel=0.01)
    whole = sum(b.atlas.area_cm2[name] for name in b.territories)
    assert found.only_b_cm2 + found.both_cm2 == pytest.approx(whole, rel=0.01)


def test_skin_that_two_territories_share_counts_once() -> None:
    a, b = claims("L2 L3", "lateral_femoral_cutaneous", "foerster-1933")
    found = compare(the_figure(), a, b, Side.LEFT)
    assert found.only_a_cm2 + found.both_cm2 < 0.9 * sum(a.atlas.area_cm2[name] for name in a.territories)


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_drawn_is_what_is_counted_and_the_sides_mirror_each_other(pair: str) -> None:
    a, b = claims(*PAIRS[pair], "isncsci")
    left, right = (compare(the_figure(), a, b, side) for side in Side)
    assert left.both_cm2 == right.both_cm2
    for one, other in ((left.only_a, right.only_a), (left.both, right.both), (left.only_b, right.only_b)):
        assert {view: shape.area for view, shape in one.items()} == pytest.approx(
            {view: shape.area for view, shape in other.items()}, rel=1e-6
        )
    for view, shape in left.both.items():
        assert shape.intersection(left.only_a.get(view, MultiPolygon())).area == pytest.approx(0.0, abs=1e-3)
        assert shape.area <= min(a.on(Side.LEFT)[view].area, b.on(Side.LEFT)[view].area) + 1e-6


def test_a_territory_against_itself_has_nothing_of_its_own() -> None:
    a, _ = claims("L5", "common_fibular", "isncsci")
    found = compare(the_figure(), a, a, Side.RIGHT)
    assert (found.only_a_cm2, found.only_b_cm2) == (0.0, 0.0)
    assert found.both_cm2 == pytest.approx(a.atlas.area_cm2["L5"], rel=1e-4)


def test_the_sign_that_decides_is_told_with_its_source() -> None:
    library = the_library()
    found = signs(library, *refs("L5", "common_fibular"))
    assert any("Inversion" in fact.text and "hip abduction" in fact.text for fact in found)
    assert any("Tibialis posterior" in fact.text and "Gluteus medius" in fact.text for fact in found)
    assert not any("Tibialis anterior" in fact.text for fact in found)
    assert all(fact.cited.sources for fact in found)
    assert any("Medial forearm" in fact.text for fact in signs(library, *refs("C8", "ulnar_at_elbow")))
    assert any("No weakness" in fact.text for fact in signs(library, *refs("L2 L3", "lateral_femoral_cutaneous")))


def test_the_pairs_every_student_is_asked_come_first_and_each_is_on_maps() -> None:
    library = the_library()
    pairs = known_pairs(library)
    assert [group_title(library, pair.roots) for pair in pairs[:3]] == list(PAIRS)
    assert len(pairs) > 40
    for pair in pairs:
        assert library.maps_of(pair.nerve)
        assert all(library.maps_of(root) for root in pair.roots)
