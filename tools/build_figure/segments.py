"""Which segment a bit of skin belongs to, and its two skin coordinates, from its place on the neutral body.

Every figure is the same mesh in another shape, so its skin takes the coordinates that the neutral body has at the same
point of the mesh: a nipple, a navel, a wrist has the same coordinates whoever it belongs to.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator

from .body import Body
from .digits import DigitFields, foot_fields, hand_fields
from .limb import Limb, limb
from .shapes import NEUTRAL

Field = NDArray[np.float64]
SEGMENTS = (
    "leg", "arm", "hand.palmar", "hand.dorsal", "foot.dorsal", "foot.plantar", "trunk", "neck", "head", "perineum",
)  # fmt: skip
CODE = {name: code for code, name in enumerate(SEGMENTS)}

# Places on the neutral adult in the standing pose (y up from the ground, z forward), judged by eye; millimetres at a
# stature of REFERENCE_MM.
REFERENCE_MM = 1700.0
JUGULAR_YZ, C7_YZ = (1397.0, 84.0), (1440.0, -36.0)
SYMPHYSIS_YZ, COCCYX_YZ = (856.0, 119.0), (878.0, -70.0)
ACROMION_XY, AXILLA_XY = (176.0, 1408.0), (152.0, 1268.0)
AXILLA_GAP_DEG = 14.0  # below the axilla the border leaves between arm and trunk
VERTEX_Y = 1699.0
TRUNK_AXIS_Z, TRUNK_ASPECT = 35.0, 1.45  # centre line; width over depth, so that degrees spread evenly
MOUTH_Y, MOUTH_X = 1478.0, 35.0
HEAD_AXIS_Z = 55.0
ANUS_LITHOTOMY = (0.0, 826.0, -30.0)
PERINEUM_REACH_DEG, PERINEUM_REACH_MM = (0, 45, 90, 135, 180), (118, 100, 80, 76, 72)
# Border of thigh and trunk: height over the angle round the vertical through the hip joint (0 front, 90 outside).
GROIN_DEG = (0, 25, 50, 75, 95, 120, 150, 180, 210, 240, 270, 300, 306, 312, 318, 323, 330, 340, 350, 360)
GROIN_Y = (950, 968, 966, 938, 906, 868, 842, 825, 813, 803, 799, 801, 804, 812, 823, 837, 862, 896, 927, 950)
# Border of head and neck: height over the angle (chin, jaw, ear lobe, nape).
JAW_DEG, JAW_Y = (0, 35, 70, 100, 130, 180), (1468, 1474, 1500, 1530, 1540, 1542)
# Border of neck and trunk, above the plane of C7 and the jugular notch: rises to the root of the neck.
NECK_ROOT_MM = 38.0


@dataclass(frozen=True)
class Frame:
    """The centre lines of the left limbs, from which their coordinates are measured."""

    arm: Limb
    leg: Limb


@dataclass(frozen=True)
class Skin:
    """Samples of skin: places of the neutral body in two poses (n, 3) and the fields of hand and foot (n)."""

    standing: Field
    lithotomy: Field
    hand: DigitFields
    foot: DigitFields
    arm: Field  # weight of the arm's bones


@dataclass(frozen=True)
class Reference:
    """What gives every figure its skin coordinates: the neutral body's centre lines, and its skin at each vertex."""

    frame: Frame
    skin: Skin


def reference_of(body: Body) -> Reference:
    """Measure the neutral body."""
    return Reference(_frame_of(body), _vertex_skin(body))


def _frame_of(body: Body) -> Frame:
    """Measure the centre lines of arm (from the acromion) and leg (from the hip joint)."""
    on_skin = np.isin(np.arange(len(body.standing)), body.skin)  # the mesh also carries clothes' helpers
    joints, left = body.joints, on_skin & (body.standing[:, 0] > 0)
    elbow, shoulder = joints["lowerarm01.L"], joints["upperarm01.L"]
    axis = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)
    acromion = np.array(ACROMION_XY) * (NEUTRAL.stature_mm / REFERENCE_MM)
    lift = float((np.array([*acromion, shoulder[2]]) - shoulder) @ axis)
    arm = body.standing[left & (body.weight("upperarm", "lowerarm") > 0.7)]
    leg = body.standing[left & (body.weight("upperleg", "lowerleg") > 0.7)]
    return Frame(
        limb(arm, (shoulder + lift * axis, elbow, joints["wrist.L"])),
        limb(leg, (joints["upperleg01.L"], joints["lowerleg01.L"], joints["foot.L"])),
    )


def _vertex_skin(body: Body) -> Skin:
    """Return the samples at the body's vertices (left side's digit fields; the right mirrors them)."""
    arm = body.weight("upperarm", "lowerarm", "shoulder01", "wrist", "metacarpal", "finger")
    return Skin(body.standing, body.lithotomy, hand_fields(body), foot_fields(body), arm)


