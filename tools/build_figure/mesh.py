"""Mesh algebra: symmetry, Catmull-Clark subdivision as a linear operator, normals and areas."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Vertices = NDArray[np.float64]
Faces = NDArray[np.int64]


def symmetrise(vertices: Vertices, mirror: NDArray[np.int64]) -> Vertices:
    """Return the mean of a body and its mirror image across x = 0."""
    return (vertices + vertices[mirror] * [-1.0, 1.0, 1.0]) / 2


def catmull_clark(quads: Faces, count: int) -> tuple[sparse.csr_matrix, Faces]:
    """Return (operator, new quads) of one Catmull-Clark round.

    The operator (new vertices x count) turns any per-vertex quantity into the subdivided mesh's. Old vertices keep
    their indices; then follow edge points, then face points. Open borders subdivide as curves.
    """
    faces = np.arange(len(quads))
    corner = np.stack([quads, np.roll(quads, -1, axis=1)], axis=2)  # (faces, 4, 2): edge k runs corner k to k+1
    edges, inverse = np.unique(np.sort(corner.reshape(-1, 2), axis=1), axis=0, return_inverse=True)
    edge_of = inverse.reshape(-1, 4)
    face_points = _matrix(np.repeat(faces, 4), quads.ravel(), 0.25, (len(quads), count))
    shared = np.bincount(edge_of.ravel(), minlength=len(edges))
    ends = _matrix(np.repeat(np.arange(len(edges)), 2), edges.ravel(), 0.5, (len(edges), count))
    sides = _matrix(edge_of.ravel(), np.repeat(faces, 4), 1.0, (len(edges), len(quads)))
    inner = shared == 2
    edge_points = _scale(np.where(inner, 0.5, 1.0)) @ ends + _scale(np.where(inner, 0.25, 0.0)) @ (sides @ face_points)
    vertex_points = _vertex_points(quads, edges, inner, count, face_points)
    operator = sparse.vstack([vertex_points, edge_points, face_points]).tocsr()
    edge_index, face_index = count + edge_of, count + len(edges) + faces
    new = np.stack(
        [quads, edge_index, np.repeat(face_index[:, None], 4, axis=1), np.roll(edge_index, 1, axis=1)], axis=2
    )
    return operator, new.reshape(-1, 4)


def triangles(quads: Faces) -> Faces:
    """Split each quad into two triangles."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])


def normals(vertices: Vertices, tris: Faces) -> Vertices:
    """Return unit vertex normals, weighted by triangle area."""
    cross = np.cross(vertices[tris[:, 1]] - vertices[tris[:, 0]], vertices[tris[:, 2]] - vertices[tris[:, 0]])
    result = np.zeros_like(vertices)
    for k in range(3):
        for axis in range(3):
            result[:, axis] += np.bincount(tris[:, k], cross[:, axis], minlength=len(vertices))
    return unit(result)


def vertex_areas(vertices: Vertices, tris: Faces) -> NDArray[np.float64]:
    """Return a third of the area of the triangles round each vertex."""
    cross = np.cross(vertices[tris[:, 1]] - vertices[tris[:, 0]], vertices[tris[:, 2]] - vertices[tris[:, 0]])
    share = np.linalg.norm(cross, axis=1) / 6
    total = np.zeros(len(vertices))
    for k in range(3):
        total += np.bincount(tris[:, k], share, minlength=len(vertices))
    return total


def neighbours(count: int, tris: Faces) -> sparse.csr_matrix:
    """Return the (count, count) matrix with 1 where two vertices share an edge."""
    pairs = np.concatenate([tris[:, [0, 1]], tris[:, [1, 2]], tris[:, [2, 0]]])
    near = sparse.csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    return ((near + near.T) > 0).astype(float)


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return vectors of length one (a zero vector stays zero)."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12))


def _matrix(rows: Faces, columns: Faces, value: float, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.full(len(rows), value), (rows, columns)), shape=shape)


def _scale(values: NDArray[np.float64]) -> sparse.dia_matrix:
    return sparse.diags(values)


def _vertex_points(
    quads: Faces, edges: Faces, inner: NDArray[np.bool_], count: int, face_points: sparse.csr_matrix
) -> sparse.csr_matrix:
    ones = _matrix(quads.ravel(), np.repeat(np.arange(len(quads)), 4), 1.0, (count, len(quads)))
    valence = np.asarray(ones.sum(axis=1)).ravel()
    both = np.concatenate([edges, edges[:, ::-1]])
    near = _matrix(both[:, 0], both[:, 1], 1.0, (count, count))
    n = np.maximum(valence, 1)
    smooth = (
        _scale(1 / n**2) @ (ones @ face_points) + _scale(1 / n**2) @ near + _scale((n - 2) / n)
    )  # face mean / n + (edge midpoints doubled minus the vertex) / n + (n - 3) / n, collected
    rim = np.concatenate([edges[~inner], edges[~inner][:, ::-1]])
    on_rim = np.isin(np.arange(count), rim)
    border = _matrix(rim[:, 0], rim[:, 1], 0.125, (count, count)) + _scale(np.full(count, 0.75))
    keep = np.where(valence == 0, 1.0, 0.0)
    inside = np.where((valence > 0) & ~on_rim, 1.0, 0.0)
    return _scale(inside) @ smooth + _scale(np.where(on_rim, 1.0, 0.0)) @ border + _scale(keep)
