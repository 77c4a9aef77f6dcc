"""The strip at the left: tools, sensations and the size of the brush."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QSlider, QVBoxLayout, QWidget

from rootmap.anatomy.vocabulary import Quality
from rootmap.ui import icons, plain
from rootmap.ui.actions import QUALITY_IDS, TOOL_IDS
from rootmap.ui.settings import MAX_BRUSH_MM, MIN_BRUSH_MM
from rootmap.ui.style import STRIP_EM, Chrome

_WIDTH_EM, _HEIGHT_EM, _SWATCH_HEIGHT_EM = STRIP_EM - 0.2, 3.5, 2.5
_STEPS = 100  # of the size slider, evenly spaced to the eye (by ratio)
_FAINT = 0.4  # of a sensation that cannot be painted now
_SHORT = {"Fill a territory": "Fill", "Examine on the body": "Examine", "Hypersensitivity": "Hypersens."}


class StripButton(QAbstractButton):
    """A tool with its icon over its name, or a sensation with its colour over its name."""

    def __init__(self, action: QAction, icon: str, chrome: Chrome, swatch: str = "") -> None:
        super().__init__()
        self._icon, self._swatch, self._chrome = icon, swatch, chrome
        self._name = _SHORT.get(action.text(), action.text())
        self.setCheckable(True)
        self.setAccessibleName(action.text())
        self.setToolTip(plain.literal(f"{action.text()}   {action.shortcut().toString()}"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.changed.connect(lambda: self._follow(action))
        self._follow(action)

    def dress(self, chrome: Chrome, swatch: str) -> None:
        """Take the colours of a theme."""
        self._chrome, self._swatch = chrome, swatch
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size in em."""
        em = self.font().pixelSize()
        return QSize(round(_WIDTH_EM * em), round((_SWATCH_HEIGHT_EM if self._swatch else _HEIGHT_EM) * em))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon or swatch, name and focus ring."""
        em = self.font().pixelSize()
        chrome = self._chrome
        frame = QRectF(self.rect()).adjusted(em * 0.3, 2, -em * 0.3, -2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = chrome.accent_soft if self._is_held else chrome.hover if self.underMouse() else ""
            painter.setPen(QPen(QColor(chrome.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, em * 0.4, em * 0.4)
            colour = QColor(chrome.bar if not self.isEnabled() else chrome.accent if self._is_held else chrome.text)
            self._draw_sign(painter, frame, em, colour)
            self._draw_name(painter, frame, em)

    def _draw_sign(self, painter: QPainter, frame: QRectF, em: int, colour: QColor) -> None:
        if not self._swatch:
            place = QRectF(0, 0, em * 1.6, em * 1.6)
            place.moveCenter(QPointF(frame.center().x(), frame.top() + em * 1.2))
            icons.draw(painter, self._icon, colour, place)
            return
        dot = QRectF(0, 0, em * 1.9, em * 0.7)
        dot.moveCenter(QPointF(frame.center().x(), frame.top() + em * 0.75))
        painter.setPen(QPen(colour, 1.5) if self._is_held else Qt.PenStyle.NoPen)
        painter.setOpacity(1.0 if self.isEnabled() else _FAINT)
        painter.setBrush(QColor(self._swatch))
        painter.drawRoundedRect(dot, em * 0.35, em * 0.35)
        painter.setOpacity(1.0)

    def _draw_name(self, painter: QPainter, frame: QRectF, em: int) -> None:
        font = self.font()
        font.setPixelSize(max(9, round(em * 0.78)))
        font.setBold(self._is_held)
        painter.setFont(font)
        painter.setPen(QColor(self._chrome.text if self.isEnabled() else self._chrome.bar))
        place = QRectF(0, frame.bottom() - em * 1.15, self.width(), em * 1.1)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._name)

    @property
    def _is_held(self) -> bool:
        """Whether it is in hand: where one cannot paint, nothing is."""
        return self.isChecked() and self.isEnabled()

    def _follow(self, action: QAction) -> None:
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())

    def enterEvent(self, _event: object) -> None:
        """Show the hover."""
        self.update()

    def leaveEvent(self, _event: object) -> None:
        """Take the hover back."""
        self.update()


class ToolStrip(QWidget):
    """Tools, then sensations, then the brush size."""

    brush_chosen = Signal(float)  # mm

    def __init__(self, actions: Mapping[str, QAction], chrome: Chrome, paints: Mapping[Quality, str]) -> None:
        super().__init__()
        self.setObjectName("tools")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, round(em * 0.6), 0, round(em * 0.6))
        column.setSpacing(1)
        self._tools = [StripButton(actions[name], name.removeprefix("tool."), chrome) for name in TOOL_IDS]
        self._qualities = {
            Quality(name.removeprefix("quality.")): StripButton(actions[name], "", chrome, "#888888")
            for name in QUALITY_IDS
        }
        for button in self._tools:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._size_box(em))
        brush = actions["tool.brush"]
        brush.changed.connect(lambda: self._slider.setEnabled(brush.isEnabled()))
        column.addWidget(_line())
        for swatch in self._qualities.values():
            column.addWidget(swatch, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.dress(chrome, paints)

    def dress(self, chrome: Chrome, paints: Mapping[Quality, str]) -> None:
        """Take the colours of a theme."""
        for button in self._tools:
            button.dress(chrome, "")
        for quality, swatch in self._qualities.items():
            swatch.dress(chrome, paints[quality])

    def show_brush(self, size_mm: float) -> None:
        """Show the size of the brush."""
        self._slider.blockSignals(True)
        self._slider.setValue(_step_of(size_mm))
        self._slider.blockSignals(False)
        self._size.setText(f"{size_mm:.0f} mm")

    def _size_box(self, em: int) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(round(em * 0.5), round(em * 0.2), round(em * 0.5), round(em * 0.4))
        column.setSpacing(0)
        self._size = plain.label("", "small")
        self._size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _STEPS)
        self._slider.setAccessibleName("Brush size")
        self._slider.setToolTip(plain.literal("Brush size   [   ]"))
        self._slider.valueChanged.connect(lambda step: self.brush_chosen.emit(_size_of(step)))
        column.addWidget(self._slider)
        column.addWidget(self._size)
        return box


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("rank", "line")
    return line


def _size_of(step: int) -> float:
    return float(MIN_BRUSH_MM * (MAX_BRUSH_MM / MIN_BRUSH_MM) ** (step / _STEPS))


def _step_of(size_mm: float) -> int:
    ratio = max(size_mm, MIN_BRUSH_MM) / MIN_BRUSH_MM
    return round(_STEPS * math.log(ratio) / math.log(MAX_BRUSH_MM / MIN_BRUSH_MM))
