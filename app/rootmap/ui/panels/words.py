"""The words the panels use: names of candidates and tests, provenance in a sentence."""

from typing import TYPE_CHECKING

from rootmap.anatomy.vocabulary import Side
from rootmap.localise.explain import RESULTS

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy, Provenance
    from rootmap.localise.evidence import Finding, Ranked

_KINDS_OF_REFLEX = ("reflex", "jerk", "sign", "clonus", "response", "wink")
TOUCH_NAMES = {"pinprick": "Pinprick", "touch": "Light touch"}
SHORT_RESULTS = {"absent_reinforced": "absent, r."}
TEACHING_ONLY = "For teaching, never for treating a patient."


def test_name(test: str, anatomy: "Anatomy | None") -> str:
    """Return the name of a finding's test, such as "Achilles reflex" for "reflex.achilles"."""
    family, _, key = test.partition(".")
    if anatomy is not None:
        if family == "muscle" and key in anatomy.muscles:
            return anatomy.muscles[key].name
        if family == "reflex" and key in anatomy.reflexes:
            return anatomy.reflexes[key].name
        if test in anatomy.tests:
            return anatomy.tests[test].name
        if family in TOUCH_NAMES:
            return f"{TOUCH_NAMES[family]} {key}"
    return (key or family).replace("_", " ")


def name_in_full(test: str, anatomy: "Anatomy | None") -> str:
    """Return the name of a test outside its own table, where "Achilles" alone could be anything."""
    name = test_name(test, anatomy)
    says_what = any(word in name.lower().split() for word in _KINDS_OF_REFLEX)
    return name if says_what or not test.startswith("reflex.") else f"{name} reflex"


def answer_text(finding: "Finding", *, short: bool = False) -> str:
    """Return what was found: a grade, a word, an angle."""
    if finding.mrc is not None:
        return str(finding.mrc)
    words = SHORT_RESULTS if short else RESULTS
    result = words.get(str(finding.result), str(finding.result))
    return result if finding.degrees is None else f"{result} {finding.degrees:g}°"


def as_heading(name: str) -> str:
    """Return a name as it begins a line: with a capital letter."""
    return name[:1].upper() + name[1:]


def sided(name: str, side: Side | None) -> str:
    """Return a name with its side."""
    return name if side is None else f"{name}, {side}"


def provenance_text(provenance: "Provenance", anatomy: "Anatomy | None") -> str:
    """Return where a fact comes from and how far to trust it, in a few lines."""
    sources = []
    for key in provenance.sources:
        source = anatomy.sources.get(key) if anatomy is not None else None
        from_memory = " (recalled, not re-read)" if key in provenance.recalled else ""
        sources.append((source.citation if source is not None else key.replace("_", " ")) + from_memory)
    lines = [f"Confidence: {provenance.confidence.value}", *sources]
    return "\n".join([*lines, provenance.note] if provenance.note else lines)


RECALLED_SIGN = "°"
RECALLED_MEANS = f"{RECALLED_SIGN} recalled, not re-read"


def marked(name: str, provenance: "Provenance") -> str:
    """Return a name, with the sign of a fact that was recalled rather than read."""
    return (
        name if provenance.read else f"{name}\N{NO-BREAK SPACE}{RECALLED_SIGN}"
    )  # the sign never stands alone on a line


def is_low(provenance: "Provenance") -> bool:
    """Whether a fact must be checked before one relies on it."""
    return provenance.confidence.value == "low"


def percent(share: float) -> str:
    """Return a share as "38 %"; a little that is not nothing as "<1 %"."""
    if 0.0 < share < 0.005:
        return "<1\N{NO-BREAK SPACE}%"
    return f"{share * 100:.0f}\N{NO-BREAK SPACE}%"


def with_interval(item: "Ranked") -> str:
    """Return a candidate's probability with where it lies in nine of ten resamplings: "38 % (17 to 59)"."""
    if item.interval is None:
        return percent(item.probability)
    low, high = item.interval
    return f"{percent(item.probability)} ({low * 100:.0f} to {high * 100:.0f})"


def from_maps(maps: tuple[str, ...]) -> str:
    """Return from which maps shares and cm² come, in one line; "" where there is none."""
    if not maps:
        return ""
    head = "From one map" if len(maps) == 1 else f"Means of {len(maps)} maps, weighted by their evidence"
    return f"{head}: {'; '.join(maps)}"
