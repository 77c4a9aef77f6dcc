"""A row, or a small table, of buttons of which one is on; the arrow keys go from one to the next."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

T = TypeVar("T", bound=StrEnum | int)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Segments(QWidget):
    chosen = Signal()


class Segments(_Segments, Generic[T]):
    """Chooses one of some values."""

    def __init__(self, name: str, values: Sequence[T], columns: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        em = self.font().pixelSize()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(em // 3)
        self._group = QButtonGroup(self)
        self.buttons: dict[T, QPushButton] = {}
        wide = columns or len(values)
        for place, value in enumerate(values):
            button = QPushButton(str(value))
            button.setCheckable(True)
            button.setProperty("rank", "segment")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.installEventFilter(self)
            button.clicked.connect(self.chosen)
            button.toggled.connect(lambda on, button=button: self._take_tab(button, on=on))
            self._group.addButton(button)
            self.buttons[value] = button
            grid.addWidget(button, *divmod(place, wide))
        for column in range(wide):
            grid.setColumnStretch(column, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go with an arrow to the next that can be chosen, at the end to the first again."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        open_ = [button for button in self.buttons.values() if button.isEnabled()]
        if watched in open_:
            button = open_[(open_.index(watched) + step) % len(open_)]
            button.setFocus(Qt.FocusReason.TabFocusReason)
            button.click()
        return True

    def _take_tab(self, button: QPushButton, *, on: bool) -> None:
        """Let Tab come to the one that is on, past the others."""
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    @property
    def value(self) -> T:
        """The value that is on."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: T) -> None:
        """Turn a value on."""
        self.buttons[value].setChecked(True)
