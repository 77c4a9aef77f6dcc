"""Hand and foot coordinates as smooth fields over the mesh: exact on the digits, harmonic between them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import spsolve

from .body import Body
from .mesh import neighbours, unit

Field = NDArray[np.float64]
Edge = Callable[[Field], Field]  # distance from the heel -> place across the foot, mm


SOLE_MM = 45.0  # skin of the foot below this height shows how wide the foot is
SOLE_FACES_DOWN = 0.30  # sole where the normal's downward part exceeds this; the side walls belong to the dorsum
KNOWN_FROM = 0.32  # of a digit's length from its knuckle: about where the webs end

MEMBER_ROUNDS = 30
WEB_SHARE = 0.15  # of the weight: less is not yet the web


@dataclass(frozen=True)
class Digit:
    """A finger or toe: its bones' joints from the knuckle to the tip, its weights, and the way its back faces."""

    axis: list[Field]
    weight: Field
    dorsal: Field


@dataclass(frozen=True)
class DigitFields:
    """Per vertex: how much it belongs to the part (0..1), both coordinates, and which face (positive: dorsal)."""

    member: Field
    first: Field
    second: Field
    dorsal: Field


def hand_fields(body: Body) -> DigitFields:
    """Return the fields of the left hand (0 wrist, 1 knuckles, 2 tips; 0 thumb edge .. 5 little-finger edge)."""
    rest, normal, at = body.rest, body.normals(body.rest), _rest_joints(body)
    wrist, forearm = at["wrist.L"], at["wrist.L"] - at["lowerarm01.L"]
    along = unit(at["finger3-1.L"] - wrist)
    across = at["finger5-1.L"] - at["finger2-1.L"]  # towards the little finger
    across = unit(across - along * (across @ along))
    up = unit(np.cross(across, along))
    if (at["finger3-3.L:tail"] - at["finger3-1.L"]) @ up > 0:  # fingers curl towards the palm
        up = -up
    beyond = (rest - wrist) @ unit(unit(forearm) + along)
    handish = body.weight("lowerarm02.L", "wrist.L", "metacarpal", "finger") * (rest[:, 0] > 0) > 0.02
    member = np.where(handish, np.clip(0.5 + beyond / 20, 0, 1), 0)
    part = handish & (beyond > -10)
    digits = _finger_digits(body, at, up)
    first, second, fixed = _digits(rest, digits, across)
    total = sum(digit.weight for digit in digits)
    towards = sum(digit.weight[:, None] * digit.dorsal for digit in digits) + np.clip(1 - total, 0, 1)[:, None] * up
    dorsal = np.einsum("ij,ij->i", normal, unit(towards))
    s, u = (rest - wrist) @ along, (rest - wrist) @ across
    at_wrist = part & (beyond < 3)
    low, high = u[at_wrist].min(), u[at_wrist].max()
    first[at_wrist] = s[at_wrist] / np.linalg.norm(at["finger3-1.L"] - wrist)
    second[at_wrist] = 5 * (u[at_wrist] - low) / (high - low)
    rim = part & (np.abs(dorsal) < 0.25) & ~fixed & ~at_wrist
    little = rim & (u > (low + high) / 2) & (total - digits[0].weight < 0.3)
    base = at["finger1-1.L"]
    ray = unit(at["finger1-2.L"] - base)
    outward = unit(-across - ray * (-across @ ray))
    thumb = rim & (body.weight("finger1-1.L") > 0.25) & ((rest - base) @ outward > 0)
    second[little], second[thumb] = 5.0, 0.0
    webs = _webs(digits, second, fixed)
    solved = _harmonic(body, part, (fixed | at_wrist, fixed | at_wrist | little | thumb | webs), (first, second))
    return DigitFields(member, solved[0], solved[1], dorsal)


