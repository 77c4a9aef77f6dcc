"""Beside the timeline: the verdict in words with its rule, the chosen visit, and when to see the patient again."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.localise.course import Course, Step, Trend
from rootmap.localise.course_words import (
    MEANS,
    RULE,
    RULE_SOURCE,
    day,
    due_when,
    due_words,
    other_words,
    step_words,
    title,
)
from rootmap.localise.due import Due, Urgency, due_dates
from rootmap.localise.visits import Record
from rootmap.ui import plain
from rootmap.ui.panels.words import TEACHING_ONLY, provenance_text
from rootmap.ui.style import Chrome
from rootmap.ui.visits.form import VisitForm
from rootmap.ui.visits.timeline import SIGNS, verdict_colour

COURSE, VISIT, AGAIN = TABS = ("Course", "This visit", "See again")
_TREND = {Trend.BETTER: "better", Trend.WORSE: "worse", Trend.OTHER: "other"}
_ONE = "One visit so far: with the next one the course shows."
_NONE = "No visit yet"


class VisitsPanel(QWidget):
    """Shows a course and one visit of it."""

    def __init__(self, chrome: Chrome, anatomy: Anatomy) -> None:
        super().__init__()
        self._chrome, self._anatomy = chrome, anatomy
        self._course = Course((), (), None)
        em = self.font().pixelSize()
        self._verdict = plain.label("", "title")
        self._means = plain.label("", wrap=True)
        self._today = QFrame()
        self._today.setObjectName("redflags")
        self._today_lines = QVBoxLayout(self._today)
        self.form = VisitForm()
        self._scroll = {name: _scroller(em) for name in TABS}
        self._scroll[VISIT].setWidget(_page(self.form))
        self._tab = COURSE
        self._lay_out(em)

    @property
    def tab(self) -> str:
        """The tab in view."""
        return self._tab

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        self.show_course(self._course)

    def open(self, tab: str) -> None:
        """Bring a tab into view."""
        self._tab = tab
        self._buttons[tab].setChecked(True)
        for name, scroll in self._scroll.items():
            scroll.setVisible(name == tab)

    def show_course(self, seen: Course) -> None:
        """Show the verdict, what it rests on, and the dates."""
        self._course = seen
        step = seen.last
        if step is None:
            self._verdict.setText(_ONE.partition(":")[0] if seen.visits else _NONE)
            self._means.setText(_ONE.partition(": ")[2].capitalize() if seen.visits else "")
            self._verdict.setStyleSheet("")
        else:
            self._verdict.setText(f"{SIGNS[step.verdict]} {title(step.verdict)}")
            self._verdict.setStyleSheet(f"color: {verdict_colour(step.verdict, self._chrome)}")
            self._means.setText(MEANS[step.verdict])
        self._means.setVisible(bool(self._means.text()))
        dues = due_dates(seen)
        self._show_today([due for due in dues if due.urgency is Urgency.TODAY])
        self._scroll[COURSE].setWidget(self._course_page(seen))
        self._scroll[AGAIN].setWidget(self._again_page(dues))

    def show_visit(self, record: Record, selected: date | None) -> None:
        """Show the chosen visit; its measures as far as they are known."""
        visit = record.on(selected) if selected is not None else None
        measured = next((each for each in self._course.visits if each.date == selected), None)
        self.form.show_visit(visit, measured)

    # --- the pages ---------------------------------------------------------------------------------------------------

    def _show_today(self, dues: list[Due]) -> None:
        while self._today_lines.count():
            item = self._today_lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._today.setVisible(bool(dues))
        if dues:
            self._today_lines.addWidget(plain.label("TODAY", "urgency"))
        for due in dues:
            words = plain.label(due_words(due), wrap=True)
            plain.tip(words, self._source(due))
            self._today_lines.addWidget(words)

    def _course_page(self, seen: Course) -> QWidget:
        page, column = _column(self.font().pixelSize())
        if seen.last is not None and seen.overall is not None:
            self._add_step(column, f"Since {day(seen.last.before)}", seen.last)
            if len(seen.steps) > 1:
                column.addSpacing(self.font().pixelSize())
                self._add_step(column, f"Since the first visit, {day(seen.overall.before)}", seen.overall)
        column.addSpacing(self.font().pixelSize())
        column.addWidget(plain.label("The rule", "section"))
        rule = plain.label(RULE, "quiet", wrap=True)
        source = plain.label(RULE_SOURCE, "small", wrap=True)
        plain.tip(source, self._teaching("centralisation"))
        for label in (rule, source, plain.label(TEACHING_ONLY, "small", wrap=True)):
            column.addWidget(label)
        column.addStretch(1)
        return page

    def _add_step(self, column: QVBoxLayout, heading: str, step: Step) -> None:
        column.addWidget(plain.label(f"{heading}: {step.verdict}", "heading", wrap=True))
        for words in step_words(step, self._anatomy):
            column.addWidget(plain.label(words, wrap=True))
        others = other_words(step, self._anatomy)
        if others:
            column.addWidget(plain.label("Told of, not deciding" if step.reasons else "Also changed", "section"))
        for words, trend in others:
            row = QHBoxLayout()
            mark = plain.label(_TREND[trend], "small")
            mark.setFixedWidth(round(3.2 * self.font().pixelSize()))
            colour = {Trend.BETTER: self._chrome.good, Trend.WORSE: self._chrome.danger}.get(trend, self._chrome.quiet)
            mark.setStyleSheet(f"color: {colour}")
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(plain.label(words, wrap=True), 1)
            column.addLayout(row)

    def _again_page(self, dues: tuple[Due, ...]) -> QWidget:
        page, column = _column(self.font().pixelSize())
        for due in sorted(dues, key=lambda due: due.urgency is Urgency.DONE):
            is_done = due.urgency is Urgency.DONE
            when = plain.label(f"{due_when(due)}{'  ✓' if is_done else ''}", "quiet" if is_done else "heading")
            words = plain.label(due_words(due), "quiet" if is_done else "", wrap=True)
            source = plain.label(f"Source: {self._cited(due)}", "small", wrap=True)
            plain.tip(source, self._source(due))
            for label in (when, words, source):
                column.addWidget(label)
            column.addSpacing(self.font().pixelSize() // 2)
        if not dues:
            column.addWidget(plain.label("The dates count from the first visit.", "quiet", wrap=True))
        column.addStretch(1)
        return page

    def _cited(self, due: Due) -> str:
        """Return who says so, and whether it was read."""
        point = self._anatomy.teaching.get(due.teaching)
        if due.source or point is None:
            return due.source or "judgement"
        cited = "; ".join(self._anatomy.sources[key].citation for key in point.provenance.sources)
        return f"{cited}, {'read' if point.provenance.read else 'recalled'}"

    def _source(self, due: Due) -> str:
        return due.source or self._teaching(due.teaching)

    def _teaching(self, name: str) -> str:
        point = self._anatomy.teaching.get(name)
        return f"{point.text}\n{provenance_text(point.provenance, self._anatomy)}" if point is not None else "judgement"

    def _lay_out(self, em: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, 0, 0)
        column.setSpacing(em // 2)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, em, 0)
        self._today_lines.setSpacing(em // 3)
        for widget in (self._verdict, self._means, self._today):
            top.addWidget(widget)
        column.addLayout(top)
        row = QHBoxLayout()
        group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for tab in TABS:
            button = QPushButton(tab)
            button.setProperty("rank", "tab")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, tab=tab: self.open(tab))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[tab] = button
        row.addStretch(1)
        column.addLayout(row)
        for scroll in self._scroll.values():
            column.addWidget(scroll, 1)
        self.open(COURSE)


def _scroller(em: int) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setMinimumHeight(4 * em)
    return scroll


def _page(widget: QWidget) -> QWidget:
    widget.setObjectName("page")
    return widget


def _column(em: int) -> tuple[QWidget, QVBoxLayout]:
    page = _page(QWidget())
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, em, em)
    column.setSpacing(em // 3)
    return page, column
