"""The ranking in a few sentences, made from the same contributions as the bars: keys and parameters, then words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rootmap.localise.evidence import Contribution, Ranked
from rootmap.localise.explain import differences, in_words
from rootmap.localise.naming import name_of

NOTICED = 0.08  # powers of ten (a fifth more or less likely): what is weaker is not spoken of
MOST_FOR, MOST_AGAINST = 3, 2
CLOSE = 2.0  # the runner-up was "nearly" it while the leader is at most so many times as likely

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "leads": "{name} leads ({share}) because of {reasons}.",
        "leads_barely": "{name} leads ({share}), though nothing speaks for it strongly.",
        "stands": "{name} has {share}. What speaks for it is {reasons}.",
        "stands_barely": "{name} has {share}. Nothing speaks for it strongly.",
        "against": "What speaks against it is {reasons}.",
        "nothing_against": "Nothing that was painted or found speaks against it.",
        "nearly": "It was nearly {other} ({other_share}); what decides between the two is {reasons}.",
        "next_best": "Next comes {other} ({other_share}); what decides between the two is {reasons}.",
        "before": "{name} ({share}) stands before {other} ({other_share}) because of {reasons}.",
        "alike": "{name} ({share}) and {other} ({other_share}) are told apart by nothing that was painted or found.",
        "for_other": "What speaks for {other} is {reasons}.",
        "apart": "{signs} would tell them apart.",
        "apart_weakly": "{signs} would help to tell them apart, not more.",
    }
)


@dataclass(frozen=True)
class Said:
    """One sentence: a key of TEXTS, its parameters, and the contributions it speaks of."""

    key: str
    params: Mapping[str, str]
    about: tuple[Contribution, ...] = ()


def told(said: Sequence[Said]) -> str:
    """Return sentences as one paragraph."""
    sentences = (TEXTS[each.key].format(**each.params) for each in said)
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)


def of_one(item: Ranked, runner: Ranked | None, *, leads: bool) -> tuple[Said, ...]:
    """Return why a candidate stands where it stands, and how near the runner-up is."""
    ordered = sorted(item.contributions, key=lambda each: -abs(each.log10_weight))
    speaks_for = tuple(each for each in ordered if each.log10_weight >= NOTICED)[:MOST_FOR]
    against = tuple(each for each in ordered if each.log10_weight <= -NOTICED)[:MOST_AGAINST]
    names = {"name": name_of(item.candidate), "share": _percent(item)}
    key = "leads" if leads else "stands"
    said = [Said(key if speaks_for else f"{key}_barely", {**names, "reasons": _listed(speaks_for)}, speaks_for)]
    said.append(Said("against", {"reasons": _listed(against)}, against) if against else Said("nothing_against", {}))
    if runner is not None and leads:
        decides = _net(item, runner, 1.0)[:MOST_AGAINST]
        if decides:
            near = item.probability <= CLOSE * runner.probability
            other = {"other": name_of(runner.candidate), "other_share": _percent(runner)}
            said.append(Said("nearly" if near else "next_best", {**other, "reasons": _listed(decides)}, decides))
    return tuple(said)


def of_two(first: Ranked, second: Ranked) -> tuple[Said, ...]:
    """Return why one candidate stands before another, and what speaks for the other, in either order."""
    ahead, behind = (first, second) if first.probability >= second.probability else (second, first)
    names = {
        "name": name_of(ahead.candidate),
        "share": _percent(ahead),
        "other": name_of(behind.candidate),
        "other_share": _percent(behind),
    }
    pro, contra = _net(ahead, behind, 1.0)[:MOST_FOR], _net(ahead, behind, -1.0)[:MOST_AGAINST]
    said = [Said("before" if pro else "alike", {**names, "reasons": _listed(pro)}, pro)]
    if contra:
        said.append(Said("for_other", {**names, "reasons": _listed(contra)}, contra))
    return tuple(said)


def would_settle(signs: Sequence[str], *, enough: bool) -> Said | None:
    """Return which signs, given by their names, would tell two candidates apart; None without any."""
    if not signs:
        return None
    text = _joined(list(signs))
    return Said("apart" if enough else "apart_weakly", {"signs": text[:1].upper() + text[1:]})


def _net(first: Ranked, second: Ranked, sign: float) -> tuple[Contribution, ...]:
    return tuple(each for each, weight in differences(first, second) if sign * weight >= NOTICED)


def _listed(parts: Sequence[Contribution]) -> str:
    return _joined([in_words(each) for each in parts])


def _joined(words: list[str]) -> str:
    """Return "a, b and c"; where a part has a comma of its own, "a, x; b; and c"."""
    if len(words) < 2:
        return "".join(words)
    comma, last = ("; ", "; and ") if any("," in each for each in words) else (", ", " and ")
    return f"{comma.join(words[:-1])}{last}{words[-1]}"


def _percent(item: Ranked) -> str:
    return f"{item.probability * 100:.0f}\N{NO-BREAK SPACE}%"
