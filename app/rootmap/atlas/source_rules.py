"""The rules between the parts of an atlas source; each fault with what to do about it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import shapely

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import Kind
from rootmap.source_file.faults import Fault, Said, listed, nearest

if TYPE_CHECKING:
    from rootmap.atlas.source_schema import AreaEntry, AtlasEntry, CurveEntry

TURN_DEG = 360.0


def inconsistencies(atlas: "AtlasEntry") -> Iterator[Fault]:
    """Yield every fault between the parts of a file whose parts are sound by themselves."""
    for name, curve in atlas.curves.items():
        yield from ((("curves", name), *said) for said in _curve_faults(curve, atlas))
    for index, area in enumerate(atlas.areas):
        yield from ((("areas", index), *said) for said in _area_faults(area, atlas))
    yield from _territory_faults(atlas)
    for index, exception in enumerate(atlas.key_point_exceptions):
        if exception.territory not in atlas.territories:
            yield ("key_point_exceptions", index), *_unknown("territory", exception.territory, atlas.territories)


def _unknown(what: str, name: str, known: Iterable[str]) -> Said:
    group = "territories" if what == "territory" else "curves"
    names = list(known)
    remedy = nearest(name, names) or f"write it as there, or add it there: {group} has {listed(names)}"
    return f'names the unknown {what} "{name}"', remedy.strip()


def _territory_faults(atlas: "AtlasEntry") -> Iterator[Fault]:
    painted = {area.territory for area in atlas.areas}
    for name, territory in atlas.territories.items():
        if name not in painted:
            add = f'add "- {{territory: {name}, segment: …}}" to the areas'
            yield ("territories", name), "has no area", f"{add}, or take {name} out of the territories"
        if atlas.kind is Kind.DERMATOME and not territory.roots:
            example = name if name in {root.value for root in Root} else "L4"
            yield ("territories", name), "names no root, which a dermatome needs", f"add roots: [{example}]"


def _curve_faults(curve: "CurveEntry", atlas: "AtlasEntry") -> Iterator[Said]:
    if (curve.lengthwise is None) == (curve.crosswise is None):
        remedy = "keep lengthwise for a border along the segment, crosswise for one across it"
        yield "needs exactly one of lengthwise and crosswise", remedy
        return
    lengthwise = curve.lengthwise is not None
    knots = curve.lengthwise or curve.crosswise or []
    yield from _order_faults(knots, 0 if lengthwise else 1)
    first, last = knots[0][1], knots[-1][1]
    if not lengthwise and last - first >= TURN_DEG:
        yield "goes round more than a full turn", f"end it before {first + TURN_DEG:g}: it closes by itself"
    yield from _join_faults(curve, atlas)
    if len({_has_digits(segment) for segment in curve.segment}) > 1:
        yield "runs on segments with unlike coordinates", "write one curve for hand or foot and one for the others"


def _order_faults(knots: Sequence[tuple[float, float]], key: int) -> Iterator[Said]:
    which = ("first", "second")[key]
    for before, after in pairwise(knots):
        if after[key] <= before[key]:
            problem = f"the {which} coordinates must rise: {after[key]:g} follows {before[key]:g}"
            if after[key] < before[key]:
                yield problem, f"swap {_point(before)} and {_point(after)}"
            else:
                yield problem, f"leave out {_point(before)} or {_point(after)}"


def _point(knot: tuple[float, float]) -> str:
    return f"[{knot[0]:g}, {knot[1]:g}]"


def _has_digits(segment: str) -> bool:
    return segment.startswith(("hand", "foot"))


def _join_faults(curve: "CurveEntry", atlas: "AtlasEntry") -> Iterator[Said]:
    for other in curve.joins:
        if other not in atlas.curves:
            yield f'joins the unknown curve "{other}"', _unknown("curve", other, atlas.curves)[1]
        elif set(atlas.curves[other].segment) & set(curve.segment):
            remedy = "join a curve of the neighbouring segment, or leave the join out"
            yield f'joins "{other}", which runs on the same segment', remedy


def _area_faults(area: "AreaEntry", atlas: "AtlasEntry") -> Iterator[Said]:
    if area.territory not in atlas.territories:
        yield _unknown("territory", area.territory, atlas.territories)
    limits = [(limit, False) for limit in area.along] + [(limit, True) for limit in area.round]
    for limit, lengthwise in limits:
        if isinstance(limit, str):
            yield from _limit_faults(limit, lengthwise, area, atlas)
    given = {"outline": area.outline, "spot": area.spot, "along": any(v is not None for v in area.along) or None}
    given["round"] = any(v is not None for v in area.round) or None
    shapes = [name for name, value in given.items() if value is not None]
    if len(shapes) > 1 and set(shapes) != {"along", "round"}:
        remedy = f"make two areas of it: this one has {' and '.join(shapes)}"
        yield "has more than one of outline, spot and limits: give one", remedy
    elif area.outline is not None:
        yield from _outline_faults(area.outline)
    if area.spot is not None and not atlas.overlapping:
        remedy = "say `overlapping: true` at the top, or draw an outline"
        yield "is a spot, which only a map with `overlapping: true` may have", remedy
    if (area.round[0] is None) != (area.round[1] is None) and {"leg", "arm"} & set(area.segment):
        given_limit = area.round[0] if area.round[1] is None else area.round[1]
        yield "round a limb both limits are needed", f"say where the strip that {given_limit} limits has its other edge"


def _outline_faults(outline: Sequence[tuple[float, float]]) -> Iterator[Said]:
    reason = shapely.is_valid_reason(shapely.Polygon(outline))
    if reason != "Valid Geometry":
        where = reason.partition("[")[2].rstrip("]").replace(" ", ", ")
        near = f" near [{where}]" if where else ""
        yield f"its outline crosses itself{near}", "bring its points into the order in which one goes round it"


def _limit_faults(name: str, lengthwise: bool, area: "AreaEntry", atlas: "AtlasEntry") -> Iterator[Said]:
    curve = atlas.curves.get(name)
    if curve is None:
        fitting = {known: c for known, c in atlas.curves.items() if (c.lengthwise is not None) == lengthwise}
        yield _unknown("curve", name, fitting or atlas.curves)
    elif (curve.lengthwise is not None) != lengthwise:
        runs, key, right = ("crosswise", "round", "along") if lengthwise else ("lengthwise", "along", "round")
        yield f'"{name}" runs {runs}: it cannot be a limit in "{key}"', f'put it in "{right}"'
    elif not set(area.segment) <= set(curve.segment):
        there = ", ".join(sorted(set(area.segment) - set(curve.segment)))
        yield f'"{name}" does not run on {there}', f"add {there} to the segments of {name}, or make an area of its own"
