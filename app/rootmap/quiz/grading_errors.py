"""Names the typical errors of a drawn answer, each with the numbers behind it; the words are in grading_words.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import AtlasInfo, Kind
from rootmap.quiz.grading_ground import Ground, Likeness, Terrain
from rootmap.quiz.grading_model import GOOD_SCORE, ErrorKey, Marks, NamedError, Target
from rootmap.quiz.grading_parts import Shares
from rootmap.quiz.grading_regions import Aspect, Part
from rootmap.quiz.grading_score import Sums
from rootmap.quiz.grading_sheet import Cells

# All judgement: chosen so that each of the hand-made answers in tests/answers is called what a teacher would call it.
GONE, THERE = 0.8, 0.6  # so much of a part missed is "not painted"; at most so much missed is "painted"
WORTH_NAMING = 0.12  # of the whole territory: a smaller part is no error by itself
ALIKE, ALIKE_OTHER_KIND = 0.5, 0.65  # Dice from which an answer may be another territory; a nerve's for a root's
AHEAD = 0.1  # by which it must be liker to that one than to the right one; another kind, tolerances and all
ALSO = 0.8  # Dice from which a good answer is told to be another kind's territory as well
ON_TRUNK = 0.6  # of the territory: its errors are told in levels
BOTH = 0.25  # of the paint on the wrong side: more is "both sides", from ALL_WRONG on "wrong side"
ALL_WRONG = 0.7
LEAST_SHIFT_MM = 12.0  # half a level of the trunk
BAND_BESIDE, BAND_SIZE = 0.1, 1.6  # the share of a shifted band that is too much; times the right size it is at most
WIDE, NARROW = 0.2, 0.2  # the share of the paint too much, of the territory missing, from which it is named
SPILL_CM2, SPILL_SHARE = 12.0, 0.3  # of a neighbour: its least size, and of all that is too much
HARDLY = 0.2  # of the paint in place: less is "elsewhere"

_CHAINS = (
    ((Part.THIGH,), (Part.SHANK,), (Part.FOOT_TOP, Part.SOLE)),
    ((Part.UPPER_ARM,), (Part.FOREARM,), (Part.PALM, Part.HAND_BACK)),
)
_JOINTS = (("knee", "ankle"), ("elbow", "wrist"))
_BELOW = (("the part below the knee", "the foot"), ("the part below the elbow", "the hand"))
_LIMB = (
    ("the leg", _CHAINS[0][0] + _CHAINS[0][1]),
    ("the arm", _CHAINS[1][0] + _CHAINS[1][1]),
    ("the trunk", (Part.TRUNK,)),
)
_FACES = ((Part.FOOT_TOP, Part.SOLE), (Part.PALM, Part.HAND_BACK))


@dataclass(frozen=True)
class Answer:
    """All that the errors are told from; `painted` is as graded (mirrored when that scored more)."""

    terrain: Terrain
    ground: Ground
    painted: Cells
    reference: Cells
    sums: Sums
    marks: Marks
    parts: Shares
    alike: Sequence[Likeness]
    other_side_share: float


def named_errors(answer: Answer) -> tuple[NamedError, ...]:
    """Return the errors that were recognised, the weightiest first."""
    found = [*_of_side(answer)]
    rival = _other(answer)
    level = None if rival is not None and rival.key is not ErrorKey.OTHER_ROOT else _level(answer, rival)
    whole = level or rival
    if whole is not None:
        found.append(whole)
    if rival is None:
        gaps = [*_stops(answer.parts), *_forgotten(answer.parts)]
        found += gaps
        if level is None:
            found += [*_size(answer, sum(each.weight for each in gaps)), *_spills(answer), *_also(answer)]
    return tuple(sorted(found, key=lambda each: -each.weight))


def _of_side(answer: Answer) -> Iterator[NamedError]:
    share, side = answer.other_side_share, answer.ground.target.side
    numbers = {"percent": 100 * share}
    if share >= ALL_WRONG:
        yield NamedError(ErrorKey.WRONG_SIDE, 1.0, {"asked": str(side), "painted": str(side.other)}, numbers)
    elif share >= BOTH:
        yield NamedError(ErrorKey.BOTH_SIDES, share, {"asked": str(side)}, numbers)


def _other(answer: Answer) -> NamedError | None:
    """Return which other territory an answer is, if it is plainly liker to that one."""
    target = answer.ground.target
    mine = _likest(each for each in answer.alike if each.name == target.name)
    rivals = [each for each in answer.alike if each.name != target.name and not set(each.parts) & set(target.parts)]
    kind = answer.ground.atlases[0].info.kind
    plain = mine.dice if mine else 0.0
    ahead = max(answer.marks.tolerant_dice, plain) + AHEAD
    own = _likest(each for each in rivals if each.atlas.info.kind is kind and each.dice >= max(ALIKE, plain + AHEAD))
    good = answer.marks.score >= GOOD_SCORE  # then another kind's is no error: see _also
    best = None if good else _likest(each for each in rivals if each.dice >= max(ALIKE_OTHER_KIND, ahead))
    if own is not None and (best is None or own.dice > best.dice - AHEAD):
        best = own
    if best is None:
        return None
    key = ErrorKey.OTHER_ROOT if best.atlas.info.kind is Kind.DERMATOME else ErrorKey.OTHER_NERVE
    words = {"other": _title(best), "asked": _name(answer.ground), "map": best.atlas.info.title}
    return NamedError(
        key, best.dice, words, {"percent": 100 * best.hit_cm2 / max(_cm2(answer), 1e-9), "cm2": best.hit_cm2}
    )


def _also(answer: Answer) -> Iterator[NamedError]:
    """Yield the territory of another kind that a good answer fits as well: no error, but worth knowing."""
    kind = answer.ground.atlases[0].info.kind
    mine = _likest(each for each in answer.alike if each.name == answer.ground.target.name)
    best = _likest(each for each in answer.alike if each.atlas.info.kind is not kind)
    if best is None or mine is None or answer.marks.score < GOOD_SCORE or best.dice < max(ALSO, mine.dice):
        return
    words = {"other": _title(best), "asked": _name(answer.ground)}
    yield NamedError(ErrorKey.ALSO, 0.0, words, {"cm2": best.hit_cm2})


def _level(answer: Answer, rival: NamedError | None) -> NamedError | None:
    """Return how far too high or low a band of the trunk lies."""
    root = _root(answer.ground.target)
    on_trunk = answer.parts.of((Part.TRUNK,)).wanted >= ON_TRUNK * float(answer.parts.wanted.sum())
    if root is None or not on_trunk or (rival is None and not _is_shifted_band(answer)):
        return None
    up = _height(answer, answer.painted) - _height(answer, answer.reference)
    if abs(up) < answer.terrain.scale * LEAST_SHIFT_MM:
        return None
    other = rival.words["other"] if rival else ""
    levels = abs(Root(other).order - root.order) if other in {each.value for each in Root} else 0
    weight = rival.weight if rival else 1.0 - answer.marks.tolerant_dice
    key = ErrorKey.TOO_HIGH if up > 0 else ErrorKey.TOO_LOW
    return NamedError(key, weight, {"asked": root.value, "other": other}, {"mm": abs(up), "levels": levels})


def _is_shifted_band(answer: Answer) -> bool:
    """Return whether an answer has about the right size, but part of it beside the right place."""
    size = _cm2(answer) / max(answer.terrain.sheet.cm2(answer.reference), 1e-9)
    return answer.marks.accurate < 1.0 - BAND_BESIDE and 1.0 / BAND_SIZE < size < BAND_SIZE


def _stops(parts: Shares) -> Iterator[NamedError]:
    """Yield where along a limb the answer stopped, or began."""
    for chain, joints, below in zip(_CHAINS, _JOINTS, _BELOW, strict=True):
        for place, joint in enumerate(joints):
            far = tuple(part for each in chain[place + 1 :] for part in each)
            near = tuple(part for each in chain[: place + 1] for part in each)
            if _gone(parts, far) and _there(parts, chain[place]):
                yield _gap(ErrorKey.STOPPED, parts, far, {"joint": joint, "rest": below[place]})
            elif _gone(parts, near) and _there(parts, chain[place + 1]):
                yield _gap(ErrorKey.ONLY, parts, near, {"joint": joint, "rest": below[place]})


def _forgotten(parts: Shares) -> Iterator[NamedError]:
    """Yield which aspect of a limb or the trunk, or which face of hand or foot, was left out."""
    for limb, rows in _LIMB:
        for lost, kept in ((Aspect.BACK, Aspect.FRONT), (Aspect.FRONT, Aspect.BACK)):
            if _gone(parts, rows, lost) and _there(parts, rows, kept):
                yield _gap(ErrorKey.FORGOT, parts, rows, {"what": f"the {lost.value} of {limb}"}, lost)
    for pair in _FACES:
        for left_out, painted in (pair, pair[::-1]):
            if _gone(parts, (left_out,)) and _there(parts, (painted,)):
                yield _gap(ErrorKey.FORGOT, parts, (left_out,), {"what": f"the {left_out.value}"})


def _gap(
    key: ErrorKey, parts: Shares, rows: tuple[Part, ...], words: dict[str, str], aspect: Aspect | None = None
) -> NamedError:
    share = parts.of(rows, aspect).missed / parts.total
    return NamedError(key, share, words, {"percent": 100 * share})


def _gone(parts: Shares, rows: tuple[Part, ...], aspect: Aspect | None = None) -> bool:
    share = parts.of(rows, aspect)
    return share.unpainted >= GONE * share.wanted > 0.0 and share.missed >= WORTH_NAMING * parts.total


def _there(parts: Shares, rows: tuple[Part, ...], aspect: Aspect | None = None) -> bool:
    share = parts.of(rows, aspect)
    return share.wanted >= WORTH_NAMING / 2 * float(parts.wanted.sum()) and share.unpainted <= THERE * share.wanted


def _size(answer: Answer, explained: float) -> Iterator[NamedError]:
    """Yield whether an answer is too wide, too narrow or in another place altogether."""
    marks = answer.marks
    cm2, wanted = _cm2(answer), answer.terrain.sheet.cm2(answer.reference)
    words = {"asked": _name(answer.ground)}
    if marks.accurate < HARDLY and marks.covered < HARDLY:
        yield NamedError(ErrorKey.ELSEWHERE, 1.0 - marks.accurate, words, {"percent": 100 * marks.accurate})
        return
    excess = 1.0 - marks.accurate - (answer.other_side_share if answer.other_side_share >= BOTH else 0.0)
    lost = 1.0 - marks.covered - explained
    if excess >= WIDE and lost >= NARROW:
        numbers = {"outside": 100 * excess, "missing": 100 * lost}
        yield NamedError(ErrorKey.BESIDE, max(excess, lost), words, numbers)
    elif excess >= WIDE:
        yield NamedError(ErrorKey.TOO_WIDE, excess, words, {"percent": 100 * excess, "times": cm2 / max(wanted, 1e-9)})
    elif lost >= NARROW:
        yield NamedError(ErrorKey.TOO_NARROW, lost, words, {"percent": 100 * lost})


def _spills(answer: Answer) -> Iterator[NamedError]:
    """Yield the neighbour into which most of what is too much has run."""
    extra = _plainly_extra(answer)
    total = answer.terrain.sheet.cm2(extra)
    least = answer.terrain.scale**2 * SPILL_CM2
    if total < least:
        return
    ids = {atlas.info.id for atlas in answer.ground.atlases[:1]}
    target = answer.ground.target
    found = [
        each
        for each in answer.terrain.likenesses(extra, target)
        if each.atlas.info.id in ids and len(each.parts) == 1 and each.name not in (target.name, *target.parts)
    ]
    worst = max(found, key=lambda each: each.hit_cm2, default=None)
    if worst is not None and worst.hit_cm2 >= max(least, SPILL_SHARE * total):
        words = {"other": _title(worst), "asked": _name(answer.ground)}
        weight = 0.9 * worst.hit_cm2 / max(_cm2(answer), 1e-9)
        yield NamedError(ErrorKey.SPILLED, weight, words, {"cm2": worst.hit_cm2})


def _plainly_extra(answer: Answer) -> Cells:
    result = {name: np.zeros_like(mask) for name, mask in answer.painted.items()}
    for name, weights in answer.sums.weights.items():
        result[name].flat[weights.at[weights.extra > 0.5]] = True
    return result


def _height(answer: Answer, cells: Cells) -> float:
    """Return the mean height (mm, upwards) of some cells on the target's side of the trunk."""
    heights, skin = 0.0, 0.0
    for name, view in answer.terrain.sheet.views.items():
        mine = cells[name] & (view.area > 0)
        heights += float(view.places(mine)[:, 1] @ view.area[mine])
        skin += float(view.area[mine].sum())
    return heights / skin if skin > 0.0 else 0.0


def _likest(alike: Iterator[Likeness] | Sequence[Likeness]) -> Likeness | None:
    return max(alike, key=lambda each: each.dice, default=None)


def _cm2(answer: Answer) -> float:
    return answer.terrain.sheet.cm2(answer.painted)


def _root(target: Target) -> Root | None:
    return Root(target.name) if target.name in {root.value for root in Root} else None


def _title(alike: Likeness) -> str:
    return _phrase(alike.atlas.info, alike.name)


def _name(ground: Ground) -> str:
    return _phrase(ground.atlases[0].info, ground.target.name)


def _phrase(info: AtlasInfo, name: str) -> str:
    """Return how a sentence speaks of a territory: "L5", "the common fibular territory"."""
    title = info.territory(name).title if name in info.codes else name.replace("_", " ")
    return title if info.kind is Kind.DERMATOME else f"the {title[:1].lower()}{title[1:]} territory"
