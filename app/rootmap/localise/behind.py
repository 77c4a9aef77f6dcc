"""What stands behind one number: its sources, each with whether it was read, recalled or is judgement."""

from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.localise.evidence import Contribution
from rootmap.localise.figures import citation
from rootmap.localise.hypotheses import Hypothesis
from rootmap.localise.signs import JUDGEMENT, PICTURE, SKIN_TESTS, UNRELATED

READ, RECALLED, JUDGED = "read", "recalled, not re-read", "judgement"


def sources_of(contribution: Contribution, hypothesis: Hypothesis | None, anatomy: Anatomy) -> tuple[str, ...]:
    """Return a line for each source of a contribution to a candidate, ending in how it is known."""
    test = str(contribution.params.get("test", ""))
    lines: list[str] = []
    for part in contribution.source.split("; "):
        if part.startswith(("innervation", "the clinical picture", "lies outside")):
            continue
        if part == "the size is judgement":
            lines.append(f"How much it counts · {JUDGED}")
        elif JUDGED in part:
            lines.append(part if part != JUDGED else "Judgement")
        else:
            lines.append(_known(part, test, anatomy))
    about: Provenance | None = None
    if contribution.source.startswith((JUDGEMENT, UNRELATED)) or JUDGEMENT in contribution.source:
        about = _record_of(test, anatomy)
    if PICTURE in contribution.source and hypothesis is not None:
        from rootmap.localise.expectation import expectation_source

        about = expectation_source(hypothesis, anatomy) or about
    if contribution.key.startswith("skin.") and "quality" in contribution.params:
        lines.append("In Explore the card of each map names the source of every territory, read or recalled.")
    if about is not None:
        lines = [*_cited(about, anatomy), *lines]
    return tuple(dict.fromkeys(lines))


def _known(text: str, test: str, anatomy: Anatomy) -> str:
    """Return a figure of the accuracy table with how it is known; what is not in it as it stands."""
    for row in anatomy.accuracy.values():
        if row.finding == test and text.startswith(citation(row, anatomy)):
            is_read = row.provenance is not None and row.provenance.read
            return f"{text} · {READ if is_read else RECALLED}"
    return text


def _record_of(test: str, anatomy: Anatomy) -> Provenance | None:
    family, _, item = test.partition(".")
    if family in SKIN_TESTS:
        return anatomy.key_points[item].provenance if item in anatomy.key_points else None
    if family == "muscle":
        return anatomy.muscles[item].provenance if item in anatomy.muscles else None
    if family == "reflex":
        return anatomy.reflexes[item].provenance if item in anatomy.reflexes else None
    return anatomy.tests[test].provenance if test in anatomy.tests else None


def _cited(provenance: Provenance, anatomy: Anatomy) -> list[str]:
    lines = []
    for key in provenance.sources:
        text = anatomy.sources[key].citation if key in anatomy.sources else key.replace("_", " ")
        lines.append(f"{text} · {RECALLED if key in provenance.recalled else READ}")
    return lines
