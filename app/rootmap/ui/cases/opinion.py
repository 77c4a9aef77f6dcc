"""What the ranking makes of a case's drawing and of the findings a learner had."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rootmap.cases.model import Case
from rootmap.localise.evidence import Finding, Ranking
from rootmap.localise.live import LiveOverlap
from rootmap.skin.drawing import paint
from rootmap.skin.figure import Figure

if TYPE_CHECKING:
    from rootmap.ui.session import Knowledge


def opinion(case: Case, findings: Sequence[Finding], figure: Figure, knowledge: "Knowledge") -> Ranking | None:
    """Return the ranking, None while the maps are not read; nothing of it touches the learner's own drawing."""
    if knowledge.maps is None or knowledge.ranker is None:
        return None
    overlap = LiveOverlap(figure, knowledge.maps)
    overlap.set_from(paint(case.drawing, figure))
    return knowledge.ranker.rank(overlap.table(), tuple(findings), suggest=False, explain=False)
