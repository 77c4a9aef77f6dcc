"""Beside the body during a case: its pages, as far as the run has come, and the one button that goes on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from rootmap.cases.play import Play
from rootmap.cases.run import Stage
from rootmap.cases.shelf import DIFFICULTIES
from rootmap.cases.tables import Tables
from rootmap.localise.shorthand import Shorthand
from rootmap.ui import plain
from rootmap.ui.cases.compare_page import ComparePage
from rootmap.ui.cases.decide_page import DecidePage
from rootmap.ui.cases.examine_page import ExaminePage
from rootmap.ui.cases.explain_page import ExplainPage
from rootmap.ui.cases.feedback_page import FeedbackPage
from rootmap.ui.cases.flags_page import FlagsPage
from rootmap.ui.cases.next_page import NextPage
from rootmap.ui.cases.parts import button
from rootmap.ui.cases.result_page import ResultPage
from rootmap.ui.cases.story_page import StoryPage

TITLES = {
    "story": "Story",
    "compare": "Drawing",
    "examine": "Examine",
    "flags": "Warnings",
    "decide": "Decide",
    "feedback": "Feedback",
    "next": "Next steps",
    "result": "Result",
    "explain": "Explain",
}
PAGES = {
    Stage.HISTORY: ("story", "flags"),
    Stage.DRAWING: ("compare", "story", "flags"),
    Stage.EXAMINATION: ("story", "examine", "flags", "decide"),
    Stage.FEEDBACK: ("feedback", "story", "flags", "next"),
    Stage.DONE: ("result", "feedback", "story", "explain"),
}
FIRST = {
    Stage.HISTORY: "story",
    Stage.DRAWING: "compare",
    Stage.EXAMINATION: "examine",
    Stage.FEEDBACK: "feedback",
    Stage.DONE: "result",
}


class CasePanel(QWidget):
    """Holds the pages; which of them there are depends on the stage, so that none gives away a later one."""

    went_on = Signal()
    wanted_list = Signal()

    def __init__(self, tables: Tables, shorthand: Shorthand) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self.shown_stage: Stage | None = None
        self.title, self._about = plain.label("", "heading", wrap=True), plain.label("", "small", wrap=True)
        self.story, self.compare, self.flags = StoryPage(), ComparePage(), FlagsPage(tables)
        self.examine, self.decide = ExaminePage(tables, shorthand), DecidePage(tables)
        self.feedback, self.next = FeedbackPage(), NextPage()
        self.result, self.explain = ResultPage(), ExplainPage()
        self._stack = QStackedWidget()
        self.tabs = {name: button(title, "tab") for name, title in TITLES.items()}
        self.pages: dict[str, QWidget] = {name: getattr(self, name) for name in TITLES}
        for name, page in self.pages.items():
            self._stack.addWidget(page)
            self.tabs[name].setCheckable(True)
            self.tabs[name].hide()
            self.tabs[name].clicked.connect(lambda _on=False, name=name: self.open(name))
        self.back = button("All cases", "flat", "Back to the list; the case keeps as it is")
        self.go = button("", "main")
        self.go.clicked.connect(self.went_on)
        self.back.clicked.connect(self.wanted_list)
        self._lay_out(em)

    @property
    def page(self) -> str:
        """The name of the page in view."""
        return next(name for name, page in self.pages.items() if page is self._stack.currentWidget())

    def open(self, name: str) -> None:
        """Turn to a page."""
        for each, tab in self.tabs.items():
            tab.setChecked(each == name)
        self._stack.setCurrentWidget(self.pages[name])
        if name == "story":
            self.story.focus_first()
        elif name in ("examine", "decide", "flags"):
            self.pages[name].picker.field.setFocus()  # type: ignore[attr-defined]
        elif name in ("next", "explain"):
            (self.next.disc if name == "next" else self.explain.text).setFocus()
        else:
            self.pages[name].setFocus()
        self.say_go()

    def show_stage(self, play: Play, *, anew: bool = False) -> None:
        """Offer the pages of the stage; turn to its first one when the stage is new, or the case is."""
        moved = anew or self.shown_stage is not play.stage
        self._play, self.shown_stage = play, play.stage
        case, shown = play.case, PAGES[play.stage]
        self.title.setText(case.title)
        self._about.setText(f"{'●' * case.difficulty}{'○' * (5 - case.difficulty)}  {DIFFICULTIES[case.difficulty]}")
        for name, tab in self.tabs.items():
            tab.setVisible(name in shown)
        if moved:
            self.open(FIRST[play.stage])
        self.say_go()

    def say_go(self) -> None:
        """Say what the button does now, and whether it can."""
        text, able = self._next_step()
        self.go.setText(f"{text}   Ctrl+Enter")
        self.go.setEnabled(able)

    def _next_step(self) -> tuple[str, bool]:
        stage, page = self._play.stage, self.page
        if stage is Stage.HISTORY:
            return "Compare the drawings", True
        if stage is Stage.DRAWING:
            return "Examine the patient", True
        if stage is Stage.EXAMINATION:
            if page != "decide":
                return "Decide what it is", True
            return "Commit to it", self.decide.place is not None and self.decide.confidence is not None
        if stage is Stage.FEEDBACK:
            if page != "next":
                return "Next steps", True
            return ("Finish", True) if self.next.is_comparing else ("Compare my plan", self.next.is_ready)
        return ("Back to all cases", True) if page == "explain" else ("Explain it to the patient", True)

    def _lay_out(self, em: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, em // 2, 0, em // 2)
        column.setSpacing(em // 3)
        head = QVBoxLayout()
        head.setContentsMargins(em, 0, em, 0)
        head.setSpacing(em // 4)
        top = QHBoxLayout()
        top.addWidget(self._about, 1)
        top.addWidget(self.back)
        head.addLayout(top)
        head.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(2)
        for tab in self.tabs.values():
            row.addWidget(tab)
        row.addStretch(1)
        head.addLayout(row)
        column.addLayout(head)
        line = QFrame()
        line.setProperty("rank", "line")
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(em, 0, em, 0)
        foot.addWidget(self.go)
        column.addLayout(foot)
