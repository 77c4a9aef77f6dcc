"""A body: its shape, its three poses, subdivided, in millimetres."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .mesh import catmull_clark, normals, symmetrise, triangles
from .rig import Rig, lithotomy, reaching, standing
from .shapes import NEUTRAL, Shape
from .source import Source

ROUNDS = 2  # of subdivision: chords under 5 mm, sagitta under 0.1 mm
RELAX_ROUNDS, RELAX_SHARE = 3, 0.5


@dataclass(frozen=True)
class Body:
    """One shape in its poses; all arrays are per vertex of the subdivided mesh, mm, +x the body's left, +y up."""

    source: Source
    shape: Shape
    scale: float  # mm per unit of the source
    rig: Rig
    operator: sparse.csr_matrix  # source vertices -> subdivided vertices
    skin: NDArray[np.int64]  # triangles of the skin
    eyes: NDArray[np.int64]  # triangles of the eyeballs
    rest: NDArray[np.float64]
    standing: NDArray[np.float64]
    lithotomy: NDArray[np.float64]
    reaching: NDArray[np.float64]
    joints: dict[str, NDArray[np.float64]]  # posed (standing) heads of the bones, mm

    @property
    def size(self) -> float:
        """Stature in units of the neutral body's."""
        return self.shape.stature_mm / NEUTRAL.stature_mm

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


def _relax(source: Source, vertices: NDArray[np.float64], *limb: str) -> NDArray[np.float64]:
    """Smooth the skin where a limb's bones and others share it: plain skinning leaves it wrung where a joint bends."""
    held = np.zeros(len(vertices))
    for name, (vertex, weight) in source.weights.items():
        if name.startswith(limb):
            held[vertex] += weight
    ends = np.concatenate([source.quads[:, [k, (k + 1) % 4]] for k in range(4)])
    ones = np.ones(len(ends))
    near = sparse.csr_matrix((ones, (ends[:, 0], ends[:, 1])), shape=(len(vertices),) * 2)
    near = ((near + near.T) > 0).astype(float)
    mean = sparse.diags(1 / np.maximum(np.asarray(near.sum(axis=1)).ravel(), 1)) @ near
    share = (RELAX_SHARE * np.clip(4 * held * (1 - held), 0, 1))[:, None]
    for _ in range(RELAX_ROUNDS):
        vertices = vertices * (1 - share) + (mean @ vertices) * share
    return vertices


def build_body(source: Source, shape: Shape = NEUTRAL) -> Body:
    """Shape, pose and subdivide the body."""
    rig = Rig(source, shape.vertices(source))
    operator, skin, eyes = _subdivided(source, len(rig.rest))
    used = source.quads.ravel()
    scale = shape.stature_mm / np.ptp(rig.rest[used, 1])
    ground = rig.rest[used, 1].min()

    def place(vertices: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((vertices - [0, ground, 0]) * scale)

    def posed(turns: dict[str, NDArray[np.float64]], *relaxed: str) -> NDArray[np.float64]:
        vertices = rig.skin(rig.matrices(turns))
        for limb in relaxed:
            vertices = _relax(source, vertices, limb)
        return np.asarray(operator @ place(symmetrise(vertices, source.mirror)))

    stands = standing(rig)
    transforms = rig.matrices(stands)
    joints = {n: place((t @ np.append(rig.head[n], 1))[:3]) for n, t in transforms.items()}
    joints |= {f"{n}:tail": place((t @ np.append(rig.tail[n], 1))[:3]) for n, t in transforms.items()}
    return Body(
        source, shape, scale, rig, operator, skin, eyes, operator @ place(rig.rest),
        posed(stands), posed(lithotomy(rig), "upperleg"), posed(reaching(rig), "upperarm"), joints,
    )  # fmt: skip


def _subdivided(source: Source, count: int) -> tuple[sparse.csr_matrix, NDArray[np.int64], NDArray[np.int64]]:
    """Return the operator of ROUNDS of subdivision, and the triangles of skin and eyes it leads to."""
    quads = np.concatenate([source.quads, source.eye_quads])
    is_eye = np.arange(len(quads)) >= len(source.quads)
    operator = sparse.identity(count, format="csr")
    for _ in range(ROUNDS):
        step, quads = catmull_clark(quads, operator.shape[0])
        operator, is_eye = step @ operator, np.repeat(is_eye, 4)
    return operator, triangles(quads[~is_eye]), triangles(quads[is_eye])
