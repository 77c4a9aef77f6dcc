"""Why a candidate stands where it stands, in words and signed bars, and why not any other; each bar has its source."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.localise import story
from rootmap.localise.behind import sources_of
from rootmap.localise.evidence import Candidate, Ranked, Ranking
from rootmap.localise.explain import differences, presence_in_words
from rootmap.localise.naming import name_of
from rootmap.localise.ranker import Ranker
from rootmap.ui import plain
from rootmap.ui.panels.candidate_box import CandidateBox
from rootmap.ui.panels.why_chart import Bar, bars_of, strength
from rootmap.ui.panels.why_view import BarsView
from rootmap.ui.panels.words import from_maps, test_name
from rootmap.ui.style import Chrome

_CLICK = "Click a bar for its source. Right speaks for {name}, left against it."
_NO_SKIN = "No map shows skin of its own for it."
_SETTLING = 3  # signs named as what would tell two apart


@dataclass(frozen=True)
class Reasons:
    """What a page of reasons is about: a candidate in a ranking, and what made the ranking."""

    item: Ranked
    ranking: Ranking
    ranker: Ranker
    anatomy: Anatomy

    def rival(self, wanted: Candidate | None) -> Ranked | None:
        """Return the candidate to compare with: the one wanted, else the best other one."""
        others = [entry for entry in self.ranking.entries if entry.candidate != self.item.candidate]
        return next((entry for entry in others if entry.candidate == wanted), others[0] if others else None)


class WhyPage(QWidget):
    """The reasons for one candidate, and its difference from another one may choose."""

    def __init__(
        self, reasons: Reasons, wanted: Candidate | None, chrome: Chrome, compare: Callable[[Candidate], None]
    ) -> None:
        super().__init__()
        self._reasons, self._chrome = reasons, chrome
        em = self.font().pixelSize()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, em // 2, em)
        self._column.setSpacing(em // 3)
        item, entries = reasons.item, reasons.ranking.entries
        rival = reasons.rival(wanted)
        leads = item.candidate == entries[0].candidate
        runner = entries[1] if leads and len(entries) > 1 else None
        said = [*story.of_one(item, runner, leads=leads), self._settled_by(runner) if runner is not None else None]
        self._say(story.told([each for each in said if each is not None]))
        parts = [(each, each.log10_weight) for each in item.contributions]
        self.bars = self._chart(bars_of(parts), name_of(item.candidate), item)
        maps = from_maps(reasons.ranker.maps_of(item.candidate))
        self._column.addWidget(
            plain.label(f"Skin: {maps[:1].lower()}{maps[1:]}" if maps else _NO_SKIN, "small", wrap=True)
        )
        for presence in reasons.ranking.presence:
            self._column.addWidget(plain.label(presence_in_words(presence), "quiet", wrap=True))
        if rival is not None:
            self._compare(rival, compare)
        self._column.addStretch(1)

    def _compare(self, rival: Ranked, compare: Callable[[Candidate], None]) -> None:
        """Say and draw why the candidate is not another: any other may be chosen."""
        item, em = self._reasons.item, self.font().pixelSize()
        self._column.addSpacing(em // 2)
        is_ahead = item.probability >= rival.probability
        self._column.addWidget(plain.label("Why not …" if is_ahead else "Why rather …", "heading"))
        self._column.addWidget(plain.label("Choose any other candidate, or type part of its name.", "small"))
        self.box = CandidateBox(self._reasons.ranking.entries, item.candidate, "Compare with", compare)
        self.box.show_candidate(rival.candidate)
        self._column.addWidget(self.box)
        said = [*story.of_two(item, rival), self._settled_by(rival)]
        self._say(story.told([each for each in said if each is not None]))
        net = [(part, weight) for part, weight in differences(item, rival)]
        self.net_bars = self._chart(bars_of(net), f"{name_of(item.candidate)} against {name_of(rival.candidate)}", item)

    def _settled_by(self, rival: Ranked) -> story.Said | None:
        found = self._reasons.ranker.separate(self._reasons.item.candidate, rival.candidate)
        names = [_plain_name(each.test, self._reasons.anatomy) for each in found.signs[:_SETTLING]]
        return story.would_settle(names, enough=found.is_enough)

    def _say(self, text: str) -> None:
        label = plain.label(text, wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)

    def _chart(self, bars: tuple[Bar, ...], name: str, item: Ranked) -> BarsView:
        view = BarsView(bars, self._chrome, f"Evidence: {name}")
        source = plain.label(_CLICK.format(name=name_of(item.candidate)), "small", wrap=True)
        source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        view.chosen.connect(lambda row: source.setText(self._source(bars[row], item)))
        self._column.addWidget(view)
        self._column.addWidget(source)
        return view

    def _source(self, bar: Bar, item: Ranked) -> str:
        hypothesis = self._reasons.ranker.hypothesis_of(item.candidate)
        lines = sources_of(bar.part, hypothesis, self._reasons.anatomy)
        return "\n".join((f"{bar.words}: {strength(bar.weight)}", *lines))


def _plain_name(test: str, anatomy: Anatomy) -> str:
    name = test_name(test, anatomy)
    name = name[:1].lower() + name[1:] if not test.startswith("reflex.achilles") else name
    return f"{name} reflex" if test.startswith("reflex.") and "reflex" not in name else name
