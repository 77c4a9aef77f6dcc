"""Which disc and zone presses which roots, and back: from a root to the discs and zones that would press it."""

from dataclasses import dataclass

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import Disc, Sac, SpineRegion, Zone
from rootmap.anatomy.vocabulary import Root, roots_between
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide
from rootmap.localise.naming import roots_of

_SACS = {"cauda": Sac.CAUDA_EQUINA, "lumbar_spinal_stenosis": Sac.CAUDA_EQUINA, "conus": Sac.CONUS}  # by how ids begin
_CAUDA_ROOTS = roots_between(Root.S2, Root.S5)


@dataclass(frozen=True)
class Place:
    """A zone of a disc; the side is BOTH exactly where the zone is central."""

    disc: str
    zone: Zone
    side: CandidateSide

    @property
    def is_central(self) -> bool:
        """Whether it lies in the middle."""
        return self.zone is Zone.CENTRAL


@dataclass(frozen=True)
class Pressed:
    """What a herniation presses: roots with their side, those struck first at the front; `sac` if it is pressed too."""

    roots: tuple[Root, ...]
    side: CandidateSide
    sac: Sac | None = None


def place(disc: str, zone: Zone, side: CandidateSide) -> Place:
    """Return a place; a central one has no side."""
    return Place(disc, zone, CandidateSide.BOTH if zone is Zone.CENTRAL else side)


def pressed(anatomy: Anatomy, where: Place) -> Pressed:
    """Return what a herniation there presses."""
    disc = anatomy.discs[where.disc]
    return Pressed(disc.pressed(where.zone), where.side, disc.sac if where.is_central else None)


def pressing(anatomy: Anatomy, candidate: Candidate) -> tuple[Place, ...]:
    """Return the places that would explain a candidate, the usual first; empty for one that no disc explains.

    A root on one side: paracentral, foraminal and far lateral on that side, then central discs that strike it first.
    Cauda equina, conus and cord: the central zones behind which they lie. A candidate of several roots: the places that
    press any of them, those that press most first.
    """
    central = _central_discs(anatomy, candidate)
    if central is not None:
        return tuple(Place(disc, Zone.CENTRAL, CandidateSide.BOTH) for disc in central)
    roots = roots_named(candidate.id)
    sides = (candidate.side,) if candidate.side != "both" else (CandidateSide.LEFT, CandidateSide.RIGHT)
    found: dict[Place, int] = {}
    for zone in (Zone.PARACENTRAL, Zone.FORAMINAL, Zone.FAR_LATERAL, Zone.CENTRAL):
        for disc in anatomy.discs.values():
            struck = disc.pressed(zone)
            count = sum(root in struck for root in roots)
            if zone is Zone.CENTRAL and not _struck_first(disc, roots):
                count = 0
            for side in sides if count else ():
                found[place(disc.id, zone, side)] = count
    return tuple(sorted(found, key=lambda where: -found[where]))


def roots_named(name: str) -> tuple[Root, ...]:
    """Return the roots an id stands for: "L5", "S4-5" or "L5+S1"; none for anything else."""
    return roots_of(Candidate(name, CandidateSide.BOTH))


def region_of(anatomy: Anatomy, candidate: Candidate) -> SpineRegion | None:
    """Return the part of the spine in which the likeliest place of a candidate lies, None where no disc explains it."""
    places = pressing(anatomy, candidate)
    return anatomy.discs[places[0].disc].region if places else None


def place_in_words(anatomy: Anatomy, where: Place) -> str:
    """Return "L4–L5, paracentral, left"."""
    side = "" if where.is_central else f", {where.side}"
    return f"{anatomy.discs[where.disc].name}, {where.zone.words}{side}"


