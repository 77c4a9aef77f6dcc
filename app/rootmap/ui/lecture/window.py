"""The window for the hall: the body as the teacher paints it, and of the answers only what is revealed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from rootmap.ui import style
from rootmap.ui.bodymap.follower import BodyFollower
from rootmap.ui.lecture.bar import LectureBar
from rootmap.ui.lecture.revealed import Part, RevealedPanel
from rootmap.ui.modes import told_in_hall
from rootmap.ui.style import PROJECTOR
from rootmap.ui.theme import THEMES

if TYPE_CHECKING:
    from rootmap.localise.evidence import Candidate, Ranking
    from rootmap.quiz.asked import Asked
    from rootmap.ui.lecture.explored import ExploredPage
    from rootmap.ui.window import Window

_LINES = 46.0  # lines of text from top to bottom of the screen: readable from the back row


class LectureWindow(QWidget):
    """Follows the main window; every answer starts hidden and hides again with a new drawing or question."""

    closed = Signal()

    def __init__(self, main: "Window") -> None:
        super().__init__()
        self.setWindowTitle("Rootmap – lecture")
        self.setObjectName("page")
        self._main = main
        self._shown: set[Part] = set()
        self.body = BodyFollower(main.session.figure)
        self.body.set_theme(THEMES[PROJECTOR.name])
        self.body.follow(main.body)
        self.revealed = RevealedPanel()
        self.explored: ExploredPage | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.body, 1)
        row.addWidget(self.revealed)
        self.bar = LectureBar(main.actions_by_id.by_id, _screen_names())
        self.bar.screen_chosen.connect(lambda place: self._move_to(QApplication.screens()[place]))
        main.show_lecture_bar(self.bar)
        for name in ("mode.lecture", "reveal.ranking", "reveal.territory", "reveal.signs", "reveal.none"):
            self.addAction(main.actions_by_id.by_id[name])
        main.session.ranking_changed.connect(self._follow_ranking)
        main.session.editor_changed.connect(self.hide_all)
        main.session.knowledge_changed.connect(self._refresh)
        if main.panel is not None:
            main.panel.candidate_shown.connect(self._refresh)
        self._dress()
        self.on_mode_changed()

    def open_on_chosen_screen(self) -> None:
        """Fill the display chosen last, or one the main window is not on; beside it when there is only one."""
        screens = QApplication.screens()
        others = [screen for screen in screens if screen is not self._main.screen()]
        name = self._main.settings.get("lecture_screen")
        chosen = next(
            (screen for screen in (*others, *screens) if screen.name() == name), None
        )  # two may have one name
        target = chosen or (others[0] if others else None)
        if target is None or len(screens) == 1:
            self.resize(self._main.size() * 0.8)
            self.show()
            return
        self._move_to(target)

    def toggle(self, name: str) -> None:
        """Reveal a part, or hide it again."""
        self._shown ^= {Part(name)}
        self._refresh()
        self._main.actions_by_id.refresh()

    def is_revealed(self, name: str) -> bool:
        """Whether a part is revealed."""
        return Part(name) in self._shown

    def hide_all(self, *_cause: object) -> None:
        """Hide every answer."""
        self._shown.clear()
        self._refresh()
        self._main.actions_by_id.refresh()

    def on_mode_changed(self) -> None:
        """Begin anew with the question, drawing or maps now open."""
        self._follow_explore()
        self.hide_all()

    def _follow_explore(self) -> None:
        """Lay out what is explored in place of the body, or bring that back."""
        if self.explored is not None:
            self._row.removeWidget(self.explored)
            self.explored.hide()
            self.explored.deleteLater()
            self.explored = None
        explore = self._main.explore
        if explore is not None and explore.is_on:
            from rootmap.ui.lecture.explored import ExploredPage

            self.explored = ExploredPage(explore, self._main.body, THEMES[PROJECTOR.name])
            self._row.insertWidget(0, self.explored, 1)
            self.explored.fit(self.font().pixelSize(), self.revealed.width_at(self.font().pixelSize()))
        self.body.setVisible(self.explored is None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the hall with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the main window."""
        main = self._main
        self.body.follow(None)
        main.session.ranking_changed.disconnect(self._follow_ranking)
        main.session.editor_changed.disconnect(self.hide_all)
        main.session.knowledge_changed.disconnect(self._refresh)
        if main.panel is not None:
            main.panel.candidate_shown.disconnect(self._refresh)
        main.show_lecture_bar(None)
        self.bar.deleteLater()
        super().closeEvent(event)
        self.closed.emit()
        self.deleteLater()

    def _follow_ranking(self, ranking: "Ranking") -> None:
        if Part.RANKING in self._shown and self._main.in_localise:
            self.revealed.ranking.show_ranking(ranking)

    def _refresh(self, *_cause: object) -> None:
        """Bring what is seen into line with what is revealed."""
        if self.explored is not None:  # nothing is asked there, and all may be seen
            self.revealed.hide()
            return
        quiz = self._main.quiz
        if quiz is not None and self._main.in_quiz:
            self._refresh_question(quiz.asked)
            return
        told = told_in_hall(self._main, frozenset(part.value for part in self._shown))
        if told is not None:
            self.revealed.show_told(*told)
            self._light(None)
            return
        shown = self._main.panel.shown if self._main.panel is not None else None
        session = self._main.session
        self.revealed.show_parts(frozenset(self._shown), shown, session.ranking, session.knowledge.anatomy)
        self._light(shown if Part.TERRITORY in self._shown else None)

    def _refresh_question(self, asked: "Asked | None") -> None:
        """Show the question with its choices; the answer once it is revealed. Between two sessions, nothing."""
        told = Part.TERRITORY in self._shown and asked is not None
        choices = [choice.text for choice in asked.choices] if asked is not None else []
        title = asked.text if asked is not None else ""
        self.revealed.show_question(title, choices, asked.answer if told and asked is not None else "")
        self._take_maps(labels=told)
        lit = None if asked is None else asked.told if told else asked.lit
        if lit is not None:
            self.body.highlight(lit.atlas, lit.territories, [lit.side])
        else:
            self.body.highlight(None)

    def _light(self, candidate: "Candidate | None") -> None:
        self._take_maps()
        self._main.maps.light_on(self.body, candidate)

    def _take_maps(self, *, labels: bool = True) -> None:
        self.body.set_reference(self._main.session.knowledge.atlases)
        self.body.set_atlases([], labels=labels)

    def _dress(self) -> None:
        em = self._main.screen().size().height() / _LINES
        self._fit(em)

    def _fit(self, em: float) -> None:
        self.setFont(style.font(em))
        self.setPalette(style.palette(PROJECTOR))
        # written down as a rule: the application's palette, set anew with each theme, would reach the words here
        ground = f"QWidget {{ font-size: {round(em)}px; color: {PROJECTOR.text}; }}"
        self.setStyleSheet(f"{ground}\n{style.style_sheet(PROJECTOR, em)}")
        self.revealed.fit(em)
        if self.explored is not None:
            self.explored.fit(em, self.revealed.width_at(em))

    def _move_to(self, screen: QScreen) -> None:
        self._main.settings.set("lecture_screen", screen.name())
        self._fit(screen.size().height() / _LINES)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()


def _screen_names() -> tuple[str, ...]:
    """Return what the displays are called, numbered where two have one name."""
    names = [screen.name() for screen in QApplication.screens()]
    numbered = len(set(names)) < len(names)
    return tuple(f"{number}   {name}" if numbered else name for number, name in enumerate(names, start=1))