def foot_fields(body: Body) -> DigitFields:
    """Return the fields of the left foot (0 back of heel, 1 metatarsal heads, 2 tips; 0 great-toe edge .. 5)."""
    rest, normal, at = body.rest, body.normals(body.rest), _rest_joints(body)
    toes = [body.weight(f"toe{k}-") * (rest[:, 0] > 0) for k in range(1, 6)]
    member = np.clip(body.weight("foot.L") + sum(toes), 0, 1)
    up = np.array([0.0, 1.0, 0.0])
    forward = unit((at["toe3-1.L"] - at["foot.L"]) * [1, 0, 1])
    across = unit(np.cross(up, forward))
    across = across if across[0] > 0 else -across  # towards the little toe
    part = member > 0.02
    low = part & (rest[:, 1] < SOLE_MM)
    heel = (rest[low] @ forward).min()
    s, u = rest @ forward - heel, rest @ across
    heads = np.array([at[f"toe{k}-1.L"] for k in range(1, 6)])
    head_s, head_u = heads @ forward - heel, heads @ across
    first = s / np.interp(u, head_u, head_s)
    edges = _edges(s[low], u[low], float(head_s.max()))
    second = _across_foot(s, u, edges, (head_s, head_u), first)
    digits = []
    for k, weight in enumerate(toes, start=1):
        bones = (1, 2) if k == 1 else (1, 2, 3)
        axis = [*(at[f"toe{k}-{j}.L"] for j in bones), at[f"toe{k}-{bones[-1]}.L:tail"]]
        digits.append(Digit(axis, weight, up))
    toe_first, toe_second, fixed = _digits(rest, digits, across)
    first[fixed], second[fixed] = toe_first[fixed], toe_second[fixed]
    hind = part & (first < 0.9) & ~fixed
    webs = _webs(digits, second, fixed | hind)
    solved = _harmonic(body, part, (hind | fixed, hind | fixed | webs), (first, second))
    return DigitFields(_smoothed(body, member), solved[0], solved[1], normal[:, 1] + SOLE_FACES_DOWN)


def _finger_digits(body: Body, at: dict[str, Field], up: Field) -> list["Digit"]:
    digits = []
    for k in range(1, 6):
        bones = (2, 3) if k == 1 else (1, 2, 3)  # the thumb's first bone is its metacarpal
        axis = [*(at[f"finger{k}-{j}.L"] for j in bones), at[f"finger{k}-3.L:tail"]]
        along = unit(axis[-1] - axis[0])
        weight = body.weight(*(f"finger{k}-{j}.L" for j in bones))
        digits.append(Digit(axis, weight, unit(up - along * (up @ along))))
    return digits


def _across_foot(s: Field, u: Field, edges: tuple[Edge, Edge], heads: tuple[Field, Field], first: Field) -> Field:
    """Return 0..5 across the foot: fifths at the heel, between the metatarsal heads at the ball."""
    medial, lateral = edges
    share = (u - medial(s)) / (lateral(s) - medial(s))
    head_s, head_u = heads
    between_s, between_u = (head_s[1:] + head_s[:-1]) / 2, (head_u[1:] + head_u[:-1]) / 2
    at_ball = (between_u - medial(between_s)) / (lateral(between_s) - medial(between_s))
    ahead = np.clip(first, 0, 1)[:, None]
    inner = np.linspace(0.2, 0.8, 4) * (1 - ahead) + at_ball * ahead
    knots = np.concatenate([np.zeros((len(s), 1)), inner, np.ones((len(s), 1))], axis=1)
    pieces = np.clip((share[:, None] - knots[:, :-1]) / (knots[:, 1:] - knots[:, :-1]), 0, 1)
    return np.asarray(pieces.sum(axis=1))


def _rest_joints(body: Body) -> dict[str, Field]:
    ground = body.rig.rest[body.source.quads.ravel(), 1].min()
    heads = {name: (place - [0, ground, 0]) * body.scale for name, place in body.rig.head.items()}
    return heads | {f"{n}:tail": (place - [0, ground, 0]) * body.scale for n, place in body.rig.tail.items()}


def _digits(rest: Field, digits: list["Digit"], across: Field) -> tuple[Field, Field, NDArray[np.bool_]]:
    """Return first, second and where they are known: beyond a third of each digit, counted from its knuckle."""
    first, second = np.zeros(len(rest)), np.zeros(len(rest))
    known = np.zeros(len(rest), bool)
    for k, digit in enumerate(digits):
        mine = digit.weight > 0.6
        points = np.array(digit.axis)
        length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
        travelled, foot = _along(rest, points, length)
        tip = travelled[mine].max()
        side = unit(np.cross(digit.dorsal, unit(points[-1] - points[0])))
        side = side if side @ across > 0 else -side
        offset = (rest - foot) @ side
        core = mine & (travelled > 0.35 * tip) & (travelled < 0.9 * tip)
        half = np.percentile(np.abs(offset[core]), 96)
        take = mine & (travelled > KNOWN_FROM * tip)
        first[take] = 1 + travelled[take] / tip
        second[take] = k + np.clip(0.5 + 0.5 * offset[take] / half, 0, 1)
        known |= take
    return first, second, known


