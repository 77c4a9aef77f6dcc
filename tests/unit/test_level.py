"""Disc and zone to roots and back: the tables, the rules, and that both directions say the same."""

from itertools import pairwise

import pytest

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.spine import Sac, SpineRegion, Zone
from rootmap.anatomy.vocabulary import Root
from rootmap.localise.causes import rank_causes, seat_in_words
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide, Contribution, Finding, RedFlagAlert
from rootmap.localise.level import (
    Place,
    in_words,
    names_of,
    place,
    place_in_words,
    pressed,
    pressing,
    region_of,
    root_in_words,
    roots_named,
)

ANATOMY = load_anatomy()
LEFT, RIGHT, BOTH = CandidateSide.LEFT, CandidateSide.RIGHT, CandidateSide.BOTH


def roots_at(disc: str, zone: Zone) -> tuple[Root, ...]:
    return pressed(ANATOMY, place(disc, zone, LEFT)).roots


def test_there_are_23_discs_from_c2_c3_to_l5_s1_without_a_gap() -> None:
    discs = list(ANATOMY.discs.values())
    assert len(discs) == 23
    assert (discs[0].upper, discs[-1].lower) == ("C2", "S1")
    assert all(above.lower == below.upper for above, below in pairwise(discs))


@pytest.mark.parametrize(
    ("disc", "paracentral", "foraminal"),
    [("l4_l5", "L5", "L4"), ("l5_s1", "S1", "L5"), ("l3_l4", "L4", "L3"), ("l1_l2", "L2", "L1")],
)
def test_in_the_lumbar_spine_the_passing_root_is_paracentral_and_the_leaving_one_foraminal(
    disc: str, paracentral: str, foraminal: str
) -> None:
    assert roots_at(disc, Zone.PARACENTRAL) == (Root(paracentral),)
    assert roots_at(disc, Zone.FORAMINAL) == roots_at(disc, Zone.FAR_LATERAL) == (Root(foraminal),)


@pytest.mark.parametrize(
    ("disc", "root"), [("c4_c5", "C5"), ("c5_c6", "C6"), ("c6_c7", "C7"), ("c7_t1", "C8"), ("t1_t2", "T1")]
)
def test_in_the_neck_one_root_is_pressed_whatever_the_zone(disc: str, root: str) -> None:
    for zone in (Zone.PARACENTRAL, Zone.FORAMINAL, Zone.FAR_LATERAL):
        assert roots_at(disc, zone) == (Root(root),)


def test_a_central_disc_presses_cord_conus_or_cauda_equina_by_its_height() -> None:
    sacs = {name: pressed(ANATOMY, place(name, Zone.CENTRAL, LEFT)).sac for name in ANATOMY.discs}
    assert {sacs[name] for name in ("c5_c6", "t4_t5", "t11_t12")} == {Sac.CORD}
    assert {sacs[name] for name in ("t12_l1", "l1_l2")} == {Sac.CONUS}
    assert {sacs[name] for name in ("l2_l3", "l3_l4", "l4_l5", "l5_s1")} == {Sac.CAUDA_EQUINA}
    struck = pressed(ANATOMY, place("l4_l5", Zone.CENTRAL, LEFT))
    assert struck.side == "both"
    assert names_of(struck.roots) == "L5 to S5"


def test_roots_and_discs_say_the_same_of_each_other() -> None:
    for root, facts in ANATOMY.roots.items():
        for disc in ANATOMY.discs.values():
            name = disc.name.replace("–", "-")
            if facts.disc_foraminal == name:
                assert root in disc.pressed(Zone.FORAMINAL), (root, name)
            if facts.disc_paracentral.startswith(f"{name} disc"):
                assert root in disc.pressed(Zone.PARACENTRAL), (root, name)
        stated = facts.disc_paracentral.partition(" disc")[0]
        for disc in ANATOMY.discs.values():
            if root in disc.pressed(Zone.PARACENTRAL):
                assert stated == disc.name.replace("–", "-"), root


@pytest.mark.parametrize("root", [root for root in Root if Root.C3 <= root < Root.S2])
@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_every_place_named_for_a_root_presses_that_root_on_that_side(root: Root, side: CandidateSide) -> None:
    places = pressing(ANATOMY, Candidate(str(root), side))
    assert places
    for where in places:
        what = pressed(ANATOMY, where)
        assert root in what.roots
        assert what.side in (side, "both")


def test_an_l5_root_points_first_to_a_paracentral_l4_l5_disc_then_to_the_l5_s1_foramen() -> None:
    places = pressing(ANATOMY, Candidate("L5", RIGHT))
    assert places[0] == Place("l4_l5", Zone.PARACENTRAL, RIGHT)
    assert places[1:3] == (Place("l5_s1", Zone.FORAMINAL, RIGHT), Place("l5_s1", Zone.FAR_LATERAL, RIGHT))
    assert places[3:] == (Place("l4_l5", Zone.CENTRAL, BOTH),)
    said = root_in_words(ANATOMY, Candidate("L5", RIGHT))
    assert said == "L4–L5 paracentral or central; L5–S1 foraminal or far lateral."


