"""Deciding what to do next: level and zone, urgency, imaging, plan, and when to see the patient again."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QPlainTextEdit, QWidget

from rootmap.anatomy.spine import Zone
from rootmap.cases.kept import MAX_WORDS
from rootmap.cases.model import Level
from rootmap.cases.play import Play
from rootmap.cases.run import NextSteps
from rootmap.ui import plain
from rootmap.ui.cases.parts import Page, tick_row
from rootmap.ui.cases.wording import HASTES, IMAGINGS, ZONES

_CHOOSE = "Choose …"
_NO_DISC = "No disc is meant"
_MOST_WEEKS = 52.0
_KEEP_MS = 600  # after the last letter the plan is kept
_CHECK = "Which of these had you thought of? Tick them; your word counts."


class NextPage(Page):
    """First the learner decides, then holds their plan against the case's, point by point."""

    changed = Signal()
    plan_written = Signal(str)

    def __init__(self) -> None:
        super().__init__("Next steps")
        self._case = ""
        self.is_comparing = False
        self.ticks: list[QCheckBox] = []
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keeping.timeout.connect(self.flush)

    def show_play(self, play: Play) -> None:
        """Ask for the next steps of a case; what was chosen already stays."""
        if self._case == play.case.id:
            return
        self._case, self.is_comparing, self.ticks, self._points = play.case.id, False, [], play.case.plan
        self._discs = tuple(play.tables.discs)
        self.begin()
        self.disc = self._combo("Level", [_NO_DISC, *self._discs])
        self.zone = self._combo("Where at the disc", list(ZONES.values()))
        self.haste = self._combo("How urgent?", list(HASTES.values()))
        self.imaging = self._combo("Imaging", list(IMAGINGS.values()))
        self.weeks = QDoubleSpinBox()
        self.weeks.setRange(0.0, _MOST_WEEKS)
        self.weeks.setDecimals(1)
        self.weeks.setSingleStep(0.5)
        self.weeks.setSpecialValueText(_CHOOSE)
        self.weeks.setSuffix(" weeks")
        self.weeks.lineEdit().setTextMargins(self.font().pixelSize() // 2, 0, 0, 0)
        self._named("See the patient again after", self.weeks)
        self.plan = QPlainTextEdit(play.kept.plan)
        self.plan.setTabChangesFocus(True)
        self.plan.setPlaceholderText("What would you do? One line for each point")
        self.plan.setFixedHeight(8 * self.font().pixelSize())
        self._named("Your plan", self.plan)
        self._check = self.say("", "heading")
        self.end(from_top=True)
        self.weeks.valueChanged.connect(self.changed)
        self.plan.textChanged.connect(self._keeping.start)
        self.disc.currentIndexChanged.connect(self._follow_disc)
        self._follow_disc()

    def forget(self) -> None:
        """Ask anew the next time."""
        self._case = ""

    def flush(self) -> None:
        """Tell what was written."""
        self._keeping.stop()
        if self._case:
            self.plan_written.emit(self.plan.toPlainText()[:MAX_WORDS])

    @property
    def is_ready(self) -> bool:
        """Whether everything has been decided."""
        if not self._case:
            return False
        open_disc = self.disc.currentIndex() > 1 and self.zone.currentIndex() == 0
        chosen = all(box.currentIndex() > 0 for box in (self.disc, self.haste, self.imaging))
        return chosen and not open_disc and self.weeks.value() > 0.0

    @property
    def steps(self) -> NextSteps:
        """What the learner would do."""
        level = None
        if self.disc.currentIndex() > 1:
            level = Level(self._discs[self.disc.currentIndex() - 2], list(Zone)[self.zone.currentIndex() - 1])
        return NextSteps(
            level,
            list(HASTES)[self.haste.currentIndex() - 1],
            list(IMAGINGS)[self.imaging.currentIndex() - 1],
            tuple(place for place, tick in enumerate(self.ticks) if tick.isChecked()),
            self.weeks.value(),
        )

    def compare(self) -> None:
        """Show the case's plan beside the learner's; what was decided stays decided."""
        self.flush()
        self.is_comparing = True
        for box in (self.disc, self.zone, self.haste, self.imaging, self.weeks):
            box.setEnabled(False)
        self.plan.setReadOnly(True)
        self._check.setText(_CHECK)
        for point in self._points:
            self.ticks.append(tick_row(point, self.column))
        self.ticks[0].setFocus()
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.ticks[-1]) if self.ticks else None)
        self.changed.emit()

    def _combo(self, name: str, rows: list[str]) -> QComboBox:
        box = QComboBox()
        box.addItems([_CHOOSE, *rows])
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(self.changed)
        self._named(name, box)
        return box

    def _named(self, name: str, box: QWidget) -> None:
        label = plain.label(name, "section")
        label.setBuddy(box)
        box.setAccessibleName(name)
        self.column.addWidget(label)
        self.column.addWidget(box)

    def _follow_disc(self) -> None:
        self.zone.setEnabled(self.disc.currentIndex() > 1)
