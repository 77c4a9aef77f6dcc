"""The reasons for a candidate as a picture: the same signed bars as in the window."""

from io import BytesIO

from rootmap.localise import story
from rootmap.localise.evidence import Ranking
from rootmap.localise.naming import name_of
from rootmap.ui.panels.why_chart import bars_of, draw
from rootmap.ui.panels.why_view import look_of
from rootmap.ui.style import LIGHT

EM, WIDTH, RATIO = 15.0, 720, 2.0  # pixels; twice as many, so that it can be projected


def why_picture(ranking: Ranking) -> bytes:
    """Return a PNG of what speaks for and against the leading candidate, its paragraph as the description."""
    leader = ranking.entries[0]
    runner = ranking.entries[1] if len(ranking.entries) > 1 else None
    bars = bars_of([(part, part.log10_weight) for part in leader.contributions])
    share = f"{leader.probability * 100:.0f} %"
    figure = draw(bars, look_of(LIGHT, EM, WIDTH), ratio=RATIO, title=f"{name_of(leader.candidate)}: {share}")
    words = story.told(story.of_one(leader, runner, leads=True))
    out = BytesIO()
    figure.savefig(
        out,
        format="png",
        dpi=figure.dpi,
        bbox_inches="tight",
        pad_inches=0.3,
        metadata={"Description": words, "Software": "Rootmap"},
    )
    return out.getvalue()
