"""What no study says about patients, and the simulation has to assume: every number here is a judgement."""

from types import MappingProxyType

# --- Which causes ---------------------------------------------------------------------------------------------------

CLINIC_SORTS = MappingProxyType(
    {"root": 0.58, "roots": 0.08, "nerve": 0.15, "mimic": 0.12, "polyneuropathy": 0.03, "cauda": 0.02, "cord": 0.02}
)
"""What walks into a clinic for arm and leg pain. Judgement: mostly single roots, then nerves and referred pain."""

TEACHING_SORTS = MappingProxyType(
    {"root": 0.40, "roots": 0.10, "nerve": 0.22, "mimic": 0.16, "polyneuropathy": 0.04, "cauda": 0.04, "cord": 0.04}
)
"""What a course wants to show: fewer single roots, more of what is missed. Judgement."""

CERVICAL_SHARE = 0.35
"""The share of cervical among cervical and lumbosacral roots of a clinic. Judgement."""

RARE_ROOT_SHARE = 0.06
"""The share of roots without a published share (thoracic, upper cervical, low sacral) in "all roots". Judgement."""

TEACHING_POWER = 0.35
"""Published shares to this power give the flatter shares of a course. Judgement."""

NERVE_WEIGHT = MappingProxyType(
    {
        **{"median_at_carpal_tunnel": 30.0, "ulnar_at_elbow": 12.0, "common_fibular": 8.0, "radial": 3.0},
        **{"lateral_femoral_cutaneous": 8.0, "femoral": 2.0, "axillary": 2.0, "tibial_at_tarsal_tunnel": 2.0},
        **{"sciatic": 2.0, "pudendal": 1.0, "greater_occipital": 3.0, "saphenous": 1.0, "ulnar_at_wrist": 1.0},
    }
)
"""How often a nerve is the cause, relative to OTHER_NERVE_WEIGHT for those not named. Judgement."""

OTHER_NERVE_WEIGHT = 0.4
CORD_WEIGHT = MappingProxyType({"degenerative_cervical_myelopathy": 6.0, "transverse_cord_lesion": 2.0})
"""How often each lesion of the cord is the cause, all its levels together; 1 where not named. Judgement."""

CROSSED_BAND = 0.5
"""Chance that half a cord's lesion is felt in the band of its level on its own side too. Judgement."""

# --- Where it is felt ------------------------------------------------------------------------------------------------

OTHER_ROOT_OWN_PAIN = 0.60
"""Thoracic and low sacral roots: pain in the own band. Judgement; no study counts it."""

PAIN_SHOWN, TINGLING_SHOWN, NUMBNESS_SHOWN = 0.95, 0.50, 0.35
"""Chance that a patient with a root lesion draws the quality at all. Pain: Henderson 1983 has 99.4 % arm pain."""

BURNING_INSTEAD = 0.15
"""Chance that pain is drawn as burning."""

ELSEWHERE = MappingProxyType(
    {
        "lumbar": {"areas": 0.30, "neighbour": 0.40, "several": 0.20, "proximal": 0.10},
        "cervical": {"neighbour": 0.45, "several": 0.20, "proximal": 0.25, "wide": 0.10},
        "other": {"neighbour": 0.50, "several": 0.35, "proximal": 0.15},
    }
)
"""How pain that leaves the dermatome lies: by area (Furman 2019), in another root's skin (McAnany 2019, Kortelainen
1985), over several levels (Bove 2005), on neck or back alone, or over the whole limb. The shares are judgement; so many
lumbar neighbours because L5 and S1 cannot be told apart by pain alone (Albert 2019)."""

PARTIAL_LESION = 0.85
"""A block numbs more reliably than a disc: Nitta's shares of numb cores are multiplied by this."""

TINGLING_SPILL = 1.6
"""Tingling that only touches its dermatome covers this many times as much skin outside."""

EXTENT = MappingProxyType(
    {
        "pain": {"whole": 0.30, "to_ankle": 0.25, "to_knee": 0.20, "distal": 0.25},
        "feeling": {"whole": 0.15, "to_ankle": 0.10, "to_knee": 0.05, "distal": 0.70},
    }
)
"""How much of a limb's strip is drawn (elbow and wrist for the arm): numbness and tingling lie far out."""

KEEP = (0.35, 1.0)
"""The part of the chosen skin that is really drawn lies evenly between these."""

