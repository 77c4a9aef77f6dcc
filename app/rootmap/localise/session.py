"""The one front door: a drawing and findings in, a ranking out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rootmap.localise.evidence import Finding, Ranking
from rootmap.localise.overlap import measure
from rootmap.localise.ranker import Ranker
from rootmap.skin.drawing import Drawing, Painted, paint

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure


def localise(
    drawing: Drawing | Painted,
    findings: Sequence[Finding],
    figure: "Figure",
    atlases: Sequence["CompiledAtlas"],
    anatomy: "Anatomy | None" = None,
) -> Ranking:
    """Return the ranking of a drawing, or of what it covers; anatomy is needed for findings and red flags."""
    painted = paint(drawing, figure) if isinstance(drawing, Drawing) else drawing
    return Ranker(atlases, anatomy).rank(measure(painted, figure, atlases), findings)
