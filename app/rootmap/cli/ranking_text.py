"""A ranking as aligned text for a terminal: red flags first, then the roots, then what to test next."""

import textwrap
from typing import TYPE_CHECKING

from rootmap.localise import contradictions
from rootmap.localise.evidence import CandidateKind, Contradiction, NextTest, Ranked, Ranking, RedFlagAlert
from rootmap.localise.naming import name_of
from rootmap.localise.signs import SKIN_TESTS

if TYPE_CHECKING:
    from rootmap.localise.imaging import ImagingDecision

SHOWN = 8
LEAST_SHOWN = 0.01  # below 1 % a line tells the reader nothing
BAR_CELLS = 20
WIDTH = 100  # letters to a line
KINDS = {
    CandidateKind.ROOT: "root",
    CandidateKind.ROOTS: "two roots",
    CandidateKind.TRIGEMINAL: "division",
    CandidateKind.NERVE: "nerve",
    CandidateKind.PLEXUS: "plexus",
    CandidateKind.REFERRAL: "look-alike",
    CandidateKind.POLYNEUROPATHY: "polyneuropathy",
    CandidateKind.CAUDA: "cauda, conus",
    CandidateKind.CORD: "cord",
}
DISCLAIMER = "For teaching, never for treating a patient."


def in_words(ranking: Ranking, imaging: "ImagingDecision | None" = None) -> str:
    """Return the text of a ranking, ending in a newline; with `imaging`, a line on whether to image."""
    ahead = [*_red_flags(ranking.red_flags), *_contradictions(ranking.contradictions)]
    blocks = [ahead, _table(ranking), _next_tests(ranking.next_tests), _imaging(imaging), [DISCLAIMER]]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _red_flags(alerts: tuple[RedFlagAlert, ...]) -> list[str]:
    said = (f"{alert.condition}: {alert.urgency.rstrip('.')}. {alert.next_step.rstrip('.')}." for alert in alerts)
    return [textwrap.fill(text, WIDTH, initial_indent="RED FLAG  ", subsequent_indent=" " * 10) for text in said]


def _table(ranking: Ranking) -> list[str]:
    if not ranking.has_evidence:
        return ["Nothing is painted and nothing was found: there is nothing to rank."]
    entries = [entry for entry in ranking.entries[:SHOWN] if entry.probability >= LEAST_SHOWN]
    names = [name_of(entry.candidate) for entry in entries]
    width = max(map(len, names), default=0)
    shares = f"{'inside':>7}  {'covered':>7}  {'painted':>11}"
    head = f"{'Compatible with':<{width + BAR_CELLS + 19}}  {'kind':<14}  {shares}"
    lines = [_line(name.ljust(width), entry) for name, entry in zip(names, entries, strict=True)]
    maps = textwrap.fill(
        f"Means of the maps that show each: {', '.join(ranking.maps)}", WIDTH, subsequent_indent=" " * 4
    )
    return [head, *lines, f"Something else, or no nerve lesion: {_percent(ranking.unexplained)}", maps]


def _line(name: str, entry: Ranked) -> str:
    bar = ("▇" * max(1, round(BAR_CELLS * entry.probability))).ljust(BAR_CELLS)
    low, high = entry.interval or (entry.probability, entry.probability)
    between = f"{100 * low:.0f} to {100 * high:.0f}"
    share = f"{_percent(entry.probability):>5} {between:>9}"
    shares = f"{_percent(entry.inside):>7}  {_percent(entry.covered):>7}  {entry.area_cm2:>7.0f} cm²"
    return f"{name}  {share}  {bar}  {KINDS[entry.candidate.kind]:<14}  {shares}"


def _contradictions(found: tuple[Contradiction, ...]) -> list[str]:
    said = (contradictions.in_words(each) for each in found)
    return [textwrap.fill(text, WIDTH, initial_indent="CHECK     ", subsequent_indent=" " * 10) for text in said]


def _next_tests(tests: tuple[NextTest, ...]) -> list[str]:
    return [line for place, test in enumerate(tests) for line in _next_test(test, "Test next" if not place else "or")]


def _next_test(test: NextTest, lead: str) -> list[str]:
    """Return a test and below it what each result would make of the candidates it moves."""
    family, _, item = test.test.rpartition(".")
    name = item.replace("_", " ") + (
        " reflex" if family == "reflex" else f" ({family})" if family in SKIN_TESTS else ""
    )
    first = "" if not test.is_urgent else ", before anything else"
    side = f", {test.side}" if test.is_sided else ""
    lines = [f"{lead}: {name}{side}{first} ({test.bits:.2f} bits)."]
    for outlook in test.outlooks:
        after = f"{_percent(outlook.if_positive)} if abnormal, {_percent(outlook.if_negative)} if normal"
        lines.append(f"    {name_of(outlook.candidate)}: {after}")
    return lines


def _imaging(imaging: "ImagingDecision | None") -> list[str]:
    if imaging is None:
        return []
    text = f"{imaging.words}. {imaging.reason}."
    return [textwrap.fill(text, WIDTH, initial_indent="Imaging: ", subsequent_indent=" " * 9)]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