def _webs(digits: list["Digit"], second: Field, known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Set `second` near the border between two digits where both hold the skin about equally; return where."""
    webs = np.zeros(len(second), bool)
    for k in range(1, 5):
        one, other = digits[k - 1].weight, digits[k].weight
        both = ~known & (np.minimum(one, other) > WEB_SHARE) & (np.minimum(one, other) > 0.6 * np.maximum(one, other))
        second[both] = k + 0.5 * ((other - one) / np.maximum(other + one, 1e-9))[both]
        webs |= both
    return webs


def _along(rest: Field, points: Field, length: Field) -> tuple[Field, Field]:
    """Return distance travelled along a polyline at the nearest place (last piece runs on), and that place."""
    best, travelled, foot = np.full(len(rest), np.inf), np.zeros(len(rest)), np.zeros_like(rest)
    for i in range(len(points) - 1):
        piece = length[i + 1] - length[i]
        axis = (points[i + 1] - points[i]) / piece
        t = (rest - points[i]) @ axis
        t = np.clip(t, -np.inf if i == 0 else 0, np.inf if i == len(points) - 2 else piece)
        place = points[i] + t[:, None] * axis
        distance = np.linalg.norm(rest - place, axis=1)
        nearer = distance < best
        best[nearer], travelled[nearer], foot[nearer] = distance[nearer], (length[i] + t)[nearer], place[nearer]
    return travelled, foot


def _edges(s: Field, u: Field, reach: float) -> tuple[Edge, Edge]:
    """Return the medial and lateral edges of the sole as smooth functions of the distance from the heel."""
    bins = np.linspace(0, reach, 24)
    which = np.digitize(s, bins)
    centre = (bins[:-1] + bins[1:]) / 2
    low = np.array([u[which == i + 1].min() for i in range(23)])
    high = np.array([u[which == i + 1].max() for i in range(23)])
    wide = centre > 25  # behind it the heel rounds off; its width is held
    kernel = np.ones(5) / 5

    def smooth(values: Field) -> Field:
        return np.convolve(np.pad(values, 2, mode="edge"), kernel, mode="valid")

    low, high = smooth(low[wide]), smooth(high[wide])
    return (
        lambda q: np.asarray(np.interp(q, centre[wide], low)),
        lambda q: np.asarray(np.interp(q, centre[wide], high)),
    )


def _smoothed(body: Body, values: Field) -> Field:
    """Return per-vertex values averaged with their neighbours, so that their level lines run smoothly."""
    near = neighbours(len(values), body.skin)
    mean = sparse.diags(1 / np.maximum(np.asarray(near.sum(axis=1)).ravel(), 1)) @ near
    for _ in range(MEMBER_ROUNDS):
        values = 0.5 * values + 0.5 * (mean @ values)
    return values


def _harmonic(
    body: Body, part: NDArray[np.bool_], fixed: tuple[NDArray[np.bool_], ...], values: tuple[Field, ...]
) -> list[Field]:
    """Fill each of `values` over `part` smoothly from where it is fixed."""
    tris = body.skin[part[body.skin].all(axis=1)]
    count = len(part)
    near = neighbours(count, tris)
    laplace = (sparse.diags(np.asarray(near.sum(axis=1)).ravel()) - near).tocsr()
    inside = np.zeros(count, bool)
    inside[np.unique(tris)] = True
    result = []
    for where, value in zip(fixed, values, strict=True):
        free, held = np.flatnonzero(inside & ~where), np.flatnonzero(inside & where)
        filled = value.copy()
        filled[free] = spsolve(laplace[free][:, free].tocsc(), -laplace[free][:, held] @ value[held])
        result.append(filled)
    return result