SHIFT_MM, WOBBLE_MM = 9.0, 5.0
"""How far a patient's borders lie from the map's, all together and mark by mark (standard deviations)."""

BRUSH_MM = MappingProxyType({"trunk": 32.0, "neck": 20.0, "head": 16.0, "leg": 26.0, "arm": 20.0, "perineum": 12.0})
FINE_BRUSH_MM = 10.0  # hand and foot
BRUSH_SPREAD = 0.25  # of the log of a patient's brush

STRAY_MARK, OTHER_SIDE = 0.12, 0.04
"""Chance of a stray patch somewhere else, and of some of it on the other side too."""

ONE_ROOT_ALONE = 0.3
"""Two roots: chance that a quality follows the upper alone, and again the lower alone; else both."""

NERVE_SPREAD = 0.2
"""Chance that a nerve's feeling is drawn well beyond its field (the whole hand in a carpal tunnel)."""

MOTOR_NERVE_ACHE = 0.6
"""Chance that a nerve without skin aches over its muscles."""

REFERRAL_CORE = 0.65
"""Chance that referred pain keeps to the typical part of its pattern."""

REFERRAL_FEELING = 0.10
"""Chance that referred pain comes with some tingling."""

# --- What is found ---------------------------------------------------------------------------------------------------

MOTOR = MappingProxyType({"cervical": (0.50, 0.20), "lumbar": (0.38, 0.15)})
"""Weak, by a root that dominates the muscle and one that only contributes.

Cervical nearer to operated patients (any motor deficit 68 %, Henderson 1983), lumbar to Al Nezari 2013 (22 to 40 %).
"""

REFLEX = MappingProxyType({"cervical": (0.50, 0.20), "lumbar": (0.35, 0.15)})
"""As MOTOR; any reflex deficit 71.2 % (Henderson 1983) and 25 to 29 % (Al Nezari 2013)."""

FEELING = MappingProxyType({"cervical": (0.50, 0.15), "lumbar": (0.40, 0.12)})
"""Reduced at the root's own key point, and at that of a neighbour (dermatomes overlap)."""

FALSE_SIGN = MappingProxyType({"motor": 0.05, "reflex": 0.05, "feeling": 0.04, "other": 0.08, "history": 0.03})
"""Abnormal without a lesion that explains it: the examiner's noise."""

WITHIN_KIND = 0.5
"""Correlation of signs of one kind in one patient: weak muscles come together."""

NERVE_SIGN = MappingProxyType({"motor": 0.60, "reflex": 0.50, "feeling": 0.60, "other": 0.55, "history": 0.50})
"""As above for the muscles, reflexes, key points and special manoeuvres of a nerve."""

CAUDA_SIGN = MappingProxyType({"motor": 0.35, "reflex": 0.50, "feeling": 0.40, "other": 0.40, "history": 0.30})
"""Cauda equina and conus: many roots, each in part; any leg weakness 68 %, any loss of feeling in a leg 72 % in the
series of suspected cauda equina that the table of accuracy has."""

PLEXUS_SIGN = MappingProxyType({"motor": 0.60, "reflex": 0.50, "feeling": 0.45, "other": 0.30, "history": 0.10})

HISTORY = MappingProxyType(
    {
        "root": MappingProxyType({"worse_cough": 0.40}),
        "roots": MappingProxyType({"worse_cough": 0.40}),
        "median_at_carpal_tunnel": MappingProxyType({"hand_shaking_relief": 0.60}),
        "herpes_zoster": MappingProxyType({"blistering_rash": 0.80}),
        "cauda_equina": MappingProxyType({"saddle_numbness": 0.60}),
        "conus_medullaris": MappingProxyType({"saddle_numbness": 0.70, "bladder_change": 0.80}),
        "polymyalgia_rheumatica": MappingProxyType({"morning_stiffness": 0.80}),
        "vascular_claudication": MappingProxyType({"better_standing_still": 0.60}),
    }
)
"""How often an item of the history is told, by the cause's id or kind, where no study says."""

GRADES = MappingProxyType({4: 0.76, 3: 0.16, 2: 0.05, 1: 0.02, 0: 0.01})
"""How weak a weak muscle is (MRC): mostly partial."""

REFLEX_LOST = 0.35
"""Share of abnormal reflexes that are absent rather than reduced."""

SIGN_LIMITS = (0.02, 0.95)
"""A published share of exactly none or all (a handful of patients) is held within these."""
