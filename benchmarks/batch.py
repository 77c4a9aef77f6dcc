"""How long `rootmap rank --batch` takes for a lecture hall's drawings, from outside the process."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BATCH = 1_000  # drawings
BATCH_S = 10.0
CORES = 2
SEGMENTS = ("leg.left", "leg.right", "arm.left", "arm.right", "trunk", "neck", "foot.left.dorsal", "hand.right.palmar")
STROKE_WIDTHS_MM, RADII_MM = (20, 30, 45), (15, 25, 40)
OUTLINED_MM = (580, 660, 950, 1500)  # where outlines begin on the leg: x from and to, y from and to


def seconds_for_a_batch() -> float:
    """Return the seconds from the start of the process to the last ranking, on two cores."""
    with tempfile.TemporaryDirectory() as name:
        write_drawings(Path(name), BATCH)
        command = [
            sys.executable,
            "-m",
            "rootmap",
            "rank",
            "--batch",
            name,
            "--json",
            "--profile-dir",
            f"{name}/profile",
        ]
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, preexec_fn=_keep_to_two_cores)
        return time.perf_counter() - begun


def write_drawings(folder: Path, count: int) -> None:
    """Write ordinary drawings: one or two layers of one or two strokes, patches and outlines, the same every time."""
    chance = random.Random(5)
    for number in range(count):
        layers = [
            {"quality": quality, "marks": [_mark(chance) for _ in range(chance.choice((1, 1, 2)))]}
            for quality in chance.sample(("pain", "numbness"), chance.choice((1, 1, 2)))
        ]
        drawing = {"format": "rootmap.drawing", "version": 1, "figure": "neutral", "layers": layers}
        (folder / f"{number:04}.rootmap").write_text(json.dumps(drawing))


def _mark(chance: random.Random) -> dict[str, Any]:
    kind = chance.choices(("stroke", "patch", "outline"), (50, 35, 15))[0]
    if kind == "outline":
        left, right, top, bottom = OUTLINED_MM
        x, y = chance.uniform(left, right), chance.uniform(top, bottom)
        points = [[x, y], [x + 40, y + 5], [x + 35, y + 60], [x + 5, y + 50]]
        return {"polygon": {"view": chance.choice(("anterior", "posterior")), "points_mm": points}}
    segment = chance.choice(SEGMENTS)
    start = _point(segment, chance)
    if kind == "patch":
        return {"patch": start, "radius_mm": chance.choice(RADII_MM)}
    _, first, second = start
    along = segment.startswith(("leg", "arm"))
    end = [segment, min(1.9, first + chance.uniform(0.1, 0.8)) if along else first, second + chance.uniform(0, 0.3)]
    return {"stroke": [start, end], "width_mm": chance.choice(STROKE_WIDTHS_MM)}


def _point(segment: str, chance: random.Random) -> list[Any]:
    if segment.startswith(("leg", "arm")):
        return [segment, chance.uniform(0.1, 1.9), chance.uniform(0, 359)]
    if segment.startswith(("hand", "foot")):
        return [segment, chance.uniform(0.2, 1.8), chance.uniform(0.3, 4.7)]
    return [segment, chance.uniform(0.1, 0.9), chance.uniform(-170, 170)]


def _keep_to_two_cores() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
