"""The drawing in a case file: strokes and patches on the skin, which fit every figure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rootmap.errors import InputError
from rootmap.skin.drawing import Drawing, Layer, Mark, PatchMark, StrokeMark
from rootmap.skin.figure import SkinPoint
from rootmap.skin.names import split_segment
from rootmap.source_file.faults import Fault, nearest
from rootmap.source_file.yaml_lines import Place

if TYPE_CHECKING:
    from rootmap.cases.case_schema import LayerEntry, MarkEntry

FIGURE = "neutral"
_FIRST = {"perineum": (0.0, 200.0), "trunk": (-0.2, 1.4)}  # mm from the anus; the buttock hangs below the coccyx
_OTHER_FIRST = (-0.3, 2.3)  # 0 to 1, or 0 to 2, and a little beyond
_DIGITS = (-0.3, 5.3)  # thumb to little finger, and a little beyond
_TURN = (-360.0, 360.0)  # degrees


def drawing_of(layers: "list[LayerEntry]") -> Drawing:
    """Return the drawing of sound layers, as one of the neutral figure."""
    return Drawing(
        FIGURE, tuple(Layer(layer.quality, tuple(_mark(entry) for entry in layer.marks)) for layer in layers)
    )


def drawing_faults(layers: "list[LayerEntry]") -> Iterator[Fault]:
    """Yield what is wrong with the layers: qualities that come twice, marks of no kind, places off the body."""
    seen = set()
    for index, layer in enumerate(layers):
        place: Place = ("drawing", index)
        if layer.quality in seen:
            yield (*place, "quality"), f"has a second layer of {layer.quality}", "put its marks into the first"
        seen.add(layer.quality)
        for number, mark in enumerate(layer.marks):
            yield from _mark_faults(mark, (*place, "marks", number))
        if layer.marks and layer.marks[0].erase:
            yield (*place, "marks", 0), "takes away where nothing is painted yet", "put a mark before it"


def _mark(entry: "MarkEntry") -> Mark:
    if entry.stroke is not None:
        return StrokeMark(tuple(SkinPoint(*point) for point in entry.stroke), entry.width_mm or 0.0, entry.erase)
    assert entry.patch is not None  # exactly one kind, asked before
    return PatchMark(SkinPoint(*entry.patch), entry.radius_mm or 0.0, entry.erase)


def _mark_faults(mark: "MarkEntry", place: Place) -> Iterator[Fault]:
    if (mark.stroke is None) == (mark.patch is None):
        yield place, "is not exactly one of stroke and patch", "write {stroke: […], width_mm: …} or {patch: …}"
        return
    kind, size, other = ("stroke", "width_mm", "radius_mm") if mark.stroke is not None else _PATCH
    if getattr(mark, size) is None:
        yield place, f"has no {size}", f'add "{size}: …"'
    if getattr(mark, other) is not None:
        yield (*place, other), f"does not belong to a {kind}", f"write {size}"
    for index, point in enumerate(mark.stroke or ()):
        yield from _point_faults(point, (*place, "stroke", index))
    if mark.patch is not None:
        yield from _point_faults(mark.patch, (*place, "patch"))


_PATCH = ("patch", "radius_mm", "width_mm")


def _point_faults(point: tuple[Any, float, float], place: Place) -> Iterator[Fault]:
    from rootmap.skin.drawing_schema import SEGMENTS  # brings pydantic

    segment, first, second = point
    if segment not in SEGMENTS:
        yield place, f'is on no part of the body: "{segment}"', f"{nearest(segment, SEGMENTS)}{_sides(segment)}"
        return
    name = split_segment(segment)[0]
    for value, (least, most), which in (
        (first, _FIRST.get(name, _OTHER_FIRST), "first"),
        (second, _DIGITS if name.startswith(("hand", "foot")) else _TURN, "second"),
    ):
        if not least <= value <= most:
            yield place, f"its {which} coordinate {value:g} is off the body", f"write {least:g} to {most:g}"


def _sides(segment: str) -> str:
    """Return what a place may be, with its sides where only the side is missing."""
    try:
        split_segment(f"{segment}.left" if "." not in segment else segment.replace(".", ".left.", 1))
    except InputError:
        return "parts are trunk, neck, head, perineum, leg.left, arm.left, hand.left.palmar, foot.left.dorsal …"
    return "say the side, the patient's own, as in leg.left or foot.left.dorsal"
