"""What was found so far, as small buttons that take it back."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from rootmap.localise.evidence import Finding
from rootmap.ui import plain
from rootmap.ui.explore.flow import FlowLayout
from rootmap.ui.panels.words import answer_text, name_in_full, sided
from rootmap.ui.session import Session

MOST_LINES = 2
_LONGEST = 30  # letters of a name


class EnteredStrip(QScrollArea):
    """One button for each finding, the newest first; a click, space or Delete removes it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[Finding, ...] = ()
        self._most_lines = MOST_LINES
        em = self.font().pixelSize()
        self.setAccessibleName("What was found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportMargins(em, 0, 0, 0)
        self._page = QWidget()
        self._page.setObjectName("page")
        self._flow = FlowLayout(self._page, em // 4)
        self.setWidget(self._page)
        session.findings_changed.connect(self.follow)
        self.follow()

    @property
    def chips(self) -> list["FoundChip"]:
        """The buttons, in order."""
        return [chip for chip in self._page.findChildren(FoundChip) if not chip.isHidden()]

    def set_lines(self, most: int) -> None:
        """Take at most so many lines; the others are reached by scrolling."""
        self._most_lines = most
        self._fit()

    def follow(self) -> None:
        """Show what the session holds."""
        findings = self._session.findings[::-1]
        if findings != self._shown:
            had_focus = any(chip.hasFocus() for chip in self.chips)
            self._shown = findings
            self._flow.clear()
            for finding in findings:
                chip = FoundChip(self._session, finding)
                self._flow.addWidget(chip)
                chip.show()
            if had_focus and self.chips:
                self.chips[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(bool(findings))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as needed, up to two."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        if not self._shown or not self.chips:
            return
        gap, line = self.font().pixelSize() // 4, self.chips[0].sizeHint().height()
        wanted = self._flow.heightForWidth(max(self.viewport().width(), 1))
        self._page.setMinimumHeight(wanted)
        self.setFixedHeight(min(wanted, self._most_lines * (line + gap) - gap))


class FoundChip(QPushButton):
    """One finding and a cross."""

    def __init__(self, session: Session, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        self._session = session
        name = name_in_full(finding.test, session.knowledge.anatomy)
        whole = f"{sided(name, finding.side)}: {answer_text(finding)}"
        said = "" if finding.result == "present" else f" {answer_text(finding, short=True)}"
        side = "" if finding.side is None else f" {finding.side}"
        self.setText(f"{plain.short(name, _LONGEST)}{side}{said}  ✕".replace("&", "&&"))
        self.setProperty("rank", "chip")
        self.setAccessibleName(f"Remove {whole}")
        plain.tip(self, f"{whole}. Click to remove.")
        self.clicked.connect(self.remove)

    def remove(self) -> None:
        """Take the finding back."""
        self._session.unfind(self.finding.test, self.finding.side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete or Backspace too."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        else:
            super().keyPressEvent(event)
