"""Names of the skin's segments, with and without their side."""

from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError

MIDLINE_SEGMENTS = frozenset({"trunk", "neck", "head", "perineum"})
ROUND_LIMBS = frozenset({"leg", "arm"})  # their second coordinate is degrees all the way round
SIDED_SEGMENTS = ROUND_LIMBS | {"hand.palmar", "hand.dorsal", "foot.dorsal", "foot.plantar"}


def split_segment(segment: str) -> tuple[str, Side | None]:
    """Return ("foot.dorsal", LEFT) for "foot.left.dorsal", ("trunk", None) for "trunk". Raises InputError."""
    if segment in MIDLINE_SEGMENTS:
        return segment, None
    head, _, rest = segment.partition(".")
    side, _, face = rest.partition(".")
    name = f"{head}.{face}" if face else head
    if name in SIDED_SEGMENTS and side in ("left", "right"):
        return name, Side(side)
    raise InputError(f'segment "{segment}"', "", "is not a part of the body", 'use one such as "leg.left" or "trunk"')


def join_segment(name: str, side: Side) -> str:
    """Return the segment of a side: ("foot.dorsal", LEFT) gives "foot.left.dorsal"; midline segments stay."""
    if name in MIDLINE_SEGMENTS:
        return name
    head, _, face = name.partition(".")
    return f"{head}.{side}.{face}" if face else f"{head}.{side}"
