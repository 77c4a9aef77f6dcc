"""One body of several: a map over it, its name above, the skin the hand is on in another pane."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from rootmap.anatomy.vocabulary import Side
from rootmap.atlas.model import CompiledAtlas
from rootmap.ui import plain
from rootmap.ui.bodymap.overlay import Highlight
from rootmap.ui.bodymap.scene import Scene
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.explore.arrangement import carried, moved
from rootmap.ui.explore.difference import Differences, paint_differences
from rootmap.ui.theme import Theme

_RING_PX, _CLICK_PX = 8.0, 4.0  # logical
_OPACITY = 0.72
_ARROWS = (("‹", -1, "Map before"), ("›", 1, "Next map"))


class PaneBody(BodyMap):
    """A body to look at: it pans, zooms and tells what is under the hand; a click picks the territory there."""

    picked = Signal(str, float, float)  # view name, x and y in view mm
    entered = Signal()  # it took the keys, or was clicked

    def __init__(self, like: BodyMap) -> None:
        super().__init__(like.figure, None, like)
        self._differences: Differences | None = None
        self._elsewhere: tuple[float, float] | None = None
        self._pressed: QPointF | None = None
        self.set_painting(False)
        self.setMinimumSize(160, 120)
        self.setAccessibleDescription(
            "Enter brings a crosshair; arrow keys move it, with Shift finely; Enter picks what lies there; "
            "keys 1 to 9 fly to a part of the body."
        )

    def sizeHint(self) -> QSize:
        """Return a size that leaves room for others."""
        return QSize(600, 400)

    def rearrange(self, scene: Scene) -> None:
        """Lay the views out as in another scene of the same figure, and go on looking at the same skin."""
        if scene is self.scene:
            return
        if self._elsewhere is not None:
            self._elsewhere = moved(self._elsewhere, self.scene, scene)
        camera = carried(self.camera, self.scene, scene)
        self.scene = scene
        self.camera = camera
        if self._surface.stage is not None:  # what was painted lies otherwise
            self.settle()

    def show_map(self, atlas: CompiledAtlas | None, lit: tuple[str, ...]) -> None:
        """Show a map with some territories lit, painted once; None shows none."""
        shown = (self._paths(atlas),) if atlas is not None else ()
        light = Highlight(atlas.info.id, frozenset(lit), frozenset(Side)) if atlas is not None and lit else None
        self._restyle(replace(self.overlay, atlases=shown, opacity=_OPACITY, labels=True, highlight=light))

    def show_differences(self, shown: Differences | None) -> None:
        """Mark how two territories differ; None marks nothing."""
        self._differences = shown
        self.update()

    @property
    def differences(self) -> Differences | None:
        """What is marked."""
        return self._differences

    def point_at(self, scene: tuple[float, float] | None) -> None:
        """Show where the hand is in another pane: the same skin here (scene mm)."""
        self._update_device(self._ring_box())
        self._elsewhere = scene
        self._update_device(self._ring_box())

    @property
    def pointed_at(self) -> tuple[float, float] | None:
        """The skin the hand is on in another pane (scene mm)."""
        return self._elsewhere

    def press(self, at: QPointF, pressure: float = 1.0) -> None:  # noqa: ARG002
        """Pick what lies there: nothing is painted here."""
        place = self.stage.place_at(at)
        if place is not None:
            self.picked.emit(place.view.name, *self.stage.to_view(place, at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan, or to click."""
        self.entered.emit()
        self._pressed = self.device(event.position())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick, if the hand has not moved."""
        super().mouseReleaseEvent(event)
        at, pressed = self.device(event.position()), self._pressed
        self._pressed = None
        if pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            moved = at - pressed
            if max(abs(moved.x()), abs(moved.y())) <= _CLICK_PX * self.stage.ratio:
                self.press(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of the mode to it; the rest as on any body."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or event.key() == Qt.Key.Key_Backspace:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the pane in use."""
        super().focusInEvent(event)
        self.entered.emit()

    def _ring_box(self) -> QRect:
        if self._elsewhere is None:
            return QRect()
        x, y = self.stage.lens.to_device(*self._elsewhere)
        reach = round((_RING_PX + 5) * self.stage.ratio)
        return QRect(round(x) - reach, round(y) - reach, 2 * reach, 2 * reach)

    def _paint_over(self, painter: QPainter, part: QRect) -> None:
        paint_differences(painter, self.stage, self.theme, self._differences)
        if self._elsewhere is not None and self._ring_box().intersects(part):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            at, ratio = QPointF(*self.stage.lens.to_device(*self._elsewhere)), self.stage.ratio
            for colour, width in ((self.theme.halo, 4.5), (self.theme.accent, 2.0)):
                painter.setPen(QPen(QColor(colour), width * ratio))
                painter.drawEllipse(at, _RING_PX * ratio, _RING_PX * ratio)
        super()._paint_over(painter, part)


