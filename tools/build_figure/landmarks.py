"""Places worth naming on the neutral adult, as skin coordinates of the left side, judged by eye on the figure."""

LANDMARKS: dict[str, tuple[str, float, float]] = {
    "jugular_notch": ("trunk", 0.0, 0.0),
    "vertebra_prominens": ("trunk", 0.0, 180.0),
    "nipple": ("trunk", 0.29, 36.0),
    "xiphoid": ("trunk", 0.40, 0.0),
    "umbilicus": ("trunk", 0.70, 0.0),
    "iliac_crest": ("trunk", 0.72, 95.0),
    "pubic_symphysis": ("trunk", 1.0, 0.0),
    "coccyx": ("trunk", 1.0, 180.0),
    "inguinal_midpoint": ("leg.left", 0.0, 0.0),
    "acromion": ("arm.left", 0.0, 60.0),
    "medial_malleolus": ("leg.left", 1.97, 290.0),
    "lateral_malleolus": ("leg.left", 1.99, 100.0),
}
