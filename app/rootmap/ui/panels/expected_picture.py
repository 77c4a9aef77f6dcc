"""What a nerve, look-alike, cauda or cord lesion would show at the bedside, as rows for the panels. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from rootmap.anatomy.links import load_links
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Touch
from rootmap.localise import model
from rootmap.localise.expectation import expectation_source
from rootmap.localise.hypotheses import Hypothesis
from rootmap.ui.panels.expected import (
    ExpectedSign,
    LevelFact,
    key_point_sign,
    muscle_sign,
    reflex_sign,
    test_sign,
)

OTHER_SIDE = "on the other side"


def weakness(anatomy: Anatomy, hypothesis: Hypothesis) -> tuple[ExpectedSign, ...]:
    """Return the muscles expected weak, the likely ones first."""
    found = []
    for item, likely, crossed in _listed(hypothesis, "muscle"):
        sign = muscle_sign(anatomy.muscles[item], major=likely)
        found.append((not likely, _crossed(sign) if crossed else sign))
    return _ordered(found, anatomy, hypothesis)


def reflexes(anatomy: Anatomy, hypothesis: Hypothesis) -> tuple[ExpectedSign, ...]:
    """Return the reflexes expected changed: lost ones, brisk ones, signs of the cord."""
    found = []
    for item, likely, crossed in _listed(hypothesis, "reflex"):
        reflex = anatomy.reflexes[item]
        sign = reflex_sign(reflex, likely)
        if reflex.kind == "pathological":
            word = reflex.results[1]
            sign = replace(sign, expected=word if likely else f"may be {word}")
        found.append((not likely, _crossed(sign) if crossed else sign))
    for name in sorted(hypothesis.brisk):
        sign = replace(reflex_sign(anatomy.reflexes[name.removeprefix("reflex.")], True), expected="brisk")
        found.append((False, sign))
    return _ordered(found, anatomy, hypothesis)


def tests(anatomy: Anatomy, hypothesis: Hypothesis) -> tuple[ExpectedSign, ...]:
    """Return manoeuvres and signs, then feeling at key points, then what one hears in the history."""
    found = []
    for item, likely, crossed in _listed(hypothesis, ""):
        test = anatomy.tests[item]
        sign = test_sign(test)
        if not likely:
            sign = replace(sign, expected=f"may be {sign.expected}")
        if test.kind == "history":
            sign = replace(sign, detail=f"asked: {sign.detail}")
        found.append((2 * (test.kind == "history") + (not likely), _crossed(sign) if crossed else sign))
    for touch in Touch:
        for item, likely, crossed in _listed(hypothesis, touch.value):
            point = next((each for each in anatomy.key_points.values() if str(each.roots[0]) == item), None)
            if point is not None:
                sign = key_point_sign(touch, point)
                found.append((1 + (not likely), _crossed(sign) if crossed else sign))
    return _ordered(found, anatomy, hypothesis)


def about(anatomy: Anatomy, hypothesis: Hypothesis) -> tuple[LevelFact, ...]:
    """Return what the tables of nerves and look-alikes say of it, in their own words."""
    name = hypothesis.id
    facts = []
    nerve = anatomy.nerves.get(name)
    if nerve is not None:
        rows: tuple[tuple[str, str], ...] = (
            ("Skin", nerve.skin),
            ("Muscles", nerve.motor),
            ("Caught at", nerve.entrapment),
            ("Roots", ", ".join(map(str, nerve.roots))),
            ("Taken for", nerve.mimics),
            ("What tells it", nerve.discriminates),
        )
        facts += [LevelFact(heading, text, nerve.provenance) for heading, text in rows if text]
    link = load_links().nerves.get(name)
    condition = _known(link.condition if link is not None and link.condition else name, anatomy)
    if condition:
        mimic = anatomy.differentials[condition]
        rows = (
            ("Urgency", mimic.urgency),
            ("Known as", mimic.name),
            ("Skin", mimic.skin),
            ("Power", mimic.motor),
            ("Reflexes", mimic.reflex),
            ("Pain", mimic.pain),
            ("What discriminates", mimic.discriminates),
            ("Tests", mimic.bedside_tests),
            ("Taken for", ", ".join(map(str, mimic.mimics))),
        )
        facts += [LevelFact(heading, text, mimic.provenance) for heading, text in rows if text]
    return tuple(facts)


def _known(name: str, anatomy: Anatomy) -> str:
    """Return the look-alike a hypothesis is, without the level of a cord lesion; "" when it is none."""
    return next((each for each in (name, name.rpartition("_")[0]) if each in anatomy.differentials), "")


def _listed(hypothesis: Hypothesis, family: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield the signs of a family ("" for tests): its item, whether it is likely, whether on the other side only."""
    own, other = hypothesis.signs, hypothesis.other_signs if hypothesis.is_sided else {}
    for name in dict.fromkeys((*own, *other)):
        first, _, item = name.rpartition(".")
        if first == family:
            chance = own.get(name, other.get(name, 0.0))
            yield item, chance >= model.LIKELY, name not in own


def _crossed(sign: ExpectedSign) -> ExpectedSign:
    return replace(sign, detail=" · ".join(part for part in (OTHER_SIDE, sign.detail) if part))


def _ordered(
    found: list[tuple[int, ExpectedSign]] | list[tuple[bool, ExpectedSign]], anatomy: Anatomy, hypothesis: Hypothesis
) -> tuple[ExpectedSign, ...]:
    """Return the signs in order, each with where the expectation comes from."""
    behind = expectation_source(hypothesis, anatomy)
    signs = (sign for _, sign in sorted(found, key=lambda pair: int(pair[0])))
    return tuple(replace(sign, provenance=behind) if behind is not None else sign for sign in signs)