def test_two_roots_are_best_explained_where_both_are_pressed() -> None:
    places = pressing(ANATOMY, Candidate("L5+S1", LEFT, CandidateKind.ROOTS))
    assert places[0] == Place("l4_l5", Zone.CENTRAL, BOTH)
    assert Place("l5_s1", Zone.PARACENTRAL, LEFT) in places


def test_cauda_equina_and_cord_point_to_central_discs_and_a_nerve_to_none() -> None:
    cauda = pressing(ANATOMY, Candidate("cauda_equina", BOTH, CandidateKind.CAUDA))
    assert [where.disc for where in cauda] == ["l2_l3", "l3_l4", "l4_l5", "l5_s1"]
    assert {where.zone for where in cauda} == {Zone.CENTRAL}
    stenosis = pressing(ANATOMY, Candidate("lumbar_spinal_stenosis", BOTH, CandidateKind.REFERRAL))
    assert stenosis == cauda
    assert pressing(ANATOMY, Candidate("median_at_carpal_tunnel", LEFT, CandidateKind.NERVE)) == ()
    assert region_of(ANATOMY, Candidate("C7", LEFT)) is SpineRegion.CERVICAL


@pytest.mark.parametrize(
    ("level", "discs"),
    [
        ("C6", ["c5_c6"]),
        ("C8", ["c7_t1"]),
        ("T10", ["t8_t9"]),
        ("L3", ["t10_t11", "t11_t12"]),
        ("S3", ["t12_l1", "l1_l2"]),
    ],
)
def test_a_cord_segment_lies_higher_than_the_vertebra_of_its_number(level: str, discs: list[str]) -> None:
    cord = Candidate(f"transverse_cord_lesion_{level}", BOTH, CandidateKind.CORD)
    assert [where.disc for where in pressing(ANATOMY, cord)] == discs
    assert "about" in root_in_words(ANATOMY, cord)


def test_a_cord_lesion_without_a_level_points_to_every_disc_before_the_cord() -> None:
    places = pressing(ANATOMY, Candidate("syringomyelia", BOTH, CandidateKind.CORD))
    assert {ANATOMY.discs[where.disc].sac for where in places} == {Sac.CORD}


def test_c2_leaves_where_there_is_no_disc() -> None:
    assert pressing(ANATOMY, Candidate("C2", LEFT)) == ()
    assert root_in_words(ANATOMY, Candidate("C2", LEFT)) == "No disc explains this one."


def test_ids_of_several_roots_are_understood() -> None:
    assert roots_named("S4-5") == (Root.S4, Root.S5)
    assert roots_named("L5+S1") == (Root.L5, Root.S1)
    assert roots_named("common_fibular") == ()


def test_each_place_is_said_in_words() -> None:
    for name, disc in ANATOMY.discs.items():
        for zone in Zone:
            where = place(name, zone, LEFT)
            assert disc.name in place_in_words(ANATOMY, where)
            assert in_words(ANATOMY, where).endswith(".")
    words = in_words(ANATOMY, place("l4_l5", Zone.PARACENTRAL, LEFT))
    assert words.startswith("Presses L5 left: the root that passes by")
    assert "L4 has left above the disc" in words


# --- causes ---------------------------------------------------------------------------------------------------------


def ids(*present: str, where: Place | None = None, alerts: tuple[RedFlagAlert, ...] = ()) -> list[str]:
    findings = [Finding(test, None, result="present") for test in present]
    return [item.cause.id for item in rank_causes(ANATOMY, findings, alerts, where, SpineRegion.LUMBAR)]


def alert(name: str) -> RedFlagAlert:
    return RedFlagAlert(name, "", "U", "", "", "", Contribution("red_flag.finding", {}, 0.0, ""))


def test_without_findings_a_disc_herniation_comes_first_and_neck_causes_are_absent() -> None:
    assert ids()[0] == "disc_herniation"
    assert "root_trauma" not in ids()


def test_an_older_person_better_on_bending_forward_has_stenosis_before_a_disc() -> None:
    ranked = ids("age_over_50", "better_bending_forward", "better_sitting", "worse_standing")
    assert ranked[0] == "central_stenosis"
    assert ranked.index("lateral_recess_stenosis") < ranked.index("disc_herniation")


def test_a_young_person_worse_sitting_and_coughing_has_a_disc() -> None:
    assert ids("worse_sitting", "worse_cough", "age_under_20")[0] == "disc_herniation"


def test_a_cause_with_a_warning_sign_goes_before_all_others() -> None:
    assert ids("worse_sitting", "worse_cough", alerts=(alert("fever"),))[0] == "infection"


def test_in_a_chosen_place_the_causes_that_usually_sit_there_come_first() -> None:
    assert ids(where=Place("l5_s1", Zone.FORAMINAL, LEFT))[:2] == ["disc_herniation", "foraminal_stenosis"]
    items = rank_causes(ANATOMY, (), (), Place("l4_l5", Zone.CENTRAL, BOTH), None)
    assert [item.cause.id for item in items if item.fits_zone and item.fits_disc][:2] == [
        "disc_herniation",
        "central_stenosis",
    ]


def test_every_cause_says_why_for_and_where_it_sits() -> None:
    for item in rank_causes(ANATOMY, (), (), None, None):
        assert item.cause.speaks_for
        assert seat_in_words(ANATOMY, item).endswith(".")
        assert not (set(item.cause.speaks_for) & set(item.cause.speaks_against))