class MapChooser(QComboBox):
    """The map's name, shortened with dots where there is no room; the tip says it in full."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name, shortened to fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class Pane(QWidget):
    """A body with a map: above it the map's name, which is also its chooser, and what it says of the chosen."""

    map_chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self, like: BodyMap, maps: list[tuple[str, str]]) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = PaneBody(like)
        self.chooser = MapChooser()
        self.chooser.setProperty("rank", "map")
        self.chooser.setAccessibleName("Map in this pane")
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(12)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.chooser.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        for name, title in maps:
            self.chooser.addItem(title, name)
        self.chooser.activated.connect(lambda row: self.map_chosen.emit(str(self.chooser.itemData(row))))
        self._title, self.said = plain.label("", "strong"), plain.label("", "quiet")
        self._title.hide()
        self.said.setMinimumWidth(1)  # it may be cut, for panes of one size matter more; the tip says it in full
        row = self._head = QHBoxLayout()
        row.setContentsMargins(em // 2, em // 4, em // 2, em // 4)
        row.setSpacing(em // 4)
        self._arrows = []
        row.addWidget(self._title, 1)
        for sign, by, name in _ARROWS:
            button = QPushButton(sign)
            button.setProperty("rank", "arrow")
            button.setAccessibleName(name)
            button.setFixedWidth(2 * em)
            button.clicked.connect(lambda _on=False, by=by: self.stepped.emit(by))
            row.addWidget(button)
            self._arrows.append(button)
            if by < 0:
                row.addWidget(self.chooser, 1)
        row.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.body, 1)

    @property
    def head_height(self) -> int:
        """How much of the pane its name takes, logical px."""
        return self._head.sizeHint().height()

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.body.set_theme(theme)

    def only_show(self) -> None:
        """Name the map without offering others, for a hall that looks on."""
        for part in (self.chooser, *self._arrows):
            part.hide()
        self._title.show()
        em = self.font().pixelSize()
        self._head.setContentsMargins(em, em * 3 // 4, em, em // 2)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_map(self, atlas: CompiledAtlas, lit: tuple[str, ...], shown: Differences | None) -> None:
        """Show a map with territories lit, or in its place how two territories differ."""
        self.chooser.setCurrentIndex(self.chooser.findData(atlas.info.id))
        self._title.setText(atlas.info.title)
        plain.tip(self.chooser, f"{atlas.info.title}: {', '.join(atlas.info.authors)} {atlas.info.year}")
        self.body.setAccessibleName(f"Body with the map {atlas.info.title}")
        self.body.show_map(atlas if shown is None else None, lit)
        self.body.show_differences(shown)

    def say(self, text: str, tip: str) -> None:
        """Say beside the map's name what it gives to the chosen, and in the tip from where."""
        self.said.setText(text)
        plain.tip(self.said, f"{text}\n{tip}" if text else tip)

    def mark_active(self, active: bool) -> None:
        """Show whether this is the pane in use."""
        if self.property("active") != active:
            self.setProperty("active", active)
            self.style().unpolish(self)
            self.style().polish(self)
