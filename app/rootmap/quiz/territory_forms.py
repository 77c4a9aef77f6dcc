"""Questions on the body: name what is lit, paint what is named, point to it, tell root and nerve apart."""

from random import Random

from rootmap.anatomy.model import Provenance
from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import CompiledAtlas, Kind
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Choice, Form, How, Lit
from rootmap.quiz.grading_groups import nerve_groups
from rootmap.quiz.grading_model import Target
from rootmap.quiz.material import CHOICES, Material, a_side, near, source_of
from rootmap.quiz.pointing import spot_of
from rootmap.quiz.questions import is_fair, plausible


def _is_whole(atlas: CompiledAtlas, kind: Kind = Kind.DERMATOME) -> bool:
    return atlas.info.kind is kind and not atlas.info.shares


def _map_source(atlas: CompiledAtlas, territory: str) -> str:
    told = atlas.info.territory(territory)
    return f"{atlas.info.title}: {told.source}"


class NameTerritory:
    """A territory of a map of roots is lit: which root is it?"""

    form = Form.NAME

    def __init__(self, material: Material) -> None:
        self._material = material

    def can(self, item: Item) -> bool:
        """Whether a map has enough of it."""
        return bool(self._maps(item))

    def ask(self, item: Item, random: Random) -> Asked:
        """Light it on either side and offer its neighbours."""
        atlas, side = self._maps(item)[0], a_side(random)
        lit = Lit(atlas.info.id, (item.subject,), side)
        return Asked(
            item, self.form, How.ONE, "Which root is lit?",
            answer=item.subject,
            why=f"The lit skin is {item.subject} on the {side}. {_told(self._material, item)}".strip(),
            source=_map_source(atlas, item.subject),
            hint=f"{side.value.capitalize()} side · map: {atlas.info.title}",
            choices=tuple(Choice(name, name) for name in plausible(atlas, item.subject, random)),
            correct=(item.subject,), lit=lit, told=lit,
            typed=tuple(territory.id for territory in atlas.info.territories),
        )  # fmt: skip

    def _maps(self, item: Item) -> list[CompiledAtlas]:
        return self._material.maps(lambda atlas: _is_whole(atlas) and is_fair(atlas, item.subject))


def _told(material: Material, item: Item) -> str:
    """Return where a root's skin lies, in words: its key point, else what a publication says."""
    point = material.anatomy.key_points.get(item.subject)
    if point is not None:
        return f"Its key point: {point.location}."
    facts = material.anatomy.roots[item.roots[0]]
    return "".join(f"{fact.text}." for fact in list(facts.dermatomes.values())[:1])


class PaintTerritory:
    """A root or a nerve is named: paint its territory."""

    form = Form.PAINT

    def __init__(self, material: Material) -> None:
        self._material = material
        self._groups = nerve_groups(material.atlases) if material.atlases else {}

    def can(self, item: Item) -> bool:
        """Whether a map has enough of it."""
        return bool(self._maps(item))

    def ask(self, item: Item, random: Random) -> Asked:
        """Name it and a side."""
        atlas, side = self._maps(item)[0], a_side(random)
        parts = self._parts(item)
        nerve = self._material.anatomy.nerves.get(item.subject)
        name = nerve.name if nerve is not None else item.subject
        return Asked(
            item, self.form, How.PAINT, f"Paint {name} {side.value}",
            answer=f"{name} {side.value}",
            why=nerve.skin if nerve is not None else _told(self._material, item),
            source=_map_source(atlas, parts[0]),
            hint=f"Map: {atlas.info.title}. Paint it in all views; where the maps disagree, either is accepted.",
            told=Lit(atlas.info.id, parts, side),
            target=Target(item.subject, side, atlas.info.id, parts if parts != (item.subject,) else ()),
        )  # fmt: skip

    def _parts(self, item: Item) -> tuple[str, ...]:
        return self._groups.get(item.subject, (item.subject,))

    def _maps(self, item: Item) -> list[CompiledAtlas]:
        kind = Kind.NERVE if item.kind is ItemKind.NERVE_TERRITORY else Kind.DERMATOME
        parts = self._parts(item)
        return self._material.maps(
            lambda atlas: (
                _is_whole(atlas, kind)
                and all(part in atlas.info.codes for part in parts)
                and any(is_fair(atlas, part) for part in parts)
            )
        )


