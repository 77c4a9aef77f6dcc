"""All warning signs in groups, ticked where they are present; a tick is a finding like any other."""

from collections.abc import Iterator

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy, Condition, FlagGroup, RedFlag
from rootmap.anatomy.vocabulary import Side
from rootmap.localise.evidence import Finding, RedFlagAlert
from rootmap.localise.explain import in_words
from rootmap.ui import plain
from rootmap.ui.panels.sources import source_line
from rootmap.ui.panels.words import provenance_text
from rootmap.ui.session import Session

GROUPS = {
    FlagGroup.CAUDA_EQUINA: "Cauda equina",
    FlagGroup.CORD: "Spinal cord",
    FlagGroup.WEAKNESS: "Weakness",
    FlagGroup.CANCER: "Cancer",
    FlagGroup.INFECTION: "Infection",
    FlagGroup.FRACTURE: "Fracture",
    FlagGroup.VASCULAR: "Vessels and bleeding",
    FlagGroup.OTHER: "Other",
}
URGENCY = {"E": ("Emergency", "emergency"), "U": ("Urgent", "urgent"), "R": ("Raises suspicion", "small")}


class FlagRow(QWidget):
    """One warning sign: a tick, its words, how urgent, what to do, and who says so."""

    def __init__(self, session: Session, anatomy: Anatomy, flag: RedFlag) -> None:
        super().__init__()
        self._session, self._anatomy, self.flag = session, anatomy, flag
        self._way = tickable(anatomy, flag)
        em = self.font().pixelSize()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, em // 4, 0, em // 4)
        sided = any(anatomy.tests[condition.test].sided for condition in self._way or ())
        self.boxes: dict[Side | None, QCheckBox] = {}
        ticks = QVBoxLayout()
        for side in (Side.RIGHT, Side.LEFT) if sided else (None,):
            box = QCheckBox(str(side)[0].upper() if side is not None else "")
            box.setAccessibleName(flag.text if side is None else f"{flag.text}, {side}")
            box.clicked.connect(lambda on, side=side: self._enter(side, on))
            self.boxes[side] = box
            ticks.addWidget(box)
        ticks.addStretch(1)
        row.addLayout(ticks)
        words = QVBoxLayout()
        words.setSpacing(em // 8)
        words.addWidget(plain.label(flag.text, wrap=True))
        name, rank = URGENCY[flag.urgency.value]
        head = plain.label(f"{name} · {flag.condition}", rank, wrap=True)
        words.addWidget(head)
        guideline = f"Guideline: {flag.guideline} · " if flag.guideline else ""
        said = f"{flag.urgency_text}: {flag.next_step}\n{guideline}{source_line(flag.provenance, anatomy)}"
        source = plain.label(said, "small", wrap=True)
        plain.tip(source, "\n".join(filter(None, (flag.note, provenance_text(flag.provenance, anatomy)))))
        words.addWidget(source)
        self._why = plain.label("", "quiet", wrap=True)
        words.addWidget(self._why)
        row.addLayout(words, 1)

    def follow(self, alert: RedFlagAlert | None) -> None:
        """Show whether it is set, and by what."""
        entered = {side for side in self.boxes if self._way and all(self._holds(each, side) for each in self._way)}
        for side, box in self.boxes.items():
            box.setChecked(side in entered or (alert is not None and not entered))
            box.setEnabled(self._way is not None and (alert is None or bool(entered)))
        if alert is not None:
            self._why.setText(f"Set by {in_words(alert.reason)}")
        elif self._way is None:
            self._why.setText("Enter the power of the muscles, the reflexes or the drawing")
        elif len(self._way) > 1:
            tests = (self._anatomy.tests[condition.test].name for condition in self._way)
            self._why.setText(f"A tick enters: {'; '.join(tests)}")
        self._why.setVisible(alert is not None or self._way is None or len(self._way) > 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick also by a click on the words, where there is one tick."""
        box = self.boxes.get(None)
        if box is not None and box.isEnabled() and self.rect().contains(event.position().toPoint()):
            box.click()

    @property
    def box(self) -> QCheckBox:
        """The tick, the right one where there are two."""
        return next(iter(self.boxes.values()))

    def _side_of(self, condition: Condition, side: Side | None) -> Side | None:
        return side if self._anatomy.tests[condition.test].sided else None

    def _holds(self, condition: Condition, side: Side | None) -> bool:
        finding = self._session.finding(condition.test, self._side_of(condition, side))
        return finding is not None and finding.result == condition.result

    def _enter(self, side: Side | None, on: bool) -> None:
        way = self._way or ()
        found = {(item.test, item.side): item for item in self._session.findings}
        for condition in way:
            key = (condition.test, self._side_of(condition, side))
            if on:
                found[key] = Finding(*key, result=condition.result)
            else:
                found.pop(key, None)
        self._session.set_findings(tuple(found.values()))


class FlagList(QWidget):
    """Every warning sign there is, in groups, in one column or several."""

    def __init__(self, session: Session, anatomy: Anatomy, columns: int = 1) -> None:
        super().__init__()
        self._session = session
        self.rows: dict[str, FlagRow] = {}
        em = self.font().pixelSize()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * em)
        halves = [QVBoxLayout() for _ in range(columns)]
        filled = [0] * columns
        for group, heading in GROUPS.items():
            flags = [flag for flag in anatomy.red_flags.values() if flag.group is group]
            place = filled.index(min(filled))
            filled[place] += len(flags)
            halves[place].addWidget(plain.label(heading, "section"))
            for flag in flags:
                self.rows[flag.id] = FlagRow(session, anatomy, flag)
                halves[place].addWidget(self.rows[flag.id])
            halves[place].addSpacing(em // 2)
        for half in halves:
            half.setSpacing(em // 8)
            half.addStretch(1)
            row.addLayout(half, 1)
        self.follow()

    def follow(self) -> None:
        """Show which are set."""
        ranking = self._session.ranking
        alerts = {alert.id: alert for alert in (ranking.red_flags if ranking is not None else ())}
        for name, row in self.rows.items():
            row.follow(alerts.get(name))


def tickable(anatomy: Anatomy, flag: RedFlag) -> tuple[Condition, ...] | None:
    """Return the simplest way to set a sign by items of history and bedside signs; None where power or reflexes do."""
    return next(_ways(anatomy, flag), None)


def _ways(anatomy: Anatomy, flag: RedFlag) -> Iterator[tuple[Condition, ...]]:
    for way in sorted(flag.when, key=len):
        if way and all(condition.test in anatomy.tests for condition in way):
            yield way
