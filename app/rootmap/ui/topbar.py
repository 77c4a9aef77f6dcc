"""The bar at the top: menus, modes and the search for actions."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenuBar, QPushButton, QSizePolicy, QWidget

from rootmap.ui import icons, plain
from rootmap.ui.style import TOP_EM, Chrome

MODES = (
    ("mode.explore", "explore"),
    ("mode.localise", "localise"),
    ("mode.visits", "visits"),
    ("mode.quiz", "quiz"),
    ("mode.cases", "cases"),
    ("mode.lecture", "lecture"),
    ("mode.progress", "progress"),
)

_SEARCH, _SEARCH_SHORT = "Search actions   Ctrl+K", "Ctrl+K"
_COMPACT_EM = 2.8  # the width of a mode without its name
_EDGES_EM = 4.0  # round the bar and round the search


class ModeButton(QAbstractButton):
    """One mode: icon, name, and a line under the one that is on."""

    def __init__(self, action: QAction, icon: str, chrome: Chrome) -> None:
        super().__init__()
        self._icon, self._chrome, self._compact = icon, chrome, False
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

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, or the name beside it."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def width_of(self, *, compact: bool) -> int:
        """Return the width with the icon alone, or with the name."""
        em = self.font().pixelSize()
        return (
            round(em * _COMPACT_EM) if compact else self.fontMetrics().horizontalAdvance(self.text()) + round(em * 3.6)
        )

    def sizeHint(self) -> QSize:
        """Return the size in em."""
        return QSize(self.width_of(compact=self._compact), round(self.font().pixelSize() * TOP_EM))

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
            if not self._compact:
                painter.drawText(area.adjusted(em * 2.4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
            if self.isChecked():
                edge = em * (0.5 if self._compact else 1.0)
                painter.fillRect(QRectF(edge, area.bottom() - 3, area.width() - 2 * edge, 3), QColor(chrome.accent))

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
        self._menus = menus
        self._search = search = QPushButton(_SEARCH)
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
        """Take the colours of a theme, and the room its type leaves."""
        for button in self._modes:
            button.dress(chrome)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the room that icons alone need, so that the window can become that narrow."""
        return QSize(self._room(compact=True), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names of the modes out when there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        compact = self._room(compact=False) > self.width()
        self._search.setText(_SEARCH_SHORT if compact else _SEARCH)
        for button in self._modes:
            button.set_compact(compact)

    def _room(self, *, compact: bool) -> int:
        em = self.font().pixelSize()
        letters = self.fontMetrics().horizontalAdvance(_SEARCH_SHORT if compact else _SEARCH)
        modes = sum(button.width_of(compact=compact) for button in self._modes)
        return self._menus.sizeHint().width() + modes + letters + round(_EDGES_EM * em)
