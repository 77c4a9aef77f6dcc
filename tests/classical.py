"""Classical pictures as tables of drawings and findings: what each candidate shows when it shows everything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Quality, Root, Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.atlas.stack import MapStack, stack
from rootmap.atlas.store import available_atlases, load_atlas, to_rank_by
from rootmap.localise.evidence import AreaTable, Finding
from rootmap.localise.ranker import Ranker
from rootmap.skin.figure import Figure, load_figure

LEFT, RIGHT = Side.LEFT, Side.RIGHT
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

BOTH = (LEFT, RIGHT)
PAIN, BURNING, NUMB, TINGLING = Quality.PAIN, Quality.BURNING, Quality.NUMBNESS, Quality.TINGLING
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
NEVER_SLR = ("slr negative",)


def _refers(name: str, quality: Quality = PAIN, sides: tuple[Side, ...] = (LEFT,)) -> tuple[Felt, ...]:
    return (Felt(quality, "referral", (name,), sides),)


def _nerve(*names: str, quality: Quality = NUMB, sides: tuple[Side, ...] = (LEFT,)) -> tuple[Felt, ...]:
    return (Felt(quality, "nerves", names, sides),)


def _roots(*names: str, quality: Quality = NUMB, sides: tuple[Side, ...] = (LEFT,)) -> tuple[Felt, ...]:
    return (Felt(quality, "textbook", names, sides),)


def _roots_from(first: str) -> tuple[str, ...]:
    names = [t.id for atlas in maps() if atlas.info.id == "textbook" for t in atlas.info.territories]
    return tuple(names[names.index(first) :])


def mimics() -> dict[str, tuple[str, Classical]]:
    """Return, by id of differentials.csv, the candidate it is ranked as and its classical picture."""
    weak = "muscle.{} 4".format
    return {
        "deep_gluteal_syndrome": (
            "deep_gluteal_syndrome",
            Classical(
                _refers("deep_gluteal_syndrome"),
                (
                    "seated_piriformis_stretch positive",
                    "active_piriformis positive",
                    "worse_sitting present",
                    *NEVER_SLR,
                ),
            ),
        ),
        "hip_osteoarthritis": (
            "hip_osteoarthritis",
            Classical(
                _refers("hip_osteoarthritis"),
                ("hip_internal_rotation positive", "faber positive", "groin_pain present", "femoral_stretch negative"),
            ),
        ),
        "greater_trochanteric_pain_syndrome": (
            "greater_trochanteric_pain_syndrome",
            Classical(_refers("greater_trochanteric_pain_syndrome"), ("trochanter_tenderness present", *NEVER_SLR)),
        ),
        "sacroiliac_joint_pain": (
            "sacroiliac_joint_pain",
            Classical(_refers("sacroiliac_joint_pain"), ("sacroiliac_cluster positive", *NEVER_SLR)),
        ),
        "facet_joint_pain": (
            "facet_joint_pain",
            Classical(_refers("facet_l4_5"), ("extension_rotation_pain present", *NEVER_SLR)),
        ),
        "somatic_referred_back_pain": (
            "somatic_referred_back_pain",
            Classical(_refers("somatic_referred_back_pain"), ("extension_rotation_pain absent", *NEVER_SLR)),
        ),
        "vascular_claudication": (
            "vascular_claudication",
            Classical(
                _refers("vascular_claudication", sides=(LEFT,)),
                ("worse_walking present", "better_standing_still present", *NEVER_SLR),
            ),
        ),
        "lumbar_spinal_stenosis": (
            "lumbar_spinal_stenosis",
            Classical(
                _roots("L3", "L4", "L5", "S1", quality=PAIN, sides=BOTH),
                (
                    "better_sitting present",
                    "better_bending_forward present",
                    "worse_standing present",
                    "bilateral_leg_symptoms present",
                ),
            ),
        ),
        "meralgia_paraesthetica": (
            "lateral_femoral_cutaneous",
            Classical(
                _nerve("lateral_femoral_cutaneous", quality=BURNING), ("tinel_lateral_femoral_cutaneous positive",)
            ),
        ),
        "common_fibular_neuropathy": (
            "common_fibular",
            Classical(
                _nerve("lateral_sural_cutaneous", "superficial_fibular", "deep_fibular"),
                (
                    weak("tibialis_anterior"),
                    weak("extensor_hallucis_longus"),
                    weak("fibularis_longus"),
                    "tinel_fibular_head positive",
                ),
            ),
        ),
        "tarsal_tunnel_syndrome": (
            "tibial_at_tarsal_tunnel",
            Classical(
                _nerve("medial_plantar", "lateral_plantar", "medial_calcaneal", quality=BURNING),
                ("tinel_tarsal_tunnel positive",),
            ),
        ),
        "diabetic_amyotrophy": (
            "diabetic_amyotrophy",
            Classical(
                _roots("L2", "L3", "L4", quality=PAIN),
                (
                    "muscle.quadriceps_femoris 2",
                    "muscle.iliopsoas 3",
                    "muscle.adductor_longus 3",
                    "reflex.patellar absent",
                    "diabetes present",
                    "weight_loss present",
                ),
            ),
        ),
        "length_dependent_polyneuropathy": (
            "length_dependent_polyneuropathy",
            Classical(
                _refers("length_dependent_polyneuropathy", NUMB, BOTH),
                ("reflex.achilles absent", "diabetes present"),
                BOTH,
            ),
        ),
        "herpes_zoster": ("herpes_zoster", Classical(_roots("T6", quality=BURNING), ("blistering_rash present",))),
        "femoral_neuropathy": (
            "femoral",
            Classical(
                _nerve("anterior_femoral_cutaneous", "saphenous", "infrapatellar"),
                (
                    weak("quadriceps_femoris"),
                    "reflex.patellar absent",
                    "muscle.adductor_longus 5",
                    "reflex.adductor normal",
                ),
            ),
        ),
        "obturator_neuropathy": (
            "obturator",
            Classical(
                _nerve("obturator"),
                (weak("adductor_longus"), weak("gracilis"), "reflex.patellar normal", "muscle.quadriceps_femoris 5"),
            ),
        ),
        "lumbosacral_plexopathy": (
            "lumbosacral_plexopathy",
            Classical(
                _roots("L2", "L3", "L4", "L5", "S1"),
                (
                    weak("quadriceps_femoris"),
                    weak("tibialis_anterior"),
                    weak("gastrocnemius"),
                    weak("gluteus_medius"),
                    "reflex.patellar absent",
                    "reflex.achilles absent",
                    "cancer_history present",
                ),
            ),
        ),
        "proximal_hamstring_tendinopathy": (
            "proximal_hamstring_tendinopathy",
            Classical(_refers("proximal_hamstring_tendinopathy"), ("worse_sitting present", *NEVER_SLR)),
        ),
        "carpal_tunnel_syndrome": (
            "median_at_carpal_tunnel",
            Classical(
                _nerve("median_at_carpal_tunnel", quality=TINGLING),
                (
                    "phalen positive",
                    "tinel_carpal_tunnel positive",
                    "hand_shaking_relief present",
                    weak("abductor_pollicis_brevis"),
                ),
            ),
        ),
        "ulnar_neuropathy_at_elbow": (
            "ulnar_at_elbow",
            Classical(
                _nerve("ulnar_at_wrist", "dorsal_cutaneous_of_ulnar"),
                (
                    weak("first_dorsal_interosseous"),
                    weak("abductor_digiti_minimi"),
                    "froment positive",
                    "tinel_cubital_tunnel positive",
                ),
            ),
        ),
        "neuralgic_amyotrophy": (
            "neuralgic_amyotrophy",
            Classical(
                _roots("C5", "C6", quality=PAIN),
                (
                    weak("serratus_anterior"),
                    weak("infraspinatus"),
                    weak("supraspinatus"),
                    "muscle.flexor_pollicis_longus 4",
                    "sudden_severe_pain present",
                    "spurling negative",
                ),
            ),
        ),
        "thoracic_outlet_syndrome": (
            "thoracic_outlet_syndrome",
            Classical(
                _nerve("medial_cutaneous_of_forearm", "ulnar_at_wrist"),
                (
                    weak("abductor_pollicis_brevis"),
                    weak("opponens_pollicis"),
                    "muscle.first_dorsal_interosseous 4",
                    "supraclavicular_palpation present",
                    "arm_elevation_symptoms present",
                ),
            ),
        ),
        "rotator_cuff_disease": (
            "rotator_cuff_disease",
            Classical(
                _refers("rotator_cuff_disease"),
                ("night_pain present", "passive_external_rotation_limited absent", "spurling negative"),
            ),
        ),
        "adhesive_capsulitis": (
            "adhesive_capsulitis",
            Classical(
                _refers("adhesive_capsulitis"),
                ("night_pain present", "passive_external_rotation_limited present", "spurling negative"),
            ),
        ),
        "lateral_epicondylalgia": (
            "lateral_epicondylalgia",
            Classical(_refers("lateral_epicondylalgia"), ("spurling negative",)),
        ),
        "radial_nerve_palsy": (
            "radial",
            Classical(
                _nerve("superficial_radial", "posterior_cutaneous_of_forearm"),
                (
                    weak("extensor_carpi_radialis_longus"),
                    weak("extensor_digitorum"),
                    weak("brachioradialis"),
                    "muscle.triceps_brachii 5",
                    "reflex.triceps normal",
                    "reflex.brachioradialis absent",
                ),
            ),
        ),
        "degenerative_cervical_myelopathy": (
            "degenerative_cervical_myelopathy",
            Classical(
                _roots("C6", "C7", "C8", sides=BOTH),
                (
                    "clumsy_hands present",
                    "gait_disturbance present",
                    "reflex.hoffmann present",
                    "reflex.inverted_supinator present",
                    "reflex.patellar brisk",
                    "reflex.achilles brisk",
                ),
                BOTH,
            ),
        ),
        "brown_sequard_syndrome": (
            "brown_sequard_syndrome_T6",
            Classical(
                (*_roots("T6"), *(Felt(NUMB, "textbook", _roots_from("T8"), (RIGHT,)),)),
                (
                    weak("iliopsoas"),
                    weak("quadriceps_femoris"),
                    weak("tibialis_anterior"),
                    "reflex.patellar brisk",
                    "reflex.achilles brisk",
                    "reflex.plantar extensor",
                ),
                also=findings(
                    (
                        "muscle.iliopsoas 5",
                        "muscle.quadriceps_femoris 5",
                        "muscle.tibialis_anterior 5",
                        "reflex.patellar normal",
                        "reflex.achilles normal",
                        "reflex.plantar flexor",
                    ),
                    (RIGHT,),
                ),
            ),
        ),
        "central_cord_syndrome": (
            "central_cord_syndrome",
            Classical(
                _roots("C4", "C5", "C6", "C7", "C8", "T1", sides=BOTH),
                (
                    weak("triceps_brachii"),
                    weak("flexor_digitorum_profundus"),
                    weak("first_dorsal_interosseous"),
                    "reflex.patellar brisk",
                    "clumsy_hands present",
                    "minor_trauma present",
                ),
                BOTH,
            ),
        ),
        "transverse_cord_lesion": (
            "transverse_cord_lesion_T10",
            Classical(
                _roots(*_roots_from("T10"), sides=BOTH),
                (
                    weak("iliopsoas"),
                    weak("quadriceps_femoris"),
                    "reflex.patellar brisk",
                    "reflex.achilles brisk",
                    "reflex.plantar extensor",
                    "vibration_toes reduced",
                    "position_toes reduced",
                    "dissociated_sensory_loss absent",
                    "sensory_level present",
                    "bladder_change present",
                ),
                BOTH,
            ),
        ),
        "syringomyelia": (
            "syringomyelia",
            Classical(
                _roots("C4", "C5", "C6", "C7", "C8", "T1", "T2", "T3", "T4", sides=BOTH),
                (
                    weak("first_dorsal_interosseous"),
                    weak("abductor_pollicis_brevis"),
                    "reflex.biceps absent",
                    "reflex.triceps absent",
                    "dissociated_sensory_loss present",
                    "horner present",
                ),
                BOTH,
            ),
        ),
        "cauda_equina": (
            "cauda_equina",
            Classical(
                _roots("S1", "S2", "S3", "S4", "S5", sides=BOTH),
                (
                    "saddle_numbness present",
                    "bladder_change present",
                    "bilateral_leg_symptoms present",
                    "reflex.achilles absent",
                    "muscle.gastrocnemius 4",
                ),
                BOTH,
            ),
        ),
        "conus_medullaris": (
            "conus_medullaris",
            Classical(
                _roots("S3", "S4", "S5", sides=BOTH),
                (
                    "saddle_numbness present",
                    "bladder_change present",
                    "bowel_change present",
                    "reflex.bulbocavernosus absent",
                    "reflex.anal_wink absent",
                    "reflex.patellar normal",
                ),
                BOTH,
            ),
        ),
        "guillain_barre_syndrome": (
            "guillain_barre_syndrome",
            Classical(
                _refers("length_dependent_polyneuropathy", TINGLING, BOTH),
                (
                    weak("iliopsoas"),
                    weak("tibialis_anterior"),
                    weak("deltoid"),
                    "reflex.achilles absent",
                    "reflex.patellar absent",
                    "reflex.biceps reduced",
                    "ascending_weakness present",
                    "sensory_level absent",
                    "reflex.plantar flexor",
                ),
                BOTH,
            ),
        ),
        "motor_neuron_disease": (
            "motor_neuron_disease",
            Classical(
                (),
                (
                    weak("first_dorsal_interosseous"),
                    weak("tibialis_anterior"),
                    weak("deltoid"),
                    "reflex.biceps brisk",
                    "reflex.patellar brisk",
                    "progressive_weakness present",
                    "weight_loss present",
                    "fasciculations present",
                    *(f"pinprick.{root} normal" for root in ("C6", "C8", "T10", "L4", "S1")),
                    "bladder_change absent",
                    "sensory_level absent",
                ),
                BOTH,
            ),
        ),
        "polymyalgia_rheumatica": (
            "polymyalgia_rheumatica",
            Classical(
                _refers("polymyalgia_rheumatica", sides=BOTH), ("morning_stiffness present", "age_over_50 present")
            ),
        ),
        "visceral_referred_pain": (
            "visceral_referred_pain",
            Classical(_refers("visceral_kidney"), ("sudden_severe_pain present", "visceral_rhythm present")),
        ),
        "anterior_cord_syndrome": (
            "anterior_cord_syndrome",
            Classical(
                _roots(*_roots_from("T8"), sides=BOTH),
                (
                    weak("iliopsoas"),
                    weak("tibialis_anterior"),
                    "reflex.patellar brisk",
                    "reflex.plantar extensor",
                    "dissociated_sensory_loss present",
                    "vibration_toes normal",
                    "position_toes normal",
                    "sensory_level present",
                    "sudden_severe_pain present",
                ),
                BOTH,
            ),
        ),
        "dorsal_column_syndrome": (
            "dorsal_column_syndrome",
            Classical(
                _refers("length_dependent_polyneuropathy", NUMB, BOTH),
                (
                    "vibration_toes reduced",
                    "position_toes reduced",
                    "romberg present",
                    "gait_disturbance present",
                    "reflex.plantar extensor",
                    "lhermitte present",
                ),
                BOTH,
            ),
        ),
    }
