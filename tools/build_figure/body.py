"""The neutral body: its shape, its two poses, subdivided, in millimetres."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .mesh import catmull_clark, normals, symmetrise, triangles
from .rig import Rig, lithotomy, standing
from .source import Source, apply_target

STATURE_MM = 1720.0  # crown to heel with flat feet: a plausible adult between the sexes
ROUNDS = 2  # of subdivision: chords under 5 mm, sagitta under 0.1 mm
HEAVIER = 0.15  # share of the heavy shape: the source's "average" is slim, its skin under 1.6 m2
RELAX_ROUNDS, RELAX_SHARE = 3, 0.5
SEXES, ORIGINS = ("male", "female"), ("caucasian", "asian", "african")


@dataclass(frozen=True)
class Body:
    """One shape in its poses; all arrays are per vertex of the subdivided mesh, mm, +x the body's left, +y up."""

    source: Source
    scale: float  # mm per unit of the source
    rig: Rig
    operator: sparse.csr_matrix  # source vertices -> subdivided vertices
    skin: NDArray[np.int64]  # triangles of the skin
    eyes: NDArray[np.int64]  # triangles of the eyeballs
    rest: NDArray[np.float64]
    standing: NDArray[np.float64]
    lithotomy: NDArray[np.float64]
    joints: dict[str, NDArray[np.float64]]  # posed (standing) heads of the bones, mm

    def weight(self, *prefixes: str) -> NDArray[np.float64]:
        """Return per vertex the summed weights of the bones whose names start with one of `prefixes`."""
        total = np.zeros(len(self.source.vertices))
        for name, (vertex, weight) in self.source.weights.items():
            if name.startswith(prefixes):
                total[vertex] += weight
        return np.asarray(self.operator @ total)

    def normals(self, pose: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the unit normals of the skin in a pose."""
        return normals(pose, np.concatenate([self.skin, self.eyes]))


def neutral_shape(source: Source) -> NDArray[np.float64]:
    """Return the rest vertices midway between the sexes and origins, symmetrical."""
    vertices = source.vertices.copy()
    for sex in SEXES:
        for weight, share in (("averageweight", 1 - HEAVIER), ("maxweight", HEAVIER)):
            universal = f"macrodetails/universal-{sex}-young-averagemuscle-{weight}"
            apply_target(source, vertices, universal, share / len(SEXES))
        for origin in ORIGINS:
            apply_target(source, vertices, f"macrodetails/{origin}-{sex}-young", 1 / len(SEXES) / len(ORIGINS))
    return symmetrise(vertices, source.mirror)


def _relax(source: Source, vertices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Smooth the skin where thigh and trunk share it: plain skinning leaves it wrung when the hip bends far."""
    thigh = np.zeros(len(vertices))
    for name, (vertex, weight) in source.weights.items():
        if name.startswith("upperleg"):
            thigh[vertex] += weight
    ends = np.concatenate([source.quads[:, [k, (k + 1) % 4]] for k in range(4)])
    ones = np.ones(len(ends))
    near = sparse.csr_matrix((ones, (ends[:, 0], ends[:, 1])), shape=(len(vertices),) * 2)
    near = ((near + near.T) > 0).astype(float)
    mean = sparse.diags(1 / np.maximum(np.asarray(near.sum(axis=1)).ravel(), 1)) @ near
    share = (RELAX_SHARE * np.clip(4 * thigh * (1 - thigh), 0, 1))[:, None]
    for _ in range(RELAX_ROUNDS):
        vertices = vertices * (1 - share) + (mean @ vertices) * share
    return vertices


def build_body(source: Source) -> Body:
    """Shape, pose and subdivide the body."""
    rig = Rig(source, neutral_shape(source))
    quads, count = np.concatenate([source.quads, source.eye_quads]), len(rig.rest)
    is_eye = np.arange(len(quads)) >= len(source.quads)
    operator = sparse.identity(count, format="csr")
    for _ in range(ROUNDS):
        step, quads = catmull_clark(quads, operator.shape[0])
        operator, is_eye = step @ operator, np.repeat(is_eye, 4)
    skin = source.quads.ravel()
    scale = STATURE_MM / np.ptp(rig.rest[skin, 1])
    ground = rig.rest[skin, 1].min()

    def place(vertices: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((vertices - [0, ground, 0]) * scale)

    transforms = rig.matrices(standing(rig))
    posed = symmetrise(rig.skin(transforms), source.mirror)
    laid = _relax(source, rig.skin(rig.matrices(lithotomy(rig))))
    laid = symmetrise(laid, source.mirror)
    joints = {n: place((t @ np.append(rig.head[n], 1))[:3]) for n, t in transforms.items()}
    joints |= {f"{n}:tail": place((t @ np.append(rig.tail[n], 1))[:3]) for n, t in transforms.items()}
    return Body(
        source, scale, rig, operator, triangles(quads[~is_eye]), triangles(quads[is_eye]),
        operator @ place(rig.rest), operator @ place(posed), operator @ place(laid), joints,
    )  # fmt: skip
