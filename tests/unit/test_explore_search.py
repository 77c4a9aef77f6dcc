"""Whatever people call it is found: names, initials, beginnings, everyday words, slips of the finger."""

from functools import cache

import pytest

from explore_world import the_library
from rootmap.explore.library import Ref, Sort
from rootmap.explore.search import SearchIndex


@cache
def index() -> SearchIndex:
    return SearchIndex(the_library())


def first(query: str) -> Ref:
    return index().find(query)[0].ref


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("foot drop", "nerve.common_fibular"),
        ("funny bone", "nerve.ulnar_at_elbow"),
        ("T10", "root.T10"),
        ("saphenous", "nerve.saphenous"),
        ("Saturday night palsy", "nerve.radial"),
        ("jeans", "nerve.lateral_femoral_cutaneous"),
        ("meralgia", "nerve.lateral_femoral_cutaneous"),
        ("wrist drop", "nerve.radial"),
        ("saddle", "mimic.cauda_equina"),
        ("carpal tunnel", "nerve.median_at_carpal_tunnel"),
        ("tennis elbow", "mimic.lateral_epicondylalgia"),
        ("shingles", "mimic.herpes_zoster"),
        ("EHL", "muscle.extensor_hallucis_longus"),
        ("ta", "muscle.tibialis_anterior"),
        ("lfcn", "nerve.lateral_femoral_cutaneous"),
        ("common peroneal nerve", "nerve.common_fibular"),
        ("ankle jerk", "reflex.achilles"),
        ("spurling", "test.spurling"),
        ("facet l4-5", "mimic.facet_l4_5"),
        ("keegan", "map.keegan-garrett-1948"),
        ("KJ", "reflex.patellar"),
        ("FDI", "muscle.first_dorsal_interosseous"),
        ("xSLR", "test.crossed_slr"),
        ("tibialis ant", "muscle.tibialis_anterior"),
        ("footdrop", "nerve.common_fibular"),
        ("sole", "nerve.medial_plantar"),
        ("face", "nerve.maxillary"),
        ("ear", "nerve.great_auricular"),
        ("index finger", "root.C6"),
        ("heel", "root.S1"),
        ("buttock", "nerve.superior_cluneal"),
        ("kneecap", "nerve.infrapatellar"),
    ],
)
def test_what_people_say_leads_to_what_they_mean(query: str, found: str) -> None:
    ref = first(query)
    assert f"{ref.sort.value}.{ref.id}" == found


def test_foot_drop_means_a_nerve_a_root_and_a_muscle() -> None:
    hits = index().find("foot drop")
    found = {hit.ref for hit in hits}
    assert {Ref(Sort.NERVE, "common_fibular"), Ref(Sort.ROOT, "L5"), Ref(Sort.MUSCLE, "tibialis_anterior")} <= found
    assert hits[0].because == "foot drop"


@pytest.mark.parametrize("query", ["saphneous", "sapenous", "saphenouss", "Saphénous", "SAPHENOUS nerve"])
def test_a_slip_of_the_finger_is_forgiven(query: str) -> None:
    assert first(query) == Ref(Sort.NERVE, "saphenous")


def test_everything_is_found_by_its_own_name_and_by_its_id() -> None:
    missed = []
    for ref, title in the_library().titles.items():
        for query in (title, ref.id.replace("_", " ")):
            hits = index().find(query, limit=40)
            if ref not in [hit.ref for hit in hits if hit.score >= hits[0].score - 2.0]:
                missed.append((ref, query))
    assert missed == []


def test_a_range_of_roots_finds_each_of_them() -> None:
    assert [hit.ref.id for hit in index().find("L2-3")[:2]] == ["L2", "L3"]
    assert [hit.ref.id for hit in index().find("c5 to c7")[:3]] == ["C5", "C6", "C7"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "xyzzyq"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert index().find(query) == ()
