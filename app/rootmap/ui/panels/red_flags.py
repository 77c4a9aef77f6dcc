"""The banner ahead of any ranking: how urgent, what it may be, what to do, and who says so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rootmap.ui import icons, plain
from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.localise.evidence import RedFlagAlert

URGENCY = {"E": "EMERGENCY", "U": "URGENT", "R": "RAISES SUSPICION"}
_ORDER = "EUR"


class RedFlagBanner(QFrame):
    """Shows the alerts, the most urgent first; hidden while there are none."""

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        self.setObjectName("redflags")
        self._chrome = chrome
        self._alerts: tuple[RedFlagAlert, ...] = ()
        em = self.font().pixelSize()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(em, em * 2 // 3, em, em * 2 // 3)
        self._column.setSpacing(em // 4)
        self._rows: list[QWidget] = []
        self.hide()

    @property
    def alerts(self) -> tuple["RedFlagAlert", ...]:
        """What the banner shows."""
        return self._alerts

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        alerts, self._alerts = self._alerts, ()
        self.show_alerts(alerts)

    def show_alerts(self, alerts: tuple["RedFlagAlert", ...]) -> None:
        """Show these alerts; cheap when they are the ones already shown."""
        alerts = tuple(sorted(alerts, key=lambda alert: _ORDER.find(alert.code[:1])))
        if alerts == self._alerts:
            return
        self._alerts = alerts
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [widget for alert in alerts for widget in self._widgets(alert)]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(alerts))
        if alerts:
            self.setAccessibleName("; ".join(f"{URGENCY[a.code[:1]]}: {a.condition}: {a.next_step}" for a in alerts))
            self.setProperty("urgency", URGENCY[alerts[0].code[:1]].lower().replace(" ", "_"))
            self.style().unpolish(self)
            self.style().polish(self)

    def _widgets(self, alert: "RedFlagAlert") -> list[QWidget]:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        code = alert.code[:1]
        row.addWidget(self._sign(code))
        row.addWidget(plain.label(f"{URGENCY[code]} · {alert.condition}", "urgency", wrap=True), 1)
        step = plain.label(f"{alert.urgency}: {alert.next_step}", wrap=True)
        source = plain.label(alert.source, "small", wrap=True)
        return [head, step, source]

    def _sign(self, code: str) -> QLabel:
        em = self.font().pixelSize()
        colour = self._chrome.caution if code == "R" else self._chrome.danger
        picture: QPixmap = icons.pixmap("warning", colour, round(em * 1.4), self.devicePixelRatioF())
        sign = QLabel()
        sign.setPixmap(picture)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setAccessibleName("Warning")
        return sign