def in_words(anatomy: Anatomy, where: Place) -> str:
    """Return what a herniation there presses and why, in two sentences at most."""
    disc, what = anatomy.discs[where.disc], pressed(anatomy, where)
    roots = names_of(what.roots)
    if where.is_central:
        return _central(disc, roots)
    side = f"{roots} {where.side}"
    if where.zone is not Zone.PARACENTRAL:
        place_word = "in its foramen" if where.zone is Zone.FORAMINAL else "outside its foramen"
        return f"Presses {side}: the root that leaves here is caught {place_word}."
    if disc.region is SpineRegion.CERVICAL:
        straight = "in the neck roots run straight out, so the same root as in the foramen"
        return f"Presses {side}: {straight}. A large one also presses the cord."
    if disc.region is SpineRegion.THORACIC:
        return f"Presses {side}, and the cord beside it."
    left = f"{disc.exits} has left above the disc, under its own pedicle"
    return f"Presses {side}: the root that passes by on its way down. {left}."


def root_in_words(anatomy: Anatomy, candidate: Candidate) -> str:
    """Return which places would press a candidate, in one sentence."""
    places = pressing(anatomy, candidate)
    if not places:
        return "No disc explains this one."
    if _central_discs(anatomy, candidate) is not None:
        names = [anatomy.discs[where.disc].name for where in places]
        span = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
        about = "about " if candidate.kind is CandidateKind.CORD else ""
        return f"A large central disc would press it: {about}{span}."
    said: dict[str, list[str]] = {}
    for where in places:
        zones = said.setdefault(anatomy.discs[where.disc].name, [])
        if where.zone.words not in zones:
            zones.append(where.zone.words)
    return "; ".join(f"{name} {' or '.join(zones)}" for name, zones in said.items()) + "."


def names_of(roots: tuple[Root, ...]) -> str:
    """Return "L5", "T12 and L1" or "S1 to S5"."""
    if len(roots) > 2 and [root.order for root in roots] == list(range(roots[0].order, roots[-1].order + 1)):
        return f"{roots[0]} to {roots[-1]}"
    return " and ".join(str(root) for root in roots)


def _central(disc: Disc, roots: str) -> str:
    if disc.sac is Sac.CORD:
        return "Presses the spinal cord: weakness, numbness and brisk reflexes below, on both sides."
    if disc.sac is Sac.CONUS:
        more = f" with {roots}" if roots else ""
        return f"Presses the conus{more}, both sides: saddle, bladder and bowel early."
    large = "when large the whole cauda equina with bladder and bowel"
    return f"Presses {roots}, both sides: first the passing roots, {large}."


def _struck_first(disc: Disc, roots: tuple[Root, ...]) -> bool:
    """Whether a central disc strikes one of the roots as the passing one, or all of them lie in the sac below."""
    struck = disc.pressed(Zone.CENTRAL)
    return bool(struck) and (
        struck[0] in roots or (bool(roots) and all(r in _CAUDA_ROOTS and r in struck for r in roots))
    )


def _central_discs(anatomy: Anatomy, candidate: Candidate) -> tuple[str, ...] | None:
    """Return the discs that press a candidate from the front of the sac; None for roots and all that no sac holds."""
    if candidate.kind is CandidateKind.CORD:
        return _beside_segment(anatomy, candidate.id.rpartition("_")[2])
    sac = next((sac for start, sac in _SACS.items() if candidate.id.startswith(start)), None)
    return None if sac is None else tuple(disc.id for disc in anatomy.discs.values() if disc.sac is sac)


def _beside_segment(anatomy: Anatomy, level: str) -> tuple[str, ...]:
    """Return the discs about beside a cord segment, those of the whole cord where no level is named.

    A cervical segment lies one vertebra higher, a thoracic one two (the rule of two); lumbar segments lie beside T11
    and T12, sacral ones in the conus. Source: arslan_abstract, recalled for the neck.
    """
    number = int(level[1:]) if level[1:].isdecimal() else 0
    if level.startswith("C") and number:
        names: tuple[str, ...] = ("c7_t1",) if number == 8 else (f"c{number - 1}_c{number}",)
    elif level.startswith("T") and number:
        names = ("c7_t1",) if number < 3 else (f"t{number - 2}_t{number - 1}",)
    else:
        names = {"L": ("t10_t11", "t11_t12"), "S": ("t12_l1", "l1_l2")}.get(level[:1] if number else "", ())
    found = tuple(name for name in names if name in anatomy.discs)
    return found or tuple(disc.id for disc in anatomy.discs.values() if disc.sac is Sac.CORD)