def segment_and_coordinates(frame: "Frame", skin: Skin) -> tuple[NDArray[np.uint8], Field, Field]:
    """Return code, first and second coordinate of each sample, all taken as the left side (x made positive)."""
    fold = np.where(skin.standing[:, :1] < 0, [-1.0, 1, 1], [1.0, 1, 1])
    standing, laid = skin.standing * fold, skin.lithotomy * fold
    p = standing * (REFERENCE_MM / NEUTRAL.stature_mm)
    table = {
        "arm": frame.arm.coordinates(standing),
        "leg": frame.leg.coordinates(standing),
        "trunk": _trunk(p),
        "neck": _neck(p),
        "head": _head(p),
        "perineum": _perineum(laid),
    }
    table |= {f"hand.{f}": (skin.hand.first, skin.hand.second) for f in ("palmar", "dorsal")}
    table |= {f"foot.{f}": (skin.foot.first, skin.foot.second) for f in ("plantar", "dorsal")}
    code = _segments(skin, p, table)
    table["head"] = np.maximum(table["head"][0], 0), table["head"][1]
    first, second = np.zeros(len(p)), np.zeros(len(p))
    for name, (one, two) in table.items():
        mine = code == CODE[name]
        first[mine], second[mine] = one[mine], two[mine]
    return code, first, second


def _segments(skin: Skin, p: Field, table: dict[str, tuple[Field, Field]]) -> NDArray[np.uint8]:
    hand, foot = skin.hand.member > 0.5, skin.foot.member > 0.5
    arm = (p[:, 0] > _arm_border(p[:, 1])) & (skin.arm > 0.02) & (p[:, 1] > 700)
    perineum_reach = PchipInterpolator(PERINEUM_REACH_DEG, PERINEUM_REACH_MM)
    distance, angle = table["perineum"]
    leg = p[:, 1] < _groin(p)
    mouth = (p[:, 1] > MOUTH_Y) & (np.abs(p[:, 0]) < MOUTH_X) & (p[:, 2] > 0)  # seen between the lips
    conditions = [
        (hand & (skin.hand.dorsal < 0), "hand.palmar"),
        (hand, "hand.dorsal"),
        (foot & (skin.foot.dorsal < 0), "foot.plantar"),
        (foot, "foot.dorsal"),
        (arm, "arm"),
        (leg, "leg"),
        ((distance < perineum_reach(angle)) & (p[:, 1] < 900), "perineum"),
        ((table["head"][0] > 0) | mouth, "head"),
        (table["neck"][0] > 0, "neck"),
    ]
    return np.select([c for c, _ in conditions], [CODE[n] for _, n in conditions], CODE["trunk"]).astype(np.uint8)


def _arm_border(y: Field) -> Field:
    slope = (ACROMION_XY[0] - AXILLA_XY[0]) / (ACROMION_XY[1] - AXILLA_XY[1])
    above = AXILLA_XY[0] + (y - AXILLA_XY[1]) * slope
    below = AXILLA_XY[0] + (AXILLA_XY[1] - y) * np.tan(np.radians(AXILLA_GAP_DEG))
    return np.where(y > AXILLA_XY[1], above, below)


def _groin(p: Field) -> Field:
    angle = np.degrees(np.arctan2(p[:, 0] - 100, p[:, 2] - 10)) % 360
    return np.asarray(CubicSpline(GROIN_DEG, GROIN_Y, bc_type="periodic")(angle))


def _plane(z: Field, front: tuple[float, float], back: tuple[float, float]) -> Field:
    slope = (front[0] - back[0]) / (front[1] - back[1])
    return back[0] + slope * (np.clip(z, back[1] - 20, front[1] + 20) - back[1])


def _round(x: Field, z: Field, axis_z: float, aspect: float) -> Field:
    return np.degrees(np.arctan2(x / aspect, z - axis_z))


def _trunk(p: Field) -> tuple[Field, Field]:
    top, bottom = _plane(p[:, 2], JUGULAR_YZ, C7_YZ), _plane(p[:, 2], SYMPHYSIS_YZ, COCCYX_YZ)
    return (top - p[:, 1]) / (top - bottom), _round(p[:, 0], p[:, 2], TRUNK_AXIS_Z, TRUNK_ASPECT)


def _neck_base(p: Field, angle: Field) -> Field:
    return _plane(p[:, 2], JUGULAR_YZ, C7_YZ) + NECK_ROOT_MM * np.sin(np.radians(angle)) ** 2


def _neck(p: Field) -> tuple[Field, Field]:
    angle = _round(p[:, 0], p[:, 2], 25.0, 1.0)
    base, top = _neck_base(p, angle), _jaw(p)
    return (p[:, 1] - base) / (top - base), angle


def _jaw(p: Field) -> Field:
    return np.asarray(PchipInterpolator(JAW_DEG, JAW_Y)(_round(p[:, 0], p[:, 2], HEAD_AXIS_Z, 1.0)))


def _head(p: Field) -> tuple[Field, Field]:
    base = _jaw(p)
    first = (p[:, 1] - base) / (VERTEX_Y - base)
    return first, _round(p[:, 0], p[:, 2], HEAD_AXIS_Z, 1.0)


def _perineum(laid: Field) -> tuple[Field, Field]:
    offset = laid - np.array(ANUS_LITHOTOMY) * (NEUTRAL.stature_mm / REFERENCE_MM)
    return np.linalg.norm(offset, axis=1), np.degrees(np.arctan2(offset[:, 0], offset[:, 2]))
