"""Whatever people call it is found: names, initials, beginnings, everyday words, slips of the finger."""

from functools import cache

import pytest

from explore_world import the_library
from rootmap.errors import InputError
from rootmap.explore.cards import card
from rootmap.explore.library import Ref, Sort
from rootmap.explore.search import SearchIndex
from rootmap.localise.shorthand import load_shorthand

LONGEST_LINE = 125  # letters: two lines below the search field


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


# What a student may type of places, complaints and signs, and the first thing that is meant.
SAID = {
    "head": "nerve.greater_occipital", "scalp": "nerve.greater_occipital", "behind the ear": "nerve.lesser_occipital",
    "temple": "nerve.mandibular", "eye": "nerve.ophthalmic", "nose": "nerve.maxillary", "lips": "nerve.maxillary",
    "teeth": "nerve.mandibular", "lower jaw": "nerve.mandibular", "angle of the jaw": "nerve.great_auricular",
    "trigeminal neuralgia": "root.V2", "neck": "root.C3", "nape": "root.C3", "throat": "nerve.transverse_cervical",
    "shrug": "nerve.spinal_accessory", "shoulder": "nerve.axillary", "tip of the shoulder": "root.C4",
    "shoulder blade": "nerve.dorsal_rami", "swimmer's shoulder": "mimic.rotator_cuff_disease",
    "frozen shoulder": "mimic.adhesive_capsulitis", "armpit": "nerve.intercostobrachial",
    "axilla": "nerve.intercostobrachial", "upper arm": "root.C5", "elbow": "nerve.ulnar_at_elbow",
    "crook of the elbow": "root.C5", "lateral epicondylitis": "mimic.lateral_epicondylalgia",
    "forearm": "nerve.lateral_cutaneous_of_forearm", "wrist": "nerve.median_at_carpal_tunnel",
    "hand falls asleep": "nerve.median_at_carpal_tunnel", "back of the hand": "nerve.superficial_radial",
    "fingertips": "root.C7", "thumb": "root.C6", "little finger": "root.C8", "grip": "root.C8",
    "pope's blessing": "nerve.median_at_forearm", "hand of benediction": "nerve.median_at_forearm",
    "claw hand": "nerve.ulnar_at_wrist", "ape hand": "nerve.median_at_carpal_tunnel",
    "dropping things": "mimic.degenerative_cervical_myelopathy", "breast": "root.T4", "nipple line": "root.T4",
    "belly": "nerve.anterior_cutaneous_abdominal", "belly button": "root.T10", "flank": "nerve.subcostal",
    "lower back": "mimic.somatic_referred_back_pain", "lumbago": "mimic.somatic_referred_back_pain",
    "slipped disc": "root.S1", "sciatica": "root.S1", "kidney stone": "mimic.visceral_referred_pain",
    "groin": "nerve.ilioinguinal", "testicle": "nerve.genitofemoral", "genitals": "nerve.pudendal",
    "bladder": "mimic.cauda_equina", "bowel": "mimic.cauda_equina", "incontinence": "mimic.cauda_equina",
    "impotence": "mimic.cauda_equina", "hip": "mimic.hip_osteoarthritis", "SI joint": "mimic.sacroiliac_joint_pain",
    "back pocket": "mimic.deep_gluteal_syndrome", "thigh": "root.L2", "hamstring": "muscle.semitendinosus",
    "knee": "root.L3", "back of the knee": "root.S2", "stairs": "nerve.femoral", "outer shin": "root.L5",
    "calf": "nerve.sural", "waddling gait": "nerve.superior_gluteal", "psoas": "muscle.iliopsoas",
    "crossed legs": "nerve.common_fibular", "tripping": "nerve.common_fibular", "ankle": "root.L4",
    "outer ankle bone": "root.S1", "foot": "root.L5", "toes": "root.L5", "big toe": "root.L5", "toe": "root.L5",
    "walking on the heels": "test.heel_walk", "barber's chair": "test.lhermitte",
    "CES": "mimic.cauda_equina", "cauda equina": "mimic.cauda_equina", "CMS": "mimic.conus_medullaris",
    "ALS": "mimic.motor_neuron_disease", "UMN": "mimic.degenerative_cervical_myelopathy",
    "PNP": "mimic.length_dependent_polyneuropathy", "CPN": "nerve.common_fibular", "SLR": "test.slr",
    "FABER": "test.faber", "FADIR": "test.hip_internal_rotation", "CTS": "mimic.carpal_tunnel_syndrome",
    "AIN": "nerve.anterior_interosseous", "PIN": "nerve.posterior_interosseous",
    "APB": "muscle.abductor_pollicis_brevis",
}  # fmt: skip

