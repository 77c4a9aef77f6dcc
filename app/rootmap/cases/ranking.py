"""Where the ranking puts a case's answer, given all that the case holds: an author should know when it disagrees."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rootmap.cases.known import JOINED, JOINED_ROOTS, alone
from rootmap.cases.model import Case, Localisation
from rootmap.cases.run import findings_of
from rootmap.cases.tables import Tables

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.atlas.stack import MapStack
    from rootmap.localise.evidence import Ranking
    from rootmap.skin.figure import Figure

EMERGENCY = "E"
GOOD_PLACES = 2  # the answer should be the first or the second


class CaseRanker:
    """Ranks cases one after the other on one figure; what is slow to make ready is made once."""

    def __init__(
        self, figure: "Figure", maps: "Sequence[CompiledAtlas]", tables: Tables, laid: "MapStack | None" = None
    ) -> None:
        """Make ready to rank by some maps; `laid` are the same, laid over each other, where that is done already."""
        from rootmap.atlas.stack import stack
        from rootmap.localise.live import LiveOverlap
        from rootmap.localise.ranker import Ranker

        self._figure, self._tables = figure, tables
        self._overlap = LiveOverlap(figure, laid or stack(figure, maps))  # cell by cell: far faster, within 1 %
        self._ranker = Ranker(maps, tables.anatomy)

    def rank(self, case: Case) -> "Ranking":
        """Return the ranking of the drawing with all findings that the case states."""
        from rootmap.skin.drawing import paint

        self._overlap.set_from(paint(case.drawing, self._figure))
        findings = findings_of(case, self._tables.examinations)
        return self._ranker.rank(self._overlap.table(), findings, suggest=False, explain=False)

    def imaging_hint(self, case: Case, ranking: "Ranking") -> str:
        """Return what the rules of imaging say where the case says otherwise, "" where they agree."""
        from rootmap.localise.imaging import decide

        ruled = decide(self._tables.anatomy, findings_of(case, self._tables.examinations), ranking)
        if ruled.answer is case.imaging.answer:
            return ""
        return f"says {case.imaging.answer.value}, the rule {ruled.rule} of imaging.yaml {ruled.answer.value}"

    def place(self, case: Case) -> int | None:
        """Return the place of the case's answer in the ranking, from 1; None when it is no candidate there."""
        return place_of(case.answer, self.rank(case))


def place_of(answer: Localisation, ranking: "Ranking") -> int | None:
    """Return the place of a localisation in a ranking, from 1; None when it is no candidate there."""
    for number, entry in enumerate(ranking.entries, 1):
        same = alone(entry.candidate.id) == alone(answer.candidate)
        joined = entry.candidate.id == JOINED and answer.candidate in JOINED_ROOTS
        if (same or joined) and entry.candidate.side == answer.side:
            return number
    return None


def alarm_faults(case: Case, ranking: "Ranking") -> Iterator[str]:
    """Yield where the warning signs of a case and those that its drawing and findings set off disagree."""
    shown = {alert.id: alert for alert in ranking.red_flags}
    for name in case.urgency.red_flags:
        if name not in shown:
            yield f"{name} is listed, and neither the drawing nor the findings set it off"
    for name, alert in shown.items():
        if alert.code == EMERGENCY and name not in case.urgency.red_flags:
            yield f"{name}, an emergency, is set off and not listed"
