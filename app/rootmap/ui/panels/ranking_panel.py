"""The panel beside the body: red flags, compatible roots, the next test, and the details of the chosen one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rootmap.localise.evidence import Candidate, NextTest, Ranking
from rootmap.localise.naming import name_of
from rootmap.ui import plain
from rootmap.ui.counted import CountedMaps
from rootmap.ui.panels.contradiction_strip import ContradictionStrip
from rootmap.ui.panels.details import ALL, NEXT, DetailsPanel
from rootmap.ui.panels.entered import MOST_LINES
from rootmap.ui.panels.maps_button import MapsButton
from rootmap.ui.panels.ranking_filter import FilterRow, Group, RestLine, not_listed
from rootmap.ui.panels.ranking_list import RankingList
from rootmap.ui.panels.red_flags import RedFlagBanner
from rootmap.ui.panels.words import TEACHING_ONLY, name_in_full, sided
from rootmap.ui.session import Session
from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.anatomy.vocabulary import Side

SETTLE_MS = 200  # the details below follow when the ranking has been still that long
_ROWS_IN_VIEW, _ROWS_ON_SMALL, _ROWS_UNDER_WARNING = 5, 4, 3
_ROOMY_EM = 58.0  # a panel as high as this has room for all rows below a warning
_LARGE = ("Level", "Urgency", "Why")  # pages that need the room of a small screen
_MANY_ROOTS = "More than one root: see the warning above"
_SEVERAL = ("cauda_equina", "saddle")  # beginnings of the ids of warnings that no single root explains


class RankingPanel(QWidget):
    """Follows the session; tells whose details are shown. Only a candidate the user chose lights up on the body."""

    candidate_shown = Signal(object)  # Candidate | None

    def __init__(self, session: Session, counted: CountedMaps, chrome: Chrome) -> None:
        super().__init__()
        self._session = session
        self._next: NextTest | None = None
        self._empty = self._roomy = True
        em = self.font().pixelSize()
        self.banner = RedFlagBanner(chrome)
        self.odd = ContradictionStrip()
        self.list = RankingList(chrome)
        self.list.rows.maps_of = self._maps_of
        self.maps = MapsButton(counted)
        self.filter = FilterRow(self.list_group)
        self.rest = RestLine()
        self.details = DetailsPanel(session, chrome)
        self.hint, self.more = QPushButton(), QPushButton()
        self.hint.setProperty("rank", "hint")
        self.hint.clicked.connect(self._open_next)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._on_still)
        self._lay_out(em)
        self.list.chosen.connect(self._on_chosen)
        self.details.opened.connect(self._fit_list)
        session.ranking_changed.connect(self.show_ranking)
        self._warned: tuple[object, object] = ((), ())
        self._show_empty(True)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        for part in (self.banner, self.list, self.details):
            part.dress(chrome)
        self._fit_list()

    def show_ranking(self, ranking: Ranking) -> None:
        """Show a ranking; the details wait until it is still."""
        warned = ranking.red_flags, ranking.contradictions
        if warned != self._warned:  # seldom so while the brush moves
            self._warned = warned
            self.banner.show_alerts(ranking.red_flags)
            self.odd.show_found(ranking.contradictions, self._session.knowledge.anatomy)
            self._many.setVisible(any(alert.id.startswith(_SEVERAL) for alert in ranking.red_flags))
            self._fit_list()
        empty = not ranking.is_local
        if empty or self._empty:
            self._show_empty(empty)
        if not empty and self.isVisible():
            self.list.show_entries(ranking.entries)
            self._show_rest(ranking)
        self._settle.start()

    @property
    def shown(self) -> Candidate | None:
        """The candidate in view: the chosen one, else the best."""
        ranking = self._session.ranking
        if ranking is None or not ranking.is_local:
            return None
        known = {item.candidate for item in ranking.entries}
        best = self.list.best or ranking.entries[0].candidate
        return self.list.choice if self.list.choice in known else best

    def list_group(self, group: Group) -> None:
        """List candidates of some kinds only; the numbers stay those of the whole ranking."""
        self.list.show_group(group)
        self.filter.show_group(group)
        if self._session.ranking is not None:
            self._show_rest(self._session.ranking)
        self._show_still()

    def list_next_group(self) -> None:
        """List the next kinds of candidates."""
        self.list_group(self.list.group.next)

    def settle(self) -> None:
        """Show the details at once."""
        if self._settle.isActive():
            self._settle.stop()
            self._show_still()

    def showEvent(self, _event: QShowEvent) -> None:
        """Catch up with what happened while hidden."""
        if self._session.ranking is not None:
            self.show_ranking(self._session.ranking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as leave the details their room."""
        super().resizeEvent(event)
        self._write_hint()
        self._fit_list()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the height of the list in rows when the type size changes."""
        if event.type() == QEvent.Type.FontChange:
            self._fit_list()
        super().changeEvent(event)

    def _lay_out(self, em: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, em * 3 // 4, 0, em // 2)
        column.setSpacing(em // 2)
        head = QVBoxLayout()
        head.setContentsMargins(em, 0, em, 0)
        head.setSpacing(em // 2)
        head.addWidget(self.banner)
        head.addWidget(self.odd)
        title = QHBoxLayout()
        title.addWidget(plain.label("Compatible with", "title"), 1)
        title.addWidget(self.maps)
        head.addLayout(title)
        self._many = plain.label(_MANY_ROOTS, wrap=True)
        self._many.hide()
        head.addWidget(self._many)
        column.addLayout(head)
        column.addWidget(self.filter)
        listed = QVBoxLayout()
        listed.setContentsMargins(em // 2, 0, em // 2, 0)
        listed.setSpacing(0)
        listed.addWidget(self.list)
        listed.addWidget(self.rest)
        column.addLayout(listed)
        hint = QHBoxLayout()
        hint.setContentsMargins(em, 0, em, em // 4)
        hint.setSpacing(em // 4)
        hint.addWidget(self.hint, 1)
        self.more.setText("More…")
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.more.setProperty("rank", "hint")
        plain.tip(self.more, "The best three tests, what each result would mean, and what tells any two apart")
        self.more.clicked.connect(lambda: self.details.open(NEXT))
        hint.addWidget(self.more)
        column.addLayout(hint)
        column.addWidget(self.details, 1)
        foot = plain.label(TEACHING_ONLY, "small", wrap=True)
        foot.setContentsMargins(em, em // 4, em, 0)
        column.addWidget(foot)
        self._fit_list()

    def _fit_list(self) -> None:
        tall = self.height() >= _ROOMY_EM * self.font().pixelSize()
        self.details.entered.set_lines(MOST_LINES if tall else 1)
        roomy = not (self.banner.alerts or self.details.tab in (ALL, NEXT, *_LARGE))
        rows = _ROWS_IN_VIEW if tall else _ROWS_ON_SMALL if roomy else _ROWS_UNDER_WARNING
        rows -= bool(self.odd.found and self.banner.alerts and not tall)
        self.list.setFixedHeight(self.list.row_height() * rows + 6)
        self._roomy = tall or not self.banner.alerts
        self._show_filter()
        self._show_hint()

    def _show_empty(self, empty: bool) -> None:
        if empty:
            if self.list.choice is not None:
                self.list.choose(None)
            self.list.show_entries(())
            self._next = None
            self._show_hint()
        self.rest.setVisible(not empty)
        self._empty = empty
        self._show_filter()

    def _show_filter(self) -> None:
        """Show the kinds where there is room for them, and in any case while some are left out."""
        self.filter.setVisible(not self._empty and (self._roomy or self.list.group is not Group.ALL))

    def _show_rest(self, ranking: Ranking) -> None:
        self.rest.show_rest(ranking.unexplained, not_listed(ranking.entries, self.list.group))

    def _maps_of(self, candidate: Candidate) -> tuple[str, ...]:
        ranker = self._session.ranker
        return ranker.maps_of(candidate) if ranker is not None else ()

    def _on_chosen(self, _candidate: Candidate | None) -> None:
        self._show_still()

    def _on_still(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:  # never while a stroke is in hand
            self._settle.start()
            return
        self._show_still()

    def _show_still(self) -> None:
        ranking = self._session.ranking
        tests = ranking.next_tests if ranking is not None and ranking.is_local else ()
        self._next = tests[0] if tests else None
        self._show_hint()
        if self._next is not None:
            self._write_hint()
        self.details.show_candidate(self.shown)
        self.details.refresh_reasons()
        self.candidate_shown.emit(self.shown)

    def _show_hint(self) -> None:
        """Show the next test, unless the page below says more of it or, on a small screen, needs the room."""
        small = self.height() < _ROOMY_EM * self.font().pixelSize()
        is_in_the_way = self.details.tab == NEXT or (self.details.tab in _LARGE and small)
        for part in (self.hint, self.more):
            part.setVisible(self._next is not None and not is_in_the_way)

    def _write_hint(self) -> None:
        """Write the next test as wide as there is room; the whole of it stands in the tip."""
        if self._next is not None:
            text, letters = self._hint_text(self._next), self.hint.fontMetrics()
            room = self.width() - self.more.sizeHint().width() - 4 * self.font().pixelSize()
            lines = (letters.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in text.split("\n"))
            self.hint.setText("\n".join(lines))
            plain.tip(self.hint, text.replace("&&", "&"))

    def _hint_text(self, test: NextTest) -> str:
        name = sided(name_in_full(test.test, self._session.knowledge.anatomy), test.side if test.is_sided else None)
        first, second = name_of(test.if_positive), name_of(test.if_negative)
        if test.is_urgent:
            return f"{name}\nFirst of all, to ask after {first}".replace("&", "&&")
        use = f"to tell {first} from {second}" if first != second else f"for or against {first}"
        return f"{name}\nTest next, {use}".replace("&", "&&")

    def _open_next(self) -> None:
        if self._next is not None:
            side: Side | None = self._next.side
            self.list.choose(self._next.if_positive)
            self.details.open_test(self._next.test, side)