# What Rootmap has no card for, the first thing near it (none: nothing is), and a word of the line that says so.
NEAR = {
    "golfer's elbow": ("nerve.ulnar_at_elbow", "Tendons"),
    "golfers elbow": ("nerve.ulnar_at_elbow", "Tendons"),
    "runner's knee": ("nerve.infrapatellar", "Kneecap"),
    "tongue": ("nerve.mandibular", "V3"),
    "Bell's palsy": ("reflex.corneal", "VII"),
    "vagus": ("", "cranial"),
    "headache": ("nerve.greater_occipital", "no lesion"),
    "whiplash": ("mimic.facet_joint_pain", "no lesion"),
    "droopy eyelid": ("test.horner", "Horner"),
    "De Quervain": ("nerve.superficial_radial", "Tendons"),
    "trigger finger": ("nerve.ulnar_at_elbow", "no nerve"),
    "phrenic nerve": ("root.C4", "no card"),
    "shin splints": ("nerve.saphenous", "no nerve"),
    "charley horse": ("root.S1", "cramp"),
    "restless legs": ("mimic.length_dependent_polyneuropathy", "no card"),
    "ankle sprain": ("nerve.superficial_fibular", "ligament"),
    "plantar fasciitis": ("nerve.first_branch_of_lateral_plantar", "no nerve"),
    "pins and needles": ("", "Where?"),
    "trapped nerve": ("nerve.median_at_carpal_tunnel", "Any root or nerve"),
    "spondylolisthesis": ("root.L5", "Level"),
    "electric shock": ("test.lhermitte", "spine"),
    "multiple sclerosis": ("test.lhermitte", "no card"),
}


def named(ref: Ref) -> str:
    return f"{ref.sort.value}.{ref.id}"


@pytest.mark.parametrize("query", SAID)
def test_a_place_a_complaint_and_an_abbreviation_lead_to_what_is_meant(query: str) -> None:
    hits = index().find(query)
    assert named(hits[0].ref) == SAID[query]
    assert index().line(query, hits) == ""
    assert not hits[0].is_near


@pytest.mark.parametrize("query", NEAR)
def test_what_has_no_card_says_so_in_one_line_and_shows_what_is_near(query: str) -> None:
    hits = index().find(query)
    found, says = NEAR[query]
    assert (named(hits[0].ref) if hits else "") == found
    assert all(hit.is_near for hit in hits[:1])
    line = index().line(query, hits)
    assert says in line
    assert len(line) <= LONGEST_LINE


@pytest.mark.parametrize(
    ("query", "part", "found"),
    [
        ("student's elbow", "elbow", "nerve.ulnar_at_elbow"),
        ("numb toe", "toe", "root.L5"),
        ("pain in the big toe", "big toe", "root.L5"),
        ("dead leg", "leg", "nerve.sciatic"),
        ("sore calf muscle", "calf muscle", "muscle.gastrocnemius"),
        ("sural neuroma", "sural", "nerve.sural"),
    ],
)
def test_words_that_are_no_name_are_looked_up_by_those_that_are(query: str, part: str, found: str) -> None:
    hits = index().find(query)
    assert named(hits[0].ref) == found
    line = index().line(query, hits)
    assert f"“{part}”" in line
    assert f"“{query}”" in line


def test_every_everyday_word_leads_to_all_it_means_and_each_of_that_has_a_card() -> None:
    library, missed = the_library(), []
    for entry in library.links.everyday:
        assert {Ref(Sort(sort), of) for sort, _, of in (it.partition(".") for it in entry.means)} <= set(library.titles)
        for word in entry.names:
            hits = [named(hit.ref) for hit in index().find(word, limit=60)]
            if not set(entry.means) <= set(hits):
                missed.append(word)
    assert missed == []


def test_words_that_only_come_near_are_no_finding_and_not_on_the_card() -> None:
    library = the_library()
    near = [word for entry in library.links.everyday if entry.near for word in entry.names]
    assert len(near) > 30
    shown = [fact.text for fact in card(library, Ref(Sort.NERVE, "ulnar_at_elbow")).facts]
    assert any("funny bone" in text for text in shown)
    assert not any("golfer" in text for text in shown)
    for word in ("thoracodorsal", "droopy eyelid"):
        with pytest.raises(InputError):
            load_shorthand(library.anatomy).parse(f"{word} left 3")


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
