"""Hand and foot coordinates as smooth fields over the mesh: exact on the digits, harmonic between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import spsolve

from .body import Body
from .mesh import unit

Field = NDArray[np.float64]


@dataclass(frozen=True)
class DigitFields:
    """Per vertex: how much it belongs to the part (0..1), both coordinates, and which face (positive: dorsal)."""

    member: Field
    first: Field
    second: Field
    dorsal: Field


def hand_fields(body: Body) -> DigitFields:
    """Return the fields of the left hand (0 wrist, 1 knuckles, 2 tips; 0 thumb edge .. 5 little-finger edge)."""
    member = body.weight("wrist.L", "metacarpal1.L", "metacarpal2.L", "metacarpal3.L", "metacarpal4.L") + sum(
        body.weight(*(f"finger{k}-{j}.L" for j in (1, 2, 3))) for k in range(1, 6)
    )
    rest, normal = body.rest, body.normals(body.rest)
    at = _rest_joints(body)
    wrist = at["wrist.L"]
    along = unit(at["finger3-1.L"] - wrist)
    across = unit(at["finger5-1.L"] - at["finger2-1.L"])  # towards the little finger
    across = unit(across - along * (across @ along))
    up = unit(np.cross(across, along))
    if (at["finger3-3.L:tail"] - at["finger3-1.L"]) @ up > 0:  # fingers curl towards the palm
        up = -up
    axes = [[at[f"finger{k}-{j}.L"] for j in (1, 2, 3)] + [at[f"finger{k}-3.L:tail"]] for k in range(1, 6)]
    weights = [body.weight(*(f"finger{k}-{j}.L" for j in (1, 2, 3))) for k in range(1, 6)]
    weights[0] = body.weight("finger1-2.L", "finger1-3.L")
    axes[0] = axes[0][1:]
    nail = [_nail_direction(body, normal, weights[k], axes[k], up) for k in range(5)]
    member = np.clip(member, 0, 1)
    first, second, fixed = _digits(body, rest, axes, weights, nail, across)
    dorsal = np.einsum(
        "ij,ij->i",
        normal,
        unit(
            sum(w[:, None] * d for w, d in zip(weights, nail, strict=True))
            + np.clip(1 - sum(weights), 0, 1)[:, None] * up
        ),
    )
    s, u = (rest - wrist) @ along, (rest - wrist) @ across
    at_wrist = (s < 4) & (member > 0.02)
    width = np.ptp(u[at_wrist & (np.abs(s) < 4)])
    middle = u[at_wrist & (np.abs(s) < 4)].mean()
    first[at_wrist] = s[at_wrist] / np.linalg.norm(at["finger3-1.L"] - wrist)
    second[at_wrist] = np.clip(2.5 + 5 * (u[at_wrist] - middle) / width, 0, 5)
    edge = (np.abs(dorsal) < 0.2) & ~fixed & (member > 0.5) & ~at_wrist & (u > middle + width * 0.3)
    edge &= sum(weights) < 0.3
    second[edge] = 5.0
    solved = _harmonic(body, member > 0.02, (fixed | at_wrist, fixed | at_wrist | edge), (first, second))
    return DigitFields(member, solved[0], solved[1], dorsal)


def foot_fields(body: Body) -> DigitFields:
    """Return the fields of the left foot (0 back of heel, 1 metatarsal heads, 2 tips; 0 great-toe edge .. 5)."""
    toes = [body.weight(f"toe{k}-") * (body.rest[:, 0] > 0) for k in range(1, 6)]
    member = np.clip(body.weight("foot.L") + sum(toes), 0, 1)
    rest, normal, at = body.rest, body.normals(body.rest), _rest_joints(body)
    up = np.array([0.0, 1.0, 0.0])
    forward = at["toe3-1.L"] - at["foot.L"]
    forward = unit(forward * [1, 0, 1])
    across = unit(np.cross(forward, up))
    if across[0] < 0:
        across = -across
    part = member > 0.02
    s, u = rest @ forward, rest @ across
    low = part & (rest[:, 1] < 45)
    s = s - s[low].min()
    heads = np.array([(at[f"toe{k}-1.L"]) for k in range(1, 6)])
    head_s, head_u = heads @ forward - (rest[low] @ forward).min(), heads @ across
    ball = np.interp(u, head_u, head_s)
    medial, lateral = _edges(s[low], u[low], float(head_s.max()))
    first = s / ball
    second = np.clip(5 * (u - medial(s)) / (lateral(s) - medial(s)), 0, 5)
    axes = [[at[f"toe{k}-{j}.L"] for j in ((1, 2) if k == 1 else (1, 2, 3))] for k in range(1, 6)]
    axes = [[*a, at[f"toe{k + 1}-{len(a)}.L:tail"]] for k, a in enumerate(axes)]
    tip1, tip2, fixed = _digits(body, rest, axes, toes, [up] * 5, across)
    hind = part & (first < 0.72)
    first[fixed], second[fixed] = tip1[fixed], tip2[fixed]
    solved = _harmonic(body, part, (hind | fixed, hind | fixed), (first, second))
    dorsal = normal[:, 1] + 0.30  # the side walls belong to the dorsum, the sole faces down
    return DigitFields(member, solved[0], solved[1], dorsal)


def _rest_joints(body: Body) -> dict[str, Field]:
    ground = body.rig.rest[body.source.quads.ravel(), 1].min()
    heads = {name: (place - [0, ground, 0]) * body.scale for name, place in body.rig.head.items()}
    return heads | {f"{n}:tail": (place - [0, ground, 0]) * body.scale for n, place in body.rig.tail.items()}


def _nail_direction(body: Body, normal: Field, weight: Field, axis: list[Field], up: Field) -> Field:
    """Return the dorsal direction of a digit, square to it (the thumb's is turned against the palm's)."""
    del body, normal, weight
    along = unit(axis[-1] - axis[0])
    return unit(up - along * (up @ along))


def _digits(
    body: Body, rest: Field, axes: list[list[Field]], weights: list[Field], dorsal: list[Field], across: Field
) -> tuple[Field, Field, NDArray[np.bool_]]:
    """Return first, second and where they are known: beyond a fifth of each digit."""
    first, second = np.zeros(len(rest)), np.zeros(len(rest))
    known = np.zeros(len(rest), bool)
    for k, (axis, weight) in enumerate(zip(axes, weights, strict=True)):
        mine = weight > 0.6
        points = np.array(axis)
        length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
        travelled, foot = _along(rest, points, length)
        tip = travelled[mine].max()
        along = unit(points[-1] - points[0])
        side = unit(np.cross(dorsal[k], along))
        side = side if side @ across > 0 else -side
        offset = (rest - foot) @ side
        core = mine & (travelled > 0.35 * tip) & (travelled < 0.9 * tip)
        half = np.percentile(np.abs(offset[core]), 96)
        take = mine & (travelled > 0.30 * tip)
        first[take] = 1 + travelled[take] / tip
        second[take] = k + np.clip(0.5 + 0.5 * offset[take] / half, 0, 1)
        known |= take
    return first, second, known


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


def _edges(s: Field, u: Field, reach: float):  # type: ignore[no-untyped-def]
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
    return (lambda q: np.interp(q, centre[wide], low)), (lambda q: np.interp(q, centre[wide], high))


def _harmonic(body: Body, part: NDArray[np.bool_], fixed, values) -> list[Field]:  # type: ignore[no-untyped-def]
    """Fill each of `values` over `part` smoothly from where it is fixed."""
    tris = body.skin[part[body.skin].all(axis=1)]
    count = len(part)
    pairs = np.concatenate([tris[:, [0, 1]], tris[:, [1, 2]], tris[:, [2, 0]]])
    near = sparse.csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    near = ((near + near.T) > 0).astype(float)
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
