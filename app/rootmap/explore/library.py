"""Everything with a name, as one thing to point at, and where each lies on each map."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from rootmap.anatomy.links import Links
from rootmap.anatomy.model import Anatomy, Nerve
from rootmap.anatomy.vocabulary import Root, roots_between
from rootmap.atlas.agreement import Agreement
from rootmap.atlas.model import CompiledAtlas, Kind, Territory, TerritoryId

CORE = "_core"  # what a referral map adds to an id for the innermost skin of a pattern
_ROOT = r"([VCTLS])(\d{1,2})"
_RANGE = re.compile(rf"\b{_ROOT}(?:\s*(?:-|–|to)\s*([VCTLS]?)(\d{{1,2}}))?\b")


class Sort(StrEnum):
    """What a thing is; the value begins its everyday id, as in "nerve.saphenous"."""

    ROOT = "root"
    NERVE = "nerve"
    MUSCLE = "muscle"
    REFLEX = "reflex"
    MIMIC = "mimic"
    TEST = "test"
    MAP = "map"


SORT_WORDS: Mapping[Sort, str] = {
    Sort.ROOT: "root",
    Sort.NERVE: "nerve",
    Sort.MUSCLE: "muscle",
    Sort.REFLEX: "reflex",
    Sort.MIMIC: "imitates a root",
    Sort.TEST: "bedside test",
    Sort.MAP: "map",
}
_POINT_PREFIX = {Sort.REFLEX: "reflex_", Sort.NERVE: "entrapment_"}  # what maps of points put before an id
_REFLEX_WORDS = ("reflex", "sign", "jerk", "clonus", "response", "wink")
_MAP_KINDS = {
    Sort.ROOT: Kind.DERMATOME,
    Sort.NERVE: Kind.NERVE,
    Sort.MUSCLE: Kind.MUSCLE,
    Sort.MIMIC: Kind.REFERRAL,
}


@dataclass(frozen=True)
class Ref:
    """Points at one thing. A mimic is a row of the differentials, or a pattern that only a map of referred pain has."""

    sort: Sort
    id: str


@dataclass(frozen=True)
class Library:
    """All that can be looked up: any number of maps of any kind, and what those of roots make of the skin together."""

    anatomy: Anatomy
    links: Links
    atlases: tuple[CompiledAtlas, ...]
    agreement: Agreement | None = None

    @cached_property
    def titles(self) -> Mapping[Ref, str]:
        """What each thing is called, in the order roots, nerves, muscles, reflexes, mimics, tests, maps."""
        return dict(self._titles())

    def title(self, ref: Ref) -> str:
        """Return what a thing is called."""
        return self.titles.get(ref, ref.id.replace("_", " "))

    def where(self, ref: Ref, atlas: CompiledAtlas) -> tuple[TerritoryId, ...]:
        """Return the territories that are a thing's on a map; none when the map does not have it.

        A nerve without a field of its own has those of its branches; a root has every territory of a root map that
        names it, such as "S4-5", and on a map of muscles those that it dominates: the myotome as a picture.
        """
        if ref.sort is Sort.MAP:
            return ()
        territories = {territory.id: territory for territory in atlas.info.territories}
        if ref.sort is Sort.ROOT and atlas.info.kind in (Kind.DERMATOME, Kind.POINTS):
            return _of_root(territories, ref.id)
        if ref.sort is Sort.ROOT and atlas.info.kind is Kind.MUSCLE:
            return tuple(name for name in self.anatomy.roots[Root(ref.id)].muscles_major if name in territories)
        if atlas.info.kind is Kind.POINTS and ref.sort in _POINT_PREFIX:
            point = _POINT_PREFIX[ref.sort] + ref.id
            return (point,) if point in territories else ()
        if _MAP_KINDS.get(ref.sort) is not atlas.info.kind:
            return ()
        if ref.id in territories:
            return tuple(name for name in (ref.id, ref.id + CORE) if name in territories)
        if ref.sort is Sort.NERVE:
            return tuple(name for name in self.links.branches_of(ref.id) if name in territories)
        return ()

    def maps_of(self, ref: Ref) -> tuple[CompiledAtlas, ...]:
        """Return the maps that have a thing: those of its own kind, then of muscles, then of points.

        Of its whole field before those of its core only. A map has itself.
        """
        if ref.sort is Sort.MAP:
            return tuple(atlas for atlas in self.atlases if atlas.info.id == ref.id)
        having = [atlas for atlas in self.atlases if self.where(ref, atlas)]

        def order(atlas: CompiledAtlas) -> tuple[bool, bool, float]:
            points, own = atlas.info.kind is Kind.POINTS, self.is_skin_of(ref, atlas)
            return points, not own, 0.0 if ref.sort is Sort.ROOT else -self.area_cm2(ref, atlas)

        return tuple(sorted(having, key=order))

    def is_skin_of(self, ref: Ref, atlas: CompiledAtlas) -> bool:
        """Whether a map draws the skin of things of that sort, and not just points or a root's muscles."""
        return _MAP_KINDS.get(ref.sort) is atlas.info.kind

    def area_cm2(self, ref: Ref, atlas: CompiledAtlas) -> float:
        """Return the skin a map gives to a thing on one side: its territories together, each bit once."""
        wanted = self.where(ref, atlas)
        places = [atlas.info.codes[name] - 1 for name in wanted]
        touched = (atlas.member[:, places] > 0).any(axis=1)
        return float(touched @ np.array(atlas.label_area_cm2))

    def atlas(self, atlas_id: str) -> CompiledAtlas | None:
        """Return the map of that id, if there is one."""
        return next((atlas for atlas in self.atlases if atlas.info.id == atlas_id), None)

    def told(self, ref: Ref, atlas: CompiledAtlas) -> tuple[Territory, ...]:
        """Return what a map says of a thing: its territories there, each with its source."""
        wanted = set(self.where(ref, atlas))
        return tuple(territory for territory in atlas.info.territories if territory.id in wanted)

    def nerves_of_muscle(self, muscle: str) -> tuple[Ref, ...]:
        """Return the nerves whose lesion weakens a muscle, the one that enters it first."""
        found = [name for name in self.links.nerves if muscle in self.links.muscles_of(name)]
        found.sort(key=lambda name: muscle not in self.links.nerves[name].muscles)
        return tuple(Ref(Sort.NERVE, name) for name in found)

    def nerves_of_reflex(self, reflex: str) -> tuple[Ref, ...]:
        """Return the nerves that a reflex arc runs through."""
        return tuple(Ref(Sort.NERVE, name) for name in self.links.nerves if reflex in self.links.reflexes_of(name))

    def nerves_like(self, root: Root) -> tuple[Ref, ...]:
        """Return the nerves whose lesion is taken for one of a root."""
        return tuple(Ref(Sort.NERVE, name) for name, nerve in self.anatomy.nerves.items() if root in mimicked(nerve))

    def _titles(self) -> Iterator[tuple[Ref, str]]:
        tables = self.anatomy
        yield from ((Ref(Sort.ROOT, root.value), root.value) for root in tables.roots)
        yield from ((Ref(Sort.NERVE, name), nerve.name) for name, nerve in tables.nerves.items())
        yield from ((Ref(Sort.MUSCLE, name), muscle.name) for name, muscle in tables.muscles.items())
        for name, reflex in tables.reflexes.items():
            says_so = any(word in reflex.name.lower() for word in _REFLEX_WORDS)
            yield Ref(Sort.REFLEX, name), reflex.name if says_so else f"{reflex.name} reflex"
        yield from ((Ref(Sort.MIMIC, name), mimic.name) for name, mimic in tables.differentials.items())
        for atlas in self.atlases:
            patterns = atlas.info.territories if atlas.info.kind is Kind.REFERRAL else ()
            yield from ((Ref(Sort.MIMIC, it.id), it.title) for it in patterns if self._stands_alone(it))
        yield from ((Ref(Sort.TEST, name), test.name) for name, test in tables.tests.items() if test.kind != "history")
        yield from ((Ref(Sort.MAP, atlas.info.id), atlas.info.title) for atlas in self.atlases)

    def _stands_alone(self, territory: Territory) -> bool:
        return territory.id not in self.anatomy.differentials and not territory.id.endswith(CORE)


