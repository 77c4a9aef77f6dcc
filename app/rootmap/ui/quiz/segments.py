"""A row, or a small table, of buttons of which one is on; the arrow keys go from one to the next."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

T = TypeVar("T", bound=StrEnum | int)


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
            button.clicked.connect(self.chosen)
            self._group.addButton(button)
            self.buttons[value] = button
            grid.addWidget(button, *divmod(place, wide))
        for column in range(wide):
            grid.setColumnStretch(column, 1)

    @property
    def value(self) -> T:
        """The value that is on."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: T) -> None:
        """Turn a value on."""
        self.buttons[value].setChecked(True)
