"""The builder's parts: subdivision, drawing, and files that come out the same every time."""

import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="the figure's builder needs the developer extra 'assets'")
sys.path.insert(0, str(Path(__file__).parents[2]))

from tools.build_figure.mesh import catmull_clark, normals, symmetrise, triangles, vertex_areas
from tools.build_figure.raster import rasterise
from tools.build_figure.rig import rotation, turning
from tools.build_figure.shading import halved
from tools.build_figure.store import write_npz, write_png

CUBE = np.array([[x, y, z] for x in (-1.0, 1) for y in (-1.0, 1) for z in (-1.0, 1)])
CUBE_QUADS = np.array([[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]])


def subdivided(rounds: int) -> tuple[np.ndarray, np.ndarray]:
    vertices, quads = CUBE, CUBE_QUADS
    for _ in range(rounds):
        operator, quads = catmull_clark(quads, len(vertices))
        vertices = operator @ vertices
    return vertices, quads


def test_subdivision_rounds_a_cube_and_keeps_its_symmetry() -> None:
    vertices, quads = subdivided(3)
    assert len(quads) == 6 * 4**3
    radius = np.linalg.norm(vertices, axis=1)
    assert radius.min() > 0.7
    assert radius.max() < 1.2
    assert {tuple(np.round(v, 9)) for v in vertices} == {tuple(np.round(v * [-1, 1, 1], 9) + 0.0) for v in vertices}


def test_one_round_follows_the_rule_of_catmull_and_clark() -> None:
    vertices, _ = subdivided(1)
    assert np.allclose(np.abs(vertices[0]), 5 / 9)  # a corner of three faces: (Q + 2R) / 3
    assert any(np.allclose(np.sort(np.abs(v)), [0, 0, 1]) for v in vertices)  # a face point


def test_normals_point_outwards_and_areas_add_up() -> None:
    vertices, quads = subdivided(3)
    tris = triangles(quads)
    outward = (normals(vertices, tris) * vertices).sum(axis=1) / np.linalg.norm(vertices, axis=1)
    assert np.abs(outward).min() > 0.8
    assert len(set(np.sign(outward))) == 1
    radius = np.linalg.norm(vertices, axis=1).mean()
    assert vertex_areas(vertices, tris).sum() == pytest.approx(4 * np.pi * radius**2, rel=0.1)


def test_a_symmetrised_body_is_its_own_mirror_image() -> None:
    generator = np.random.default_rng(1)
    vertices, mirror = generator.normal(size=(6, 3)), np.array([3, 4, 2, 0, 1, 5])
    whole = symmetrise(vertices, mirror)
    assert np.allclose(whole[mirror] * [-1, 1, 1], whole)
    assert whole[2, 0] == whole[5, 0] == 0


def test_the_nearer_triangle_is_drawn() -> None:
    xy = np.array([[0.0, 0], [10, 0], [0, 10], [0, 0], [10, 0], [0, 10]])
    depth = np.array([1.0, 1, 1, 0, 0, 5])
    raster = rasterise(xy, depth, np.array([[0, 1, 2], [3, 4, 5]]), (12, 12))
    assert raster.triangle[0, 5] == 0
    assert raster.triangle[7, 0] == 1
    assert raster.triangle[11, 11] == -1
    assert raster.mask.sum() == pytest.approx(50, abs=6)
    assert np.allclose(raster.sample(np.array([[0, 1, 2], [3, 4, 5]]), xy)[0], [0.5, 0.5])


def test_neighbouring_triangles_leave_no_gap() -> None:
    generator = np.random.default_rng(3)
    middle = generator.uniform(5, 35, 2)
    xy = np.array([[0.0, 0], [40, 0], [40, 40], [0, 40], middle])
    raster = rasterise(xy, np.zeros(5), np.array([[0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]]), (40, 40))
    assert raster.mask.all()


def test_turns_are_rotations_that_reach_their_goal() -> None:
    a, b = np.array([1.0, 2, 3]), np.array([-2.0, 0.5, 1])
    turn = turning(a, b)
    assert np.allclose(turn @ turn.T, np.eye(3))
    assert np.allclose(turn @ a / np.linalg.norm(a), b / np.linalg.norm(b))
    assert np.allclose(rotation(np.array([0, 0, 1.0]), 90) @ [1, 0, 0], [0, 1, 0])


def test_tables_are_written_the_same_every_time(tmp_path: Path) -> None:
    arrays = {"a": np.arange(1000, dtype=np.uint8), "b": np.eye(3, dtype=np.uint8)}
    for name in ("one.npz", "two.npz"):
        write_npz(tmp_path / name, arrays)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    with np.load(tmp_path / "one.npz") as stored:
        assert np.array_equal(stored["b"], arrays["b"])


def test_a_picture_reads_back_as_it_was(tmp_path: Path) -> None:
    grey = np.random.default_rng(5).integers(0, 256, (37, 53)).astype(np.uint8)
    grey[:20] = np.arange(53) * 3  # rows that different filters suit
    write_png(tmp_path / "grey.png", grey)
    data = (tmp_path / "grey.png").read_bytes()
    start = data.index(b"IDAT")
    length = int.from_bytes(data[start - 4 : start], "big")
    rows = np.frombuffer(zlib.decompress(data[start + 4 : start + 4 + length]), np.uint8).reshape(37, 54).astype(int)
    assert np.array_equal(unfiltered(rows), grey)


def unfiltered(rows: np.ndarray) -> np.ndarray:
    image = np.zeros((len(rows) + 1, rows.shape[1]), int)  # a row and a column of zeros before
    for r, (kind, *values) in enumerate(rows, start=1):
        for c, value in enumerate(values, start=1):
            a, b, d = image[r, c - 1], image[r - 1, c], image[r - 1, c - 1]
            paeth = min((abs(b - d), 0, a), (abs(a - d), 1, b), (abs(a + b - 2 * d), 2, d))[2]
            image[r, c] = (value + {1: a, 2: b, 4: paeth}[kind]) % 256
    return image[1:, 1:]


def test_a_halved_picture_is_the_mean_of_fours_and_keeps_its_tone_where_it_does_not_come_out_even() -> None:
    picture = np.random.default_rng(2).integers(0, 256, (8, 6)).astype(np.uint8)
    fours = picture.reshape(4, 2, 3, 2).mean(axis=(1, 3))
    assert np.abs(halved(picture) - fours).max() <= 0.5
    odd = halved(np.full((7, 5), 90, np.uint8))
    assert odd.shape == (4, 3)
    assert (odd == 90).all()
