"""Places worth naming as skin coordinates of the left side or the midline, judged by eye."""

LANDMARKS: dict[str, tuple[str, float, float]] = {
    # trunk, front
    "jugular_notch": ("trunk", 0.0, 0.0),
    "nipple": ("trunk", 0.28, 31.0),
    "xiphoid": ("trunk", 0.40, 0.0),
    "umbilicus": ("trunk", 0.655, 0.0),
    "anterior_superior_iliac_spine": ("trunk", 0.81, 37.0),
    "inguinal_midpoint": ("leg.left", -0.02, 344.0),
    "pubic_symphysis": ("trunk", 1.0, 0.0),
    # trunk, back
    "vertebra_prominens": ("trunk", 0.0, 180.0),
    "spine_of_scapula": ("trunk", 0.15, 157.0),
    "inferior_angle_of_scapula": ("trunk", 0.30, 155.0),
    "iliac_crest": ("trunk", 0.71, 120.0),
    "posterior_superior_iliac_spine": ("trunk", 0.83, 165.0),
    "coccyx": ("trunk", 1.0, 180.0),
    "ischial_tuberosity": ("perineum", 62.0, 85.0),
    "anus": ("perineum", 0.0, 0.0),
    # arm
    "acromion": ("arm.left", 0.02, 60.0),
    "antecubital_fossa": ("arm.left", 1.0, 0.0),
    "lateral_epicondyle": ("arm.left", 1.0, 90.0),
    "olecranon": ("arm.left", 1.0, 180.0),
    "medial_epicondyle": ("arm.left", 1.0, 270.0),
    # leg
    "greater_trochanter": ("leg.left", 0.03, 95.0),
    "patella": ("leg.left", 0.97, 0.0),
    "popliteal_fossa": ("leg.left", 1.0, 180.0),
    "medial_femoral_condyle": ("leg.left", 0.96, 280.0),
    "tibial_tuberosity": ("leg.left", 1.12, 0.0),
    "head_of_fibula": ("leg.left", 1.09, 110.0),
    "medial_malleolus": ("leg.left", 1.96, 280.0),
    "lateral_malleolus": ("leg.left", 1.97, 95.0),
    # head
    "vertex": ("head", 1.0, 0.0),
    "chin": ("head", 0.04, 0.0),
    "external_occipital_protuberance": ("head", 0.06, 180.0),
    "tragus": ("head", 0.27, 92.0),
}