def _of_root(territories: Mapping[TerritoryId, Territory], root: str) -> tuple[TerritoryId, ...]:
    """Return the territory that bears a root's name, else those whose names join it to others."""
    if root in territories:
        return (root,)
    joined = (name for name in territories if _RANGE.fullmatch(name))
    return tuple(name for name in joined if Root(root) in roots_named(name))


def roots_named(text: str) -> tuple[Root, ...]:
    """Return the roots a text names, ranges such as "L2-L3", "S4-5" and "C5 to T1" filled in; capitals only."""
    known = {root.value: root for root in Root}
    found: dict[Root, None] = {}
    for letter, number, last_letter, last_number in _RANGE.findall(text):
        first = known.get(letter + number)
        last = known.get((last_letter or letter) + last_number) if last_number else first
        if first is not None and last is not None:
            found.update(dict.fromkeys(roots_between(first, last)))
    return tuple(found)


def mimicked(nerve: Nerve, *, sure: bool = False) -> tuple[Root, ...]:
    """Return the roots a nerve is confused with, as its row names them; those it carries where it says "same".

    With `sure`, without those in brackets.
    """
    named = roots_named(re.sub(r"\(.*?\)", "", nerve.mimics) if sure else nerve.mimics)
    return named if named or not nerve.mimics.lower().startswith("same") else nerve.roots


def group_title(library: Library, refs: Sequence[Ref]) -> str:
    """Return the name of several things together: "L2–3" for neighbouring roots, else all names."""
    names = [library.title(ref) for ref in refs]
    roots = [Root(ref.id) for ref in refs if ref.sort is Sort.ROOT]
    if len(roots) == len(refs) > 1 and tuple(roots) == roots_between(roots[0], roots[-1]):
        last = names[-1]
        return f"{names[0]}–{last[1:] if last[0] == names[0][0] else last}"
    return " + ".join(names)
