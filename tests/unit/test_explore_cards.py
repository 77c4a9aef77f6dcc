"""A card says everything the tables know of a thing, each fact with its source, and leads on to what belongs to it."""

import pytest

from explore_world import the_library
from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import Kind
from rootmap.explore.card import Card
from rootmap.explore.cards import AGREEMENT, card
from rootmap.explore.library import Ref, Sort


def of(sort: Sort, name: str) -> Card:
    return card(the_library(), Ref(sort, name))


def leads_to(shown: Card) -> set[Ref]:
    return {link for fact in shown.facts for link in fact.links}


def test_every_fact_of_every_card_names_its_source() -> None:
    library = the_library()
    unsourced = []
    for ref in library.titles:
        shown = card(library, ref)
        assert shown.facts, ref
        unsourced += [(ref, fact.text) for fact in shown.facts if not fact.text or not all(fact.cited.sources or ("",))]
        assert all(source in fact.cited.text for fact in shown.facts for source in fact.cited.sources)
    assert unsourced == []


def test_every_link_of_every_card_leads_to_a_card() -> None:
    library = the_library()
    links = {link for ref in library.titles for link in leads_to(card(library, ref))}
    assert len(links) > 200
    for link in links:
        assert card(library, link).facts


def test_what_was_recalled_is_said_to_be() -> None:
    fact = next(fact for fact in of(Sort.ROOT, "L5").facts if fact.heading == "Leaves the spine at")
    assert fact.text == "L5-S1"
    assert fact.cited.read is False
    assert "(recalled, not re-read)" in fact.cited.text
    assert "Confidence: high" in fact.cited.text


def test_a_root_leads_to_its_muscles_reflexes_nerves_and_maps() -> None:
    found = leads_to(of(Sort.ROOT, "L5"))
    assert {
        Ref(Sort.MUSCLE, "extensor_hallucis_longus"),
        Ref(Sort.REFLEX, "medial_hamstring"),
        Ref(Sort.NERVE, "common_fibular"),
        Ref(Sort.NERVE, "deep_fibular"),
        Ref(Sort.MAP, "isncsci"),
    } <= found


@pytest.mark.parametrize("root", [root.value for root in Root if root.is_spinal])
def test_roots_and_muscles_lead_to_each_other(root: str) -> None:
    for link in leads_to(of(Sort.ROOT, root)):
        if link.sort is Sort.MUSCLE:
            assert Ref(Sort.ROOT, root) in leads_to(card(the_library(), link))


def test_a_nerve_says_what_tells_it_from_a_root_and_which_muscles_are_weak() -> None:
    shown = of(Sort.NERVE, "common_fibular")
    texts = {fact.heading: fact.text for fact in shown.facts if fact.heading}
    assert texts["Taken for"] == "L5"
    assert "Inversion" in texts["What tells it apart"]
    assert {Ref(Sort.MUSCLE, "tibialis_anterior"), Ref(Sort.MUSCLE, "fibularis_longus")} <= leads_to(shown)
    assert Ref(Sort.MUSCLE, "tibialis_posterior") not in leads_to(shown)
    assert Ref(Sort.MUSCLE, "biceps_femoris_short_head") not in leads_to(shown), "it is supplied above the knee"


def test_a_nerve_without_a_field_of_its_own_has_that_of_its_branches() -> None:
    library = the_library()
    nerves = library.atlas("nerves")
    assert nerves is not None
    ulnar = Ref(Sort.NERVE, "ulnar_at_elbow")
    assert set(library.where(ulnar, nerves)) == {"ulnar_at_wrist", "dorsal_cutaneous_of_ulnar"}
    assert "medial_cutaneous_of_forearm" not in library.where(ulnar, nerves)
    assert library.where(Ref(Sort.NERVE, "saphenous"), nerves) == ("saphenous",)


def test_a_root_that_a_map_joins_to_another_is_found_there() -> None:
    library = the_library()
    having = {
        atlas.info.id: library.where(Ref(Sort.ROOT, "S5"), atlas) for atlas in library.maps_of(Ref(Sort.ROOT, "S5"))
    }
    assert having["isncsci"] == ("S4-5",)
    assert having["keegan-garrett-1948"] == ("S5",)
    assert "head-campbell-1900" not in having


def test_a_map_tells_how_it_was_made_and_a_pattern_of_pain_what_the_map_says() -> None:
    assert any(fact.heading == "How it was made" for fact in of(Sort.MAP, "isncsci").facts)
    assert any("cm²" in fact.text for fact in of(Sort.MIMIC, "visceral_heart").facts)


def test_a_root_says_how_much_of_its_skin_nobody_disputes() -> None:
    section = next(section for section in of(Sort.ROOT, "L5").sections if section.heading == AGREEMENT)
    cm2 = {fact.heading: float(fact.text.split()[0]) for fact in section.facts}
    assert 0 < cm2["Undisputed"] < cm2["Core"] < cm2["Claimed"]
    assert "Foerster 1933" in section.facts[0].cited.text


def test_a_root_is_on_a_map_of_muscles_by_the_muscles_it_dominates() -> None:
    library, root = the_library(), Ref(Sort.ROOT, "S1")
    muscles = library.atlas("muscles")
    assert muscles is not None
    assert {"gastrocnemius", "gluteus_maximus"} <= set(library.where(root, muscles))
    assert "tibialis_anterior" not in library.where(root, muscles)
    assert not library.is_skin_of(root, muscles)
    kinds = [atlas.info.kind for atlas in library.maps_of(root)]
    assert kinds == sorted(kinds, key=[Kind.DERMATOME, Kind.MUSCLE, Kind.POINTS].index)
