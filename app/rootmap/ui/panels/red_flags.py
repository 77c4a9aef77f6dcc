"""The banner ahead of any ranking: how urgent, what it may be, what to do, and who says so."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rootmap.localise.explain import in_words
from rootmap.ui import icons, plain
from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.localise.evidence import RedFlagAlert

URGENCY = {"E": "EMERGENCY", "U": "URGENT", "R": "RAISES SUSPICION"}
_ORDER = "EUR"
_MOST_EM = 12.5  # as high as the banner may grow; what is longer scrolls, so that ranking and details keep their room


@dataclass(frozen=True)
class Warned:
    """One condition to think of: its most urgent alert, and the reasons and sources of all of them."""

    alert: "RedFlagAlert"
    reasons: tuple[str, ...]
    sources: tuple[str, ...]


def together(alerts: tuple["RedFlagAlert", ...]) -> tuple[Warned, ...]:
    """Return one entry per condition, the most urgent first; "X or Y" joins an X that is there already."""
    groups: list[list[RedFlagAlert]] = []
    for alert in sorted(alerts, key=lambda alert: _ORDER.find(alert.code[:1])):
        same = (group for group in groups if alert.condition.startswith(group[0].condition))
        group = next(same, None)
        if group is None:
            groups.append([alert])
        else:
            group.append(alert)
    return tuple(
        Warned(
            group[0],
            tuple(dict.fromkeys(in_words(alert.reason).partition(": ")[2] for alert in group)),
            tuple(dict.fromkeys(part for alert in group for part in alert.source.split("; "))),
        )
        for group in groups
    )


class RedFlagBanner(QFrame):
    """Shows the alerts, the most urgent first; hidden while there are none."""

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        self.setObjectName("redflags")
        self._chrome = chrome
        self._alerts: tuple[RedFlagAlert, ...] = ()
        self._page = QWidget()
        self._page.setObjectName("warnings")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._page)
        self._scroll.setAccessibleName("Warning signs")
        self._scroll.viewport().setAutoFillBackground(False)
        self._page.setAutoFillBackground(False)
        frame = QVBoxLayout(self)
        frame.addWidget(self._scroll)
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
        if alerts == self._alerts:
            return
        self._alerts = alerts
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        warned = together(alerts)
        self._rows = [widget for each in warned for widget in self._widgets(each)]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()  # at once: what is still hidden would be left out when the height is worked out
        self.setVisible(bool(alerts))
        if warned:
            tops = [each.alert for each in warned]
            self.setAccessibleName("; ".join(f"{URGENCY[a.code[:1]]}: {a.condition}: {a.next_step}" for a in tops))
            self.setProperty("urgency", URGENCY[tops[0].code[:1]].lower().replace(" ", "_"))
            self.style().unpolish(self)
            self.style().polish(self)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the words need at the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        em = self.font().pixelSize()
        self._column.setSpacing(em // 4)
        frame = self.layout()
        assert frame is not None
        frame.setContentsMargins(em, em * 2 // 3, em // 2, em * 2 // 3)
        for words in self._page.findChildren(QLabel):
            words.ensurePolished()  # its type size counts
        room = self.width() - em - em // 2 - 2 * self.frameWidth() - em // 2  # the last for the scroll bar
        self._column.invalidate()
        needed = self._column.heightForWidth(max(room, 1)) + 2 * (em * 2 // 3) + 4
        self.setFixedHeight(min(needed, round(_MOST_EM * em)))
        frame.invalidate()
        frame.activate()  # a banner that was laid out while hidden would keep its words at no height

    def _widgets(self, warned: Warned) -> list[QWidget]:
        alert = warned.alert
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        code = alert.code[:1]
        row.addWidget(self._sign(code))
        row.addWidget(plain.label(f"{URGENCY[code]} · {alert.condition}", "urgency", wrap=True), 1)
        step = plain.label(f"{alert.urgency}: {alert.next_step}", wrap=True)
        reasons = plain.label(f"Because of {'; '.join(warned.reasons)}", wrap=True)
        source = plain.label(f"Source: {alert.reason.source or alert.source}", "small", wrap=True)
        plain.tip(source, "\n".join(warned.sources))
        return [head, step, reasons, source]

    def _sign(self, code: str) -> QLabel:
        em = self.font().pixelSize()
        colour = self._chrome.caution if code == "R" else self._chrome.danger
        picture: QPixmap = icons.pixmap("warning", colour, round(em * 1.4), self.devicePixelRatioF())
        sign = QLabel()
        sign.setPixmap(picture)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setAccessibleName("Warning")
        return sign
