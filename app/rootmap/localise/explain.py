"""The words for each piece of evidence: message keys in, plain English out. All texts stand here."""

from collections.abc import Mapping
from types import MappingProxyType

from rootmap.anatomy.vocabulary import Touch
from rootmap.localise.evidence import Contribution, Presence, Ranked

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "prior": "how often this is met at all",
        "skin.hit": "whether any of it lies in its own skin",
        "skin.extent": "how much of its skin is painted",
        "skin.edge": "whether the upper edge shows its sensory level",
        "skin.feels": "whether it usually feels like this",
        "skin.pain": "where the pain is painted",
        "skin.burning": "where the burning is painted",
        "skin.tingling": "where the tingling is painted",
        "skin.numbness": "where the numbness is painted",
        "skin.hypersensitivity": "where the skin is oversensitive",
        "finding.reflex": "{name} reflex {found}{side}",
        "finding.motor": "{name}: {found}{side}",
        "finding.sensory": "{name}: {found}{side}",
        "finding.manoeuvre": "{name}: {found}{side}",
        "finding.history": "{name}: {found}{side}",
        "finding.cord": "{name}: {found}{side}",
        "presence.reflex": "{name} reflex {found}{side}",
        "presence.motor": "{name}: {found}{side}",
        "presence.sensory": "{name}: {found}{side}",
        "presence.manoeuvre": "{name}: {found}{side}",
        "presence.history": "{name}: {found}{side}",
        "red_flag.drawing": "the drawing: {causes}",
        "red_flag.finding": "found: {causes}",
        "presence.for": "These findings speak for a root lesion in the {region} region.",
        "presence.against": "These findings speak against a root lesion in the {region} region.",
        "presence.neither": "These findings hardly say whether there is a root lesion in the {region} region.",
    }
)
CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "saddle_in_drawing": "numbness or tingling in the saddle",
        "bilateral_numbness_in_drawing": "numbness or tingling in both legs",
    }
)
SPELT: Mapping[str, str] = MappingProxyType(
    {"slr": "straight leg raise", "crossed_slr": "crossed straight leg raise", "faber": "FABER"}
)
_EPONYMS = ("achilles", "froment", "hoffmann", "horner", "phalen", "romberg", "spurling", "tinel", "trendelenburg")
RESULTS: Mapping[str, str] = MappingProxyType({"absent_reinforced": "absent, even on reinforcement"})
TOUCHES = frozenset(touch.value for touch in Touch)
HARDLY = 0.15  # powers of ten (about 1.4 times): less than this is no statement


def in_words(contribution: Contribution) -> str:
    """Return one piece of evidence in plain words, without its weight."""
    params = contribution.params
    test = str(params.get("test", ""))
    result = str(params.get("result", ""))
    found = f"power {params['mrc']} of 5" if "mrc" in params else RESULTS.get(result, result)
    causes = params.get("causes", ())
    return TEXTS[contribution.key].format(
        name=_plain(test),
        found=found,
        side=f", {params['side']}" if "side" in params else "",
        causes=", ".join(_plain(str(each)) for each in causes) if isinstance(causes, tuple) else "",
    )


def presence_in_words(presence: Presence) -> str:
    """Return whether the findings speak for any root lesion at all."""
    weight = presence.log10_weight
    direction = "neither" if abs(weight) < HARDLY else "for" if weight > 0.0 else "against"
    return TEXTS[f"presence.{direction}"].format(region=presence.region)


def differences(winner: Ranked, other: Ranked) -> tuple[tuple[Contribution, float], ...]:
    """Return why one candidate stands before another: the winner's and the other's evidence with its net weight.

    The weight is in powers of ten, positive for the winner; the weightiest first.
    """
    theirs = {_key(each): each for each in other.contributions}
    ours = {_key(each): each for each in winner.contributions}
    net = []
    for key in dict.fromkeys((*ours, *theirs)):
        mine, its = ours.get(key), theirs.get(key)
        weight = (mine.log10_weight if mine else 0.0) - (its.log10_weight if its else 0.0)
        shown = mine or its
        assert shown is not None
        net.append((shown, weight))
    return tuple(sorted(net, key=lambda pair: -abs(pair[1])))


def _key(contribution: Contribution) -> tuple[str, str, str]:
    params = contribution.params
    return contribution.key, str(params.get("test", "")), str(params.get("side", ""))


def _plain(name: str) -> str:
    if name.partition(".")[0] in TOUCHES:
        return name.replace(".", " ")
    words = name.rpartition(".")[2].split("_")
    spelt = " ".join(word.capitalize() if word in _EPONYMS else word for word in words)
    return CAUSES.get(name) or SPELT.get(name) or spelt
