"""Which disc strikes a root, and which root a disc strikes."""

from random import Random

from rootmap.anatomy.vocabulary import Root
from rootmap.cases.levels import DISCS, struck_root
from rootmap.cases.model import Level, Zone
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Choice, Form, How
from rootmap.quiz.material import CHOICES, Material, root_choices, source_of

_ZONES = {
    Zone.PARACENTRAL: "beside the middle (paracentrally)",
    Zone.FORAMINAL: "into the foramen",
    Zone.FAR_LATERAL: "far laterally, beyond the foramen",
}
_LUMBAR = [Root.L1, Root.L2, Root.L3, Root.L4, Root.L5]


def disc_items() -> list[Item]:
    """Return an item for each root and zone that one disc alone strikes; in the neck the zones do not differ."""
    found = []
    for root in Root:
        zones = _ZONES if root in _LUMBAR else (Zone.PARACENTRAL,)
        for zone in zones:
            if len(_striking(root, zone)) == 1:
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
        root, zone = _asked(item)
        return len(_striking(root, zone)) == 1

    def ask(self, item: Item, _random: Random) -> Asked:
        """Offer the disc among its neighbours, from head to tail."""
        root, zone = _asked(item)
        disc = _striking(root, zone)[0]
        facts = self._anatomy.roots[root]
        place = DISCS.index(disc)
        near = sorted(range(len(DISCS)), key=lambda at: abs(at - place))[:CHOICES]
        field = "disc_paracentral" if zone is Zone.PARACENTRAL else "disc_foraminal"
        return Asked(
            item, self.form, How.ONE, f"Which disc strikes the {root} root when it herniates {_ZONES[zone]}?",
            answer=disc,
            why=f"{root}: beside the middle {facts.disc_paracentral}; in the foramen or farther out "
            f"{facts.disc_foraminal}. {_rule(root)}",
            source=source_of(self._anatomy, facts.provenance[field]),
            choices=tuple(Choice(DISCS[at], DISCS[at], _strikes(DISCS[at], zone)) for at in sorted(near)),
            correct=(disc,),
        )  # fmt: skip


class DiscRoot:
    """A disc is named: which root does it strike beside the middle?"""

    form = Form.DISC

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether the table of roots and the rule of levels agree on one root."""
        return _struck(item.subject) == (item.roots[0] if len(item.roots) == 1 else None)

    def ask(self, item: Item, _random: Random) -> Asked:
        """Offer the root among its neighbours."""
        root = item.roots[0]
        facts = self._anatomy.roots[root]
        return Asked(
            item, self.form, How.ONE,
            f"The disc {item.subject} herniates {_ZONES[Zone.PARACENTRAL]}: which root does it strike as a rule?",
            answer=root.value,
            why=f"{root}: {facts.disc_paracentral}. {_rule(root)}",
            source=source_of(self._anatomy, facts.provenance["disc_paracentral"]),
            choices=root_choices((root,), (), [each for each in self._anatomy.roots if each.is_spinal]),
            correct=(root.value,),
        )  # fmt: skip


def _asked(item: Item) -> tuple[Root, Zone]:
    root, _, zone = item.subject.partition(".")
    return Root(root), Zone(zone)


def _striking(root: Root, zone: Zone) -> list[str]:
    return [disc for disc in DISCS if struck_root(Level(disc, zone)) is root]


def _struck(written: str) -> Root | None:
    """Return the root a disc strikes beside the middle; `written` as the tables do, "L4-L5"."""
    upper, _, lower = written.partition("-")
    disc = f"{upper}-{lower[1:]}" if upper[0] == lower[0] else written
    return struck_root(Level(disc, Zone.PARACENTRAL)) if disc in DISCS else None


def _strikes(disc: str, zone: Zone) -> str:
    root = struck_root(Level(disc, zone))
    return f"There {disc} strikes {root}." if root is not None else ""


def _rule(root: Root) -> str:
    if root.value[0] == "C":
        return "In the neck the root that leaves has the number of the vertebra below, C8 at C7-T1."
    if root in _LUMBAR or root is Root.S1:
        return "In the lumbar spine a disc strikes the passing root beside the middle, in the foramen the one above."
    return "From T1 down the root that leaves has the number of the vertebra above."
