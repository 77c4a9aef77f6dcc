"""The drawing being worked on: every tool is one undoable step, and whoever listens is told what changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from rootmap.anatomy.vocabulary import Quality
from rootmap.skin.brush import XY, lasso_area, stroke_area
from rootmap.skin.drawing import (
    Drawing,
    Painted,
    Parts,
    as_multipolygon,
    clip,
    cut,
    mark_areas,
    merge,
    mirrored,
    paint,
    parts_of,
    to_marks,
    whole,
)
from rootmap.skin.figure import Figure

MAX_STEPS = 500  # an hour of painting
MAX_HISTORY_BYTES = 2 * 1024 * 1024  # geometry kept alive only for undo; a stroke on a bare body takes about 8 kB
_BYTES_PER_POINT, _BYTES_PER_PART, _BYTES_PER_REFERENCE = 28, 600, 8  # as measured: GEOS keeps room to spare
_NOTHING: Parts = np.zeros(0, np.object_)
SPECK_MM2 = 1.0  # what rounding leaves between an area and its mirror image

Area = Mapping[str, MultiPolygon]


class Action(Enum):
    """What was done to the drawing."""

    PAINT = "paint"
    ERASE = "erase"
    CLEAR = "clear"
    MIRROR = "mirror"
    LOAD = "load"


@dataclass(frozen=True)
class Change:
    """One step: the areas it added and removed. Outside them nothing changed; inside, some may have been so before."""

    action: Action
    added: Painted = field(default_factory=dict)
    removed: Painted = field(default_factory=dict)

    def reverse(self) -> "Change":
        """Return the change that undoes this one."""
        return Change(self.action, self.removed, self.added)


Listener = Callable[[Change], None]


@dataclass(frozen=True)
class _State:
    drawing: Drawing
    areas: Mapping[Quality, Mapping[str, Parts]]  # no quality and no view is empty


@dataclass(frozen=True)
class _Step:
    before: _State | Drawing  # of a step long past only the marks are left, and its change has no areas
    after: _State | Drawing
    change: Change
    bytes: int

    def marks_only(self) -> "_Step":
        """Return this step without geometry."""
        before, after = (each.drawing if isinstance(each, _State) else each for each in (self.before, self.after))
        return _Step(before, after, Change(self.change.action), 0)


class Editor:
    """A drawing with its painted geometry, undo and redo. Geometry is immutable, so history holds references only.

    Of steps long past only the marks are kept: taking one back paints them anew, which is slower but always possible.
    Areas are in view mm. `painted` always equals `paint(drawing, figure)` but for edges within a grid cell.
    """

    def __init__(self, figure: Figure, drawing: Drawing | None = None) -> None:
        self.figure = figure
        start = drawing or Drawing(figure.name)
        self._painted = paint(start, figure)
        self._state = _State(start, _taken_apart(self._painted))
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._listeners: list[Listener] = []

    @property
    def drawing(self) -> Drawing:
        """The marks, as they are saved."""
        return self._state.drawing

    @property
    def painted(self) -> Painted:
        """What the marks cover."""
        return self._painted

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is painted."""
        return not self._painted

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change; return the function that stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def stroke(self, quality: Quality, view: str, points_mm: Sequence[XY], widths_mm: Sequence[float]) -> None:
        """Paint one brush stroke: positions in view mm and the brush diameter at each."""
        self._paint(quality, {view: stroke_area(points_mm, widths_mm)})

    def lasso(self, quality: Quality, view: str, points_mm: Sequence[XY]) -> None:
        """Paint all that a freehand line encloses."""
        self._paint(quality, {view: lasso_area(points_mm)})

    def fill(self, quality: Quality, area: Area) -> None:
        """Paint whole polygons, such as a territory on every view."""
        self._paint(quality, area)

    def erase(self, view: str, points_mm: Sequence[XY], widths_mm: Sequence[float]) -> None:
        """Rub out, in every quality, what a brush stroke covers."""
        here = clip(stroke_area(points_mm, widths_mm), self.figure, view)
        marks = to_marks(view, here, erase=True)
        area = mark_areas(marks, self.figure)
        touched = [quality for quality, old in self.painted.items() if _meets(old, area)]
        if not touched:
            return
        drawing, areas = self.drawing, dict(self._state.areas)
        for quality in touched:
            left = _less(areas.pop(quality), area)
            if left:
                areas[quality] = left
            # a layer rubbed out altogether needs no memory of how it came and went
            drawing = drawing.with_marks(quality, (*drawing.marks(quality), *marks) if left else ())
        self._do(_State(drawing, areas), Change(Action.ERASE, removed=dict.fromkeys(touched, area)))

    def clear(self) -> None:
        """Rub out everything."""
        if not self.is_empty:
            self._do(_State(Drawing(self.drawing.figure), {}), Change(Action.CLEAR, removed=self.painted))

    def mirror(self) -> None:
        """Paint the mirror image of everything onto the other side as well."""
        state = self._state
        added: dict[Quality, Area] = {}
        for quality, area in self.painted.items():
            state, new = self._with_paint(state, quality, self._missing_mirror(area))
            if new:
                added[quality] = new
        if added:
            self._do(state, Change(Action.MIRROR, added=added))

    def load(self, drawing: Drawing) -> None:
        """Replace everything by another drawing; this too can be undone."""
        painted = paint(drawing, self.figure)
        change = Change(Action.LOAD, added=painted, removed=self.painted)
        self._do(_State(drawing, _taken_apart(painted)), change)

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._restore(step.before, step.change.reverse())

    def redo(self) -> None:
        """Do the last step taken back again, if there is one."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._restore(step.after, step.change)

    def _paint(self, quality: Quality, area: Area) -> None:
        clipped = {view: clip(shape, self.figure, view) for view, shape in area.items()}
        state, added = self._with_paint(self._state, quality, clipped)
        if added:
            self._do(state, Change(Action.PAINT, added={quality: added}))

    def _with_paint(self, state: _State, quality: Quality, area: Area) -> tuple[_State, Area]:
        """Return the state with an area painted, and the area as it came out on every view that shows that skin."""
        marks = tuple(mark for view, shape in area.items() for mark in to_marks(view, shape))
        if not marks:
            return state, {}
        everywhere = mark_areas(marks, self.figure)
        drawing = state.drawing.with_marks(quality, (*state.drawing.marks(quality), *marks))
        areas = {**state.areas, quality: _plus(state.areas.get(quality, {}), everywhere)}
        return _State(drawing, areas), everywhere

    def _missing_mirror(self, area: Area) -> Area:
        """Return the mirror image of an area less the area itself."""
        missing = {}
        for view, shape in area.items():
            flipped = mirrored(shape, self.figure.views[view].width_mm)
            parts = as_multipolygon(flipped.difference(shape)).geoms
            missing[view] = MultiPolygon([part for part in parts if part.area > SPECK_MM2])
        return missing

    def _do(self, state: _State, change: Change) -> None:
        self._done.append(_Step(self._state, state, change, _cost(self._state, state, change)))
        self._undone.clear()
        del self._done[:-MAX_STEPS]
        self._lighten()
        self._show(state, change)

    def _lighten(self) -> None:
        """Let go of the geometry of the oldest steps until the others' is little enough."""
        kept = 0
        for place in reversed(range(len(self._done))):
            step = self._done[place]
            kept += step.bytes
            if kept > MAX_HISTORY_BYTES:
                if isinstance(step.before, Drawing):
                    break  # and so are all before it
                self._done[place] = step.marks_only()

    def _restore(self, state: _State | Drawing, change: Change) -> None:
        """Go to another state of the drawing, painting its marks anew where nothing else is left of it."""
        if isinstance(state, _State):
            self._show(state, change)
        else:
            painted = paint(state, self.figure)
            change = Change(change.action, added=painted, removed=self.painted)
            self._show(_State(state, _taken_apart(painted)), change)

    def _show(self, state: _State, change: Change) -> None:
        before, self._state = self._state, state
        self._painted = {
            quality: {view: self._shape(quality, view, before) for view in area}
            for quality, area in state.areas.items()
        }
        for listener in tuple(self._listeners):
            listener(change)

    def _shape(self, quality: Quality, view: str, before: _State) -> MultiPolygon:
        """Return an area as one shape: the one shown before, if its parts are still the same."""
        parts = self._state.areas[quality][view]
        same = before.areas.get(quality, {}).get(view) is parts
        return self._painted[quality][view] if same else whole(parts)


