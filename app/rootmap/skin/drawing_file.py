"""Read and write `*.rootmap` drawings: JSON, versioned, refused with file, place and remedy when not right."""

import json
from pathlib import Path
from typing import Any

from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.skin.drawing import Drawing, Layer, Mark, PatchMark, StrokeMark

FORMAT = "rootmap.drawing"
VERSION = 1


def read_drawing(path: Path) -> Drawing:
    """Return the drawing in `path`. Raises InputError that names the place, such as `layers[0].marks[2]`."""
    return drawing_from(read_json(path), path)


def drawing_from(data: Any, path: Path, place: str = "") -> Drawing:
    """Return the drawing a JSON value describes: all of the file `path`, or what stands at `place` in it.

    Raises InputError that names the place, such as `visits[1].drawing.layers[0].marks[2]`.
    """
    _check_head(path, data, place)
    from pydantic import ValidationError  # 60 ms: only when a file is opened

    from rootmap.skin.drawing_schema import DrawingEntry

    try:
        return DrawingEntry.model_validate(data).to_drawing()
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        problem = first["msg"].removeprefix("Value error, ")
        spot = _within(place, _place(first["loc"]))
        raise InputError(path, spot, problem, "mend it there or restore a copy") from None


def write_drawing(drawing: Drawing, path: Path) -> None:
    """Write a drawing whole or not at all; reading it back gives an equal drawing."""
    write_atomic(path, drawing_text(drawing))


def drawing_text(drawing: Drawing) -> str:
    """Return the text of a drawing file, one mark to a line."""
    return DrawingText().of(drawing)


class DrawingText:
    """Turns drawings into text, one after the other as they grow: marks it has met before are not spelled out again."""

    def __init__(self) -> None:
        self._lines: dict[int, tuple[Mark, str]] = {}  # by identity; holding the mark keeps its id its own

    def of(self, drawing: Drawing) -> str:
        """Return the text of a drawing file, one mark to a line."""
        known, self._lines = self._lines, {}
        for layer in drawing.layers:
            for mark in layer.marks:
                key = id(mark)
                self._lines[key] = known.get(key) or (mark, f"   {json.dumps(_mark_data(mark), allow_nan=False)}")
        layers = ",\n".join(self._layer(layer) for layer in drawing.layers)
        head = f'{{"format": "{FORMAT}", "version": {VERSION}, "figure": {json.dumps(drawing.figure)},\n "layers": ['
        return f"{head}{layers}]}}\n"

    def _layer(self, layer: Layer) -> str:
        marks = ",\n".join(self._lines[id(mark)][1] for mark in layer.marks)
        return f'\n  {{"quality": "{layer.quality}", "marks": [\n{marks}]}}'


def _mark_data(mark: Mark) -> dict[str, Any]:
    erase = {"erase": True} if mark.erase else {}
    if isinstance(mark, StrokeMark):
        points = [[point.segment, point.first, point.second] for point in mark.points]
        return {"stroke": points, "width_mm": mark.width_mm} | erase
    if isinstance(mark, PatchMark):
        centre = [mark.centre.segment, mark.centre.first, mark.centre.second]
        return {"patch": centre, "radius_mm": mark.radius_mm} | erase
    holes = {"holes_mm": mark.holes_mm} if mark.holes_mm else {}
    return {"polygon": {"view": mark.view, "points_mm": mark.points_mm} | holes} | erase


def _check_head(path: Path, data: Any, place: str) -> None:
    """Say plainly that a file is not a drawing, or is from another version, before looking into it."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(path, _within(place, "format"), f'is not "{FORMAT}"', "choose a drawing saved by Rootmap")
    version = data.get("version")
    if version != VERSION or isinstance(version, bool):
        spot = _within(place, "version")
        raise InputError(path, spot, f"{version!r} is not known here", f"this Rootmap reads version {VERSION}")


def _within(place: str, spot: str) -> str:
    """Return a spot of the drawing as one of the file it stands in."""
    return ".".join(part for part in (place, spot) if part)


def _place(location: tuple[int | str, ...]) -> str:
    """Turn ("layers", 0, "marks", 2) into `layers[0].marks[2]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).removeprefix(".")
