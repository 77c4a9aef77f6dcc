"""What may be the matter, without its side: where it is felt, which signs it gives, how often it is met."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import TYPE_CHECKING

from rootmap.anatomy.vocabulary import Quality, Root
from rootmap.localise import model
from rootmap.localise.evidence import CandidateKind

if TYPE_CHECKING:
    from rootmap.anatomy.links import Links
    from rootmap.anatomy.model import Anatomy
    from rootmap.anatomy.pictures import Picture

_OF_SEVERAL_ROOTS = (
    *(CandidateKind.ROOTS, CandidateKind.PLEXUS, CandidateKind.POLYNEUROPATHY),
    *(CandidateKind.CAUDA, CandidateKind.CORD),
)
ALL_QUALITIES = frozenset(Quality)
_SAME_AS_ROOTS = frozenset({"ophthalmic", "maxillary", "mandibular"})  # V1 to V3 rank among the roots
_LEG_REFLEXES_FROM = Root.L2
_LAST_OF_TRUNK = Root.L2  # the abdominal and cremasteric reflexes need the cord above them, that of the anus does not
MANY_POINTS = 4  # a nerve of many segments, such as the intercostals, is hit in one of them


@dataclass(frozen=True)
class Patch:
    """Some of the skin in which a hypothesis is felt, on one side.

    It is the skin of `roots` on the maps of roots, or of the `nerve` or `referral` territories on those maps; `share`
    of the feeling lies there, `evenly` the same in each territory (one of them, no matter which) or else by area, in
    one of so many `places` of it.
    """

    roots: tuple[Root, ...] = ()
    nerve: tuple[str, ...] = ()
    referral: tuple[str, ...] = ()
    share: float = 1.0
    evenly: bool = False
    places: int = 1


@dataclass(frozen=True)
class Hypothesis:
    """A root, two roots, a nerve or anything else that may explain what is painted and found.

    `own` is the skin on its side, `other` that on the opposite side; what has no side (`is_sided` false) has the same
    on both. `edge` is the first root that a cord lesion numbs, on the other side where `edge_is_crossed`. `signs` holds
    the chance that a finding is abnormal on its side, `other_signs` on the opposite side; `brisk` and `other_brisk`
    name reflexes expected brisk. For roots the signs come from the tables of figures instead.
    """

    id: str
    kind: CandidateKind
    roots: tuple[Root, ...] = ()
    own: tuple[Patch, ...] = ()
    other: tuple[Patch, ...] = ()
    is_sided: bool = True
    log_prior: float = 0.0
    feels: frozenset[Quality] = ALL_QUALITIES
    edge: Root | None = None
    edge_is_crossed: bool = False
    signs: Mapping[str, float] = field(default_factory=dict)
    other_signs: Mapping[str, float] = field(default_factory=dict)
    brisk: frozenset[str] = frozenset()
    other_brisk: frozenset[str] = frozenset()

    @property
    def is_radicular(self) -> bool:
        """Whether it is one root or two: what the published figures of signs are about."""
        return self.kind in (CandidateKind.ROOT, CandidateKind.ROOTS, CandidateKind.TRIGEMINAL)

    @property
    def takes_several_roots(self) -> bool:
        """Whether signs of different roots are so many lesions, and so depend less on each other."""
        return self.kind in _OF_SEVERAL_ROOTS


def root_hypotheses(names: Mapping[tuple[Root, ...], str]) -> tuple[Hypothesis, ...]:
    """Return one hypothesis for each group of roots that rank as one, `names` from head to tail."""
    found = []
    for roots, name in names.items():
        kind = CandidateKind.ROOT if roots[0].is_spinal else CandidateKind.TRIGEMINAL
        found.append(Hypothesis(name, kind, roots, (Patch(roots),), log_prior=root_prior(roots)))
    return tuple(found)


def pairs(singles: Sequence[Hypothesis]) -> Iterator[Hypothesis]:
    """Yield a lesion of two roots for each two that follow each other."""
    for first, second in itertools.pairwise(singles):
        if first.kind is second.kind is CandidateKind.ROOT:
            prior = log(model.PAIR) + max(first.log_prior, second.log_prior)
            both = first.roots + second.roots
            skin = (Patch(first.roots, share=0.5), Patch(second.roots, share=0.5))
            yield Hypothesis(f"{first.id}+{second.id}", CandidateKind.ROOTS, both, skin, log_prior=prior)


def twins(singles: Sequence[Hypothesis]) -> Iterator[Hypothesis]:
    """Yield a lesion of one root on both sides, as of a herniation in the middle, for the roots of arms and legs."""
    for each in singles:
        if any(str(root) in model.PRIOR_PERCENT for root in each.roots):
            prior = log(model.TWIN) + each.log_prior
            one = Hypothesis(f"{each.id}+{each.id}", CandidateKind.ROOTS, each.roots, each.own, log_prior=prior)
            yield _on_both_sides(one)


def beyond_roots(anatomy: "Anatomy") -> tuple[Hypothesis, ...]:
    """Return everything that is no root, from the tables: nerves first, then the look-alikes, cauda and cord."""
    from rootmap.anatomy.links import load_links
    from rootmap.anatomy.pictures import load_pictures

    links, pictures = load_links(), load_pictures()
    named = {item.condition for item in links.nerves.values()}
    nerves = [
        _nerve(name, pictures.get(name), anatomy, links)
        for name in anatomy.nerves
        if name not in _SAME_AS_ROOTS and (name not in pictures or pictures[name].sort.value == "nerve")
        if name not in ("lumbosacral_plexus", "brachial_plexus")
    ]
    others = [
        hypothesis
        for picture in pictures.values()
        if picture.sort.value != "nerve" and picture.id not in named
        for hypothesis in _of_picture(picture, anatomy)
    ]
    return (*nerves, *others)


def _nerve(name: str, picture: "Picture | None", anatomy: "Anatomy", links: "Links") -> Hypothesis:
    """Return a nerve with what hangs on it below the place of its lesion."""
    points = links.key_points_of(name)
    places = len(points) if len(points) > MANY_POINTS else 1
    found = [f"muscle.{muscle}" for muscle in links.muscles_of(name)]
    found += [f"reflex.{reflex}" for reflex in links.reflexes_of(name)]
    signs = dict.fromkeys([*found, *_sensation(points)], model.LIKELY if places == 1 else model.POSSIBLE)
    skin = picture.skin.nerve if picture is not None and picture.skin.nerve else links.branches_of(name)
    frequency = "rare" if picture is None else picture.frequency.value
    if picture is not None:
        signs |= _listed(picture)
    return Hypothesis(
        name,
        CandidateKind.NERVE,
        anatomy.nerves[name].roots,
        (Patch(nerve=skin, share=places ** (1.0 - model.LEVEL_SHARE), places=places),),
        log_prior=log(model.FREQUENCY[frequency]),
        signs=signs,
    )


def _of_picture(picture: "Picture", anatomy: "Anatomy") -> Iterator[Hypothesis]:
    """Yield a picture as one hypothesis, or as one for each of its levels."""
    skin = picture.skin
    roots = skin.roots
    if skin.any_root:
        roots = tuple(Root)
    elif skin.any_level:
        roots = tuple(root for root in Root if root > Root.C4)
    patch = Patch(roots, skin.nerve, skin.referral, evenly=skin.one_of_them or skin.any_root)
    felt = (patch,) if roots or skin.nerve or skin.referral else ()
    whole = Hypothesis(
        picture.id,
        CandidateKind(picture.sort.value),
        skin.roots,
        felt,
        log_prior=log(model.FREQUENCY[picture.frequency.value]),
        feels=picture.feels,
        signs=dict.fromkeys(_sensation(roots if skin.any_level else ()), model.POSSIBLE)
        | _weak_below(picture, anatomy)
        | _innervated(picture, anatomy)
        | _listed(picture),
        brisk=_brisk_after(max(skin.roots, default=Root.T1 if felt else None), anatomy)
        if picture.brisk_below
        else frozenset(),
    )
    if not picture.levels:
        yield whole if picture.sided else _on_both_sides(whole)
    for level in picture.levels:
        yield _at_level(whole, picture, level, anatomy)


def _at_level(whole: Hypothesis, picture: "Picture", level: Root, anatomy: "Anatomy") -> Hypothesis:
    """Return a lesion of the cord at a level: weak and brisk below on its side or both, numb below on one or both."""
    below = tuple(root for root in Root if root >= level)
    crossed = picture.below is not None and picture.below.value == "other"
    numb = tuple(root for root in Root if root.order >= level.order + model.CROSSED_LEVELS) if crossed else below
    lost = {
        f"muscle.{muscle.id}": model.LIKELY if min(muscle.major_roots or muscle.roots) >= level else model.POSSIBLE
        for muscle in anatomy.muscles.values()
        if muscle.roots and muscle.roots[-1].order >= level.order
    } | _reflexes_lost(level, anatomy)
    at_level = replace(
        whole,
        id=f"{whole.id}_{level}",
        roots=(level,),
        log_prior=whole.log_prior - log(len(picture.levels)) * model.LEVEL_SHARE,
        brisk=_brisk_after(level, anatomy),
    )
    if not crossed:
        signs = {**lost, **_sensation(numb), **whole.signs}
        return _on_both_sides(replace(at_level, own=(Patch(numb),), signs=signs, edge=level))
    band = (Patch((level,), share=model.BAND_SHARE),) if picture.band else ()
    far = (Patch(numb, share=1.0 - model.BAND_SHARE if band else 1.0),)
    signs = {**dict.fromkeys(_sensation(below), model.POSSIBLE), **lost, **whole.signs}
    at_level = replace(at_level, own=band, other=far, signs=signs, other_signs=_sensation(numb))
    return replace(at_level, edge=numb[0], edge_is_crossed=True)


def _reflexes_lost(level: Root, anatomy: "Anatomy") -> dict[str, float]:
    """Return the reflexes that a lesion of the cord cuts at its level, and those of the skin that die out below."""
    chances = {}
    for reflex in anatomy.reflexes.values():
        is_cut = reflex.kind in ("tendon", "superficial") and level in reflex.roots
        dies_out = reflex.kind == "superficial" and level < max(reflex.roots) <= _LAST_OF_TRUNK
        if is_cut or dies_out:
            is_sure = dies_out or level in reflex.major_roots
            chances[f"reflex.{reflex.id}"] = model.LIKELY if is_sure else model.POSSIBLE
    return chances


def _on_both_sides(one: Hypothesis) -> Hypothesis:
    halves = tuple(replace(patch, share=patch.share / 2.0) for patch in one.own)
    return replace(one, own=halves, other=halves, is_sided=False, other_signs=one.signs, other_brisk=one.brisk)


def _listed(picture: "Picture") -> dict[str, float]:
    listed = dict.fromkeys(picture.possible, model.POSSIBLE) | dict.fromkeys(picture.likely, model.LIKELY)
    return (
        listed
        | dict.fromkeys(picture.proving, model.PROVING_SIGN[0])
        | dict.fromkeys(picture.telling, model.TELLING_SIGN[0])
    )


def _weak_below(picture: "Picture", anatomy: "Anatomy") -> dict[str, float]:
    """Return the muscles below a lesion of the cord that has no level of its own but stops somewhere."""
    if not picture.brisk_below or not picture.skin.roots:
        return {}
    last = max(picture.skin.roots)
    below = (each.id for each in anatomy.muscles.values() if each.roots and min(each.roots) > last)
    return {f"muscle.{muscle}": model.POSSIBLE for muscle in below}


def _innervated(picture: "Picture", anatomy: "Anatomy") -> dict[str, float]:
    """Return the muscles, reflexes and key points served by the roots that a picture names."""
    muscles = {
        f"muscle.{muscle.id}": model.LIKELY if _any_of(muscle.major_roots, picture.muscles_of) else model.POSSIBLE
        for muscle in anatomy.muscles.values()
        if _any_of(muscle.roots, picture.muscles_of)
    }
    reflexes = {
        f"reflex.{reflex.id}": model.LIKELY if _any_of(reflex.major_roots, picture.reflexes_of) else model.POSSIBLE
        for reflex in anatomy.reflexes.values()
        if reflex.kind != "pathological" and _any_of(reflex.roots, picture.reflexes_of)
    }
    pain = {f"pinprick.{root}": model.LIKELY for root in picture.pinprick_of}
    return muscles | reflexes | pain | _sensation(picture.sensation_of)


def _sensation(roots: Iterable[Root]) -> dict[str, float]:
    return {f"{family}.{root}": model.LIKELY for root in roots for family in ("pinprick", "touch")}


def _brisk_after(level: Root | None, anatomy: "Anatomy") -> frozenset[str]:
    """Return the tendon reflexes whose main roots all lie below a level, in the legs at least; all without one."""
    first = Root.V1 if level is None else min(level, _LEG_REFLEXES_FROM)
    return frozenset(
        f"reflex.{reflex.id}"
        for reflex in anatomy.reflexes.values()
        if reflex.kind == "tendon" and min(reflex.major_roots or reflex.roots) > first
    )


def _any_of(roots: tuple[Root, ...], wanted: tuple[Root, ...]) -> bool:
    return bool(set(roots) & set(wanted))


def root_prior(roots: tuple[Root, ...]) -> float:
    """Return the tempered log of a root's share within its region, relative to the commonest there."""
    share = model.PRIOR_FLOOR
    for region in _PRIOR_REGIONS:
        commonest = max(model.PRIOR_PERCENT[root] for root in region)
        share = max([share, *(model.PRIOR_PERCENT[str(root)] / commonest for root in roots if str(root) in region)])
    return model.PRIOR_STRENGTH * log(share)


_PRIOR_REGIONS = (("C4", "C5", "C6", "C7", "C8", "T1"), ("L2", "L3", "L4", "L5", "S1", "S2"))
