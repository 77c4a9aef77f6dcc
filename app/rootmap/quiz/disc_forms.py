"""Which disc strikes a root, and which root a disc strikes."""

from collections.abc import Mapping
from random import Random

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import Disc, Zone
from rootmap.anatomy.vocabulary import Root
from rootmap.cases.levels import discs_by_name, struck_roots
from rootmap.cases.model import Level
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Choice, Form, How
from rootmap.quiz.material import CHOICES, Material, root_choices, root_name, source_of

_ZONES = {
    Zone.PARACENTRAL: "beside the middle (paracentrally)",
    Zone.FORAMINAL: "into the foramen",
    Zone.FAR_LATERAL: "far laterally, beyond the foramen",
}
_LUMBAR = (Root.L1, Root.L2, Root.L3, Root.L4, Root.L5, Root.S1)  # only here do the zones strike different roots


def disc_items(anatomy: Anatomy) -> list[Item]:
    """Return an item for each root and zone that one disc alone strikes; in the neck the zones do not differ."""
    found = []
    for root in anatomy.roots:
        for zone in _ZONES if root in _LUMBAR else (Zone.PARACENTRAL,):
            if len(_striking(anatomy, root, zone)) == 1:
                title = f"Disc that strikes {root} {_ZONES[zone]}"
                found.append(Item(ItemKind.ROOT_DISC, f"{root}.{zone.value}", title, (root,)))
    return found


class RootDisc:
    """A root and a place at the disc are named: which disc?"""

    form = Form.DISC

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether one disc alone strikes it there."""
        return len(_striking(self._anatomy, *_asked(item))) == 1

    def ask(self, item: Item, _random: Random) -> Asked:
        """Offer the disc among its neighbours, from head to tail."""
        root, zone = _asked(item)
        discs = discs_by_name(self._anatomy)
        names = list(discs)
        name = _striking(self._anatomy, root, zone)[0]
        place = names.index(name)
        near = sorted(range(len(names)), key=lambda at: abs(at - place))[:CHOICES]
        return Asked(
            item, self.form, How.ONE, f"Which disc strikes the {root} root when it herniates {_ZONES[zone]}?",
            answer=name,
            why=f"{_told(discs[name])} {_rule(root)}",
            source=source_of(self._anatomy, discs[name].provenance),
            choices=tuple(Choice(names[at], names[at], _strikes(discs, names[at], zone)) for at in sorted(near)),
            correct=(name,),
        )  # fmt: skip


class DiscRoot:
    """A disc is named: which root does it strike beside the middle?"""

    form = Form.DISC

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether the table of roots and that of discs name the same root first."""
        disc = self._disc(item)
        return disc is not None and disc.pressed(Zone.PARACENTRAL)[:1] == item.roots

    def ask(self, item: Item, _random: Random) -> Asked:
        """Offer the root among its neighbours; another that the disc may strike there is not offered."""
        root, disc = item.roots[0], self._disc(item)
        assert disc is not None
        return Asked(
            item, self.form, How.ONE,
            f"The disc {item.subject} herniates {_ZONES[Zone.PARACENTRAL]}: which root does it strike as a rule?",
            answer=root.value,
            why=f"{_told(disc)} {_rule(root)}",
            source=source_of(self._anatomy, disc.provenance),
            choices=root_choices(
                (root,), disc.pressed(Zone.PARACENTRAL), [each for each in self._anatomy.roots if each.is_spinal]
            ),
            correct=(root.value,),
        )  # fmt: skip

    def _disc(self, item: Item) -> Disc | None:
        upper, _, lower = item.subject.partition("-")
        return next((disc for disc in self._anatomy.discs.values() if (disc.upper, disc.lower) == (upper, lower)), None)


def _asked(item: Item) -> tuple[Root, Zone]:
    root, _, zone = item.subject.partition(".")
    return Root(root), Zone(zone)


def _striking(anatomy: Anatomy, root: Root, zone: Zone) -> list[str]:
    """Return the discs that may strike a root there; none when another root is struck before it."""
    discs = discs_by_name(anatomy)
    struck = {name: struck_roots(Level(name, zone), discs) for name in discs}
    found = [name for name, roots in struck.items() if root in roots]
    return found if all(struck[name][0] is root for name in found) else []


def _strikes(discs: Mapping[str, Disc], name: str, zone: Zone) -> str:
    roots = struck_roots(Level(name, zone), discs)
    return f"There {name} strikes {root_name(roots)}." if roots else f"There {name} strikes no root."


def _told(disc: Disc) -> str:
    """Return what a disc strikes, zone by zone."""
    said = [f"{_ZONES[zone]} {root_name(roots)}" for zone in _ZONES if (roots := disc.pressed(zone))]
    return f"{disc.name} strikes {', '.join(said)}."


def _rule(root: Root) -> str:
    if root.value[0] == "C":
        return "In the neck the root that leaves has the number of the vertebra below, C8 at C7–T1."
    if root in _LUMBAR:
        return "In the lumbar spine a disc strikes the passing root beside the middle, in the foramen the one above."
    return "From T1 down the root that leaves has the number of the vertebra above."