class PointOut:
    """A root is named: point to its key point."""

    form = Form.POINT

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether the table has the point."""
        return item.subject in self._anatomy.key_points

    def ask(self, item: Item, random: Random) -> Asked:
        """Name it and a side."""
        point, side = self._anatomy.key_points[item.subject], a_side(random)
        caution = f" {point.caution.rstrip('.')}." if point.caution else ""
        return Asked(
            item, self.form, How.POINT, f"Point to the key point of {point.id} {side.value}",
            answer=point.location,
            why=f"{point.location}. {point.landmark}.{caution}",
            source=source_of(self._anatomy, point.provenance),
            hint="Click where you would test it; the wheel and the keys + and - zoom.",
            target=Target(point.id, side), spot=spot_of(self._anatomy, point.id, side),
        )  # fmt: skip


class RootOrNerve:
    """Skin is lit that is a root's or that of the nerve taken for it: which is it?"""

    form = Form.ROOT_OR_NERVE

    def __init__(self, material: Material) -> None:
        self._material = material
        self._pairs = {nerve: roots for roots, nerve in material.pairs}
        self._groups = nerve_groups(material.atlases) if material.atlases else {}

    def can(self, item: Item) -> bool:
        """Whether maps have both."""
        return item.subject in self._pairs and bool(self._nerve_map(item.subject) and self._root_map(item.subject))

    def ask(self, item: Item, random: Random) -> Asked:
        """Light one of the two, and offer both with a neighbour of each."""
        material, name = self._material, item.subject
        nerve, roots = material.anatomy.nerves[name], self._pairs[name]
        roots_map, nerve_map = self._root_map(name), self._nerve_map(name)
        assert roots_map is not None
        assert nerve_map is not None
        root, is_nerve, side = random.choice(roots), random.random() < 0.5, a_side(random)
        lit = Lit(nerve_map.info.id, self._parts(name), side) if is_nerve else Lit(
            roots_map.info.id, (root.value,), side
        )  # fmt: skip
        pair = Choice(name, f"Nerve: {nerve.name}"), Choice(root.value, f"Root {root}")
        right, other = pair if is_nerve else pair[::-1]
        choices = [right, other, *self._beside(name, root)][:CHOICES]
        tells = nerve.discriminates.rstrip(".")
        return Asked(
            item, self.form, How.ONE, "What is lit: a root or a nerve?",
            answer=right.text,
            why=f"Lit is {right.text[0].lower()}{right.text[1:]}. What speaks for the nerve: {tells}.",
            source="; ".join((_map_source(nerve_map if is_nerve else roots_map, lit.territories[0]),
                              source_of(material.anatomy, _provenance(material, name)))),
            hint=f"{side.value.capitalize()} side",
            choices=tuple(random.sample(choices, len(choices))),
            correct=(right.id,), lit=lit, told=lit,
        )  # fmt: skip

    def _beside(self, name: str, root: Root) -> list[Choice]:
        """Return a root beside the pair, and a nerve of the same region that shares no skin with the one asked."""
        material = self._material
        mine, pair = set(self._parts(name)), self._pairs[name]
        roots = [Choice(each.value, f"Root {each}") for each in near(root, material.anatomy.roots) if each not in pair]
        here = material.anatomy.nerves[name]
        others = sorted(
            (each for each in material.anatomy.nerves.values() if each.id != name and self._nerve_map(each.id)),
            key=lambda each: (each.region != here.region, not set(each.roots) & set(here.roots)),
        )
        fair = [
            Choice(each.id, f"Nerve: {each.name}")
            for each in others
            if not mine & set(self._parts(each.id)) and not self._is_akin(name, each.id)
        ]
        return [*roots[:1], *fair[:1]]

    def _is_akin(self, one: str, other: str) -> bool:
        """Whether one nerve is a branch of the other, or both leave the same one: then both names could be defended."""
        links = self._material.links
        leave_together = any({one, other} <= set(each.branches) for each in links.nerves.values())
        return leave_together or other in links.branches_of(one) or one in links.branches_of(other)

    def _parts(self, name: str) -> tuple[str, ...]:
        return self._groups.get(name, (name,))

    def _nerve_map(self, name: str) -> CompiledAtlas | None:
        parts = self._parts(name)
        found = self._material.maps(
            lambda atlas: _is_whole(atlas, Kind.NERVE) and all(is_fair(atlas, part) for part in parts)
        )
        return next(iter(found), None)

    def _root_map(self, name: str) -> CompiledAtlas | None:
        roots = self._pairs[name]
        found = self._material.maps(
            lambda atlas: _is_whole(atlas) and all(is_fair(atlas, root.value) for root in roots)
        )
        return next(iter(found), None)


def _provenance(material: Material, nerve: str) -> Provenance:
    return material.anatomy.nerves[nerve].provenance
