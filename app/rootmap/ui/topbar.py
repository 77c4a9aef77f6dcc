"""The bar at the top: menus, modes and the search for actions."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenuBar, QPushButton, QSizePolicy, QWidget

from rootmap.ui import icons, plain
from rootmap.ui.style import TOP_EM, Chrome

MODES = (
    ("mode.explore", "explore"),
    ("mode.localise", "localise"),
    ("mode.visits", "visits"),
    ("mode.quiz", "quiz"),
    ("mode.lecture", "lecture"),
    ("mode.progress", "progress"),
)


class ModeButton(QAbstractButton):
    """One mode: icon, name, and a line under the one that is on."""

    def __init__(self, action: QAction, icon: str, chrome: Chrome) -> None:
        super().__init__()
        self._icon, self._chrome = icon, chrome
        self.setText(action.text().removesuffix(" window"))
        self.setAccessibleName(action.text())
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setToolTip(plain.literal(f"{action.text()}   {action.shortcut().toString()}"))
        self.clicked.connect(action.trigger)
        action.changed.connect(lambda: self._follow(action))
        self._follow(action)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size in em."""
        em = self.font().pixelSize()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + round(em * 3.6), round(em * TOP_EM))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon, name, the line of the current mode and the focus ring."""
        em, chrome = self.font().pixelSize(), self._chrome
        area = QRectF(self.rect())
        colour = QColor(chrome.bar if not self.isEnabled() else chrome.accent if self.isChecked() else chrome.text)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setPen(QPen(QColor(chrome.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(QColor(chrome.hover))
                painter.drawRoundedRect(area.adjusted(2, 4, -2, -5), em * 0.4, em * 0.4)
            icon = QRectF(0, 0, em * 1.35, em * 1.35)
            icon.moveCenter(QPointF(em * 1.4, area.center().y()))
            icons.draw(painter, self._icon, colour, icon)
            font = self.font()
            font.setBold(self.isChecked())
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(area.adjusted(em * 2.4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
            if self.isChecked():
                painter.fillRect(QRectF(em, area.bottom() - 3, area.width() - 2 * em, 3), QColor(chrome.accent))

    def _follow(self, action: QAction) -> None:
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())


class TopBar(QWidget):
    """Menus at the left, modes in the middle, search at the right."""

    def __init__(self, menus: QMenuBar, actions: Mapping[str, QAction], chrome: Chrome) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        em = self.font().pixelSize()
        row = QHBoxLayout(self)
        row.setContentsMargins(em // 2, 0, em // 2, 0)
        row.setSpacing(0)
        menus.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._modes = [ModeButton(actions[name], icon, chrome) for name, icon in MODES]
        search = QPushButton("Search actions   Ctrl+K")
        search.setProperty("rank", "flat")
        search.setAccessibleName("Search all actions")
        search.clicked.connect(actions["palette"].trigger)
        left = QHBoxLayout()
        left.addWidget(menus, 0, Qt.AlignmentFlag.AlignVCenter)
        left.addStretch(1)
        right = QHBoxLayout()
        right.addStretch(1)
        right.addWidget(search)
        row.addLayout(left, 1)
        for button in self._modes:
            row.addWidget(button)
        row.addLayout(right, 1)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        for button in self._modes:
            button.dress(chrome)