def _taken_apart(painted: Painted) -> dict[Quality, dict[str, Parts]]:
    return {quality: {view: parts_of(shape) for view, shape in area.items()} for quality, area in painted.items()}


def _plus(area: Mapping[str, Parts], more: Area) -> dict[str, Parts]:
    return {**area, **{view: merge(area.get(view, _NOTHING), shape) for view, shape in more.items()}}


def _less(area: Mapping[str, Parts], less: Area) -> dict[str, Parts]:
    left = {view: cut(parts, less[view]) if view in less else parts for view, parts in area.items()}
    return {view: parts for view, parts in left.items() if len(parts)}


def _meets(one: Area, other: Area) -> bool:
    return any(view in other and shape.intersects(other[view]) for view, shape in one.items())


def _cost(before: _State, after: _State, change: Change) -> int:
    """Return about how many bytes a step keeps alive that the next state does not share."""
    size = sum(_size(list(area.values())) for side in (change.added, change.removed) for area in side.values())
    for quality, area in before.areas.items():
        for view, parts in area.items():
            later = after.areas.get(quality, {}).get(view, _NOTHING)
            if later is not parts:
                shared = set(map(id, later))
                gone = [part for part in parts if id(part) not in shared]
                size += _size(gone) + _BYTES_PER_REFERENCE * len(parts)
    return size


def _size(shapes: Sequence[BaseGeometry]) -> int:
    return _BYTES_PER_POINT * int(shapely.get_num_coordinates(shapes).sum()) + _BYTES_PER_PART * len(shapes)
