"""Where on the skin a point is, in a clinician's words."""

from rootmap.anatomy.vocabulary import Side
from rootmap.skin.figure import SkinPoint
from rootmap.skin.names import split_segment

Steps = tuple[tuple[float, str], ...]  # (up to this value, words), ascending; the last holds beyond

MIDLINE_DEG = 5.0  # closer to the midline than this is the midline
FACES = (
    "anterior",
    "anterolateral",
    "lateral",
    "posterolateral",
    "posterior",
    "posteromedial",
    "medial",
    "anteromedial",
)
FINGERS = ("thumb", "index finger", "middle finger", "ring finger", "little finger")
TOES = ("great toe", "second toe", "third toe", "fourth toe", "little toe")
PHALANX: Steps = ((1.33, "base of the"), (1.67, "middle of the"), (9, "tip of the"))

TRUNK_FRONT: Steps = (
    (0.04, "at the jugular notch and clavicle"),
    (0.22, "upper chest"),
    (0.33, "at the nipple"),
    (0.44, "at the xiphoid"),
    (0.60, "between xiphoid and umbilicus"),
    (0.71, "at the umbilicus"),
    (0.93, "below the umbilicus"),
    (9, "at the pubis"),
)
TRUNK_BACK: Steps = (
    (0.05, "at the seventh cervical vertebra"),
    (0.22, "at the spine of the scapula"),
    (0.36, "at the inferior angle of the scapula"),
    (0.60, "at the lower ribs"),
    (0.75, "at the iliac crest"),
    (0.88, "sacral region"),
    (0.98, "upper buttock"),
    (9, "lower buttock"),
)
TRUNK_BACK_MIDLINE: Steps = (*TRUNK_BACK[:4], (0.75, "lumbar spine"), (0.93, "over the sacrum"), (9, "natal cleft"))
HEAD_FRONT: Steps = (
    (0.14, "chin"),
    (0.29, "mouth"),
    (0.44, "nose and cheek"),
    (0.58, "eye"),
    (0.80, "forehead"),
    (9, "top of the head"),
)
HEAD_SIDE: Steps = ((0.12, "angle of the jaw"), (0.42, "ear"), (0.72, "temple"), (9, "top of the head"))
HEAD_BACK: Steps = ((0.55, "back of the head"), (9, "top of the head"))
THIRDS: Steps = ((1 / 3, "upper third"), (2 / 3, "middle third"), (9, "lower third"))
ANAL_MARGIN_MM = 12.0


def in_words(point: SkinPoint) -> str:
    """Return where a point is: "left leg · lateral shank, middle third". Raises InputError for no such segment."""
    name, side = split_segment(point.segment)
    first, second = point.first, point.second
    if side is None:
        turn = (second + 180) % 360 - 180
        return {"trunk": _trunk, "neck": _neck, "head": _head, "perineum": _perineum}[name](first, turn)
    if name == "leg":
        return f"{side} leg · {_leg(first, second)}"
    if name == "arm":
        return f"{side} arm · {_arm(first, second)}"
    digit = min(4, max(0, int(second)))
    if name.startswith("hand"):
        face = "palm" if name.endswith("palmar") else "back of the hand"
        return f"{side} hand, {face} · {_hand(first, digit, face)}"
    face = "dorsum" if name.endswith("dorsal") else "sole"
    return f"{side} foot, {face} · {_foot(first, second, face)}"


def _step(steps: Steps, value: float) -> str:
    return next((words for limit, words in steps if value < limit), steps[-1][1])


def _side(turn: float) -> str:
    return str(Side.LEFT if turn >= 0 else Side.RIGHT)


def _face(degrees: float) -> str:
    return FACES[round((degrees % 360) / 45) % 8]


def _trunk(first: float, turn: float) -> str:
    away = abs(turn)
    if away < MIDLINE_DEG:
        return f"trunk, front in the midline · {_step(TRUNK_FRONT, first)}"
    if away > 180 - MIDLINE_DEG:
        return f"trunk, back in the midline · {_step(TRUNK_BACK_MIDLINE, first)}"
    if away < 70:
        return f"trunk, {_side(turn)} front · {_step(TRUNK_FRONT, first)}"
    if away > 110:
        return f"trunk, {_side(turn)} back · {_step(TRUNK_BACK, first)}"
    if first < 0.08:
        return f"trunk, {_side(turn)} side · top of the shoulder"
    return f"trunk, {_side(turn)} side · {_step(((0.35, 'below the armpit'), (0.65, 'flank'), (9, 'hip')), first)}"


def _neck(first: float, turn: float) -> str:
    away = abs(turn)
    if away < MIDLINE_DEG:
        part = "front in the midline"
    elif away > 180 - MIDLINE_DEG:
        part = "nape in the midline"
    else:
        part = f"{_side(turn)} {'front' if away < 50 else 'side' if away < 130 else 'nape'}"
    return f"neck, {part} · {_step(((1 / 3, 'lower third'), (2 / 3, 'middle third'), (9, 'upper third')), first)}"


def _head(first: float, turn: float) -> str:
    away = abs(turn)
    steps = HEAD_FRONT if away < 60 else HEAD_SIDE if away < 125 else HEAD_BACK
    side = "midline" if away < MIDLINE_DEG or away > 180 - MIDLINE_DEG else _side(turn)
    return f"head, {side} · {_step(steps, first)}"


def _perineum(first: float, turn: float) -> str:
    if first < ANAL_MARGIN_MM:
        return "perineum · at the anus"
    away = abs(turn)
    if away < 45:
        part = "perineal body" if first < 38 else "genital region"
    else:
        part = "medial thigh fold" if away < 75 else "inner buttock" if away < 150 else "natal cleft"
    side = "midline" if away < MIDLINE_DEG or away > 180 - MIDLINE_DEG else _side(turn)
    return f"perineum, {side} · {part}, {first:.0f} mm from the anus"


def _leg(first: float, degrees: float) -> str:
    face = _face(degrees)
    if first < 0.06:
        return "groin" if face.startswith("anter") else "gluteal fold" if face.startswith("poster") else f"{face} hip"
    if first < 0.93:
        return f"{face} thigh, {_step(THIRDS, first / 0.93)}"
    if first <= 1.07:
        return {"anterior": "front of the knee", "posterior": "hollow of the knee"}.get(face, f"{face} knee")
    if first < 1.92:
        return f"{face} shank, {_step(THIRDS, (first - 1.07) / 0.85)}"
    return {"medial": "medial malleolus", "lateral": "lateral malleolus", "posterior": "Achilles tendon"}.get(
        face, f"{face} ankle"
    )


def _arm(first: float, degrees: float) -> str:
    face = _face(degrees)
    if first < 0.12:
        return f"{face} shoulder"
    if first < 0.9:
        return f"{face} upper arm, {_step(THIRDS, (first - 0.12) / 0.78)}"
    if first <= 1.1:
        return {"anterior": "hollow of the elbow", "posterior": "point of the elbow"}.get(face, f"{face} elbow")
    if first < 1.93:
        return f"{face} forearm, {_step(THIRDS, (first - 1.1) / 0.83)}"
    return f"{face} wrist"


def _hand(first: float, digit: int, face: str) -> str:
    if first >= 1:
        return f"{_step(PHALANX, first)} {FINGERS[digit]}"
    if first < 0.15:
        return "wrist"
    if digit == 0:
        return "ball of the thumb" if face == "palm" else "over the first metacarpal"
    if digit == 4 and face == "palm" and first < 0.75:
        return "ball of the little finger"
    return f"{'below' if face == 'palm' else 'behind'} the {FINGERS[digit]}"


def _foot(first: float, second: float, face: str) -> str:
    digit = min(4, max(0, int(second)))
    if first >= 1.12:
        return f"{_step(PHALANX, first)} {TOES[digit]}"
    edge = "medial " if second < 1.25 else "lateral " if second > 3.75 else ""
    if face == "sole":
        part = _step(((0.32, "heel"), (0.82, "arch"), (9, "ball of the foot")), first)
        return f"{edge}border of the sole" if edge and part == "arch" else f"{edge}{part}"
    if first < 0.28:
        return f"{edge or 'back of the '}heel"
    if first > 0.85:
        return f"base of the {TOES[digit]}"
    return f"{edge}dorsum" if edge else "middle of the dorsum"
